"""On whom a detainer is: named behind it, done to by its verb, or the person the passage is about."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from pipeline.events.assertion.specific import is_specific
from pipeline.events.detainers.ahead import held_back
from pipeline.events.detainers.few import is_aside, is_few, is_on_one, told_just_before
from pipeline.events.detainers.passage import TELLING, passage
from pipeline.events.detainers.references import PERSON_BEHIND, Reference, data, flat
from pipeline.events.detainers.verbs import deeds
from pipeline.events.grammar import nominals, syntax
from pipeline.events.people.entity import Entity
from pipeline.events.people.plurals import Group
from pipeline.events.triggers.lists import headed
from pipeline.events.triggers.participants import Participants
from pipeline.schema import Mention

_PARTS = frozenset({"some", "most", "many", "half", "majority", "few", "several", "part"})
"""How many of a number are meant, which no number says: "some of the 40 inmates"."""
_SEVERAL = frozenset({"those", "many", "some", "most", "others"})
_REACH = 16
"""Tokens behind a detainer in which the person it is on is named."""


def people_of(reference: Reference, trigger: Token, participants: Participants) -> Sequence[Entity | Group]:
    """Return whom a detainer is on; of detainers in the plural a counted group, or nobody."""
    doers = _doers(trigger, participants)
    found = [item for item in _people_of(reference, trigger, participants) if item not in doers]
    if _is_told_about(reference.noun):
        found = [item for item in found if isinstance(item, Entity)]  # "four agents told of the detainer"
    found = [
        item for item in found if not (isinstance(item, Group) and is_aside(item, (reference.noun, trigger)))
    ]
    if found or _of_anyone(reference.noun, trigger) or _is_of_anybody(reference, trigger):
        return found
    listed = _listed_below(reference, trigger, participants)
    if listed:
        return listed
    person = held_back(reference, trigger, participants.entities)
    return [person] if person is not None else []


def named_for(found: Sequence[Reference], participants: Participants) -> Sequence[Entity | Group]:
    """Return whom the one detainer that a sentence names is on, if it says so beside it."""
    named = [item for item in found if item.kind == "name" and syntax.objects_of(item.noun, "on", "for")]
    return people_of(named[0], named[0].noun, participants) if len(named) == 1 else ()


def _is_told_about(noun: Token) -> bool:
    """Say whether somebody is told about a detainer: "who were notified of the declined detainer"."""
    return (
        noun.dep_ == "pobj"
        and noun.head.lower_ in ("of", "about")
        and noun.head.head.lemma_ in TELLING | {"notify"}
    )


def _listed_below(reference: Reference, trigger: Token, participants: Participants) -> Sequence[Entity]:
    """Return those of a list whose heading tells of their detainers: "let go despite detainers were:".

    A rule ("we do not honor detainers") is of nobody, and sheriffs "who ignored detainers" have none.
    """
    noun, acting = reference.noun, nominals.lexicon().acting
    many = nominals.is_plural(noun) or noun.lower_ in ("detainers", "holds")
    ruled = trigger.tag_ in ("VBZ", "VBP") or any(word.lower_ in ("do", "does") for word in trigger.children)
    of_whom = [node.head.lemma_.lower() for node in (trigger, *trigger.ancestors) if node.dep_ == "relcl"]
    if not many or ruled or any(lemma in acting for lemma in of_whom):
        return []
    people = headed(noun.doc, noun.idx, participants.entities)
    return [person for person in people if not person.victim and (person.accused or person.described())]


def _doers(trigger: Token, participants: Participants) -> Sequence[Entity | Group]:
    """Return who lodges, honors or ignores one: it is on somebody else ("McFadden refused to honor it")."""
    having = data()["verbs"]["having"]
    governs = trigger.lemma_ in data()["reversal"]["governors"]
    told = trigger.lemma_ not in having and any(deed.kind != "having" for deed in deeds(trigger))
    # "They issued a detainer": agencies, and nobody named before.
    subjects = [x for x in syntax.children(trigger, "nsubj") if x.lower_ not in ("they", "we", "who")]
    return [item for noun in subjects for item in participants.resolve(noun)] if governs or told else []


def _people_of(reference: Reference, trigger: Token, participants: Participants) -> Sequence[Entity | Group]:
    noun = reference.noun
    if _of_anyone(noun, trigger):
        return []
    plural = (
        noun.lower_.endswith("s")
        and noun.lower_ != "objections"
        and (nominals.is_plural(noun) or noun.lower_ in ("detainers", "holds"))
    )
    count = _counted(reference, participants)
    more = _and_one_on(noun, participants)
    if _is_of_anybody(reference, trigger) or _is_of_another(noun, participants):
        return []
    named = _behind(reference, trigger, participants) or _asked_for(reference, participants)
    if count is not None and count.value != 1:
        # "filed two detainers for Ann Roe", "released him despite two detainers": both are on one.
        if not is_few(count):
            return [Group(count)]
        one = named or _holders(noun, trigger, participants) or told_just_before(noun, trigger, participants)
        if one and _are_single(one):
            return one
        return [] if is_on_one(reference) else [Group(count)]
    if named:
        return [*named, *(item for item in more if item not in named)]
    if plural:
        return _counted_people(noun, participants) or _holders(noun, trigger, participants)
    if _is_of_several(noun):
        return []
    for token in _candidates(noun, trigger):
        found = [
            item
            for item in participants.resolve(token, trigger)
            if not (isinstance(item, Entity) and (item.official or item.victim or _is_any(item, token)))
            and not (isinstance(item, Group) and nominals.is_counted(token))
        ]
        if found:
            return found
    return [] if _is_on_anybody(trigger) else passage(noun, trigger, participants)


def _is_on_anybody(trigger: Token) -> bool:
    """Say whether whoever it may be is held: "illegal to hold an individual because of a detainer"."""
    held = syntax.patient(trigger) if trigger.pos_ == "VERB" else None
    if held is None or held.lower_ in nominals.ANYBODY - {"someone", "somebody"}:
        return held is not None  # "before releasing anyone with a detainer"
    named = nominals.is_person_noun(held) and nominals.determiner(held) != "given"
    return trigger.tag_ == "VB" and named


def _and_one_on(noun: Token, participants: Participants) -> Sequence[Entity | Group]:
    """Return whom a further one is on: "a detainer on Ann Roe, and one on her brother"."""
    beside = [*noun.conjuncts, *syntax.children(noun.head, "conj")]
    others = [token for token in beside if token.lower_ in ("one", "another")]
    held = [item for other in others for item in syntax.objects_of(other, "on", "against", "for")]
    return [person for token in held for person in participants.resolve(token) if is_told_of(person)]


def _of_anyone(noun: Token, trigger: Token) -> bool:
    """Say whether a clause tells of whoever it may be: "every one of them who has a detainer"."""
    if any(_is_of_whoever(node) for node in (trigger, *noun.ancestors) if node.dep_ == "acl"):
        return True
    head = next((node.head for node in (trigger, *noun.ancestors) if node.dep_ == "relcl"), None)
    while head is not None and head.dep_ == "pobj" and head.head.lower_ == "of":
        head = head.head.head
    if head is None:
        return False
    words = {head.lower_, *(child.lower_ for child in head.children)}
    return bool(words & {"every", "any", "anyone", "everyone", "each", "whoever", "those"})


def _is_of_whoever(clause: Token) -> bool:
    """Say whether a clause goes on with whoever it may be: "tell of individuals being released with one"."""
    people = clause.head
    going_on = any(child.lower_ == "being" for child in clause.children)
    return going_on and nominals.is_plural(people) and nominals.determiner(people) == "bare"


def _is_of_several(noun: Token) -> bool:
    """Say whether several are held whom no number counts: "those in custody are held on a hold order"."""
    verbs = [node for node in noun.ancestors if node.pos_ == "VERB" and syntax.is_passive(node)]
    held = syntax.patient(verbs[0]) if verbs else None
    return held is not None and held.lower_ in _SEVERAL


def _is_any(person: Entity, token: Token) -> bool:
    """Say whether "an immigrant" is whoever it may be: not where his own clause tells of one case."""
    return person.generic and not is_specific(token.head)


def _are_single(people: Sequence[Entity | Group]) -> bool:
    return all(isinstance(item, Entity) for item in people)


def _counted(reference: Reference, participants: Participants) -> Mention | None:
    """Return the count in "149 detainers", "149 of the declined detainers", "128 requests for holds"."""
    noun = reference.noun
    part = _part_in_front(noun, participants)
    if part is not None:
        return part
    above = noun.head.head
    asked = above.lemma_ == "request" and noun.head.lower_ == "for"
    if noun.dep_ == "pobj" and (noun.head.lower_ == "of" or asked):
        if above.lemma_.lower() in data()["passage"]["written"]:
            return None  # "70 pages of detainer requests"
        inside = [token for token in above.subtree if token.i < noun.head.i]
        counts = (participants.counted.at(token.i) for token in inside)
        found = next(filter(None, counts), None)
        if found is not None:
            return found
    own = [participants.counted.at(child.i) for child in noun.subtree if child.dep_ in ("nummod", "quantmod")]
    near = noun.lemma_ in ("notice", "order", "form")  # "ignored 440 ICE detainer notices"
    return participants.counted.of(noun) or (next(filter(None, own), None) if near else None)


def _part_in_front(noun: Token, participants: Participants) -> Mention | None:
    """Return how many of those told of it is that have one: "212 inmates, 130 of them on detainers"."""
    if noun.dep_ != "pobj" or noun.head.lower_ not in ("on", "under", "with") or noun.head.i < 3:
        return None
    number, of, whole = (noun.doc[noun.head.i - back] for back in (3, 2, 1))
    if of.lower_ != "of" or whole.lower_ not in ("them", "those", "these", "whom"):
        return None
    return participants.counted.at(number.i)


def is_told_of(item: Entity | Group) -> bool:
    """Say whether it is somebody of the story, and neither whoever it may be nor who acts in office."""
    return isinstance(item, Group) or not (item.generic or (item.official and not item.described()))


def _behind(reference: Reference, trigger: Token, participants: Participants) -> Sequence[Entity | Group]:
    noun = reference.noun
    after = flat(noun.sent)[reference.end - noun.sent.start_char :]
    if reference.kind == "request" or not PERSON_BEHIND.match(after):
        return []
    for token in noun.doc[noun.i + 1 : min(noun.i + _REACH, noun.sent.end)]:
        whose = token.dep_ == "poss" and nominals.is_person_noun(token.head)  # "on Ann Roe's brother"
        apart = whose or token.dep_ in ("compound", "punct")
        named = token.i in participants.entities.by_token and not apart
        if nominals.speaks(token):
            break  # "ICE has a hold on the funds, said attorney Ann Roe"
        if token.dep_ in ("pobj", "dobj", "appos", "nsubj") or named:
            pointing = token.pos_ == "PRON"
            found = [
                item
                for item in participants.resolve(token)
                if (is_told_of(item) or _is_one_case(item, trigger))
                and not (pointing and isinstance(item, Entity) and item.victim)
            ]
            if found:
                return found
    return []


def _is_of_anybody(reference: Reference, trigger: Token) -> bool:
    """Say whether it is on whoever it may be: "asked to detain someone charged", "a hold on someone"."""
    held = syntax.patient(reference.held) if reference.held is not None else None
    nodes = [reference.noun, reference.noun.head, trigger]
    nodes += [node for node in (reference.held, held) if node is not None]
    nouns = [item for node in nodes for item in syntax.objects_of(node, "on", "against", "for", "upon")]
    nouns += [held] if held is not None else []
    # "handed over two inmates and did not decline any detainers": of nobody at all
    words = {child.lower_ for child in reference.noun.children}
    every = "single" in words or ("any" in words and nominals.is_plural(reference.noun))
    none = every and not nouns and syntax.children(trigger, "neg")
    return bool(none) or any(noun.lower_ in nominals.ANYBODY for noun in nouns)


def _is_of_another(noun: Token, participants: Participants) -> bool:
    """Say whether it is on somebody known by another's name alone: "a hold on a friend of Ann Roe"."""
    held = next(iter(syntax.objects_of(noun, "on", "against", "for")), None)
    if held is None or held.pos_ != "NOUN" or syntax.children(held, "appos"):
        return False
    somebody = nominals.is_person_noun(held) or held.lemma_.lower() in nominals.lexicon().relative
    below = any(token.i in participants.entities.by_token for token in held.subtree if token != held)
    return somebody and below and not any(map(is_told_of, participants.resolve(held)))


def _is_one_case(item: Entity | Group, trigger: Token) -> bool:
    """Say whether "an illegal immigrant" is one of whom a deed is told: "the county ignored one on"."""
    if isinstance(item, Group) or item.official or item.victim:
        return False
    return item.generic and trigger.pos_ == "VERB" and is_specific(trigger)


def _asked_for(reference: Reference, participants: Participants) -> Sequence[Entity | Group]:
    """Return whom ICE asks a jail to hold, or to tell it of before their release."""
    if reference.held is None:
        return []
    held = reference.held
    inner = [held, *(token for token in held.subtree if token.lemma_ in ("release", "free", "discharge"))]
    for verb in inner:
        theme = syntax.patient(verb)
        found = [
            item
            for item in (participants.resolve(theme) if theme is not None else [])
            if is_told_of(item) and not (isinstance(item, Entity) and item.victim)
        ]
        if found:
            return found
    return []


def _counted_people(noun: Token, participants: Participants) -> Sequence[Entity | Group]:
    """Return the counted people that detainers in the plural are on: "detainers for 96 inmates"."""
    counted = [
        (abs(token.i - noun.i), _part_of(token, participants) or mention, token)
        for token in noun.sent
        if (mention := participants.counted.of(token)) is not None
        and token.dep_ in ("pobj", "dobj", "nsubj", "nsubjpass", "attr")
        and not (token.head.lower_ == "of" and token.head.head.lower_ in _PARTS)
        and token.head.lower_ != "including"  # "40 were let go despite detainers, including two men"
        and (_is_of_people(token) or token.dep_ == "attr" or _has(token, noun) or _is_freed(token, noun))
    ]
    if not counted:
        return []
    _, count, told = min(counted, key=lambda item: item[0])
    beside = participants.resolve(told) if told.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj") else []
    return [Group(count), *(item for item in beside if isinstance(item, Entity) and is_told_of(item))]


def _part_of(token: Token, participants: Participants) -> Mention | None:
    """Return how many of a number are meant: four in "four of the five suspects"."""
    above = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "of" else None
    return participants.counted.at(above.i) if above is not None and above.pos_ == "NUM" else None


def _is_of_people(token: Token) -> bool:
    """Say whether what is counted is people whom detainers may be on: "470 inmates", "470 of them"."""
    if token.lemma_.lower() in nominals.lexicon().acting:
        return False
    if nominals.is_person_noun(token):
        return True
    held = syntax.objects_of(token, "of") if token.pos_ == "NUM" else []
    return any(nominals.is_person_noun(noun) or noun.lower_ in ("them", "these", "those") for noun in held)


def _is_freed(token: Token, noun: Token) -> bool:
    """Say whether a bare number is let go in spite of detainers: "12 had been freed in spite of them"."""
    verb = token.head
    bare = token.pos_ == "NUM" and token.dep_ in ("nsubjpass", "dobj")
    return bare and verb.lemma_ in data()["verbs"]["letting_go"] and verb in noun.ancestors


def _has(token: Token, noun: Token) -> bool:
    """Say whether a bare number is of those who have the detainers: "six had active detainers"."""
    verb = token.head
    return token.dep_ == "nsubj" and verb.lemma_ in data()["verbs"]["having"] and verb in noun.ancestors


def _holders(noun: Token, trigger: Token, participants: Participants) -> Sequence[Entity | Group]:
    """Return the people who have the detainers: "all three have holds", "both are held on detainers"."""
    if noun.dep_ not in ("dobj", "pobj", "conj"):
        return []
    verb = noun.head
    while verb.dep_ in ("prep", "pobj", "conj", "compound") and verb.head != verb:
        verb = verb.head
    tokens = [syntax.patient(verb), syntax.subject(verb)] if verb.pos_ in ("VERB", "AUX") else []
    above = verb.head.head
    if verb.dep_ == "pcomp" and above.lemma_ in data()["verbs"]["letting_go"]:
        tokens.insert(0, syntax.patient(above))  # "released both after ignoring detainers"
    if trigger.lemma_ in data()["verbs"]["having"] and trigger != verb:
        tokens.append(syntax.subject(trigger))
    for token in tokens:
        found = participants.resolve(token) if token is not None and token != noun else []
        people = [item for item in found if isinstance(item, Entity) and is_told_of(item) and not item.victim]
        if people:
            return people
    return []


def _candidates(noun: Token, trigger: Token) -> Sequence[Token]:
    passive = syntax.patient(trigger) if trigger != noun and trigger.pos_ == "VERB" else None
    first = [passive] if passive is not None and passive != noun else []
    above = syntax.patient(trigger.head.head) if trigger.dep_ == "pcomp" else None
    if above is not None:
        first.insert(0, above)  # "with 16 held there without honoring the detainer"
    if trigger.lemma_ in data()["verbs"]["having"]:
        own = syntax.children(trigger, "nsubj")
        first += [(syntax.antecedent(item) or item) if syntax.is_relative(item) else item for item in own]
    harming = nominals.lexicon().harming
    done_to = [
        token
        for token in noun.sent
        if token.dep_ in ("dobj", "nsubjpass", "attr")
        and token != noun
        and token.head.lemma_ not in harming  # "killed five people after ICE sent a detainer"
        and token.head.lemma_ not in TELLING  # "told Roe, a reporter, that the jail ignored the detainer"
    ]
    doing = [
        token
        for token in noun.sent
        if token.dep_ in ("nsubj", "poss", "pobj") and token != noun and not nominals.speaks(token)
    ]
    return [*first, *_by_clause(noun, [*done_to, *_speaking(noun), *doing])]


def _speaking(noun: Token) -> list[Token]:
    """Return who speaks and is told to be held or freed: "said Roe, who was let go after ICE dropped it"."""
    clauses = [node for node in noun.ancestors if node.dep_ == "relcl" and nominals.speaks(node.head)]
    taken = data()["verbs"]["taken"]
    return [node.head for node in clauses if syntax.is_passive(node) and node.lemma_ in taken]


def _by_clause(noun: Token, candidates: Sequence[Token]) -> Sequence[Token]:
    """Return nouns with those of a detainer's own clause first: "Roe was freed; Luna sits on a hold"."""
    above = [node.i for node in noun.ancestors if node.pos_ in ("VERB", "AUX")]

    def distance(token: Token) -> int:
        for node in token.ancestors:
            if node.pos_ in ("VERB", "AUX"):
                return above.index(node.i) if node.i in above else len(above)
        return len(above)

    return sorted(candidates, key=distance)
