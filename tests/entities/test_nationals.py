""" "National" and "native" as nouns look like "citizen" to the base model; adjectives stay what they are."""

from __future__ import annotations

import pytest

from pipeline.entities.nationals import as_citizens
from tests.blank_english import ENGLISH


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("a Honduran national charged with theft", True),
        ("a Honduran national, was held", True),
        ("Honduran national Bo Lim", True),
        ("a foreign national living here", True),
        ("the Cuban national team", False),
        ("American national security", False),
        ("the national, state and local police", False),
        ("a Honduran citizen", False),
        ("a Honduran native April 5", True),
        ("a native language", False),
        ("a Brazilian native speaker", False),
    ],
)
def test_only_the_noun_is_shown_as_citizen(text: str, noun: bool) -> None:
    doc = ENGLISH(text)
    words = [tuple(row) for row in doc.to_array(["ORTH", "NORM", "SPACY"]).tolist()]
    shown = as_citizens(doc, words)  # type: ignore[arg-type]
    said = [doc.vocab.strings[orth] for orth, _, _ in shown]

    expected = [token.text for token in doc]
    assert said == (
        ["citizen" if word in ("national", "native") else word for word in expected] if noun else expected
    )
    assert [blank for _, _, blank in shown] == [blank for _, _, blank in words]
