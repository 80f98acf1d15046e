"""Doc and mentions -> the article's people, offenses, facilities and events.

`extract` is the whole way, one room of this folder after the other: read it from top to bottom.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from pipeline.events.assertion.retractions import taken_back
from pipeline.events.dating.timeline import Resolve
from pipeline.events.grammar.nominals import capital_lines
from pipeline.events.grammar.reattached import reattach
from pipeline.events.grammar.syntax import text_of
from pipeline.events.institutions.arguments import Arguments
from pipeline.events.offenses.accusers import Accusers
from pipeline.events.offenses.attacks import without_attacks
from pipeline.events.offenses.backgrounds import without_backgrounds
from pipeline.events.offenses.charged_since import charged_since
from pipeline.events.offenses.charges import Charges
from pipeline.events.offenses.cleared import dropped
from pipeline.events.offenses.furthest import furthest, without_bare_drugs
from pipeline.events.offenses.grouped import without_accused
from pipeline.events.offenses.involved import lowered
from pipeline.events.offenses.laid import Recategorise, TriggerReport
from pipeline.events.offenses.to_be_charged import to_be_charged
from pipeline.events.offenses.undone import undone
from pipeline.events.offenses.victims import of_young, share_victims
from pipeline.events.offenses.wanted_since import wanted_since
from pipeline.events.openings.openings import join_openings
from pipeline.events.people.entities import Entities
from pipeline.events.people.entity import Entity
from pipeline.events.records import to_records
from pipeline.events.telling.breakdowns import without_parts
from pipeline.events.telling.campaigns import find_campaigns
from pipeline.events.telling.comebacks import without_mere_returns
from pipeline.events.telling.comparisons import compared
from pipeline.events.telling.encounters import find_encounters
from pipeline.events.telling.listed_counts import listed
from pipeline.events.telling.log_days import find_entries
from pipeline.events.telling.members import shared_out
from pipeline.events.telling.merging import merge
from pipeline.events.telling.recast import held_in_vain, met_at_border, taken_over
from pipeline.events.telling.reported import find_reported
from pipeline.events.telling.rosters import rosters
from pipeline.events.telling.set_aside import (
    convicted_as_jailed,
    without_acquitted,
    without_alternatives,
    without_jailings,
    without_journeys,
    without_other_cases,
    without_purposes,
    without_repeats,
    without_unfreed,
)
from pipeline.events.telling.shared_actors import share_actors
from pipeline.events.telling.shared_custodians import share_custodians
from pipeline.events.telling.tellings import Telling
from pipeline.events.telling.unfreed import planned_by_noun, told_apart, without_idle
from pipeline.events.telling.when import When
from pipeline.events.triggers.participants import Participants
from pipeline.schema import Article, Extraction, Mention


@dataclass(frozen=True, slots=True)
class Derivations:
    """What `events` takes from `entities` to turn words into values."""

    resolve: Resolve
    recategorise: Recategorise


def extract(doc: Doc, article: Article, mentions: Sequence[Mention], derive: Derivations) -> Extraction:
    """Return everything that the article reports.

    Args:
        doc: the parsed text of the article; sentence boundaries and dependencies are needed.
        article: the article itself, for its date of publication and its boilerplate.
        mentions: what `entities` found in the text, sorted.
        derive: how words become dates and categories.
    """
    reattach(doc)
    text, published = article.text, article.published
    quiet = _quiet_parts(doc, article)

    def is_quiet(offset: int) -> bool:
        return any(start <= offset < end for start, end in quiet)

    def labelled(label: str) -> list[Mention]:
        return [mention for mention in mentions if mention.label == label]

    mentions = [mention for mention in mentions if not is_quiet(mention.start)]

    # Who is who, of whom each word may tell, and who may have acted and held.
    entities = Entities(doc, mentions, quiet)
    participants = Participants(doc, entities, labelled("count"))
    arguments = Arguments(doc, mentions)

    # Which words report an event, of whom, and whether it happened.
    reported = find_reported(doc, entities, participants, arguments, is_quiet)
    tellings = [*reported.tellings, *listed(doc, reported.tellings, labelled("count"))]
    tellings += compared(doc, tellings, labelled("count"))
    tellings = without_other_cases(sorted(tellings, key=Telling.place), text)

    # Which offenses are laid to whom, and how far each has got.
    accusers = Accusers(arguments.institutions.agency_at)
    charges = Charges(doc, participants, _reports(tellings), derive.recategorise, accusers)
    laid = charges.lay(labelled("offense"))

    # Whom the story names only later.
    told_of = without_mere_returns(tellings)
    told = {person for item in told_of for person in item.people if isinstance(person, Entity)}
    joined = join_openings(doc, entities, told, laid, told_apart(tellings))
    tellings = [item.renamed(joined) for item in tellings if not item.is_of_one_named_twice(joined)]
    laid = convicted_as_jailed([item.renamed(joined) for item in laid], tellings, text)
    laid = charged_since(to_be_charged(laid, _reports(tellings)), _reports(tellings), doc)
    laid = wanted_since(laid, _reports(tellings), entities, doc)
    laid = share_victims(undone(laid, _reports(tellings)), text, derive.recategorise)
    laid = of_young(laid, entities, doc, derive.recategorise)
    laid = without_backgrounds(lowered(laid, text), text)
    laid = without_attacks(furthest(without_bare_drugs(dropped(laid, text), text), text), text)

    # What one telling makes of another.
    tellings = without_mere_returns(without_journeys(without_repeats(tellings), laid))
    tellings = held_in_vain(taken_over(tellings))
    tellings = without_purposes(without_unfreed(without_acquitted(without_idle(tellings))))
    tellings = planned_by_noun(without_jailings(without_alternatives(tellings), text))

    # When it was, and who held.
    untold = [(trigger.token, trigger.frame.event) for trigger in reported.untold]
    when = When(doc, labelled("date"), tellings, untold)
    tellings = share_custodians(text, met_at_border(tellings))
    days = when.of(tellings, published, derive.resolve)
    encounters = days.valued(find_encounters(doc, when.story_days, arguments.institutions))
    entries = days.valued(find_entries(doc, labelled("date")))
    campaigns = days.valued(find_campaigns(doc, when.story_days))

    # Which tellings tell of one event, and who acted where another sentence says so.
    lists = rosters(doc, entities)
    events = merge(
        days.tellings,
        days.crowds,
        encounters,
        lists,
        published,
        days.recalls,
        entries,
        campaigns,
        labelled("offense"),
    )
    laid = without_accused(furthest(shared_out(laid, events), text), doc)
    events = share_actors(arguments.operations, without_parts(events), published)
    return to_records(article, entities, joined, events, laid, labelled("facility"))


def _reports(tellings: Sequence[Telling]) -> list[TriggerReport]:
    return [TriggerReport(x.token, x.event, x.modality.value or "", x.people) for x in tellings]


def _quiet_parts(doc: Doc, article: Article) -> list[tuple[int, int]]:
    """Return what is none of the story: boilerplate, lines in capitals, what the article takes back."""
    boilerplate = [(part.start, part.end) for part in article.boilerplate]
    half = len(text_of(doc)) / 2
    capitals = [span for span in capital_lines(text_of(doc)) if span[1] - span[0] < half]
    return [*boilerplate, *capitals, *taken_back(doc)]
