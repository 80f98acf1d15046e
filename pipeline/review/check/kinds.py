"""Types of events that are asked about together, wherever claims are answered."""

VERDICTS = frozenset({"conviction", "acquittal"})
GUILTY = frozenset({"conviction", "sentence"})
ENDS = VERDICTS | GUILTY
"""What ends a case."""
STAYS = frozenset({"detention", "detainer_honored"})
"""What tells that somebody was in custody."""
LASTING = STAYS | {"sentence"}
"""What goes on for a time that a claim may give."""
