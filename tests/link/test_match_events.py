import pytest

from pipeline.link.reports.match_events import disputed_by, event_keys, match_events, near_in_time

ONE, TWO = True, False


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ({"date": "2024-03"}, {"date": "2024-03-12"}, ONE),
        ({"date": "2024-03-12"}, {"date": "2024-03-13"}, ONE),
        ({"date": "2024-03-12"}, {"date": "2024-04-20"}, TWO),
        ({"date": "2024-02-03", "actor": "police"}, {"actor": "immigration"}, TWO),
        ({"date": "2024-02-03"}, {"published": "2024-01-20"}, TWO),
        ({}, {"date": "2024-02-03"}, ONE),
    ],
)
def test_reports_of_one_persons_arrests(event, a, b, same):
    match = match_events(event("a", **a), event("b", **b), True)
    assert (match.weight >= 0) == same


def test_a_stay_in_immigration_custody_is_not_one_in_jail(event):
    jail = event("a", "detention", custodian="Haw County jail", holder="haw")
    other = event("b", "detention", custodian="ICE", holder="immigration")
    assert match_events(jail, other, True).weight < 0
    shorter = event("b", "detention", custodian="the Haw jail", holder="haw")
    assert match_events(jail, shorter, True).weight > 0


@pytest.mark.parametrize(("kind", "same"), [("removal", ONE), ("conviction", ONE), ("arrest", TWO)])
def test_what_befalls_a_person_once_is_told_of_another_day_rather_than_twice(event, kind, same):
    match = match_events(event("a", kind, date="2024-10-02"), event("b", kind, date="2024-10-16"), True)
    assert (match.weight >= 0) == same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("dropped the theft case against him", "his conviction was overturned", TWO),
        ("the charges were dismissed", "a jury found him not guilty", TWO),
        ("threw out the conviction", "exonerated him", ONE),
        ("vacated his conviction and dismissed the charges", "charges against him were dropped", ONE),
        ("was cleared", "the charges were dismissed", ONE),
    ],
)
def test_charges_dropped_a_verdict_and_a_conviction_undone_are_not_one_event(event, one, other, same):
    reports = [event(name, "acquittal", quote=quote) for name, quote in (("a", one), ("b", other))]
    assert (match_events(*reports, True).weight >= 0) == same


def test_numbers_that_a_third_report_sets_side_by_side_may_be_of_one_event(event):
    lawyers, agency = event("a", count=96, **GROUP), event("b", count=41, **GROUP)
    third = event("c", count=96, numbers=[41], **GROUP)
    assert match_events(lawyers, agency, False).weight < 2
    assert match_events(lawyers, agency, False, disputed_by([third])).weight >= 2


GROUP = {"date": "2023-05-09", "states": ["NE"], "story": ["ashgrove", "sandhill", "yoder"]}


YEAR = {"date": "2023-10-01/2024-09-30", "holder": "or:polk", "custodian": "Polk County", "states": ["OR"]}


def test_two_tallies_of_one_jail_over_one_year_are_versions_of_one_number(event):
    def weight(kind, other, **said):
        a = event("a", kind, count=131, **YEAR)
        return match_events(a, event("b", kind, count=other, **{**YEAR, **said}), False).weight

    assert weight("detainer_declined", 94) >= 2
    assert weight("detainer_declined", 20) < 2
    assert weight("detainer_declined", 94, holder="or:lane", custodian="Lane County") < 2
    assert weight("release", 94) < 2


def test_the_only_number_of_its_kind_on_one_day_in_two_articles_may_be_one_number(event):
    def weight(**said):
        a = event("a", "release", count=14, **{**GROUP, "sole": True})
        return match_events(a, event("b", "release", count=9, **{**GROUP, **said}), False).weight

    assert weight(sole=True) >= 2
    assert weight() < 2


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ({"count": 23}, {"count": 23}, ONE),
        ({"count": 23}, {"count": 24}, ONE),
        ({"count": 206}, {"count": 200, "qualifier": "about"}, ONE),
        ({"count": 23}, {"count": 31}, TWO),
        ({"count": 206}, {"count": 162, "numbers": [206]}, ONE),
        ({"count": 23}, {"count": 23, "date": "2023-06-20"}, TWO),
        ({"count": 23}, {"count": 23, "states": ["OR"]}, TWO),
    ],
)
def test_reports_of_groups(event, a, b, same):
    one, other = event("a", **(GROUP | a)), event("b", **(GROUP | b))
    match = match_events(one, other, False)
    assert (match.weight >= 2) == same
    assert not same or event_keys(one) & event_keys(other)


def test_counties_of_one_name_in_two_states_are_two(event):
    told = {
        "count": 7,
        "custodian": "Washington County Jail",
        "states": ["OR", "MN"],
        "date": "2017-02-01/2017-02-07",
    }
    a = event("a", "detainer_declined", holder="county:41067", holder_county="Washington County, OR", **told)
    b = event("b", "detainer_declined", holder="county:27163", holder_county="Washington County, MN", **told)
    assert match_events(a, b, False).weight < 2
    other = event(
        "c", "detainer_declined", holder="county:27163", holder_county="Washington County, MN",
        namesakes=["Washington County, OR"], **told,
    )  # fmt: skip
    assert match_events(a, other, False).weight >= 2


def test_few_reports_are_all_weighed_and_of_many_those_next_in_time(event):
    few = [event(f"a{day:02}", date=f"2024-05-{day:02}") for day in range(1, 20)]
    assert len(list(near_in_time(few))) == 19 * 18 // 2
    many = [
        event(f"a{year}-{month:02}", date=f"{year}-{month:02}-11")
        for year in range(1990, 2010)
        for month in range(1, 13)
    ]
    pairs = {(a.id, b.id) for a, b in near_in_time(many)}
    assert pairs == {(a.id, b.id) for a, b in near_in_time(reversed(many))}
    assert ("a1990-01:e1", "a1990-02:e1") in pairs
    assert ("a1990-01:e1", "a2009-12:e1") not in pairs
    assert len(pairs) < len(many) * 80
