"""Word lists and regular expressions that TOML files hold, as code reads them.

in: a TOML file of names with lists of words and patterns    out: sets, compiled patterns
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_LAID_OUT = re.compile(r"(?m)((?:^| )''')\n([^']*(?:'(?!'')[^']*)*)'''")
"""A pattern that is laid over several lines: it opens with three quotation marks that end their line."""
_LINE_BREAK = re.compile(r"\n[ \t]*")


@cache
def table(path: Path) -> dict[str, Any]:
    """Return what a TOML file holds, read once per process; who asks for it changes nothing in it.

    Of a pattern that is laid over several lines the line breaks and what they are indented by are no part.
    """
    text = path.read_text(encoding="utf-8")
    if " '''\n" in text:
        text = _LAID_OUT.sub(lambda match: f"{match[1]}{_LINE_BREAK.sub('', match[2].lstrip())}'''", text)
    return tomllib.loads(text)


@cache
def words(path: Path, name: str) -> frozenset[str]:
    """Return a list of a file."""
    return frozenset(table(path)[name])


def word_lists(path: Path, *names: str) -> Iterator[frozenset[str]]:
    """Yield lists of a file, in the order of the names."""
    return (words(path, name) for name in names)


def read_lists[T: DataclassInstance](
    kind: type[T], path: Path, compiled: Callable[[str], object] = re.compile
) -> T:
    """Return the lists and patterns of a file as a record whose fields have their names.

    Args:
        kind: the record: a field for each list (`frozenset[str]`) and for each pattern.
        path: of the TOML file.
        compiled: makes of a pattern what is looked for.
    """
    data = {field.name: table(path)[field.name] for field in fields(kind)}
    return kind(
        **{
            name: frozenset(value) if isinstance(value, list) else compiled(value)
            for name, value in data.items()
        }
    )
