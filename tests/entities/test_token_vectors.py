"""Vectors of tokens are those of the base model, and a word's are worked out once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from pipeline.entities.token_vectors import WordVectors, make_faster

_WIDTH = 24
_TEXTS = (
    "Deputies held Ivo Brandt. They're holding him, they said.",
    "",
    "\n\nMarch march  March!",
    "one word " * 800,
)
_HASHED = {"@architectures": "spacy.HashEmbedCNN.v2", "width": _WIDTH, "depth": 3, "embed_size": 50}
_HASHED |= {"window_size": 1, "maxout_pieces": 3, "subword_features": True, "pretrained_vectors": None}


def pipeline(model: dict[str, Any]) -> Language:
    """Return a pipeline with a small model whose weights are drawn by lot."""
    nlp = spacy.blank("en")
    component: Any = nlp.add_pipe("tok2vec", config={"model": model})
    nlp.initialize(lambda: [Example.from_dict(nlp.make_doc("Deputies held him."), {})])
    lot = np.random.default_rng(1)
    for node in component.model.walk():
        for name in node.param_names:
            node.set_param(name, lot.normal(size=node.get_param(name).shape).astype("float32"))
    return nlp


def vectors(nlp: Language, texts: Sequence[str] = _TEXTS) -> list[Any]:
    return [doc.tensor for doc in nlp.pipe(texts, batch_size=3)]


def test_vectors_are_those_of_the_model_as_it_was() -> None:
    nlp = pipeline(_HASHED)
    before = vectors(nlp)

    assert make_faster(nlp) == 2
    for _ in range(2):  # the second time from what is kept
        for was, now in zip(before, vectors(nlp), strict=True):
            np.testing.assert_allclose(now, was, rtol=1e-4, atol=1e-4)
    assert make_faster(nlp) == 0


def test_an_embedding_of_another_make_is_left_as_it_is() -> None:
    embed = {"@architectures": "spacy.CharacterEmbed.v2", "width": _WIDTH, "rows": 50, "nM": 8, "nC": 2}
    embed |= {"include_static_vectors": False, "feature": "LOWER"}
    encode = {"@architectures": "spacy.MaxoutWindowEncoder.v2", "width": _WIDTH, "depth": 2, "window_size": 2}
    nlp = pipeline(
        {"@architectures": "spacy.Tok2Vec.v2", "embed": embed, "encode": encode | {"maxout_pieces": 2}}
    )
    before = vectors(nlp)

    assert make_faster(nlp) == 1
    for was, now in zip(before, vectors(nlp), strict=True):
        np.testing.assert_allclose(now, was, rtol=1e-4, atol=1e-4)


class Counting:
    """Embeds a word as its length, and keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[list[str]] = []

    def get_dim(self, name: str) -> int:
        return {"nO": 1}[name]

    def predict(self, docs: list[Doc]) -> list[Any]:
        self.asked += [[token.text for token in doc] for doc in docs]
        return [np.array([[len(token)] for token in doc], dtype="float32") for doc in docs]


def test_each_word_is_asked_for_once_and_no_more_are_kept_than_there_is_room_for() -> None:
    counting = Counting()
    words: Any = WordVectors(counting, kept=4)  # type: ignore[arg-type]
    blank = spacy.blank("en")

    def lengths(text: str) -> list[float]:
        [rows] = words([blank.make_doc(text)])
        return [float(row[0]) for row in rows]

    assert lengths("held him held him") == [4, 3, 4, 3]
    assert lengths("held it held him") == [4, 2, 4, 3]
    assert counting.asked == [["held", "him", "him"], ["it"]]
    assert lengths("a bb ccc") == [1, 2, 3]  # no room: what was kept is let go
    assert lengths("a bb ccc dddd eeeee ffffff") == [1, 2, 3, 4, 5, 6]  # never room
    assert counting.asked[2:] == [["a", "bb", "ccc"], ["a", "bb", "ccc", "dddd", "eeeee", "ffffff"]]


def test_a_texts_vectors_hang_on_no_text_read_with_it() -> None:
    nlp = pipeline(_HASHED)
    make_faster(nlp)
    texts = (*_TEXTS, *("word " * length for length in range(1, 40)))

    alone = [vectors(nlp, [text])[0] for text in texts]
    for size in (2, 7, len(texts)):
        for was, now in zip(alone, [doc.tensor for doc in nlp.pipe(texts, batch_size=size)], strict=True):
            np.testing.assert_array_equal(now, was)
