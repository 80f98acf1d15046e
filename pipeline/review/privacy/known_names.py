"""Finds the names that are hidden somewhere in a database wherever else they stand.

in: texts. out: where a hidden name of two words or more stands in them; writes nothing.

What was read from one article says whom it hides; another may name the same person where nothing was read.
Letters are compared without case and accents. A single word is not looked for: it is too many people's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator

from pipeline.protected import name_key, plain_word
from pipeline.store.withheld import Withheld

_LETTERS = re.compile(r"[^\W\d_]+")
_BETWEEN = re.compile(r"[\W_]{1,3}\Z")
"""What may stand between two words of a name."""


class NameFinder:
    """Finds hidden names in texts."""

    def __init__(self, labels: Callable[[Collection[str]], dict[str, str]], longest: int) -> None:
        """Look names up.

        Args:
            labels: keys of what may be names -> those that are hidden, with what stands for each.
            longest: words that a hidden name has at most.
        """
        self._labels = labels
        self._longest = longest

    def label(self, name: str) -> str | None:
        """Return what stands for a name wherever it is hidden; null: nowhere is it, or it is one word."""
        key = name_key(name)
        return self._labels([key]).get(key) if " " in key else None

    def find(
        self, text: str, any_case: bool = False, shown: Collection[str] = ()
    ) -> list[tuple[int, int, str]]:
        """Return start, end and label of each hidden name, in order and without overlaps.

        Args:
            text: where to look.
            any_case: also what begins with small letters, as in an address.
            shown: keys of names that are not hidden in this text.
        """
        places: dict[str, list[tuple[int, int]]] = {}
        for start, end, name in _runs(text, any_case, self._longest):
            if name not in shown:
                places.setdefault(name, []).append((start, end))
        found = [
            (start, end, label) for name, label in self._labels(places).items() for start, end in places[name]
        ]
        kept: list[tuple[int, int, str]] = []
        for start, end, label in sorted(found, key=lambda item: (item[0], -item[1])):
            if not kept or start >= kept[-1][1]:
                kept.append((start, end, label))
        return kept

    def hide(self, text: str | None, any_case: bool = False) -> str | None:
        """Return a text with each hidden name replaced by what stands for it."""
        if text is None:
            return None
        for start, end, label in reversed(self.find(text, any_case)):
            text = text[:start] + label + text[end:]
        return text


class KnownNames(NameFinder):
    """The names that are hidden in one export."""

    def __init__(self, withheld: Withheld) -> None:
        """Look them up, and keep them, in `withheld`."""
        super().__init__(withheld.labels, 0)
        self._withheld = withheld

    def add(self, name: str, label: str) -> None:
        """Note a name and what stands for it."""
        if len(name.split()) > 1:
            found = name_key(name)
            self._longest = max(self._longest, len(found.split()))
            self._withheld.add_name(found, label)


def _runs(text: str, any_case: bool, longest: int) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and key of each run of two to `longest` words that may be a name."""
    words = list(_LETTERS.finditer(text))
    plain = [plain_word(match[0]) for match in words]
    for first, match in enumerate(words):
        if not (any_case or match[0][0].isupper()):
            continue
        for last in range(first + 1, min(first + longest, len(words))):
            if not _BETWEEN.match(text[words[last - 1].end() : words[last].start()]):
                break
            yield match.start(), words[last].end(), " ".join(plain[first : last + 1])
