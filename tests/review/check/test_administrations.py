"""Under which president something is said to have been, and whether his administration did it."""

import pytest

from pipeline.review.check.administrations import president_of


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        ("The Biden administration released Nilo Pratt.", ("Biden", True)),
        ("Trump's DHS deported Nilo Pratt.", ("Trump", True)),
        ("Nilo Pratt was let in under President Barack Obama.", ("Obama", False)),
        ("Nilo Pratt was deported under Trump.", ("Trump", False)),
        ("Nilo Pratt was freed during the Biden administration.", ("Biden", False)),
        ("Trump said that Nilo Pratt was freed.", None),
        ("Nilo Pratt was held under a Biden-era rule.", None),
        ("Nilo Pratt of Bush County was freed.", None),
    ],
)
def test_a_claim_names_a_president(claim, found):
    assert president_of(claim) == found
