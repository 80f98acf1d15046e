"""Whom a plural points back to: "they", "both", "the two men", "the defendants".

in: tokens of a parsed `Doc`, the people told of    out: people and counted groups    writes: nothing
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from pipeline.events.grammar import nominals, syntax
from pipeline.events.grammar.anybody import is_anybody, is_some
from pipeline.events.grammar.on_trial import ACCUSED
from pipeline.events.grammar.phrases import accompanying
from pipeline.events.people.called_together import (
    accused_in_office,
    called_before,
    named_behind,
    so_many_told,
)
from pipeline.events.people.counted import Counted
from pipeline.events.people.entity import Entity
from pipeline.events.people.families import family, taken_with_kin
from pipeline.events.people.focus import of_own_paragraph
from pipeline.events.people.numbers_told import (
    TELLABLE,
    are_apart,
    crowd_since,
    of_that_noun,
    row_of,
    whole_of,
)
from pipeline.events.people.one_more import is_of_others, without_one_more
from pipeline.events.people.rows import Rows
from pipeline.events.people.suspects import involved, looks_on, on_trial
from pipeline.events.people.told_apart import those_meant
from pipeline.schema import Mention

_NEAR = 2
"""Sentences that a plural pronoun is looked back over."""
_ACCUSED = frozenset({"defendant", "offender"})
_FAR = 8
"""Sentences in which people told of one by one are still spoken of together."""
_SEVERAL = 3
"""So many named together may have "others" among them."""
_PAIR = 2
_CHAIN = 3
"""Plurals in a row that are followed back to those they stand for."""
_BODIES = frozenset({"family", "group", "crowd", "crew", "gang"})
_AT_LARGE = frozenset({"more", "additional"})
"""Beside a number: of those who are still to come or sought."""


@dataclass(frozen=True, slots=True)
class Group:
    """A counted group, never told apart."""

    count: Mention
    others_of: tuple[Entity, ...] = field(default=(), compare=False)
    """Whose people they are, who are none of them: "three of Roe's friends"."""
    country: Mention | None = field(default=None, compare=False)
    """The nationality that their noun has: "four Peruvian men"."""


type Several = tuple[Token, list[Entity], Mention | None]
"""A noun, the people who are coordinated at it, and how many it counts; either may be missing."""


_KILLING = frozenset({"kill", "murder", "slay", "behead", "strangle"})
"""What the dead suffered, of whom nothing more is told."""


class Plurals:
    """Resolves plural nouns and pronouns, once all people of the text are known."""

    def __init__(
        self,
        people: Sequence[Entity],
        by_token: Mapping[int, Entity],
        sentences: Mapping[int, int],
        counted: Counted,
        rows: Rows,
    ) -> None:
        """Keep the people, whom each token stands for, each token's sentence, what is counted, and rows."""
        self._people = people
        self._by_token = by_token
        self._sentence = sentences
        self._counts, self._rows = counted, rows
        self._sentences, self._unknown = dict[int, list[Token]](), dict[int, int]()
        self._rows_of, self._several = dict[int, list[Entity]](), dict[int, list[Several]]()

    def before(self, token: Token, count: int | None) -> list[Entity | Group]:
        """Return whom a plural stands for, in text order; nobody where nothing before it fits.

        Args:
            token: a plural noun or pronoun that points back.
            count: how many are meant; null: not said.
        """
        found = self._before(token, count) or self._as_last(token, count)
        found = found or [*accused_in_office(token, count, self._back(token, 1), self._by_token)]
        return those_meant(token, found or self.ahead(token, count))

    def ahead(self, token: Token, count: int | None) -> list[Entity | Group]:
        """Return whom a plural means that stands in front of their names; nobody where it is none."""
        return [*named_behind(token, count, self._people, self._coordinated)]

    def _before(self, token: Token, count: int | None) -> list[Entity | Group]:
        if count is not None:
            people = self._joined(token, count, _FAR) or self._recent(token, count)
            people = [] if set(people) & set(self.owners(token)) else people
            more = any(item.names and item.is_told_of() and item not in people for item in self._people)
            people = [] if more and not all(item.is_told_from(token) for item in people) else people
            return [*people] or self._counted(token, count)
        if nominals.is_plural_pronoun(token):
            if self._first_unknown(self._back(token, 1)[0]) < token.i:
                return []
            return self._nearest(token, _NEAR) or [*self._recent(token, None)]
        if own := called_before(token, self._back(token, _FAR), self._coordinated):
            return [*own]
        recent = self._recent(token, None)
        crowd = crowd_since(token, recent, self._back(token, 1), self._counted_of)
        found: list[Entity | Group] = [*recent] if crowd is None else [Group(crowd)]
        found = found or self._nearest(token, _NEAR + 1)
        return found or ([] if self._pointing(token) else self._only_group(token))

    def _only_group(self, noun: Token) -> list[Entity | Group]:
        """Return the one counted group a story tells of: "two men were arrested ... let the men go"."""
        words = nominals.lexicon()
        lemma = noun.lemma_.lower()
        of_any = words.generic if nominals.determiner(noun) != "given" else words.generic - _ACCUSED
        if noun.pos_ != "NOUN" or lemma in of_any | words.acting | words.victim | words.relative:
            return []
        told = {
            count.value: count
            for tokens in self._back(noun, _FAR)
            for item in tokens
            if item.i < noun.i and item.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj")
            if (count := self._counts.of(item)) is not None and nominals.is_person_noun(item)
            if not is_of_others(noun, item)
        }
        before = [person for person in self._people if person.references[0].token < noun.i]
        if any(person.is_told_of() and (person.described() or person.accused) for person in before):
            return []
        few = set(range(_PAIR, TELLABLE + 1))
        return [Group(told[value]) for value in told.keys() & few if len(told) == 1]

    def _as_last(self, token: Token, count: int | None) -> list[Entity | Group]:
        """Return whom the plural told of last points back to: "Both were jailed. They are held. They face".

        A story goes on about those whom it has called "they", however far back it has told who they are.
        """
        node = token
        for _ in range(_CHAIN):
            last = self._pointing(node)
            if last is None:
                return []
            number = self._counts.of(last)
            asked = number.value if number is not None and isinstance(number.value, int) else None
            found = self._before(last, _PAIR if last.left_edge.lower_ == "both" else asked)
            if found:
                fits = all(self._may_be(token, item) for item in found)  # no man is one of "the girls"
                return found if fits and count in (None, _number_of(found)) else []
            node = last
        return []

    def _may_be(self, noun: Token, item: Entity | Group) -> bool:
        """Say whether somebody's age and sex are those of a plural noun; a group's are not asked."""
        sex = nominals.sex_of(noun)
        return isinstance(item, Group) or (item.may_be(noun) and not item.is_of_other_sex(sex))

    def _pointing(self, token: Token) -> Token | None:
        """Return the nearest plural subject before a token where it points back to somebody, too."""
        for tokens in self._back(token, _NEAR):
            for item in reversed(tokens):
                whose = item.head if item.lower_ == "their" else item
                told = item.i < token.i and whose.dep_ in ("nsubj", "nsubjpass")
                pronoun = nominals.is_plural_pronoun(item) or item.lower_ == "both"
                if item.i < token.i and nominals.is_plural(item) and nominals.is_person_noun(item):
                    others = item.lemma_.lower() in nominals.lexicon().acting | nominals.lexicon().victim
                    if others or nominals.determiner(item) != "given":
                        return None  # "a couple", "officers": who comes between
                    return item if told else None
                if told and pronoun:
                    acts = item.dep_ == "nsubj" and any(
                        other.pos_ == "PRON" or other.i in self._by_token
                        for verb in (item.head, *syntax.children(item.head, "conj"))
                        for other in syntax.children(verb, "dobj", "dative")
                    )
                    return None if acts else item  # "they arrested him": officers
        return None

    def rest(self, token: Token) -> list[Entity]:
        """Return who is left: "Police arrested Ann Roe, Al Poe and Ed Lee. Roe is held. The others are"."""
        number = self._counts.of(token)
        count = number.value if number is not None else None
        for item in (item for tokens in self._back(token, _FAR) for item in reversed(tokens)):
            people = self._coordinated(item) if item.i < token.i else []
            if len(people) < _SEVERAL:
                continue
            row = [index for index, _ in self._rows.of(item)]
            last = max([*row, *(other.i for other in syntax.with_conjuncts(item))])
            told = [
                entity
                for entity in people
                if any(last < reference.token < token.i for reference in entity.references)
            ]
            left = [entity for entity in people if entity not in told]
            return left if told and len(left) > 1 and count in (None, len(left)) else []
        return []

    def owners(self, token: Token) -> tuple[Entity, ...]:
        """Return whose people a plural or a number stands for: Roe in "three of Roe's friends"."""
        nouns = [token, *syntax.objects_of(token, "of")]
        found = [self._by_token.get(owner.i) for noun in nouns for owner in syntax.possessors(noun)]
        return tuple(person for person in found if person is not None)

    def _counted(self, token: Token, count: int) -> list[Entity | Group]:
        """Return the group of so many told of last: "Two men were arrested. Both were jailed"."""
        for tokens in self._back(token, _FAR):
            for item in reversed(tokens):
                told = item.dep_ in ("nsubj", "nsubjpass", "dobj") and item.i < token.i
                counted = self._counts.of(item) if told else None
                if counted is not None and counted.value == count:
                    return [] if item.lemma_.lower() in nominals.lexicon().victim else [Group(counted)]
        return []

    def _nearest(self, token: Token, reach: int) -> list[Entity | Group]:
        """Return the nearest coordination of people or counted noun, subjects of a sentence first."""
        sents = self._back(token, reach)
        own = of_that_noun(token, self._back(token, _FAR), self._counted_of) if token.pos_ == "NOUN" else None
        if own is not None:
            return [Group(own)]
        if self._first_unknown(sents[0]) < token.i:
            return []
        for tokens in sents:
            if kin := taken_with_kin(token, tokens, self._by_token):
                return [*kin]
            for item, coordinated, counted in self._told_together(tokens):
                if item.i >= token.i:
                    continue
                people = [entity for entity in coordinated if entity.may_be(token)]
                known = token.lemma_ != "defendant" or any(item.names or item.accused for item in people)
                if len(people) > 1 and known:
                    return [*people]
                if counted is not None and isinstance(counted.value, int) and not is_of_others(token, item):
                    row = row_of(item, self._counted_of, self._by_token)
                    row = [whole] if (whole := whole_of(tokens, self._counts.of)) is not None else row
                    alone = row == [counted] and token.left_edge.lower_ == "all"
                    if alone and are_apart(tokens, token, self._counted_of):
                        return []  # "stopped 30 on Monday and 45 on Tuesday. All were"
                    # "The two are held. They were denied bail": those two, who have names
                    given = nominals.determiner(item) == "given" and counted.value <= TELLABLE
                    named = self._named_beside(item, counted.value)
                    named = named or (self._before(item, counted.value) if given else [])
                    named = named or ([*self._recent(token, counted.value)] if given else [])
                    return named or [Group(one) if isinstance(one, Mention) else one for one in row]
        return []

    def _named_beside(self, noun: Token, count: int) -> list[Entity | Group]:
        """Return the names in apposition to a counted noun: "Two men, Al Roe, 30, and Ed Poe, 31, were"."""
        for name in syntax.children(noun, "appos"):
            people = self._coordinated(name)
            if len(people) == count and all(person.names for person in people):
                return [*people]
        return []

    def _first_unknown(self, tokens: Sequence[Token]) -> int:
        """Return the first word of a sentence for people of whom nobody has told; its end where none is.

        "Al Roe and Ed Poe moved migrants after they had crossed the border", "Forty people asked to free the
        family after they were held".
        """
        first = tokens[0].i
        if first not in self._unknown:
            unknown = (item for item in tokens if is_anybody(item) or is_some(item) or self._is_body(item))
            self._unknown[first] = next((item.i for item in unknown), tokens[-1].i + 1)
        return self._unknown[first]

    def _told_together(self, tokens: Sequence[Token]) -> list[Several]:
        """Return what a sentence tells of several people, subjects first, then what stands last."""
        first = tokens[0].i
        if first not in self._several:
            told = sorted(
                (item for item in tokens if item.dep_ not in ("compound", "nummod", "amod")),
                key=lambda item: (item.dep_ not in ("nsubj", "nsubjpass"), -item.i),
            )
            found = [(item, self._coordinated(item), self._counted_of(item)) for item in told]
            self._several[first] = [entry for entry in found if len(entry[1]) > 1 or entry[2] is not None]
        return self._several[first]

    def _counted_of(self, noun: Token) -> Mention | None:
        """Return the number above one of a noun for people who were not harmed, act or are still sought."""
        counted = self._counts.of(noun)
        if counted is None or not isinstance(counted.value, int) or counted.value <= 1:
            return None
        harmed = noun.dep_ == "dobj" and noun.head.lemma_ in nominals.lexicon().harming
        harmed |= noun.dep_ == "nsubjpass" and noun.head.lemma_ in _KILLING
        more = any(near.lower_ in _AT_LARGE for near in (noun.head, *noun.children))
        called = {item.lemma_.lower() for item in (noun, *syntax.objects_of(noun, "of"))}
        others = called & (nominals.lexicon().acting | nominals.lexicon().victim)
        return None if harmed or more or others else counted

    def _is_body(self, noun: Token) -> bool:
        """Say whether a noun is for people of whom nobody knows how many or who they are: "the family"."""
        given = noun.dep_ in ("dobj", "pobj") and nominals.determiner(noun) == "given"
        unknown = self._counts.of(noun) is None and noun.i not in self._by_token
        return given and unknown and noun.lemma_.lower() in _BODIES

    def _joined(self, token: Token, count: int, reach: int) -> list[Entity]:
        """Return the last coordination of exactly so many people, of accused ones before any others."""
        found: list[list[Entity]] = []
        for tokens in self._back(token, reach):
            for item in reversed(tokens):
                people = self._coordinated(item) if item.i < token.i else []
                people = [entity for entity in people if entity.may_be(token)]
                if len(people) == count:
                    found.append(people)
        accused = [people for people in found if all(item.accused or item.described() for item in people)]
        return (accused or found or [[]])[0]

    def _back(self, token: Token, reach: int) -> list[list[Token]]:
        """Return the tokens of a token's sentence and of those before it, nearest first."""
        found = [self._sentence_of(token)]
        while len(found) <= reach and found[-1][0].i > 0:
            found.append(self._sentence_of(token.doc[found[-1][0].i - 1]))
        return found

    def _sentence_of(self, token: Token) -> list[Token]:
        if token.sent.start not in self._sentences:
            self._sentences[token.sent.start] = list(token.sent)
        return self._sentences[token.sent.start]

    def _coordinated(self, token: Token) -> list[Entity]:
        """Return the people of a coordination, at its first noun only; officials and victims are none."""
        if token.i not in self._rows_of:
            self._rows_of[token.i] = self._people_of(token)
        return self._rows_of[token.i]

    def _people_of(self, token: Token) -> list[Entity]:
        if token.i not in self._by_token or (token.dep_ == "conj" and token.head.i in self._by_token):
            return []
        if self._rows.goes_on_with(token):
            return []
        people: list[Entity] = []
        if any(node.i in self._by_token and token in accompanying(node) for node in token.ancestors):
            return []
        along = [item for held in accompanying(token) for item in syntax.with_conjuncts(held)]
        for item in (*syntax.with_conjuncts(token), *along):
            entity = self._by_token.get(item.i)
            if entity is not None and entity not in people:
                people.append(entity)
        people += [entity for _, entity in self._rows.of(token) if entity not in people]
        known = all(entity.is_told_of() or entity.is_named_aside() for entity in people)
        acts = token.dep_ in ("nsubj", "nsubjpass")
        return people if known and (acts or any(entity.is_told_of() for entity in people)) else []

    def _recent(self, token: Token, count: int | None) -> list[Entity]:
        """Return the people told of last before a token, as many as asked for, in text order."""
        kin = family(token, self._people)
        if kin and count in (None, len(kin)):
            return sorted(kin, key=lambda entity: entity.order)
        here, sex = self._sentence[token.i], nominals.sex_of(token)
        words, lemma = nominals.lexicon(), token.lemma_.lower()
        did = lemma in words.doer or (count is not None and lemma in ACCUSED | words.fellow)

        def last_told(entity: Entity) -> int:
            told = (item.token for item in entity.references if item.kind != "pronoun")
            return max(
                (i for i in told if i < token.i and not nominals.is_modifier(token.doc[i])), default=-1
            )

        pool = [
            (last_told(entity), entity)
            for entity in self._people
            if entity.is_told_of() and entity.may_be(token) and not entity.is_of_other_sex(sex)
            if not looks_on(token.doc, entity)
            if entity.accused or not did  # no victims are "the attackers", no neighbors "the defendants"
        ]
        near = sorted(
            ((last, entity) for last, entity in pool if last >= 0 and here - self._sentence[last] <= _FAR),
            key=lambda item: item[0],
        )
        people = of_own_paragraph(token, near, count)
        if count is not None:
            return so_many_told(token, count, people, pool)
        all_described = [entity for entity in people if entity.described()]
        part = involved(token.doc, all_described, ())
        described = part if len(part) > 1 else all_described
        if lemma in ACCUSED:
            described = on_trial(people, described)
        described = sorted(without_one_more(token, described), key=lambda entity: entity.order)
        return described if len(described) > 1 else []


def _number_of(people: Sequence[Entity | Group]) -> int:
    """Return how many people and counted groups are together."""
    values = [item.count.value if isinstance(item, Group) else 1 for item in people]
    return sum(value for value in values if isinstance(value, int))
