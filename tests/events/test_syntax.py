"""Who does what to whom, on trees set by hand: the parser is none of this test's business."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc, Token

from pipeline.events.grammar.phrases import noun_phrase
from pipeline.events.grammar.syntax import (
    agent,
    is_passive,
    objects_of,
    patient,
    subject,
    with_conjuncts,
)
from tests.blank_english import ENGLISH

VOCAB = ENGLISH.vocab
ACTIVE = "Deputies/NNS/1/nsubj arrested/VBD/1/ROOT Prado/NNP/1/dobj"
PASSIVE = "Prado/NNP/2/nsubjpass was/VBD/2/auxpass arrested/VBN/2/ROOT by/IN/2/agent deputies/NNS/3/pobj"
RELATIVE = "Prado/NNP/4/nsubj who/WP/3/nsubjpass was/VBD/3/auxpass arrested/VBN/0/relcl left/VBD/4/ROOT"
SHARED = (
    "Prado/NNP/2/nsubjpass was/VBD/2/auxpass arrested/VBN/2/ROOT and/CC/2/cc charged/VBN/2/conj "
    "with/IN/4/prep theft/NN/5/pobj"
)
BOTH = "Deputies/NNS/1/nsubj arrested/VBD/1/ROOT and/CC/1/cc charged/VBD/1/conj Prado/NNP/3/dobj"
ADJECTIVE = "the/DT/2/det arrested/VBN/2/amod man/NN/2/ROOT"
REDUCED = "men/NNS/0/ROOT arrested/VBN/0/acl by/IN/1/agent deputies/NNS/2/pobj"
LIST = "Prado/NNP/0/ROOT ,/,/0/punct Ibarra/NNP/0/conj and/CC/2/cc Lund/NNP/2/conj"


def tree(marked: str) -> Doc:
    """Return the doc of `word/tag/head/label` items, heads counted from 0."""
    items = [item.rsplit("/", 3) for item in marked.split(" ")]
    words, tags, heads, labels = zip(*items, strict=True)
    kinds = {
        "NN": "NOUN",
        "NNS": "NOUN",
        "NNP": "PROPN",
        "DT": "DET",
        "IN": "ADP",
        "CC": "CCONJ",
        "WP": "PRON",
    }
    return Doc(
        VOCAB,
        words=list(words),
        tags=list(tags),
        pos=[kinds.get(tag, "VERB" if tag.startswith("VB") else "PUNCT") for tag in tags],
        lemmas=[word.lower() for word in words],
        heads=[int(head) for head in heads],
        deps=list(labels),
    )


def word(marked: str, text: str) -> Token:
    [token] = [token for token in tree(marked) if token.text == text]
    return token


def text_of(token: Token | None) -> str | None:
    return None if token is None else token.text


@pytest.mark.parametrize(
    ("marked", "verb", "expected"),
    [
        (ACTIVE, "arrested", "Prado"),
        (PASSIVE, "arrested", "Prado"),
        (RELATIVE, "arrested", "Prado"),
        (SHARED, "charged", "Prado"),
        (BOTH, "charged", "Prado"),
        (BOTH, "arrested", "Prado"),
        (ADJECTIVE, "arrested", "man"),
        (REDUCED, "arrested", "men"),
    ],
)
def test_whom_it_is_done_to(marked: str, verb: str, expected: str) -> None:
    assert text_of(patient(word(marked, verb))) == expected


@pytest.mark.parametrize(
    ("marked", "verb", "expected"),
    [
        (ACTIVE, "arrested", "Deputies"),
        (PASSIVE, "arrested", "deputies"),
        (BOTH, "charged", "Deputies"),
        (REDUCED, "arrested", "deputies"),
        (RELATIVE, "arrested", None),
        (RELATIVE, "left", "Prado"),
        (SHARED, "arrested", None),
    ],
)
def test_who_does_it(marked: str, verb: str, expected: str | None) -> None:
    assert text_of(agent(word(marked, verb))) == expected


@pytest.mark.parametrize(
    ("marked", "verb", "passive"),
    [
        (ACTIVE, "arrested", False),
        (PASSIVE, "arrested", True),
        (RELATIVE, "arrested", True),
        (RELATIVE, "left", False),
        (SHARED, "charged", True),
        (BOTH, "charged", False),
        (ADJECTIVE, "arrested", True),
        (REDUCED, "arrested", True),
    ],
)
def test_whether_a_verb_is_passive(marked: str, verb: str, passive: bool) -> None:
    assert is_passive(word(marked, verb)) is passive


def test_a_shared_subject_is_the_verbs_own() -> None:
    assert text_of(subject(word(SHARED, "charged"))) == "Prado"


def test_coordinated_nouns_come_together_in_text_order() -> None:
    assert [token.text for token in with_conjuncts(word(LIST, "Prado"))] == ["Prado", "Ibarra", "Lund"]


def test_objects_of_the_prepositions_asked_for() -> None:
    charged = word(SHARED, "charged")
    assert [token.text for token in objects_of(charged, "with")] == ["theft"]
    assert objects_of(charged, "in", "by") == []


def test_a_noun_phrase_begins_with_what_stands_in_front_of_the_noun() -> None:
    man = word(ADJECTIVE, "man")
    start, end = noun_phrase(man)
    assert man.doc.text[start:end] == "the arrested man"
