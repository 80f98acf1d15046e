"""What the clause around a noun tells: what was done, what is going on, or only what may be.

in: a noun of a parsed `Doc`    out: yes or no    writes: nothing
"""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.events.grammar import nominals
from pipeline.events.grammar.quotation_marks import QUOTES
from pipeline.events.grammar.syntax import children


def is_in_past(token: Token) -> bool:
    """Say whether the clause around a noun tells of the past, and is no condition."""
    forms = _forms_around(token)
    news = bool(forms) and _is_told_by_itself(forms[0]) and not children(forms[0], "advcl", "advmod")
    done = news and {form.lower_ for form in forms} >= {"has", "been"}
    return done or any(form.tag_ == "VBD" for form in forms)  # "a student has been arrested"


def _is_told_by_itself(verb: Token) -> bool:
    """Say whether a verb is its sentence's first, or stands in front of who says it: "..., police said".

    Quoted words are of the one whom all know: “One individual has been arrested,” Roe said.
    """
    if verb.dep_ != "ccomp" or verb.head.dep_ != "ROOT" or verb.i > verb.head.i:
        return verb.dep_ == "ROOT"
    quoted = any(word.text in QUOTES for word in verb.doc[verb.i : verb.head.i])
    return not quoted and verb.head.lemma_ in nominals.lexicon().say


def is_told(token: Token) -> bool:
    """Say whether the clause around a noun tells something, and is no condition and nothing that may be."""
    return bool(_forms_around(token))


def is_going_on(token: Token) -> bool:
    """Say whether the clause around a noun tells what is being done: "the jail is holding the migrant"."""
    forms = _forms_around(token)
    words = {form.lower_ for form in forms}
    on = bool(forms) and (forms[0].tag_ == "VBG" or (forms[0].tag_ == "VBN" and "being" in words))
    return on and not words.isdisjoint(("is", "are"))


def _forms_around(token: Token) -> list[Token]:
    """Return the verbs of a noun's clause; none of a condition, a subordinate clause or what may be."""
    verb = next((node for node in token.ancestors if node.pos_ in ("VERB", "AUX")), None)
    if verb is not None and verb.dep_ == "xcomp" and verb.head.lemma_ in ("able", "manage"):
        verb = verb.head.head if verb.head.pos_ == "ADJ" else verb.head  # "was able to arrest the individual"
    if verb is None or children(verb, "mark"):
        return []
    told = children(token, "relcl") if token.dep_ == "nsubj" else []
    forms = [verb, *children(verb, "aux", "auxpass"), *told]
    return forms if all(form.tag_ != "MD" for form in forms) else []
