"""Finds the words that stand for a detainer: its names, holds, ICE's requests, and what points back to one.

in: sentences of a parsed `Doc`    out: `Reference`s    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from spacy.tokens import Span, Token

from pipeline.events.grammar import syntax
from pipeline.word_lists import table

PATH = Path(__file__).with_name("detainers.toml")
_POINTERS = frozenset(
    {"it", "them", "one", "which", "that", "request", "order", "notice", "hold", "neither", "none", "both"}
    | {"another", "filing", "all", "each"}
)
PERSON_BEHIND = re.compile(
    r"^s?[”\"’']?\s(?:requests?\s|orders?\s|forms?\s)?"
    r"(?:was\s|were\s|had\sbeen\s|has\sbeen\s|have\sbeen\s|being\s|is\s|are\s)?(?:still\s|also\s)?"
    r"(?:\w+ed\s)?(?:in\s\w+\s)?(?:against|on|for|regarding|targeting|naming|concerning|to\shold)\s",
    re.IGNORECASE,
)
"""Behind a detainer's name, before whom it is on."""
_HELD_BEHIND = 12
"""Tokens behind "request" in which what is asked for is looked for."""
_FURTHER = frozenset({"second", "third", "new", "fresh", "later", "earlier", "previous", "subsequent"})
"""What another detainer on somebody is told by: "a second one, filed on May 9, was honored", "a second"."""
_THAT = frozenset({"that", "this"})
_UP = 3
"""Steps from a detainer to the noun that stands for it: "the presence of a detainer"."""
_BACK_TO_NUMBER = 60
"""Tokens in front of a sentence in which detainers are counted that it means: "all six"."""
_WORDS_FOR_ONE = frozenset(
    {"detainer", "request", "order", "notice", "hold", "warrant", "paperwork", "document", "form", "letter"}
)


@dataclass(frozen=True, slots=True)
class Reference:
    """A mention of a detainer in one sentence."""

    noun: Token
    start: int
    """First character in the document."""
    end: int
    """Past the last character."""
    tokens: frozenset[int]
    """Tokens that mean the detainer where something is done to them."""
    kind: str
    """`name`, `request` (ICE's asking to hold somebody) or `pointer` ("it")."""
    held: Token | None = None
    """Of a request: the verb that says what is asked for."""


@cache
def data() -> dict[str, Any]:
    """Return the words of `detainers.toml`, read once per process."""
    return table(PATH)


@cache
def pattern(section: str, name: str, case: bool = False) -> re.Pattern[str]:
    """Return a regular expression of `detainers.toml`."""
    return re.compile(data()[section][name], re.NOFLAG if case else re.IGNORECASE)


def flat(sentence: Span) -> str:
    """Return a sentence's text on one line; offsets stay."""
    return syntax.text_of(sentence.doc)[sentence.start_char : sentence.end_char].replace("\n", " ")


def references(sentence: Span, recent: bool) -> list[Reference]:
    """Return the detainers that a sentence names, in text order.

    Args:
        sentence: of a parsed document.
        recent: whether the passage has spoken of a detainer, so that "the hold" is one.
    """
    text = flat(sentence)
    if pattern("passage", "named", case=True).search(text) is None:
        return []
    found: list[Reference] = []
    weak = recent or pattern("passage", "authority", case=True).search(text) is not None
    for section, kinds in (("noun", tuple(data()["noun"])), ("weak", tuple(data()["weak"]) if weak else ())):
        for kind in kinds:
            for match in pattern(section, kind, case=True).finditer(text):
                reference = _reference(sentence, match, "request" if kind == "request" else "name")
                if reference is not None and not any(_overlap(reference, other) for other in found):
                    found.append(reference)
    if any(is_definition(item) for item in found):
        found = [item for item in found if item.kind == "name"]
    return sorted(found, key=lambda item: item.start)


def is_definition(reference: Reference) -> bool:
    """Say whether the words behind a detainer tell what one is: "is a request to hold a person"."""
    sentence = reference.noun.sent
    behind = flat(sentence)[reference.end - sentence.start_char :]
    if reference.noun.dep_ == "pobj" and reference.noun.head.lower_ == "with":
        return False  # "12,000 people with detainers are in jails"
    return reference.kind == "name" and pattern("passage", "definition_after").search(behind) is not None


def _overlap(a: Reference, b: Reference) -> bool:
    return a.start < b.end and b.start < a.end


def _reference(sentence: Span, match: re.Match[str], kind: str) -> Reference | None:
    text = flat(sentence)
    if re.search(r"[\w-]$", text[: match.start()]) or re.match(r"[\w-]", text[match.end() :]):
        return None
    if pattern("passage", "not_noun").search(text[match.end() :]):
        return None
    if pattern("passage", "topic").search(text[: match.start()]):
        return None
    if pattern("passage", "others").search(text[: match.start()]):
        return None
    start, end = sentence.start_char + match.start(), sentence.start_char + match.end()
    span = sentence.doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return None
    noun = span.root
    above = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in ("of", "about") else noun
    if above.lemma_ in data()["passage"]["imagined"]:
        return None
    if (
        noun.lower_ in ("hold", "holds")
        and noun.pos_ == "VERB"
        and noun.dep_ not in ("dobj", "pobj", "nsubjpass")
        and not (noun.dep_ == "nsubj" and " " in match.group())
    ):
        return None
    held = next(_asked_for(noun), None) if kind == "request" else None
    front = [child for child in noun.children if child.i < noun.i]
    counted = any(child.dep_ == "nummod" for child in front)
    kinds = {child.lower_ for child in front} & set(data()["passage"]["any"])
    if kinds - ({"such", "all"} if counted else set()):
        return None
    if any(child.lower_ == "any" for child in front) and not pattern("passage", "not_any").search(
        text[: match.start()]
    ):
        return None
    tokens = frozenset({*_standing_for(noun), *(token.i for token in span)})
    return Reference(noun, start, end, tokens, kind, held)


def _asked_for(noun: Token) -> Iterator[Token]:
    """Yield the verbs behind a request that say what is asked for."""
    wanted = re.compile(r"hold|held|detain|keep|kept|retain|notif|alert|told|inform|hand|hang", re.IGNORECASE)
    for token in noun.doc[noun.i + 1 : min(noun.i + _HELD_BEHIND, noun.sent.end)]:
        if token.pos_ == "VERB" and wanted.match(token.text):
            yield token


def _standing_for(noun: Token) -> Iterator[int]:
    """Yield the noun and those above it that mean it: "96 of the detainers", "receipt of a detainer"."""
    yield noun.i
    token = noun
    for _ in range(_UP):
        head = token.head
        if token.dep_ == "pobj" and head.lower_ in ("of", "to"):
            above = head.head
            if above.lemma_.lower() not in data()["through"]["nouns"] and above.pos_ != "NUM":
                return
            yield above.i
            token = above
        elif token.dep_ in ("conj", "compound", "nmod", "appos"):
            yield head.i
            token = head
        else:
            return


def _is_of_thing(relative: Token) -> bool:
    """Say whether "that" stands for a thing its clause is said of: "a log that his office released"."""
    clause = relative.head
    if relative.lower_ not in ("that", "which") or clause.dep_ != "relcl" or clause.head.pos_ != "NOUN":
        return False
    return clause.head.lower_.removesuffix("s") not in _WORDS_FOR_ONE


def _is_all_of_so_many(number: Token) -> bool:
    """Say whether a number is that of detainers just told of: "sent six requests to hold him. All six"."""
    if number.pos_ != "NUM" or not any(child.lower_ == "all" for child in number.lefts):
        return False
    front = number.doc[max(0, number.sent.start - _BACK_TO_NUMBER) : number.i]
    return any(
        child.lower_ == number.lower_
        for noun in front
        if noun.lemma_.lower() in _WORDS_FOR_ONE
        for child in syntax.children(noun, "nummod")
    )


def is_further(noun: Token) -> bool:
    """Say whether a word means one more detainer: "another", "a second one", "a second"."""
    return noun.lower_ in ("one", "another") or _is_a_second(noun)


def _is_a_second(token: Token) -> bool:
    """Say whether an ordinal stands for a detainer: "declined one in May but honored a second"."""
    alone = token.lower_ in ("second", "third") and token.dep_ in ("dobj", "nsubjpass", "conj")
    return alone and any(child.lower_ == "a" for child in token.children)


def _is_described(token: Token) -> bool:
    """Say whether a clause says which is meant: "the one that failed", no second one."""
    if token.lower_ == "one" and any(child.lower_ in _FURTHER | _THAT for child in token.lefts):
        return False
    clauses = syntax.children(token, "relcl", "acl")
    aside = token.lower_ == "it" and all(clause.left_edge.lower_ == "which" for clause in clauses)
    return bool(clauses) and not aside


def pointers(sentence: Span) -> Iterator[Reference]:
    """Yield the words of a sentence that may point back to a detainer: "it", "the request", "one"."""
    for token in sentence:
        if _is_all_of_so_many(token):
            yield Reference(token, token.idx, token.idx + len(token), frozenset({token.i}), "pointer")
        if _is_a_second(token):
            yield Reference(token, token.idx, token.idx + len(token), frozenset({token.i}), "pointer")
        if token.lower_.removesuffix("s") not in _POINTERS and token.lower_ not in _POINTERS:
            continue
        if (
            token.pos_ == "NOUN"
            and token.lower_ not in ("one", "none", "neither", "both", "all", "each")
            and not any(
                child.lower_ in ("the", "that", "this", "its", "those", "these", "such")
                or child.dep_ == "poss"
                for child in token.children
            )
        ):
            continue
        if token.dep_ in ("mark", "det", "expl", "advmod") or _is_of_thing(token):
            continue
        behind = token.nbor().lower_ if token.i + 1 < len(token.doc) else ""
        if _is_described(token) or behind in ("but", "except", "else"):
            continue
        if token.lower_ == "one" and token.i and token.nbor(-1).lower_ == "no":
            continue  # "no one had been released"
        if any(owner.lemma_ in ("judge", "court") for owner in syntax.children(token, "poss")):
            continue  # "a judge's order"
        tokens = frozenset(_standing_for(token))
        yield Reference(token, token.idx, token.idx + len(token), tokens, "pointer")
