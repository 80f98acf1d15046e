"""Whose names are shown: what protects a person, where hidden names stand, and texts without them.

in: the open database, an article and what was read of it    out: the same without the names; writes nothing
"""
