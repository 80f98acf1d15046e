"""Bytes in an older encoding become the text that was written, however short it is."""

from __future__ import annotations

import pytest

from pipeline.acquire.legacy_encodings import legacy_encoding

NAMES = "Deputies arrested José Núñez and María Peña, of León, on Friday."


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "cp850"])
@pytest.mark.parametrize(
    "text",
    [
        NAMES,
        "Deputies arrested Raúl Muñoz — a “known” felon, the sheriff’s office said…",
        "“We honored it,” Zoë Brontë said.",
    ],
)
def test_names_and_quotes_come_back(text: str, encoding: str) -> None:
    try:
        data = text.encode(encoding)
    except UnicodeEncodeError:
        pytest.skip(f"{encoding} has no curly quotes")

    found = legacy_encoding(data)

    assert found is not None
    assert data.decode(found) == text


@pytest.mark.parametrize(
    "text", ["The jail—which denies it—let him go.", "He was freed … then held–again.", "Fined £50, or €60."]
)
def test_dashes_between_words_are_no_letters(text: str) -> None:
    assert legacy_encoding(text.encode("cp1252")) == "cp1252"


@pytest.mark.parametrize(
    "data", ["Шериф отпустил его в пятницу".encode("koi8-r"), bytes(range(128, 256)) * 20, b"", b"\x81\x8d"]
)
def test_what_makes_no_sense_in_any_is_in_none(data: bytes) -> None:
    assert legacy_encoding(data) is None
