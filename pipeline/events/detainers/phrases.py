"""What the words around a detainer say became of it, where no verb is done to it.

"Released despite a detainer", "handed to ICE under a detainer", "the declined detainer", "on an ICE hold".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Span, Token

from pipeline.events.assertion.denials import denial_of
from pipeline.events.assertion.happened import Modality
from pipeline.events.assertion.modality import modality_of
from pipeline.events.assertion.named_deeds import is_infinitive
from pipeline.events.detainers.references import Reference, data, flat, is_definition, pattern
from pipeline.events.detainers.verbs import deeds, denied_in_front
from pipeline.events.grammar import syntax
from pipeline.events.grammar.nominals import determiner, is_plural

_BEHIND = frozenset({"after", "following", "upon", "since", "with", "by"})
"""Prepositions of what was done before what the clause tells."""
_PROVIDING = frozenset({"provide", "present", "serve", "supply", "furnish"})
"""Verbs by which somebody is given one: "presented the jail with a detainer"."""
_PAPERS = frozenset({"it", "request", "hold", "notice", "filing"})
_SUBJECT_TO = re.compile(r"\b(?:is|are|was|were|been|and)\s(?:\w+\s)?subject\sto\s(?:[\w’'-]+\s){0,3}$")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A reading of the words around a detainer."""

    event: str
    trigger: Token
    start: int
    """First character of what says it, in the document."""
    end: int
    modality: Modality


@dataclass(frozen=True, slots=True)
class _Reading:
    event: str
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None


@cache
def _readings() -> tuple[_Reading, ...]:
    def compiled(entry: dict[str, str], name: str) -> re.Pattern[str] | None:
        return re.compile(entry[name], re.IGNORECASE) if name in entry else None

    return tuple(
        _Reading(entry["event"], compiled(entry, "before"), compiled(entry, "after"))
        for entry in data()["reading"]
    )


def phrases(reference: Reference, told: bool) -> list[Phrase]:
    """Return the readings of the words around a detainer.

    Args:
        reference: the mention.
        told: whether a verb has said already what became of it.
    """
    withheld = _withheld(reference.noun)
    if withheld is not None:
        modality = Modality("negated", *withheld)
        return [Phrase("detainer_issued", reference.noun, withheld[0], reference.end, modality)]
    found = [*_participle(reference), *_preposition(reference), *_idiom(reference), *_of_freed(reference)]
    found = found or list(_unsigned(reference))
    if not found and not told and not is_definition(reference):
        found += list(_around(reference)) or list(_taken_for_granted(reference))
    return found


def of_pointer(reference: Reference) -> list[Phrase]:
    """Return what is said of what a word points back to: "despite it, he was freed", "it went unread"."""
    before = _sides(reference)[0]
    subject = reference.noun.dep_ in ("nsubj", "nsubjpass", "dobj", "dative")
    subject = subject and not re.search(r"\b(?:about|of|on|for|to|with)\s$", before)
    idioms = list(_idiom(reference)) if subject and reference.noun.lower_ in _PAPERS else []
    if idioms:
        return idioms
    if not pattern("prepositions", "defying").search(before):
        return []
    return [phrase for phrase in _preposition(reference) if phrase.event == "detainer_declined"]


def _sides(reference: Reference) -> tuple[str, str, int]:
    sentence = reference.noun.sent
    text = flat(sentence)
    start, end = reference.start - sentence.start_char, reference.end - sentence.start_char
    return text[:start], text[end:], sentence.start_char


def _participle(reference: Reference) -> Iterator[Phrase]:
    noun = reference.noun
    above = noun.head.head if noun.dep_ == "pobj" else noun
    done = above.head.lower_ in _BEHIND if above.dep_ == "pobj" else above.head.tag_ == "VBD"
    done = done and (above.dep_ in ("pobj", "nsubj"))
    if noun.head.lower_ == "of" and above.lower_ in data()["verbs"]["undoing"] and done:
        # "after the withdrawal of the detainer"
        yield Phrase("detainer_withdrawn", above, above.idx, reference.end, modality_of(above))
    yield from _named_deed(reference, above)
    with_it = noun.dep_ in ("pobj", "nsubj") and any(
        word.lower_ == "with" for word in (noun.head, *noun.lefts)
    )
    for child in noun.children:
        event = data()["participle"].get(child.lower_)
        if event is not None and child.dep_ in ("amod", "compound") and child.i < noun.i:
            yield Phrase(event, noun, reference.start, reference.end, modality_of(noun))
        elif event is not None and child.dep_ == "acl" and with_it:  # "With the detainer lifted"
            yield Phrase(event, child, reference.start, child.idx + len(child), modality_of(child))


def _named_deed(reference: Reference, deed: Token) -> Iterator[Phrase]:
    """Yield what a noun in front says was done, of which a verb tells as of a fact.

    "The jail's honoring of the detainer angered many", "ICE criticized the rejection of its detainer".
    """
    if (
        reference.noun.head.lower_ != "of"
        or reference.noun.dep_ != "pobj"
        or deed.pos_ not in ("NOUN", "VERB")
    ):
        return
    events = [event for event, nouns in data()["verbs"]["named"].items() if deed.lower_ in nouns]
    if deed.lower_ in data()["verbs"]["undoing"] and deed.dep_ in ("nsubj", "ROOT"):
        events.append("detainer_withdrawn")
    owned = deed.left_edge.lower_ == "the" or any(child.dep_ == "poss" for child in deed.children)
    modality = modality_of(deed)
    if events and owned and modality.value in ("actual", "alleged"):
        yield Phrase(events[0], deed, deed.idx, reference.end, modality)


def _idiom(reference: Reference) -> Iterator[Phrase]:
    before, _, offset = _sides(reference)
    front = pattern("idiom", "declined_before").search(before)
    verb = _verb(reference.noun.sent, offset + front.start(), offset + front.end()) if front else None
    if front and verb is not None and verb.tag_ in ("VBD", "VBN") and not is_infinitive(verb):
        modality = modality_of(verb)
        if modality.value in ("actual", "alleged"):
            yield Phrase("detainer_declined", verb, offset + front.start(), reference.end, modality)
    after = _sides(reference)[1]
    given = pattern("idiom", "given").search(before)
    none = pattern("idiom", "none").match(after) if given else None
    verb = _verb(reference.noun.sent, offset + given.start(), offset + given.end()) if given else None
    if none and given and verb is not None and not _is_by_person(verb):
        said = modality_of(verb)
        if said.value in ("actual", "alleged"):
            start, end = offset + given.start(), reference.end + none.end()
            yield Phrase("detainer_declined", verb, start, end, said)
    match = pattern("idiom", "declined").search(after)
    if match:
        start, end = reference.end + match.start(), reference.end + match.end()
        yield Phrase("detainer_declined", reference.noun, start, end, Modality("actual"))


def _is_by_person(verb: Token) -> bool:
    """Say whether a person alone does it, as who has a detainer may: "he paid it no mind"."""
    return any(noun.lower_ in ("he", "she", "they", "i") for noun in syntax.children(verb, "nsubj"))


def _unsigned(reference: Reference) -> Iterator[Phrase]:
    """Yield one that lacked something, and the release that it stood against, if one is named.

    "The sheriff defended Roe's release, saying the detainer had not been signed by a judge."
    """
    noun = reference.noun
    verb = noun.head
    known = noun.dep_ in ("nsubj", "nsubjpass") and determiner(noun) == "given" and not is_plural(noun)
    denied = any(child.dep_ == "neg" for child in verb.children) or verb.lemma_ == "lack"
    if not (
        known and denied and verb.lemma_ in data()["verbs"]["lacking"] and verb.tag_ in ("VBD", "VBN", "VB")
    ):
        return
    yield Phrase("detainer_issued", noun, reference.start, reference.end, Modality("actual"))
    for token in noun.sent:
        freed = token.lemma_ == "release" and token.pos_ == "NOUN" and token.i < noun.i
        if freed and modality_of(token).value == "actual" and _is_of_somebody(token):
            yield Phrase("detainer_declined", token, token.idx, reference.end, Modality("actual"))
            return


def _is_of_somebody(release: Token) -> bool:
    return any(child.dep_ == "poss" or child.lower_ == "of" for child in release.children)


def _of_freed(reference: Reference) -> Iterator[Phrase]:
    """Yield lodging and breaking of those on people let go: "346 people with ICE detainers were freed"."""
    noun = reference.noun
    people = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "with" else None
    verb = people.head if people is not None and people.dep_ == "nsubjpass" else None
    if verb is None or verb.lemma_ not in data()["verbs"]["letting_go"]:
        return
    behind = flat(noun.sent)[verb.idx + len(verb) - noun.sent.start_char :]
    modality = modality_of(verb)
    if modality.value in ("actual", "alleged") and not pattern("verbs", "handed_to", case=True).match(behind):
        yield Phrase("detainer_issued", noun, reference.start, reference.end, Modality("actual"))
        yield Phrase("detainer_declined", verb, reference.start, verb.idx + len(verb), modality)


# ---------------------------------------------------------------------- released in spite, handed over under
def _preposition(reference: Reference) -> Iterator[Phrase]:
    before, after, _ = _sides(reference)
    defying = pattern("prepositions", "defying").search(before)
    defying = defying or pattern("prepositions", "defying").search(_before_all(reference))
    defying = defying or pattern("prepositions", "notwithstanding").search(after)
    place = pattern("prepositions", "still_in_place").search(after)
    with_one = pattern("prepositions", "with_one").search(before)
    over = pattern("prepositions", "defying_release").search(before)
    cue = defying or (place and with_one) or over
    honoring = pattern("prepositions", "honoring").search(before)
    honoring = honoring or with_one
    handed = honoring and pattern("prepositions", "handing").search(before[: honoring.start()])
    if handed and pattern("prepositions", "release").search(before[handed.end() :]):
        handed = None
    kept = pattern("prepositions", "keeping").search(before + after) if honoring and not with_one else None
    unheld = pattern("prepositions", "not_keeping").search(before) if honoring and not with_one else None
    if handed:
        yield from _at(reference, "detainer_honored", handed.span())
    elif unheld and _is_of_one(reference):
        start, end = (reference.noun.sent.start_char + place for place in unheld.span())
        verb = _verb(reference.noun.sent, start, end)
        yield Phrase("detainer_declined", verb or reference.noun, start, reference.end, Modality("actual"))
    elif kept and _is_told(reference.noun):
        yield Phrase("detainer_honored", reference.noun, reference.start, reference.end, Modality("actual"))
    elif cue is not None:
        release = _release(reference.noun.sent, reference.start, cue is defying)
        if release is not None and not (cue is not defying and _is_apart(reference.noun, release)):
            modality = modality_of(release)
            if modality.value in ("actual", "alleged", "planned"):
                start, end = min(release.idx, reference.start), max(reference.end, release.idx + len(release))
                yield Phrase("detainer_declined", release, start, end, modality)
        elif cue is defying:
            modality = modality_of(reference.noun)
            untold = pattern("prepositions", "untold").search(flat(reference.noun.sent))
            event = "detainer_declined" if untold else "detainer_issued"
            yield Phrase(event, reference.noun, reference.start, reference.end, modality)


def _before_all(reference: Reference) -> str:
    """Return the text in front of all that a detainer is told of with: "despite charges and a detainer"."""
    noun = reference.noun
    while noun.dep_ == "conj" and noun.head.pos_ in ("NOUN", "PROPN"):
        noun = noun.head
    sentence = noun.sent
    joined = noun is not reference.noun and noun.left_edge.i < noun.i
    return flat(sentence)[: noun.left_edge.idx - sentence.start_char] if joined or noun.dep_ == "pobj" else ""


def _is_of_one(reference: Reference) -> bool:
    """Say whether it is one known detainer: "could not hold him on the detainer", no rule on detainers."""
    return not is_plural(reference.noun) and determiner(reference.noun) == "given"


def _is_apart(noun: Token, release: Token) -> bool:
    """Say whether a detainer that somebody has "with" him stands in a clause beside that of the release.

    "The state released 40 men, and there are 60 more in its prisons with active detainers."
    """
    above = next((node for node in noun.ancestors if node.pos_ in ("VERB", "AUX")), None)
    if above is None or above == release or above.dep_ != "conj":
        return False
    return above.i > release.i and any(
        child.dep_ in ("nsubj", "nsubjpass", "expl") for child in above.children
    )


def _is_told(noun: Token) -> bool:
    """Say whether what is said of a stay happened: "could not leave" did, "may not keep anyone" is a rule."""
    verb = next((node for node in noun.ancestors if node.pos_ in ("VERB", "AUX")), noun)
    modal = {child.lower_ for child in verb.children if child.dep_ == "aux" and child.tag_ == "MD"}
    return modal == {"could"} or (not modal and modality_of(verb).value in ("actual", "negated"))


def _at(reference: Reference, event: str, span: tuple[int, int]) -> Iterator[Phrase]:
    offset = reference.noun.sent.start_char
    verb = _verb(reference.noun.sent, offset + span[0], offset + span[1]) or reference.noun
    modality = modality_of(verb)
    if modality.value in ("actual", "alleged", "planned"):
        yield Phrase(event, verb, offset + span[0], reference.end, modality)


def _release(sentence: Span, start: int, anywhere: bool) -> Token | None:
    """Return the verb of letting go that stands nearest to a detainer, in front of it first."""
    text = flat(sentence)
    matches = list(pattern("prepositions", "release").finditer(text))
    front = [match for match in matches if sentence.start_char + match.start() < start]
    chosen = front[-1:] or (matches[:1] if anywhere else [])
    if not chosen:
        return None
    return _verb(sentence, *(sentence.start_char + place for place in chosen[0].span()))


def _verb(sentence: Span, start: int, end: int) -> Token | None:
    span = sentence.doc.char_span(start, end, alignment_mode="expand")
    verbs = [token for token in span or () if token.pos_ in ("VERB", "AUX")]
    return verbs[0] if verbs else (span[0] if span is not None and len(span) else None)


# ---------------------------------------------------------------------- any words around it
def _around(reference: Reference) -> Iterator[Phrase]:
    before, after, offset = _sides(reference)
    for reading in _readings():
        match = reading.before.search(before) if reading.before else None
        start, end = (offset + match.start(), offset + match.end()) if match else (0, 0)
        if match is None and reading.after:
            match = reading.after.search(after)
            if match:
                start, end = reference.end + match.start(), reference.end + match.end()
        if match is None:
            continue
        trigger = _near_verb(reference.noun, start, end)
        if trigger == reference.noun and _is_imagined(trigger):
            return
        modality = _modality(trigger, reading.event)
        denied = next((child for child in reference.noun.children if child.lower_ == "no"), None)
        if modality is not None and modality.value == "actual":
            given = trigger == reference.noun and determiner(trigger) == "given"
            turned = None if given else denied_in_front(trigger)
            if denied is not None:
                modality = Modality.by("negated", denied)
            elif turned and reading.event == "detainer_issued":
                modality = Modality("negated", *turned)
        if modality is not None:
            yield Phrase(reading.event, trigger, start, end, modality)
        return


def _withheld(noun: Token) -> tuple[int, int] | None:
    """Return the span by which nobody was given one: "did not provide the jail with a warrant or request"."""
    while noun.dep_ == "conj":
        noun = noun.head
    verb = noun.head.head
    verb = verb.head if verb.dep_ in ("dobj", "dative") else verb  # hung on "the jail"
    if noun.dep_ != "pobj" or noun.head.lower_ != "with" or verb.lemma_ not in _PROVIDING:
        return None
    denied = denial_of(verb)
    return None if denied is None else (denied.idx, denied.idx + len(denied))


def _is_imagined(noun: Token) -> bool:
    """Say whether one is only spoken of: "officers have a day to pick up an inmate on a detainer"."""
    verb = next((node for node in noun.ancestors if node.pos_ in ("VERB", "AUX")), None)
    if verb is None or determiner(noun) == "given":
        return False
    ruled = any(child.lower_ in ("may", "shall", "must", "can", "should") for child in verb.children)
    return ruled or is_infinitive(verb)


def _taken_for_granted(reference: Reference) -> Iterator[Phrase]:
    """Yield a detainer spoken of as known ("the detainer on Mora cites a warrant") or noted ("ICE hold")."""
    noun = reference.noun
    note = not any(token.tag_ in ("VBD", "VBZ", "VBP", "MD") for token in noun.sent)
    note = note and noun.dep_ in ("ROOT", "conj", "dep", "appos") and not is_plural(noun)
    known = noun.dep_ in ("nsubj", "nsubjpass") and determiner(noun) == "given" and not is_plural(noun)
    modality = modality_of(noun.head if known else noun)
    if (note or known) and modality.value == "actual":
        yield Phrase("detainer_issued", noun, reference.start, reference.end, modality)


def _modality(trigger: Token, event: str) -> Modality | None:
    modality = modality_of(trigger)
    subject = _SUBJECT_TO.search(flat(trigger.sent)[: trigger.idx - trigger.sent.start_char])
    pending = flat(trigger.sent)[: modality.end - trigger.sent.start_char].endswith("pending")
    if modality.value == "planned" and (subject or pending) and event == "detainer_issued":
        modality = Modality("actual")
    named = modality.value in ("actual", "negated") and is_infinitive(trigger)
    if modality.value is None or (named and (event == "detainer_honored" or trigger.tag_ == "VB")):
        return None
    return None if _is_asked(trigger) else modality


def _is_asked(token: Token) -> bool:
    """Say whether it is a question if it is so: "asked whether he was the subject of a detainer"."""
    marks = (child for node in token.ancestors for child in syntax.children(node, "mark"))
    return any(mark.lower_ == "whether" for mark in marks)


def _near_verb(noun: Token, start: int, end: int) -> Token:
    """Return the verb of the cue that a detainer may be done something by, else the detainer itself."""
    span = noun.doc.char_span(start, end, alignment_mode="expand")
    verbs = [token for token in span or () if token.lemma_ not in ("be", "have") and next(deeds(token), None)]
    linked = [verb for verb in verbs if verb in noun.ancestors or verb == noun.head]
    return (linked or verbs or [noun])[-1]
