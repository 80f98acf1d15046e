"""Component: parts of speech and lemmas, worked out once for each word in each use.

requires: tags and dependencies    assigns: `token.pos`, `token.lemma` (and tag and dependency of blanks)

The base model's `attribute_ruler` and `lemmatizer` go through all patterns and rules for every token, a
quarter of its time. What they say depends on the word, its tag and its dependency alone, but for eight
patterns of two words ("gonna", "ain't"), so it is asked of them once for each such triple.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.lookups import Lookups
from spacy.tokens import Doc, Token

NAME = "word_forms"
ASKED = ("attribute_ruler", "lemmatizer")
"""The components that this one stands for."""
_KEPT = 60_000
"""So many uses of words are kept at most: memory stays flat however much is read."""
_INDEX = "lemma_index"
"""The lemmatizer's table of known words, by part of speech."""
_NAMING = ("noun", "adj")

_NOUNS = ("accused", "deceased")
"""Participles that stand for people: "the accused was charged", "the accused were freed"."""
_NOMINAL = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "poss", "dative", "appos", "attr", "conj"})
_OF_MANY = frozenset({"all", "both", "two", "three", "four", "five", "six", "other"})
_PLURAL = frozenset({"were", "are", "have"})

_SET: list[int | str] = ["POS", "LEMMA", "TAG"]

type _Use = tuple[int, int, int]
type _Forms = tuple[int, str, int, int]
"""Part of speech, lemma, tag, dependency."""


class WordForms:
    """Remembers what the base model says of a word with a tag and a dependency."""

    def __init__(self, asked: Iterable[Callable[[Doc], Doc]]) -> None:
        """Take the components that know, in the order in which they work."""
        self._asked = tuple(asked)
        self._known: dict[_Use, _Forms] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set the forms of every token."""
        uses = _with_nouns(doc, _uses(doc))
        unknown = {use for use in uses if use not in self._known}
        if unknown:
            self._learn(doc, unknown)
        forms = [self._known[use] for use in uses]
        add = doc.vocab.strings.add
        lemmas = {lemma: add(lemma) for lemma in {lemma for _, lemma, _, _ in forms}}
        rows: Any = np.empty((len(forms), len(_SET)), dtype="uint64")
        rows[:, 0] = [part for part, _, _, _ in forms]
        rows[:, 1] = np.fromiter((lemmas[lemma] for _, lemma, _, _ in forms), "uint64", len(forms))
        rows[:, 2] = np.fromiter((tag for _, _, tag, _ in forms), "uint64", len(forms))
        doc.from_array(_SET, rows)
        for index, (form, use) in enumerate(zip(forms, uses, strict=True)):
            if form[3] != use[2]:
                doc[index].dep = form[3]
        return doc

    def _learn(self, doc: Doc, unknown: Iterable[_Use]) -> None:
        """Ask for all unknown uses at once, in a text made of nothing else."""
        if len(self._known) > _KEPT:
            self._known.clear()
            unknown = set(_uses(doc))
        uses = sorted(unknown)
        strings = doc.vocab.strings
        probe = Doc(
            doc.vocab,
            words=[strings[orth] for orth, _, _ in uses],
            tags=[strings[tag] for _, tag, _ in uses],
            deps=[strings[dep] for _, _, dep in uses],
            heads=list(range(len(uses))),
        )
        for component in self._asked:
            probe = component(probe)
        for use, token in zip(uses, probe, strict=True):
            self._known[use] = (token.pos, token.lemma_, token.tag, token.dep)


def _with_nouns(doc: Doc, uses: list[_Use]) -> list[_Use]:
    """Give participles behind "the" that stand for people the tag of a noun: the tagger sees verbs."""
    strings = doc.vocab.strings
    known = {strings[form] for word in _NOUNS for form in (word, word.title())}
    result = list(uses)
    for index, (orth, _, dep) in enumerate(uses):
        token = doc[index]
        if (
            orth not in known
            or token.dep_ not in _NOMINAL
            or not any(child.dep_ in ("det", "poss") for child in token.children)
        ):
            continue
        many = any(child.lower_ in _OF_MANY for child in token.children)
        subject = token.dep_ in ("nsubj", "nsubjpass")
        agreeing = subject and any(item.lower_ in _PLURAL for item in (token.head, *token.head.children))
        result[index] = (orth, strings["NNS" if many or agreeing else "NN"], dep)
    return result


def _uses(doc: Doc) -> list[_Use]:
    return list(map(tuple, doc.to_array(["ORTH", "TAG", "DEP"]).tolist()))


@Language.factory(NAME, requires=["token.tag", "token.dep"], assigns=["token.pos", "token.lemma"])
def make_word_forms(nlp: Language, name: str) -> WordForms:
    """Return the component for a pipeline that has all of `ASKED`."""
    del name
    asked = [nlp.get_pipe(it) for it in ASKED]
    for component in asked:
        _hash_known_forms(nlp, component)
    return WordForms(asked)


def is_common_word(token: Token) -> bool:
    """Say whether a word of a name is a noun or an adjective of the dictionary: "Grove", "Estates"."""
    known = token.vocab.lookups.get_table(_INDEX, {})
    word = token.lower_
    return any(form in known.get(part, ()) for part in _NAMING for form in (word, word.removesuffix("s")))


def _hash_known_forms(nlp: Language, lemmatizer: object) -> None:
    """Turn a lemmatizer's lists of known words into sets.

    The rules look each form that they try up in a list of up to 50,000 words: 65 microseconds a word, by far
    the most of what a new word costs. The vocabulary has them too, for `is_common_word`.
    """
    lookups = getattr(lemmatizer, "lookups", None)
    if isinstance(lookups, Lookups) and lookups.has_table(_INDEX):
        table = lookups.get_table(_INDEX)
        for part, words in list(table.items()):
            if isinstance(words, list):
                table[part] = set(words)
        if not nlp.vocab.lookups.has_table(_INDEX):
            nlp.vocab.lookups.set_table(_INDEX, table)
