"""Who is said to say so: the source of a reported event, and the words that attribute it.

After the attribution relations of the PARC 3.0 corpus (Pareti 2016): a source ("ICE", "court records"), a cue
("said", "according to") and the content, which here is the clause of an event's trigger. The tree says which
clause a reporting verb governs; quotation marks say who goes on speaking in the sentences after it.

in: a parsed `Doc`. out: spans of characters; writes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from spacy.tokens import Doc, Token

from pipeline.events.grammar import syntax
from pipeline.word_lists import read_lists

PATH = Path(__file__).with_suffix(".toml")
_CONTENT = frozenset({"ccomp", "xcomp", "parataxis"})
"""How the reported clause hangs on its verb."""
_INSERTED = frozenset({"parataxis", "ccomp", "advcl", "dep"})
"""How a reporting clause hangs on what it reports, where it stands inside or behind it."""
_CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "appos", "parataxis"})
_LONGEST_SPEAKER = 12
"""Tokens of a speaker's noun phrase in front of its noun."""
_MEDIUM_REACH = 6
"""Tokens behind the verb in which its medium stands ("said in a statement")."""
_PHRASE = re.compile(r",\s?(?:according|per)", re.IGNORECASE)
"""Without it no phrase behind a comma says who says it."""
_OPENING, _CLOSING, _STRAIGHT = "“", "”", '"'


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says it and the words that say so, as spans of characters."""

    words: tuple[int, int]
    """ "police said in a statement"."""
    speaker: Token
    """The noun or pronoun that names the source."""
    source: tuple[int, int]
    """The speaker's noun phrase: "police"."""


@dataclass(frozen=True, slots=True)
class _Lexicon:
    say: frozenset[str]
    deed: frozenset[str]
    show: frozenset[str]
    documents: frozenset[str]
    media: frozenset[str]
    headline: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Quotation:
    """Tokens between quotation marks, the marks left out."""

    start: int
    end: int
    goes_on: bool
    """Nothing closes it: it goes on in the next paragraph."""


@cache
def _lexicon() -> _Lexicon:
    return read_lists(_Lexicon, PATH)


class Attributions:
    """Finds who says what in one article."""

    def __init__(self, doc: Doc) -> None:
        """Keep the parsed text."""
        self.doc = doc

    @cached_property
    def _quotations(self) -> list[_Quotation]:
        """The article's quotations; looked for only where a sentence does not say who speaks."""
        return list(_quotations(self.doc))

    def of(self, trigger: Token) -> Attribution | None:
        """Return who is said to say what a trigger reports; None where nobody is."""
        found = _governing(trigger) or _inserted(trigger) or _according(trigger) or _headline(trigger)
        if found is None:
            index = self._quotation_of(trigger)
            found = self._speaker_of(index) if index is not None else None
        return found

    def _quotation_of(self, token: Token) -> int | None:
        inside = (
            i for i, quotation in enumerate(self._quotations) if quotation.start <= token.i < quotation.end
        )
        return next(inside, None)

    def _speaker_of(self, index: int) -> Attribution | None:
        """Return who speaks in a quotation: named beside it, else beside the one that it goes on from."""
        quotation = self._quotations[index]
        found = self._beside(quotation)
        if found is not None or index == 0:
            return found
        before = self._quotations[index - 1]
        between = self.doc[before.end : quotation.start].text
        if before.goes_on or ("\n\n" not in between and _is_resumed(self.doc, before, quotation)):
            return self._speaker_of(index - 1)
        return None

    def _beside(self, quotation: _Quotation) -> Attribution | None:
        """Return the reporting clause right behind a quotation, or right in front of it."""
        doc = self.doc
        if doc[quotation.end - 1].text in (",", "!", "?") or quotation.end >= len(doc) - 1:
            behind = doc[min(quotation.end, len(doc) - 1)].sent
            for verb in doc[quotation.end : min(quotation.end + _LONGEST_SPEAKER, behind.end)]:
                found = _clause(verb)
                if found is not None and found.speaker.i >= quotation.end:
                    return found
        opening = quotation.start - 1
        if opening > 0 and doc[opening - 1].text in (",", ":"):
            sentence = doc[opening - 1].sent
            for verb in reversed(doc[sentence.start : opening]):
                found = _clause(verb)
                if found is not None:
                    return found
        return None


def _is_resumed(doc: Doc, before: _Quotation, quotation: _Quotation) -> bool:
    """Say whether only a reporting clause stands between two quotations: “...,” he said. “..."."""
    between = doc[before.end : quotation.start]
    sentences = {token.sent.start for token in between if token.is_alpha}
    return len(sentences) <= 1 and any(_clause(token) is not None for token in between)


def _quotations(doc: Doc) -> Iterator[_Quotation]:
    """Yield the stretches between quotation marks; one that no mark closes ends with its paragraph."""
    start: int | None = None
    for token in doc:
        word = token.text
        if start is None:
            if word in (_OPENING, _STRAIGHT):
                start = token.i + 1
        elif word in (_CLOSING, _STRAIGHT):
            if start < token.i:
                yield _Quotation(start, token.i, False)
            start = None
        elif token.is_space and "\n\n" in word:
            yield _Quotation(start, token.i, True)
            start = None


def _governing(trigger: Token) -> Attribution | None:
    """Return the reporting verb in whose clause the trigger stands: "ICE said he was arrested"."""
    lexicon = _lexicon()
    node = trigger
    while node.head != node:
        head, edge = node.head, node.dep_
        told = edge in _CONTENT or (
            edge in ("dobj", "nsubjpass") and head.lemma_ in lexicon.deed and not syntax.is_passive(head)
        )
        if told or (edge == "nsubj" and _swallowed(node, head)):
            found = _clause(head)
            if found is not None and head.dep_ != "acl" and trigger in found.speaker.subtree:
                found = None
            if found is not None and not _is_cut_off(node, head):
                return found
        node = head
    return None


def _is_cut_off(node: Token, verb: Token) -> bool:
    """Say whether a colon or semicolon stands between a clause and the verb behind it."""
    return node.i < verb.i and any(token.text in (":", ";") for token in verb.doc[node.i : verb.i])


def _swallowed(node: Token, head: Token) -> bool:
    """Say whether the parser took a headline for a second subject: "Man arrested after crash, police say"."""
    subjects = syntax.children(head, "nsubj")
    return len(subjects) > 1 and subjects[-1] != node and node.i < subjects[-1].i < head.i


def _inserted(trigger: Token) -> Attribution | None:
    """Return the reporting clause inside or behind what it reports: "Brandt, police say, was deported"."""
    for node in (trigger, *trigger.ancestors):
        if node.pos_ in ("VERB", "AUX") or node.dep_ == "ROOT":
            for child in node.children:
                if child.dep_ in _INSERTED and trigger not in child.subtree:
                    found = _clause(child)
                    if found is not None and _is_parenthetic(child, found):
                        return found
        if node.dep_ in _CLAUSES:
            return None
    return None


def _is_parenthetic(verb: Token, found: Attribution) -> bool:
    """Say whether a reporting clause has no content of its own and stands between commas or behind "as"."""
    if syntax.children(verb, "ccomp", "xcomp", "dobj", "acomp", "attr"):
        return False
    marks = [child.lower_ for child in syntax.children(verb, "mark", "advmod")]
    if marks:
        return "as" in marks
    first = min(found.speaker.left_edge.i, verb.i)
    return first > 0 and verb.doc[first - 1].text in (",", "-", "–", "—", "”", _STRAIGHT)


def _clause(verb: Token) -> Attribution | None:
    """Return who reports with a verb, and the words; None where it reports nothing or nobody does."""
    lexicon = _lexicon()
    reports = verb.lemma_ in lexicon.say and verb.pos_ in ("VERB", "AUX")
    if not (reports or verb.lemma_ in lexicon.show):
        return None
    if syntax.is_passive(verb) and verb.dep_ != "acl":
        return _informed(verb)
    if any(child.dep_ == "neg" for child in verb.children):
        return None
    if verb.dep_ == "acl" and verb.tag_ == "VBG":
        speaker: Token | None = verb.head
    else:
        own = syntax.children(verb, "nsubj")
        speaker = own[-1] if own else (syntax.subject(verb) if verb.dep_ in ("conj", "xcomp") else None)
    if speaker is None or speaker.lower_ in ("who", "which", "that", "what", "there"):
        return None
    if not reports and speaker.lemma_.lower() not in lexicon.documents:
        return None
    if verb.dep_ == "acl" and speaker.lemma_.lower() not in lexicon.documents:
        return None
    source = _noun_phrase(speaker)
    near = speaker if abs(speaker.i - verb.i) <= _LONGEST_SPEAKER else verb
    start = min(source[0] if near is speaker else verb.idx, verb.idx)
    end = max(verb.idx + len(verb), source[1] if near is speaker else 0)
    return Attribution((start, max(end, _medium(verb))), speaker, source)


def _informed(verb: Token) -> Attribution | None:
    """Return who tells somebody: "we were told by ICE that he was released"."""
    told = syntax.objects_of(verb, "by") if verb.lemma_ in ("tell", "inform") else []
    if not told:
        return None
    source = _noun_phrase(told[0])
    return Attribution((verb.idx, source[1]), told[0], source)


def _medium(verb: Token) -> int:
    """Return where the words behind a verb end that say in what, or to whom: "in a statement"."""
    end = 0
    for child in verb.children:
        if not verb.i < child.i <= verb.i + _MEDIUM_REACH:
            continue
        if child.dep_ in ("dobj", "dative") and verb.lemma_ in ("tell", "inform"):
            end = max(end, _noun_phrase(child)[1])
        elif child.dep_ == "prep" and child.lower_ in ("in", "at", "on", "during"):
            for noun in syntax.children(child, "pobj"):
                if noun.lemma_.lower() in _lexicon().media:
                    end = max(end, _noun_phrase(noun)[1])
    return end


def _according(trigger: Token) -> Attribution | None:
    """Return the "according to", "per" or "citing" phrase of the trigger's clause."""
    found = _phrase_behind(trigger)
    if found is not None:
        return found
    node = trigger
    while True:
        for child in node.children:
            between = node.i < child.i < trigger.i  # "..., according to police, and he was released"
            found = _phrase(child) if not between else None
            if found is not None and trigger not in child.subtree:
                return found
        if node.head == node or node.dep_ in ("relcl", "advcl", "ccomp"):
            return None
        node = node.head


def _phrase_behind(trigger: Token) -> Attribution | None:
    """Return the phrase behind a comma that ends the trigger's clause, wherever the parser hung it."""
    doc, sentence = trigger.doc, trigger.sent
    if _PHRASE.search(syntax.text_of(doc), trigger.idx, sentence.end_char) is None:
        return None
    for token in doc[trigger.i + 1 : sentence.end]:
        if token.text in (";", ":") or (
            token.i > trigger.i + 1 and syntax.children(token, "nsubj", "nsubjpass")
        ):
            return None
        if doc[token.i - 1].text == ",":
            found = _phrase(token)
            if found is not None:
                return found
    return None


def _phrase(token: Token) -> Attribution | None:
    """Return what a preposition that attributes says."""
    if token.lower_ == "according":
        nouns = [noun for to in syntax.children(token, "prep") for noun in syntax.children(to, "pobj")]
        nouns += syntax.objects_of(token, "to")
    elif token.lower_ == "per" and token.dep_ == "prep":
        nouns = [noun for noun in syntax.children(token, "pobj") if _may_speak(noun)]
    else:
        return None
    if not nouns:
        return None
    source = _noun_phrase(nouns[0])
    return Attribution((token.idx, source[1]), nouns[0], source)


def _may_speak(noun: Token) -> bool:
    speakers = _lexicon().documents | _lexicon().headline
    return noun.lemma_.lower() in speakers or noun.lower_ in speakers


def _headline(trigger: Token) -> Attribution | None:
    """Return the speaker in front of a headline's colon: "Police: Man arrested"."""
    sentence = trigger.sent
    for token in sentence[1:5]:
        if token.text == ":" and token.i < trigger.i:
            speaker = trigger.doc[token.i - 1]
            named = speaker.lower_ in _lexicon().headline or speaker.lemma_.lower() in _lexicon().headline
            if named and not any(item.dep_ == "prep" for item in sentence[: token.i - sentence.start]):
                start = next(item for item in sentence if not item.is_space and not item.is_punct)
                span = start.idx, speaker.idx + len(speaker)
                return Attribution(span, speaker, span)
            return None
    return None


def _noun_phrase(noun: Token) -> tuple[int, int]:
    """Return the span of a noun with what stands in front of it, and of "of" phrases behind it.

    "a report by the sheriff's office", "a release from police": whose a document is belongs to it.
    """
    whose = (
        ("of", "for", "in", "by", "from")
        if noun.lemma_.lower() in _lexicon().documents
        else ("of", "for", "in")
    )
    first = noun.left_edge if noun.i - noun.left_edge.i <= _LONGEST_SPEAKER else noun
    while first.i < noun.i and (first.is_space or first.is_punct):
        first = noun.doc[first.i + 1]
    last = noun
    for child in noun.children:
        if child.i == last.i + 1 and child.dep_ == "prep" and child.lower_ in whose:
            inner = syntax.children(child, "pobj")
            if inner and inner[0].i - noun.i <= _LONGEST_SPEAKER:
                last = inner[0]
    return first.idx, last.idx + len(last)
