"""How many a noun stands for: "206 people", "a total of 45", "23 of 26 detainers".

in: tokens of a parsed `Doc`, its counts    out: counts    writes: nothing
"""

from __future__ import annotations

from collections.abc import Container, Sequence

from spacy.tokens import Doc, Token

from pipeline.events.grammar import nominals, syntax
from pipeline.events.grammar.phrases import numbers_inside
from pipeline.schema import Mention

_NUMBER_NOUNS = frozenset({"dozen", "hundred", "thousand", "million"})
"""Numbers that the tagger takes for nouns."""
_MEASURES = frozenset({"total", "upwards", "minimum", "maximum", "estimated"})
"""Nouns that stand in front of what is counted: "a total of 45 people"."""
_GROUPS = frozenset(
    {"group", "family", "crew", "gang", "band", "ring", "team", "pack", "posse", "mob", "cell"}
)
"""Nouns for people, as many as are counted behind: "a family of five", "a crew of six burglars"."""
_LEFT = frozenset({"rest", "remainder"})
"""Nouns for those left of several, as many as stand behind: "the rest, 18, were released"."""
_OF_THEMSELVES = frozenset({"couple", "pair", "duo", "trio", "quartet"})
_CASES = frozenset({"cases", "examples", "instances"})
"""Nouns that are counted for the people they are of: "206 cases of immigrants released"."""

_NEARLY = frozenset({"nearly", "almost", "virtually", "practically", "not", "hardly"})
"""In front of "all": fewer than all."""
_OF_THE = frozenset({"of", "the", "these", "those", "its", "their", "his", "her", "our"})
_REACH = 5
"""Tokens in front of a number in which it is said that not all are meant."""


class Counted:
    """The counts of one article by the nouns and numbers that they are of."""

    def __init__(self, doc: Doc, counts: Sequence[Mention], nationals: Container[int]) -> None:
        """Index the counts by token; `nationals` are the tokens of nationalities."""
        self._nationals = nationals
        self._counts: dict[int, Mention] = {}
        for count in counts:
            span = doc.char_span(count.start, count.end, alignment_mode="expand")
            self._counts |= {token.i: count for token in span or ()}

    def at(self, index: int) -> Mention | None:
        """Return the count that the token of this number is part of."""
        return self._counts.get(index)

    def of(self, token: Token, *, whole: bool = False) -> Mention | None:
        """Return the count of a noun for people, or of a number that stands for people itself.

        Args:
            token: the noun or number.
            whole: of "41 of 49 people" return the 49, as where "arrested" behind them is said of all.
        """
        if (
            token.i in self._counts
            and (token.pos_ == "NUM" or token.ent_type_ == "CARDINAL" or token.lower_ in _NUMBER_NOUNS)
            and token.dep_ not in ("nummod", "quantmod", "compound", "cc")
            and not (token.dep_ == "conj" and token.head.dep_ in ("nummod", "appos") and token.head.like_num)
        ):
            return self._counts[token.i]
        if token.lower_ in _OF_THEMSELVES and token.i in self._counts:
            return self._counts[token.i]  # "a couple was arrested"
        if token.lower_ in _MEASURES:
            held = syntax.objects_of(token, "of")
            return self.of(held[0]) if held and held[0] != token else None
        if token.lower_ in _GROUPS:
            return self._of_group(token)
        if token.lower_ in _LEFT:
            said = [item for item in syntax.children(token, "appos") if item.like_num]
            return self._counts.get(said[0].i) if said else None
        counted = nominals.is_person_noun(token) or nominals.is_counted(token)
        counted = counted or token.lemma_.lower() in nominals.lexicon().occasional
        counted = counted or token.ent_type_ == "NORP" or token.i in self._nationals
        if not counted:
            return None
        above = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "of" else token
        noun = above if above.lower_ in _CASES else token
        for child in noun.children:
            if (
                child.dep_ in ("nummod", "quantmod", "amod", "compound", "det", "appos")
                and child.i < noun.i
                and (child.i in self._counts or _is_out_of(child))
            ):
                if not whole and _is_nearly_all(child):
                    return None
                return self._counts.get(child.i) if whole else self.by(child)
        inside = next((found for item in numbers_inside(noun) if (found := self._counts.get(item.i))), None)
        return inside or self._predicated(noun)

    def by(self, number: Token) -> Mention | None:
        """Return how many a number in front of a noun tells: three in "three of nine promoters"."""
        return self._part_of(number) or self._counts.get(number.i)

    def _predicated(self, noun: Token) -> Mention | None:
        """Return of how many a plural is said: "Of those held, 104 were criminals deported before"."""
        subjects = syntax.children(noun.head, "nsubj") if noun.dep_ == "attr" else []
        if not subjects or not subjects[0].like_num or not nominals.is_plural(noun):
            return None
        said = {word.lower_ for word in noun.doc[subjects[0].i : noun.right_edge.i + 1]}
        whole = noun.head.lemma_ == "be" and not said & {"either", "or"} and not syntax.children(noun, "det")
        return self._counts.get(subjects[0].i) if whole else None

    def _of_group(self, noun: Token) -> Mention | None:
        """Return how many a group is of, whatever its members are called; no companies."""
        for held in syntax.objects_of(noun, "of"):
            number = held if held.like_num else next(iter(syntax.children(held, "nummod")), None)
            body = held.lemma_.lower() in nominals.lexicon().bodies and not nominals.is_people(held)
            if number is not None and not body:
                return self._counts.get(number.i)
        return None

    def _part_of(self, number: Token) -> Mention | None:
        """Return how many of a number are meant: 23 in "23 of 26 detainers"."""
        part = number.i - 2
        of = part >= number.sent.start and number.doc[number.i - 1].lower_ == "of"
        return self._counts.get(part - _is_out_of(number)) if of else None


def _is_out_of(number: Token) -> bool:
    """Say whether a number is the whole of a part told in front: 24 in "six out of 24 people"."""
    front = number.doc[max(number.sent.start, number.i - 2) : number.i]
    return number.like_num and [word.lower_ for word in front] == ["out", "of"]


def _is_nearly_all(number: Token) -> bool:
    """Say whether a number is of more than are meant: "nearly all of the 17 men"."""
    before = [word.lower_ for word in number.doc[max(number.sent.start, number.i - _REACH) : number.i]]
    while before and before[-1] in _OF_THE:
        before.pop()
    return len(before) > 1 and before[-1] == "all" and before[-2] in _NEARLY
