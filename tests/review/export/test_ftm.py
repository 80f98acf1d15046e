"""The entities fit FollowTheMoney's model and say no more than the articles.

`ftm_model.json` is what the library followthemoney 4.11.2 (MIT) says of the schemata that are used: their
ancestors, required properties, and each property's type and range. The library itself needs ICU to build.
"""

import csv
import json
import re
from pathlib import Path

import pytest

from pipeline.entities.people.nationalities import WORDS_PATH
from pipeline.review.export import ftm
from pipeline.review.export.content import Content
from tests.review.export.told import CHARGED, MINOR, UNCHARGED, event, person, told, write

MODEL = json.loads(Path(__file__).with_name("ftm_model.json").read_text(encoding="utf-8"))
FORMS = {
    "date": r"\d{4}(-\d\d(-\d\d)?)?",
    "country": r"[a-z]{2}",
    "language": r"[a-z]{3}",
    "url": r"https?://\S+",
    "checksum": r"[0-9a-f]{40}",
}


def faults(entities):
    """Yield what does not fit the model."""
    schemata = {entity["id"]: entity["schema"] for entity in entities}
    if len(schemata) < len(entities):
        yield "an id stands for two entities"
    for entity in entities:
        model = MODEL[entity["schema"]]
        for name in model["required"]:
            if not entity["properties"].get(name):
                yield f"{entity['schema']} without {name}"
        for name, values in entity["properties"].items():
            kind, target = model["properties"].get(name, (None, None))
            if kind is None:
                yield f"{entity['schema']} has no {name}"
            for value in values:
                if kind in FORMS and not re.fullmatch(FORMS[kind], value):
                    yield f"{name}: {value}"
                if kind == "entity" and target not in MODEL[schemata[value]]["schemata"]:
                    yield f"{name}: a {schemata[value]} is no {target}"


def entities(path, profile="public"):
    with Content(path, profile) as content:
        return list(ftm.entities(content))


def named(found, schema):
    return {one["properties"]["name"][0]: one["properties"] for one in found if one["schema"] == schema}


@pytest.mark.parametrize("profile", ["public", "pseudonymous", "full"])
def test_every_entity_fits_the_model(told_of, profile):
    assert list(faults(entities(told_of, profile))) == []


def test_what_does_not_fit_is_seen():
    wrong = {"id": "1", "schema": "Person", "properties": {"nationality": ["Honduras"], "crime": ["yes"]}}
    assert list(faults([wrong, wrong])) == [
        "an id stands for two entities",
        *["Person without name", "nationality: Honduras", "Person has no crime"] * 2,
    ]


def test_an_event_names_who_is_in_it_and_shows_its_words(told_of):
    found = entities(told_of, "full")
    events = named(found, "Event")
    lodged = events[f"detainer issued: {UNCHARGED}"]
    assert lodged["summary"] == ["ICE lodged a detainer on Abel Rusk, 33"]
    ids = {one["id"]: one["properties"] for one in found}
    assert ids[lodged["organizer"][0]]["name"] == ["ICE"]
    assert ids[lodged["involved"][0]]["name"] == [UNCHARGED]
    assert ids[lodged["proof"][0]]["fileName"] == ["held"]
    assert events[f"detainer declined: {UNCHARGED}"]["date"] == ["2023-04-03"]
    with Content(told_of, "full") as content:
        corrected = content.article("crash").event("crash:e3")["custodian"]
    assert events[f"detention: {CHARGED}"]["location"] == [corrected]


def test_nobody_is_marked_a_criminal_and_the_charged_not_as_convicted(told_of):
    found = entities(told_of, "full")
    assert [one for one in found if "topics" in one["properties"]] == []
    notes = named(found, "Person")[CHARGED]["notes"]
    assert notes == ["as the articles report: charged, not convicted: assault", "29 years old, 2023-02-08"]
    assert "convicted" not in json.dumps(found).replace("charged, not convicted", "")


def test_a_hidden_person_is_no_entity(told_of):
    found = entities(told_of)
    assert set(named(found, "Person")) == {CHARGED, UNCHARGED}
    arrests = {name for name in named(found, "Event") if "arrest" in name}
    assert arrests == {"arrest", f"arrest: {CHARGED}"}
    assert MINOR not in json.dumps(found)


def test_what_did_not_happen_is_no_event_and_what_is_alleged_says_so(tmp_path):
    path = tmp_path / "x.db"
    text = "The jail never declined a detainer. ICE may lodge one. It allegedly held Abel Rusk."
    events = [
        event("detainer_declined", None, "never declined a detainer") | {"modality": "negated"},
        event("detainer_issued", None, "may lodge one") | {"modality": "planned"},
        event("detention", "p1", "allegedly held Abel Rusk", date="2024-01/2024-03")
        | {"modality": "alleged"},
    ]
    write(path, [told("a", "2024-01-01", text, [person(1, "subject", UNCHARGED)], events)])
    (name,) = named(entities(path), "Event")
    assert name == f"alleged: detention: {UNCHARGED}"
    told_of_it = named(entities(path), "Event")[name]
    assert (told_of_it["startDate"], told_of_it["endDate"]) == (["2024-01"], ["2024-03"])


def test_ids_are_the_same_each_time(told_of):
    assert entities(told_of) == entities(told_of)


def test_each_country_that_is_read_has_a_code():
    with WORDS_PATH.open(encoding="utf-8", newline="") as stream:
        names = {row["country"] for row in csv.DictReader(stream)}
    assert names - ftm._countries().keys() == set()
