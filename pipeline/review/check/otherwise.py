"""Compares a claim on one person with reports that tell the same otherwise, one value after another.

in: a claim, a part of it, findings on its person    out: findings    writes: nothing
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.review.check.claim import Claim, Comparing, Part
from pipeline.review.check.entries import as_lawful
from pipeline.review.check.intervals import as_long_after
from pipeline.review.check.let_out import on_bail, set_free
from pipeline.review.check.sides import Finding
from pipeline.review.check.speakers import as_said
from pipeline.review.check.sums import of_other_sums
from pipeline.review.check.trials import acquitted_then, at_trial
from pipeline.review.check.versions import by_others, other_version
from pipeline.review.check.whereabouts import free_now, where_now
from pipeline.store.claims import ClaimRecords


def told_otherwise(
    records: ClaimRecords,
    claim: Claim,
    part: Part,
    told: Sequence[Finding],
    comparing: Comparing,
    sole: str | None,
) -> list[Finding]:
    """Return findings on a person, those against a claim that say the same otherwise.

    Args:
        records: the database.
        claim: the whole.
        part: of it.
        told: where the reports stand.
        comparing: takes names and places apart.
        sole: whom alone the claim may mean; null: several.
    """
    told = as_said(records, claim, part, told)
    told = by_others(part, other_version(claim, part, told, comparing, sole))
    told = acquitted_then(claim, part, free_now(part, where_now(part, told)), sole)
    told = as_lawful(records, claim, part, told)
    told = of_other_sums(records, claim, part, set_free(claim, part, told, comparing))
    told = at_trial(records, claim, part, on_bail(records, part, told))
    return as_long_after(records, claim, part, told, comparing)
