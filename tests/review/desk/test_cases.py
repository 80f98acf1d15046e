"""A case through time: each point with its sources, versions side by side, no charge told as a conviction."""

import re

import pytest

from pipeline.jobs.deciding import Deciding
from pipeline.review.decisions import Added
from pipeline.schema import Intake
from pipeline.settings import Settings
from pipeline.stages import run
from pipeline.store.writer import Store

HAPPENED = "Kestrel Tull, 29, was arrested by Salem police on {day}, and {status} theft."
TOLD = {
    "monday": HAPPENED.format(day="March 4, 2024", status="charged with"),
    "tuesday": "Late news of the fair. " + HAPPENED.format(day="March 9, 2024", status="charged with"),
}


@pytest.fixture
def told(tmp_path, reader):
    """Return the database of two reports of one arrest, by a person's word, that give two days."""
    folder = tmp_path / "told"
    folder.mkdir()
    for name, text in TOLD.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    path = tmp_path / "told.db"
    with Store(path) as store:
        run(store, reader, Intake((str(folder),)), Settings(), lambda _: None)
    Deciding(path).link("merge", "monday:e1", "tuesday:e1")
    return path


@pytest.fixture
def case(told, new_desk):
    return new_desk(told)


def test_versions_that_disagree_stand_side_by_side_with_their_words(case):
    told = case("/event/monday:e1.json").json()
    assert told["conflicts"] == [
        {"field": "date", "values": [["monday:e1", "2024-03-04"], ["tuesday:e1", "2024-03-09"]]}
    ]
    for address in ("/event/monday:e1", "/person/tuesday:p1"):
        page = case(address).text
        [conflict] = re.findall(r'(?s)<table class="conflict">.*?</table>', page)
        for name, day in (("monday", "March 4"), ("tuesday", "March 9")):
            assert f'href="/article/{name}#e1"' in conflict
            assert f"arrested by Salem police on {day}, 2024”" in conflict


def test_an_event_gives_each_report_s_version_of_each_value_and_counts_sources(case):
    page = case("/event/monday:e1").text
    [table] = re.findall(r'(?s)<table class="versions">.*?</table>', page)
    rows = [re.findall(r"<td><bdi>(.*?)</bdi></td>", row) for row in table.split("<tr>")[2:]]
    assert rows == [
        ["2024-03-04", "Kestrel Tull, 29", "", "Salem police", "", ""],
        ["2024-03-09", "Kestrel Tull, 29", "", "Salem police", "", ""],
    ]
    assert re.search(r"2 articles, <b>\d independent source", page)
    assert 'href="/person/P' in page


def test_who_is_charged_is_never_drawn_as_convicted(case):
    told = case("/person/monday:p1.json").json()
    assert [(item["category"], item["status"]) for item in told["offenses"]] == [("theft", "charged")]
    assert [step["article_id"] for step in told["offenses"][0]["history"]] == ["monday", "tuesday"]
    page = case("/person/monday:p1").text
    assert '<span class="status charged">charged, not convicted</span>' in page
    assert "convicted" not in page.replace("charged, not convicted", "").replace("is no conviction", "")


def test_a_long_case_goes_on_on_another_page_and_says_so(told, case, monkeypatch):
    from pipeline.review.desk import cases

    start = TOLD["monday"].index("charged with")
    charge = Added("charge", "actual", start, start + len("charged with theft"), "Kestrel Tull")
    Deciding(told).add("monday", charge, ("Ada", "missed"))

    whole = [event["id"] for event in case("/person/monday:p1.json").json()["events"]]
    monkeypatch.setattr(cases, "_ROWS", 1)
    monkeypatch.setattr(cases, "_REPORTS", 1)
    found, address = [], "/person/monday:p1.json"
    while address:
        page = case(address).json()
        found += [event["id"] for event in page["events"]]
        assert page["number"] == len(whole) == 2
        address = page["next"] and re.sub(r"(/person/\w+)", r"\1.json", page["next"])
    assert found == whole
    assert "2 events, 1 on this page" in case("/person/monday:p1").text
    assert "not shown: 1 report" in case("/person/monday:p1").text
    assert "not shown: 1 report" in case("/event/monday:e1").text


def test_lists_of_events_lead_to_all_reports_of_each(case):
    rows = case("/events.json").json()["events"]
    linked = case("/event/monday:e1.json").json()["id"]
    assert {row["id"] for row in rows if row["linked"] == linked} == {"monday:e1", "tuesday:e1"}
    assert f'<a href="/event/{linked}">' in case("/events").text
