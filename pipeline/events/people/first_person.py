"""Who speaks of himself or herself inside quotation marks: "They arrested me," Ann Roe said.

in: a parsed `Doc`, its mentions, whom its tokens stand for    out: whom "I", "me" and "my" stand for
writes: nothing
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Doc, Token

from pipeline.events.assertion.attributions import Attributions
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
        mentions: what `entities` found in it, sorted.
        by_token: by index of a token, whom it stands for; complete.
    """
    spoken = [token for token in doc if token.lower_ in _FIRST and is_quoted(token)]
    literal = [item.start for item in mentions if item.label in _LITERAL] if spoken else []
    attributions = Attributions(doc)
    for token in spoken:
        said = attributions.of(token) if not _is_figure(token, literal) else None
        person = by_token.get(said.speaker.i) if said is not None else None
        if person is not None:
            yield token, person


def _is_figure(token: Token, literal: Sequence[int]) -> bool:
    """Say whether a deed at court that somebody tells of himself, undenied, has no offense or day."""
    verb = next((node for node in (token.head, token.head.head) if node.lemma_ in _AT_COURT), None)
    if verb is None or children(verb, "neg"):
        return False
    first = bisect_left(literal, token.sent.start_char)
    return first == len(literal) or literal[first] >= token.sent.end_char
