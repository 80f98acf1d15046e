"""Who is named in one row, each with age or town: "Ann Roe, 31, of Salem, Ed Luna, 32, and Al Poe, of Hale".

The parser hangs the names of such a row on the verb, on a town or on one another.

in: the people of a parsed `Doc`, a noun and what is said of it    out: people    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from pipeline.events.grammar.labels import SUBJECT
from pipeline.events.grammar.nominals import SINGULAR_VERBS, is_plural
from pipeline.events.grammar.syntax import children, text_of
from pipeline.events.people.entity import Entity
from pipeline.number_words import number_of

_AGE = re.compile(r",\s(?:(?:aged?\s)?\d{1,2}\b(?!\s\w)|of\s(?=[A-Z]))")
_GAP = re.compile(
    r",\s(?:(?:aged?\s)?\d{1,2}"
    r"(?:,?\s(?:of|from)\s[^,;:\n]{2,30}(?:,\s[A-Z][\w. ]{1,20})?"
    r"|,\s\d{1,5}\s[^,;:\n]{3,30}(?:,\s[A-Z][^,;:\n]{1,20}){0,2})?"
    r"|of\s[A-Z][^,;:\n]{1,30}(?:,\s[A-Z][\w. ]{1,20})?)"
    r"(?:[,;]\s(?:and\s)?|\sand\s)"
)
"""Between two names of a row: age, town or address, comma."""
_ITEM = re.compile(r"[^\S\n]{2}|[*·–—-][^\S\n]")
"""What a line begins with that is an item of a list; blanks stand for its bullet."""
_SEVERAL = frozenset({"pair", "duo", "couple", "trio"})


class Rows:
    """The rows of one article, found once."""

    def __init__(self, doc: Doc, people: Sequence[Entity]) -> None:
        """Find the rows."""
        text = text_of(doc)
        named = sorted(
            (
                (item.start, item.end, item.token, person)
                for person in people
                for item in person.references
                if item.kind == "name" and _AGE.match(text, item.end)
            ),
            key=lambda entry: entry[0],
        )
        self._doc = doc
        self._rows: dict[int, list[tuple[int, Entity]]] = {}
        """By the index of each name's head: the heads of its row, in text order, and whose names they are."""
        row: list[tuple[int, Entity]] = []
        end = 0
        for start, behind, token, person in named:
            if not row or not _GAP.fullmatch(text, end, start):
                row = []
            row.append((token, person))
            self._rows[token] = row
            end = behind

    def of(self, name: Token) -> list[tuple[int, Entity]]:
        """Return the row that a name stands in, each with the index of the name's head; else nobody."""
        row = self._rows.get(name.i, [])
        return row if len(row) > 1 else []

    def beside(self, noun: Token) -> list[Entity]:
        """Return those of the row in apposition to a plural: "Two of the men, Ann Roe, 31, of Salem and Ed".

        A number of others than they are says nothing of them: "Three men, Ann Roe, 31, and Ed Luna, 32".
        """
        if not (is_plural(noun) or noun.like_num or noun.lower_ in _SEVERAL):
            return []
        row = next((self.of(name) for name in children(noun, "appos") if name.i in self._rows), [])
        told = [number_of(item.text) for item in (noun, *children(noun, "nummod")) if item.like_num]
        people = [person for _, person in row]
        alone = not told and noun.lower_ in _SEVERAL and len(people) == 2 + (noun.lower_ == "trio")
        return people if row and row[0][0] > noun.i and (alone or told == [len(people)]) else []

    def goes_on_with(self, name: Token) -> bool:
        """Say whether a name stands in a row behind another of its sentence."""
        return any(name.sent.start <= index < name.i for index, _ in self.of(name))

    def others(self, noun: Token, saying: Token) -> list[Entity]:
        """Return who else of a noun's row a verb tells of: those behind its object, those beside its subject.

        "Police arrested Ann Roe, 31, and Ed Luna, 32, was killed" tells of Roe that she was arrested alone.
        """
        row = self._rows.get(noun.i, [])
        if len(row) < 2 or saying.dep_ in ("relcl", "acl") or saying.sent != noun.sent:
            return []
        if noun.i > saying.i:
            return self._behind(row, noun, saying)
        if row[-1][0] > saying.i or any(child.lower_ in SINGULAR_VERBS for child in saying.children):
            return []
        taken = [index for index, _ in row if self._doc[index].dep_ == "dobj" and index != noun.i]
        return [] if taken or saying.tag_ == "VBZ" else [person for index, person in row if index != noun.i]

    def _behind(self, row: Sequence[tuple[int, Entity]], noun: Token, saying: Token) -> list[Entity]:
        found: list[Entity] = []
        for index, person in row:
            name = self._doc[index]
            if index <= noun.i:
                continue
            if name.dep_ in SUBJECT and name.head != saying and children(name.head, *SUBJECT)[-1:] == [name]:
                break
            found.append(person)
        return found


def is_in_other_item(noun: Token, before: int) -> bool:
    """Say whether a noun and a token in front of it stand in two items of a list."""
    text = text_of(noun.doc)
    lines = [text.rfind("\n", 0, place) + 1 for place in (noun.doc[before].idx, noun.idx)]
    return lines[0] != lines[1] and all(_ITEM.match(text, line) for line in lines)
