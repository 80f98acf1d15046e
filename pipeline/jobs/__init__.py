"""Work over a whole database that takes several stages: linking, copies, decisions, claims.

in: a database    out: how much was done, or an answer    writes: the database, by `store`
"""
