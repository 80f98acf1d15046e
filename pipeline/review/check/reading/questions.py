"""Turns a question whether something is so into the statement of it: "Was he freed?", "He was freed."

in: the words of a question    out: the statement    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.review.check.reading.vocabulary import words_of
from pipeline.schema import ReadText, Word

_ASKED = re.compile(r"^(?:Was|Were|Is|Are|Has|Have|Had|Did|Does|Do)(?:n[’']t)? .*\?$")
_HAVING = frozenset({"has", "have", "had"})
_DOING = frozenset({"did", "does", "do"})
_DONE = frozenset({"VBN", "VBD", "VBG"})
_LAID = frozenset({"accused", "charged", "suspected", "wanted", "convicted", "named", "identified", "known"})
"""In front of "of", "with" and the like they tell who is meant, if another verb comes later."""
_OF_IT = frozenset({"of", "with", "in", "for", "as", "to"})
_NO_END = frozenset({"of", "against", "for", "from", "with", "between"})
"""Prepositions within a subject: "all charges against him"."""
_FIRST = 5
"""Words from the first in which somebody is told by what he is."""
_NAMES = frozenset({"NNP", "NNPS", "PRP"})
_NOUNS = frozenset({"NN", "NNS", *_NAMES})


def is_question(text: str) -> bool:
    """Tell whether a claim asks whether something was, is or has been so."""
    return _ASKED.match(text) is not None


def stated(read: ReadText) -> str | None:
    """Return the statement of what a question asks; null: its subject cannot be told from the rest."""
    words = read.words
    end = _subject_end(words)
    if end is None:
        return None
    helper = words[0].text.lower()
    denied = " not" if words[1].text.lower() in ("n't", "n’t") else ""
    first = 2 if denied else 1
    while end - 1 > first and words[end - 1].tag == "RB":
        end -= 1
    subject = read.text[words[first].start : words[end - 1].end]
    rest = re.sub(r"^(?:ever|really|actually) ", "", read.text[words[end].start :])
    return f"{subject[:1].upper()}{subject[1:]} {helper}{denied} {rest.rstrip('? ')}."


def unmuddled(read: ReadText) -> str | None:
    """Return a claim from its name on, where what tells who it is was taken for its verb; null: it was not.

    "Salem cook Ann Roe was freed": the cook is no verb. What tells who it is is lost with it. "The man wanted
    for theft was freed" is told in full: "the man who was wanted".
    """
    done = _done_to(read.words)
    if done is not None:
        helper = "were" if read.words[done - 1].tag in ("NNS", "NNPS") else "was"
        start = read.words[done].start
        return f"{read.text[:start]}who {helper} {read.text[start:]}"
    for index, word in enumerate(read.words[:-2]):
        behind = read.words[index + 1]
        if word.head == index and word.tag.startswith("VB") and behind.tag in ("NNP", "NNPS"):
            noun = word.lemma.lower() in words_of("people") and word.text.lower() == word.lemma.lower()
            return read.text[behind.start :] if noun and index < _FIRST else None
    return None


def _done_to(words: Sequence[Word]) -> int | None:
    """Return the index of a main verb that only says what was done to its subject; null: it is the verb."""
    for index, word in enumerate(words):
        if index == 0 or word.tag not in ("VBD", "VBN") or word.text.lower() not in words_of("done_to"):
            continue
        before = words[index - 1]
        if before.tag not in _NOUNS - {"PRP"} or before.head != index:
            continue
        if word.dep in ("nsubj", "nsubjpass", "csubj", "csubjpass"):
            return index
        if word.head != index or word.tag != "VBD":
            continue
        behind = [item for item in range(index + 1, len(words)) if words[item].head == index]
        joined = any(words[item].dep == "cc" for item in behind)
        verbs = [item for item in behind if words[item].dep in ("conj", "ccomp", "dep", "advcl")]
        return index if not joined and any(_is_finite(words, item) for item in verbs) else None
    return None


def _is_finite(words: Sequence[Word], index: int) -> bool:
    """Tell whether a verb is finite and has no subject of its own."""
    below = [word for item, word in enumerate(words) if word.head == index and item != index]
    finite = words[index].tag in ("VBD", "VBZ", "VBP") or any(
        word.dep in ("aux", "auxpass") and word.tag in ("VBD", "VBZ", "VBP", "MD") for word in below
    )
    return finite and not any(word.dep in ("nsubj", "nsubjpass", "mark") for word in below)


def _subject_end(words: Sequence[Word]) -> int | None:
    """Return the index of the first word behind the subject; null: it is not found."""
    if words[0].text.lower() in _DOING:
        return next(filter(lambda index: _is_asked(words, index), range(2, len(words))), None)
    places = [index for index in range(2, len(words)) if _is_verb(words, index)]
    verbs = [index for index in places if not _tells_whom(words, index, places)]
    whole = words[0].text.lower() in _HAVING
    if verbs and (whole or not _named_before(words, verbs[0])):
        return verbs[0]
    if whole:
        return None
    return _named_before(words, len(words)) or next(iter(verbs), None)


def _is_asked(words: Sequence[Word], index: int) -> bool:
    """Tell whether a word is the verb that "did" asks about; "release" in front of a name is no noun."""
    behind = words[index + 1].tag if index + 1 < len(words) else ""
    done = {f"{words[index].text}{end}" for end in ("d", "ed")} & words_of("done_to")
    taken = bool(done) and behind in ("NNP", "DT", "PRP", "PRP$", "CD")
    return words[index].tag == "VB" or taken


def _is_verb(words: Sequence[Word], index: int) -> bool:
    """Tell whether a word may be the verb that is asked about, and is no adjective of a noun."""
    behind = words[index + 1].tag if index + 1 < len(words) else ""
    adjective = words[index - 1].tag in ("DT", "JJ", "PRP$") and behind in _NOUNS
    named = words[index].tag == "VBG" and words[index - 1].tag == "IN"
    return words[index].tag in _DONE and not adjective and not named


def _tells_whom(words: Sequence[Word], index: int, places: Sequence[int]) -> bool:
    behind = words[index + 1].text.lower() if index + 1 < len(words) else ""
    return words[index].text.lower() in _LAID and behind in _OF_IT and index != places[-1]


def _named_before(words: Sequence[Word], end: int) -> int | None:
    """Return the first word behind a noun that begins what is said of it: "in jail", "a felon", "guilty"."""
    for index in range(2, end):
        before, word = words[index - 1], words[index]
        begins = word.tag in ("IN", "RB", "JJ", "RP") and word.text.lower() not in _NO_END
        begins |= word.tag == "DT" and before.tag in _NAMES
        if before.tag in _NOUNS and begins:
            adverb = word.tag == "RB" and end < len(words)
            return None if adverb or (word.tag == "IN" and end < len(words)) else index
    return None
