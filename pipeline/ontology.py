"""Reads `ontology.toml`: the one declaration of types, roles, categories, statuses and modalities."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.word_lists import table

PATH = Path(__file__).with_name("ontology.toml")


@dataclass(frozen=True, slots=True)
class Ontology:
    """The declared vocabularies: name to one-line meaning, in the order of the file."""

    events: dict[str, str]
    roles: dict[str, str]
    modalities: dict[str, str]
    offenses: dict[str, str]
    count_qualifiers: dict[str, str]
    statuses: dict[str, int]
    """Status to gravity; higher is graver."""


@cache
def ontology() -> Ontology:
    """Return the ontology, read once per process."""
    data = table(PATH)
    return Ontology(
        events=data["events"],
        roles=data["roles"],
        modalities=data["modalities"],
        offenses=data["offenses"],
        count_qualifiers=data["count_qualifiers"],
        statuses=data["statuses"],
    )
