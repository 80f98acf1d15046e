"""In what way something was done, which no column holds, is borne out by what articles say or unknown."""

import pytest

from pipeline.review.check.passages import BETWEEN_SENTENCES
from pipeline.review.check.ways import PATH, ways
from pipeline.word_lists import table

WAYS = table(PATH)["way"]


@pytest.mark.parametrize("item", WAYS, ids=lambda item: item["name"])
def test_a_way_is_found_in_its_example_and_told_by_its_sentence_alone(item):
    claimed = [way.name for way in ways() if way.claimed.search(item["example"])]
    told = {way.name: way.told for way in ways()}[item["name"]]
    assert item["name"] in claimed
    assert told.search(item["sentence"])
    assert not told.search(item["counter"])


@pytest.mark.parametrize(
    "claim",
    [
        "The jail let Nilo Pratt go early on Friday.",
        "Nilo Pratt was released early Monday morning.",
        "Nilo Pratt was arrested for fleeing police.",
        "The jail released Nilo Pratt.",
    ],
)
def test_a_claim_of_the_deed_alone_asks_for_no_way(claim):
    assert [way.name for way in ways() if way.claimed.search(claim)] == []


def test_sentences_do_not_end_at_abbreviations():
    text = "Sgt. Moe took him on Aug. 17 to Dr. Roe. He was freed. J. Poe was not."
    assert BETWEEN_SENTENCES.split(text) == [
        "Sgt. Moe took him on Aug. 17 to Dr. Roe.",
        "He was freed.",
        "J. Poe was not.",
    ]
