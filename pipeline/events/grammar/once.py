"""Answers a question about a token once for each document: many rules ask the same of the same verb.

in: a function of a token of a parsed `Doc`    out: the same function    writes: the document's `user_data`
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from spacy.tokens import Token

type _Asked[T] = Callable[[Token], T]


def said_once[T](ask: _Asked[T]) -> _Asked[T]:
    """Keep what a function says of each token: something that holds no token itself."""
    name = f"blotter.{ask.__module__}.{ask.__name__}"

    @wraps(ask)
    def kept(token: Token) -> T:
        known: dict[int, T] = token.doc.user_data.setdefault(name, {})
        if token.i not in known:
            known[token.i] = ask(token)
        return known[token.i]

    return kept


def found_once(ask: _Asked[Token | None]) -> _Asked[Token | None]:
    """Keep which token a function finds for each token: by its index, as a token holds its document."""
    name = f"blotter.{ask.__module__}.{ask.__name__}"

    @wraps(ask)
    def kept(token: Token) -> Token | None:
        known: dict[int, int | None] = token.doc.user_data.setdefault(name, {})
        if token.i not in known:
            found = ask(token)
            known[token.i] = None if found is None else found.i
        index = known[token.i]
        return None if index is None else token.doc[index]

    return kept


def listed_once(ask: _Asked[list[Token]]) -> _Asked[list[Token]]:
    """Keep which tokens a function lists for each token, by their indices; who asks gets a list of their own.

    The token asked about is in it as it was given: some ask whether one of the list is that very token.
    """
    name = f"blotter.{ask.__module__}.{ask.__name__}"

    @wraps(ask)
    def kept(token: Token) -> list[Token]:
        doc = token.doc
        known: dict[int, list[int]] = doc.user_data.setdefault(name, {})
        if token.i not in known:
            known[token.i] = [item.i for item in ask(token)]
        return [token if index == token.i else doc[index] for index in known[token.i]]

    return kept
