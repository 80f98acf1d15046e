"""Reads the rules by which claims are answered (`rules.toml`)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.word_lists import table as read_table

RULES = Path(__file__).with_name("rules.toml")


@dataclass(frozen=True, slots=True)
class Opposed:
    """A report that speaks against a claim, and on what condition."""

    report: str
    """Type of the reported event."""
    offense: bool = False
    """Only if both are about one offense."""
    period: bool = False
    """Only if both are dated, and the dates fit."""
    alone: bool = False
    """Only if nothing speaks for the claim."""
    immigration: bool = False
    """Only if it is immigration officers to whom or by whom it was done."""
    place: bool = False
    """Only if both are of one place of custody."""
    kept: bool = False
    """Only if the report says that somebody was not to be let out."""
    negated: bool = False
    """Only if it is reported as not having happened; else only if it is reported as fact."""
    undated: bool = False
    """Only if the claim gives no date."""
    says: str | None = None
    """Only if the report's words say what a claim of this type says (see `says`)."""
    giver: bool = False
    """Only if the report's words name the custodian that is claimed."""
    open: bool = False
    """Only if the report says that the case is open still, in an article as late as the claim."""


@cache
def _rules() -> dict[str, Any]:
    return read_table(RULES)


def table(name: str) -> Any:
    """Return a table of `rules.toml`."""
    return _rules()[name]


@cache
def supporting(claimed: str) -> frozenset[str]:
    """Return the types of reports that speak for a claim of a type."""
    return frozenset(table("supports").get(claimed, [claimed]))


@cache
def _saying(against: bool) -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    return tuple(
        (item["claim"], item["report"], re.compile(item["words"]))
        for item in table("says")
        if item.get("against", False) == against
    )


def says(claimed: str, reported: str, quote: str, against: bool = False) -> bool:
    """Tell whether the words of a report of one type say what is claimed, which is of another, or deny it."""
    return any(
        claim == claimed and report == reported and words.search(quote)
        for claim, report, words in _saying(against)
    )


@cache
def telling(claimed: str) -> frozenset[str]:
    """Return the types of reports that may speak for a claim of a type, or against it."""
    return supporting_or_saying(claimed) | {pair.report for pair in opposed(claimed)}


@cache
def supporting_or_saying(claimed: str) -> frozenset[str]:
    """Return the types of reports that speak for a claim of a type, or do so if their words say as much."""
    return supporting(claimed) | {report for claim, report, _ in _saying(against=False) if claim == claimed}


@cache
def opposed(claimed: str) -> tuple[Opposed, ...]:
    """Return what speaks against a claim of a type."""
    return tuple(
        Opposed(**{name: value for name, value in item.items() if name != "claim"})
        for item in table("opposed")
        if item["claim"] == claimed
    )


@cache
def _kept() -> re.Pattern[str]:
    return re.compile(table("kept")["pattern"], re.IGNORECASE)


def says_kept(quote: str) -> bool:
    """Tell whether words about a stay in custody say that there was no way out of it."""
    return _kept().search(quote) is not None


@cache
def _bail() -> tuple[re.Pattern[str], ...]:
    names = ("pattern", "other", "without")
    return tuple(re.compile(table("bail")[name], re.IGNORECASE) for name in names)


def says_bail(words: str) -> bool:
    """Tell whether words about a release say that it was on bail."""
    return _bail()[0].search(words) is not None and not says_bail_waived(words)


def says_no_bail(words: str) -> bool:
    """Tell whether words about a release say that it was on something other than bail."""
    return says_bail_waived(words) or (not says_bail(words) and _bail()[1].search(words) is not None)


def says_bail_waived(words: str) -> bool:
    """Tell whether words about a release say that there was no bail to be paid."""
    return _bail()[2].search(words) is not None


@cache
def _held() -> tuple[re.Pattern[str], re.Pattern[str]]:
    none, some = (re.compile(table("held")[name], re.IGNORECASE) for name in ("none", "some"))
    return none, some


def says_held_without_bail(words: str) -> bool | None:
    """Tell whether words about a stay say that there was no bail; null: they say nothing of it."""
    none, some = _held()
    return True if none.search(words) else False if some.search(words) else None


def says_without_bail(kind: str, words: str) -> bool | None:
    """Tell whether words about a stay, or a release, say that there was no bail; null: nothing of it."""
    if kind != "release":
        return says_held_without_bail(words)
    return True if says_no_bail(words) else False if says_bail(words) else None


@cache
def _handed() -> re.Pattern[str]:
    return re.compile(table("handed")["pattern"])


def says_handed(quote: str) -> bool:
    """Tell whether words about a release say that it was into the hands of ICE."""
    return _handed().search(quote) is not None


@cache
def _uncharged() -> re.Pattern[str]:
    return re.compile(table("uncharged")["pattern"], re.IGNORECASE)


def says_uncharged(quote: str) -> bool:
    """Tell whether words about the end of a case say that nobody was charged."""
    return _uncharged().search(quote) is not None


@cache
def _put_off() -> re.Pattern[str]:
    return re.compile(table("put_off")["pattern"], re.IGNORECASE)


def says_put_off(quote: str) -> bool:
    """Tell whether words about a removal that was not say that it was put off: it may have come later."""
    return _put_off().search(quote) is not None


@cache
def _undone() -> tuple[re.Pattern[str], re.Pattern[str]]:
    undone, partly = (re.compile(table(name)["pattern"], re.IGNORECASE) for name in ("undone", "partly"))
    return undone, partly


def says_undone(quote: str) -> bool:
    """Tell whether words say that a conviction or a sentence was undone."""
    return _undone()[0].search(quote) is not None


def says_partly(quote: str) -> bool:
    """Tell whether words say that somebody was acquitted of a part of what was laid to him."""
    return _undone()[1].search(quote) is not None


@cache
def _ranks() -> re.Pattern[str]:
    return re.compile(table("ranks")["pattern"], re.IGNORECASE)


def ranks_in(claim: str) -> frozenset[str]:
    """Return what a claim says that its group is, of a larger one: managers, children."""
    return frozenset(match.lower() for match in _ranks().findall(claim))


@cache
def _acquitted() -> re.Pattern[str]:
    return re.compile(table("acquitted")["pattern"], re.IGNORECASE)


def says_acquitted(quote: str) -> bool:
    """Tell whether words say that somebody was found not guilty: there was no conviction to be undone."""
    return not says_undone(quote) and _acquitted().search(quote) is not None


@cache
def _dropped() -> re.Pattern[str]:
    return re.compile(table("dropped")["pattern"], re.IGNORECASE)


def says_dropped(quote: str) -> bool:
    """Tell whether words say that charges were dropped: there was no verdict."""
    return _dropped().search(quote) is not None


@cache
def _corrected() -> re.Pattern[str]:
    return re.compile(table("corrected")["pattern"], re.IGNORECASE)


def says_corrected(quote: str) -> bool:
    """Tell whether words correct what was reported before."""
    return _corrected().search(quote) is not None


@cache
def _over() -> re.Pattern[str]:
    return re.compile(table("over")["pattern"], re.IGNORECASE)


def says_over(quote: str) -> bool:
    """Tell whether words about a stay in custody tell it as one that is over."""
    return _over().search(quote) is not None


@cache
def _open() -> re.Pattern[str]:
    return re.compile(table("open")["pattern"], re.IGNORECASE)


def says_open(quote: str) -> bool:
    """Tell whether words about a charge say that its case is open still."""
    return _open().search(quote) is not None


@cache
def _opinions() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(item["pattern"], re.IGNORECASE) for item in table("opinion"))


def is_opinion(claim: str) -> bool:
    """Tell whether a claim says what somebody thinks rather than what happened."""
    own = re.sub(table("called")["pattern"], " ", claim)
    return any(pattern.search(own) for pattern in _opinions())


@cache
def _denials() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(item["pattern"], re.IGNORECASE) for item in table("denial"))


def undenied(claim: str) -> str | None:
    """Return what a claim says is not so, in the claim's words; null: it denies nothing whole."""
    match = next(filter(None, (pattern.search(claim.strip()) for pattern in _denials())), None)
    return None if match is None else match["claim"][:1].upper() + match["claim"][1:]


@cache
def _families() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for item in table("family"):
        for name in item["categories"]:
            found[name] = found.get(name, frozenset()) | frozenset(item["categories"])
    return found


def related(category: str) -> frozenset[str]:
    """Return the categories that reports may give to an offense of a category, itself included."""
    return _families().get(category, frozenset()) | {category}


@cache
def _broad() -> tuple[tuple[re.Pattern[str], frozenset[str]], ...]:
    return tuple(
        (re.compile(item["words"], re.IGNORECASE), frozenset(item["categories"])) for item in table("broad")
    )


def broad(words: str) -> frozenset[str]:
    """Return the categories that words may mean which tell a deed but not which offense it is."""
    return frozenset(name for pattern, names in _broad() if pattern.search(words) for name in names)


@cache
def _kinds() -> dict[str, dict[str, re.Pattern[str]]]:
    return {
        item["category"]: {name: re.compile(text, re.IGNORECASE) for name, text in item["names"].items()}
        for item in table("kinds")
    }


def kind_of(category: str, words: str) -> str | None:
    """Return which kind of a category words name; null: none that is told apart."""
    found = (name for name, pattern in _kinds().get(category, {}).items() if pattern.search(words))
    return next(found, None)


@cache
def _beside() -> frozenset[str]:
    return frozenset(item["category"] for item in table("kinds") if item.get("beside"))


def stand_beside(category: str) -> bool:
    """Tell whether kinds of a category stand beside one another: of one and of the other one is convicted."""
    return category in _beside()


def _kinds_in(category: str, words: str) -> frozenset[str]:
    """Return the kinds of a category that words name: of those that stand beside one another, all."""
    if not stand_beside(category):
        return frozenset(filter(None, [kind_of(category, words)]))
    return frozenset(name for name, pattern in _kinds()[category].items() if pattern.search(words))


def is_other_kind(category: str, words: str, told: Iterable[str]) -> bool:
    """Tell whether all that is told of a category, each in words, is of other kinds than words claim."""
    mine, kinds = _kinds_in(category, words), [_kinds_in(category, said) for said in told]
    return bool(mine) and all(kinds) and not any(mine & other for other in kinds)


def is_kind_among(category: str, words: str, told: Iterable[str]) -> bool:
    """Tell whether words claim no kind of a category, or one that some of what is told is of.

    Of kinds that stand beside one another any may be meant where none is told.
    """
    mine, told = _kinds_in(category, words), list(told)
    return (
        not mine
        or (stand_beside(category) and not told)
        or any(mine & _kinds_in(category, said) for said in told)
    )
