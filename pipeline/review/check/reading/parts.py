"""Reads what a claim says, part by part: an event, of whom, when, where, for what.

in: a claim's words and mentions, and the names that the database knows    out: `Part`s    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from pipeline.event_types import AT_CUSTODIAN, LASTING, VERDICTS
from pipeline.review.check.claim import OF_OFFENSES, Part, Said, Who, parts_of
from pipeline.review.check.courts import court_of
from pipeline.review.check.reading import manner
from pipeline.review.check.reading.actions import Told, told_by
from pipeline.review.check.reading.beside import Beside
from pipeline.review.check.reading.clauses import Clause, Clauses
from pipeline.review.check.reading.counts import ONE, Counts
from pipeline.review.check.reading.dates import Dates
from pipeline.review.check.reading.known import Known
from pipeline.review.check.reading.lengths import term_of, times_of
from pipeline.review.check.reading.matter import matter_of
from pipeline.review.check.reading.offenses import Offenses, with_offense
from pipeline.review.check.reading.order import Orders
from pipeline.review.check.reading.people import Described
from pipeline.review.check.reading.places import Places
from pipeline.review.check.reading.profile import profile_of
from pipeline.review.check.reading.tagged import Tagged
from pipeline.review.check.reading.tags import Tagger
from pipeline.review.check.reading.together import as_asides, carried, is_silence, not_compared, presupposed
from pipeline.review.check.reading.vocabulary import words_of
from pipeline.schema import ReadText

_BY_AGENCY = frozenset({"arrest"})
_ANSWERS = ("detainer_declined", "detainer_honored")
_STATES = frozenset({"detention", "release"})
"""Events that are told in the present of those to whom they have happened."""
_ANYBODY = re.compile(r"(?:an?|one|any) single |any(?:one|body)?\b|one$", re.IGNORECASE)
_EVERY = re.compile(r"(?:every|each)\b", re.IGNORECASE)
_SHERIFF = re.compile(
    r"\b(?:sheriff|deput(?:y|ies))(?:['’]s?)?(?: (?:office|department|deput\w+|officers))?$", re.IGNORECASE
)


def _silent() -> frozenset[str]:
    lists = ("light", "planning", "failing", "telling", "barring")
    return frozenset(word for name in lists for word in words_of(name))


def read_parts(read: ReadText, known: Known) -> Said:
    """Return what a claim says, and the verbs that were not understood."""
    if not read.words:
        return Said(tuple(part for _, part in parts_of(read.extraction, read.text)), ())
    tagged = Tagger(read, known).tagged()
    clauses = Clauses(tagged).all()
    return _Reading(tagged, clauses, known).read()


class _Reading:
    def __init__(self, tagged: Tagged, clauses: list[Clause], known: Known) -> None:
        self._tagged, self._clauses, self._known = tagged, clauses, known
        self._words = tagged.words
        self._telling = False
        self._counts = Counts(tagged)
        self._described = Described(tagged, known)
        self._orders = Orders(tagged, clauses)
        self._beside = Beside(tagged, clauses)
        self._dates = Dates(tagged, clauses)
        self._offenses = Offenses(tagged, self._described)
        self._places = Places(tagged, known.is_place, known.is_state)

    def read(self) -> Said:
        matter = matter_of(self._tagged.read, self._known.country)
        if manner.is_conditional(self._tagged.read.text):
            return Said((), ("would",), False, matter)
        parts: list[Part] = []
        unread: list[str] = []
        covered: set[int] = set()
        profile = profile_of(self._tagged, self._clauses, self._described)
        for clause in self._clauses if profile is None else ():
            if clause.main and clause.verb in covered:  # what became of a detainer is not passed over
                found = self._of_clause(clause)
                answered = any(part.type in _ANSWERS for part in parts)
                told = {part.type for part in parts}
                anew = found and self._is_finite(clause) and found[0].type not in told
                answer = found and found[0].type in _ANSWERS and not answered
                parts += found if anew or answer else []
            if not clause.main or clause.verb in covered:
                continue
            if clause.unsure:
                covered |= clause.inside
                found = [part for part in self._of_clause(clause) if clause.negated and is_silence(part)]
                parts += found
                unread += [] if found else [self._words[clause.verb].text]
                continue
            found = self._of_clause(clause)
            word = self._words[clause.verb]
            if found:
                covered |= clause.inside
                parts += found
                reasons = map(self._of_clause, self._beside.reasons(clause))
                parts += [part for said in reasons for part in said if part.type in _ANSWERS]
            elif word.tag.startswith("VB") and self._is_said(clause) and not clause.shared:
                covered |= clause.inside
                unread.append(word.text)
        denied = any(clause.negated or " no " in clause.form for clause in self._clauses if clause.main)
        if not parts and not unread and not denied and profile is None:
            for clause in self._clauses:
                if not clause.main and clause.verb not in covered:
                    found = self._of_clause(clause)
                    covered |= clause.inside if found else set()
                    parts += found
        parts += [profile] if profile is not None else []
        asides = [part for clause in self._beside.said() for part in self._of_clause(clause)]
        asides += presupposed(parts)
        parts += as_asides(parts, asides)
        unread += ["before or after whom"] if parts and self._orders.of_others() else []
        unread += not_compared(self._tagged.read.text, parts)
        parts = carried(self._tagged.read.text, parts)
        names = map(self._tagged.text, self._tagged.all("X"))
        states = tuple(name for name in names if self._known.is_state(name))
        return Said(tuple(dict.fromkeys(parts)), tuple(unread), self._one_of(), matter, states)

    def _is_said(self, clause: Clause) -> bool:
        """Tell whether a verb says something by itself: "took" does of somebody, and of a deed does not."""
        lemma = self._words[clause.verb].lemma.lower()
        there = lemma in ("stay", "remain", "live") and " there " in f" {self._surface(clause)} "
        return there or lemma not in _silent() or (lemma in ("try", "take") and f"*{lemma} P" in clause.form)

    def _is_finite(self, clause: Clause) -> bool:
        """Tell whether a predicate is a passive with an auxiliary: "those whom it let go were arrested"."""
        return any(word.head == clause.verb and word.dep == "auxpass" for word in self._words)

    def _of_clause(self, clause: Clause) -> list[Part]:
        """Return what a clause says, in the words of claims, or else in those of articles."""
        if self._words[clause.verb].lemma.lower() in words_of("dying"):
            return []
        forms = (clause.form, clause.other, clause.turned)
        read = (told_by(form, clause.negated, clause.never) for form in forms if form)
        told = next(filter(None, read), [])
        let_go = told and told[0].event == "release" and not told[0].negated
        if let_go and manner.is_too_early(self._tagged.read.text):
            told = [*told, Told("detainer_declined", False, told[0].who)]
        if told and told[0].event == "arrest" and self._is_kept(clause):
            told = [replace(told[0], event="detention")]
        if told and told[0].event == "removal" and not self._is_to_country(clause):
            if (event := manner.instead_of_removal(clause.form)) is None:
                return []
            told = [replace(told[0], event=event)]
        if told and told[0].event == "sentence" and told[0].negated and manner.is_waiting(clause.form):
            return []
        if told and told[0].event == "detainer_issued":
            told = [replace(told[0], event=self._came_to(clause)), *told[1:]]
        if told:
            return [part for item in told for part in self._parts(clause, item)]
        word = self._words[clause.verb]
        silent = {"deny"} | words_of("planning") | words_of("telling") | words_of("contesting")
        if word.lemma.lower() in silent:
            return []
        others = set(map(self._tagged.text, self._tagged.all("NOT")))
        return [
            replace(
                with_offense(part, self._tagged),
                term=term_of(self._tagged, clause) if part.type in LASTING else None,
                still=self._is_now(clause, part.type),
                earlier=manner.is_prior(self._tagged.read.text, part.type),
            )
            for quote, part in parts_of(self._tagged.read.extraction, self._tagged.read.text)
            if quote.start < word.end
            and quote.end > word.start
            and (part.who is None or part.who.name not in others)
        ]

    def _is_to_country(self, clause: Clause) -> bool:
        """Tell whether who is said to have gone back somewhere went to another country."""
        named = [self._tagged.text(tag) for tag in re.findall(r"(?<!from )\bX\d+", clause.form)]
        inland = manner.is_moved(clause.form) and any(map(self._known.is_state, named))
        return not (inland or manner.is_going(clause.form)) or any(map(self._known.is_country, named))

    def _came_to(self, clause: Clause) -> str:
        """Return what the words for detainers say came of them: "there were 40 declined detainers"."""
        tags = (tag for tag in self._tagged.all("DET") if tag in clause.form)
        return manner.came_to(" ".join(map(self._tagged.text, tags)))

    # -------------------------------------------------------------------- parts
    def _parts(self, clause: Clause, told: Told) -> Iterator[Part]:
        people, (count, qualifier) = self._people(clause, told)
        offenses: list[tuple[str, str] | None] = []
        if told.event in OF_OFFENSES:
            offenses += self._offenses.of(clause)
        gaps = self._places.gaps(clause) if count is not None and told.event in AT_CUSTODIAN else []
        held = self._places.of(clause, told) if told.event in AT_CUSTODIAN else ()
        custodians: list[str | None] = [place for place in held if place not in dict(gaps)]
        dates: list[str | None] = [*self._dates.of(clause, told.event)] or [None]
        apart = self._dates.apart(clause) if len(offenses) > 1 else {}
        denied = self._offenses.denied(clause)
        alike = replace(
            self._alike(clause, told, bool(offenses)),
            count=count,
            qualifier=qualifier,
            times=None if len(dates) > 1 else times_of(self._tagged, clause),
        )
        for who, told_on in product(people, dates):
            for offense in offenses or [None]:
                date = told_on if offense is None else apart.get(offense[1], told_on)
                for custodian in custodians or [None]:
                    yield replace(
                        alike,
                        negated=told.negated != (offense is not None and offense[1] in denied),
                        who=who,
                        date=date,
                        custodian=custodian,
                        offense=offense,
                        earlier=alike.earlier or self._dates.is_before(date),
                        by=told.event not in _STATES and self._dates.is_by(date),
                    )
        for place, number in gaps:
            said = (told.event, told.negated, clause.planned)
            yield Part(*said, None, number, None, dates[0], None, place, None)

    def _alike(self, clause: Clause, told: Told, for_offense: bool) -> Part:
        """Return what a clause says alike of everybody, on every day, of every offense and at every place.

        Args:
            clause: of the claim.
            told: the event that it tells of.
            for_offense: it says for what.
        """
        event, text, surface = told.event, self._tagged.read.text, self._surface(clause)
        order = self._orders.of(clause, told)
        whole = manner.is_whole(surface) or (event == "detainer_declined" and manner.is_of_none(surface))
        cleared = event == "acquittal" and not for_offense and manner.is_cleared(clause.form)
        return Part(
            type=event,
            negated=told.negated,
            planned=clause.planned,
            who=None,
            count=None,
            qualifier=None,
            date=None,
            agency=self._agency(clause) if event in _BY_AGENCY else None,
            custodian=None,
            offense=None,
            overturned=event == "acquittal" and manner.is_outcome(f"{clause.form} {surface}"),
            term=term_of(self._tagged, clause) if event in LASTING else None,
            whole=whole or (cleared and not manner.is_of_some(surface)),
            still=self._is_now(clause, event),
            order=order,
            earlier=manner.is_earlier(text)
            or manner.is_prior(text, event)
            or (order is None and clause.main and manner.is_before_another(text)),
            court=self._court(clause) if event in VERDICTS else None,
            despite=told.beside and not manner.is_notice(clause.form),
            notice=event == "detainer_declined" and manner.is_notice(clause.form),
            dropped=event == "acquittal" and manner.is_dropped(surface),
            formal=event == "acquittal" and manner.is_formal(surface),
            only=manner.is_only(surface),
            than=self._places.than(clause),
            case=event in OF_OFFENSES and manner.is_in_case(surface),
            bail=manner.is_on_bail(event, self._cased(clause)),
            no_bail=manner.is_without_bail(event, self._cased(clause), text),
        )

    def _court(self, clause: Clause) -> str | None:
        """Return whose a verdict is said to be; who admits what he is guilty of pleads so."""
        admits = self._words[clause.verb].lemma.lower() in words_of("pleading")
        at_trial = manner.is_at_trial(self._surface(clause))
        return court_of(self._cased(clause)) or ("plea" if admits else "jury" if at_trial else None)

    def _is_now(self, clause: Clause, event: str) -> bool:
        """Tell whether a clause says how it is now: "is still free", "is being held"."""
        done = event == "release" and not self._dates.of(clause)
        forms = {"is", "are", "has", "have"} if done else {"is", "are"}
        word = self._words[clause.verb]
        present = event in _STATES and word.text.lower() in ("is", "are")
        present |= event == "detention" and word.tag == "VBZ" and word.lemma.lower() in words_of("light")
        present |= event in _STATES and any(
            word.head == clause.verb and word.dep in ("aux", "auxpass") and word.text.lower() in forms
            for word in self._words
        )
        since = manner.is_since(self._surface(clause))
        present |= clause.negated and (since or " yet to " in self._tagged.read.text)
        present |= event == "sentence" and (
            manner.is_waiting(self._surface(clause)) or self._is_serving(clause)
        )
        above = self._words[self._words[clause.verb].head]
        present |= event in _STATES and above.tag != "VBD" and above.lemma in words_of("going_on")
        return present or manner.is_still(self._surface(clause))

    def _is_kept(self, clause: Clause) -> bool:
        """Tell whether somebody "is detained", "remains detained": a state, not an arrest."""
        detained = self._words[clause.verb].text.lower() == "detained"
        return detained and self._is_now(clause, "detention")

    def _is_serving(self, clause: Clause) -> bool:
        """Tell whether somebody is said to serve a sentence now."""
        return self._words[clause.verb].text.lower() == "serving" and any(
            word.head == clause.verb and word.text.lower() in ("is", "are") for word in self._words
        )

    def _surface(self, clause: Clause) -> str:
        """Return the words of a clause as they stand, in small letters."""
        return self._cased(clause).lower()

    def _cased(self, clause: Clause) -> str:
        """Return the words of a clause as they stand."""
        return " ".join(self._words[index].text for index in sorted(clause.inside))

    def _people(self, clause: Clause, told: Told) -> tuple[list[Who | None], tuple[int | None, str | None]]:
        tag = told.who
        arrests = self._counts.of_clause(clause) if told.event == "arrest" else (None, None)
        if arrests[0] is not None:
            return [None], arrests  # "made 40 arrests after the Roe verdict"
        if tag in ("nobody", "none") and told.event.startswith("detainer"):
            tag = None  # "asked nobody to hold Ann Roe"
        if tag in (None, "P0"):
            inside = [
                t
                for t in self._tagged.spans
                if t[:1] in "PGF" and t.rstrip("0123456789") in ("P", "G", "FAM")
            ]
            mine = [t for t in inside if self._tagged.spans[t][1] in clause.inside]
            harmed = {t for t in inside if self._described.is_harmed(t)}
            mine, inside = ([t for t in tags if t not in harmed] for tags in (mine, inside))
            people = [t for t in (*mine, *inside) if not t.startswith("G")]
            if told.event.startswith("detainer"):  # who does so with a detainer is not whom it is for
                doers = clause.form.partition("*")[0].split()
                people = [t for t in people if t not in doers] or people
            counted = self._counts.of_clause(clause)
            if told.event.startswith("detainer") and counted[0] is not None and not self._is_on(clause):
                return [None], counted
            tag = next(iter((*people, *mine, *inside)), None)
        if tag in (None, "nobody", "none"):
            return [None], self._counts.of_clause(clause)
        if clause.negated and _ANYBODY.match(self._tagged.text(tag)):
            return [None], (None, None)  # "has not turned a single inmate over"
        if tag.startswith("P") and _EVERY.match(self._tagged.text(tag)):
            return [None], (None, None)
        if tag.startswith("FAM"):
            name = self._family_name(tag)
            return self._all_of(name), (None, None)
        if tag.startswith("G") and (named := self._described.named(tag)) != tag:
            return self._all_of(self._tagged.text(named)), (None, None)
        if tag.startswith("G"):
            return [None], self._counts.of_span(self._tagged.spans[tag])
        return [self._whole(item) for item in (tag, *self._described.joined(tag))], (None, None)

    def _whole(self, tag: str) -> Who:
        """Return whom a tag means; of somebody unnamed, with what the clauses at the noun say of him."""
        who = self._described.who(tag)
        if who.name is not None or self._telling:
            return who
        self._telling = True
        head = self._described.head(tag)
        told = [
            replace(part, who=who)
            for clause in self._clauses
            if not clause.main and self._words[clause.verb].head == head and not clause.unsure
            for part in self._of_clause(clause)
            if part.who is not None and part.who.mention == who.mention
        ]
        self._telling = False
        verbs = {
            self._words[clause.verb].text.lower()
            for clause in self._clauses
            if told and not clause.main and self._words[clause.verb].head == head
        }
        return replace(who, told=tuple(told), words=who.words - verbs)

    def _is_on(self, clause: Clause) -> bool:
        """Tell whether detainers that are counted are all on one person: "two detainers on Ann Roe"."""
        return re.search(r"DET\d+ (?:on|for|against) P\d+", clause.form) is not None

    def _one_of(self) -> bool:
        """Tell whether the claim is that one of several alone is so: "only one of the Pratt brothers"."""
        return any(ONE.match(self._tagged.text(tag)) is not None for tag in self._tagged.all("FAM"))

    def _all_of(self, name: str) -> list[Who | None]:
        """Return each of the people of a name, or a family name."""
        people = self._known.family(name)
        return [Who(full, full, None, None, person) for person, full in people] or [
            Who(name, name, None, None)
        ]

    def _family_name(self, tag: str) -> str:
        first, last = self._tagged.spans[tag]
        return " ".join(word.text for word in self._words[first:last] if word.tag in ("NNP", "NNPS"))

    # ------------------------------------------------------------------ details

    def _agency(self, clause: Clause) -> str | None:
        told = clause.form.split()
        for kind in ("ICE", "POL", "JAIL"):  # a sheriff runs the jail and has deputies
            for tag in self._tagged.all(kind):
                if tag in told and (kind != "JAIL" or _SHERIFF.search(self._tagged.text(tag))):
                    return self._tagged.text(tag)
        return None
