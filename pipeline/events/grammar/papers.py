"""Hangs right what the parser hangs wrong around a detainer or a warrant.

A day behind it belongs to the verb that tells what was done: "handed over under a detainer on May 9". Who
lodged it in a clause without "that" is no part of its name: "the detainer ICE lodged on Roe was ignored".

in: words of a parsed `Doc`    out: nothing    writes: heads and labels of the `Doc`
"""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.events.grammar.labels import SUBJECT

DETAINERS = frozenset({"detainer", "hold", "request"})
"""Lemmas of nouns for a detainer; the last two are for other things, too."""
_PAPERS = frozenset({"detainer", "detainers", "hold", "request", "requests", "warrant", "order"})
_OBJECT = frozenset({"dobj", "pobj", "nsubjpass"})
_UNDER = frozenset({"under", "on", "with", "of"})
_LODGING = frozenset({"lodge", "place", "put", "file", "issue", "send", "submit", "fax", "serve", "make"})
_TOLD = frozenset({"conj", "advcl", "ccomp"})
"""What the main verb is parsed as where the clause's own was taken for it."""


def part_dated(preposition: Token) -> None:
    """Hang "on" with a day on the verb above the paper it is hung on, or the "one" that stands for it."""
    paper = preposition.head
    named = paper.lower_ in _PAPERS or paper.lower_ == "one"
    if preposition.lower_ != "on" or not named or paper.dep_ not in _OBJECT:
        return
    dated = any(child.ent_type_ == "DATE" and child.dep_ == "pobj" for child in preposition.rights)
    if paper.dep_ == "pobj" and paper.head.lower_ not in _UNDER:
        return  # "released despite a detainer on May 4": the day of either
    above = paper.head.head if paper.dep_ == "pobj" else paper.head
    if dated and above.pos_ == "VERB" and above.i < preposition.i:
        preposition.head = above


def part_lodger(paper: Token) -> None:
    """Make a paper the noun of which its clause tells: "the hold ICE placed on Roe", no "hold ICE"."""
    lodger = paper.head
    if paper.lower_ not in _PAPERS or paper.dep_ != "compound" or lodger.i != paper.i + 1:
        return
    clause = _clause_of(lodger)
    if clause is None:
        return
    front = [child for child in lodger.lefts if child.i < paper.i]
    if clause.head == lodger:
        paper.head, paper.dep_ = (paper if lodger.head == lodger else lodger.head), lodger.dep_
        label = "nsubj"
    elif clause.dep_ in (*SUBJECT, "csubj", "csubjpass"):
        paper.head, paper.dep_ = clause.head, clause.dep_
        label = lodger.dep_
    else:
        main = _main_behind(clause)
        if main is None:
            return
        above = (main, "ROOT") if clause.head == clause else (clause.head, clause.dep_)
        for child in clause.rights:
            if child.i > main.i:
                child.head = main
        main.head, main.dep_ = above
        paper.head, paper.dep_ = main, "nsubj"
        label = lodger.dep_
    if paper.dep_ in (*SUBJECT, "csubj", "csubjpass"):
        passive = any(child.dep_ == "auxpass" for child in paper.head.children)
        paper.dep_ = "nsubjpass" if passive else "nsubj"
    for child in front:
        child.head = paper
    clause.head, clause.dep_ = paper, "relcl"
    lodger.head, lodger.dep_ = clause, label


def _clause_of(lodger: Token) -> Token | None:
    """Return the verb right behind who lodges, by which he does."""
    verb = lodger.nbor() if lodger.i + 1 < lodger.sent.end else lodger
    verb = verb.head if verb.dep_ == "aux" and verb.head.i > verb.i else verb
    joined = verb.head == lodger or lodger.head == verb
    return verb if joined and verb.lemma_ in _LODGING and verb.tag_ in ("VBD", "VBN") else None


def _main_behind(clause: Token) -> Token | None:
    """Return the verb behind a clause that has lost its subject to it."""
    for verb in clause.rights:
        own = [child.dep_ for child in verb.lefts]
        helped = "auxpass" in own or "aux" in own
        if verb.dep_ in _TOLD and helped and not {*SUBJECT, "cc", "mark"} & {*own}:
            return verb
    return None
