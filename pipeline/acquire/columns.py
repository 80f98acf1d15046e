"""Which column of a dump holds which field of an article, and the page that a row makes.

A field's column is the one that the user maps (`--map text=content`), else the one of the field's own name,
else the first usual name of `columns.toml` that is there.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from pipeline.acquire.decode import refuse_unusable
from pipeline.errors import SettingsError, SourceError
from pipeline.schema import RawPage
from pipeline.word_lists import table

FIELDS = ("id", "text", "html", "url", "title", "source", "byline", "published")
MAX_CHARACTERS = {"text": 500_000, "html": 20_000_000}
"""Longest article, and longest page around one: beyond this it is a dump of many, or no prose at all."""
_USUAL = Path(__file__).with_name("columns.toml")
_GIVEN = ("url", "title", "source", "byline", "published")
_KEPT = 1000
"""Rows of JSON may each have keys of their own: so many answers are kept at most."""
_JOINTS = re.compile(r"[\s.\-_]+")


def parse_map(mapping: str) -> dict[str, str]:
    """Return field to column of a mapping such as `text=content,published=date`.

    Raises:
        SettingsError: it is no list of `field=column`, or names a field that an article has not got.
    """
    columns: dict[str, str] = {}
    for part in mapping.split(","):
        field, equals, column = (piece.strip() for piece in part.partition("="))
        if not equals or not column or field not in FIELDS:
            raise SettingsError(
                f"--map {mapping}: expected field=column pairs with commas between them, the fields being"
                f" {', '.join(FIELDS)}; found {part.strip()!r}"
            )
        columns[field] = column
    return columns


class Columns:
    """Tells the columns of a dump apart, and makes pages of its rows."""

    def __init__(self, mapping: Mapping[str, str] | None = None) -> None:
        """Take the user's own mapping, field to column."""
        self._mapping = dict(mapping or {})
        self._found: dict[tuple[str, ...], dict[str, str]] = {}

    def find(self, names: Sequence[str], place: str) -> dict[str, str]:
        """Return field to column for a dump or a row with columns of these names.

        Raises:
            SourceError: `no_column`: a column that the user mapped is not there.
        """
        key = tuple(names)
        if key not in self._found:
            if len(self._found) == _KEPT:
                self._found.clear()
            self._found[key] = self._match(key, place)
        return self._found[key]

    def page(self, row: Mapping[str, object], place: str, fallback_id: str) -> RawPage:
        """Return the page that a row makes: its text, else its HTML, and what else it gives.

        Raises:
            SourceError: `no_column`, `broken_row`, `no_text`, `too_large`, `nul` or `surrogate`.
        """
        columns = self.find(list(row), place)
        values = {field: _string(row[column], field, place) for field, column in columns.items()}
        kind = "text" if values.get("text") else "html"
        content = values.get(kind)
        if content is None:
            message = (
                "expected a row with `text` or `html`, found neither: add one, leave the row out,"
                " or name the column with --map text=NAME"
            )
            raise SourceError(place, "no_text", message)
        return RawPage(
            id=values.get("id") or fallback_id,
            origin=place,
            kind=kind,
            content=check_length(content, kind, place),
            **{field: values.get(field) for field in _GIVEN},
        )

    def _match(self, names: tuple[str, ...], place: str) -> dict[str, str]:
        plain = {_plain(name): name for name in reversed(names)}
        columns: dict[str, str] = {}
        for field in FIELDS:
            if field in self._mapping:
                if self._mapping[field] not in names:
                    raise SourceError(
                        place,
                        "no_column",
                        f"expected a column `{self._mapping[field]}` for `{field}`,"
                        f" found {', '.join(names) or 'none'}: mend --map",
                    )
                columns[field] = self._mapping[field]
                continue
            taken = set(self._mapping.values())
            usual = (plain.get(_plain(name)) for name in (field, *_usual()[field]))
            column = next((name for name in usual if name is not None and name not in taken), None)
            if column is not None:
                columns[field] = column
        return columns


def check_length(content: str, kind: str, origin: str) -> str:
    """Return `content`, no longer than an article (kind `text`) or a page (`html`) may be.

    Raises:
        SourceError: `too_large`.
    """
    if len(content) > MAX_CHARACTERS[kind]:
        raise too_large(origin, f"{len(content):,} characters", kind)
    return content


def too_large(origin: str, found: str, kind: str = "text") -> SourceError:
    """Return the error for an article or a page of more than `MAX_CHARACTERS`."""
    what = "one article" if kind == "text" else "a page"
    expected = f"expected {what} of at most {MAX_CHARACTERS[kind]:,} characters"
    return SourceError(origin, "too_large", f"{expected}, found {found}: split it into articles")


@cache
def _usual() -> dict[str, list[str]]:
    fields: dict[str, list[str]] = table(_USUAL)["fields"]
    return fields


def _plain(name: str) -> str:
    return _JOINTS.sub("_", name.strip().lower())


def _string(value: object, field: str, place: str) -> str | None:
    """Return a field as text: null if it is null or blank; numbers and dates as they are written."""
    if field == "byline" and isinstance(value, list) and all(isinstance(item, str) for item in value):
        value = ", ".join(value)
    if field not in ("text", "html"):
        if isinstance(value, datetime.date):
            value = value.isoformat()
        elif isinstance(value, int | float) and not isinstance(value, bool):
            value = str(value)
    if value is None:
        return None
    if not isinstance(value, str):
        message = f"expected `{field}` to be a string, found {type(value).__name__}: mend the row"
        raise SourceError(place, "broken_row", message)
    return refuse_unusable(value, place) if value.strip() else None
