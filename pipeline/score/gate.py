"""Print how much of gold the gate lets through, and how much of the text: `python -m pipeline.score.gate`.

in: annotated articles; of general news, whose events nobody has annotated, only the text. out: for each set
the share of gold events whose quote begins in a passage that is read, and of the characters that are.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.acquire.files import read_files
from pipeline.clean.article import clean_page
from pipeline.entities.gate import passages
from pipeline.errors import SourceError
from pipeline.schema import Article, RawPage
from pipeline.score.annotated import Annotated, AnnotatedSet, corpus_set, sets_to_learn_from
from pipeline.score.likeness import Record


@dataclass(slots=True)
class Passed:
    """What the gate let through of a set of articles."""

    articles: int = 0
    read: int = 0
    """Articles of which anything is read."""
    characters: int = 0
    read_characters: int = 0
    events: int = 0
    read_events: int = 0

    def add(self, article: Article, gold: Record | None = None) -> None:
        """Count an article in, with its gold where it has any."""
        spans = passages(article.text)
        self.articles += 1
        self.read += bool(spans)
        self.characters += len(article.text)
        self.read_characters += sum(end - start for start, end in spans)
        for event in gold["events"] if gold else ():
            place = article.text.find(event["quote"])
            self.events += 1
            self.read_events += any(start <= place < end for start, end in spans)

    def recall(self) -> float:
        """Return the share of the events that lie in what is read."""
        return self.read_events / self.events

    def line(self, name: str) -> str:
        """Return the figures as a line of the table."""
        recall = f"{self.recall():.4f}" if self.events else ""
        text, articles = self.read_characters / max(self.characters, 1), self.read / max(self.articles, 1)
        return f"{name:24}{self.articles:>10}{articles:>10.3f}{text:>10.3f}{self.events:>10}{recall:>10}"


def main() -> None:
    """Print a line for each set at hand, and for those named."""
    parser = argparse.ArgumentParser(prog="python -m pipeline.score.gate", description=__doc__)
    parser.add_argument(
        "--gold", nargs=2, action="append", default=[], metavar=("ARTICLES", "GOLD"), help="one more set"
    )
    parser.add_argument("--news", action="append", default=[], metavar="SOURCE", help="articles without gold")
    arguments = parser.parse_args()
    sets = [*sets_to_learn_from(), corpus_set("test")]
    sets += [AnnotatedSet(name, (Path(name),), Path(gold)) for name, gold in arguments.gold]
    print(f"{'':24}{'articles':>10}{'read':>10}{'text':>10}{'events':>10}{'recall':>10}")
    for name, passed in (*measure(sets), *((name, of_news(name)) for name in arguments.news)):
        print(passed.line(name[-24:]))


def measure(sets: Iterable[Annotated]) -> list[tuple[str, Passed]]:
    """Return what the gate lets through of each set, and of all of them together."""
    measured: list[tuple[str, Passed]] = []
    whole = Passed()
    for item in sets:
        passed, gold = Passed(), item.gold()
        for article in item.articles():
            passed.add(article, gold[article.id])
            whole.add(article, gold[article.id])
        measured.append((item.name, passed))
    return [*measured, ("all with gold", whole)]


def of_news(*sources: str) -> Passed:
    """Return what the gate lets through of files and folders of articles that have no gold."""
    return of_articles(cleaned(sources))


def of_articles(articles: Iterable[Article]) -> Passed:
    """Return what the gate lets through of articles that have no gold."""
    passed = Passed()
    for article in articles:
        passed.add(article)
    return passed


def cleaned(sources: Sequence[str]) -> Iterable[Article]:
    """Yield the articles of files and folders; those that hold none are passed over."""
    for page in read_files(sources):
        if isinstance(page, RawPage):
            try:
                yield clean_page(page)
            except SourceError:
                continue  # the job reads nothing from it either


if __name__ == "__main__":
    main()
