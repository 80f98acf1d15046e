"""Who acts and who holds: the agency and the custodian of a trigger, as the article names them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from pipeline.events import syntax
from pipeline.events.syntax import text_of
from pipeline.schema import Mention

_HOLDING = frozenset(
    {
        "detention",
        "release",
        "transfer",
        "detainer_issued",
        "detainer_declined",
        "detainer_honored",
        "detainer_withdrawn",
    }
)
_BARE = frozenset(
    {
        "jail",
        "prison",
        "local authorities",
        "authorities",
        "officials",
        "custody",
        "police custody",
        "court",
        "officers",
        "agents",
        "police",
    }
)
_CLAUSES = frozenset({"relcl", "acl", "appos", "advcl", "conj"})
_CUSTODY = frozenset({"jail", "prison", "detention"})
_LOOK_BACK = 4
"""Sentences in front of a detainer's in which its jail is named."""
_COURTS = frozenset({"court", "judge", "jury", "grand_jury"})
_RELEASING = frozenset({"ice", "ero", "dhs", "judge", "court", "federal", "border_patrol", "cbp"})
_PREPOSITIONS = {
    "detention": ("in", "at", "by", "inside", "to", "into", "with"),
    "release": ("from", "by", "out", "of"),
    "transfer": ("to", "into"),
    "detainer_issued": ("with", "at", "to", "in"),
    "detainer_honored": ("by", "at", "in"),
    "detainer_withdrawn": ("with", "at"),
    "detainer_declined": ("by", "at", "in", "with"),
}


class Arguments:
    """Finds agencies and custodians around the triggers of one article."""

    def __init__(self, doc: Doc, mentions: Sequence[Mention]) -> None:
        """Index agencies and facilities by token."""
        self.doc = doc
        self._named = [
            item
            for item in mentions
            if item.label == "facility" and item.value == "named" and item.detail in _CUSTODY
        ]
        self._sentences = [(sentence.start_char, sentence.end_char) for sentence in doc.sents]
        self._agencies = self._index(mentions, "agency")
        self._facilities = self._index(mentions, "facility")

    def _index(self, mentions: Sequence[Mention], label: str) -> dict[int, Mention]:
        found: dict[int, Mention] = {}
        for mention in mentions:
            if mention.label == label:
                span = self.doc.char_span(mention.start, mention.end, alignment_mode="expand")
                found |= {token.i: mention for token in span or ()}
        return found

    def agency_at(self, token: Token | None) -> Mention | None:
        """Return the agency that a token is part of, or that stands in its own noun phrase."""
        return self._at(token, self._agencies)

    def facility_at(self, token: Token | None) -> Mention | None:
        """Return the facility that a token is part of, or that stands in its own noun phrase."""
        return self._at(token, self._facilities)

    def _at(self, token: Token | None, index: dict[int, Mention]) -> Mention | None:
        """Return the surest mention of the token's noun phrase: in "officers of ICE" it is the second."""
        if token is None:
            return None
        near = [
            (index[child.i], abs(child.i - token.i))
            for child in token.subtree
            if child.i in index
            and abs(child.i - token.i) <= 8
            and not any(node.dep_ in _CLAUSES for node in _path(child, token))
        ]
        return max(near, key=lambda item: (item[0].confidence, -item[1]))[0] if near else None

    def agency(self, trigger: Token, event: str) -> Mention | None:
        """Return who does it."""
        if event in ("detention", "detainer_declined", "detainer_honored"):
            return None
        actor = self._actor(trigger)
        found = self.agency_at(actor)
        if found is None and trigger.pos_ in ("NOUN", "PROPN"):
            found = next(
                (
                    self._agencies[child.i]
                    for child in trigger.children
                    if child.i in self._agencies and child.dep_ in ("compound", "nmod", "amod", "poss")
                ),
                None,
            )
            found = found or next(
                (self.agency_at(noun) for noun in syntax.objects_of(trigger, "by") if self.agency_at(noun)),
                None,
            )
            if found is None and trigger.head.pos_ == "VERB":
                found = self.agency_at(self._actor(trigger.head))
        if found is None:
            found = self._before_judge(trigger, event)
        if found is not None and event == "release" and found.detail not in _RELEASING:
            return None
        if (
            found is not None
            and event in ("entry", "conviction")
            and found.detail not in ("border_patrol", "cbp", "prosecutor", "jury", "judge")
        ):
            return None
        return found

    def _actor(self, trigger: Token) -> Token | None:
        if trigger.pos_ in ("NOUN", "PROPN"):
            return None
        actor = syntax.agent(trigger)
        if actor is None and not syntax.is_passive(trigger):
            actor = syntax.subject(trigger)
        return actor

    def _before_judge(self, trigger: Token, event: str) -> Mention | None:
        """Return the court that somebody is arraigned or sentenced before, in or by."""
        if event not in ("charge", "sentence", "removal_order"):
            return None
        nodes = [trigger, *(child for child in trigger.children if child.dep_ in ("advcl", "acl", "conj"))]
        for node in nodes:
            for noun in syntax.objects_of(node, "before", "in", "by"):
                found = self.agency_at(noun) or self.facility_at(noun)
                if found is not None and (found.label == "facility" or found.detail in _COURTS):
                    return found
        return None

    def custodian(
        self, trigger: Token, event: str, noun: Token | None = None, near: bool = True
    ) -> Mention | None:
        """Return who holds, declines, honors, releases or receives."""
        if event not in _HOLDING:
            return None
        found = self._found_custodian(trigger, event, noun)
        if found is not None and found.label == "facility" and found.value != "named":
            found = self._fuller(found)
        words = text_of(self.doc)[found.start : found.end].lower() if found is not None else ""
        if words in _BARE:
            found = None
        if found is None and near and event.startswith("detainer"):
            found = self._jail_near(trigger)
        return found

    def _fuller(self, place: Mention) -> Mention:
        """Return the named place that "the jail" stands for: the last of its kind named before."""
        before = text_of(self.doc)[max(0, place.start - 6) : place.start].lower()
        earlier = [item for item in self._named if item.end <= place.start and item.detail in _CUSTODY]
        if place.detail not in _CUSTODY or before.endswith((" a ", " an ")) or not earlier:
            return place
        same = [item for item in earlier if item.detail == place.detail]
        return (same or earlier)[-1]

    def _jail_near(self, trigger: Token) -> Mention | None:
        """Return the jail that a detainer is lodged with: named in its sentence, else shortly before."""
        here = next(index for index, (_, end) in enumerate(self._sentences) if trigger.idx < end)
        start, end = self._sentences[here]
        inside = [item for item in self._named if start <= item.start < end]
        if inside:
            return min(inside, key=lambda item: abs(item.start - trigger.idx))
        since = self._sentences[max(0, here - _LOOK_BACK)][0]
        before = [item for item in self._named if since <= item.start < start]
        return before[-1] if before else None

    def _found_custodian(self, trigger: Token, event: str, noun: Token | None) -> Mention | None:
        nodes = [node for node in (trigger, noun) if node is not None]
        if event == "detention" and not syntax.is_passive(trigger):
            found = self.agency_at(self._actor(trigger)) or self.facility_at(self._actor(trigger))
            if found is not None and found.confidence > 0.5:
                return found
        if event in ("release", "detainer_declined", "detainer_honored"):
            actor = self._actor(trigger)
            found = self.facility_at(actor) or self.agency_at(actor)
            if found is not None and not (
                found.label == "agency"
                and found.detail
                in ("ice", "ero", "dhs", "judge", "court", "border_patrol", "cbp", "immigration_court")
            ):
                return found
            if found is not None and found.detail in ("ice", "border_patrol") and event == "release":
                return found
        for node in nodes:
            for held in syntax.objects_of(node, *_PREPOSITIONS[event]):
                found = self._holder(held, event)
                if found is not None:
                    return found
        if event in ("detention", "release", "transfer"):
            return self._behind(trigger, event)
        return None

    def _holder(self, noun: Token, event: str) -> Mention | None:
        facility = self.facility_at(noun)
        agency = self.agency_at(noun)
        if facility is not None:
            return facility
        if agency is None and noun.lower_ in ("custody", "detention"):
            agency = next(
                (self._agencies[child.i] for child in noun.subtree if child.i in self._agencies), None
            )
        if agency is None:
            deeper = syntax.objects_of(noun, "of", "by", "in", "at")
            for inner in deeper:
                agency = self.agency_at(inner) or self.facility_at(inner)
                if agency is not None:
                    return agency
        if agency is not None and event.startswith("detainer") and agency.detail in ("ice", "ero", "dhs"):
            return None
        return agency

    def _behind(self, trigger: Token, event: str) -> Mention | None:
        """Return the first facility or holder shortly behind the trigger in its sentence."""
        words = "|".join(_PREPOSITIONS[event])
        for token in self.doc[trigger.i + 1 : min(trigger.i + 14, trigger.sent.end)]:
            found = self._facilities.get(token.i) or (
                self._agencies.get(token.i) if event != "release" else None
            )
            if found is None or token.dep_ == "nsubj":
                continue
            gap = text_of(self.doc)[trigger.idx + len(trigger) : found.start]
            if re.search(rf"\b(?:{words})\b[^,;]*$", gap):
                return found
        return None


def _path(child: Token, head: Token) -> list[Token]:
    path = [child]
    for node in child.ancestors:
        if node == head:
            break
        path.append(node)
    return path
