"""Labels and tags of a parse that are asked for together, in ClearNLP's and the Penn Treebank's names."""

from __future__ import annotations

SUBJECT = ("nsubj", "nsubjpass")
"""What a verb says something of."""
ANY_SUBJECT = frozenset({*SUBJECT, "csubj", "csubjpass", "expl"})
"""What stands as a subject, be it a clause or an empty word."""
ARGUMENTS = frozenset({*SUBJECT, "dobj", "pobj"})
"""What a verb or a preposition is said with."""
FINITE = frozenset({"VBD", "VBZ", "VBP"})
"""Forms of verbs that have a tense."""
TENSED = FINITE | {"MD"}
"""Words by which a clause has a tense of its own."""
MODIFIERS = frozenset({"amod", "compound", "nmod", "nummod"})
"""What hangs in front of a noun and belongs to it."""
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ"})
"""Kinds of words that stand for people or things."""
TIMES = frozenset({"DATE", "TIME"})
"""Entities that say when."""
