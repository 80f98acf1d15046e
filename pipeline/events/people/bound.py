"""Whom the clause around a pronoun makes the likeliest: who says it, whom the clause above deals with.

in: a pronoun of a parsed `Doc`, whom each token stands for    out: a person, or None    writes: nothing
"""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Token

from pipeline.events.grammar import nominals
from pipeline.events.grammar.quotation_marks import QUOTES
from pipeline.events.grammar.syntax import children, objects_of
from pipeline.events.people.circumstances import DEEDS, topic
from pipeline.events.people.entity import Entity

_DYING = frozenset({"die", "kill"})
_TIMES = frozenset({"since", "after", "before", "until", "following"})


def reporting(pronoun: Token, by_token: Mapping[int, Entity]) -> Entity | None:
    """Return who is said to say what the pronoun is the subject of: "Roe told reporters he was beaten".

    Inside quotation marks "he" is somebody else.
    """
    clause = pronoun.head
    told = clause.head if clause.dep_ == "ccomp" else clause.head.head  # "told the outlet he was"
    clausal = clause.dep_ == "ccomp" or (clause.dep_ == "relcl" and clause.head.dep_ == "dobj")
    if pronoun.dep_ not in ("nsubj", "nsubjpass") or not clausal:
        return None
    if told.lemma_ not in nominals.lexicon().say:
        return None
    subjects = [child for child in children(told, "nsubj") if child.i < pronoun.i]
    if not subjects or any(item.text in QUOTES for item in pronoun.doc[subjects[-1].i : pronoun.i]):
        return None
    about = topic(told, subjects[-1], pronoun)
    return by_token.get(about.i if about is not None else subjects[-1].i)


def dealt_with(pronoun: Token, by_token: Mapping[int, Entity]) -> Entity | None:
    """Return whom the clause above has to do with: "Hall defended Cruz after he was charged"."""
    main = pronoun.head.head
    if pronoun.dep_ != "nsubjpass" or pronoun.head.dep_ != "advcl":
        return None
    if main.lemma_ not in nominals.lexicon().dealing:
        return None
    held = children(main, "dobj") or objects_of(main, "with")
    return by_token.get(held[0].i) if held and held[0].i < pronoun.i else None


def acted_on(pronoun: Token, by_token: Mapping[int, Entity]) -> Entity | None:
    """Return whom a clause in front has to do with: "Agents went after Roe, deporting him".

    Or the first of two verbs that one subject has: "police questioned Roe and let him go".
    """
    verb = pronoun.head
    freeing = verb.head if verb.dep_ == "ccomp" and verb.head.lemma_ == "let" else verb
    if freeing.dep_ == "conj" and not children(freeing, "nsubj", "nsubjpass"):
        held = children(freeing.head, "dobj") if freeing != verb or pronoun.dep_ == "dobj" else []
        dealt = held and held[0].i < freeing.i and freeing.lemma_ in DEEDS | {"let", "question"}
        return by_token.get(held[0].i) if dealt and held[0].ent_type_ == "PERSON" else None
    if (
        pronoun.dep_ != "dobj"
        or verb.lemma_ not in DEEDS
        or verb.tag_ != "VBG"
        or verb.dep_ not in ("advcl", "acl")
        or verb.i < 2
    ):
        return None
    comma, before = verb.nbor(-1), verb.nbor(-2)
    acts = before.dep_ in ("nsubj", "nsubjpass")
    return None if comma.text != "," or acts else by_token.get(before.i)


def dead(pronoun: Token, by_token: Mapping[int, Entity]) -> Entity | None:
    """Return who is said to have died, for a pronoun of that clause: "Roe died days after he was freed".

    And for what had been before a prisoner's death: "Poe, a detainee, died. He had been arrested in May".
    """
    if pronoun.dep_ not in ("nsubj", "nsubjpass", "poss", "dobj"):
        return None
    for node in pronoun.ancestors:
        if node.lemma_ in _DYING and node.pos_ == "VERB":
            return _who_died(node, pronoun, by_token)
        if node.dep_ in ("relcl", "acl", "ccomp", "conj"):
            break  # "was killed by Roe, who said he was afraid"
    earlier = any(child.lower_ == "had" for child in children(pronoun.head, "aux"))
    first = pronoun.sent.start
    if not earlier or first == 0 or pronoun.dep_ not in ("nsubj", "nsubjpass"):
        return None
    before = pronoun.doc[first - 1].sent.root
    died = _who_died(before, pronoun, by_token) if before.lemma_ in _DYING else None
    locked_up = nominals.lexicon().locked_up
    held = died is not None and any(died.is_called(noun, pronoun.doc, unnamed=True) for noun in locked_up)
    return died if held else None


def _who_died(verb: Token, pronoun: Token, by_token: Mapping[int, Entity]) -> Entity | None:
    """Return whom a verb of dying has for its subject, in front of the pronoun."""
    label = "nsubj" if verb.lemma_ == "die" else "nsubjpass"
    subjects = [child for child in children(verb, label) if child.i < pronoun.i]
    return by_token.get(subjects[0].i) if subjects else None


def joined(pronoun: Token, by_token: Mapping[int, Entity]) -> Entity | None:
    """Return whom the first of the joined clauses has for its subject: "Roe hit Poe, and he was charged".

    Parallel roles go together (Smyth 1994).
    """
    verb = pronoun.head
    if pronoun.dep_ not in ("nsubj", "nsubjpass") or verb.dep_ != "conj":
        return None
    while verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        verb = verb.head
    subjects = children(verb, "nsubj", "nsubjpass")
    return by_token.get(subjects[0].i) if subjects else None


def told_of(owner: Token, by_token: Mapping[int, Entity]) -> Entity | None:
    """Return whom the clause tells of, for "his" of its time: "His father was held after his arrest"."""
    since = owner.head.head if owner.dep_ == "poss" and owner.head.dep_ == "pobj" else None
    if since is None or since.lower_ not in _TIMES or since.head.pos_ not in ("VERB", "AUX"):
        return None
    subjects = children(since.head, "nsubjpass", "nsubj")
    told = subjects[0] if subjects and subjects[0].i < owner.i else None
    if told is None or told.pos_ == "PRON" or nominals.speaks(told):
        return None
    entity = by_token.get(told.i)
    held = told.dep_ == "nsubjpass" or since.head.lemma_ in ("be", "remain", "stay", "languish")
    return entity if held and not (entity is not None and entity.official) else None


def described_by(pronoun: Token, by_token: Mapping[int, Entity]) -> Entity | None:
    """Return whom the clause around describes: "Kate Roe, a nurse shot as she walked home"."""
    if pronoun.dep_ not in ("nsubj", "nsubjpass", "poss"):
        return None
    for node in pronoun.ancestors:
        if node.dep_ in ("acl", "relcl"):
            content = node.dep_ == "acl" and bool(children(node, "mark"))  # "told Judge Roe that he was"
            told = (node.dep_ == "acl" and not content) or any(
                item.lower_ in ("who", "that") for item in children(node, "nsubj", "nsubjpass")
            )
            noun = node.head
            while noun.dep_ == "appos" and noun.i not in by_token:
                noun = noun.head
            return by_token.get(noun.i) if told else None
    return None
