"""The database -> what a person asks of it.

in: the database. out: rows to show, faults (`verify`), files (`export`); changes nothing in the database.
Names of victims and of minors are kept out unless they are asked for.
"""
