"""Compares where somebody is said to have been arrested: at home, at a check-in, at court, in which state.

in: a claim, findings on an arrest    out: findings    writes: nothing

No column holds the scene of an arrest, so it is looked for in the article (`scenes.toml`): where no words are
of such a place, or the sentence tells of another, the arrest is reported and its scene is not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from pipeline.review.check.claim import Claim, Comparing, Part
from pipeline.review.check.compare import AGREES, SILENT
from pipeline.review.check.finding import AGAINST, FOR, NEAR, Finding, turned
from pipeline.review.check.passages import sentence_around
from pipeline.review.check.wording import naming
from pipeline.store.claims import ClaimRecords
from pipeline.word_lists import table

PATH = Path(__file__).with_name("scenes.toml")
_IN = re.compile(r"\b(?:in|near|outside) (?P<place>[A-Z][\w.’'-]*(?:,? [A-Z][\w.’'-]*){0,3})")
"""Behind which a claim says where something was: "in Tolliver, Ohio"."""
_AGAIN = re.compile(
    r"\b(?:re-?captur|re-?arrest|re-?apprehend)\w*|\b(?:caught|arrested|captured|jailed) again\b", re.I
)
_ARREST = re.compile(
    r"\b(?:arrested|detained|caught|captured|apprehended|seized|nabbed|grabbed|picked (?:him |her )?up"
    r"|taken into custody)\b",
    re.IGNORECASE,
)
_NEXT = re.compile(r"[,;]| (?:and|but|before|after|then|while|when|until) ")
_SEVERAL = 2
_STEM = 5
_POLICE = r"(?:police|cops|authorities|officers|agents|soldiers|officials)\b"
_HELD_BEFORE = frozenset({"release", "conviction", "sentence"})
"""What somebody who is caught again had behind him."""
_APART = frozenset(
    {"courthouse", "immigration office", "airport", "school", "hospital", "church", "jail", "parking lot"}
)
"""Kinds of places where somebody is not while he is at another, as he may be on the road at his home."""


@cache
def _nouns() -> re.Pattern[str]:
    nouns = "|".join(map(re.escape, table(PATH)["places"]["nouns"]))
    return re.compile(
        rf"\b(?:at|outside|inside|in|near|behind|in front of|from|left|leaving) (?:an?|the|his|her|their) "
        rf"(?:(?!(?:and|of|on|for|to|at|by)\b)[\w.’'-]+ ){{0,3}}?(?P<noun>{nouns})(?:s|es)?\b"
        r"(?! (?:worker|owner|charge))",
        re.IGNORECASE,
    )


@cache
def _scenes() -> dict[str, re.Pattern[str]]:
    told = table(PATH)["scene"]
    return {item["name"]: re.compile(item["words"], re.IGNORECASE) for item in told}


def scenes_in(text: str) -> frozenset[str]:
    """Return the kinds of places that words name."""
    known = frozenset(name for name, words in _scenes().items() if words.search(text))
    return known | {match["noun"].lower() for match in _nouns().finditer(text)}


def _are_apart(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether places are of kinds that are never one, as home and the road may be."""
    named = frozenset(_scenes())
    return not one & other and bool(one & _APART or other & _APART or (one - named and other - named))


def at_the_scene(records: ClaimRecords, claim: Claim, part: Part, told: Sequence[Finding]) -> list[Finding]:
    """Return findings on an arrest, those for a claim near whose article tells not of such a place.

    Where all are of that day, in that town or by those officers, and at quite another kind of place, they are
    against it.
    """
    claimed = scenes_in(_of_arrest(claim)) if part.type == "arrest" and not part.negated else frozenset()
    claimed = claimed & frozenset(_scenes()) or claimed  # of "the bakery where she works" the latter
    if len(claimed) != 1:
        return list(told)
    bodies = {finding.report.id: records.body_of(finding.report.article_id) for finding in told}
    scenes = {
        finding.report.id: scenes_in(sentence_around(bodies[finding.report.id], finding.report.quote))
        for finding in told
    }
    fors = [finding for finding in told if finding.side == FOR]
    known = [scenes[finding.report.id] for finding in fors if scenes[finding.report.id]]
    there = naming(records, claim.proper, {finding.report.article_id for finding in fors})
    once = len({finding.report.event for finding in fors if finding.report.type == "arrest"}) == 1
    elsewhere = (
        any(
            AGREES in (finding.judged("agency"), finding.judged("when"))
            or (once and finding.report.article_id in there)
            for finding in fors
        )
        and bool(known)
        and all(_are_apart(here, claimed) for here in known)
    )
    return [
        replace(
            finding,
            side=AGAINST if elsewhere and scenes[finding.report.id] else NEAR,
            reason=f"that it was there is not reported: {', '.join(claimed)}",
            alone=elsewhere,
        )
        if finding.side == FOR and not _is_told(bodies[finding.report.id], scenes[finding.report.id], claimed)
        else finding
        for finding in told
    ]


def _of_arrest(claim: Claim) -> str:
    """Return what a claim says of an arrest: of several things that it tells, the words from that verb on."""
    if len(claim.parts) < _SEVERAL:
        return claim.text
    arrests = [part for part in claim.parts if part.type == "arrest"]
    told = _ARREST.search(claim.text) if len(arrests) == 1 else None
    return "" if told is None else _NEXT.split(claim.text[told.end() :])[0]


def in_the_state(
    records: ClaimRecords, claim: Claim, part: Part, told: Sequence[Finding], comparing: Comparing
) -> list[Finding]:
    """Return findings on an arrest in a state that a claim names: against it where all were in others.

    A report whose sentence names no state is of any that its article is about.
    """
    named = " ".join(match["place"] for match in _IN.finditer(claim.text))
    claimed = comparing.named_states(named) if part.type == "arrest" and not part.negated else frozenset()
    told = anew(claim, part, _abroad(records, claim, part, told, comparing))
    if len(claimed) != 1 or len(claim.parts) > 1:
        return told

    def is_elsewhere(finding: Finding) -> bool:
        text = records.body_of(finding.report.article_id)
        here = comparing.named_states(sentence_around(text, finding.report.quote))
        return bool(here) and not here & claimed

    dated = {f.report.event for f in told if f.side == FOR and f.judged("when") == AGREES}
    told = turned(
        told,
        lambda finding: (
            finding.side == FOR and finding.judged("when") == SILENT and dated - {finding.report.event}
        ),
        "when is told of another arrest",
    )
    elsewhere = {finding.report.id for finding in told if finding.side == FOR and is_elsewhere(finding)}
    some = any(finding.side == FOR and finding.report.id not in elsewhere for finding in told)
    return turned(
        told,
        lambda finding: finding.report.id in elsewhere,
        "it was in another state",
        NEAR if some else AGAINST,
    )


def _abroad(
    records: ClaimRecords, claim: Claim, part: Part, told: Sequence[Finding], comparing: Comparing
) -> list[Finding]:
    """Return findings on an arrest in another country, those for it near whose sentence does not name it."""
    places = {match["place"] for match in _IN.finditer(claim.text) if not comparing.states(match["place"])}
    abroad = {place for place in places if comparing.country_to(f"to {place}") is not None}
    if part.type != "arrest" or part.negated or not abroad:
        return list(told)

    def is_silent(finding: Finding) -> bool:
        text = records.body_of(finding.report.article_id)
        sentence = sentence_around(text, finding.report.quote)
        return finding.side == FOR and not any(_is_of(place, sentence) for place in abroad)

    return turned(told, is_silent, "that it was in that country is not reported")


def _is_of(country: str, sentence: str) -> bool:
    """Tell whether a sentence has something happen in a country: there, or by its police."""
    by = rf"\bin {re.escape(country)}\b|\bthere\b|\b{re.escape(country[:_STEM])}\w* {_POLICE}"
    return re.search(by, sentence) is not None


def anew(claim: Claim, part: Part, told: Sequence[Finding]) -> list[Finding]:
    """Return findings on somebody who is said to be caught again, those of the first arrest near."""
    if part.type != "arrest" or part.negated or not _AGAIN.search(claim.text):
        return list(told)
    before = {
        finding.report.person: finding.report.date or "9"
        for finding in told
        if finding.report.type in _HELD_BEFORE and finding.report.modality == "actual"
    }

    def is_first(finding: Finding) -> bool:
        report = finding.report
        dated = report.date is not None and report.date[:1].isdigit()
        return report.type != "arrest" or (dated and (report.date or "") < before.get(report.person, ""))

    return turned(
        told, lambda finding: finding.side == FOR and is_first(finding), "that it was again is not reported"
    )


def _is_told(text: str, here: frozenset[str], claimed: frozenset[str]) -> bool:
    """Tell whether a sentence, or else its article, tells of one of some kinds of places."""
    return bool(here & claimed) if here else bool(scenes_in(text) & claimed)
