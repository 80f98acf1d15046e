"""What a number of detainers came to: "detainers had fallen to 20,833", "that figure rose to 900 in May".

in: a sentence, the detainers it names, the last total    out: `DetainerReport`s    writes: nothing
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Span, Token

from pipeline.events.assertion.modality import modality_of
from pipeline.events.detainers.references import Reference, data
from pipeline.events.detainers.report import DetainerReport
from pipeline.events.detainers.verbs import deeds
from pipeline.events.grammar import syntax
from pipeline.events.people.plurals import Group
from pipeline.events.triggers.participants import Participants

_COPULAS = frozenset({"be", "stand", "number"})
_POINTING = frozenset({"the", "that", "this", "its"})
_SHARES = frozenset({"percent", "%", "cent", "year", "month", "day", "week"})


def amounting(
    sentence: Span, found: Sequence[Reference], participants: Participants, total: DetainerReport | None
) -> Iterator[DetainerReport]:
    """Yield the numbers that a sentence says so many detainers came to.

    Args:
        sentence: of a parsed document.
        found: the detainers that it names.
        participants: for the numbers.
        total: the last total of detainers told of nearby, which "that figure" is of.
    """
    amounting_verbs = data()["verbs"]["amounting"]
    for verb in sentence:
        if verb.lemma_ not in amounting_verbs or verb.tag_ not in ("VBD", "VBN"):
            continue
        event = next((_event(noun, verb, found, total) for noun in syntax.children(verb, "nsubj")), None)
        if event is None:
            continue
        modality = modality_of(verb)
        if modality.value not in ("actual", "alleged"):
            continue
        for number in _numbers(verb):
            count = participants.counted.at(number.i)
            if count is not None:
                yield DetainerReport(
                    noun=number,
                    trigger=verb,
                    event=event,
                    rule="detainer.amount",
                    start=verb.idx if not number.i < verb.i else number.idx,
                    end=number.idx + len(number),
                    people=(Group(count),),
                    modality=modality,
                )


def _event(noun: Token, verb: Token, found: Sequence[Reference], total: DetainerReport | None) -> str | None:
    """Return what a number of detainers is of: those lodged, or those of which something else is said."""
    tally = noun.lemma_.lower() in data()["verbs"]["tallies"]
    papers = syntax.objects_of(noun, "of") if tally else [noun]
    for paper in papers:
        if any(paper.i in reference.tokens for reference in found) and paper.tag_ in ("NNS", "NNPS"):
            if verb.lemma_ in _COPULAS and not tally:
                return None  # "the detainers were 20 pages long"
            said = [child for child in paper.children if child.dep_ in ("acl", "amod")]
            participle = next(
                (event for child in said if (event := data()["participle"].get(child.lower_))), None
            )
            kinds = [deed.kind for child in said if child.dep_ == "acl" for deed in deeds(child)]
            kinds = [kind for kind in kinds if kind != "having"]
            return participle or f"detainer_{kinds[0] if kinds else 'issued'}"
    pointing = any(child.lower_ in _POINTING for child in noun.children)
    return total.event if tally and not papers and pointing and total is not None else None


def _numbers(verb: Token) -> Iterator[Token]:
    """Yield the numbers to which something rose or fell, and no share of it."""
    for token in verb.subtree:
        if token.pos_ != "NUM" or token.i < verb.i:
            continue
        to = token.dep_ == "pobj" and token.head.lower_ in ("to", "at")
        own = token.dep_ in ("dobj", "attr") and token.head == verb
        bare = not any(child.lower_ in _SHARES for child in token.children)
        behind = token.doc[token.i + 1 : token.i + 2].text.lower()
        if (to or own) and bare and behind not in _SHARES:
            yield token
