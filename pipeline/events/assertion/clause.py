"""The words in front of a deed in which what is said of it may stand: its clause.

in: a token of a parsed `Doc`    out: a `Clause`    writes: nothing
"""

from __future__ import annotations

import re
from functools import cached_property

from spacy.tokens import Token

from pipeline.events.assertion.cues import read_cues
from pipeline.events.assertion.denials import behind, is_of_another_form, uninterrupted
from pipeline.events.assertion.presuppositions import presupposed_start
from pipeline.events.grammar.phrases import fronted_end
from pipeline.events.grammar.syntax import text_of

_REACH = 300
"""Characters in front of a deed in which what is said of it may begin: the longest cue has twenty words."""
_CLAUSE = re.compile(
    r"[;:—–]|\.\s|,\s(?:and|but|while|who|which|after|before|though|although|where|when|because|so|as)\b"
    r"|\b(?:(?<!\ball\s)(?<!anything\s)but|although|though|while|because|before|after|until|when)\b"
)
_IN_TURN = re.compile(
    r"(?:^|[.:;]\s)(?:Also|First|Second|Third|Next|Last|Latest|Among\s(?:them|those|the\sfirst))\s"
    r"(?:\w+\s){0,2}?to\s(?:be\s)?(?:\w+ly\s)?$"
)
_WAS = re.compile(r"\s(?:was|were)\b")
"""In front of a verb, and behind it: "First to be arrested was Roe" tells what was done."""


class Clause:
    """A deed and the words in front of it, without what is inserted between them."""

    def __init__(self, token: Token) -> None:
        """Cut the sentence in front of a deed where the deed's clause begins.

        Without its own subject a clause takes the cue of the one before ("was not arrested or charged").
        """
        self.token = token
        self.begin = token.sent.start_char
        self.before = uninterrupted(text_of(token.doc)[self.begin : token.idx].replace("\n", " "))
        """The sentence in front of the deed."""
        self.reach = max(0, len(self.before) - _REACH)
        """Where in it a cue may begin."""

    @cached_property
    def _cut(self) -> int:
        token, begin = self.token, self.begin
        starts = map(_clause_start, _CLAUSE.finditer(self.before, self.reach))
        cut = max(0, fronted_end(token) - begin, *starts)
        if is_of_another_form(token):
            cut = max(cut, token.left_edge.idx - begin)  # "could not pay and stayed in jail"
        return max(cut, presupposed_start(token) - begin)  # "would not say why he was released"

    @cached_property
    def words(self) -> str:
        """The clause in front of the deed."""
        return self.before[self._cut :]

    @cached_property
    def offset(self) -> int:
        """Where the clause begins, in characters of the text."""
        return self.begin + self._cut

    @cached_property
    def near(self) -> int:
        """Where in the clause a cue may begin."""
        return max(0, len(self.words) - _REACH)

    @cached_property
    def is_done(self) -> bool:
        """Whether what looks like a plan was done: "managed to arrest him", "next to be held was Roe"."""
        if read_cues().not_planned_before.search(self.words, self.near):
            return True
        in_turn = _IN_TURN.search(self.words, self.near) is not None
        return in_turn and _WAS.match(behind(self.token)) is not None


def _clause_start(border: re.Match[str]) -> int:
    """Return where the clause behind a border starts; "when" is a word of it, that may make it a rule."""
    return border.end() - len("when") if border.group().endswith("when") else border.end()
