"""Whom an earlier mention of a noun stood beside in its clause: "Roe told the guard to stop. The guard".

in: a noun of a parsed `Doc`    out: words for the other participants    writes: nothing
"""

from __future__ import annotations

from collections import defaultdict

from spacy.tokens import Doc, Token

from pipeline.events.grammar.syntax import agent, children

_MOST = 3
"""Earlier mentions that are looked at, the nearest."""
_NEAR = 120
"""Tokens between them and the noun."""
_ARGUMENTS = ("nsubj", "nsubjpass", "dobj", "dative")


class ToldBeside:
    """The common nouns of one text by their lemmas, and who stands beside each in its clause."""

    def __init__(self, doc: Doc) -> None:
        """Note where each noun stands."""
        self._doc = doc
        self._nouns: defaultdict[str, list[int]] | None = None

    def of(self, noun: Token) -> list[Token]:
        """Return the other participants of the clauses in which a noun stood before."""
        if self._nouns is None:
            self._nouns = defaultdict(list)
            for token in self._doc:
                if token.tag_ == "NN":
                    self._nouns[token.lemma_.lower()].append(token.i)
        places = self._nouns[noun.lemma_.lower()]
        before = [place for place in places if noun.i - _NEAR <= place < noun.i][-_MOST:]
        return [other for place in before for other in _beside(self._doc[place])]


def _beside(noun: Token) -> list[Token]:
    """Return the other arguments of a noun's verb; none of who is told to be what it says."""
    node = noun.head if noun.dep_ == "poss" else noun
    if node.dep_ == "pobj" and node.head.lower_ != "as":
        node = node.head.head if node.head.dep_ == "agent" else node.head
        verb = node if node.pos_ == "VERB" else node.head
    elif node.dep_ in _ARGUMENTS:
        verb = node.head
    else:
        return []
    if verb.pos_ != "VERB":
        return []
    by = agent(verb)
    others = [*children(verb, *_ARGUMENTS), *([by] if by is not None else [])]
    return [other for other in others if other not in (noun, noun.head)]
