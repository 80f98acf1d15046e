"""All that `entities` finds in a text, as one sorted list of mentions.

in: a parsed `Doc`    out: `Mention`s    writes: nothing
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from spacy.tokens import Doc

from pipeline.doc_text import text_of
from pipeline.entities.agencies import find_agencies
from pipeline.entities.counts import find_counts
from pipeline.entities.dates.expressions import find_dates
from pipeline.entities.facilities import distinct, find_facilities
from pipeline.entities.offenses.offenses import find_offenses
from pipeline.entities.parsable import STAND_IN
from pipeline.entities.people.ages import find_ages, find_comma_ages
from pipeline.entities.people.names import find_names
from pipeline.entities.people.nationalities import adjective_country, find_nationalities
from pipeline.entities.people.shared_ages import find_shared_ages
from pipeline.entities.taken import Taken
from pipeline.schema import Mention


def find_mentions(doc: Doc, told: str = "") -> list[Mention]:
    """Return every mention of a parsed text, sorted by offset; mentions of one label do not overlap.

    Args:
        doc: the parsed text.
        told: the article's own words, as long to the character; those parsed hide some of its ages.
    """
    text = text_of(doc)
    names = _without_demonyms(text, find_names(doc))
    ages = list(_ages(text, names))
    if STAND_IN in text:
        ages += [age for age in _ages(told, ()) if text[age.start : age.end] == STAND_IN]
    taken = Taken(len(text), ((mention.start, mention.end) for mention in ages))
    mentions = [*names, *ages]
    for date in find_dates(text):
        mentions.append(Mention("date", date.start, date.end, f"date.{date.kind}", 0.9, None, date.kind))
        taken.take(date.start, date.end)
    mentions += [count for count in find_counts(text) if taken.is_free(count.start, count.end)]
    for found in find_nationalities(text):
        mentions.append(
            Mention(
                "nationality", found.start, found.end, found.rule, found.confidence, found.country, found.kind
            )
        )
    for agency in find_agencies(text):
        mentions.append(
            Mention("agency", agency.start, agency.end, agency.rule, agency.confidence, None, agency.kind)
        )
    facilities = find_facilities(text)
    listed = {(place.start, place.end) for place in distinct(text, facilities)}
    for place in facilities:
        shown = "named" if (place.start, place.end) in listed and place.named else ""
        mentions.append(
            Mention("facility", place.start, place.end, place.rule, place.confidence, shown, place.kind)
        )
    for offense in find_offenses(text):
        detail = f"{offense.kind} minor" if offense.minor else offense.kind
        mentions.append(
            Mention(
                "offense",
                offense.start,
                offense.end,
                offense.rule,
                offense.confidence,
                offense.category,
                detail,
            )
        )
    return sorted(mentions, key=lambda mention: (mention.start, mention.end, mention.label))


def _without_demonyms(text: str, names: Sequence[Mention]) -> list[Mention]:
    """Return the names but those that only say where somebody is from: "arrests Ecuadoran charged with"."""
    families = {
        text[name.start : name.end].split()[-1] for name in names if " " in text[name.start : name.end]
    }
    return [name for name in names if not _is_description(text[name.start : name.end], families)]


def _is_description(name: str, families: Collection[str]) -> bool:
    """Say whether a name only says where somebody is from: "Ecuadoran", "Honduran Mother" in a headline."""
    first, *rest = name.split()
    if name in families or adjective_country(first) is None:
        return False
    return not rest or bool(find_nationalities(f"{first} {' '.join(rest).lower()}"))


def _ages(text: str, names: Sequence[Mention]) -> Iterator[Mention]:
    """Yield ages of several at once, those in words that say so, then bare ones behind names."""
    taken = Taken(len(text))
    for shared in find_shared_ages(text, names):
        taken.take(shared.start, shared.end)
        yield shared
    for age in find_ages(text):
        if not taken.is_free(age.start, age.end):
            continue
        taken.take(age.start, age.end)
        yield Mention("age", age.start, age.end, "age.words", 0.95, age.age, "then" if age.then else "")
    for name in names:
        behind = find_comma_ages(text, name.end)
        if behind is not None and taken.is_free(behind.start, behind.end):
            taken.take(behind.start, behind.end)
            yield Mention("age", behind.start, behind.end, "age.behind_name", 0.9, behind.age)
