"""Who speaks of himself or herself inside quotation marks: "They arrested me," Ann Roe said.

in: a parsed `Doc`, its mentions, whom its tokens stand for    out: whom "I", "me" and "my" stand for
writes: nothing
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Doc, Span, Token

from pipeline.events.grammar import nominals
from pipeline.events.grammar.quotation_marks import is_quoted
from pipeline.events.grammar.syntax import children
from pipeline.events.people.entity import Entity
from pipeline.schema import Mention

_FIRST = frozenset({"i", "me", "my", "myself"})
_AT_COURT = frozenset({"charge", "convict", "plead", "accuse", "indict", "sentence", "acquit"})
"""What people say of themselves in figures: "I plead guilty to loving pie"."""
_LITERAL = frozenset({"offense", "date"})
"""Labels of what is told with a deed at court."""


def told_of_themselves(
    doc: Doc, mentions: Sequence[Mention], by_token: Mapping[int, Entity]
) -> Iterator[tuple[Token, Entity]]:
    """Yield the words of quotes that mean who speaks, with that person.

    Args:
        doc: the parsed text.
        mentions: what `entities` found in it.
        by_token: by index of a token, whom it stands for; complete.
    """
    spoken = [token for token in doc if token.lower_ in _FIRST and is_quoted(token)]
    literal = [item.start for item in mentions if item.label in _LITERAL] if spoken else []
    spoken = [token for token in spoken if not _is_figure(token, literal)]
    if not spoken:
        return
    starts = [0, *(token.i + 1 for token in doc if "\n\n" in token.text), len(doc)]
    for token in spoken:
        last = max(index for index, start in enumerate(starts) if start <= token.i)
        speaker = _speaker(token, doc[starts[last] : starts[last + 1]])
        person = by_token.get(speaker.i) if speaker is not None else None
        if person is not None:
            yield token, person


def _is_figure(token: Token, literal: Sequence[int]) -> bool:
    """Say whether a deed at court that somebody tells of himself, undenied, has no offense or day."""
    verb = next((node for node in (token.head, token.head.head) if node.lemma_ in _AT_COURT), None)
    if verb is None or children(verb, "neg"):
        return False
    return not any(token.sent.start_char <= start < token.sent.end_char for start in literal)


def _speaker(token: Token, paragraph: Span) -> Token | None:
    """Return who says what is quoted: in its sentence, else in front in its paragraph, else behind."""
    speakers = [noun for word in paragraph if (noun := _says(word)) is not None and not is_quoted(noun)]
    own = [noun for noun in speakers if noun.sent == token.sent]
    front = [noun for noun in speakers if noun.i < token.i]
    return next(iter([*own, *reversed(front), *speakers]), None)


def _says(verb: Token) -> Token | None:
    """Return the subject of a verb of saying."""
    subjects = children(verb, "nsubj") if verb.lemma_ in nominals.lexicon().say else []
    return subjects[0] if subjects else None
