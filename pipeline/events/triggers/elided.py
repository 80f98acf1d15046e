"""Of whom a clause tells the same by a helping word alone: "Roe was held, as was Poe", "Luna was not".

in: a verb of a parsed `Doc`    out: `Elided` clauses    writes: nothing
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from pipeline.events.grammar.voice import children, is_passive

_HELPING = frozenset({"be", "have", "do"})
_DENYING = frozenset({"not", "n't", "n’t", "never", "neither", "nor"})
_ALSO = frozenset({"so", "too", "also", "likewise", "either", "as", "and", "but", "while", "though"})
_BESIDE = frozenset({"neg", "cc", "punct", "mark", "advmod", "nsubj", "nsubjpass", "npadvmod", "preconj"})
_CLAUSES = frozenset({"conj", "advcl", "ROOT", "ccomp", "parataxis"})
_MOST_WORDS = 30
"""Words from a verb to the end of the clause that takes it up."""


@dataclass(frozen=True, slots=True)
class Elided:
    """A clause that takes up a verb by its helping word alone."""

    subject: Token
    helping: Token
    denied: bool


def elided(verb: Token) -> Iterator[Elided]:
    """Yield the clauses behind a verb, in its sentence and the next, that take it up by a helping word."""
    above = verb if verb.pos_ in ("VERB", "AUX") else verb.head
    if above.dep_ not in ("ROOT", "conj", "ccomp") or above.pos_ not in ("VERB", "AUX"):
        return
    doc, lemma = verb.doc, _helping_of(above)
    end = min(len(doc), above.i + _MOST_WORDS)
    for token in doc[above.i + 1 : end]:
        if "\n" in token.text or (token.sent.start > above.sent.end):
            return
        other = token.pos_ == "VERB" and token.dep_ in ("ROOT", "conj", "parataxis") and token != above
        if other and token.lemma_ not in _HELPING and children(token, "nsubj", "nsubjpass"):
            return  # a clause with a verb of its own comes between
        if token.lemma_ == lemma and token.dep_ in _CLAUSES and _takes_up(token, above):
            for noun in children(token, "nsubj", "nsubjpass"):
                first = token.left_edge.i
                words = {child.lower_ for child in token.children} | {
                    item.lower_ for item in doc[max(above.i + 1, first - 1) : first + 1]
                }
                yield Elided(noun, token, not words.isdisjoint(_DENYING))


def _helping_of(verb: Token) -> str:
    """Return the helping word that takes a verb up: "was" in "was held", "has" in "has been", else "do"."""
    if any(child.dep_ == "aux" and child.lemma_ == "have" for child in verb.children):
        return "have"
    return "be" if is_passive(verb) or verb.lemma_ == "be" else "do"


def _takes_up(helping: Token, verb: Token) -> bool:
    """Say whether nothing stands beside a helping word but its subject and words like "so" and "not"."""
    if helping.tag_ not in ("VBD", "VBZ", "VBP") or not children(helping, "nsubj", "nsubjpass"):
        return False
    if helping.sent == verb.sent and helping.head != verb and helping.head not in verb.ancestors:
        return False
    for child in helping.children:
        timed = children(child, "pobj") if child.dep_ == "prep" else []
        if timed and all(item.ent_type_ in ("DATE", "TIME") for item in timed):
            continue
        if child.dep_ not in _BESIDE or (child.dep_ == "npadvmod" and child.ent_type_ != "DATE"):
            return False
        if child.dep_ == "advmod" and child.lower_ not in _ALSO | _DENYING:
            return False
        if child.dep_ == "mark" and child.lower_ not in _ALSO:
            return False
        if child.text == "?":
            return False
    return True
