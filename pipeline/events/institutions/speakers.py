"""Whose people say "we" and "our" in a quotation: "Ann Roe of the FBI said: “We arrested him”".

in: the pronoun, the article's agencies and text    out: an agency    writes: nothing
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from pipeline.events.institutions.words import anaphors, cue
from pipeline.schema import Mention

_SURE = 0.6
"""Confidence from which an agency is one by name: "officers" is none."""
_SPEAKER = 60
"""Characters in front of an agency in which it stands who speaks for it."""


def speaker(pronoun: Token, agencies: Sequence[Mention], text: str) -> Mention | None:
    """Return the agency of whoever says "we" or "our" in a quotation, named in its paragraph."""
    at, start = pronoun.idx, text.rfind("\n", 0, pronoun.idx)
    end = text.find("\n", at)
    end = end if end >= 0 else len(text)
    may = [item for item in agencies if item.detail in anaphors()["we"] and item.confidence >= _SURE]
    for item in reversed([item for item in may if start < item.start < at]):
        if cue("speaking").match(text[item.end : at]) and not _is_against(item, text, start):
            return item
    for item in (item for item in may if at < item.start < end):
        gap = text[at : item.start]
        if cue("quoted").search(gap):
            return item
        if cue("closing").search(gap) and cue("says").match(text[item.end : end]):
            return None if _is_against(item, text, at) else item
    return None


def _is_against(item: Mention, text: str, since: int) -> bool:
    """Say whether those who speak are an agency's opponents: "a lawyer suing the FBI said"."""
    return bool(cue("opponent").search(text[max(since, item.start - _SPEAKER, 0) : item.start]))
