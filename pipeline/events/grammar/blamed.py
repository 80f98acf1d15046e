"""Who is blamed, thanked or accused for a deed is the one who did it, or is said to have.

in: a deed of a parsed `Doc`    out: the noun of who did it    writes: nothing
"""

from __future__ import annotations

from pathlib import Path

from spacy.tokens import Token

from pipeline.events.grammar.voice import children
from pipeline.word_lists import word_lists

PATH = Path(__file__).with_name("blamed.toml")
BLAMING, ACCUSING = word_lists(PATH, "blaming", "accusing")


def blamed_for(gerund: Token) -> Token | None:
    """Return who is told of as doing something: "ICE accused the county of letting him go".

    "Roe blames his lawyer for being arrested" tells of what was done to Roe.
    """
    verb = gerund.head.head
    told = verb.lemma_ in BLAMING | ACCUSING and gerund.head.lower_ in ("of", "for")
    if not told or children(gerund, "auxpass"):
        return None
    return next((noun for noun in children(verb, "dobj") if noun.i < gerund.i), None)
