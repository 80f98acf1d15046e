"""Compares what a claim says with one report, value by value.

in: a part of a claim and a report of the same subject    out: `Value`s    writes: nothing

`agrees` and `disagrees` are said only where both give a value; all else is `not reported`. Numbers agree
within their qualifiers, dates within their precision, an age within the years between.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.event_types import ANSWERS, AT_CUSTODIAN, JUDGMENTS, LASTING, STAYS
from pipeline.review.check.claim import UNREAD, Claim, Comparing, Part, plain
from pipeline.review.check.courts import court_of, tried_by
from pipeline.review.check.forces import are_federal, are_two, may_be_other
from pipeline.review.check.numbers import in_words, span_of
from pipeline.review.check.passages import lengths_told, sentence_of
from pipeline.review.check.rules import (
    broad,
    is_kind_among,
    is_other_kind,
    kind_of,
    related,
    says,
    says_acquitted,
    says_undone,
    supporting,
    table,
)
from pipeline.store.claims import Report

AGREES, DISAGREES, SILENT = "agrees", "disagrees", "not reported"
_CUSTODY = AT_CUSTODIAN - {"detainer_withdrawn"}
"""Types for which it matters who holds."""
_STATE = 20
"""Characters in which a state's name stands."""
_NO_YEAR = "XXXX-"
_SEVERAL = re.compile(r"\b(?:jails|prisons|counties|sheriffs|lockups|cities)\b", re.IGNORECASE)
"""What is told of the jails of a state is of none by name."""
_COUNTS = frozenset({"count", "counts", "charge", "charges", "case"})
_NUMBERS = frozenset({"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"})
_STEM, _SHORT = 6, 3
"""Letters by which words of an offense are compared; words so short are no help."""
EVERY = re.compile(r"\b(?:every|all|any) (?:of the |the )?(?:\w+ )?(?:charges?|counts?)\b", re.IGNORECASE)
_CASE = re.compile(r"\b(?:dismiss|drop|toss|end)\w* (?:the|his|her) (?:whole )?case\b", re.IGNORECASE)
"""A case that was dropped was so with all that it was for."""
_BEHIND_BARS = re.compile(
    r"\b(?:to|in) (?:\w+ )?(?:prison|jail|the penitentiary)\b|\bbehind bars\b", re.IGNORECASE
)
_NO_BARS = re.compile(r"\b(?:jail|prison)(?: time| term| sentence)?(?=[.,;]|$| for\b)", re.IGNORECASE)
"""In a claim that a sentence is, or is not, of prison: "avoided jail"."""
_TAKES = re.compile(r"\b(?:took|taken|takes?|picked|collected|seized|grabbed|gained)\b")
_CAME_OF = frozenset(("detainer_issued", answer) for answer in ANSWERS)
"""What is claimed, and what tells that it was, but not when nor of how many: no more than were asked for."""
_OPEN = frozenset({"arrested", "charged", "alleged"})
_STATUS = {
    "conviction": ("convicted",),
    "sentence": ("convicted",),
    "acquittal": ("cleared",),
    "charge": ("charged", "convicted", "cleared"),
    "arrest": ("arrested", "charged", "convicted", "cleared", "alleged"),
}
"""What a report of a type says of the person's offenses in its article."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a claim beside that of a report."""

    field: str
    """`who`, `what`, `offense`, `where`, `where to`, `when`, `how many`, `how long`, `age`, `nationality`,
    `agency` or `court`."""
    claimed: str | None
    reported: str | None
    judged: str
    """`agrees`, `disagrees` or `not reported`."""


def values_of(part: Part, report: Report, claim: Claim, comparing: Comparing) -> tuple[Value, ...]:
    """Return the values of a claim's part beside those of a report; what it does not give is left out."""
    found = [
        _offense(part, report),
        _where(part, report, claim, comparing),
        _when(part, report, comparing),
        _how_many(part, report),
        _age(part, report),
        _nationality(part, report),
        _length(part, report, claim),
        _agency(part, report, comparing),
        _to(report, claim, comparing),
        _court(part, report),
    ]
    return tuple(value for value in found if value is not None)


def offenses_told(report: Report) -> tuple[tuple[str, str], ...]:
    """Return category and words of the offenses that a report's event is about, as its article says.

    Of what somebody was convicted by the words of the report he was, though he has been cleared of it since.
    """
    laid, fitting = report.offenses, _STATUS.get(report.type, ())
    told = tuple((category, words) for category, status, words in laid if status in fitting)
    if told or report.type != "conviction" or says_acquitted(report.quote):
        return told
    return tuple((category, words) for category, _, words in laid if words in report.quote)


def _offense(part: Part, report: Report) -> Value | None:
    if part.offense is None:
        return None
    category, words = part.offense
    if report.type not in _STATUS:
        if not says(part.type, report.type, report.quote) and report.type not in supporting(part.type):
            return None
        named = [other for other in report.offenses if other[2] in report.quote]
        if named and not any(other in related(category) | broad(words) for other, _, _ in named):
            return Value("offense", words, named[0][0], DISAGREES)
        return Value("offense", words, None, SILENT)
    told = offenses_told(report)
    if report.type == "acquittal" and says_undone(report.quote) and plain(words) in plain(report.quote):
        return Value("offense", words, words, AGREES)
    if category == UNREAD:
        same = shares_words(words, " ".join((report.quote, *(other for _, other in told))))
        same |= words.islower() and any(other in broad(words) for other, _ in told)
        numbers = set(plain(words).split()) & _NUMBERS
        same &= numbers <= set(plain(" ".join((report.quote, *(other for _, other in told)))).split())
        return Value("offense", words, told[0][0] if same and told else None, AGREES if same else SILENT)
    alone = bool(report.record) and report.record <= related(category)
    if report.type in JUDGMENTS and any(status in _OPEN for _, status, _ in report.offenses):
        alone = False  # what ended is not what the article leaves open
    if report.type == "acquittal" and not says_undone(report.quote):
        alone &= not any(item[1] == "convicted" and item[0] in related(category) for item in report.offenses)
    of_all = EVERY.search(report.quote) or (report.type == "acquittal" and _CASE.search(report.quote))
    alone |= bool(of_all) and category in report.record
    laid = [said for name, _, said in report.offenses if name in related(category)] if of_all else []
    if not told and alone and is_kind_among(category, words, laid):
        return Value("offense", words, ", ".join(sorted(report.record)), AGREES)
    if not told:
        which = set(plain(words).split()) - _COUNTS
        same = bool(which) and which <= set(plain(report.quote).split())
        return Value("offense", words, words if same else None, AGREES if same else SILENT)
    exact = [other for other in told if other[0] == category]
    meant = related(category) | broad(words)
    fitting = exact or [other for other in told if other[0] in meant]
    if not fitting:
        return Value("offense", words, told[0][0], DISAGREES)
    apart = [other for other in told if other[0] not in meant]
    if report.type == "sentence" and apart and not any(words in report.quote for _, words in fitting):
        return Value("offense", words, None, SILENT)  # for which of several it was is not told
    if is_other_kind(category, words, [_words_told(*other, report.quote) for other in fitting]):
        return Value("offense", words, fitting[0][1], DISAGREES)
    return Value("offense", words, fitting[0][0], AGREES)


def _words_told(category: str, words: str, quote: str) -> str:
    """Return the words by which a kind of offense is told: an article's own, else those of the report."""
    if category == "vehicular_homicide":
        return f"vehicular {words}"
    return words if kind_of(category, words) else quote


def shares_words(claimed: str, reported: str) -> bool:
    """Tell whether a report has the word that names an offense of no category known."""
    phrase = plain(claimed).split()
    deeds = [word for word in phrase if word.endswith("ing")]
    named = (deeds or phrase[-1:])[:1]
    return any(len(word) > _SHORT and word[:_STEM] in plain(reported) for word in named)


def _where(part: Part, report: Report, claim: Claim, comparing: Comparing) -> Value | None:
    if report.type not in _CUSTODY and part.custodian is None:
        return None
    told = report.custodian
    to_officers = part.type == "transfer" and comparing.actor(part.custodian) == "immigration"
    if to_officers and report.type in ("detainer_honored", "release"):
        return None  # whoever is held for ICE is held to be handed to it
    if part.custodian is None:
        if told is None or not claim.proper:
            return None
        shared = claim.proper & comparing.place_words(told)
        return Value("where", ", ".join(sorted(shared)), told, AGREES) if shared else None
    if told is None:
        return Value("where", part.custodian, None, SILENT)
    mine, theirs = comparing.place_words(part.custodian), comparing.place_words(told)
    if mine and not theirs and _SEVERAL.search(told):
        return Value("where", part.custodian, told, DISAGREES)
    if comparing.actor(part.custodian) == "immigration" or comparing.actor(told) == "immigration":
        same = comparing.actor(part.custodian) == comparing.actor(told)
        return Value("where", part.custodian, told, AGREES if same else SILENT)
    states = comparing.states(part.custodian) or claim.states
    own = state_of(report, comparing)
    if states and own and not own & states:
        return Value("where", part.custodian, told, DISAGREES)
    if not mine or not theirs:
        near = own or report.states
        return Value("where", part.custodian, told, AGREES if states & near else SILENT)
    if mine & theirs or (report.city and mine & set(plain(report.city).split())):
        return Value("where", part.custodian, told, AGREES)
    one_may_hold_other = report.state is None and _is_county(part.custodian) != _is_county(told)
    judged = SILENT if told[:1].islower() or one_may_hold_other else DISAGREES
    return Value("where", part.custodian, told, judged)


def _is_county(place: str) -> bool:
    return "county" in place.lower() or "parish" in place.lower()


def state_of(report: Report, comparing: Comparing) -> frozenset[str]:
    """Return the state of a report's custodian: as its words say, else by the gazetteer; empty: unknown."""
    own = comparing.states(report.custodian) if report.custodian else frozenset()
    if own:
        return own
    said = comparing.states(_behind_doer(report) or report.quote) or comparing.states(report.quote)
    linked = frozenset({report.state}) if report.state else frozenset()
    return said & linked or said or linked


def _behind_doer(report: Report) -> str:
    """Return what stands right behind who did it, by the words: "declined by Polk County, Iowa"."""
    doer = f"by {report.custodian}, "
    return report.quote.partition(doer)[2][:_STATE] if report.custodian else ""


def _when(part: Part, report: Report, comparing: Comparing) -> Value | None:
    mine = comparing.days(part.date)
    if mine is None:
        return _in_any_year(part, report)
    theirs = comparing.days(report.date)
    if theirs is not None and (part.type, report.type) in _CAME_OF and mine[0] <= theirs[1] and not part.by:
        return Value("when", part.date, report.date, SILENT)
    since = report.type == "release" and theirs is not None and "since" in report.quote
    if since and theirs is not None and mine[0] - theirs[0] > table("dates")["month"]:
        return Value("when", part.date, report.date, SILENT)  # "has been free since May" tells of no July
    if part.by:
        known = theirs or comparing.days(report.published)
        late = DISAGREES if theirs and not part.earlier else SILENT
        judged = AGREES if known is not None and known[0] <= mine[1] else late
        return Value("when", f"by {part.date}", report.date, judged)
    if theirs is None:
        return Value("when", part.date, report.date, SILENT)
    fits = mine[0] <= theirs[1] and theirs[0] <= mine[1]
    stay = part.type == "arrest" and report.type in STAYS and "/" in (report.date or "")
    if fits and stay and theirs[0] < mine[0]:
        return Value("when", part.date, report.date, SILENT)  # held then, and arrested before
    return Value("when", part.date, report.date, AGREES if fits else DISAGREES)


def _in_any_year(part: Part, report: Report) -> Value | None:
    """Compare a date without a year ("on Feb. 6") with one that has it."""
    if part.date is None or not part.date.startswith(_NO_YEAR):
        return None
    if report.date is None or "/" in report.date or len(report.date) < len(part.date):
        return Value("when", part.date, report.date, SILENT)
    fits = report.date[len(_NO_YEAR) :].startswith(part.date[len(_NO_YEAR) :])
    return Value("when", part.date, report.date, AGREES if fits else DISAGREES)


def days_apart(part: Part, report: Report, comparing: Comparing) -> int | None:
    """Return the days between the date of a claim and that of a report; null: one gives none."""
    mine, theirs = comparing.days(part.date), comparing.days(report.date)
    if mine is None or theirs is None:
        return None
    return days_between(mine, theirs)


def days_between(one: tuple[int, int], other: tuple[int, int]) -> int:
    """Return the days between two stretches of days; 0: they have one in common."""
    return max(one[0] - other[1], other[0] - one[1], 0)


def _how_many(part: Part, report: Report) -> Value | None:
    if part.count is None:
        return None
    if report.count is None:
        return Value("how many", in_words(part.count, part.qualifier), None, SILENT)
    came_of = (part.type, report.type) in _CAME_OF and part.qualifier != "at_least"
    if came_of and span_of(part.count, part.qualifier)[1] >= report.count:
        return Value("how many", in_words(part.count, part.qualifier), str(report.count), SILENT)
    mine, theirs = span_of(part.count, part.qualifier), span_of(report.count, report.qualifier)
    if part.qualifier == report.qualifier == "at_least" and part.count > report.count:
        told = in_words(report.count, report.qualifier)
        return Value("how many", in_words(part.count, part.qualifier), told, SILENT)
    fits = mine[0] <= theirs[1] and theirs[0] <= mine[1]
    if fits and _is_far(part, report):
        told = in_words(report.count, report.qualifier)
        return Value("how many", in_words(part.count, part.qualifier), told, SILENT)
    return Value(
        "how many",
        in_words(part.count, part.qualifier),
        in_words(report.count, report.qualifier),
        AGREES if fits else DISAGREES,
    )


def _is_far(part: Part, report: Report) -> bool:
    """Tell whether one number is a least only, and the other so much more that it is of another matter."""
    mine, theirs = part.count or 0, report.count or 0
    counts = table("counts")
    if part.qualifier == "at_least":
        return bool(theirs > mine * counts["vague" if mine in counts["words"] else "least"])
    return report.qualifier == "at_least" and bool(mine > counts["least"] * theirs)


def _age(part: Part, report: Report) -> Value | None:
    if part.who is None or part.who.age is None:
        return None
    if report.age is None:
        return Value("age", str(part.who.age), None, SILENT)
    fits = abs(part.who.age - report.age) <= table("ages")["off"]
    return Value("age", str(part.who.age), str(report.age), AGREES if fits else DISAGREES)


def _nationality(part: Part, report: Report) -> Value | None:
    if part.who is None or part.who.nationality is None or report.nationality is None:
        return None
    fits = part.who.nationality == report.nationality
    return Value("nationality", part.who.nationality, report.nationality, AGREES if fits else DISAGREES)


def _length(part: Part, report: Report, claim: Claim) -> Value | None:
    if part.type == report.type == "sentence" and part.term is None:
        return _behind_bars(report, claim)
    if part.type == "detention" and part.term is not None and report.type not in STAYS:
        return Value("how long", part.term.words, None, SILENT)
    if part.term is None or report.type not in LASTING:
        return None
    told = lengths_told(report)
    if not told:
        return Value("how long", part.term.words, None, SILENT)
    fits = [term for term in told if part.term.fits(term)]
    inside = _BEHIND_BARS.search(claim.text) is not None
    if (
        not fits
        and not part.term.free
        and not inside
        and any(part.term.as_long(term) for term in told if term.free)
    ):
        return Value("how long", part.term.words, None, SILENT)
    return Value("how long", part.term.words, (fits or told)[0].words, AGREES if fits else DISAGREES)


def _behind_bars(report: Report, claim: Claim) -> Value | None:
    """Compare a sentence that is said to be served in prison with one that may be of probation alone."""
    said = _BEHIND_BARS.search(claim.text) or _NO_BARS.search(claim.text)
    if said is None:
        return None
    told = lengths_told(report)
    inside = _BEHIND_BARS.search(report.quote) is not None or any(not term.free for term in told)
    if inside:
        return None  # for what somebody was sent to prison is another matter
    if not told:
        return Value("how long", said[0], None, SILENT)
    return Value("how long", said[0], told[0].words, DISAGREES)


def _agency(part: Part, report: Report, comparing: Comparing) -> Value | None:
    mine = comparing.actor(part.agency)
    if mine is None or part.type != "arrest":
        return None
    theirs = report.actor
    if theirs is None and report.type == "transfer":
        theirs = comparing.actor(_TAKES.split(report.quote)[0] or None)  # "ICE agents took custody of him"
    if theirs is None or (mine == theirs and may_be_other(part.agency, report.agency)):
        return Value("agency", part.agency, report.agency, SILENT)
    if are_federal(part.agency, report.agency):
        return Value("agency", part.agency, report.agency, AGREES)
    fits = mine == theirs and not are_two(part.agency, report.agency, comparing)
    return Value("agency", part.agency, report.agency, AGREES if fits else DISAGREES)


def _to(report: Report, claim: Claim, comparing: Comparing) -> Value | None:
    """Compare the countries to which somebody was removed, of a claim that tells of one removal."""
    if report.type != "removal" or [part.type for part in claim.parts].count("removal") != 1:
        return None
    mine, told = comparing.country_to(claim.text), comparing.country_to(report.quote)
    if mine is None:
        return None
    if told is None:
        return Value("where to", mine, None, SILENT)
    return Value("where to", mine, told, AGREES if told == mine else DISAGREES)


def _court(part: Part, report: Report) -> Value | None:
    """Compare whose a verdict is: a jury's, a judge's, or the defendant's own, by a plea."""
    if part.court is None or report.type != part.type:
        return None
    told = court_of(f"{report.agency or ''} {report.quote}")
    if told is None and part.court == "plea":
        told = tried_by(sentence_of(report))
    if told is None:
        return Value("court", part.court, None, SILENT)
    return Value("court", part.court, told, AGREES if told == part.court else DISAGREES)
