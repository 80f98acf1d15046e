"""Agencies, places of custody and places by token, and what "it", "the agency" and "the jail" stand for.

in: a parsed `Doc` and its mentions    out: mentions    writes: nothing
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from pipeline.events.grammar import syntax
from pipeline.events.grammar.syntax import text_of
from pipeline.events.institutions.speakers import speaker
from pipeline.events.institutions.words import anaphors, cue, words
from pipeline.schema import Mention

CUSTODY = frozenset({"jail", "prison", "detention"})
"""Kinds of facility that hold people."""
IMMIGRATION = frozenset({"ice", "ero", "hsi", "dhs", "cbp", "border_patrol"})
"""Kinds of agency that lodge detainers and are called "the agency" in news of them."""
BORDER = frozenset({"border_patrol", "cbp"})
"""Those of them that take people at a border."""
POLICE = frozenset({"police", "sheriff", "state", "fbi", "dea", "atf", "marshals"})
"""Kinds of agency that arrest and report it as their own; ICE tells of arrests by others too."""
ARRESTING = (IMMIGRATION - {"dhs"}) | POLICE
"""Kinds of agency whose officers arrest."""
_LOCAL = frozenset({"other", "police", "sheriff", "corrections"})
"""Kinds of agency that keep people in jail."""
_CLAUSES = frozenset({"relcl", "acl", "advcl", "conj"})
_NOT_OF = frozenset({"against", "to", "near", "after", "before"})
"""Prepositions behind which an agency is another than the one in front: "a letter to ICE"."""
_WIDE = 8
"""Tokens of a noun phrase on either side of its head."""
_SURE = 0.6
"""An agency of at least this confidence is one that "it" may stand for; "officers" is none."""
UNNAMED = 0.4
"""Confidence of a custodian that has no name of its own: "the jail"."""
BACK = 3
"""Sentences in front in which an agency or a place is looked for."""

_SHERIFF = re.compile(
    r"(?:[Tt]he )?(?P<county>(?:(?!Sheriff)[A-Z][\w.-]+ ){0,4}?)(?:County(?:['’]s)? )?[Ss]heriff"
    r"(?:(?:['’]s|s['’]?)? (?P<office>[Oo]ffice|[Dd]epartment)(?: \([A-Z]+\))?)?"
)


class Institutions:
    """The agencies, facilities and places of one article."""

    def __init__(self, doc: Doc, mentions: Sequence[Mention]) -> None:
        """Index the mentions by token, and the recogniser's names of places with them."""
        self.doc = doc
        self.text = text_of(doc)
        self.agencies = [item for item in mentions if item.label == "agency"]
        self.facilities = [item for item in mentions if item.label == "facility"]
        self._sentences = [(sentence.start_char, sentence.end_char) for sentence in doc.sents]
        self._subjects: dict[Mention, bool] = {}
        self._ends = [end for _, end in self._sentences]
        self._starts = [item.start for item in self.agencies]
        self._agency_of = self._index(self.agencies)
        self._facility_of = self._index(self.facilities)
        people = self._index(item for item in mentions if item.label == "name")
        places = self._index(self._places(doc))
        self.place_of = {index: place for index, place in places.items() if index not in people}

    def _index(self, mentions: Iterable[Mention]) -> dict[int, Mention]:
        found: dict[int, Mention] = {}
        for mention in mentions:
            span = self.doc.char_span(mention.start, mention.end, alignment_mode="expand")
            found |= {token.i: mention for token in span or ()}
        return found

    def _places(self, doc: Doc) -> Iterable[Mention]:
        for span in doc.ents:
            if span.label_ == "GPE":
                start = span.start + (span[0].lower_ == "the" and len(span) > 1)
                inside = doc[start : span.end]
                yield Mention("place", inside.start_char, inside.end_char, "place.recogniser", 0.7)
        for match in cue("county").finditer(self.text):
            yield Mention("place", match.start(), match.end(), "place.county", 0.7)

    # ------------------------------------------------------------------ in a noun phrase
    def agency(self, token: Token | None) -> Mention | None:
        """Return the agency that a token is part of, or that stands in its noun phrase."""
        return self._in_phrase(token, self._agency_of)

    def facility(self, token: Token | None) -> Mention | None:
        """Return the facility that a token is part of, or that stands in its noun phrase."""
        return self._in_phrase(token, self._facility_of)

    def place(self, token: Token | None) -> Mention | None:
        """Return the state, country, county or city that a token is part of."""
        return self.place_of.get(token.i) if token is not None else None

    def described(self, token: Token | None) -> Mention | None:
        """Return a noun phrase for places of custody that no name tells: "jails in Ohio", "Texas facility".

        One jail without a place ("the jail", "a federal prison") is none.
        """
        if token is None or not _holds(token):
            return None
        first = token
        for child in sorted(token.lefts, key=lambda item: -item.i):
            if (
                child.dep_ in ("det", "nummod", "predet", "cc", "conj", "punct")
                or child.right_edge.i != first.i - 1
            ):
                break
            first = child.left_edge
            if first.dep_ == "det":
                first = self.doc[first.i + 1]
        placed = any(self.place(item) is not None for item in self.doc[first.i : token.i])
        last = token
        for noun in syntax.objects_of(token, "in", "across", "throughout", "near"):
            if placed or noun.head.i != token.i + 1:
                break
            if self.place(noun) is not None or token.tag_ == "NNS":
                last, placed = noun, True
        if not placed and token.tag_ != "NNS":
            return None
        return Mention(
            "facility", first.idx, last.idx + len(last), "facility.described", 0.6, "", "described"
        )

    def agency_at(self, index: int) -> Mention | None:
        """Return the agency that the token of this number is part of."""
        return self._agency_of.get(index)

    def facility_at(self, index: int) -> Mention | None:
        """Return the facility that the token of this number is part of."""
        return self._facility_of.get(index)

    def _in_phrase(self, token: Token | None, index: dict[int, Mention]) -> Mention | None:
        """Return the surest mention of the token's noun phrase: in "officers of ICE" it is the second."""
        if token is None:
            return None
        near = [
            (index[child.i], abs(child.i - token.i))
            for child in self.doc[max(0, token.i - _WIDE) : token.i + _WIDE + 1]
            if child.i in index and _belongs(child, token)
        ]
        return max(near, key=lambda item: (item[0].confidence, -item[1]))[0] if near else None

    # ------------------------------------------------------------------ standing for one named elsewhere
    def agency_meant(self, token: Token | None) -> Mention | None:
        """Return the agency of a noun phrase, or the one that "it", "the agency" or a judge's name means."""
        if token is None:
            return None
        found = self.agency(token)
        if found is not None:
            found = self._of_which(found, token)
        if found is not None and (found.confidence >= _SURE or found.detail != "judge"):
            return found
        judge = self._judge_named(token)
        if judge is not None:
            return judge
        kinds = anaphors().get(token.lower_)
        if found is None and token.lower_ == "administration":
            return self._administration(token)
        if found is not None or kinds is None:
            return found
        if token.pos_ != "PRON" and not any(child.lower_ in words("given") for child in token.children):
            return None
        if token.lower_ == "we":
            return speaker(token, self.agencies, self.text)
        above = syntax.subject_above(token) if token.lower_ in ("it", "they") else None
        if self._is_local(above) if token.lower_ == "they" else self._is_custodian(above):
            return (
                None  # "The jail did not tell ICE when it released him", "officials called ICE before they"
            )
        found = self.before(token, kinds, subjects=token.pos_ == "PRON")
        if found is not None and token.lower_ == "it" and _is_judged_since(found, token):
            return None  # "ICE arrested Roe. A court upheld a conviction. It reversed another"
        found = self._named_behind(found) if found is not None else None
        found = _at_place(found, token, self.place_of)
        kind = found.detail if found is not None else None
        return None if any(_acts_on(token, item) for item in self.agencies if item.detail == kind) else found

    def _administration(self, token: Token) -> Mention | None:
        """Return the administration named last before "the administration"."""
        named = [item for item in self.agencies if item.rule == "administration" and item.end <= token.idx]
        given = any(child.lower_ in words("given") for child in token.children)
        return named[-1] if named and given else None

    def antecedent_of_owner(self, owner: Token) -> Mention | None:
        """Return the agency that "its" or "whose" stands for: "the FBI said its agents", "the FBI, whose"."""
        if owner.lower_ == "whose":
            before = range(owner.i - 1, max(owner.sent.start, owner.i - 3) - 1, -1)
            return next((found for index in before if (found := self.agency_at(index))), None)
        if owner.lower_ == "our":
            return speaker(owner, self.agencies, self.text)
        if owner.lower_ != "its":
            return None
        local = owner.head.lower_ in ("deputies", "troopers")
        acting = anaphors()[owner.head.lower_ if local else "its"]
        here = [
            item
            for item in self.agencies
            if owner.sent.start_char <= item.start < owner.idx and item.detail in acting
        ]
        named = [item for item in here if item.confidence >= _SURE]
        if len(named) != 1:
            return self.before(owner, acting, subjects=True)
        behind = (item for item in self.facilities if named[0].end <= item.start < owner.idx)
        return None if any(item.detail in CUSTODY for item in behind) else named[0]

    def _named_behind(self, found: Mention) -> Mention:
        """Return the agency that those who act are of: "Officers from ERO Boston", then "they"."""
        span = self.doc.char_span(found.start, found.end, alignment_mode="expand")
        named = self.agency(span.root) if span is not None and self._is_subject(found) else None
        return named or found

    def _is_local(self, noun: Token | None) -> bool:
        """Say whether a noun is of those who act for a county or town: "Polk County officials"."""
        agency = self.agency(noun)
        local = agency is None or agency.detail in _LOCAL
        return noun is not None and noun.lemma_.lower() in words("acting_for") and local

    def _is_custodian(self, noun: Token | None) -> bool:
        """Say whether a noun is a jail's or a county's: "the jail", "Polk County"."""
        if noun is None or self.agency(noun) is not None:
            return False
        place = self.place(noun)
        held = place is not None and cue("jurisdiction").search(self.text[place.start : place.end])
        return bool(held) or self.facility(noun) is not None or noun.lemma_.lower() in words("holding")

    def before(self, token: Token, kinds: frozenset[str], subjects: bool = False) -> Mention | None:
        """Return the agency of these kinds named last before a token, within a few sentences.

        With `subjects`, one that is the subject of a clause, or of its noun phrase, goes before others.
        """
        first = bisect_left(self._starts, self.since(token))
        earlier = [
            item
            for item in self.agencies[first : bisect_left(self._starts, token.idx)]
            if item.end <= token.idx and item.detail in kinds and item.confidence >= _SURE
        ]
        if subjects:
            earlier = [item for item in earlier if self._is_subject(item)] or earlier
        jail = self.jail_that_acts(token) if subjects and earlier else None
        return None if not earlier or (jail is not None and jail.start > earlier[-1].start) else earlier[-1]

    def jail_that_acts(self, token: Token) -> Mention | None:
        """Return the last place of custody before a token that is the subject of a clause."""
        before = (
            item for item in reversed(self.facilities) if item.end <= token.idx and item.detail in CUSTODY
        )
        return next(filter(self._is_subject, before), None)

    def _of_which(self, found: Mention, token: Token) -> Mention:
        """Return the agency whose "agents" or "officers" are meant, named before in the same paragraph."""
        kinds = anaphors().get(self.text[found.start : found.end].lower())
        if kinds is None or found.confidence >= _SURE:
            return found
        named = self.before(token, kinds)
        if named is None or " " not in self.text[named.start : named.end] and named.detail == "sheriff":
            return found
        given = any(child.lower_ in words("given") for child in token.children)
        if "\n\n" in self.text[named.end : found.start] and not given:
            return found
        return replace(named, confidence=_SURE)

    def _is_subject(self, mention: Mention) -> bool:
        if mention not in self._subjects:
            self._subjects[mention] = self._stands_as_subject(mention)
        return self._subjects[mention]

    def _stands_as_subject(self, mention: Mention) -> bool:
        span = self.doc.char_span(mention.start, mention.end, alignment_mode="expand")
        node = span.root if span is not None else None
        while node is not None and node.dep_ in ("compound", "poss", "nmod", "amod"):
            node = node.head
        return node is not None and node.dep_ in ("nsubj", "nsubjpass")

    def _judge_named(self, token: Token) -> Mention | None:
        """Return the judge whose family name the token is: "Flint sentenced him"."""
        if token.pos_ != "PROPN" or not token.text[:1].isupper():
            return None
        named = [
            item
            for item in self.agencies
            if item.detail == "judge"
            and token.text in re.split(r"[\s-]+", self.text[item.start : item.end])[1:]
        ]
        return max(named, key=lambda item: item.end - item.start, default=None)

    def fullest_judge(self, judge: Mention) -> Mention:
        """Return the longest mention of a judge: "Senior U.S. District Judge Ada Flint" for "Flint"."""
        last = self.text[judge.start : judge.end].split()[-1]
        same = [
            item
            for item in self.agencies
            if item.detail in {"judge"}
            and last[:1].isupper()
            and last in self.text[item.start : item.end].split()
        ]
        return max(same, key=lambda item: item.end - item.start, default=judge)

    def fullest_office(self, sheriff: Mention) -> Mention:
        """Return the sheriff's office that the article names, for "the sheriff's office" or its sheriff.

        Where it names sheriffs of two counties, "the sheriff's office" may be either's.
        """
        found = _SHERIFF.fullmatch(self.text, sheriff.start, sheriff.end)
        if sheriff.detail != "sheriff" or found is None or (found["county"] and found["office"]):
            return sheriff
        told = (
            (item, match["county"], match["office"])
            for item in self.agencies
            if (match := _SHERIFF.fullmatch(self.text, item.start, item.end)) is not None and match["county"]
        )
        named = [item for item in told if found["county"] in ("", item[1])]
        offices = [item for item, _, office in named if office]
        alone = len({county for _, county, _ in named}) == 1
        return max(offices, key=lambda item: item.end - item.start) if alone and offices else sheriff

    def sentence_of(self, mention: Mention) -> str:
        """Return the sentence that a mention begins in."""
        return self.text[slice(*self.sentence_at(mention.start))]

    def sentence_at(self, offset: int) -> tuple[int, int]:
        """Return where the sentence of an offset begins and ends."""
        return self._sentences[self.sentence(offset)]

    def sentence(self, offset: int) -> int:
        """Return the number of the sentence of an offset."""
        return min(bisect_right(self._ends, offset), len(self._ends) - 1)

    def since(self, token: Token, back: int = BACK) -> int:
        """Return where the sentence begins that stands `back` sentences in front of a token's."""
        return self._sentences[max(0, self.sentence(token.idx) - back)][0]


def _is_judged_since(agency: Mention, token: Token) -> bool:
    """Say whether a court is the subject of something told between an agency and a word."""
    for word in reversed(token.doc[: token.i]):
        if word.idx < agency.end:
            return False
        if word.dep_ == "nsubj" and word.lemma_.lower() in words("plain") | words("judging_bodies"):
            return True
    return False


def _at_place(found: Mention | None, noun: Token, places: Mapping[int, Mention]) -> Mention | None:
    """Return the office of an immigration agency at a place of its own: "the Dayton office"."""
    whose = [child for child in syntax.children(noun, "compound") if child.i in places]
    if found is None or noun.lower_ != "office" or not whose or found.detail not in IMMIGRATION:
        return found
    return replace(found, start=whose[0].left_edge.idx, end=noun.idx + len(noun))


def _holds(noun: Token) -> bool:
    """Say whether a noun is for places of custody: "jails", "the Ohio prison system"."""
    nouns = (noun, *noun.children) if noun.lower_ == "system" else (noun,)
    return any(item.lemma_.lower() in words("holding") for item in nouns)


def _belongs(child: Token, head: Token) -> bool:
    """Say whether a token is in the noun phrase of a head, and in no clause that hangs on it."""
    for node in (child, *child.ancestors):
        if node == head:
            return True
        if node.dep_ in _CLAUSES or (node.dep_ == "prep" and node.lower_ in _NOT_OF):
            return False
        if node.dep_ == "appos" and not _is_dateline(node, head):
            return False
        if node.dep_ == "pobj" and node.lemma_ in words("helping") and node.head.lower_ == "with":
            return False  # "ICE, with the help of Salem police, arrested"
    return False


def _is_dateline(node: Token, head: Token) -> bool:
    """Say whether an apposition stands behind a dateline: "YUMA, Ariz. - Border Patrol agents"."""
    return any(token.text in ("-", "–", "—", "--") for token in head.doc[head.i : node.i])


def _acts_on(pronoun: Token, agency: Mention) -> bool:
    """Say whether the same "they" deals with the agency: "They never called ICE and they freed him"."""
    verb = pronoun.head
    while verb.dep_ == "conj" and verb.head != verb:
        verb = verb.head
    own = [noun for noun in syntax.children(verb, "nsubj") if noun.lower_ == pronoun.lower_]
    return bool(own) and own[0].idx < agency.start < pronoun.idx
