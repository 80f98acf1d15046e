"""The database -> files for other programs.

in: the open database. out: JSON Lines (one object for each article: the annotation guide's form and what more
is known) or a folder of CSV files, one for each table.

Order and content depend on what was read, never on how the runs went: articles by id, their rows in text
order; no run numbers and no times. Copies are all there, with what they copy. Names of victims and of minors
are left out unless asked for.
"""

from __future__ import annotations

import contextlib
import csv
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TextIO

from pipeline.errors import OutputError
from pipeline.guide import to_guide
from pipeline.review.privacy import redact
from pipeline.schema import Article, Extraction
from pipeline.store.queries import Records
from pipeline.store.rows import Row, to_records, to_rows
from pipeline.threshold import surer, surer_rows

ARTICLE_COLUMNS = (
    "id", "version", "url", "source", "title", "byline", "published", "text", "text_sha256",
    "origin", "model",
)  # fmt: skip
_CSV = {
    "articles": ARTICLE_COLUMNS,
    "people": (
        "id", "article_id", "role", "name", "age", "nationality", "mention", "minor",
        "start", "end", "rule", "confidence",
    ),
    "offenses": (
        "id", "article_id", "subject_id", "category", "status", "status_cue", "quote",
        "start", "end", "rule", "confidence",
    ),
    "facilities": ("id", "article_id", "facility", "start", "end", "rule", "confidence"),
    "events": (
        "id", "article_id", "type", "subject_id", "count", "count_qualifier", "date", "agency", "custodian",
        "modality", "modality_cue", "speaker", "attribution", "quote", "start", "end", "rule", "confidence",
    ),
    "mentions": (
        "article_id", "owner_table", "owner_id", "field", "value", "start", "end", "rule", "confidence",
        "anchor",
    ),
    "boilerplate": ("article_id", "kind", "start", "end"),
    "links": (
        "article_id", "name", "entry", "official", "kind", "city", "county", "state", "code", "score",
        "reason", "guess", "candidates",
    ),
    "skipped": ("article_id", "start", "end"),
    "copies": ("article_id", "kind", "source", "share", "own"),
    "issues": ("origin", "kind", "message"),
}  # fmt: skip


def write_jsonl(
    records: Records, write: Callable[[str], object], with_names: bool = False, least: float = 0.0
) -> int:
    """Write each article as a line of JSON, and return how many there were; `least` is a confidence."""
    number = 0
    copies = records.copies()
    for row, article, extraction in _articles(records, with_names):
        shown = to_guide(surer(extraction, least), article)
        shown["article"] |= {
            "version": row["version"],
            "text": article.text,
            "text_sha256": row["text_sha256"],
            "model": row["model"],
            "boilerplate": [
                {"start": span.start, "end": span.end, "kind": span.kind} for span in article.boilerplate
            ],
            "skipped": [{"start": start, "end": end} for start, end in extraction.skipped],
            "copy": copies.get(article.id),
        }
        write(json.dumps(shown, ensure_ascii=False) + "\n")
        number += 1
    return number


def write_csv(records: Records, folder: Path, with_names: bool = False, least: float = 0.0) -> int:
    """Write each table as a CSV file of `folder`, made if need be, and return how many articles there were.

    Args:
        records: the open database.
        folder: where the files go.
        with_names: also the names of victims and of minors.
        least: the least confidence of what is written.

    Raises:
        OutputError: the folder or a file cannot be written.
    """
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise OutputError(f"{folder}: expected a folder to write to: {error.strerror or error}") from error
    number = 0
    with contextlib.ExitStack() as stack:
        writers: dict[str, csv.DictWriter[str]] = {}
        for table, columns in _CSV.items():
            stream = stack.enter_context(whole_file(folder / f"{table}.csv"))
            writers[table] = csv.DictWriter(stream, columns, extrasaction="ignore", lineterminator="\n")
            writers[table].writeheader()
        for row, article, extraction in _articles(records, with_names):
            writers["articles"].writerow(row | _article_values(article))
            for table, rows in surer_rows(to_rows(article, extraction, redacted=True), least).items():
                writers[table].writerows(rows)
            number += 1
        writers["copies"].writerows(records.copies().values())
        writers["issues"].writerows(records.issues())
    return number


@contextlib.contextmanager
def whole_file(path: Path) -> Iterator[TextIO]:
    """Open a UTF-8 file to write; it takes its place only when all is written, so none is ever half there.

    Raises:
        OutputError: the file cannot be written.
    """
    try:
        special = path.exists() and not path.is_file()
        if path.is_dir():
            raise OutputError(f"{path}: expected a file to write to, found a folder: name a file")
        target = path if special else path.with_name(path.name + ".part")
        with (
            target.open("w", encoding="utf-8", newline="") as stream,
            _removed_if_unfinished(target, special),
        ):
            yield stream
        if not special:
            target.replace(path)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(
            f"{path}: expected a file that can be written: {error.strerror or error}"
        ) from error


@contextlib.contextmanager
def _removed_if_unfinished(file: Path, special: bool) -> Iterator[None]:
    """Leave nothing of a file whose writing ends in an exception; a device or pipe stays."""
    with contextlib.ExitStack() as undo:
        if not special:
            undo.callback(file.unlink)
        yield
        undo.pop_all()


def _articles(records: Records, with_names: bool) -> Iterator[tuple[Row, Article, Extraction]]:
    for row, rows in records.articles():
        article, extraction = to_records(row, rows)
        yield row, *((article, extraction) if with_names else redact(article, extraction))


def _article_values(article: Article) -> dict[str, Any]:
    names = ("url", "source", "title", "byline", "published", "text", "origin")
    return {name: getattr(article, name) for name in names}
