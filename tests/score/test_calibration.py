import random

import pytest

from pipeline.logistic import chance
from pipeline.score.calibration import Example, best_penalty, fit, held_out, log_loss, reliability


def examples(number=400, seed=3):
    """Values of 20 sources; "good" ones are right nine times in ten, others every second time."""
    dice = random.Random(seed)
    found = []
    for index in range(number):
        good = dice.random() < 0.5
        right = dice.random() < (0.9 if good else 0.5)
        noise = f"noise={dice.randrange(5)}"
        found.append(Example((f"good={good}", noise), right, f"s{index % 20}"))
    return found


def test_what_is_fitted_gives_the_shares_that_were_seen():
    seen = examples()
    weights = fit(seen, 1)
    good = [example.right for example in seen if "good=True" in example.features]
    assert chance(weights, ["good=True"]) == pytest.approx(sum(good) / len(good), abs=0.05)
    assert chance(weights, ["good=False"]) < 0.65


def test_a_feature_of_few_sources_gets_no_weight():
    rare = [Example(("rare",), True, f"s{number % 4}") for number in range(40)]
    assert set(fit([*examples(), *rare], 1)) == {
        "", "good=True", "good=False", *(f"noise={number}" for number in range(5))
    }  # fmt: skip


def test_the_same_examples_give_the_same_weights():
    assert fit(examples(), 4) == fit(examples(), 4)


def test_nothing_is_learnt_from_the_source_that_is_judged():
    # Within each source all are alike, and sources are right by chance: only who had seen one could know.
    dice = random.Random(5)
    alike = []
    for number in range(20):
        marks = tuple(f"mark={mark}" for mark in range(40) if dice.random() < 0.5)
        alike += [Example(marks, number % 2 == 0, f"s{number}")] * 5
    right = [example.right for example in alike]
    weights = fit(alike, 0.1)
    assert log_loss([chance(weights, example.features) for example in alike], right) < 0.1
    assert log_loss(held_out(alike, 0.1, folds=10, seed=1), right) > 0.6


def test_the_penalty_chosen_loses_least():
    seen = examples()
    right = [example.right for example in seen]
    penalty, confidences = best_penalty(seen, (1.0, 1e6), 5, 1)
    assert penalty == 1.0
    assert log_loss(confidences, right) < log_loss(held_out(seen, 1e6, 5, 1), right)


@pytest.mark.parametrize(
    ("confidences", "right", "error", "half", "cut"),
    [
        ([1.0] * 4, [True] * 4, 0.0, 1.0, 1.0),
        ([0.9] * 10, [True] * 9 + [False], 0.0, 1.0, 0.9),
        ([0.95, 0.95, 0.25, 0.25], [True, False, False, False], 0.35, 0.5, 0.95),
        ([0.2, 0.8], [False, True], 0.2, 1.0, 0.8),
    ],
)
def test_reliability(confidences, right, error, half, cut):
    found = reliability(confidences, right)
    assert found.error == pytest.approx(error)
    assert (found.precision_at_half, found.cut) == (half, cut)
    assert sum(number for _, _, number in found.bins) == found.number == len(right)
