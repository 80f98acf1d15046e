"""Refuses to export what its texts do not bear out.

in: the open database. out: nothing, or an error that names the faults; changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable

from pipeline.errors import OutputError
from pipeline.review.verify import Derive, verify
from pipeline.store.queries import Records

_NAMED = 3
"""Faults that the message names."""


def require_verified(records: Records, derive: Derive, tick: Callable[[str], None]) -> None:
    """Re-read every value from its text, as `blotter verify` does.

    Args:
        records: the open database.
        derive: works a value out from its words, as when it was first read.
        tick: told how far it has got.

    Raises:
        OutputError: a value is not what its text says.
    """
    faults = versions = 0
    named: list[str] = []
    for fault in verify(records, derive):
        if fault is None:
            versions += 1
            tick(f"{versions} articles verified")
        else:
            faults += 1
            if len(named) < _NAMED:
                named.append(str(fault))
    if faults:
        more = f" and {faults - len(named)} more" if faults > len(named) else ""
        raise OutputError(
            f"{records.path}: expected values that their texts bear out, found {faults} that they do not: "
            f"{'; '.join(named)}{more}. Nothing was written. `blotter verify --db {records.path}` lists all; "
            "put a sound copy of the database in its place, or run the sources into a new one"
        )
