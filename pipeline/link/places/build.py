"""Makes `gazetteer.csv` anew from the public lists that NOTICE credits.

    python -m pipeline.link.places.build FOLDER

FOLDER holds `facilities/` and `gazetteers/` with the lists as published (their file names are below). A run
over the same lists gives the same file, byte for byte.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from rapidfuzz import fuzz

from pipeline.link.places.gazetteer import COLUMNS, PATH, Entry
from pipeline.link.places.names import parse, plain_name

_PRISONS = "facilities/hifld_prison_boundaries.csv"
_ICE_2017 = "facilities/ice_facility_list_foia_2017_nijc_uwchr.csv"
_ICE_LATER = "facilities/ice_facilities_public_lists_2019_2021.csv"
_COUNTIES = "gazetteers/us_counties_fips.csv"
_KINDS = {"COUNTY": "jail", "LOCAL": "jail", "MULTI": "jail", "STATE": "prison", "FEDERAL": "federal"}
_HELD = frozenset({"IGSA", "DIGSA", "USMS IGA", "USMS CDF", "CDF", "SPC", "BOP", "FAMILY", "STAGING"})
"""Kinds of ICE's list that hold people; hospitals, hotels, hold rooms and children's homes are left out."""
_IMMIGRATION = frozenset({"CDF", "SPC", "DIGSA", "FAMILY", "STAGING"})
_SMALL = frozenset({"of", "and", "the", "for", "at", "in"})
_CAPITALS = frozenset(
    {"ICE", "FCI", "USP", "FDC", "FMC", "MDC", "MCC", "FPC", "II", "III", "IV", "CDF", "NW", "NE", "SW"}
)
_ABBREVIATED = re.compile(r"\s*\([A-Z]{2,6}\)$")
"""A name's own abbreviation behind it."""
_ALIKE = 88
"""Likeness of names, of 100, from which two lists' rows of one county are one place."""


def main(folder: Path) -> None:
    """Write the gazetteer from the lists in a folder."""
    entries = list(_prisons(folder))
    _add_ice(folder, entries)
    entries += _counties(folder)
    with PATH.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(
            [getattr(entry, name) if name != "aliases" else "|".join(entry.aliases) for name in COLUMNS]
            for entry in sorted(entries, key=lambda item: item.id)
        )


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        for row in csv.DictReader(stream):
            yield {name: " ".join((value or "").split()) for name, value in row.items() if name}


def _prisons(folder: Path) -> Iterator[Entry]:
    counties = {row["fips"]: row["county_name"] for row in _rows(folder / _COUNTIES)}
    for row in _rows(folder / _PRISONS):
        whole = _ABBREVIATED.sub("", row["NAME"])
        parts = [titled(part) for part in re.split(r"\s*/\s*", whole) if part not in ("SHERIFF", "JAIL")]
        kind = "juvenile" if row["SECURELVL"] == "JUVENILE" else _KINDS.get(row["TYPE"], "jail")
        yield Entry(
            id=f"hifld:{row['FACILITYID']}",
            name=" / ".join(parts),
            kind=kind,
            city=titled(row["CITY"]),
            county=counties.get(row["COUNTYFIPS"], titled(row["COUNTY"])),
            state=row["STATE"],
            fips=row["COUNTYFIPS"] if row["COUNTYFIPS"].isdigit() else "",
            closed=row["STATUS"] == "CLOSED",
            aliases=tuple(parts) if len(parts) > 1 else (),
        )


def _add_ice(folder: Path, entries: list[Entry]) -> None:
    """Add ICE's codes and names to the places of the first list, and the places that it lacks."""
    counties = {(row["state_abbrev"], row["county_name"]) for row in _rows(folder / _COUNTIES)}
    by_state: defaultdict[str, list[int]] = defaultdict(list)
    for index, entry in enumerate(entries):
        by_state[entry.state].append(index)
    for code, row, kind in _ice(folder):
        same = _same_place(row, [(index, entries[index]) for index in by_state[row["state"]]])
        name = titled(row["name"])
        if same is not None:
            found = entries[same]
            names = {plain_name(item) for item in (found.name, *found.aliases)}
            aliases = found.aliases if plain_name(name) in names else (*found.aliases, name)
            entries[same] = found.replaced(code=found.code or code, aliases=aliases)
        else:
            bare = re.sub(r" (?:County|Parish)$", "", titled(row.get("county", "")))
            named = (f"{bare} County", f"{bare} Parish")
            county = next((name for name in named if (row["state"], name) in counties), "")
            entries.append(
                Entry(
                    id=f"ice:{code or plain_name(name).replace(' ', '-') + '-' + row['state'].lower()}",
                    name=name,
                    kind=kind,
                    city=titled(row["city"]),
                    county=county,
                    state=row["state"],
                    code=code,
                )
            )
            by_state[row["state"]].append(len(entries) - 1)


def _ice(folder: Path) -> Iterator[tuple[str, dict[str, str], str]]:
    for name in (_ICE_2017, _ICE_LATER):
        for row in _rows(folder / name):
            kind = row.get("type_detailed", "")
            listed = row.get("list", "").startswith("ICE authorized") and kind in ("", "nan")
            if (kind in _HELD or listed) and len(row["state"]) == 2 and row["name"] not in ("", "Redacted"):
                shown = "immigration" if kind in _IMMIGRATION else "federal" if kind == "BOP" else "jail"
                yield row.get("detloc", ""), row, shown


def _same_place(row: dict[str, str], there: Iterable[tuple[int, Entry]]) -> int | None:
    """Return the number of the entry that a row of ICE's list is: in its city or county, of a like name.

    A county's only jail is what ICE calls by another word: "Berks County Prison".
    """
    there = [(index, entry) for index, entry in there if entry.kind != "juvenile"]
    name, city, county = plain_name(row["name"]), row["city"].lower(), row.get("county", "").lower()
    best, likest = None, float(_ALIKE)
    for index, entry in there:
        near = entry.city.lower() == city or (county and entry.county.lower().startswith(county))
        names = (entry.name, *entry.aliases)
        likeness = max(fuzz.token_sort_ratio(name, plain_name(item)) for item in names)
        if near and likeness > likest:
            best, likest = index, likeness
    if best is None and county:
        core = parse(row["name"]).core
        own = [
            index
            for index, entry in there
            if entry.kind == "jail"
            and entry.county.lower().startswith(county)
            and parse(entry.name).core == core
        ]
        best = own[0] if len(own) == 1 else None
    return best


def _counties(folder: Path) -> Iterator[Entry]:
    for row in _rows(folder / _COUNTIES):
        if not row["county_code"].endswith("999"):
            yield Entry(
                id=f"county:{row['fips']}",
                name=row["county_name"],
                kind="county",
                city="",
                county=row["county_name"],
                state=row["state_abbrev"],
                fips=row["fips"],
            )


def titled(name: str) -> str:
    """Return a name in capitals as it is commonly written."""
    words = []
    for index, word in enumerate(name.lower().split()):
        bare = re.sub(r"\W", "", word).upper()
        if bare in _CAPITALS or re.fullmatch(r"(?:[a-z]\.)+", word):
            words.append(word.upper())
        elif word in _SMALL and index:
            words.append(word)
        else:
            words.append(re.sub(r"(?:^|(?<=[-/(.]))[a-z]", lambda match: match.group().upper(), word))
    joined = " ".join(words)
    return re.sub(r"\bMc([a-z])", lambda match: "Mc" + match.group(1).upper(), joined)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
