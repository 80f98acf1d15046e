"""Which country is told at once of people in a row: "Mexican nationals Al Roe and Ed Poe", "both of Peru".

in: a text, its names and nationalities    out: by where a name starts, the nationality    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.schema import Mention

_PEOPLE = (
    r"(?:nationals|citizens|natives|immigrants|migrants|noncitizens|aliens|refugees|men|women|brothers"
    r"|sisters"
    r"|siblings|cousins|teens|teenagers|youths|boys|girls|students|workers|fugitives|suspects|inmates"
    r"|detainees)"
)
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "both": 2}
_MANY = rf"(?P<many>{'|'.join(_NUMBERS)})"
_IN_FRONT = re.compile(rf"(?:\b{_MANY}\s(?:[\w-]+\s){{0,3}}?)?$", re.IGNORECASE)
"""Before a nationality: "two undocumented" Mexican nationals."""
_BEHIND = re.compile(rf"\s(?:[a-z-]+\s){{0,2}}?{_PEOPLE}(?P<apart>,\s|:\s|,?\sidentified\sas\s|\s)")
"""From a nationality to the first name; only a number or a colon parts them by a comma."""
_OWN = r"(?:,?\s\(?(?:aged?\s)?\d{1,3}\)?)?(?:,?\sof\s[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+){0,2})?"
"""A name's own age and town."""
_GAP = re.compile(rf"{_OWN}(?P<stop>[,;]\s(?:and\s)?|,?\sand\s)")
"""Between two names of a row."""
_TO_BOTH = re.compile(
    rf"{_OWN},?\s(?:who\s(?:are|were)\s)?(?:both|all(?:\s(?:two|three|four|five|six))?)\s(?:of\swhom\sare\s)?"
    rf"(?:from\s|of\s|{_PEOPLE}\sof\s|{_PEOPLE}\sfrom\s|(?:undocumented|illegal)\s)?(?:the\s)?"
)
"""From the last name of a row to a nationality: ", 31, both from" Peru."""


def shared_countries(
    text: str, names: Iterable[Mention], countries: Iterable[Mention]
) -> Mapping[int, Mention]:
    """Return the nationality of each name that is told together with others'.

    Args:
        text: the text.
        names: of people, in any order.
        countries: nationalities, in any order.
    """
    row = sorted(names, key=lambda name: name.start)
    return {
        start: country
        for country in countries
        for start in (*_in_front(text, row, country), *_behind(text, row, country))
    }


def _in_front(text: str, names: Sequence[Mention], country: Mention) -> Iterator[int]:
    """Yield where the names start that a nationality stands in front of."""
    match = _BEHIND.match(text, country.end)
    first = next((i for i, name in enumerate(names) if match is not None and name.start == match.end()), None)
    if match is None or first is None:
        return
    front = _IN_FRONT.search(text[max(0, country.start - 40) : country.start])
    many = _NUMBERS[front["many"].lower()] if front is not None and front["many"] else None
    people = _row(text, names[first:])
    if len(people) < 2 or (many is not None and len(people) != many):
        return
    if many is not None or match["apart"] != ", ":
        yield from (name.start for name in people)


def _row(text: str, names: Sequence[Mention]) -> list[Mention]:
    """Return the first of some names with those behind it that ages, towns, commas and "and" part."""
    people, ended = [names[0]], False
    for name in names[1:]:
        gap = _GAP.fullmatch(text, people[-1].end, name.start)
        if gap is None or ended:
            break
        people.append(name)
        ended = "and" in gap["stop"]
    return people if ended else people[:1]


def _behind(text: str, names: Sequence[Mention], country: Mention) -> Iterator[int]:
    """Yield where the names start behind which a nationality of all of them stands."""
    last = max((i for i, name in enumerate(names) if name.end <= country.start), default=None)
    if last is None or _TO_BOTH.fullmatch(text, names[last].end, country.start) is None:
        return
    people = [names[last]]
    for name in reversed(names[:last]):
        gap = _GAP.fullmatch(text, name.end, people[0].start)
        if gap is None or ("and" in gap["stop"]) != (len(people) == 1):
            break
        people.insert(0, name)
    if len(people) > 1:
        yield from (name.start for name in people)
