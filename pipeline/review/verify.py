"""Re-reads every stored value from the stored text.

in: the database. out: a `Fault` for each value that its words do not bear out; changes nothing.

Checked, for the versions in use and for earlier ones: the text against its hash; each value against the words
at its offsets, dates, ages, names, nationalities and counts being worked out from them anew; each column
against its evidence, and that there is some; and that what a row refers to is there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from pipeline.store.queries import Records
from pipeline.store.rows import DECISION, DERIVED, EVIDENCE, OWNERS, REFERENCE, TELLING, Row, Rows, text_hash

Derive = Callable[[str, str, str, str | None], str | int | None]
"""(field, words, rule, anchor) -> the value that the words give; null: none."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A stored value that is not what its text says."""

    table: str
    id: str
    field: str
    expected: Any
    """What the text gives."""
    found: Any
    """What the row holds."""

    def __str__(self) -> str:
        """Return the fault as a line to read."""
        return f"{self.table} {self.id}, {self.field}: expected {self.expected!r}, found {self.found!r}"


def verify(records: Records, derive: Derive) -> Iterator[Fault | None]:
    """Yield every fault, by article; and a null after each article version, for those who count.

    Args:
        records: the open database.
        derive: works a value out from its words, as when it was first read.
    """
    for article, rows in records.articles():
        yield from _verify_article(article, rows, derive, "")
        yield None
    for article, rows in records.past_versions():
        yield from _verify_article(article, rows, derive, f" (version {article['version']})")
        yield None
    for problem in records.damage():
        yield Fault("database", str(records.path), "file", "no damage", problem)


def _verify_article(article: Row, rows: Rows, derive: Derive, note: str) -> Iterator[Fault]:
    expected = text_hash(article["text"])
    if article["text_sha256"] != expected:
        yield Fault("articles", article["id"] + note, "text_sha256", expected, article["text_sha256"])
    evidence: defaultdict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for mention in rows["mentions"]:
        evidence[mention["owner_table"], mention["owner_id"], mention["field"]].append(mention)
        yield from _verify_words(article["text"], mention, derive, note)
    owners = {(table, row["id"]) for table in OWNERS for row in rows[table]}
    for (table, owner, field), mentions in evidence.items():
        if (table, owner) not in owners:
            yield Fault("mentions", owner + note, field, f"a row of {table}", None)
        if field not in (REFERENCE, TELLING) and len(mentions) > 1:
            yield Fault("mentions", owner + note, field, "one row", f"{len(mentions)} rows")
    people = {row["id"] for row in rows["people"]}
    for table in OWNERS:
        for row in rows[table]:
            yield from _verify_row(table, row, evidence, note)
            subject = row.get("subject_id")
            if subject is not None and subject not in people:
                yield Fault(table, row["id"] + note, "subject_id", "a person of the article", subject)
    for table in ("boilerplate", "skipped"):
        for span in rows.get(table, ()):  # a version of before there were any has none
            if not 0 <= span["start"] < span["end"] <= len(article["text"]):
                where = f"{span['start']}..{span['end']}"
                yield Fault(table, article["id"] + note, "start, end", "a stretch of the text", where)


def _verify_words(text: str, mention: Row, derive: Derive, note: str) -> Iterator[Fault]:
    """Read a value from its words again."""
    table, field = mention["owner_table"], mention["field"]
    start, end = mention["start"], mention["end"]
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text)):
        yield Fault(table, mention["owner_id"] + note, field, "offsets within the text", f"{start}..{end}")
        return
    expected: str | int | None = text[start:end]
    if mention["rule"] == DECISION and field not in ("quote", "mention"):
        return  # a person said so; the words are where the person read it
    if field in DERIVED.get(table, ()):
        try:
            expected = derive(field, text[start:end], mention["rule"], mention["anchor"])
        except ValueError as error:  # e.g. an anchor that is no date
            expected = f"a value that can be worked out ({error})"
    if type(expected) is not type(mention["value"]) or expected != mention["value"]:
        yield Fault(table, mention["owner_id"] + note, field, expected, mention["value"])


def _verify_row(
    table: str, row: Row, evidence: dict[tuple[str, str, str], list[Row]], note: str
) -> Iterator[Fault]:
    """Compare a row's columns with their evidence."""
    for field in EVIDENCE[table]:
        mentions = evidence.get((table, row["id"], field), [])
        expected = mentions[0]["value"] if mentions else None
        found = row.get(field)  # a version of before the column was added lacks it
        if found != expected or type(found) is not type(expected):
            yield Fault(table, row["id"] + note, field, expected, found)
    main = evidence.get((table, row["id"], EVIDENCE[table][0]), [])
    for column in ("start", "end", "rule", "confidence"):
        if main and row[column] != main[0][column]:
            yield Fault(table, row["id"] + note, column, main[0][column], row[column])
