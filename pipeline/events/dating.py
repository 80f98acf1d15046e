"""Says when: gives each trigger the date expression of its own clause, and resolves it.

Each expression belongs to the nearest trigger above it in the tree, so that "arrested on Monday and released
on Friday" keeps its days apart; verbs coordinated with one subject share what only one of them carries.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from spacy.tokens import Doc, Token

from pipeline.schema import Mention, Value

type Resolve = Callable[[str, str, str | None], str | None]
"""(rule, words, anchor) -> date; the rules are those of `entities.derive`."""

_NEAR = 12
_SAYING = frozenset({"say", "tell", "announce", "state", "add", "report"})


class Dating:
    """The date expressions of one article, given to its triggers."""

    def __init__(self, doc: Doc, dates: Sequence[Mention], triggers: Sequence[Token]) -> None:
        """Give each date to one trigger."""
        self.doc = doc
        self._owned: dict[int, list[Mention]] = {}
        self._triggers = sorted({token.i: token for token in triggers}.values(), key=lambda token: token.i)
        here = {token.i for token in self._triggers}
        for date in dates:
            span = doc.char_span(date.start, date.end, alignment_mode="expand")
            if span is None:
                continue
            owner = self._owner(span.root, here)
            if owner is not None:
                self._owned.setdefault(owner, []).append(date)
        self._share()

    def _owner(self, root: Token, here: set[int]) -> int | None:
        node = root
        for node in root.ancestors:
            if node.i in here:
                return node.i
            if node.lemma_ in _SAYING and any(
                child == root or root in child.subtree
                for child in node.children
                if child.dep_ in ("npadvmod", "prep")
            ):
                # "He was arrested, a spokeswoman said Monday": the day is the saying's.
                return None
            below = [
                child.i
                for child in node.children
                if child.i in here
                and child.dep_
                in ("xcomp", "acl", "conj", "dobj", "nsubj", "nsubjpass", "ccomp", "advcl", "prep")
            ]
            if node.pos_ in ("VERB", "AUX") and below:
                return min(below, key=lambda index: abs(index - root.i))
            if node.pos_ in ("VERB", "AUX"):
                deeper = [
                    token.i for token in node.subtree if token.i in here and abs(token.i - root.i) <= _NEAR
                ]
                if deeper:
                    return min(deeper, key=lambda index: abs(index - root.i))
                return (
                    node.head.i
                    if node.head.i in here and node.dep_ in ("ccomp", "xcomp", "oprd", "acl")
                    else None
                )
        near = [index for index in here if self.doc[index].sent == root.sent and abs(index - root.i) <= _NEAR]
        return min(near, key=lambda index: abs(index - root.i)) if near else None

    def _share(self) -> None:
        for token in self._triggers:
            if token.i in self._owned or token.pos_ not in ("VERB", "ADJ"):
                continue
            for other in token.conjuncts:
                later = max(token, other, key=lambda item: item.i)
                own_subject = [child for child in later.children if child.dep_ in ("nsubj", "nsubjpass")]
                if other.i in self._owned and not own_subject and abs(other.i - token.i) <= 10:
                    between = self.doc[min(token.i, other.i) : max(token.i, other.i)]
                    if not any(
                        word.lower_ in ("then", "later", "after", "before", "subsequently", "eventually")
                        for word in between
                    ):
                        self._owned[token.i] = self._owned[other.i]
                        break
            if (
                token.i not in self._owned
                and token.dep_ in ("pcomp", "advcl")
                and token.tag_ in ("VBN", "VBG")
            ):
                # "was released in 2013 after being arrested": a month or a year holds for both.
                above = token.head.head if token.dep_ == "pcomp" else token.head
                coarse = [date for date in self._owned.get(above.i, ()) if date.detail in ("year", "month")]
                if coarse:
                    self._owned[token.i] = coarse

    def mention(self, trigger: Token) -> Mention | None:
        """Return the date expression of a trigger: the one nearest to it."""
        owned = self._owned.get(trigger.i)
        if not owned:
            return None
        return min(owned, key=lambda date: (abs(date.start - trigger.idx), date.start))


def dated(
    text: str, mention: Mention, published: str | None, previous: str | None, planned: bool, resolve: Resolve
) -> Value | None:
    """Return the date that a mention means, or None where that cannot be known.

    Args:
        text: the article's text.
        mention: the date expression.
        published: day of publication, `YYYY-MM-DD`, if known.
        previous: date of the event told of before, for what reckons from it and for years that only the
            order of the story gives.
        planned: the event is still to come.
        resolve: from words to a date.
    """
    words = text[mention.start : mention.end]

    def value(rule: str, anchor: str | None) -> Value | None:
        found = resolve(rule, words, anchor)
        return (
            Value(found, mention.start, mention.end, rule, mention.confidence, anchor)
            if found is not None
            else None
        )

    if mention.detail == "event_relative":
        return value("date.relative", previous) if previous else None
    found = value("date.future" if planned else "date.past", published)
    if (
        not planned
        and found is not None
        and str(found.value).startswith("XXXX")
        and previous
        and not previous.startswith("XXXX")
    ):
        return value("date.after", previous) or found
    return found
