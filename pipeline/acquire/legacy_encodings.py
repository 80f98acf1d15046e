"""Which of the one-byte encodings that English news comes in makes sense of bytes that are not UTF-8.

Each can decode nearly anything; what tells them apart is whether letters with accents then stand in words,
and quotes and dashes around them. charset-normalizer, made for long texts of all languages, took Windows-1252
for a code page of DOS in one short text with Spanish names of ten, and missed Mac Roman in three of four.
"""

from __future__ import annotations

import re

ENCODINGS = ("cp1252", "mac_roman", "cp850", "cp437")
"""The most usual first: it has it where several fit alike."""
_LEAST_FIT = 0.5
"""With less of its signs where they belong, a text is in none of these encodings, or not English."""
_LOWER = "áéíóúñüàèìòùâêîôûäöïëçãõåøßœæ"
_FIT = re.compile(
    rf"(?<=[a-zA-Z{_LOWER}])[{_LOWER}]"
    rf"|[{_LOWER}](?=[a-z{_LOWER}])"
    rf"|(?<![^\W\d_])[ÁÉÍÓÚÑÖÜÇŠŽØÅ](?=[a-z{_LOWER}])"
    r"|[’—…]"
    r"|[‘“”–€£©®™°§·•¼½¾¿¡«»\xa0\xad](?![a-z])"
    r"|(?<![^\W\d_])[‘“”–€£©®™°§·•¼½¾¿¡«»\xa0\xad]"
)
"""A letter in a word, a capital at its beginning, a sign that is not between two letters."""
_NON_ASCII = re.compile(r"[^\x00-\x7f]")
_LETTER = re.compile(r"[A-Za-z]")


def legacy_encoding(sample: bytes) -> str | None:
    """Return the one of `ENCODINGS` in which most signs of a sample stand where English has them.

    Args:
        sample: bytes that are not UTF-8, with some of the ASCII text around each that is not ASCII.

    Returns:
        The encoding's name for Python; null where none fits.
    """
    fits = [(_fit(sample, encoding), encoding) for encoding in ENCODINGS]
    best, encoding = max(fits, key=lambda item: item[0])
    return encoding if best >= _LEAST_FIT else None


def _fit(sample: bytes, encoding: str) -> float:
    """Return the share of signs beyond ASCII that stand where they belong, 0 to 1."""
    try:
        text = sample.decode(encoding)
    except UnicodeDecodeError:
        return 0.0
    signs = _NON_ASCII.findall(text)
    if not signs or sum(map(str.isalpha, signs)) > len(_LETTER.findall(text)):
        return 0.0  # of English, most letters are ASCII
    return sum(1 for _ in _FIT.finditer(text)) / len(signs)
