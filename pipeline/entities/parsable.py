"""The text as the base model reads it best, as long to the character.

in: an article's text    out: the same with other characters in places    writes: nothing
"""

from __future__ import annotations

import re

from pipeline.entities.people.hometowns import without_states

_BLANKS = "*\u00a0\u2009\u202f\u200b"
"""What is read as a blank."""
_BULLET = re.compile(r"(?m)^\s*[•●▪◦■►‣∙·](?=\s*\w)")
"""In front of an item of a list, which the model takes for a noun: "• Noel Fry, arrested May 3"."""
_NO_WORD = re.compile(r"(?<!\S)\S{301,}|[^\w\s]{41,}")
"""Data, addresses of trackers, rules of signs: spaCy takes seconds to cut up a thousand signs in a row."""
_HYPHEN = re.compile(r"(?<=[^\W\d_A-Z])[\u2010\u2011–](?=[A-Z][a-z])")
"""A dash without blanks inside a double name, at which the model ends the name: "Noel Fry–Luna"."""
_RANK = re.compile(
    r"\b(Asst|Agt|Apt|Atty|Capt|Cmdr|Cpl|Dep|Det|Insp|Inv|Lt|Maj|Ofc|Pfc|Ptl|Ptlm|Sgt|Spc|Supt|Tpr)\."
    r"(?=\s[A-Z])"
)
"""In front of a name; behind their dot the model ends the sentence: "Police Sgt. Ann Roe said"."""
_AGE = re.compile(r"(?<![\w.])(\d{1,3})[- ]year[- ]old(?![\w-])")
_AGE_APART = re.compile(
    r"(?<=-year-old),(?= (?:previously|twice|thrice|unlawfully|illegally|undocumented|citizen|native)\b)"
)
"""A comma in front of more of one phrase: "a 28-year-old, previously removed Guatemalan national"."""
STAND_IN = "participant"
"""For "38-year-old" in front of a time, to which the model would hang it: as long, and as much a noun."""
_TIME = (
    r"(?:last|this|next|late|early|earlier) (?:week|month|year|fall|spring|summer|winter|[A-Z][a-z]+day)\b|"
    r"(?:Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day\b|(?:yesterday|today|tonight|again|twice)\b|"
    r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)(?:\.|[a-z]{2,6})? \d{1,2}\b|"
    r"(?:\d{1,2}|an?|one|two|three|four|five|six|several) (?:day|week|month|year)s? (?:ago|later|earlier)\b"
)
_AGE_IN_TIME = re.compile(rf"(?<=\b[Tt]he )\d\d-year-old(?= (?:{_TIME}))")
_ALIAS = re.compile(r"\b(?:a\.k\.a\.|A\.K\.A\.)(?= )")
"""Its full stops end a sentence for the model: "Noel Fry, a.k.a. Lou, of Gary, pleaded"."""
_OF_PLURAL = re.compile(r"(?<=[sSzxZX])’(?= [\w“])")
"""Behind a name or plural in "s", which the model takes for the end of a quotation: "Vargas’ arrest"."""
_IN_NAME = re.compile(r"(?<=\b[ODN])’(?=[A-Z][a-z])")
"""Inside a family name, which the model takes for no name with the printed sign: "Sean O’Malley"."""
_QUOTING = "‘"
_PLACE = r"(?m)^((?:(?:[A-Z][\w.’'-]*|\d{1,2}),? ){1,6}"
_DATELINE = re.compile(rf"{_PLACE}(?:\([A-Z][\w ./]{{1,20}}\) )?)-(?= [“\"]?[A-Z])")
"""A hyphen behind a dateline, which the model takes for part of a name: "Houston, Texas - A man was"."""
_GLUED = re.compile(rf"{_PLACE}\([A-Z][\w ./]{{1,20}})\)( ?)[-–—](?=[ “\"]{{0,2}}[A-Z])")
"""A dateline with its agency and a dash that is written to one word or to both: "SALEM (AP)—A man was"."""


def parsable(text: str) -> str:
    """Return the text, character for character, with plain blanks for odd ones, no words and some states.

    "28 year old" is given the hyphens that the model knows it by, as are double names; a dateline its dash;
    ranks lose their dot.
    "Arrested the 38-year-old last week" is shown with a noun for the age.
    """
    plain = text
    for sign in _BLANKS:
        plain = plain.replace(sign, " ")
    plain = _NO_WORD.sub(lambda match: " " * len(match[0]), plain)
    plain = _ALIAS.sub("alias ", plain)
    plain = _HYPHEN.sub("-", plain)
    plain = _BULLET.sub(lambda match: match[0][:-1] + " ", plain)
    plain = _RANK.sub(r"\1 ", plain)
    plain = _IN_NAME.sub("'", plain)
    plain = _OF_PLURAL.sub(lambda match: _possessive(plain, match.start()), plain)
    plain = _GLUED.sub(lambda match: f"{match[1]}{')' if match[2] else ' '}{match[2]}—", plain)
    plain = _DATELINE.sub(r"\1—", plain)
    aged = _AGE_APART.sub(" ", _AGE.sub(r"\1-year-old", plain))
    return without_states(_AGE_IN_TIME.sub(STAND_IN, aged))


def _possessive(text: str, place: int) -> str:
    """Return the sign at a place as the model reads it: where no quotation is open, a straight apostrophe."""
    return "’" if _QUOTING in text[text.rfind("\n", 0, place) + 1 : place] else "'"
