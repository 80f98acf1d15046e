"""Who is who within one article: mentions -> people, with name, age, nationality, role and sex.

in: a parsed `Doc`, mentions of names, ages and nationalities    out: `Entity`s and the tokens that stand for
them, groups with their number
"""
