"""What articles say that no column holds: that ICE was told, that a ruling is pending, that he pleaded."""

import pytest

from pipeline.review.check.said_beside import PATH, is_told
from pipeline.word_lists import table

TOLD = table(PATH)["told"]


@pytest.mark.parametrize("item", TOLD, ids=lambda item: item["name"])
def test_what_is_told_is_found_in_its_example_denied_in_its_counter_example_and_not_told_otherwise(item):
    name = item["name"]
    assert is_told(name, [item["example"]]) == {True}
    assert is_told(name, [item["counter"]]) == {False}
    assert is_told(name, [item["neither"]]) == set()
    assert is_told(name, [item["example"], item["counter"]]) == {True, False}


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("ICE was notified of the release at noon, the sheriff said.", {True}),
        ("Jailers sent ICE an email three hours before Pell left.", {True}),
        ("The jail told immigration officials that he was leaving.", {True}),
        ("The county let ICE know that he had made bail.", {True}),
        ("Pell was let go without any notice to immigration authorities.", {False}),
        ("ICE was never told that he was about to be freed.", {False}),
        ("The jail did not alert federal agents.", {False}),
        ("The sheriff disputed that the jail never notified ICE.", {True}),
        ("A detainer asks a jail to notify ICE.", set()),
        ("State law does not require jails to tell ICE.", set()),
        ("ICE told him to leave.", set()),
    ],
)
def test_notice_to_ice_is_told_in_many_words(sentence, told):
    assert is_told("notice", [sentence]) == told
