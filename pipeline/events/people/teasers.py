"""Who is named only in a line for another story: "READ MORE: Ohio man Ed Poe charged with arson".

in: the people of a parsed `Doc`    out: yes or no    writes: nothing
"""

from __future__ import annotations

from spacy.tokens import Doc

from pipeline.events.grammar.syntax import text_of
from pipeline.events.people.entity import Entity

_ENDS = (".", "!", "?", ":", ";", ",", "”", '"', "’", "'")
"""With what a line ends that is a sentence, or goes on."""
_BLANKS = 4
"""Blanks that a paragraph ends with, at most."""
_LONGEST = 110
"""Characters of a headline."""


def is_of_another_story(doc: Doc, person: Entity) -> bool:
    """Say whether somebody is named nowhere but in headlines between the paragraphs of a story."""
    return bool(person.names) and all(_is_teaser(doc, item.start) for item in person.references)


def _is_teaser(doc: Doc, offset: int) -> bool:
    """Say whether at an offset stands a line by itself that is no sentence, between two paragraphs."""
    text = text_of(doc)
    start, end = text.rfind("\n\n", 0, offset), text.find("\n\n", offset)
    if min(start, end) < 0 or end - start > _LONGEST:
        return False
    line, before = text[start:end].strip(), text[max(0, start - _BLANKS) : start].rstrip()
    return "\n" not in line and not line.endswith(_ENDS) and before.endswith(_ENDS)
