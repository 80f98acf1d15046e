"""Reads what became of a detainer: lodged, honored, declined or withdrawn.

First by verbs that are done to one, then by the words around it ("released despite", "handed over under").
What a detainer is ("a detainer is a request that ...") is no event.

in: a parsed `Doc`, the participants    out: `DetainerReport`s    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span, Token

from pipeline.events.assertion.happened import Modality
from pipeline.events.assertion.modality import modality_of
from pipeline.events.assertion.named_deeds import is_infinitive
from pipeline.events.detainers.amounts import amounting
from pipeline.events.detainers.answers import answering, says_no
from pipeline.events.detainers.contrasts import contrasted
from pipeline.events.detainers.disputes import disputed
from pipeline.events.detainers.handovers import handed_over
from pipeline.events.detainers.people import is_told_of, named_for, people_of
from pipeline.events.detainers.phrases import Phrase, of_pointer, phrases
from pipeline.events.detainers.references import (
    Reference,
    data,
    flat,
    is_further,
    pattern,
    pointers,
    references,
)
from pipeline.events.detainers.releases import many_untold, released_in_spite, released_though_wanted
from pipeline.events.detainers.report import DetainerReport, is_repeat, without_repeats
from pipeline.events.detainers.requests import asked, kept
from pipeline.events.detainers.told import (
    is_by_lodger,
    is_conditional,
    is_contrary_to_fact,
    is_done_to_request,
    is_every_one,
    is_habit,
    is_habitual,
    is_known,
    is_lodging,
    is_lodging_it,
    is_of_last,
    is_one_of_several,
    is_others,
    is_qualified,
    is_rule,
    is_sequel,
)
from pipeline.events.detainers.totals import broken_down, by_cases, coordinated, counted_alone
from pipeline.events.detainers.verbs import (
    Deed,
    deeds,
    governor,
    is_of_lodger,
    is_reversed,
    let_go_with,
    modality_of_deed,
)
from pipeline.events.grammar import syntax
from pipeline.events.grammar.syntax import text_of
from pipeline.events.people.entity import Entity
from pipeline.events.people.plurals import Group
from pipeline.events.triggers.participants import Participants

_REACH = 2
"""Sentences over which "it" may mean a detainer."""
_TOTAL_REACH = 60
"""Tokens behind a total of detainers over which numbers may be parts of it."""
_ON = ("on", "against", "for")
_HOLDING = re.compile(r"\b(?:hold|held|keep|kept|detain|detained|retain)$")  # the end of what was asked
_QUESTION = re.compile(
    r"^\W*(?:did|do|does|was|were|is|are|has|have|had|will|would|should|could|can)\b.*\?\W*$", re.IGNORECASE
)


def find_detainers(doc: Doc, participants: Participants) -> list[DetainerReport]:
    """Return what the text reports of detainers on individuals and counted groups, in text order."""
    text = text_of(doc)
    if not pattern("passage", "mentioned", case=True).search(text):
        return []
    if pattern("passage", "fugitives").search(text) and not pattern(
        "passage", "immigration", case=True
    ).search(text):
        return []
    reader = _Reader(doc, participants)
    just_before = False
    for number, sentence in enumerate(doc.sents):
        mentioned = pattern("passage", "mentioned", case=True).search(flat(sentence)) is not None
        if mentioned or just_before or reader.goes_on(number, sentence):
            reader.read(number, sentence)
        just_before = mentioned
    return disputed(reader.reports)


@dataclass(slots=True)
class _Reader:
    doc: Doc
    participants: Participants
    reports: list[DetainerReport] = field(default_factory=list)
    total: DetainerReport | None = None
    last: DetainerReport | None = None
    """The last report on individuals."""
    last_sentence: int = -9
    asked_about: Sequence[Entity | Group] = ()
    """Whom the last detainer is on that was only asked about: "Asked about the detainer on Roe, he said"."""
    named_sentence: int = -9
    """The last sentence that named a detainer at all."""

    def goes_on(self, number: int, sentence: Span) -> bool:
        """Say whether the passage has spoken of detainers, so that a sentence may without naming any."""
        return number - self.named_sentence <= _REACH + 1 or self._total_near(sentence) is not None

    def read(self, number: int, sentence: Span) -> None:
        if _QUESTION.match(flat(sentence)):
            return
        recent = number - self.named_sentence <= _REACH + 1
        found = references(sentence, recent)
        self.asked_about = named_for(found, self.participants) or self.asked_about
        here, settled = self._by_verb(number, sentence, found)
        here = list(contrasted(here, self.participants))
        settled |= {report.noun.i for report in here}
        for item in found:
            done = [report.event for report in here if report.noun == item.noun]
            here += self._by_phrase(item, done, item.noun.i in settled)
        here += self._in_spite_of_it(sentence, number, here)
        requested = list(asked(sentence, self.participants))
        answers = [self._elided(token, number, requested) for token in sentence] if requested else []
        told = {report.trigger.i for report in here}
        here += [*requested, *(report for report in answers if report and report.trigger.i not in told)]
        if not any(report.event == "detainer_honored" for report in here):
            here += kept(sentence, self.participants, recent)
        here += handed_over(sentence, here, self.reports, self.participants)
        here += amounting(sentence, found, self.participants, self._total_near(sentence))
        here += counted_alone(sentence, self.participants, self._total_near(sentence))
        here = [report for report in here if not is_one_of_several(report)]
        here += by_cases(sentence, self.participants, self._total_near(sentence))
        here += released_though_wanted(sentence, here, self.participants)
        if recent or found:
            here += many_untold(sentence, here, self.participants)
        here += list(coordinated(here, self.participants))
        totals = [item for item in here if any(isinstance(owner, Group) for owner in item.people)]
        total = totals[-1] if totals else self._total_near(sentence)
        said = next((item.event for item in here), None) if found else None
        here += list(broken_down(self.doc, sentence, here, total, said))
        singles = [item for item in here if any(isinstance(owner, Entity) for owner in item.people)]
        lodged = singles or (
            [self.last] if self.last is not None and number - self.last_sentence <= _REACH else []
        )
        spited = released_in_spite(sentence, singles, lodged, self.participants)
        here += spited
        self._remember(number, here, found)
        self.reports += sorted(here, key=lambda item: item.trigger.i)

    def _remember(self, number: int, here: Sequence[DetainerReport], found: Sequence[Reference]) -> None:
        if found or here:
            self.named_sentence = number
            self.asked_about = () if here else self.asked_about
        totals = [report for report in here if any(isinstance(owner, Group) for owner in report.people)]
        self.total = totals[-1] if totals else self.total
        # "Lifted the hold it had put on Roe": the lifting is the last that became of it.
        singles = sorted(here, key=lambda item: item.trigger.dep_ != "relcl")
        for report in singles:
            if report not in totals:
                self.last, self.last_sentence = report, number

    def _total_near(self, sentence: Span) -> DetainerReport | None:
        total = self.total
        return total if total and sentence.start - total.noun.sent.end <= _TOTAL_REACH else None

    # ------------------------------------------------------------------ by verb
    def _by_verb(
        self, number: int, sentence: Span, found: Sequence[Reference]
    ) -> tuple[list[DetainerReport], set[int]]:
        """Return what verbs say of the detainers, and the nouns on which a verb has said its word."""
        here: list[DetainerReport] = []
        settled: set[int] = set()
        back = list(pointers(sentence))
        for token in sentence:
            for deed in deeds(token):
                reference = _theme(deed, found) or self._pointed(deed, number, found, back)
                if reference is None or (deed.kind == "having" and is_qualified(deed, reference)):
                    continue
                if deed.kind == "having" and any(map(is_lodging, reference.noun.children)):
                    continue  # "had a detainer placed on him Tuesday"
                settled.add(reference.noun.i)
                report = self._report(deed, reference, here)
                if report is not None and not any(is_repeat(report, other) for other in here):
                    here.append(report)
            elided = self._elided(token, number, here)
            if elided is not None:
                here.append(elided)
        return without_repeats(here), settled

    def _pointed(
        self, deed: Deed, number: int, found: Sequence[Reference], back: Sequence[Reference]
    ) -> Reference | None:
        """Return the pronoun that means a detainer told of just before."""
        reference = _theme(deed, back)
        if reference is None:
            return None
        some = reference.noun.lower_ in ("all", "each", "none")
        if some and deed.verb.lemma_ not in data()["verbs"]["of_papers"]:
            return None  # "All were removed"
        before = any(other.start < reference.start for other in found)
        if not before and number - self.named_sentence > _REACH:
            return None
        if deed.kind in ("issued", "having"):
            further = is_further(reference.noun) or (self.last is not None and is_lodging_it(deed, reference))
            return reference if further or any(theme.lemma_ == "record" for theme in deed.themes) else None
        return reference

    def _report(
        self, deed: Deed, reference: Reference, here: Sequence[DetainerReport]
    ) -> DetainerReport | None:
        kind = "issued" if deed.kind == "having" else deed.kind
        turned = kind == "honored" and is_reversed(deed.verb)
        if turned:
            kind = "declined"
        elif kind == "declined" and is_of_lodger(deed.verb):
            kind = "withdrawn"
        modality = modality_of_deed(deed.verb, kind, turned)
        released = let_go_with(deed)
        if released is not None:
            kind, modality = "declined", modality_of(released)
        if modality is None and reference.start < deed.verb.idx and is_done_to_request(deed, reference):
            # "The request to hold him was denied": the asking is no condition here.
            modality = Modality("actual")
        if kind == "withdrawn" and is_reversed(deed.verb) and modality_of(deed.verb).value == "negated":
            # "ICE refused to lift its detainer": it stands.
            kind, turned, modality = "issued", False, Modality("actual")
        lasting = deed.verb.lemma_ in data()["verbs"]["lasting"]
        if deed.kind == "having" and lasting and modality is not None and modality.value == "planned":
            # "The detainer will stay in place": it is.
            modality = Modality("actual")
        if kind == "honored" and not turned and modality is None and is_contrary_to_fact(deed.verb):
            # "It would not have happened if the jail had honored the detainer": the jail did not.
            kind, turned, modality = "declined", True, Modality("actual")
        wanted = modality is None or (modality.value == "planned" and is_infinitive(deed.verb))
        if kind in ("honored", "declined", "withdrawn") and (
            (modality is None and is_known(reference)) or (wanted and self._is_on_many(reference, deed.verb))
        ):
            # "Urged the county to honor its detainer": what is asked did not happen, but one was lodged.
            kind, turned, modality = "issued", False, Modality("actual")
        if modality is None or is_habitual(deed.verb, reference.noun) or is_others(deed, reference):
            return None
        if kind in ("honored", "declined") and (
            is_sequel(deed.verb) or is_by_lodger(deed.verb) or is_conditional(deed.verb)
        ):
            return None
        if kind == "issued" and is_rule(deed.verb, reference):
            return None
        trigger = released or (deed.verb if kind == "issued" else governor(deed.verb))
        if kind != deed.kind and kind == "issued" and is_known(reference) and modality.value == "actual":
            trigger = reference.noun  # "DHS urged them to honor ICE's detainer": ICE lodged it
        people = self._people(reference, trigger, deed, here)
        if not people or (isinstance(people[0], Group) and is_habit(deed)):
            return None
        nouns = [reference.noun, *deed.themes]
        denied = next((child for noun in nouns for child in noun.children if child.lower_ == "no"), None)
        if denied is not None and kind == "issued" and modality.value == "actual":
            modality = Modality.by("negated", denied)
        return DetainerReport(
            noun=reference.noun,
            trigger=trigger,
            event=f"detainer_{kind}",
            rule=f"detainer.{kind}",
            start=min(reference.start, trigger.idx),
            end=max(reference.end, deed.verb.idx + len(deed.verb)),
            people=tuple(people),
            modality=modality,
        )

    def _people(
        self, reference: Reference, trigger: Token, deed: Deed, here: Sequence[DetainerReport]
    ) -> Sequence[Entity | Group]:
        if reference.kind != "pointer":
            found = self._lodged_on(reference, deed) or people_of(reference, trigger, self.participants)
            single = [item.people for item in here if all(isinstance(who, Entity) for who in item.people)]
            total = self._total_near(reference.noun.sent) if is_every_one(deed, reference.noun) else None
            if total is not None and deed.kind != "issued" and not found:
                return total.people  # "denied all of those requests"
            given = any(child.lower_ in ("the", "those", "these") for child in reference.noun.children)
            if not (found or single) and self.last and is_of_last(deed, reference, self.last):
                single = [self.last.people]  # "With the detainer lifted, he was freed"
            return found or (single[-1] if single and given and deed.kind != "issued" else [])
        named = syntax.objects_of(reference.noun, *_ON) or syntax.objects_of(deed.verb, *_ON)
        meant = [item for noun in named for item in self.participants.resolve(noun)]
        if is_further(reference.noun) and meant and all(map(is_told_of, meant)):
            return meant  # "honored the one on Roe"
        them = reference.noun.lower_ == "them"
        total = self._total_near(reference.noun.sent) if them else self.total
        groups = [*here, *([total] if total is not None else [])]
        totals = [item.people for item in groups if all(isinstance(who, Group) for who in item.people)]
        whole = reference.noun.head.lower_ != "of" and deed.verb.dep_ != "relcl"  # "96 of them"
        every = reference.noun.lower_ in ("none", "all") or is_every_one(deed, reference.noun)
        if (every or (them and whole)) and totals:
            return totals[0]  # "ICE lodged 88 detainers, and none was honored"
        if self.asked_about and not here:
            return self.asked_about
        told = [*([self.last] if self.last is not None else []), *here]
        people = [item for report in told for item in report.people if isinstance(item, Entity)]
        return list(told[-1].people) if told and people else []

    def _in_spite_of_it(
        self, sentence: Span, number: int, here: Sequence[DetainerReport]
    ) -> Iterator[DetainerReport]:
        """Yield what is said of "it" or "the request" in other words than a verb's, where one was told of."""
        recent = self.last is not None and number - self.last_sentence <= _REACH
        if self.last is None or not recent or self.last.event != "detainer_issued" or here:
            return
        for reference in pointers(sentence):
            for phrase in of_pointer(reference):
                yield self._of_phrase(reference, phrase, self.last.people)
                return

    def _is_on_many(self, reference: Reference, verb: Token) -> bool:
        """Say whether it is told how many the detainers are on: "honor the detainers of 1,200 inmates"."""
        held = syntax.objects_of(reference.noun, "of", "for", "on", "against")
        held += syntax.objects_of(verb, "for", "on", "against")
        return reference.kind == "name" and any(self.participants.counted.of(noun) for noun in held)

    def _lodged_on(self, reference: Reference, deed: Deed) -> Sequence[Entity | Group]:
        """Return whom the detainers were lodged on: of "412 of the 1,236 detainers lodged" all 1,236."""
        if deed.kind != "issued" or deed.verb.dep_ not in ("acl", "relcl"):
            return []
        total = self.participants.counted.of(reference.noun)
        return [Group(total)] if total is not None else []

    def _elided(self, token: Token, number: int, here: Sequence[DetainerReport]) -> DetainerReport | None:
        """Return the answer to a request just told of that leaves it unsaid: "The jail refused."."""
        single = [item for item in here if all(isinstance(owner, Entity) for owner in item.people)]
        last, near = (single[-1], number) if single else (self.last, self.last_sentence)
        if last is None or number - near > 1 or last.event != "detainer_issued":
            return None
        answer = answering(token)
        if answer is None:
            return None
        asked_to_hold = last.rule == "detainer.asked" and last.modality.value == "actual"
        if token.lemma_ == "do" and not (asked_to_hold and _HOLDING.search(text_of(self.doc)[: last.end])):
            return None  # "ICE asked to be told of it. The jail did."
        turned = answer == "honored" and is_reversed(token)
        kind = "declined" if turned else answer
        modality = Modality("actual") if says_no(token) else modality_of_deed(token, kind, turned)
        if modality is None or modality.value == "negated":
            return None
        return DetainerReport(
            noun=token,
            trigger=token,
            event=f"detainer_{kind}",
            rule=f"detainer.{kind}",
            start=syntax.children(token, "nsubj")[0].idx,
            end=max(verb.idx + len(verb) for verb in (token, *syntax.children(token, "xcomp"))),
            people=last.people,
            modality=modality,
        )

    # ------------------------------------------------------------------ by the words around it
    def _by_phrase(
        self, reference: Reference, done: Sequence[str], settled: bool
    ) -> Iterator[DetainerReport]:
        for phrase in phrases(reference, settled):
            if phrase.event in done:
                continue
            people = people_of(reference, phrase.trigger, self.participants)
            if not people and phrase.event == "detainer_withdrawn" and self.last is not None:
                near = reference.noun.i - self.last.noun.i <= _TOTAL_REACH
                people = self.last.people if near else people  # "With the detainer lifted, he was freed"
            if people:
                yield self._of_phrase(reference, phrase, people)

    def _of_phrase(
        self, reference: Reference, phrase: Phrase, people: Sequence[Entity | Group]
    ) -> DetainerReport:
        return DetainerReport(
            noun=reference.noun,
            trigger=phrase.trigger,
            event=phrase.event,
            rule=f"detainer.{phrase.event.removeprefix('detainer_')}",
            start=min(reference.start, phrase.start),
            end=max(reference.end, phrase.end),
            people=tuple(people),
            modality=phrase.modality,
        )


def _theme(deed: Deed, found: Sequence[Reference]) -> Reference | None:
    themes = [theme for theme in deed.themes if theme != deed.verb]
    return next((item for theme in themes for item in found if theme.i in item.tokens), None)
