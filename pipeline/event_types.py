"""Types of events that more than one stage asks about together, of those that `ontology.toml` declares."""

GUILTY = frozenset({"conviction", "sentence"})
VERDICTS = frozenset({"conviction", "acquittal"})
JUDGMENTS = VERDICTS | GUILTY
"""What ends a case."""
LAID = GUILTY | {"charge"}
"""What lays an offense to somebody."""
AT_COURT = JUDGMENTS | {"charge", "removal_order"}
"""What is done before a judge."""
STAYS = frozenset({"detention", "detainer_honored"})
"""What tells that somebody was in custody."""
LASTING = STAYS | {"sentence"}
"""What goes on for a time that a claim may give."""
ANSWERS = frozenset({"detainer_declined", "detainer_honored", "detainer_withdrawn"})
"""What becomes of a detainer."""
AT_CUSTODIAN = ANSWERS | {"detainer_issued", "detention", "release", "transfer"}
"""What somebody has to do with who holds people."""
