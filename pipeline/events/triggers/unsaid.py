"""Whom a trigger tells of whose clause names nobody: "The charges were dismissed", "Posted bond".

in: a `Trigger`, the people of the article    out: those it is told of    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from pipeline.events.grammar import nominals, syntax
from pipeline.events.grammar.against import charged_behind
from pipeline.events.people.entities import Entities
from pipeline.events.people.entity import Entity
from pipeline.events.people.harm import is_object_of_harm
from pipeline.events.people.suspects import is_uninvolved
from pipeline.events.triggers.triggers import Trigger

_UNSAID = frozenset({"on", "against", "charges", "given_to", "outcome"})
"""Where the person stands that the clause need not name."""
_OF_CHARGES = frozenset({"on", "against", "charges"})
"""Of these, what stands for a case, which is everybody's who was told of in it."""
_IMPOSING = frozenset({"impose", "hand", "mete"})
"""What judges do with a sentence."""
_BENCH = frozenset({"judge", "justice", "magistrate", "court", "jury"})
_TERMS = frozenset(
    {"sentence", "term", "year", "month", "day", "life", "maximum", "penalty", "probation", "punishment"}
)
_OTHER_CASE = re.compile(r"\b(?:similar|other|another|separate|unrelated|earlier|previous)\b", re.IGNORECASE)
_UNDOING = frozenset({"drop", "dismiss", "toss", "throw", "withdraw", "waive", "abandon"})
"""What prosecutors and judges do with charges."""
_FREED = frozenset({"discharge", "free", "release", "clear", "walk", "acquit", "let"})
"""What befalls whose charges were dropped."""
_OF_COURT = frozenset({"acquittal"})
"""What befalls nobody who was not accused."""
_SUIT = re.compile(r"\b(?:su(?:ed?|es|ing)|(?:law)?suits?|settlement|plaintiffs?)\b", re.IGNORECASE)
_PROSECUTED = re.compile(r"\b(?:charg|indict|accus|prosecut|criminal|arraign)\w*", re.IGNORECASE)
_APART = 2
"""Sentences back to those told of together of whom it is still told."""
_BEFORE_CASE = 250
"""Characters in front of a case in which it is said whether it is one at criminal law."""


def told_before(trigger: Trigger, entities: Entities) -> Sequence[Entity]:
    """Return the person that the passage is about, for triggers that leave the patient unsaid."""
    if trigger.frame.weak or trigger.frame.place in ("number", "have"):
        return []
    token = trigger.token
    asked = [who for who in syntax.children(token, "nsubjpass", "nsubj") if who.tag_ == "WP"]
    if asked and syntax.antecedent(asked[0]) is None:
        # No one is told of in "the city does not decide who gets arrested".
        person = _told_on(asked[0], entities)
        return [] if person is None else [person]
    note = token.tag_ in ("VBD", "VBN") and token.i == token.sent.start  # "Posted bond."
    imposed = _is_imposed(trigger)
    if not (note or imposed or trigger.frame.place in _UNSAID or syntax.is_passive(token)):
        return []
    if _is_of_others(token, entities) or _is_civil(trigger) or charged_behind(token) is not None:
        return []
    told = token.tag_ == "VBN" and trigger.frame.place not in _UNSAID
    whose = _joined_subject(token) if told else None
    if whose is not None:
        person = entities.by_token.get(whose.i)
        return [] if person is None else [person]
    last = _last_before(token, entities)
    if last is not None:
        return _with_others(_accused_of(trigger, last, entities), trigger, entities)
    salient = entities.antecedents.salient(token)
    if salient is None and trigger.frame.place == "charges":
        held = syntax.children(token, "dobj", "nsubjpass")
        salient = entities.antecedents.only_accused(held[0]) if held else None
    if imposed and salient is not None and not salient.accused:
        return []
    if salient is None or salient is _acting(token, entities):
        return []  # "Ann Page, who dropped the charges": hers they were not
    if _only_describes(salient, token) or (_is_subheading(token) and not salient.accused):
        return []
    if not note and _is_others_case(trigger, salient, entities):
        return []
    shared = trigger.frame.place in _OF_CHARGES
    return _with_others(_accused_of(trigger, salient, entities), trigger, entities, shared=shared)


def _is_others_case(trigger: Trigger, person: Entity, entities: Entities) -> bool:
    """Say whether a case or deed is an accused one's, told of further off: "Mayor Roe ran. The case is".

    Of a charge that is so with whoever is not accused, of other deeds with who has no part in any case.
    """
    if person.accused:
        return False
    token, crimes = trigger.token, entities.antecedents.crimes
    if trigger.frame.place not in _OF_CHARGES and not is_uninvolved(token.doc, person, crimes):
        return False
    before = (item for item in entities.all if item.references[0].token < token.i)
    return any(item.accused and not (item.suffers() or item.generic) for item in before)


def _with_others(
    found: list[Entity], trigger: Trigger, entities: Entities, *, shared: bool = False
) -> Sequence[Entity]:
    """Return with whose charges are filed or dropped, or whose term is told, those told of along.

    "Roe and Poe were charged, but it was dropped", "were arrested. Charges of theft are pending", "were
    convicted. The judge imposed life sentences".
    """
    shared = shared or trigger.frame.place == "charges" or _is_imposed(trigger)
    return _together(found[0], trigger.token, entities) if found and shared else found


def _is_imposed(trigger: Trigger) -> bool:
    """Say whether a judge imposes a sentence and on whom is told before: "The judge imposed 12 years"."""
    verb = trigger.token
    if trigger.frame.place != "given" or verb.lemma_ not in _IMPOSING or syntax.is_passive(verb):
        return False
    who = syntax.subject(verb)
    court = (
        who is not None
        and who.tag_ != "NNS"
        and any(word.lemma_.lower() in _BENCH for word in (who, *syntax.children(who, "compound")))
    )
    held = syntax.children(verb, "dobj")
    behind_verb = [*syntax.children(verb, "dative"), *syntax.objects_of(verb, "on", "to", "upon")]
    whose = [noun for noun in behind_verb if noun.ent_type_ not in ("DATE", "TIME")]
    behind = syntax.text_of(verb.doc)[verb.idx : verb.sent.end_char]
    return court and bool(held) and held[0].lemma_ in _TERMS and not whose and not _OTHER_CASE.search(behind)


def _is_subheading(token: Token) -> bool:
    """Say whether a participle opens a line that is no sentence: "Arrested in Pune" between paragraphs."""
    text = syntax.text_of(token.doc)
    end = text.find("\n\n", token.idx)
    line = text[token.idx : end]
    alone = text.endswith("\n\n", 0, token.idx) and end > 0 and "\n" not in line
    return alone and token.tag_ == "VBN" and not line.rstrip().endswith((".", "!", "?", ":", ";"))


def _is_civil(trigger: Trigger) -> bool:
    """Say whether the case that is dismissed is a suit: "Roe sued the agency. A judge dismissed the case"."""
    token = trigger.token
    held = [
        item for item in syntax.children(token, "dobj", "nsubjpass") if item.lemma_ in ("case", "complaint")
    ]
    if trigger.frame.event not in _OF_COURT or not held:
        return False
    text = syntax.text_of(token.doc)
    front = text[max(0, token.idx - _BEFORE_CASE) : held[0].idx]
    return _SUIT.search(front) is not None and _PROSECUTED.search(front) is None


def _told_on(who: Token, entities: Entities) -> Entity | None:
    """Return of whom a further clause tells: "Roe, a cook, who has a son, and who has been detained".

    The parser joins it with the verb of the sentence.
    """
    if who.i < 1 or who.nbor(-1).lower_ != "and":
        return None
    clauses = [node for node in who.sent if node.dep_ == "relcl" and node.head.i < node.i < who.i]
    return entities.by_token.get(clauses[-1].head.i) if clauses else None


def _joined_subject(verb: Token) -> Token | None:
    """Return whose state a verb is joined with: "he was unarmed and not charged"; "the rest were not"."""
    node = verb
    while node.dep_ == "conj":
        node = node.head
    said = node != verb and node.dep_ in ("acomp", "attr")
    return next(iter(syntax.children(node.head, "nsubj", "nsubjpass")), None) if said else None


def _is_of_others(token: Token, entities: Entities) -> bool:
    """Say whether the clause around is about a victim or a number: "Roe was in custody on theft charges".

    "The two are in jail on theft charges" says nothing of whoever was told of before.
    """
    for node in token.ancestors:
        held = syntax.children(node, "nsubj", "nsubjpass")
        if held:
            person = entities.by_token.get(held[0].i)
            if person is None:
                return held[0].pos_ == "NUM" and held[0].lower_ != "one"
            return person.suffers() and not person.accused
    return False


def _acting(trigger: Token, entities: Entities) -> Entity | None:
    """Return who does what a verb, or the verb that a noun is the object of, says."""
    verb = trigger.head if trigger.pos_ == "NOUN" and trigger.dep_ == "dobj" else trigger
    if verb.lemma_ not in _UNDOING:
        return None
    who = None if syntax.is_passive(verb) else syntax.stands_for(syntax.subject(verb))
    return entities.by_token.get(who.i) if who is not None else None


def _last_before(verb: Token, entities: Entities) -> Entity | None:
    """Return the person whom the sentence tells of last in front of a verb, as no victim or bystander."""
    for index in range(verb.i - 1, verb.sent.start - 1, -1):
        person = entities.by_token.get(index)
        if person is None or person.bystander() or person.victim:
            continue
        token = verb.doc[index]
        told = token.dep_ in ("nsubj", "nsubjpass", "ROOT", "appos", "pobj", "dobj")
        if told and not is_object_of_harm(token):
            return person
    return None


def _only_describes(person: Entity, token: Token) -> bool:
    """Say whether somebody was named last to say who others are that were arrested or charged.

    "Two brokers tied to Al Roe were arrested. The indictment says": it is theirs. The parser may take "tied"
    for the verb of the sentence.
    """
    if person.accused:
        return False
    named = max((item.token for item in person.references if item.token < token.i), default=None)
    if named is None:
        return False
    name = token.doc[named]
    above = {name, *name.ancestors}
    return any(
        noun.head in above and (noun in above or _is_bare_participle(noun.head))
        for noun in token.doc[name.sent.start : named]
        if nominals.is_plural(noun) and nominals.is_person_noun(noun) and noun.dep_ in ("nsubj", "nsubjpass")
    )


def _is_bare_participle(verb: Token) -> bool:
    return verb.tag_ == "VBN" and not syntax.children(verb, "aux", "auxpass")


def _accused_of(trigger: Trigger, person: Entity, entities: Entities) -> list[Entity]:
    """Return the person, or who is accused in the story where a court's deed would befall one who is not.

    "Roe cornered a girl. The girl told a teacher. The case was dismissed": it is Roe's. Where several are
    accused it is nobody's.
    """
    if trigger.frame.event not in _OF_COURT or trigger.frame.place not in _UNSAID:
        return [person]
    others = _of_open_case(trigger.token, person, entities)
    if others:
        return others
    if person.accused:
        return [person]
    if _is_freed_so(trigger.token, person, entities):
        return [person]
    accused = [
        other
        for other in entities.all
        if other.accused
        and not (other.suffers() or other.generic)
        and other.references[0].token < trigger.token.i
    ]
    return accused if len(accused) == 1 else [] if accused else [person]


def _of_open_case(token: Token, person: Entity, entities: Entities) -> list[Entity]:
    """Return who was charged together, if a case is dropped behind who just pleaded guilty in it.

    "Roe and Poe were charged. As Hill, who pleaded guilty, had lied, the case was dropped": not Hill's.
    """
    case = any(child.lemma_ == "case" for child in syntax.children(token, "dobj", "nsubjpass"))
    if not case or not _is_convicted(person, token, entities):
        return []
    for name in sorted(entities.by_token, reverse=True):
        other = entities.by_token[name]
        charged = name < token.i and other.accused and other is not person and not other.suffers()
        if charged and syntax.is_passive(token.doc[name].head) and token.doc[name].head.lemma_ == "charge":
            return list(_together(other, token.doc[name].head, entities))
    return []


def _is_convicted(person: Entity, token: Token, entities: Entities) -> bool:
    """Say whether the sentence tells in front of a verb that somebody pleaded guilty or was convicted."""
    for verb in token.doc[token.sent.start : token.i]:
        pleaded = verb.lemma_ == "plead" and any(child.lower_ == "guilty" for child in verb.rights)
        if pleaded or (verb.lemma_ == "convict" and syntax.is_passive(verb)):
            who = syntax.stands_for(syntax.subject(verb)) or syntax.patient(verb)
            return who is not None and entities.by_token.get(who.i) is person
    return False


def _is_freed_so(token: Token, person: Entity, entities: Entities) -> bool:
    """Say whether the clause above frees the person: "A friend was freed when the state withdrew it"."""
    return any(
        entities.by_token.get(held.i) is person
        for node in token.ancestors
        if node.lemma_ in _FREED
        for held in syntax.children(node, "nsubj", "nsubjpass")
    )


def _together(person: Entity, token: Token, entities: Entities) -> Sequence[Entity]:
    """Return those told of together with a person last: "Roe and Poe were charged. It was dismissed"."""
    last = max(item.token for item in person.references if item.token < token.i)
    first = token.doc[last]
    while first.dep_ == "conj" and first.head.i in entities.by_token:
        first = first.head
    told = [entities.by_token.get(item.i) for item in syntax.with_conjuncts(first)]
    people = [item for item in dict.fromkeys(told) if item is not None]
    alone = person not in people or any(item.bystander() or item.victim for item in people)
    return [person] if alone or entities.sentences[token.i] - entities.sentences[last] > _APART else people
