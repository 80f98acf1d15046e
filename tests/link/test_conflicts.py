import pytest

from pipeline.link.reports.conflicts import conflicts_of


@pytest.mark.parametrize(
    ("a", "b", "field"),
    [
        ({"date": "2024-03-12"}, {"date": "2024-03-13"}, "date"),
        ({"date": "2024-03"}, {"date": "2024-03-12"}, None),
        ({"count": 23}, {"count": 24}, "count"),
        ({"count": 206}, {"count": 200, "qualifier": "about"}, None),
        ({"count": 300, "qualifier": "at_least"}, {"count": 412}, None),
        (
            {"custodian": "Toombs County Jail", "holder": "toombs"},
            {"custodian": "Bibb County jail", "holder": "bibb"},
            "custodian",
        ),
        (
            {"custodian": "the Haw jail", "holder": "haw"},
            {"custodian": "Haw Detention Center", "holder": "haw"},
            None,
        ),
        ({}, {"modality": "negated"}, "status"),
        ({"date": "2024-03-12"}, {"date": "2024-03-13", "modality": "planned"}, None),
    ],
)
def test_what_two_reports_of_an_arrest_disagree_on(event, a, b, field):
    found = conflicts_of([event("a", **a), event("b", **b)], {})
    assert [conflict.field for conflict in found] == [field] * (field is not None)


def test_a_detainer_that_the_jail_says_it_never_received(event):
    told = [event("a", "detainer_issued"), event("b", "detainer_issued", modality="negated")]
    (conflict,) = conflicts_of(told, {})
    assert (conflict.field, conflict.values) == ("outcome", (("a:e1", "lodged"), ("b:e1", "not lodged")))


def test_two_speakers_of_one_article_who_contradict_each_other(event):
    sent = event("a", "detainer_issued", speaker="ICE", date="2024-07-10")
    denied = event("a", "detainer_issued", number=2, modality="negated", speaker="Sheriff Amos Dill")
    (conflict,) = conflicts_of([sent], {}, [[denied]])
    assert (conflict.field, conflict.values) == ("outcome", (("a:e1", "lodged"), ("a:e2", "not lodged")))
    itself = event("a", "detainer_issued", number=2, modality="negated")
    once = event("a", "detainer_issued", number=2, modality="negated", speaker="ICE")
    later = event("a", "detainer_issued", number=2, modality="negated", speaker="He", date="2024-09-10")
    other = event("a", "detainer_declined", number=2, modality="negated", speaker="Sheriff Amos Dill")
    assert [conflicts_of([sent], {}, [[it]]) for it in (itself, once, later, other)] == [[], [], [], []]


def test_deputies_are_not_the_police_of_a_town(event):
    deputies = event("a", agency="Deputies", actor="police")
    town = event("b", agency="Tolliver police", actor="police")
    anybody = event("c", agency="police", actor="police")
    (conflict,) = conflicts_of([deputies, town], {})
    assert conflict.field == "agency"
    assert conflicts_of([deputies, anybody], {}) == conflicts_of([town, anybody], {}) == []


def test_ages_conflict_where_time_does_not_explain_them(person, event):
    people = {
        f"{article}:p1": person(article, "Elvin Batz", published=when, age=age)
        for article, when, age in (("a", "2023-02-08", 29), ("b", "2023-10-08", 30), ("c", "2023-02-09", 26))
    }
    told = {article: event(article, person=f"{article}:p1") for article in "abc"}
    assert conflicts_of([told["a"], told["b"]], people) == []
    (conflict,) = conflicts_of([told["a"], told["b"], told["c"]], people)
    assert (conflict.field, [value for _, value in conflict.values]) == ("age", ["29", "30", "26"])


def test_a_detainer_that_one_article_calls_honored_and_another_declined(event):
    declined = event("a", "detainer_declined", custodian="Haw County jail", holder="haw", date="2024-03-01")
    honored = event("b", "detainer_honored", custodian="Haw jail", holder="haw", date="2024-03-04")
    (conflict,) = conflicts_of([declined], {}, [[honored]])
    assert (conflict.field, conflict.values) == ("outcome", (("a:e1", "declined"), ("b:e1", "honored")))
    elsewhere = event("b", "detainer_honored", custodian="Bend jail", holder="bend", date="2024-03-04")
    later = event("b", "detainer_honored", custodian="Haw jail", holder="haw", date="2024-09-04")
    both = event("a", "detainer_honored", custodian="Haw jail", holder="haw", number=2)
    assert [conflicts_of([declined], {}, [[other]]) for other in (elsewhere, later, both)] == [[], [], []]


def test_a_custodian_that_one_article_leaves_unsaid_may_be_the_others_within_weeks(event):
    declined = event("a", "detainer_declined", custodian="Haw County jail", holder="haw", date="2024-03-01")
    soon = event("b", "detainer_honored", published="2024-03-10")
    late = event("b", "detainer_honored", published="2024-09-10")
    assert [conflict.field for conflict in conflicts_of([declined], {}, [[soon]])] == ["outcome"]
    assert conflicts_of([declined], {}, [[late]]) == []
