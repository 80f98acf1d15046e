"""Whom the verb above an offense is told of: "the prosecutor who convicted Roe was convicted of fraud".

in: an offense in the dependency tree    out: yes or no    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Span, Token

from pipeline.events.grammar import nominals, syntax
from pipeline.events.grammar.labels import FINITE
from pipeline.events.grammar.syntax import text_of
from pipeline.events.offenses.deeds import SEEING, STATES, found_on
from pipeline.events.offenses.laid import Owner
from pipeline.events.people.entities import Entities
from pipeline.events.people.entity import Entity
from pipeline.events.people.plurals import Group

_ANOTHER = re.compile(
    r"\bfound\s(?:another|the\sother)\sguilty\b|"
    r"\banother\s(?:who\s)?(?:was\s|is\s|has\sbeen\s)?(?:convicted|charged|accused|guilty|wanted|sentenced)\b|"
    r"\b(?:convicted|charged|acquitted|sentenced|indicted|arrested)\sanother\s(?:of|with|in|for|to|on)\b",
    re.IGNORECASE,
)
"""One more who is tried, behind "one": "acquitted one man and convicted another of theft"."""
TRYING = frozenset({"convict", "sentence", "charge", "indict", "acquit", "accuse", "arraign"})
"""What courts and prosecutors do to somebody."""

_PASSIVE = frozenset({"was", "were", "been", "being"})
_MEANWHILE = frozenset({"while", "when", "as", "after"})
_CASES = frozenset(
    {"incident", "case", "crime", "crash", "collision", "fight", "scheme", "ring", "attempt", "accident"}
)
"""Nouns for what is told in the clause behind them: the deed itself, and no other occasion."""
_OF_SEVERAL = frozenset({"each", "every", "either", "neither", "no", "one"})


def accused_between(offense: Token, verb: Token) -> Token | None:
    """Return the participle of a court, with a noun of its own, between an offense and a verb above it.

    "An offender convicted of theft and other people charged with rape", parsed as one phrase.
    """
    for node in offense.ancestors:
        if node == verb:
            return None
        if node.dep_ == "acl" and node.tag_ == "VBN" and node.lemma_ in TRYING:
            return node if verb in node.ancestors else None
    return None


def is_done_to_child(span: Span, entities: Entities) -> bool:
    """Say whether a deed told in the passive was done to a child: "a girl was raped by a neighbor"."""
    nouns = (noun for token in span if token.tag_ == "VBN" for noun in syntax.children(token, "nsubjpass"))
    for noun in nouns:
        whom = entities.by_token.get(noun.i)
        if noun.lemma_.lower() in nominals.lexicon().young or (whom is not None and whom.is_minor()):
            return True
    return False


def is_told_of_another(offense: Token, owner: Entity | Group | None, entities: Entities) -> bool:
    """Say whether the nearest verb of a court above an offense has somebody else, alone, for its object.

    Or whether "another" stands in front of it: "one convicted of theft and another convicted of rape".
    """
    if isinstance(owner, Entity) and (
        _is_anothers(offense, owner)
        or _is_by_another(offense, owner, entities)
        or _is_done_by_other_sex(offense, owner)
    ):
        return True
    verb = next((node for node in offense.ancestors if node.lemma_ in TRYING and node.pos_ == "VERB"), None)
    held = syntax.patient(verb) if verb is not None else None
    if held is None or not isinstance(owner, Entity) or held.tag_ != "NN" or nominals.is_plural(held):
        return False
    if any(child.lower_ in _OF_SEVERAL for child in held.children):
        return False  # "each man is charged with theft"
    fellows = nominals.lexicon().fellow
    if any(
        entities.by_token.get(item.i) is owner and item.lemma_.lower() not in fellows
        for item in syntax.with_conjuncts(held)
    ):
        return False  # "a woman and a man were charged with theft"; "and a co-defendant" names nobody
    known = entities.by_token.get(held.i)
    person = nominals.is_person_noun(held) or held.lemma_.lower() in nominals.lexicon().acting
    return person and known is not owner and (known is None or not known.names)


def _is_by_another(deed: Token, owner: Entity, entities: Entities) -> bool:
    """Say whether "by" names somebody else who did it: "arrested at a store robbed by Ed Poe"."""
    doers = [noun for by in syntax.children(deed, "agent") for noun in syntax.children(by, "pobj")]
    doer = entities.by_token.get(doers[0].i) if doers and deed.dep_ in ("acl", "relcl") else None
    return doer is not None and doer is not owner


def _is_done_by_other_sex(deed: Token, owner: Entity) -> bool:
    """Say whether a pronoun that is not the person's says who did it: "hit her as she tried to flee"."""
    doers = syntax.children(deed, "nsubj") if deed.tag_ in FINITE else []
    sex = nominals.sex_of(doers[0]) if doers and doers[0].pos_ == "PRON" else None
    sign = {"m": 1, "f": -1}.get(sex or "", 0)
    return owner.is_of_other_sex(sex) or owner.leaning * sign < 0


def _is_anothers(offense: Token, owner: Entity) -> bool:
    """Say whether "another" who is accused stands between a person and an offense, in its sentence."""
    sentence = offense.sent
    said = _ANOTHER.search(text_of(offense.doc), sentence.start_char, offense.idx)
    return (
        said is not None
        and any(sentence.start_char <= item.start < said.start() for item in owner.references)
        and not any(said.start() <= item.start < offense.idx for item in owner.references)
    )


def is_anothers_harm(span: Span, accused: Sequence[Owner], entities: Entities) -> bool:
    """Say whether a deed is told as done to somebody else on the same occasion, or by nobody accused.

    "Arrested at a vigil for a girl who was killed", "arrested after a woman was attacked", "arrested over an
    incident in which rioters stole".
    """
    if found_on(span) is not None:
        return False  # "arrested when officers found a gun in his car"
    verb = next((token for token in span if token.tag_ == "VBN"), span.root)
    if verb.dep_ not in ("relcl", "advcl") or not syntax.children(verb, "auxpass"):
        return is_of_another_doer(verb, accused, entities)
    by = syntax.agent(verb)
    if by is not None and entities.by_token.get(by.i) in accused:
        return False
    if verb.dep_ == "advcl":
        return any(child.lower_ in _MEANWHILE for child in syntax.children(verb, "mark", "advmod"))
    harmed = entities.by_token.get(verb.head.i)
    if harmed is None and not nominals.is_person_noun(verb.head):
        deeds = _CASES | nominals.lexicon().harm_noun
        return verb.head.pos_ == "NOUN" and verb.head.lemma_.lower() not in deeds
    return harmed not in accused and not _is_of_deed(verb.head)


def is_of_another_doer(verb: Token, accused: Sequence[Owner], entities: Entities) -> bool:
    """Say whether a deed's own clause names who did it, and that is nobody accused: "after an agent shot"."""
    clause = verb
    while clause.dep_ == "conj" and clause.head.pos_ == "VERB":
        clause = clause.head
    doers = syntax.children(verb, "nsubj") or syntax.children(clause, "nsubj")
    if clause.dep_ not in ("relcl", "advcl") or verb.tag_ not in FINITE or not doers:
        return False
    doer = doers[-1]
    if doer.pos_ not in ("NOUN", "PROPN") or not nominals.is_person_noun(doer):
        return False
    known = entities.by_token.get(doer.i)
    if known is not None:
        return known not in accused
    return nominals.is_plural(doer) or nominals.determiner(doer) in ("a", "an", "another")


def _is_of_deed(noun: Token) -> bool:
    """Say whether a noun is whom the deed charged was done to: "the murder of a man who was stabbed"."""
    deed = noun.head.head if noun.dep_ == "pobj" else noun
    return deed.lemma_.lower() in nominals.lexicon().harm_noun


def suffers(owner: Owner, span: Span, entities: Entities) -> bool:
    """Say whether a deed was done to somebody: "he told how he was shot", "held after an officer shot him".

    Nor is it laid to the one who tells it: "he told officers that his passenger had been shot".
    """
    if not isinstance(owner, Entity):
        return False
    if span.root.tag_ in FINITE and not syntax.is_passive(span.root):
        doers, held = (syntax.children(span.root, label) for label in ("nsubj", "dobj"))
        doer = syntax.agent(span.root)
        doers = doers or ([doer] if doer is not None else [])
        whom = [entities.by_token.get(noun.i) for noun in held if not noun.lower_.endswith("self")]
        return owner in whom and all(entities.by_token.get(noun.i) is not owner for noun in doers)
    if span[0].lower_ not in _PASSIVE:
        return False
    verb = next((token for token in span if token.tag_ == "VBN"), span.root)
    if verb.lemma_ in SEEING | STATES:
        return False  # "he was found with a loaded gun": what was seen is his deed
    told = verb.dep_ == "ccomp" and verb.head.pos_ == "VERB"
    by = syntax.agent(verb)
    if by is not None and entities.by_token.get(by.i) is owner:
        return False  # "police said he was shot by Roe"
    if verb.dep_ == "pcomp" and span[0].lower_ == "being":
        taken = syntax.subject(verb.head.head)  # "arrested after being shot"
        return taken is not None and entities.by_token.get(taken.i) is owner
    return any(
        told or entities.by_token.get(noun.i) is owner for noun in verb.children if noun.dep_ == "nsubjpass"
    )
