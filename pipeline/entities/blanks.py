"""Blanks in patterns: a blank stands for up to two of running text, or one line break, no paragraph break.

in: text    out: the same, as long, in which what parts paragraphs is no blank

Spelt out in a pattern ("up to two blanks, or a line break that no blank follows"), a blank took half of the
time in which the longest patterns are compiled.
"""

from __future__ import annotations

import re

SPACE = r"(?:\s{1,2})"
"""What a blank in a pattern stands for, in a text from `running`."""
_PARTS = re.compile(r"\n(?=\s)")


def running(text: str) -> str:
    """Return a text in which line breaks that a blank follows are none, so that no match runs over them."""
    return _PARTS.sub("\0", text)
