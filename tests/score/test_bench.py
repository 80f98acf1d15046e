import json

import pytest

from pipeline.errors import SourceError
from pipeline.score.bench import Measurement, peak_memory, prepare, report, run_job, run_model

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
    model = Measurement(articles=300, startup=2.0, seconds=20.0, peak=500.0)
    job = Measurement(articles=300, startup=2.5, seconds=30.0, peak=600.0)
    text = report(model, job)
    assert "15.00" in text
    assert "10.00" in text
    assert "0.67" in text
    assert "600" in text


def test_this_process_has_a_peak_memory_of_some_megabytes():
    assert 5 < peak_memory() < 100_000


@pytest.mark.slow
def test_both_steps_read_all_articles(tmp_path):
    prepare(tmp_path, [write_articles(tmp_path, 4)], limit=10)
    assert run_model(tmp_path).articles == 4
    assert run_job(tmp_path).articles == 4
