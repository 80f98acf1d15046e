"""Says what becomes of a deed that a noun names: "his release was blocked", "an arrest is expected".

in: a noun, read off the dependency tree    out: a modality and its cue; None: nothing    writes: nothing
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from spacy.tokens import Token

from pipeline.events.assertion.cues import read_cues
from pipeline.events.grammar.happenings import happenings
from pipeline.events.grammar.voice import children
from pipeline.word_lists import words

PATH = Path(__file__).with_name("deed_nouns.toml")
_words = partial(words, PATH)

type Doubt = tuple[str | None, Token]
"""What becomes of the modality (None: the deed is told by nobody), and the word that says so."""


def doubted_noun(noun: Token) -> Doubt | None:
    """Return what keeps a deed from being told as a fact."""
    telling = noun.lemma_.lower() in happenings("telling")
    for word in (
        children(noun, "amod", "compound") if telling or noun.lemma_ in happenings("preventable") else ()
    ):
        if word.lower_ in _words("possible"):
            return None if telling else "planned", word
        if word.lower_ in _words("pending"):
            return "planned", word
    if telling and (any_ := [word for word in children(noun, "det") if word.lower_ == "any"]):
        return None, any_[0]  # "ahead of any arrest"
    if telling and (only := _only_named(noun)) is not None:
        return only
    return _prevented(noun) or _stayed(noun) or _still_to_come(noun) or _uncertain(noun)


def _only_named(noun: Token) -> Doubt | None:
    """Return that a deed is only thought or spoken of: "talk of his release", "predicted his arrest"."""
    above = noun.head
    if noun.dep_ in ("dobj", "nsubjpass") and above.lemma_ in _words("considering"):
        return None, above
    if noun.dep_ == "dobj" and above.lower_ in _words("lacking"):
        return None, above
    if noun.dep_ != "pobj":
        return None
    if above.lower_ in _words("lacking"):
        return None, above
    before = noun.doc[max(noun.sent.start, above.i - 1) : above.i]
    spoken = [
        word for word in (above.head, *before) if word.lemma_.lower() in _words("naming") | read_cues().naming
    ]
    appealed = noun.lemma_ == "conviction" and any(word.lemma_ == "appeal" for word in spoken)
    if spoken and above.lower_ in ("of", "for", "to", "against") and not appealed:
        return None, spoken[0]
    none = [word for word in children(above.head, "det") if word.lower_ == "no"]
    if none and above.lower_ in ("of", "for"):
        return None, none[0]  # "there is no date for his release"
    leading = above.lower_ in ("to", "in") and above.head.dep_ == "acl"
    return (None, above.head) if leading and above.head.head.lemma_ in _words("leads") else None


def says_it_came(verb: Token) -> bool:
    """Say whether a verb tells that its subject came to pass: "his release took place"."""
    placed = verb.lemma_ == "take" and any(word.lower_ == "place" for word in children(verb, "dobj"))
    return placed or verb.lemma_ in _words("coming")


def _prevented(noun: Token) -> Doubt | None:
    """Return what kept a deed from happening: "his release was blocked", "his arrest was called off"."""
    verb = noun.head
    if noun.dep_ != "nsubjpass" or noun.lemma_.lower() not in happenings("preventable"):
        return None
    if any(child.dep_ == "neg" for child in verb.children):
        return None
    phrases = {verb.lemma_, *(f"{verb.lemma_} {child.lower_}" for child in verb.children if child.i > verb.i)}
    if phrases & _words("put_off"):
        return None, verb
    if phrases & _words("prevented"):
        return "negated", verb
    if phrases & _words("called_off"):
        on = [child for child in verb.children if child.lower_ == "on"]
        if not on or any(child.lower_ in _words("holds") for child in on[0].children):
            return "negated", verb
    return None


def _stayed(noun: Token) -> Doubt | None:
    """Return the court's stay of a deed: "a judge stayed his deportation"."""
    verb = noun.head
    words = {verb.lemma_, *(f"{verb.lemma_} {child.lower_}" for child in children(verb, "prt", "advmod"))}
    stayed = noun.dep_ in ("dobj", "attr") and bool(words & (_words("staying") | _words("prevented")))
    on = [word for word in children(verb, "prep") if word.lower_ == "on"] if verb.lemma_ == "put" else []
    stayed |= noun.dep_ == "dobj" and any(
        held.lower_ in _words("holds") for word in on for held in word.children
    )
    return ("negated", verb) if stayed and noun.lemma_.lower() in happenings("preventable") else None


def _still_to_come(noun: Token) -> Doubt | None:
    """Return that a deed is expected, or never came: "his arrest is expected soon"."""
    verb = noun.head
    if noun.dep_ == "nsubj" and says_it_came(verb) and (denied := children(verb, "neg")):
        return "negated", denied[0]
    yet = [word for word in children(verb, "advmod") if word.lower_ == "yet"] if verb.lemma_ == "have" else []
    if noun.dep_ == "nsubj" and yet and children(verb, "xcomp"):
        return "negated", yet[0]  # "his release has yet to happen"
    will = [child for child in children(verb, "aux") if child.lower_ in ("will", "may")]
    if noun.dep_ == "nsubj" and verb.lemma_ in _words("coming") and will:
        return "planned", will[0]
    present = any(child.tag_ in ("VBZ", "VBP") for child in children(verb, "auxpass"))
    if noun.dep_ == "nsubjpass" and present and verb.lemma_ in _words("expecting"):
        return "planned", verb
    return None


def _uncertain(noun: Token) -> Doubt | None:
    """Return that a deed may come: "his release seems likely", "is out of the question"."""
    verb = noun.head
    if noun.dep_ != "nsubj" or verb.lemma_ not in ("be", "seem", "look", "appear", "remain"):
        return None
    for word in children(verb, "acomp", "oprd"):
        if word.lower_ in _words("possible"):
            return None, word
    behind = verb.doc[verb.i + 1 : verb.i + 5].text.lower()
    return (None, verb) if any(behind.startswith(phrase) for phrase in _words("in_doubt")) else None
