"""Who is told as accused by other words than an arrest or a charge.

By a trial ("Officer Roe's retrial", "Roe is on trial"), by a warrant, by the words that somebody is
identified in, and by a court's deed that is still to come.

in: a token of a parsed `Doc`    out: names and nouns; yes or no    writes: nothing
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from pipeline.events.grammar.happenings import happenings
from pipeline.events.grammar.scan import tokens_with
from pipeline.events.grammar.syntax import children, objects_of, subject

ACCUSED = frozenset({"defendant", "suspect", "accused"})
"""Nouns for whoever is accused."""
_WANTED = "blotter.wanted"
_IDENTIFYING = frozenset({"identify", "name"})
_NAMED = ("dobj", "nsubjpass")
_COURT = frozenset({"sentence", "arraign", "try", "extradite", "deport"})
_WARRANT = frozenset({"warrant", "warrants"})
_NO_WARRANT = frozenset({"search", "death", "bench", "administrative", "immigration", "no"})
"""Beside a warrant that nobody is wanted by for what he did."""
_TO_WHOM = 8
"""Words from a warrant to whom it is for."""
_STANDING = frozenset({"stand", "face", "await"})


def tried(trial: Token) -> list[Token]:
    """Return the words for those whose trial a noun tells of; none: it is none, or does not say."""
    if trial.lemma_.lower() not in happenings("tried"):
        return []
    on = trial.dep_ == "pobj" and trial.head.lower_ == "on"
    verb = trial.head.head if on else trial.head
    if on or (trial.dep_ == "dobj" and verb.lemma_ in _STANDING):
        who = subject(verb)
        return [] if who is None else [who]
    return objects_of(trial, "of", "for") or children(trial, "poss")


def is_whose_trial(name: Token) -> bool:
    """Say whether a trial is somebody's by name, who is accused then."""
    nouns = (name.head, name.head.head) if name.dep_ in ("pobj", "poss") else ()
    return name.ent_type_ == "PERSON" and any(name in tried(noun) for noun in nouns)


def warrants(doc: Doc) -> Iterator[tuple[Token, list[Token]]]:
    """Yield each warrant that is out, with the words for those it is for."""
    for warrant in tokens_with(doc, words=_WARRANT):
        told = {child.lower_ for child in warrant.children}
        verb = warrant.head
        negated = children(verb, "neg") or any(aux.tag_ == "MD" for aux in children(verb, "aux"))
        if warrant.pos_ in ("NOUN", "PROPN") and not (told & _NO_WARRANT or negated):
            yield warrant, _wanted(warrant)


def _wanted(warrant: Token) -> list[Token]:
    behind = warrant.doc[warrant.i + 1 : min(warrant.i + _TO_WHOM, warrant.sent.end)]
    preps = [*(word for word in behind if word.lower_ == "for"), *children(warrant.head, "prep")]
    found = [noun for prep in preps if prep.lower_ == "for" for noun in children(prep, "pobj")]
    found += children(warrant, "poss")
    arrests = [noun for noun in found if noun.lemma_.lower() == "arrest"]
    return found + [who for noun in arrests for who in (*children(noun, "poss"), *objects_of(noun, "of"))]


def is_wanted(name: Token) -> bool:
    """Say whether a warrant is out for somebody: "A warrant for Al Roe was issued"."""
    wanted: frozenset[int] | None = name.doc.user_data.get(_WANTED)
    if wanted is None:
        wanted = frozenset(who.i for _, people in warrants(name.doc) for who in people)
        name.doc.user_data[_WANTED] = wanted
    return name.i in wanted


def is_identified(name: Token) -> bool:
    """Say whether somebody is who the accused is said to be: "identified the defendants as Roe and Poe"."""
    while name.dep_ == "conj" and name.pos_ == name.head.pos_ == "PROPN":
        name = name.head
    if name.dep_ != "pobj" or name.head.lower_ != "as":
        return False
    above = name.head.head  # the verb, or whom it names
    called = [above] if above.dep_ in _NAMED else children(above, *_NAMED)
    return any(noun.lemma_ in ACCUSED and noun.head.lemma_ in _IDENTIFYING for noun in called)


def is_to_be_tried(verb: Token) -> bool:
    """Say whether a court's deed is still before a verb's subject: "is due to be sentenced"."""
    nodes = (verb, *children(verb, "acomp"))
    coming = [node for above in nodes for node in children(above, "xcomp")]
    return any(node.lemma_ in _COURT and children(node, "auxpass") for node in coming)
