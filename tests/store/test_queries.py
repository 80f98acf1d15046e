import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from pipeline.errors import QueryError
from pipeline.review.filters import build_filters
from pipeline.store.queries import Filters, Records, match_expression


@pytest.fixture
def records(database):
    with Records(database) as opened:
        yield opened


def events(records, **options):
    return [hit.id for hit in records.events(build_filters(options))]


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ({}, ["beta:e1", "alpha:e1", "gamma:e1"]),
        ({"type": ["arrest"]}, ["beta:e1", "alpha:e1"]),
        ({"type": ["arrest", "removal"]}, ["beta:e1", "alpha:e1", "gamma:e1"]),
        ({"modality": ["negated"]}, ["beta:e1"]),
        ({"agency": "SALEM"}, ["alpha:e1"]),
        ({"place": "dallas"}, ["beta:e1"]),
        ({"facility": "people"}, ["gamma:e1"]),
        ({"person": "brandt"}, ["beta:e1"]),
        ({"person": "alpha:p1"}, ["alpha:e1"]),
        ({"offense": ["theft"]}, ["alpha:e1"]),
        ({"offense": ["theft"], "status": ["convicted"]}, []),
        ({"status": ["convicted"]}, ["beta:e1"]),
        ({"since": "2024"}, ["alpha:e1"]),
        ({"until": "2023-06"}, ["beta:e1"]),
        ({"since": "2023", "until": "2024", "agency": "police"}, ["beta:e1", "alpha:e1"]),
        ({"source": "nobody"}, []),
        ({"agency": "%"}, []),
        ({"min_confidence": 0.9}, ["beta:e1", "alpha:e1", "gamma:e1"]),
        ({"min_confidence": 0.91}, []),
        ({"offense": ["theft"], "min_confidence": 0.91}, []),
    ],
)
def test_events_are_found_by_each_option_in_the_order_of_their_dates(records, options, found):
    assert events(records, **options) == found


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ({}, ["alpha:p1", "alpha:p2", "beta:p1"]),
        ({"role": ["victim"]}, ["alpha:p2"]),
        ({"status": ["charged"]}, ["alpha:p1"]),
        ({"type": ["arrest"]}, ["alpha:p1", "beta:p1"]),
        ({"agency": "Dallas"}, ["beta:p1"]),
        ({"since": "2024-03-04", "until": "2024-03-04"}, ["alpha:p1"]),
        ({"person": "Quill"}, ["alpha:p1"]),
        ({"person": "Marsh"}, []),
        ({"person": "Marsh", "with_names": True}, ["alpha:p2"]),
        ({"type": ["arrest"], "min_confidence": 0.9}, ["alpha:p1", "beta:p1"]),
        ({"min_confidence": 0.91}, []),
    ],
)
def test_people_are_found_by_what_is_said_of_them(records, options, found):
    assert [hit.id for hit in records.people(build_filters(options))] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("arrest", ["alpha:e1", "beta:e1", "alpha", "beta"]),
        ("deporting people", ["gamma:e1", "gamma"]),
        ('"bright sky"', ["quiet"]),
        ('"sky bright"', []),
        ("theft", ["alpha:o1", "alpha"]),
    ],
)
def test_search_finds_quotes_and_then_articles(records, text, found):
    assert sorted(hit.id for hit in records.search(text, Filters())) == sorted(found)


@pytest.mark.parametrize(
    "text", ["fair NOT x", "a AND", "NEAR(", "col:", "a*b", '"', 'a"b', "-", "{x}", "^a"]
)
def test_query_syntax_in_a_search_is_only_words(records, text):
    try:
        assert isinstance(list(records.search(text, Filters())), list)
    except QueryError as error:
        assert "at least one word" in str(error)


@given(st.text())
def test_no_text_makes_a_query_that_sqlite_refuses(text):
    db = Database(memory=True)
    db.execute("CREATE VIRTUAL TABLE t USING fts5(x, tokenize='porter')")
    try:
        expression = match_expression(text)
    except QueryError:
        return
    assert db.execute("SELECT * FROM t WHERE t MATCH ?", [expression]).fetchall() == []


def test_an_unknown_id_says_where_ids_are_shown(records):
    with pytest.raises(QueryError, match="blotter events"):
        records.find("nothing:e1")


@pytest.mark.parametrize(
    ("any_id", "table"),
    [("alpha", "articles"), ("alpha:e1", "events"), ("alpha:p2", "people"), ("alpha:o1", "offenses")],
)
def test_an_id_names_one_thing(records, any_id, table):
    hit = records.find(any_id)
    assert (hit.table, hit.article_id) == (table, "alpha")


@pytest.mark.parametrize("options", [{"type": ["arrests"]}, {"offense": ["x"]}, {"status": ["guilty"]}])
def test_a_name_that_is_not_declared_is_answered_with_those_that_are(options):
    with pytest.raises(QueryError, match=r"expected one of \w+, "):
        build_filters(options)
