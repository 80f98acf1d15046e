"""Joins the unnamed person of a headline or lead with the one whom the story names later.

"A Honduran man was arrested ... Jose Lara, 34, is charged": news openings hold the name back. The join is
made only where one person fits: no other age, nationality or sex, and nobody else the story might mean.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from pipeline.events.grammar.clauses import is_one_of_many
from pipeline.events.grammar.nominals import determiner, lexicon
from pipeline.events.grammar.syntax import children, possessors, text_of
from pipeline.events.offenses.laid import Laid
from pipeline.events.people.entities import Entities
from pipeline.events.people.entity import Entity, Reference
from pipeline.events.telling.beside import (
    is_along,
    is_beside,
    is_in_line,
    is_of_officer,
    is_of_one_clause,
    is_of_unread_name,
    owners_where_named,
)
from pipeline.events.telling.newcomers import (
    LEAD,
    has_own_case,
    is_brought_in,
    is_newcomer,
    is_of_roundup,
)
from pipeline.events.telling.offices import holders_of
from pipeline.events.telling.tellings import Telling

_LAID_TO = re.compile(
    r"\b(?:alleg(?:e|es|ed|edly)|accus\w+|indictment|complaint|affidavit|charg(?:e|es|ed)|defendant|suspect|"
    r"identified|[Pp]rosecutors|booked|jail(?:ed)?|custody|arrest(?:ed)?|arraign\w+|bond|bail|pulled over|"
    r"stopped)\b"
)
"""In the sentence that names who an opening held back."""
_DEEDS = re.compile(r"\b[Pp]olice say \S+ \S+ (?:killed|shot|stabbed|stole|attacked|robbed|assaulted)\b")
"""What police say that somebody did."""
_BROUGHT_IN = re.compile(
    r"\b(?:an?|another) (?:[a-z-]+ ){0,4}[a-z-]+, \Z"
    r"|\bother (?:[a-z-]+ ){0,6}[a-z-]+, (?:(?:[A-Z][\w.’'-]+,? ){1,4}and )?\Z"
)
_DATELINE = re.compile(r"\s*|.{3,50}(?:—|–|-+)\s*")
_CASES = frozenset({"case", "charge", "evidence", "indictment", "complaint", "prosecution"})
"""What a court hears against somebody."""
_CULPRITS = frozenset({"shooter", "gunman", "suspect", "defendant", "attacker", "assailant", "killer"})
_OFTEN = 3
"""Whom a story follows is named more often than so."""
_BELOW = 2
"""Sentences below a heading in which the one it tells of is named."""
_ARTICLE = re.compile(r"^(?:an?|the) ")
_MENU = 6
"""Words up to which a line is a page's furniture."""
_HEADING = 60
"""Letters by which a heading printed again is known."""
_REACH = 8
"""Sentences after which a held-back name no longer belongs to the opening."""


def join_openings(
    doc: Doc, entities: Entities, tellings: Sequence[Telling], laid: Sequence[Laid]
) -> dict[Entity, Entity]:
    """Return which unnamed entity is which named one."""
    active = [item for telling in tellings for item in telling.people if isinstance(item, Entity)]
    active += [item.owner for item in laid if isinstance(item.owner, Entity)]
    subjects = [entity for entity in entities.all if entity in active]
    nameless = [entity for entity in subjects if not entity.names]
    in_office = any(entity.official for entity in nameless)
    named = [entity for entity in subjects if entity.names and (in_office or not entity.only_acts())]
    named = named or _accused_alone(doc, entities, in_office)
    hinted = [] if named else _accused_next(doc, entities)
    named = named or hinted
    joined: dict[Entity, Entity] = {}
    first_named = min((_first_name(entity) for entity in named), default=-1)
    others = [
        entity
        for entity in nameless
        if _is_another(doc, entity, first_named)
        or is_one_of_many(doc[entity.references[0].token])
        or is_of_unread_name(doc, entities, entity)
    ]
    for entity in nameless:
        first = entity.references[0]
        item = _opens_item(doc, entity, named)
        taken = [joined[other] for other in joined if is_along(doc, entity, other)]
        taken += [joined.get(owner, owner) for owner in _owners(doc, entities, entity)]
        fitting = (
            []
            if (is_newcomer(doc, entity, named) and not item)
            or entity in others
            or (hinted and first.token > first_named)
            or any(is_beside(doc, entity, other) for other in joined)
            else [
                x
                for x in named
                if _fits(entity, x)
                and not (_is_new(doc, x) or x in taken or (x.official and is_of_officer(doc, entity)))
                and entity not in owners_where_named(doc, entities, x)
                and not is_of_one_clause(doc, entity, x)
            ]
        )
        following = [other for other in fitting if other.references[0].token > first.token]
        below = _named_below(doc, entities, entity)
        if below is not None and below not in named and _fits(entity, below):
            joined[entity] = below
            _describe(below, entity)
        elif (twins := _of_one_age(entity, fitting)) is not None:
            joined[entity] = twins
            _describe(twins, entity)
        elif len(named) == 1 and fitting and _is_bare(doc, entity):
            joined[entity] = fitting[0]
            _describe(fitting[0], entity)
        elif following and (
            ((first.token < first_named or item) and _is_near(doc, first, following[0].references[0]))
            or _is_heading_of(doc, entity, following[0])
        ):
            joined[entity] = following[0]
            _describe(following[0], entity)
        else:
            holders = holders_of(doc, entities, entity) if entity.official else []
            if len(holders) == 1:
                joined[entity] = holders[0]
    for entity in nameless:
        # A heading printed twice names one person.
        if entity in joined or entity in others or entity.references[0].token > first_named:
            continue
        twin = next((joined[other] for other in joined if _words(doc, other) == _words(doc, entity)), None)
        twin = twin or (None if entity.official else _called_so(doc, entity, named))
        if twin is not None:
            joined[entity] = twin
    # Unnamed ones of one description are one, where the story has no name for them.
    left = [entity for entity in nameless if not (entity in joined or entity in others or entity.kin)]
    for index, entity in enumerate(left):
        for earlier in left[:index]:
            if named and _opens_item(doc, entity, named):
                break
            opened = earlier.references[0].sentence <= 1 and not is_brought_in(doc, entity, earlier)
            between = [x for x in left[left.index(earlier) + 1 : index] if x not in joined]
            opened = opened and not (between and is_of_roundup(doc, entity, between))
            opened = opened and not has_own_case(doc, entity, earlier, laid)
            if earlier not in joined and opened and _alike(entity, earlier):
                joined[entity] = earlier
                _describe(earlier, entity)  # the next, of another country, is somebody else
                break
    for entity, target in joined.items():
        _describe(target, entity)
        target.references = sorted([*target.references, *entity.references], key=lambda item: item.token)
    return joined


def _opens_item(doc: Doc, entity: Entity, named: Sequence[Entity]) -> bool:
    """Say whether an unnamed person opens a paragraph below which nobody named before is told of again.

    Papers print several stories on one page: "A Maine teenager has pleaded not guilty. Andy Poe, 19, is".
    """
    first = entity.references[0]
    sentence = doc[first.token].sent
    line = text_of(doc).rfind("\n", 0, sentence.start_char) + 1
    before = _DATELINE.fullmatch(text_of(doc), line, sentence.start_char) is not None
    new = determiner(doc[first.token]) == "new" and doc[first.token].dep_ in ("nsubj", "nsubjpass", "dobj")
    told = [other for other in named if other.references[0].token < first.token]
    later = [other.references[0] for other in named if other not in told]
    ended = all(other.references[-1].token < first.token for other in told)
    return before and new and ended and bool(later) and is_in_line(doc, first, later[0])


def _first_name(entity: Entity) -> int:
    """Return where a story first names somebody, as against telling of them without a name."""
    return next(item.token for item in entity.references if item.kind == "name")


def _accused_alone(doc: Doc, entities: Entities, in_office: bool) -> list[Entity]:
    """Return the one person with name and age that nothing is told of where nobody else is named with an age.

    "The former mayor was indicted. Prosecutors allege that Ron Castle, 61, steered contracts to a friend."
    An official only where the opening tells of one.
    """
    described = [entity for entity in entities.all if entity.names and entity.described()]
    if not described:
        described = [entity for entity in entities.all if _is_followed(entity, entities)]
    told = [
        entity
        for entity in described
        if not (entity.suffers() or entity.kin or (entity.official and not in_office))
    ]
    if len(described) != 1 or not told or any(item.speaks for item in told[0].references):
        return []
    laid = _LAID_TO.search(doc[told[0].references[0].token].sent.text)
    return told if laid or _is_followed(told[0], entities) else []


def _accused_next(doc: Doc, entities: Entities) -> list[Entity]:
    """Return the one person of whom a sentence with a word of police or court tells by name as its subject.

    "A California mother was convicted. Ann Roe allegedly served alcohol": no event of her own, and no age.
    """
    told = [
        entity
        for entity in entities.all
        if entity.names
        and not (entity.suffers() or entity.kin or entity.official or entity.private)
        and (_is_culprit(doc, entity) or not any(item.speaks for item in entity.references))
        and any(
            item.kind == "name"
            and (
                _is_culprit(doc, entity)
                or (item.is_subject and _LAID_TO.search(doc[item.token].sent.text))
                or _is_tried(doc[item.token])
            )
            for item in entity.references
        )
    ]
    return told if len(told) == 1 else []


def _of_one_age(entity: Entity, fitting: Sequence[Entity]) -> Entity | None:
    """Return the one of those who fit whose age the opening gives: a caption has named her before it."""
    if entity.age is None or entity.references[0].sentence > LEAD or not entity.accused:
        return None
    same = [other for other in fitting if other.age is not None and other.age.value == entity.age.value]
    return same[0] if len(same) == 1 and same[0].accused else None


def _is_culprit(doc: Doc, entity: Entity) -> bool:
    """Say whether a story calls somebody the one who did it: "identified himself as the shooter"."""
    nouns = (doc[item.token] for item in entity.references if item.kind == "nominal")
    return any(noun.lower_ in _CULPRITS and determiner(noun) == "given" for noun in nouns)


def _is_tried(name: Token) -> bool:
    """Say whether a case is somebody's: "the case against Roe", "would not retry Roe", "Roe's trial"."""
    if name.dep_ == "pobj" and name.head.lower_ == "against":
        return name.head.head.lemma_ in _CASES
    tried = name.dep_ == "dobj" and name.head.lemma_ in ("retry", "prosecute")
    return tried or (name.dep_ == "poss" and name.head.lemma_ in ("trial", "sentencing", "arraignment"))


def _is_followed(person: Entity, entities: Entities) -> bool:
    """Say whether a story follows one person: named more often than anybody else, and often."""
    often = {entity: sum(item.kind == "name" for item in entity.references) for entity in entities.all}
    others = [number for entity, number in often.items() if entity is not person]
    return often[person] > max(_OFTEN, *others, 0)


def _words(doc: Doc, entity: Entity) -> str:
    """Return the words of an entity's first mention, without its article."""
    return _plain(doc, entity.references[0])


def _plain(doc: Doc, reference: Reference) -> str:
    return _ARTICLE.sub("", " ".join(text_of(doc)[reference.start : reference.end].lower().split()))


def _called_so(doc: Doc, entity: Entity, named: Sequence[Entity]) -> Entity | None:
    """Return the one named person of whom a heading's words are said later: "Fourth Defendant"."""
    words = _words(doc, entity)
    called = [
        other
        for other in named
        if other.references[0].token > entity.references[0].token
        and any(item.kind == "nominal" and _is_called(_plain(doc, item), words) for item in other.references)
    ]
    return called[0] if len(called) == 1 and " " in words and _fits(entity, called[0]) else None


def _is_called(said: str, words: str) -> bool:
    return said == words or said.startswith(f"{words} ")


def _is_heading_of(doc: Doc, entity: Entity, later: Entity) -> bool:
    """Say whether somebody is told of in a heading only, and the other is named first right below it."""
    first, name = entity.references[0], later.references[0]
    heading = doc[first.token].sent
    alone = all(item.sentence == first.sentence for item in entity.references)
    closed = heading.text.rstrip().endswith((".", "!", "?", "”", '"'))
    below = heading.end < len(doc) and "\n" in doc.text[heading[-1].idx : doc[heading.end].idx + 1]
    return alone and not closed and below and 0 < name.sentence - first.sentence <= _BELOW


def _named_below(doc: Doc, entities: Entities, entity: Entity) -> Entity | None:
    """Return who does something in the sentence right below a heading that tells of an unnamed one.

    "Man charged with murder", and below it "Police say Al Roe killed a guest": where nobody else is named.
    """
    first = entity.references[0]
    told = [
        other
        for other in entities.all
        if any(item.kind == "name" and item.sentence - first.sentence == 1 for item in other.references)
        and not (other.official or other.private or other.suffers() or other.kin)
    ]
    if len(told) != 1 or not _is_heading_of(doc, entity, told[0]):
        return None
    name = told[0].references[0]
    laid = _LAID_TO.search(doc[name.token].sent.text) or _DEEDS.search(doc[name.token].sent.text)
    return told[0] if name.is_subject and not name.speaks and laid else None


def _is_near(doc: Doc, first: Reference, later: Reference) -> bool:
    """Say whether a name follows an unnamed mention within an opening.

    Sentences of a few words (a page's menus) and those printed before (headings) count for nothing.
    """
    if later.sentence - first.sentence <= _REACH:
        return True
    told: set[str] = set()
    sentence = doc[first.token].sent
    while sentence.end <= later.token:
        if len(sentence) > _MENU:
            told.add("".join(sentence.text.split()).lower()[:_HEADING])
        sentence = doc[sentence.end].sent
    return len(told) <= _REACH


def _describe(target: Entity, entity: Entity) -> None:
    """Take over what the unnamed mentions say, so that a second one that differs no longer fits."""
    target.age = target.age or entity.age
    target.nationality = target.nationality or entity.nationality
    target.sex = target.sex or entity.sex


def _fits(entity: Entity, other: Entity) -> bool:
    for a, b in ((entity.age, other.age), (entity.nationality, other.nationality)):
        if a is not None and b is not None and a.value != b.value:
            return False
    return not other.is_of_other_sex(entity.sex) and entity.suffers() == other.suffers()


def _is_new(doc: Doc, other: Entity) -> bool:
    """Say whether a story brings in somebody it has not told of: "a former coach, Juan Poe, was arrested"."""
    return _BROUGHT_IN.search(text_of(doc), 0, other.names[0].start) is not None


def _is_another(doc: Doc, entity: Entity, first_named: int) -> bool:
    """Say whether somebody is told of as another than the one of the story: "a co-defendant", "another man".

    Of whom a story tells before it names anybody is the one it is about: "A third man was charged today."
    """
    token = doc[entity.references[0].token]
    words = {token.lower_, *(child.lower_ for child in token.children)}
    kin = token.lemma_.lower() in lexicon().relative and any(
        owner.lemma_.lower() in ("defendant", "suspect") for owner in children(token, "poss")
    )
    fellow = kin or token.lemma_.lower() in lexicon().fellow or bool(words & {"another", "current"})
    fellow = fellow or token.lower_ in lexicon().one_more  # "two were freed and a third was convicted"
    return fellow or (entity.references[0].token > first_named and bool(words & lexicon().one_more))


def _is_bare(doc: Doc, entity: Entity) -> bool:
    """Say whether nothing marks the unnamed person as another than the one named ("another", kin)."""
    token = doc[entity.references[0].token]
    words = {child.lower_ for child in token.children}
    owners = [child for child in token.children if child.dep_ == "poss"]
    kin = owners and (token.lemma_.lower() in lexicon().relative or owners[0].pos_ == "PRON")
    return (
        not kin
        and not words & {"other", "one", "each", "any", "every"}
        and token.lemma_.lower() not in ("officer", "agent", "child", "person", "judge")
    )


def _owners(doc: Doc, entities: Entities, entity: Entity) -> list[Entity]:
    """Return whose somebody is, whom no name of that one's is the name of: "his wife", "whose tenant"."""
    owners = possessors(doc[entity.references[0].token])
    return [entities.by_token[owner.i] for owner in owners if owner.i in entities.by_token]


def _alike(entity: Entity, other: Entity) -> bool:
    """Say whether two unnamed people share a description and nothing tells them apart."""
    shared = entity.age is not None and other.age is not None and entity.age.value == other.age.value
    shared = shared or (
        entity.nationality is not None
        and other.nationality is not None
        and entity.nationality.value == other.nationality.value
    )
    bare = not other.described() or not entity.described()
    return _fits(entity, other) and (shared or bare)
