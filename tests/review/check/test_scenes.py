"""At what kind of place somebody is said to have been arrested."""

import pytest

from pipeline.review.check.scenes import PATH, scenes_in
from pipeline.review.check.surrenders import how_taken
from pipeline.word_lists import table

SCENES = table(PATH)["scene"]


@pytest.mark.parametrize("item", SCENES, ids=lambda item: item["name"])
def test_every_scene_is_found_in_its_example_and_not_in_its_counter_example(item):
    assert item["name"] in scenes_in(item["example"])
    assert item["name"] not in scenes_in(item["counter"])


def test_a_passage_may_name_several():
    assert scenes_in("Officers followed him from his home to a courthouse.") == {"home", "courthouse"}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Nilo Pratt turned himself in on Friday.", "surrendered"),
        ("Nilo Pratt surrendered to immigration officers.", "surrendered"),
        ("Police hunted Nilo Pratt down.", "caught"),
        ("Nilo Pratt was caught after a chase.", "caught"),
        ("Officers caught Nilo Pratt, who then surrendered.", None),
        ("Nilo Pratt was arrested.", None),
        ("Nilo Pratt was ordered to make a surrender of his passport.", None),
    ],
)
def test_how_somebody_came_into_custody_is_told(words, found):
    assert how_taken(words) == found
