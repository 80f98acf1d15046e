"""Stand-off annotations: gold of published articles that is kept as offsets, without any of their words.

    python -m pipeline.score.standoff ARTICLES.jsonl GOLD.jsonl

adds annotated articles to `corpus/standoff/gold.jsonl`. The words stay where they are: in the collections of
`texts()`, which lie beside the checkout or nowhere.

A line is an annotation of the guide in which every value that is words of the text (names, mentions, quotes,
facilities, agencies, custodians) is `[start, end]`, half-open, in characters; a name whose words do not stand
together is `[start, end, start, end, ...]`. Beside these stand `sha256` (of the text that the offsets count
in, as UTF-8), `titled` where that text is the row's title, a blank line and the row's text, and `end` where
the annotated article is only the text's beginning.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.errors import SourceError
from pipeline.score.gold import faults, read_annotations
from pipeline.score.likeness import Record

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "corpus" / "standoff" / "gold.jsonl"
_TEXTS = ROOT.parent / "shared" / "bulk"
_FORM = ("sha256", "titled", "end")
"""What a line holds beside the annotation."""

type Row = dict[str, Any]
"""An article of a collection: `id`, `source`, `title`, `published`, `text`."""


def main() -> None:
    """Add annotated articles to those that are kept; one that is there already is replaced."""
    parser = argparse.ArgumentParser(
        prog="python -m pipeline.score.standoff", description="Keep annotations as offsets."
    )
    parser.add_argument("articles", type=Path, help="JSON Lines with `id` and `text`, as annotated")
    parser.add_argument("gold", type=Path, help="their annotations")
    arguments = parser.parse_args()
    annotated = {article["id"]: article["text"] for article in read_annotations(arguments.articles)}
    gold = {record["id"]: record for record in read_annotations(arguments.gold)}
    kept = {record["id"]: record for record in read_annotations(GOLD)} if GOLD.is_file() else {}
    rows = read_rows(texts(), gold)
    for id, record in gold.items():
        kept[id] = line_of(record, annotated[id], rows[id])
    lines = (json.dumps(kept[id], ensure_ascii=False) for id in sorted(kept))
    GOLD.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    print(f"{GOLD}: {len(kept)} annotated articles, {len(gold)} of them from {arguments.gold}")


def texts() -> tuple[Path, ...]:
    """Return the collections of articles that are at hand, sorted."""
    return tuple(sorted(_TEXTS.glob("*.jsonl.gz")))


def read_rows(collections: Sequence[Path], ids: Iterable[str]) -> dict[str, Row]:
    """Return rows of gzipped JSON Lines by id.

    Raises:
        SourceError: `missing`, naming the ids that no collection has.
    """
    wanted, found = set(ids), dict[str, Row]()
    for path in collections:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                if row["id"] in wanted:
                    found[row["id"]] = row
    if missing := sorted(wanted - found.keys()):
        names = ", ".join(str(path) for path in collections) or "no file"
        message = f"expected articles with the ids {', '.join(missing)}, found none: take their lines out"
        raise SourceError(names, "missing", message)
    return found


def line_of(gold: Record, text: str, row: Row) -> Record:
    """Return an annotation in its stand-off form.

    Args:
        gold: the annotation of an article.
        text: what was annotated: the row's text or its beginning, its title in front or not.
        row: the article as its collection has it.

    Raises:
        SourceError: the text is not the row's, or the annotation is at fault.
    """
    id = gold["id"]
    titled = not row["text"].startswith(text)
    whole = _whole(row, titled)
    if not whole.startswith(text):
        message = "expected the beginning of the row's text, with or without its title, found other words"
        raise SourceError(id, "changed", f"{message}: annotate the text as the collection has it")
    if found := list(faults(gold, text)):
        raise SourceError(id, "faulty", f"expected sound gold, found: {'; '.join(found)}: mend it")
    form: Record = {"id": id, "sha256": _digest(whole)}
    form |= {"titled": True} if titled else {}
    form |= {"end": len(text)} if len(text) < len(whole) else {}
    return form | to_offsets({key: value for key, value in gold.items() if key != "id"}, text)


def joined(line: Record, row: Row) -> tuple[str, Record]:
    """Return the annotated text and its annotation, in words.

    Raises:
        SourceError: `changed`: the row is no longer what was annotated.
    """
    whole = _whole(row, line.get("titled", False))
    if (found := _digest(whole)) != line["sha256"]:
        message = f"expected a text with the SHA-256 {line['sha256']}, found one with {found}"
        raise SourceError(line["id"], "changed", f"{message}: annotate it anew, or take its line out")
    text = whole[: line.get("end")]
    return text, to_words({key: value for key, value in line.items() if key not in _FORM}, text)


def to_offsets(gold: Record, text: str) -> Record:
    """Return an annotation with offsets for words; of several places the one beside its fact is taken."""

    def placed(words: str, near: str | None) -> list[int]:
        place = text.find(near) if near else 0
        starts = _occurrences(words, text)
        if starts:
            start = min(starts, key=lambda start: abs(start - place))
            return [start, start + len(words)]
        return [offset for word in words.split(" ") for offset in placed(word, near)]

    return _replaced(gold, placed)


def to_words(line: Record, text: str) -> Record:
    """Return an annotation with the words that its offsets mark."""

    def cut(offsets: list[int], _: object) -> str:
        ends = iter(offsets)
        return " ".join(text[start:end] for start, end in zip(ends, ends, strict=True))

    return _replaced(line, cut)


def _replaced(gold: Record, change: Callable[[Any, Any], Any]) -> Record:
    """Return an annotation in which `change(words, words beside which they stand)` stands for words."""

    def fields(item: Mapping[str, Any], near: str, *others: str) -> Record:
        new = dict(item)
        for key in (near, *others):
            if item.get(key) is not None:
                new[key] = change(item[key], None if key == near else item[near])
        return new

    return gold | {
        "people": [fields(person, "mention", "name") for person in gold["people"]],
        "offenses": [fields(offense, "quote") for offense in gold["offenses"]],
        "facilities": [change(name, None) for name in gold["facilities"]],
        "events": [fields(event, "quote", "agency", "custodian") for event in gold["events"]],
    }


def _occurrences(words: str, text: str) -> list[int]:
    starts, start = [], text.find(words)
    while start >= 0:
        starts.append(start)
        start = text.find(words, start + 1)
    return starts


def _whole(row: Row, titled: bool) -> str:
    return f"{row['title']}\n\n{row['text']}" if titled else str(row["text"])


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


if __name__ == "__main__":
    main()
