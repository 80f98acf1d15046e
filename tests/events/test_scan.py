"""Tokens are found by word, tag or label as a look at each of them finds them."""

from __future__ import annotations

import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from pipeline.events.grammar.scan import tokens_with

WORDS, TAGS, LABELS = ("Police", "held", "Roe", "to", "as"), ("NNP", "VBD", "IN"), ("nsubj", "dobj", "prep")
TOKENS = st.lists(
    st.tuples(st.sampled_from(WORDS), st.sampled_from(TAGS), st.sampled_from(LABELS)), min_size=1, max_size=20
)
VOCAB = spacy.blank("en").vocab


@given(
    TOKENS,
    st.sets(st.sampled_from([word.lower() for word in WORDS] + ["unseen"])),
    st.sets(st.sampled_from(TAGS)),
    st.sets(st.sampled_from(LABELS)),
)
def test_tokens_are_found_by_word_tag_or_label_in_text_order(
    tokens: list[tuple[str, str, str]], words: set[str], tags: set[str], labels: set[str]
) -> None:
    said, tagged, labelled = (list(column) for column in zip(*tokens, strict=True))
    doc = Doc(VOCAB, words=said, tags=tagged, deps=labelled, heads=[0] * len(said))
    asked_for = [
        token.i for token in doc if token.lower_ in words or token.tag_ in tags or token.dep_ in labels
    ]
    assert [token.i for token in tokens_with(doc, words=words, tags=tags, labels=labels)] == asked_for


def test_a_label_given_later_is_not_found_before() -> None:
    doc = Doc(VOCAB, words=["Roe", "fled"], deps=["dep", "ROOT"], heads=[1, 1])
    assert tokens_with(doc, labels=("nsubj",)) == []
    doc[0].dep_ = "nsubj"
    assert tokens_with(doc, labels=("nsubj",)) == [doc[0]]
