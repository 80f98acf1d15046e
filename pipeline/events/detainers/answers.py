"""What a custodian answers that leaves a request unsaid: "The jail refused", "The sheriff said no".

in: a verb of a parsed `Doc`    out: what it does with a detainer told of before    writes: nothing
"""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.events.detainers.references import data, pattern
from pipeline.events.grammar import syntax

_REBUFFING = frozenset({"rebuff", "refuse", "spurn"})
_ASKING = frozenset({"ICE", "agency", "agents", "officials", "feds", "officers"})
"""Who asks for somebody to be held."""


def answering(token: Token) -> str | None:
    """Return what an answer that leaves a request unsaid does with it: "The jail refused", "It did not"."""
    if _turns_away(token):
        return "declined"
    kinds = [kind for kind, verbs in data()["verbs"]["elided"].items() if token.lemma_ in verbs]
    if says_no(token):
        own = syntax.children(token, "nsubj")
        return "declined" if own and pattern("passage", "custodian").search(own[0].text) else None
    if not kinds or token.tag_ not in ("VBD", "VBN", "VB"):
        return None
    done = [
        verb.lemma_ in data()["verbs"]["going_along"] or _does_so(verb)
        for verb in syntax.children(token, "xcomp")
    ]
    taken = syntax.children(token, "dobj", "ccomp", "prep", "nsubjpass")
    if any(child.i > token.i or child.dep_ != "ccomp" for child in taken) or not all(done):
        return None  # what a semicolon parts is parsed as said by it: "ICE lodged one; the jail complied"
    own = syntax.children(token, "nsubj")
    if not own or not pattern("passage", "custodian").search(own[0].text):
        return None
    more = syntax.children(token, "advcl", "xcomp", "attr", "acomp") or own[0].lower_ in ("he", "she")
    return None if token.lemma_ == "do" and more else kinds[0]


def _turns_away(verb: Token) -> bool:
    """Say whether a custodian sends those away who asked: "The jail turned ICE down"."""
    down = verb.lemma_ == "turn" and any(child.lower_ == "down" for child in syntax.children(verb, "prt"))
    who, whom = syntax.children(verb, "nsubj"), syntax.children(verb, "dobj")
    if verb.tag_ != "VBD" or not (down or verb.lemma_ in _REBUFFING) or not who or not whom:
        return False
    return whom[0].text in _ASKING and pattern("passage", "custodian").search(who[0].text) is not None


def _does_so(verb: Token) -> bool:
    """Say whether "do so" or "do that" stands for what was asked: "The jail refused to do so"."""
    behind = verb.nbor() if verb.i + 1 < verb.sent.end else None
    return verb.lemma_ == "do" and behind is not None and behind.lower_ in ("so", "that", "it")


def says_no(verb: Token) -> bool:
    """Say whether an answer is a bare no: "The sheriff said no", "the jail would not"."""
    would = verb.lower_ == "would" and verb.pos_ == "AUX" and verb.dep_ != "aux"
    said = verb.lemma_ == "say" and verb.tag_ == "VBD"
    if not (would or said):
        return False
    behind = [token.lower_ for token in verb.doc[verb.i + 1 : min(verb.i + 3, verb.sent.end)]]
    closed = len(behind) < 2 or behind[1] in (".", ",", ";", "”", '"', "and")
    return closed and behind[:1] == (["not"] if would else ["no"])
