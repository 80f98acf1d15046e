"""Says what the word that governs a deed makes of it: "refrained from arresting him".

in: a verb form, read off the dependency tree    out: what is said of the deed    writes: nothing
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from spacy.tokens import Token

from pipeline.events.assertion.verb_forms import has_to, is_gerund
from pipeline.word_lists import table

PATH = Path(__file__).with_name("governors.toml")
OPEN = "open"
"""Nobody tells that it happened, nor that it did not."""
_MOST_BETWEEN = 5
"""Words of a governor behind its first: "have the presence of mind to"."""
_EXCEPT = frozenset({"everything", "anything", "all"})
"""What is done but the deed: "did everything but arrest him"."""


@dataclass(frozen=True, slots=True)
class Governor:
    """The word above a deed."""

    word: Token
    """The verb, or the adjective or adverb, that governs it."""
    says: str
    denied: str
    """What is left of the deed where the governor is denied."""


@cache
def _signatures() -> dict[str, tuple[str, str]]:
    return {
        governor: (entry["says"], entry["denied"])
        for entry in table(PATH)["signature"]
        for governor in entry["governors"]
    }


@cache
def _of_nouns() -> frozenset[str]:
    return frozenset(table(PATH)["of_nouns"])


def governor_of(deed: Token) -> Governor | None:
    """Return what governs a deed and says whether it happened; None: nothing that says so."""
    while deed.dep_ == "conj" and deed.head.tag_ == deed.tag_ and not has_to(deed):
        deed = deed.head  # "refrained from arresting or charging him"
    if any(child.dep_ == "neg" for child in deed.children):
        return None  # "blamed them for not arresting him"
    above, last = _above_noun(deed) if deed.pos_ in ("NOUN", "PROPN") else _above(deed)
    if above is None:
        return None
    for word in (above, above.head, _in_front(deed)):
        behind = deed.doc[word.i + 1 : last + 1]
        if word.i > last or len(behind) > _MOST_BETWEEN:
            continue
        for phrase in (_phrase(word, behind.text.lower()), _waiting(word), _of_somebody(word, deed)):
            if phrase in _signatures() and (deed.pos_ == "VERB" or phrase in _of_nouns()):
                return Governor(word, *_signatures()[phrase])
    return None


def is_only_spoken_of(gerund: Token) -> bool:
    """Say whether a gerund stands behind a preposition that tells none: "is resigned to being deported"."""
    while gerund.dep_ == "conj" and gerund.head.dep_ in ("pcomp", "pobj", "conj"):
        gerund = gerund.head
    somebody = gerund.head  # "talk of Diaz, 34, being arrested": the tree has it describe him
    described = gerund.dep_ == "acl" and somebody.dep_ == "pobj" and gerund.tag_ == "VBN"
    preposition = somebody.head if described else gerund.head
    telling = table(PATH)["open_behind"].get(preposition.lower_)
    if not is_gerund(gerund) or telling is None or not (described or _is_behind_preposition(gerund)):
        return False
    front = gerund.doc[max(gerund.sent.start, preposition.i - 4) : preposition.i]
    own = preposition.lower_ == "with" and bool({"nsubj", "nsubjpass"} & {c.dep_ for c in gerund.children})
    told = {word.lemma_.lower() for word in (*_up_to_verb(preposition), *front)}
    return not own and not told & set(telling)


def _up_to_verb(preposition: Token) -> Iterator[Token]:
    """Yield the words that a preposition hangs on, up to the first verb: "accused leaders of the city of"."""
    for word in preposition.ancestors:
        yield word
        if word.pos_ == "VERB":
            return


def is_excepted(deed: Token) -> bool:
    """Say whether all but a deed was done: "did everything but arrest him"."""
    above = deed.head
    joined = deed.dep_ == "conj" and any(child.lower_ == "but" for child in above.children)
    return joined and any(child.lower_ in _EXCEPT for child in above.children if child.dep_ == "dobj")


def _above(deed: Token) -> tuple[Token | None, int]:
    """Return the word that a deed hangs on, and the place of the last word of the governor."""
    head = deed.head
    if _is_behind_preposition(deed):
        to = next(
            (child.i for child in deed.children if child.dep_ == "aux" and child.lower_ == "to"), head.i
        )
        return head.head, to
    if is_gerund(deed) and deed.dep_ in ("dobj", "xcomp", "ccomp", "advcl") and head.i < deed.i:
        return head, deed.left_edge.i - 1
    if deed.dep_ in ("xcomp", "ccomp", "advcl", "acl", "relcl") and has_to(deed) and head.i < deed.i:
        return head, next(child.i for child in deed.children if child.dep_ == "aux" and child.lower_ == "to")
    return None, 0


def _above_noun(noun: Token) -> tuple[Token | None, int]:
    """Return the word that a noun for a deed hangs on: "gave up on his removal", "ruled out an arrest"."""
    head = noun.head
    if noun.dep_ == "pobj" and head.i < noun.i:
        return head.head, head.i
    return (head, noun.left_edge.i - 1) if noun.dep_ == "dobj" and head.i < noun.i else (None, 0)


def _is_behind_preposition(deed: Token) -> bool:
    gerund = deed.dep_ == "pobj" and deed.tag_ == "VBG"
    return (deed.dep_ == "pcomp" or gerund) and deed.head.i < deed.i


def _in_front(deed: Token) -> Token:
    """Return the word in front of a deed's preposition, whatever that hangs on: "Far from charging him"."""
    return deed.doc[max(0, deed.head.i - 1)] if _is_behind_preposition(deed) else deed.head


def _phrase(word: Token, behind: str) -> str:
    return f"{word.lemma_.lower()} {behind}".rstrip()


def _of_somebody(word: Token, deed: Token) -> str | None:
    """Return the governor of what is said of somebody: "thanked the deputies for arresting him"."""
    preposition = deed.head
    behind = _is_behind_preposition(deed) and preposition.head == word
    done_to = any(child.dep_ == "dobj" and child.i < preposition.i for child in word.children)
    return f"{word.lemma_} {preposition.lower_}" if behind and done_to else None


def _waiting(word: Token) -> str | None:
    """Return the governor of what was waited with: "waited until May 4 to arrest him"."""
    until = any(child.lower_ in ("until", "till") for child in word.children)
    return f"{word.lemma_} until to" if until else None
