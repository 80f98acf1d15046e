"""Claims put together from wordings, people, places and offenses are read as what was put in."""

import tomllib
from itertools import cycle
from pathlib import Path

import pytest

from pipeline.jobs.checking import read_claims
from pipeline.review.check.reading.known import Known
from pipeline.review.check.reading.parts import read_parts

WORDINGS = tomllib.loads(Path(__file__).with_name("combined.toml").read_text(encoding="utf-8"))
PEOPLE = {
    "Nilo Pratt": (None, None),
    "Nilo Pratt, 26,": (26, None),
    "26-year-old Nilo Pratt": (26, None),
    "Honduran national Nilo Pratt": (None, "Honduras"),
    "a Honduran man named Nilo Pratt": (None, "Honduras"),
    "former teacher Nilo Pratt": (None, None),
}
PLACES = ("the Salem County jail", "Salem County", "the Wexcombe Detention Center")
OFFENSES = ("theft", "fraud", "drunk driving", "sexual assault")
OF_PLACES = {"release", "detention", "detainer_declined", "detainer_honored"}
OF_OFFENSES = {"charge", "conviction"}
KNOWN = Known(
    is_person=lambda name: "Pratt" in name,
    is_place=lambda name: name == "Texas",
    is_state=lambda name: name == "Texas",
    family=lambda _: (("1", "Nilo Pratt"),),
)


def combined(people):
    places, offenses, who = cycle(PLACES), cycle(OFFENSES), cycle(people)
    for event, wordings in WORDINGS.items():
        for wording in wordings:
            person, place, offense = next(who), next(places), next(offenses)
            if any(told in wording for told in ("{who}'s", "of {who}", "{who}, ")):
                person = "Nilo Pratt"
            claim = wording.format(who=person, jail=place, offense=offense, Offense=offense.capitalize())
            told = (person, place if "{jail}" in wording else None, "ffense}" in wording)
            yield event, told, (claim[:1].upper() + claim[1:]).replace(",.", ".")


def faults(event, told, said):
    person, place, with_offense = told
    mine = [part for part in said.parts if "not " * part.negated + part.type == event]
    if not mine or said.unread:
        return [f"read {[part.type for part in said.parts]}, not read {said.unread}"]
    part = mine[0]
    kind = part.type
    age, country = PEOPLE[person]
    checks = {
        "who": part.who is not None and part.who.name == "Nilo Pratt",
        "age": part.who is not None and part.who.age == age,
        "country": country is None or (part.who is not None and part.who.nationality == country),
        "planned": not part.planned,
        "where": place is None or kind not in OF_PLACES or part.custodian == place.removeprefix("the "),
        "for what": not with_offense or kind not in OF_OFFENSES or part.offense is not None,
    }
    return [name for name, fits in checks.items() if not fits]


@pytest.mark.slow
@pytest.mark.parametrize("turn", range(2))
def test_what_was_put_in_is_read(base_reader, turn):
    people = [*PEOPLE][turn * 3 :] + [*PEOPLE][: turn * 3]
    claims = list(combined(people))
    read = read_claims(base_reader, [claim for *_, claim in claims])
    wrong = [
        (event, claim, found)
        for (event, told, claim), text in zip(claims, read, strict=True)
        if (found := faults(event, told, read_parts(text.read, KNOWN)))
    ]
    assert wrong == []
