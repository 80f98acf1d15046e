"""Copies and look-alikes written for this project: the figures that may not fall."""

import pytest

from pipeline.score.copies import FOLDER, SPLITS, changed, measure, read_variants


@pytest.mark.parametrize("split", SPLITS)
def test_copies_are_found_and_no_look_alike_is_merged(split):
    figures = measure(list(read_variants(split)))
    assert figures.wrong == ()
    assert figures.f1 >= 0.97, figures.missed


def test_there_are_enough_written_copies_and_look_alikes():
    variants = [variant for split in SPLITS for variant in read_variants(split)]
    assert sum("-copy-" in variant.id for variant in variants) >= 40
    assert sum("-other-" in variant.id for variant in variants) >= 60
    assert len(list(FOLDER.glob("test/*.toml"))) >= len(list(FOLDER.glob("tune/*.toml")))


def test_a_variant_is_made_by_its_edits():
    text = "One man.\n\nTwo men.\n\nThree men."
    change = {
        "edits": [["men", "women"]],
        "until": "Three",
        "lead": "A man.",
        "headline": "News",
        "added": "End.",
    }
    assert changed(text, {"note": "", **change}) == "News\n\nA man.\n\nTwo women.\n\nEnd."
    with pytest.raises(ValueError, match="expected 'four' in the text"):
        changed(text, {"note": "", "edits": [["four", "five"]]})
