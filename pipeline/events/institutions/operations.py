"""Whose an operation is: "a sweep by ICE", "the office, which led the sting", "the raid" told of before.

in: a parsed `Doc` and its institutions    out: mentions of agencies    writes: nothing
"""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.events.grammar import nominals, syntax
from pipeline.events.institutions.institutions import IMMIGRATION, Institutions
from pipeline.events.institutions.words import words
from pipeline.schema import Mention

_SURE = 0.6
"""An agency of at least this confidence may lead an operation; "officers" is none."""
_LEADING = IMMIGRATION | {
    "police",
    "sheriff",
    "state",
    "fbi",
    "dea",
    "atf",
    "marshals",
    "federal",
    "foreign",
    "other",
}
"""Kinds of agency that arrest."""
_MANY = frozenset({"police", "sheriff", "state", "federal", "foreign", "other"})
"""Kinds of agency of which there are many: one name is another agency than the next."""
_WITHIN = frozenset({"pobj", "prep", "dobj", "conj", "attr", "pcomp", "acl", "appos"})
_OPERATION = frozenset({"operation", "task", "project"})
"""With a name behind it, a proper noun that stands for an operation: "Operation Night Light"."""
_NEAR = 2
"""Sentences between an operation and the arrests of many that are told of beside it."""


class Operations:
    """The raids, sweeps and stings of one article, each with who led it."""

    def __init__(self, institutions: Institutions) -> None:
        """Find the nouns for operations, and whose the article says they are."""
        self.institutions = institutions
        self._sentences = {sent.start: index for index, sent in enumerate(institutions.doc.sents)}
        self._nouns = [token for token in institutions.doc if _is_operation(token)]
        self._leaders = {noun.i: found for noun in self._nouns if (found := self.led_by(noun)) is not None}

    def led_by(self, noun: Token) -> Mention | None:
        """Return whose an operation is by its own clause.

        "an ICE raid", "a raid by ICE", "a raid that was led by ICE", "ICE carried out a raid".
        """
        institutions = self.institutions
        own = [institutions.agency(noun)]
        clauses = [child for child in noun.children if child.dep_ in ("acl", "relcl")]
        for verb in clauses:
            own += [institutions.agency(by) for by in syntax.objects_of(verb, "by")]
            if verb.lemma_ in words("involving"):
                own += [institutions.agency(child) for child in syntax.children(verb, "dobj")]
        while noun.dep_ == "compound":
            noun = noun.head
        verb = noun
        while verb.dep_ in _WITHIN and verb.pos_ not in ("VERB", "AUX"):
            if verb.dep_ == "prep" and verb.lower_ != "of":
                break  # "announced the arrests as part of an operation": by whomever
            verb = verb.head
        if verb.lemma_ in words("conducting"):
            if syntax.is_passive(verb):
                own += [institutions.agency(by) for by in syntax.objects_of(verb, "by")]
            else:
                above = syntax.subject(verb)
                above = syntax.antecedent(above) if above is not None and syntax.is_relative(above) else above
                own.append(institutions.agency(above))
        elif noun.dep_ in ("nsubj", "nsubjpass"):
            own += [institutions.agency(by) for by in syntax.objects_of(noun.head, "by")]
        return next((item for item in own if item is not None and _may_lead(item)), None)

    def behind(self, trigger: Token, many: bool) -> Mention | None:
        """Return whose operation an arrest was part of.

        Args:
            trigger: the word for the arrest.
            many: a number of people were arrested: told of near an operation, it was in that.
        """
        here = [noun for noun in self._nouns if noun.sent == trigger.sent]
        near = here if many else [noun for noun in here if _is_in(trigger, noun)]
        own = [self._leaders[noun.i] for noun in near if noun.i in self._leaders]
        near = [noun for noun in near if noun.lemma_.lower() not in words("inquiries")]
        if own:
            return own[0]
        if any(self._is_another(noun) for noun in near):
            return None
        told = self._sentences[trigger.sent.start]
        beside = many and any(
            -1 <= told - self._sentences[noun.sent.start] <= _NEAR
            for noun in self._nouns
            if noun.lemma_.lower() not in words("inquiries")
        )
        given = many or any(nominals.determiner(noun) == "given" for noun in near)
        return self._only_leader() if (near and given) or beside else None

    def _is_another(self, noun: Token) -> bool:
        """Say whether an operation is new beside one told of: behind "ICE's sweep", "a workplace raid"."""
        return any(led < noun.i for led in self._leaders) and nominals.determiner(noun) == "new"

    def _only_leader(self) -> Mention | None:
        """Return who led all of the operations that the article tells the leader of."""
        raids = [noun.i for noun in self._nouns if noun.lemma_.lower() not in words("inquiries")]
        leaders = [item for index, item in self._leaders.items() if index in raids]
        kinds = {"ice" if item.detail in IMMIGRATION else item.detail for item in leaders}
        if len(kinds) != 1:
            return None
        text = self.institutions.text
        names = {text[item.start : item.end] for item in leaders}
        if not kinds & _MANY or len(names) == 1:
            return max(leaders, key=lambda item: item.confidence)
        fullest = max(leaders, key=lambda item: item.end - item.start)
        own = set(text[fullest.start : fullest.end].lower().split())
        return fullest if all(own >= set(name.lower().split()) for name in names) else None


def _is_operation(token: Token) -> bool:
    """Say whether a noun tells of an operation: "the sweep", "Operation Night Light"."""
    if token.pos_ == "NOUN" and token.lemma_.lower() in words("operations"):
        plain = token.lemma_.lower() in words("vague")
        return not plain or any(child.lower_ in words("enforcing") for child in token.children)
    return token.pos_ == "PROPN" and token.lower_ in _OPERATION and token.text[:1].isupper()


def _may_lead(item: Mention) -> bool:
    return item.detail in _LEADING and item.confidence >= _SURE


def _is_in(trigger: Token, noun: Token) -> bool:
    """Say whether an arrest was made in an operation, or came of it: "arrested in", "the raid led to"."""
    node = noun
    while node.dep_ in _WITHIN and node.pos_ not in ("VERB", "AUX") and node != trigger:
        node = node.head
    # "in an ICE sweep agents came, and she was arrested": it hangs on what stands before
    if node == trigger or (trigger.dep_ == "conj" and node == trigger.head and node.pos_ == "VERB"):
        return True
    return node.lemma_ in words("resulting") and (trigger == node or node in trigger.ancestors)
