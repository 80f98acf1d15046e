"""Gives people their place that the parser takes for a part of what stands behind them.

"Jurors found the accused guilty": somebody accused and guilty. "The father of two's release": the release of
two. "Father of two Al Roe": a father of two Roes. "A judge sentenced the two to four years": to a term of two
to four.

in: a parsed `Doc`    out: nothing    writes: heads, labels, tags and parts of speech of the `Doc`
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from pipeline.events.grammar.hanging import hang
from pipeline.events.grammar.labels import MODIFIERS
from pipeline.events.grammar.nominals import lexicon
from pipeline.events.grammar.scan import tokens_with

_PARENTS = frozenset(
    {"father", "mother", "dad", "mom", "parent", "grandfather", "grandmother", "stepfather", "stepmother"}
)


def find_lost_people(doc: Doc) -> None:
    """Hang such people where they belong."""
    for token in tokens_with(doc, words=("guilty", "to", "of", "ex", *lexicon().fellow)):
        if token.i == 0 or token.i + 1 == len(doc):
            continue
        if token.lower_ == "ex":
            _former(token)
        elif token.lower_ in lexicon().fellow:
            _beside_fellow(token)
        elif token.lower_ == "of" and token.nbor(-1).lower_ in _PARENTS:
            _of_children(token)
        elif token.lower_ == "guilty" and token.head.lemma_ == "find" and token.dep_ == "dobj":
            _found_guilty(token)
        elif token.lower_ == "to" and token.dep_ == "quantmod":
            _sentenced_two(token)
        elif token.lower_ == "to" and token.nbor(-1).lower_ == "both":
            _sentenced_both(token)


def part_guilty(guilty: Token) -> None:
    """Make the object what the parser takes for part of "guilty": "finding Al Roe guilty of", "all three"."""
    labels = ("compound", "nsubj")
    named = [child for child in guilty.lefts if child.dep_ in labels and child.ent_type_ == "PERSON"]
    names = named or [child for child in guilty.lefts if child.dep_ == "nummod"]
    if names and guilty.head.lemma_ == "find":
        for name in names[:-1]:
            name.head = names[-1]
        hang(names[-1], guilty.head, "dobj")
        hang(guilty, names[-1], "amod")


def _former(ex: Token) -> None:
    """Hang "ex-" on the noun behind its hyphen: "the ex-officer", parsed as three subjects."""
    hyphen = ex.nbor()
    if hyphen.text != "-" or ex.whitespace_ or hyphen.whitespace_ or hyphen.i + 1 == len(ex.doc):
        return
    noun = hyphen.nbor()
    if noun.pos_ != "NOUN" or noun.head != ex.head or noun.dep_ != ex.dep_:
        return
    for child in (*ex.children, hyphen):
        child.head = noun
    ex.head, ex.dep_, hyphen.dep_ = noun, "amod", "punct"


def _beside_fellow(fellow: Token) -> None:
    """Join a name behind "co-defendant", taken for a verb: "arrested Al Roe and co-defendant Ed Poe"."""
    verb = fellow.head
    names = [child for child in fellow.rights if child.dep_ == "dobj" and child.pos_ == "PROPN"]
    if fellow.dep_ != "conj" or verb.pos_ != "VERB" or not names or names[0].left_edge.i != fellow.i + 1:
        return
    beside = [child for child in verb.children if child.dep_ == "dobj" and child.i < fellow.i]
    if not beside:
        return
    name = names[0]
    for child in list(fellow.children):
        if child != name:
            hang(child, verb, child.dep_)
    hang(name, beside[-1], "conj")
    hang(fellow, name, "compound")
    fellow.tag_, fellow.pos_ = "NN", "NOUN"


def _found_guilty(guilty: Token) -> None:
    """Make who was found guilty the object, and "guilty" what is said of them."""
    noun, verb = guilty.nbor(-1), guilty.head
    front = list(guilty.lefts)
    if noun.i <= verb.i or noun not in front or noun.dep_ not in MODIFIERS or len(front) < len("ab"):
        return
    noun.head, noun.dep_ = verb, "dobj"
    noun.pos_, noun.tag_ = "NOUN", "NN"
    for child in front:
        if child != noun:
            child.head = noun
    guilty.head, guilty.dep_ = verb, "oprd"
    guilty.pos_, guilty.tag_ = "ADJ", "JJ"


def _of_children(of: Token) -> None:
    """Hang a number of children on "of": "the father of two's release", "found the father of two guilty"."""
    number, parent = of.nbor(), of.head
    above = number.head
    if number.i + 1 < len(of.doc) and number.nbor().text == "-":
        return  # "the mother of 12-year-old Ann Roe"
    if number.like_num and above.i > number.i and above.ent_type_ == "PERSON" and above.dep_ == "pobj":
        _of_named_parent(of, number, above)
        return
    if not number.like_num or above.i <= number.i or parent != of.nbor(-1) or not _is_last(number):
        return
    label, place = number.dep_, (parent.head, parent.dep_)
    if label not in ("nummod", "poss"):
        return
    inside = above.head == of
    number.head, number.dep_ = of, "pobj"
    if label == "poss" and inside:
        above.head, above.dep_ = place if parent.dep_ != "ROOT" else (above, "ROOT")
        parent.head, parent.dep_ = above, "poss"
    elif inside and above.lower_ == "guilty":
        above.head, above.dep_ = place[0], "oprd"
    elif (
        inside and parent.dep_ == "ROOT" and (verb := number.nbor()).lower_ == "posted" and verb.head == above
    ):
        _make_root(verb, parent, above)


def _of_named_parent(of: Token, number: Token, name: Token) -> None:
    """Give a name the place of what its bearer is called in front of it: "Father of two Al Roe was held"."""
    parent = of.head
    if name.head != of or parent != of.nbor(-1) or name.left_edge.i < parent.i:
        return
    number.head, number.dep_ = of, "pobj"
    name.head, name.dep_ = (name if parent.dep_ == "ROOT" else parent.head), parent.dep_
    for child in list(parent.children):
        if child != of and (child.i > name.i or child.dep_ in ("appos", "punct")):
            child.head = name
    parent.head, parent.dep_ = name, "nmod"


def _make_root(verb: Token, subject: Token, held: Token) -> None:
    """Make a participle the verb of its sentence: "The father of two posted bail"."""
    behind = [child for child in subject.rights if child.i > held.i]
    verb.head, verb.dep_ = verb, "ROOT"
    verb.tag_, verb.pos_ = "VBD", "VERB"
    subject.head, subject.dep_ = verb, "nsubj"
    held.head, held.dep_ = verb, "dobj"
    for child in behind:
        child.head = verb


def _is_last(number: Token) -> bool:
    """Say whether a number of children counts nothing behind it: no "father of two girls"."""
    behind = number.nbor() if number.i + 1 < len(number.doc) else number
    return behind.pos_ not in ("NOUN", "PROPN", "ADJ") or behind.lower_ in ("faces", "guilty", "awaits")


def _sentenced_two(to: Token) -> None:
    """Make "the two" the object of a court's verb: "sentenced the two to four years"."""
    number, term = to.nbor(-1), to.head.head
    verb = term.head
    front = number.nbor(-1) if number.i else number
    if number.lower_ != "two" or front.lower_ != "the" or verb.lemma_ != "sentence" or term.dep_ != "dobj":
        return
    if verb.i != front.i - 1 or front.head != term:
        return
    number.head, number.dep_ = verb, "dobj"
    front.head = number
    to.head, to.dep_ = verb, "prep"
    term.head, term.dep_ = to, "pobj"


def _sentenced_both(to: Token) -> None:
    """Make "both" the object of a court's verb: "sentenced both to four years"."""
    both, verb = to.nbor(-1), to.head
    if both.dep_ == "preconj" and both.head == to and verb.lemma_ == "sentence" and both.i == verb.i + 1:
        both.head, both.dep_ = verb, "dobj"
