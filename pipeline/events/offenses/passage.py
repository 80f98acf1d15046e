"""Whom a passage is about, for an offense whose words name nobody: "Charges include theft".

in: a token of a parsed `Doc`, what is reported of whom    out: people    writes: nothing
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from spacy.tokens import Token

from pipeline.events.offenses.laid import TriggerReport
from pipeline.events.people.entity import Entity
from pipeline.events.triggers.participants import Participants

PAPERS = frozenset({"indictment", "complaint", "information"})
"""What lists the offenses of whoever is charged in it."""
_CHARGED_IN = PAPERS | {"indict"}
_NEAR = 2
"""Sentences that an offense without a person looks back over."""
_SEVERAL = 2


class Passage:
    """Finds of whom the sentences before tell, in one article."""

    def __init__(
        self, participants: Participants, reports: Sequence[TriggerReport], followed: Collection[Entity]
    ) -> None:
        """Keep who the article's nouns stand for, its events, and those of whom they are reported."""
        self._entities = participants.entities
        self._reports, self._followed = reports, followed

    def about(self, token: Token) -> Sequence[Entity]:
        """Return whom the passage is about, of those whom events are reported of: one, or several at once."""
        antecedents = self._entities.antecedents
        pool = [
            entity
            for entity in antecedents.all
            if entity in self._followed or (entity.described() and not entity.suffers())
        ]
        found = antecedents.recent(pool, token, None, _NEAR)
        several = self._told_together(token)
        if several and (found is None or found in several):
            return several
        return [found] if found is not None else []

    def _told_together(self, token: Token) -> Sequence[Entity]:
        """Return the several of whom the last event before a sentence is told, and none of them alone since.

        "Al Roe and Ed Poe were arrested Monday. Charges include theft."
        """
        start = token.sent.start
        told = [report for report in self._reports if report.token.i < start]
        last = max(told, key=lambda report: report.token.i, default=None)
        people = [item for item in last.people if isinstance(item, Entity)] if last is not None else []
        if last is None or len(people) < _SEVERAL or len(people) < len(last.people):
            return []
        since = range(last.token.sent.end, token.i)
        near = sum(bool(token.doc[i].is_sent_start) for i in range(last.token.sent.end, start)) < _NEAR
        alone = any(self._entities.by_token.get(i) in self._followed for i in since)
        return people if near and not alone else []

    def indicted(self, token: Token) -> Sequence[Entity]:
        """Return those charged last, where the passage is about an indictment; nobody elsewhere."""
        sentence = token.sent
        before = token.doc[sentence.start - 1].sent if sentence.start else sentence
        if not any(word.lemma_.lower() in _CHARGED_IN for near in (before, sentence) for word in near):
            return []
        charges = [
            report for report in self._reports if report.event == "charge" and report.token.i < sentence.start
        ]
        return [item for item in charges[-1].people if isinstance(item, Entity)] if charges else []
