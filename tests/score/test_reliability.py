import pytest

from pipeline.errors import OutputError
from pipeline.score.reliability import draw, reliabilities
from pipeline.score.sources import UNKNOWN, by_source


def article(id, events=(), source=None):
    return {
        "id": id,
        "people": [],
        "offenses": [],
        "facilities": [],
        "facility_evidence": [],
        "events": list(events),
        "article": {"source": source},
    }


def event(count, confidence, date=None):
    evidence = {"quote": {"confidence": confidence}, "count": {"confidence": confidence / 2}}
    if date:
        evidence["date"] = {"confidence": 0.3}
    return {
        "type": "removal", "subject": None, "count": count, "date": date, "agency": None, "custodian": None,
        "modality": "actual", "quote": f"{count} out", "evidence": evidence,
    }  # fmt: skip


GOLD = [article("a", [event(12, 1)]), article("b", [event(7, 1, "2024")])]
FOUND = {
    "a": article("a", [event(12, 0.9), event(40, 0.2, "2023")], "Elm Times"),
    "b": article("b", [event(7, 0.8, "2024")]),
}


def test_confidences_are_held_against_what_was_right():
    found = reliabilities(GOLD, FOUND)
    assert list(found) == ["events", "dates", "counts"]
    assert (found["events"].number, found["events"].precision_at_half) == (3, 1.0)
    assert found["events"].error == pytest.approx((0.1 + 0.2 + 0.2) / 3)
    # A date of an event that is not right is not right either.
    assert found["dates"].precision == 0.5


def test_each_source_has_its_figures():
    found = by_source(GOLD, FOUND)
    assert list(found) == [UNKNOWN, "Elm Times"]
    assert found["Elm Times"][0] == 1
    assert found["Elm Times"][1].fields["events"].precision == 0.5
    assert found[UNKNOWN][1].fields["events"].f1 == 1.0


@pytest.mark.slow
@pytest.mark.parametrize("name", ["sure.png", "sure.svg"])
def test_the_picture_is_drawn(tmp_path, name):
    draw(reliabilities(GOLD, FOUND), tmp_path / name)
    assert (tmp_path / name).stat().st_size > 1000


@pytest.mark.slow
def test_a_picture_of_no_known_form_is_refused(tmp_path):
    with pytest.raises(OutputError, match="expected a picture to write"):
        draw(reliabilities(GOLD, FOUND), tmp_path / "sure.nonsense")
