"""What is right one by one adds up to what the metrics count."""

import pytest

from pipeline.score.judgement import judge
from pipeline.score.metrics import score


def record(people=(), offenses=(), facilities=(), events=()):
    return {
        "id": "a1",
        "people": list(people),
        "offenses": list(offenses),
        "facilities": list(facilities),
        "events": list(events),
    }


def person(id, name, role="subject", age=None):
    mention = name or "a man"
    return {"id": id, "role": role, "name": name, "age": age, "nationality": None, "mention": mention}


def event(type, subject, **more):
    blank = {"count": None, "date": None, "agency": None, "custodian": None, "modality": "actual"}
    return {"type": type, "subject": subject, "quote": f"{type} it was", **blank, **more}


GOLD = record(
    [person("p1", "Ivo Brandt", age=31), person("p2", "Dana Cole", "official")],
    [{"subject": "p1", "category": "theft", "status": "charged", "quote": "theft"}],
    ["Larch County Jail"],
    [
        event("arrest", "p1", date="2024-05", agency="ICE"),
        event("removal", None, count=12),
        event("charge", "p1"),
    ],
)
OUTPUT = record(
    [
        person("p1", "Dana Cole", "subject"),
        person("p2", "Ivo Brandt", age=32),
        person("p3", "Ana Lux", "other"),
    ],
    [
        {"subject": "p2", "category": "theft", "status": "charged", "quote": "theft"},
        {"subject": "p2", "category": "theft", "status": "convicted", "quote": "theft"},
    ],
    ["Elm Prison", "Larch County Jail"],
    [
        event("arrest", "p1"),
        event("arrest", "p2", date="2024", agency="Immigration and Customs Enforcement"),
        event("removal", None, count=12),
        event("charge", "p2", custodian="Elm Prison"),
    ],
)


def test_each_value_is_judged():
    found = judge(GOLD, OUTPUT)
    assert found.people == {0: False, 1: True, 2: False}
    assert found.ages == {1: False}
    assert found.offenses == {0: True, 1: False}
    assert found.facilities == {0: False, 1: True}
    assert found.events == {0: False, 1: True, 2: True, 3: True}
    assert found.details == {
        ("date", 1): False, ("agency", 1): True, ("count", 2): True, ("custodian", 3): False
    }  # fmt: skip


@pytest.mark.parametrize("output", [OUTPUT, GOLD, record()])
def test_what_is_right_adds_up_to_what_is_scored(output):
    found, fields = judge(GOLD, output), score([GOLD], {"a1": output}).fields
    for name in ("events", "offenses", "facilities", "ages"):
        assert sum(getattr(found, name).values()) == fields[name].right
    for name, key in (("dates", "date"), ("agencies", "agency"), ("counts", "count")):
        assert sum(right for (field, _), right in found.details.items() if field == key) == fields[name].right
