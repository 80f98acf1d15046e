"""Hangs verbs behind numbers of people where they belong, which the parser hangs on the number's own clause.

"Six of the 24 people stopped were freed": what the parser reads is six who stopped. "Of the 24, six were
freed": as if of 24 sixes. "Agents stopped 24 people, six of them freed later": six freed, as agents stopped.

in: a parsed `Doc`    out: nothing    writes: heads, labels and tags of the `Doc`
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from pipeline.events.grammar.labels import ANY_SUBJECT, FINITE, SUBJECT
from pipeline.events.grammar.scan import tokens_with

_CLAUSES = frozenset({"ccomp", "xcomp", "advcl"})
_WHOLE = frozenset({"them", "whom", "those", "these"})
_OBJECTS = frozenset({"dobj", "ccomp", "xcomp", "oprd", "attr", "dative"})


def verbs_behind_numbers(doc: Doc) -> None:
    """Give such verbs their subject, and make what stands in front of them a clause of that."""
    words, labels = ("was", "were", "are", "of", *_WHOLE), ("aux", "auxpass", "appos", "dep", "npadvmod")
    for token in tokens_with(doc, words=words, labels=labels):
        if (
            token.tag_ in FINITE
            and token.dep_ in ("aux", "auxpass")
            or token.lower_ in ("was", "were", "are")
        ):
            _behind_participle(token)
        if token.like_num and token.dep_ in ("appos", "dep", "npadvmod"):
            _number_in_front(token)
        if token.lower_ == "of" and token.head.pos_ in ("VERB", "AUX"):
            _of_number(token)
        if token.lower_ in _WHOLE and token.dep_ == "pobj" and token.head.lower_ == "of":
            _number_of_them(token)


def _behind_participle(helping: Token) -> None:
    """Part "people stopped were freed", parsed as "stopped to be freed": a subject is wanting."""
    verb = helping.head if helping.dep_ in ("aux", "auxpass") else helping
    inner = next((child for child in verb.lefts if _is_told_by_verb(child)), verb.head)
    turned = inner.head == verb and inner != verb
    hung = turned or (verb.dep_ in _CLAUSES and not any(child.dep_ in ANY_SUBJECT for child in verb.children))
    if not hung or not inner.i < helping.i <= verb.i or inner.tag_ not in ("VBD", "VBN"):
        return
    labels = {child.dep_ for child in inner.children if child.i < helping.i}
    subjects = [child for child in inner.lefts if child.dep_ in SUBJECT]
    marked = any(
        child.dep_ == "mark" or child.tag_ in ("WRB", "WP", "WDT") for child in _openings(verb, inner)
    )
    joined = any(
        token.text in (",", ";", ":", "–", "—") or token.dep_ == "cc"
        for token in inner.doc[inner.i + 1 : helping.i]
    )
    if not subjects or marked or joined or labels & {"aux", "auxpass", "dobj", "neg", "mark", "expl"}:
        return
    subject = subjects[-1]
    if subject.pos_ == "PRON" or subject.right_edge.i + 1 != inner.i:
        return
    if not turned:
        verb.head, verb.dep_ = (verb, "ROOT") if inner.head == inner else (inner.head, inner.dep_)
    noun = subject.doc[inner.i - 1]
    for child in list(inner.children):
        if child != verb and (child.i > helping.i or child.i < subject.left_edge.i):
            child.head = verb
    subject.head, subject.dep_ = verb, "nsubjpass" if helping.dep_ == "auxpass" else "nsubj"
    inner.head, inner.dep_, inner.tag_ = noun, "acl", "VBN"


def _is_told_by_verb(subject: Token) -> bool:
    """Say whether what is parsed as a subject is a verb with a subject of its own."""
    return (
        subject.dep_ in ANY_SUBJECT
        and subject.tag_ in ("VBD", "VBN")
        and any(child.dep_ in SUBJECT for child in subject.lefts)
    )


def _openings(verb: Token, inner: Token) -> list[Token]:
    return [child for node in (verb, inner) for child in node.children if child.i < verb.i]


def _of_number(of: Token) -> None:
    """Part "of the 24, six were freed", parsed as if of 24 sixes."""
    verb = of.head
    part = next((child for child in of.rights if child.dep_ == "pobj"), None)
    if part is None or not part.like_num or any(child.dep_ in ANY_SUBJECT for child in verb.children):
        return
    whole = next((child for child in part.lefts if child.like_num), None)
    between = part.doc[whole.i + 1 : part.i] if whole is not None else ()
    if whole is None or part.i > verb.i or not between or any(token.text != "," for token in between):
        return
    for child in [child for child in part.lefts if child != whole]:
        child.head = whole
    whole.head, whole.dep_ = of, "pobj"
    passive = any(child.dep_ == "auxpass" for child in verb.lefts)
    part.head, part.dep_ = verb, "nsubjpass" if passive else "nsubj"


def _number_in_front(number: Token) -> None:
    """Make a number the subject behind which something is inserted: "Of the 24, six, police said, fled"."""
    first, behind = number.sent[0], number.doc[number.i + 1 : number.i + 2]
    if first.lower_ != "of" or behind.text != "," or number.nbor(-1).text != ",":
        return
    around = (*number.ancestors, *number.head.conjuncts)
    verb = next((node for node in around if node.pos_ == "VERB" and node.i > number.i), None)
    if verb is None or any(child.dep_ in SUBJECT for child in verb.lefts):
        return
    helping = next((child for child in verb.lefts if child.dep_ in ("aux", "auxpass")), verb)
    if helping.i <= behind[-1].i + 1 or helping.nbor(-1).text != ",":
        return
    inner = number.head
    if verb.dep_ == "conj" and verb.head == inner:
        verb.head, verb.dep_ = (verb if inner.dep_ == "ROOT" else inner.head), inner.dep_
        inner.head, inner.dep_ = verb, "ccomp"
    for child in verb.lefts:
        if child.dep_ in ANY_SUBJECT:
            child.dep_ = "ccomp"
    passive = any(child.dep_ == "auxpass" for child in verb.lefts)
    number.head, number.dep_ = verb, "nsubjpass" if passive else "nsubj"


def _number_of_them(whole: Token) -> None:
    """Hang "six of them freed", "of whom six were freed" on the clause in front that it goes on from."""
    of = whole.head
    number = of.head
    verb = number.head
    if (
        not number.like_num
        or number.dep_ not in SUBJECT
        or number.i > verb.i
        or verb.tag_ not in ("VBD", "VBN")
    ):
        return
    first = min(number.left_edge.i, of.i)
    if first <= number.sent.start or number.doc[first - 1].text not in (",", "–", "—", ";"):
        return
    helping = any(child.dep_ in ("aux", "auxpass") for child in verb.children)
    if helping and whole.lower_ == "whom" and verb.dep_ == "ccomp" and verb.head.i < first:
        noun = next(
            (child for child in reversed(list(verb.head.rights)) if child.dep_ == "dobj" and child.i < first),
            None,
        )
        if noun is not None:
            verb.head, verb.dep_ = noun, "relcl"
        return
    taking = any(child.dep_ in _OBJECTS and child.i > verb.i for child in verb.children)
    told = next((child for child in verb.lefts if child.dep_ == "ccomp" and child.i < first), None)
    if helping or taking or told is None or not any(child.dep_ in SUBJECT for child in told.children):
        return
    told.head, told.dep_ = (told, "ROOT") if verb.head == verb else (verb.head, verb.dep_)
    for child in [child for child in verb.lefts if child.i < first and child != told]:
        child.head = told
    verb.head, verb.dep_, verb.tag_ = told, "advcl", "VBN"
    number.dep_ = "nsubjpass"
