"""No regular expression of ours takes a time that grows faster than the square of a text's length.

Each is analysed with regexploit (https://github.com/doyensec/regexploit), which finds runs of one character
that three or more unbounded repetitions, or one inside another, can share out among themselves. What it does
not see is a repeated group of several words that can be read in two ways; for these, texts that match are
made and read again.
"""

import json
import re
import subprocess
import sys
from functools import cache, cached_property
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from regexploit.ast import categories, char
from regexploit.ast.branch import Branch
from regexploit.ast.repeat import InfiniteRepeat, Repeat
from regexploit.ast.sequence import Sequence
from regexploit.ast.sre import SreOpParser
from regexploit.redos import expand_branches, find_redos_in_branchless_sequence

from pipeline.errors import SourceError
from pipeline.time_limit import time_limit

ROOT = Path(__file__).parents[1]
MAX_ALTERNATIVES = 2_000
"""Of each pattern; three of ours have more, which differ in words alone."""
UNBOUNDED = re.compile(r"[*+]|\{\d+,\}")
"""Of fewer than two of these nothing can be shared out."""
REPEATED_GROUP = re.compile(r"\)(?:[*+]|\{\d+,\})")
"""Without one no repetition stands inside another."""
TRUSTED = ("pipeline.review.schema_page",)
"""Reads the SQL of our own migrations only."""

FEWEST_SHARING = 3
"""Unbounded repetitions, of which regexploit reports no fewer; one inside another counts as ten."""

# It goes through all characters, and through all that a part holds, anew at each use.
char.list_category = cache(lambda category: tuple(categories.list_category(category)))
for _part in (Sequence, Branch, Repeat, InfiniteRepeat):
    _kept = cached_property(_part.starriness.fget)
    _kept.__set_name__(_part, "starriness")
    _part.starriness = _kept


@cache
def our_patterns() -> list[tuple[str, int]]:
    program = [sys.executable, "-m", "tests.compiled_patterns"]
    printed = subprocess.run(program, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [
        (pattern, flags & ~re.DEBUG)
        for pattern, flags, module in json.loads(printed)
        if module not in TRUSTED
    ]


class Parser(SreOpParser):
    """regexploit's, which knows no atomic group: taken for a plain one, it can only find more."""

    def from_ATOMIC_GROUP(self, inner):
        return self.sequence_or_singleton(inner)

    def from_POSSESSIVE_REPEAT(self, repeat):
        return self.from_MAX_REPEAT(repeat)


def shared_runs(pattern: str, flags: int) -> list[str]:
    """A text for each run of characters on which `pattern` blows up."""
    unbounded = len(UNBOUNDED.findall(pattern))
    if unbounded < 2 or (unbounded < FEWEST_SHARING and not REPEATED_GROUP.search(pattern)):
        return []
    parsed = Parser().parse_sre(pattern, flags)
    whole = parsed if isinstance(parsed, Sequence) else Sequence([parsed])
    if whole.starriness < FEWEST_SHARING:
        return []
    return [
        run.example()
        for alternative in islice(expand_branches(whole), MAX_ALTERNATIVES)
        for run in find_redos_in_branchless_sequence(alternative)
    ]


def repeated_groups(pattern: str) -> list[str]:
    """The groups repeated without bound in which the matcher may choose, as they stand in `pattern`."""
    opened: list[int] = []
    found = []
    in_class = False
    position = 0
    while position < len(pattern):
        character = pattern[position]
        if character == "\\":
            position += 1
        elif in_class:
            in_class = character != "]"
        elif character == "[":
            in_class = True
            position += len(re.match(r"\^?\]?", pattern[position + 1 :])[0])
        elif character == "(":
            opened.append(position)
        elif character == ")":
            group = pattern[opened.pop() : position + 1]
            repeated = re.match(r"(?:[*+]|\{\d+,\})(?!\+)", pattern[position + 1 :])
            if repeated and re.search(r"[|*+?]", group[3:]):
                found.append(group)
        position += 1
    return found


def readable_twice(group: str, text: str) -> bool:
    """Whether 30 times `text` takes the matcher of `group`, repeated, more than a second to refuse."""
    repeated = re.compile(f"(?:{group})*(?!)")
    try:
        with time_limit(1, "pattern", "match"):
            repeated.match(text * 30)
    except SourceError:
        return True
    return False


@pytest.mark.parametrize("pattern", [r"(\w+\s?)+:", r"\s*\w*\s*\w*\s*\w*;", r"(?:a+)*b"])
def test_a_pattern_that_blows_up_is_noticed(pattern):
    assert shared_runs(pattern, 0)


@pytest.mark.parametrize("pattern", [r"(?:\w+\s){0,4}:", r"\w+\s*:", r"charged with (?:two|three) counts"])
def test_a_pattern_of_bounded_repetitions_is_fine(pattern):
    assert shared_runs(pattern, 0) == []


def test_words_that_can_be_read_in_two_ways_are_noticed():
    assert repeated_groups(r"held(?: now| \w+ly)* in [(*]jail+") == ["(?: now| \\w+ly)"]
    assert readable_twice(r"(?: now| currently| \w+ly)", " currently")
    assert not readable_twice(r"(?> now| currently| \w+ly)", " currently")


@pytest.mark.slow
def test_no_pattern_of_ours_blows_up():
    patterns = our_patterns()
    assert len(patterns) > 2_000, "the program that lists the patterns has lost sight of most"
    assert {pattern: runs for pattern, flags in patterns if (runs := shared_runs(pattern, flags))} == {}


@cache
def matching_texts() -> dict[str, st.SearchStrategy[str]]:
    """For each repeated group of ours the texts that it matches."""
    groups = {group for pattern, _ in our_patterns() for group in repeated_groups(pattern)}
    # All characters but halves of pairs, as is the default, which takes half a minute to list them.
    alphabet = st.characters(exclude_categories=["Cs"])
    return {group: st.from_regex(group, fullmatch=True, alphabet=alphabet) for group in sorted(groups)}


@pytest.mark.slow
@settings(
    max_examples=50,
    derandomize=True,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(st.data())
def test_no_repeated_words_of_ours_can_be_read_in_two_ways(data):
    groups = matching_texts()
    assert len(groups) > 20
    texts = {group: data.draw(matching, label=group) for group, matching in groups.items()}
    assert [group for group, text in texts.items() if readable_twice(group, text)] == []
