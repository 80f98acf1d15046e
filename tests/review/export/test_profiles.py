"""No file of an export says a name that its profile hides."""

import json

import pyarrow.parquet as pq
import pytest

from pipeline.jobs.deciding import decide as merge
from pipeline.review.export.content import Content
from pipeline.review.export.ftm import write_ftm
from pipeline.review.export.lines import write_jsonl
from pipeline.review.export.profiles import PROFILES
from pipeline.review.export.tables import write_csv, write_parquet
from tests.review.export.told import CHARGED, MINOR, UNCHARGED, VICTIM, event, person, told, write

HIDDEN = {"public": (VICTIM, MINOR), "pseudonymous": (VICTIM, MINOR, UNCHARGED), "full": ()}


def as_jsonl(content, _folder):
    lines = []
    write_jsonl(content, lines.append)
    return "".join(lines)


def as_csv(content, folder):
    write_csv(content, folder)
    return "\n".join(path.read_text() for path in sorted(folder.iterdir()))


def as_parquet(content, folder):
    write_parquet(content, folder)
    tables = [pq.read_table(path) for path in sorted(folder.glob("*.parquet"))]
    return "\n".join(json.dumps(table.to_pylist(), default=str, ensure_ascii=False) for table in tables)


def as_ftm(content, _folder):
    lines = []
    write_ftm(content, lines.append)
    return "".join(lines)


FORMS = {form.__name__: form for form in (as_jsonl, as_csv, as_parquet, as_ftm)}


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("form", FORMS)
def test_a_hidden_name_stands_nowhere_and_all_others_stay(told_of, tmp_path, says, profile, form):
    (tmp_path / "out").mkdir()
    with Content(told_of, profile) as content:
        text = FORMS[form](content, tmp_path / "out")
    hidden = HIDDEN[profile]
    for name in (VICTIM, MINOR, UNCHARGED):
        assert says(text, name) is (name not in hidden), name
        if name in hidden:
            assert name.split()[1] not in text
    assert says(text, CHARGED)
    assert says(text, "Dora Pell")
    assert "Polk County Jail" in text


def people(path, profile):
    with Content(path, profile) as content:
        return {row["id"]: row for article in content.articles() for row in article.rows["people"]}


def test_a_minor_is_hidden_where_only_another_article_tells_the_age(told_of):
    found = people(told_of, "public")
    assert found["boy:p1"]["name"] == found["boy-again:p1"]["name"] == "[minor]"
    assert found["held:p1"]["name"] == UNCHARGED


def test_an_uncharged_person_has_one_number_in_all_articles_and_a_charged_one_a_name(told_of):
    found = people(told_of, "pseudonymous")
    assert found["held:p1"]["name"] == found["held-again:p1"]["name"] == "[person 1]"
    assert found["held:p1"]["mention"] == "[person 1], 33"
    assert found["crash:p1"]["name"] == CHARGED
    assert found["crash:p3"]["name"] == "Dora Pell"


def test_a_text_keeps_its_length_and_an_id_with_a_name_is_renamed(told_of):
    with Content(told_of) as hiding, Content(told_of, "full") as whole:
        shown = [article.article for article in hiding.articles()]
        stored = [article.article for article in whole.articles()]
    assert [len(article.text) for article in shown] == [len(article.text) for article in stored]
    assert [article.id for article in shown] == [
        "boy", "boy-again", "crash", "[article 1]", "held", "held-again",
    ]  # fmt: skip
    assert shown[3].text == "The fair opened. █████████ sang; ████████ bowed to Kestrel Tull."
    assert shown[2].url == "https://h.example/2023/[victim]-hurt"


def test_a_link_that_would_give_a_hidden_name_away_is_left_out(tmp_path):
    """Somebody harmed in one article is charged in another: named there, and not tied to the victim."""
    path = tmp_path / "both.db"
    harmed = told("harmed", "2023-01-01", "Lev Marn was hurt.", [person(1, "victim", "Lev Marn")])
    text = "Lev Marn, 40, is charged with theft."
    charged = told(
        "laid",
        "2023-01-02",
        text,
        [person(1, "subject", "Lev Marn", 40)],
        [event("charge", "p1", "is charged with theft")],
        [("p1", "theft", "charged", "theft")],
    )
    write(path, [harmed, charged])
    merge(path, "merge", "harmed:p1", "laid:p1")
    found = people(path, "public")
    assert (found["harmed:p1"]["name"], found["laid:p1"]["name"]) == ("[victim]", "Lev Marn")
    assert found["harmed:p1"]["linked_person"] is found["laid:p1"]["linked_person"] is None
    with Content(path) as content:
        assert [row["name"] for row in content.people()] == ["[victim]"]
        assert [row.person for row in content.happenings()] == [None]
    with Content(path, "full") as content:
        assert [row.person is None for row in content.happenings()] == [False]
