"""What stands for those whom a verb is said of, right in front of it, wherever the parser hung it.

in: a verb of a parsed `Doc`    out: a token    writes: nothing
"""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.events.grammar import syntax
from pipeline.events.people.entities import Entities
from pipeline.events.people.entity import Entity

_STRAY = frozenset({"conj", "pobj", "appos", "dep"})
"""As what the parser takes a subject for that it hangs on the clause before."""
_SEVERAL = frozenset({"all", "both", "each"})


def number_in_front(verb: Token) -> Token | None:
    """Return a bare number right before a verb: "Eight pleaded guilty and six have been sentenced": six."""
    before = _cut_off(verb) or _of_ones_own(verb) or _stray_in_front(verb)
    return before if before is not None and before.pos_ == "NUM" and before.head.lower_ != "of" else None


def number_gapped(charge: Token) -> Token | None:
    """Return the number that a charge without a verb is said of: "12 on federal charges and three on state".

    "One" stands for somebody as well.
    """
    of_whom = charge.head.head if charge.dep_ == "pobj" and charge.head.dep_ == "prep" else charge
    gapped = of_whom.pos_ == "NUM" and of_whom.dep_ == "conj" and of_whom.head.pos_ == "VERB"
    return of_whom if gapped and charge.head.lower_ in ("on", "for", "with") else None


def _cut_off(verb: Token) -> Token | None:
    """Return the number that a paragraph begins with and the parser left to the one before: "108 were"."""
    first = verb.sent.start
    before = verb.doc[first - 1] if first else None
    opens = before is not None and (before.i == 0 or "\n" in verb.doc[before.i - 1].text)
    return before if opens and verb.doc[first].dep_ in ("aux", "auxpass") else None


def _of_ones_own(verb: Token) -> Token | None:
    """Return the number of somebody's people right before a headline's verb: "21 of his workers freed"."""
    doc, first = verb.doc, min((item.i for item in syntax.children(verb, "advmod")), default=verb.i)
    at = first - 1
    if at - 3 < verb.sent.start or doc[at].tag_ != "NNS" or syntax.children(verb, "aux", "auxpass"):
        return None
    while at > verb.sent.start and doc[at].pos_ in ("NOUN", "ADJ"):
        at -= 1
    owned = doc[at].lower_ in ("his", "her", "its", "their") and doc[at - 1].lower_ == "of"
    return doc[at - 2] if owned and at - 2 >= verb.sent.start else None


def several_in_front(verb: Token) -> Token | None:
    """Return "all", "both" or "each" there: "testified at the trial of Al Roe and all pleaded guilty"."""
    before = _stray_in_front(verb)
    several = before is not None and before.lower_ in _SEVERAL and not any(before.children)
    return before if several and not syntax.children(verb, "nsubj", "nsubjpass") else None


def _stray_in_front(verb: Token) -> Token | None:
    helping = syntax.children(verb, "aux", "auxpass", "neg", "advmod")
    first = min((item.i for item in helping), default=verb.i)
    before = verb.doc[first - 1] if verb.sent.start < first <= verb.i else None
    return before if before is not None and before.dep_ in _STRAY else None


def behind_label(token: Token, entities: Entities) -> list[Entity] | None:
    """Return who is named behind a participle that a colon sets in front: "Jailed: Al Roe. Freed: Ed Poe".

    None where the trigger is no such label or nobody is named right behind it.
    """
    colon = token.i + 1
    if token.i != token.sent.start or colon + 1 >= len(token.doc) or token.doc[colon].text != ":":
        return None
    if not token.lower_.endswith(("ed", "ught", "eld")):
        return None
    found: list[Entity] = []
    opening = True  # a name opens the list, or stands behind a semicolon or "and"
    for word in token.doc[colon + 1 : token.doc[colon + 1].sent.end]:
        person = entities.by_token.get(word.i)
        if person is not None and person.names and opening and person not in found:
            found.append(person)
        opening = word.text in (";", "and") or (opening and person is not None and person in found[-1:])
    return found or None
