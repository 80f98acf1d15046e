"""Rows -> what a terminal shows, and the other forms that a query may be asked for.

in: rows. out: rich tables, or lines of JSON, JSON Lines or CSV. Shown text holds no control characters, so
that no article can steer a terminal. Writes nothing.
"""

from __future__ import annotations

import csv
import io
import json
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pipeline.review.rows import EVENT_FIELDS, PERSON_FIELDS, SEARCH_FIELDS

if TYPE_CHECKING:
    from rich.table import Table

FORMATS = ("table", "json", "jsonl", "csv")
QUOTE_LENGTH = 110
_NARROW = 140
"""Columns of a terminal below which a row is shown as lines."""
_EVENT_COLUMNS = {
    "date": "date",
    "event": "event",
    "who": "who",
    "agency": "agency",
    "custodian": "custodian",
    "quote": "quote",
    "decision": "decision",
    "source": "source",
    "id": "id",
}
_PERSON_COLUMNS = {
    "name": "name",
    "age": "age",
    "nationality": "nationality",
    "role": "role",
    "reported": "reported offenses",
    "events": "events",
    "source": "source",
    "id": "id",
}
_SEARCH_COLUMNS = {
    "found": "found",
    "words": "words",
    "decision": "decision",
    "published": "published",
    "source": "source",
    "id": "id",
}
_SKIPPED_COLUMNS = {
    "id": "id",
    "published": "published",
    "source": "source",
    "unread": "unread",
    "characters": "of characters",
}
COLUMNS = {
    "events": _EVENT_COLUMNS,
    "people": _PERSON_COLUMNS,
    "search": _SEARCH_COLUMNS,
    "skipped": _SKIPPED_COLUMNS,
}
"""For each query: the fields of its rows that a table shows, and their headings."""
FIELDS = {
    "events": (*EVENT_FIELDS, "decision"),
    "people": PERSON_FIELDS,
    "search": (*SEARCH_FIELDS, "decision"),
    "skipped": ("id", "published", "source", "url", "unread", "characters"),
}
"""For each query: all fields of its rows, in order."""
_WIDE = 240
"""Columns from which on no field need be narrowed."""
_WIDEST = {
    "date": 11,
    "who": 24,
    "agency": 16,
    "custodian": 16,
    "source": 18,
    "id": 30,
    "name": 28,
    "nationality": 14,
}
"""Characters that these fields may have on a line in a narrower terminal, so that the quotes get the rest."""
_LEAST = {"quote": 30, "words": 30, "reported": 24, "events": 14}
_SHORTENED = ("quote", "words", "reported", "events", "who", "custodian", "agency")
"""Fields that may be long: shown up to `QUOTE_LENGTH` characters, and folded first."""


def table(kind: str, rows: Iterable[dict[str, Any]], width: int) -> Table:
    """Return a table of rows for a terminal of `width` characters; `kind` is a key of `COLUMNS`."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    shown = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for field, heading in COLUMNS[kind].items():
        widest = _WIDEST.get(field) if width < _WIDE else None
        shown.add_column(heading, overflow="fold", min_width=_LEAST.get(field), max_width=widest)
    for row in rows:
        cells = []
        for field in COLUMNS[kind]:
            text = _cell(field, row)
            cells.append(Text(shorten(text, QUOTE_LENGTH) if field in _SHORTENED else text))
        shown.add_row(*cells)
    return shown


def _cell(field: str, row: dict[str, Any]) -> str:
    """Return a field as a person reads it: the nameless by their mention, the sourceless by address."""
    if field == "name" and row[field] is None:
        return f"({shorten(printable(row['mention']), 40)})"
    if field == "source" and row[field] is None:
        return printable(urlsplit(row["url"] or "").hostname)
    return printable(row[field])


def render(kind: str, rows: Iterable[dict[str, Any]], width: int | None) -> list[str]:
    """Return the lines of a table (of blocks, on a narrow terminal), or one that says that there are no rows.

    Args:
        kind: a key of `COLUMNS`.
        rows: what the table shows.
        width: characters a line may have; null: as many as the terminal has.
    """
    from rich.console import Console

    console = Console(width=width, highlight=False)
    if console.width < _NARROW:
        blocks = [line for row in rows for line in _block(kind, row, console.width)]
        return blocks or ["Nothing found."]
    found = table(kind, rows, console.width)
    if not found.row_count:
        return ["Nothing found."]
    with console.capture() as capture:
        console.print(found)
    return [line.rstrip() for line in capture.get().splitlines()]


def _block(kind: str, row: dict[str, Any], width: int) -> Iterator[str]:
    """Yield a row as lines, for terminals too narrow for columns: its id, then each field it has."""
    yield printable(row["id"])
    for field, heading in COLUMNS[kind].items():
        text = shorten(_cell(field, row), QUOTE_LENGTH)
        if text and field != "id":
            yield from textwrap.wrap(
                f"{heading}: {text}", max(width, 20), initial_indent="  ", subsequent_indent="    "
            )


def lines(kind: str, form: str, rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Yield the lines of rows in `json`, `jsonl` or `csv`, without line ends; `kind` is a key of `FIELDS`."""
    if form == "jsonl":
        for row in rows:
            yield json.dumps(row, ensure_ascii=False)
    elif form == "json":
        yield from _json_lines(rows)
    else:
        yield from _csv_lines(FIELDS[kind], rows)


def _json_lines(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Yield one JSON list, a row on each line, without holding it all."""
    yield "["
    before: str | None = None
    for row in rows:
        if before is not None:
            yield f"  {before},"
        before = json.dumps(row, ensure_ascii=False)
    if before is not None:
        yield f"  {before}"
    yield "]"


def _csv_lines(fields: tuple[str, ...], rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, fields, lineterminator="")
    writer.writeheader()
    yield buffer.getvalue()
    for row in rows:
        buffer.seek(0)
        buffer.truncate()
        writer.writerow(row)
        yield buffer.getvalue()


def figures_table(figures: dict[str, Any]) -> str:
    """Return scores as a table: precision, recall, F1 and how many there are."""
    lines = [f"{'':12} {'P':>7} {'R':>7} {'F1':>7} {'gold':>6} {'found':>6}"]
    fields = {name: row for name, row in figures.items() if isinstance(row, dict) and "precision" in row}
    for name, row in fields.items():
        ratios = [f"{row[key]:7.3f}" for key in ("precision", "recall", "f1")]
        if not row["gold"] + row["predicted"]:
            ratios = [f"{'-':>7}"] * 3
        lines.append(f"{name:12} {' '.join(ratios)} {row['gold']:6d} {row['predicted']:6d}")
    invented = figures["invented"]
    empty = any(not row["gold"] + row["predicted"] for row in fields.values())
    note = " (a field without any counts as 0)" if empty else ""
    lines.append(f"six fields, mean F1: {figures['six_fields']['f1']:.3f}{note}")
    lines.append(
        f"overcharged: {figures['overcharged']}   invented: {invented['events']} events"
        f" in {invented['articles_without_events']} articles without any"
    )
    return "\n".join(lines)


def reliability_lines(found: Mapping[str, Any]) -> Iterator[str]:
    """Yield how true the confidences are, kind by kind.

    Args:
        found: what `pipeline.score.reliability.reliabilities` gives.
    """
    yield f"{'confidence':12} {'values':>7} {'right':>7} {'surer half':>11} {'cut':>7} {'error':>7}"
    for kind, it in found.items():
        yield (
            f"{kind:12} {it.number:7d} {it.precision:7.3f} {it.precision_at_half:11.3f}"
            f" {it.cut:7.3f} {it.error:7.3f}"
        )


def sources_table(sources: Mapping[str, tuple[int, Any]]) -> Iterator[str]:
    """Yield the main figures of each source.

    Args:
        sources: number of articles and scores, as `pipeline.score.sources.by_source` gives them.
    """
    names = ("events", "detainers", "offenses", "subjects", "dates", "agencies")
    heads = "".join(f" {name:>10}" for name in names)
    yield f"{'F1 by source':32} {'articles':>8}{heads} {'overcharged':>12}"
    for source, (number, scores) in sources.items():
        cells = "".join(
            f" {tally.f1:10.3f}" if tally.gold or tally.predicted else f" {'-':>10}"
            for tally in (scores.fields[name] for name in names)
        )
        yield f"{shorten(printable(source), 31):32} {number:8d}{cells} {scores.overcharged:12d}"


def printable(value: Any) -> str:
    """Return a value as one line of text without control characters; null is empty."""
    if value is None:
        return ""
    return " ".join(without_controls(str(value)).split())


def without_controls(text: str) -> str:
    """Return a text without control characters, line ends and tabs apart."""
    if text.isprintable():
        return text
    return "".join(
        character for character in text if character in "\n\t" or not _steers(unicodedata.category(character))
    )


def shorten(text: str, length: int) -> str:
    """Return a text of at most `length` characters and …, cut between words where it can be."""
    if len(text) <= length:
        return text
    whole, blank, _ = text[:length].rpartition(" ")
    return (whole if blank else text[: length - 1]).rstrip() + "…"


def _steers(category: str) -> bool:
    """Tell whether characters of a Unicode category may move a cursor or turn the writing round."""
    return category in ("Cc", "Cf", "Zl", "Zp")
