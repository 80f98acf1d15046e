"""Where in its clause a trigger's person stands: object, subject, possessor, behind a preposition.

in: a `Trigger`, read off the dependency tree    out: a token    writes: nothing
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from pipeline.events.grammar import nominals, syntax
from pipeline.events.grammar.against import is_of_deed
from pipeline.events.grammar.voice import is_had
from pipeline.events.triggers.by_prepositions import PREPOSITIONS, by_preposition
from pipeline.events.triggers.having import given_by, holder_of
from pipeline.events.triggers.of_nouns import of_noun, owner_of
from pipeline.events.triggers.on_behalf import bailed_out, client_of
from pipeline.events.triggers.tallies import is_by_percent, number_told, total
from pipeline.events.triggers.triggers import Trigger

_LEADING = frozenset(
    {"entice", "lure", "encourage", "persuade", "convince", "induce", "coerce", "compel", "trick", "recruit"}
    | {"permit", "enable", "help", "cause", "invite", "urge", "tell", "ask", "direct", "require", "pressure"}
)
"""Verbs whose object does what the infinitive behind it says."""
_KEEPING = frozenset({"detain", "hold", "keep", "retain"})
_SEEING = frozenset({"catch", "spot", "find", "see", "observe", "stop", "intercept", "apprehend"})
"""Verbs whose object does what the participle behind it says."""
_RECORDING = frozenset({"have", "rack", "accumulate", "amass", "face", "log", "tally"})
"""Verbs whose subject's record it is: "had seven arrests"."""
_DONE_BY_ORDER = frozenset(
    {"removed", "deported", "excluded", "released", "freed", "sent", "returned", "expelled", "repatriated"}
)


def place_of(trigger: Trigger, is_person: Callable[[Token], bool]) -> Token | None:
    """Return the token for whom the trigger's event is reported of; None where the clause does not say it.

    Args:
        trigger: a word of an event, with the frame that says where its person stands.
        is_person: says whether a token stands for somebody the article tells of.
    """
    token, place = trigger.token, trigger.frame.place
    if place in _PLACES:
        return _PLACES[place](token, is_person)
    if place not in PREPOSITIONS or (place == "against" and is_of_deed(token)):
        return None
    return by_preposition(token, place, is_person)


def _object(verb: Token) -> Token | None:
    if is_by_percent(verb):
        return None
    return number_told(verb) or _identified(verb) or _beaten_while(verb) or syntax.patient(verb)


def _of_state(word: Token, is_person: Callable[[Token], bool]) -> Token | None:
    """Return who is in a state: "Roe is out on bail", "Roe, out on bail, was arrested again"."""
    if word.dep_ in ("advmod", "amod", "acl") and is_person(word.head):
        return word.head
    return syntax.subject(word.head if word.head.pos_ in ("AUX", "VERB") else word)


def _within(noun: Token) -> Token | None:
    """Return who is in the custody that a noun names: "a man in custody", "detained him in ICE custody"."""
    if noun.dep_ != "pobj" or noun.head.lower_ != "in":
        return None
    above = noun.head.head
    if above.lemma_ in _KEEPING and above.tag_ in ("VBD", "VBZ", "VBP"):
        return next(iter(syntax.children(above, "dobj")), None)
    return above if above.pos_ in ("NOUN", "PROPN", "PRON", "NUM") else None


def _identified(verb: Token) -> Token | None:
    """Return who is said to be the one of a participle: "the only person found guilty of it was Ann Roe".

    The parser takes the participle for the verb of the sentence.
    """
    if verb.tag_ != "VBD" or not any(
        nominals.is_person_noun(item) for item in syntax.children(verb, "nsubj")
    ):
        return None
    said = [
        item for item in syntax.children(verb, "ccomp", "conj") if item.lemma_ == "be" and item.i > verb.i
    ]
    named = [noun for item in said for noun in syntax.children(item, "attr")]
    return named[0] if named and not any(syntax.children(item, "nsubj") for item in said) else None


def _on_record(noun: Token, is_person: Callable[[Token], bool]) -> Token | None:
    """Return whose record a number of arrests is: "Roe had seven arrests"; no county's and no squad's."""
    if noun.dep_ != "dobj" or noun.head.lemma_ not in _RECORDING:
        return None
    held = syntax.subject(noun.head)
    person = held is not None and is_person(held) and not nominals.is_plural(held)
    return held if person else None


def _led(verb: Token) -> Token | None:
    """Return who does what an infinitive or participle says: "lured her to come", "caught her crossing"."""
    led = verb.dep_ == "xcomp" and verb.head.lemma_ in _LEADING and not syntax.is_passive(verb.head)
    seen = verb.dep_ in ("advcl", "xcomp", "ccomp") and verb.tag_ == "VBG" and verb.head.lemma_ in _SEEING
    seen = seen and not syntax.is_passive(verb.head) and not syntax.children(verb, "nsubj")
    held = syntax.children(verb.head, "dobj") if led or seen else []
    return held[0] if held and held[0].i < verb.i else None


def _governed(noun: Token) -> Token | None:
    """Return who awaits, faces or is scheduled for what a noun, or the noun it is compounded with, names."""
    if noun.dep_ == "pobj" or (noun.head.lower_ == "pending" and noun.head.dep_ == "prep"):
        verb = noun.head.head  # "held pending extradition", its "pending" tagged a verb
        return syntax.patient(verb) or syntax.subject(verb)
    node = noun.head if noun.dep_ == "acl" else noun  # "had the charges dropped" hangs on either
    if is_had(node):
        return syntax.subject(node.head)
    if noun.tag_ == "VBD":
        return syntax.subject(noun)  # the same, parsed as if it were the main verb
    return syntax.subject(noun.head) if noun.dep_ in ("dobj", "oprd", "attr", "xcomp") else None


def _inverted(noun: Token) -> Token | None:
    """Return who stands behind the verb of a clause turned round: "In custody is Ann Roe"."""
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    if verb.lemma_ not in ("be", "remain"):
        return None
    return next((item for item in syntax.children(verb, "nsubj", "attr") if item.i > noun.i), None)


def _of_outcome(verb: Token, is_person: Callable[[Token], bool]) -> Token | None:
    """Return whose case came to what a verb says: "his plea led to a term", "led to a term for Roe"."""
    held = [item for item in verb.subtree if item.dep_ == "pobj" and item.head.lower_ == "for"]
    for noun in (*held, syntax.subject(verb)):
        if noun is None:
            continue
        tried = syntax.objects_of(noun, "of", "against")  # "the trial of Ann Roe ended in"
        found = noun if is_person(noun) else owner_of(noun) or next(iter(tried), None)
        if found is not None and is_person(found):
            return found
    return None


def _beaten_while(verb: Token) -> Token | None:
    """Return who was beaten "while handcuffed": "Officer Roe kicked the boy while handcuffed"."""
    state = verb.dep_ == "advcl" and verb.tag_ == "VBN" and not syntax.children(verb, "nsubjpass", "auxpass")
    above = verb.head
    if not state or above.lemma_ not in nominals.lexicon().beating or syntax.is_passive(above):
        return None
    held = [item for item in syntax.children(above, "dobj") if item.i < verb.i]
    # "kicked an officer while handcuffed": who kicked
    acting = any(item.lemma_.lower() in nominals.lexicon().acting for item in held)
    return held[0] if held and not acting else None


def _ordered(verb: Token) -> Token | None:
    if syntax.is_passive(verb):
        return syntax.subject(verb)
    inner = [token for token in verb.subtree if token.lower_ in _DONE_BY_ORDER]
    for token in inner:
        own = syntax.children(token, "nsubj", "nsubjpass")
        if own:
            return own[0]
    held = syntax.children(verb, "dobj")
    return held[0] if held else None


_PLACES: dict[str, Callable[[Token, Callable[[Token], bool]], Token | None]] = {
    "object": lambda token, _: _object(token),
    "subject": lambda token, _: _led(token) or syntax.subject(token),
    "bailed": lambda token, _: bailed_out(token),
    "client": lambda token, _: client_of(syntax.subject(token)),
    "noun": of_noun,
    "number": lambda token, is_person: _on_record(token, is_person) or token,
    "total": lambda token, _: total(token),
    "alleged": lambda token, _: next(map(syntax.subject, syntax.children(token, "ccomp")), None),
    "to_do": lambda token, _: next(map(syntax.patient, syntax.children(token, "acl")), None),
    "copula": _of_state,
    "have": holder_of,
    "given": given_by,
    "ordered": lambda token, _: _ordered(token),
    "inverted": lambda token, _: _inverted(token),
    "outcome": _of_outcome,
    "governor": lambda token, _: client_of(_governed(token.head if token.dep_ == "compound" else token)),
    "within": lambda token, _: _within(token),
}
"""Place to what finds who stands there; a place that is told by its prepositions is not among them."""
