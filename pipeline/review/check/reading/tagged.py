"""What stands at each word of a claim: the tags that `tags.py` gives.

in: nothing    out: `Tagged`    writes: nothing
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from pipeline.schema import Mention, ReadText, Word


@dataclass(slots=True)
class Tagged:
    """What stands at each word of a claim."""

    read: ReadText
    tags: dict[int, str] = field(default_factory=dict)
    """By index of a word; empty: it is part of what another word's tag stands for."""
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Tag with its number -> first and last word."""
    mentions: dict[str, Mention] = field(default_factory=dict)
    """The same -> the mention it was made of."""

    words: tuple[Word, ...] = ()
    """The claim's words; what a parser hangs from a part of a name hangs from the name."""

    def __post_init__(self) -> None:
        """Take the words as they were parsed."""
        self.words = self.read.words

    def join_name(self, span: tuple[int, int], head: int) -> None:
        """Let the words of a name, and what hangs from them, hang from its head."""
        inside = range(span[0], span[1] + 1)
        self.words = tuple(
            replace(word, head=head, dep="compound")
            if index in inside and index != head
            else replace(word, head=head)
            if word.head in inside and index not in inside
            else word
            for index, word in enumerate(self.words)
        )

    def text(self, tag: str) -> str:
        """Return the words that a tag stands for; of an offense without whose it was: "his murder"."""
        first, last = self.spans[tag]
        if tag.startswith("OFF") and first < last and self.words[first].tag == "PRP$":
            first += 1
        return self.read.text[self.words[first].start : self.words[last].end]

    def between(self, one: str, other: str) -> list[str]:
        """Return the words between two tags, in small letters."""
        first, last = self.spans[one][1] + 1, self.spans[other][0]
        return [word.text.lower() for word in self.words[first:last]]

    def before(self, kind: str, index: int) -> str | None:
        """Return the last tag of a kind in front of a word."""
        found = [tag for tag in self.all(kind) if self.spans[tag][1] < index]
        return max(found, key=lambda tag: self.spans[tag], default=None)

    def all(self, kind: str) -> list[str]:
        """Return the tags of a kind (`P`, `JAIL`, `DATE` ...) in text order."""
        return [tag for tag in self.spans if tag.rstrip("0123456789") == kind]
