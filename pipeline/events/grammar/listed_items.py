"""Makes the people of a list one chain, each with their own words, however the parser hung them.

"Arrested were Al Roe, 36, convicted of arson; Ed Poe, 41, a Peruvian; and a woman, 29": semicolons part the
items. "A 36-year-old man convicted of theft, a 41-year-old citizen of Chile": two ages are two people.
"A detainer for Al Roe, 22, and Ed Poe, 31": the second name is joined with the first, not with the verb.

in: a parsed `Doc`    out: nothing    writes: heads and labels of the `Doc`
"""

from __future__ import annotations

import re
from itertools import groupby
from operator import attrgetter

from spacy.tokens import Doc, Span, Token

from pipeline.events.grammar.labels import SUBJECT
from pipeline.events.grammar.nominals import is_person_noun
from pipeline.events.grammar.scan import tokens_with

_NEW = frozenset({"a", "an", "another"})
_JOINING = frozenset({"and", "plus", "or"})
_OWN = frozenset({"acl", "relcl", "prep", "appos", "amod", "advcl", "conj", "dep"})
"""How what is said of an item hangs on it, or on another word by mistake."""
_CLAUSES = frozenset({"acl", "relcl", "prep", "appos"})
_AT_LAW = frozenset(
    {"convict", "charge", "accuse", "indict", "arrest", "sentence", "wanted", "want", "suspect"}
)
"""Verbs of whose object a thing is told, never a person."""
_AGED = re.compile(r"\b(\d{1,2})-year-old\b")
_BETWEEN = frozenset({",", "and", "&", "of", "from", "age", "aged", "(", ")"})
"""What may stand between two names of a list, beside ages and towns: "Al Roe, 22, of Salem, and"."""
_MOST_BETWEEN = 10
_OWNERS = frozenset({"his", "her", "their"})


def chain_items(doc: Doc) -> None:
    """Hang each item of a list on the one in front, and what is said of an item on that item."""
    for sentence, stops in groupby(tokens_with(doc, words=(";",)), key=attrgetter("sent")):
        between = list(stops)
        _own_participle(sentence, between)
        _chain(sentence, between)
    for noun in tokens_with(doc, labels=("appos", "conj")):
        label = noun.dep_
        if label not in ("appos", "conj"):
            continue
        if label == "conj" and noun.head.pos_ in ("VERB", "AUX") and _is_person_name(noun):
            _behind_name(noun)
        if label == "conj" and noun.head.dep_ == "appos" and _is_named_relative(noun):
            noun.head = noun.head.head
        if label == "appos" and _is_of_other_age(noun, noun.head):
            noun.dep_ = "conj"
        if noun.dep_ == "conj" and noun.head.dep_ == "pobj" and _is_new_person(noun):
            _beside_person(noun)
        if noun.dep_ == "conj" and noun.head.dep_ == "pobj" and noun.ent_type_ == "PERSON":
            _beside_name(noun)


def _is_named_relative(noun: Token) -> bool:
    """Say whether somebody of another's is named: "charged Al Roe, a plumber, and his wife, Ann Roe"."""
    first = noun.head.head
    named = any(child.dep_ == "appos" and child.ent_type_ == "PERSON" for child in noun.children)
    described = not _is_owned(noun.head) and noun.head.ent_type_ != "PERSON"
    return named and described and _is_owned(noun) and first.ent_type_ == "PERSON" and first.pos_ == "PROPN"


def _is_owned(noun: Token) -> bool:
    return any(child.dep_ == "poss" and child.lower_ in _OWNERS for child in noun.children)


def _beside_person(noun: Token) -> None:
    """Hang somebody new, joined with what another one did, on that one: "a man convicted of rape and a boy".

    What stands right behind the second is said of that one.
    """
    clause = noun.head.head.head if noun.head.head.dep_ == "prep" else noun.head
    if clause.dep_ not in ("acl", "relcl") or clause.lemma_ not in _AT_LAW or is_person_noun(noun.head):
        return
    first, end = clause.head, noun.right_edge.i
    if not (_is_new_person(first) or _AGED.search(first.doc[first.left_edge.i : first.i].text)):
        return
    for child in list(clause.children):
        if child.i == end + 1 and child.dep_ == "prep":
            child.head = noun
    noun.head = first


def _beside_name(name: Token) -> None:
    """Hang a name joined with what the one in front did on that name: "convicted Al Roe, 40, of theft and".

    A phrase right behind it is its own.
    """
    thing, first = name.head, name.head.head.head
    above = [first, thing]
    if first.lower_ == "guilty" and first.dep_ == "amod":
        first = first.head  # "found Al Roe, 40, guilty of theft and Ed Poe, 33, guilty of fraud"
        above.append(first)
    named = first.ent_type_ == "PERSON" and first.pos_ == "PROPN"
    if (
        thing.ent_type_ == "PERSON"
        or is_person_noun(thing)
        or not named
        or first.head.lemma_ not in _AT_LAW | {"find"}
    ):
        return
    end = max(token.i for token in name.subtree)
    for phrase in [child for node in (*above, first.head) for child in node.children]:
        if (phrase.dep_ == "prep" or phrase.lower_ == "guilty") and end < phrase.i <= end + 2:
            phrase.head = name
    name.head = first


def _is_person_name(token: Token) -> bool:
    return token.ent_type_ == "PERSON" and token.pos_ == "PROPN"


def _behind_name(name: Token) -> None:
    """Hang a name that is joined with a verb on the name in front: "held Al Roe, 22, and Ed Poe, 31"."""
    first = _name_in_front(name)
    if first is None or first.is_ancestor(name) or name.is_ancestor(first):
        return
    for joining in name.doc[first.i + 1 : name.left_edge.i]:
        if joining.dep_ == "cc" and joining.head == name.head:
            joining.head = first
    name.head = first


def _name_in_front(name: Token) -> Token | None:
    """Return the name of which only an age, a town and "and" stand in front of this one."""
    joined = False
    for index in range(name.left_edge.i - 1, max(name.sent.start, name.left_edge.i - _MOST_BETWEEN) - 1, -1):
        token = name.doc[index]
        if _is_person_name(token):
            first = token
            while first.dep_ in ("compound", "flat") and first.head.i == first.i + 1:
                first = first.head
            return first if joined else None
        joined = joined or token.lower_ in ("and", "&")
        if not (token.lower_ in _BETWEEN or token.like_num or token.ent_type_ == "GPE"):
            return None
    return None


def _chain(sentence: Span, stops: list[Token]) -> None:
    """Chain the items of a sentence that semicolons part; nothing where a part has a subject and verb."""
    doc, edges = sentence.doc, [token.i for token in stops]
    parts = [
        doc[start:end]
        for start, end in zip([sentence.start, *(i + 1 for i in edges)], [*edges, sentence.end], strict=True)
    ]
    heads = [_opening(part) for part in parts[1:]]
    first = _first(parts[0], sentence.root)
    if first is None or any(head is None for head in heads) or any(map(_has_clause, parts[1:-1])):
        return
    last = first
    for part, head in zip(parts[1:], heads, strict=True):
        if head is None or head == sentence.root or _is_subject(head) or head.is_ancestor(last):
            return
        head.head, head.dep_ = last, "conj"
        for token in part:
            outside = token.head.i < part.start and token != head and token.dep_ in _OWN
            if (outside or _is_of_place(token)) and not token.is_ancestor(head):
                token.head = head
                token.dep_ = token.dep_ if token.dep_ in _CLAUSES else _label(token)
        last = head
    _own_phrases(parts[0], first, [head for head in heads if head is not None])


def _own_participle(sentence: Span, stops: list[Token]) -> None:
    """Give the verb that the parser took for the sentence's to the person of its item alone.

    "They are Al Roe, 30, a cook; Ed Poe, 40, deported twice; and Ann Luna": nobody else was.
    """
    verb, doc = sentence.root, sentence.doc
    edges = [token.i for token in stops if token.i < verb.i]
    if not edges or verb.tag_ not in ("VBN", "VBD") or any("aux" in child.dep_ for child in verb.children):
        return
    head = _opening(doc[edges[-1] + 1 : verb.i])
    if head is None or doc[verb.i - 1].text != ",":
        return
    for child in verb.children:
        if _is_person(child) and child.dep_ in ("nsubj", "nsubjpass", "conj"):
            child.dep_ = "dep"
    head.head, head.dep_ = verb, "nsubjpass"


def _own_phrases(part: Span, first: Token, others: list[Token]) -> None:
    """Hang "on a charge of theft" on the first of a list whose others have such a phrase each."""
    words = {child.lower_ for other in others for child in other.children if child.dep_ == "prep"}
    for token in part:
        if token.dep_ == "prep" and token.i > first.i > token.head.i and token.lower_ in words:
            token.head = first


def _is_of_place(clause: Token) -> bool:
    """Say whether "who" is hung on a town: "Jim Coe, 29, of Boise, who is charged"."""
    who = any(child.lower_ in ("who", "whose") for child in clause.subtree if child.i <= clause.i)
    return clause.dep_ == "relcl" and who and clause.head.ent_type_ == "GPE"


def _label(token: Token) -> str:
    return "acl" if token.tag_ in ("VBN", "VBD", "VBG") else "appos"


def _first(part: Span, root: Token) -> Token | None:
    """Return the first person behind the verb a list hangs on; None where the verb stands behind them."""
    start = root.i if root.i < part.end else part.end
    for token in part:
        if token.i >= start and _is_person(token):
            return token
    return None


def _opening(part: Span) -> Token | None:
    """Return the person with whom an item opens, behind "and"."""
    words = [token for token in part if not token.is_space and token.lower_ not in _JOINING]
    if not words:
        return None
    return next((token for token in words if _is_person(token) and token.left_edge.i <= words[0].i), None)


def _is_person(token: Token) -> bool:
    """Say whether a word is the head of a name, or of "a 41-year-old citizen"."""
    if token.ent_type_ == "PERSON" and token.pos_ == "PROPN":
        return token.dep_ not in ("compound", "flat", "poss")
    new = any(child.lower_ in _NEW for child in token.children)
    return token.pos_ == "NOUN" and new and is_person_noun(token)


def _is_new_person(token: Token) -> bool:
    """Say whether a noun brings in somebody: "a Honduran man", "a 26-year-old Honduran"."""
    new = any(child.lower_ in _NEW for child in token.children)
    return new and (token.ent_type_ == "NORP" or (token.pos_ == "NOUN" and is_person_noun(token)))


def _has_clause(part: Span) -> bool:
    return any(
        _is_subject(token) and token.head.i in range(part.start, part.end)
        for token in part
        if _is_person(token)
    )


def _is_subject(token: Token) -> bool:
    return token.dep_ in SUBJECT and token.head.i > token.i


def _is_of_other_age(noun: Token, head: Token) -> bool:
    """Say whether two nouns for people, the second one new, have ages that differ."""
    if not (_is_person(noun) and is_person_noun(head)):
        return False
    own, other = _age(noun), _age(head)
    return own is not None and other is not None and own != other


def _age(noun: Token) -> str | None:
    found = _AGED.search(noun.doc[noun.left_edge.i : noun.i].text)
    return found[1] if found is not None else None
