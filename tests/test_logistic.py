import pytest

from pipeline.logistic import chance

WEIGHTS = {"": 1.0, "named": 2.0, "told=1": -3.0}


@pytest.mark.parametrize(
    ("features", "expected"),
    [
        ((), 0.731),
        (("named",), 0.953),
        (("named", "named", "never seen"), 0.953),
        (("named", "told=1"), 0.5),
    ],
)
def test_known_features_count_once_and_unknown_ones_not_at_all(features, expected):
    assert chance(WEIGHTS, features) == pytest.approx(expected, abs=1e-3)
