"""Towns in front of a noun for a person: "a Bristol, Virginia woman", "finds Salem man guilty".

The parser takes the state for the subject's head or for one more subject, and the recogniser takes the town
for a person. Nothing is read of such a state, so the parser is shown blanks in its place.

in: text    out: text of the same length; whether a span is a town    writes: nothing
"""

from __future__ import annotations

import re

from pipeline.entities.people.runs import states

_PEOPLE = (
    "man|men|woman|women|couple|pair|duo|trio|brothers|teen|teens|teenager|teenagers|boy|girl|mother|father|mom|dad"
    "|doctor|physician|businessman|businesswoman|resident|residents"
)
_DWELLER = re.compile(r" (?:man|men|woman|women|couple|duo|trio|teens?|teenagers?|residents?|natives?)\b")


def _state_in_front() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, states()), key=len, reverse=True))
    return re.compile(rf"(?<=[a-z])(, (?:{names}),?)(?= (?:{_PEOPLE})\b)")


_STATE = _state_in_front()


def without_states(text: str) -> str:
    """Return the text, character for character, with blanks for a state between a town and who is of it."""
    return _STATE.sub(lambda match: " " * len(match[0]), text)


def is_of_dweller(text: str, end: int) -> bool:
    """Say whether what ends there is where somebody is from: "Covelo" in "Covelo man found guilty"."""
    return _DWELLER.match(text, end) is not None
