from hypothesis import given
from hypothesis import strategies as st

from pipeline.link.reports.match_people import match_people, person_keys
from pipeline.link.reports.reports import PersonReport

THRESHOLD = 4.0


def test_a_name_an_age_and_a_jail_are_one_person_a_year_on(person):
    a = person("a", "Elvin Chún Batz", age=31, places=["penniman"], states=["MA"])
    b = person("b", "Elvin Chun", published="2025-02-01", age=32, places=["penniman"], states=["MA"])
    assert match_people(a, b).weight >= THRESHOLD
    assert person_keys(a) & person_keys(b)


def test_one_name_and_nothing_else_is_two_people(person):
    a = person("a", "José Luis Hernández Ortiz", states=["OH"])
    b = person("b", "José Luis Hernández Ortiz", published="2023-01-05")
    match = match_people(a, b)
    assert match.weight < THRESHOLD
    assert match.reasons[-1][0] == "too little beside the name"


def test_ages_that_no_time_explains_are_two_people(person):
    a = person("a", "José Hernández", age=34, places=["franklin"], states=["OH"])
    b = person("b", "José Hernández", age=51, places=["franklin"], states=["OH"])
    match = match_people(a, b)
    assert (match.weight, match.reasons[0][0]) == (None, "ages 34 and 51")


def test_a_digit_mistyped_is_one_person_if_day_and_story_say_so_but_father_and_son_are_two(person):
    told = {"states": ["WA"], "story": ["kelso", "olsen", "reese"], "events": [("arrest", "2019-09-03")]}
    a = person("a", "Efraín Olguín Tuc", age=36, **told)
    assert match_people(a, person("b", "Efrain Olguin Tuc", age=46, **told)).weight >= THRESHOLD
    assert match_people(a, person("b", "Efrain Olguin Tuc", age=63, **told)).weight is None
    assert match_people(a, person("b", "Efrain Olguin Tuc", age=46)).weight < THRESHOLD


def test_ages_seven_years_apart_are_one_persons_only_if_name_day_and_story_say_so(person):
    told = {"states": ["WA"], "places": ["kelso"], "story": ["kelso", "olsen", "reese"]}
    told["events"] = [("arrest", "2019-09-03"), ("release", "2019-09-05")]
    a = person("a", "Efraín Olguín Tuc", age=34, **told)
    match = match_people(a, person("b", "Efrain Olguin Tuc", age=41, **told))
    assert match.weight >= THRESHOLD
    assert ("ages 34 and 41 are far apart", -14.0) in match.reasons
    assert match_people(a, person("b", "Efrain Olguin Tuc", age=45, **told)).weight is None
    assert match_people(a, person("b", age=41, **told)).weight is None
    common = {**told, "events": [], "story": []}
    john, other = person("a", "John Smith", age=34, **common), person("b", "John Smith", age=41, **common)
    assert match_people(john, other).weight < THRESHOLD


def test_a_county_of_one_name_in_another_state_is_another(person):
    told = {"name": "José Hernández", "age": 34, "places": ["franklin"], "offenses": ["dui"]}
    a, b = person("a", states=["OH"], **told), person("b", states=["PA"], **told)
    assert match_people(a, b).weight < THRESHOLD
    assert match_people(a, person("c", states=["OH"], **told)).weight >= THRESHOLD


def test_a_victim_and_a_suspect_of_one_name_are_two(person):
    a, b = person("a", "Ana Tepal", role="victim"), person("b", "Ana Tepal")
    assert match_people(a, b).weight is None


def test_two_people_of_one_article_are_two(person):
    assert match_people(person("a", "Ana Tepal"), person("a", "Ana Tepal")).weight is None


def test_somebody_unnamed_is_known_by_place_age_story_and_day(person):
    shared = {"age": 26, "nationality": "Honduras", "places": ["haw"], "states": ["NC"]}
    events = [("arrest", "2022-10-15")]
    a = person("a", published="2022-10-17", story=["ellery", "haskell"], events=events, **shared)
    b = person("b", "Denis Maradiaga", "2022-10-20", story=["ellery", "haskell"], events=events, **shared)
    assert match_people(a, b).weight >= THRESHOLD
    assert person_keys(a) & person_keys(b)
    other = person("c", "Denis Maradiaga", "2022-10-20", age=26, nationality="Honduras", states=["NC"])
    assert match_people(a, other).weight < THRESHOLD


def test_where_an_article_tells_of_two_of_one_name_only_an_age_tells_which_is_meant(person):
    told = {"places": ["copper basin"], "states": ["AZ"], "story": ["garrity", "yuma"]}
    a = person("a", "Roberto Salas", age=44, **told)
    assert match_people(a, person("b", "Roberto Salas", **told)).weight >= THRESHOLD
    assert match_people(a, person("b", "Roberto Salas", namesake=True, **told)).weight < THRESHOLD
    assert match_people(a, person("b", "Roberto Salas", age=44, namesake=True, **told)).weight >= THRESHOLD


NAMES = st.sampled_from([None, "José Hernández", "Jose Hernandez Ortiz", "Elvin Batz"])
AGES = st.one_of(st.none(), st.integers(18, 60))
SETS = st.frozensets(st.sampled_from(["TX", "OH", "dui", "theft"]))
PEOPLE = st.builds(
    PersonReport,
    id=st.just("x:p1"),
    article=st.sampled_from("abc"),
    role=st.sampled_from(["subject", "victim"]),
    name=NAMES,
    age=AGES,
    mention=st.just("a man"),
    minor=st.just(False),
    namesake=st.booleans(),
    nationality=st.sampled_from([None, "Mexico", "Peru"]),
    published=st.one_of(st.none(), st.integers(737000, 740000)),
    states=SETS,
    firm=SETS,
    places=SETS,
    offenses=SETS,
    story=SETS,
    types=SETS,
    beside=SETS,
    events=st.just(()),
    lead=st.just(()),
)


@given(PEOPLE, PEOPLE)
def test_the_order_of_two_reports_makes_no_difference(a, b):
    assert match_people(a, b).weight == match_people(b, a).weight


def test_what_two_outlets_tell_of_two_days_in_a_row_speaks_for_one_person(person):
    def weight(day):
        a = person("a", "Marta Yanes", age=50, events=[("sentence", "2021-05-05")])
        return match_people(a, person("b", "Marta Yanes", age=55, events=[("sentence", day)])).weight

    assert weight("2021-05-05") > weight("2021-05-06") > weight("2021-06-20")
