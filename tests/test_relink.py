"""Linking over a database: whole stories, in any order of arrival, and with what people decided."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.errors import QueryError
from pipeline.jobs.deciding import decide, undo
from pipeline.jobs.relinking import linker_files, relink
from pipeline.link.places.articles import link_places
from pipeline.review.rows import Desk
from pipeline.schema import Article, Extraction
from pipeline.score.gold_records import gold_extraction
from pipeline.store.linked import LinkedRecords
from pipeline.store.writer import RunRecord, Stamp, Store


def told(name, published, source, text, people, events=(), offenses=()):
    """Return an article with its extraction; people are (mention, name, age)."""
    article = Article(name, text, name, source=source, published=published)
    gold = {
        "people": [
            {
                "id": f"p{n}",
                "role": "subject",
                "name": called,
                "age": age,
                "nationality": None,
                "mention": mention,
            }
            for n, (mention, called, age) in enumerate(people, 1)
        ],
        "offenses": [
            {"subject": who, "category": category, "status": status, "quote": quote}
            for who, category, status, quote in offenses
        ],
        "facilities": [],
        "events": [
            {"type": kind, "subject": who, "date": date, "modality": modality, "quote": quote}
            for kind, who, date, modality, quote in events
        ],
    }
    return article, link_places(article, gold_extraction(gold, article))


NOTE = (
    "ELLERY, N.C. — Kestrel Tull, 29, of Ellery was arrested. Officer Moira Haskell of Stony Creek said so."
)
STORY = [
    told("herald", "2023-02-08", "Haw Herald", NOTE, [("Kestrel Tull, 29", "Kestrel Tull", 29)],
         [("arrest", "p1", "2023-02-07", "actual", "was arrested")]),
    told("star", "2023-02-09", "Bend Star", NOTE.replace("29", "26"),
         [("Kestrel Tull, 26", "Kestrel Tull", 26)],
         [("arrest", "p1", "2023-02-07", "actual", "was arrested")]),
    told("later", "2023-06-15", "Haw Herald", NOTE + " The charges were dropped.",
         [("Kestrel Tull, 29", "Kestrel Tull", 29)],
         [("arrest", "p1", "2023-02", "actual", "was arrested"),
          ("acquittal", "p1", "2023-06-12", "actual", "were dropped")]),
    told("other", "2023-02-10", "Ohio Post", "TOLEDO, Ohio — Kestrel Tull, 57, of Toledo was arrested.",
         [("Kestrel Tull, 57", "Kestrel Tull", 57)],
         [("arrest", "p1", "2023-02-07", "actual", "was arrested")]),
    told("unnamed", "2023-02-08", "Ohio Post", "A man, 29, was arrested in Dayton, Ohio.",
         [("A man, 29", None, 29)],
         [("arrest", "p1", "2023-02-07", "actual", "was arrested")]),
]  # fmt: skip


def write(path, articles):
    with Store(path) as store:
        run = store.begin_run(RunRecord("", "{}", "", "gold", "", ()))
        for article, extraction in articles:
            store.write(run, article, extraction, Stamp(article.id, article.text, "gold", ""))


def state(path):
    """Return all that is linked, but for decisions."""
    with LinkedRecords(path) as records:
        tables = ("linked_people", "linked_events", "conflicts", "person_links", "event_links")
        rows = {table: sorted(map(str, records.db.query(f"SELECT * FROM {table}"))) for table in tables}
        return rows | {"people": records.person_of_report(), "events": records.event_of_report()}


@pytest.fixture
def whole(tmp_path):
    path = tmp_path / "whole.db"
    write(path, STORY)
    relink(path)
    return path


def test_one_person_and_one_arrest_are_told_by_several_articles(whole):
    with LinkedRecords(whole) as records:
        (person,) = [found for found in records.people_named("Kestrel Tull") if len(found.versions) > 1]
        assert [version.article_id for version in person.versions] == ["herald", "star", "later"]
        arrest, dropped = records.events_of(person.id)
        assert (arrest.type, arrest.date, arrest.articles, arrest.sources) == ("arrest", "2023-02-07", 3, 2)
        assert [(c.field, [value for _, value in c.values]) for c in arrest.conflicts] == [
            ("age", ["29", "26", "29"])
        ]
        assert (dropped.type, dropped.sources) == ("acquittal", 1)
        assert len(records.people_named("Kestrel")) == 2
        (why,) = records.why(["herald:p1", "later:p1"])
        assert why.weight == pytest.approx(sum(weight for _, weight in why.reasons) - 13)


def test_linking_again_changes_nothing(whole):
    before = state(whole)
    assert relink(whole).articles == 0
    assert state(whole) == before


@given(st.permutations(STORY), st.integers(0, len(STORY)), st.integers(0, len(STORY)))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_order_of_arrival_makes_no_difference(whole, tmp_path_factory, order, first, second):
    path = tmp_path_factory.mktemp("order") / "x.db"
    first, second = sorted((first, second))
    for part in (order[:first], order[first:second], order[second:]):
        write(path, part)
        relink(path)
    assert state(path) == state(whole)


def test_an_article_that_changed_is_linked_anew(whole):
    article, extraction = STORY[1]
    write(whole, [told("star", "2023-02-09", "Bend Star", "The fair closed.", [])])
    relink(whole)
    with LinkedRecords(whole) as records:
        assert "star:p1" not in records.person_of_report()
        arrest = records.event(records.event_of_report()["herald:e1"])
        assert (arrest.articles, arrest.sources, arrest.conflicts) == (2, 1, ())
    write(whole, [(article, extraction)])
    relink(whole)
    with LinkedRecords(whole) as records:
        assert records.event(records.event_of_report()["herald:e1"]).articles == 3


def test_a_decision_outlives_the_run_and_can_be_taken_back(whole):
    before = state(whole)
    number = decide(whole, "split", "herald:p1", "star:p1")
    with LinkedRecords(whole) as records:
        people = records.person_of_report()
        assert people["herald:p1"] != people["star:p1"]
    extra = told("star", "2023-02-09", "Bend Star", "Ana Roe, 40, and " + NOTE.replace("29", "26"),
                 [("Ana Roe, 40", "Ana Roe", 40), ("Kestrel Tull, 26", "Kestrel Tull", 26)],
                 [("arrest", "p2", "2023-02-07", "actual", "was arrested")])  # fmt: skip
    write(whole, [extra])
    relink(whole)
    with LinkedRecords(whole) as records:
        people = records.person_of_report()
        assert people["herald:p1"] != people["star:p2"]
    write(whole, [STORY[1]])
    relink(whole)
    undo(whole, number)
    assert state(whole) == before
    with pytest.raises(QueryError, match="in force"):
        undo(whole, number)


def test_people_whom_the_rules_keep_apart_can_be_merged(whole):
    decide(whole, "merge", "other:p1", "herald:p1")
    with LinkedRecords(whole) as records:
        people = records.person_of_report()
        assert people["other:p1"] == people["herald:p1"] == people["later:p1"]
        arrest = records.event(records.event_of_report()["other:e1"])
        assert arrest.articles == 4


@pytest.mark.parametrize("ids", [("herald:p1", "herald:e1"), ("herald:p1", "herald:p1"), ("herald:p1", "x")])
def test_a_decision_about_no_two_of_one_sort_is_refused(whole, ids):
    with pytest.raises(QueryError, match="expected"):
        decide(whole, "merge", *ids)


def test_a_decision_whose_article_changed_beyond_knowing_waits(whole):
    number = decide(whole, "split", "herald:p1", "star:p1")
    write(whole, [told("star", "2023-02-09", "Bend Star", "The fair closed.", [])])
    assert relink(whole).lost == (number,)


def test_every_rule_of_linking_counts_for_what_is_linked_anew():
    names = {file.name for file in linker_files()}
    assert {
        "relinking.py",
        "match_people.py",
        "match_events.py",
        "weights.toml",
        "person_names.toml",
    } <= names


def test_linking_that_fails_leaves_all_as_it_was(whole, monkeypatch):
    before = state(whole)
    write(whole, [told("new", "2023-02-11", "Post", NOTE, [("Kestrel Tull, 29", "Kestrel Tull", 29)])])
    monkeypatch.setattr("pipeline.jobs.relinking.group_voices", lambda *_: 1 / 0)
    monkeypatch.setattr("pipeline.jobs.relinking.Linker._add_person", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        relink(whole)
    assert state(whole) == before


def test_somebody_whom_one_article_shows_to_be_a_minor_is_not_named_from_another(tmp_path):
    path = tmp_path / "x.db"
    text = "ELLERY, N.C. — {} of Stony Creek was arrested, Haskell said."
    arrest = [("arrest", "p1", "2023-02-07", "actual", "was arrested")]
    named = ("Kestrel Tullo, 16", "Kestrel Tullo", 16)
    first = told("a", "2023-02-08", "Herald", text.format("Kestrel Tullo, 16,"), [named], arrest)
    named = ("Kestrel Tullo", "Kestrel Tullo", None)
    second = told("b", "2023-02-08", "Star", text.format("Kestrel Tullo"), [named], arrest)
    write(path, [first, second])
    relink(path)
    with LinkedRecords(path) as records:
        assert len(set(records.person_of_report().values())) == 1
        article, extraction = Desk(records).load("b")
        assert "Tullo" not in article.text
        assert extraction.people[0].name.value == "[minor]"
        assert "Tullo" in Desk(records, with_names=True).load("b")[0].text


def test_two_of_other_family_names_are_not_one_for_being_like_somebody_unnamed(tmp_path):
    text = "ELLERY, N.C. — {} of Stony Creek was arrested, Haskell said. He was released."
    events = [
        ("arrest", "p1", "2023-02-07", "actual", "was arrested"),
        ("release", "p1", "2023-02-09", "actual", "was released"),
    ]
    people = {"a": ("Kestrel Tull, 29", "Kestrel Tull"), "b": ("Kestrel Orme, 29", "Kestrel Orme")}
    people |= {"c": ("A man, 29,", None), "d": ("A man, 29,", None)}
    path = tmp_path / "x.db"
    write(
        path,
        [
            told(name, "2023-02-10", f"Paper {name}", text.format(said), [(said, called, 29)], events)
            for name, (said, called) in people.items()
        ],
    )
    relink(path)
    with LinkedRecords(path) as records:
        of = {report.split(":")[0]: person for report, person in records.person_of_report().items()}
    assert of["a"] != of["b"]
    assert of["c"] == of["d"]
    assert of["c"] in (of["a"], of["b"])


def test_copies_are_one_source_from_whenever_they_are_known(whole):
    from pipeline.jobs.copies import find_copies

    with LinkedRecords(whole) as records:
        assert records.event(records.event_of_report()["herald:e1"]).sources == 2
    with Store(whole) as store:
        find_copies(store)
        store._db.execute("DELETE FROM copies")
        store._db.execute("INSERT INTO copies VALUES ('star', 'copy', 'herald', 0.9, '[]')")
        store._db.conn.commit()
    relink(whole)
    with LinkedRecords(whole) as records:
        assert records.event(records.event_of_report()["herald:e1"]).sources == 1


FLOORS = {"train": {"people": (0.99, 0.93), "events": (0.99, 0.94)}}


@pytest.mark.parametrize("split", FLOORS)
def test_the_stories_are_linked_as_their_gold_says(split):
    from pipeline.score.linking import measure_gold

    result = measure_gold(Path(__file__).parents[1] / "corpus" / "stories" / split)
    for name, (precision, recall) in FLOORS[split].items():
        found = getattr(result, name)
        assert found.precision >= precision, json.dumps(result.errors, indent=1)
        assert found.recall >= recall


def test_an_article_that_reports_nobody_is_compared_once_it_does(tmp_path):
    path = tmp_path / "silent.db"
    article, extraction = STORY[0]
    write(path, [(article, Extraction(article.id, article.published)), STORY[1]])
    assert relink(path).articles == 2
    assert relink(path).articles == 0
    write(path, [(article, extraction)])
    assert relink(path).articles == 1
    write(tmp_path / "whole.db", STORY[:2])
    relink(tmp_path / "whole.db")
    assert state(path) == state(tmp_path / "whole.db")
    write(path, [(article, Extraction(article.id, article.published))])
    relink(path)
    with LinkedRecords(path) as records:
        assert set(records.person_of_report()) == {"star:p1"}
