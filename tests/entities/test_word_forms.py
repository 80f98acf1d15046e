"""Parts of speech and lemmas are those of the base model, and are asked for once."""

from __future__ import annotations

from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.lookups import Lookups
from spacy.tokens import Doc
from spacy.vocab import Vocab

from pipeline.entities.word_forms import ASKED, NAME, WordForms, make_word_forms

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


def test_known_words_are_looked_up_by_hash_and_lemmas_stay() -> None:
    nlp = spacy.blank("en")
    lemmatizer: Any = nlp.add_pipe("lemmatizer", config={"mode": "rule"})
    nlp.add_pipe("attribute_ruler")
    lookups = Lookups()
    lookups.add_table("lemma_rules", {"noun": [["ses", "s"], ["s", ""]]})
    lookups.add_table("lemma_exc", {"noun": {"men": ["man"]}})
    lookups.add_table("lemma_index", {"noun": ["bus", "deputy", "detainer"]})
    lemmatizer.initialize(lookups=lookups)
    doc = Doc(nlp.vocab, words=["buses", "detainers", "wugs", "men"], pos=["NOUN"] * 4)
    before = [lemmatizer.lemmatize(token)[0] for token in doc]

    make_word_forms(nlp, NAME)

    lemmatizer.cache.clear()
    assert isinstance(lookups.get_table("lemma_index")["noun"], set)
    assert [lemmatizer.lemmatize(token)[0] for token in doc] == before == ["bus", "detainer", "wug", "man"]


@pytest.mark.slow
def test_forms_are_those_of_the_base_model(nlp: Language) -> None:
    quick = nlp(TEXT)
    whole = nlp(TEXT, disable=[NAME])
    for name in ASKED:
        whole = nlp.get_pipe(name)(whole)

    assert [(token.pos_, token.lemma_, token.tag_, token.dep_) for token in quick] == [
        (token.pos_, token.lemma_, token.tag_, token.dep_) for token in whole
    ]
