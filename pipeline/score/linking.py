"""Measure linking on the stories: `python -m pipeline.score.linking [FOLDER] [--gold-only] [--errors]`.

FOLDER holds `articles.jsonl`, `gold.jsonl` and `links.jsonl` (corpus/README.md, Stories). Measured twice: on
the gold annotations, which is linking alone; and on what the reader extracts, aligned to gold, which is the
whole job. There an event or person that the reader misses stands alone, which costs recall.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.acquire.files import read_files
from pipeline.clean.article import clean_page
from pipeline.jobs.copies import find_copies
from pipeline.jobs.relinking import relink
from pipeline.link.places.articles import link_places
from pipeline.schema import Article, Extraction, RawPage
from pipeline.score.clusters import Agreement, b_cubed
from pipeline.score.gold import read_annotations
from pipeline.score.gold_records import gold_extraction
from pipeline.score.likeness import Record, event_likeness, pair_up, subject_likeness
from pipeline.store.linked import LinkedEvent, LinkedRecords
from pipeline.store.writer import RunRecord, Stamp, Store

Item = tuple[str, str]
"""Article and the id of a person (`p1`), or the number of an event (`0`), of its gold."""


@dataclass(slots=True)
class Result:
    """What was measured in one way."""

    people: Agreement
    events: Agreement
    missed: tuple[int, int]
    """People and events of the gold for which there is no row."""
    sources_right: int = 0
    sources: int = 0
    conflicts: Counter[str] = field(default_factory=Counter)
    """`right`, `missed` and `invented`."""
    errors: list[str] = field(default_factory=list)


def main() -> None:
    """Print the figures of the folder named on the command line."""
    parser = argparse.ArgumentParser(prog="python -m pipeline.score.linking", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("corpus/stories/train"))
    parser.add_argument("--gold-only", action="store_true", help="only linking alone, without a model")
    parser.add_argument("--errors", action="store_true", help="name what is wrong")
    arguments = parser.parse_args()
    print(report("gold annotations", measure_gold(arguments.folder), arguments.errors))
    if not arguments.gold_only:
        print(report("what the reader extracts", measure_reader(arguments.folder), arguments.errors))


def report(name: str, result: Result, with_errors: bool) -> str:
    """Return figures in lines to read."""
    lines = [f"on {name}", f"{'':10}{'P':>8}{'R':>8}{'F1':>8}{'items':>8}"]
    for what, it, missed in zip(
        ("people", "events"), (result.people, result.events), result.missed, strict=True
    ):
        rest = f", {missed} of them not read" if missed else ""
        lines.append(f"{what:10}{it.precision:8.3f}{it.recall:8.3f}{it.f1:8.3f}{it.items:8}{rest}")
    right, lost, invented = (result.conflicts[name] for name in ("right", "missed", "invented"))
    precision, recall = right / max(right + invented, 1), right / max(right + lost, 1)
    lines.append(f"{'conflicts':10}{precision:8.3f}{recall:8.3f}{'':8}{right + lost:8}")
    share = result.sources_right / max(result.sources, 1)
    lines.append(f"source counts right: {share:.3f} of {result.sources} events")
    return "\n".join([*lines, *(result.errors if with_errors else ()), ""])


def read_links(folder: Path) -> list[dict[str, Any]]:
    """Return the stories of `links.jsonl`, in order."""
    lines = (folder / "links.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def read_articles(folder: Path) -> list[Article]:
    """Return the cleaned articles of a folder."""
    pages = read_files([str(folder / "articles.jsonl")])
    return [clean_page(page) for page in pages if isinstance(page, RawPage)]


def measure_gold(folder: Path) -> Result:
    """Measure linking on gold annotations."""
    gold = {record["id"]: record for record in read_annotations(folder / "gold.jsonl")}
    told = []
    for article in read_articles(folder):
        told.append((article, link_places(article, gold_extraction(gold[article.id], article))))
    with linked(told) as records:
        people = {(name, p["id"]): f"{name}:{p['id']}" for name, g in gold.items() for p in g["people"]}
        events = {
            (name, str(i)): f"{name}:e{i + 1}" for name, g in gold.items() for i, _ in enumerate(g["events"])
        }
        return compare(read_links(folder), gold, people, events, records)


def measure_reader(folder: Path) -> Result:
    """Measure linking on what the reader extracts."""
    from pipeline import nlp
    from pipeline.settings import load_settings

    gold = {record["id"]: record for record in read_annotations(folder / "gold.jsonl")}
    articles = read_articles(folder)
    told = []
    people: dict[Item, str] = {}
    events: dict[Item, str] = {}
    for article, extraction in zip(articles, nlp.load(load_settings()).read(articles), strict=True):
        told.append((article, link_places(article, extraction)))
        mine, theirs = align(gold[article.id], extraction, article)
        people |= mine
        events |= theirs
    with linked(told) as records:
        return compare(read_links(folder), gold, people, events, records)


def align(gold: Record, extraction: Extraction, article: Article) -> tuple[dict[Item, str], dict[Item, str]]:
    """Return gold people and events with the ids of the rows that stand for them."""
    from pipeline.guide import to_guide

    told = to_guide(extraction, article)
    pairs = pair_up(gold["people"], told["people"], subject_likeness)
    people = {gold["people"][i]["id"]: told["people"][j]["id"] for i, j in pairs}
    back = {theirs: mine for mine, theirs in people.items()}

    def alike(mine: Record, theirs: Record) -> float:
        return event_likeness(
            mine,
            theirs,
            (mine.get("subject"), back.get(theirs["subject"] or "")),
        )

    paired = pair_up(gold["events"], told["events"], alike)
    return (
        {(article.id, mine): f"{article.id}:{theirs}" for mine, theirs in people.items()},
        {(article.id, str(i)): f"{article.id}:e{j + 1}" for i, j in paired},
    )


@contextlib.contextmanager
def linked(told: list[tuple[Article, Extraction]]) -> Iterator[LinkedRecords]:
    """Give a database of records, linked."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "linked.db"
        with Store(path) as store:
            run = store.begin_run(RunRecord("", "{}", "", "gold", "", ()))
            for article, extraction in told:
                store.write(run, article, extraction, Stamp(article.origin, article.id, "gold", ""))
            find_copies(store)
        relink(path)
        with LinkedRecords(path) as records:
            yield records


def compare(
    stories: list[dict[str, Any]],
    gold: Mapping[str, Record],
    people: Mapping[Item, str],
    events: Mapping[Item, str],
    records: LinkedRecords,
) -> Result:
    """Return how well a database's links agree with the gold ones.

    Args:
        stories: of `links.jsonl`.
        gold: the annotations by article.
        people: gold item to the id of the row of `people` that stands for it; those missed lack.
        events: the same for `events`.
        records: the database.
    """
    roles = {(name, p["id"]): p["role"] for name, g in gold.items() for p in g["people"]}
    gold_people = {
        (article, person): cluster["id"]
        for story in stories
        for cluster in story["people"]
        for article, person in cluster["mentions"]
        if roles[article, person] == "subject"
    }
    gold_events = {
        (article, str(index)): cluster["id"]
        for story in stories
        for cluster in story["events"]
        for article, index in cluster["reports"]
    }
    who, what = records.person_of_report(), records.event_of_report()
    found_people = {item: who[row] for item, row in people.items() if row in who and item in gold_people}
    found_events = {item: what[row] for item, row in events.items() if row in what and item in gold_events}
    unread = (len(gold_people) - len(found_people), len(gold_events) - len(found_events))
    result = Result(b_cubed(gold_people, found_people), b_cubed(gold_events, found_events), unread)
    result.errors += [f"people: {line}" for line in differences(gold_people, found_people)]
    result.errors += [f"events: {line}" for line in differences(gold_events, found_events)]
    _sources_and_conflicts(stories, found_events, records, result)
    return result


def differences(gold: Mapping[Item, str], found: Mapping[Item, str]) -> Iterator[str]:
    """Yield each gold cluster that is not found whole, and each found one that mixes several."""
    parts: defaultdict[str, dict[str, list[Item]]] = defaultdict(lambda: defaultdict(list))
    mixed: defaultdict[str, set[str]] = defaultdict(set)
    for item, cluster in gold.items():
        parts[cluster][found.get(item, "missed")].append(item)
        if item in found:
            mixed[found[item]].add(cluster)
    for cluster, pieces in parts.items():
        if len(pieces) > 1:
            yield f"{cluster} split: " + " | ".join(str(items) for items in pieces.values())
    for found_cluster, clusters in mixed.items():
        if len(clusters) > 1:
            yield f"{found_cluster} mixes {', '.join(sorted(clusters))}"


def _sources_and_conflicts(
    stories: list[dict[str, Any]], found: Mapping[Item, str], records: LinkedRecords, result: Result
) -> None:
    """Count source counts and conflicts of gold events against those of the found event most like each."""
    taken: set[str] = set()
    for story in stories:
        for cluster in story["events"]:
            counts = Counter(
                found[article, str(index)]
                for article, index in cluster["reports"]
                if (article, str(index)) in found
            )
            wanted = {conflict["field"] for conflict in cluster["conflicts"]}
            event: LinkedEvent | None = None
            free = [item for item in counts if item not in taken]
            if free:
                best = min(free, key=lambda item: (-counts[item], item))
                taken.add(best)
                event = records.event(best)
            told = set() if event is None else {conflict.field for conflict in event.conflicts}
            result.conflicts["right"] += len(wanted & told)
            result.conflicts["missed"] += len(wanted - told)
            result.conflicts["invented"] += len(told - wanted)
            if wanted != told:
                result.errors.append(
                    f"conflicts: {cluster['id']} {cluster['type']}: "
                    f"gold {sorted(wanted)}, found {sorted(told)}"
                )
            if event is not None:
                result.sources += 1
                right = event.sources == len(cluster["sources"])
                result.sources_right += right
                if not right:
                    result.errors.append(
                        f"sources: {cluster['id']} {cluster['type']}: gold {cluster['sources']}, found "
                        f"{[(report.article_id, report.voice) for report in event.reports]}"
                    )


if __name__ == "__main__":
    main()
