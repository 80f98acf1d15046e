"""Says what part a person plays: subject, official, victim or other."""

from __future__ import annotations

import re

from spacy.tokens import Token

from pipeline.events.grammar.nominals import lexicon
from pipeline.events.people.entity import Entity, sex_of_name
from pipeline.events.people.harm import mark_harm
from pipeline.schema import Mention


def role_of(entity: Entity, is_subject: bool) -> str:
    """Return the role; whoever something is reported of is a subject, whatever office they hold."""
    if is_subject:
        return "subject"
    if entity.official and not entity.private:
        return "official"
    if entity.suffers() or (not entity.names and entity.age is not None):
        return "victim"
    return "other"


_KIN_FRONT = re.compile(r"\b(?:his|her|their|[’']s|and) (?:\w+ )?([a-z-]+),? $")
"""In front of a name: "her husband ", "the boy's father, "."""
_OUT_OF_OFFICE = re.compile(
    r"\b(?:[Ff]ormer|[Rr]etired|[Oo]ne-time|[Ee]x)[\s-]"
    r"(?:(?:[A-Z][\w’']*\.?|[a-z]+(?:ty|al|ng|te|ant|er)|U\.S\.)\s{1,2}){1,7}$"
)
"""In front of a name: "former state Sen. ", "ex-Sheriff ", with no verb between."""
_FORMERLY = re.compile(r"^(?:,|\s[—–]|\s--)\s(?:an?|the)\s(?:former|retired|one-time|ex-)")
"""Behind a name: ", a former spokeswoman for the governor"; who speaks is known by that."""
_ACCORDING = re.compile(r"\b[Aa]ccording to (?:[\w.’'-]+ ){0,5}[\w.’'-]+, $")
_FINITE_BEHIND = re.compile(r" (?:was|is|has|had|will|would|did|does|pleaded|faces|faced|remains|remained)\b")
"""Behind a name that begins the clause: "According to the sheriff, Roe was freed" is of another."""
_ADDRESSED = re.compile(
    r"\b(?:thank you(?: (?:so|very) much)?|thanks|you|isn[’']t it|right|yes|no|okay|hello|hi|welcome), $",
    re.IGNORECASE,
)
"""In front of a name that ends a sentence: "You know that, don't you, Roe?"."""
_MISTER = re.compile(r"\bMr\.? $")
_MISS = re.compile(r"\bM(?:r?s|iss)\.? $")
_UNNAMED = frozenset({"doe", "john doe", "jane doe"})


def _is_of(name: Token, mention: Mention, behind: re.Match[str] | None) -> bool:
    """Say whether words behind a name are said of it: not in "freed Roe, the sheriff said".

    Args:
        name: the head of the name.
        mention: the same in the text.
        behind: what was found in the words behind it.
    """
    if behind is None:
        return False
    start, end = (mention.end + place for place in behind.span())
    words = name.doc.char_span(start, end, alignment_mode="expand")
    noun = words[-1] if words else name
    while noun.dep_ == "compound" and noun.head.i > noun.i:
        noun = noun.head
    opens = mention.start == name.sent.start_char
    return opens or noun.dep_ not in ("nsubj", "nsubjpass") or name in noun.ancestors


def mark_part(entity: Entity, before: str, after: str, name: Token) -> None:
    """Mark a person as an official, a private speaker, a victim, a man or a woman by what stands at the name.

    Args:
        entity: the person, the name read last among its names.
        before: the words in front of the name.
        after: the words behind it.
        name: the head of the name, read last among its names.
    """
    words = lexicon()
    if entity.name_words:
        # No more than a leaning: names go both ways, and pronouns follow whom a sentence is about.
        sex = sex_of_name(entity.name_words[-1])
        entity.leaning = entity.leaning or {"m": 1, "f": -1}.get(sex or "", 0)
    if entity.name_words and all(" ".join(name) in _UNNAMED for name in entity.distinct):
        entity.victim = True
    called = entity.name_words[-1] if entity.name_words else []
    first = words.incumbents_first
    if called and called[-1] in words.incumbents and (len(called) == 1 or called[0] in first):
        entity.official = True
    private: bool | re.Match[str] | None = words.private_before.search(before)
    private = private or _is_of(name, entity.names[-1], words.private_after.search(after))
    if after[:1] in (".", "?", "!"):
        private = private or _ADDRESSED.search(before)  # whom somebody speaks to is nobody's suspect
    titled = words.official_before.search(before) or words.official_list.search(before)
    begins = _ACCORDING.search(before) and _FINITE_BEHIND.match(after)
    if begins or words.soldier_before.search(before):
        titled = None
    if titled and _OUT_OF_OFFICE.search(before):
        private = private or titled  # speaks, and for no office any more
    if private:
        entity.private = True
    office = None if _FORMERLY.match(after) else words.official_after.search(after)
    if private or titled or _is_of(name, entity.names[-1], office):
        entity.official = True
    mark_harm(entity, before, after)
    if _MISTER.search(before):
        entity.sex = "m"
    kin = _KIN_FRONT.search(before)
    if kin is not None:
        entity.sex = entity.sex or ("m" if kin[1] in words.man else "f" if kin[1] in words.woman else None)
    if _MISS.search(before):
        entity.sex = "f"
