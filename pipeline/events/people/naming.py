"""Whose name a name is: of somebody named before, another name of theirs, or of one told of without it.

in: a `Mention` of a name    out: an `Entity` known already, or None    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from spacy.tokens import Token

from pipeline.events.grammar import nominals
from pipeline.events.grammar.said_of import is_hung_across
from pipeline.events.grammar.syntax import children, subject
from pipeline.events.people.aliases import aliased, is_assumed
from pipeline.events.people.entity import Entity, generation, name_words
from pipeline.events.people.families import by_age, is_told_apart_by_age
from pipeline.first_names import is_first_name
from pipeline.schema import Mention

_ASKING = frozenset({"ask", "want", "agree", "request", "prefer"})
_GAP = 70
"""Characters in front of a name in which the noun stands that it names."""
_NAMED = re.compile(
    r"\b(?:named|identified (?:him |her |the \w+ |(?:by|in) (?:the )?(?:\w+ ){1,4}?)?(?:only )?(?:as|by)"
    r"(?: a pseudonym,| (?:her|his) first name,)?"
    r"|known as|called|(?:his|her|the) initials,?|,)\s(?:\d\d-year-old\s|[\w.]+ resident )?$"
)
_WHOLE = re.compile(
    r"\b(?P<whose>[Hh]is|[Hh]er) (?:full|real|true|legal|given) name"
    r"(?:,? (?:in|on|according to) (?:[a-z’'-]+ ){1,3}?"
    r"(?:papers|records|documents|filings|police|prosecutors),?)?"
    r" (?:is|was) $"
)
"""In front of somebody's name: whose it is."""
_PSEUDONYM = re.compile(r"\bidentified (?:only )?(?:as|by)\b")
_ALIAS = re.compile(
    r"^\W{0,3}(?:\d{1,3}\W{1,3})?(?:,\s)?(?:\w+\s)?"
    r"(?:aka|a\.k\.a\.|a/k/a|also known as|known as|alias|nicknamed|or)\W{1,3}$",
    re.IGNORECASE,
)
_NOUN_PHRASE = re.compile(r"an?\s(?:[a-z’'-]+\s){0,4}[a-z’'-]+,\s")
_OF_FAMILY = re.compile(
    r"\b([A-Z][\w’'-]+) (?:brothers|sisters|siblings|twins|boys|cousins|couple),? "
    r"(?:[A-Z]\w+(?:, and|,| and) )*$"
)
"""In front of a first name: "the Stokes brothers, Adam and "."""
_SHARED_FAMILY = re.compile(r"(?:, [A-Z]\w+)*,? (?:and|&) [A-Z]\w+(?: [A-Z]\.)? ([A-Z][\w’'-]+)")
"""Behind a first name: " and Mary Stokes"."""
_AGE_BEHIND = re.compile(r"(?:, (?:Jr|Sr)\.?)?,? \(?\d\d\b")
_AGE_TOLD = re.compile(r"(?:, (?:Jr|Sr)\.?)?, \(?(\d\d)(?=[,).;]|$)")
_AGES_APART = 2
"""Years by which papers err."""
_NAMESAKE = re.compile(
    r"\b(?:also named|(?:is|was) (?:also|likewise) (?:named|called)"
    r"|[Aa]nother|[Aa] different|[Tt]he (?:other|younger|older|elder|second|real)) $"
)
"""In front of a whole name that somebody told of before has, too."""
_INSIDE = frozenset({"pobj", "prep", "compound", "nmod", "npadvmod", "appos"})
"""How what stands inside a noun's phrase hangs on it."""
_COMMA = re.compile(r",\s(?:\d\d-year-old\s|[\w.]+ resident )?$")
_STOP = re.compile(r"[.!?][”\"]?\s")
_ASIDE = re.compile(r",\s(?:\d{1,2},\s)?(?:was|is|has|had|were|will|\w+ed)\b")
_CLAUSE = 2
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
            or self._introduced(token, mention)
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
        return fitting[-1] if fitting else None

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
        """Say whether the words between make one name another's alias: "aka A", or "aka A and B"."""
        gap = self._text[name.end : mention.start]
        return _ALIAS.match(gap) is not None or (name in self._aliases and gap in (" and ", ", ", " or "))

    def _introduced(self, token: Token, mention: Mention) -> Entity | None:
        """Return the unnamed person that the name belongs to: "the suspect, Jose Lara", "a man named ..."."""
        head = token.head
        if token.dep_ == "attr" and head.lemma_ == "be" and not children(head, "neg"):
            head = next(iter(children(head, "nsubj")), head)  # "The man at the wheel was Ed Poe"
        found = self._by_token.get(head.i)
        identified = self._by_token.get(_identified_as(token).i)
        if identified is not None and not identified.names:
            return identified
        if found is None and token.dep_ == "appos" and _shares_article(head) and not children(token, "conj"):
            # "his co-defendant and longtime partner, Al Poe, pleaded guilty"
            found = self._by_token.get(head.head.i)
        named = token.dep_ in ("appos", "oprd", "dep", "attr") and not is_hung_across(head, token)
        if found is not None and not found.names and named:
            return found
        gap = self._text[max(0, mention.start - _GAP) : mention.start]
        if not _NAMED.search(gap):
            return None
        if _PSEUDONYM.search(gap):
            asking = self._asking(token)
            if asking is not None or token.sent.start_char < mention.start - _GAP:
                return asking if asking is None or not asking.names else None
        above = self._apposed_above(token, mention)
        if above is not None:
            return above
        near = [
            (item.end, entity)
            for entity in self._people
            if not entity.names and not entity.official
            for item in entity.references
            if item.kind == "nominal" and mention.start - _GAP < item.end <= mention.start
        ]
        if not near:
            return None
        end, nearest = max(near, key=lambda entry: entry[0])
        if _COMMA.search(gap) and _STOP.search(self._text, end, mention.start):
            return None  # "for the death of his daughter. On Friday, 39-year-old Al Roe pleaded guilty"
        another = nominals.is_person_noun(head) and found is not nearest  # "hit the cyclist, Ed Roe"
        apposed = token.dep_ == "appos" and not (another or is_hung_across(head, token))
        apposed = apposed or self._is_set_off(nearest, mention)
        apposed = apposed or self._is_behind_clause(nearest, token, mention)
        return nearest if apposed or not gap.endswith(", ") else None

    def _asking(self, name: Token) -> Entity | None:
        """Return who asked to be called so: "She spoke but asked to be identified as"."""
        for verb in name.ancestors:
            asked = subject(verb) if verb.lemma_ in _ASKING else None
            found = self._by_token.get(asked.i) if asked is not None else None
            if found is not None:
                return found
        return None

    def _apposed_above(self, token: Token, mention: Mention) -> Entity | None:
        """Return the unnamed one whose phrase ends in the place or body that the parser hung the name on.

        "A former officer with the Gary Police Department, Al Roe, 40, was": only where an age follows.
        """
        if _AGE_BEHIND.match(self._text, mention.end) is None:
            return None
        node = token.head
        while node.dep_ in _INSIDE and node.i < token.i and node.i not in self._by_token:
            node = node.head
        found = self._by_token.get(node.i)
        if found is None or found.names or found.age is not None or node.i > token.i:
            return None
        return found if node.pos_ == "NOUN" and not nominals.is_plural(node) else None

    def _is_set_off(self, entity: Entity, mention: Mention) -> bool:
        """Say whether a name stands between commas behind a noun: "a deacon of the church, Ann Roe, 44,"."""
        words = self._text[entity.references[-1].start : mention.start]
        return _NOUN_PHRASE.fullmatch(words) is not None and self._text[mention.end : mention.end + 1] == ","

    def _is_behind_clause(self, entity: Entity, token: Token, mention: Mention) -> bool:
        """Say whether a name stands behind a clause about nobody else: "A man who was held, Al Roe, 22, was".

        Not in "The man who shot his wife, Ann Roe, was".
        """
        noun = token.doc[entity.references[-1].token]
        clause = [item for item in token.doc[noun.i + 1 : token.left_edge.i] if item.idx < mention.start]
        behind = _ASIDE.match(self._text, mention.end)
        opening = noun.left_edge.i <= noun.sent.start
        if not (opening and behind) or len(clause) < _CLAUSE or clause[-1].text != ",":
            return False
        opens = clause[0].lower_ in ("who", "that") or clause[0].tag_ in ("VBN", "VBD", "VBG")
        others = any(
            item.i in self._by_token or item.is_punct or nominals.is_person_noun(item)
            for item in clause[1:-1]
        )
        return opens and not others


def _identified_as(name: Token) -> Token:
    """Return who is identified by a name, else the name: "the man who fired was identified as Ed Poe"."""
    verb = name.head.head
    if name.dep_ != "pobj" or name.head.lower_ != "as" or verb.lemma_ != "identify":
        return name
    done_to = children(verb, "dobj") or children(verb, "nsubjpass")
    return done_to[0] if done_to and not children(verb, "neg") else name


def _shares_article(noun: Token) -> bool:
    """Say whether a noun is coordinated with another and has no article or owner of its own."""
    return noun.dep_ == "conj" and noun.tag_ == "NN" and not children(noun, "det", "poss", "nummod")


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
