"""Print how fast the whole job runs, in how much memory, and what its parts cost, beside the base model.

Run it as `python -m pipeline.score.bench [SOURCE ...] [--limit N]`. The whole job is what `blotter run` does:
read, clean, extract, store. The base model is `nlp.pipe` over the cleaned texts, in batches of the same size,
each in a memory zone, as the job runs it; its documents are thrown away.

Each step runs in a process of its own, one after the other, so that no step's memory counts for another. What
passes before the first article (imports, loading the model, one short text read to have all that is made on
first use) is told apart as start-up. The whole job is run once more with two worker processes; its memory is
then the sum of all three processes' peaks.

The libraries that are measured are imported in the steps: the parent has to stay small, and the base model's
process bare.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import batched, islice
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.nlp import Reader as ModelReader
    from pipeline.settings import Settings
    from pipeline.stages import Engine, Reader

_CORPUS = [f"corpus/{split}/{kind}" for split in ("train", "dev", "test") for kind in ("text", "html")]
_PAGES, _TEXTS, _DATABASE = "pages.jsonl", "texts.json", "bench.db"
_MEMORY_ARTICLES = (2_000, 20_000)
_FEW = 1000
"""Fewer articles than this are measured as they are; more are repeated where a larger number is asked for."""
_MIB = 1 << 20
_FIRST = (
    "Deputies in Larch County arrested Ivo Brandt, 31, a citizen of Peru, on May 4, 2024, after ICE lodged a "
    "detainer. He was charged with theft last week and is held at Larch County Jail with three other men."
)
"""Read before the clock starts: it makes use of every kind of pattern."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """What a step took."""

    articles: int
    startup: float
    """Seconds until the first article could be read."""
    seconds: float
    """Seconds from there to the end of the last."""
    peak: float
    """Greatest resident memory in MiB."""
    cpu: float = 0.0
    """CPU seconds of this process in that time: where others read, what it takes to hand out and to write."""
    disk: float = 0.0
    """Size of the database in MiB."""
    rows: int = 0
    """Rows written, where that alone is measured."""
    startup_cpu: float = 0.0
    """CPU seconds until the first article could be read."""
    busiest: float = 0.0
    """CPU seconds of the worker process that took most."""

    @property
    def rate(self) -> float:
        """Articles per second, start-up left out."""
        return self.articles / self.seconds


def main() -> None:
    """Measure and print; or, where the parent asks for it with `--step`, run one step."""
    parser = argparse.ArgumentParser(prog="python -m pipeline.score.bench", description=__doc__)
    parser.add_argument("sources", nargs="*", metavar="SOURCE", help="files and folders; the corpus, if none")
    parser.add_argument("--limit", type=int, default=300, metavar="N", help="take the first N articles (300)")
    parser.add_argument(
        "--memory",
        action="store_true",
        help="print the job's peak memory over 2,000 and 20,000 articles",
    )
    parser.add_argument("--step", nargs=2, metavar=("STEP", "FOLDER"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    sources = arguments.sources or _CORPUS
    if arguments.memory:
        print(memory_report({limit: measure_job(sources, limit) for limit in _MEMORY_ARTICLES}))
        return
    if not arguments.step:
        print(report(*measure(sources, arguments.limit)))
        return
    if arguments.step[0] == "parts":
        print(json.dumps(run_parts(Path(arguments.step[1]))))
        return
    step, folder = arguments.step[0], Path(arguments.step[1])
    if step == "prepare":
        prepare(folder, sources, arguments.limit)
    else:
        print(json.dumps(asdict(_STEPS[step](folder))))


def measure(sources: list[str], limit: int) -> tuple[dict[str, Measurement], dict[str, float]]:
    """Measure each step, and the job's parts, over the first `limit` articles."""
    with tempfile.TemporaryDirectory() as folder:
        _start("prepare", folder, "--limit", str(limit), *sources)
        steps = {step: Measurement(**json.loads(_start(step, folder))) for step in _STEPS}
        return steps, json.loads(_start("parts", folder))


def measure_job(sources: list[str], limit: int) -> Measurement:
    """Measure the whole job over `limit` articles: those of the sources, again and again if need be."""
    with tempfile.TemporaryDirectory() as folder:
        _start("prepare", folder, "--limit", str(limit), *sources)
        return Measurement(**json.loads(_start("job", folder)))


def memory_report(jobs: Mapping[int, Measurement]) -> str:
    """Lay the peaks of jobs of several sizes one below the other, each beside the first."""
    first = next(iter(jobs.values()))
    lines = [f"{'articles':>10}{'peak MiB':>10}{'of first':>10}{'articles/s':>12}"]
    for it in jobs.values():
        lines.append(f"{it.articles:10}{it.peak:10.0f}{it.peak / first.peak:10.3f}{it.rate:12.1f}")
    return "\n".join(lines)


def _start(step: str, folder: str, *arguments: str) -> str:
    command = [sys.executable, "-m", __spec__.name, "--step", step, folder, *arguments]
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout


def prepare(folder: Path, sources: list[str], limit: int) -> None:
    """Write the articles that both steps read: as pages for the job, as cleaned texts for the base model.

    Raises:
        SourceError: the sources hold no article.
    """
    from pipeline.acquire.files import read_files
    from pipeline.clean.article import clean_page
    from pipeline.errors import SourceError
    from pipeline.schema import RawPage

    pages = list(islice((page for page in read_files(sources) if isinstance(page, RawPage)), limit))
    rounds, most = 0, limit if len(pages) > _FEW else len(pages)
    while 0 < len(pages) < most:  # the same again, with an id and a first word that make it another article
        rounds += 1
        again = [
            replace(page, id=f"{page.id}-{rounds}", content=f"N{rounds} {page.content}") for page in pages
        ]
        pages += again[: most - len(pages)]
    texts = []
    with (folder / _PAGES).open("w", encoding="utf-8") as file:
        for page in pages:
            try:
                texts.append(clean_page(page).text)
            except SourceError:
                continue  # the job would not extract from it either
            row = asdict(page)
            row[row.pop("kind")] = row.pop("content")
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    if not texts:
        raise SourceError(" ".join(sources), "empty", "expected articles to measure with, found none")
    (folder / _TEXTS).write_text(json.dumps(texts), encoding="utf-8")


def run_model(folder: Path) -> Measurement:
    """Run the bare base model over the texts, in the batches of the job."""
    begin = time.perf_counter()
    import spacy

    from pipeline.nlp import _BATCH, _installed
    from pipeline.settings import load_settings

    texts = json.loads((folder / _TEXTS).read_text(encoding="utf-8"))
    model = spacy.load(load_settings().model or _installed())

    def parse(batch: Sequence[str]) -> int:
        with model.memory_zone():
            return sum(1 for _ in model.pipe(batch, batch_size=_BATCH))

    parse([_FIRST])
    startup, startup_cpu = time.perf_counter() - begin, time.process_time()
    taken = _timed(lambda: sum(parse(batch) for batch in batched(texts, _BATCH)))
    return Measurement(taken[0], startup, taken[1], peak_memory(), taken[2], startup_cpu=startup_cpu)


def _timed(work: Callable[[], int]) -> tuple[int, float, float]:
    """Return what some work returns, the seconds that it took, and the CPU seconds of this process."""
    ready, cpu = time.perf_counter(), time.process_time()
    articles = work()
    return articles, time.perf_counter() - ready, time.process_time() - cpu


def run_job(folder: Path) -> Measurement:
    """Run the whole job over the pages, into a new database."""
    begin = time.perf_counter()
    settings, reader = _reader()
    job = _job(folder, settings, reader, reader.close)
    startup, startup_cpu = time.perf_counter() - begin, time.process_time()
    articles, seconds, cpu = _timed(job)
    size = _size(folder)
    return Measurement(articles, startup, seconds, peak_memory(), cpu, size, startup_cpu=startup_cpu)


def run_two(folder: Path) -> Measurement:
    """Run the whole job over the pages, into a new database, with two worker processes."""
    begin = time.perf_counter()
    from pipeline.engine.processes import Processes
    from pipeline.settings import load_settings

    settings = load_settings()
    with Processes(settings, 2) as engine:
        job = _job(folder, settings, engine)
        startup = time.perf_counter() - begin
        begun = {pid: _cpu_of(pid) for pid in engine.pids()}
        articles, seconds, cpu = _timed(job)
        peak = peak_memory() + sum(peak_memory(pid) for pid in engine.pids())
        busiest = max(_cpu_of(pid) - begun.get(pid, 0.0) for pid in engine.pids())
    return Measurement(articles, startup, seconds, peak, cpu, _size(folder), busiest=busiest)


def _cpu_of(process: int) -> float:
    """Return the CPU seconds of another process so far; 0.0 without /proc."""
    path = Path(f"/proc/{process}/stat")
    if not path.exists():
        return 0.0
    user, system = path.read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def run_writer(folder: Path) -> Measurement:
    """Write once more, into another database, what the job has found."""
    begin = time.perf_counter()
    from pipeline.store.queries import Records
    from pipeline.store.rows import to_records, to_rows
    from pipeline.store.writer import RunRecord, Stamp, Store

    with Records(folder / _DATABASE) as records:
        found = [to_records(row, rows) for row, rows in records.articles()]
    number = sum(1 + sum(map(len, to_rows(*records).values())) for records in found)
    with Store(folder / "again.db") as store:
        run = store.begin_run(RunRecord("", "", "", "", "", ()))
        startup = time.perf_counter() - begin

        def write() -> int:
            for article, extraction in found:
                store.write(run, article, extraction, Stamp(article.origin, article.id, "", ""))
            return len(found)

        articles, seconds, cpu = _timed(write)
    return Measurement(articles, startup, seconds, peak_memory(), cpu, rows=number)


def _size(folder: Path) -> float:
    return (folder / _DATABASE).stat().st_size / _MIB


_STEPS = {"model": run_model, "job": run_job, "two": run_two, "writer": run_writer}
"""Name to what is measured, in the order of measuring."""


def run_parts(folder: Path) -> dict[str, float]:
    """Return the profiled seconds of each part of the whole job."""
    from pipeline.score.bench.components import profiled

    return profiled(_job(folder, *_reader()))


def _reader() -> tuple[Settings, ModelReader]:
    from pipeline import nlp
    from pipeline.settings import load_settings

    settings = load_settings()
    return settings, nlp.load(settings)


def _job(
    folder: Path, settings: Settings, reader: Reader | Engine, release: Callable[[], None] | None = None
) -> Callable[[], int]:
    """Make all that the whole job needs, and return what runs it and tells how many articles it read."""
    from pipeline import stages
    from pipeline.engine.batches import MAX_PAGES
    from pipeline.schema import Intake, RawPage
    from pipeline.store.writer import Store

    first = RawPage("first", "first", "text", _FIRST)
    if isinstance(reader, stages.Engine):  # each worker has to have read something
        list(reader.read_pages(iter([first] * 2 * MAX_PAGES), print))
    else:
        list(stages.read_pages(iter([first]), reader, print))

    def run() -> int:
        path = folder / _DATABASE
        path.unlink(missing_ok=True)
        with Store(path) as store:
            intake = Intake((str(folder / _PAGES),))
            counts = stages.run(store, reader, intake, settings, lambda _: None, release)
        return counts["added"]

    return run


def peak_memory(process: int | str = "self") -> float:
    """Return the greatest resident memory of a process so far, in MiB; without /proc, of this one."""
    status = Path(f"/proc/{process}/status")
    if status.exists():  # Linux; what getrusage says there begins with the parent's peak
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) * 1024 / _MIB
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / _MIB if sys.platform == "darwin" else peak * 1024 / _MIB


def report(steps: Mapping[str, Measurement], parts: Mapping[str, float]) -> str:
    """Lay the measurements side by side, and the profiled seconds of the job's parts below."""
    from pipeline.score.bench.components import table

    model, job, two, writer = (steps[step] for step in _STEPS)
    lines = [f"{'':24}{'articles/s':>12}{'seconds':>10}{'CPU s':>10}{'start-up s':>12}{'peak MiB':>10}"]
    for name, it in (("base model, nlp.pipe", model), ("whole job", job), ("whole job, 2 processes", two)):
        lines.append(
            f"{name:24}{it.rate:12.2f}{it.seconds:10.1f}{it.cpu:10.1f}{it.startup:12.1f}{it.peak:10.0f}"
        )
    whole = (model.seconds + model.startup) / (job.seconds + job.startup) * job.articles / model.articles
    ratio, memory = job.rate / model.rate, job.peak / model.peak
    lines.append(f"{'job / model':24}{ratio:12.2f}{'':32}{memory:10.2f}")
    lines.append(f"{'  with start-up':24}{whole:12.2f}")
    by_cpu = model.cpu / job.cpu * job.articles / model.articles
    whole_cpu = (model.cpu + model.startup_cpu) / (job.cpu + job.startup_cpu) * job.articles / model.articles
    lines.append(f"{'  by CPU':24}{by_cpu:12.2f}")
    lines.append(f"{'  by CPU, with start-up':24}{whole_cpu:12.2f}")
    lines.append(f"{'2 processes / 1':24}{two.rate / job.rate:12.2f}{'':32}{two.peak / job.peak:10.2f}")
    if two.busiest:
        lines.append(f"{'  by CPU, at least':24}{job.cpu / (two.busiest + two.cpu):12.2f}")
    lines.append("")
    lines.append(f"{job.articles} articles; one process for each step, one after the other; batches alike")
    lines.append(
        f"CPU seconds of the start-up: base model {model.startup_cpu:.1f}, job {job.startup_cpu:.1f}; where"
        " other programs run only CPU seconds can be compared"
    )
    lines.append(
        "the CPU seconds of 2 processes are those of the one that hands out, writes and links:"
        f" {1000 * two.cpu / two.articles:.1f} ms for each article"
    )
    lines.append(
        f"writing alone: {writer.rate:.0f} articles/s, {writer.rows / writer.seconds:.0f} rows/s,"
        f" {1000 * writer.cpu / writer.articles:.1f} ms of CPU and {1024 * two.disk / two.articles:.1f} KiB"
        " of database for each article"
    )
    if job.articles != model.articles:
        lines.append(f"not the same articles: the base model read {model.articles}")
    return "\n".join([*lines, "", *table(parts, job.seconds, model.seconds, job.articles)])


if __name__ == "__main__":
    main()
