"""Reads who does what to whom off the dependency tree (ClearNLP's labels, as spaCy's English models have).

in: tokens of a parsed `Doc`    out: tokens    writes: nothing
"""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.doc_text import text_of as text_of
from pipeline.events.grammar.blamed import blamed_for
from pipeline.events.grammar.coordination import with_conjuncts as with_conjuncts
from pipeline.events.grammar.cut_off import cut_off, inmate, joined_subject, relative_above, set_off
from pipeline.events.grammar.days import aged_object, without_childhood, without_days
from pipeline.events.grammar.done_to import (
    beside_object,
    counted_object,
    named_behind,
    named_object,
    of_ordered,
    of_remaining,
)
from pipeline.events.grammar.done_to import objects_of as objects_of
from pipeline.events.grammar.labels import NOMINAL
from pipeline.events.grammar.once import found_once
from pipeline.events.grammar.voice import children as children
from pipeline.events.grammar.voice import is_passive as is_passive
from pipeline.events.grammar.voice import is_relative as is_relative
from pipeline.events.grammar.voice import objects

_SHARING = frozenset({"conj", "xcomp", "ccomp", "advcl", "pcomp", "dep", "parataxis"})
_COORDINATED = frozenset({"conj", "ROOT", "ccomp"})
_STEPS = 6
_AFTERWARDS = frozenset({"after", "before", "since", "without", "despite", "upon"})
_FINITE = frozenset({"VBD", "VBZ"})
_COURTROOMS = frozenset({"court", "courtroom", "dock", "judge", "magistrate"})
_LOCKUPS = frozenset({"jail", "prison", "bar", "bars", "custody", "detention", "lockup", "bail", "bond"})
_TIMES = frozenset({"time", "year", "month", "week", "day"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_ACCUSING = frozenset({"convict", "accuse", "charge", "suspect", "want", "arrest"})


def antecedent(token: Token) -> Token | None:
    """Return the noun that a relative pronoun stands for; "asked who was freed" stands for nobody."""
    asked = token.head.dep_ in ("ccomp", "pcomp", "csubj") and token.head.head.i < token.i
    if asked and token.dep_ in ("nsubj", "nsubjpass", "dobj") and token.tag_ == "WP":
        return None
    for node in (token, *token.ancestors):
        if node.dep_ == "relcl":
            if token.tag_.startswith("WP"):  # an office is "which"
                return _accused(_person_at(inmate(node.head), _PLACES | {"ORG"}))
            return _thing_at(node.head) if token.lower_ == "which" else _person_at(node.head)
    front = token.doc[token.i - 1] if token.i > token.sent.start else token
    if token.lower_ == "whose" and front.pos_ == "NOUN":
        return front  # "A Honduran national whose last arrest was for theft.": no clause to hang it on
    return None


def _thing_at(noun: Token) -> Token:
    """Return the noun that "which" is said of: no person of "an ad starring Ann Roe, which was released"."""
    if noun.ent_type_ != "PERSON":
        return _person_at(noun)
    above = (node for node in noun.ancestors if node.pos_ in NOMINAL and node.ent_type_ != "PERSON")
    return next(above, _person_at(noun))


def _accused(noun: Token) -> Token:
    """Return who is accused of what a clause was hung on: "a man convicted of robbery, whom they freed"."""
    if noun.dep_ != "pobj" or noun.tag_ != "NN":
        return noun
    clause = next((node for node in noun.ancestors if node.dep_ == "acl" and node.lemma_ in _ACCUSING), None)
    return noun if clause is None else clause.head


def _person_at(noun: Token, others: frozenset[str] = _PLACES) -> Token:
    """Return the noun that a clause behind a place is said of: "Grosu, 38, of Moldova, who is charged".

    Nor is a place convicted where a clause stands between: "A man arrested in Reno, convicted of theft".
    """
    node = noun
    for _ in range(_STEPS):
        if node.ent_type_ not in others or node.head == node:
            break
        node = node.head.head if node.dep_ == "pobj" else node.head
    if node.pos_ == "VERB" and node != noun and children(node, "dobj") and not is_passive(node):
        node = children(node, "dobj")[-1]  # "arrested Ann Roe in Reno who, they said, was wanted"
    elif node.pos_ == "VERB" and node.tag_ == "VBN":
        above = [node.head] if node.dep_ in ("acl", "relcl") else children(node, "nsubjpass", "nsubj")
        node = above[-1] if above else node
    return node if node.pos_ in NOMINAL else noun


def stands_for(token: Token | None) -> Token | None:
    """Return the noun that a relative pronoun stands for, any other token as it is."""
    return antecedent(token) if token is not None and is_relative(token) else token


def possessors(noun: Token) -> list[Token]:
    """Return whose a noun is, "whose" read as whom it stands for."""
    meant = map(stands_for, children(noun, "poss"))
    return [owner for owner in meant if owner is not None]


def _subjects(verb: Token, *labels: str) -> list[Token]:
    """Return a verb's subjects, without "five times" in "who had been removed five times was sentenced"."""
    own = [noun for noun in children(verb, *labels) if noun.text[0] not in "’'"]  # "who’d been"
    # "who had been free since March was booked", "on May 3, 2016 was sentenced": no time is a subject
    own = without_childhood(verb, without_days(verb, own))
    return [noun for noun in own if noun.lemma_ not in _TIMES] or own


@found_once
def subject(verb: Token) -> Token | None:
    """Return the grammatical subject of a verb, its own or the one it shares with the clause it hangs on."""
    node = verb
    for _ in range(_STEPS):
        if own := _subjects(node, "nsubj", "nsubjpass", "csubj"):
            return stands_for(own[-1])
        front = cut_off(node) if is_passive(node) else joined_subject(node)
        front = front or relative_above(node)
        if front is not None:
            return stands_for(front)
        keeping = _held_in(node, _LOCKUPS)
        if keeping is not None and keeping.pos_ in ("VERB", "AUX"):
            node = keeping
            continue
        if node.dep_ in ("relcl", "acl"):
            return _person_at(keeping or node.head)
        if node.dep_ == "pcomp" and node.head.dep_ == "prep":
            when = node.head.lower_ in _AFTERWARDS
            node = node.head.head
            if (blamed := blamed_for(verb)) is not None:
                return stands_for(blamed)
            if when and node.dep_ == "dobj" and node.pos_ == "NOUN":
                node = node.head  # "awaits sentencing after pleading guilty"
            if node.dep_ == "pobj" and node.head.dep_ == "agent":
                node = node.head.head  # "accused by ICE of releasing him": the parser hangs "of" on ICE
        elif node.dep_ in _SHARING and node.head != node:
            held = children(node.head, "dobj")
            if held and held[0].lower_ == "what" and held[0].i < node.head.i < node.i:
                return None  # "for what ICE said was releasing two men": not by ICE
            caused = node.head.lemma_ in ("order", "allow", "find", "get", "have", "see", "force", "let")
            if node.dep_ == "xcomp" and held and caused:
                return stands_for(held[0])
            if node.dep_ == "ccomp" and node.tag_ in _FINITE and held and held[-1].i < node.i:
                return stands_for(held[-1])  # "Records show Ann Roe, 52, posted bond": parsed as shown
            node = node.head
        elif node.dep_ in ("aux", "auxpass") or (node.dep_ == "acomp" and node.lower_ == "able"):
            node = node.head
        else:
            return None
        if node.pos_ in ("NOUN", "PROPN"):
            return node
    return None


def _held_in(participle: Token, places: frozenset[str]) -> Token | None:
    """Return what a phrase of place hangs on that the parser hung a participle on.

    "Ann Roe was in court charged with theft", "is behind bars, facing charges", "a man in jail accused of".
    """
    place = participle.head
    if participle.dep_ != "acl" or place.lemma_.lower() not in places:
        return None
    if place.dep_ == "dobj" and place.head.lemma_ in ("face", "front"):
        return place.head  # "Roe fronted court charged with theft"
    return place.head.head if place.dep_ == "pobj" and place.head.dep_ == "prep" else None


def _subject_in_front(verb: Token) -> Token | None:
    """Return the subject of the first of several deeds: "Deputies searched the house, found him and left".

    The parser takes the first for a clause of the second.
    """
    while verb.dep_ == "conj" and verb.head.tag_ == verb.tag_:
        verb = verb.head
    first = [child for child in children(verb, "ccomp") if child.i < verb.i and child.tag_ == verb.tag_]
    if not first or "," not in verb.doc[first[0].right_edge.i : first[0].right_edge.i + 2].text:
        return None
    own = _subjects(first[0], "nsubj")
    return stands_for(own[-1]) if own else None


@found_once
def patient(verb: Token) -> Token | None:
    """Return whom a verb is done to: its object, or the subject of a passive; None where it is unsaid."""
    if verb.dep_ == "amod":
        noun = verb.head
        return noun.head if noun.dep_ == "compound" and noun.head.i > noun.i else noun
    appeared = _held_in(verb, _COURTROOMS | _LOCKUPS)
    if appeared is not None:
        done_to = is_passive(appeared) or objects(appeared)
        return patient(appeared) if done_to else subject(appeared) or appeared
    if verb.dep_ == "acl" and verb.head.dep_ == "relcl" and _is_whom(verb.head):
        return verb.head.head  # "a man whom county deputies charged": "deputies" parsed as the clause
    if verb.dep_ in ("acl", "acomp", "oprd", "xcomp") and verb.head.lemma_ in ("stand", "remain", "stay"):
        return subject(verb.head)  # "Ann Roe stands charged with theft", "two others remain jailed"
    named = named_behind(verb)
    if named is not None:
        return named
    own = (verb.tag_ != "VBG" and _subjects(verb, "nsubjpass")) or of_ordered(verb) or of_remaining(verb)
    if own:
        return stands_for(own[-1])
    whole = [noun for noun in objects_of(verb, "of", "among") if noun.right_edge.i + 1 == verb.i]
    if whole and not children(verb, "nsubj", "aux", "auxpass"):
        return whole[0]  # "Of the 211 people turned over to ICE, 140 had": parsed as a clause
    if is_passive(verb):
        return beside_object(verb) or set_off(verb) or cut_off(verb) or subject(verb)
    held = _held(verb)
    if held:
        return stands_for(held[0])
    return verb.head if _is_of_head(verb) else _shared_object(verb)


def _held(verb: Token) -> list[Token]:
    """Return the objects of an active verb, found wherever they hang."""
    held = objects(verb) or counted_object(verb) or named_object(verb) or aged_object(verb)
    if verb.lemma_ != "find":
        return held
    # "found her guilty last May of theft as well as an arson": the second offense is no object.
    guilty = [child for child in children(verb, "ccomp") if not held or child.i < held[0].i]
    return [noun for child in guilty for noun in children(child, "nsubj")] or held


def _is_of_head(verb: Token) -> bool:
    """Say whether a relative clause tells what is done to its noun: "the man (whom) they arrested"."""
    if verb.dep_ != "relcl":
        return False
    pronouns = (child for child in verb.children if is_relative(child))
    own = children(verb, "nsubj")
    done_to = any(child.dep_ in ("dobj", "dative", "pobj") for child in pronouns)
    return done_to or (bool(own) and not is_relative(own[-1]))


def _shared_object(verb: Token) -> Token | None:
    """Return the object that a verb shares with another, or has in a clause: "let Ann Roe, 33, out"."""
    clauses = children(verb, "ccomp")
    if verb.dep_ == "conj":
        shared = [child for child in children(verb.head, "dobj") if child.i < verb.i] or clauses
        found = [child for other in verb.conjuncts for child in children(other, "dobj")] or shared
        return stands_for(found[0]) if found else None
    later = [child for other in verb.conjuncts for child in children(other, "dobj") if other.i > verb.i]
    if later:
        return stands_for(later[0])
    let_out = [child for child in clauses if child.pos_ == "PROPN" and verb.lemma_ == "let"]
    if let_out:
        return let_out[0]
    small = [noun for child in clauses for noun in children(child, "nsubj", "nsubjpass")]
    return stands_for(small[0]) if small else None


def _is_whom(noun: Token) -> bool:
    """Say whether a noun parsed as a relative clause has "whom" in front."""
    front = noun.doc[max(noun.left_edge.i - 1, 0)]
    return noun.pos_ in ("NOUN", "PROPN") and "whom" in (
        front.lower_,
        *(child.lower_ for child in noun.lefts),
    )


@found_once
def agent(verb: Token) -> Token | None:
    """Return who acts: the subject of an active verb, or the "by" phrase of a passive."""
    if is_passive(verb):
        # "was woken by agents, and she was arrested": with a subject of its own it shares nothing
        own = bool(children(verb, "nsubjpass"))
        others = [
            item for item in verb.conjuncts if item.dep_ in _COORDINATED and not (own and item.i < verb.i)
        ]
        for node in (verb, *others):
            for by in node.children:
                if by.dep_ == "agent" or (by.dep_ == "prep" and by.lower_ == "by"):
                    found = children(by, "pobj")
                    if found:
                        return found[0]
        return None
    return subject(verb) or _subject_in_front(verb)


def subject_above(pronoun: Token) -> Token | None:
    """Return the subject of the clause above a pronoun's own, of which it is most often said."""
    verb = pronoun.head if pronoun.dep_ in ("nsubj", "nsubjpass") else None
    while verb is not None and verb.dep_ in ("advcl", "ccomp", "conj") and verb.head != verb:
        verb = verb.head
        found = children(verb, "nsubj", "nsubjpass")
        if found and found[0].lower_ != pronoun.lower_:
            return found[0]
    return None


def between(item: Token, head: Token) -> list[Token]:
    """Return the tokens on the way from an item up to, not including, a head."""
    path = [item]
    for node in item.ancestors:
        if node == head:
            break
        path.append(node)
    return path


def origins(noun: Token) -> list[Token]:
    """Return where what a noun counts is said to have come from: "most of the detainers came from Texas"."""
    verb = counted_in(noun)
    told = verb is not None and verb.lemma_ in ("come", "originate", "be") and not children(verb, "neg")
    return objects_of(verb, "from") if verb is not None and told else []


def counted_in(noun: Token) -> Token | None:
    """Return the verb whose subject is so many of a noun: "came" in "most of the detainers came from"."""
    node = noun
    while node.dep_ == "pobj" and node.head.lower_ == "of":
        node = node.head.head
    return node.head if node.dep_ == "nsubj" and node.head.pos_ in ("VERB", "AUX") else None
