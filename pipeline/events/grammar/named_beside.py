"""Hangs names on whom they are of, where the parser hangs them on another name in front.

"The officer who shot Al Roe, Lee Poe, was held": Poe is the officer, and no other name of Roe's.
"Arrested Al Roe a Honduran national": the national is Roe.

in: a parsed `Doc`    out: nothing    writes: heads and labels of the `Doc`
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from pipeline.events.grammar.labels import FINITE, SUBJECT
from pipeline.events.grammar.nominals import is_person_noun, is_plural
from pipeline.events.grammar.scan import tokens_with

_CLAUSES = frozenset({"relcl", "acl", "prep"})
_DASHES = frozenset({"—", "–", "--", "-"})
_LOOSE = frozenset({"npadvmod", "dep"})
_SHORT = 6
"""Words between a noun and the colon behind it."""
_ALIAS = frozenset({"aka", "a.k.a.", "alias", "born", "known", "nicknamed", "or"})


def hang_names(doc: Doc) -> None:
    """Hang names behind other names on their own nouns, and a lone name in front of a verb on the verb."""
    for name in tokens_with(doc, words=("who",), tags=("NNP", "NNPS"), labels=(*SUBJECT, "dep")):
        if name.lower_ == "who" and name.dep_ in SUBJECT:
            _of_cleft(name)
        if name.pos_ in ("PROPN", "NOUN") and name.dep_ in (*SUBJECT, "dep"):
            _before_dash(name)
        if name.pos_ == "PROPN" and name.dep_ in SUBJECT:
            _of_address(name)
        if name.ent_type_ != "PERSON" or name.pos_ != "PROPN":
            continue
        _described(name)
        above = name.head
        if name.dep_ == "dobj" and above.tag_ in ("NN", "NNS") and above.i < name.i and is_person_noun(above):
            name.dep_ = "appos"  # "Al Roe and co-defendants Ann Poe and Ed Lee": a noun has no object
        _titled(name)
        doer = _one_of(name) if name.dep_ in (*_LOOSE, "appos") else None
        if doer is None and name.dep_ in _LOOSE:
            doer = _before_colon(name) or _called_in_front(name)
        if doer is not None:
            name.head, name.dep_ = doer, "appos"
        elif name.dep_ == "npadvmod":
            _as_subject(name)
        elif name.dep_ == "appos" and name.head.i < name.i:
            noun = _before_colon(name) or _noun_of(name)
            if noun is not None:
                name.head = noun


def _before_colon(name: Token) -> Token | None:
    """Return whom a name behind a colon names: "was killed by this man from Peru: Al Roe"."""
    colon = name.doc[name.left_edge.i - 1]
    behind = name.doc[name.right_edge.i + 1 : name.right_edge.i + 2].text
    if colon.text != ":" or behind not in (".", "!", "") or colon.i <= name.sent.start:
        return None
    before = name.doc[max(name.sent.start, colon.i - _SHORT) : colon.i]
    noun = next((word for word in reversed(before) if word.pos_ == "NOUN"), name)
    pointing = any(child.lower_ in ("this", "a", "an", "one") for child in noun.children)
    return noun if pointing and is_person_noun(noun) and not is_plural(noun) else None


def _one_of(name: Token) -> Token | None:
    """Return the "one" that a name names: "the arrest Friday of one of his oldest friends, Al Roe"."""
    first = name.left_edge.i
    many = name.doc[first - 2] if first > name.sent.start + 1 and name.doc[first - 1].text == "," else name
    one = many.head.head
    return one if many.tag_ == "NNS" and many.head.lower_ == "of" and one.lower_ == "one" else None


def _of_cleft(who: Token) -> None:
    """Hang a clause on whom "it was" names: "It was not Al Roe but Lee Poe who was held"."""
    verb, above = who.head, who.head.head
    if verb.dep_ not in ("ccomp", "advcl") or above.lemma_ != "be":
        return
    pointing = any(child.lower_ == "it" and child.i < above.i for child in above.children)
    named = [child for child in above.children if child.dep_ == "attr" and above.i < child.i < who.i]
    if pointing and named:
        last = max([named[0], *named[0].conjuncts], key=lambda item: item.i)
        verb.head, verb.dep_ = (last if last.i < who.i else named[0]), "relcl"


def _of_address(town: Token) -> None:
    """Leave a verb to who is from a town: "Al Roe from Mill Lane, Burnham was arrested"."""
    verb, comma = town.head, town.doc[town.left_edge.i - 1]
    if town.left_edge.i < town.sent.start + 2 or comma.text != "," or town.i > verb.i:
        return
    street = next((node for node in comma.nbor(-1).ancestors if node.dep_ == "prep"), None)
    who = street.head if street is not None and street.lower_ in ("from", "of", "in") else None
    if who is None or who.head != verb or who.dep_ not in (*SUBJECT, "dep") or who.ent_type_ != "PERSON":
        return
    who.dep_ = town.dep_
    town.head, town.dep_ = comma.nbor(-1), "appos"


def _as_subject(name: Token) -> None:
    """Make a name that opens a sentence the subject of its verb: "Al Roe, unlike Lee Poe, was held"."""
    verb = name.head
    taken = any(child.dep_ in (*SUBJECT, "csubj", "expl") for child in verb.children)
    if verb.pos_ != "VERB" or taken or name.left_edge.i != verb.sent.start or verb.i < name.i:
        return
    forms = [verb, *(child for child in verb.children if child.dep_ in ("aux", "auxpass"))]
    if any(form.tag_ in FINITE for form in forms):
        name.dep_ = "nsubjpass" if any(form.dep_ == "auxpass" for form in forms) else "nsubj"


def _described(name: Token) -> None:
    """Hang on a name what it is said to be without a comma: "arrested Al Roe a Honduran national".

    No verb has two subjects, or two objects of one kind, that nothing joins.
    """
    for noun in name.head.children:
        first = noun.left_edge
        twin = noun.dep_ == name.dep_ and noun.dep_ in (*SUBJECT, "dobj", "pobj")
        if twin and first.i == name.i + 1 and first.lower_ in ("a", "an") and is_person_noun(noun):
            noun.head, noun.dep_ = name, "appos"
            return


def _titled(name: Token) -> None:
    """Hang a name on the trade in front of it, where somebody is of them: "The mother of nurse Ann Roe"."""
    trade = name.doc[name.left_edge.i - 1] if name.left_edge.i > name.sent.start else name
    of, who = trade.head, trade.head.head
    twice = name.dep_ in SUBJECT and who.dep_ == name.dep_ and who.head == name.head
    told = twice or (name.dep_ == "appos" and who == name.head)
    told = told and trade.dep_ == "pobj" and of.lower_ == "of"
    if told and trade.tag_ == "NN" and is_person_noun(trade) and not any(trade.children):
        name.head, name.dep_ = of, "pobj"
        trade.head, trade.dep_ = name, "compound"


def _before_dash(name: Token) -> None:
    """Hang on a subject what it is said to be between dashes, parsed as a second subject."""
    for noun in name.head.lefts:
        if name.i < noun.i and noun.dep_ in SUBJECT and _in_dashes(noun):
            name.dep_ = noun.dep_
            noun.head, noun.dep_ = name, "appos"
            return


def _in_dashes(noun: Token) -> bool:
    """Say whether a noun stands between dashes: "Roe — a driver — pleaded guilty"."""
    first, last = noun.left_edge.i - 1, noun.right_edge.i + 1
    if noun.doc[last - 1].text in _DASHES:  # the closing one hangs on the noun
        last -= 1
    inside = noun.sent.start < first and last < noun.sent.end
    return inside and noun.doc[first].text in _DASHES and noun.doc[last].text in _DASHES


def _noun_of(name: Token) -> Token | None:
    """Return the noun for a person whose name stands behind another name.

    The noun's own clause or phrase ends in that name ("a lawyer for Al Roe, Lee Poe,"), or the noun
    stands right in front, inside what is said of that other one ("Al Roe, a brother of the mayor, Lee Poe,"),
    or is by whom it was done ("Al Roe was killed by a neighbor, Lee Poe,").
    """
    other, comma = name.head, name.left_edge.i - 1
    if other.pos_ != "PROPN" or other.ent_type_ != "PERSON" or name.doc[comma].text != ",":
        return None
    office = name.doc[comma - 1].head.head
    if name.doc[comma - 1].dep_ == "pobj" and office.dep_ == "conj" and office.head == other:
        # "Al Roe and his chief of staff, Ann Poe,"
        owned = any(child.dep_ == "poss" for child in office.children)
        return office if owned and is_person_noun(office) else None
    listed = any(child.dep_ in ("conj", "appos", "cc") and child.i > name.i for child in name.children)
    listed = listed or any(child.dep_ in ("conj", "cc") and child.i > other.i for child in other.children)
    if listed or any(word.lower_ in _ALIAS for word in name.doc[comma + 1 : name.i]):
        return None
    last = name.doc[comma - 1]
    if last == other or (last.pos_ == "PROPN" and last.head == other):
        return _told_by_clause(other)
    within = last.dep_ == "pobj" and other.i < last.i and other.is_ancestor(last)
    if _done_by(name) is not None and other.head == last.head.head:
        return last
    return last if within and last.tag_ == "NN" and is_person_noun(last) else None


def _done_by(name: Token) -> Token | None:
    """Return by whom something was done, right in front of a name: "was killed by her husband, Al Roe"."""
    comma = name.left_edge.i - 1
    if comma <= name.sent.start or name.doc[comma].text != ",":
        return None
    last = name.doc[comma - 1]
    doer = last.dep_ == "pobj" and last.head.dep_ == "agent" and name.head in last.ancestors
    taken = any(child.dep_ == "appos" for child in last.children)
    return last if doer and not taken and last.tag_ == "NN" and is_person_noun(last) else None


def _called_in_front(name: Token) -> Token | None:
    """Return who is called so right in front of a name, behind a preposition: "hit by her cousin, Al Roe"."""
    last = name.doc[name.left_edge.i - 2] if name.left_edge.i > name.sent.start + 1 else name
    if name.doc[name.left_edge.i - 1].text != "," or last.dep_ != "pobj" or name.head not in last.ancestors:
        return None
    taken = any(child.dep_ == "appos" for child in last.children)
    owned = any(child.dep_ == "poss" for child in last.children)
    called = last.head.dep_ == "agent" or owned
    return last if called and not taken and last.tag_ == "NN" and is_person_noun(last) else None


def _told_by_clause(other: Token) -> Token | None:
    """Return the nameless person whose own words a name ends: "the officer who shot Al Roe"."""
    for node in other.ancestors:
        noun = node.head
        if node.dep_ not in _CLAUSES or noun.i > other.i:
            continue
        own = any(child.dep_ == "appos" and child.pos_ == "PROPN" for child in noun.children)
        told = noun.pos_ == "NOUN" and is_person_noun(noun) and not is_plural(noun)
        return noun if told and not own else None
    return None
