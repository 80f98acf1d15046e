"""Which trigger an offense belongs to: the verb of charge, arrest or verdict that governs its phrase.

in: the parsed text, the triggers' reports, an offense    out: a report, or None    writes: nothing
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from spacy.tokens import Doc, Span, Token

from pipeline.events.grammar import nominals
from pipeline.events.grammar.labels import TENSED
from pipeline.events.grammar.syntax import children, text_of
from pipeline.events.grammar.voice import is_had
from pipeline.events.offenses.laid import TriggerReport
from pipeline.events.offenses.statuses import BREAK

_COUNTS = re.compile(r"\b(?:charges?|counts?)\b", re.IGNORECASE)
_CHARGES_BEHIND = re.compile(r"\W{0,2}(?:\w+\s){0,2}(?:charges?|counts?|convictions?|case)\b")
_CASE_BETWEEN = re.compile(
    r"(?:[\s,]*(?:and|or|\w+))?\s*(?:(?:charges?|counts?|convictions?|case)(?:\s\w+){0,3}\s)?"
)
_WITH = re.compile(r"\bwith\s(?:an?\s|the\s)?$")
_CHARGES = frozenset({"charge", "count", "case", "conviction", "allegation"})
_EVADING = frozenset({"evade", "resist", "elude", "avoid", "escape"})
"""Verbs of which an arrest is no report: they name a crime of its own."""
_TESTIFYING = frozenset({"testify", "cooperate"})
"""Verbs behind which the case of others is told of: "pleaded and will testify against Roe in the theft"."""
_MOST_TOKENS = 120
"""An offense follows its trigger within so many tokens."""


class Governors:
    """The triggers of one article that may govern an offense."""

    def __init__(self, doc: Doc, reports: Sequence[TriggerReport]) -> None:
        """Index the reports of charges, arrests and verdicts by trigger and by sentence."""
        self.doc = doc
        self._text = text_of(doc)
        self._reports_at: defaultdict[int, list[TriggerReport]] = defaultdict(list)
        """By their trigger's index."""
        self._triggers_in: defaultdict[int, set[int]] = defaultdict(set)
        """Triggers' indexes by their sentence's start."""
        for report in reports:
            if report.token.pos_ == "NOUN" and report.token.head.lemma_ in _EVADING:
                continue  # "charged with evading arrest and theft"
            self._reports_at[report.token.i].append(report)
            self._triggers_in[report.token.sent.start].add(report.token.i)

    def at(self, token: Token) -> Sequence[TriggerReport]:
        """Return what a token reports."""
        return self._reports_at.get(token.i, [])

    def of(self, span: Span, sentence: Span, mention_end: int) -> TriggerReport | None:
        """Return the trigger whose offense this is: the nearest above it in the tree, else in front of it.

        Args:
            span: the offense.
            sentence: its sentence.
            mention_end: character offset of the offense's end.
        """
        here = {i for i in self._triggers_in.get(sentence.start, ()) if not self._only_describes(i, span)}
        if not here:
            return None
        own = self._best_at(span.root.i) if span.root.i in here else None
        if own is not None and own.event in ("conviction", "acquittal"):
            return own  # "a DUI conviction", "no longer faces theft charges"
        names_charges = (
            _CHARGES_BEHIND.match(self._text[span.end_char : span.end_char + 40].lstrip()) is not None
        )
        charges = [node for node in (span.root, *span.root.ancestors) if _is_charge_had(node)]
        told = [child.i for node in charges for child in children(node, "acl") if child.i in here]
        if told:
            return self._best_at(told[0])
        done_to = span.root
        # "was convicted of theft, but he also attempted to kill": told of in a clause of its own
        on = goes_on(span.root) and span.root.head.i in here and span.root.i not in here
        apart = span.root.i if on else -1
        for node in span.root.ancestors if not on else ():
            if node.i in here and done_to.dep_ == "acl" and done_to.tag_ == "VBD" and node.pos_ == "NOUN":
                return None  # "Roe, out on bail after a conviction, attempted to rob": told of Roe
            if node.i in here and (node.i < span.start or names_charges or _is_charge(done_to)):
                above = self._best_at(node.i)
                return own if own is not None and {*own.people} < {*above.people} else above
            done_to = node
            if node.lemma_ in _TESTIFYING:
                return None
            joined = node.head.i in here or node.head.tag_ == "VBG"
            joined &= not self._is_punished_for(node, span)
            if node.dep_ == "conj" and joined and _is_finite(node) and node.i not in here:
                apart = node.i  # "convicted Roe of theft but did not agree on the arson charge"
                break
            if node.pos_ == "VERB" and node.dep_ in ("relcl", "ccomp", "advcl") and node.i not in here:
                break
        # "Ann Lee, convicted of theft in 2009, robbed a bank": what is below the deed does not govern it.
        left = [
            index
            for index in here
            if apart < index < span.start
            and span.root not in self.doc[index].ancestors
            and not is_closed_clause(self.doc[index], span)
        ]
        if left:
            index = max(left)
            if own is not None and {*own.people}.isdisjoint(self._best_at(index).people):
                return own  # "a man convicted of rape and a woman with a pending charge of theft"
            between = self._text[self.doc[index].idx : self.doc[span.start].idx]
            near = span.start - index < _MOST_TOKENS and not _leaves_bracket(between)
            broken = BREAK.search(_without_stops(self.doc[index + 1 : span.start]))
            if near and (not broken or self._is_charged_across(index, span, between)):
                return self._best_at(index)
        right = [index for index in here if index >= span.end]
        if right and min(right) - span.end < 6:
            trigger = self.doc[min(right)]
            between = self._text[mention_end : trigger.idx]
            if _CASE_BETWEEN.fullmatch(between) and (
                trigger.pos_ == "NOUN" or re.search(r"charge|count|conviction|case", between)
            ):
                return self._best_at(min(right))
        inside = [index for index in here if span.start <= index < span.end]
        return self._best_at(inside[0]) if inside else None

    def _only_describes(self, index: int, span: Span) -> bool:
        """Say whether a trigger belongs to a noun in front: "held Lee, a convicted felon, for theft"."""
        trigger = self.doc[index]
        return trigger.dep_ == "amod" and index < trigger.head.i < span.start and trigger.tag_ == "VBN"

    def _is_charged_across(self, index: int, span: Span, between: str) -> bool:
        """Say whether a clause stands between "charging a man who fled" and "with one count of"."""
        charge = self.doc[index].lemma_.lower() == "charge" and self.doc[index].pos_ == "VERB"
        counted = _COUNTS.search(self._text, span.start_char, span.end_char) is not None
        return charge and counted and _WITH.search(between) is not None

    def _is_punished_for(self, verb: Token, span: Span) -> bool:
        """Say whether one more punishment stands between: "was fined and lost his licence for speeding"."""
        behind = [child for child in children(verb, "prep") if child.lower_ == "for"]
        told = any(span.root in prep.subtree for prep in behind)
        return told and any(report.event == "sentence" for report in self.at(verb.head))

    def _best_at(self, index: int) -> TriggerReport:
        return max(self._reports_at[index], key=lambda report: len(report.people))


def _without_stops(words: Span) -> str:
    """Return the words from a trigger to an offense, semicolons of a mere list left out: "charged with A; B".

    No verb with a tense and no name stands in such a list.
    """
    told = any(token.tag_ in TENSED or token.ent_type_ == "PERSON" for token in words)
    return words.text if told else words.text.replace(";", ",")


def _leaves_bracket(between: str) -> bool:
    """Say whether the trigger's own bracket closes: "(convicted of theft) and Ed Poe (wanted for"."""
    return between.find(")") != -1 and "(" not in between[: between.find(")")]


def _is_finite(verb: Token) -> bool:
    """Say whether a verb has a tense, of its own or by an auxiliary: "could not agree"."""
    helping = children(verb, "aux")
    return verb.pos_ in ("VERB", "AUX") and (
        verb.tag_ in ("VBD", "VBZ", "VBP")
        or any(child.tag_ in ("MD", "VBD", "VBZ", "VBP") for child in helping)
    )


def goes_on(verb: Token) -> bool:
    """Say whether a verb with a tense is coordinated with one in front: "was convicted and broke his parole".

    It has a subject or an object of its own: "was convicted of theft and robbed" may be one verdict.
    """
    own = bool(children(verb, "nsubj", "nsubjpass"))
    own = own or (verb.tag_ == "VBD" and bool(children(verb, "dobj", "xcomp")))
    return own and verb.dep_ == "conj" and verb.i > verb.head.i and _is_finite(verb)


def _is_charge(noun: Token) -> bool:
    """Say whether a charge is what a verb behind it tells of: "charges of theft against Roe were dropped"."""
    caused = noun.dep_ == "nsubj" and is_had(noun.head)
    return (caused or noun.dep_ == "nsubjpass") and noun.lemma_.lower() in _CHARGES


def _is_charge_had(noun: Token) -> bool:
    """Say whether a charge is what somebody had a thing done to: "had a charge of theft dropped"."""
    return noun.dep_ == "dobj" and is_had(noun) and noun.lemma_.lower() in _CHARGES


def _is_in_front_of_clause(clause: Token, span: Span) -> bool:
    """Say whether a clause stands in front of another's subject and verb, and is no speech."""
    verb = clause.head
    apart = clause.dep_ in ("ccomp", "parataxis", "advcl") and clause.i < verb.i < span.start
    apart = apart and _is_finite(verb) and bool(children(clause, "nsubj", "nsubjpass"))
    if not apart or verb.lemma_ in nominals.lexicon().say or verb in clause.subtree:
        return False
    return any(clause.right_edge.i < noun.left_edge.i for noun in children(verb, "nsubj", "nsubjpass"))


def _has_own_subject(verb: Token) -> bool:
    return verb.dep_ == "conj" and goes_on(verb) and bool(children(verb, "nsubj", "nsubjpass"))


def is_closed_clause(token: Token, span: Span) -> bool:
    """Say whether a word stands in a clause that ends before its sentence's verb and a phrase.

    "Roe, who was convicted of theft, was in a shooting": the shooting is no part of the conviction. "Roe has
    been charged with theft, Poe has admitted arson": parsed as what Poe admitted.
    """
    if any(node.head == token and _has_own_subject(node) for node in span.root.ancestors):
        return token not in span.root.subtree  # "Roe was fined for theft and Poe was sent away for arson"
    for node in (token, *token.ancestors):
        if _is_in_front_of_clause(node, span):
            return True
        if node.dep_ == "relcl":
            noun = node.head
            while noun.dep_ == "pobj" and noun.head.dep_ == "prep":
                noun = noun.head.head  # "one of the men who accused Roe was attacked"
            verb = noun.head
            finite = verb.pos_ in ("VERB", "AUX") and noun.dep_ in ("nsubj", "nsubjpass")
            return finite and node.right_edge.i < verb.i < span.end
    return False
