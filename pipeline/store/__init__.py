"""All SQL: opening and checking a file, rows and records, writing, queries.

in: records, decisions, questions    out: rows and records    writes: the database; what rows mean to a person
is for `review`, what is done with them over all articles for `jobs`
"""
