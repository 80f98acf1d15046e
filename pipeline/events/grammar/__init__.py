"""What a parse says: who does what to whom, nouns for people, clauses, the words of an event.

in: tokens of a parsed `Doc`    out: tokens, spans, yes or no; knows English, no events and no people
"""
