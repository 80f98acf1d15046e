"""The state of a database, as facts and troubles.

in: the open database. out: plain values; changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.store.queries import Records
from pipeline.store.skipped import skipped_counts


@dataclass(frozen=True, slots=True)
class Health:
    """What `blotter doctor` says of a database."""

    facts: dict[str, str]
    troubles: list[str]
    """What is wrong and wants doing; none: the database is sound."""


def examine(records: Records) -> Health:
    """Return the state of a database."""
    counts = records.counts()
    issues, runs = records.issues(), records.runs()
    facts = {
        "schema": records.schema_names()[-1],
        "holds": ", ".join(f"{number:,} {name.replace('_', ' ')}" for name, number in counts.items()),
        "left unread": "{:,} articles whole, {:,} in part".format(*skipped_counts(records)),
        "open issues": str(len(issues)),
    }
    if runs:
        last = runs[0]
        facts["last run"] = (
            f"{last['id']}, {last['status']}, begun {last['started']}, ended {last['ended'] or 'not yet'}: "
            f"{last['added']} added, {last['changed']} changed, {last['unchanged']} unchanged, "
            f"{last['failed']} failed, with {last['model']}"
        )
        if last["status"] != "done":
            facts["last run"] += ". Run the same command again to go on"
    return Health(facts, records.damage())
