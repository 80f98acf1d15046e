"""Component: verbs that the base model takes for part of a noun: "All three face charges".

Behind a number or an age it is tagged as a noun, and its clause is lost: "The 34-year-old faces trial".

requires: tags and dependencies    assigns: heads, dependencies, tags, parts of speech, lemmas
"""

from __future__ import annotations

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Token

NAME = "lost_verbs"
_VERBS = {
    "face": ("VBP", "face"),
    "faces": ("VBZ", "face"),
    "await": ("VBP", "await"),
    "awaits": ("VBZ", "await"),
    "stand": ("VBP", "stand"),
    "stands": ("VBZ", "stand"),
}
"""Tag and lemma of each."""
_BEFORE_COURT = frozenset(
    {"charge", "count", "trial", "deportation", "removal", "extradition", "sentencing", "accusation", "year"}
    | {"sentence", "allegation", "indictment", "prosecution", "penalty", "time", "arraignment", "hearing"}
)
"""What somebody faces, awaits or stands."""
_MODIFYING = frozenset({"compound", "nmod", "amod", "nummod"})
_WHO = frozenset({"couple", "duo", "pair", "trio", "brothers", "suspects", "defendants", "old"})


@Language.component(
    NAME,
    requires=["token.tag", "token.dep"],
    assigns=["token.dep", "token.tag", "token.pos", "token.lemma"],
)
def set_right(doc: Doc) -> Doc:
    """Make the noun behind such a verb its object, and the number or age in front of it its subject."""
    words = [doc.vocab.strings.add(word) for word in _VERBS]
    for index in np.flatnonzero(np.isin(doc.to_array("LOWER"), words)).tolist():
        if _is_misread(doc[index]):
            _make_verb(doc[index])
    return doc


def _is_misread(token: Token) -> bool:
    noun, front = token.head, token.doc[token.i - 1]
    if token.i == 0 or token.is_sent_start or token.dep_ not in _MODIFYING or noun.i <= token.i:
        return False
    who = front.pos_ == "NUM" or front.lower_ in _WHO
    return who and front.head in (noun, token) and noun.lemma_ in _BEFORE_COURT


def _make_verb(token: Token) -> None:
    noun, subject = token.head, token.doc[token.i - 1]
    above, label = noun.head, noun.dep_
    front = [child for child in noun.lefts if child.i < subject.i]
    token.head, token.dep_ = (token if above.i == noun.i else above), label
    noun.head, noun.dep_ = token, "dobj"
    subject.head, subject.dep_ = token, "nsubj"
    for child in front:
        child.head = subject if child.dep_ in ("det", "amod", "nummod", "quantmod", "predet") else token
    token.tag_, token.lemma_ = _VERBS[token.lower_]
    token.pos_ = "VERB"
