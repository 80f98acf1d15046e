import json

from rich.console import Console

from pipeline.ontology import ontology
from pipeline.score.corpus import corpus_table, count_split


def write_split(folder):
    (folder / "text").mkdir()
    (folder / "html").mkdir()
    (folder / "text" / "a.txt").write_text("x", encoding="utf-8")
    (folder / "html" / "a.html").write_text("x", encoding="utf-8")
    event = {"type": "removal", "modality": "planned"}
    offense = {"status": "cleared"}
    rows = [
        {"id": "a", "people": [{"role": "subject"}], "offenses": [offense], "events": [event, event]},
        {"id": "b", "people": [], "offenses": [], "events": []},
    ]
    (folder / "gold.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def test_a_split_is_counted_from_its_files(tmp_path):
    write_split(tmp_path)
    counts = count_split(tmp_path)
    assert counts["articles", "annotated"] == 2
    assert counts["articles", "HTML pages"] == 1
    assert counts["articles", "without an event"] == 1
    assert counts["events", "removal"] == 2
    assert counts["modality", "planned"] == 2
    assert counts["offenses", "cleared"] == 1


def test_the_table_shows_each_declared_type_also_where_there_is_none(tmp_path):
    write_split(tmp_path)
    console = Console(width=120)
    with console.capture() as capture:
        console.print(corpus_table({"dev": count_split(tmp_path)}))
    assert all(name in capture.get() for name in ontology().events)
