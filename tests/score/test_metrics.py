import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.ontology import ontology
from pipeline.score.metrics import FIELDS, SIX_FIELDS, score


def person(number, **changes):
    name = f"Avery{number} Marlow{number}"
    return {
        "id": f"p{number}",
        "role": "subject",
        "name": name,
        "age": 20 + number,
        "nationality": None,
        "mention": name,
    } | changes


def offense(subject="p1", category="theft", status="charged"):
    return {"subject": subject, "category": category, "status": status, "quote": f"{status} with {category}"}


def event(type="arrest", subject="p1", **changes):
    return {
        "type": type,
        "subject": subject,
        "count": None,
        "date": None,
        "agency": None,
        "custodian": None,
        "modality": "actual",
        "quote": f"{type} of {subject}",
    } | changes


def article(id="a1", people=(), offenses=(), facilities=(), events=()):
    return {
        "id": id,
        "people": list(people),
        "offenses": list(offenses),
        "facilities": list(facilities),
        "events": list(events),
    }


def figures(gold, predicted, errors=None):
    return score([gold], {predicted["id"]: predicted}, errors).as_dict()


FULL = article(
    people=[person(1), person(2), person(3, role="official")],
    offenses=[offense(), offense("p2", "assault", "convicted"), offense(None, "dui", "arrested")],
    facilities=["Larch County Jail"],
    events=[
        event("detainer_issued", date="2024-03", agency="ICE", custodian="Larch County Jail"),
        event("sentence", "p2", date="2024-05-06"),
        event("removal", None, count=12, quote="12 people were flown home"),
    ],
)


def test_gold_against_itself_is_perfect():
    result = figures(FULL, FULL)
    assert {name: result[name]["f1"] for name in FIELDS} == dict.fromkeys(FIELDS, 1.0)
    assert result["six_fields"] == {"f1": 1.0}
    assert result["overcharged"] == 0


def test_ids_of_the_output_need_not_be_those_of_gold():
    renamed = {"p1": "p2", "p2": "p3", "p3": "p1", None: None}
    other = article(
        people=[p | {"id": renamed[p["id"]]} for p in FULL["people"]],
        offenses=[o | {"subject": renamed[o["subject"]]} for o in FULL["offenses"]],
        facilities=FULL["facilities"],
        events=[e | {"subject": renamed[e["subject"]]} for e in FULL["events"]],
    )
    assert figures(FULL, other) == figures(FULL, FULL)


def test_an_article_without_output_is_all_missed():
    result = score([FULL], {}).as_dict()
    assert all(result[name]["recall"] == 0 and result[name]["predicted"] == 0 for name in FIELDS)
    assert result["events"]["gold"] == 3


def test_output_without_gold_is_left_out():
    assert score([FULL], {"a1": FULL, "a9": FULL | {"id": "a9"}}).as_dict() == figures(FULL, FULL)


def test_ratios_are_right_over_given():
    gold = article(people=[person(1), person(2), person(3)])
    result = figures(gold, article(people=[person(1), person(7)]))["people"]
    assert result == {"precision": 0.5, "recall": 0.3333, "f1": 0.4, "gold": 3, "predicted": 2}


def test_counts_are_summed_over_articles_before_ratios():
    gold = [article("a1", [person(1)]), article("a2", [person(number) for number in range(2, 5)])]
    result = score(gold, {"a1": gold[0]}).as_dict()["people"]
    assert (result["recall"], result["gold"]) == (0.25, 4)


def test_the_mean_of_six_fields_counts_each_field_alike():
    result = figures(FULL, FULL | {"facilities": []})
    assert result["six_fields"]["f1"] == pytest.approx(5 / 6, abs=1e-4)
    assert len(SIX_FIELDS) == 6


def test_an_age_counts_only_on_a_subject_who_was_found():
    gold = article(people=[person(1)])
    assert figures(gold, article(people=[person(1, age=50)]))["ages"]["f1"] == 0
    assert figures(gold, article(people=[person(1, role="victim")]))["ages"]["predicted"] == 0
    assert figures(gold, article(people=[person(9, age=21)]))["ages"]["f1"] == 0


@pytest.mark.parametrize("status", [s for s in ontology().statuses if s != "convicted"])
def test_a_lesser_offense_told_as_a_conviction_is_overcharged(status):
    gold = article(people=[person(1)], offenses=[offense(status=status)])
    told = article(people=[person(1)], offenses=[offense(status="convicted")])
    assert figures(gold, told)["overcharged"] == 1
    assert figures(told, gold)["overcharged"] == 0
    assert figures(gold, told)["offenses"]["f1"] == 0
    assert figures(gold, told)["offense_cat"]["f1"] == 1


def test_a_conviction_that_gold_has_too_is_not_overcharged():
    both = [offense(status="charged"), offense(status="convicted")]
    gold = article(people=[person(1)], offenses=both)
    told = article(people=[person(1)], offenses=both[1:])
    assert figures(gold, told)["overcharged"] == 0


def test_an_offense_of_a_category_that_gold_lacks_is_invented_and_not_overcharged():
    gold = article(people=[person(1)], offenses=[offense(category="dui")])
    told = article(people=[person(1)], offenses=[offense(status="convicted")])
    assert figures(gold, told)["overcharged"] == 0


def test_an_offense_of_a_subject_whom_gold_lacks_is_wrong():
    gold = article(people=[person(1)], offenses=[offense()])
    told = article(people=[person(8, id="p1")], offenses=[offense()])
    assert figures(gold, told)["offenses"]["f1"] == 0


def test_events_in_an_article_without_any_are_counted_as_invented():
    result = figures(article(), article(events=[event(), event("charge")]))
    assert result["invented"] == {"events": 2, "articles_without_events": 1}
    assert figures(FULL, FULL)["invented"] == {"events": 0, "articles_without_events": 0}


def test_a_missed_event_costs_its_details_too():
    gold = article(
        people=[person(1)],
        events=[event(date="2024-03-04", agency="ICE"), event("charge", date="2024-03-05", agency="ICE")],
    )
    result = figures(gold, gold | {"events": gold["events"][:1]})
    assert (result["dates"]["precision"], result["dates"]["recall"]) == (1, 0.5)
    assert (result["agencies"]["precision"], result["agencies"]["recall"]) == (1, 0.5)


@pytest.mark.parametrize(
    ("field", "key", "value", "wrong"),
    [
        ("dates", "date", "2024-03-04", "2024-03"),
        ("agencies", "agency", "ICE", "Border Patrol"),
        ("custodians", "custodian", "Larch County Jail", "Oakmere District Court"),
    ],
)
def test_a_wrong_detail_costs_precision_and_recall_and_a_missing_one_recall(field, key, value, wrong):
    gold = article(people=[person(1)], events=[event(**{key: value})])
    other = article(people=[person(1)], events=[event(**{key: wrong})])
    none = article(people=[person(1)], events=[event()])
    assert (figures(gold, other)[field]["precision"], figures(gold, other)[field]["recall"]) == (0, 0)
    assert figures(gold, none)[field]["predicted"] == 0
    assert figures(none, other)[field]["predicted"] == 1


def test_only_detainer_events_count_as_detainers():
    result = figures(FULL, FULL | {"events": FULL["events"][1:]})
    assert (result["detainers"]["gold"], result["detainers"]["predicted"]) == (1, 0)
    assert result["events"]["predicted"] == 2


def test_every_error_is_listed_with_its_article():
    gold = article(
        people=[person(1)],
        offenses=[offense()],
        facilities=["Larch County Jail"],
        events=[event(date="2024")],
    )
    told = article(
        people=[person(1, age=50), person(2)],
        offenses=[offense(status="convicted")],
        events=[event(date="2023"), event("charge")],
    )
    errors = []
    figures(gold, told, errors)
    assert {error["id"] for error in errors} == {"a1"}
    assert [error["what"] for error in errors] == [
        "person invented",
        "subject invented",
        "age wrong",
        "offense missed",
        "offense invented",
        "overcharged",
        "facility missed",
        "event invented",
        "date wrong",
    ]
    assert errors[-1]["gold"] == ["arrest", "2024"]


def test_a_perfect_output_has_no_errors():
    errors = []
    figures(FULL, FULL, errors)
    assert errors == []


@st.composite
def articles(draw):
    """Articles in which no two people, places or events can be taken for each other."""
    numbers = draw(st.lists(st.integers(1, 9), unique=True, max_size=5))
    people = [person(n, role=draw(st.sampled_from(["subject", "subject", "official"]))) for n in numbers]
    ids = [p["id"] for p in people if p["role"] == "subject"]
    offenses, events = [], []
    if ids:
        pair = st.tuples(st.sampled_from(ids), st.sampled_from(["theft", "dui", "assault"]))
        statuses = st.sampled_from(list(ontology().statuses))
        offenses = [offense(*key, draw(statuses)) for key in draw(st.lists(pair, unique=True, max_size=4))]
        happening = st.tuples(st.sampled_from(["arrest", "charge", "detainer_issued"]), st.sampled_from(ids))
        dates = st.sampled_from([None, "2024", "2024-03-04"])
        events = [event(*key, date=draw(dates)) for key in draw(st.lists(happening, unique=True, max_size=5))]
    places = draw(st.lists(st.sampled_from(["Larch Jail", "Alder Court", "Elm Prison"]), unique=True))
    return article("a1", people, offenses, places, events)


@pytest.mark.slow
@given(articles(), articles(), st.randoms(use_true_random=False))
def test_the_order_within_an_article_changes_nothing(gold, told, shuffler: random.Random):
    def shuffled(record):
        return {
            key: shuffler.sample(value, len(value)) if isinstance(value, list) else value
            for key, value in record.items()
        }

    assert figures(shuffled(gold), shuffled(told)) == figures(gold, told)


@pytest.mark.slow
@given(st.lists(st.tuples(articles(), articles()), max_size=4), st.randoms(use_true_random=False))
def test_the_order_of_the_articles_changes_nothing(pairs, shuffler: random.Random):
    gold = [g | {"id": str(i)} for i, (g, _) in enumerate(pairs)]
    told = {str(i): p | {"id": str(i)} for i, (_, p) in enumerate(pairs)}
    expected = score(gold, told).as_dict()
    assert score(shuffler.sample(gold, len(gold)), told).as_dict() == expected


@given(articles(), articles())
def test_swapping_gold_and_output_swaps_precision_and_recall(gold, told):
    forth, back = figures(gold, told), figures(told, gold)
    for name in FIELDS:
        assert forth[name]["precision"] == back[name]["recall"], name
        assert forth[name]["f1"] == back[name]["f1"], name


@pytest.mark.slow
@given(articles(), articles())
def test_ratios_lie_between_0_and_1_and_agree_with_the_error_list(gold, told):
    errors = []
    result = figures(gold, told, errors)
    assert all(0 <= result[name][key] <= 1 for name in FIELDS for key in ("precision", "recall", "f1"))
    missed = sum(error["what"] == "event missed" for error in errors)
    found = result["events"]["gold"] - missed
    assert result["events"]["recall"] == (round(found / result["events"]["gold"], 4) if gold["events"] else 0)
