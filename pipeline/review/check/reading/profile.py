"""Reads what a claim says that somebody is: how old, of which country.

in: a tagged claim, its clauses    out: a `Part`    writes: nothing

"Ann Roe is 41", "Ann Roe is from Mexico", "Ann Roe is a U.S. citizen".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.review.check.claim import PERSON, Part
from pipeline.review.check.reading.clauses import Clause
from pipeline.review.check.reading.people import Described
from pipeline.review.check.reading.tagged import Tagged
from pipeline.schema import Mention

_WHOLLY = re.compile(
    r"(?: (?:not|actually|really|originally|in fact|now|only|about|around))*"
    r"(?: (?:an?|the))?(?: AGE(?:[ -]years?[ -]old)?)?,?(?: and| an?)?"
    r"(?: (?:natural-born |naturalized )?(?:native|citizen|national|man|woman))?"
    r"(?: from| of)?(?: the)?(?: NATION)?"
    r"(?: (?:citizen|national|native|man|woman|immigrant|migrant))?\.?$"
)
"""All that stands behind the verb: what else somebody is said to be is not compared."""
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_BEING = frozenset({"be", "come", "hail"})


def profile_of(tagged: Tagged, clauses: Sequence[Clause], described: Described) -> Part | None:
    """Return what a claim says that somebody named is; null: it does not say so."""
    mains = [clause for clause in clauses if clause.main]
    if len(mains) != 1 or tagged.words[mains[0].verb].lemma.lower() not in _BEING:
        return None
    verb = mains[0].verb
    subjects = [
        tag
        for tag in tagged.all("P")
        if (tag in tagged.mentions or described.who(tag).name is not None)
        and tagged.words[described.head(tag)].dep in _SUBJECTS
        and tagged.words[described.head(tag)].head == verb
    ]
    if len(subjects) != 1:
        return None
    who = described.who(subjects[0])
    behind = tagged.read.text[tagged.words[verb].end :]
    for item in sorted(tagged.read.mentions, key=lambda item: -item.start):
        if item.label in ("age", "nationality") and item.start >= tagged.words[verb].end:
            start, end = (at - tagged.words[verb].end for at in (item.start, item.end))
            behind = f"{behind[:start]}{'AGE' if item.label == 'age' else 'NATION'}{behind[end:]}"
    country = described.country_behind(verb)
    if country is not None and "NATION" not in behind:
        behind = re.sub(r"\b[A-Z][a-z]+", "NATION", behind, count=1)
    if _WHOLLY.match(re.sub(r"^( \d{1,2})(?=\W|$)", " AGE", behind)) is None:
        return None
    said = [item for item in tagged.read.mentions if item.start > tagged.words[verb].start]
    age, nation = _last(said, "age"), _last(said, "nationality") or country
    who = replace(who, age=who.age if age is None else int(age), nationality=nation)
    if who.age is None and who.nationality is None:
        return None
    return Part(PERSON, mains[0].negated, False, who, None, None, None, None, None, None)


def _last(said: Sequence[Mention], label: str) -> str | None:
    """Return what is said behind the verb; null: nothing of that kind."""
    values = [str(item.value) for item in said if item.label == label and item.value is not None]
    return values[-1] if values else None
