"""Where in its clause a trigger's person stands: object, subject, possessor, behind a preposition.

in: a `Trigger`, read off the dependency tree    out: a token    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Callable

from spacy.tokens import Token

from pipeline.events.grammar import nominals, syntax
from pipeline.events.grammar.against import against_whom, bargaining, is_of_deed
from pipeline.events.grammar.labels import TIMES
from pipeline.events.grammar.voice import is_had, objects
from pipeline.events.triggers.having import given_by, holder_of, possessors_of
from pipeline.events.triggers.on_behalf import bailed_out, client_of
from pipeline.events.triggers.tallies import counted_as, is_by_percent, number_told, total
from pipeline.events.triggers.triggers import Trigger

_HAPPENING = frozenset(
    {"after", "since", "following", "before", "upon", "despite", "until", "during", "pending", "at"}
)
"""Prepositions that tie what happened to somebody to what the clause says of him."""
_AWAITING = frozenset({"schedule", "set", "appear", "return", "await", "waive", "fight"})
_LEADING = frozenset(
    {"entice", "lure", "encourage", "persuade", "convince", "induce", "coerce", "compel", "trick", "recruit"}
    | {"permit", "enable", "help", "cause", "invite", "urge", "tell", "ask", "direct", "require", "pressure"}
)
"""Verbs whose object does what the infinitive behind it says."""
_KEEPING = frozenset({"detain", "hold", "keep", "retain"})
_SEEING = frozenset({"catch", "spot", "find", "see", "observe", "stop", "intercept", "apprehend"})
"""Verbs whose object does what the participle behind it says."""
_ISSUING = frozenset({"issue", "serve", "file", "give", "hand", "sign", "enter"})
_ISSUERS = frozenset({"judge", "magistrate", "official", "officer", "agent"})
_RECORDING = frozenset({"have", "rack", "accumulate", "amass", "face", "log", "tally"})
"""Verbs whose subject's record it is: "had seven arrests"."""
_WHERE_AND_WHEN = TIMES | {"GPE", "LOC", "FAC"}
_HEARINGS = frozenset({"trial", "appearance", "hearing", "court", "arraignment", "judge", "magistrate"})
"""Nouns of what somebody is heard at, or by whom: their charges are told beside it."""
_FREEING = frozenset(
    {
        "free",
        "release",
        "exonerate",
        "pardon",
        "clear",
        "acquit",
        "vindicate",
        "absolve",
        "parole",
        "rearrest",
    }
)
"""What judges and governors do to whom something was done before."""
_DONE_BY_ORDER = frozenset(
    {"removed", "deported", "excluded", "released", "freed", "sent", "returned", "expelled", "repatriated"}
)
_PREPOSITIONS = {
    "given_to": ("on", "to", "with", "for", "against"),
    "custody": ("of",),
    "against": ("against", "for"),
    "charges": ("against", "for"),
    "on": ("against", "for"),
    "for": ("for", "on"),
    "from": ("by", "from", "of"),
}
"""Where the person stands, and the prepositions in front."""


def place_of(trigger: Trigger, is_person: Callable[[Token], bool]) -> Token | None:
    """Return the token for whom the trigger's event is reported of; None where the clause does not say it.

    Args:
        trigger: a word of an event, with the frame that says where its person stands.
        is_person: says whether a token stands for somebody the article tells of.
    """
    token, place = trigger.token, trigger.frame.place
    if place == "object":
        if is_by_percent(token):
            return None
        return number_told(token) or _identified(token) or _beaten_while(token) or syntax.patient(token)
    if place == "subject":
        return _led(token) or syntax.subject(token)
    if place == "bailed":
        return bailed_out(token)
    if place == "client":
        return client_of(syntax.subject(token))
    if place == "noun":
        return _of_noun(token, is_person)
    if place == "number":
        return _on_record(token, is_person) or token
    if place == "total":
        return total(token)
    if place == "alleged":
        return next((syntax.subject(verb) for verb in syntax.children(token, "ccomp")), None)
    if place == "to_do":
        return next((syntax.patient(verb) for verb in syntax.children(token, "acl")), None)
    if place == "copula":
        if token.dep_ in ("advmod", "amod", "acl") and is_person(token.head):
            return token.head  # "Roe, out on bail, was arrested again"
        return syntax.subject(token.head if token.head.pos_ in ("AUX", "VERB") else token)
    if place == "have":
        return holder_of(token, is_person)
    if place == "given":
        return given_by(token, is_person)
    if place == "ordered":
        return _ordered(token)
    if place == "inverted":
        return _inverted(token)
    if place == "outcome":
        return _of_outcome(token, is_person)
    if place == "governor":
        return client_of(_governed(token.head if token.dep_ == "compound" else token))
    if place == "within":
        above = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "in" else None
        if above is not None and above.lemma_ in _KEEPING and above.tag_ in ("VBD", "VBZ", "VBP"):
            return next(iter(syntax.children(above, "dobj")), None)  # "detained him in ICE custody"
        return above if above is not None and above.pos_ in ("NOUN", "PROPN", "PRON", "NUM") else None
    if place == "against" and is_of_deed(token):
        return None
    if place in _PREPOSITIONS:
        return _by_preposition(token, place, is_person)
    return None


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
        found = noun if is_person(noun) else _owner(noun) or next(iter(tried), None)
        if found is not None and is_person(found):
            return found
    return None


def _of_noun(noun: Token, is_person: Callable[[Token], bool]) -> Token | None:
    """Return the possessor, the object of "of", or the noun or name that a participle modifies."""
    if noun.dep_ == "amod" or (noun.tag_ in ("VBN", "JJ") and noun.pos_ in ("ADJ", "VERB")):
        named = noun.head.head
        if noun.head.dep_ == "compound" and named.pos_ == "PROPN" and is_person(named):
            return named  # "convicted rapist Ed Poe"
        return counted_as(noun) or noun.head
    head = noun.head
    owner = _owner(noun)
    if owner is not None and (beaten := _beaten_during(noun)) is not None:
        return beaten
    if owner is not None:
        # "ICE’s arrest of Ann Roe", "Prosecutor Poe’s indictment of 13 men": whose deed it is stands first.
        held = syntax.objects_of(noun, "of")
        done_to = [
            item
            for item in held
            if is_person(item) or nominals.is_person_noun(item) or item.ent_type_ == "NORP"
        ]
        owner = done_to[0] if done_to else owner
    if owner is not None:
        # "Their removal" takes time: of a group it tells only in a phrase that says when.
        timed = noun.dep_ == "pobj" and head.lower_ in _HAPPENING
        return owner if timed or not nominals.is_plural_pronoun(owner) else None
    for node in (noun, *noun.conjuncts):
        # "the arrest and deportation of Ann Roe" shares its complement.
        held = syntax.objects_of(node, "of")
        held += [item for item in syntax.objects_of(node, "for") if not _is_reason(item, is_person)]
        held = held or _of_whom_behind(node, is_person)
        if held:
            return held[0]
    if noun.dep_ in ("pobj", "dobj", "nsubj", "nsubjpass") and head.dep_ == "prep":
        if head.head.lemma_ in nominals.lexicon().say:
            return None  # "Roe told reporters after the arraignment": whose, is not said
        waiting = head.lower_ == "for" and head.head.lemma_ in _AWAITING
        if waiting or head.lower_ in _HAPPENING:
            acting = syntax.subject(head.head)
            suffering = None if waiting else syntax.patient(head.head)
            if suffering is not None and head.head.lemma_ in _FREEING:
                return suffering  # "A judge freed her after 20 years in prison"
            # "After an arrest for theft, officers met him at the jail": it was his.
            return acting if suffering is None or (acting and is_person(acting)) else suffering
    if noun.dep_ == "dobj" and head.lemma_ in _AWAITING:
        return syntax.subject(head)
    return None


def _beaten_during(noun: Token) -> Token | None:
    """Return who was beaten during "his" arrest: "Officer Roe kicked the boy during his arrest"."""
    verb = noun.head.head
    timed = (
        noun.dep_ == "pobj"
        and noun.head.lower_ in ("during", "after")
        and verb.lemma_ in nominals.lexicon().beating
    )
    held = syntax.children(verb, "dobj") if timed else []
    return held[0] if held and held[0].i < noun.i and nominals.is_person_noun(held[0]) else None


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


def _of_whom_behind(noun: Token, is_person: Callable[[Token], bool]) -> list[Token]:
    """Return whom "of" names behind the place or the day: "the deportation to Mexico of a cook"."""
    between = [*syntax.objects_of(noun, "from", "to", "in", "at", "on"), *syntax.children(noun, "npadvmod")]
    return [
        item
        for place in between
        if place.ent_type_ in _WHERE_AND_WHEN
        for item in syntax.objects_of(place, "of")
        if is_person(item) or nominals.is_person_noun(item)
    ]


def _is_reason(noun: Token, is_person: Callable[[Token], bool]) -> bool:
    """Say whether a noun behind "for" tells why, and not of whom: "an arrest for drunk driving"."""
    return noun.tag_ in ("NN", "NNS", "VBG") and not is_person(noun) and not nominals.is_person_noun(noun)


def _owner(noun: Token) -> Token | None:
    """Return the possessor of a noun, "whose" read as whom it stands for; "last week's" owns nothing."""
    owner = possessors_of(noun)
    if not owner or any(
        word.lower_ in ("office", "department") for word in noun.doc[owner[0].i + 1 : noun.i]
    ):
        return None  # "Sheriff's office releases"
    if syntax.is_relative(owner[0]):
        return syntax.antecedent(owner[0])  # and "the 34-year-old's release" is no day's
    return None if owner[0].ent_type_ in ("DATE", "TIME") and owner[0].lower_ != "old" else owner[0]


def _behalf(noun: Token) -> Token:
    """Return for whom "on behalf of Ann Roe" and "on her behalf" say that something is done."""
    if noun.lower_ != "behalf":
        return noun
    held = syntax.objects_of(noun, "of") or syntax.children(noun, "poss")
    return held[0] if held else noun


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


def _by_preposition(token: Token, place: str, is_person: Callable[[Token], bool]) -> Token | None:
    names = _PREPOSITIONS[place]
    nodes = [token, *syntax.children(token, "dobj", "nsubjpass")]
    nodes += syntax.children(token, "nsubj") if place == "custody" else []  # "Custody of Roe passed to"
    if token.pos_ == "VERB":
        # "dropped trespassing charges against Roe": the charges, and the deed they hang on
        nodes += [node for item in objects(token) for node in (item, item.head) if node not in nodes]
    if token.pos_ == "NOUN":
        nodes.append(token.head)
    if place == "against":
        # "returned an indictment against Roe for his part in it": whom it is against, before for what
        nodes.sort(key=lambda node: not syntax.objects_of(node, "against"))
    for node in nodes:
        held = [_behalf(item) for item in syntax.objects_of(node, *names)]
        if held and held[0].ent_type_ in TIMES:
            continue  # "Sentencing is set for June 9"
        of_whom = [*held[:1], *(item for noun in held[:1] for item in syntax.objects_of(noun, "of"))]
        of_people = any(is_person(item) or nominals.is_people(item) for item in of_whom)
        against = held and held[0].tag_ == "CD" and held[0].head.lower_ == "against"  # "the other three"
        if held and (place == "against" or of_people or against):
            return held[0]
    if place in ("against", "charges"):
        # "filed a count of theft against Roe": in the clause, whatever the parser hung it on.
        told = token.head if token.dep_ == "amod" else token  # "unsealed charges", parsed as what they are
        found = [item for node in told.subtree for item in against_whom(node, is_person)]
        if found and (is_person(found[0]) or found[0].tag_ in ("NN", "NNP")):
            return found[0]  # who that is may be known to nobody: "filed charges against his partner"
    if place == "given_to":
        # "issued a notice to appear to Ann Roe": the parser hangs "to" on the appearing
        acts = syntax.children(token, "acl", "relcl")
        whom = [item for act in acts for item in syntax.objects_of(act, *names) if is_person(item)]
        if whom:
            return whom[0]
        verb = token.head.head if token.dep_ == "pobj" else token.head
        dative = syntax.children(verb, "dative", "dobj")
        people = [noun for noun in dative if noun != token]
        if people:
            return people[0]
        first = syntax.subject(verb)
        # "The agency issued a notice", "freed him after being served one": to whom, the passage says.
        # "After he ignored one, a judge ordered him removed", "A judge issued one"
        acting = first is not None and first.lemma_.lower() in _ISSUERS
        unsaid = verb.lemma_ in _ISSUING and first is not None and not is_person(first)
        return None if acting or unsaid else first
    if place == "on":
        noun = nominals.with_its_sort(token)
        verb = noun.head.head if noun.dep_ == "pobj" else noun.head
        while verb.lemma_ in _HEARINGS and verb.dep_ in ("dobj", "pobj"):
            verb = verb.head.head if verb.dep_ == "pobj" else verb.head  # "bound over for trial on a charge"
        arrest = verb.head.head if verb.dep_ == "pobj" else verb
        if arrest.lemma_ == "arrest" and arrest.pos_ == "NOUN":
            return _of_noun(arrest, is_person)  # "the arrest of Ann Roe, 30, on a theft charge"
        said = syntax.patient(verb)
        if said is not None and said.lemma_ in _HEARINGS:
            said = None  # "made his first appearance on a charge"
        return said or syntax.subject(verb)
    if place == "charges":
        convicted = [
            held[0]
            for child in syntax.children(token, "dobj", "nsubjpass")
            if child.lemma_ in ("conviction", "indictment", "prosecution")
            and (held := syntax.objects_of(child, "of"))
            and is_person(held[0])
        ]
        if convicted:
            return convicted[0]
        owner = [
            syntax.antecedent(grand) if syntax.is_relative(grand) else grand
            for child in syntax.children(token, "dobj", "nsubjpass")
            for grand in syntax.children(child, "poss")
        ]
        whose = owner[0] if owner else bargaining(token)
        if whose is None or is_person(whose):
            return whose
        return whose if re.fullmatch(r"[A-Za-z’']+", whose.text) else None
    return None
