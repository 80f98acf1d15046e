"""A signed-in person decides by forms, without scripts; nobody else does, and no forged form."""

import asyncio

import pytest

from pipeline.store.queries import Filters, Records

WHY = "the docket says so"


def event(get, number=1):
    return get("/article/alpha.json").json()["events"][number - 1]


def standing(path):
    with Records(path) as records:
        return sorted(hit.id for hit in records.events(Filters()))


def kept(path):
    with Records(path) as records:
        return records.db.execute("SELECT count(*) FROM event_decisions").fetchone()[0]


def test_a_rejected_event_is_struck_out_in_its_article_and_gone_elsewhere(ann, database):
    answer = ann.post("/decide/event", event="alpha:e1", verdict="reject", why=WHY)
    assert (answer.status_code, answer.headers["location"]) == (303, "/article/alpha#e1")
    assert standing(database) == ["beta:e1", "gamma:e1"]
    assert "Decision 1 is kept." in ann.get("/article/alpha").text
    page = ann.get("/article/alpha").text
    assert "Decision 1 is kept." not in page
    assert "rejected by a person" in page
    assert "<b>rejected</b> by <bdi>Ann</bdi>" in page
    assert WHY in page
    assert "alpha:e1" not in ann.get("/events.csv").text
    assert "alpha:e1" in ann.get("/events.csv?decided=rejected").text
    assert ann.get("/index.json").json()["by_type"]["arrest"] == {"negated": 1}
    assert ann.get("/event/alpha:e1").status_code == 404


def test_a_decision_can_be_taken_back_where_it_is_shown(ann, database):
    ann.post("/decide/event", event="alpha:e1", verdict="reject", why=WHY)
    assert 'action="/decide/undo"' in ann.get("/article/alpha").text
    answer = ann.post("/decide/undo", number="1", back="/article/alpha#e1")
    assert answer.headers["location"] == "/article/alpha#e1"
    assert standing(database) == ["alpha:e1", "beta:e1", "gamma:e1"]
    assert "taken back" in ann.get("/review").text


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "/\\evil.example", ""])
def test_no_form_leads_elsewhere(ann, back):
    ann.post("/decide/event", event="alpha:e1", verdict="accept", why=WHY)
    assert ann.post("/decide/undo", number="1", back=back).headers["location"] == "/review"


def test_a_value_is_corrected_by_words_of_the_text(ann):
    text = ann.get("/article/alpha.json").json()["article"]["text"]
    start = str(text.index("Polk County Jail"))
    fields = {"event": "alpha:e1", "verdict": "correct", "why": WHY}
    ann.post(
        "/decide/event", field="custodian", value="x", words="Polk  County\r\nJail", start=start, **fields
    )
    ann.post("/decide/event", field="date", value="2024-03-05", words="March 4, 2024", **fields)
    told = event(ann.get)
    assert (told["custodian"], told["date"], told["decided"]) == (
        "Polk County Jail",
        "2024-03-05",
        "corrected",
    )
    assert told["read"] == {"date": "2024-03-04"}
    assert [item["said"] for item in told["decisions"]] == [
        "custodian corrected", "date corrected to 2024-03-05",
    ]  # fmt: skip
    page = ann.get("/article/alpha").text
    assert "<dt>date as read</dt><dd><bdi>2024-03-04</bdi></dd>" in page
    assert 'href="/custodian/Polk+County+Jail"' in page


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        (
            {"field": "date", "value": "2024-03-05", "words": "no such words"},
            "paste them as they stand there",
        ),
        ({"field": "agency", "value": "FBI"}, "paste them as they stand there"),
        ({"field": "date", "value": "soon"}, "expected YYYY-MM-DD"),
        ({"field": "", "value": "soon"}, "expected one of"),
        ({"field": "date", "value": "2024", "why": " "}, "a name and a reason"),
        ({"field": "date", "value": "2" * 5000}, "at most 4,000 characters"),
        ({"verdict": "maybe"}, "accept, reject, correct"),
        ({"event": "nobody:e1", "verdict": "accept"}, "expected the id of an"),
    ],
)
def test_what_makes_no_sense_is_refused_with_what_would(ann, database, fields, words):
    answer = ann.post("/decide/event", **{"event": "alpha:e1", "verdict": "correct", "why": WHY, **fields})
    assert answer.status_code == 400
    assert words in answer.text
    assert "Nothing was changed" in answer.text
    assert kept(database) == 0


def test_an_event_that_was_missed_is_added(ann):
    fields = {"article": "alpha", "type": "charge", "modality": "actual", "person": "alpha:p1", "why": WHY}
    ambiguous = ann.post("/decide/add", words="the", **fields)
    assert (ambiguous.status_code, "found them 2 times" in ambiguous.text) == (400, True)
    answer = ann.post("/decide/add", words="charged with theft", date="2024-03-05", **fields)
    assert answer.headers["location"] == "/article/alpha"
    told = event(ann.get, 2)
    assert (told["type"], told["who"], told["date"], told["decided"]) == (
        "charge", "Ada Quill, 41", "2024-03-05", "added",
    )  # fmt: skip
    assert "added by a person" in ann.get("/events?type=charge").text
    assert ann.get("/events.json?decided=added").json()["events"][0]["id"] == "alpha:e2"
    assert [item["type"] for item in ann.get("/person/alpha:p1.json").json()["events"]] == [
        "arrest",
        "charge",
    ]


def test_words_that_stand_twice_are_told_apart_by_where_they_were_selected(ann):
    text = ann.get("/article/beta.json").json()["article"]["text"]
    start = text.rindex("Brandt")
    fields = {"article": "beta", "type": "sentence", "modality": "actual", "why": WHY}
    ann.post(
        "/decide/add", words="Brandt", start=str(start), person="other", person_words="Ivo Brandt", **fields
    )
    told = ann.get("/article/beta.json").json()["events"][1]
    assert (told["start"], told["who"]) == (start, "Ivo Brandt, 28")


def test_a_hidden_name_can_be_chosen_without_being_seen(ann, database):
    page = ann.get("/article/alpha").text
    assert "Marsh" not in page
    shown = ann.get("/article/alpha.json").json()["article"]["text"]
    words = shown[shown.index(", the victim of it") - 11 : shown.index(" is unhurt")]
    fields = {"article": "alpha", "type": "release", "modality": "actual", "person": "alpha:p2", "why": WHY}
    assert ann.post("/decide/add", words=words.strip(), **fields).status_code == 303
    with Records(database) as records:
        assert records.records("alpha")[1].events[1].subject == "p2"
    for address in ("/article/alpha", "/article/alpha.json", "/events.json", "/review", "/review.json"):
        assert "Marsh" not in ann.get(address).text


def test_reports_are_merged_and_split(ann):
    both = {"page": "/person", "why": "one man"}
    answer = ann.post("/decide/link", kind="merge", a="alpha:p1", b="beta:p1", **both)
    assert answer.headers["location"] == "/person/alpha~3Ap1"
    told = ann.get("/person/alpha:p1.json").json()
    assert told["reports"] == ["alpha:p1", "beta:p1"]
    page = ann.get("/person/alpha:p1").text
    assert "people of alpha and beta are one" in page
    assert "one man" in page
    ann.post("/decide/link", kind="split", a="alpha:p1", b="beta:p1", **both)
    assert ann.get("/person/alpha:p1.json").json()["reports"] == ["alpha:p1"]
    ann.post("/decide/unlink", number="2", back="/review")
    assert len(ann.get("/person/alpha:p1.json").json()["reports"]) == 2
    refused = ann.post("/decide/link", kind="merge", a="alpha:p1", b="alpha:e1", **both)
    assert (refused.status_code, "one of each" in refused.text) == (400, True)


def test_the_queue_leads_from_event_to_event(ann):
    told = ann.get("/review.json").json()
    assert sorted(row["id"] for row in told["queue"]) == ["alpha:e1", "beta:e1", "gamma:e1"]
    first = told["queue"][0]["id"]
    page = ann.get("/review").text
    assert all(f'</span>{row["quote"]}<span class="around">' in page for row in told["queue"])
    answer = ann.post("/decide/event", event=first, verdict="accept", why=WHY, back="/review")
    assert answer.headers["location"] == "/review"
    told = ann.get("/review.json").json()
    assert first not in [row["id"] for row in told["queue"]]
    assert [item["said"] for item in told["decisions"]] == ["accepted"]
    assert ann.get("/review").text.count('action="/decide/event"') == 2


def test_a_decision_that_comes_back_says_why(ann, database, stories, new_reader):
    from pipeline.schema import Intake
    from pipeline.settings import Settings
    from pipeline.stages import run
    from pipeline.store.writer import Store

    ann.post("/decide/event", event="alpha:e1", verdict="accept", why=WHY)
    (stories / "alpha.txt").write_text("Nobody was held.", encoding="utf-8")
    with Store(database) as store:
        run(store, new_reader("2"), Intake((str(stories),)), Settings(), lambda _: None)
    [item] = ann.get("/review.json").json()["returned"]
    assert item["reason"] == "the text changed, and the event is not read there any more"
    assert item["reason"] in ann.get("/review").text


@pytest.mark.parametrize("path", ["event", "add", "undo", "link", "unlink"])
def test_only_a_signed_in_person_with_a_form_of_this_desk_decides(ann, database, path):
    fields = {"event": "alpha:e1", "verdict": "reject", "why": WHY, "number": "1"}
    forged = ann.post(f"/decide/{path}", token="forged", **fields)
    assert forged.status_code == 403
    alone = asyncio.run(ann.ask.desk.client.post(f"/decide/{path}", data=fields))
    assert (alone.status_code, "--reviewer NAME" in alone.text) == (403, True)
    assert ann.get(f"/decide/{path}").status_code == 405
    assert kept(database) == 0
    for address in ("/review", "/article/alpha", "/person/alpha:p1"):
        assert "<form" not in ann.ask(address).text.replace('<form class="filters"', "")


def test_texts_of_decisions_are_shown_as_text(ann):
    ann.post("/decide/event", event="alpha:e1", verdict="reject", why="<script>alert(1)</script> \u202e")
    for address in ("/article/alpha", "/review"):
        page = ann.get(address).text
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)" in page
        assert "\u202e" not in page
        assert page.count("<script") == 1
        assert " style=" not in page
