"""The report counts what is told, once, and says no more."""

import re

import pytest
from lxml import html

from pipeline.errors import QueryError
from pipeline.review.report.page import as_html, as_markdown, make_report
from pipeline.schema import Article
from pipeline.store.linked import LinkedRecords
from pipeline.store.writer import Store
from tests.review.export.told import ARTICLES, CHARGED, MINOR, UNCHARGED, VICTIM, event, told, write

HOSTILE = '<script>alert("1")</script> $x$ | `a` \u202e'


def made(path, **asked):
    with LinkedRecords(path) as records:
        return make_report(records, **asked)


def table(report, caption):
    found = [one for section in report.sections for one in section.tables if one.caption == caption]
    return {row[0]: row[1:] for row in found[0].rows}


def test_each_happening_counts_once_and_what_a_person_rejected_not_at_all(told_of):
    report = made(told_of)
    found = table(report, "Events by month and type")
    heads = next(one for one in report.sections if one.name == "time").tables[0].heads
    assert heads == (
        "month", "detainer issued", "detainer declined", "arrest", "charge", "detention", "all",
    )  # fmt: skip
    assert found["all"] == (1, 1, 2, 1, 2, 7)
    assert found["2023-02"] == (0, 0, 1, 1, 0, 2)
    assert found["2023-04"] == (0, 1, 0, 0, 0, 1)
    assert found["no single month"] == (1, 0, 1, 0, 2, 4)


def test_people_are_counted_by_what_became_of_their_detainers(told_of):
    found = table(made(told_of), "People by what became of their detainers")
    assert found == {
        "honored": (0,), "declined": (1,), "withdrawn": (0,), "more than one of these": (0,),
        "no outcome told": (0,),
    }  # fmt: skip


def test_what_is_not_told_as_fact_is_told_apart(tmp_path):
    path = tmp_path / "x.db"
    text = "ICE may lodge a detainer. The jail never declined one, and allegedly honored one."
    denied = [
        event("detainer_issued", None, "may lodge a detainer") | {"modality": "planned"},
        event("detainer_declined", None, "never declined one") | {"modality": "negated"},
        event("detainer_honored", None, "allegedly honored one") | {"modality": "alleged"},
    ]
    write(path, [told("a", "2024-01-01", text, events=denied)])
    report = made(path)
    assert table(report, "Events not reported as fact") == {
        "detainer issued": (0, 1, 0), "detainer declined": (0, 0, 1), "detainer honored": (1, 0, 0),
    }  # fmt: skip
    assert dict(report.keys)["events reported as fact"] == 0


def test_a_time_and_a_confidence_can_be_asked_for(told_of):
    assert dict(made(told_of, since="2023-04").keys)["events reported as fact"] == 1
    assert dict(made(told_of, until="2022").keys)["events reported as fact"] == 0
    report = made(told_of, least=1.1)
    assert dict(report.keys)["events reported as fact"] == 3
    assert "less sure than 1.1 were left out" in as_markdown(report)
    with pytest.raises(QueryError, match="--since"):
        made(told_of, since="spring")


@pytest.mark.parametrize("form", [as_html, as_markdown])
def test_the_same_database_gives_the_same_bytes_and_names_no_people(told_of, says, form):
    text = form(made(told_of))
    assert text == form(made(told_of))
    for name in (VICTIM, MINOR, UNCHARGED, CHARGED):
        assert not says(text, name)
    assert "A jail" in text


def test_a_custodian_under_the_name_of_a_victim_is_not_named(tmp_path, says):
    path = tmp_path / "x.db"
    text = "Ysa Tarn declined the detainer."
    misread = told("m", "2024-01-01", text, events=[event("detainer_declined", None, text, custodian=VICTIM)])
    write(path, [*ARTICLES, misread])
    shown = as_html(made(path))
    assert "[name hidden]" in shown
    assert not says(shown, VICTIM)


def test_the_page_asks_for_nothing_and_has_no_script(told_of):
    page = html.fromstring(as_html(made(told_of)))
    assert page.xpath("//script | //link | //img | //iframe | //@src | //*[@onload]") == []
    assert [target for target in page.xpath("//@href") if not target.startswith("#")] == []
    assert "url(" not in re.sub(r"url\(#", "", as_html(made(told_of)))


def test_each_picture_says_what_it_shows_and_has_its_numbers_in_a_table(told_of):
    page = html.fromstring(as_html(made(told_of)))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    pictures = page.xpath("//svg")
    assert len(pictures) == 5
    for picture in pictures:
        assert picture.get("role") == "img"
        for name in picture.get("aria-labelledby").split():
            assert page.xpath(f"string(//*[@id='{name}'])").strip()
        assert picture.xpath("ancestor::section//table")
    assert "#01" not in as_html(made(told_of))


@pytest.mark.parametrize("form", [as_html, as_markdown])
def test_a_hostile_name_is_shown_as_text(tmp_path, form):
    path = tmp_path / "x.db"
    text = "The jail declined the detainer."
    quoted = event("detainer_declined", None, "declined the detainer", custodian="The jail")
    write(path, [told("a", "2024-01-01", text, events=[quoted], source=HOSTILE)])
    shown = form(made(path))
    assert not re.search(r"(?<!\\)<script", shown)
    assert "\u202e" not in shown
    if form is as_html:
        assert shown.count("alert(&#34;1&#34;)") + shown.count('alert("1")') >= 2
    else:
        assert r"\<script\>" in shown
        assert r"\| " in shown


@pytest.mark.parametrize("form", [as_html, as_markdown])
def test_an_empty_database_has_a_report_too(tmp_path, form):
    path = tmp_path / "empty.db"
    with Store(path):
        pass
    assert "No day of publication given" in form(made(path)).replace("on no day", "No day")


def test_years_are_drawn_where_months_would_be_too_many(tmp_path):
    path = tmp_path / "x.db"
    years = (2001, 2003, 2024)
    text = " ".join(f"Arrests followed in May {year}." for year in years)
    dated = [event("arrest", None, f"Arrests followed in May {year}", date=f"{year}-05") for year in years]
    write(path, [(Article("a", text, "a"), told("a", None, text, events=dated)[1])])
    found = table(made(path), "Events by year and type")
    assert found == {"2001": (1, 1), "2003": (1, 1), "2024": (1, 1), "no single year": (0, 0), "all": (3, 3)}
