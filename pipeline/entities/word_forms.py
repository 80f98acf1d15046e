"""Component: parts of speech and lemmas, worked out once for each word in each use.

requires: tags and dependencies    assigns: `token.pos`, `token.lemma` (and tag and dependency of blanks)

The base model's `attribute_ruler` and `lemmatizer` go through all patterns and rules for every token, a
quarter of its time. What they say depends on the word, its tag and its dependency alone, but for eight
patterns of two words ("gonna", "ain't"), so it is asked of them once for each such triple.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from spacy.language import Language
from spacy.tokens import Doc, Token

NAME = "word_forms"
ASKED = ("attribute_ruler", "lemmatizer")
"""The components that this one stands for."""
_KEPT = 200_000
"""So many uses of words are kept at most: memory stays flat however much is read."""

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
        unknown = {_use(token): token for token in doc}.keys() - self._known.keys()
        if unknown:
            self._learn(doc, unknown)
        known = self._known
        for token in doc:
            token.pos, token.lemma_, tag, dep = known[_use(token)]
            if tag != token.tag:
                token.tag = tag
            if dep != token.dep:
                token.dep = dep
        return doc

    def _learn(self, doc: Doc, unknown: Iterable[_Use]) -> None:
        """Ask for all unknown uses at once, in a text made of nothing else."""
        if len(self._known) > _KEPT:
            self._known.clear()
            unknown = {_use(token) for token in doc}
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


def _use(token: Token) -> _Use:
    return token.orth, token.tag, token.dep


@Language.factory(NAME, requires=["token.tag", "token.dep"], assigns=["token.pos", "token.lemma"])
def make_word_forms(nlp: Language, name: str) -> WordForms:
    """Return the component for a pipeline that has all of `ASKED`."""
    del name
    return WordForms(nlp.get_pipe(asked) for asked in ASKED)
