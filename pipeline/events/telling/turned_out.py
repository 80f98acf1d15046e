"""What a story tells ahead of its own time and what is over by now: "He would plead guilty in 2020".

in: a telling with its date    out: the telling    writes: nothing
"""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.events.assertion.happened import Modality
from pipeline.events.grammar.syntax import children
from pipeline.events.telling.tellings import Telling
from pipeline.schema import Value

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_CONDITIONS = frozenset({"if", "unless", "whether", "could", "might", "may"})
"""Words with which "would" is no future."""


def turned_out(telling: Telling, value: Value | None, text: str, published: str | None) -> Telling:
    """Return a plan of a year before publication as what happened; all else as it is.

    Not what somebody said then that would be done, and nothing under a condition.
    """
    if telling.modality.value != "planned" or value is None or published is None:
        return telling
    last = str(value.value).rpartition("/")[2]
    over = last < published[: len(last)] and _YEAR.search(text, value.start, value.end) is not None
    verb = telling.token
    row = [verb, *(node for node in verb.ancestors if node.dep_ in ("ROOT", "conj", "xcomp"))]
    would = any(child.lower_ == "would" for node in row for child in children(node, "aux"))
    said = any(node.dep_ in ("ccomp", "advcl", "acl", "pcomp") for node in (verb, *verb.ancestors))
    open_ = any(word.lower_ in _CONDITIONS for word in verb.sent)
    if not (over and would) or said or open_:
        return telling
    return replace(telling, modality=Modality("actual", telling.modality.start, telling.modality.end))
