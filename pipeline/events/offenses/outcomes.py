"""What an article as a whole says of its offenses: the furthest status, what was cleared, whose they are.

in: offenses laid sentence by sentence    out: offenses laid    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.events.grammar.syntax import patient, text_of
from pipeline.events.offenses.laid import STATUS_OF_EVENT, Laid, TriggerReport
from pipeline.events.offenses.reductions import reduced
from pipeline.events.people.entity import Entity
from pipeline.events.people.plurals import Group
from pipeline.ontology import ontology

_POINTS_BACK = re.compile(
    r"(?:\b(?:the|his|her|their|whose|that|those|all|both)|[’']s)\s(?:[\w-]+\s){0,2}?"
    r"(?:charges?|case|counts?|convictions?|verdicts?|indictments?|complaint)\b",
    re.IGNORECASE,
)
_CONVICTION_FOR = re.compile(r"\bconvictions?\s(?:for|of)\s(?:[\w-]+\s){0,4}$")
_SOME = re.compile(r"\b(?:including|include|ranging|variety|various|such\sas)\b")
"""Between a group and its offenses: not each is everybody's."""
_AMONG = re.compile(
    r"\bamong\s(?:those|them)\b|\balso\s(?:was|were)?\s?(?:charged|indicted)\b", re.IGNORECASE
)
"""Beside somebody named: one of a group told of before."""
_BEFORE_THAT = re.compile(
    r"\b(?:had\s(?:been|faced|pleaded|previously|served|spent)|having\s(?:served|spent))\b"
)
_MANY = re.compile(r"\b(?:the|his|her|their|those|all)\s(?:charges|counts|case)\b", re.IGNORECASE)
_ALL = re.compile(r"\ball\s(?:of\s)?(?:the\s|his\s|her\s)?(?:charges|counts)\b", re.IGNORECASE)
_ATTACKS = frozenset({"assault", "domestic_violence"})
_BEYOND_ASSAULT = frozenset({"domestic_violence", "homicide"})
"""What a deed of violence told beside it comes to."""
_WRONGLY = frozenset({"wrongly", "wrongfully", "unjustly", "erroneously"})
_VERDICT = re.compile(r"\b(?:acquit\w*|not\sguilty|exonerat\w+)\b", re.IGNORECASE)
_EXONERATED = re.compile(
    r"\bexonerated|\bcleared\son\sappeal|\bDNA\b[^.;]{0,60}\b(?:cleared|excluded)\b|"
    r"\bconvicted\b[^;]{0,80}\b(?:and|,|but)\s(?:\w+\s){0,2}cleared\b",
    re.IGNORECASE,
)
_DROPPED = re.compile(r"\b(?:drop|dismiss|toss|withdr|thr[eo]w|basis)", re.IGNORECASE)
_UNDONE = re.compile(r"\bbasis\b", re.IGNORECASE)
_OTHER_CASE = re.compile(
    r"\b(?:lesser|another|other|separate|reduced|unrelated|different|prior|previous(?:ly)?|earlier|past|once)\b",
    re.IGNORECASE,
)
_ANOTHER_CASE = re.compile(
    rf"{_OTHER_CASE.pattern}|\b(?:that|this|one)\s(?:case|trial|count)\b|\b(?:19|20)\d\d\b", re.IGNORECASE
)
_OWN_CASE = re.compile(
    r"\bhad\s(?:\w+\s)?been\b|\bfor\s(?!life\b|\w+\s(?:days|months|years|decades)\b)|\b(?:19|20)\d\d\b|"
    r"\b(?:could|would|may|might|if|faces?|facing|after)\b",
    re.IGNORECASE,
)
"""In a sentence that tells of a punishment: it is for something said there, or lies before the story."""
_OWN_OBJECT = re.compile(
    r"^(?:\s[\w,.’']+){0,6}?\s(?:of|to|for)\s"
    r"(?!(?:the|all|both|that|those|his|her)\s(?:charges?|counts?|misdemeanors?|felony|felonies|offenses?|crimes?)\b)",
    re.IGNORECASE,
)
"""Behind a conviction: what one is convicted of is said there, so that it points back to nothing."""


def wrongful(laid: Sequence[Laid], reports: Sequence[TriggerReport]) -> list[Laid]:
    """Clear what somebody was "wrongfully convicted of": the text itself calls the verdict wrong."""
    wrong = [
        report
        for report in reports
        if report.event in ("conviction", "sentence")
        and any(child.lower_ in _WRONGLY for child in report.token.children)
    ]

    def is_wrong(item: Laid) -> bool:
        return item.status == "convicted" and any(
            item.owner in report.people and item.mention.start in _range(report) for report in wrong
        )

    return [replace(item, status="cleared") if is_wrong(item) else item for item in laid]


def overturned(laid: Sequence[Laid], reports: Sequence[TriggerReport]) -> list[Laid]:
    """Clear what "the charges were dropped" and "a judge threw out the conviction" point back to.

    The plural clears all that was charged before, "all charges" and a bare verdict all that was charged; the
    singular only where there is but one.
    """
    result = list(laid)
    for report in reports:
        words = report.token.sent.text
        exonerated = _EXONERATED.search(words) is not None
        verdict = exonerated or (_VERDICT.search(words) is not None and _ANOTHER_CASE.search(words) is None)
        if (
            report.event != "acquittal"
            or report.modality != "actual"
            or not (verdict or _POINTS_BACK.search(words))
        ):
            continue
        here = _range(report)
        own = {item.owner for item in result if item.status == "cleared" and item.mention.start in here}
        done = (
            ("convicted",)
            if "conviction" in words or "verdict thrown" in words or _is_of_verdict(report) or exonerated
            else ("charged",)
            if verdict
            else ("charged", "arrested")
        )
        everything = _ALL.search(words) is not None or verdict
        for person in report.people:
            held = [item for item in result if item.owner is person and item.status in done]
            if verdict and not held:  # "Accused of murder, Roe was acquitted"
                held = [
                    item
                    for item in result
                    if item.owner is person and item.status == "alleged" and item.mention.start in here
                ]
            named = [item for item in held if "conviction" in words and _is_named(item, report)]
            theirs = named or [item for item in held if everything or _is_earlier(item, report)]
            if done == ("convicted",) and not named and len({item.mention.value for item in theirs}) > 1:
                theirs = _told_last(theirs, report)
            many = everything or _MANY.search(words) is not None
            found_guilty = any(item.owner is person and item.status == "convicted" for item in result)
            if person in own or (verdict and found_guilty and "charged" in done):
                continue
            if many or len({item.mention.value for item in theirs}) == 1:
                result = [
                    replace(item, status="cleared", cue=report.cue()) if item in theirs else item
                    for item in result
                ]
    return result


def _is_of_verdict(report: TriggerReport) -> bool:
    """Say whether it is a verdict that is thrown out."""
    held = patient(report.token)
    return held is not None and held.lemma_ == "verdict"


def _told_last(laid: Sequence[Laid], report: TriggerReport) -> list[Laid]:
    """Return the one told of last before "both convictions were thrown out", near it."""
    sentence = report.token.sent
    begin = report.token.doc[sentence.start - 1].sent.start_char if sentence.start else sentence.start_char
    near = [item for item in laid if begin <= item.mention.start < report.token.idx]
    return [max(near, key=lambda item: item.mention.start)] if near else []


def _is_named(item: Laid, report: TriggerReport) -> bool:
    """Say whether the conviction that is overturned is named: "reversed his conviction for arson"."""
    sentence = report.token.sent
    if not sentence.start_char <= item.mention.start < sentence.end_char:
        return False
    text = text_of(report.token.doc)
    around = text[item.mention.start : item.mention.end + len(" convictions")]
    before = text[sentence.start_char : item.mention.start]
    return "conviction" in around or _CONVICTION_FOR.search(before) is not None


def _is_earlier(item: Laid, report: TriggerReport) -> bool:
    """Say whether an offense was laid before: told before, or told afterwards as of before."""
    if item.mention.start < report.token.idx:
        return True
    text = text_of(report.token.doc)
    return (
        _BEFORE_THAT.search(text[max(report.token.idx, item.mention.start - 60) : item.mention.start])
        is not None
    )


def convicted_later(laid: Sequence[Laid], reports: Sequence[TriggerReport], text: str) -> list[Laid]:
    """Convict of the one offense charged before, where a plea or verdict names none: "She pleaded guilty."

    A person charged with several offenses may have been convicted of one only, and stays charged; nobody is
    convicted of a charge that was reduced.
    """
    result = list(laid)
    former = reduced(laid, text)
    for report in reports:
        token = report.token
        if (
            report.event != "conviction"
            or report.modality != "actual"
            or token.pos_ != "VERB"
            or _OTHER_CASE.search(token.sent.text)
            or _OWN_OBJECT.match(text_of(token.doc)[token.idx + len(token) : token.sent.end_char])
            or any(item.mention.start in _range(report) for item in laid)
        ):
            continue
        for person in report.people:
            theirs = [
                item for item in result if item.owner is person and not item.prior and item not in former
            ]
            before = [item for item in theirs if item.status in ("charged", "arrested")]
            if (
                isinstance(person, Entity)
                and len({item.mention.value for item in theirs}) == 1
                and len(before) == len(theirs)
                and all(item.mention.start < token.idx for item in before)
            ):
                result = [
                    replace(item, status="convicted", cue=report.cue()) if item in before else item
                    for item in result
                ]
    return result


def sentenced(laid: Sequence[Laid], reports: Sequence[TriggerReport], text: str) -> list[Laid]:
    """Convict of the one offense charged who is sentenced, where no other case is told of.

    "Roe was sentenced to two years. Roe was charged with fraud": it is for the fraud. A sentence that
    says what it is for, or that lies before the story, is of its own case; a plea or verdict says it too.
    """
    former = reduced(laid, text)
    result = list(laid)
    pleaded = {person for report in reports if report.event == "conviction" for person in report.people}
    for report in reports:
        words = report.token.sent.text
        if (
            report.event != "sentence"
            or report.modality != "actual"
            or report.token.pos_ != "VERB"
            or _OTHER_CASE.search(words)
            or _OWN_CASE.search(words)
        ):
            continue
        for person in report.people:
            theirs = [item for item in result if item.owner is person and item not in former]
            if (
                isinstance(person, Entity)
                and person not in pleaded
                and len({item.mention.value for item in theirs}) == 1
                and all(item.status in ("charged", "arrested") and not item.prior for item in theirs)
            ):
                result = [
                    replace(item, status="convicted", cue=report.cue()) if item in theirs else item
                    for item in result
                ]
    return result


def told_apart(laid: Sequence[Laid], reports: Sequence[TriggerReport]) -> list[Laid]:
    """Lay a counted group's offenses to its members, where the article names just so many of them.

    "Two men were charged with burglary. Ivo Brandt, 40, and Karl Moe, 33, were arraigned on Monday." Those to
    whom the same offense is laid by name are members only where the number needs them; where they are as
    many as the group, it says nothing new.
    """
    members: dict[str, list[Entity]] = {}
    for report in reports:
        if report.modality in ("actual", "alleged"):
            found = members.setdefault(STATUS_OF_EVENT[report.event], [])
            found += [item for item in report.people if isinstance(item, Entity) and item not in found]
    result: list[Laid] = []
    for item in laid:
        if not isinstance(item.owner, Group) or _SOME.search(_between(item, reports)):
            result.append(item)
            continue
        named = [
            other.owner
            for other in laid
            if other.mention.value == item.mention.value and other.status == item.status
        ]
        member = item.mention.value == "gang" and item.status == "alleged"
        every = next(
            (people for people in members.values() if member and len(people) == item.owner.count.value),
            members.get(item.status, []),
        )
        own = next(
            (
                people
                for people in (every, [person for person in every if person not in named])
                if len(people) == item.owner.count.value
            ),
            None,
        )
        if own is not None and any(person in item.owner.others_of for person in own):
            own = None  # "three of Roe's friends"
        alone = own is not None and all(not person.names and _has_own(person, item, laid) for person in own)
        if own is not None and not alone:
            result += [replace(item, owner=person) for person in own]
        elif not 0 < int(item.owner.count.value or 0) <= sum(person in named for person in every):
            result.append(item)
            result += _of_the_named(item, laid, reports)
    return result


def _of_the_named(item: Laid, laid: Sequence[Laid], reports: Sequence[TriggerReport]) -> list[Laid]:
    """Lay a large group's one offense to those named as among it: "Among those charged were Roe and Poe"."""
    own = {other.owner for other in laid}
    if len({other.mention.value for other in laid if other.owner == item.owner}) != 1:
        return []
    people = [
        person
        for report in reports
        if STATUS_OF_EVENT[report.event] == item.status
        and report.modality == "actual"
        and report.token.idx > item.mention.end
        and _AMONG.search(report.token.sent.text)
        for person in report.people
        if isinstance(person, Entity) and person.names and person not in own
    ]
    return [replace(item, owner=person) for person in dict.fromkeys(people)]


def _has_own(person: Entity, item: Laid, laid: Sequence[Laid]) -> bool:
    """Say whether an own offense of somebody without a name is told: then others are the group."""
    return any(
        other.owner is person and other.status == item.status and other.mention.value != item.mention.value
        for other in laid
    )


def _between(item: Laid, reports: Sequence[TriggerReport]) -> str:
    """Return the words between a group's number and its offense."""
    if not isinstance(item.owner, Group) or not reports:
        return ""
    return text_of(reports[0].token.doc)[item.owner.count.end : item.mention.start]


def dropped(laid: Sequence[Laid], text: str) -> list[Laid]:
    """Leave out what was charged before and dropped later; an acquittal may be of another case and stays."""
    gone = [
        item
        for item in laid
        if item.status == "cleared" and item.cue is not None and _DROPPED.search(text[slice(*item.cue)])
    ]
    return [
        item
        for item in laid
        if item.status not in ("charged", "arrested", "alleged", "convicted")
        or not any(
            other.owner is item.owner
            and other.mention.value == item.mention.value
            and other.mention.start > item.mention.start
            and (item.status != "convicted" or _is_undone(other, text))
            for other in gone
        )
    ]


def _is_undone(item: Laid, text: str) -> bool:
    """Say whether it is a conviction that a court found wrong: "no basis for the arson charge"."""
    return item.cue is not None and _UNDONE.search(text[slice(*item.cue)]) is not None


def furthest(laid: Sequence[Laid]) -> list[Laid]:
    """Keep each (owner, category) once, at the furthest status; what was cleared stays beside.

    A deed alleged of one who is charged or convicted is what the charge is about and stands for no offense of
    its own, but where the charge is of an earlier case; nor does "a predator", "a thief" said of somebody
    whose offenses are told.
    """
    gravity = ontology().statuses
    kept: dict[tuple[int, str, str], Laid] = {}
    for item in laid:
        apart = item.status if not isinstance(item.owner, Entity) or item.status == "cleared" else ""
        key = (item.owner_key(), str(item.mention.value), apart)
        other = kept.get(key)
        if other is None or gravity[item.status] > gravity[other.status]:
            kept[key] = item
        elif item.status == other.status and item.mention.value in _ATTACKS and _is_deed(other):
            kept[key] = (
                other if _is_deed(item) else item
            )  # the count stands beside a killing, its deed does not
    told = {item.owner_key() for item in kept.values() if item.status != "alleged"}
    accused = {
        item.owner_key()
        for item in kept.values()
        if item.status in ("charged", "convicted") and not item.prior
    }
    graver = {item.owner_key() for item in kept.values() if item.mention.value in _BEYOND_ASSAULT}
    result = [
        item
        for item in kept.values()
        if item.status != "alleged"
        or not isinstance(item.owner, Entity)
        or not (
            (item.mention.rule.endswith(".person") and item.owner_key() in told)
            or (_is_deed(item) and item.mention.value == "assault" and item.owner_key() in graver)
            or (_is_deed(item) and item.owner_key() in accused)
        )
    ]
    return sorted(result, key=lambda item: (item.mention.start, item.owner_key()))


def _is_deed(item: Laid) -> bool:
    return item.mention.detail.startswith("act") and item.mention.value != "gang"


def _range(report: TriggerReport) -> range:
    sentence = report.token.sent
    return range(sentence.start_char, sentence.end_char)
