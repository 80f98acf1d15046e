"""When a predicted name, place, agency, person or event is the same as a gold one, and what pairs up.

Values are compared, never offsets: lower case, without accents and punctuation. The word lists are
`likeness.toml`.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

type Record = dict[str, Any]
"""A JSON object of the annotation guide: a person, an offense or an event."""

_WORD_LISTS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_STOP_WORDS = frozenset(_WORD_LISTS["stop_words"])
_SPELLINGS: dict[str, str] = _WORD_LISTS["spellings"]
_AGENCIES = [(re.compile(rf"\b{long}\b"), short) for long, short in _WORD_LISTS["agencies"].items()]

_OTHER_PARTS = re.compile(r"[^a-z0-9]+")
_SAME_SUBJECT = 2.0
_LEAST_SUBJECT_LIKENESS = 0.5
_LEAST_QUOTE_OVERLAP = 0.6
_LEAST_PLACE_SHARE = 0.6
_LEAST_AGENCY_SHARE = 0.5


def pair_up[G, P](
    gold: Sequence[G], predicted: Sequence[P], likeness: Callable[[G, P], float]
) -> list[tuple[int, int]]:
    """Pair gold with predicted items one to one, the likest first.

    A likeness of 0 makes no pair. Among equal likenesses the earlier gold item goes first, then the
    earlier predicted one.

    Returns:
        Positions (gold, predicted), in the order in which they were paired.
    """
    candidates = sorted(
        (-degree, i, j)
        for i, g in enumerate(gold)
        for j, p in enumerate(predicted)
        if (degree := likeness(g, p)) > 0
    )
    free_gold, free_predicted = set(range(len(gold))), set(range(len(predicted)))
    pairs = []
    for _, i, j in candidates:
        if i in free_gold and j in free_predicted:
            free_gold.remove(i)
            free_predicted.remove(j)
            pairs.append((i, j))
    return pairs


@lru_cache(maxsize=8192)
def plain(text: str | None) -> str:
    """Return the text in lower-case ASCII letters and digits, its words one space apart."""
    ascii_text = unicodedata.normalize("NFKD", str(text or "")).encode("ascii", "ignore").decode()
    return _OTHER_PARTS.sub(" ", ascii_text.lower()).strip()


@lru_cache(maxsize=8192)
def _key_words(text: str | None) -> frozenset[str]:
    """Return the words that tell one place or agency from another, in one spelling."""
    words = plain(text)
    for long_form, short_form in _AGENCIES:
        words = long_form.sub(short_form, words)
    return frozenset(_SPELLINGS.get(word, word) for word in words.split()) - _STOP_WORDS


def overlap(first: str | None, second: str | None) -> float:
    """Return the share of the shorter quote's words that the longer one holds, 0 to 1."""
    a, b = plain(first).split(), plain(second).split()
    if not a or not b:
        return 0.0
    shorter, longer = (a, set(b)) if len(a) <= len(b) else (b, set(a))
    return sum(word in longer for word in shorter) / len(shorter)


def same_name(first: str | None, second: str | None) -> bool:
    """Return whether two names of people agree.

    All words of one stand in the other, or first and last words agree. Initials do not count.
    """
    a, b = _name_words(first), _name_words(second)
    if not a or not b:
        return False
    return set(a) <= set(b) or set(b) <= set(a) or (a[0] == b[0] and a[-1] == b[-1])


def _name_words(name: str | None) -> list[str]:
    words = plain(name).split()
    return [word for word in words if len(word) > 1] or words


def same_place(first: str | None, second: str | None) -> bool:
    """Return whether two names of jails, courts or departments agree.

    They do if their key words are the same, if one's are all among the other's and at least two, or if most
    are shared.
    """
    a, b = _key_words(first), _key_words(second)
    if not a or not b:
        return False
    shared = len(a & b)
    return a == b or ((a <= b or b <= a) and shared >= 2) or shared / len(a | b) >= _LEAST_PLACE_SHARE


def same_agency(first: str | None, second: str | None) -> bool:
    """Return whether two agencies' names agree: one within the other, or half of the key words shared."""
    a, b = _key_words(first), _key_words(second)
    if not a or not b:
        return False
    return a <= b or b <= a or len(a & b) / len(a | b) >= _LEAST_AGENCY_SHARE


def person_likeness(gold: Record, predicted: Record) -> float:
    """Return 1 if two named people have the same name, else 0."""
    return float(same_name(gold["name"], predicted["name"]))


def subject_likeness(gold: Record, predicted: Record) -> float:
    """Return how surely two subjects are one person: by name, else by age, nationality and mention."""
    if gold.get("name") and predicted.get("name"):
        return 3.0 if same_name(gold["name"], predicted["name"]) else 0.0
    degree = 0.0
    if gold.get("age") is not None and predicted.get("age") is not None:
        if gold["age"] != predicted["age"]:
            return 0.0
        degree += 1
    if gold.get("nationality") and predicted.get("nationality"):
        if plain(gold["nationality"]) != plain(predicted["nationality"]):
            return 0.0
        degree += 1
    if gold.get("mention") and predicted.get("mention"):
        degree += overlap(gold["mention"], predicted["mention"])
    if bool(gold.get("name")) != bool(predicted.get("name")):
        degree *= 0.5
    return degree if degree >= _LEAST_SUBJECT_LIKENESS else 0.0


def facility_likeness(gold: str, predicted: str) -> float:
    """Return 2 for the same words, 1 for the same place, else 0."""
    if not same_place(gold, predicted):
        return 0.0
    return 2.0 if plain(gold) == plain(predicted) else 1.0


def event_likeness(gold: Record, predicted: Record, subjects: tuple[object, object]) -> float:
    """Return how surely two events are one: same type, modality and subject; details decide among several.

    Args:
        gold: an event of the gold article.
        predicted: an event of the output.
        subjects: of the gold and of the predicted event, both as gold ids; None stands for a group.
    """
    if gold.get("type") != predicted.get("type") or _polarity(gold) != _polarity(predicted):
        return 0.0
    agreement = _subject_agreement(gold, predicted, subjects)
    shared_words = overlap(gold.get("quote"), predicted.get("quote"))
    if agreement is None or (agreement < _SAME_SUBJECT and shared_words < _LEAST_QUOTE_OVERLAP):
        return 0.0
    degree = agreement + ((gold.get("date") == predicted.get("date")) * 0.5 + shared_words * 0.4)
    if gold.get("agency") and same_agency(gold["agency"], predicted.get("agency")):
        degree += 0.2
    if gold.get("custodian") and same_place(gold["custodian"], predicted.get("custodian")):
        degree += 0.2
    return degree


def _polarity(event: Record) -> str:
    """Return the modality, with what is alleged counted as told for a fact."""
    modality = event.get("modality") or "actual"
    return "actual" if modality == "alleged" else str(modality)


def _subject_agreement(gold: Record, predicted: Record, subjects: tuple[object, object]) -> float | None:
    """Return how far the subjects agree; None if they are two different people, which no quote can mend."""
    gold_subject, predicted_subject = subjects
    if gold_subject is None and predicted_subject is None:
        return _SAME_SUBJECT if gold.get("count") == predicted.get("count") else 0.0
    if gold_subject is None or predicted_subject is None:
        return 0.5
    return _SAME_SUBJECT if gold_subject == predicted_subject else None
