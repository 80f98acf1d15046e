"""What befalls or is done by somebody that tells whom a word means: tried, taken to task, paying bail.

in: a token of a parsed `Doc`    out: yes or no    writes: nothing
"""

from __future__ import annotations

import re

from spacy.tokens import Token

from pipeline.events.grammar.syntax import children

LAID_TO = re.compile(
    r"\b(?:alleg(?:e|es|ed|edly)|accus\w+|indict\w+|complaint|affidavit|charg(?:e|es|ed)|defendant|suspect|"
    r"identified (?:as|by)|[Pp]rosecutors|booked|jail(?:ed)?|custody|arrest(?:ed)?|arraign\w+|bond|bail|"
    r"convict\w+|sentenc\w+|pleaded|pulled over|stopped|walked (?:out|free)|escap(?:ed|e)|fled|surrendered|"
    r"turned (?:him|her)self in|at large|on the run|recaptured|detainer|detained|deported)\b"
)
"""In a sentence that lays something to somebody whom it names, or tells how police and courts had them."""
_VERDICTS = frozenset({"acquit", "convict", "sentence", "clear", "exonerate", "try"})
_STANDING = frozenset({"face", "await"})
_HEARD = frozenset({"sentencing", "trial", "charge", "count", "sentence", "retrial", "arraignment"})
"""What is still before somebody accused: "He faces sentencing"."""
_FAULTING = frozenset(
    {"fire", "suspend", "discipline", "reprimand", "demote", "terminate", "dismiss", "oust"}
)
_PAYING = frozenset({"pay", "post", "raise", "put"})


def is_tried(pronoun: Token) -> bool:
    """Say whether a court has to do with whom a pronoun means: "acquitted him", "He faces sentencing"."""
    verb = pronoun.head
    if pronoun.dep_ == "nsubj" and verb.lemma_ in _STANDING:
        return any(noun.lemma_.lower() in _HEARD for noun in children(verb, "dobj"))
    return pronoun.dep_ == "dobj" and verb.lemma_ in _VERDICTS


def is_faulted(official: Token) -> bool:
    """Say whether an office takes somebody to task: "Deputy Roe was fired. He has not been charged"."""
    return official.dep_ == "nsubjpass" and official.head.lemma_ in _FAULTING


def pays_bail(payer: Token) -> bool:
    """Say whether somebody pays for another to be let out: "His brother posted bail and they freed him"."""
    bail = any(word.lemma_ in ("bail", "bond") for word in payer.sent)
    paid = payer.head.lemma_ in _PAYING and children(payer.head, "dobj")
    return payer.dep_ == "nsubj" and bail and bool(paid)
