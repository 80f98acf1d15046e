"""What stands around a claim is taken off it, and a question is read as what it asks."""

import re

import pytest

from pipeline.review.check.framing import framings, unframed
from pipeline.review.check.reading.questions import is_question, stated, unmuddled
from pipeline.schema import Article


@pytest.mark.parametrize("item", framings(), ids=lambda item: item["example"])
def test_each_frame_is_taken_off_and_what_looks_like_it_stays(item):
    assert re.match(item["pattern"], item["example"])
    assert re.match(item["pattern"], item["counter"]) is None
    assert unframed(item["example"]).rstrip(".?") == "The jail let him go"
    assert unframed(item["counter"]) == item["counter"]


@pytest.mark.parametrize(
    ("claim", "plainly"),
    [
        ("BREAKING: A viral post says the jail let him go!!! #go https://b.test", "The jail let him go."),
        ("🚨 JUST IN: Salem jail IGNORED an ICE detainer", "Salem jail ignored an ICE detainer"),
        ("Gov. Ada Marsh told reporters that the NYPD freed him.", "The NYPD freed him."),
        ("ZORIN PRATT was freed by the jail.", "Zorin Pratt was freed by the jail."),
        ("THE SHERIFF let him go.", "THE sheriff let him go."),
        ("Posts that claim he was freed are false.", "Posts that claim he was freed are false."),
        ("Claim: It is not true that he was freed.", "It is not true that he was freed."),
    ],
)  # fmt: skip
def test_frames_within_frames_links_and_shouting_are_taken_off(claim, plainly):
    assert unframed(claim) == plainly


@pytest.mark.slow
@pytest.mark.parametrize(
    ("question", "statement"),
    [
        ("Was Nilo Pratt ever deported?", "Nilo Pratt was deported."),
        ("Were all charges against Nilo Pratt dropped?", "All charges against Nilo Pratt were dropped."),
        ("Is Nilo Pratt still in jail?", "Nilo Pratt is still in jail."),
        ("Is Nilo Pratt a convicted felon?", "Nilo Pratt is a convicted felon."),
        ("Has Nilo Pratt been convicted of theft?", "Nilo Pratt has been convicted of theft."),
        ("Wasn't Nilo Pratt released on bond?", "Nilo Pratt was not released on bond."),
        ("Did the Salem jail release Nilo Pratt?", "The Salem jail did release Nilo Pratt."),
        ("Did ICE ever deport Nilo Pratt?", "ICE did deport Nilo Pratt."),
        (
            "Was the man accused of stabbing a clerk deported?",
            "The man accused of stabbing a clerk was deported.",
        ),
    ],
)
def test_a_question_is_read_as_the_statement_that_it_asks_about(base_reader, question, statement):
    assert is_question(question)
    (read,) = base_reader.read_words([Article("1", question, "-")])
    assert stated(read) == statement


def test_what_asks_for_more_than_yes_or_no_is_no_such_question():
    assert not is_question("Why was Nilo Pratt released?")
    assert not is_question("Was released on Friday.")


@pytest.mark.slow
def test_what_tells_who_somebody_is_is_not_taken_for_what_he_does(base_reader):
    claims = ("Nevada hotel cook Ramon Tejeda was jailed by mistake.", "Nilo Pratt was jailed.")
    muddled, clear = base_reader.read_words([Article(str(i), text, "-") for i, text in enumerate(claims)])
    assert unmuddled(muddled) == "Ramon Tejeda was jailed by mistake."
    assert unmuddled(clear) is None
