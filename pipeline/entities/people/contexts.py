"""Says by the words around it that what looks like a person's name is none, or nobody of the story.

A place ("in Dana Point"), a thing named for somebody ("Kate's Law", "the Flores settlement"), a writer or
photographer ("By Ann Roe", "(Ann Roe/Getty)"), a contact ("Reach Ann Roe at").

in: text and a span in it    out: yes or no    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from spacy.tokens import Doc

from pipeline.entities.people.hometowns import is_of_dweller
from pipeline.entities.people.name_words import name_words
from pipeline.entities.people.nationalities import country_of
from pipeline.entities.people.runs import states
from pipeline.first_names import is_first_name
from pipeline.word_lists import table

PATH = Path(__file__).with_name("contexts.toml")
_HOMETOWN_BEFORE = re.compile(r"\b\d\d ?, $")
_DAY_BEFORE = re.compile(
    r"\b(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.? \d\d ?, $"
)
"""A day, and no age: "On March 24, Ann Roe, of Troy, was"."""
_ADDRESS = re.compile(r",\s(?:aged\s)?\d{1,2},\s(?:of|from)\s(?:[A-Z0-9][\w’'.-]*\s){0,3}[A-Z][\w’'.-]*,\s$")
"""In front of a town: ", aged 23, of Elm Grove, "."""
_LIVES = re.compile(
    r"(?:\b(?P<first>[A-Z][a-z]+) (?:[A-Z]\.? )?(?:[“\"][A-Z]\w+[”\"] )?[A-Z][a-z’'-]+"
    r"|\b[A-Z][a-z’'-]+,|\b\d\d-year-old,?) of (?:[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*){0,2}, ){0,3}$"
)
"""In front of where somebody lives: "Ann Roe of ", "Roe, of Mill Lane, ", "the 27-year-old of Elm Row, "."""
_ADDRESS_REACH = 90
_AGE_NEXT = re.compile(r",\s(?:aged\s)?\d{1,2}\b")
_OF_BEFORE = re.compile(r"\b\d\d ?, (?:both |each |all )?of $")
_HOMETOWN_BEHIND = re.compile(r"(?:,|;| \()(?! ?\d\d ?,)")
"""Between an age and a comma stands where somebody lives: "Ann Roe, 37, Dana Point, was"."""
_PLACE_BEHIND = re.compile(r", ([A-Z][a-z]+(?: [A-Z][a-z]+)?\b|(?:[A-Z]\.){2})")
_TOWN_BEFORE = re.compile(r"\b(?:in|of|from|near|at) [A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+){0,2}, $")
"""A town in front of what may be its province: "in Caruaru, Santa Rosa, Brazil"."""
_TOWNS_LISTED = re.compile(
    r"\b(?:these|following) (?:cities|towns|communities|counties|suburbs|villages|municipalities): "
    r"(?:[A-Z][^,.;:\n]{1,30}, ){0,15}(?:[A-Z][^,.;:\n]{1,30} and |and )?\Z"
)
"""In front of one of several towns: "in the following cities: Cozad, Gibbon and"."""
_LIST = 300
_DATELINE = re.compile(r"(?:, [A-Z][\w. ]{0,14})?(?: \([^)\n]{2,20}\))? ?(?:[–—]|--?\s)")
_STORY_BEHIND = re.compile(r"(?:, [A-Z][\w. ]{0,14})?\s(?:[–—]|--)\s[A-Z][^.!?–—\n]{20,}?[.!?]")
"""Behind a dateline in small letters: one sentence, with no second dash."""
_BELOW_TITLE = 2
"""Paragraphs in which a dateline stands: the title's and the first one."""
_COMPOUND = re.compile(r"[-‑](?:appointed|nominated|endorsed|backed|era|aligned)\b")
"""Behind a name that only says whose: "a Biden-appointed judge"."""
_DAY = re.compile(r" \d")
_MONTH_BEFORE = re.compile(
    r"\b(?:[Ll]ast|[Tt]his|[Nn]ext|[Ee]arly|[Ll]ate|[Mm]id-?|[Ss]ince|[Uu]ntil|[Ii]n) \Z"
)
"""In front of "May" as the month."""
_LISTED = re.compile(r"\W{0,3}(?:[A-Z][\w.’'-]*,?\s?){2,5}(?:,?\s?\(?\d\d\)?.*)?")
_AUTHOR = r"[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]*){1,3}"
_AUTHORS = re.compile(rf"(?:By )?{_AUTHOR}(?:(?:,|,? and) {_AUTHOR}){{1,4}}")
_HEAD = 400
"""Characters of a story's head, in which its authors stand."""
_CREDIT_CLOSED = re.compile(r"\)[ \t]*(?:\n|$)")
_SENTENCE_END = re.compile(r"[.!?:;]”?\s|\d \($|[.!?]”? ?\($")
_LABEL = re.compile(r":\s")
_NEXT_WORD = re.compile(r"(?P<owner>['’]s?)?\s(?P<word>[\w.]+)")
_RUN_TOGETHER = re.compile(
    r"(?!(?:Mc|Mac|De|Di|Da|Du|La|Le|Van|Von|Fitz|O|D|Al|El)[A-Z])[A-Z][a-z]+[A-Z][\w]*"
)
_CAPITALS = re.compile(r"[A-Z][A-Z&.]*")
_NUMBERED = re.compile(r" \((?P<number>\d{1,3})\)")
_NUMBERED_BEFORE = re.compile(r" \((?P<number>\d{1,3})\),? (?:and )?$")
_NUMBERED_NEXT = re.compile(r",? (?:and )?[A-Z][^(),\n]{1,30} \((?P<number>\d{1,3})\)")
_OWNED = re.compile(r"\b(?:[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Mm]y|stolen) $")
_NO_AGE = 10
"""Numbers below it, in a list of names with a number each, are no ages."""
_OF_AGE = frozenset({"age", "aged"})
"""Nouns that a name stands in front of and is none's modifier: "Joe Sly age 35 of Gary was"."""
_PART_OF_WORD = re.compile(r"[\w-]")
_COUNTIES = ("County", "Parish", "Borough")


@dataclass(frozen=True, slots=True)
class _Contexts:
    before: re.Pattern[str]
    behind: re.Pattern[str]
    place_before: re.Pattern[str]
    business_before: re.Pattern[str]
    street_before: re.Pattern[str]
    streets: frozenset[str]
    things: frozenset[str]
    laws: frozenset[str]
    company: re.Pattern[str]
    vehicle_before: re.Pattern[str]
    custody: str
    makes: frozenset[str]
    makes_and_names: frozenset[str]


@cache
def _contexts() -> _Contexts:
    data = table(PATH)
    return _Contexts(
        before=re.compile(rf"(?:{'|'.join(data['before'])})\Z", re.MULTILINE),
        behind=re.compile(rf"(?:{'|'.join(data['behind'])})"),
        place_before=re.compile(rf"(?:{'|'.join(data['place_before'])})\Z", re.MULTILINE),
        business_before=re.compile(rf"(?:{'|'.join(data['business_before'])})\Z", re.MULTILINE),
        street_before=re.compile(rf"(?:{'|'.join(data['street_before'])})\Z", re.MULTILINE),
        streets=frozenset(data["streets"]),
        things=frozenset(data["things_behind"]),
        laws=frozenset(data["laws_behind"]),
        company=re.compile(rf"(?:{'|'.join(data['company_behind'])})(?!\w)"),
        vehicle_before=re.compile(rf"(?:{'|'.join(data['vehicle_before'])})\Z"),
        custody=data["custody_behind"],
        makes=frozenset(data["vehicle_makes"]),
        makes_and_names=frozenset(data["vehicle_names"]),
    )


def is_nobody(text: str, start: int, end: int) -> bool:
    """Say whether the words around a name make it a thing's or a place's, or somebody's outside the story.

    Args:
        text: the text.
        start: where in it the name begins.
        end: where it ends.
    """
    contexts = _contexts()
    before, behind = text[max(0, start - 40) : start], text[end : end + 40]
    if text[start:end] == "May" and (_DAY.match(behind) or _MONTH_BEFORE.search(before)):
        return True
    if contexts.before.search(before) or contexts.behind.match(behind):
        return True
    if _is_credit(text, start, end) or _is_in_tally(before, behind) or _is_vehicle(before, text[start:end]):
        return True
    return _is_thing(behind) or _is_letters(text, start, end) or _is_label(text, start, end)


def _is_vehicle(before: str, name: str) -> bool:
    """Say whether a name is a vehicle's: "a white Nissan Altima", "a Ford Ranger", "both Kias"."""
    contexts = _contexts()
    front, first = before.split()[-1:], name.split()[0]
    if first in contexts.makes and " " in name or not contexts.makes.isdisjoint(front):
        return True
    if name.removesuffix("s") != name and name[:-1] in contexts.makes | contexts.makes_and_names:
        return True
    owned = first in contexts.makes_and_names and " " in name and _OWNED.search(before) is not None
    return owned or contexts.vehicle_before.search(before) is not None


def _is_in_tally(before: str, behind: str) -> bool:
    """Say whether a name is one of places with a number each: "Salem (9), Cicero (4) and Dover (2)"."""
    own = _NUMBERED.match(behind)
    if own is None:
        return False
    beside = (_NUMBERED_BEFORE.search(before), _NUMBERED_NEXT.match(behind, own.end()))
    numbers = [int(match["number"]) for match in beside if match is not None]
    return bool(numbers) and min(int(own["number"]), *numbers) < _NO_AGE


def is_town(text: str, start: int, end: int) -> bool:
    """Say whether the name is a town's: behind an age, with its state, before "man", or in a dateline.

    Likewise a state's, behind a town: "LONDON, Ont. -".
    """
    before, behind = text[max(0, start - 40) : start], text[end : end + 40]
    if before.endswith(", ") and behind.startswith(".") and f"{text[start:end]}." in states():
        return True
    if is_of_dweller(text, end) or _is_address(text, start, end):
        return True
    if " " not in text[start:end] and _ADDRESS.search(before) and not _AGE_NEXT.match(behind):
        return True
    if _TOWNS_LISTED.search(text, max(0, start - _LIST), start):
        return True
    aged = _HOMETOWN_BEFORE.search(before) is not None and _DAY_BEFORE.search(before) is None
    if _OF_BEFORE.search(before) or (aged and _HOMETOWN_BEHIND.match(behind)):
        return True
    place = _PLACE_BEHIND.match(behind)
    if place is not None and not states().isdisjoint((place[1], f"{place[1]}.")):
        return True
    if place is not None and _TOWN_BEFORE.search(before) and country_of(place[1]) is not None:
        return True
    opens = text[:start].rstrip(" ").endswith("\n") or not text[:start].strip()
    if not opens or _DATELINE.match(behind) is None:
        return False
    return text[start:end].isupper() or _opens_story(text, start, end)


def _is_address(text: str, start: int, end: int) -> bool:
    """Say whether a name stands where somebody's address does, up to a comma or a verb."""
    lives = _LIVES.search(text, max(0, start - _ADDRESS_REACH), start)
    if lives is None or _AGE_NEXT.match(text, end) or text.startswith(", of ", end):
        return False
    first = text[start:end].split(" ")[0].lower()
    if lives[0].endswith(", ") and " " in text[start:end] and is_first_name(first):
        return False  # "Al Roe, of Salem, Ed Poe and"
    return lives["first"] is None or is_first_name(lives["first"].lower())


def _opens_story(text: str, start: int, end: int) -> bool:
    """Say whether a story begins with a name that nobody in it bears: "Cedar Falls — A man was arrested"."""
    first, last = text[start:end].split()[0], text[start:end].split()[-1]
    below_title = len(text[:start].split("\n\n")) <= _BELOW_TITLE
    told = _STORY_BEHIND.match(text, end) is not None and not is_first_name(first.lower())
    return below_title and told and re.search(rf"\b{re.escape(last)}\b", text[end:]) is None


def is_county(text: str, name: str) -> bool:
    """Say whether a text has a county of the name's several words: "Val Verde County", "in Val Verde".

    So is what stands in a list of them: "Cameron, Hidalgo and Webb counties".
    """
    if " counties" in text:
        listed = (
            rf"\b{re.escape(name)}(?:, [A-Z][^,.;:\n]{{1,24}}){{0,8}},? and [A-Z][^,.;:\n]{{1,24}} counties\b"
        )
        if re.search(listed, text) is not None:
            return True
    if " " not in name or not any(f"{name} {kind}" in text for kind in _COUNTIES):
        return False
    return re.search(rf"\b{re.escape(name)} (?:{'|'.join(_COUNTIES)})\b", text) is not None


def is_business(text: str, start: int, end: int) -> bool:
    """Say whether the name is a business's, which somebody owns or works at: "the owner of Dana Kebab"."""
    owns = text[end : end + 2] in ("'s", "’s")
    return not owns and _contexts().business_before.search(text[max(0, start - 40) : start]) is not None


def is_located(text: str, start: int, end: int) -> bool:
    """Say whether a name that owns nothing is a place by what is before: "in Dana Point", "on Elm Rd"."""
    contexts, before = _contexts(), text[max(0, start - 40) : start]
    words = text[start:end].split()
    street = len(words) > 1 and words[-1].rstrip(".") in contexts.streets
    if street and contexts.street_before.search(before):
        return True
    owns = text[end : end + 2] in ("'s", "’s")
    return not owns and contexts.place_before.search(before) is not None


def _is_thing(behind: str) -> bool:
    word = _NEXT_WORD.match(behind)
    if word is None:
        return _COMPOUND.match(behind) is not None
    bare = word["word"].rstrip(".")
    return bare in _contexts().laws or (word["owner"] is None and bare in _contexts().things)


def is_company(text: str, name: str, families: Container[str]) -> bool:
    """Say whether a lone word is a company, named in full somewhere: "Noka Shipping Company Ltd.".

    Args:
        text: the text.
        name: a name of one word.
        families: the last words of whole names found in the text; such a one is a person's family name.
    """
    if " " in name or name in families:
        return False
    place = text.find(name)
    while place >= 0:
        end = place + len(name)
        whole = place == 0 or _PART_OF_WORD.match(text, place - 1) is None
        if whole and _contexts().company.match(text, end):
            return True
        place = text.find(name, end if whole else place + 1)
    return False


def is_custody(text: str, name: str, families: Container[str]) -> bool:
    """Say whether a lone word is short for a place of custody named in full: "Stewart Detention Center".

    Args:
        text: the text.
        name: a name of one word.
        families: the last words of whole names found in the text; such a one is a person's family name.
    """
    if " " in name or name in families or f"{name} " not in text:
        return False
    aged = re.search(rf"\b{re.escape(name)}, \d\d\b", text) is not None
    return not aged and re.search(rf"\b{re.escape(name)} {_contexts().custody}\b", text) is not None


def is_run_together(name: str) -> bool:
    """Say whether a lone word has capitals inside as brands and agencies do: "MetroCard", no "McGee"."""
    return " " not in name and _RUN_TOGETHER.fullmatch(name) is not None


def _is_credit(text: str, start: int, end: int) -> bool:
    """Say whether the name ends a caption in brackets, as its photographer's does: "Lara (Ann Roe)"."""
    line = text.rfind("\n", 0, start) + 1
    closed = _CREDIT_CLOSED.match(text, end)
    if closed is None or text[start - 1 : start] != "(" or start - 1 == line:
        return False
    return _SENTENCE_END.search(text, line, start - 1) is None


def _is_label(text: str, start: int, end: int) -> bool:
    """Say whether one word opens a line and a colon follows: "Explainer: what a detainer is"."""
    opens = start == 0 or text[start - 1] == "\n"
    return opens and " " not in text[start:end] and _LABEL.match(text, end) is not None


def _is_letters(text: str, start: int, end: int) -> bool:
    """Say whether the name is letters only, in a line that is not in capitals: "FVPD", "N.W."."""
    name = text[start:end]
    if not _CAPITALS.fullmatch(name):
        return False
    line = text[text.rfind("\n", 0, start) + 1 : max(text.find("\n", end), end)]
    lower = sum(char.islower() for char in line)
    return lower > len(line) / 3 and (len(name) < 5 or "." in name)


def is_signature(text: str, start: int, end: int) -> bool:
    """Say whether the name stands alone on its line, as an author's does; in a list its neighbours do too.

    Several authors stand on one line at the head of a story: "Ann Roe and Al Poe".

    A paper's name below it is no neighbour of a list: "Ann Roe" and below it "Corby Herald".
    """
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    last = len(text) if last < 0 else last
    if start < _HEAD and _AUTHORS.fullmatch(text[first:last].strip()):
        return True
    if text[first:last].strip() != text[start:end]:
        return False
    above = text[:first].rstrip().rpartition("\n")[2]
    below = text[last:].lstrip().partition("\n")[0]
    return not above.rstrip().endswith(":") and not any(
        _LISTED.fullmatch(line.strip()) and name_words().barred.isdisjoint(line.split())
        for line in (above, below)
    )


def is_modifier(doc: Doc, start: int, end: int) -> bool:
    """Say whether a name modifies a common noun for a thing: "the Briar Glen parlors", "the Paisas gang"."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return False
    root = span.root
    head = root.head
    if len(span) == 1 and _is_before_title(doc, span.end):
        return True
    return (
        root.dep_ in ("compound", "nmod")
        and head.i >= span.end
        and head.pos_ == "NOUN"
        and head.text.islower()
        and head.text not in _OF_AGE
        and all(token.text not in ("'s", "’s", "’", "'") for token in doc[span.end : head.i])
    )


def _is_before_title(doc: Doc, behind: int) -> bool:
    """Say whether a title with a name stands right behind: "Holt Detective Ann Roe" is one of Holt."""
    titles, words = name_words().titles, doc[behind : behind + 2]
    titled = len(words) > 1 and words[0].text in titles and words[0].text.isalpha()
    return titled and words[1].pos_ == "PROPN" and words[1].text[:1].isupper()


def is_word_of(text: str, name: str, times: int) -> bool:
    """Say whether a lone word is an ordinary word of the text: "Cop", where "cop" stands elsewhere.

    Args:
        text: the text.
        name: a name of one word.
        times: how often it is found as a name; one that stands there often is a name all the same.
    """
    if " " in name or times > 2 or name.lower() not in text:
        return False
    return re.search(rf"(?<![\w’'-]){re.escape(name.lower())}(?![\w-])", text) is not None
