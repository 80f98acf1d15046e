"""The database -> files for other programs.

in: the open database, and what may be told of whom. out: files; changes nothing in the database.
`content` says what an article gives away, `dictionary.csv` what each column is; the rest are forms of it.
"""
