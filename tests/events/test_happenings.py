"""Nouns for what is done to people, and what is asked of them."""

import re

import pytest

from pipeline.events.grammar.happenings import PATH, happenings
from pipeline.word_lists import table

ASKED = re.findall(r"^#   (\w+) ", PATH.read_text(encoding="utf-8"), re.MULTILINE)
ANSWERS = table(PATH).values()


@pytest.mark.parametrize("asked", ASKED)
def test_what_is_said_at_the_head_of_the_file_is_so_of_some_noun(asked):
    assert happenings(asked)


def test_what_the_head_of_the_file_does_not_say_is_so_of_no_noun():
    assert {asked for answers in ANSWERS for asked in answers} == set(ASKED)


def test_who_asks_what_the_file_has_no_word_for_is_told_so():
    with pytest.raises(KeyError):
        happenings("unheard of")
