"""Whom an entry of a police log or court roundup is about: "Ann Roe, 52, 8 Mill St., arrested 6/2".

in: a `Trigger`, the people of the article    out: a person, or None    writes: nothing
"""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.events.grammar.syntax import text_of
from pipeline.events.people.entities import Entities
from pipeline.events.people.entity import Entity
from pipeline.events.triggers.lists import paragraph
from pipeline.events.triggers.triggers import Trigger

_CLAUSE = frozenset({"aux", "auxpass", "mark", "csubj", "expl"})
"""What a verb of a sentence has, and the bare participle of an entry has not."""
_FINITE = frozenset({"VBD", "VBZ", "VBP", "VB", "MD", "WP", "WDT"})
_BEHIND = frozenset({"for", "on", "by", "in", "to", "not", "guilty", "without", "after", "into", "overnight"})
"""What stands behind the participle of an entry."""
_MOST_TOKENS = 40


def entered_of(trigger: Trigger, entities: Entities) -> Entity | None:
    """Return the person whose name and age the entry of a bare participle has in front, nobody in prose."""
    token = trigger.token
    if (
        trigger.frame.place != "object"
        or token.tag_ not in ("VBN", "VBD", "JJ")
        or any(child.dep_ in _CLAUSE for child in token.children)
        or not _goes_on(token)
    ):
        return None
    line = paragraph(text_of(token.doc), token.idx)
    before = token.doc[max(0, token.i - _MOST_TOKENS) : token.i]
    named: Entity | None = None
    behind: list[Token] = []
    for word in reversed(before):
        if word.idx < line[0]:
            break
        person = entities.by_token.get(word.i)
        if person is not None and person.names and entities.is_name(word) and _is_aged(word, person):
            if word.dep_ == "conj":
                return None  # "Ann Roe, 49, and Ed Poe, 30, arrested"
            named = person
            break
        behind.append(word)
    if named is None or named.official or named.victim:
        return None
    return None if any(map(_is_of_sentence, behind)) else named


def _goes_on(participle: Token) -> bool:
    """Say whether no object stands behind: "arrested 6/2", "held;", no "held the door", "arrested Ed Poe"."""
    if participle.i + 1 >= len(participle.doc):
        return True
    word = participle.nbor()
    return word.is_punct or word.is_space or word.lower_ in _BEHIND or word.text[0].isdigit()


def _is_aged(word: Token, person: Entity) -> bool:
    """Say whether the person's age stands right behind a word of the name: "Roe, 52,"."""
    age = person.age
    return age is not None and 0 < age.start - (word.idx + len(word)) <= 2


def _is_of_sentence(word: Token) -> bool:
    """Say whether a word shows that a sentence was begun: a verb with a tense, a relative, "and"."""
    own = ("nsubj", "nsubjpass", *_CLAUSE)
    auxiliary = word.dep_ in ("aux", "auxpass")  # "Ann Roe, 52, was arrested. The only man found guilty"
    bare = word.tag_ == "VBD" and not auxiliary and not any(child.dep_ in own for child in word.children)
    return (word.tag_ in _FINITE and not bare) or word.lower_ in ("and", "who", "that", "to")
