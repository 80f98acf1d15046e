"""Reports to compare, made of few words."""

import pytest

from pipeline.link.reports.reports import EventReport, PersonReport
from pipeline.link.reports.spans import span_of


def day(text):
    return None if text is None else span_of(text)[0]


@pytest.fixture
def person():
    """Return a report of a person: article, name, and what else is said."""

    def make(article, name=None, published="2024-03-04", **said):
        values = {
            "role": "subject",
            "mention": name or "a man",
            "age": None,
            "nationality": None,
            "minor": False,
            "namesake": False,
        }
        sets = ("states", "firm", "places", "offenses", "story", "types", "beside")
        values |= {key: said.pop(key) for key in list(said) if key in values}
        said.setdefault("firm", said.get("states", ()))
        told = {key: frozenset(said.pop(key, ())) for key in sets}
        events = tuple((kind, *span_of(when)) for kind, when in said.pop("events", ()))
        assert not said
        return PersonReport(
            f"{article}:p1",
            article,
            name=name,
            published=day(published),
            events=events,
            lead=tuple(sorted(told["story"])),
            **values,
            **told,
        )

    return make


@pytest.fixture
def event():
    """Return a report of an event: article, type, and what else is said."""

    def make(article, type="arrest", published="2024-03-04", number=1, **said):
        values = dict.fromkeys(
            ("person", "age", "count", "qualifier", "date", "agency", "actor", "custodian", "holder",
             "holder_county", "speaker")
        ) | {"modality": "actual", "quote": "", "sole": False}  # fmt: skip
        sets = {key: frozenset(said.pop(key, ())) for key in ("states", "story", "numbers", "namesakes")}
        assert set(said) <= set(values)
        lead = tuple(sorted(sets["story"]))
        return EventReport(
            f"{article}:e{number}",
            article,
            type,
            published=day(published),
            lead=lead,
            **(values | said),
            **sets,
        )

    return make
