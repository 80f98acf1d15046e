"""Says whether a trigger tells of a further or of an earlier time: "arrested again", "previously deported".

in: a trigger    out: `again`, `before` or None    writes: nothing
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from spacy.tokens import Token

from pipeline.doc_text import text_of
from pipeline.events.grammar.once import said_once
from pipeline.word_lists import table

PATH = Path(__file__).with_name("occasions.toml")
_DENIED = re.compile(r"^(?:plead\w*|pled)\s(?:\w+\s){0,2}?not\sguilty\b", re.IGNORECASE)
_FRONT = 6
"""Tokens in front of a trigger, and behind it, that may speak of the occasion."""
_BEHIND = 10


@dataclass(frozen=True, slots=True)
class _Cue:
    kind: str
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    word: re.Pattern[str] | None
    opening: re.Pattern[str] | None
    only: re.Pattern[str] | None


@cache
def _cues() -> tuple[_Cue, ...]:
    def pattern(entry: dict[str, str], name: str) -> re.Pattern[str] | None:
        return re.compile(entry[name], re.IGNORECASE) if name in entry else None

    entries = table(PATH)["cue"]
    return tuple(
        _Cue(
            entry["kind"], *(pattern(entry, name) for name in ("before", "after", "word", "opening", "only"))
        )
        for entry in entries
    )


@said_once
def occasion_of(trigger: Token) -> str | None:
    """Return `again` for a further time, `before` for an earlier one, None where the words say neither."""
    sentence, doc = trigger.sent, trigger.doc
    text = text_of(doc)
    front = text[doc[max(sentence.start, trigger.i - _FRONT)].idx : trigger.idx]
    whole = text[sentence.start_char : trigger.idx]
    behind = doc[trigger.i + 1 : min(sentence.end, trigger.i + 1 + _BEHIND)].text
    for cue in _cues():
        if cue.kind == "before" and _DENIED.search(trigger.text + " " + behind):
            continue  # "initially pleaded not guilty": to the charge that the story is about
        if cue.only is not None and cue.only.search(trigger.text) is None:
            continue
        if (
            (cue.before is not None and cue.before.search(front))
            or (cue.after is not None and cue.after.search(behind))
            or (cue.word is not None and cue.word.search(trigger.text))
            or (cue.opening is not None and cue.opening.match(whole))
        ):
            return cue.kind
    return None
