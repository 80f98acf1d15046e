"""The word for who does a deed: the subject, the "by" phrase, who is blamed for it.

in: the trigger of an event    out: a token    writes: nothing
"""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.events.grammar import nominals, syntax
from pipeline.events.grammar.blamed import ACCUSING, BLAMING
from pipeline.events.institutions.words import words

_BESIDE = 3
"""Tokens between a passive and the next that it shares its "by" phrase with."""
_OFFICES = ("holding", "acting_for", "staff", "plain")
"""Lists of nouns for those who arrest, hold and release."""
_OWNING = frozenset({"its", "his", "her", "their"})


def doer(trigger: Token) -> Token | None:
    """Return the token of who acts: the subject of an active verb, the "by" phrase of a passive."""
    found = _blamed(trigger) or _by_hands(trigger)
    if found is not None or trigger.pos_ in ("NOUN", "PROPN"):
        return found
    found = _brought_about(trigger) or syntax.agent(trigger)
    if found is not None and syntax.is_passive(trigger) and found.head.head.i - trigger.i > _BESIDE:
        # "was deported, and met by officers of another country"
        found = None
    if found is None and syntax.is_passive(trigger):
        # "was ordered removed by a judge"
        verbs = [child for child in trigger.children if child.dep_ in ("xcomp", "ccomp", "oprd")]
        found = next((noun for verb in verbs for noun in syntax.objects_of(verb, "by")), None) or (
            syntax.agent(trigger.head) if trigger.dep_ == "xcomp" else None
        )
    return found


def _brought_about(deed: Token) -> Token | None:
    """Return who was brought to do a deed: "A tip led the FBI to arrest him"."""
    above = deed.head
    if deed.dep_ != "xcomp" or deed.tag_ != "VB" or above.lemma_ not in words("bringing_about"):
        return None
    return None if syntax.is_passive(deed) or syntax.is_passive(above) else _who_is_told_of(above)


def _by_hands(deed: Token) -> Token | None:
    """Return at whose hands somebody suffered a deed: "his arrest at the hands of Salem police"."""
    above = [deed, *syntax.children(deed, "prep")]  # "arrested in May at the hands of"
    above += [noun for noun in syntax.objects_of(deed, "in", "on") if noun.ent_type_ in ("DATE", "TIME")]
    for node in above:
        for hands in syntax.objects_of(node, "at"):
            if hands.lower_ == "hands":
                return next(iter(syntax.objects_of(hands, "of")), None)
    return None


def _blamed(deed: Token) -> Token | None:
    """Return who did what they are blamed for: "ICE criticized Polk County for releasing him".

    So is who refused, "faulted the jail for its refusal to honor", who is kept from it, and who is
    "under fire for releasing him".
    """
    refusal = deed.head if deed.dep_ == "acl" else deed
    owned = any(child.lower_ in _OWNING for child in syntax.children(refusal, "poss"))
    refused = refusal.dep_ == "pobj" and owned and refusal.lemma_.lower() in words("refusals")
    told = refusal if refused else deed
    verb = told.head.head
    if deed.dep_ == "pcomp" and told.head.lower_ == "from" and verb.lemma_ in words("preventing"):
        return _who_is_told_of(verb)
    if told.head.lower_ not in ("for", "over") or not (refused or deed.dep_ == "pcomp"):
        return None
    if verb.lemma_ in BLAMING | ACCUSING:
        return _who_is_told_of(verb)
    scolded = _office_scolded(verb)
    if scolded is not None:
        return scolded
    if verb.pos_ == "ADJ":
        return next(iter(syntax.objects_of(verb, "at", "with")), None)  # "are angry at ICE for arresting him"
    if any(noun.lemma_ in words("criticism") for noun in syntax.objects_of(verb, "under")):
        return next(iter(syntax.children(verb, "nsubj")), None)  # "came under fire for": hung on the verb
    if verb.lemma_ not in words("criticism") or verb.dep_ not in ("pobj", "dobj"):
        return None
    above = verb.head.head if verb.dep_ == "pobj" else verb.head
    return next(iter(syntax.children(above, "nsubj")), None) if above.lemma_ in words("drawing") else None


def _office_scolded(verb: Token) -> Token | None:
    """Return the object of a verb that may have done it: "attacked the jail", "lashed out at the court"."""
    if verb.pos_ != "VERB" or syntax.is_passive(verb):
        return None
    held = [*syntax.children(verb, "dobj"), *syntax.objects_of(verb, "at", "after", "into")]
    return next((noun for noun in held if _is_office(noun)), None)


def _is_office(noun: Token) -> bool:
    """Say whether a noun is of somebody who may arrest, hold or release."""
    named = noun.pos_ == "PROPN" and noun.ent_type_ not in ("DATE", "TIME")
    return named or nominals.is_person_noun(noun) or any(noun.lemma_ in words(kind) for kind in _OFFICES)


def _who_is_told_of(verb: Token) -> Token | None:
    """Return the object of a verb, or the subject of its passive."""
    return next(iter(syntax.children(verb, "nsubjpass" if syntax.is_passive(verb) else "dobj")), None)


def is_behind_day(verb: Token) -> bool:
    """Say whether a verb is parsed as its object's participle: "A court on Monday sentenced lawyer Roe"."""
    misread = verb.dep_ == "amod" and verb.tag_ in ("VBN", "VBD") and verb.i > 0
    return misread and verb.nbor(-1).ent_type_ in ("DATE", "TIME")
