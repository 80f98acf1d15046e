"""Finds the subject that the parser joins to a phrase in front of it.

"At a hearing before Judge Ann Poole, Al Roe, 29, of Holt, pleaded guilty": the parser reads that Poole
and Roe pleaded guilty, or that nobody did.

in: a parsed `Doc`    out: nothing    writes: heads and labels of the `Doc`
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from pipeline.events.grammar.days import HOURS, WEEKDAYS
from pipeline.events.grammar.labels import FINITE, MODIFIERS, SUBJECT
from pipeline.events.grammar.scan import tokens_with

_JOINED = ("conj", "appos")
_LEADING = frozenset({"IN", "TO"})
_MAIN = ("ROOT", "ccomp", "conj", "parataxis")
_OLDEST = 110
_YEARLY = frozenset({"in", "since", "by", "during"})
_NAMES = frozenset([*calendar.month_name, *calendar.day_name])
_SHORTEST = 4
"""Words that a sentence has at least in which a year stands in front of a subject and a verb."""
_DIGITS = 4
_FOR = frozenset({"for", "on", "against"})
_NEAR = 3
"""Words from a year to the subject behind it: "In 2018 federal ICE agents"."""


def subjects_behind_openings(doc: Doc) -> None:
    """Hang a name behind a sentence's opening phrase and a comma on the verb, which has no other subject."""
    for sentence in doc.sents:
        finite = next((token for token in sentence if token.tag_ in FINITE or token.tag_ == "MD"), None)
        if finite is not None:
            verb = finite.head if finite.dep_ in ("aux", "auxpass") else finite
            if verb.dep_ in _MAIN and finite.i <= verb.i:
                _of_opening(verb, finite)


def dates_in_front(doc: Doc) -> None:
    """Hang a date on the word in front where it is parsed as a part of the subject: "In 2018 agents".

    So are a day, "On Friday ICE", and either by its name in front of any clause: "He fled, and in May ICE".
    The subject is hung on the verb where it has none.
    """
    for sentence in doc.sents:
        date = _date_in_front(sentence) or _day_in_front(sentence)
        if date is not None:
            _part_date(sentence[0], date)
    for word in tokens_with(doc, words=(*_YEARLY, "on")):
        if word.i + 1 < word.sent.end and _is_named_behind(word):
            _part_date(word, word.nbor())


def _part_date(word: Token, date: Token) -> None:
    noun = _noun_behind(date)
    verb = noun.head if noun.dep_ in SUBJECT else word.head
    subjects = [child for child in verb.children if child.dep_ in SUBJECT]
    if verb.pos_ != "VERB" or verb.i < noun.i or subjects not in ([], [noun]):
        return
    passive = any(child.dep_ == "auxpass" for child in verb.children)
    noun.head, noun.dep_ = verb, "nsubjpass" if passive else "nsubj"
    word.head, word.dep_ = verb, "prep"
    date.head, date.dep_ = word, "pobj"


def _is_named_behind(word: Token) -> bool:
    """Say whether a month or day, by its name, hangs on the subject behind it: "in May ICE arrested"."""
    date = word.nbor()
    if date.text not in _NAMES or date.ent_type_ != "DATE":
        return False
    noun = _noun_behind(date)
    near = date.i < noun.i <= date.i + _NEAR and date.dep_ in MODIFIERS
    told = noun.dep_ in (*SUBJECT, "pobj") and noun.ent_type_ not in ("DATE", "TIME")
    return near and told and noun.lower_ not in HOURS and _opens(word)


def names_in_front(doc: Doc) -> None:
    """Part a name in front of a clause from its subject: "For Al Roe the agency had filed a detainer"."""
    for entity in doc.ents:
        front = doc[entity.start - 1] if entity.label_ == "PERSON" and entity.start else None
        if front is None or front.lower_ not in _FOR or front.head.i < entity.end or not _opens(front):
            continue
        verb, name = front.head, entity[-1]
        behind = doc[entity.end : entity.end + 2]
        if behind[0].lower_ != "the" and behind[0].pos_ not in ("NOUN", "PROPN"):
            continue
        own = behind[-1] if behind[0].lower_ == "the" else behind[0]
        after = own.nbor() if own.i + 1 < len(doc) else own
        joined = own in (name.head, *name.children)
        if joined and own.i < verb.i and (after == verb or after.dep_ in ("aux", "auxpass")):
            for word in entity[:-1]:
                word.head, word.dep_ = name, "compound"
            passive = any(child.dep_ == "auxpass" for child in verb.children)
            own.head, own.dep_ = verb, "nsubjpass" if passive else "nsubj"
            front.head, front.dep_ = verb, "prep"
            name.head, name.dep_ = front, "pobj"


def phrases_of_openings(doc: Doc) -> None:
    """Hang a phrase on the participle it stands behind, up to the comma: "Having lost in May, it won"."""
    for clause in tokens_with(doc, labels=("advcl",)):
        verb = clause.head
        if clause.tag_ not in ("VBG", "VBN") or verb.i < clause.i:
            continue
        for phrase in verb.lefts:
            between = doc[clause.i : phrase.i]
            behind = doc[phrase.i : verb.i]
            closed = any(token.text == "," for token in behind)
            if (
                phrase.dep_ == "prep"
                and phrase.i > clause.i
                and closed
                and all(token.text != "," for token in between)
            ):
                phrase.head = clause


def _opens(front: Token) -> bool:
    """Say whether a preposition opens a clause."""
    before = front.nbor(-1) if front.i > front.sent.start else None
    return before is None or before.text in (";", ",", "—") or before.dep_ == "cc"


def _date_in_front(sentence: Span) -> Token | None:
    """Return the year, or the month with its year, behind a sentence's first word that hangs on a noun."""
    if len(sentence) < _SHORTEST or sentence[0].lower_ not in _YEARLY:
        return None
    for year in sentence[1:3]:
        if len(year.text) == _DIGITS and year.text.startswith(("19", "20")) and year.text.isdigit():
            month = year.head if year.head.i == year.i - 1 and year.head.i > sentence.start else year
            noun = month.head
            near = year.i < noun.i <= year.i + _NEAR and month.dep_ in MODIFIERS
            return month if near and noun.dep_ in (*SUBJECT, "pobj") else None
    return None


def _day_in_front(sentence: Span) -> Token | None:
    """Return the day behind a first "On" that hangs on the subject: "On Friday ICE", "On May 3 agents"."""
    if len(sentence) < _SHORTEST or sentence[0].lower_ != "on":
        return None
    day, number = sentence[1], sentence[2]
    noun = _noun_behind(day)
    if day.ent_type_ != "DATE" or day.dep_ not in MODIFIERS or noun.dep_ not in (*SUBJECT, "pobj"):
        return None
    if number.ent_type_ == "DATE" and number.text.isdigit():
        number.head, number.dep_ = day, "nummod"
    elif day.lower_ not in WEEKDAYS:
        return None
    return day if noun.i - day.i <= _NEAR + 1 else None


def _noun_behind(date: Token) -> Token:
    """Return the noun that a date is parsed as a part of."""
    noun = date.head
    while noun.dep_ in MODIFIERS and noun.head.i > noun.i:
        noun = noun.head
    return noun


def _of_opening(verb: Token, finite: Token) -> None:
    names = [*_names(verb, finite)]
    if not names:
        return
    last = names[-1]
    listed = any(child.dep_ == "cc" for child in last.children)
    own = names[0] if listed else last
    object_ = own.head
    while object_.dep_ in _JOINED and object_.head.i < object_.i:
        object_ = object_.head
    if object_.left_edge.i == verb.sent.start:
        return
    leading = verb.doc[object_.left_edge.i - 1]
    subjects = [child for child in verb.children if child.dep_ in (*SUBJECT, "csubj", "expl")]
    relative = None if listed else _relative(leading)
    if leading.tag_ not in _LEADING and (relative is None or subjects != [object_]):
        return
    in_front = [token for token in verb.doc[verb.sent.start : own.i] if token.dep_ in SUBJECT]
    if not all(_is_in_opening(noun, object_, own) for noun in subjects) or set(in_front) - set(subjects):
        return
    passive = any(child.dep_ == "auxpass" for child in verb.children)
    for noun in subjects:
        if relative is not None:
            noun.head, noun.dep_ = relative, "appos"
        else:
            _hang_on_front(noun, verb)
    joined = own.head
    aside = [
        child
        for place in {joined, object_}
        for child in place.children
        if own.i < child.i < finite.i and child.dep_ not in _JOINED[:1]
    ]
    for child in aside:
        child.head = own
    own.head = verb
    own.dep_ = "nsubjpass" if passive else "nsubj"


def _relative(comma: Token) -> Token | None:
    """Return who stands in an opening in front of a name: "After the death of his cousin, Ed Poe"."""
    if comma.text != "," or comma.sent[0].tag_ not in _LEADING:
        return None
    noun = comma.doc[comma.i - 1]
    owned = any(child.dep_ == "poss" for child in noun.children)
    return noun if owned and noun.tag_ == "NN" and noun.dep_ == "pobj" else None


def _names(verb: Token, finite: Token) -> Iterator[Token]:
    """Yield the names behind a comma that are joined to what stands in front of it without "and"."""
    for token in verb.doc[verb.sent.start : finite.i]:
        if token.dep_ not in _JOINED or token.pos_ != "PROPN" or not token.head.i < token.i:
            continue
        first = token.i
        while first > verb.sent.start and verb.doc[first - 1].dep_ == "compound":
            first -= 1
        if first > verb.sent.start and verb.doc[first - 1].text == "," and _is_person(token):
            yield token


def _is_person(name: Token) -> bool:
    """Say whether a name is of a person: known as one, or with an age behind it."""
    behind = name.doc[name.i + 1 : name.i + 4]
    aged = len(behind) > 2 and behind[0].text == "," and behind[2].text == ","
    years = behind[1].text if aged else ""
    return name.ent_type_ == "PERSON" or (years.isdigit() and int(years) < _OLDEST)


def _is_in_opening(noun: Token, object_: Token, own: Token) -> bool:
    """Say whether a subject stands in the opening phrase, behind the word that leads it."""
    if noun == object_:
        return True
    first = noun.left_edge.i
    leads = first > noun.sent.start and noun.doc[first - 1].tag_ in _LEADING
    return leads and first - 1 == noun.sent.start and noun.i < own.i


def _hang_on_front(noun: Token, verb: Token) -> None:
    """Make what was read as a subject the object of the word in front: "before Judge Poole"."""
    front = noun.doc[noun.left_edge.i - 1]
    if front.dep_ == "mark":
        front.dep_ = "prep"
        front.head = verb
    noun.head = front
    noun.dep_ = "pobj"
