"""A claim is put to the desk by its address; what answers it is loaded with the first one, once."""

import csv
import io
from urllib.parse import urlencode

import pytest

from pipeline.jobs.checking import Checker

TRUE = "Ada Quill, 41, was arrested by Salem police on March 4, 2024."


@pytest.fixture
def loaded():
    return []


@pytest.fixture
def desk(database, new_desk, reader, loaded):
    def load():
        loaded.append(reader)
        return reader

    return new_desk(database, reviewer="Ann", checker=Checker(load))


def address(claim, form="", **more):
    return f"/check{form}?{urlencode({'claim': claim, **more})}"


def test_a_claim_is_answered_with_its_evidence(desk):
    told = desk(address(TRUE, ".json")).json()
    assert (told["verdict"], told["sources_for"], told["sources_against"]) == ("supported", 1, 0)
    assert [(item["id"], item["side"]) for item in told["evidence"]] == [("alpha:e1", "for")]
    page = desk(address(TRUE)).text
    assert '<span class="verdict">supported</span>' in page
    assert "arrested by Salem police on March 4, 2024" in page
    assert 'href="/article/alpha#e1"' in page
    assert "1 independent for it, 0 against it" in page
    assert f">{TRUE}</textarea>" in page


def test_what_disagrees_stands_beside_what_is_claimed(desk):
    claim = TRUE.replace("March 4, 2024", "June 9, 2021")
    told = desk(address(claim, ".json")).json()
    item = next(item for item in told["evidence"] if item["id"] == "alpha:e1")
    when = {"claimed": "2021-06-09", "reported": "2024-03-04", "judged": "disagrees"}
    assert item["values"]["when"] == when
    cells = "</td><td>".join(f"<bdi>{when[name]}</bdi>" for name in ("claimed", "reported"))
    assert f'<td>{cells}</td><td class="judged">disagrees</td>' in desk(address(claim)).text
    rows = csv.DictReader(io.StringIO(desk(address(claim, ".csv")).text))
    row = next(row for row in rows if row["id"] == "alpha:e1")
    assert (row["claim"], row["disagree"], row["quote"]) == (claim, "when", item["quote"])


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        ("The county fair was lovely.", "it says nothing of the kinds of events"),
        ("Ann Nobody, 30, was arrested by Salem police.", "the database reports no arrest of this subject"),
        ("I think that the sheriff is wrong.", "no claim of fact"),
    ],
)
def test_what_cannot_be_answered_is_unknown_and_says_why(desk, claim, words):
    answer = desk(address(claim))
    assert answer.status_code == 200
    assert '<span class="verdict">unknown</span>' in answer.text
    assert words in answer.text
    [row] = csv.DictReader(io.StringIO(desk(address(claim, ".csv")).text))
    assert (row["verdict"], row["quote"]) == ("unknown", "")


def test_without_a_claim_there_is_a_box_for_one_and_nothing_is_loaded(desk, loaded):
    for empty in ("/check", "/check?claim=++"):
        assert '<textarea id="claim" name="claim"' in desk(empty).text
    assert desk("/check.json").json()["claim"] is None
    assert loaded == []
    desk(address(TRUE))
    desk(address(TRUE))
    assert len(loaded) == 1


@pytest.mark.parametrize(
    ("claim", "made", "words"),
    [
        ("x" * 1001, "", "found 1,001"),
        ("?!", "", "expected words"),
        (TRUE, "soon", "YYYY-MM-DD"),
    ],
)
def test_what_is_no_claim_is_refused_before_anything_is_loaded(desk, loaded, claim, made, words):
    answer = desk(address(claim, made=made))
    assert answer.status_code == 400
    assert words in answer.text
    assert loaded == []


def test_an_empty_database_is_named_before_anything_is_loaded(tmp_path, new_desk, loaded):
    (tmp_path / "empty.db").touch()
    get = new_desk(tmp_path / "empty.db", checker=Checker(lambda: loaded.append("")))
    assert "blotter run SOURCE" in get(address(TRUE)).text
    assert loaded == []


def test_a_desk_without_a_reader_of_claims_says_so(get):
    assert get("/check").status_code == 200
    assert "blotter check" in get(address(TRUE)).text


def test_a_claim_is_shown_as_text_and_names_of_victims_stay_hidden(desk):
    hostile = '<script>alert(1)</script> "Finn Marsh, 9, was arrested by Salem police." \u202e'
    page = desk(address(hostile)).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
    told = desk(address("Marsh was a victim. Finn Marsh, 9, was arrested by Salem police.", ".json")).json()
    assert "Marsh" not in str(told["evidence"])
