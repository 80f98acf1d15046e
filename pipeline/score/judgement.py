"""Which of the values read from an article are right by its gold, one by one.

in: an article's gold and its output, both in the form of the annotation guide. out: a truth for each value of
the output that gold can judge. The pairing is that of `metrics`, so that the figures and these agree.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.score.likeness import Record
from pipeline.score.metrics import DETAILS, Comparison, Scores


@dataclass(slots=True)
class Judgement:
    """By position in the output's lists: whether each is right; what gold cannot judge is left out."""

    people: dict[int, bool] = field(default_factory=dict)
    """Named people, and subjects."""
    ages: dict[int, bool] = field(default_factory=dict)
    """Of subjects that are right."""
    offenses: dict[int, bool] = field(default_factory=dict)
    facilities: dict[int, bool] = field(default_factory=dict)
    events: dict[int, bool] = field(default_factory=dict)
    details: dict[tuple[str, int], bool] = field(default_factory=dict)
    """By key (`date`, `agency`, `custodian`, `count`) and position; of events that are right."""


def judge(gold: Record, predicted: Record) -> Judgement:
    """Return which values of `predicted` are right."""
    comparison = Comparison(gold, predicted, Scores(), None)
    comparison.compare()
    found = Judgement()
    people = predicted["people"]
    named = [i for i, person in enumerate(people) if person["name"]]
    subjects = [i for i, person in enumerate(people) if person["role"] == "subject"]
    paired_names = {named[j] for _, j in comparison.pairs["people"]}
    paired_subjects = {subjects[j] for _, j in comparison.pairs["subjects"]}
    for i in sorted({*named, *subjects}) if comparison.is_decided("people") else ():
        found.people[i] = (i in paired_names or i not in named) and (
            i in paired_subjects or i not in subjects
        )
    gold_subjects = [person for person in gold["people"] if person["role"] == "subject"]
    for i, j in comparison.pairs["subjects"]:
        if people[subjects[j]]["age"] is not None and comparison.is_decided("people"):
            found.ages[subjects[j]] = people[subjects[j]]["age"] == gold_subjects[i].get("age")
    known = {(item["subject"], item["category"], item["status"]) for item in gold["offenses"]}
    for i, item in enumerate(predicted["offenses"] if comparison.is_decided("offenses") else ()):
        subject = comparison.as_gold_id(item["subject"])
        found.offenses[i] = (subject, item["category"], item["status"]) in known
    for name, right in (("facilities", found.facilities), ("events", found.events)):
        if not comparison.is_decided(name):
            continue
        paired = {j for _, j in comparison.pairs[name]}
        right.update({j: j in paired for j in range(len(predicted[name]))})
    for i, j in comparison.pairs["events"]:
        for _, key, same in DETAILS:
            ours, theirs = gold["events"][i].get(key), predicted["events"][j].get(key)
            if theirs is not None:
                found.details[key, j] = ours is not None and same(ours, theirs)
    return found
