"""Says whether two tellings may be of one event.

They may where type, modality and person are the same and nothing speaks against it: no other date, no other
kind of agency, no other place of custody, no "again". Counted groups are one where the count is the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from pipeline.events.assertion.happened import Modality
from pipeline.events.dating.other_times import ON_THE_DAY
from pipeline.events.grammar.once import said_once
from pipeline.events.grammar.syntax import text_of
from pipeline.events.people.entity import Entity
from pipeline.events.people.plurals import Group
from pipeline.events.telling.apart import is_further, is_other_outcome
from pipeline.events.telling.handed_on import ONWARD, is_handed_on, kind_of
from pipeline.events.telling.tellings import Telling
from pipeline.events.triggers.occasions import occasion_of
from pipeline.schema import Mention, Value

OPENING = 60
"""Tokens of a story's headline and lead."""
_DIED = frozenset({"detention.died", "detention.died_inside", "detention.found"})
"""Rules of a stay that ended in a death."""
_HELD = frozenset({"detention.in_custody", "detention.detainee"})
"""Rules of a stay by what somebody is called: "an inmate at the county jail died"."""
_PLACE_WORDS = frozenset(
    {"county", "jail", "prison", "state", "federal", "detention", "correctional", "corrections", "correction"}
    | {"center", "centre", "facility", "institution", "house", "processing", "regional", "the", "and", "for"}
)
_DOZENS = (12, 24, 36, 48)
_MANY = 100
_NEARLY = 0.95
"""What share of a round number "nearly" or "about" that number is at least."""
_REPEATED = frozenset(
    {"release", "detainer_issued", "detainer_declined", "detainer_honored", "entry", "removal"}
)
"""Events of which a headline says "again" itself where it means the later one."""
_ANSWERS = frozenset({"detainer_declined", "detainer_honored"})
"""What each county does by itself."""
_OTHER = frozenset({"earlier", "previous", "prior", "older", "another", "new", "second", "third"})
"""Beside a detainer: another than the one told of."""
_CROSSING = frozenset({"entry", "removal"})
_UNKNOWN = re.compile(
    r"(?:(?!,\s(?:and|but)\b|;)[^.]){0,90}?\b(?:at|on)\s(?:an\s)?(?:unknown|undetermined|unspecified)\s"
    r"(?:[\w,]+\s){0,4}?(?:date|time|day)s?\b"
)
"""Behind a deed of which nobody knows when it was done."""
_ANEW = frozenset({"arrest", "entry", "removal", "release", "charge"})
"""What may be done to somebody twice in a row."""
_NEXT = re.compile(
    r"(?:^|[,;“]\s?|\b(?:and|then|but)\s)(?:(?:early|late)\s)?(?:(?:the|that)\s(?:very\s)?(?:next|following)\s"
    r"(?:day|morning|afternoon|evening|night|week|month|year|spring|summer|fall|winter)"
    r"|(?:[\w-]+\s){1,3}(?:hours|days|weeks|months|years)\slater)\b",
    re.IGNORECASE,
)
"""In front of a deed that comes after the one just told."""
_DIFFERENT = re.compile(r"\b(?:different|another|second|third|new)\s(?:[\w-]+\s){0,3}[\w-]+$")
_WORDS_IN_FRONT = 12
"""Characters in front of a place in which its article stands."""


_ANYONES = frozenset({"officers", "agents", "the officers", "the agents"})
"""Whose they are is said a sentence earlier."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_GOES_ON = 50
"""Tokens from a telling to the next that goes on with it."""


@dataclass(slots=True)
class Happening:
    """One event, gathered from its tellings so far."""

    telling: Telling
    owner: Entity | Group
    date: Value | None
    order: int
    tokens: list[Token]
    """The triggers of all its tellings; they only grow."""
    _first: int = -1
    _told: list[int] = field(default_factory=lambda: [0, 0, 0])
    """Of how many triggers is known which is first, where they stand, and whether they are records."""
    _sentences: set[int] = field(default_factory=set)
    _followed: set[int] = field(default_factory=set)
    _is_record: bool = False

    def first(self) -> int:
        """Return the index of its first trigger."""
        for token in self._new(0):
            self._first = token.i if self._first < 0 else min(self._first, token.i)
        return self._first

    def is_followed(self, deed: Token) -> bool:
        """Say whether a deed comes next behind one of its triggers, or one of these behind it."""
        for token in self._new(1):
            own, front, is_next = _place_of(token)
            self._sentences.add(own)
            self._followed |= {front} if is_next else set()
        own, front, is_next = _place_of(deed)
        return (is_next and front in self._sentences) or own in self._followed

    def is_record(self, counts_arrests: Callable[[Token], bool]) -> bool:
        """Say whether one of its triggers counts arrests of a record."""
        for token in self._new(2):
            self._is_record = self._is_record or counts_arrests(token)
        return self._is_record

    def _new(self, kind: int) -> Sequence[Token]:
        """Return the triggers told since this was asked last, for one of the three kinds."""
        known, self._told[kind] = self._told[kind], len(self.tokens)
        return self.tokens[known:]


def is_same(event: Happening, telling: Telling, owner: Entity | Group, date: Value | None) -> bool:
    """Say whether a telling may be of an event that others have told already."""
    other = event.telling
    if other.event != telling.event or _group_of(other.modality) != _group_of(telling.modality):
        return False
    if isinstance(owner, Group) != isinstance(event.owner, Group):
        return False
    if isinstance(owner, Group) and isinstance(event.owner, Group):
        beside = telling.token == other.token and owner.count.start != event.owner.count.start
        if beside or not counts_agree(owner.count, event.owner.count):
            return False  # "two men and two women were arrested"
    elif owner is not event.owner:
        return False
    if telling.presupposed and is_further(telling.token) != all(map(is_further, event.tokens)):
        return False
    if telling.presupposed and not any(child.lower_ in _OTHER for child in telling.token.children):
        return True
    unknown = _is_of_unknown_day(telling.token) != all(map(_is_of_unknown_day, event.tokens))
    if unknown and (date or event.date) is not None:
        return False
    if is_of_other_day(date, event.date):
        return False
    if date is None and _is_of_earlier_year(telling.token, event.date):
        return False
    dated = date is not None and event.date is not None
    if _is_next(event, telling):
        return False
    if not dated and is_other_outcome(telling.event, event.tokens, telling.token):
        return False
    if not dated and (_is_another_occasion(event, telling) or _is_counted_up(event, telling)):
        return False
    if _has_another_day(event, telling, date) or is_handed_on(telling, other):
        return False
    return _agencies_agree(telling, other) and _places_agree(telling, other)


def _is_another_occasion(event: Happening, telling: Telling) -> bool:
    """Say whether "again" or "previously" sets an undated telling apart from what was told before it."""
    first = event.first()
    occasion = occasion_of(telling.token)
    if telling.event == "conviction" and occasion != "again":
        # "17 convicts ... all 17 were convicted", "a convicted robber ... had previously been convicted"
        described = telling.token.dep_ == "amod" or all(token.dep_ == "amod" for token in event.tokens)
        if described or isinstance(event.owner, Group):
            return False
    earlier = all(occasion_of(token) == "before" for token in event.tokens)
    if occasion == "again":
        if telling.event in _REPEATED and first < telling.token.i:
            return any(occasion_of(token) != "again" for token in event.tokens)
        return OPENING <= first < telling.token.i
    if telling.event in _CROSSING and first > telling.token.i and occasion is None:
        # "entered the country and was removed. He re-entered in 2014": told first, the first of two
        return all(occasion_of(token) == "again" or _is_prefixed(token) for token in event.tokens)
    if occasion == "before":
        if telling.event == "entry" and first > telling.token.i:
            # "had previously entered, but was deported. In 1999 he returned"
            return all(token.lemma_ == "return" or _is_prefixed(token) for token in event.tokens)
        if all(token.dep_ == "amod" for token in event.tokens):
            return False  # "Deported Ohio man ... a man previously deported"
        # "The previously deported man" may be anyone of the story; "he was previously deported" goes back.
        return not earlier and (first < OPENING or (telling.token.dep_ != "amod" and first < telling.token.i))
    return earlier and (_is_present(telling.token) or not _goes_on(event, telling))


def _is_next(event: Happening, telling: Telling) -> bool:
    """Say whether one deed follows its like in the sentence in front: "The next day, ICE arrested him"."""
    if telling.event not in _ANEW:
        return False
    return event.is_followed(telling.token)


@said_once
def _place_of(deed: Token) -> tuple[int, int, bool]:
    """Return where its sentence and the one in front begin, and whether words say that it comes next."""
    sentence = deed.sent
    if not sentence.start:
        return 0, -1, False
    words = text_of(deed.doc)[sentence.start_char : deed.idx].replace("\n", " ").lstrip()
    return sentence.start, deed.doc[sentence.start - 1].sent.start, _NEXT.search(words) is not None


@said_once
def _is_of_unknown_day(token: Token) -> bool:
    """Say whether the clause says that nobody knows when: "entered the country on an unknown date"."""
    behind = text_of(token.doc)[token.idx : token.sent.end_char].replace("\n", " ")
    return _UNKNOWN.match(behind) is not None


def _is_prefixed(token: Token) -> bool:
    """Say whether "re-" stands in front, cut off as a word of its own: "re-entered"."""
    return token.i > 1 and [word.lower_ for word in token.doc[token.i - 2 : token.i]] == ["re", "-"]


def _is_present(token: Token) -> bool:
    """Say whether something is told as standing now: "now faces two counts", behind "a charge from 2020"."""
    verb = token.head if token.pos_ == "NOUN" and token.dep_ == "dobj" else token
    return verb.tag_ in ("VBZ", "VBP")


def _goes_on(event: Happening, telling: Telling) -> bool:
    """Say whether a telling stands in the sentence behind that of a dated event."""
    return event.date is not None and any(
        0 <= telling.token.sent.start - token.sent.end <= 1 for token in event.tokens
    )


def _is_counted_up(event: Happening, telling: Telling) -> bool:
    """Say whether a sentence names one of each: "a conviction for robbery and a conviction for theft"."""
    noun = telling.token
    return _is_indefinite(noun) and any(
        _is_indefinite(token)
        and token.lemma_ == noun.lemma_
        and token.sent == noun.sent
        and any(
            word.lower_ in ("and", ";") for word in token.doc[min(token.i, noun.i) : max(token.i, noun.i)]
        )
        for token in event.tokens
    )


def _is_indefinite(noun: Token) -> bool:
    return noun.pos_ == "NOUN" and all(
        child.lower_ in ("a", "an", "another") for child in noun.children if child.dep_ in ("det", "poss")
    )


def _is_of_earlier_year(deed: Token, date: Value | None) -> bool:
    """Say whether a deed came before a year older than a date: "left in 2014 after he was arrested"."""
    behind = ("advcl", "pcomp", "pobj")
    clause = next((node for node in (deed, *deed.ancestors) if node.dep_ in behind), None)
    if date is None or clause is None:
        return False
    marks = {child.lower_ for child in clause.children if child.dep_ == "mark"} | {clause.head.lower_}
    verb = clause.head if clause.dep_ == "advcl" else clause.head.head
    if "after" not in marks:
        return False
    front = verb.doc[verb.left_edge.i : clause.left_edge.i]
    years = [token.text for token in front if token.ent_type_ == "DATE" and _YEAR.fullmatch(token.text)]
    return bool(years) and max(years) < str(date.value)[:4]


def _has_another_day(event: Happening, telling: Telling, date: Value | None) -> bool:
    """Say whether a telling has a day of its own that nothing resolves: "was arraigned yesterday"."""
    return (
        date is None
        and event.date is not None
        and all(token.lemma_ != telling.token.lemma_ for token in event.tokens)
        and any(
            child.dep_ == "npadvmod" and (child.lower_ in ON_THE_DAY or child.tag_ == "NNP")
            for child in telling.token.children
        )
    )


def _places_agree(a: Telling, b: Telling) -> bool:
    """Say whether two tellings of a detention may be of one place, two of a transfer of one receiver."""
    one, two = a.custodian, b.custodian
    if a.event == "release":
        # "the prison released him ... Border Patrol released him": there and then
        holders = [item.custodian or item.agency for item in (a, b)]
        kinds = {kind_of(holder) for holder in holders if holder is not None}
        return kinds == {"border"} or "border" not in kinds
    if a.event == "transfer" and one is not None and two is not None:
        if one.label == two.label == "facility" and _is_sent_on(a, b):
            return False
        # "was transferred to ICE ... ICE turned him over to Guatemalan police"
        return kind_of(one) == kind_of(two) or "facility" in (one.label, two.label)
    if one is not None and two is not None and a.event in _ANSWERS:
        return not (_is_county(a.token, one) and _is_county(b.token, two)) or bool(
            _own_words(a.token, one) & _own_words(b.token, two)
        )
    if a.event != "detention" or one is None or two is None:
        return True
    if any(place.label != "facility" or place.value != "named" for place in (one, two)):
        return True
    return bool(_own_words(a.token, one) & _own_words(b.token, two))


def _is_county(token: Token, place: Mention) -> bool:
    """Say whether a custodian is a county, which is no other: "Dole County (12), Polk County (12)"."""
    return (
        re.search(r"[A-Z][\w.’'-]+\s(?:County|Parish)\b", text_of(token.doc)[place.start : place.end])
        is not None
    )


def _is_sent_on(a: Telling, b: Telling) -> bool:
    """Say whether somebody is told to be moved once more: from one jail to another of another name.

    "Was sent to a jail in Reno. Then he was moved to a different one in Elko": a word of order tells as much.
    """
    places = [item.custodian for item in (a, b) if item.custodian is not None]
    if all(place.value == "named" for place in places):
        return not _own_words(a.token, places[0]) & _own_words(b.token, places[1])
    later = max((a, b), key=lambda item: item.token.i)
    place = later.custodian
    if place is None or later.token.sent == min((a, b), key=lambda item: item.token.i).token.sent:
        return False
    text = text_of(later.token.doc)
    own = text[place.start - _WORDS_IN_FRONT : place.end].lower()
    front = text[later.token.sent.start_char : later.token.idx].lower()
    return ONWARD.search(front) is not None or _DIFFERENT.search(own) is not None


def _own_words(token: Token, place: Mention) -> set[str]:
    words = re.findall(r"[^\W\d_]{3,}", text_of(token.doc)[place.start : place.end].lower())
    return set(words) - _PLACE_WORDS or set(words)


def counts_agree(a: Mention, b: Mention) -> bool:
    """Say whether two counts are of one group: equal, or one rounds the other ("more than 200" and 206)."""
    for one, other in ((a, b), (b, a)):
        low, exact = int(one.value or 0), int(other.value or 0)
        rounded = one.detail in ("at_least", "about") and not other.detail
        nearly = one.detail == "about" and low >= _MANY and low * _NEARLY <= exact < low
        if low == exact or (rounded and (nearly or low < exact <= _rounded(low))):
            return True
    return False


def _rounded(count: int) -> float:
    """Return up to which number a rounded count may stand for: "more than a dozen" is up to 23."""
    return count + 11 if count in _DOZENS else count * 1.1


def _group_of(modality: Modality) -> str:
    return "actual" if modality.value in ("actual", "alleged") else str(modality.value)


def _dates_agree(a: str, b: str) -> bool:
    """Say whether two dates may be one: the same, or one the other's month or year."""
    a, b = a.replace("XXXX", "0000"), b.replace("XXXX", "0000")
    if a.startswith("0000") or b.startswith("0000"):
        return a[4:] == b[4:]
    if a.startswith(b) or b.startswith(a):
        return True
    for span, other in ((a, b), (b, a)):
        first, slash, last = span.partition("/")
        if slash and first[: len(other)] <= other <= last[: len(other)] + "~":
            return True
    return False


def is_of_other_day(date: Value | None, other: Value | None) -> bool:
    """Say whether two dates are known and cannot be one."""
    return date is not None and other is not None and not _dates_agree(str(date.value), str(other.value))


def _agencies_agree(a: Telling, b: Telling) -> bool:
    if a.event not in ("arrest", "detention", "removal"):
        return True
    one, two = a.agency or a.custodian, b.agency or b.custodian
    if one is None or two is None:
        return True
    if (tells_death(a) or tells_death(b)) and one.label != two.label:
        return True  # "died at the county jail ... the third to die in ICE custody"
    kinds = {kind_of(one), kind_of(two)}
    # "arrested by ICE in May ... arrested by federal officers"
    if len(kinds) == 1 or (any(item.detail == "federal" for item in (one, two)) and "other" not in kinds):
        return True
    # "ERO Boston arrested a man. Officers took Al Roe into custody on Monday"
    near = abs(a.token.i - b.token.i) < _GOES_ON
    return near and "border" not in kinds and any(_is_bare(telling) for telling in (a, b))


def tells_death(telling: Telling) -> bool:
    """Say whether a stay is told by the death that ended it, whose day is not the stay's."""
    above = telling.token.ancestors if telling.rule in _HELD else ()
    return telling.rule in _DIED or any(map(is_death, above))


def is_death(verb: Token) -> bool:
    """Say whether a verb tells that somebody died: "was pronounced dead on Saturday"."""
    dead = verb.lemma_ in ("pronounce", "declare") and any(word.lower_ == "dead" for word in verb.children)
    return verb.lemma_ == "die" or dead


def _is_bare(telling: Telling) -> bool:
    """Say whether those who act are called officers or agents without a word of whose."""
    agency = telling.agency or telling.custodian
    return agency is not None and text_of(telling.token.doc)[agency.start : agency.end].lower() in _ANYONES
