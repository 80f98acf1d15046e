"""Whom an offense is laid to where no trigger says it: by its cue, its doer, or the phrase it stands in."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Span, Token

from pipeline.events import syntax
from pipeline.events.entity import Entity
from pipeline.events.laid import Owner
from pipeline.events.participants import Participants


class Owners:
    """Finds the people of one article that offenses are laid to."""

    def __init__(self, doc: Doc, participants: Participants) -> None:
        """Keep the document and who its nouns stand for."""
        self.doc = doc
        self._participants = participants

    def of_cue(self, span: Span, cue: tuple[int, int] | None) -> Sequence[Owner]:
        """Return whom a cue speaks of: its verb's patient or subject, else whom the passage is about."""
        root = span.root
        verb: Token | None = None
        if cue is not None:
            inner = self.doc.char_span(*cue, alignment_mode="expand")
            verb = next((token for token in inner or () if token.pos_ in ("VERB", "ADJ")), None)
        for node in ([verb] if verb is not None else []) + [
            node for node in root.ancestors if node.pos_ in ("VERB", "AUX")
        ]:
            for noun in (syntax.patient(node), syntax.subject(node)):
                if noun is not None:
                    people = [
                        item
                        for item in self._participants.resolve(noun)
                        if not (isinstance(item, Entity) and item.official)
                    ]
                    if people:
                        return people
        salient = self._participants.entities.antecedents.salient(root)
        return [salient] if salient is not None else []

    def of_act(self, span: Span) -> Sequence[Owner]:
        """Return who does the deed, if it is somebody the article follows."""
        root = span.root
        verb = (
            root
            if root.pos_ == "VERB"
            else next((node for node in root.ancestors if node.pos_ == "VERB"), None)
        )
        noun = syntax.agent(verb) if verb is not None else None
        if noun is None:
            return []
        return [
            item
            for item in self._participants.resolve(noun)
            if isinstance(item, Entity) and not item.official and not item.victim
        ]

    def within(self, span: Span) -> Sequence[Owner]:
        """Return the person that the phrase itself is said of: "a known member of the gang"."""
        known = self._participants.entities.by_token
        return [known[token.i] for token in span if token.i in known and not known[token.i].victim][:1]
