"""Answers claims: what the database holds for and against one, value by value.

in: a claim that was read, and linked reports    out: a verdict with its evidence    writes: nothing
"""
