"""Says who decided a case, by words: a jury, a judge, or the defendant, by a plea.

in: words    out: `jury`, `judge`, `plea`    writes: nothing
"""

from __future__ import annotations

import re

_COURTS = {
    "plea": re.compile(r"\b(?:plead(?:s|ed|ing)?|pled|plea)\b(?! of not| not)", re.IGNORECASE),
    "jury": re.compile(r"\b(?:jury|juries|jurors?)\b", re.IGNORECASE),
    "judge": re.compile(
        r"\b(?:judges?|magistrates?)\b"
        r"(?! (?:accused|guilty)\b|(?: [A-Z][\w.-]+){0,3}(?:, \d+,)? (?:has been|had been|was|were|is) "
        r"(?:\w+ly )?(?:convicted|found|acquitted|cleared)\b)",
        re.IGNORECASE,
    ),
}
_TRIED = re.compile(r"\b(?:jury|juries|jurors?)\b[^;]*\b(?:guilty|convict\w*)\b", re.IGNORECASE)
_BY_JURY = re.compile(r"\b(?:guilty|convict\w*)\b[^;]{0,80}\bby (?:an? |the )?(?:\w+ )?jury\b", re.IGNORECASE)


def court_of(words: str) -> str | None:
    """Return who words say has decided, `jury`, `judge`, or `plea`; null: nobody, or several."""
    told = {name for name, pattern in _COURTS.items() if pattern.search(words)}
    if "plea" in told:
        told -= {"judge"}  # before whom it was
    return told.pop() if len(told) == 1 else None


def tried_by(sentence: str) -> str | None:
    """Return `jury` where the sentence of a conviction has a jury find somebody guilty, and no plea."""
    if _COURTS["plea"].search(sentence):
        return None
    return "jury" if _TRIED.search(sentence) or _BY_JURY.search(sentence) else None
