"""Wordings for training the classifier of charges: drawn from patterns, written, quoted in gold."""

from __future__ import annotations

import random
import re
from collections import Counter

import pytest

from pipeline.ontology import ontology
from pipeline.score.train.phrases import Phrase, draw, drawn, examples, quoted, written
from pipeline.score.train.softmax import fit

NONE = "none"


@pytest.mark.parametrize(
    "wording",
    [
        "arson",
        "(first|second) degree (arson|theft)s?",
        "theft( of (a )?(car|bike))*",
        "larcen(y|ies)( by \\w+){0,2}?",
        "(?i:escape)(?= from) from (jail|prison)",
        "re ?entry(?! program)",
        "assault (and|&) batter(y|ies)",
        "h(i|u)t and ru(n|ns)( [a-z]{2})?",
    ],
)
def test_what_is_drawn_matches_the_pattern(wording: str) -> None:
    pattern = re.compile(wording.replace("[a-z]{2}", "[a-z]+"))
    generator = random.Random(0)
    assert all(pattern.match(draw(wording, generator)) for _ in range(40))


def test_drawing_is_the_same_for_the_same_seed_and_without_doubles() -> None:
    wordings = [("theft", "(grand|petty) theft"), ("arson", "arson")]
    found = drawn(wordings, 20, 3)
    assert found == drawn(wordings, 20, 3)
    assert max(Counter(found).values()) == 1
    assert {phrase.words for phrase in found} == {"grand theft", "petty theft", "arson"}


def test_written_wordings_have_categories_of_the_ontology_and_each_stands_once() -> None:
    found = written()
    assert {phrase.category for phrase in found} - {NONE} == set(ontology().offenses)
    assert [words for words, number in Counter(p.words for p in found).items() if number > 1] == []


def test_examples_are_the_words_in_braces() -> None:
    group = {"category": "theft", "examples": ["He was held for {theft} and {petty theft}."]}
    assert [phrase.words for phrase in examples([group])] == ["theft", "petty theft"]


def test_long_quotes_of_gold_are_left_out() -> None:
    offenses = [
        {"category": "theft", "quote": "theft\nof tools"},
        {"category": "theft", "quote": "theft of tools"},
        {"category": "arson", "quote": "he set " + "a very " * 9 + "big fire"},
    ]
    gold = {"id": "a1", "people": [], "offenses": offenses, "events": []}
    assert quoted([gold], "gold") == [Phrase("theft of tools", "theft", "gold")]


def test_a_softmax_tells_classes_apart_and_is_the_same_for_the_same_seed() -> None:
    seen = [
        ({"fire"}, "arson"),
        ({"purse", "the"}, "theft"),
        ({"fire", "the"}, "arson"),
        ({"purse"}, "theft"),
    ]
    weights = fit(seen, ["arson", "theft"], 2, 1e-3, 1)
    assert weights == fit(seen, ["arson", "theft"], 2, 1e-3, 1)
    assert dict(weights["fire"])[0] > 0 > dict(weights["fire"])[1]
    assert dict(weights["purse"])[1] > 0 > dict(weights["purse"])[0]
