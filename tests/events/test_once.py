"""What is asked of a token again is not worked out again."""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.events.grammar.once import listed_once, said_once
from tests.blank_english import ENGLISH


def test_what_is_said_of_a_token_is_kept_though_it_be_nothing() -> None:
    asked: list[int] = []

    @said_once
    def nothing(token: Token) -> str | None:
        asked.append(token.i)
        return None

    doc = ENGLISH("He left.")

    assert [nothing(doc[1]), nothing(doc[1]), nothing(doc[0])] == [None, None, None]
    assert asked == [1, 0]


def test_a_list_of_tokens_is_kept_and_is_each_ones_own_to_change() -> None:
    asked: list[int] = []

    @listed_once
    def with_next(token: Token) -> list[Token]:
        asked.append(token.i)
        return [token, token.nbor(1)]

    doc = ENGLISH("He left town.")
    first = doc[1]
    with_next(first).clear()
    found = with_next(first)

    assert [token.text for token in found] == ["left", "town"]
    assert found[0] is first
    assert asked == [1]
