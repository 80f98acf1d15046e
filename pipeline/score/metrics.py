"""Precision, recall and F1 of extracted articles against gold ones, both in the form of the annotation guide.

1. Articles are joined by id. A gold article without output counts as one with empty lists; output without
   a gold article is left out.
2. Named people are paired by name; subjects by name, else by age, nationality and mention.
3. A predicted subject takes its gold partner's id, so that offenses and events of the two can be compared.
4. Offenses are compared as sets of (subject, category, status).
5. Facilities and events are paired one to one, the likest first.
6. Dates, agencies, custodians and counts are compared on paired events only: a missed event costs its details
   too, an invented one adds wrong ones.

An article whose gold says what of it people have `decided` counts in the fields of that alone.

Counts are summed over all articles before any ratio is taken (micro average). Articles may come in any order.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.ontology import ontology
from pipeline.score.likeness import (
    Record,
    event_likeness,
    facility_likeness,
    pair_up,
    person_likeness,
    same_agency,
    same_place,
    subject_likeness,
)

FIELDS = (
    "people",
    "subjects",
    "ages",
    "offenses",
    "offense_cat",
    "facilities",
    "detainers",
    "events",
    "dates",
    "agencies",
    "custodians",
    "counts",
)
"""What is counted, in the order of the report."""
SIX_FIELDS = ("people", "ages", "offenses", "facilities", "dates", "detainers")
"""The fields whose F1 are averaged into one figure."""

_DIGITS = 4


@dataclass(slots=True)
class Tally:
    """How many items gold has, how many the output has, and how many of them agree."""

    right: int = 0
    gold: int = 0
    predicted: int = 0

    def add(self, right: int, gold: int, predicted: int) -> None:
        """Add one article's counts."""
        self.right += right
        self.gold += gold
        self.predicted += predicted

    @property
    def precision(self) -> float:
        """Share of the output that is right; 0 where there is no output."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of gold that was found; 0 where gold has nothing."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def as_dict(self) -> dict[str, float | int]:
        """Return the figures as they are printed, ratios to four digits."""
        return {
            "precision": round(self.precision, _DIGITS),
            "recall": round(self.recall, _DIGITS),
            "f1": round(self.f1, _DIGITS),
            "gold": self.gold,
            "predicted": self.predicted,
        }


@dataclass(slots=True)
class Scores:
    """The figures of a set of articles."""

    fields: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in FIELDS})
    overcharged: int = 0
    """Offenses told as convicted of which gold says less."""
    invented: int = 0
    """Events given for articles of which gold has none."""
    quiet: int = 0
    """Articles of which gold has no event."""

    @property
    def six_fields(self) -> float:
        """Mean F1 of the six fields, taken from their printed figures."""
        return round(
            sum(round(self.fields[name].f1, _DIGITS) for name in SIX_FIELDS) / len(SIX_FIELDS), _DIGITS
        )

    def as_dict(self) -> dict[str, Any]:
        """Return all figures as a JSON object, in the order of the report."""
        return {
            **{name: tally.as_dict() for name, tally in self.fields.items()},
            "six_fields": {"f1": self.six_fields},
            "overcharged": self.overcharged,
            "invented": {"events": self.invented, "articles_without_events": self.quiet},
        }


def score(
    gold: Iterable[Record], predicted: Mapping[str, Record], errors: list[Record] | None = None
) -> Scores:
    """Compare output with gold.

    Args:
        gold: the gold articles' annotations.
        predicted: the output's annotations by article id.
        errors: gets an object for each miss, each invention and each wrong value: `id` of the article, `what`
            is wrong, and what `gold` and `predicted` have, null where one has nothing.
    """
    scores = Scores()
    for article in gold:
        Comparison(article, predicted.get(article["id"]) or {}, scores, errors).compare()
    return scores


class Comparison:
    """One article's annotations, gold against predicted; adds to the scores of the whole set."""

    pairs: dict[str, list[tuple[int, int]]]
    """By field (`people`, `subjects`, `facilities`, `events`): the pairs, as positions (gold, predicted)."""

    def __init__(self, gold: Record, predicted: Record, scores: Scores, errors: list[Record] | None) -> None:
        """Compare two records of one article; `scores` is added to, `errors` gets what is wrong."""
        self._gold = gold
        self._predicted = predicted
        self._scores = scores
        self._errors = errors
        self._gold_ids: dict[Any, Any] = {}
        """Predicted subjects' ids to those of the gold subjects that they were paired with."""
        self.pairs = {}

    def compare(self) -> None:
        """Compare all fields, the subjects before what is told of them."""
        self.compare_people()
        self.compare_subjects()
        self.compare_offenses()
        self.compare_facilities()
        self.compare_events()

    def compare_people(self) -> None:
        """Count the named people."""
        gold, predicted = (
            [person for person in people if person.get("name")] for people in self._both("people")
        )
        pairs = pair_up(gold, predicted, person_likeness)
        self._add_pairs("people", "person", pairs, (gold, predicted), self.is_decided("people"))

    def compare_subjects(self) -> None:
        """Count the subjects and their ages, and learn which predicted id is which gold id."""
        gold, predicted = (
            [person for person in people if person.get("role") == "subject"]
            for people in self._both("people")
        )
        pairs = pair_up(gold, predicted, subject_likeness)
        counted = self.is_decided("people")
        self._add_pairs("subjects", "subject", pairs, (gold, predicted), counted)
        self._gold_ids = {predicted[j].get("id"): gold[i].get("id") for i, j in pairs}
        if counted:
            self._compare_values(_AGES, pairs, (gold, predicted))

    def compare_offenses(self) -> None:
        """Count the offenses, with and without their status."""
        if not self.is_decided("offenses"):
            return
        gold_offenses, predicted_offenses = self._both("offenses")
        gold = {(o.get("subject"), o.get("category"), o.get("status")) for o in gold_offenses}
        predicted = {
            (self.as_gold_id(o.get("subject")), o.get("category"), o.get("status"))
            for o in predicted_offenses
        }
        self._scores.fields["offenses"].add(len(gold & predicted), len(gold), len(predicted))
        for offense in sorted(gold - predicted, key=str):
            self._note("offense missed", offense, None)
        for offense in sorted(predicted - gold, key=str):
            self._note("offense invented", None, offense)
        gold_categories, categories = {o[:2] for o in gold}, {o[:2] for o in predicted}
        self._scores.fields["offense_cat"].add(
            len(gold_categories & categories), len(gold_categories), len(categories)
        )
        self._count_overcharged(gold, predicted)

    def _count_overcharged(
        self, gold: set[tuple[Any, Any, Any]], predicted: set[tuple[Any, Any, Any]]
    ) -> None:
        """Count offenses told with the gravest status of which gold has only lesser ones."""
        statuses = ontology().statuses
        gravest = max(statuses, key=statuses.__getitem__)
        known = {offense[:2] for offense in gold}
        for offense in sorted(predicted - gold, key=str):
            if offense[2] == gravest and offense[:2] in known:
                self._scores.overcharged += 1
                self._note("overcharged", None, offense)

    def compare_facilities(self) -> None:
        """Count the named places of custody and courts."""
        gold, predicted = self._both("facilities")
        pairs = pair_up(gold, predicted, facility_likeness)
        self._add_pairs("facilities", "facility", pairs, (gold, predicted), self.is_decided("facilities"))

    def compare_events(self) -> None:
        """Count the events, those of detainers apart, and the details of those that were found."""
        gold, predicted = self._both("events")
        if not gold:
            self._scores.quiet += 1
            self._scores.invented += len(predicted)
        pairs = pair_up(gold, predicted, self._event_likeness)
        self._add_pairs("events", "event", pairs, (gold, predicted))
        self._scores.fields["detainers"].add(
            sum(_is_detainer(gold[i]) for i, _ in pairs),
            sum(map(_is_detainer, gold)),
            sum(map(_is_detainer, predicted)),
        )
        for detail in DETAILS:
            self._compare_values(detail, pairs, (gold, predicted))

    def _event_likeness(self, gold: Record, predicted: Record) -> float:
        subjects = gold.get("subject"), self.as_gold_id(predicted.get("subject"))
        return event_likeness(gold, predicted, subjects)

    def as_gold_id(self, subject: Any) -> Any:
        """Return the gold id of a predicted subject; one that gold lacks is like no other."""
        return None if subject is None else self._gold_ids.get(subject, ("not in gold", subject))

    def is_decided(self, part: str) -> bool:
        """Tell whether gold can judge a part of the article: all of it, unless it says what it can."""
        return part in self._gold.get("decided", (part,))

    def _both(self, key: str) -> tuple[list[Any], list[Any]]:
        return self._gold.get(key) or [], self._predicted.get(key) or []

    def _add_pairs(
        self,
        name: str,
        what: str,
        pairs: Sequence[tuple[int, int]],
        items: tuple[list[Any], list[Any]],
        counted: bool = True,
    ) -> None:
        """Keep the pairs; if they are counted, paired items are right, the others missed or invented."""
        gold, predicted = items
        self.pairs[name] = list(pairs)
        if not counted:
            return
        self._scores.fields[name].add(len(pairs), len(gold), len(predicted))
        for i in sorted(set(range(len(gold))) - {i for i, _ in pairs}):
            self._note(f"{what} missed", gold[i], None)
        for j in sorted(set(range(len(predicted))) - {j for _, j in pairs}):
            self._note(f"{what} invented", None, predicted[j])

    def _compare_values(
        self, detail: Detail, pairs: Sequence[tuple[int, int]], items: tuple[list[Record], list[Record]]
    ) -> None:
        """Count a detail's values on paired items as right if they agree; all others are misses."""
        name, key, same = detail
        gold, predicted = items
        right = 0
        for i, j in pairs:
            ours, theirs = gold[i].get(key), predicted[j].get(key)
            if ours is not None and theirs is not None and same(ours, theirs):
                right += 1
            elif ours is not None or theirs is not None:
                self._note(f"{key} wrong", [_label(gold[i]), ours], [_label(predicted[j]), theirs])
        self._scores.fields[name].add(right, _count_given(gold, key), _count_given(predicted, key))

    def _note(self, what: str, gold: Any, predicted: Any) -> None:
        if self._errors is not None:
            self._errors.append({"id": self._gold["id"], "what": what, "gold": gold, "predicted": predicted})


def _is_detainer(event: Record) -> bool:
    return str(event.get("type", "")).startswith("detainer_")


def _count_given(items: Iterable[Record], key: str) -> int:
    return sum(item.get(key) is not None for item in items)


def _label(item: Record) -> Any:
    """Return what a reader knows an event or a person by."""
    return item.get("type") or item.get("mention")


def _same_custodian(gold: str, predicted: str) -> bool:
    return same_place(gold, predicted) or same_agency(gold, predicted)


type Detail = tuple[str, str, Callable[[Any, Any], bool]]
"""A field of the report, the key of the record that it counts, and when two values agree."""

_AGES: Detail = ("ages", "age", operator.eq)
DETAILS: tuple[Detail, ...] = (
    ("dates", "date", operator.eq),
    ("agencies", "agency", same_agency),
    ("custodians", "custodian", _same_custodian),
    ("counts", "count", operator.eq),
)
