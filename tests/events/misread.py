"""Many texts read in one go, and those of which something else is read than expected."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pipeline.schema import Extraction


def misread(
    expected: Iterable[tuple[str, list[str]]],
    read_all: Callable[..., list[Extraction]],
    show: Callable[[Extraction], list[str]],
    introduction: str = "",
    **fields: object,
) -> str:
    """Return each text of which something else is shown than expected, with both; none: an empty text."""
    pairs = list(expected)
    extractions = read_all([introduction + text for text, _ in pairs], **fields)
    return "\n".join(
        f"{text}\n    expected {sorted(of)}\n    found    {found}"
        for (text, of), extraction in zip(pairs, extractions, strict=True)
        if (found := sorted(show(extraction))) != sorted(of)
    )
