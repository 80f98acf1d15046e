"""An article's places of custody, each with its entry."""

from __future__ import annotations

from pipeline.link.places.articles import link_places
from pipeline.schema import Article, Event, Extraction, Value

TEXT = "ROCKVILLE, Md. — ICE lodged it with Montgomery County. He is in ICE custody at Santa Rita Jail."


def value(words: str, rule: str = "r") -> Value:
    start = TEXT.index(words)
    return Value(words, start, start + len(words), rule, 0.9)


def event(kind: str, custodian: Value) -> Event:
    return Event(kind, None, "actual", value("ICE lodged"), custodian=custodian)


def test_facilities_and_custodians_are_linked_in_the_order_of_naming_and_agencies_are_not() -> None:
    extraction = Extraction(
        "a",
        None,
        facilities=(value("Santa Rita Jail"),),
        events=(
            event("detention", value("Santa Rita Jail")),
            event("detainer_issued", value("Montgomery County")),
            event("transfer", value("ICE")),
        ),
    )
    links = link_places(Article("a", TEXT, "a"), extraction).links
    assert [(link.name, link.state) for link in links] == [
        ("Montgomery County", "MD"),
        ("Santa Rita Jail", "CA"),
    ]
    assert links[1].guess, "the article speaks of Maryland"
