import json
import re

import pytest

from pipeline.errors import SourceError
from pipeline.ontology import ontology
from pipeline.score.bench import whole_job as bench
from pipeline.score.bench.components import profiled
from pipeline.score.bench.whole_job import (
    Measurement,
    peak_memory,
    prepare,
    report,
    run_job,
    run_model,
    run_parts,
    run_two,
    run_writer,
)
from pipeline.settings import Settings

STORY = "Deputies in Larch County arrested a 31-year-old man on Monday.\n\nHe is held at Larch County Jail."


def write_articles(folder, number):
    path = folder / "articles.jsonl"
    rows = [{"id": f"a{i}", "text": f"{STORY} It was case {i}."} for i in range(number)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return str(path)


def test_only_as_many_articles_are_taken_as_asked_for(tmp_path):
    prepare(tmp_path, [write_articles(tmp_path, 5)], limit=3)
    texts = json.loads((tmp_path / "texts.json").read_text(encoding="utf-8"))
    pages = [json.loads(line) for line in (tmp_path / "pages.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [page["text"] for page in pages] == texts
    assert [page["id"] for page in pages] == ["a0", "a1", "a2"]


def test_sources_without_an_article_are_refused(tmp_path):
    with pytest.raises(SourceError, match="expected articles"):
        prepare(tmp_path, [str(tmp_path / "absent.jsonl")], limit=3)


def test_the_report_gives_rates_ratio_and_memory():
    model = Measurement(articles=300, startup=2.0, seconds=20.0, peak=500.0, cpu=18.0, startup_cpu=2.0)
    job = Measurement(articles=300, startup=2.5, seconds=30.0, peak=600.0, cpu=24.0, startup_cpu=4.0)
    two = Measurement(articles=300, startup=3.5, seconds=15.0, peak=1500.0, cpu=1.5, disk=6.0, busiest=14.5)
    writer = Measurement(articles=300, startup=0.1, seconds=1.5, peak=100.0, cpu=0.6, rows=15_000)
    steps = {"model": model, "job": job, "two": two, "writer": writer}
    text = report(steps, {"base model, in the job": 56.0, "entities/dates": 3.0, "events/extract": 1.0})
    assert "15.00" in text
    assert "10.00" in text
    assert "0.67" in text
    assert "600" in text
    assert "links: 5.0 ms for each article" in text
    assert "200 articles/s, 10000 rows/s, 2.0 ms of CPU and 20.5 KiB of database for each article" in text
    assert re.search(r"2 processes / 1 +2\.00 +2\.50", text)
    assert re.search(r"by CPU +0\.75\n +by CPU, with start-up +0\.71\n", text)
    assert re.search(r"by CPU, at least +1\.50\n", text)
    # The job's 30 seconds are shared out by what was profiled.
    assert re.search(r"entities/dates +5\.00 +7\.5%", text)
    assert re.search(r"events/extract +1\.67 +2\.5%", text)


def test_this_process_has_a_peak_memory_of_some_megabytes():
    assert 5 < peak_memory() < 100_000


def test_a_librarys_time_counts_for_the_module_that_called_it():
    def work():
        for _ in range(3):
            write_nothing()

    seconds = profiled(work)
    assert set(seconds) <= {"rest", "ontology", "score/bench"}
    assert seconds["ontology"] > 0


def write_nothing():
    ontology.__wrapped__()


@pytest.mark.slow
def test_both_steps_read_all_articles(tmp_path, monkeypatch, base_reader):
    monkeypatch.setattr(bench, "_reader", lambda: (Settings(), base_reader))
    monkeypatch.setattr(base_reader, "close", lambda: None)  # other tests go on with it
    prepare(tmp_path, [write_articles(tmp_path, 4)], limit=10)
    assert run_model(tmp_path).articles == 4
    assert run_job(tmp_path).articles == 4
    assert run_two(tmp_path).articles == 4
    written = run_writer(tmp_path)
    assert (written.articles, written.rows > 40) == (4, True)
    parts = run_parts(tmp_path)
    assert parts["base model, in the job"] > 0
    assert {"entities/mentions", "events/extract", "clean/article", "store/writer"} <= set(parts)
