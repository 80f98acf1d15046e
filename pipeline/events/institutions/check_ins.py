"""Who takes somebody in without being named as the doer: where they report, or into whose custody they come.

"Was detained during a check-in with ICE"; "was arrested at the ICE office in Salem"; "was taken into ICE
custody". Only immigration agencies arrest those who report to them.

in: the trigger of an arrest, the article's agencies    out: an agency    writes: nothing
"""

from __future__ import annotations

import re

from spacy.tokens import Token

from pipeline.events.grammar import syntax
from pipeline.events.grammar.syntax import text_of
from pipeline.events.institutions.institutions import IMMIGRATION, Institutions
from pipeline.events.institutions.words import cue
from pipeline.schema import Mention

_TO = re.compile(r"\bto (?:the |an? |his |her |their )?(?:local )?$")
_AROUND = 60
"""Characters beside an agency in which the appointment stands."""


def taking_in(trigger: Token, institutions: Institutions) -> Mention | None:
    """Return the agency that an arrest without a doer was made by, or None where the sentence has none.

    Args:
        trigger: the word that reports the arrest.
        institutions: the agencies of the article.
    """
    if not syntax.is_passive(trigger):
        return None
    for custody in syntax.objects_of(trigger, "into"):
        if custody.lemma_ == "custody":
            return institutions.agency(custody)
    return appointed_at(trigger, institutions)


def appointed_at(token: Token, institutions: Institutions, going: bool = False) -> Mention | None:
    """Return the immigration agency that a sentence has somebody report to, or None where it has none.

    Args:
        token: a word of the sentence.
        institutions: the agencies of the article.
        going: the word tells of a visit, which may be to an office: "went to an ICE office".
    """
    sentence = token.sent
    text = text_of(token.doc)
    for item in institutions.agencies:
        if item.detail in IMMIGRATION and sentence.start_char <= item.start < sentence.end_char:
            before = text[max(sentence.start_char, item.start - _AROUND) : item.start]
            office = cue("office").match(text, item.end) or cue("office").search(text[item.start : item.end])
            there = office and (cue("before_office").search(before) or (going and _TO.search(before)))
            if there or cue("reporting_to").search(before) or cue("reporting_at").match(text, item.end):
                return item
    return None
