"""The text of a parsed document, joined once and kept: `Doc.text` joins all tokens anew at each use."""

from __future__ import annotations

from typing import Any, Protocol

_TEXT = "blotter.text"


class Parsed(Protocol):
    """A document as spaCy has it."""

    user_data: dict[Any, Any]

    @property
    def text(self) -> str:
        """All tokens with the blanks between them."""


def text_of(doc: Parsed) -> str:
    """Return the document's text."""
    text: str | None = doc.user_data.get(_TEXT)
    if text is None:
        text = doc.user_data[_TEXT] = doc.text
    return text
