"""Parts of speech and lemmas are those of the base model, and are asked for once."""

from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from pipeline.entities.word_forms import ASKED, NAME, WordForms

TEXT = (
    "Deputies were holding two men who had been arrested on Monday. ICE lodged detainers. "
    "The jail freed them.\n\n"
    "He's been charged, she said, and he had charges before. The released man left."
)


def parsed(*words: tuple[str, str, str]) -> Doc:
    return Doc(
        Vocab(),
        words=[word for word, _, _ in words],
        tags=[tag for _, tag, _ in words],
        deps=[dep for _, _, dep in words],
        heads=list(range(len(words))),
    )


class Counting:
    """Says the word in capitals as its lemma, and keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[list[str]] = []

    def __call__(self, doc: Doc) -> Doc:
        self.asked.append([token.text for token in doc])
        for token in doc:
            token.lemma_ = token.text.upper() + token.tag_
            token.pos_ = "VERB"
        return doc


def test_each_use_of_a_word_is_asked_for_once() -> None:
    counting = Counting()
    forms = WordForms([counting])
    first = forms(parsed(("held", "VBD", "ROOT"), ("held", "VBN", "acl"), ("held", "VBD", "ROOT")))
    second = forms(parsed(("held", "VBN", "acl"), ("freed", "VBD", "ROOT")))

    assert [token.lemma_ for token in first] == ["HELDVBD", "HELDVBN", "HELDVBD"]
    assert [token.lemma_ for token in second] == ["HELDVBN", "FREEDVBD"]
    assert sorted(word for asked in counting.asked for word in asked) == ["freed", "held", "held"]


@pytest.mark.slow
def test_forms_are_those_of_the_base_model(nlp: Language) -> None:
    quick = nlp(TEXT)
    whole = nlp(TEXT, disable=[NAME])
    for name in ASKED:
        whole = nlp.get_pipe(name)(whole)

    assert [(token.pos_, token.lemma_, token.tag_, token.dep_) for token in quick] == [
        (token.pos_, token.lemma_, token.tag_, token.dep_) for token in whole
    ]
