"""The gate: which articles, and which paragraphs of them, are worth parsing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.entities.gate import PATH, passages
from pipeline.trained import trained
from pipeline.word_lists import table

TABLE = table(PATH)
CUED = "Police arrested a 31-year-old man in Ashby on Monday, and a judge ordered him held in jail on bail."
PLAIN = "The mill has stood by the river since its owner brought the first loom from the coast. "


@pytest.mark.parametrize("text", TABLE["examples"])
def test_an_example_is_read(text: str) -> None:
    assert passages(text) == ((0, len(text)),)


@pytest.mark.parametrize("text", TABLE["counters"])
def test_of_a_counter_example_nothing_is_read(text: str) -> None:
    assert passages(text) == ()


def test_every_word_stands_in_one_group_and_has_a_weight_that_speaks_for_reading() -> None:
    words = [word.lower() for cue in TABLE["cue"] for word in cue["words"]]
    assert sorted(words) == sorted(set(words))
    learnt = trained("gate")["weights"]
    assert list(learnt) == [cue["words"][0] for cue in TABLE["cue"]]
    assert all(learnt[cue["words"][0]] >= cue.get("least", 0) for cue in TABLE["cue"])


def test_a_passage_far_down_a_long_story_is_read_with_the_first_paragraph_and_the_one_below() -> None:
    before, below, after = PLAIN * 40, "His brother looked on from the bus.", PLAIN * 40
    crime = "\n\n".join([CUED] * 6)
    text = "\n\n".join(["Weavers of Ashby", before, crime, below, after])
    read = [text[start:end] for start, end in passages(text)]
    assert read == ["Weavers of Ashby", f"{crime}\n\n{below}"]


def test_below_a_byline_the_opening_of_a_story_is_read() -> None:
    opening = "Nilo Pratt, a roofer from Ashby, was flown to Guatemala City on June 11, his lawyer said."
    crime = "\n\n".join([CUED] * 6)
    text = "\n\n".join(["By Ann Roe", opening, PLAIN * 40, crime, PLAIN * 40])
    read = [text[start:end] for start, end in passages(text)]
    assert read[0].startswith("By Ann Roe\n\nNilo Pratt")


def test_one_sentence_of_a_long_story_on_other_things_is_not_read() -> None:
    assert passages("\n\n".join([PLAIN * 15, "A baker was arrested in 1911.", PLAIN * 15])) == ()


def test_lines_are_paragraphs_where_no_blank_line_parts_them() -> None:
    text = "\n".join(["Weavers of Ashby", *[PLAIN * 3] * 12, *[CUED] * 6, *[PLAIN * 3] * 12])
    read = [text[start:end] for start, end in passages(text)]
    assert read[0] == "Weavers of Ashby"
    assert all("\n" in passage or CUED in passage for passage in read[1:])
    assert "".join(read).count(CUED) == 6


def test_ice_is_no_agency_and_a_part_of_a_word_is_no_cue() -> None:
    assert passages("ICE agents took him to detention.") != ()
    assert passages("The ice was thin, said the detentionist from Prisonville, and charge-free.") == ()


def test_letters_that_are_two_when_small_move_no_offset() -> None:
    text = "İİİİİİİİ İstanbul\n\n" + CUED
    assert passages(text) == ((0, len(text)),)


@given(st.lists(st.sampled_from([CUED, PLAIN, "  ", "", "İ", "a\u00a0b", PLAIN * 30]), max_size=12))
def test_passages_are_sorted_apart_and_end_where_paragraphs_do(parts: list[str]) -> None:
    text = "\n\n".join(parts)
    found = passages(text)
    edges = [edge for span in found for edge in span]
    assert edges == sorted(set(edges))
    assert all(0 <= start < end <= len(text) and text[start:end].strip() for start, end in found)
    assert all(start == 0 or text[start - 1].isspace() for start, _ in found)
