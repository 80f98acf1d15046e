"""Print what the corpus holds: articles, people, events and offenses, one column per split; then its stories.

Run it as `python -m pipeline.score.corpus [FOLDER]`.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table

from pipeline.ontology import ontology
from pipeline.score.gold import read_annotations
from pipeline.score.likeness import Record

SPLITS = ("train", "dev", "test")
"""Folders of the corpus; no story is told in two of them."""
STORY_SPLITS = ("train", "test")
"""Folders of `stories/`, in which one happening is told by several articles."""
VERDICTS = ("supported", "contradicted", "mixed", "unknown")


def main() -> None:
    """Print the tables of the folder named on the command line."""
    parser = argparse.ArgumentParser(prog="python -m pipeline.score.corpus", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("corpus"))
    folder: Path = parser.parse_args().folder
    console = Console()
    console.print(corpus_table({split: count_split(folder / split) for split in SPLITS}))
    console.print(story_table({split: count_stories(folder / "stories" / split) for split in STORY_SPLITS}))


def count_split(folder: Path) -> Counter[tuple[str, str]]:
    """Count what a split holds.

    Args:
        folder: with `gold.jsonl`, `text/` and `html/`.

    Returns:
        Numbers by (section, row), the rows of `articles`, `events`, `modality`, `offenses`.

    Raises:
        SourceError: `gold.jsonl` cannot be read.
    """
    gold = read_annotations(folder / "gold.jsonl")
    counts: Counter[tuple[str, str]] = Counter()
    counts["articles", "annotated"] = len(gold)
    counts["articles", "text files"] = len(list((folder / "text").glob("*.txt")))
    counts["articles", "HTML pages"] = len(list((folder / "html").glob("*.html")))
    counts["articles", "without an event"] = sum(not article["events"] for article in gold)
    for article in gold:
        counts.update(_rows(article))
    return counts


def _rows(article: Record) -> Iterator[tuple[str, str]]:
    for person in article["people"]:
        yield "people", person["role"]
    for offense in article["offenses"]:
        yield "offenses", offense["status"]
    for event in article["events"]:
        yield "events", event["type"]
        yield "modality", event["modality"]


def count_stories(folder: Path) -> Counter[tuple[str, str]]:
    """Count what a half of the stories holds.

    Args:
        folder: with `gold.jsonl`, `links.jsonl` and `claims.jsonl`.

    Returns:
        Numbers by (section, row), the rows of `stories`, `linked`, `claims`.

    Raises:
        SourceError: `gold.jsonl` cannot be read.
        OSError: another file cannot be read.
    """
    stories, claims = (
        [json.loads(line) for line in (folder / name).read_text(encoding="utf-8").splitlines()]
        for name in ("links.jsonl", "claims.jsonl")
    )
    people = [person for story in stories for person in story["people"]]
    events = [event for story in stories for event in story["events"]]
    counts: Counter[tuple[str, str]] = Counter()
    counts["stories", "told"] = len(stories)
    counts["stories", "articles"] = len(read_annotations(folder / "gold.jsonl"))
    counts["linked", "people"] = len(people)
    counts["linked", "events"] = len(events)
    counts["linked", "events told twice or more"] = sum(len(event["reports"]) > 1 for event in events)
    counts["linked", "events of two or more sources"] = sum(len(event["sources"]) > 1 for event in events)
    counts["linked", "conflicts"] = sum(len(event["conflicts"]) for event in events)
    counts["linked", "look-alikes"] = sum(len(story["not_same"]) for story in stories)
    counts.update(("claims", claim["verdict"]) for claim in claims)
    return counts


def story_table(counts: dict[str, Counter[tuple[str, str]]]) -> Table:
    """Lay the halves' numbers side by side."""
    rows = ("people", "events", "events told twice or more", "events of two or more sources")
    sections = {
        "stories": ("told", "articles"),
        "linked": (*rows, "conflicts", "look-alikes"),
        "claims": VERDICTS,
    }
    return _table(sections, counts)


def corpus_table(counts: dict[str, Counter[tuple[str, str]]]) -> Table:
    """Lay the splits' numbers side by side, declared rows with nothing in them included."""
    sections = {
        "articles": ("annotated", "text files", "HTML pages", "without an event"),
        "people": tuple(ontology().roles),
        "events": tuple(ontology().events),
        "modality": tuple(ontology().modalities),
        "offenses": tuple(ontology().statuses),
    }
    return _table(sections, counts)


def _table(sections: dict[str, tuple[str, ...]], counts: dict[str, Counter[tuple[str, str]]]) -> Table:
    table = Table("", "", *counts, "all", box=None)
    for section, rows in sections.items():
        for row in rows:
            numbers = [split[section, row] for split in counts.values()]
            label = section if row == rows[0] else ""
            table.add_row(label, row, *map(str, numbers), str(sum(numbers)))
    return table


if __name__ == "__main__":
    main()
