"""Which place of custody, court or county is meant where the words give no name, or half of one.

in: the institutions of one article, a mention or a token    out: the mention with the fuller name
"""

from __future__ import annotations

import re
from dataclasses import replace

from spacy.tokens import Token

from pipeline.events.grammar import nominals, syntax
from pipeline.events.institutions.headed import heading_place
from pipeline.events.institutions.institutions import BACK, CUSTODY, IMMIGRATION, UNNAMED, Institutions
from pipeline.events.institutions.words import anaphors, cue, words
from pipeline.schema import Mention

_PRISON_SYSTEM = re.compile(
    r"\b(?:Department|Dept\.|Bureau|Board) of (?:Corrections?|Prisons|Criminal Justice)"
)
KEEPERS = frozenset({"sheriff", "police", "corrections"})
"""Kinds of agency that keep people in jail."""
_PLACES = frozenset({"facility", "center", "centre", "complex", "institution"})
_BEHIND = 18
"""Tokens from a detainer to where it is lodged."""
_IN_COUNTY = re.compile(r"\b[Ii]n\s(?:the\s)?((?:[A-Z][\w.’'-]+\s){1,3}(?:County|Parish))\b")
_SURE = 0.6
"""Confidence from which an agency is one by name."""


class Jails:
    """The places of custody of one article by what stands for them."""

    def __init__(self, institutions: Institutions) -> None:
        """Keep those that have a name."""
        self._all, self._text = institutions, institutions.text
        self._named = [
            item for item in institutions.facilities if item.value == "named" and item.detail in CUSTODY
        ]

    def by_noun(self, noun: Token | None) -> Mention | None:
        """Return the place named last that "the facility" stands for, or "the center" of such a name."""
        if noun is None or noun.lemma_ not in _PLACES or nominals.determiner(noun) != "given":
            return None
        earlier = [item for item in self._named if item.end <= noun.idx]
        alike = [item for item in earlier if noun.lemma_ in self._text[item.start : item.end].lower().split()]
        found = alike or (earlier if noun.lemma_ == "facility" else [])
        return found[-1] if found else None

    def fuller(self, place: Mention) -> Mention:
        """Return the fullest name of the place that a facility mention stands for, else the mention.

        "the Ashby jail" is the jail whose name has "Ashby"; "the jail" is the last of its kind named before.
        """
        if place.value == "named" or place.detail not in CUSTODY:
            return place
        own = _name_words(self._text[place.start : place.end])
        if own:
            same = [item for item in self._named if own <= _name_words(self._text[item.start : item.end])]
            return same[0] if same else place
        lead = self._text[max(0, place.start - 8) : place.start].replace("\n", " ")
        earlier = [item for item in self._named if item.end <= place.start]
        if not cue("definite").search(lead):
            return place
        if not earlier:
            return self._only() or place
        alike = [item for item in earlier if item.detail == place.detail]
        return (alike or earlier)[-1]

    def placed(self, jail: Mention) -> Mention:
        """Return a jail without a name with its place: "a prison in Ohio", "jail in Ashby County"."""
        if self._text[jail.start : jail.end].lower() not in words("bare"):
            return jail
        span = self._all.doc.char_span(jail.start, jail.end, alignment_mode="expand")
        described = self._all.described(span.root) if span is not None else None
        if described is not None and described.end > jail.end:
            return described
        last = span[-1].i if span is not None else -1
        place = self._all.place(self._all.doc[last + 2]) if 0 <= last < len(self._all.doc) - 2 else None
        if place is None or self._all.doc[last + 1].lower_ != "in":
            return jail
        return replace(jail, end=place.end, detail="described")  # whatever the parser hangs "in" on

    def told_beside(self, trigger: Token, event: str) -> Mention | None:
        """Return the jail whose records a sentence goes by, or who is there to take somebody over.

        "He is held without bail, Ashby County Jail records show", "The jail called ICE and handed him over".
        """
        start, end = trigger.sent.start_char, trigger.sent.end_char
        if event == "transfer":
            handed = trigger.lemma_ in ("hand", "turn") and any(
                word.lower_ == "over" for word in trigger.doc[trigger.i + 1 : trigger.sent.end]
            )
            there = [item for item in self._all.agencies if start <= item.start and item.end <= trigger.idx]
            there = [item for item in there if item.detail in IMMIGRATION and item.confidence >= _SURE]
            return there[-1] if handed and there and not _is_doer(trigger, there[-1]) else None
        found = cue("records").search(self._text, start, end)
        if found is None:
            return None
        return Mention("facility", found.start(), found.end(), "facility.records", _SURE, "named", "jail")

    def lodged_with(self, detainer: Token) -> Mention | None:
        """Return where a detainer is lodged, behind the custody it asks for: "for his custody with the jail".

        Of a court and a jail it is the jail.
        """
        doc = self._all.doc
        custody = next(
            (
                token
                for token in doc[detainer.i + 1 : min(detainer.i + _BEHIND, detainer.sent.end)]
                if token.lower_ == "custody" and token.i + 1 < len(doc) and token.nbor(1).lower_ == "with"
            ),
            None,
        )
        if custody is None:
            return None
        here = [
            found
            for token in doc[custody.i + 2 : min(custody.i + _BEHIND, custody.sent.end)]
            if (found := self._all.facility_at(token.i) or self._all.agency_at(token.i)) is not None
        ]
        jails = [found for found in here if found.detail in CUSTODY or found.label == "agency"]
        return next(iter([*jails, *here]), None)

    def left(self, release: Token) -> Mention | None:
        """Return the jail whose custody is left, whoever lets go: "told ICE to free him from custody at"."""
        for custody in syntax.objects_of(release, "from"):
            named = self._all.facility(custody) if not syntax.is_passive(release) else None
            if named is not None and named.value == "named" and named.detail in CUSTODY:
                return named  # "ICE released him from the Ashby Processing Center"
            for place in syntax.objects_of(custody, "at", "in", "inside"):
                found = self._all.facility(place) if custody.lower_ in ("custody", "detention") else None
                if found is not None:
                    return found
        return None

    def of_inmate(self, noun: Token | None) -> Mention | None:
        """Return where an inmate is held: "an inmate at the Polk Jail", "Polk Jail inmate Ann Roe"."""
        if noun is None:
            return None
        inmate = next((it for it in (noun, *noun.children) if it.lemma_.lower() in words("inmates")), None)
        if inmate is None:
            return self._who_was_at(noun)
        before = self._all.facility_at(inmate.i - 1) if inmate.i > inmate.sent.start else None
        if before is not None or inmate != noun:
            return before
        return next(map(self._all.facility, syntax.objects_of(noun, "at", "in", "of", "from")), None)

    def _who_was_at(self, noun: Token) -> Mention | None:
        """Return where somebody was by what stands behind him: "a suspect who was in custody at the jail"."""
        for clause in syntax.children(noun, "relcl", "acl"):
            for custody in syntax.objects_of(clause, "in"):
                if custody.lower_ == "custody":
                    places = [item for node in (custody, clause) for item in syntax.objects_of(node, "at")]
                    return next(map(self._all.facility, places), None)
        return None

    def whose_people(self, actor: Token | None) -> Mention | None:
        """Return the jail or county whose people act: "its deputies", behind one that is named."""
        own = syntax.children(actor, "poss") if actor is not None else []
        if actor is None or not own or own[0].lower_ != "its" or actor.lemma_ not in words("staff"):
            return None
        return self.meant(own[0]) or self.county_meant(own[0])

    def called(self, token: Token | None) -> Mention | None:
        """Return the jail named before that a bare name is short for: "Adelanto released 250 people"."""
        if (
            token is None
            or not token.text[:1].isupper()
            or any(child.dep_ == "compound" for child in token.children)
        ):
            return None
        called = [
            item
            for item in self._named
            if item.end <= token.idx and self._text[item.start : item.end].split()[0] == token.text
        ]
        return (
            called[0]
            if called and not cue("jurisdiction").search(self._text[called[0].start : called[0].end])
            else None
        )

    def right_before(self, verb: Token) -> Token | None:
        """Return the last word of a place or an office right before a verb whose subject the parser missed.

        "Polk County declined four and Ashby County declined three": Ashby is taken for an object.
        """
        before = self._all.doc[verb.i - 1] if verb.i > verb.sent.start else None
        if before is None or verb.dep_ not in ("conj", "ccomp") or verb.tag_ not in ("VBD", "VBZ"):
            return None
        if syntax.children(verb, "nsubj", "nsubjpass", "aux", "auxpass") or before.dep_ != "conj":
            return None
        here = self._all.place(before) or self._all.agency_at(before.i)
        return before if here is not None or self._all.facility_at(before.i) is not None else None

    def office_meant(self, actor: Token | None) -> Mention | None:
        """Return the police or sheriff's office that "the department" or "the office" stands for."""
        if actor is None or actor.lower_ not in ("department", "office"):
            return None
        given = any(child.lower_ in words("given") for child in actor.children)
        found = self._all.before(actor, anaphors()[actor.lower_] & KEEPERS) if given else None
        return found if found is not None and " " in self._text[found.start : found.end] else None

    def court(self, actor: Token | None, event: str) -> Mention | None:
        """Return the court that lets somebody go or ignores a detainer: "the court released him"."""
        if actor is None or actor.lower_ != "court" or event == "detainer_honored":
            return None
        first = actor
        for child in sorted(actor.lefts, key=lambda item: -item.i):
            if child.dep_ not in ("amod", "compound") or child.i != first.i - 1:
                break
            first = child
        acting = Mention("facility", first.idx, actor.idx + len(actor), "court.acting", UNNAMED, "", "court")
        given = any(child.lower_ in words("given") for child in actor.children)
        return replace(self.court_meant(acting), rule="court.acting") if given or first != actor else None

    def court_meant(self, court: Mention) -> Mention:
        """Return the court named last before "the court", or the mention itself."""
        if " " in self._text[court.start : court.end]:
            return court
        named = [
            item
            for item in self._all.facilities
            if item.detail == "court" and item.value == "named" and item.end <= court.start
        ]
        return named[-1] if named else court

    def meant(self, token: Token) -> Mention | None:
        """Return the place of custody that "it" stands for: the last that acts, else the last named."""
        acting = self._all.jail_that_acts(token)
        if acting is not None and acting.start >= self._all.since(token, 1):
            return self.fuller(acting)
        return self.last(token, 1)

    def jurisdiction_meant(self, token: Token) -> Mention:
        """Return the county that "the county" stands for, else "county" or "city" as the article has it.

        "The city of Ashby" is Ashby.
        """
        town = next((item for item in syntax.objects_of(token, "of") if item.pos_ == "PROPN"), None)
        if town is not None:
            whole = Mention("place", token.idx, town.idx + len(town), "place.of_town", _SURE)
            return self._all.place(town) or whole
        named = self.county_meant(token) if token.lower_ == "county" else None
        return named or Mention("place", token.idx, token.idx + len(token), "place.bare", UNNAMED)

    def county_meant(self, token: Token) -> Mention | None:
        """Return the county jail or county named last before "the county"."""
        since = self._all.since(token)
        earlier = [
            item
            for item in (*self._named, *self._all.place_of.values())
            if since <= item.start
            and item.end <= token.idx
            and cue("jurisdiction").search(self._text[item.start : item.end])
        ]
        return max(earlier, key=lambda item: item.start, default=None)

    def only_keeper(self, *, of_jail: bool) -> Mention | None:
        """Return the sheriff's office or prison system, where the article names one and no jail.

        Of a jail no state's prison system is the keeper, but a county's corrections may be.
        """
        named = [
            item
            for item in self._all.agencies
            if item.detail in ("sheriff", "corrections")
            and item.confidence >= _SURE
            and " " in self._text[item.start : item.end]
            and not (of_jail and _PRISON_SYSTEM.search(self._text, item.start, item.end))
            and not self._text[item.start : item.end].islower()
        ]
        fullest = max(named, key=lambda item: item.end - item.start, default=None)
        if fullest is None or self._named:
            return None
        own = _name_words(self._text[fullest.start : fullest.end])
        if not all(_name_words(match.group()) <= own for match in cue("county").finditer(self._text)):
            return None  # the jail may be another county's
        return (
            fullest if all(_name_words(self._text[item.start : item.end]) <= own for item in named) else None
        )

    def _only(self) -> Mention | None:
        """Return the place of custody that the article names, where it is the only one."""
        return self._named[0] if len(self._named) == 1 else None

    def last(self, token: Token, back: int = BACK) -> Mention | None:
        """Return the place of custody named last before a token, at most `back` sentences before its own."""
        since = self._all.since(token, back)
        earlier = [item for item in self._named if since <= item.start and item.end <= token.idx]
        return earlier[-1] if earlier and not self._is_of_elsewhere(earlier[-1], token) else None

    def _is_of_elsewhere(self, place: Mention, token: Token) -> bool:
        """Say whether a story has gone on to another county: "the Dole County jail. In Polk County".

        Or a list to its next paragraph: "Dole County Jail: ... Polk County: ...".
        """
        name = self._text[place.start : place.end]
        heading = heading_place(self._text, token.idx)
        if heading is not None and place.end <= heading[0] and self._text[slice(*heading)] not in name:
            return True
        return any(match[1] not in name for match in _IN_COUNTY.finditer(self._text, place.end, token.idx))

    def beside(self, token: Token) -> Mention | None:
        """Return the place of custody named nearest to a token in its sentence."""
        start, end = self._all.sentence_at(token.idx)
        here = [item for item in self._all.facilities if start <= item.start < end and item.detail in CUSTODY]
        inside = [found for item in here if (found := self.fuller(item)).value == "named"]
        return min(inside, key=lambda item: abs(item.start - token.idx), default=None)


def _name_words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", name.lower())) - words("kinds")


def held_under(detainer: Token) -> list[Token]:
    """Return those who are said to be under a detainer: "13 inmates on an ICE hold"."""
    under = detainer.head
    if detainer.dep_ != "pobj" or under.lower_ not in ("on", "under", "with", "within"):
        return []
    above = under.head
    while above.dep_ == "advmod":
        above = above.head
    if above.pos_ in ("NOUN", "NUM"):
        return [above]
    return [noun for noun in above.children if noun.dep_ == "dobj"]


def bearers(detainer: Token) -> list[Token]:
    """Return those who are said to have a detainer: "12 prisoners in Polk County had immigration holds"."""
    verb = detainer.head
    having = detainer.dep_ == "dobj" and verb.lemma_ == "have"
    return [*held_under(detainer), *(syntax.children(verb, "nsubj") if having else [])]


def time_spent(release: Token) -> list[Token]:
    """Return where time was spent until a release: "after two years in the jail", "served two at"."""
    found = []
    for noun in syntax.objects_of(release, "after", "following"):
        if noun.ent_type_ in ("DATE", "TIME") or noun.lemma_ in words("stays"):
            found += syntax.objects_of(noun, "in", "at", "inside")
    spent = [verb for prep in syntax.children(release, "prep") for verb in syntax.children(prep, "pcomp")]
    spent += [verb for verb in syntax.children(release, "advcl") if verb.lemma_ in words("staying")]
    before = any(child.lower_ in ("before", "until") for child in syntax.children(release, "mark"))
    spent += [release.head] if release.dep_ == "advcl" and before else []
    for verb in spent:
        if verb.lemma_ in words("staying"):
            places = [verb, *syntax.children(verb, "dobj")]
            found += [noun for node in places for noun in syntax.objects_of(node, "in", "at", "inside")]
    return found


def _is_doer(verb: Token, agency: Mention) -> bool:
    """Say whether an agency is who does what a verb says: "ICE handed him over"."""
    own = syntax.subject(verb)
    return own is not None and agency.start <= own.idx < agency.end and not syntax.is_passive(verb)
