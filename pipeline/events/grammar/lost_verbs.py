"""Gives verbs their place that the parser loses: "All three face charges", "who hit her after a party fled".

Behind a number or an age some are tagged as nouns. Behind a phrase of time the main verb of a sentence is
hung on it, as if the party had been held. Of "Agents arrested and charged Al Roe" no verb is left: agents,
who were arrested. Of "held because of a record has been freed" the record is the second subject.

in: a parsed `Doc`    out: nothing    writes: heads, labels, tags, parts of speech and lemmas of the `Doc`
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from pipeline.events.grammar.hanging import hang, make_main
from pipeline.events.grammar.labels import FINITE, MODIFIERS, SUBJECT
from pipeline.events.grammar.papers import DETAINERS
from pipeline.events.grammar.police_act import find_police_acts
from pipeline.events.grammar.scan import tokens_with
from pipeline.events.grammar.voice import shares_object

_VERBS = {
    "face": ("VBP", "face"),
    "faces": ("VBZ", "face"),
    "await": ("VBP", "await"),
    "awaits": ("VBZ", "await"),
    "stand": ("VBP", "stand"),
    "stands": ("VBZ", "stand"),
    "posted": ("VBD", "post"),
}
"""Tag and lemma of each."""
_OF_HEADLINES = {
    **{
        f"{verb}s": verb
        for verb in ("honor", "ignore", "reject", "decline", "lift", "drop", "cancel", "defy")
    },
    **{f"{verb}s": verb for verb in ("rescind", "withdraw", "refuse", "lodge", "place", "issue", "file")},
    "defies": "defy",
}
"""Verbs that the parser takes for parts of a noun, with their lemmas: "Jail honors ICE detainer"."""
_BEFORE_COURT = frozenset(
    {"charge", "count", "trial", "deportation", "removal", "extradition", "sentencing", "accusation", "year"}
    | {"sentence", "allegation", "indictment", "prosecution", "penalty", "time", "arraignment", "hearing"}
    | {"bail", "bond"}
)
"""What somebody faces, awaits or stands."""
_WHO = frozenset({"couple", "duo", "pair", "trio", "brothers", "suspects", "defendants", "old"})
_OCCASIONS = frozenset(
    {"party", "argument", "fight", "crash", "chase", "pursuit", "dispute", "shooting", "robbery", "stop"}
    | {"class", "school", "work", "church", "game", "concert", "wedding", "funeral", "divorce", "breakup"}
    | {"texting", "drinking", "driving", "hearing", "trial", "meeting", "shift", "date", "visit", "quarrel"}
    | {"confrontation", "altercation", "struggle", "collision", "break-in", "burglary", "bbq", "festival"}
)
"""What "after" and "while" may stand in front of, and nobody charges, jails or frees."""
_OF_TIME = frozenset({"after", "before", "since", "while", "until", "during"})
_MISREAD = frozenset({*MODIFIERS, "nsubj"})
"""What a verb behind a number is parsed as: "All four face a count"."""
_SAID = frozenset({"dobj", "ccomp", "dep"})
"""What a noun is parsed as behind whose sentence stands who says it: "..., police said"."""


def find_lost_verbs(doc: Doc) -> None:
    """Make such verbs the verb of their clause, with its subject and object."""
    find_police_acts(doc)
    for verb in tokens_with(doc, words=_VERBS):
        if _is_misread(verb):
            _make_verb(verb)
        elif verb.tag_ in ("NNS", "NN") and _has_arguments(verb):
            _retag(verb)
        elif verb.dep_ == "aux" and verb.head.lemma_ in _BEFORE_COURT:
            _make_verb_of_helping(verb)
    for noun in tokens_with(doc, words=_OCCASIONS):
        if _is_no_subject(noun):
            _make_main(noun.head, noun)
        elif _is_second_subject(noun):
            noun.head, noun.dep_ = doc[noun.left_edge.i - 1], "pobj"
    for token in tokens_with(doc, words=("that",), labels=SUBJECT):
        if token.dep_ in SUBJECT:
            _behind_preposition(token)
        elif (token.dep_, token.tag_, token.lower_) == ("det", "WDT", "that"):
            _find_behind_that(token)
    for sentence in doc.sents:
        _find_in_headline(sentence.root)
    for sentence in doc.sents:
        noun = sentence.root
        for verb in noun.rights if noun.tag_ in ("NNS", "NNPS") else ():
            if verb.dep_ == "acl" and verb.tag_ == "VBN" and verb.i == noun.i + 1 and shares_object(verb):
                make_main(verb)
                verb.nbor(2).tag_ = "VBD"


def _find_in_headline(noun: Token) -> None:
    """Make the verb of a line without an end its root, and the paper behind it its object."""
    if noun.lemma_.lower() not in DETAINERS or noun.dep_ != "ROOT" or noun.sent[-1].text in (".", "?", "!"):
        return
    verb = next((token for token in noun.lefts if token.lower_ in _OF_HEADLINES), None)
    verb = verb or next((token for token in noun.subtree if _is_headline_verb(token, noun)), None)
    if verb is None or verb.i == verb.sent.start or verb.i > noun.i:
        return
    front = [token for token in (*noun.lefts, *verb.lefts) if token.i < verb.i and token.dep_ == "compound"]
    subject = next((token for token in reversed(front) if token.i == verb.i - 1), None)
    if subject is None:
        return
    verb.head, verb.dep_ = verb, "ROOT"
    for token in front:
        token.head, token.dep_ = (verb, "nsubj") if token == subject else (subject, "compound")
    verb.tag_, verb.pos_, verb.lemma_ = "VBZ", "VERB", _OF_HEADLINES[verb.lower_]
    noun.head, noun.dep_ = verb, "dobj"


def _find_behind_that(that: Token) -> None:
    """Make a headline's participle behind "that" the verb of its clause: "Crash that Paralyzed Woman"."""
    noun, verb = that.head, that.nbor(1)
    if that.i == that.sent.start or verb.head != noun or not (verb.is_title and verb.lower_.endswith("ed")):
        return
    hang(verb, that.nbor(-1), "relcl")
    verb.tag_, verb.pos_ = "VBD", "VERB"
    hang(that, verb, "nsubj")
    hang(noun, verb, "dobj")


def _is_headline_verb(token: Token, noun: Token) -> bool:
    return token.lower_ in _OF_HEADLINES and token.dep_ == "compound" and token.i < noun.i


def _is_misread(token: Token) -> bool:
    noun, front = token.head, token.doc[token.i - 1]
    if token.i == 0 or token.is_sent_start or token.dep_ not in _MISREAD or noun.i <= token.i:
        return False
    who = front.pos_ == "NUM" or front.lower_ in _WHO
    return who and front.head in (noun, token) and noun.lemma_ in _BEFORE_COURT


def _make_verb(token: Token) -> None:
    """Make the noun behind a verb its object, and the number or age in front of it its subject."""
    noun, subject = token.head, token.doc[token.i - 1]
    above, label = noun.head, noun.dep_
    front = [child for node in (noun, token) for child in node.lefts if child.i < subject.i]
    token.head, token.dep_ = (token if above.i == noun.i else above), label
    noun.head, noun.dep_ = token, "dobj"
    subject.head, subject.dep_ = token, "nsubj"
    for child in front:
        child.head = subject if child.dep_ in ("det", "amod", "nummod", "quantmod", "predet") else token
    _retag(token)


def _make_verb_of_helping(token: Token) -> None:
    """Make what is parsed as a helping verb the verb: "Roe, who retired in 2014, faces sentencing"."""
    noun = token.head
    above, label = noun.head, noun.dep_
    for child in list(noun.children):
        if child.dep_ in ("nsubj", "punct", "npadvmod", "advmod") and child != token:
            child.head = token
    token.head, token.dep_ = (token if above == noun else above), label
    noun.head, noun.dep_ = token, "dobj"
    _retag(token)


def _has_arguments(token: Token) -> bool:
    """Say whether a verb taken for a noun has subject and object: "The father of two faces a charge"."""
    subjects = any(child.dep_ == "nsubj" for child in token.lefts)
    return subjects and any(child.dep_ == "dobj" and child.lemma_ in _BEFORE_COURT for child in token.rights)


def _retag(token: Token) -> None:
    token.tag_, token.lemma_ = _VERBS[token.lower_]
    token.pos_ = "VERB"


def _is_no_subject(occasion: Token) -> bool:
    """Say whether an occasion is parsed as the subject of a sentence that has no verb but a clause's."""
    verb = occasion.head
    if occasion.dep_ not in ("nsubj", "nsubjpass") or verb.dep_ != "advcl" or occasion.i > verb.i:
        return False
    noun = _told_of(verb)
    marked = any(child.lower_ in _OF_TIME and child.i < occasion.i for child in verb.lefts)
    finite = any(word.tag_ in FINITE and word.i > occasion.i for word in (verb, *verb.lefts))
    return noun is not None and marked and finite


def _is_second_subject(occasion: Token) -> bool:
    """Say whether an occasion behind a word of time is parsed as a subject beside the true one."""
    front = occasion.left_edge.i - 1
    if occasion.dep_ not in ("nsubj", "nsubjpass") or front < occasion.sent.start:
        return False
    others = [child for child in occasion.head.lefts if child.dep_ in ("nsubj", "nsubjpass")]
    return occasion.doc[front].lower_ in _OF_TIME and others[0].i < front


def _behind_preposition(noun: Token) -> None:
    """Hang a second subject on the preposition in front: "Roe, held because of a record has been freed"."""
    front = noun.left_edge.i - 1
    if front < noun.sent.start or noun.i > noun.head.i:
        return
    word = noun.doc[front]
    bare = word.pos_ in ("ADP", "SCONJ") and word.dep_ in ("prep", "pcomp") and word.n_rights == 0
    first = next(child for child in noun.head.lefts if child.dep_ in ("nsubj", "nsubjpass"))
    if bare and first.i < front and not noun.is_ancestor(word):
        noun.head, noun.dep_ = word, "pobj"


def _told_of(verb: Token) -> Token | None:
    """Return the noun of the clause that a verb hangs on, if it is the subject of nothing else."""
    clause = next((node for node in verb.ancestors if node.dep_ in ("relcl", "acl")), None)
    if clause is None or clause.head.pos_ != "NOUN":
        return None
    noun = clause.head
    return noun if noun.dep_ == "ROOT" or (noun.dep_ in _SAID and noun.head.i > verb.i) else None


def _make_main(verb: Token, occasion: Token) -> None:
    """Make a verb the main one of its sentence, and the occasion a phrase of the clause in front of it."""
    noun, clause = _told_of(verb), verb.head
    if noun is None:
        return
    above = noun.head
    mark = next(child for child in verb.lefts if child.lower_ in _OF_TIME)
    label = occasion.dep_
    verb.head, verb.dep_ = (verb, "ROOT") if noun.dep_ == "ROOT" else (above, "ccomp")
    noun.head, noun.dep_ = verb, label
    mark.head, mark.dep_ = clause, "prep"
    occasion.head, occasion.dep_ = mark, "pobj"
