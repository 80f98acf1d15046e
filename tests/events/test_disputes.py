"""What a custodian says of ICE's account makes it alleged, or leaves it as it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.schema import Extraction
from pipeline.word_lists import table

PATH = Path(__file__).with_name("dispute_sentences.toml")
ACCOUNT = (
    "ICE said in a statement that the Penn County jail ignored a detainer"
    " and released Al Roe, 40, on March 3."
)
LISTS = table(PATH)


def modalities(extraction: Extraction) -> dict[str, str]:
    """Event type to modality, of the detainers."""
    return {event.type: event.modality for event in extraction.events if event.type.startswith("detainer")}


@pytest.mark.slow
@pytest.mark.parametrize(("name", "modality"), [("disputed", "alleged"), ("undisputed", "actual")])
def test_a_dispute_makes_the_account_alleged_and_nothing_else_does(
    name: str, modality: str, read_all: Callable[..., list[Extraction]]
) -> None:
    said = [f"{ACCOUNT}\n\n{sentence}" for sentence in LISTS[name]]
    found = [modalities(extraction) for extraction in read_all(said, published="2024-06-05")]
    whole = {"detainer_issued": modality, "detainer_declined": modality}
    wrong = [(text, got) for text, got in zip(LISTS[name], found, strict=True) if got != whole]
    assert wrong == []
