"""Whom one article protects, no page of the desk names."""

import pytest

from pipeline.schema import Intake
from pipeline.settings import Settings
from pipeline.stages import run
from pipeline.store.writer import Store

HIDDEN = ("Ysa Tarn", "Corin Vale")
ARTICLES = ("boy", "boy-again", "crash", "fair_ysa_tarn", "held", "held-again")


@pytest.fixture
def desk(told_of, new_desk):
    return new_desk(told_of)


@pytest.mark.parametrize("form", ["", ".json", ".csv"])
def test_a_name_that_one_article_hides_is_hidden_in_all(desk, says, form):
    pages = [*(f"/article/{name}{form}" for name in ARTICLES), f"/events{form}?copies=1", f"/review{form}"]
    pages += [f"/person/{name}{form}" for name in ("boy:p1", "boy-again:p1", "crash:p1")]
    told = {page: desk(page).text for page in pages}
    assert [(page, name) for page, text in told.items() for name in HIDDEN if says(text, name)] == [
        # An article's id is given as it is.
        (f"/article/fair_ysa_tarn{form}", "Ysa Tarn")
    ] * (form != ".csv")


def test_where_a_name_is_hidden_its_place_stays_true(desk):
    text = desk("/article/fair_ysa_tarn.json").json()["article"]["text"]
    assert text == "The fair opened. █████████ sang; ████████ bowed to Kestrel Tull."


def test_who_is_charged_keeps_the_name_that_is_a_victim_s_elsewhere(tmp_path, reader, new_desk):
    stories = {
        "hurt": "Pia Crane, 30, was arrested by Salem police. Lena Moss, 41, the victim, is well.",
        "held": "Lena Moss, 67, was arrested by Salem police and charged with theft.",
        "met": "Lena Moss, 41, was arrested by Salem police.",
        "seen": "Pia Crane, 30, was arrested by Salem police. Léna Moss saw it.",
    }
    for name, text in stories.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    path = tmp_path / "names.db"
    with Store(path) as store:
        run(store, reader, Intake((str(tmp_path),)), Settings(), lambda _: None)
    desk = new_desk(path)
    told = {name: desk(f"/article/{name}.json").json() for name in stories}
    assert told["held"]["events"][0]["who"] == "Lena Moss, 67"
    assert told["met"]["events"][0]["who"] == "[victim], 41"
    assert "Moss" not in told["seen"]["article"]["text"] + told["hurt"]["article"]["text"]


@pytest.mark.parametrize(
    "asked", ["agency=Ysa+Tarn", "facility=ysa-tarn", "place=Ysá+Tarn", "source=Ysa+Tarn"]
)
def test_nothing_is_found_by_a_hidden_name(desk, asked):
    assert desk(f"/events.json?decided=corrected&{asked}").json()["events"] == []
    assert desk("/events.json?decided=corrected").json()["events"] != []


def test_the_names_are_forgotten_with_what_named_them(tmp_path, reader, new_desk):
    def read(text):
        (tmp_path / "hurt.txt").write_text(text, encoding="utf-8")
        with Store(path) as store:
            run(store, reader, Intake((str(tmp_path),)), Settings(), lambda _: None)

    path = tmp_path / "names.db"
    (tmp_path / "seen.txt").write_text("Lena Moss, 41, sang.", encoding="utf-8")
    read("Lena Moss, 41, the victim, is well.")
    assert "Moss" not in new_desk(path)("/article/seen.json").text
    read("Lena Moss, 41, is well.")
    assert "Moss" in new_desk(path)("/article/seen.json").text
