"""Whom a crime is told of as done to: by the tree, and by the words around a mention, which say more.

in: nouns and names of a parsed `Doc`, words around a mention    out: yes or no; `mark_harm` marks a person
"""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from pipeline.events.grammar import nominals
from pipeline.events.grammar.clauses import is_accused
from pipeline.events.grammar.once import said_once
from pipeline.events.grammar.syntax import children, objects_of
from pipeline.events.people.entity import Entity
from pipeline.schema import Mention

_UPON = frozenset({"of", "against", "on", "toward", "towards"})
_HURTING = frozenset({"kill", "injure", "wound", "hurt"})
_MURDERED = frozenset({"murder", "slay", "rape", "rap", "behead", "strangle"})
"""What makes a victim of whoever a pronoun means: "She was murdered"; one who was shot may be the gunman."""
_SLAIN = frozenset({"slain", "murdered"})
_CUT = frozenset({"cut", "slash", "injure", "hurt"})
_BEARING = frozenset({"suffer", "sustain", "lose", "need", "require", "break", "fracture"})
_INJURIES = frozenset(
    {"injury", "wound", "cut", "bruise", "burn", "fracture", "concussion", "gash", "laceration", "stitch"}
    | {"stitches", "surgery", "finger", "thumb", "eye", "leg", "arm", "hand", "tooth", "foot", "ear", "nose"}
    | {"jaw", "rib", "wrist", "ankle", "skull", "spine", "pelvis", "collarbone", "hip", "consciousness"}
    | {"neck", "shoulder", "knee", "elbow", "chest", "lung", "brain", "spleen", "liver", "trauma"}
)
"""What is told of somebody hurt."""
_VICTIMS = frozenset({"victim", "victims", "dead", "slain", "wounded", "injured", "fatalities"})
_MURDER = re.compile(r"\b(?:murder|manslaughter|homicide|killing)\b")
"""Beside "in the deaths of": what those died of."""
_OF_AGE = 18
_RECORDS = frozenset({"conviction", "crime", "offense", "history", "record", "charge", "felony"})
_MANY = frozenset({"most", "many", "some", "all", "others", "those", "half", "majority"})
_LISTED = 8
"""Steps from one of a list of victims to the first."""
_SURVIVED = re.compile(r"\b(?:stabbed|shot|struck|beaten|robbed|assaulted|attacked)$")
_FATALLY = re.compile(r"\s(?:dead|to\sdeath|and\s(?:\w+\s)?killed)\b")
_LINE_ABOVE = re.compile(r"(?:\S+[ \t]+){3}[^\n]*[^\n:]\n$")
"""A line of words above a name; a short one, or one with a colon, is the name's label."""
_AROUND = 200
"""Characters behind a mention that may say that somebody is held."""
_FULL_STOP = re.compile(r"(?<!\b[A-Z][a-z]{2})(?<!Sept)(?<!\b[A-Z]\.[A-Z])[.!?]\s|\n")


def is_object_of_harm(noun: Token) -> bool:
    """Say whether a crime is done to somebody: "attacking a woman", "the rape of a girl"; police are none."""
    words = nominals.lexicon()
    if noun.dep_ == "pobj" and noun.head.lower_ in _UPON:
        deed = noun.head.head
        dead = deed.lemma_ == "death" and deed.head.lower_ == "in" and _MURDER.search(noun.sent.text)
        return bool(dead) or (deed.lemma_.lower() in words.harm_noun and not _by_keepers(deed))
    done = noun.dep_ == "dobj" and noun.head.pos_ == "VERB" and noun.head.lemma_ in words.harm
    return done and not _by_keepers(noun.head)


def is_harmed(noun: Token) -> bool:
    """Say whether somebody was hurt or died, alone or in a list: "killed Ann Roe and her son"."""
    node = noun
    if any(child.lower_ in _SLAIN for child in children(noun, "amod", "compound")):
        return True  # "the mother of a slain teen"
    if any(_is_told_harmed(held) for held in (noun, *children(noun, "appos"))):
        return True
    for _ in range(_LISTED):
        if is_object_of_harm(node) or _suffers(node) or _is_counted_victim(node):
            return True
        if not _shares(node):
            return False
        node = node.head
    return False


def _is_counted_victim(noun: Token) -> bool:
    """Say whether somebody is one of the victims: "The victims included Roe", "Among the dead was Roe"."""
    for _ in range(_LISTED):
        if noun.dep_ not in ("conj", "appos") or noun.head.pos_ != "PROPN":
            break
        noun = noun.head
    verb = noun.head
    if verb.lemma_ not in ("include", "be") or verb.pos_ not in ("VERB", "AUX") or children(verb, "neg"):
        return False
    held = [item for item in children(verb, "nsubj") if item.i < verb.i]
    among = [prep for prep in children(verb, "prep") if prep.lower_ == "among" and prep.i < verb.i]
    held += [item for prep in among for item in children(prep, "pobj")]
    return noun.i > verb.i and any(item.lower_ in _VICTIMS for item in held)


def _is_told_harmed(noun: Token) -> bool:
    """Say whether a relative clause has somebody hurt: "Ann Roe, a clerk who was murdered in May"."""
    return any(
        (
            clause.lemma_ in nominals.lexicon().harm
            and any(who.lower_ in ("who", "that") for who in children(clause, "nsubjpass"))
            and not _by_keepers(clause)
        )
        or (_is_injured(clause) and any(who.lower_ == "who" for who in children(clause, "nsubj")))
        for clause in children(noun, "relcl")
        if not children(clause, "neg")
    )


def is_murdered(pronoun: Token) -> bool:
    """Say whether a clause tells that whom a pronoun means was murdered, or hurt by somebody named."""
    verb = pronoun.head
    told = pronoun.dep_ == "nsubjpass" and verb.lemma_ in _MURDERED
    murdered = told and not children(verb, "neg") and not _by_keepers(verb)
    return murdered or is_hurt_by_somebody(pronoun)


def is_told_hurt(pronoun: Token) -> bool:
    """Say whether somebody tells that they were hurt: "Roe told police that he had been stabbed"."""
    verb = pronoun.head
    hurt = verb.lemma_ in nominals.lexicon().harm | nominals.lexicon().struck | _CUT
    above = verb.head if verb.dep_ == "ccomp" else verb.head.head  # "told the clerk he had been shot"
    clausal = verb.dep_ == "ccomp" or (verb.dep_ == "relcl" and verb.head.dep_ == "dobj")
    told = pronoun.dep_ == "nsubjpass" and clausal and above.lemma_ in nominals.lexicon().say
    return told and hurt and not children(verb, "neg") and not _by_keepers(verb)


@said_once
def _shares(noun: Token) -> bool:
    """Say whether what is told of the noun above is told of this one too: in a list, or its name."""
    if noun.dep_ == "appos":  # "and her son, Ed Lee"; a name beside a name is another's
        return noun.head.pos_ == "NOUN" or (noun.pos_ == "NOUN" and noun.head.pos_ == "PROPN")
    if noun.dep_ != "conj" or noun.head.pos_ not in ("NOUN", "PROPN"):
        return False
    return any(children(item, "cc") for item in (noun, *noun.conjuncts))


def _suffers(noun: Token) -> bool:
    """Say whether a clause has somebody as who was hurt: "her daughter, Ann, was killed", "Roe died"."""
    verb, words = noun.head, nominals.lexicon()
    if children(verb, "neg"):
        return False
    if noun.dep_ == "nsubjpass":
        struck = verb.lemma_ in words.struck and not is_accused(noun)  # "was hit with charges of theft"
        return (struck or verb.lemma_ in words.harm) and not _by_keepers(verb)
    if noun.dep_ != "nsubj":
        return _is_struck(noun)
    if _is_injured(verb):
        return True
    # "was in the wreck and later died"
    told = [verb, *(item for item in verb.conjuncts if not children(item, "nsubj", "nsubjpass", "neg"))]
    return any(item.lemma_ == "die" and item.tag_ in ("VBD", "VBN") for item in told)


def _is_injured(verb: Token) -> bool:
    """Say whether a verb and its object tell of an injury: "lost a finger", "suffered burns"."""
    words = (word.lemma_.lower() for noun in children(verb, "dobj") for word in noun.subtree)
    return verb.lemma_ in _BEARING and any(word in _INJURIES for word in words)


def _is_struck(noun: Token) -> bool:
    """Say whether a participle behind tells what became of somebody: "slid into Ann Roe, killing her"."""
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    if noun.dep_ not in ("dobj", "pobj") or verb.pos_ != "VERB" or _by_keepers(verb):
        return False
    return any(
        deed.tag_ == "VBG"
        and deed.lemma_ in _HURTING
        and deed.i > noun.i
        and any(held.lower_ in ("him", "her") for held in children(deed, "dobj"))
        for deed in children(verb, "advcl")
    )


def is_hurt_by_somebody(noun: Token) -> bool:
    """Say whether a clause tells by whom somebody was hurt, no police: "the teen was murdered by a man"."""
    deed = noun.head
    told = noun.dep_ == "nsubjpass" and deed.lemma_ in nominals.lexicon().harm and not children(deed, "neg")
    return told and bool(_agents(deed)) and not _by_keepers(deed)


def is_harmed_child(noun: Token, age: Mention | None) -> bool:
    """Say whether a child is brought in as whom a crime is done to: "convicted of lewd acts with a minor".

    Args:
        noun: the noun, which may be no more than an age, "sexual contact of a 9-year-old".
        age: the age given with it, if any.
    """
    words = nominals.lexicon()
    aged = age is not None and isinstance(age.value, int) and age.value < _OF_AGE
    if (
        not (aged or noun.lemma_.lower() in words.young)
        or is_accused(noun)
        or nominals.determiner(noun) == "given"
    ):
        return False
    if _is_of_many(noun):
        return False
    if is_object_of_harm(noun):
        return True
    above = noun.head.head if noun.dep_ == "pobj" else noun
    return above is not noun and above.lemma_.lower() in words.indecent | words.harm_noun | words.harm


def _is_of_many(noun: Token) -> bool:
    """Say whether a crime is one of many people: "Most had convictions for rape of a child and theft"."""
    record = next((node for node in noun.ancestors if node.lemma_ in _RECORDS and node.tag_ == "NNS"), None)
    verbs = (node for node in noun.ancestors if node.pos_ in ("VERB", "AUX"))
    verb = next((node for node in verbs if not (node.dep_ == "relcl" and node.head.lemma_ in _RECORDS)), None)
    subjects = children(verb, "nsubj", "nsubjpass") if verb is not None else []
    for subject in subjects:
        if subject.lemma_ in _RECORDS and subject.tag_ == "NNS":
            whose = [*children(subject, "poss"), *objects_of(subject, "of")]
            return any(
                owner.lower_ == "their"
                or owner.tag_ in ("NNS", "NNPS")
                or owner.lower_ == "those"
                or (owner.lower_ == "whose" and verb is not None and verb.head.tag_ == "NNS")
                for owner in whose
            )
        many = subject.tag_ in ("NNS", "NNPS") or subject.lower_ in _MANY or subject.pos_ == "NUM"
        if many and record is not None:
            return True
    return False


def _by_keepers(deed: Token) -> bool:
    """Say whether police, guards or fellow inmates do a deed."""
    doers = [*children(deed, "nsubj", "poss", "compound"), *_agents(deed)]
    return any(doer.lemma_.lower() in nominals.lexicon().keepers for doer in doers)


def _agents(deed: Token) -> list[Token]:
    return [noun for by in deed.children if by.lower_ == "by" for noun in children(by, "pobj")]


def is_kept(text: str, end: int) -> bool:
    """Say whether the words behind a name, noun or pronoun have that person held: "He was in ICE custody"."""
    return nominals.lexicon().held_behind.match(text, end, end + _AROUND) is not None


def died_held(person: Entity, doc: Doc) -> bool:
    """Say whether somebody is told to have died in custody: whoever was arrested is still the same."""
    nouns = [doc[item.token] for item in person.references]
    return person.kept and any(noun.dep_ == "nsubj" and noun.head.lemma_ == "die" for noun in nouns)


def mark_harm(entity: Entity, before: str, after: str) -> None:
    """Mark a person as a victim where the words around a mention say so, and as one who died or was held.

    Args:
        entity: the person.
        before: the words in front of the mention.
        after: the words behind it.
    """
    words = nominals.lexicon()
    if after.startswith("\n") and _LINE_ABOVE.search(before):
        before = ""  # a name on a line of its own: the line above ends in no word about it
    sentence = _FULL_STOP.split(after, maxsplit=1)[0]
    entity.kept = entity.kept or words.held_near.search(sentence) is not None
    of_another = words.relative_behind.match(after) is not None  # "accused of murdering Ann Roe’s mother"
    by_whom = not of_another and words.victim_before.search(before) and not words.by_police.search(before)
    hurt = None if words.by_police_after.search(after) else words.victim_after.search(after)
    if by_whom or hurt is not None:
        died = words.died_before.search(before) or words.died_after.search(after)
        entity.died = bool(died) and (entity.died or not entity.victim)
        entity.harmed = True
        # Who was jailed may have been shot another year; "Roe’s killing" is of a victim.
        survived = hurt is not None and not by_whom and _SURVIVED.search(hurt.group()) is not None
        survived = survived and hurt is not None and _FATALLY.match(after, hurt.end()) is None
        entity.survived = survived and (entity.survived or not entity.victim)
        entity.victim = entity.victim or not (survived and entity.accused)
