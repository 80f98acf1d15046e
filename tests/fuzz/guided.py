"""Feeds one kind of input, led by what code it reaches, where atheris is installed (it has wheels for Linux).

Example: python -m pip install atheris && python -m tests.fuzz.guided feed -runs=20000

What comes after the kind is for libFuzzer. Kinds are those of `inputs.FILES` and `inputs.LISTS`. Files are
only taken in and cleaned: no model can tell what code it reaches. A bug ends the run with its traceback, and
its input is kept in the current folder.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["pipeline.acquire", "pipeline.clean"]):
    from pipeline.acquire.files import read_files
    from pipeline.clean.article import clean_page
    from tests.fuzz.trial import LIMIT, feed_list, limit

from hypothesis import given, settings

from pipeline.errors import SourceError
from pipeline.time_limit import CLEANING, time_limit
from tests.fuzz.inputs import FILES, LISTS


def take_in(data: bytes, ending: str) -> None:
    """Read and clean one file, as a run does before the model sees it."""
    with tempfile.TemporaryDirectory() as name, limit(LIMIT):
        path = Path(name, f"input{ending}")
        path.write_bytes(data)
        for page in read_files([str(path)]):
            if isinstance(page, SourceError):
                continue
            try:
                with time_limit(CLEANING, page.origin, "find its article"):
                    clean_page(page)
            except SourceError:
                continue


def main() -> None:
    """Run libFuzzer as the command line says."""
    kind, *options = sys.argv[1:]

    @settings(database=None, deadline=None)
    @given({**FILES, **LISTS}[kind])
    def feed(data: bytes) -> None:
        if kind in FILES:
            take_in(data, kind)
        else:
            feed_list(data, kind)

    atheris.Setup([sys.argv[0], "-handle_alrm=0", "-len_control=0", *options], feed.hypothesis.fuzz_one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
