"""Tellings of two cases by what they are for: "was arrested for theft. In 2019 he was arrested for DUI".

in: what an article tells, its offense mentions    out: yes or no    writes: nothing
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from spacy.tokens import Token

from pipeline.events.telling.sameness import Happening
from pipeline.events.telling.tellings import Telling
from pipeline.schema import Mention

_OF_A_CASE = frozenset({"arrest", "charge", "conviction"})
_KINDS = {
    "drug_possession": "drugs",
    "drug_trafficking": "drugs",
    "child_sexual_abuse": "sex",
    "sexual_assault": "sex",
    "child_abuse": "violence",
    "assault": "violence",
    "domestic_violence": "violence",
    "threats": "violence",
    "robbery": "theft",
    "burglary": "theft",
    "vehicle_theft": "theft",
    "illegal_entry": "crossing",
    "illegal_reentry": "crossing",
    "homicide": "killing",
    "vehicular_homicide": "killing",
}
"""What one and the same deed may be called in two sentences."""
_YEAR = 4
_YEARS_BACK = 2
"""So many calendar years before publication a case is no longer the news."""


class OtherOffenses:
    """What the sentences of one article name."""

    def __init__(self, offenses: Sequence[Mention], published: str | None) -> None:
        """Keep the offenses of an article, in text order, and the day of its publication, `YYYY-MM-DD`."""
        self._offenses = offenses
        self._starts = [offense.start for offense in offenses]
        self._latest = int(published[:_YEAR]) - _YEARS_BACK if published is not None else None

    def tell_apart(self, event: Happening, telling: Telling) -> bool:
        """Say whether a deed without a day is for another offense than one told behind it of years ago."""
        told = telling.event in _OF_A_CASE and telling.token.pos_ == "VERB"
        if self._latest is None or event.date is None or not told:
            return False
        year = str(event.date.value)[:_YEAR]
        if not year.isdigit() or int(year) > self._latest or telling.token.sent.end > event.first():
            return False
        own, others = self._named(telling.token), [self._named(token) for token in event.tokens]
        return bool(own) and all(named and named.isdisjoint(own) for named in others)

    def _named(self, token: Token) -> set[str]:
        """Return what kinds of offenses a token's sentence names."""
        sentence = token.sent
        named = self._offenses[
            bisect_left(self._starts, sentence.start_char) : bisect_left(self._starts, sentence.end_char)
        ]
        return {_KINDS.get(str(offense.value), str(offense.value)) for offense in named}
