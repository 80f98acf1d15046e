"""ICE's asking a jail to hold somebody, and a jail's holding him for ICE, the word detainer unsaid."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Span, Token

from pipeline.events.assertion.happened import Modality
from pipeline.events.assertion.modality import modality_of
from pipeline.events.assertion.specific import is_specific
from pipeline.events.assertion.verb_forms import FUTURE
from pipeline.events.detainers.people import people_of
from pipeline.events.detainers.references import Reference, data, flat, pattern
from pipeline.events.detainers.report import DetainerReport
from pipeline.events.detainers.verbs import (
    governor,
    is_reversed,
    modality_of_deed,
    of_clause_above,
    text_before,
)
from pipeline.events.grammar import syntax
from pipeline.events.people.plurals import Group
from pipeline.events.triggers.participants import Participants

KEEPING = frozenset({"hold", "keep", "detain"})
"""Verbs by which a jail honors a detainer."""
_FOR_ICE = re.compile(
    r"\sfor\s(?:the\s)?(?:ICE|ERO|(?:U\.?S\.?\s)?[Ii]mmigration|federal|agency|agents|officers)[\w\s.]*$"
    r"|\sas\s(?:[\w\s]+\s)?(?:asked|requested)$"
)
"""What makes a holding the honoring of a detainer and no more: "held him for the agency", "as asked"."""
_BRINGING = frozenset({"take", "bring", "book", "transport"})
_TAKING = KEEPING | _BRINGING
_AHEAD = FUTURE | {"would", "’d", "'d"}


def asked(sentence: Span, participants: Participants) -> Iterator[DetainerReport]:
    """Yield what ICE asked of a jail: "ICE asked the jail to keep him" lodges a detainer."""
    asking = data()["verbs"]["asking"]
    for verb in sentence:
        if verb.lemma_ not in asking:
            continue
        match = pattern("verbs", "asked").match(_text_behind(verb))
        # Headlines stand in the present: "ICE asks Ohio not to release Ann Roe".
        present = verb.lemma_ == "want" or (match is not None and match[1].lower() == "release")
        going_on = verb.tag_ == "VBG" and any(child.dep_ == "aux" for child in verb.children)
        # "ICE filed paperwork asking the jail to hold him": the filing happened
        papers = verb.tag_ == "VBG" and verb.dep_ == "acl" and verb.head.lemma_ in data()["verbs"]["asked_in"]
        sent = verb.head.head if papers else verb
        denied = verb.tag_ == "VB" and _is_denied_past(verb)
        if not (going_on or papers or denied) and verb.tag_ not in (
            ("VBD", "VBN", "VBZ", "VBP") if present else ("VBD", "VBN")
        ):
            continue
        asker = syntax.agent(sent)
        words = text_before(verb) if asker is None else verb.doc[asker.left_edge.i : asker.i + 1].text
        if asker is not None and any(child.lower_ == "its" for child in asker.children):
            words = text_before(verb)  # "ICE says its officers asked"
        beside = pattern("passage", "asker", case=True).search(text_before(verb))
        if match is not None and verb.lemma_ == "seek" and match[1] != "custody":
            continue  # "sought to detain 29 inmates"
        if match is None or not (beside or _is_authority(words, sentence)):
            continue
        end = verb.idx + len(verb) + match.end()
        held = verb.doc.char_span(end - len(match[1]), end, alignment_mode="expand")
        if held is None or (verb.lemma_ in ("tell", "want") and held.root.pos_ != "VERB"):
            continue  # "told deputies it would not place a hold"
        if _is_reported(held.root) or (verb.lemma_ == "tell" and _is_announced(held.root)):
            continue  # "told the paper that he was detained", "told them that they would be detained"
        reference = Reference(verb, verb.idx, end, frozenset({verb.i}), "request", held.root)
        people = people_of(reference, verb, participants)
        modality = modality_of_deed(sent, "issued", False)
        if people and modality is not None and modality.value is not None:
            yield DetainerReport(
                noun=verb,
                trigger=verb,
                event="detainer_issued",
                rule="detainer.asked",
                start=verb.idx,
                end=end,
                people=tuple(people),
                modality=modality,
            )


def kept(sentence: Span, participants: Participants, recent: bool) -> Iterator[DetainerReport]:
    """Yield a jail's keeping somebody for ICE, which honors a detainer, or its refusal to.

    Args:
        sentence: of a parsed document.
        participants: for the person kept.
        recent: whether the passage has spoken of a detainer, so that "the agency" is ICE.
    """
    for verb in sentence:
        if verb.lemma_ not in _TAKING:
            continue
        refused = verb.tag_ == "VB" and is_reversed(verb)
        above = of_clause_above(verb) or _accused(verb)
        brought = verb.lemma_ in _BRINGING and not refused
        keeping = verb.lemma_ in KEEPING or brought
        did = any(child.lower_ == "did" for child in verb.children) and not is_reversed(verb)
        if not keeping or not (refused or above or did or verb.tag_ in ("VBD", "VBN")):
            continue
        behind = _text_behind(verb)
        words = _for_ice(behind, brought)
        if not words or not (recent or pattern("passage", "authority", case=True).search(words)):
            continue
        modality = modality_of_deed(verb, "declined", True) if refused else above or modality_of(verb)
        theme = syntax.patient(verb)
        people = [
            item
            for item in (participants.resolve(theme) if theme is not None else [])
            if isinstance(item, Group)
            or not (item.official or item.victim or (item.generic and not is_specific(verb)))
        ]
        if refused and any(isinstance(item, Group) for item in people):
            continue  # "would not hold 40 inmates for ICE": a rule as likely as a deed
        if people and modality is not None and modality.value in ("actual", "alleged"):
            yield DetainerReport(
                noun=verb,
                trigger=verb,
                event="detainer_declined" if refused else "detainer_honored",
                rule="detainer.held_for" if _FOR_ICE.search(words) and not refused else "detainer.kept",
                start=governor(verb).idx if refused else verb.idx,
                end=verb.idx + len(verb) + len(words),
                people=tuple(people),
                modality=modality,
            )


def _accused(gerund: Token) -> Modality | None:
    """Return what makes a keeping one only said to be: "is accused of holding him for ICE"."""
    verb = gerund.head.head
    verb = verb.head if verb.dep_ == "dobj" else verb  # hung on "accuses the sheriff"
    laid = gerund.tag_ == "VBG" and gerund.dep_ == "pcomp" and gerund.head.lower_ == "of"
    return Modality.by("alleged", verb) if laid and verb.lemma_ == "accuse" else None


def _is_denied_past(verb: Token) -> bool:
    """Say whether it is told that nothing was asked: "ICE did not ask the jail to hold him"."""
    helping = {child.lower_ for child in verb.children if child.dep_ in ("aux", "neg")}
    return "did" in helping and not helping.isdisjoint({"not", "n't", "n’t", "never"})


def _is_reported(held: Token) -> bool:
    """Say whether a holding is told of, as what was done: nothing was asked of a jail."""
    finite = (child for child in held.children if child.dep_ in ("aux", "auxpass"))
    return held.pos_ == "VERB" and any(child.tag_ in ("VBD", "VBZ", "VBP") for child in finite)


def _is_announced(held: Token) -> bool:
    """Say whether a holding is told of, as what will be done."""
    return any(child.dep_ == "aux" and child.lower_ in _AHEAD for child in held.children)


def _for_ice(behind: str, brought: bool) -> str:
    """Return the words behind a verb that say that ICE wanted it done; empty where none do.

    Args:
        behind: the sentence's text behind the verb.
        brought: the verb brings somebody somewhere, and it must be to a jail.
    """
    request = pattern("verbs", "held_at_request", case=True)
    if brought:
        jail = pattern("verbs", "to_jail").match(behind)
        asked_for = request.match(behind[jail.end() :]) if jail else None
        return behind[: jail.end() + asked_for.end()] if jail and asked_for else ""
    match = pattern("verbs", "held_for", case=True).match(behind) or request.match(behind)
    return match.group() if match else ""


def _is_authority(words: str, sentence: Span) -> bool:
    """Say whether it is ICE that asks: by name, or as "the agency" after a sentence that names it."""
    authority = pattern("passage", "authority", case=True)
    if authority.search(words):
        return True
    if pattern("passage", "agency").search(words.strip()) is None:
        return False
    before = flat(sentence.doc[sentence.start - 1].sent) if sentence.start > 0 else ""
    here = flat(sentence)  # "An ICE spokeswoman said the agency asked"
    return authority.search(before) is not None or authority.search(here[: here.find(words)]) is not None


def _text_behind(token: Token) -> str:
    return flat(token.sent)[token.idx + len(token) - token.sent.start_char :]
