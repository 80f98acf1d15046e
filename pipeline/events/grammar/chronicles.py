"""Entries of a chronicle, and deeds of a day told in the present: "March 16: ICE lodges a detainer".

in: a text, or a verb of a parsed `Doc`    out: where an entry begins; yes or no    writes: nothing
"""

from __future__ import annotations

import re

from spacy.tokens import Token

from pipeline.events.grammar.syntax import text_of

MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
"""The name of a month, whole or cut."""
_HEAD = re.compile(
    r"[ \t]*(?:[-–—•·*][ \t]*)?(?:(?:In|On) )?"
    rf"(?:(?:{MONTH} )?(?:\d{{1,2}}, )?(?:19|20)\d\d|{MONTH} \d{{1,2}}|\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?)"
    r" ?(?::|[–—]|--?(?= )) ?"
)
"""The date in front of an entry, with what parts it from the entry."""
_ON_DAY = re.compile(rf"On {MONTH} \d{{1,2}}(?:, (?:19|20)\d\d)?,? [^,;]*$")
"""In front of a verb, from the beginning of its sentence on."""


def entry_at(text: str, line: int) -> int | None:
    """Return the character at which the entry begins whose line begins at one; None where it is no entry."""
    head = _HEAD.match(text, line)
    return head.end() if head is not None else None


def is_told_in_present(verb: Token) -> bool:
    """Say whether a deed of one day is told in the present: in an entry, or behind "On March 16,"."""
    text, sentence = text_of(verb.doc), verb.sent
    line = text.rfind("\n", 0, verb.idx) + 1
    begins = entry_at(text, line)
    in_entry = begins is not None and begins <= verb.idx
    return in_entry or _ON_DAY.match(text, sentence.start_char, verb.idx) is not None
