"""What a claim says, ready to be compared with reports.

in: the words of a claim and what the reader makes of them    out: a `Claim`    writes: nothing
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.review.check.rules import is_opinion, table
from pipeline.review.check.terms import Term
from pipeline.schema import Event, Extraction, Offense, Person, ReadText, Value

UNREAD = "unread"
"""Instead of a category: what a claim says that somebody did is in words that are not known."""
PERSON = "person"
"""Type of a part that says what somebody is, and nothing that happened."""
_WORD = re.compile(r"[a-z]{3,}")
_DIGITS = re.compile(r"(?<![\w.,])\d+(?:,\d{3})*(?![\w.]*\d)\b")
_PROPER = re.compile(r"\b[A-Z][\w'’-]{2,}")
_TWO = re.compile(r"\b(?:New|North|South|West|Rhode) [A-Z][a-z]+")
"""What may be the name of a state in two words."""
_OF_VICTIM = re.compile(
    r"\b(?:killing|murder|death|stabbing|shooting|slaying|rape|kidnapping|strangling|beating)s? of an? "
    r"(?:[\w-]+ ){0,3}"
)
"""Behind it stands whose victim is told by his state: "the killing of a Utah tourist"."""
_SITE = (
    r"(?:plants?|factor(?:y|ies)|facilit(?:y|ies)|slaughterhouses?|restaurants?|warehouses?|stores?|farms?)\b"
)
"""What a firm's name stands in front of."""
_BEHIND_PLACE = "Polk County, "
AGE = re.compile(r"\b(?:was|is|aged?) (\d{1,2})(?= (?:years old|when|at the time)|,|\.$)")
_NAME = r"[A-Z][\w.-]*(?: [A-Z][\w.-]*)*"
_WHOSE = re.compile(
    rf"(?:[Tt]he |[Aa]n? )?(?:(?P<of>{_NAME})[’']s? (?:[\w-]+ ){{0,2}}?(?P<kin>\w+)(?= |[.,]|$)"
    rf"|(?P<relation>\w+) of (?P<name>{_NAME}))"
)
"""Who is told by whose kin he is: "Ann Roe's older brother", "the father of Ann Roe"."""
OF_OFFENSES = frozenset({"conviction", "sentence", "acquittal", "charge", "arrest"})
"""Types of events that are about an offense."""
_LAID = {"conviction": ("convicted",), "acquittal": ("cleared",), "charge": ("charged",)}
"""Type of an event -> statuses of the offenses that it is about."""


@dataclass(frozen=True, slots=True)
class Comparing:
    """How names and places are taken apart; `pipeline.jobs.checking` takes it from `link`."""

    name_keys: Callable[[str], frozenset[str]]
    """A person's name -> keys under which the database has people who may be meant."""
    shared_name: Callable[[str, str], float]
    """Two names -> bits that they share; 0: they are two people's."""
    place_words: Callable[[str], frozenset[str]]
    """The name of a place of custody -> the words that tell which."""
    states: Callable[[str], frozenset[str]]
    """Words -> the states, by their letters, that they name, or name a large city of."""
    named_states: Callable[[str], frozenset[str]]
    """Likewise, those that they name themselves."""
    actor: Callable[[str | None], str | None]
    """An agency -> `immigration`, `police`, `court`; null: none of these."""
    group_keys: Callable[[str, frozenset[str], str | None], list[str]]
    """Type, states and date of an event -> keys of reports about groups there and then."""
    country_to: Callable[[str], str | None]
    """Words -> the country to which they say that somebody was sent."""
    days: Callable[[str | None], tuple[int, int] | None]
    """A stored date -> the first and last day that it may mean, as ordinals; null: no date, or no year."""


@dataclass(frozen=True, slots=True)
class Who:
    """Whom a claim is about."""

    name: str | None
    mention: str
    age: int | None
    nationality: str | None
    person: str | None = None
    """Id of the linked person, where the claim means each of several of a name."""
    offenses: tuple[str, ...] = ()
    """Categories of those by which the claim tells who it is: "a robbery suspect"."""
    told: tuple[Part, ...] = ()
    """What else the claim says of somebody unnamed, to tell who it is: "a man freed by the Salem jail"."""
    words: frozenset[str] = frozenset()
    """Of somebody unnamed: the words that tell who it is, in small letters: "the wrong-way driver"."""
    of: str | None = None
    """Whose kin somebody unnamed is: "Ann Roe's father"."""


@dataclass(frozen=True, slots=True)
class Order:
    """What something is said to have been before or after."""

    before: bool
    """It is said to have been before it, not after."""
    types: frozenset[str]
    """Of the events that tell of the other; of a crime: an arrest, a charge."""
    offense: str | None
    """Category of the crime; null: the other is an event of its own."""
    words: str
    agency: str | None = None
    """Who is said to have done the other."""
    since: bool = False
    """It is said to have been since the other: what was before that may have been again."""
    noun: bool = False
    """The other is told by a noun, which says that it happened: "after his conviction"."""
    laid: tuple[str, str] | None = None
    """For what that was: category and words."""
    date: str | None = None
    """When the other is said to have been: "after his arrest in May 2024"."""


@dataclass(frozen=True, slots=True)
class Than:
    """With whose number one is compared."""

    more: bool
    place: str


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that a claim says."""

    type: str
    negated: bool
    planned: bool
    who: Who | None
    """Null: a group."""
    count: int | None
    qualifier: str | None
    date: str | None
    agency: str | None
    custodian: str | None
    offense: tuple[str, str] | None
    """Category and the claim's words for it."""
    overturned: bool = False
    """It is a conviction that is undone: that there was one speaks not against it."""
    term: Term | None = None
    """Of a sentence: how long."""
    whole: bool = False
    """It is said of all that was laid to somebody: "cleared of every charge"."""
    still: bool = False
    """It is said to be so now: "is still locked up"."""
    by: bool = False
    """Its date is the last day on which it may have been: "by November"."""
    times: int | None = None
    """So often it is said to have happened: "twice"."""
    earlier: bool = False
    """It is said to have been before what the claim is about: "had been deported before"."""
    order: Order | None = None
    """Before or behind what else of that person it is said to have been."""
    court: str | None = None
    """Of a verdict: whose it is said to be, `jury`, `judge` or, of who pleaded guilty, `plea`."""
    case: bool = False
    """It is said to have been in a case that is named, not ever: "in the Salem stabbing case"."""
    bail: bool = False
    """Of a release: it is said to have been on bail."""
    no_bail: bool = False
    """Of a stay: it is said to be without bail."""
    only: bool = False
    """It is said of nobody else: "was the only person arrested"."""
    than: Than | None = None
    """So many more or fewer than elsewhere."""
    denial: bool = False
    """It is said that somebody denies it, which is so whoever is right: "the sheriff denied ignoring it"."""
    despite: bool = False
    """It is said beside a release that ICE had asked for the person, no more."""
    notice: bool = False
    """It is said that ICE was told of a release, or was not."""
    aside: bool = False
    """It is said by the way: "freed convicted robber Ann Roe", "Ann Roe, who was convicted in May"."""
    formal: bool = False
    """Of an end of a case: it is said to be so in due form: "was formally overturned"."""
    dropped: bool = False
    """Of an end of a case: charges are said to have been dropped, by prosecutors or a judge: no verdict."""


@dataclass(frozen=True, slots=True)
class Matter:
    """The words that tell which matter a claim is about, as they stand in it."""

    proper: tuple[str, ...]
    """Of names of places and firms, states among them."""
    places: tuple[str, ...]
    """Nouns for where it was: "an egg plant"."""
    words: tuple[str, ...]
    """All nouns that tell it."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a reader made of a claim."""

    parts: tuple[Part, ...]
    unread: tuple[str, ...]
    """Words for what it says that are of no kind of event known."""
    one_of: bool = False
    """It is so of one of its people alone."""
    matter: Matter | None = None
    states: tuple[str, ...] = ()
    """States, as they stand in it."""


@dataclass(frozen=True, slots=True)
class ClaimText:
    """The words of a claim."""

    text: str
    """As it was put."""
    read: ReadText
    """Its letters' marks left out, and parsed; of one that is denied as a whole, what is denied."""
    denied: bool = False
    """It says that something is not so."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim and what it says."""

    text: str
    kind: str
    """`fact` or `opinion`."""
    parts: tuple[Part, ...]
    unread: tuple[str, ...]
    """Words for what it says that are of no kind of event known."""
    states: frozenset[str]
    proper: frozenset[str]
    """The words that name places and firms, in plain small letters; no states, no people."""
    places: frozenset[str]
    """Nouns for where it was."""
    words: frozenset[str]
    """All words that tell what it is about."""
    one_of: bool = False
    """Its parts are of several people, of whom it is so of one alone."""
    denied: bool = False
    """It says that all this is not so."""
    details: frozenset[str] = frozenset()
    """What is of nothing that is compared: names of places and firms that are no state's, sums, victims."""
    others: frozenset[str] = frozenset()
    """Words of the names of people whom it is not about: "the crash that killed Ann Roe"."""


def unmarked(text: str) -> str:
    """Return a text with its letters' marks left out: a model knows Maria Lopez better than María López."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(character for character in apart if not unicodedata.combining(character))


def plain(text: str) -> str:
    """Return a text in small letters without marks."""
    return unmarked(text).lower()


def understand(claim: ClaimText, said: Said, comparing: Comparing) -> Claim:
    """Return what a claim says.

    Args:
        claim: its words.
        said: its parts, and what of it was not understood.
        comparing: takes names and places apart.
    """
    read, text = claim.read, claim.text
    opinion = is_opinion(text)
    stop = frozenset(table("words")["not"])
    whose = {word for part in said.parts if part.who and part.who.name for word in _words(part.who.name)}
    firms = set() if whose else {name for name in _named(read) if _is_place(name, read.text)}
    named = whose | {word for name in _named(read) if name not in firms for word in _words(name)}
    others = frozenset(named - whose) - stop if said.parts else frozenset()
    matter = said.matter or Matter(tuple(_PROPER.findall(read.text)), (), (read.text,))
    words, proper, places = (
        frozenset(word for item in told for word in _words(item)) - stop - named
        for told in ((*matter.words, *firms), (*matter.proper, *firms), matter.places)
    )
    states = comparing.states(_OF_VICTIM.sub(" ", read.text))
    of_states = {word for name in said.states for word in _words(name)}
    proper -= {word for word in proper if comparing.states(word.capitalize())} | of_states
    # A name that is a state's only behind a place: "King County, Washington".
    proper -= {word for word in proper if comparing.states(_BEHIND_PLACE + word.capitalize()) & states}
    two_words = (match[0] for match in _TWO.finditer(read.text) if comparing.states(match[0]))
    proper -= {word for name in two_words for word in _words(name)}
    kind = "opinion" if opinion else "fact"
    parts = () if opinion else tuple(_of_people(said.parts, comparing))
    places -= proper
    numbers = _numbers(read, parts)
    sent = comparing.country_to(read.text) if any(part.type == "removal" for part in parts) else None
    details = (proper - frozenset(_words(sent or ""))) | numbers | others  # where to is compared by itself
    about = (states, proper, places, words)
    return Claim(text, kind, parts, said.unread, *about, said.one_of, claim.denied, details, others)


def _of_people(parts: Sequence[Part], comparing: Comparing) -> Iterator[Part]:
    """Yield parts, of whoever the one before is where a state was taken for somebody: "arrested in Ohio"."""
    last: Who | None = None
    for part in parts:
        name = part.who.name if part.who else None
        if last is not None and name and len(name.split()) == 1 and comparing.named_states(name):
            part = replace(part, who=last)
        last = part.who or last
        yield part


def _named(read: ReadText) -> list[str]:
    return [str(person.name.value) for person in read.extraction.people if person.name]


def _is_place(name: str, text: str) -> bool:
    """Tell whether what is taken for somebody's name is where it was: "arrested at Garland Packing"."""
    if re.search(rf"\b(?:at|inside|outside) {re.escape(name)}(?![\w’'])", text) is not None:
        return True
    return re.search(rf"\b{re.escape(name)}(?:[’']s)? (?:[\w-]+ )?{_SITE}", text) is not None


def _numbers(read: ReadText, parts: Iterable[Part]) -> frozenset[str]:
    """Return the numbers of a claim that are no dates, ages, counts of groups or lengths of sentences."""
    taken = [(item.start, item.end) for item in read.mentions if item.label in ("date", "age")]
    taken += [(part.term.start, part.term.end) for part in parts if part.term is not None]
    counts = {part.count for part in parts} | {part.times for part in parts}
    counts |= {int(number) for part in parts for number in re.findall(r"\d+", part.date or "")}
    return frozenset(
        match[0]
        for match in _DIGITS.finditer(read.text)
        if not any(start < match.end() and match.start() < end for start, end in taken)
        and int(match[0].replace(",", "")) not in counts
    )


def _words(text: str) -> list[str]:
    return _WORD.findall(re.sub(r"['’]s\b", "", plain(text)))


def parts_of(extraction: Extraction, text: str) -> list[tuple[Value, Part]]:
    """Return what a claim says in the words of articles, each with the words that say so."""
    people = {person.id: person for person in extraction.people}
    return list(_parts(text, extraction, people))


def _parts(text: str, extraction: Extraction, people: dict[str, Person]) -> Iterator[tuple[Value, Part]]:
    told = {event.type for event in extraction.events}
    known = {name for kind in told for name in table("presupposes").get(kind, ())}
    kept = [event for event in extraction.events if event.type not in known]
    turned = {event.quote for event in kept if event.type == "acquittal"}
    kept = [event for event in kept if event.type != "conviction" or event.quote not in turned]
    for event in kept or extraction.events:
        offenses = [
            offense
            for offense in extraction.offenses
            if offense.subject == event.subject and event.type in OF_OFFENSES
        ]
        fitting = [item for item in offenses if item.status in _LAID.get(event.type, ())]
        offenses = fitting or offenses
        who = None if event.subject is None else _who(people[event.subject], text)
        laid: list[Offense | None] = [*offenses] or [None]
        for offense in laid:
            yield event.quote, _part(event, who, offense)


def _part(event: Event, who: Who | None, offense: Offense | None) -> Part:
    return Part(
        type=event.type,
        negated=event.modality == "negated",
        planned=event.modality == "planned",
        who=who,
        count=None if event.count is None else int(event.count.value),
        qualifier=event.count_qualifier,
        date=None if event.date is None else str(event.date.value),
        agency=None if event.agency is None else str(event.agency.value),
        custodian=None if event.custodian is None else str(event.custodian.value),
        offense=None if offense is None else (offense.category, str(offense.quote.value)),
    )


def _who(person: Person, text: str) -> Who:
    age = None if person.age is None else int(person.age.value)
    said = AGE.search(text)
    if age is None and said is not None:
        age = int(said[1])
    kin, whose = (
        (frozenset(), None) if person.name else kin_of(str(person.mention.value), text[person.mention.end :])
    )
    return Who(
        name=None if person.name is None else str(person.name.value),
        mention=str(person.mention.value),
        age=age,
        nationality=None if person.nationality is None else str(person.nationality.value),
        words=kin,
        of=whose,
    )


def kin_of(mention: str, behind: str) -> tuple[frozenset[str], str | None]:
    """Return what somebody unnamed is to whom, by the words for him and those behind: father, Ann Roe."""
    whose = _WHOSE.match(mention + behind)
    if whose is None:
        return frozenset(), None
    return frozenset({(whose["kin"] or whose["relation"]).lower()}), whose["of"] or whose["name"]
