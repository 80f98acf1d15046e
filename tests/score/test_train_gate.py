"""Weights of the gate are learnt from what tells events and what does not; none speaks against reading."""

import numpy as np

from pipeline.schema import Article
from pipeline.score.train.gate import fit, learn


def test_what_stands_with_events_weighs_and_nothing_weighs_less_than_nothing():
    rows = np.array([[1.0, 0.0, 1.0], [1.0, 1.0, 0.0], [0.0, 1.0, 1.0], [0.0, 0.0, 1.0]] * 20)
    truth = np.array([1.0, 1.0, 0.0, 0.0] * 20)

    weights, bias = fit(rows, truth, np.ones(len(rows)))

    assert weights[0] > 1
    assert abs(weights[1]) < 0.2
    assert weights[2] == 0
    assert bias < 0


def test_news_that_tells_events_does_not_count_against_their_words():
    def article(text):
        return Article("a", text, "a")

    told = [(article("Deputies arrested a man. He was jailed and charged."), {"events": [{}]})] * 40
    told += [(article("The mayor opened a bridge and a market."), {"events": []})] * 4
    quiet = [article("The club released its striker after the match.")] * 200
    weights = learn(told, [*quiet, *[item for item, _ in told] * 2])
    without = learn(told, quiet)

    assert weights == without
    assert max(weights) > 0.5
