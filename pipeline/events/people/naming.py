"""Whose name a name is: of somebody named before, another name of theirs, or of one told of without it.

in: a `Mention` of a name    out: an `Entity` known already, or None    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from spacy.tokens import Token

from pipeline.events.grammar import nominals
from pipeline.events.grammar.syntax import children
from pipeline.events.people.aliases import aliased, is_assumed
from pipeline.events.people.entity import Entity, generation, name_words
from pipeline.events.people.families import by_age, is_told_apart_by_age
from pipeline.events.people.introduced import Introduced
from pipeline.first_names import is_first_name
from pipeline.schema import Mention

_GAP = 70
"""Characters in front of a name in which the noun stands that it names."""
_WHOLE = re.compile(
    r"\b(?P<whose>[Hh]is|[Hh]er) (?:full|real|true|legal|given) name"
    r"(?:,? (?:in|on|according to) (?:[a-z’'-]+ ){1,3}?"
    r"(?:papers|records|documents|filings|police|prosecutors),?)?"
    r" (?:is|was) $"
)
"""In front of somebody's name: whose it is."""
_ALIAS = re.compile(
    r"^\W{0,3}(?:\d{1,3}\W{1,3})?(?:,\s)?(?:\w+\s)?"
    r"(?:aka|a\.k\.a\.|a/k/a|also known as|known as|alias|nicknamed|or)\W{1,3}$",
    re.IGNORECASE,
)
_OF_FAMILY = re.compile(
    r"\b([A-Z][\w’'-]+) (?:brothers|sisters|siblings|twins|boys|cousins|couple),? "
    r"(?:[A-Z]\w+(?:, and|,| and) )*$"
)
"""In front of a first name: "the Stokes brothers, Adam and "."""
_SHARED_FAMILY = re.compile(r"(?:, [A-Z]\w+)*,? (?:and|&) [A-Z]\w+(?: [A-Z]\.)? ([A-Z][\w’'-]+)")
"""Behind a first name: " and Mary Stokes"."""
_AGE_TOLD = re.compile(r"(?:, (?:Jr|Sr)\.?)?, \(?(\d\d)(?=[,).;]|$)")
_AGES_APART = 2
"""Years by which papers err."""
_NAMESAKE = re.compile(
    r"\b(?:also named|(?:is|was) (?:also|likewise) (?:named|called)"
    r"|[Aa]nother|[Aa] different|[Tt]he (?:other|younger|older|elder|second|real)) $"
)
"""In front of a whole name that somebody told of before has, too."""
_TWO_FAMILIES = 2
_SLIPS_FROM = 5
"""Letters below which a different letter is a different name: "Moran", "Morin"."""


class Naming:
    """The people named so far; the lists passed in grow as the text is read."""

    def __init__(self, text: str, people: Sequence[Entity], by_token: Mapping[int, Entity]) -> None:
        """Keep the text, the people of the article, and whom each token stands for."""
        self._text = text
        self._people = people
        self._by_token = by_token
        self._introduced = Introduced(text, people, by_token)
        self._aliases: list[Mention] = []
        self._by_word: dict[str, dict[int, Entity]] = {}
        """By a word of their names: people, each by their number."""

    def add(self, entity: Entity, words: list[str]) -> None:
        """Keep the words of one more name of somebody's."""
        entity.add_name_words(words)
        for word in words:
            self._by_word.setdefault(word, {})[entity.order] = entity

    def person(self, token: Token, mention: Mention) -> Entity | None:
        """Return the person told of before whose name the mention is, or None.

        Args:
            token: the name's head.
            mention: the name.
        """
        known = self._elder(token, mention) or self.known(mention)
        if known is not None and (self._is_of_other_age(known, mention) or self._is_owner(known, token)):
            return None
        return (
            known
            or self._alias_of(mention)
            or self._assumed_by(token, mention)
            or self._introduced.by(token, mention)
            or self._told(token, mention)
        )

    def _elder(self, token: Token, mention: Mention) -> Entity | None:
        """Return which of those of one family name "the younger Roe" is."""
        words = name_words(self._text[mention.start : mention.end])
        if len(words) != 1 or not is_told_apart_by_age(token):
            return None
        return by_age(token, [entity for entity in self._people if entity.is_like_name(words)])

    def _assumed_by(self, token: Token, mention: Mention) -> Entity | None:
        """Return who goes by the name, or who is said to be the named one having gone by another.

        "He worked there as Al Roe"; then "he is Ed Poe".
        """
        whose = aliased(self._text, token, mention.start, self._by_token)
        if whose is not None or token.dep_ != "attr" or children(token.head, "neg"):
            return whose
        told = next(iter(children(token.head, "nsubj")), None)
        found = self._by_token.get(told.i) if told is not None and told.pos_ == "PRON" else None
        return found if found is not None and found.names and found.names == found.aliases else None

    def is_assumed(self, token: Token, mention: Mention) -> bool:
        """Say whether a name, with `token` for its head, is one that somebody only goes by."""
        return is_assumed(self._text, token, mention.start)

    def _told(self, token: Token, mention: Mention) -> Entity | None:
        """Return the one whose name the sentence says it is: "His full name in court papers is"."""
        said = _WHOLE.search(self._text, max(0, mention.start - _GAP), mention.start)
        if said is None:
            return None
        owners = [word for word in token.sent if word.idx == said.start("whose")]
        return self._by_token.get(owners[0].i) if owners else None

    def _is_of_other_age(self, entity: Entity, mention: Mention) -> bool:
        """Say whether an age behind a whole name is another's: "mistaken for Al Roe, 41"."""
        told = _AGE_TOLD.match(self._text, mention.end)
        if told is None or entity.age is None or " " not in self._text[mention.start : mention.end]:
            return False
        return abs(int(told[1]) - int(str(entity.age.value))) > _AGES_APART

    def _is_namesake(self, mention: Mention) -> bool:
        """Say whether a whole name is said to be another's, too: "a mechanic, also named Al Roe"."""
        whole = " " in self._text[mention.start : mention.end]
        return whole and _NAMESAKE.search(self._text, max(0, mention.start - _GAP), mention.start) is not None

    def _is_owner(self, entity: Entity, name: Token) -> bool:
        """Say whether somebody is whose the named one is: "Roe was cleared of killing his wife, Ann Roe"."""
        noun = name.head if name.dep_ == "appos" else name
        person = noun.pos_ == "NOUN" and nominals.is_person_noun(noun)  # no "his plea, Roe, a sergeant, took"
        owners = [*children(name, "poss"), *(children(noun, "poss") if person else ())]
        return any(self._by_token.get(owner.i) is entity for owner in owners)

    def family_of(self, mention: Mention) -> str | None:
        """Return the family name that brothers or a couple share, for a first name that stands without it.

        "Adam and Mary Stokes", "the Stokes brothers, Adam and Ray"; None for any other name.
        """
        words = name_words(self._text[mention.start : mention.end])
        if len(words) != 1:
            return None
        found = _OF_FAMILY.search(self._text, max(0, mention.start - _GAP), mention.start)
        if found is None and is_first_name(words[0]):
            found = _SHARED_FAMILY.match(self._text, mention.end)
        family = name_words(found[1]) if found is not None else []
        return family[-1] if family else None

    def known(self, mention: Mention) -> Entity | None:
        """Return the person named before by the same name, part of it or a slip of it, or None."""
        words = name_words(self._text[mention.start : mention.end])
        if not words or self._is_namesake(mention):
            return None
        sharing = {order: person for word in words for order, person in self._by_word.get(word, {}).items()}
        near = [sharing[order] for order in sorted(sharing)]
        fitting = [entity for entity in near if entity.is_like_name(words)]
        own = generation(self._text[mention.start : mention.end])
        if own is not None:  # "Al Roe Sr." is not "Al Roe Jr.", nor is who was named so before
            near = [entity for entity in near if not entity.generations(self._text) - {own}]
            fitting = [entity for entity in fitting if entity in near]
            fitting.sort(key=lambda entity: own in entity.generations(self._text))
        if not fitting and len(words) > 1:
            # A headline's bare first name, and then the whole.
            lone = [entity for entity in near if entity.is_named_only(words[0])]
            fitting = lone if len(lone) == 1 else _misspelt_first(near, words)
            fitting = fitting or self._misspelt_within(words, self._text[mention.start : mention.end])
        if not fitting and len(words) == 1:
            fitting = self._misspelt(words[0]) or self._called_by_first(words[0])
        if " " not in self._text[mention.start : mention.end]:
            # A family name alone is the one's whom the story follows, not a relative's.
            return max(
                fitting,
                key=lambda entity: (
                    self._stands_alone(entity, words[0]),
                    entity.accused - entity.kin - entity.suffers(),
                    entity.described(),
                    len(entity.references),
                    -entity.order,
                ),
                default=None,
            )
        # "Al Sam Roe, 60, and his son, Ed Al Roe": "Al Roe" is the one whose first name it is
        first = [entity for entity in fitting if any(words[0] == own[0] for own in entity.full_names())]
        return (first or fitting)[-1] if fitting else None

    def _stands_alone(self, entity: Entity, family: str) -> bool:
        """Say whether the story has called the person by that family name alone before."""
        return (family,) in entity.distinct

    def _called_by_first(self, word: str) -> list[Entity]:
        """Return the one named last whose first name a word is: behind "Tim Roe" and "Tim Poe" the latter."""
        found = [entity for entity in self._people if any(other[0] == word for other in entity.distinct)]
        found.sort(key=lambda entity: entity.references[-1].token)
        return found[-1:]

    def _misspelt(self, word: str) -> list[Entity]:
        """Return those whose family name differs by one letter, as where a story misspells it once."""
        near = [
            entity
            for entity in self._people
            for words in entity.full_names()
            if len(words) > 1
            and (_is_slip(word, words[-1]) or (len(words) > 2 and _is_slip(word, words[-2])))
        ]
        return list(dict.fromkeys(near))

    def _misspelt_within(self, words: list[str], name: str) -> list[Entity]:
        """Return those of whose two family names one differs by a letter: "Orrega-Savala" for Orrego-Savala.

        Of a whole name every other word must be the same: "Ana Suarez-Verela" is no "Eva Suarez Varela".
        """
        alone = " " not in name and len(words) == _TWO_FAMILIES
        if not alone and len(words) <= _TWO_FAMILIES:
            return []
        near: list[Entity] = []
        for entity in self._people:
            for other in entity.full_names():
                tail = other[-len(words) :]
                whole = len(other) == len(words)
                unlike = [(a, b) for a, b in zip(words, tail, strict=False) if a != b]
                if (
                    len(tail) != len(words)
                    or len(unlike) != 1
                    or whole == alone
                    or words[0] != tail[0]
                    and whole
                ):
                    continue
                near += [entity] if _is_slip(*unlike[0]) else []
        return list(dict.fromkeys(near))

    def _alias_of(self, mention: Mention) -> Entity | None:
        before = [
            entity
            for entity in self._people
            for name in entity.names
            if 0 <= mention.start - name.end < 24 and self._is_alias(name, mention)
        ]
        if before:
            self._aliases.append(mention)
        return before[-1] if before else None

    def _is_alias(self, name: Mention, mention: Mention) -> bool:
        """Say whether the words between make one name another's alias: "aka A", or "aka A and B".

        Behind a nickname a whole name is the next one's: "Al Roe alias Red, Ed Poe and Ann Luna".
        """
        gap = self._text[name.end : mention.start]
        next_one = (
            " " in self._text[mention.start : mention.end] and " " not in self._text[name.start : name.end]
        )
        listed = name in self._aliases and gap in (" and ", ", ", " or ") and not next_one
        return _ALIAS.match(gap) is not None or listed


def _is_slip(word: str, other: str) -> bool:
    """Say whether two words of some length differ by one letter left out, put in or changed."""
    if min(len(word), len(other)) < _SLIPS_FROM or word[0] != other[0] or word == other:
        return False
    short, long = sorted((word, other), key=len)
    same = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    rest = short[same:] if len(short) < len(long) else short[same + 1 :]
    return len(long) - len(short) < 2 and rest == long[same + 1 :]


def _misspelt_first(people: Sequence[Entity], words: list[str]) -> list[Entity]:
    """Return those of one family name whose first name differs by a letter: "Kristhian", "Kristian".

    Two names that are both given to people, "Mario" and "Maria", are two people's.
    """
    return [
        entity
        for entity in people
        for other in entity.full_names()
        if len(other) == len(words) > 1
        and other[1:] == words[1:]
        and _is_slip(words[0], other[0])
        and not (is_first_name(words[0]) and is_first_name(other[0]))
    ]
