"""Who is named right beside a plural: "co-defendants Ann Roe and Al Luna"; and whose a plural is.

in: a noun of a parsed `Doc`, the people of the article    out: people, or yes or no    writes: nothing
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Span, Token

from pipeline.events.grammar import nominals, syntax
from pipeline.events.people.entities import Entities
from pipeline.events.people.entity import Entity
from pipeline.events.people.plurals import Group
from pipeline.events.triggers.triggers import Trigger

_OPENING_LIST = frozenset({",", ":", "—", "–", "-", "--"})
_SEVERAL = frozenset({"pair", "trio", "group", "duo", "couple", "all", "each"})
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
_LINKS = _OPENING_LIST | {"and", "&", ";", "of", "from"}
_PLACES = frozenset({"GPE", "LOC"})


def enumerated(noun: Token, entities: Entities) -> list[Entity]:
    """Return those named right behind a plural: "co-defendants, Ann Roe, 30, Al Luna and Ed Parra"."""
    if not (nominals.is_plural(noun) and nominals.is_person_noun(noun)):
        return []
    behind = noun.doc[noun.i + 1 : noun.sent.end]
    if not len(behind) or behind[0].text not in _OPENING_LIST:
        return []
    found: list[Entity] = []
    for token in behind:
        known = entities.by_token.get(token.i)
        if known is not None and entities.is_name(token):
            found += [known] if known not in found else []
        elif token.dep_ == "compound" or token.like_num or token.ent_type_ in _PLACES:
            continue
        elif token.text not in _LINKS:
            break
    return found if len(found) > 1 else []


def listed_behind(noun: Token, entities: Entities) -> list[Entity]:
    """Return those named between commas behind a plural, wherever the parser hung the names.

    "The leaders of the standoff, Ann and Ray Roe, were arrested."
    """
    several = syntax.objects_of(noun, "of") if noun.lower_ in _SEVERAL or noun.tag_ == "CD" else []
    part = noun if several and noun.tag_ == "CD" else None
    noun = several[0] if several else noun  # "a pair of officers, Ann and Ray Roe, were"
    if part is not None:
        # "Two of those arrested, Ann Roe and Al Luna, were": as many as are named
        those_named = [] if syntax.children(part, "appos") else listed_behind(noun, entities)
        return those_named if len(those_named) == _NUMBERS.get(part.lower_) else []
    those = noun.lower_ == "those" and bool(syntax.children(noun, "acl"))
    if not those and not (nominals.is_plural(noun) and nominals.is_person_noun(noun)):
        return []
    called = [
        name
        for clause in syntax.children(noun, "acl", "relcl")
        if clause.lemma_ == "identify"
        for name in syntax.objects_of(clause, "as")
    ]
    if called:
        # "the men, identified as Ann Roe and Al Luna, are accused"
        known = [entities.by_token.get(item.i) for item in syntax.with_conjuncts(called[0])]
        return [person for person in dict.fromkeys(known) if person is not None and person.names]
    first = next((item for item in noun.subtree if item.i > noun.i and entities.is_name(item)), None)
    while first is not None and first.dep_ == "compound" and first.i not in entities.by_token:
        first = first.head
    if first is None or first.i not in entities.by_token or first.left_edge.i == 0:
        return []
    front = first  # "Al Roe alias Red": the parser hangs the name on the other one
    while first.dep_ == "compound":
        first = first.head
    # "two men in jail--prisoners Ann Roe and Al Luna": what is set off names them.
    named = first.head if first.head.dep_ == "appos" and first.head.head == noun else first
    set_off = noun.doc[named.left_edge.i - 1].text in _OPENING_LIST
    if not set_off or first.dep_ not in ("conj", "appos"):
        return []
    # "Three men, Al Poe, Ed Roe and Bo Lee,": the parser has Poe and Roe both in apposition
    heads = [first, *(item for item in syntax.children(named.head, "appos") if item.i > first.i)]
    rows = [first] if first.dep_ != "appos" else [x for x in heads if x == first or entities.is_name(x)]
    listed = [entities.by_token[front.i]]
    listed += [
        entities.by_token[item.i]
        for row in rows
        for item in syntax.with_conjuncts(row)
        if item.i >= first.i and item.i in entities.by_token
    ]
    return [one for one in dict.fromkeys(listed) if not one.bystander() or one.is_named_aside()]


def said_of_several(noun: Token, entities: Entities) -> list[Entity]:
    """Return those named together in front of a plural in apposition: "Ann Roe and Al Luna, brothers who"."""
    named = noun.head
    if noun.dep_ != "appos" or not (nominals.is_plural(noun) and nominals.is_person_noun(noun)):
        return []
    row = [item for item in (*named.conjuncts, named) if item.i < noun.i and entities.is_name(item)]
    people = [
        entities.by_token[item.i]
        for item in sorted(row, key=lambda item: item.i)
        if item.i in entities.by_token
    ]
    people = [*dict.fromkeys(people)]
    return people if len(people) > 1 else []


def titled(noun: Token, saying: Token | None, entities: Entities) -> list[Entity]:
    """Return those whom a plural in front of their names is a title of, up to the verb.

    "Co-defendants Ann Roe, of Salem, Ohio, and Al Luna pleaded guilty." Who acts for a body is
    meant only where it is done to them: "officers Ann Roe, 24, and Al Luna, 26, were indicted".
    """
    if saying is None or not (nominals.is_plural(noun) and nominals.is_person_noun(noun)):
        return []
    if noun.lemma_.lower() in nominals.lexicon().acting and noun.dep_ != "nsubjpass":
        return []
    between = noun.doc[noun.i + 1 : saying.i]
    named = [item for item in between if entities.is_name(item)]
    ahead = between[: named[0].i - noun.i - 1] if named else ()
    if not named or any(item.pos_ in ("ADP", "PUNCT", "CCONJ") for item in ahead):
        return []
    if any(item.pos_ in ("VERB", "AUX", "SCONJ") and item.dep_ not in ("aux", "auxpass") for item in between):
        return []
    people = (entities.by_token[item.i] for item in named if item.i in entities.by_token)
    return [*dict.fromkeys(people)]


def is_of_others(noun: Token) -> bool:
    """Say whether a plural is of others than those whose they are: "their two co-defendants", "her sons"."""
    words = nominals.lexicon()
    others = noun.lemma_.lower() in words.fellow | words.relative
    return others and bool(syntax.children(noun, "poss"))


def is_remainder(noun: Token) -> bool:
    """Say whether a plural is of those who are left of several: "the others", "the other two men"."""
    if nominals.determiner(noun) != "given" and noun.left_edge.lower_ != "the":
        return False
    if syntax.children(noun, "prep", "relcl", "acl"):
        return False  # "the others in the car"
    bare = noun.lower_ in ("others", "rest")
    other = any(child.lower_ in ("other", "remaining") for child in noun.children)
    return bare or (other and (noun.like_num or (nominals.is_plural(noun) and nominals.is_person_noun(noun))))


def is_each(noun: Token) -> bool:
    """Say whether a noun stands for each of those told of: "each man is charged"; not "each man held"."""
    each = any(child.lower_ == "each" for child in syntax.children(noun, "det"))
    return each and nominals.is_person_noun(noun) and not syntax.children(noun, "acl", "relcl", "prep")


def is_recalled(item: Entity | Group, noun: Token, trigger: Trigger) -> bool:
    """Say whether a participle only points back to a group: "the people arrested this year had no record".

    How many they are was said of others, or of more; a number of their own counts them.
    """
    if not isinstance(item, Group) or trigger.token.dep_ != "acl" or trigger.token.head != noun:
        return False
    own = noun.left_edge.idx <= item.count.start < trigger.token.idx
    return nominals.determiner(noun) == "given" and not own


def is_of_something_new(noun: Token) -> bool:
    """Say whether a plural is of what was not told of: "the operators of a motel" points back to nobody."""
    return any(nominals.determiner(held) == "new" for held in syntax.objects_of(noun, "of"))


def apposed_people(verb: Token, entities: Entities) -> list[Entity]:
    """Return those without names whom a plural subject is said to be: "the suspects, a man of 40 and a".

    The parser hangs them on the verb beside the plural.
    """
    doc, nouns = verb.doc, syntax.children(verb, "nsubj", "nsubjpass")
    many = next((noun for noun in nouns if _is_of_several(noun) and noun.i + 2 < verb.i), None)
    if many is None or doc[many.i + 1].text != "," or doc[many.i + 2].lower_ not in ("a", "an"):
        return []
    between = doc[many.i + 2 : verb.i]
    if any(token.tag_ in ("VBD", "VBZ", "VBP") and token.head != verb for token in between):
        return []
    return _unnamed(between, entities)


def apposed_to(noun: Token, entities: Entities) -> list[Entity]:
    """Return those without names whom a number of people is said to be: "two others, a man of 40 and a boy".

    As many as it counts.
    """
    if not _is_of_several(noun):
        return []
    row = [one for item in syntax.children(noun, "appos") for one in syntax.with_conjuncts(item)]
    people = _unnamed(row, entities) if row and row[0].left_edge.lower_ in ("a", "an") else []
    number = next((item for item in (noun, *syntax.children(noun, "nummod")) if item.like_num), noun)
    return people if len(people) == _NUMBERS.get(number.lower_) else []


def _unnamed(row: Sequence[Token] | Span, entities: Entities) -> list[Entity]:
    """Return the people of a list, if they are several and none has a name."""
    people = list(dict.fromkeys(entities.by_token[item.i] for item in row if item.i in entities.by_token))
    unnamed = all(person.described() and not (person.official or person.kin) for person in people)
    return people if len(people) > 1 and unnamed else []


def _is_of_several(noun: Token) -> bool:
    """Say whether a noun is for several people: "two men", "the other two", "two others"."""
    others = noun.lower_ == "others" or (noun.lower_ in _NUMBERS and noun.lower_ != "one")
    return others or (nominals.is_plural(noun) and nominals.is_person_noun(noun))
