import pytest

from pipeline.review.rows import Desk
from pipeline.review.show import show
from pipeline.store.queries import Records


@pytest.fixture
def shown(database):
    with Records(database) as records:
        yield lambda any_id: "\n".join(show(Desk(records), records.find(any_id)))


def test_an_article_is_shown_with_its_quotes_marked_and_no_victims_name(shown):
    text = shown("alpha")
    assert "was »arrested by Salem police on March 4, 2024«, and charged with »theft«." in text
    assert "alpha:o1" in text
    assert "Marsh" not in text


def test_an_event_is_shown_with_each_value_in_its_words(shown):
    text = shown("alpha:e1")
    assert "date: 2024-03-04" in text
    assert "on »March 4, 2024«, and charged" in text
    assert "rule fake.date, confidence 0.50, counted from 2024-05-01" in text


@pytest.mark.parametrize(
    ("any_id", "words"),
    [
        ("alpha:p1", "reported: charged, not convicted: theft"),
        ("beta:p1", "arrest (not)"),
        ("alpha:p2", "name: [victim]"),
        ("beta:o1", "offense: assault (convicted)"),
        ("alpha:f1", "facility: Polk County Jail"),
        ("quiet", "none found"),
        ("gamma:e1", "who: at least 310 people"),
    ],
)
def test_anything_that_has_an_id_can_be_shown(shown, any_id, words):
    assert words in shown(any_id)
