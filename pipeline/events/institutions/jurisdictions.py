"""Which county, city, state or those who act for it hold somebody: "Denver authorities", "the county".

in: the institutions of one article, a token    out: a mention, or None
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from pipeline.events.grammar import syntax
from pipeline.events.institutions.institutions import Institutions
from pipeline.events.institutions.jails import Jails
from pipeline.events.institutions.words import cue, words
from pipeline.schema import Mention


class Jurisdictions:
    """The jurisdictions of one article that hold people."""

    def __init__(self, institutions: Institutions, jails: Jails) -> None:
        """Keep what finds places, and what "the county" stands for."""
        self._all, self._jails = institutions, jails

    def authorities(self, token: Token | None) -> Mention | None:
        """Return those who act for a place: "Denver authorities", "officials in Cook County"."""
        if token is None or token.lemma_.lower() not in words("acting_for"):
            return None
        if token.lemma_.lower() in ("state", "city", "county", "town", "commonwealth"):
            return next(map(self._all.place, syntax.objects_of(token, "of")), None)
        for child in token.children:
            place = self._all.place(child)
            if child.lower_ == "county" and token.tag_ == "NNS" and place is None:
                return self._jails.county_meant(child)  # "released by county officials"
            if place is not None and child.dep_ in ("compound", "nmod", "amod", "poss"):
                return replace(place, end=token.idx + len(token))
        inside = syntax.objects_of(token, "in", "of")
        found = next((place for noun in inside if (place := self._all.place(noun))), None)
        agency = self._all.agency(token) if found is not None and token.lower_ == "police" else None
        if agency is not None and found is not None and agency.start <= found.start < agency.end:
            return agency  # "police in New York"
        across = syntax.objects_of(token, "across", "throughout") if found is None else []
        whole = next((place for noun in across if (place := self._all.place(noun))), None)
        first = token.left_edge if token.left_edge.dep_ != "det" else token.doc[token.left_edge.i + 1]
        return replace(whole, start=first.idx) if whole is not None else found

    def county(self, token: Token | None) -> Mention | None:
        """Return the county or city that a token is part of, as a jurisdiction that holds people."""
        place = self._all.place(token)
        if token is not None and token.lower_ in words("towns") and token.pos_ == "NOUN":
            whose = [item for item in syntax.children(token, "compound") if item.ent_type_ in ("GPE", "LOC")]
            if place is None and whose and token.i - whose[-1].i == 1:
                # "a Northern Virginia county"
                return Mention("place", whose[-1].left_edge.idx, token.idx + len(token), "place.county", 0.7)
        if place is None and token is not None and token.lower_ in words("towns") and token.pos_ == "NOUN":
            given = any(child.lower_ in words("given") for child in token.children)
            return self._jails.jurisdiction_meant(token) if given else None
        if place is not None and cue("jurisdiction").search(self._all.text[place.start : place.end]):
            return place
        return None

    def owner(self, token: Token) -> Mention | None:
        """Return in whose custody somebody is: "in Ohio’s custody", "in the agency’s custody"."""
        place = self._all.place(token) if token.dep_ in ("poss", "compound", "nmod") else None
        return place or (self._all.agency_meant(token) if token.dep_ == "poss" else None)
