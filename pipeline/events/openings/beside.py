"""Who is told of beside somebody: in one line, in one sentence, in one breath.

in: people of a parsed `Doc`    out: yes or no    writes: nothing
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from pipeline.events.grammar.labels import ARGUMENTS
from pipeline.events.grammar.nominals import determiner, is_person_noun, is_plural, lexicon, sex_of
from pipeline.events.grammar.said_of import is_hung_across
from pipeline.events.grammar.syntax import agent, children, possessors, stands_for, text_of
from pipeline.events.people.definite_nouns import is_of_newly_named
from pipeline.events.people.entities import Entities
from pipeline.events.people.entity import Entity, Reference
from pipeline.events.people.harm import is_told_hurt
from pipeline.events.people.rows import is_in_other_item
from pipeline.events.people.told_apart import is_smuggled

_FRIENDS = frozenset({"friend", "roommate", "neighbor"})
_ALONGSIDE = frozenset({"against", "with", "to", "near", "beside", "behind", "about", "from", "alongside"})
"""Words behind a verb in front of somebody who is not its subject."""


def is_in_line(doc: Doc, first: Reference, later: Reference) -> bool:
    """Say whether no line ends between two mentions: a blotter's lines each tell of somebody else."""
    return "\n" not in text_of(doc)[first.start : later.start]


def is_beside(doc: Doc, entity: Entity, other: Entity) -> bool:
    """Say whether a sentence brings in two unnamed people: "an officer arrested a man"."""
    one, two = (doc[item.references[0].token] for item in (entity, other))
    new = determiner(one) == determiner(two) == "new"
    return one.sent == two.sent and new and not is_along(doc, entity, other)


def is_of_officer(doc: Doc, entity: Entity) -> bool:
    """Say whether an officer is told of beside somebody, who is not that officer: "an officer hit a man"."""
    noun = doc[entity.references[0].token]
    acting = lexicon().acting
    return not entity.official and any(
        word.lemma_.lower() in acting and word.dep_ in ("nsubj", "nsubjpass")
        for word in doc[noun.sent.start : noun.i]
    )


def is_along(doc: Doc, entity: Entity, other: Entity) -> bool:
    """Say whether two unnamed people are told of together: "a physician and a manager were convicted"."""
    one, two = (doc[item.references[0].token] for item in (entity, other))
    return one in two.conjuncts


def is_of_those_along(doc: Doc, entities: Entities, entity: Entity, other: Entity) -> bool:
    """Say whether somebody is named among those told of along with an unnamed one, who is of the other sex.

    "Police arrested a woman and two men. The men, Ed Poe, 30, and Kim Dent, 41, were": Dent is no woman.
    """
    noun = doc[entity.references[0].token]
    along = {sex for item in noun.conjuncts if is_plural(item) and (sex := sex_of(item))}
    name = next(doc[item.token] for item in other.references if item.kind == "name")
    people = [entities.by_token[item.i] for item in name.conjuncts if item.i in entities.by_token]
    if len(along) != 1 or sex_of(noun) in (None, *along):
        return False
    sex = along.pop()
    one_sex = not any(person.is_of_other_sex(sex) for person in people)
    return one_sex and any(person.is_of_sex(sex) for person in people)


def is_behind(entity: Entity, other: Entity) -> bool:
    """Say whether a story tells of somebody for the first time behind another."""
    return other.references[0].token < entity.references[0].token


def is_relation(doc: Doc, entity: Entity) -> bool:
    """Say whether somebody is told of as a relative or friend: "The cousin, who hid him, was held"."""
    noun = doc[entity.references[0].token]
    return _is_kin(noun) or noun.lemma_.lower() in lexicon().fellow | _FRIENDS


def _is_kin(noun: Token) -> bool:
    return noun.lemma_.lower() in lexicon().relative | lexicon().kin


def is_of_unknown(doc: Doc, entities: Entities, entity: Entity, other: Entity) -> bool:
    """Say whether somebody is told of behind another as of one newly named: "Ann Poe's landlord".

    Or as whom that one carried: "Roe was charged with smuggling. The alien was held".
    """
    noun = doc[entity.references[0].token]
    if is_behind(entity, other) and is_smuggled(noun, [other]):
        return True
    called = other.is_called(noun.lemma_.lower(), doc)
    return not called and is_behind(entity, other) and is_of_newly_named(noun, entities.by_token)


def owners_where_named(doc: Doc, entities: Entities, person: Entity) -> list[Entity]:
    """Return whose somebody is who is named: "The driver was cited. His passenger, Ann Roe"."""
    name = next(doc[item.token] for item in person.references if item.kind == "name")
    nouns = [name, *children(name, "compound", "nmod")]
    if name.dep_ == "appos":
        nouns.append(name.head)
    owners = [owner for noun in nouns for owner in possessors(noun)]
    return [entities.by_token[owner.i] for owner in owners if owner.i in entities.by_token]


def is_named_as_relative(doc: Doc, entities: Entities, entity: Entity, other: Entity) -> bool:
    """Say whether a name is a relative's of the only one told of: "A man was held. Al Roe, his son"."""
    name = next(doc[item.token] for item in other.references if item.kind == "name")
    noun = doc[entity.references[0].token]
    called = [word for word in children(name, "appos") if _is_kin(word)]
    owners = [word for noun_of in called for word in children(noun_of, "poss") if word.pos_ == "PRON"]
    told = [item for item in entities.all if item.references[0].token < name.i]
    alone = all(item in (entity, other) or item.official for item in told)
    return bool(owners) and alone and sex_of(noun) in (None, sex_of(owners[0]))


def is_of_own_phrase(doc: Doc, entity: Entity, other: Entity) -> bool:
    """Say whether a name stands in what tells who somebody is: "the killer of Ann Roe was held"."""
    noun = doc[entity.references[0].token]
    names = [doc[item.token] for item in other.references if item.kind == "name"]
    if not names or not noun.is_ancestor(names[0]):
        return False
    node = names[0]
    listed = node.dep_ == "appos" or (node.dep_ == "conj" and not children(node.head, "cc"))
    if listed and node.head.ent_type_ == "PERSON":
        return False  # "The suspect in the killing of Ann Roe, Ed Poe, was": no other name of hers
    while node.head != noun:
        node = node.head
    return node.dep_ not in ("appos", "compound", "nmod", "conj")


def is_of_unread_name(doc: Doc, entities: Entities, entity: Entity) -> bool:
    """Say whether a name beside an unnamed person was not read as one's, or is a body's."""
    noun = doc[entity.references[0].token]
    behind = [child for child in children(noun, "appos") if child.tag_ == "NNP" and child.i > noun.i]
    if noun.text.islower() and any(
        child.ent_type_ == "ORG" and child.i not in entities.by_token for child in behind
    ):
        return True  # "The owner, Delta Group Inc., was fined"
    # Headlines are parsed as anything; "SOMERVILLE — A national" is a dateline.
    before = doc[max(noun.left_edge.i - 1, 0)].text
    apposed = noun.dep_ == "appos" and noun.text.islower() and before == ","
    return apposed and noun.head.tag_ == "NNP" and noun.head.i not in entities.by_token


def is_of_other_than(doc: Doc, entity: Entity, other: Entity, named: Sequence[Entity]) -> bool:
    """Say whether an opening tells of another than whom it names first, where a story has more than one.

    "A convicted killer's twin was arrested": the first named is the twin. "ICE freed the wrong man": it may
    be any. "A man is accused of stabbing another. Al Roe, 41, said he was stabbed": he is the other.
    """
    rivals = [item for item in named if item is not other]
    noun = doc[entity.references[0].token]
    if not rivals:
        return False
    if any(child.lower_ == "wrong" for child in noun.children):
        return True
    start = other.references[0].token
    behind = doc[noun.i + 1 : noun.i + 3]  # headlines are parsed as anything
    owner = noun.dep_ == "poss" and _is_kin(noun.head)
    owner |= len(behind) > 1 and behind[0].tag_ == "POS" and _is_kin(behind[1])
    if owner and all(start < item.references[0].token for item in rivals):
        return True
    accused = entity.accused or (noun.dep_ == "nsubjpass" and noun.head.lemma_ == "accuse")
    return accused and _says_hurt(doc, other) and not all(_says_hurt(doc, item) for item in rivals)


def _says_hurt(doc: Doc, person: Entity) -> bool:
    return any(is_told_hurt(doc[item.token]) for item in person.references if item.kind == "pronoun")


def is_of_one_clause(doc: Doc, entity: Entity, person: Entity) -> bool:
    """Say whether a sentence tells of an unnamed one and of a named one: "who freed a man, sentenced Roe".

    So does "the driver who hit the nurse, Ann Roe".
    """
    first, name = entity.references[0], person.references[0]
    noun, named = doc[first.token], doc[name.token]
    if named.dep_ == "appos" and noun.is_ancestor(named):
        another = noun != named.head and is_person_noun(named.head)
        return another or is_hung_across(noun, named)
    other = determiner(noun) == "new" or noun.lemma_.lower() in lexicon().acting
    return first.sentence == name.sentence and noun.dep_ in ARGUMENTS and other


def is_done_to(doc: Doc, entities: Entities, entity: Entity, person: Entity) -> bool:
    """Say whether somebody is first told of as whom the other does something to: "Roe kicked the boy".

    So is who is only beside the other: "Roe testified against a thief", "Roe was seen with a dealer"; and it
    may be either of them: "The driver who hit the cyclist, Ed Roe". Nor is who is told of below a clause's
    subject that subject: "Roe knew the suspect", "The suspect was held at the home of Al Roe".
    """
    noun, other = (doc[item.references[0].token] for item in (entity, person))
    hit = any(entities.by_token.get(doer.i) is entity for doer in _doers(other) if other.i > noun.i)
    bound = entities.antecedents.binders
    hit = hit or person in bound(noun) or (other.i > noun.i and entity in bound(other))
    return hit or any(entities.by_token.get(doer.i) is person for doer in _doers(noun))


def _doers(noun: Token) -> list[Token]:
    """Return who does something to, or beside, whom a noun tells of."""
    doers = children(noun.head, "nsubj") if noun.dep_ == "dobj" else []
    if noun.dep_ == "nsubjpass" and (doer := agent(noun.head)) is not None:
        doers = [doer]  # "The man was kicked by Roe"
    if noun.dep_ == "pobj" and noun.head.lower_ in _ALONGSIDE and determiner(noun) == "new":
        verb = next((node for node in noun.head.ancestors if node.pos_ == "VERB"), noun)
        doers = children(verb, "nsubj", "nsubjpass")
    return [doer for doer in map(stands_for, doers) if doer is not None]


def is_of_other_item(doc: Doc, entity: Entity, earlier: Entity) -> bool:
    """Say whether an item of a list brings in somebody, of whom the items before it do not tell.

    "- Al Roe was charged with theft." and below it "- A thief was arrested in Reno."
    """
    noun = doc[entity.references[0].token]
    before = [item.token for item in earlier.references if item.token < noun.i]
    return bool(before) and determiner(noun) != "given" and is_in_other_item(noun, before[-1])


def owners_of(doc: Doc, entities: Entities, entity: Entity) -> list[Entity]:
    """Return whose somebody is, whom no name of that one's is the name of: "his wife", "whose tenant".

    So is "a suspect" the son of "the father of a suspect".
    """
    noun = doc[entity.references[0].token]
    of = noun.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else None
    owners = possessors(noun)
    if of is not None and of.head.lemma_.lower() in lexicon().relative:
        owners = [*owners, of.head]
    return [entities.by_token[owner.i] for owner in owners if owner.i in entities.by_token]
