"""Whose other name a name is: "picked apples as Al Roe", "lived under the name Al Roe", "gave his name as".

in: the head of a name in a parsed `Doc`, whom each token stands for    out: a person    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from spacy.tokens import Token

from pipeline.events.grammar.syntax import children, is_relative, subject
from pipeline.events.people.entity import Entity

_REACH = 60
"""Characters in front of a name in which its cue stands."""
_CUE = re.compile(
    r"\b(?:(?:under|by|using|used|with|gave|given|giving|adopted|took|taken|assumed|assuming)\s"
    r"(?:(?:\w+\s)?(?:officers|deputies|police|agents|investigators|them)\s)?"
    r"(?:(?:the|a|an|his|her)\s)?(?:(?:false|fake|bogus|phony|assumed|fictitious|stolen|stage|online"
    r"|street)\s)?(?:name|alias|identity|pseudonym|moniker|handle|persona)(?:\s(?:of|as))?"
    r"|(?:call(?:s|ed|ing)?|identif(?:y|ies|ied|ying)|introduc(?:e[sd]?|ing)|present(?:ed|ing)?)"
    r"\s(?:him|her)self(?:\sas)?"
    r"|(?:went|goes|going|gone|go)\sby"
    r"|(?i:aka|a\.k\.a\.|a/k/a|also\sknown\sas|alias|nicknamed))[ ,:]+[\"“‘]?$"
)
"""In front of an assumed name."""
_ALIASES = re.compile(
    r"\b(?:aka|AKA|a\.k\.a\.|a/k/a|also known as)[ ,:]+[\"“‘]?"
    r"(?:[A-Z][\w'.-]*[\"”’]?(?:,? and |, | )[\"“‘]?)+$"
)
"""In front of a further one: "aka Speedy, Al Roe, and"."""
_OF_ONE = re.compile(
    r"[A-Z][\w'.-]*[\"”’]?(?:(?:,? and |, | )[\"“‘]?[A-Z][\w'.-]*[\"”’]?)*,? (?:was|is|has)\b"
)
"""From a name on: all of them are one person's, by the verb."""
_OF_OTHERS = frozenset(
    {"identify", "name", "describe", "list", "cite", "play", "star", "cast", "dress", "appear", "succeed"}
    | {"replace", "elect", "appoint", "nominate", "serve", "see", "view", "remember", "recognize", "treat"}
    | {"regard", "portray", "pose", "masquerade", "impersonate"}
)
"""Verbs whose "as" says whom somebody else is, whom an actor plays or whom an impostor passes for."""


def is_assumed(text: str, name: Token, start: int) -> bool:
    """Say whether a name is one that somebody goes by.

    Args:
        text: the text of the article.
        name: the name's head.
        start: where the name begins in the text.
    """
    begin = max(0, start - _REACH)
    listed = _OF_ONE.match(text, start) is not None and _ALIASES.search(text, begin, start) is not None
    return listed or _CUE.search(text, begin, start) is not None or _is_posed(name)


def aliased(text: str, name: Token, start: int, by_token: Mapping[int, Entity]) -> Entity | None:
    """Return whose assumed name a name is, or None.

    Args:
        text: the text of the article.
        name: the name's head.
        start: where the name begins in the text.
        by_token: whom each token stands for, so far.
    """
    if not is_assumed(text, name, start):
        return None
    for verb in name.ancestors:
        whose = _doer(verb)
        if whose is not None:
            return by_token.get(whose.i)
    return None


def _is_posed(name: Token) -> bool:
    """Say whether somebody does something "as" the name: "he lived in Gary as Al Roe"."""
    if name.dep_ != "pobj" or name.head.lower_ != "as":
        return False
    verb = name.head.head
    known = verb.lemma_ == "know" and bool(children(verb, "nsubjpass"))
    does = bool(children(verb, "nsubj")) or verb.dep_ in ("acl", "relcl", "conj", "xcomp")
    active = verb.pos_ == "VERB" and verb.lemma_ not in _OF_OTHERS and not children(verb, "nsubjpass")
    return known or (active and does and verb.tag_ != "VBN")


def _doer(verb: Token) -> Token | None:
    """Return whom a verb has for its doer, the noun in front of a relative or participle included."""
    if verb.pos_ not in ("VERB", "AUX"):
        return None
    found = subject(verb)
    if verb.dep_ in ("acl", "relcl") and (found is None or is_relative(found)):
        return verb.head
    return found
