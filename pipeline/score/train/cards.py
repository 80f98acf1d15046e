"""Writes the figures of a training into the card of what was trained."""

from __future__ import annotations

import re
from pathlib import Path

_FIGURES = re.compile(r"(?<=<!-- figures -->\n).*?(?=<!-- end -->)", re.DOTALL)


def write_figures(card: Path, table: str) -> None:
    """Put a table in place of the one between the comments `figures` and `end` of a card."""
    text = card.read_text(encoding="utf-8")
    card.write_text(_FIGURES.sub(lambda _: table + "\n", text), encoding="utf-8")
