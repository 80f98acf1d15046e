"""Categories for wordings of charges that no pattern of the lexicon covers."""

from __future__ import annotations

import pytest

from pipeline.entities.offenses.classifier import PhraseModel, classify, features, first_words, probabilities
from pipeline.entities.offenses.offenses import find_offenses
from pipeline.ontology import ontology

MODEL = PhraseModel(["arson", "none"], {"barn": [(0, 3.0)], "role": [(1, 3.0)], "first his": [(1, 1.0)]}, 0.7)


def test_features_are_words_pairs_and_pieces() -> None:
    assert features("Burning 3 barns") == {
        "first burning", "burning", "0", "barns", "burning 0", "0 barns",
        "<bur", "burn", "urni", "rnin", "ning", "ing>", "<bar", "barn", "arns", "rns>",
    }  # fmt: skip


@pytest.mark.parametrize("phrase", ["the old barn", "his role", "", "nothing known"])
def test_probabilities_sum_to_one(phrase: str) -> None:
    assert sum(probabilities(phrase, MODEL).values()) == pytest.approx(1)


def test_weights_of_features_add_up() -> None:
    assert probabilities("his role", MODEL)["none"] == pytest.approx(0.982, abs=0.001)
    assert probabilities("barn", MODEL)["arson"] == pytest.approx(0.953, abs=0.001)


def test_only_the_first_words_are_read() -> None:
    assert first_words("a b  c " * 9) == "a b  c a b  c a b  c a b  c a b"
    assert first_words("") == ""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("He was charged with fleecing widowed investors.", "fraud"),
        ("She pleaded guilty to one count of neglecting forty animals.", "other"),
        ("He was convicted of dumping toxic waste in a stream.", "other"),
        ("He was charged with secretly filming women in a changing room.", "public_order"),
        ("The agency is charged with enforcing fire codes.", None),
        ("She pleaded guilty to all counts.", None),
        ("He pleaded guilty to his role in the plan.", None),
        ("An agent in charge of the field office spoke.", None),
    ],
)
def test_unknown_wordings_behind_a_charge(sentence: str, expected: str | None) -> None:
    found = {mention.category for mention in find_offenses(sentence)}
    assert found == ({expected} if expected else set())


@pytest.mark.slow
@pytest.mark.parametrize(
    ("wording", "expected"),
    [("torching his neighbor's barn", "arson"), ("pilfering copper from a building site", "theft")],
)
def test_what_is_given_is_a_category_with_its_probability(wording: str, expected: str) -> None:
    found = classify(wording)
    assert found is not None
    category, probability = found
    assert category == expected in ontology().offenses
    assert 0.7 <= probability <= 1
