"""Which day each thing that an article tells happened on.

in: a parsed `Doc`, its date expressions, the tokens that report events    out: the dates of each token, and
from words to days; knows tokens and types of events, not whom they befell
"""
