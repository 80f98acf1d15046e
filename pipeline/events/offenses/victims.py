"""Says whether the victim of an offense is a child, which changes the offense's category.

in: the text, an offense in it    out: whether its victim is under 18; offenses recategorised

The phrase itself, the words right behind it, or another telling of the same person's deed may show it: who is
charged with rape and is told to have raped a girl of 14 is charged with the rape of a child.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from pipeline.events.grammar import nominals
from pipeline.events.grammar.syntax import possessors, text_of
from pipeline.events.offenses.laid import Laid, Recategorise
from pipeline.events.offenses.statuses import minor
from pipeline.events.people.entities import Entities
from pipeline.events.people.entity import Entity
from pipeline.schema import Mention

_SEXUAL = "child_sexual_abuse"
_YEAR = 6
"""Characters of a year in front of an offense, with what stands on both sides."""
_BEHIND = 60
"""Characters behind an offense in which its victim is looked for."""
_BEFORE = 160
"""Characters in front of a deed in which the one is looked for whom "her" or "him" stands for."""
_PRONOUN = re.compile(r"\b(?:her|him|them)\b", re.IGNORECASE)
_OTHERS = re.compile(
    r"[;:.]|\b(?:as|while|when|after|before|since|who|which|because|during|from|in\s(?:front|the\spresence)|"
    r"(?:and|then)\s\w+(?:ed|ing)|and\s(?:one|two|three|four|\d+|his|her|their)\b)\b",
    re.IGNORECASE,
)
"""Words behind an offense after which somebody else is spoken of."""
_LISTED = re.compile(r",\s[^,;.]+,\s")
"""Behind the name of a crime: others follow, the last of which may have a victim of its own."""
_AGE_BEHIND = re.compile(r",\s(?:(?:then|now|age|aged)\s)*(?:[1-9]|1[0-7])(?=[,.]|\sand\b)", re.IGNORECASE)
_VICTIM = re.compile(r"\b(?:of|on|upon|against|with|involving)\s", re.IGNORECASE)
"""Within a name that shows a child: who it was done to, not what kind of offense it is."""
_STATUTORY = re.compile(r"\bstatutory\s(\w+)", re.IGNORECASE)
"""A crime that the age of the victim makes one, and what it is called without."""
_ACCUSED_BEHIND = re.compile(r"(?:\s(?:charges?|counts?|case|allegations?))?\sagainst\b", re.IGNORECASE)
"""Behind a crime: who is charged with it, where no victim is told: "rape charges against a Troy man"."""
_CRIME = re.compile(
    r"\b(?:rape|sodomy|molestation|sexual (?:assault|battery|abuse|misconduct)"
    r"|criminal sexual (?:conduct|contact))\b",
    re.IGNORECASE,
)
_MORE = re.compile(r"\b(?:also|another|second|separate|other|additional)\b", re.IGNORECASE)
"""Between two tellings of a crime: another one."""
_OF_A_YEAR = re.compile(r"\b(?:19|20)\d\d\s$")
"""In front of a crime: one of that year, "his 1993 rape conviction", and not the story's."""
_FULL_STOP = re.compile(r"[.!?]\s|\n")
_GROWN = re.compile(
    r"\b(?:wom[ae]n|m[ae]n|adults?|females?|wife|husband|spouse|girlfriend|boyfriend|partner|inmates?|nurses?|"
    r"coworkers?|elderly|(?:1[89]|[2-9]\d)-year-old|(?:over|or\solder))\b",
    re.IGNORECASE,
)
_OF_A_CHILD = frozenset(
    {"child_abuse", "homicide", "vehicular_homicide", "dui", "assault", "human_trafficking"}
)
"""Offenses beside a sexual one: a child told of may be the victim of these."""
_GROWN_VICTIM = re.compile(
    r"\b(?:wom[ae]n|adults?|wife|spouse|girlfriend|partner|ex|inmates?|nurses?|patients?|prisoners?|"
    r"co-?workers?|employees?|passengers?|(?:university|college)(?!\sof\b)|elderly|clients?|customers?)\b",
    re.IGNORECASE,
)
"""Who else a sexual offense may have been done to, anywhere in a story."""
_FEW = 2
"""As many are accused in a story whose one victim is anybody's of them."""
_VICTIMS_AGE = re.compile(
    r"\bvictims?(?:,\s(?:who\s)?|\s)(?:(?:was|is|were|are|aged?)\s)?(?:(?:just|only|then|also)\s){0,2}"
    r"(?:between\s)?(?:[1-9]|1[0-7])(?=\s(?:years?|at|when|and|or)\b|[,.])",
    re.IGNORECASE,
)


def is_young(text: str, mention: Mention, end: int) -> bool:
    """Say whether an offense's phrase, or what stands behind it, shows a victim under 18.

    Args:
        text: the article's text.
        mention: the offense.
        end: where its sentence ends.
    """
    if mention.detail.endswith("minor") or minor().search(text, mention.start, mention.end):
        return True
    if mention.detail.startswith("act") and _PRONOUN.search(text, mention.start, mention.end):
        before = text[max(0, mention.start - _BEFORE) : mention.start]
        stop = max((item.end() for item in _FULL_STOP.finditer(before)), default=0)
        young = [item.start() for item in minor().finditer(before, stop)]
        grown = [item.start() for item in _GROWN.finditer(before, stop)]
        return bool(young) and max(young) > max(grown, default=-1)
    behind = _object_of(text[mention.end : min(end, mention.end + _BEHIND)])
    if mention.rule.endswith(".person") and not _VICTIM.match(behind.lstrip()):
        return False  # "a convicted sex offender kidnapped a girl"
    if not mention.detail.startswith("act") and _LISTED.match(behind) and not _AGE_BEHIND.match(behind):
        return False
    return (minor().search(behind) or _AGE_BEHIND.match(behind)) is not None


def _object_of(behind: str) -> str:
    others = _OTHERS.search(behind)
    return behind[: others.start()] if others else behind


def share_victims(laid: Sequence[Laid], text: str, recategorise: Recategorise) -> list[Laid]:
    """Give the victim of a deed to the charges that name none, of the same person.

    "Rape of a girl" in an earlier sentence tells of the deed too; in the same one it is another charge. A
    person's offenses stay as they are where one of their deeds has a grown victim.
    """
    told: dict[int, Mention | None] = {}
    """Of whom a child is told as victim, and where first; None where a deed tells it."""
    grown: set[int] = set()
    statutory: dict[tuple[int, str], Mention] = {}
    named_so: dict[tuple[int, str], Mention] = {}
    """Of whom a crime against a child is told by the name of a crime."""
    """Likewise of whom a statutory crime is told, by its name without: "sodomy" elsewhere is the same."""
    for item in laid:
        if not isinstance(item.owner, Entity) or recategorise(str(item.mention.value), True) != _SEXUAL:
            continue
        owner = item.owner_key()
        named = _STATUTORY.search(text, item.mention.start, item.mention.end)
        if named is not None:
            statutory.setdefault((owner, named[1].lower()), item.mention)
        crime = _CRIME.search(text, item.mention.start, item.mention.end)
        if crime is not None and item.mention.value == _SEXUAL:
            named_so[owner, crime[0].lower()] = item.mention
        if _GROWN.search(_told(text, item.mention)):
            grown.add(owner)
        elif item.mention.value == _SEXUAL and item.mention.detail.startswith("act") and _shows(item.mention):
            told[owner] = None
        elif item.mention.value == _SEXUAL and _VICTIM.search(_told(text, item.mention)):
            told.setdefault(owner, item.mention)

    def shared(item: Laid) -> bool:
        owner = item.owner_key()
        if not isinstance(item.owner, Entity) or item.prior or owner in grown:
            return False
        if _OF_A_YEAR.search(text, max(0, item.mention.start - _YEAR), item.mention.start):
            return False
        words = text[item.mention.start : item.mention.end].lower()
        other = statutory.get((owner, words))
        if other is not None:
            first, last = sorted((other, item.mention), key=lambda mention: mention.start)
            return _FULL_STOP.search(text, first.end, last.start) is not None
        crime = _CRIME.search(text, item.mention.start, item.mention.end)
        again = named_so.get((owner, crime[0].lower())) if crime is not None else None
        if again is not None and again.start > item.mention.end:
            between = text[item.mention.end : again.start]
            if _FULL_STOP.search(between) and not _MORE.search(between):
                return True  # "dismissed rape charges ... faced counts of rape of a person under 13"
        if owner not in told:
            return False
        deed = told[owner]
        if deed is None:
            return True
        end = item.mention.end
        heading = text.find("\n", 0, end) < 0 <= text.find("\n", end, max(end, deed.start))
        return heading or _FULL_STOP.search(text, deed.end, item.mention.start) is not None

    return [
        replace(item, mention=replace(item.mention, value=recategorise(str(item.mention.value), True)))
        if shared(item)
        else item
        for item in laid
    ]


def _told(text: str, mention: Mention) -> str:
    behind = _object_of(text[mention.end : mention.end + _BEHIND // 2])
    return text[mention.start : mention.end] + ("" if _ACCUSED_BEHIND.match(behind) else behind)


def _shows(mention: Mention) -> bool:
    """Say whether a child was seen: "molested" alone tells of none, whatever its category."""
    return mention.detail.endswith("minor") or mention.rule == "sexual.act"


def of_young(laid: Sequence[Laid], entities: Entities, doc: Doc, recategorise: Recategorise) -> list[Laid]:
    """Take a sexual offense for one against a child where the story tells of no other victim.

    "Roe is charged with sexual battery. A girl, 14, told police": one accused, none of whose other offenses
    the child may be the victim of, and nobody grown whom it may have been done to.
    """
    text = text_of(doc)
    changed = {id(item) for item in laid if recategorise(str(item.mention.value), True) != item.mention.value}
    owners = {item.owner_key() for item in laid if id(item) in changed and not item.prior}
    others = {item.mention.value for item in laid if item.owner_key() in owners and not item.prior}
    named = any(item.mention.value == _SEXUAL and item.owner_key() not in owners for item in laid)
    accused = {item.owner_key() for item in laid}
    if len(owners) != 1 or named or len(accused) > _FEW or others & _OF_A_CHILD:
        return [*laid]
    owner = next(iter(owners))
    if owner < 0 or _GROWN_VICTIM.search(text):
        return [*laid]
    told = any(
        person.order != owner and _is_child(person, doc) and not _is_of(person, owner, doc, entities)
        for person in entities.all
    )
    if not told and not _VICTIMS_AGE.search(text):
        return [*laid]
    return [
        replace(item, mention=replace(item.mention, value=recategorise(str(item.mention.value), True)))
        if id(item) in changed and not item.prior and not _is_apart(item, laid, text)
        else item
        for item in laid
    ]


def _is_apart(item: Laid, laid: Sequence[Laid], text: str) -> bool:
    """Say whether an offense against a child is told in its sentence, or it is one of some year."""
    if _OF_A_YEAR.search(text, max(0, item.mention.start - _YEAR), item.mention.start):
        return True
    children = (other.mention for other in laid if other.mention.value == _SEXUAL)
    between = (
        text[min(item.mention.end, other.end) : max(item.mention.start, other.start)] for other in children
    )
    return any(not _FULL_STOP.search(words) or _MORE.search(words) for words in between)


def _is_child(person: Entity, doc: Doc) -> bool:
    """Say whether somebody without a name is a child: "a 14-year-old", "the girl"."""
    if person.names or person.official or person.accused:
        return False
    nouns = (doc[item.token] for item in person.references if item.kind == "nominal")
    young = any(noun.lemma_.lower() in nominals.lexicon().young for noun in nouns)
    return person.is_minor() or (young and person.age is None)


def _is_of(person: Entity, owner: int, doc: Doc, entities: Entities) -> bool:
    """Say whether somebody is told of as the accused's: "he lives with his 5-year-old daughter"."""
    whose = (noun for item in person.references for noun in possessors(doc[item.token]))
    return any(noun.i in entities.by_token and entities.by_token[noun.i].order == owner for noun in whose)
