"""Parts who says something from those it is said of, where the parser runs them together.

"According to her lawyer, Ann Blum, Roe was deported": parsed as Blum, Roe. "The boy was arrested with his
father, Ed Poe of the union said": parsed as his father Poe. "Roe was arrested, records show, for theft":
parsed as shown for theft.

in: a parsed `Doc`    out: nothing    writes: heads and labels of the `Doc`
"""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.events.grammar.hanging import hang
from pipeline.events.grammar.labels import FINITE, SUBJECT

_SAYING = frozenset({"say", "tell", "write", "add", "explain", "argue", "note", "report"})

_INSERTED = _SAYING | {"show", "allege", "announce", "state", "confirm", "indicate", "reveal"}
_BEHIND = frozenset(
    {"prep", "agent", "advcl", "npadvmod", "advmod", "oprd", "acomp", "acl", "dative", "xcomp", "conj", "cc"}
)
"""What of a clause may stand behind who says so."""
_MOST_SAID = 3
"""Words from a verb of saying to its comma: "police said late Tuesday,"."""


def part_source(according: Token) -> None:
    """Give a verb the second name behind "according to her lawyer, Ann Blum, Roe was" for its subject."""
    if according.i + 1 >= len(according.doc) or according.nbor(1).lower_ != "to":
        return
    nouns = [child for child in according.nbor(1).children if child.dep_ == "pobj"]
    if len(nouns) != 1 or nouns[0].pos_ != "NOUN":
        return
    noun, verb = nouns[0], according.head
    for name in [child for child in verb.children if child.dep_ in SUBJECT and child.i > noun.i]:
        own = [child for child in name.children if child.dep_ == "appos" and child.i > name.i]
        last = noun.right_edge.i - (noun.right_edge.text == ",")
        if (
            not own
            or last + 2 != name.left_edge.i
            or name.pos_ != "PROPN"
            or own[0].pos_ not in ("PROPN", "NOUN")
        ):
            continue
        if own[0].pos_ == "PROPN" and _runs_up_to(own[0], verb) and _is_between_commas(name, own[0]):
            own[0].head, own[0].dep_ = verb, name.dep_
            name.head, name.dep_ = noun, "appos"


def part_speaker(saying: Token) -> None:
    """Give a verb of saying the name right in front: "with his father, Ed Poe of the union said"."""
    if saying.lemma_ not in _SAYING or saying.tag_ != "VBD" or saying.i == saying.sent.start:
        return
    if any(child.dep_ in (*SUBJECT, "csubj", "expl", "mark", "aux", "auxpass") for child in saying.children):
        return
    name = saying.nbor(-1)
    while name.dep_ in ("pobj", "prep", "compound", "poss", "case") and name.head.i < saying.i:
        name = name.head
    comma = name.left_edge.i - 1
    if name.dep_ != "appos" or name.pos_ != "PROPN" or name.ent_type_ != "PERSON":
        return
    if name.right_edge.i + 1 == saying.i and comma > name.sent.start and name.doc[comma].text == ",":
        name.head, name.dep_ = saying, "nsubj"


def part_inserted(saying: Token) -> None:
    """Give the clause around who says so what stands behind: "Roe was arrested, records show, for theft"."""
    subjects = [child for child in saying.lefts if child.dep_ in SUBJECT]
    if saying.lemma_ not in _INSERTED or len(subjects) != 1 or subjects[0].right_edge.i + 1 != saying.i:
        return
    opening = subjects[0].left_edge.i - 1
    behind = saying.doc[saying.i + 1 : saying.i + 2 + _MOST_SAID]
    closing = next((token for token in behind if token.text == "," and token.sent == saying.sent), None)
    main = _said_in_front(saying, opening)
    if closing is None or main is None or saying.doc[opening].text != ",":
        return
    own = any(
        child.dep_ in SUBJECT for item in saying.rights for child in item.children if item.dep_ == "conj"
    )
    for child in list(saying.rights):
        apart = own and child.dep_ in ("conj", "cc")
        if child.i > closing.i and child.dep_ in _BEHIND and not apart:
            hang(child, main, child.dep_)
    if saying.dep_ == "conj":
        saying.dep_ = "parataxis"


def part_sayer(noun: Token) -> None:
    """Part "for Al Roe, a spokesman for the jail said", parsed as if Roe were the spokesman.

    Behind an apposition a comma would stand.
    """
    end = noun.right_edge.i + 1
    article = noun.left_edge.lower_ in ("a", "an", "the")
    if noun.dep_ != "appos" or not article or end >= noun.sent.end:
        return
    verb = noun.doc[end]
    own = any(child.dep_ in SUBJECT for child in verb.children)
    if verb.lemma_ == "say" and verb.tag_ in FINITE and not own and not verb.is_ancestor(noun):
        hang(noun, verb, "nsubj")


def _said_in_front(saying: Token, opening: int) -> Token | None:
    """Return the verb of the clause in which a verb of saying is inserted."""
    inside = [child for child in saying.lefts if child.dep_ == "ccomp" and child.i < opening]
    if saying.dep_ in ("parataxis", "conj", "dep") and saying.head.i < opening:
        inside = [saying.head]
    return inside[-1] if inside and inside[-1].pos_ in ("VERB", "AUX") else None


def _runs_up_to(name: Token, verb: Token) -> bool:
    """Say whether a name's phrase ends where a verb or its helping words begin."""
    first = min(
        (child.i for child in verb.children if child.dep_ in ("aux", "auxpass", "neg")), default=verb.i
    )
    return name.right_edge.i + 1 == first and name.i < verb.i


def _is_between_commas(name: Token, behind: Token) -> bool:
    """Say whether commas stand in front of a name and between it and the next."""
    front = name.doc[name.left_edge.i - 1]
    between = name.doc[behind.left_edge.i - 1]
    return front.text == between.text == ","
