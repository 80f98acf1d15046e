"""Finds the words of a text that name or tell an offense, and the category of `ontology.toml` they belong to.

in: text    out: `OffenseMention`s with half-open offsets    writes: nothing

Who is meant, and how far the offense has got, is for others to say. The wordings stand in `offenses.toml`,
`statutes.toml`, `state_statutes.toml` and `acts.toml`; they follow the FBI's NIBRS offenses, the charge
labels that ICE publishes, and the usage of American newspapers and prosecutors' releases.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from pipeline.entities.offenses.charge_frames import ChargeItem, charge_items
from pipeline.entities.offenses.classifier import classify, first_words
from pipeline.entities.offenses.context import (
    at_border,
    at_home,
    by_vehicle,
    on_road,
    share_victims,
    with_drugs,
    without_brackets,
    without_companions,
    without_likenesses,
)
from pipeline.entities.offenses.lexicon import Lexicon, Rule, lexicon, without_hyphens
from pipeline.entities.offenses.mention import OffenseMention
from pipeline.small_letters import in_small_letters

__all__ = ["CLASSIFIED", "OffenseMention", "find_offenses", "recategorise"]

CLASSIFIED = "offense.classified"
"""The rule of mentions that the classifier gave their category."""
_MOST_COMPLEMENTS = 4
_SHORT = 30
_ENHANCEMENT = 340
_CHARGE = re.compile(r"\s(?:charges?|counts?|convictions?)\b", re.IGNORECASE)
_IN_COURT = re.compile(r"\s(?:in|at|before)\s(?:[\w.]+\s){0,3}court", re.IGNORECASE)
"""Where the case is heard, which is no part of the offense: "harboring aliens in county court"."""
_COURT_NAME = 40
_IS_SUFFERED = re.compile(r"(?:was|were|been|being|got)\s", re.IGNORECASE)
"""Whoever is named in front of these did not do it: "an officer was kicked by Roe"."""
_BY_FORCE = frozenset({"homicide", "assault"})
"""Deeds that are no offense when police or troops do them in the line of duty."""


def find_offenses(text: str) -> list[OffenseMention]:
    """Return the offenses named or told in a text, in text order, none overlapping another.

    Where wordings overlap the longest is taken. A mention holds what qualifies the offense: the degree and
    the number of counts before it, and victim, means, intent and outcome behind it. A young victim
    told once behind two of them ("rape and murder of a girl") counts for both. Words
    far from any word of police or court ("charged", "suspect", "jail") are left out. Killing told of a crash
    is by vehicle. What stands behind "charged with" and the like, and no wording covers, is classified.

    Raises:
        ModelError: the weights of the classifier are needed and cannot be read.
    """
    lex = lexicon()
    items = charge_items(text)
    candidates = _candidates(text, lex, items)
    candidates += _unknown_wordings(text, candidates, lex, items)
    found = [mention for mention in candidates if not _is_something_else(text, mention, lex)]
    found.sort(key=lambda mention: (mention.start - mention.end, mention.start, -mention.confidence))
    taken: list[OffenseMention] = []
    covered = bytearray(len(text))
    for mention in found:
        if not any(covered[mention.start : mention.end]):
            covered[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
            taken.append(mention)
    taken.sort(key=lambda mention: mention.start)
    taken = without_brackets(text, without_companions(text, taken, lex))
    taken = with_drugs(text, on_road(text, without_likenesses(text, taken)))
    told = at_home(text, at_border(text, taken))
    return by_vehicle(text, share_victims(text, told, lex))


def recategorise(category: str, minor_victim: bool) -> str:
    """Return the category that an offense has once it is known whether its victim is a minor."""
    return lexicon().with_minor.get(category, category) if minor_victim else category


def _candidates(text: str, lex: Lexicon, items: list[ChargeItem]) -> list[OffenseMention]:
    hits: list[tuple[int, int, Rule]] = []
    legal: list[int] = []
    spaced = without_hyphens(text)
    small = in_small_letters(spaced)
    for word in lex.word.finditer(small):
        lower = word.group()
        if lower in lex.legal:
            legal.append(word.start())
        for wording, rule in lex.by_word.get(lower, ()):
            if match := wording.match(spaced, small, word.start()):
                hits.append((match.start(), match.end(), rule))
    hits = _outermost(_where_charged(text, hits, items))
    apart = {start for start, _, _ in hits if text.endswith(", ", 0, start)}
    return [
        _complete(text, start, end, rule, lex, apart)
        for start, end, rule in hits
        if _near(legal, start, lex.reach) and not _is_preceded(text, start, rule.not_before)
    ]


def _where_charged(
    text: str, hits: list[tuple[int, int, Rule]], items: list[ChargeItem]
) -> list[tuple[int, int, Rule]]:
    """Leave out words that are an offense only where charges are named, and stand elsewhere."""
    if not any(rule.charged for _, _, rule in hits):
        return hits
    named = {place for item in items for place in (item.begin, item.start, item.deed)}
    return [
        (start, end, rule)
        for start, end, rule in hits
        if not rule.charged or start in named or _CHARGE.match(text, end)
    ]


def _unknown_wordings(
    text: str, known: list[OffenseMention], lex: Lexicon, items: list[ChargeItem]
) -> list[OffenseMention]:
    """Classify what is named as a charge and holds no wording of the lexicon, in whatever sense."""
    covered = bytearray(len(text))
    for mention in known:
        covered[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
    found = []
    for item in items:
        words = first_words(text[item.start : item.end])
        if not (item.first and item.named and " " in words) or any(covered[item.start : item.end]):
            continue
        if lex.standing.match(words):
            continue
        if (classified := classify(words)) is None:
            continue
        category, probability = classified
        minor = lex.minor.search(words) is not None
        category = recategorise(category, minor)
        end = item.start + len(words)
        found.append(OffenseMention(item.start, end, category, "name", CLASSIFIED, probability, minor))
    return found


def _outermost(hits: list[tuple[int, int, Rule]]) -> list[tuple[int, int, Rule]]:
    """Leave out what lies within a longer wording: no "assault" within "sexual assault"."""
    hits.sort(key=lambda hit: (hit[0], -hit[1]))
    kept: list[tuple[int, int, Rule]] = []
    for hit in hits:
        if not kept or hit[1] > kept[-1][1] or hit[:2] == kept[-1][:2]:
            kept.append(hit)
    return kept


def _is_preceded(text: str, start: int, words: re.Pattern[str] | None) -> bool:
    return bool(words and words.search(text[max(0, start - _SHORT) : start]))


def _near(places: list[int], place: int, reach: int) -> bool:
    index = bisect_left(places, place - reach)
    return index < len(places) and places[index] <= place + reach


def _complete(text: str, start: int, end: int, rule: Rule, lex: Lexicon, apart: set[int]) -> OffenseMention:
    """Add what qualifies the offense, before and behind, and settle its category.

    Not what is an offense of its own behind a comma: "murder, using a firearm in a crime of violence".
    """
    category = rule.category
    for _ in range(_MOST_COMPLEMENTS):
        for complement in lex.complements:
            if rule.bare or not complement.suits(category, rule.kind):
                continue
            match = complement.pattern.match(text, end)
            if match and match.end() > end and end + len(", ") not in apart:
                end, category = match.end(), complement.becomes.get(category, category)
                break
        else:
            break
    if (match := _IN_COURT.search(text, start, end + _COURT_NAME)) and match.start() < end < match.end():
        end = match.start()
    if match := lex.loose_end.search(text, start, end):
        end = match.start()
    if rule.kind == "name":
        before = text[max(0, start - lex.reach_before) : start]
        if match := lex.before.search(before):
            start -= len(before) - match.start()
    minor = lex.minor.search(text, start, end) is not None
    if minor and not rule.adult:
        category = lex.with_minor.get(category, category)
    return OffenseMention(start, end, category, rule.kind, rule.id, rule.confidence, minor)


def _is_something_else(text: str, mention: OffenseMention, lex: Lexicon) -> bool:
    """Whether the words beside make it the name of a unit, a law, a policy, or a deed of police or troops."""
    before = text[max(0, mention.start - lex.reach_before) : mention.start]
    if lex.block_after.match(text, mention.end) or lex.block_before.search(before):
        return True
    if mention.category != "gang" and lex.enhancement.search(
        text, max(0, mention.start - _ENHANCEMENT), mention.end
    ):
        return True
    if mention.kind == "name" or mention.category not in _BY_FORCE:
        return False
    if lex.animals.match(text, mention.end) or lex.animals.search(text, mention.start, mention.end):
        return True
    within = lex.force_after.search(text, mention.start, mention.end)
    done = _IS_SUFFERED.match(text, mention.start) is None and lex.force_before.search(before)
    return bool(within or lex.force_after.match(text, mention.end) or done)
