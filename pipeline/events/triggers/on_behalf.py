"""For whom somebody acts: a lawyer for the client, whoever posts "his" bond for him.

in: a verb or noun of the dependency tree    out: a token    writes: nothing
"""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.events.grammar import syntax
from pipeline.events.grammar.voice import objects

_LAWYERS = frozenset({"lawyer", "attorney", "counsel", "defender", "defense", "prosecutor", "team"})
_BONDS = frozenset({"bond", "bail"})


def client_of(noun: Token | None) -> Token | None:
    """Return whose lawyer somebody is: what a lawyer wins or has thrown out is the client's."""
    lawyer = noun is not None and any(
        word.lemma_.lower() in _LAWYERS for word in (noun, *syntax.children(noun, "compound"))
    )
    if noun is None or not lawyer:
        return noun
    owner = syntax.children(noun, "poss") or syntax.objects_of(noun, "for")
    return owner[0] if owner else None


def bailed_out(verb: Token) -> Token | None:
    """Return whom a payment frees: whose bond it is, else who pays: "One of Roe's sons posted his bond"."""
    payer = syntax.subject(verb)
    own = [owner for noun in objects(verb) if noun.lemma_ in _BONDS for owner in syntax.possessors(noun)]
    if payer is None or not own:
        return payer
    if own[0].pos_ != "PRON":
        return own[0] if own[0].pos_ == "PROPN" else None  # "posted her son's bond"
    kin = [payer, *syntax.children(payer, "appos"), *syntax.objects_of(payer, "of")]
    return next((owner for noun in kin for owner in syntax.possessors(noun)), own[0])
