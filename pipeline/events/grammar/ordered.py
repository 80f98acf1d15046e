"""Makes what a court orders done to somebody a clause of its own: "ordered Al Roe and his father freed".

The parser hangs the participle on the last of them, takes it for a verb in the past whose subject they are,
or joins it to the order. All become the clause that "ordered that Al Roe and his father be freed" has.

in: a parsed `Doc`    out: nothing    writes: heads, labels and tags of the `Doc`
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from pipeline.events.grammar.hanging import hang
from pipeline.events.grammar.labels import SUBJECT
from pipeline.events.grammar.scan import tokens_with

_ORDER = frozenset({"order", "orders", "ordered", "ordering"})
_DONE = frozenset(
    {"release", "free", "detain", "hold", "jail", "imprison", "deport", "remove", "exclude", "expel"}
    | {"transfer", "return", "extradite", "remand", "move"}
)


def part_orders(doc: Doc) -> None:
    """Give each participle behind "ordered" its subject."""
    for verb in tokens_with(doc, words=_ORDER):
        if verb.lemma_ == "order" and verb.pos_ == "VERB":
            done = _joined(verb) or _behind(verb) or _hung_on(verb)
            if done is not None:
                done.tag_ = "VBN"


def _joined(verb: Token) -> Token | None:
    """Mend "ordered him" and "his wife deported": return the participle."""
    held = _held(verb)
    for done in verb.children:
        own = [child for child in done.children if child.dep_ in SUBJECT]
        if done.dep_ == "conj" and held is not None and _is_done(done) and len(own) == 1:
            cc = [child for child in verb.children if child.dep_ == "cc" and held.i < child.i < own[0].i]
            if cc and own[0].left_edge.i == cc[0].i + 1:
                hang(cc[0], held, "cc")
                hang(own[0], held, "conj")
                return _part(done, held)
    return None


def _behind(verb: Token) -> Token | None:
    """Mend "ordered Roe and Poe" with "freed" beside it, and "ordered them freed"."""
    held = _held(verb)
    for done in verb.children:
        if done.dep_ != "ccomp" or done.i < verb.i or not _is_done(done):
            continue
        own = [child for child in done.children if child.dep_ in SUBJECT]
        if own and own[0].i < done.i and held is None:
            return _part(done, own[0])
        if not own and held is not None and held.i < done.i:
            return _part(done, held)
    return None


def _hung_on(verb: Token) -> Token | None:
    """Mend "ordered the two men held", where "held" tells which men."""
    held = _held(verb)
    if held is None:
        return None
    nouns = (held, *held.conjuncts)
    participles = [child for noun in nouns for child in noun.children if child.dep_ == "acl"]
    done = next((item for item in participles if item.tag_ == "VBN" and _is_done(item)), None)
    return done and _part(done, held)


def _held(verb: Token) -> Token | None:
    """Return the object behind an order."""
    return next((child for child in verb.children if child.dep_ == "dobj" and child.i > verb.i), None)


def _is_done(done: Token) -> bool:
    """Say whether a word is a bare participle of what is done to people."""
    helped = any(child.dep_ in ("aux", "auxpass", "dobj", "mark") for child in done.children)
    return done.lemma_ in _DONE and done.tag_ in ("VBN", "VBD") and not helped


def _part(done: Token, held: Token) -> Token:
    """Make the participle the clause that is ordered, of those told in front of it."""
    verb = held.head if held.dep_ == "dobj" else done.head
    hang(done, verb, "ccomp")
    hang(held, done, "nsubjpass")
    return done
