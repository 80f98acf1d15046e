"""Measure the answers to claims: `python -m pipeline.score.claims [FOLDER] [--gold] [--db FILE] [--errors]`.

FOLDER holds articles (`articles.jsonl`, or `text/` and `html/`), `gold.jsonl` and `claims.jsonl`
(corpus/README.md). Its articles are read and linked into a database, as `blotter run` does, and each claim
is answered from it; with `--gold` the database holds the annotations instead, which measures the answering
alone. Evidence is right if it is of an article that the gold names, and the event named there: the quotes
overlap, or type and subject agree.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pipeline.acquire.files import read_files
from pipeline.clean.article import clean_page
from pipeline.jobs.checking import ClaimReader, check
from pipeline.jobs.copies import find_copies
from pipeline.jobs.relinking import relink
from pipeline.link.places.articles import link_places
from pipeline.nlp import load
from pipeline.review.check.told import lines, verdict_dict
from pipeline.review.rows import Desk
from pipeline.schema import Intake, RawPage
from pipeline.score.calibration import reliability
from pipeline.score.corpus import VERDICTS
from pipeline.score.gold import read_annotations
from pipeline.score.gold_records import gold_extraction
from pipeline.score.likeness import Record, overlap, plain
from pipeline.settings import CHOICES, Settings, load_settings
from pipeline.stages import Reader, run
from pipeline.store.claims import ClaimRecords
from pipeline.store.writer import RunRecord, Stamp, Store

_LEAST_OVERLAP = 0.5


@dataclass(slots=True)
class Result:
    """What was measured over some claims."""

    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Gold verdict and the one given."""
    ranks: list[float] = field(default_factory=list)
    """For each claim with gold evidence, 1 over the place of the first that is right; 0: none is."""
    sures: list[tuple[float, bool]] = field(default_factory=list)
    """For each answer other than unknown, how sure it is, and whether it is right."""
    errors: list[str] = field(default_factory=list)

    @property
    def accuracy(self) -> float:
        """Share of the claims with the right verdict."""
        right = sum(count for (gold, given), count in self.confusion.items() if gold == given)
        return right / max(self.confusion.total(), 1)

    @property
    def mean_reciprocal_rank(self) -> float:
        """Of the right evidence, over the claims that have some."""
        return sum(self.ranks) / max(len(self.ranks), 1)


def main() -> None:
    """Print the figures of the folder named on the command line."""
    parser = argparse.ArgumentParser(prog="python -m pipeline.score.claims", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("corpus/stories/train"))
    parser.add_argument("--db", type=Path, help="the database, made if it is not there")
    parser.add_argument("--claims", type=Path, help="other claims over the same articles")
    parser.add_argument("--gold", action="store_true", help="answer from the annotations")
    parser.add_argument(
        "--gate", choices=CHOICES["gate"], help="how the articles are read, else as the settings say"
    )
    parser.add_argument("--errors", action="store_true", help="show the answers that are wrong")
    arguments = parser.parse_args()
    settings = replace(load_settings(), **({"gate": arguments.gate} if arguments.gate else {}))
    reader = load(replace(settings, gate="off"))
    with tempfile.TemporaryDirectory() as temporary:
        path = arguments.db
        if path is None:
            path = Path(temporary) / "claims.db"
        if path.exists():
            pass
        elif arguments.gold:
            fill_with_gold(path, arguments.folder)
        else:
            fill(path, arguments.folder, load(settings), settings)
        result = measure(path, arguments.folder, reader, arguments.claims)
    print(report(result, arguments.errors))


def fill(path: Path, folder: Path, reader: Reader, settings: Settings) -> None:
    """Read the articles of a folder into a database and link them."""
    with Store(path) as store:
        run(store, reader, Intake(article_files(folder)), settings, lambda _: None)


def fill_with_gold(path: Path, folder: Path) -> None:
    """Write the annotations of a folder into a database and link them."""
    gold = {record["id"]: record for record in read_annotations(folder / "gold.jsonl")}
    pages = [page for page in read_files(article_files(folder)) if isinstance(page, RawPage)]
    with Store(path) as store:
        number = store.begin_run(RunRecord("", "{}", "", "gold", "", ()))
        for page in pages:
            article = clean_page(page)
            extraction = link_places(article, gold_extraction(gold[article.id], article))
            store.write(number, article, extraction, Stamp(article.origin, article.id, "gold", ""))
        find_copies(store)
    relink(path)


def article_files(folder: Path) -> tuple[str, ...]:
    """Return where a folder of the corpus keeps its articles."""
    rows = folder / "articles.jsonl"
    return (str(rows),) if rows.exists() else (str(folder / "text"), str(folder / "html"))


def measure(path: Path, folder: Path, reader: ClaimReader, asked: Path | None = None) -> Result:
    """Return how well the claims of a folder, or those of another file, are answered from a database."""
    gold = {record["id"]: record for record in read_annotations(folder / "gold.jsonl")}
    told = (asked or folder / "claims.jsonl").read_text(encoding="utf-8").splitlines()
    claims = [json.loads(line) for line in told if line.strip()]
    with ClaimRecords(path) as records:
        desk = Desk(records, with_names=True)
        verdicts = check(records, reader, [claim["claim"] for claim in claims], with_names=True)
        answers = [verdict_dict(desk, verdict) for verdict in verdicts]
    return compare(claims, gold, answers)


def compare(
    claims: Sequence[dict[str, Any]], gold: dict[str, Record], answers: Sequence[dict[str, Any]]
) -> Result:
    """Return how answers agree with gold.

    Args:
        claims: of `claims.jsonl`.
        gold: the annotations by article.
        answers: one for each claim, as `verdict_dict` returns them.
    """
    result = Result()
    for claim, answer in zip(claims, answers, strict=True):
        result.confusion[claim["verdict"], answer["verdict"]] += 1
        if answer["sure"] is not None:
            result.sures.append((answer["sure"], claim["verdict"] == answer["verdict"]))
        rank = reciprocal_rank(claim["evidence"], gold, answer["evidence"])
        if claim["evidence"]:
            result.ranks.append(rank)
        if claim["verdict"] != answer["verdict"] or (claim["evidence"] and rank < 1):
            head = f"{claim['id']}: gold {claim['verdict']}, rank {rank:.2f} of {claim['evidence']}"
            result.errors.append("\n".join([head, *lines(answer)]))
    return result


def reciprocal_rank(
    wanted: Sequence[tuple[str, int]], gold: dict[str, Record], given: Sequence[dict[str, Any]]
) -> float:
    """Return 1 over the place of the first evidence that is right; 0: none is."""
    for place, item in enumerate(given, 1):
        if any(is_right(item, article, gold[article], index) for article, index in wanted):
            return 1 / place
    return 0.0


def is_right(item: dict[str, Any], article: str, gold: Record, index: int) -> bool:
    """Tell whether evidence is the event that gold names: the quotes overlap, or type and subject agree."""
    if item["article_id"] != article:
        return False
    event = gold["events"][index]
    if overlap(item["quote"], event["quote"]) >= _LEAST_OVERLAP:
        return True
    if item["type"] != event["type"]:
        return False
    subject = next((person for person in gold["people"] if person["id"] == event["subject"]), None)
    if subject is None:
        return event["count"] is not None and str(event["count"]) in plain(item["values"]["who"]["reported"])
    named = set(plain(subject["name"] or subject["mention"]).split())
    return bool(named & set(plain(item["values"]["who"]["reported"]).split()))


def report(result: Result, with_errors: bool) -> str:
    """Return figures in lines to read."""
    confusion = result.confusion
    head = f"{'gold':14}" + "".join(f"{verdict:>14}" for verdict in VERDICTS)
    rows = [f"{gold:14}" + "".join(f"{confusion[gold, given]:14}" for given in VERDICTS) for gold in VERDICTS]
    return "\n".join(
        [
            head,
            *rows,
            f"verdicts right: {result.accuracy:.3f} of {confusion.total()} claims",
            f"contradicted for an unknown: {confusion['unknown', 'contradicted']}",
            f"mean reciprocal rank of the right evidence: {result.mean_reciprocal_rank:.3f}"
            f" of {len(result.ranks)} claims",
            _sureness(result.sures),
            *(result.errors if with_errors else ()),
        ]
    )


def _sureness(sures: Sequence[tuple[float, bool]]) -> str:
    """Return in a line how far answers are as often right as they are sure."""
    if not sures:
        return "no answer but unknown"
    found = reliability([sure for sure, _ in sures], [right for _, right in sures])
    mean = sum(sure for sure, _ in sures) / len(sures)
    return (
        f"answers other than unknown: {len(sures)}, right {found.precision:.3f}, sure {mean:.3f}, "
        f"expected calibration error {found.error:.3f}"
    )


if __name__ == "__main__":
    main()
