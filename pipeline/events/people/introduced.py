"""Which unnamed person a name brings the name of: "the suspect, Jose Lara", "a man named Ed Poe".

in: a `Mention` of a name in a parsed `Doc`, the people told of before it    out: one of them, or None
writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from spacy.tokens import Token

from pipeline.events.grammar import nominals
from pipeline.events.grammar.said_of import is_hung_across
from pipeline.events.grammar.syntax import children, subject
from pipeline.events.people.entity import Entity
from pipeline.schema import Mention

_GAP = 70
"""Characters in front of a name in which the noun stands that it names."""
_ASKING = frozenset({"ask", "want", "agree", "request", "prefer", "wish", "choose", "speak"})
_NAMED = re.compile(
    r"\b(?:named(?: (?:only |locally |by (?:the )?(?:\w+ ){1,3}?)?as)?"
    r"|identified (?:him |her |the \w+ |(?:by|in) (?:the )?(?:\w+ ){1,4}?)?(?:only )?(?:as|by)"
    r"(?: a pseudonym,| (?:her|his) first name,)?"
    r"|known (?:in \w+ \w+ |to \w+ |only )?as|called|(?:his|her|the) initials,?|,)"
    r"\s(?:\d\d-year-old\s|[\w.]+ resident )?$"
)
_IDENTIFYING = frozenset({"identify", "name", "give", "list"})
_PSEUDONYM = re.compile(r"\bidentified (?:only )?(?:as|by)\b")
_INSIDE = frozenset({"pobj", "prep", "compound", "nmod", "npadvmod", "appos"})
"""How what stands inside a noun's phrase hangs on it."""
_COMMA = re.compile(r",\s(?:\d\d-year-old\s|[\w.]+ resident )?$")
_STOP = re.compile(r"[.!?][”\"]?\s")
_ASIDE = re.compile(r",\s(?:\d{1,2},\s)?(?:was|is|has|had|were|will|\w+ed)\b")
_CLAUSE = 2
"""Tokens of the shortest clause and its comma."""
_NOUN_PHRASE = re.compile(r"an?\s(?:[a-z’'-]+\s){0,4}[a-z’'-]+,\s")
_AGE_BEHIND = re.compile(r"(?:, (?:Jr|Sr)\.?)?,? \(?\d\d\b")


class Introduced:
    """Finds whose name is told behind them; the people passed in grow as the text is read."""

    def __init__(self, text: str, people: Sequence[Entity], by_token: Mapping[int, Entity]) -> None:
        """Keep the text, the people of the article, and whom each token stands for."""
        self._text = text
        self._people = people
        self._by_token = by_token

    def by(self, token: Token, mention: Mention) -> Entity | None:
        """Return the unnamed person that the name belongs to: "the suspect, Jose Lara", "a man named ..."."""
        head = token.head
        if token.dep_ == "attr" and head.lemma_ == "be" and not children(head, "neg"):
            head = next(iter(children(head, "nsubj")), head)  # "The man at the wheel was Ed Poe"
        found = self._by_token.get(head.i)
        identified = self._by_token.get(_identified_as(token).i)
        if identified is not None and not identified.names:
            return identified
        if found is None and token.dep_ == "appos" and _shares_article(head) and not children(token, "conj"):
            # "his co-defendant and longtime partner, Al Poe, pleaded guilty"
            found = self._by_token.get(head.head.i)
        named = token.dep_ in ("appos", "oprd", "dep", "attr") and not is_hung_across(head, token)
        if found is not None and not found.names and named:
            return found
        gap = self._text[max(0, mention.start - _GAP) : mention.start]
        if not _NAMED.search(gap):
            return None
        if _PSEUDONYM.search(gap):
            asking = self._asking(token)
            if asking is not None or token.sent.start_char < mention.start - _GAP:
                return asking if asking is None or not asking.names else None
        above = self._apposed_above(token, mention)
        if above is not None:
            return above
        near = [
            (item.end, entity)
            for entity in self._people
            if not entity.names and not entity.official
            for item in entity.references
            if item.kind == "nominal" and mention.start - _GAP < item.end <= mention.start
        ]
        if not near:
            return None
        end, nearest = max(near, key=lambda entry: entry[0])
        if _COMMA.search(gap) and _STOP.search(self._text, end, mention.start):
            return None  # "for the death of his daughter. On Friday, 39-year-old Al Roe pleaded guilty"
        front = _in_front(token)
        if front is not None and is_hung_across(head, token):
            beside = self._by_token.get(front.i)  # "accused of killing a nurse, Ann Roe"
            return None if beside is None or beside.names else beside
        # "hit the cyclist, Ed Roe", "the friend, Ed Roe, said"
        somebody = nominals.is_person_noun(head) or head.lemma_ in nominals.lexicon().relative
        another = somebody and found is not nearest
        apposed = token.dep_ == "appos" and not another
        apposed = apposed or self._is_set_off(nearest, mention)
        apposed = apposed or self._is_behind_clause(nearest, token, mention)
        return nearest if apposed or not gap.endswith(", ") else None

    def _asking(self, name: Token) -> Entity | None:
        """Return who asked to be called so: "She spoke but asked to be identified as"."""
        for verb in name.ancestors:
            asked = subject(verb) if verb.lemma_ in _ASKING else None
            found = self._by_token.get(asked.i) if asked is not None else None
            if found is not None:
                return found
        return None

    def _apposed_above(self, token: Token, mention: Mention) -> Entity | None:
        """Return the unnamed one whose phrase ends in the place or body that the parser hung the name on.

        "A former officer with the Gary Police Department, Al Roe, 40, was": only where an age follows.
        """
        if _AGE_BEHIND.match(self._text, mention.end) is None:
            return None
        node = token.head
        while node.dep_ in _INSIDE and node.i < token.i and node.i not in self._by_token:
            node = node.head
        found = self._by_token.get(node.i)
        if found is None or found.names or found.age is not None or node.i > token.i:
            return None
        return found if node.pos_ == "NOUN" and not nominals.is_plural(node) else None

    def _is_set_off(self, entity: Entity, mention: Mention) -> bool:
        """Say whether a name stands between commas behind a noun: "a deacon of the church, Ann Roe, 44,"."""
        words = self._text[entity.references[-1].start : mention.start]
        return _NOUN_PHRASE.fullmatch(words) is not None and self._text[mention.end : mention.end + 1] == ","

    def _is_behind_clause(self, entity: Entity, token: Token, mention: Mention) -> bool:
        """Say whether a name stands behind a clause about nobody else: "A man who was held, Al Roe, 22, was".

        Not in "The man who shot his wife, Ann Roe, was".
        """
        noun = token.doc[entity.references[-1].token]
        clause = [item for item in token.doc[noun.i + 1 : token.left_edge.i] if item.idx < mention.start]
        behind = _ASIDE.match(self._text, mention.end)
        opening = noun.left_edge.i <= noun.sent.start
        if not (opening and behind) or len(clause) < _CLAUSE or clause[-1].text != ",":
            return False
        opens = clause[0].lower_ in ("who", "that") or clause[0].tag_ in ("VBN", "VBD", "VBG")
        others = any(
            item.i in self._by_token or item.is_punct or nominals.is_person_noun(item)
            for item in clause[1:-1]
        )
        return opens and not others


def _in_front(name: Token) -> Token | None:
    """Return the noun for a person that stands right in front of a name's comma."""
    first = name.left_edge
    noun = name.doc[first.i - 2] if first.i - 2 >= name.sent.start else first
    person = first.nbor(-1).text == "," and nominals.is_person_noun(noun) if noun != first else False
    return noun if person and not nominals.is_plural(noun) else None


def _identified_as(name: Token) -> Token:
    """Return who is identified by a name, else the name: "the man who fired was identified as Ed Poe"."""
    verb = name.head.head
    if name.dep_ != "pobj" or name.head.lower_ != "as" or verb.lemma_ not in _IDENTIFYING:
        return name
    done_to = children(verb, "dobj") or children(verb, "nsubjpass")
    if not done_to or children(verb, "neg"):
        return name
    if done_to[0].lower_ == "name":  # "The suspect's name was given as Ed Poe"
        done_to = children(done_to[0], "poss") or done_to
    return done_to[0]


def _shares_article(noun: Token) -> bool:
    """Say whether a noun is coordinated with another and has no article or owner of its own."""
    return noun.dep_ == "conj" and noun.tag_ == "NN" and not children(noun, "det", "poss", "nummod")
