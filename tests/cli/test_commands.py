import json
import os
import subprocess
import sys
from dataclasses import replace

import pytest

from pipeline import cli
from pipeline.cli import models
from pipeline.errors import ModelError
from pipeline.settings import Settings

COMMANDS = (
    "run",
    "extract",
    "evaluate",
    "train",
    "events",
    "people",
    "search",
    "show",
    "check",
    "timeline",
    "conflicts",
    "link",
    "merge",
    "split",
    "undo",
    "review",
    "decide",
    "undecide",
    "skipped",
    "verify",
    "export",
    "report",
    "doctor",
    "serve",
)


def test_a_run_can_be_asked_about(blotter, stories):
    status, out, err = blotter("run", stories)
    assert (status, err) == (0, "")
    first, second, last = out.splitlines()
    assert first == "4 inputs: 4 added, 0 changed, 0 unchanged, 0 failed. Database: blotter.db"
    assert second == "Found 3 people and 3 events: 2 arrest, 1 removal."
    assert last.startswith("Took 0:00:0")
    assert "Ada Quill, 41" in blotter("events")[1]
    assert "[victim]" in blotter("people")[1]
    assert "Finn Marsh" in blotter("people", "--with-names")[1]
    assert "alpha:e1" in blotter("search", "arrested by salem")[1]
    assert "»arrested by Salem police" in blotter("show", "alpha:e1")[1]
    assert blotter("verify")[:2] == (0, "4 article versions with 28 values: no faults\n")
    assert "4 articles" in blotter("doctor")[1]


def test_claims_are_answered_one_or_a_file_of_them(blotter, stories, tmp_path):
    blotter("run", stories)
    said = "Ada Quill, 41, was arrested by Salem police on March 4, 2024."
    status, out, err = blotter("check", said, "--format", "json")
    told = json.loads(out)
    assert (status, err, told["claim"], told["verdict"]) == (0, "", said, "supported")
    assert told["evidence"][0]["id"] == "alpha:e1"
    assert blotter("check", said)[1].startswith("SUPPORTED")
    (tmp_path / "claims.txt").write_text(f"{said}\n\nNobody was seen.\n")
    lines = blotter("check", "--file", "claims.txt", "--format", "jsonl")[1].splitlines()
    assert [json.loads(line)["verdict"] for line in lines] == ["supported", "unknown"]
    reviews = json.loads(blotter("check", "--file", "claims.txt", "--claimreview")[1])
    assert [review["reviewRating"]["alternateName"] for review in reviews] == ["Supported", "Unknown"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "expected a claim, or --file"),
        (("x", "--file", "claims.txt"), "give one of them"),
        ((" ",), "found no word"),
        (("--file", "none.txt"), "expected a text file in UTF-8"),
        (("x", "--made", "May"), "expected YYYY-MM-DD"),
        (("x", "--format", "csv"), "expected one of table, json, jsonl"),
    ],
)
def test_a_check_that_makes_no_sense_is_bad_usage(blotter, arguments, message):
    status, _, err = blotter("check", *arguments)
    assert status == 2
    assert message in " ".join(err.replace("│", " ").split())


def test_a_failed_input_is_named_and_the_rest_is_done(blotter, stories):
    status, out, err = blotter("run", stories, "none.txt")
    assert status == 1
    assert "4 added" in out
    assert "1 failed" in out
    assert err == (
        "blotter: none.txt: expected a file or folder, found nothing: check the spelling and the folder\n"
    )


def test_an_interrupted_run_says_how_to_go_on(blotter, stories):
    (stories / "zeta.txt").write_text("INTERRUPT")
    status, _, err = blotter("run", stories)
    assert status == 1
    assert "run the same again to go on" in err
    assert "Traceback" not in err
    (stories / "zeta.txt").write_text("The fair closed.")
    assert blotter("run", stories)[0] == 0


@pytest.mark.parametrize("path", ["nowhere/x.db", ".", "letter.db"])
def test_a_database_that_cannot_be_used_stops_the_run_before_any_work(
    blotter, stories, reader, tmp_path, path
):
    (tmp_path / "letter.db").write_text("Dear reader")
    status, out, err = blotter("run", stories, "--db", path)
    assert (status, out, reader.read_ids) == (1, "", [])
    assert err.startswith(f"blotter: {path}: expected ")
    assert err.count("\n") == 1


def test_no_model_stops_the_run_before_a_database_is_made(blotter, stories, tmp_path, monkeypatch):
    def load(**_):
        raise ModelError("expected a model, found none:\ninstall one")

    monkeypatch.setattr(models, "load_reader", load)
    assert blotter("run", stories) == (1, "", "blotter: expected a model, found none: install one\n")
    assert not (tmp_path / "blotter.db").exists()


def test_a_model_named_on_the_command_line_goes_before_the_settings(blotter, stories, monkeypatch):
    monkeypatch.undo()
    monkeypatch.setenv("BLOTTER_MODEL", "from_the_environment")
    for command in ("run", "extract"):
        status, _, err = blotter(command, stories, "--model", "no_such_model")
        assert status == 1
        assert "base model 'no_such_model': expected a spaCy pipeline" in err


def test_extract_writes_the_same_to_a_file_as_to_the_screen(blotter, stories, tmp_path):
    status, shown, _ = blotter("extract", stories)
    assert status == 0
    assert [json.loads(line)["id"] for line in shown.splitlines()] == ["alpha", "beta", "gamma", "quiet"]
    assert blotter("extract", stories, "--out", "x.jsonl")[:2] == (0, "")
    assert (tmp_path / "x.jsonl").read_text(encoding="utf-8") == shown
    status, shown, err = blotter("extract", stories / "beta.txt", "none.txt")
    assert (status, len(shown.splitlines()), "none.txt" in err) == (1, 1, True)


def test_extract_says_how_many_unlikely_events_it_left_out(blotter, stories, reader, monkeypatch):
    read = reader.read
    monkeypatch.setattr(reader, "read", lambda articles: (replace(it, unlikely=1) for it in read(articles)))
    status, _, err = blotter("extract", stories / "beta.txt")
    said = "1 event was left out that is less likely right than wrong: `--unlikely keep` keeps such.\n"
    assert (status, err) == (0, said)
    assert blotter("extract", stories / "beta.txt", "--quiet")[2] == ""


def test_an_interrupted_extract_says_so_and_leaves_no_file(blotter, stories, tmp_path):
    (stories / "zeta.txt").write_text("INTERRUPT")
    status, _, err = blotter("extract", stories, "--out", "x.jsonl")
    assert (status, err.count("\n")) == (1, 1)
    assert "interrupted after 4 inputs; x.jsonl is as it was" in err
    assert list(tmp_path.glob("x.jsonl*")) == []


def test_extract_refuses_a_file_it_cannot_write_before_it_reads(blotter, stories, reader):
    status, _, err = blotter("extract", stories, "--out", "nowhere/x.jsonl")
    assert (status, reader.read_ids) == (1, [])
    assert "nowhere/x.jsonl" in err


def test_an_engine_that_does_not_go_with_its_options_is_refused(blotter, stories):
    assert blotter("run", stories, "--engine", "spark")[0] == 2
    status, _, err = blotter("run", stories, "--shards", "work")
    assert status == 2
    assert "expected --engine ray" in " ".join(err.split())


def test_ray_that_is_not_installed_is_named_with_what_installs_it(blotter, stories, monkeypatch):
    monkeypatch.setitem(sys.modules, "msgspec", None)
    status, _, err = blotter("run", stories, "--engine", "ray")
    assert (status, "pip install 'blotter[ray]'" in err) == (1, True)


@pytest.mark.slow
def test_processes_give_what_one_gives(stories, monkeypatch, base_reader, tmp_path):
    monkeypatch.setattr(base_reader, "close", lambda: None)  # other tests go on with it
    monkeypatch.setattr(models, "load_reader", lambda **_: (Settings(), base_reader))
    for number in ("1", "2"):
        out = str(tmp_path / number)
        options = ["--gate", "off", "--processes", number, "--out", out]
        monkeypatch.setattr(sys, "argv", ["blotter", "extract", str(stories), *options])
        with pytest.raises(SystemExit, match="0"):
            cli.main()
    assert (tmp_path / "1").read_text().count("\n") == 4
    assert (tmp_path / "1").read_text() == (tmp_path / "2").read_text()


def test_evaluate_gives_full_marks_to_what_was_extracted(blotter, stories, tmp_path):
    blotter("extract", stories, "--out", "gold.jsonl")
    status, out, _ = blotter("evaluate", stories, "gold.jsonl", "--json", "--errors", "misses.jsonl")
    figures = json.loads(out)
    assert (status, figures["events"]["f1"], figures["overcharged"]) == (0, 1.0, 0)
    assert (tmp_path / "misses.jsonl").read_text() == ""
    assert "six fields" in blotter("evaluate", stories, "gold.jsonl")[1]


def test_evaluate_names_gold_articles_that_are_not_there(blotter, stories):
    blotter("extract", stories, "--out", "gold.jsonl")
    status, out, err = blotter("evaluate", stories / "beta.txt", "gold.jsonl", "--errors", "misses.jsonl")
    assert status == 1
    assert [f"{name}: expected" in err for name in ("alpha", "gamma", "quiet")] == [True] * 3
    assert "events" in out


def test_less_sure_values_are_left_out_where_that_is_asked_for(blotter, stories):
    blotter("run", stories)
    assert "2024-03-04" in blotter("events", "--min-confidence", "0.5")[1]
    shown = blotter("events", "--min-confidence", "0.6", "--format", "csv")[1]
    assert "alpha:e1" in shown
    assert "2024-03-04" not in shown
    assert blotter("events", "--min-confidence", "0.95")[1] == "Nothing found.\n"
    assert blotter("search", "arrested", "--min-confidence", "0.95")[1].count("alpha") == 1
    for command in (("extract", stories), ("export",)):
        told = [json.loads(line) for line in blotter(*command, "--min-confidence", "0.6")[1].splitlines()]
        assert [event["date"] for event in told[0]["events"]] == [None]
    assert blotter("events", "--min-confidence", "2")[0] == 2


def test_evaluate_says_how_true_the_confidences_are_of_what_it_finds(blotter, stories):
    blotter("extract", stories, "--out", "gold.jsonl")
    status, out, _ = blotter("evaluate", stories, "gold.jsonl", "--by", "source")
    assert status == 0
    assert "surer half" in out
    assert "(none given)" in out
    figures = json.loads(blotter("evaluate", stories, "gold.jsonl", "--json", "--by", "source")[1])
    assert figures["confidence"]["events"]["calibration_error"] == 0.1
    assert figures["sources"]["(none given)"]["articles"] == 4
    status, out, _ = blotter("evaluate", stories, "gold.jsonl", "--min-confidence", "0.95")
    assert "events         0.000   0.000" in out
    assert blotter("evaluate", stories, "gold.jsonl", "--by", "moon")[0] == 2


def test_the_same_run_again_leaves_the_export_as_it_was(blotter, stories):
    blotter("run", stories)
    before = blotter("export")[1]
    assert "4 unchanged" in blotter("run", stories)[1]
    assert blotter("export")[1] == before
    assert "Marsh" not in before
    assert "Marsh" in blotter("export", "--profile", "full")[1]


def test_export_to_csv_fills_a_folder(blotter, stories, tmp_path):
    blotter("run", stories)
    assert blotter("export", "--format", "csv", "--out", "tables")[:2] == (
        0,
        "4 articles written to tables\n",
    )
    assert (tmp_path / "tables" / "events.csv").exists()


def test_verify_fails_on_one_broken_row_and_names_it(blotter, stories, tmp_path):
    import sqlite3

    blotter("run", stories)
    with sqlite3.connect(tmp_path / "blotter.db") as db:
        db.execute("UPDATE events SET date = '2024-03-05' WHERE id = 'alpha:e1'")
    db.close()
    status, out, _ = blotter("verify")
    assert status == 1
    assert "events alpha:e1, date: expected '2024-03-04', found '2024-03-05'" in out
    assert "1 fault\n" in out


@pytest.mark.parametrize(
    "arguments",
    [
        ["events", "--type", "parade"],
        ["events", "--since", "soon"],
        ["events", "--format", "xml"],
        ["events", "--limit", "0"],
        ["people", "--status", "guilty"],
        ["search", "..."],
        ["search"],
        ["run"],
        ["export", "--format", "csv"],
        ["dance"],
    ],
)
def test_bad_usage_is_status_2_and_says_why(blotter, stories, arguments):
    blotter("run", stories)
    status, _, err = blotter(*arguments)
    assert status == 2
    assert "Error" in err


@pytest.mark.parametrize("arguments", [["events"], ["show", "x"], ["verify"], ["export"], ["search", "x"]])
def test_without_a_database_there_is_one_line_that_says_how_to_make_one(blotter, arguments, tmp_path):
    status, out, err = blotter(*arguments)
    assert (status, out) == (1, "")
    assert "blotter run SOURCE... --db blotter.db" in err
    assert list(tmp_path.glob("*.db")) == []


def test_what_articles_tell_together_can_be_followed_and_decided(blotter, stories):
    text = "A{}, Kestrel Quill, 41, arrested by Salem police on March 4, 2024, is at the Salem County Jail."
    for name in ("north", "south"):
        (stories / f"{name}.txt").write_text(text.format(name))
    blotter("run", stories)
    shown = blotter("timeline", "Kestrel Quill")[1]
    assert shown.startswith("Kestrel Quill, 41")
    assert "arrest  Kestrel Quill, 41  [" in shown
    assert "2 articles" in shown
    told = json.loads(blotter("timeline", "north:e1", "--format", "json")[1])
    assert [report["article_id"] for report in told["events"][0]["reports"]] == ["north", "south"]
    assert blotter("split", "north:p1", "south:p1")[:2] == (
        0,
        "decision 1: split north:p1 south:p1; `blotter undo 1` takes it back\n",
    )
    assert "found 2: give an id: P" in blotter("timeline", "Kestrel Quill")[2]
    assert "split people: north, south" in blotter("undo")[1]
    assert blotter("undo", "1")[:2] == (0, "decision 1 undone\n")
    assert blotter("timeline", "Kestrel Quill")[1] == shown
    assert blotter("undo", "1")[0] == 1
    assert blotter("link")[1] == "0 articles compared; 0 events linked anew. Database: blotter.db\n"


def test_events_can_be_asked_for_by_how_many_sources_report_them(blotter, stories, tmp_path):
    rows = [
        {"id": name, "source": name, "published": "2024-03-05",
         "text": "Kestrel Quill, 41, arrested by Salem police on March 4, 2024, is at the Salem County Jail."}
        for name in ("North Star", "South Sun")
    ]  # fmt: skip
    rows[1]["text"] += " The fair closed early, and nobody in the county could say why it ever was held."
    (tmp_path / "two.jsonl").write_text("\n".join(map(json.dumps, rows)))
    blotter("run", stories, "two.jsonl")
    found = blotter("events", "--min-sources", "2", "--format", "jsonl")[1].splitlines()
    assert {json.loads(line)["article_id"] for line in found} <= {"North Star", "South Sun"}
    assert blotter("events", "--min-sources", "9")[1] == "Nothing found.\n"
    assert blotter("conflicts")[1] == "Nothing found.\n"


def test_a_victim_is_not_found_or_named_by_a_timeline_unless_asked_for(blotter, stories):
    blotter("run", stories)
    status, out, err = blotter("timeline", "Finn Marsh")
    assert (status, out) == (1, "")
    assert "found nothing of it" in err
    assert "Finn Marsh" in blotter("timeline", "Finn Marsh", "--with-names")[1]


def test_an_unknown_id_is_status_1(blotter, stories):
    blotter("run", stories)
    assert blotter("show", "nobody:e1")[0] == 1


def test_a_cut_list_says_so(blotter, stories):
    blotter("run", stories)
    status, out, err = blotter("events", "--limit", "1", "--format", "jsonl")
    assert (status, len(out.splitlines())) == (0, 1)
    assert "only the first 1" in err
    assert blotter("events", "--limit", "3")[2] == ""


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(blotter, command):
    status, out, _ = blotter(command, "--help")
    assert status == 0
    assert f"Example: blotter {command}" in out


def test_the_commands_are_those_of_this_list():
    names = [command.name or command.callback.__name__ for command in cli.app.registered_commands]
    assert tuple(names) == COMMANDS


def test_help_loads_nothing_heavy():
    code = (
        "import sys; from typer.testing import CliRunner; from pipeline.cli import app\n"
        "assert CliRunner().invoke(app, ['--help']).exit_code == 0\n"
        "heavy = ('spacy', 'trafilatura', 'sqlite_utils', 'dateparser', 'rich.table', 'numpy')\n"
        "print([name for name in heavy if name in sys.modules])\n"
        "import pipeline.store.writer; print('pandas' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\nFalse\n"


@pytest.mark.parametrize("unbuffered", ["", "1"], ids=["buffered", "unbuffered"])
def test_a_reader_that_has_had_enough_is_no_error(database, unbuffered):
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "pipeline.cli", "export", "--db", str(database)]
    environment = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
    done = subprocess.run(
        command, stdout=write, stderr=subprocess.PIPE, text=True, check=False, env=environment
    )
    os.close(write)
    assert done.stderr == ""


def test_what_the_gate_left_unread_is_counted_and_can_be_listed(blotter, stories, reader):
    told = reader.read

    def gated(articles):
        for article, extraction in zip(articles, told(articles), strict=True):
            unread = ((0, len(article.text)),) if article.id == "gamma" else ((3, 9),)
            yield replace(extraction, skipped=unread) if article.id in ("alpha", "gamma") else extraction

    reader.read = lambda articles: gated(list(articles))
    out = blotter("run", stories)[1]
    assert "\n1 of them holds nothing worth parsing and was left unread: see `blotter skipped`\n" in out
    assert [json.loads(line)["unread"] for line in blotter("skipped", "--format", "jsonl")[1].splitlines()][
        0
    ] == 6
    rows = [json.loads(line) for line in blotter("skipped", "--whole", "--format", "jsonl")[1].splitlines()]
    assert [(row["id"], row["unread"] == row["characters"]) for row in rows] == [("gamma", True)]
    assert "1 articles whole, 1 in part" in blotter("doctor")[1]
    assert blotter("verify")[0] == 0


def test_a_gate_that_is_none_is_refused(blotter, stories):
    status, _, err = blotter("run", stories, "--gate", "ajar")
    assert status == 2
    assert "ajar" in err


def test_events_can_be_decided_from_the_queue_and_rejected_ones_are_hidden(blotter, stories):
    blotter("run", stories)
    assert blotter("review")[1].endswith("\n0 came back; 3 of 3 undecided events shown\n")
    why = ("--by", "Ada", "--why", "the docket")
    assert blotter("decide", "alpha:e1", "reject", *why)[:2] == (
        0,
        "decision 1: alpha:e1 reject; `blotter undecide 1 --by NAME` takes it back\n",
    )
    blotter("decide", "beta:e1", "correct", "date", "2023-06-03", *why)
    assert blotter("decide", "beta:e1", "correct", "date", *why)[0] == 2
    assert blotter("decide", "beta:e1", "maybe", *why)[0] == 2
    assert blotter("decide", "nobody:e1", "accept", *why)[0] == 1
    shown = blotter("events")[1]
    assert "alpha:e1" not in shown
    assert "corrected by Ada: date 2023-06-03" in shown
    assert "rejected by Ada" in blotter("events", "--rejected")[1]
    assert "alpha:e1" not in blotter("search", "arrested")[1]
    assert "rejected by Ada" in blotter("show", "alpha:e1")[1]
    queued = json.loads(blotter("review", "--format", "json")[1])
    assert [row["id"] for row in queued["queue"]] == ["gamma:e1"]
    assert "1 reject: alpha arrest, by Ada" in blotter("undecide")[1]
    assert blotter("undecide", "1")[0] == 1
    assert blotter("undecide", "1", "--by", "Ivo")[:2] == (0, "decision 1 undone\n")
    assert "alpha:e1" in blotter("events")[1]
    assert "by Ivo" in blotter("undecide")[1]
    missed = ("decide", "alpha", "add", "charge", "charged with  theft", "--person", "Ada Quill")
    assert blotter(*missed, "--set", "date=2024-03-05", *why)[0] == 0
    assert "added by Ada" in blotter("events", "--type", "charge", "--since", "2024-03-05")[1]
    assert blotter(*missed, "--set", "mood=fine", *why)[0] == 2
    assert "stands" not in blotter("decide", "alpha", "add", "charge", "no such words", *why)[2]


@pytest.mark.parametrize(("command", "gate"), [("run", None), ("extract", "off")])
def test_only_a_run_leaves_passages_unread_unless_told(blotter, stories, reader, monkeypatch, command, gate):
    asked = []

    def load(*, gate, **_):
        asked.append(gate)
        return Settings(), reader

    monkeypatch.setattr(models, "load_reader", load)

    assert blotter(command, stories)[0] == 0
    assert asked == [gate]
