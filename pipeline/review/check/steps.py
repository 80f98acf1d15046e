"""Weighs the reports on one person beside one another, step by step: the order is written here alone.

in: a part of a claim, where each report on its person stands by itself (`sides.of_person`)    out: findings
writes: nothing

A step looks at all findings and moves some to another side. Which claims it is for, it says itself; of all
others it leaves the findings as they are, so that most pairs of steps never meet. Where they do, a step
builds on what those before it have found out, above all on whether anything is for the claim. Each group
below says why it stands before the next; where two of one group must keep their order, a comment between
them says why.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.review.check.administrations import under_president
from pipeline.review.check.claim import Claim, Comparing, Part
from pipeline.review.check.counts_apart import counts_apart
from pipeline.review.check.counts_charged import as_counted
from pipeline.review.check.details import with_all_details, with_all_years
from pipeline.review.check.detainers import called_off, in_spite
from pipeline.review.check.doers import by_another, by_others_each_time, of_that_town
from pipeline.review.check.entries import as_lawful
from pipeline.review.check.finding import Finding
from pipeline.review.check.intervals import as_long_after
from pipeline.review.check.let_out import on_bail, on_what_terms, set_free
from pipeline.review.check.outcomes import (
    as_first,
    as_it_stands,
    as_often,
    not_yet,
    once_convicted,
    without_weak,
)
from pipeline.review.check.pleas import as_left, as_pleaded
from pipeline.review.check.said_beside import as_notified, by_grand_jury, in_due_form
from pipeline.review.check.same_day import on_that_day
from pipeline.review.check.scenes import at_the_scene, in_the_state
from pipeline.review.check.sequence import in_order
from pipeline.review.check.speakers import as_said
from pipeline.review.check.stretches import as_long, by_its_days, not_before, within_a_stay, without_a_break
from pipeline.review.check.sums import of_other_sums
from pipeline.review.check.surrenders import as_taken, in_the_end
from pipeline.review.check.surroundings import anchored, of_nobody_else
from pipeline.review.check.trials import acquitted_then, as_tried, at_trial, never_charged
from pipeline.review.check.undone import once_undone
from pipeline.review.check.versions import (
    as_ended,
    as_itself_told,
    as_others_tell,
    by_others,
    of_that_age,
    other_version,
    sent_elsewhere,
)
from pipeline.review.check.ways import in_that_way
from pipeline.review.check.whereabouts import free_now, where_now
from pipeline.store.claims import ClaimRecords


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of one person, and what there is to answer it with."""

    records: ClaimRecords
    claim: Claim
    part: Part
    """Of the claim."""
    comparing: Comparing
    sole: str | None
    """Whom alone the claim may mean; null: several."""


Step = Callable[[Asked, Sequence[Finding]], list[Finding]]

_OF_THE_REPORT: tuple[Step, ...] = (
    lambda on, told: as_ended(on.part, told),  # were charges dropped, or was there a verdict?
    lambda on, told: as_others_tell(on.part, told, "agency"),  # do other reports of it tell this otherwise?
    lambda on, told: as_others_tell(on.part, told, "where"),
    lambda on, told: as_others_tell(on.part, told, "where to"),
    lambda on, told: as_others_tell(on.part, told, "when"),
    lambda on, told: as_others_tell(on.part, told, "court"),
    lambda on, told: as_itself_told(on.part, told),
    lambda on, told: of_that_town(on.records, on.part, told, on.comparing),  # by police of that town?
    lambda on, told: sent_elsewhere(on.claim, on.part, told, on.comparing),  # to that country?
    lambda on, told: as_taken(on.claim, on.part, told),  # did they give themselves up, or were they caught?
    lambda on, told: in_the_end(on.claim, on.part, told, on.comparing),  # did ICE get them, from wherever?
    # does the article name the claim's places?
    lambda on, told: anchored(on.records, on.claim, told, on.comparing),
)
"""Is a report of the very thing that is claimed? What is not is no evidence of how often it was, or when:
before all that counts and compares reports."""

_OF_SEVERAL: tuple[Step, ...] = (
    lambda on, told: as_often(on.part, told),  # was it so many times?
    # was it before, or after, the other thing?
    lambda on, told: in_order(on.claim, on.part, told, on.comparing),
    lambda on, told: in_spite(on.part, told, on.comparing),  # had ICE asked for who was let go?
    lambda on, told: counts_apart(on.part, told),  # is it of another count of the same case?
    lambda on, told: called_off(on.part, told, on.comparing),  # had ICE withdrawn what is said to be ignored?
)
"""What do several reports say together that none says alone? Some now speak for the claim, and some are of
another count or time: before it is asked what came of it, since the end of another matter ends nothing
here."""

_IN_THE_END: tuple[Step, ...] = (
    lambda on, told: not_yet(on.part, told, on.comparing),  # is a denial of an earlier time?
    lambda on, told: once_convicted(on.part, told),  # was there a conviction that an acquittal only undid?
    # Whose conviction was undone had been sentenced all the same, but does not serve that sentence still.
    lambda on, told: as_it_stands(on.part, told),  # is it so still?
    # What has ended a state speaks against it in earnest, whatever is reported of the state beside it.
    lambda on, told: without_weak(on.part, told, on.comparing),  # is what is against it outweighed?
    lambda on, told: once_undone(on.claim, on.part, told),  # is a conviction left of what was undone?
    lambda on, told: as_first(on.claim, on.part, told),  # was it the first?
    lambda on, told: without_a_break(on.claim, on.part, told, on.comparing),  # ever since?
    lambda on, told: not_before(on.claim, on.part, told, on.comparing),  # not until then?
    lambda on, told: by_its_days(on.part, told, on.comparing),  # so long, by the days of arrest and release?
    lambda on, told: as_long(on.records, on.part, told),  # else by the words of an article?
    lambda on, told: by_another(on.claim, on.part, told, on.comparing),  # by whom the claim says it was not?
    lambda on, told: under_president(on.claim, on.part, told, on.comparing),  # in that president's term?
)
"""What is left of it, all told, by the values that are stored? Before the sentences of the articles are read:
they say more than the columns hold, and so have the later word."""

_BY_SENTENCES: tuple[Step, ...] = (
    lambda on, told: as_notified(on.records, on.part, told),  # was ICE told of the release?
    lambda on, told: in_due_form(on.records, on.part, told),  # is the end in due form yet?
    lambda on, told: by_grand_jury(on.records, on.claim, on.part, told),  # did a grand jury indict?
    lambda on, told: as_pleaded(on.records, on.claim, on.part, told),  # how did they plead?
    lambda on, told: as_left(on.records, on.part, told),  # is a part of the case open still?
    lambda on, told: as_tried(on.records, on.claim, on.part, told),  # was a jury hung, was there a new trial?
    lambda on, told: never_charged(on.records, on.claim, on.part, told),  # was there any charge over that?
    lambda on, told: as_counted(on.records, on.claim, on.part, told),  # on so many counts?
    lambda on, told: on_what_terms(on.records, on.part, told),  # was there bail?
    lambda on, told: as_said(on.records, on.claim, on.part, told),  # is it they who say so?
)
"""What do the articles say that no column holds? It may take away all that is for the claim, or give it the
only support: before it is asked whether the same is told otherwise, which counts where nothing is for it."""

_OTHERWISE: tuple[Step, ...] = (
    # of another day or place?
    lambda on, told: other_version(on.claim, on.part, told, on.comparing, on.sole),
    lambda on, told: within_a_stay(on.claim, on.part, told, on.comparing, on.sole),  # let out only later?
    lambda on, told: of_that_age(on.claim, on.part, told, on.sole),  # at another age?
    lambda on, told: by_others(on.part, told),  # by others, on that day?
    # by others, each time?
    lambda on, told: by_others_each_time(on.records, on.claim, on.part, told, on.comparing, on.sole),
    lambda on, told: where_now(on.part, told),  # is the latest place another?
    lambda on, told: free_now(on.part, told),  # free, by now?
    lambda on, told: acquitted_then(on.claim, on.part, told, on.sole),  # not guilty, at that trial?
    lambda on, told: as_lawful(on.records, on.claim, on.part, told),  # was the entry lawful?
    lambda on, told: set_free(on.claim, on.part, told, on.comparing),  # into the hands of ICE?
    lambda on, told: of_other_sums(on.records, on.claim, on.part, told),  # on bail of another sum?
    lambda on, told: on_bail(on.records, on.claim, on.part, told, on.comparing),  # on no bail at all?
    lambda on, told: at_trial(on.records, on.claim, on.part, told),  # without a trial?
    lambda on, told: on_that_day(on.claim, on.part, told, on.comparing),  # on the day of something else?
    lambda on, told: as_long_after(on.records, on.claim, on.part, told, on.comparing),  # after another time?
)
"""Is the same told otherwise? That speaks against the claim: before it is asked what no report tells, since a
claim for which a detail is missing would look like one for which there is nothing, and be contradicted."""

_UNCOMPARED: tuple[Step, ...] = (
    lambda on, told: with_all_details(on.records, on.claim, told),  # all names and numbers in an article?
    lambda on, told: with_all_years(on.records, on.claim, on.part, told),  # all years?
    lambda on, told: in_that_way(on.records, on.claim, told),  # in that way, and for that reason?
    lambda on, told: at_the_scene(on.records, on.claim, on.part, told),  # arrested at such a place?
    lambda on, told: in_the_state(on.records, on.claim, on.part, told, on.comparing),  # in that state, again?
    lambda on, told: of_nobody_else(on.records, on.part, told),  # and of nobody else?
)
"""Is all the rest of the claim in the articles? Last, since this brings nothing to the claim's side."""

STEPS: tuple[Step, ...] = (
    *_OF_THE_REPORT,
    *_OF_SEVERAL,
    *_IN_THE_END,
    *_BY_SENTENCES,
    *_OTHERWISE,
    *_UNCOMPARED,
)


def weighed(asked: Asked, told: Sequence[Finding]) -> list[Finding]:
    """Return findings on a person, each on the side where it stands beside all others."""
    found = list(told)
    for step in STEPS:
        found = step(asked, found)
    return found
