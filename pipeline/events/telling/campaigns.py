"""When an operation was, where a clause of its own tells it, and which arrests of many take that day.

"The sweep netted 310 arrests. It took place from March 26 to May 6"; "the raids, which ran through Friday".

in: a parsed `Doc`, its dates    out: campaigns; undated arrests of groups take a day    writes: nothing
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc, Token

from pipeline.events.grammar import nominals, syntax
from pipeline.events.grammar.syntax import children
from pipeline.events.people.plurals import Group
from pipeline.events.telling.sameness import Happening
from pipeline.schema import Mention, Value
from pipeline.word_lists import word_lists

PATH = Path(__file__).with_name("encounters.toml")
_OPERATIONS, _LASTING, _HELD = word_lists(PATH, "campaigns", "lasting", "held")
_DAYS = frozenset({"range", "day", "weekday", "relative", "month"})
_NEAR = 2
"""Sentences between the arrests and the clause that tells when the operation was."""
_ANOTHER = frozenset({"another", "previous", "earlier", "prior", "last", "similar", "separate", "other"})
"""Beside an operation: it is none of the story's own."""


@dataclass(frozen=True, slots=True)
class Campaign:
    """An operation whose time a clause tells."""

    verb: int
    date: Mention
    new: bool
    """It is brought in here: what the story told before is none of it."""


def find_campaigns(doc: Doc, dates: Sequence[Mention]) -> list[Campaign]:
    """Return the operations of whose time a clause tells, in text order.

    Args:
        doc: the parsed article.
        dates: its date expressions, in text order.
    """
    found = []
    for date in dates:
        span = doc.char_span(date.start, date.end, alignment_mode="expand")
        verb = next((node for node in span.root.ancestors if node.pos_ == "VERB"), None) if span else None
        noun = _timed(verb) if verb is not None and date.detail in _DAYS else None
        if verb is not None and noun is not None:
            found.append(Campaign(verb.i, date, nominals.determiner(noun) == "new"))
    return found


def lend_campaigns(events: Sequence[Happening], campaigns: Sequence[tuple[Campaign, Value]]) -> None:
    """Give undated arrests of groups the time of the one operation that the story tells of.

    Args:
        events: the events of an article; they take the dates.
        campaigns: each with the date it comes to, in text order.
    """
    if len({str(value.value) for _, value in campaigns}) != 1:
        return
    campaign, value = campaigns[0]
    for event in events:
        told = event.telling
        actual = told.event == "arrest" and told.modality.value == "actual" and not told.presupposed
        many = event.date is None and actual and isinstance(event.owner, Group)
        if many and any(_is_of(token, campaign) for token in event.tokens):
            event.date = value


def _timed(verb: Token) -> Token | None:
    """Return the operation of which a clause tells when it was, None where it tells nothing of the kind."""
    passive = syntax.is_passive(verb)
    lasting = verb.lemma_ in _HELD if passive else verb.lemma_ in _LASTING
    aux = {child.tag_ for child in children(verb, "aux")}
    if not lasting or aux & {"MD", "TO"} or children(verb, "neg") or verb.tag_ not in ("VBD", "VBN"):
        return None
    if not passive and verb.lemma_ == "take" and not any(word.lower_ == "place" for word in verb.children):
        return None
    subjects = children(verb, "nsubj", "nsubjpass")
    noun = subjects[0] if len(subjects) == 1 else verb
    if syntax.is_relative(noun):
        noun = syntax.antecedent(noun) or noun
    if noun.lower_ in ("it", "they") and verb.dep_ == "ROOT":
        before = verb.doc[verb.sent.start - 1].sent if verb.sent.start else verb.sent
        told = [word for word in before if word.dep_ in ("nsubj", "nsubjpass") and word.head.dep_ == "ROOT"]
        noun = told[0] if told else noun
    return noun if _is_own(noun) else None


def _is_own(noun: Token) -> bool:
    """Say whether a noun is for an operation of the story: no "similar raid", no "earlier sweep"."""
    beside = {child.lower_ for child in noun.children}
    return noun.lemma_.lower() in _OPERATIONS and not beside & _ANOTHER


def _is_of(trigger: Token, campaign: Campaign) -> bool:
    """Say whether arrests are told to be of an operation, or near the clause that tells when it was."""
    sentence, verb = trigger.sent, trigger.doc[campaign.verb]
    if campaign.new and sentence.end <= verb.sent.start:
        return False
    if any(token.lower_ in _ANOTHER or token.lower_ in ("since", "ago") for token in sentence):
        return False
    if any(token.ent_type_ == "DATE" and token.text.isdigit() for token in sentence):
        return sentence == verb.sent and not verb.is_ancestor(trigger)
    named = any(_is_own(token) for token in sentence)
    first, last = sorted((sentence.start, verb.sent.start))
    between = sum(token.is_sent_start is True for token in trigger.doc[first + 1 : last + 1])
    return named or between <= _NEAR
