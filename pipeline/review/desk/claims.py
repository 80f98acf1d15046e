"""The page that puts a claim to the database: verdict, reasons value by value, evidence on both sides.

in: a request with a claim in its address    out: the page's data and rows; writes nothing
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from pipeline.review.check.claim import ClaimText
from pipeline.review.check.finding import AGAINST, FOR, NEAR
from pipeline.review.check.told import SAME, verdict_dict
from pipeline.review.desk.page import BadRequestError, ClaimChecker, Page, View

MOST = 1_000
"""Characters of a claim; what is longer is an article."""


def read_ahead(checker: ClaimChecker | None, asked: Mapping[str, str]) -> ClaimText | None:
    """Read the address's claim; null: it has none.

    Raises:
        BadRequestError: it is no sentence, too long, or its day is none.
        ModelError: there is nothing to read it with.
    """
    text, made = asked.get("claim", "").strip(), asked.get("made", "").strip()
    if not text:
        return None
    if checker is None:
        raise BadRequestError("claim: this desk was opened without a reader of claims: use `blotter check`")
    if len(text) > MOST:
        raise BadRequestError(
            f"claim: expected a sentence or a few, up to {MOST:,} characters, found {len(text):,}: "
            "check one claim at a time"
        )
    if not any(character.isalpha() for character in text):
        raise BadRequestError(f"claim: expected words, found {text!r}: write what is claimed in a sentence")
    try:
        day = date.fromisoformat(made).isoformat() if made else None
    except ValueError as error:
        raise BadRequestError(f"made: expected the claim's day as YYYY-MM-DD, found {made!r}") from error
    return checker.read(text, day)


def check(view: View) -> Page:
    """Answer the claim, or ask for one."""
    asked = {name: view.asked.get(name, "").strip() for name in ("claim", "made")}
    shown: dict[str, Any] = {
        "asked": asked,
        "most": MOST,
        "sides": ((FOR, "For it"), (AGAINST, "Against it")),
        "same": SAME,
        "unlinked": view.records.unlinked_lately(),
    }
    if view.claim is None or view.checker is None:
        return Page("check.html", "Check a claim", {"claim": None}, [], shown)
    told = verdict_dict(view.desk, view.checker.answer(view.records, view.claim, view.with_names))
    shown["near"] = [item for item in told["evidence"] if item["side"] == NEAR]
    return Page("check.html", "Check a claim", told, _rows(told), shown)


def _rows(told: dict[str, Any]) -> list[dict[str, Any]]:
    """Return a row for each piece of evidence; one that says so where there is none."""
    whole = {"claim": told["claim"], "verdict": told["verdict"], "verdict_reason": told["reason"]}
    names = (
        "part", "side", "reason", "id", "event", "article_id", "source", "published", "url", "type",
        "modality", "date", "speaker", "quote",
    )  # fmt: skip
    rows = [whole | {name: item[name] for name in names} | _judged(item) for item in told["evidence"]]
    return rows or [whole | dict.fromkeys([*names, "agree", "disagree"])]


def _judged(item: dict[str, Any]) -> dict[str, str]:
    """Return the fields that agree and those that disagree."""
    judged = {field: value["judged"] for field, value in item["values"].items()}
    return {
        word: ", ".join(field for field, how in judged.items() if how == f"{word}s")
        for word in ("agree", "disagree")
    }
