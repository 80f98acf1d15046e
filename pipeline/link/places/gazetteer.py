"""The places of custody and the counties of the United States, as public lists have them.

in: `gazetteer.csv`, which `build.py` makes    out: `Entry`s, by name and by its words    writes: nothing
"""

from __future__ import annotations

import csv
import itertools
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.link.places.names import parse

PATH = Path(__file__).with_name("gazetteer.csv")
COLUMNS = ("id", "name", "kind", "city", "county", "state", "fips", "code", "closed", "aliases")


@dataclass(frozen=True, slots=True)
class Entry:
    """One place of custody, or one county."""

    id: str
    """`hifld:` and that list's number, `ice:` and ICE's code, or `county:` and the FIPS code."""
    name: str
    kind: str
    """`jail`, `prison`, `federal`, `immigration`, `juvenile` or `county`."""
    city: str
    county: str
    state: str
    """Two letters."""
    fips: str = ""
    """The county's FIPS code."""
    code: str = ""
    """ICE's code of the facility (DETLOC)."""
    closed: bool = False
    aliases: tuple[str, ...] = ()

    def replaced(self, **changes: Any) -> Entry:
        """Return the entry with other values."""
        return replace(self, **changes)


class Gazetteer:
    """All entries, found by their whole names, by the words that tell them, and by county."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        """Index the entries."""
        self.entries = entries
        self.by_name: defaultdict[str, list[Entry]] = defaultdict(list)
        self.by_core: defaultdict[frozenset[str], list[Entry]] = defaultdict(list)
        self.by_county: defaultdict[tuple[str, str], list[Entry]] = defaultdict(list)
        self.counties: defaultdict[frozenset[str], list[Entry]] = defaultdict(list)
        for entry in entries:
            if entry.kind == "county":
                self.counties[parse(entry.name).core].append(entry)
                continue
            names = [parse(name) for name in (entry.name, *entry.aliases)]
            for plain in dict.fromkeys(name.plain for name in names):
                self.by_name[plain].append(entry)
            for core in dict.fromkeys(name.core for name in names):
                self.by_core[core].append(entry)
            self.by_county[entry.county, entry.state].append(entry)


@cache
def gazetteer() -> Gazetteer:
    """Return the gazetteer, read once per process."""
    with PATH.open(encoding="utf-8", newline="") as stream:
        return Gazetteer([_entry(*row) for row in itertools.islice(csv.reader(stream), 1, None)])


def _entry(*row: str) -> Entry:
    """Return the entry of a row of the file; its columns are `COLUMNS`."""
    *plain, closed, aliases = row
    identity, name, kind, city, county, state, fips, code = plain
    others = tuple(aliases.split("|")) if aliases else ()
    return Entry(identity, name, kind, city, county, state, fips, code, closed == "True", others)
