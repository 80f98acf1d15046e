"""Names of people, their ages and nationalities.

in: a parsed text    out: mentions; knows what only looks like a name, not who is who
"""
