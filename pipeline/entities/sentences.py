"""Lists a document's sentences once: `Token.sent` seeks both ends of its sentence word by word at each use.

Rules ask for a word's sentence 40,000 times in a hundred articles, and for a long one it takes long.

requires: sentence boundaries    assigns: what `Token.sent` asks
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

NAME = "sentences"
_ENDS = "blotter.sentences"


@Language.component(NAME, requires=["token.is_sent_start"], assigns=[])
def list_sentences(doc: Doc) -> Doc:
    """Have the sentences of a document listed when one is first asked for."""
    doc.user_token_hooks["sent"] = _sentence
    return doc


def _sentence(token: Token) -> Span:
    doc = token.doc
    ends: list[tuple[int, int]] | None = doc.user_data.get(_ENDS)
    if ends is None:  # offsets, as a span holds its document
        ends = [(sent.start, sent.end) for sent in doc.sents for _ in range(sent.start, sent.end)]
        doc.user_data[_ENDS] = ends
    return Span(doc, *ends[token.i])
