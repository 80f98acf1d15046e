"""The records that the stages hand on: frozen, no input or output, no spaCy.

All offsets are half-open character offsets (`start` inclusive, `end` exclusive) into `Article.text`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Intake:
    """What to read."""

    sources: tuple[str, ...]
    """Paths of files and folders, addresses; `-` for standard input."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """Field of an article to the column of a dump that holds it, where the column's name does not say so."""
    since: date | None = None
    """What a feed or a sitemap dates before this day is passed over."""
    allow_private: bool = False
    """Addresses may lead to loopback and private ranges."""
    warc: Path | None = None
    """Folder for WARC files with what is fetched; null: it is not kept."""
    contact: str | None = None
    """How a site that is fetched from can complain: a mail address or a page."""
    delay: float = 1.0
    """Seconds between two requests to one host; a longer crawl delay of its robots.txt goes before it."""


@dataclass(frozen=True, slots=True)
class RawPage:
    """One article as it came in, before cleaning."""

    id: str
    """Given by the input, else the file's name without its ending(s)."""
    origin: str
    """Where it was read, as a person would name it: a path, `path:line` of a JSON Lines row, `-`."""
    kind: str
    """`text` or `html`."""
    content: str
    """Decoded, otherwise untouched."""
    url: str | None = None
    title: str | None = None
    source: str | None = None
    byline: str | None = None
    published: str | None = None
    """As the input gave it; `clean` turns it into YYYY-MM-DD."""
    etag: str | None = None
    modified: str | None = None
    """What the server gave to ask later whether the page still is as it was (`ETag`, `Last-Modified`)."""


@dataclass(frozen=True, slots=True)
class Unchanged:
    """An address whose page still is as it was when it was read last, as its server says."""

    origin: str


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """A stretch of the text that is not the article's own matter; it yields no people and no events."""

    start: int
    end: int
    kind: str
    """`header`, `promo`, `byline`, `signoff`, `follow`, `navigation` or `contact`."""


@dataclass(frozen=True, slots=True)
class Article:
    """A cleaned article; its text is what every offset refers to."""

    id: str
    text: str
    origin: str
    url: str | None = None
    title: str | None = None
    source: str | None = None
    byline: str | None = None
    published: str | None = None
    """`YYYY-MM-DD`, from metadata or from the text's own header or dateline."""
    boilerplate: tuple[Boilerplate, ...] = ()


@dataclass(frozen=True, slots=True)
class Value:
    """Something read from the text: the value, the words that say it, and what read them."""

    value: str | int
    start: int
    end: int
    rule: str
    """Id of the rule or model that read it."""
    confidence: float
    """Probability, 0 to 1, that the value is right."""
    anchor: str | None = None
    """For dates: the ISO date that the words were resolved against, where one was needed."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that `entities` found and `events` makes use of."""

    label: str
    """`name`, `age`, `nationality`, `date`, `offense`, `facility`, `agency` or `count`."""
    start: int
    end: int
    rule: str
    confidence: float
    value: str | int | None = None
    """Age or count as a number, country, offense category; null where the words themselves are the value."""
    detail: str = ""
    """What kind of mention it is within its label: a date's or agency's kind, a count's qualifier."""


@dataclass(frozen=True, slots=True)
class Person:
    """One person of the article, however often it names them."""

    id: str
    """`p1`, `p2` ... in order of first mention."""
    role: str
    mention: Value
    """The words that introduce the person; `value` is the slice itself."""
    name: Value | None = None
    age: Value | None = None
    nationality: Value | None = None
    mentions: tuple[Value, ...] = ()
    """Every mention found, pronouns included, in text order; `value` is the slice."""
    minor: bool = False
    """The article shows the person to be under 18."""


@dataclass(frozen=True, slots=True)
class Offense:
    """An offense laid to a subject, or to a group (`subject` null), with how far it has got."""

    subject: str | None
    category: str
    status: str
    quote: Value
    status_cue: Value | None = None
    """The words that give the status ("charged with")."""


@dataclass(frozen=True, slots=True)
class Event:
    """One happening, with the details gathered from all its tellings."""

    type: str
    subject: str | None
    modality: str
    quote: Value
    """The words that report it; `rule` and `confidence` are the event's."""
    count: Value | None = None
    count_qualifier: str | None = None
    """`at_least`, `about`, `at_most` or null."""
    date: Value | None = None
    agency: Value | None = None
    custodian: Value | None = None
    modality_cue: Value | None = None
    """The words that negate, plan or distance ("was not", "allegedly")."""
    speaker: Value | None = None
    """Who says so ("ICE", "court records"); null also for a pronoun that stands for nobody known."""
    attribution: Value | None = None
    """The words that say who does ("ICE said", "according to court records")."""
    tellings: tuple[Value, ...] = ()
    """The words of its further tellings, in text order; `value` is the slice."""
    decided: str | None = None
    """What a person decided: `accepted`, `rejected`, `corrected` or `added`; null: nobody has."""


@dataclass(frozen=True, slots=True)
class Link:
    """What a facility or custodian of the article is in the gazetteer, or why it is linked to nothing."""

    name: str
    """As the article has it."""
    entry: str | None = None
    """Id of the entry; null: not linked."""
    official: str | None = None
    """The entry's name."""
    kind: str | None = None
    city: str | None = None
    county: str | None = None
    state: str | None = None
    code: str | None = None
    """ICE's code of the facility."""
    score: float = 0.0
    """0 to 1: how like the names are, less where the article's places speak against it. No probability."""
    reason: str = ""
    """Why this entry, or why none, in words."""
    guess: bool = False
    """The article's words do not say so by themselves."""
    candidates: tuple[str, ...] = ()
    """Ids of entries that fit as well, where nothing is linked."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything read from one article, in text order."""

    article_id: str
    published: str | None
    people: tuple[Person, ...] = ()
    offenses: tuple[Offense, ...] = ()
    facilities: tuple[Value, ...] = ()
    events: tuple[Event, ...] = ()
    links: tuple[Link, ...] = ()
    """One for each name among the facilities and the events' custodians."""
    skipped: tuple[tuple[int, int], ...] = ()
    """Stretches of the text that the gate left unread, sorted: half-open, in characters."""

    unlikely: int = 0
    """How many events were left out, being less likely right than wrong."""

    @property
    def unread(self) -> bool:
        """Whether nothing was read: whatever is read, the first paragraph is."""
        return bool(self.skipped) and self.skipped[0][0] == 0


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field in which reports of one event cannot all be right."""

    field: str
    """`age`, `nationality`, `date`, `count`, `custodian`, `agency`, `outcome` or `status`."""
    values: tuple[tuple[str, str], ...]
    """Id of each report (`events.id`) that says something, and what it says, in the order of the reports."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a parsed text; dependencies are those of ClearNLP."""

    text: str
    lemma: str
    tag: str
    """Of the Penn Treebank."""
    dep: str
    head: int
    """Index of the word that it hangs from; its own: a root."""
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ReadText:
    """A short text with its words, and what the reader of articles makes of it."""

    text: str
    words: tuple[Word, ...]
    mentions: tuple[Mention, ...]
    """As `entities` finds them, sorted; dates have their value, YYYY-MM-DD or less exact."""
    extraction: Extraction
