"""Labels and tags of a parse that are asked for together, in ClearNLP's and the Penn Treebank's names."""

from __future__ import annotations

SUBJECT = ("nsubj", "nsubjpass")
"""What a verb says something of."""
FINITE = frozenset({"VBD", "VBZ", "VBP"})
"""Forms of verbs that have a tense."""
