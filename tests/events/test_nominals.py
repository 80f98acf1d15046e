"""Nouns for people, and lines in capitals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc, Token

from pipeline.events.grammar.nominals import (
    PATH,
    capital_lines,
    is_person_noun,
    is_plural,
    is_plural_pronoun,
    is_singular_pronoun,
    lexicon,
    sex_of,
)
from pipeline.word_lists import table
from tests.blank_english import ENGLISH

VOCAB = ENGLISH.vocab


def word(text: str, lemma: str | None = None, tag: str = "NN", pos: str = "NOUN") -> Token:
    return Doc(VOCAB, words=[text], lemmas=[lemma or text.lower()], tags=[tag], pos=[pos])[0]


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        (word("man"), "m"),
        (word("He", "he", "PRP", "PRON"), "m"),
        (word("brothers", "brother", "NNS"), "m"),
        (word("woman"), "f"),
        (word("her", "she", "PRP$", "PRON"), "f"),
        (word("suspect"), None),
        (word("they", "they", "PRP", "PRON"), None),
    ],
)
def test_what_a_word_says_of_sex(token: Token, expected: str | None) -> None:
    assert sex_of(token) == expected


@pytest.mark.parametrize("noun", ["man", "suspect", "national", "victim", "teenager", "driver", "people"])
def test_a_noun_for_a_person(noun: str) -> None:
    assert is_person_noun(word(noun))


@pytest.mark.parametrize("noun", ["jail", "detainer", "charge", "county", "car"])
def test_a_noun_for_a_thing(noun: str) -> None:
    assert not is_person_noun(word(noun))
    assert not is_person_noun(word("man", tag="VB", pos="VERB"))


def test_who_is_several() -> None:
    assert is_plural(word("men", "man", "NNS"))
    assert is_plural(word("couple"))
    assert not is_plural(word("man"))
    assert is_plural_pronoun(word("They", "they", "PRP", "PRON"))
    assert not is_plural_pronoun(word("he", "he", "PRP", "PRON"))
    assert is_singular_pronoun(word("she", "she", "PRP", "PRON"))
    assert not is_singular_pronoun(word("they", "they", "PRP", "PRON"))


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("GANG MEMBER HELD IN SLAYING\nDeputies spoke.", ["GANG MEMBER HELD IN SLAYING"]),
        ("Deputies spoke.\nMAN, 31, FREED DESPITE DETAINER", ["MAN, 31, FREED DESPITE DETAINER"]),
        ("ICE AND DHS\nDeputies spoke.", []),
        ("ICE officers and FBI agents met.", []),
        ("Deputies spoke.", []),
        ("", []),
        ("2024 12 31 10", []),
    ],
)
def test_lines_in_capitals_are_seen(text: str, lines: list[str]) -> None:
    assert [text[start:end] for start, end in capital_lines(text)] == lines


@given(st.text(max_size=200))
def test_capital_lines_are_whole_lines_of_any_text(text: str) -> None:
    for start, end in capital_lines(text):
        assert 0 <= start < end <= len(text)
        assert "\n" not in text[start:end]
        assert start == 0 or text[start - 1] == "\n"


def test_no_noun_is_a_mans_and_a_womans() -> None:
    words = lexicon()
    assert not words.man & words.woman
    assert not (words.man | words.woman) & words.victim


def test_the_lists_hold_lower_case_words() -> None:
    lists = {name: value for name, value in table(PATH).items() if isinstance(value, list)}
    assert len(lists) >= 8
    assert [entry for value in lists.values() for entry in value if entry != entry.lower()] == []
