"""Whom of several of one name a claim means."""

from pipeline.review.check.claim import Who
from pipeline.review.check.described import is_of_trade
from pipeline.review.check.identity import of_another_age, of_another_trade
from pipeline.review.check.wording import stems

AGES = {
    "mechanic": frozenset({44}),
    "courier": frozenset({38}),
    "again": frozenset({43}),
    "unknown": frozenset(),
}


def test_where_one_of_a_name_is_of_the_age_claimed_who_is_of_another_is_not_meant():
    def aged(age):
        return Who("Nilo Pratt", "Nilo Pratt", age, None)

    assert of_another_age(aged(38), AGES) == {"mechanic", "again"}
    assert of_another_age(aged(60), AGES) == of_another_age(aged(None), AGES) == frozenset()


def test_where_one_of_a_name_has_the_trade_claimed_who_may_be_the_same_is_meant_too():
    assert of_another_trade({"mechanic"}, AGES) == {"courier", "unknown"}
    assert of_another_trade((), AGES) == frozenset()


def test_a_trade_told_of_a_namesake_is_not_ones_own():
    own = "Nilo Pratt, a mechanic, was freed."
    other = "Agents after Nilo Pratt held a mechanic of that name instead."
    wanted = stems("mechanic")
    assert is_of_trade([(own, [(0, 10)])], wanted)
    assert not is_of_trade([(other, [(13, 23)])], wanted)
