"""Answers claims: reads what one says, looks up what it may be about, weighs what is reported.

in: a claim, a reader, an open database    out: a `Verdict`    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from threading import Lock
from typing import Protocol

from pipeline.entities.people.nationalities import adjective_country, country_of
from pipeline.link.places.context import context_of, is_state
from pipeline.link.places.names import parse as parse_place
from pipeline.link.reports.person_names import compare_names, name_keys, parse_name
from pipeline.link.reports.reports import actor_of
from pipeline.link.reports.spans import span_of
from pipeline.review.check.claim import Claim, ClaimText, Comparing, understand, unmarked
from pipeline.review.check.find import findings
from pipeline.review.check.framing import unframed
from pipeline.review.check.nearest import nearest
from pipeline.review.check.reading.known import Known
from pipeline.review.check.reading.parts import read_parts
from pipeline.review.check.reading.questions import is_question, stated, unmuddled
from pipeline.review.check.reading.rewording import reworded
from pipeline.review.check.rules import table, undenied
from pipeline.review.check.verdict import Verdict, judge, judge_part
from pipeline.review.check.wording import stems
from pipeline.schema import Article, ReadText
from pipeline.store.claims import ClaimRecords, KnownPerson

_YEARS = 800
"""Days of a claim's time beyond which it is no help in finding reports."""
_OWNER = re.compile(r"['’]s?\b")
_ANY = frozenset(
    {"this", "that", "our", "my", "its", "their", "his", "her", "the", "a",
     "an", "state", "local", "federal", "main", "department", "office", "agency", "unit"}
)  # fmt: skip
"""Words of a place's name that tell it from no other."""
_TO = re.compile(
    r"\bto (?:(?:his|her|their|the) (?:\w+ ){0,2}(?:of )?)?(?P<name>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,2})"
)
_LATER = 2
"""Months after which a happening is still reported."""


class ClaimReader(Protocol):
    """What reads claims; `pipeline.nlp.load` gives one."""

    def read_words(self, articles: Iterable[Article]) -> Iterator[ReadText]:
        """Yield what each short text says, word by word, in the same order."""


def check(
    records: ClaimRecords,
    reader: ClaimReader,
    claims: Sequence[str],
    made: str | None = None,
    with_names: bool = False,
) -> Iterator[Verdict]:
    """Yield the answer to each claim, in order.

    Args:
        records: the database.
        reader: reads the claims' words; `pipeline.nlp.load` gives one.
        claims: one sentence or a few each.
        made: day on which they were made, YYYY-MM-DD, for "last month"; null: dates without a year stay so.
        with_names: victims and minors are found by name.
    """
    for read in read_claims(reader, claims, made):
        yield answer(records, read, with_names)


def answer(records: ClaimRecords, read: ClaimText, with_names: bool = False) -> Verdict:
    """Return the answer to a claim whose words have been read."""
    claim = understood(records, read)
    found = findings(records, claim, COMPARING, with_names)
    words = stems(claim.text)
    verdict = judge(claim, [judge_part(*part, words) for part in zip(claim.parts, found, strict=True)])
    if verdict.parts or claim.kind != "fact":
        return verdict
    names = [str(person.name.value) for person in read.read.extraction.people if person.name]
    near = nearest(records, claim, names, COMPARING, with_names)
    return verdict if near is None else replace(verdict, parts=(near,))


class Checker:
    """Answers claims one by one for a program that stays; its reader is loaded with the first claim, once."""

    def __init__(self, load: Callable[[], ClaimReader]) -> None:
        """Keep `load`, which returns a reader of claims."""
        self._load = load
        self._reader: ClaimReader | None = None
        self._turn = Lock()

    def read(self, claim: str, made: str | None = None) -> ClaimText:
        """Return the words of a claim, parsed; of several threads that ask, one is served at a time.

        Raises:
            ModelError: there is no base model.
        """
        with self._turn:
            if self._reader is None:
                self._reader = self._load()
            return next(read_claims(self._reader, [claim], made))

    def answer(self, records: ClaimRecords, claim: ClaimText, with_names: bool = False) -> Verdict:
        """Return the answer to a claim whose words have been read."""
        return answer(records, claim, with_names)


def read_claims(reader: ClaimReader, claims: Sequence[str], made: str | None = None) -> Iterator[ClaimText]:
    """Yield the words of each claim, in order; what they say is understood with a database at hand."""
    plainly = _stated(reader, [unframed(text) for text in claims], made)
    denied = [undenied(text) for text in plainly]
    said = [reworded(unmarked(inner or text)) for text, inner in zip(plainly, denied, strict=True)]
    for text, inner, read in zip(claims, denied, _read(reader, said, made), strict=True):
        plain = unmuddled(read)
        yield ClaimText(
            text, read if plain is None else next(_read(reader, [plain], made)), inner is not None
        )


def _stated(reader: ClaimReader, claims: Sequence[str], made: str | None) -> list[str]:
    """Return claims, those that are put as questions as statements."""
    asked = [text for text in claims if is_question(text)]
    answers = {text: stated(read) for text, read in zip(asked, _read(reader, asked, made), strict=True)}
    return [answers.get(text) or text for text in claims]


def _read(reader: ClaimReader, texts: Sequence[str], made: str | None) -> Iterator[ReadText]:
    articles = [
        Article(id=f"claim-{number}", text=text, origin="-", published=made)
        for number, text in enumerate(texts, 1)
    ]
    return reader.read_words(articles)


def understood(records: ClaimRecords, claim: ClaimText) -> Claim:
    """Return what a claim says; which of its words are names of people, the database knows."""
    known = Known(
        is_person=lambda name: bool(_people(records, name)),
        is_place=lambda name: bool(_states(name)),
        is_state=is_state,
        family=lambda name: _family(records, name),
        country=adjective_country,
        is_country=lambda name: country_of(name) is not None,
    )
    return understand(claim, read_parts(claim.read, known), COMPARING)


def _people(records: ClaimRecords, name: str) -> list[KnownPerson]:
    """Return the people of a name, or a family name."""
    found = records.people_keyed(sorted(name_keys(parse_name(name))))
    least = table("names")["least"]
    return [person for person in found if person.name and _shared_name(name, person.name) >= least]


def _family(records: ClaimRecords, name: str) -> tuple[tuple[str, str], ...]:
    """Return the people of a name, or a family name, of whom something is reported: id and fullest name."""
    full: dict[str, str] = {}
    for person in _people(records, name):
        if person.role != "subject":
            continue
        told = person.name or ""
        full[person.person] = max(full.get(person.person, ""), told, key=len)
    return tuple(sorted(full.items()))


def _shared_name(a: str, b: str) -> float:
    match = compare_names(parse_name(a), parse_name(b))
    return 0.0 if match.contradicted else match.bits


def _place_words(name: str) -> frozenset[str]:
    """Return the words that tell which place, without the state that says where it is ("Ohio jail")."""
    words = [word for word in _OWNER.sub("", name).split() if word.lower() not in _ANY]
    for size in (2, 1):
        for start in range(len(words) - size + 1):
            state = " ".join(words[start : start + size]).strip(",.")
            behind = words[start + size : start + size + 1]
            if is_state(state) and behind not in (["County"], ["Parish"]):
                return parse_place(" ".join(words[:start] + words[start + size :])).core
    if actor_of(name) == "immigration":
        return frozenset()
    return parse_place(" ".join(words)).core


def _group_keys(kind: str, states: frozenset[str], date: str | None) -> list[str]:
    """Return the keys of `link.match_events.event_keys` of a claim's time; none without state or time."""
    days = span_of(date)
    if days is None or days[1] - days[0] > _YEARS:
        return []
    months = range(days[0] // 30, days[1] // 30 + 1 + _LATER)
    return [f"g:{kind}:{state}:{month}" for state in sorted(states) for month in months]


_HERE = "United States"
"""Nobody is removed there: "deported after coming to the United States"."""


def _country_to(words: str) -> str | None:
    """Return the country to which words say that somebody was sent: "removed him to Guatemala"."""
    found = (country_of(match["name"]) for match in _TO.finditer(words))
    return next((country for country in found if country not in (None, _HERE)), None)


def _states(words: str) -> frozenset[str]:
    return frozenset(mention.state for mention in context_of(words).states)


def _named_states(words: str) -> frozenset[str]:
    return frozenset(mention.state for mention in context_of(words).states if not mention.is_city)


COMPARING = Comparing(
    name_keys=lambda name: name_keys(parse_name(name)),
    shared_name=_shared_name,
    place_words=_place_words,
    states=_states,
    named_states=_named_states,
    actor=actor_of,
    group_keys=_group_keys,
    country_to=_country_to,
    days=span_of,
)
"""Names, places and dates as `link` takes them apart."""
