"""Finds subjects that were parsed as part of the clause in front: "after her husband, Al Roe, was taken".

Likewise whom a clause tells of that hangs on a jail.

in: verbs and nouns of a parsed `Doc`    out: tokens    writes: nothing
"""

from __future__ import annotations

from itertools import takewhile

from spacy.tokens import Token

from pipeline.events.grammar.once import found_once
from pipeline.events.grammar.voice import children, is_passive, is_relative

_WHEN = frozenset({"after", "following", "since", "before", "despite"})
_JAILS = frozenset({"jail", "prison", "facility", "center", "centre", "lockup", "institution"})
_SAID = frozenset({"say", "believe", "allege", "think", "suspect", "claim", "contend", "state", "report"})
_GROUND = frozenset({"for", "with", "of", "on"})
"""Between a verb and the offense that somebody was taken for, charged with or convicted of."""
_SUBORDINATING = frozenset({"after", "before", "since", "until"})


def relative_above(verb: Token) -> Token | None:
    """Return "who" where a clause tells what others say of them: "Roe, who police say robbed a bank".

    The parser hangs it on the verb of saying, beside those who say it.
    """
    said = verb.head
    if verb.dep_ not in ("xcomp", "ccomp") or said.dep_ != "relcl" or said.lemma_ not in _SAID:
        return None
    found = children(said, "nsubj")
    return found[0] if len(found) > 1 and is_relative(found[0]) else None


@found_once
def cut_off(verb: Token) -> Token | None:
    """Return the subject that was parsed as what "after" governs: "after her husband, Al Roe, was taken".

    Right in front of a finite verb without a subject stands its own.
    """
    helping = children(verb, "auxpass", "aux")
    if verb.dep_ == "conj" and not helping and is_passive(verb.head):
        return cut_off(verb.head)
    if verb.dep_ == "conj" and not helping and verb.tag_ == "VBN" and verb.head.dep_ == "pobj":
        return _of_taken(verb.head)
    if not helping or children(verb, "nsubj", "nsubjpass") or helping[0].tag_ not in ("VBD", "VBZ", "VBP"):
        return None
    first = verb.doc[max(verb.sent.start, helping[0].i - 1)]
    if first.text == ",":
        last = verb.doc[first.i - 1]
        ending = takewhile(lambda item: item.right_edge == last, (last, *last.ancestors))
        aside = min((item for item in ending if _is_aside(item)), key=lambda item: item.i, default=None)
        if aside is not None:
            return _in_front_of(aside)
        aged = verb.doc[first.i - 1].like_num and verb.doc[first.i - 2].text == ","
        return _governed(verb.doc[first.i - (3 if aged else 1)])  # "as her brother, 19, was"
    return _joined(verb, first) or _governed(first)


def _of_taken(offense: Token) -> Token | None:
    """Return who was taken or charged for what a later participle was joined with.

    "He was arrested for DUI and convicted of theft": letters like these are parsed as a name beside it.
    """
    verb = offense.head.head
    named = offense.ent_type_ == "PERSON" or offense.pos_ not in ("NOUN", "PROPN")
    done = children(verb, "nsubjpass") if offense.head.lower_ in _GROUND and verb.tag_ == "VBN" else []
    return done[-1] if done and not named else None


def _joined(verb: Token, last: Token) -> Token | None:
    """Return the noun right in front that was parsed as one of a list: "in Reno and another officer was"."""
    plural = children(verb, "auxpass", "aux")[0].lower_ in ("were", "are", "have")
    for noun in (last, *last.ancestors):
        if noun.right_edge != last:
            return None
        joined = noun.doc[max(noun.left_edge.i - 1, 0)].lower_ in ("and", "while", "but")
        own = noun.ent_type_ == "PERSON" or bool(children(noun, "det", "poss"))
        if noun.dep_ == "conj" and joined and own and noun.pos_ in ("NOUN", "PROPN"):
            return noun if (noun.tag_ in ("NNS", "NNPS")) == plural else None
    return None


def joined_subject(verb: Token) -> Token | None:
    """Return the subject of a verb that was parsed as one more member of the clause in front; else None."""
    return _joined_name(verb) or _joined_noun(verb)


def _joined_name(verb: Token) -> Token | None:
    """Return the name right in front of a verb that was parsed as one more object of the clause before.

    "Prosecutors dropped a charge of theft and Ed Poe, 41, pleaded guilty": no plea of the prosecutors.
    """
    if verb.dep_ != "conj" or verb.tag_ not in ("VBD", "VBZ") or children(verb, "nsubj", "nsubjpass"):
        return None
    first = min([verb, *children(verb, "aux", "neg", "advmod")], key=lambda token: token.i)
    last = verb.doc[max(first.i - 1, verb.sent.start)]
    while last.i > verb.sent.start and (last.text == "," or last.like_num):
        last = last.nbor(-1)
    for name in (last, *last.ancestors):
        joined = verb.doc[max(name.left_edge.i - 1, 0)].lower_ in ("and", "while", "but")
        if name.dep_ == "conj" and name.ent_type_ == "PERSON" and joined and name.i < verb.i:
            return name
        if name.ent_type_ != "PERSON":
            return None
    return None


def _joined_noun(verb: Token) -> Token | None:
    """Return the subject that was parsed beside its verb: "Agents came, but the jail, citing law, freed him".

    What stands between commas has the parser join the noun, and not its clause, with the verb in front.
    """
    if verb.dep_ != "conj" or verb.tag_ != "VBD" or verb.head.pos_ != "VERB":
        return None
    beside = [noun for noun in children(verb.head, "conj") if noun.pos_ in ("NOUN", "PROPN")]
    return next((noun for noun in beside if _follows_but(noun) and noun.i < verb.i), None)


def _follows_but(noun: Token) -> bool:
    return noun.left_edge.i > 0 and noun.doc[noun.left_edge.i - 1].lower_ in ("but", "and", "yet")


def set_off(participle: Token) -> Token | None:
    """Return the noun behind "after" that a participle tells of: "after a man, charged with it, was"."""
    if not _is_aside(participle) or participle.dep_ != "advcl":
        return None
    behind = participle.doc[participle.right_edge.i + 1 : participle.sent.end][:2]
    finite = len(behind) == 2 and behind[0].text == "," and behind[1].tag_ in ("VBD", "VBZ", "VBP")
    return _in_front_of(participle) if finite else None


def _is_aside(item: Token) -> bool:
    """Say whether a token is a participle with nothing but what it governs, behind a comma."""
    bare = item.tag_ == "VBN" and not children(item, "aux", "auxpass", "mark", "nsubj", "nsubjpass")
    return bare and item.left_edge.i > item.sent.start + 1 and item.doc[item.left_edge.i - 1].text == ","


def _in_front_of(aside: Token) -> Token | None:
    if aside.dep_ == "acl" and aside.head.dep_ == "pobj" and aside.head.head.lower_ in _SUBORDINATING:
        return aside.head
    return _governed(aside.doc[aside.left_edge.i - 2])


def _governed(last: Token) -> Token | None:
    """Return the noun that ends with a token and is parsed as what "after" governs."""
    for noun in (last, *last.ancestors):
        ends = noun.right_edge.i - (noun.right_edge.text == ",")
        clause = noun.head.lower_ in _SUBORDINATING
        clause |= noun.head.lower_ == "as" and bool(children(noun, "poss"))  # "watched as her father was"
        if noun.dep_ == "pobj" and clause and ends == last.i:
            return noun
        if noun.dep_ == "appos" and noun.ent_type_ == "PERSON" and noun == last and _is_why(noun.head):
            return noun  # "After his arrest for theft, Ann Roe, 34, was released": parsed as the theft
    return None


def _is_why(noun: Token) -> bool:
    """Say whether a noun says for what somebody was taken, in a phrase of when: "after an arrest for"."""
    if noun.ent_type_ or noun.dep_ != "pobj" or noun.head.lower_ not in ("for", "of", "on"):
        return False
    return any(node.lower_ in _WHEN and node.dep_ == "prep" for node in noun.ancestors)


def inmate(noun: Token) -> Token:
    """Return who is held where a clause hangs on the jail: "men held in county jails who will be freed"."""
    verb = noun.head.head if noun.dep_ == "pobj" and noun.lemma_.lower() in _JAILS else noun
    return verb.head if verb.dep_ == "acl" and verb.head.pos_ in ("NOUN", "PROPN", "NUM") else noun
