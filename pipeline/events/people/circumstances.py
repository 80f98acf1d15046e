"""What befalls or is done by somebody that tells whom a word means: tried, taken to task, paying bail.

in: a token of a parsed `Doc`    out: yes or no    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from pipeline.events.grammar import nominals
from pipeline.events.grammar.happenings import happenings
from pipeline.events.grammar.syntax import agent, children, is_passive, objects_of
from pipeline.first_names import sex_of_first_name

LAID_TO = re.compile(
    r"\b(?:alleg(?:e|es|ed|edly)|accus\w+|indict\w+|complaint|affidavit|charg(?:e|es|ed)|defendant|suspect|"
    r"identified (?:as|by)|[Pp]rosecutors|booked|jail(?:ed)?|custody|arrest(?:ed)?|arraign\w+|bond|bail|"
    r"convict\w+|sentenc\w+|pleaded|pulled over|stopped|walked (?:out|free)|escap(?:ed|e)|fled|surrendered|"
    r"turned (?:him|her)self in|at large|on the run|recaptured|detainer|detained|deported|"
    r"(?:apply|eligible|up) for parole|register as a sex offender|"
    r"(?:could|may|will|must) (?:face|get|serve|spend) (?:up to )?(?:\d+|life|\w+) (?:years|in prison))\b"
)
"""In a sentence that lays something to somebody whom it names, or tells how police and courts had them."""
_VERDICTS = frozenset({"acquit", "convict", "sentence", "clear", "exonerate", "try"})
_STANDING = frozenset({"face", "await"})
_AFTERWARDS = _VERDICTS | {
    *("release", "free", "hold", "charge", "indict", "arraign", "deport", "transfer", "extradite", "remand"),
    *("incarcerate", "imprison", "prosecute", "bail", "parole"),
}
"""What police and courts do to whom they have, or have accused."""
_BAIL = frozenset({"bail", "bond"})
_LAID = frozenset({"charge", "case", "count", "indictment", "detainer"})
_MET = {
    "post": _BAIL,
    "enter": frozenset({"plea"}),
    **dict.fromkeys(("get", "receive", "serve"), frozenset({"sentence", "year", "month", "term"})),
}
"""What the accused meet with, by verb."""
_REMAINING = frozenset({"be", "remain", "stay"})
_INSIDE = frozenset({"jail", "prison", "custody", "bar", "detention", "lockup"})
_AT_WORK = frozenset(
    {"set", "hear", "rule", "order", "praise", "decline", "deny", "grant", "preside", "thank", "refuse"}
    | {"schedule", "sentence", "comment", "oversee", "lead", "handle", "prosecute", "investigate", "sign"}
    | {"ask", "argue", "request"}
)
_DECIDING = frozenset({"set", "rule", "order", "grant", "preside", "sentence", "schedule"})
"""Verbs of courts that nobody else is the subject of in such a story."""
_FAULTING = frozenset(
    {"fire", "suspend", "discipline", "reprimand", "demote", "terminate", "dismiss", "oust"}
)
DEEDS = frozenset(
    {"arrest", "charge", "deport", "detain", "expel", "free", "handcuff", "hold", "jail", "release", "remove"}
    | {"apprehend", "return", "send", "transfer", "imprison", "indict", "book"}
)
"""What is done to whoever stands in front of a participle; who was killed or hurt is told otherwise."""
_REACH = 6
"""Words from "whose" to the subject of its clause."""
_NEAR = 40
"""Words between a name and a pronoun."""
_BOUND = 20
"""Words between them and a pronoun that means them."""
_COURTS = frozenset(
    {"sentence", "convict", "indict", "charge", "acquit", "plead", "fire", "suspend", "prosecute"}
)
"""What follows a beating for who beat: who was beaten may have been arrested for all one knows."""
_JAILS = frozenset({"jail", "prison", "penitentiary", "custody", "center", "facility"})
_FOR = frozenset({"represent", "defend"})
_CONTRASTING = frozenset({"and", ",", "while", ";", "but"})
_SPEAKING = frozenset({"ask", "question", "speak", "talk", "write", "refer"})
"""Verbs that name a topic in front of what is said: "Asked about Roe", "Referring to Roe"."""
_PAYING = frozenset({"pay", "post", "raise", "put"})


def is_tried(pronoun: Token) -> bool:
    """Say whether a court has to do with whom a pronoun means: "acquitted him", "He faces sentencing"."""
    verb = pronoun.head
    if pronoun.dep_ == "nsubj" and verb.lemma_ in _STANDING:
        return any(noun.lemma_.lower() in _faced() for noun in children(verb, "dobj"))
    return pronoun.dep_ == "dobj" and verb.lemma_ in _VERDICTS


def _faced() -> frozenset[str]:
    """Return what is still before somebody accused: "He faces sentencing"."""
    return happenings("faced") | {"count"}


def is_before_court(word: Token) -> bool:
    """Say whether what follows an arrest or a charge is told of somebody: "was released on bond", "his plea".

    Not that somebody is arrested, which may be anybody's first.
    """
    verb = word.head
    if word.dep_ == "poss":
        return verb.lemma_.lower() in happenings("following") | _BAIL
    if word.dep_ == "pobj":
        above = verb.head  # "a charge was filed against him": hung on either
        laid = {noun.lemma_.lower() for noun in (above, *children(above, "dobj", "nsubjpass"))}
        return verb.lower_ == "against" and bool(laid & _LAID)
    if word.dep_ in ("dobj", "nsubjpass"):
        found = verb.lemma_ == "find" and any(child.lower_ == "guilty" for child in verb.children)
        return found or verb.lemma_ in _AFTERWARDS or is_sent_to_serve(verb)
    if word.dep_ != "nsubj":
        return False
    if verb.dep_ == "ccomp" and verb.lemma_ in _AFTERWARDS:
        return True  # "ordered him deported"
    if verb.dep_ == "ccomp" and verb.lower_ == "go" and verb.head.lemma_ == "let":
        return True
    if verb.lemma_ == "plead":
        return True
    if verb.lemma_ == "walk":
        return any(item.lower_ == "free" or item.lemma_.lower() in _INSIDE for item in verb.subtree)
    objects = {noun.lemma_.lower() for noun in children(verb, "dobj")}
    met = _faced() if verb.lemma_ in _STANDING else _MET.get(verb.lemma_, frozenset())
    return bool(objects & met) or (verb.lemma_ in _REMAINING and _is_inside(verb))


def is_let_go(word: Token) -> bool:
    """Say whether somebody is released, from wherever: "She was released on Monday"."""
    return word.dep_ == "nsubjpass" and word.head.lemma_ in ("release", "discharge")


def is_sent_to_serve(verb: Token) -> bool:
    """Say whether somebody is ordered to serve or be held: "was ordered to serve four years"."""
    return verb.lemma_ == "order" and any(
        child.lemma_ in ("serve", "hold", "deport", "remove", "release") for child in children(verb, "xcomp")
    )


def _is_inside(verb: Token) -> bool:
    places = (noun for word in ("in", "behind", "at") for noun in objects_of(verb, word))
    return any(noun.lemma_.lower() in _INSIDE for noun in places)


def is_in_office(official: Token) -> bool:
    """Say whether an official is told of at work: "Judge Roe set bail", "heard by Judge Roe"."""
    if official.dep_ == "pobj":
        return official.head.lower_ in ("by", "before")
    return official.dep_ == "nsubj" and official.head.lemma_ in _AT_WORK


def decides(pronoun: Token) -> bool:
    """Say whether a pronoun is told of as a judge: "She ordered the government to release him"."""
    return pronoun.dep_ == "nsubj" and pronoun.head.lemma_ in _DECIDING


def is_faulted(official: Token) -> bool:
    """Say whether an office takes somebody to task: "Deputy Roe was fired. He has not been charged"."""
    return official.dep_ == "nsubjpass" and official.head.lemma_ in _FAULTING


def pays_bail(payer: Token) -> bool:
    """Say whether somebody pays for another to be let out: "His brother posted bail and they freed him"."""
    if payer.dep_ != "nsubj" or payer.head.lemma_ not in _PAYING or not children(payer.head, "dobj"):
        return False
    return any(word.lemma_ in ("bail", "bond") for word in payer.sent)


def is_anybodys(pronoun: Token) -> bool:
    """Say whether a sentence has something done to anybody at all, whom a pronoun then means.

    "Charging someone as deportable and deciding to deport him"; but "Roe asked someone to drive him".
    """
    front = pronoun.doc[max(pronoun.sent.start, pronoun.i - _BOUND) : pronoun.i]
    unknown = nominals.ANYBODY
    last = next((word for word in reversed(front) if word.lower_ in unknown or word.pos_ == "PROPN"), None)
    if last is None or last.lower_ not in unknown or pronoun.lower_ not in ("him", "her", "his", "them"):
        return False
    return last.dep_ in ("dobj", "nsubjpass") and last.head.lemma_ in DEEDS


def beater(pronoun: Token, beaten: Sequence[Token]) -> Token | None:
    """Return which officer beat the one told of last: "A guard beat an inmate. He was sentenced".

    Args:
        pronoun: the subject of what a court does.
        beaten: the mentions of whom it would mean.
    """
    if pronoun.dep_ not in ("nsubj", "nsubjpass") or pronoun.head.lemma_ not in _COURTS:
        return None
    last = max((item for item in beaten if item.i < pronoun.i), key=lambda item: item.i, default=None)
    while last is not None and last.dep_ == "appos":
        last = last.head  # "beat an inmate, Ed Poe"
    verb = last.head if last is not None and last.dep_ in ("dobj", "nsubjpass") else None
    if last is None or verb is None or verb.lemma_ not in nominals.lexicon().beating:
        return None
    if verb.sent.end != pronoun.sent.start and verb.sent != pronoun.sent:
        return None
    doer = agent(verb) if last.dep_ == "nsubjpass" else next(iter(children(verb, "nsubj")), None)
    if doer is None:
        return None
    words = {word.lemma_.lower() for word in (doer, *children(doer, "compound", "nmod", "appos"))}
    return doer if words & nominals.lexicon().acting else None


def is_of_time(clause: Token) -> bool:
    """Say whether a clause behind a day tells what happened then: "until May 6, when agents took the man"."""
    return clause.dep_ == "relcl" and any(
        child.lower_ in ("when", "where") for child in children(clause, "advmod")
    )


def is_another(pronoun: Token, mentions: Sequence[Token]) -> bool:
    """Say whether a pronoun cannot mean somebody.

    Args:
        pronoun: he or she.
        mentions: of somebody told of.
    """
    return is_called_otherwise(pronoun, mentions) or is_own_relative(pronoun, mentions)


def is_called_otherwise(pronoun: Token, mentions: Sequence[Token]) -> bool:
    """Say whether somebody is "she" in the sentence of a "he": "She was charged with theft, he with arson".

    Args:
        pronoun: the later one.
        mentions: of somebody told of.
    """
    beside = pronoun.i > pronoun.sent.start and pronoun.nbor(-1).lower_ in _CONTRASTING
    other = {"he": "she", "she": "he"}.get(pronoun.lower_) if beside else None
    return other is not None and any(
        item.lower_ == other and item.sent == pronoun.sent and item.i < pronoun.i for item in mentions
    )


def is_own_relative(pronoun: Token, mentions: Sequence[Token]) -> bool:
    """Say whether a pronoun stands in a clause of whom it cannot mean: "Roe, for whose killing he was"."""
    clause = pronoun.head
    before = clause.doc[max(clause.sent.start, pronoun.i - _REACH) : pronoun.i]
    word = next((item for item in reversed(before) if item.lower_ in ("whose", "whom")), None)
    if pronoun.dep_ not in ("nsubj", "nsubjpass") or word is None or clause not in (*word.ancestors,):
        return False
    comma = word.i - 1 if word.nbor(-1).text == "," else word.i - 2
    return any(item.right_edge.i == comma - 1 or item.i == comma - 1 for item in mentions)


def is_named_near(sex: str | None, pronoun: Token) -> bool:
    """Say whether a first name of a sex stands not far in front of a pronoun, known for a person's or not."""
    front = pronoun.doc[max(0, pronoun.i - _NEAR) : pronoun.i]
    return any(word.pos_ == "PROPN" and sex_of_first_name(word.lower_) == sex for word in front)


def is_told_apart_by_sex(pronoun: Token) -> bool:
    """Say whether a clause behind tells of the other one: "He was charged with theft, and she with arson"."""
    other = {"he": "she", "she": "he"}.get(pronoun.lower_)
    beside = pronoun.doc[pronoun.i + 1 : pronoun.sent.end] if other is not None else ()
    return any(item.lower_ == other and item.nbor(-1).lower_ in _CONTRASTING for item in beside)


def visited(pronoun: Token) -> Token | None:
    """Return who is seen or written to in jail: "Roe visited Poe in prison, where he is serving a year"."""
    clause, doc = pronoun.head, pronoun.doc
    where = next((child for child in children(clause, "advmod") if child.lower_ == "where"), None)
    if pronoun.dep_ not in ("nsubj", "nsubjpass") or where is None or clause.dep_ != "relcl":
        return None
    last = where.i - 2 if doc[where.i - 1].text == "," else where.i - 1
    jail = doc[max(last, 0)]
    verb = next((node for node in jail.ancestors if node.pos_ == "VERB"), None)
    if verb is None or jail.lemma_.lower() not in _JAILS or is_passive(verb):
        return None
    held = [*children(verb, "dobj"), *objects_of(verb, "to", "with")]
    return next((item for item in held if item.ent_type_ == "PERSON" and item.i < jail.i), None)


def topic(saying: Token, speaker: Token, pronoun: Token) -> Token | None:
    """Return of whom somebody speaks: "Speaking of Roe, Poe said he", "Poe said of Roe that he".

    So does a lawyer of the client: "Poe, who represents Roe, said he was arrested".
    """
    asked = [verb for verb in children(saying, "advcl", "prep") if verb.lemma_ in _SPEAKING]
    held = [item for node in (saying, *asked) for item in objects_of(node, "of", "about")]
    held += [item for node in asked if node.lemma_ == "refer" for item in objects_of(node, "to")]
    for clause in children(speaker, "relcl", "acl"):
        held += children(clause, "dobj") if clause.lemma_ in _FOR else []
    named = [
        item for item in held if item.ent_type_ == "PERSON" or (item.pos_ == "PROPN" and not item.ent_type_)
    ]
    before = [item for item in named if item.i < pronoun.i]
    return before[0] if before else None
