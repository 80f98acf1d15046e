"""At what kind of place somebody is said to have been arrested."""

import tomllib

import pytest

from pipeline.review.check.scenes import PATH, scenes_in

SCENES = tomllib.loads(PATH.read_text(encoding="utf-8"))["scene"]


@pytest.mark.parametrize("item", SCENES, ids=lambda item: item["name"])
def test_every_scene_is_found_in_its_example_and_not_in_its_counter_example(item):
    assert item["name"] in scenes_in(item["example"])
    assert item["name"] not in scenes_in(item["counter"])


def test_a_passage_may_name_several():
    assert scenes_in("Officers followed him from his home to a courthouse.") == {"home", "courthouse"}
