"""Joins the unnamed person of a headline or lead with the one whom the story names later.

"A Honduran man was arrested ... Jose Lara, 34, is charged": news openings hold the name back. The join is
made only where one person fits: no other age, nationality or sex, and nobody else the story might mean.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from spacy.tokens import Doc

from pipeline.events.grammar.clauses import is_one_of_many, is_the_other
from pipeline.events.grammar.nominals import is_singular_pronoun, sex_of
from pipeline.events.grammar.one_by_one import is_among_others
from pipeline.events.grammar.syntax import possessors
from pipeline.events.offenses.laid import Laid
from pipeline.events.openings.accused import (
    accused_alone,
    accused_before,
    accused_next,
    has_own_trial,
    holders_of,
)
from pipeline.events.openings.beside import (
    is_along,
    is_behind,
    is_beside,
    is_done_to,
    is_named_as_relative,
    is_of_officer,
    is_of_one_clause,
    is_of_other_item,
    is_of_other_than,
    is_of_own_phrase,
    is_of_those_along,
    is_of_unknown,
    is_of_unread_name,
    is_relation,
    owners_of,
    owners_where_named,
)
from pipeline.events.openings.dead import dead_named
from pipeline.events.openings.headings import (
    begins_story,
    called_so,
    first_words,
    is_at_opening,
    is_heading_of,
    is_near,
    named_at_once,
    named_below,
    named_next,
    opens_item,
)
from pipeline.events.openings.likeness import (
    alike,
    describe,
    fits,
    is_bare,
    is_of_other_calling,
    of_one_age,
)
from pipeline.events.openings.newcomers import (
    has_own_case,
    is_brought_in,
    is_dead,
    is_late,
    is_named_anew,
    is_new_beside,
    is_newcomer,
    is_of_earlier_case,
    is_of_kin_years_ago,
    is_of_roundup,
    is_one_more,
    is_sought,
    is_told_as_another,
)
from pipeline.events.people.entities import Entities
from pipeline.events.people.entity import Entity
from pipeline.events.people.suspects import involved
from pipeline.events.people.teasers import is_of_another_story

_CLOSE = 2
"""Sentences from another man to the name that is his."""


def join_openings(
    doc: Doc,
    entities: Entities,
    told: Collection[Entity],
    laid: Sequence[Laid],
    apart: Collection[tuple[Entity, Entity]] = (),
) -> dict[Entity, Entity]:
    """Return which unnamed person is which other one; the other takes over what is said of both.

    Args:
        doc: the parsed article.
        entities: its people.
        told: those of whom an event is told.
        laid: the offenses, with whose they are.
        apart: who is not who, by what is told of both.
    """
    joining = _Joining(doc, entities, told, laid)
    joining.apart = apart
    joining.join_dead()
    joining.join_named()
    joining.join_headings()
    joining.join_alike()
    joined = {x: other for x, other in joining.joined.items() if not is_of_own_phrase(doc, x, other)}
    for entity, other in joined.items():
        describe(other, entity)
        other.references += entity.references
    for other in dict.fromkeys(joined.values()):
        other.references.sort(key=lambda item: item.token)
    return joined


class _Joining:
    def __init__(self, doc: Doc, entities: Entities, told: Collection[Entity], laid: Sequence[Laid]) -> None:
        self._doc, self._entities, self._laid = doc, entities, laid
        self.apart: Collection[tuple[Entity, Entity]] = ()
        owners = {item.owner for item in laid}
        subjects = [
            entity
            for entity in entities.all
            if entity in told or entity in owners or (entity.held and entity.names and not entity.official)
        ]
        self._nameless = [entity for entity in subjects if not entity.names]
        in_office = any(entity.official for entity in self._nameless)
        named = [entity for entity in subjects if entity.names and (in_office or not entity.only_acts())]
        part = involved(doc, named, entities.antecedents.crimes)
        named = [x for x in part if not is_of_another_story(doc, x)]
        if named:
            named = accused_before(doc, entities, min(map(_first_name, named))) + named
        named = named or accused_alone(doc, entities, in_office)
        hinted = [] if named else accused_next(doc, entities)
        self._is_hinted = bool(hinted)
        self._named = named or hinted
        self._tried = [x for x in entities.all if x.age is not None and has_own_trial(doc, x)]
        self._first_named = min(map(_first_name, self._named), default=-1)
        self._others = {
            entity
            for entity in self._nameless
            if is_told_as_another(doc, entity, self._first_named)
            or is_one_of_many(doc[entity.references[0].token])
            or is_among_others(doc[entity.references[0].token])
            or is_of_unread_name(doc, entities, entity)
        }
        """Told of as others than the one of the story."""
        self._named_in: dict[int, dict[Entity, None]] = {}
        """By the number of a sentence, those whom it names."""
        for entity in entities.all:
            for item in entity.references:
                if item.kind == "name":
                    self._named_in.setdefault(item.sentence, {})[entity] = None
        self.joined: dict[Entity, Entity] = {}

    def join_dead(self) -> None:
        """Join who is told to have died with the one dead whom the story names."""
        for entity, other in dead_named(self._doc, self._entities.all).items():
            if entity not in self._others:
                self._join(entity, other)

    def join_named(self) -> None:
        """Join each unnamed person with the named one who fits, in text order."""
        for entity in self._nameless:
            other = None if entity in self.joined else self._name_of(entity)
            clash = other is not None and (entity, other) in self.apart
            if other is not None and not clash and not is_one_more(self._doc, entity, other):
                self._join(entity, other)

    def join_headings(self) -> None:
        """Join who is told of in a heading printed twice, or in words said later of somebody named."""
        for entity in self._nameless:
            if entity in self.joined or entity in self._others or not self._is_first(entity):
                continue
            words = first_words(self._doc, entity)
            twin = next((self.joined[x] for x in self.joined if first_words(self._doc, x) == words), None)
            twin = twin or (None if entity.official else called_so(self._doc, entity, self._of_today(entity)))
            if twin is not None:
                self._join(entity, twin)

    def join_alike(self) -> None:
        """Join unnamed people of one description, where the story has no name for them."""
        left = [
            entity
            for entity in self._nameless
            if not (entity in self.joined or entity in self._others or entity.kin)
        ]
        for index, entity in enumerate(left):
            if self._named and opens_item(self._doc, entity, self._named):
                continue
            if is_sought(self._doc[entity.references[0].token]):
                continue
            for at, earlier in enumerate(left[:index]):
                between = [x for x in left[at + 1 : index] if x not in self.joined]
                if earlier not in self.joined and self._goes_on(entity, earlier, between):
                    self._join(entity, earlier)  # the next, of another country, is somebody else
                    break

    def _join(self, entity: Entity, other: Entity) -> None:
        self.joined[entity] = other
        describe(other, entity)

    def _name_of(self, entity: Entity) -> Entity | None:
        """Return the named person that an unnamed one is, by the surest sign there is."""
        doc, first = self._doc, entity.references[0]
        below = named_below(doc, self._named_in.get(first.sentence + 1, {}), entity)
        if below is not None and below not in self._named and fits(entity, below):
            return below
        behind = named_next(doc, [*self._named, *self._tried], entity)
        if behind is not None and behind not in self.joined.values():
            return behind
        at_once = named_at_once(doc, self._named_in.get(first.sentence + 1, {}), entity)
        rivals = [
            other
            for other in self._named
            if other.age is not None and other is not at_once and other.references[0].is_subject
        ]
        if not rivals and entity not in self._others and at_once not in (None, *self.joined.values()):
            return at_once
        item = opens_item(doc, entity, self._named)
        fitting = self._fitting(entity) if item or not is_newcomer(doc, entity, self._named) else []
        captioned = of_one_age(entity, fitting)
        if captioned is not None:
            return captioned
        if (
            len(self._named) == 1
            and fitting
            and is_bare(doc, entity)
            and not is_late(doc, entity, fitting[0])
        ):
            return fitting[0]
        later = next((other for other in fitting if other.references[0].token > first.token), None)
        if later is not None:
            opening = item or first.token < self._first_named
            if (opening and is_near(doc, first, later.references[0])) or is_heading_of(doc, entity, later):
                return later
        holders = holders_of(doc, self._entities, entity) if entity.official else []
        holders = [other for other in holders if not is_new_beside(doc, entity, other)]
        return holders[0] if len(holders) == 1 else None

    def _fitting(self, entity: Entity) -> list[Entity]:
        """Return the named people whom an unnamed one may be, in text order."""
        doc = self._doc
        if (
            entity in self._others
            or (self._is_hinted and not self._is_first(entity))
            or any(is_beside(doc, entity, other) for other in self.joined)
        ):
            return []
        taken = [self.joined[other] for other in self.joined if is_along(doc, entity, other)]
        taken += self._owners(entity)
        return [
            other
            for other in self._named
            if fits(entity, other)
            and not is_of_other_calling(doc, entity, other)
            and other.may_be(doc[entity.references[0].token])
            and not is_done_to(doc, self._entities, entity, other)
            and other not in taken
            and not (is_named_anew(doc, other) or is_dead(doc, other) or is_one_more(doc, entity, other))
            and not is_of_earlier_case(doc, entity, other, self._entities.all)
            and not (is_of_kin_years_ago(doc, other) and not entity.kin)
            and not (other.official and is_of_officer(doc, entity))
            and entity not in owners_where_named(doc, self._entities, other)
            and not is_named_as_relative(doc, self._entities, entity, other)
            and not is_of_one_clause(doc, entity, other)
            and not is_of_own_phrase(doc, entity, other)
            and not is_of_other_item(doc, entity, other)
            and not self._is_behind_another(entity, other)
            and not is_of_other_than(doc, entity, other, self._named)
            and not is_of_those_along(doc, self._entities, entity, other)
            and not (is_relation(doc, entity) and is_behind(entity, other))
            and not is_of_unknown(doc, self._entities, entity, other)
        ]

    def _owners(self, entity: Entity) -> list[Entity]:
        """Return whose somebody is, by name: of "The treasurer said ... her sister was" the one named first.

        Where nobody else is named it may be his wife as well, but not her sister.
        """
        owners = owners_of(self._doc, self._entities, entity)
        found = [self.joined.get(owner, owner) for owner in owners]
        pronouns = [
            item for item in possessors(self._doc[entity.references[0].token]) if is_singular_pronoun(item)
        ]
        unnamed = pronouns and not any(owner.names for owner in found)
        if not unnamed or not self._named:
            return found
        first, sex = self._named[0], sex_of(pronouns[0])
        alone = len(self._named) == 1 and entity.sex != sex
        if not (alone or first.is_of_other_sex(sex) or not all(fits(owner, first) for owner in found)):
            found.append(first)
        return found

    def _is_behind_another(self, entity: Entity, other: Entity) -> bool:
        """Say whether the story has come to another man right before it names somebody first.

        "A trucker was freed ... Another trucker was released on bond. Al Roe, 25, was": Roe is no first one.
        """
        start, named = entity.references[0], other.references[0]
        return any(
            start.sentence < more.references[0].sentence
            and more.references[0].token < named.token
            and named.sentence - more.references[-1].sentence <= _CLOSE
            and any(child.lower_ == "another" for child in self._doc[more.references[0].token].children)
            for more in self._nameless
            if more is not entity
        )

    def _of_today(self, entity: Entity) -> list[Entity]:
        """Return the named people whose case is no earlier one than that of somebody unnamed."""
        doc, people = self._doc, self._entities.all
        return [other for other in self._named if not is_of_earlier_case(doc, entity, other, people)]

    def _is_first(self, entity: Entity) -> bool:
        """Say whether a story tells of somebody before it names anybody."""
        return entity.references[0].token <= self._first_named

    def _goes_on(self, entity: Entity, earlier: Entity, between: Sequence[Entity]) -> bool:
        """Say whether a story goes on about the unnamed one of its opening, and not to the next case."""
        doc = self._doc
        return (
            is_at_opening(doc, earlier.references[0])
            and (begins_story(doc, entity.references[0]) or not is_brought_in(doc, entity, earlier))
            and not (between and is_of_roundup(doc, entity, between))
            and not has_own_case(doc, entity, earlier, self._laid)
            and not is_along(doc, entity, earlier)
            and not is_of_other_item(doc, entity, earlier)
            and not is_the_other(doc[entity.references[0].token])
            and not is_relation(doc, entity)
            and alike(entity, earlier)
        )


def _first_name(entity: Entity) -> int:
    """Return where a story first names somebody, as against telling of them without a name."""
    return next(item.token for item in entity.references if item.kind == "name")
