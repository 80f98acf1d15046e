"""Says of which event a clause of a claim tells, by the forms of `actions.toml`.

in: the form of a clause    out: an `Action` and where it was found    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.review.check.reading.vocabulary import words_of
from pipeline.word_lists import table

PATH = Path(__file__).with_name("actions.toml")

_NO = re.compile(r"\bno (?!contest)")
"""What denies within the words: "has no convictions", "is no longer in custody"."""
_NOBODY = re.compile(r"\*.* nobody\b")
"""An object that denies: "honored none of them"."""
_MOVES = frozenset({"sentence", "transfer", "removal", "entry"})
_ORIGIN = r"(?: (?:from|of) X\d+)?"
_REFUSALS = frozenset({"detainer_declined", "detainer_withdrawn"})
"""What is said with a "no" itself."""
_TAG = re.compile(r"(?<![\w\\])(USA|OFF|JAIL|ICE|DATE|POL|COURT|PROS|ARR|DET|CELL|X)(?![\w\\])")
"""A tag without its number."""


@dataclass(frozen=True, slots=True)
class Action:
    """One kind of event and how people say it."""

    event: str
    forms: tuple[re.Pattern[str], ...]
    denied: bool
    """It is so only where the clause is negated."""
    inverse: bool
    """The words say that it did not happen."""
    turned: str | None
    """What it is where it is negated."""
    also: tuple[tuple[re.Pattern[str], str], ...]
    """What else is said if these words are in the form; "not" in front of it: that it is not so."""


@dataclass(frozen=True, slots=True)
class Told:
    """An event that a clause tells of."""

    event: str
    negated: bool
    who: str | None
    """Tag of the person or group; null: the words that were found hold none."""
    beside: bool = False
    """It is what else the words say, beside what they tell."""


def told_by(form: str, negated: bool, never: bool = False) -> list[Told]:
    """Return what a clause tells of; the first is what it says itself.

    Args:
        form: of the clause.
        negated: it is said not to be so.
        never: by "never", or of anybody at all: what never happened is not turned into its opposite.
    """
    for action in _actions():
        if action.denied and (never or not negated):
            continue
        for pattern in action.forms:
            match = pattern.search(form)
            if match is None:
                continue
            names = match.groupdict()
            who = names.get("who") or names.get("other")
            event, denied = action.event, negated and not action.denied
            denied = denied != action.inverse
            if action.event not in _REFUSALS and _NO.search(match[0]):
                denied = not denied
            if not negated and (who in ("nobody", "none") or _NOBODY.search(match[0])):
                denied = not denied
            if negated and not never and action.turned is not None:
                event, denied = action.turned, False
            also = [
                Told(other.removeprefix("not "), other.startswith("not "), who, True)
                for words, other in action.also
                if not denied and words.search(form)
            ]
            return [Told(event, denied, who), *also]
    return []


@cache
def _actions() -> tuple[Action, ...]:
    data = table(PATH)
    terms = {**data["terms"], "kin": "|".join(sorted(words_of("kin") | words_of("people")))}
    return tuple(
        Action(
            item["event"],
            tuple(_compiled(form, terms, item["event"] not in _MOVES) for form in item["forms"]),
            item.get("denied", False),
            item.get("inverse", False),
            item.get("turned"),
            tuple((_compiled(words, terms), event) for words, event in item.get("with", ())),
        )
        for item in data["action"]
    )


def _compiled(form: str, terms: Mapping[str, str], stays: bool = False) -> re.Pattern[str]:
    """Return a form with its terms put in; the first person or group is caught as `who`.

    Behind it may stand whence they are, if nobody is moved from there. Another is caught as `other`, for
    forms that put it one way or another: "picked him up", "picked up Roe".
    """
    first, _, rest = _TAG.sub(r"\1\\d+", form).partition("{who}")
    rest = rest.replace("{who}", "(?P<other>{who})", 1)
    form = f"{first}(?P<who>{{who}}){_ORIGIN if stays else ''}{rest}" if "{who}" in form else first
    for _ in range(2):
        for name, words in terms.items():
            form = form.replace(f"{{{name}}}", words)
    end = "" if form.endswith(("$", " ")) else r"(?=\s|$)"
    return re.compile(rf"(?:(?<=\s)|^)(?:{form}){end}")
