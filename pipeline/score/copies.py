"""How well copies are told from look-alikes: `python -m pipeline.score.copies`.

in: `corpus/copies/`, a text with its copies and look-alikes in each file. out: figures of each split.

All texts of a split are put together, and sets are formed as in a database: by bands of signatures,
comparison and dates. A pair is right when two texts of one set are the same text or its copies. What is no
copy (another release of the office, a follow-up) belongs with nothing.
"""

from __future__ import annotations

import argparse
import itertools
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pipeline.clean.article import clean_page
from pipeline.link.copies.copy_sets import Dated, find_origins
from pipeline.link.copies.likeness import compare
from pipeline.link.copies.wording import Wording, bands, signature, wording
from pipeline.schema import RawPage
from pipeline.score.annotated import ROOT

SPLITS = ("tune", "test")
FOLDER = ROOT / "corpus" / "copies"


@dataclass(frozen=True, slots=True)
class Variant:
    """A text of the set."""

    id: str
    group: str
    """The same for all copies of one text; one of its own for a look-alike."""
    like: str
    """The text that it was made of."""
    words: Wording
    note: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """Pairs of copies: those there are, those found, and those wrongly found."""

    gold: int
    found: int
    right: int
    look_alikes: int
    """Pairs of a text, or a copy of it, and something that is made like it but is none."""
    wrong: tuple[tuple[str, str], ...]
    missed: tuple[tuple[str, str], ...]

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, 0 to 1."""
        return 2 * self.right / (self.gold + self.found) if self.gold + self.found else 1.0


def main() -> None:
    """Print the figures of each split, and with `--errors` each pair that is wrong."""
    parser = argparse.ArgumentParser(prog="python -m pipeline.score.copies", description=__doc__)
    parser.add_argument("--errors", action="store_true", help="name each pair merged wrongly or missed")
    arguments = parser.parse_args()
    for split in SPLITS:
        variants = list(read_variants(split))
        figures = measure(variants)
        print(
            f"{split}: {len(variants)} texts, {figures.gold} pairs of copies, "
            f"{figures.look_alikes} of look-alikes: F1 {figures.f1:.3f}, "
            f"merged wrongly {len(figures.wrong)}, missed {len(figures.missed)}"
        )
        notes = {variant.id: variant.note for variant in variants}
        for name, pairs in (
            (("merged", figures.wrong), ("missed", figures.missed)) if arguments.errors else ()
        ):
            for first, second in pairs:
                print(f"  {name}: {first} ({notes[first]}) and {second} ({notes[second]})")


def read_variants(split: str) -> Iterator[Variant]:
    """Yield the texts of a split: of each file the text itself, its copies, its look-alikes."""
    for path in sorted((FOLDER / split).glob("*.toml")):
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        yield _variant(path.stem, path.stem, path.stem, told)
        for kind in ("copy", "other"):
            for number, change in enumerate(told[kind], 1):
                name = f"{path.stem}-{kind}-{number}"
                made = {**change, "text": changed(told["text"], change)}
                yield _variant(name, path.stem if kind == "copy" else name, path.stem, made)


def changed(text: str, change: dict[str, Any]) -> str:
    """Return a text with the edits of a variant.

    Raises:
        ValueError: the text has not the words that an edit replaces.
    """
    text = str(change.get("text", text)).strip()
    for old, new in change.get("edits", ()):
        if old not in text:
            raise ValueError(f"{change['note']}: expected {old!r} in the text, found it nowhere")
        text = text.replace(old, new)
    if "until" in change:
        text = text[: text.index(change["until"])]
    if "lead" in change:
        text = "\n\n".join([change["lead"], *text.split("\n\n")[1:]])
    parts = (change.get("headline", ""), text, change.get("added", ""))
    return "\n\n".join(part.strip() for part in parts if part.strip())


def measure(variants: list[Variant]) -> Figures:
    """Return the figures of some texts."""
    pairs = {}
    shared = defaultdict(set)
    for variant in variants:
        for band in bands(signature(variant.words)):
            shared[band].add(variant.id)
    words = {variant.id: variant.words for variant in variants}
    candidates = {pair for ids in shared.values() for pair in itertools.combinations(sorted(ids), 2)}
    for first, second in candidates:
        likeness = compare(words[first], words[second])
        if likeness is not None:
            pairs[first, second] = likeness
    dated = [Dated(name, text.published, len(text.words)) for name, text in words.items()]
    origins = find_origins(dated, pairs)
    roots = {name: origin.source for name, origin in origins.items() if origin.kind == "copy"}
    gold, found, alike = set(), set(), 0
    for one, other in itertools.combinations(variants, 2):
        pair = (one.id, other.id)
        if one.group == other.group:
            gold.add(pair)
        alike += one.like == other.like and one.group != other.group
        if roots.get(one.id, one.id) == roots.get(other.id, other.id):
            found.add(pair)
    return Figures(
        gold=len(gold),
        found=len(found),
        right=len(gold & found),
        look_alikes=alike,
        wrong=tuple(sorted(found - gold)),
        missed=tuple(sorted(gold - found)),
    )


def _variant(name: str, group: str, like: str, told: dict[str, Any]) -> Variant:
    page = RawPage(
        name, name, "text", told["text"].strip(), source=told["source"], published=told["published"]
    )
    return Variant(name, group, like, wording(clean_page(page)), told.get("note", "the text"))


if __name__ == "__main__":
    main()
