"""What is a copy, what quotes, and what only looks alike."""

from dataclasses import replace

import pytest

from pipeline.link.copies.likeness import compare, covered
from pipeline.link.copies.wording import bands, signature, wording
from pipeline.schema import Article, Boilerplate

STORY = (
    "BEND, Ore. — A man whom the Deschutes County jail released in March was taken into "
    "federal custody on Tuesday, "
    "immigration officials said. Officers found Ramiro Quintal, 37, near a bus station shortly "
    "after noon.\n\n"
    "Quintal had been booked in February on suspicion of burglary. A detainer was lodged the "
    "next morning, but the "
    "jail let him go after a judge set bail at $4,000, according to a spokeswoman for the agency.\n\n"
    "The sheriff's office said that it does not hold anybody without a warrant signed by a "
    "judge. State law bars "
    "the practice, Sheriff Dale Orwin said in a written statement, and the office follows the law.\n\n"
    "Quintal is from Guatemala. Records show two earlier removals, in 2011 and 2016. A hearing "
    "is set for next month."
)
SIBLING = (
    STORY.replace("Ramiro Quintal, 37", "Teodoro Basile, 52").replace("Quintal", "Basile")
    .replace("burglary", "assault")
    .replace("$4,000", "$9,500").replace("Guatemala", "Brazil").replace("2011 and 2016", "2009 and 2013")
)  # fmt: skip
ADDED = (
    "\n\nIn Redmond, council member Ilse Varga said that the town would look at its own rules "
    "this spring. Nobody "
    "has asked the town's officers to hold anyone, she added, and she knows of no such request."
)


def text(words, **more):
    return wording(Article("a", words, "a.txt", **more))


def kind(first, second, **days):
    found = compare(text(first, source="Bend Post"), text(second, source="Salem Courier", **days))
    return found and found.kind


@pytest.mark.parametrize(
    "other",
    [
        STORY,
        STORY.replace("BEND, Ore. —", "SALEM (NWP) —").replace("shortly after noon", "around midday"),
        STORY[: STORY.index("The sheriff's")],
        STORY + ADDED,
        "Released man held again\n\n" + STORY.replace("37", "38"),
        STORY.replace("Ramiro Quintal", "Ramiro Quintall"),
        STORY.replace("Officers found", "Deportation officers found").replace("two earlier", "2 earlier"),
    ],
    ids=["same", "dateline", "cut", "added", "headline", "spelling", "words"],
)
def test_edits_leave_a_copy_a_copy_from_both_sides(other):
    assert kind(STORY, other) == kind(other, STORY) == "copy"


@pytest.mark.parametrize(
    "other",
    [
        SIBLING,
        "The county fair opened under a bright sky. " * 5,
        STORY.replace("Deschutes", "Crook").replace("Dale Orwin", "Ann Lisk").replace("Tuesday", "Friday"),
    ],
    ids=["another person", "another subject", "another place"],
)
def test_texts_after_one_pattern_are_not_alike(other):
    assert kind(STORY, other) is kind(other, STORY) is None


def test_a_new_step_of_the_case_is_a_story_of_its_own():
    lead = "A federal judge on Friday sentenced a man from Bend to 14 months in prison for coming back. "
    later = lead + STORY.partition("said. ")[2]
    assert kind(STORY, later) == kind(later, STORY) == "follow"


def test_a_publishers_text_of_another_day_is_a_copy_only_if_it_is_the_same():
    early = text(STORY, source="Bend Post", published="2024-04-02")
    same = text(STORY, source="Bend Post", published="2024-04-05")
    more = text(STORY + ADDED, source="Bend Post", published="2024-04-05")
    assert compare(early, same).kind == "copy"
    assert compare(early, more).kind == "follow"
    assert compare(early, replace(more, source="Salem Courier")).kind == "copy"


def test_a_passage_of_its_own_is_told_from_what_is_copied():
    first, second = text(STORY), text(STORY + ADDED)
    likeness = compare(first, second)
    [(start, end)] = likeness.own[1]
    assert likeness.own[0] == ()
    assert (STORY + ADDED)[start:end] == ADDED.strip().rstrip(".")
    assert likeness.shares[0] == 1.0
    assert 0.7 < likeness.shares[1] < 0.9


def test_short_texts_are_copies_only_of_the_same_words():
    assert kind("A man was arrested on Monday.", "A man was arrested on Monday!") == "copy"
    assert kind("A man was arrested on Monday.", "A man was arrested on Tuesday.") is None
    assert kind("", "") is None


def test_boilerplate_is_not_compared():
    words = "Sign up for our letter. " + STORY
    marked = wording(Article("a", words, "a", boilerplate=(Boilerplate(0, 23, "promo"),)))
    assert marked.words == text(STORY).words
    assert covered(marked, text(STORY)) == 1.0


def test_signatures_are_the_same_in_every_process():
    made = signature(text(STORY))
    assert made[:8].hex() == "67f5c900a66f6d03"
    assert len(set(bands(made))) == 64
    assert bands(made)[0] == -5923418945960815018
