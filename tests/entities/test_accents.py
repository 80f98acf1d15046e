"""Names with accents look to the base model as they do without."""

from spacy.tokens import Doc
from spacy.vocab import Vocab

from pipeline.entities.accents import without_accents


def bare(text):
    doc = Doc(Vocab(), words=text.split())
    words = list(map(tuple, doc.to_array(["ORTH", "NORM", "SPACY"]).tolist()))
    return [doc.vocab.strings[orth] for orth, _, _ in without_accents(doc, words)]


def test_accents_are_left_out():
    assert bare("Rubén Núñez , a Nicaraguan") == ["Ruben", "Nunez", ",", "a", "Nicaraguan"]


def test_other_letters_and_words_stay():
    assert bare("Łódź Ødegård “ 5 € ½ fiancé") == ["Łódź", "Ødegård", "“", "5", "€", "½", "fiancé"]
