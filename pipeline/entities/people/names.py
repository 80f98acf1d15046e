"""Finds the names of people: what the base model's recogniser says, mended, and what it passes over.

The recogniser misses names after capitalised titles, in capitals and with two family names (spaCy issues
1255, 2157, 7493), and takes institutions for people; ages and titles beside a name mend both.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence, Set
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Doc, Span, Token

from pipeline.doc_text import text_of
from pipeline.entities.people.contexts import (
    is_business,
    is_company,
    is_county,
    is_custody,
    is_located,
    is_modifier,
    is_nobody,
    is_run_together,
    is_signature,
    is_town,
    is_word_of,
)
from pipeline.entities.people.initials import behind_initials, find_initials
from pipeline.entities.people.misread import misread_names
from pipeline.entities.people.name_words import name_words
from pipeline.entities.people.repeated import repeated_names
from pipeline.entities.people.trimming import WHOLE, trim
from pipeline.entities.people.unrecognised import unrecognised_names
from pipeline.entities.taken import Taken
from pipeline.schema import Mention

_GAP = re.compile(
    r" |,? (?=(?:Jr|Sr)\b)| ?[“\"‘'][A-Z][^”\"’'\n]{0,23}[^”\"’'\n.?!][”\"’'] "
    r"| \([“\"‘']?[A-Z][^()\n]{1,24}\) "
)
"""Between two parts of one name that were found apart."""
_FROM = ("from ", "in ")
_FROM_HOME = re.compile(r"\b(?:m[ae]n|wom[ae]n|boys?|girls?|teens?|teenagers?|residents?) (?:from|of) \Z")
_HOME = 20
_LONGEST = 6
_CALLING = ("ed", "ing", "er", "or", "ist", "ian", "ant", "ent", "man", "men", "ee", "ive", "al", "ic", "ers")
"""Endings of what somebody is or does, in front of a family name: "Plaintiff Roe", "Rancher Roe"."""
_PLACES = frozenset({"GPE", "LOC", "NORP"})
"""What a name behind an age may be told by: "34-year-old Honduran Jose Lara"."""
_NEEDED = {
    "name.called": ("named ", "known only as ", "identified only as "),
    "name.junior": ("Jr", "Sr"),
    "name.before_alias": ("aka", "AKA", "a/k/a", "a.k.a."),
}
"""Letters without any of which a text has no name of a kind: most texts have none."""

type _Found = tuple[int, int, str, float]
"""Half-open offsets, rule, confidence."""


def find_names(doc: Doc) -> list[Mention]:
    """Return the names of people in a parsed text, without titles, in text order, not overlapping."""
    text = text_of(doc)
    recognised = [*_recognised(doc, text)]
    found = [
        (behind_initials(text, start, end), end, rule, sure)
        for start, end, rule, sure in (*recognised, *_by_patterns(doc, text, recognised))
    ]
    mentions: list[Mention] = []
    taken = Taken(len(text))
    for start, end, rule, confidence in sorted(found, key=lambda item: (item[0] - item[1], item[0])):
        if taken.is_free(start, end) and not is_nobody(text, start, end):
            taken.take(start, end)
            mentions.append(Mention("name", start, end, rule, confidence))
    mentions = _of_people(doc, text, _joined(text, sorted(mentions, key=lambda item: item.start)))
    taken = Taken(len(text), ((item.start, item.end) for item in mentions))
    mentions += [
        Mention("name", start, end, "name.initials", 0.8)
        for start, end in find_initials(text)
        if taken.is_free(start, end)
    ]
    mentions += repeated_names(doc, mentions)
    return sorted(mentions, key=lambda mention: mention.start)


def _recognised(doc: Doc, text: str) -> Iterator[_Found]:
    """Yield the names that the recogniser finds, and those that it misreads, misses or cuts short."""
    found: list[tuple[int, int, float]] = []
    for ent in doc.ents:
        if ent.label_ == "PERSON":
            for start, end in _apart(text, ent.start_char, ent.end_char):
                found += [(*span, 0.85) for span in trim(text, start, end)]
    for first in (*_firsts(doc), *_cut_short(doc), *misread_names(doc), *unrecognised_names(doc)):
        found += [(*span, 0.8) for span in trim(text, *first)]
    for start, end in _dated(text, [text[start:end] for start, end, _ in found]):
        found += [(*span, 0.8) for span in trim(text, start, end)]
    found = [(_begun_late(doc, start), end, sure) for start, end, sure in found]
    whole = {text[start:end] for start, end, _ in found}
    for start, end, sure in found:
        yield _begun_before(text, start, end, whole), end, "name.recogniser", sure


def _by_patterns(doc: Doc, text: str, found: Sequence[_Found]) -> Iterator[_Found]:
    """Yield the names that words around them tell, where none was found before."""
    lexicon = name_words()
    patterns = {
        "name.before_age": lexicon.before_age,
        "name.listed": lexicon.listed,
        "name.before_nationality": lexicon.before_nationality,
        "name.titled": lexicon.titled,
        "name.called": lexicon.called,
        "name.apposed": lexicon.apposed,
        "name.junior": lexicon.junior,
        "name.alias": lexicon.alias,
        "name.before_alias": lexicon.before_alias,
        "name.public_figure": lexicon.figures,
    }
    covered = Taken(len(text), ((start, end) for start, end, *_ in found))
    places = {(ent.start_char, ent.end_char) for ent in doc.ents if ent.label_ == "GPE"}
    for rule, pattern in patterns.items():
        if rule in _NEEDED and not any(letters in text for letters in _NEEDED[rule]):
            continue
        for match in pattern.finditer(text):
            if _is_place(text, match, rule, places):
                continue
            if not covered.is_free(*match.span(1)) and rule not in ("name.before_age", "name.listed"):
                continue
            for start, end in trim(text, *match.span(1)):
                covered.take(start, end)
                yield start, end, rule, 0.8


def _is_place(text: str, match: re.Match[str], rule: str, places: Set[tuple[int, int]]) -> bool:
    """Say whether what a pattern takes for a name is where somebody is from, or a place with a number."""
    start, end = match.span(1)
    if (start, end) in places and (rule == "name.apposed" or text.endswith(_FROM, 0, start)):
        return True  # "an offender from El Salvador, a 52-year-old trafficker and"
    if _FROM_HOME.search(text, max(0, start - _HOME), start):
        return True  # "a man from Holt Heights, a 41-year-old woman from"
    # "Nassau County, New York (38)": a number, and no age
    return (start, end) in places and text.startswith(" (", end)


def _firsts(doc: Doc) -> Iterator[tuple[int, int]]:
    """Yield the names whose first word the recogniser takes for a place, or for an organization.

    "Danielle" "Pinto Roe, whose office ...": no place stands at a sentence's beginning without a comma.
    """
    for place, name in pairwise(doc.ents):
        first = doc[place.start]
        if (
            (first.is_sent_start or first.i == 0 or doc[first.i - 1].is_space)
            and (place.label_, name.label_) == ("GPE", "PERSON")
            and len(place) == 1
            and place.end == name.start
            and first.whitespace_ == " "
        ) or _is_first_of(first, place, name):
            yield place.start_char, name.end_char


def _is_first_of(first: Token, place: Span, name: Span) -> bool:
    """Say whether a lone word that is taken for an organization begins a name: "Abdirahman" "Yusuf Ali".

    It stands nowhere else, and behind a verb, a preposition or a sign.
    """
    beside = len(place) == 1 and place.end == name.start and first.whitespace_ == " " and len(name) >= WHOLE
    if not beside or (place.label_, name.label_) != ("ORG", "PERSON") or first.head != name.root:
        return False
    words = name_words()
    called = first.text in words.titles | words.callings or first.lower_ in words.described
    doing = first.lower_.endswith(_CALLING) and not first.lower_.endswith("rahman")
    plain = first.text.istitle() and first.is_alpha and not called and not doing
    front = first.nbor(-1) if first.i else first
    opens = first.is_sent_start or front.is_punct or front.pos_ in ("VERB", "ADP", "AUX")
    alone = text_of(first.doc).count(first.text) == text_of(first.doc).count(f"{first.text} {name[0].text}")
    return plain and bool(opens) and alone


def _cut_short(doc: Doc) -> Iterator[tuple[int, int]]:
    """Yield a first name with the family name behind it that the recogniser leaves out.

    "Amalia" "Brisk has": where "Brisk" alone is a person's name in the same text, or the subject of a verb.
    """
    people = [ent for ent in doc.ents if ent.label_ == "PERSON"]
    families = {ent.text for ent in people if len(ent) == 1}
    for ent in people:
        if len(ent) > 2 or ent.end >= len(doc) or ent.root.whitespace_ != " ":
            continue
        behind = doc[ent.end]
        known = (len(ent) == 1 and behind.text in families - {ent.text}) or (
            ent.root.dep_ == "compound" and ent.root.head == behind and _is_told(behind)
        )
        if behind.tag_ == "NNP" and not behind.ent_type_ and known:
            yield ent.start_char, behind.idx + len(behind)


def _begun_late(doc: Doc, start: int) -> int:
    """Return where a name begins whose first words are left out behind an age: "9-year-old Melodee" "Roe".

    Likewise in a list of people: "Al Roe, Urillas" "Poe and". The family name alone is another's, of whom the
    text tells as well.
    """
    span = doc.char_span(start, start + 1, alignment_mode="expand")
    if span is None:
        return start
    titles, first = name_words().titles, span[0]
    while first.i and first.nbor(-1).tag_ == "NNP" and first.nbor(-1).dep_ == "compound":
        first = first.nbor(-1)
        if first.text.rstrip(".") in titles or first.text in titles or first.ent_type_ in _PLACES:
            return start
    listed = first.i == span[0].i - 1 and not first.ent_type_ and _is_listed(span[0])
    front = first.nbor(-1).lower_ if first.i else ""
    alone = first.i == span[0].i - 1 and not first.ent_type_ and _is_lone_family(first, span[0])
    return first.idx if front == "old" or alone or (listed and front in (",", "and", "—")) else start


def _is_lone_family(first: Token, name: Token) -> bool:
    """Say whether a name is one word behind a capitalised one that is no title: "Wideline" "Joseph was"."""
    ends = name.i + 1 == len(name.doc) or name.nbor(1).ent_iob_ != "I"
    alone = name.ent_type_ == "PERSON" and name.ent_iob_ == "B" and ends
    words = name_words()
    called = first.text in words.titles | words.callings or first.lower_ in words.described
    plain = first.text.istitle() and first.is_alpha and first.head == name and not called
    plain = plain and not first.lower_.endswith(_CALLING) and f" {first.lower_} " not in text_of(first.doc)
    front = first.nbor(-1) if first.i else first
    opens = first.is_sent_start or front.is_punct or front.pos_ in ("VERB", "ADP", "AUX")
    return alone and plain and bool(opens) and not front.is_quote


def _is_listed(name: Token) -> bool:
    """Say whether a name stands behind another in a list of people."""
    return name.dep_ == "conj" and name.head.ent_type_ == "PERSON" and name.ent_type_ == "PERSON"


def _begun_before(text: str, start: int, end: int, whole: Container[str]) -> int:
    """Return where a name begins that the text has elsewhere with one more word in front."""
    before = text.rfind(" ", 0, max(0, start - 1)) + 1
    line = text.rfind("\n", 0, start) + 1
    first = max(before, line)
    return first if text[first:end] in whole else start


def _is_told(word: Token) -> bool:
    """Say whether a clause's verb stands right behind a capitalised word: "Luis Felipe Roma was"."""
    behind = [token.lower_ for token in word.doc[word.i + 1 : word.i + 3]]
    verb = behind[1:] if behind[:1] in (["all"], ["both"], ["each"]) else behind[:1]
    return word.text.istitle() and verb in (["was"], ["were"], ["is"], ["are"], ["has"], ["have"], ["had"])


def _dated(text: str, names: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Yield names found elsewhere that stand in front of a day and are taken for one with it."""
    known = set(names)
    for day in name_words().day.finditer(text):
        start = text.rfind(" ", 0, max(0, day.start() - 1)) + 1
        if text[start : day.start()].rstrip() in known:
            yield start, day.start()


def _apart(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the stretches between words that say that another name follows: "Ann Roe aka Nan Roe"."""
    cuts = [match.span() for match in name_words().known_as.finditer(text, start, end)]
    edges = [start, *(edge for cut in cuts for edge in cut), end]
    return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b]


def _joined(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the names with what was cut off them: "Ann" "Roe-Hale", "Ann “Nan”" "Roe", "Ann Roe" ", Jr."."""
    lexicon = name_words()
    joined: list[Mention] = []
    for mention in mentions:
        if joined and mention.start < joined[-1].end:
            continue
        if joined and _GAP.fullmatch(text[joined[-1].end : mention.start]):
            words = text[joined[-1].start : mention.end].split()
            if len(words) <= _LONGEST and words[-2].rstrip(".") not in lexicon.suffixes:
                joined[-1] = replace(joined[-1], end=mention.end)
                continue
        behind = lexicon.rest.match(text, mention.end)
        joined.append(replace(mention, end=behind.end()) if behind is not None else mention)
    return [item for item in joined if text[item.start : item.end].rstrip(".") not in lexicon.suffixes]


def _of_people(doc: Doc, text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions of names that stand for somebody at least once, and not for a place or a word."""
    words = [text[item.start : item.end] for item in mentions]
    listed = list(zip(words, mentions, strict=True))
    towns = {
        word.casefold()
        for word, item in listed
        if is_town(text, item.start, item.end)
        or is_business(text, item.start, item.end)
        or is_county(text, word)
    }
    people = {
        word
        for word, item in listed
        if not is_located(text, item.start, item.end)
        and not is_modifier(doc, item.start, item.end)
        and not is_signature(text, item.start, item.end)
    }
    times = Counter(words)
    titled = {word for word, item in listed if item.rule != "name.recogniser"}
    families = {name.rpartition(" ")[2] for name in times if " " in name}
    alike = people | {part for name in people for part in name.split()}
    kept = {
        word
        for word in times
        if word.casefold() not in towns
        and word in alike
        and not is_word_of(text, word, times[word])
        and not is_run_together(word)
        and not is_company(text, word, families)
        and not (word not in titled and is_custody(text, word, families))
    }
    return [item for word, item in listed if word in kept]
