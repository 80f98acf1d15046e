"""Time and memory of finding copies: `python -m pipeline.score.bench.copies 100000`.

in: how many articles. out: seconds and peak memory for all of them, and the seconds that a hundred more take.

Articles are generated from a seed: sentences of invented words as frequent as words are (Zipf), a standing
paragraph for each of 200 offices, and one in 20 a copy of an earlier one, cut or with sentences added.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from pipeline.jobs.copies import find_copies
from pipeline.schema import Article, Extraction
from pipeline.store.queries import Records
from pipeline.store.writer import RunRecord, Stamp, Store

_WORDS = 30_000
_OFFICES = 200
_COPIED = 20
"""One article in so many is a copy."""
_MORE = 100


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m pipeline.score.bench.copies", description=__doc__)
    parser.add_argument("articles", type=int, nargs="?", default=100_000)
    number = parser.parse_args().articles
    made = articles(number + _MORE)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.db"
        with Store(path) as store:
            run = store.begin_run(RunRecord("0", "{}", "", "none", "", ()))
            for count in (number, _MORE):
                _store(store, run, [next(made) for _ in range(count)])
                began, used = time.perf_counter(), time.process_time()
                looked = find_copies(store)
                wall, processor = time.perf_counter() - began, time.process_time() - used
                print(f"{looked} articles looked at: {wall:.1f} s, {processor:.1f} s of processor time")
        with Records(path) as records:
            print(f"{len(records.copy_roots())} copies found, {path.stat().st_size / 1e6:.0f} MB of database")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def _store(store: Store, run: int, made: list[tuple[str, str, str]]) -> None:
    for article_id, day, text in made:
        article = Article(article_id, text, article_id, source=article_id, published=day)
        store.write(run, article, Extraction(article_id, day), Stamp(article_id, article_id, "none", ""))


def articles(number: int) -> Iterator[tuple[str, str, str]]:
    """Yield id, day and text of generated articles; the same again for the same number."""
    draw = np.random.default_rng(1)
    share = 1 / np.arange(1, _WORDS + 1)
    ends = np.cumsum(share / share.sum())
    standing = [_sentences(draw, ends, 4) for _ in range(_OFFICES)]
    kept: list[list[str]] = []
    for at in range(number):
        if at % _COPIED == 0 and kept:
            text = list(kept[draw.integers(len(kept))])
            text = text[: len(text) // 2 + 2] if draw.random() < 0.5 else text + _sentences(draw, ends, 2)
        else:
            text = _sentences(draw, ends, int(draw.integers(6, 18))) + standing[draw.integers(_OFFICES)]
            if at % _COPIED == 1:
                kept.append(text)
        yield f"a{at:07}", f"2024-03-{at % 20 + 1:02}", " ".join(text)


def _sentences(draw: np.random.Generator, ends: np.ndarray, number: int) -> list[str]:
    words = np.searchsorted(ends, draw.random((number, 18)))
    return [" ".join(f"w{_letters(int(word))}" for word in row).capitalize() + "." for row in words]


def _letters(number: int) -> str:
    return "".join(chr(97 + int(digit)) for digit in str(number))


if __name__ == "__main__":
    main()
