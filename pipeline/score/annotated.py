"""The annotated articles at hand: those of the corpus, and real ones where they lie beside the checkout.

in: folders and files of articles with their gold, or offsets and the collections that they count in.
out: cleaned articles, each once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Protocol

from pipeline.acquire.files import read_files
from pipeline.clean.article import clean_page
from pipeline.schema import Article, RawPage
from pipeline.score.gold import read_annotations
from pipeline.score.likeness import Record
from pipeline.score.standoff import GOLD, joined, read_rows, texts

ROOT = Path(__file__).parents[2]
"""The checkout."""


class Annotated(Protocol):
    """Articles and their gold."""

    @property
    def name(self) -> str:
        """What the set is called in figures."""

    def gold(self) -> dict[str, Record]:
        """Return the annotations by article id."""

    def articles(self) -> Iterator[Article]:
        """Yield each annotated article once."""

    def hash(self) -> str:
        """Return the SHA-256 over the articles and the gold, in hexadecimal."""


@dataclass(frozen=True, slots=True)
class AnnotatedSet:
    """Articles in files, and a file with their gold."""

    name: str
    sources: tuple[Path, ...]
    """Files and folders; an article that is in several is taken from the first."""
    gold_file: Path

    def gold(self) -> dict[str, Record]:
        """Return the annotations by article id."""
        return {record["id"]: record for record in read_annotations(self.gold_file)}

    def articles(self) -> Iterator[Article]:
        """Yield each annotated article once."""
        gold = self.gold()
        for page in read_files([str(source) for source in self.sources]):
            if isinstance(page, RawPage) and gold.pop(page.id, None) is not None:
                yield clean_page(page)

    def hash(self) -> str:
        """Return the SHA-256 over the articles and the gold, in hexadecimal."""
        digest = hashlib.sha256(self.gold_file.read_bytes())
        for source in self.sources:
            for file in [source] if source.is_file() else sorted(source.iterdir()):
                digest.update(file.name.encode() + hashlib.sha256(file.read_bytes()).digest())
        return digest.hexdigest()


@dataclass(frozen=True)
class StandoffSet:
    """Articles of collections, and a file with their gold as offsets (`standoff`)."""

    name: str
    collections: tuple[Path, ...]
    gold_file: Path

    @cached_property
    def _joined(self) -> list[tuple[Article, Record]]:
        lines = {line["id"]: line for line in read_annotations(self.gold_file)}
        rows = read_rows(self.collections, lines)
        found = []
        for id, line in lines.items():
            row = rows[id]
            text, gold = joined(line, row)
            given = {key: row[key] for key in ("source", "published")}
            page = RawPage(id, str(self.gold_file), "text", text, **given)
            found.append((clean_page(page), gold))
        return found

    def gold(self) -> dict[str, Record]:
        """Return the annotations by article id, in words."""
        return {article.id: gold for article, gold in self._joined}

    def articles(self) -> Iterator[Article]:
        """Yield each annotated article."""
        return (article for article, _ in self._joined)

    def hash(self) -> str:
        """Return the SHA-256 over the gold, which holds those of the texts, in hexadecimal."""
        return hashlib.sha256(self.gold_file.read_bytes()).hexdigest()


def sets_to_learn_from() -> list[Annotated]:
    """Return the sets that may be looked at and are at hand: of the corpus, and of published articles."""
    return [*about_detainers(), *([standoff] if (standoff := standoff_set()) else [])]


def about_detainers() -> list[Annotated]:
    """Return those of them that were chosen because they tell of detainers, or are like those that do."""
    found = (corpus_set("train"), corpus_set("dev"), real_set())
    return [item for item in found if item is not None]


def corpus_set(split: str) -> AnnotatedSet:
    """Return a split of the corpus: `train`, `dev` or `test`."""
    folder = ROOT / "corpus" / split
    return AnnotatedSet(f"corpus/{split}", (folder / "text", folder / "html"), folder / "gold.jsonl")


def standoff_set() -> StandoffSet | None:
    """Return the articles annotated as offsets; null: their texts are not at hand."""
    collections = texts()
    return StandoffSet("press releases and general news", collections, GOLD) if collections else None


def real_set() -> AnnotatedSet | None:
    """Return the annotated real articles to learn from; null: they are not at hand."""
    folder = ROOT.parent / "shared" / "real"
    if not folder.is_dir():
        return None
    return AnnotatedSet("real articles", (folder / "train_articles.jsonl",), folder / "train_gold.jsonl")
