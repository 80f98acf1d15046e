"""The annotated articles at hand: those of the corpus, and real ones where they lie beside the checkout.

in: folders and files of articles with their gold. out: cleaned articles, each once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.acquire.files import read_files
from pipeline.clean.article import clean_page
from pipeline.schema import Article, RawPage
from pipeline.score.gold import read_annotations
from pipeline.score.likeness import Record

ROOT = Path(__file__).parents[2]
"""The checkout."""


@dataclass(frozen=True, slots=True)
class AnnotatedSet:
    """Articles and their gold."""

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


def corpus_set(split: str) -> AnnotatedSet:
    """Return a split of the corpus: `train`, `dev` or `test`."""
    folder = ROOT / "corpus" / split
    return AnnotatedSet(f"corpus/{split}", (folder / "text", folder / "html"), folder / "gold.jsonl")


def real_set() -> AnnotatedSet | None:
    """Return the annotated real articles to learn from; null: they are not at hand."""
    folder = ROOT.parent / "shared" / "real"
    if not folder.is_dir():
        return None
    return AnnotatedSet("real articles", (folder / "train_articles.jsonl",), folder / "train_gold.jsonl")
