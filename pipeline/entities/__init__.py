"""Article -> mentions: every later value is one of these stretches of the text, or reckoned from one.

in: a text, parsed by the base model and the components here    out: `Mention`s with the rule that found each;
`derive.py` reckons a value from its words again; nothing is decided here of who did what
"""
