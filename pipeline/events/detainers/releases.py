"""Releases that break a detainer without naming it in one breath.

"ICE had lodged a detainer, but the jail let him go", "released him without telling the agency".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Span, Token

from pipeline.events.assertion.modality import modality_of
from pipeline.events.detainers.references import data, flat, pattern
from pipeline.events.detainers.report import DetainerReport
from pipeline.events.grammar import syntax
from pipeline.events.people.entity import Entity
from pipeline.events.people.plurals import Group
from pipeline.events.triggers.participants import Participants

_NOT_BROKEN = re.compile(
    r"\b(?:before|until|already|by\sthe\stime|once|if)\s(?:[\w’'-]+\s){0,6}$"
    r"|\b(?:will|would|not|n[’']t|never)\s(?:\w+\s){0,2}$",
    re.IGNORECASE,
)
"""In front of a release that breaks no detainer: there was none yet, or he was not let go."""
_RUN_OUT = re.compile(
    r"^[^.;]{0,60}?\b(?:when|after|once|as|because)\s(?:the|its|their|ICE[’']s|that)\s(?:[\w-]+\s){0,2}?"
    r"(?:hours|hold|detainer|time|deadline|days|window)\s(?:had\s|was\s|were\s)?"
    r"(?:r[au]n\sout|expired?|lapsed?|elapsed|passed|up|ended|over)\b",
    re.IGNORECASE,
)
"""Behind a release that breaks no detainer: the time for which one may be held was over."""
_OFFICES = frozenset(
    {"office", "center", "staff", "official", "authority", "administrator", "police", "house"}
)
"""Nouns whose modifier says whose they are."""
_TO_ICE = re.compile(
    r"^\s(?:(?!without\b|despite\b)[\w’'.-]+\s){0,4}?(?:to|into)\s(?:the\scustody\sof\s)?"
    r"(?:ICE|ERO|federal|immigration)"
)


def released_in_spite(
    sentence: Span,
    here: Sequence[DetainerReport],
    lodged: Sequence[DetainerReport],
    participants: Participants,
) -> list[DetainerReport]:
    """Return the detainers that a release in a sentence breaks.

    Args:
        sentence: of a parsed document.
        here: what the sentence says of detainers on individuals.
        lodged: the same, or of the sentence before.
        participants: for the person released.
    """
    if any(report.event in ("detainer_declined", "detainer_honored") for report in here):
        return []
    if any(report.event == "detainer_withdrawn" and report.modality.value == "actual" for report in here):
        return []  # "ICE dropped its detainer and the jail let him go"
    issued = [item for item in lodged if item.event in ("detainer_issued", "detainer_declined")]
    issued = [item for item in issued if item.modality.value in ("actual", "alleged")]
    if not issued:
        return []
    untold = pattern("prepositions", "untold").search(flat(sentence))
    instead = not here and pattern("prepositions", "instead").search(flat(sentence)) is not None
    for release in _releases(sentence):
        spited = untold is not None and not any(item.event == "detainer_declined" for item in lodged)
        spited = spited or instead or any(_contrasts(item, release) for item in issued if item in here)
        spited = spited or (not here and _is_by("keeper", release) and lodged[-1].event == "detainer_issued")
        if spited and modality_of(release).value in ("actual", "alleged"):
            freed = _released(release, participants)
            told = [person for report in issued for person in report.people]
            named = [person for person in told if isinstance(person, Entity) and person.names]
            if freed and named and not any(person in named for person in freed):
                continue  # "Roe has a hold, but his brother posted bond"
            people = freed or issued[-1].people
            start, end = release.idx, release.idx + len(release)
            if untold:
                start = min(start, sentence.start_char + untold.start())
                end = max(end, sentence.start_char + untold.end())
            return [_broken(release, "detainer.released", (start, end), people)]
    return []


def released_though_wanted(
    sentence: Span, here: Sequence[DetainerReport], participants: Participants
) -> Iterator[DetainerReport]:
    """Yield what broke the requests for those let go: "let go 489 people whom ICE wanted held".

    Likewise where it says that one was lodged: "released two men for whom ICE had issued detainers".

    Args:
        sentence: of a parsed document.
        here: what the sentence says of detainers already.
        participants: for those released.
    """
    if any(report.event in ("detainer_declined", "detainer_honored") for report in here):
        return
    for release in _releases(sentence):
        behind = flat(sentence)[release.idx + len(release) - sentence.start_char :]
        match = pattern("prepositions", "wanted", case=True).match(behind)
        modality = modality_of(release)
        if match is None or modality.value not in ("actual", "alleged"):
            continue
        people = _let_go(release, participants)
        if people:
            yield _broken(
                release, "detainer.wanted", (release.idx, release.idx + len(release) + match.end()), people
            )
            return
    yield from _released_though_lodged(sentence, here, participants)


def _released_though_lodged(
    sentence: Span, here: Sequence[DetainerReport], participants: Participants
) -> Iterator[DetainerReport]:
    lodged = [report for report in here if report.event == "detainer_issued"]
    for release in _releases(sentence) if lodged else ():
        patient = syntax.patient(release)
        told = modality_of(release).value in ("actual", "alleged")
        if told and patient is not None and any(_is_lodged_on(patient, item.trigger) for item in lodged):
            people = _let_go(release, participants)
            if people:
                yield _broken(release, "detainer.lodged", (release.idx, release.idx + len(release)), people)
                return


def _is_lodged_on(person: Token, lodging: Token) -> bool:
    """Say whether a clause says of somebody that one had been lodged: "on whom ICE had placed a hold"."""
    clause = next((node for node in (lodging, *lodging.ancestors) if node.dep_ == "relcl"), None)
    if clause is None or person not in syntax.with_conjuncts(clause.head):
        return False
    asked = any(word.lower_ == "whom" for word in clause.subtree)
    return asked and any(child.dep_ == "aux" and child.lower_ in ("had", "has") for child in clause.children)


def many_untold(
    sentence: Span, here: Sequence[DetainerReport], participants: Participants
) -> Iterator[DetainerReport]:
    """Yield what broke the detainers on so many, told of before: "1,106 were released without notice to ICE".

    Args:
        sentence: of a parsed document, in a passage on detainers.
        here: what the sentence says of detainers already.
        participants: for those released.
    """
    untold = pattern("prepositions", "untold_ice", case=True).search(flat(sentence))
    if untold is None or any(report.event == "detainer_declined" for report in here):
        return
    for release in _releases(sentence):
        people = [item for item in _let_go(release, participants) if isinstance(item, Group)]
        modality = modality_of(release)
        if people and modality.value in ("actual", "alleged"):
            yield _broken(
                release,
                "detainer.untold",
                (release.idx, max(release.idx + len(release), sentence.start_char + untold.end())),
                people,
            )
            return


def _broken(
    release: Token, rule: str, span: tuple[int, int], people: Sequence[Entity | Group]
) -> DetainerReport:
    return DetainerReport(
        noun=release,
        trigger=release,
        event="detainer_declined",
        rule=rule,
        start=span[0],
        end=span[1],
        people=tuple(people),
        modality=modality_of(release),
    )


def _let_go(release: Token, participants: Participants) -> list[Entity | Group]:
    patients = [syntax.patient(release), *(syntax.patient(child) for child in release.children)]
    for patient in patients:
        found = [
            item
            for item in (participants.resolve(patient) if patient is not None else [])
            if isinstance(item, Group) or not (item.official or item.victim or item.generic)
        ]
        if found:
            return found
    return []


def _releases(sentence: Span) -> Iterator[Token]:
    text = flat(sentence)
    for match in pattern("prepositions", "release").finditer(text):
        behind = text[match.end() :]
        if _NOT_BROKEN.search(text[: match.start()]) or _TO_ICE.match(behind) or _RUN_OUT.match(behind):
            continue
        start, end = (sentence.start_char + place for place in match.span())
        span = sentence.doc.char_span(start, end, alignment_mode="expand")
        verbs = [token for token in span or () if token.pos_ in ("VERB", "AUX")]
        if verbs:
            yield verbs[0]


def _is_by(kind: str, release: Token) -> bool:
    """Say whether a `keeper` or `holder` lets go: "ICE wanted him held. The sheriff let him walk."."""
    holder = syntax.children(release, "nsubj")
    if not holder:
        return False
    words = [holder[0].text]
    if holder[0].lemma_.lower() in _OFFICES:
        # "The sheriff's office freed him"
        words += [child.text for child in syntax.children(holder[0], "poss", "compound")]
    return any(pattern("passage", kind).search(word) is not None for word in words)


def _contrasts(report: DetainerReport, release: Token) -> bool:
    """Say whether a release stands against a detainer: "although one was lodged", "..., but he was freed"."""
    trigger = report.trigger
    if report.event != "detainer_issued" or trigger.sent != release.sent:
        return False
    words = data()["prepositions"]
    between = release.doc[min(trigger.i, release.i) : max(trigger.i, release.i)]
    if trigger.i < release.i and any(token.lower_ in words["contrasting"] for token in between):
        return True
    ended = any(token.lemma_ in words["ending"] for token in between)
    if trigger.i < release.i and not ended and _is_by("holder", release):
        # "We lodged a detainer and they let him walk."
        return True
    if _is_after_lodging(trigger, release):
        return True
    marks = [
        token
        for node in (trigger, *trigger.ancestors)
        for token in node.children
        if token.dep_ == "mark"
        and (token.lower_ in words["conceding"] or (token.lower_ in words["causing"] and _is_lacking(token)))
    ]
    return any(release not in token.head.subtree for token in marks)


def _is_after_lodging(lodging: Token, release: Token) -> bool:
    """Say whether a release is later than a detainer: "was freed after ICE had asked for a hold"."""
    clause = next((node for node in (lodging, *lodging.ancestors) if node.dep_ == "advcl"), lodging)
    marked = any(child.dep_ == "mark" and child.lower_ == "after" for child in clause.children)
    perfect = any(child.dep_ == "aux" and child.lower_ == "had" for child in lodging.children)
    return marked and perfect and clause in release.children


def _is_lacking(mark: Token) -> bool:
    """Say whether a clause gives what the detainer lacked as the reason: "because no judge had signed it"."""
    clause = " ".join(token.lower_ for token in mark.head.subtree)
    return pattern("prepositions", "lacking").search(clause) is not None


def _released(release: Token, participants: Participants) -> Sequence[Entity]:
    paid = release.lemma_ in ("post", "make", "bail", "bond", "leave", "walk")
    patient = (None if paid else syntax.patient(release)) or syntax.subject(release)
    found = participants.resolve(patient) if patient is not None else []
    return [
        item
        for item in found
        if isinstance(item, Entity) and not (item.official or item.victim or item.generic)
    ]
