import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.ontology import ontology
from pipeline.review.standing import denied, present, standings
from pipeline.store.linked import EventVersion, LinkedEvent, PersonVersion

STATUSES = sorted(ontology().statuses)


def version(article, published, *offenses):
    return PersonVersion(
        f"{article}:p1", article, None, published, "subject", "Kestrel Tull", None, None, "", False, offenses
    )


def conviction(*reports):
    versions = tuple(
        EventVersion(
            f"{article}:e1",
            article,
            None,
            None,
            None,
            day,
            1,
            None,
            None,
            None,
            None,
            None,
            None,
            modality,
            None,
            "",
        )
        for article, day, modality in reports
    )
    return LinkedEvent("E1", "conviction", "P1", None, 1, 1, versions, ())


@pytest.mark.parametrize(
    ("told", "now"),
    [
        (["charged", "convicted"], "convicted"),
        (["convicted", "charged"], "convicted"),
        (["charged", "cleared"], "cleared"),
        (["convicted", "cleared"], "cleared"),
        (["charged", "cleared", "arrested"], "cleared"),
        (["charged", "cleared", "charged"], "cleared"),
        (["cleared", "convicted"], "convicted"),
    ],
)
def test_the_latest_report_leads_but_looking_back_takes_nothing_back(told, now):
    assert present([(f"2024-0{month}-01", status) for month, status in enumerate(told, 1)]) == now


def test_on_the_day_of_an_acquittal_a_conviction_does_not_lead():
    assert present([("2024-05-17", "cleared"), ("2024-05-17", "convicted")]) == "cleared"


@given(st.lists(st.tuples(st.dates().map(str), st.sampled_from(STATUSES)), min_size=1).map(sorted))
def test_nobody_is_convicted_whom_no_article_says_to_be(history):
    now = present(history)
    assert now in {status for _, status in history}
    assert now != "convicted" or any(status == "convicted" for _, status in history)


def test_a_conviction_that_is_denied_later_is_a_charge():
    versions = [
        version("tv", "2024-05-17", ("burglary", "convicted"), ("theft", "convicted")),
        version("fix", "2024-05-18", ("burglary", "cleared")),
    ]
    void = denied([conviction(("tv", "2024-05-17", "actual"), ("fix", "2024-05-18", "negated"))])
    found = {standing.category: standing for standing in standings(versions, void)}
    assert {category: standing.status for category, standing in found.items()} == {
        "burglary": "cleared",
        "theft": "charged",
    }
    assert found["theft"].history == (("2024-05-17", "convicted", "tv"),)
    assert denied([conviction(("fix", "2024-05-16", "negated"), ("tv", "2024-05-17", "actual"))]) == set()
