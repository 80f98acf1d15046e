"""The sentences beside each frame: it holds in the one and not in the other."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from spacy.language import Language

from pipeline.errors import SettingsError
from pipeline.events.triggers import frame as frame_files
from pipeline.events.triggers.triggers import find_triggers
from pipeline.ontology import ontology
from pipeline.schema import Extraction

FRAMES: list[dict[str, Any]] = [
    frame for path in frame_files.FRAMES for frame in frame_files.read_frames(path)
]
PLACES = {
    "alleged",
    "object",
    "subject",
    "bailed",
    "client",
    "noun",
    "number",
    "to_do",
    "total",
    "copula",
    "inverted",
    "have",
    "given",
    "given_to",
    "ordered",
    "against",
    "charges",
    "on",
    "for",
    "from",
    "custody",
    "governor",
    "outcome",
    "within",
}
"""Where a frame may say that the person stands."""


def marked(example: str) -> tuple[str, int]:
    """Return a sentence without its brackets, and where the bracketed word starts in it."""
    match = re.fullmatch(r"([^\[\]]*)\[([^\[\]]+)\]([^\[\]]*)", example)
    assert match is not None, f"expected one word in [brackets]: {example}"
    return match[1] + match[2] + match[3], match.end(1)


def test_every_frame_names_an_event_of_the_ontology_and_a_known_place() -> None:
    for frame in FRAMES:
        assert frame["event"] in ontology().events, frame["id"]
        assert frame["patient"] in PLACES, frame["id"]
        assert any(frame.get(name) for name in ("verbs", "nouns", "words")), frame["id"]
        marked(frame["example"])


def test_frame_ids_are_unique() -> None:
    ids = [frame["id"] for frame in FRAMES]
    assert sorted(ids) == sorted(set(ids))


def test_every_event_type_outside_detainers_has_a_frame() -> None:
    reported = {frame["event"] for frame in FRAMES}
    assert reported >= {event for event in ontology().events if not event.startswith("detainer_")}


@pytest.mark.slow
def test_each_frame_holds_at_the_marked_word_of_its_example(nlp: Language) -> None:
    examples = [marked(frame["example"]) for frame in FRAMES]
    faults = []
    for frame, (text, start), doc in zip(FRAMES, examples, nlp.pipe(t for t, _ in examples), strict=True):
        found = [(trigger.token.idx, trigger.frame.id) for trigger in find_triggers(doc)]
        if (start, frame["id"]) not in found:
            faults.append(f"{frame['id']}: {text}\n    expected it at {start}, found {found}")
    assert faults == [], "\n".join(faults)


@pytest.mark.slow
def test_no_event_of_a_frames_type_is_read_from_its_counter_example(
    nlp: Language, read_all: Callable[..., list[Extraction]]
) -> None:
    """A weak frame may hold, as long as it is of nobody."""
    counters = [frame["counter"] for frame in FRAMES]
    faults = []
    for frame, doc, extraction in zip(FRAMES, nlp.pipe(counters), read_all(counters), strict=True):
        found = [trigger.frame for trigger in find_triggers(doc)]
        held = [item.id for item in found if item.event == frame["event"] and not item.weak]
        told = [event.quote.value for event in extraction.events if event.type == frame["event"]]
        if held or told:
            faults.append(f"{frame['id']}: {frame['counter']}\n    found {held} {told}")
    assert faults == [], "\n".join(faults)


@pytest.mark.slow
def test_one_word_may_report_several_events_but_each_only_once(nlp: Language) -> None:
    found = find_triggers(nlp("The convicted burglar was arrested, charged and released on bond."))
    pairs = [(trigger.token.i, trigger.frame.event) for trigger in found]
    assert {"conviction", "arrest", "charge", "release"} <= {event for _, event in pairs}
    assert len(pairs) == len(set(pairs))
    assert [index for index, _ in pairs] == sorted(index for index, _ in pairs)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"event": "party"}, "expected an event type of ontology.toml, found 'party'"),
        ({"after": "(unclosed"}, "`after` is no regular expression"),
    ],
)
def test_a_frame_that_cannot_be_used_is_named(change: dict[str, str], message: str) -> None:
    entry = {"id": "wrong.frame", "event": "arrest", "patient": "object", **change}
    with pytest.raises(SettingsError, match=re.escape(message)) as raised:
        frame = frame_files._frame(entry, {})
        assert frame.after is not None
        frame.after.compiled()
    assert "wrong.frame" in str(raised.value)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("sentence", "event", "who"),
    [
        ("Deputies arrested Tomas Prado, 31, at a motel.", "arrest", "Tomas Prado"),
        ("Tomas Prado, 31, was arrested by deputies at a motel.", "arrest", "Tomas Prado"),
        ("Tomas Prado, who was arrested at a motel, is 31.", "arrest", "Tomas Prado"),
        ("Prosecutors charged Tomas Prado, 31, with burglary.", "charge", "Tomas Prado"),
        ("Tomas Prado, 31, faces two counts of robbery.", "charge", "Tomas Prado"),
        ("Charges against Tomas Prado, 31, were filed on Monday.", "charge", "Tomas Prado"),
        ("A jury found Tomas Prado, 31, guilty of theft.", "conviction", "Tomas Prado"),
        ("Tomas Prado, 31, has prior convictions for theft.", "conviction", "Tomas Prado"),
        ("Prosecutors dropped the charges against Tomas Prado, 31.", "acquittal", "Tomas Prado"),
        ("Judge Ruth Amos sentenced Tomas Prado, 31, to six years in prison.", "sentence", "Tomas Prado"),
        ("The jail released Tomas Prado, 31, on Friday.", "release", "Tomas Prado"),
        ("Tomas Prado, 31, posted $5,000 bail.", "release", "Tomas Prado"),
        ("Tomas Prado, 31, remains in federal custody.", "detention", "Tomas Prado"),
        ("Tomas Prado, 31, was extradited to Florida.", "transfer", "Tomas Prado"),
        ("Among those arrested was Tomas Prado, 31.", "arrest", "Tomas Prado"),
        ("Those charged include Tomas Prado, 31.", "charge", "Tomas Prado"),
        ("Also arrested was Tomas Prado, 31.", "arrest", "Tomas Prado"),
        ("The driver arrested was identified as Tomas Prado, 31.", "arrest", "Tomas Prado"),
        ("An immigration judge ordered Tomas Prado removed in 2016.", "removal_order", "Tomas Prado"),
        ("Agents served Tomas Prado, 31, with a notice to appear.", "notice_to_appear", "Tomas Prado"),
        ("Tomas Prado, 31, was deported to Guatemala.", "removal", "Tomas Prado"),
        ("Tomas Prado, 31, entered the United States illegally in 2019.", "entry", "Tomas Prado"),
    ],
)
def test_the_event_is_reported_of_whoever_stands_in_the_frames_place(
    sentence: str, event: str, who: str, read: Callable[..., Extraction]
) -> None:
    extraction = read(sentence)
    names = {person.id: person.name.value if person.name else None for person in extraction.people}
    assert [names.get(item.subject or "") for item in extraction.events if item.type == event] == [who]
