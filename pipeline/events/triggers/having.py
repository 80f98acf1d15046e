"""Whose a conviction or an order is: "has two convictions", "with a record that includes a conviction".

in: a noun in the dependency tree    out: the token of the one who has it    writes: nothing
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from pipeline.events.grammar import nominals, syntax
from pipeline.events.grammar.happenings import happenings
from pipeline.events.grammar.labels import TIMES

_GETTING = frozenset({"receive", "get", "await"})
_BEHIND = frozenset(
    {"with", "against", "for", "of", "on", "including", "under", "following", "after", "to", "through"}
    | {"over", "despite", "because", "due", "since"}
)
"""Prepositions of what somebody has, or of what something is told after."""
_RECORDS = frozenset({"history", "record", "background", "sheet", "past"})
"""Nouns for all that somebody was ever held, tried and convicted for."""
_AMOUNTS = frozenset({"string", "number", "series", "list", "rap", "subject", "target"})
_HAVING = frozenset(
    {
        "issue",
        "sign",
        "enter",
        "order",
        "receive",
        "include",
        "show",
        "reveal",
        "have",
        "get",
        "face",
        "ignore",
    }
    | {"defy", "violate", "carry", "begin", "start", "rack", "accumulate", "amass", "be", "hold", "contain"}
    | {"disclose", "conceal", "hide", "omit", "admit", "give", "hand"}
)
_WINNING = frozenset({"receive", "get", "draw", "earn"})
"""Verbs whose subject is given what their object names."""
_MAKING = frozenset({"issue", "sign", "enter", "give", "hand"})
_CAUSING = frozenset(
    {"stem", "arise", "result", "prompt", "trigger", "spark", "tie", "link", "relate", "base", "date"}
)
"""Verbs that name where an order or an arrest comes from: "an order that stems from a conviction"."""
_STEPS = 5
"""Words up the tree from the noun."""
_DOING = frozenset(
    {
        "deport",
        "remove",
        "expel",
        "detain",
        "arrest",
        "apprehend",
        "jail",
        "hold",
        "free",
        "release",
        "pardon",
    }
)
"""Verbs whose object has what it is done for: "deported him over a conviction"."""


def possessors_of(noun: Token) -> list[Token]:
    """Return the possessive in front of a deed, or of the one it is joined to: "his arrest and trial".

    Or of the sitting that it names: "his sentencing hearing".
    """
    noun = nominals.sitting(noun)
    own = syntax.children(noun, "poss")
    while not own and noun.dep_ == "conj" and {noun.lemma_, noun.head.lemma_} <= happenings("shared"):
        if syntax.children(noun, "det", "nummod"):
            break
        noun = noun.head
        own = syntax.children(noun, "poss")
    return own


def holder_of(noun: Token, is_person: Callable[[Token], bool]) -> Token | None:
    """Return who has a conviction or an order: the verb's subject, "with"'s noun, the possessor.

    Args:
        noun: the conviction, order or record.
        is_person: says whether a token stands for somebody the article tells of.
    """
    owner = possessors_of(noun)
    if owner:
        return _by_possessor(noun, owner[0])
    objects = [noun.head] if noun.dep_ in ("dobj", "nsubjpass") else []
    # "an order of removal for Roe"
    against = ("against", "for", "to") if noun.lemma_ == "order" else ("against",)
    for node in (noun, *syntax.objects_of(noun, "of"), *objects):
        for item in syntax.objects_of(node, *against):
            if is_person(item):
                return item
    return _up_the_tree(noun, is_person)


def _by_possessor(noun: Token, owner: Token) -> Token | None:
    if owner.pos_ == "PRON" and noun.dep_ == "dobj" and noun.head.lemma_ in _GETTING:
        return syntax.subject(noun.head)  # "his brother received his deportation order"
    if noun.lemma_ == "order" and owner.lemma_.lower() in nominals.lexicon().acting:
        kinds = [noun, *syntax.objects_of(noun, "of")]  # "a judge's order of deportation for Roe"
        return next((item for kind in kinds for item in syntax.objects_of(kind, "for", "against")), None)
    return syntax.stands_for(owner) or (noun.head if noun.dep_ == "appos" else None)


def _up_the_tree(noun: Token, is_person: Callable[[Token], bool]) -> Token | None:
    """Return who has what a noun names by the words that it hangs on, from the nearest up."""
    node = noun
    for _ in range(_STEPS):
        head = node.head
        if node.dep_ == "pobj" and head.head.lemma_ in _CAUSING:
            caused = _caused(head.head)
            if caused is None:
                return None
            node = caused
            owner = syntax.children(node, "poss") or syntax.objects_of(node, "of")
            if owner and is_person(owner[0]):
                return owner[0]
        elif node.dep_ == "pobj" and head.lower_ in _BEHIND:
            # "because of", "due to", "became subject to"
            node = head.head.head if head.head.pos_ in ("ADP", "SCONJ", "ADJ") else head.head
            if node.lemma_.lower() in _RECORDS:
                return _of_record(node, is_person)
            if node.lemma_.lower() in _AMOUNTS and node.pos_ in ("NOUN", "PROPN"):
                owner = syntax.children(node, "poss")
                if owner:
                    return syntax.stands_for(owner[0])
            # "with a conviction for theft and arrests for robbery"
            elif not (node.lemma_ in happenings("record") and noun.dep_ == "conj" and node != noun):
                return _told_with(node, head, is_person)
        elif head.pos_ in ("VERB", "AUX"):
            if head.dep_ == "ccomp" and head.head.lemma_ == "have" and node.dep_ in ("nsubj", "nsubjpass"):
                return syntax.subject(head.head)  # "had a bail application refused"
            return _of_verb(noun, node, head, is_person) if head.lemma_ in _HAVING else None
        elif node.dep_ in ("conj", "appos", "compound", "nmod", "dobj", "attr"):
            node = head
        else:
            return None
    return None


def _told_with(word: Token, preposition: Token, is_person: Callable[[Token], bool]) -> Token | None:
    """Return of whom a word tells that has a conviction behind it: "arrested a man with two convictions"."""
    if word.lemma_ in happenings("suffered") and word.dep_ == "dobj":
        return syntax.subject(word.head)  # "faces deportation for a conviction"
    if word.pos_ in ("NOUN", "PROPN", "PRON", "NUM"):
        return word
    done = preposition.lower_ == "with" or word.lemma_ in _DOING
    held = syntax.patient(word) if done and not syntax.is_passive(word) else None
    if held is not None and (is_person(held) or nominals.is_people(held)):
        return held
    return _whose(syntax.subject(word)) or syntax.patient(word)


def _caused(verb: Token) -> Token | None:
    """Return the noun of what comes from something: of "an order that stems from it" the order."""
    if verb.dep_ in ("relcl", "acl"):
        of_order = verb.head.dep_ == "pobj" and verb.head.head.lower_ == "of"
        return verb.head.head.head if of_order else verb.head  # "an order of removal that stems from it"
    return syntax.patient(verb) if syntax.is_passive(verb) else syntax.subject(verb)


def _whose(subject: Token | None) -> Token | None:
    """Return whose a deed with a cause is, else the subject: "Roe's detention was due to a conviction"."""
    owner = (
        syntax.children(subject, "poss")
        if subject is not None and subject.lemma_ in happenings("caused")
        else []
    )
    return syntax.stands_for(owner[0]) if owner else subject


def _of_record(record: Token, is_person: Callable[[Token], bool]) -> Token | None:
    """Return whose a record is: "his record includes", "has a record that", "with a rap sheet of"."""
    owned = record.dep_ in ("dobj", "pobj", "attr") or bool(syntax.children(record, "poss"))
    return holder_of(record, is_person) if owned else None


def _of_verb(noun: Token, node: Token, verb: Token, is_person: Callable[[Token], bool]) -> Token | None:
    """Return who has what a verb's object, or what is joined to it, names."""
    held = syntax.subject(verb)
    if held is not None and syntax.is_relative(held) and verb.dep_ == "relcl":
        held = verb.head if verb.head.lemma_.lower() in _RECORDS else held  # "a record that includes"
    if held is not None and held.lemma_.lower() in _RECORDS:
        return _of_record(held, is_person)
    if verb.lemma_ not in _MAKING:
        return held
    if node is noun and noun.dep_ in ("dobj", "oprd") and syntax.is_passive(verb):
        return held  # "was issued a reinstated order of removal"
    given = [
        item
        for item in syntax.children(verb, "dative", "iobj", "dobj")
        if item.dep_ != "prep" and item.i < noun.i and is_person(item)
    ]
    if given and not syntax.is_passive(verb):
        return given[0]  # "a judge issued him a final order of removal"
    if node.dep_ == "dobj" and node.i != noun.i and is_person(node):
        return node  # "issued Roe, 29, a final order": the parser takes the order for his apposition
    against = syntax.objects_of(verb, "against", "for") or syntax.objects_of(noun, "against", "for")
    against = against or [item for item in syntax.objects_of(verb, "to") if is_person(item)]
    return syntax.stands_for(against[0]) if against else None


def given_by(verb: Token, is_person: Callable[[Token], bool]) -> Token | None:
    """Return who is given what a verb's object names: "granted Ann Roe bail", "imposed a term on Roe"."""
    dative = syntax.children(verb, "dative")
    if verb.lemma_ in _WINNING and not dative:
        others = [item for item in syntax.children(verb, "dobj") if is_person(item)]
        return others[0] if others else syntax.subject(verb)  # "the theft earned Roe a nine-year term"
    if dative:
        inner = syntax.children(dative[0], "pobj")
        return inner[0] if inner else dative[0]
    if syntax.is_passive(verb):
        return syntax.subject(verb)
    named = [item for item in syntax.children(verb, "dobj") if is_person(item)]
    # "granted Ann Roe bail": the parser takes her name for a word of the bail's
    named += [
        item
        for noun in syntax.children(verb, "dobj")
        for item in syntax.children(noun, "compound", "nmod")
        if is_person(item)
    ]
    told = [item for item in syntax.objects_of(verb, "on", "to", "against") if item.ent_type_ not in TIMES]
    held = named or told
    if held:
        return held[0]
    # "denied Roe's parole", "denied parole to a man", "imposed a term on Roe": whose it is
    given = syntax.children(verb, "dobj")
    owners = [owner for noun in given for owner in syntax.children(noun, "poss")]
    owners += [item for node in (verb, *given) for item in syntax.objects_of(node, "on", "for", "to")]
    return next((owner for owner in owners if is_person(owner)), None)
