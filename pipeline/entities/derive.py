"""From the words of a mention to its value, again: what `verify` checks the database with."""

from __future__ import annotations

from pipeline.entities.counts import parse_count
from pipeline.entities.dates.expressions import resolve, resolve_after
from pipeline.entities.people.ages import parse_age
from pipeline.entities.people.nationalities import country_of


def derive(field: str, words: str, rule: str, anchor: str | None) -> str | int | None:
    """Return the value of a field that the words give, or None where they give none.

    Args:
        field: `date`, `age`, `nationality`, `count` or `name`.
        words: the slice of the text.
        rule: id of the rule that read it; for dates it says how they were reckoned: `date.past`,
            `date.future`, `date.after` (the first such date after the anchor), `date.anniversary` (the
            anchor's day in another year) or `date.relative` (from the anchor).

    Raises:
        ValueError: the field is none of these.
    """
    if field == "date":
        return derive_date(rule, words, anchor)
    if field == "age":
        return parse_age(words)
    if field == "count":
        return parse_count(words)
    if field == "nationality":
        return country_of(words)
    if field == "name":
        return " ".join(words.split())
    raise ValueError(f"expected the field date, age, nationality, count or name, not {field!r}")


def derive_date(rule: str, words: str, anchor: str | None) -> str | None:
    """Return the date that words mean when reckoned by a rule from an anchor."""
    if rule == "date.after":
        return resolve_after(words, anchor) if anchor else None
    if rule == "date.anniversary":
        year = resolve(words, anchor, "past")
        return f"{year}{anchor[len('2024') :]}" if year and anchor else year
    return resolve(words, anchor, "future" if rule == "date.future" else "past")
