from pipeline.cli.tally import Tally
from pipeline.errors import SourceError
from pipeline.schema import Event, Extraction, Person, Value
from pipeline.stages import Progress


def told(*types, unread=False, unlikely=0):
    words = Value("x", 0, 1, "rule", 0.9)
    people = () if unread else (Person("p1", "subject", words),)
    events = tuple(Event(t, "p1", "actual", words) for t in types)
    skipped = ((0, 9),) if unread else ()
    return Extraction("a", None, people, events=events, skipped=skipped, unlikely=unlikely)


def tally(*made):
    seconds = iter([100.0, *[3825.0] * 9])
    counted = Tally(clock=lambda: next(seconds))
    for progress in made:
        counted.add(progress)
    return counted


def test_what_was_read_is_counted_by_outcome_type_and_kind():
    counted = tally(
        Progress("added", "a", extraction=told("arrest", "removal")),
        Progress("changed", "b", extraction=told("arrest", unlikely=2)),
        Progress("unchanged", "c"),
        Progress("added", "g", extraction=told(unread=True)),
        Progress("failed", "d", SourceError("d", "empty", "nothing there")),
        Progress("failed", "e", SourceError("e", "unknown_ending", "what is it")),
        Progress("failed", "f", SourceError("f", "empty", "nothing there")),
    )
    assert counted.as_dict() == {
        "inputs": {"added": 2, "changed": 1, "unchanged": 1, "failed": 3},
        "failures": {"empty": 2, "unknown_ending": 1},
        "people": 2,
        "events": {"arrest": 2, "removal": 1},
        "unread": 1,
        "unlikely": 2,
        "seconds": 3725.0,
        "inputs_per_second": 0.002,
    }
    assert counted.lines() == [
        "1 of them holds nothing worth parsing and was left unread: see `blotter skipped`",
        "Found 2 people and 3 events: 2 arrest, 1 removal.",
        "2 events were left out that are less likely right than wrong: `--unlikely keep` keeps such.",
        "Failed: 2 empty, 1 unknown ending.",
        "Took 1:02:05, 0.0 inputs a second.",
    ]


def test_a_run_that_did_nothing_says_only_how_long_it_took():
    assert tally().lines() == ["Took 1:02:05, 0.0 inputs a second."]
