"""Finds what denies a deed: a "not" of its own, "nobody", "declined to", "without being".

in: a deed, read off the dependency tree    out: the word that denies it    writes: nothing
"""

from __future__ import annotations

import re

from spacy.tokens import Token

from pipeline.doc_text import text_of
from pipeline.events.assertion.cues import read_cues
from pipeline.events.assertion.doubts import denying_subject, lacked, verb_of_deed
from pipeline.events.assertion.verb_forms import is_past, is_past_too
from pipeline.events.grammar.nominals import determiner
from pipeline.events.grammar.voice import children

_ACCUSING = frozenset({"charge", "convict", "accuse", "indict"})
_SPENDING = frozenset({"spend", "serve", "do"})
_CRIMES = frozenset({"crime", "offense", "offence", "felony", "misdemeanor", "wrongdoing", "violation"})
_INSERTED = re.compile(
    r"\b(?:will|would|could|can|cannot|may|might|must|should|has|have|had|is|are|was|were|be|been|to|not"
    r"|never|expected|scheduled|set|due|neither|almost|nearly)"
    r"(?P<aside>,\s(?:however|meanwhile|(?:according\sto|per)\s[^,;.]{3,50}|"
    r"[^,;.]{2,50}\s(?:said|says?|shows?|ruled|wrote|alleged?|announced)),|"
    r"\s\([^()]{3,50}\)|\s[—–]\s[^—–]{3,50}\s[—–])\s(?:[\w’'-]+\s){0,3}$"
)
"""In front of a verb, behind its helping words: who says so, "could, prosecutors said, be deported".

Known by its words and not by the tree (`grammar/inserted.py`), which hangs no "could" on such a verb: asked
of the tree, 31 of 512 sentences of known truth told as done what could be.
"""
_INSERTED_FIRST = re.compile(
    r"(?:^|[;:]\s)(?:[Ii]f|[Uu]nless|[Ww]hether|[Uu]ntil|[Oo]nce)"
    r"(?P<aside>,\s[^,;.]{2,50}\s(?:said|says?|ruled|wrote|added|warned),)(?=\s)"
)
"""The same behind the first word of a clause: "If, prosecutors said, he is convicted"."""


def uninterrupted(before: str) -> str:
    """Return the text in front of a verb, what is inserted behind its helping words made one word as long."""
    found = _INSERTED.search(before) or _INSERTED_FIRST.search(before)
    if found is None:
        return before
    first, last = found.span("aside")
    return f"{before[:first]} {'_' * (last - first - 1)}{before[last:]}"


def denial_of(token: Token) -> Token | None:
    """Return the negating word that governs the trigger: a "not" of its own, "declined to", "blocked his"."""
    made = token.dep_ == "dobj" and token.pos_ == "NOUN"  # "nobody has brought charges"
    denying = denying_subject(token.head if made else token)
    if denying is not None:
        return denying
    doing = verb_of_deed(token, read_cues().light)
    undone = children(doing, "neg") if doing is not None and not is_late(doing) else []
    lacking = lacked(token)
    if lacking is not None:
        return lacking
    own = children(token, "neg") or undone  # "had not yet filed a notice to appear"
    own = [word for word in own if word.nbor().lower_ != "until"]  # "Not until May did they arrest him"
    if own and not token.doc[own[0].i : own[0].i + 2].text.lower().endswith("not guilty"):
        return own[0]
    none = [child for child in children(token, "det") if child.lower_ == "no"]
    none = none or _of_no_crime(token) or _of_no_time(token)
    if none:
        return none[0]
    head = token.head
    if (
        head != token
        and token.dep_ in ("xcomp", "dobj", "pcomp", "ccomp")
        and head.lemma_ in read_cues().negating_heads
        and head.i < token.i
        and not (head.lemma_ == "deny" and (children(head, "neg") or denying_subject(head)))
        and not (head.lemma_ == "deny" and _is_accusation(token) and not _is_judging(head))
        and not (head.lemma_ == "stop" and token.tag_ == "VBG" and children(head, "auxpass"))
    ):
        return head
    if _is_rejected(token):
        return head
    kept = read_cues().negating_heads | read_cues().keeping_from
    if token.dep_ in ("pcomp", "pobj") and head.lower_ == "from" and head.head.lemma_ in kept:
        return None if children(head.head, "neg") else head.head  # "could not keep them from arresting him"
    if token.dep_ == "conj" and head.pos_ in ("VERB", "AUX"):
        # "was not arrested or charged": a shared auxiliary shares its negation.
        shared = children(head, "neg")
        if is_of_another_form(token) or _is_done_instead(token):
            return None
        if head.lemma_ == "be" and head.pos_ == "AUX" and children(token, "dobj"):
            return None  # "told him his visa was not valid, deported him"
        # "never called and let him go": what was done instead.
        never = shared and shared[0].lower_ == "never" and head.tag_ == "VBD"
        if never and any(child.lower_ == "and" for child in children(head, "cc")):
            return None
        if shared and not children(token, "nsubj", "nsubjpass", "aux", "auxpass"):
            return shared[0]
    return None


def _is_rejected(noun: Token) -> bool:
    """Say whether who decides on charges brings none: "rejected charges"; "rejected the charges" had some."""
    rejected = noun.dep_ == "dobj" and noun.head.lemma_ in ("reject", "spurn")
    brought = _is_accusation(noun) and determiner(noun) in ("new", "bare")
    return rejected and brought and _is_judging(noun.head) and not children(noun.head, "neg")


def _is_accusation(token: Token) -> bool:
    """Say whether a noun is for what somebody is accused by: "denied the charges"."""
    return token.pos_ == "NOUN" and token.lemma_ in read_cues().accusing


def _is_judging(verb: Token) -> bool:
    """Say whether who does it decides on charges: "a judge denied"; who is charged denies them."""
    return any(noun.lemma_.lower() in read_cues().deciding for noun in children(verb, "nsubj", "agent"))


def _is_done_instead(token: Token) -> bool:
    """Say whether a verb tells what was done in place of the one denied: "not held but freed"."""
    if any(child.tag_ == "MD" for child in children(token.head, "aux")):
        return False  # "will not be jailed but deported": it is yet to come
    joined = [word for word in children(token.head, "cc") if token.head.i < word.i < token.i]
    return any(word.lower_ == "but" for word in joined[-1:]) or any(
        child.lower_ == "instead" and child.i < token.i for child in token.children
    )


def _of_no_crime(token: Token) -> list[Token]:
    """Return the "no" of what somebody is charged with, or convicted of: "charged with no crime"."""
    if token.lemma_ not in _ACCUSING:
        return []
    objects = [
        noun
        for preposition in children(token, "prep")
        if preposition.lower_ in ("with", "of")
        for noun in children(preposition, "pobj")
        if noun.lemma_ in _CRIMES and not children(noun, "amod")  # "no other crime": of one he is
    ]
    return [word for noun in objects for word in children(noun, "det") if word.lower_ == "no"]


def _of_no_time(token: Token) -> list[Token]:
    """Return the "no" of the time that somebody spent locked up: "spent no time behind bars"."""
    times = children(token, "dobj") if token.lemma_ in _SPENDING else []
    return [word for noun in times for word in children(noun, "det") if word.lower_ == "no"]


def is_late(token: Token) -> bool:
    """Say whether a denial says how late something happened: "was not released until May 3"."""
    past = is_past(token) or any(child.lower_ == "did" for child in token.children if child.dep_ == "aux")
    return past and read_cues().not_negated_after.match(behind(token)) is not None


def behind(token: Token) -> str:
    """Return the text of a token's sentence behind it, on one line."""
    return text_of(token.doc)[token.idx + len(token) : token.sent.end_char].replace("\n", " ")


def is_of_another_form(token: Token) -> bool:
    """Say whether a verb has no part in the negation of the one it is joined to: "did not pay and stayed"."""
    head = token.head
    joined = token.dep_ == "conj" and head.pos_ in ("VERB", "AUX") and head.tag_ == "VB"
    return joined and (token.tag_ != "VB" or is_past_too(token))
