"""Feeds blotter spoilt input until `--inputs` of them are done, and prints what each kind got.

Example: python -m tests.fuzz --seed 1 --inputs 10000

A bug is printed with its traceback, and its input kept in the folder `--keep`; the exit status is then 1.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import traceback
import warnings
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded
from hypothesis import strategies as st

from pipeline.nlp import load
from pipeline.settings import Settings
from tests.fuzz.inputs import FILES, LISTS
from tests.fuzz.trial import feed_files, feed_list

_BATCH = 25


def drawn(strategy: st.SearchStrategy[bytes], count: int, seed: int) -> list[bytes]:
    """Return inputs; Hypothesis repeats itself for small counts, so they are drawn in one go."""
    found: list[bytes] = []

    @seeded(seed)
    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def collect(data: bytes) -> None:
        found.append(data)

    collect()
    return found[:count]


def main() -> int:
    """Run the fuzzer as the command line says."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--inputs", type=int, default=10_000)
    parser.add_argument("--keep", type=Path, default=Path("fuzz-bugs"))
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    reader = load(Settings())
    share = options.inputs // (len(FILES) + len(LISTS)) + 1
    bugs = total = 0
    print(f"seed {options.seed}")
    for kind, strategy in {**FILES, **LISTS}.items():
        begun = time.monotonic()
        inputs = drawn(strategy, share, options.seed)
        outcomes: Counter[str] = Counter()
        batches = [inputs[at : at + _BATCH] for at in range(0, len(inputs), _BATCH)]
        for batch in batches if kind in FILES else [[data] for data in inputs]:
            try:
                outcomes += (
                    feed_files(batch, kind, reader) if kind in FILES else Counter([feed_list(batch[0], kind)])
                )
            except Exception:  # noqa: BLE001 - whatever it is, it is what is sought here
                for data in batch:
                    try:
                        outcomes += (
                            feed_files([data], kind, reader)
                            if kind in FILES
                            else Counter([feed_list(data, kind)])
                        )
                    except Exception:  # noqa: BLE001
                        bugs += 1
                        outcomes["BUG"] += 1
                        options.keep.mkdir(exist_ok=True)
                        (options.keep / f"{bugs:03}-{kind.strip('.').replace(' ', '-')}").write_bytes(data)
                        traceback.print_exc(limit=-4)
        total += len(inputs)
        got = ", ".join(f"{count} {outcome}" for outcome, count in outcomes.most_common())
        print(f"{kind:14}{len(inputs):6} inputs {time.monotonic() - begun:6.0f} s: {got}", flush=True)
    print(f"{total} inputs, {bugs} bugs")
    return int(bugs > 0)


if __name__ == "__main__":
    sys.exit(main())
