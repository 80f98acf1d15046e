"""Says what else than "not" takes from a deed that it happened: it was called off, a rumor, only thought.

in: a trigger, read off the dependency tree    out: a modality and its cue; None: nothing    writes: nothing
"""

from __future__ import annotations

import re
from functools import cache, partial
from pathlib import Path

from spacy.tokens import Token

from pipeline.doc_text import text_of
from pipeline.events.assertion.deed_nouns import Doubt, doubted_noun
from pipeline.events.assertion.verb_forms import has_to, is_past
from pipeline.events.grammar.happenings import happenings
from pipeline.events.grammar.nominals import determiner, is_person_noun, lexicon
from pipeline.events.grammar.voice import children
from pipeline.word_lists import table, words

PATH = Path(__file__).with_name("doubts.toml")
_words = partial(words, PATH)


@cache
def _denying() -> re.Pattern[str]:
    return re.compile(table(PATH)["denying_subject"], re.IGNORECASE)


_MOST_JOINED = 3
"""Verbs in front of one with which it may share a "would"."""
_LEAVING_OUT = frozenset({"but", "except", "besides"})
_OR_ELSE = re.compile(r"\bif\s[^,.;]*\sor\s[^,.;]{0,40}$", re.IGNORECASE)
"""In front of a verb: a condition, and another."""


def denying_subject(verb: Token) -> Token | None:
    """Return the word with which a subject denies what is said of it: "neither Lee nor Diaz was charged"."""
    own = _subjects_of(verb)
    if not own and verb.dep_ == "conj":
        own = _subjects_of(verb.head)
    for noun in own:
        first = noun.left_edge
        words = verb.doc[first.i : noun.i + 1]
        if _denying().match(words.text) and not any(word.lower_ in _LEAVING_OUT for word in words):
            return first
    return None


def _subjects_of(verb: Token) -> list[Token]:
    return children(verb, "nsubj", "nsubjpass")


def doubt(trigger: Token) -> Doubt | None:
    """Return what keeps a deed from being told as a fact."""
    if trigger.pos_ in ("NOUN", "PROPN"):
        return doubted_noun(trigger) or _told_wrongly(trigger) or _scheduled(trigger)
    clause = trigger.head if trigger.dep_ == "conj" and trigger.head.pos_ == "VERB" else trigger
    return _perfect(trigger) or _doubted(clause) or _supposed(clause) or _rumored(clause)


def _scheduled(noun: Token) -> Doubt | None:
    """Return the verb that says that a hearing is to come: "The arraignment for Roe is now set for May 3"."""
    verb = noun.head
    own = noun.dep_ == "nsubjpass" and verb.lemma_ in _words("scheduling")
    helping = [child for child in children(verb, "aux", "auxpass") if child.i > noun.i] if own else []
    present = bool(helping) and helping[0].tag_ in ("VBZ", "VBP") and not children(verb, "neg")
    return ("planned", verb) if present else None


def is_permitted(verb: Token) -> bool:
    """Say whether a deed is what a rule permits: "the bill would let officers arrest a driver"."""
    above = verb.head
    if verb.dep_ not in ("ccomp", "xcomp") or above.lemma_ not in _words("permitting") or is_past(verb):
        return False
    named = [word for word in children(verb, "nsubj", "nsubjpass", "dobj") if word.ent_type_ == "PERSON"]
    if named and above.tag_ == "VBD":
        return False  # "the policy allowed Diaz to be released"
    own = [child for child in above.children if child.dep_ == "nsubj"]
    if own and own[-1].lower_ in ("that", "which") and above.dep_ == "relcl":
        own = [above.head]  # "a policy that only allows officers to ask after arresting a suspect"
    return bool(own) and own[-1].lemma_.lower() in _words("rules")


def _is_supposed_too(verb: Token) -> bool:
    """Say whether a verb shares another's supposition: "would have been deported and not released"."""
    head = verb
    for _ in range(_MOST_JOINED if verb.tag_ == "VBN" else 1):
        if head.dep_ != "conj" or children(head, "aux", "nsubj", "nsubjpass"):
            break
        if any(child.lower_ != "been" for child in children(head, "auxpass")):
            return False
        head = head.head  # "would have been held a day, then been sent to Texas"
    helping = {child.lower_ for child in children(head, "aux")} if head != verb else set()
    return "have" in helping and bool(helping & {"would", "could", "might", "should"})


def _is_or_else(verb: Token) -> bool:
    """Say whether a verb tells the second of two conditions: "if it finds cause or the teen is indicted"."""
    helping = [child.lower_ for child in children(verb, "auxpass")]
    before = text_of(verb.doc)[verb.sent.start_char : verb.idx]
    return helping[:1] in (["is"], ["are"]) and _OR_ELSE.search(before) is not None


def is_voted_for(verb: Token) -> bool:
    """Say whether a vote is one on a law: "the senator voted to deport them"; boards decide."""
    voting = children(verb, "nsubj", "compound") if verb.lemma_ == "vote" else []
    return bool(voting) and not any(
        word.lemma_.lower() in _words("voting") or word.pos_ in ("PRON", "NUM")
        for noun in voting
        for word in noun.subtree
    )


def is_of_anybody(verb: Token) -> bool:
    """Say whether a deed is what follows for anybody: "When an inmate is booked, ICE will lodge"."""
    if any(owner.lower_ == "or" for poss in children(verb, "poss") for owner in poss.children):
        return True  # "at the time of his or her release"
    if _is_of_a_kind(verb) or _is_of_what_may_come(verb):
        return True
    node = verb
    while node.dep_ in ("xcomp", "ccomp", "conj", "dobj", "appos"):
        node = node.head
    if node.tag_ == "VBD" or any(child.tag_ == "VBD" for child in children(node, "aux", "auxpass")):
        return False
    return any(_is_rule(clause) for clause in children(node, "advcl") if clause.i < node.i and clause != verb)


def is_begged(verb: Token, begging: frozenset[str]) -> bool:
    """Say whether others are only asked not to do it: "called on the state to not release them"."""
    return any(node.lemma_ in begging for node in (verb.head, verb.head.head) if node.i < verb.i)


def is_wished(participle: Token, wishing: frozenset[str]) -> bool:
    """Say whether somebody only wants it done: "want Diaz, 34, deported"; the tree has it describe him."""
    noun = participle.head
    bare = participle.tag_ == "VBN" and participle.dep_ == "acl" and not children(participle, "auxpass")
    return bare and noun.dep_ == "dobj" and noun.head.lemma_ in wishing and not children(noun.head, "neg")


def is_left_open(verb: Token) -> bool:
    """Say whether it is only supposed, asked or not said when: "did not say when he would be released"."""
    if _is_supposed_too(verb) or _is_or_else(verb):
        return True
    front = verb.doc[verb.left_edge.i : verb.i] if is_past(verb) else ()
    if any(word.lower_ == "either" for word in front) and any(
        child.lower_ == "or" for child in children(verb, "cc")
    ):
        return True  # "either was arrested or fled"
    marks = {child.lower_ for child in children(verb, "advmod", "mark")}
    if "whether" in marks:
        return True
    coming = any(child.tag_ == "MD" for child in children(verb, "aux"))
    above = verb.head
    if not (coming and "when" in marks) or verb.dep_ not in ("advcl", "ccomp") or above.i > verb.i:
        return False
    asked = {above.lemma_.lower(), *(child.lemma_.lower() for child in children(above, "acomp"))}
    denied = bool(children(above, "neg")) or above.lemma_ in ("decline", "refuse")
    return bool(asked & _words("asking_when")) or (denied and above.lemma_ in _words("telling_when"))


def verb_of_deed(noun: Token, light: frozenset[str]) -> Token | None:
    """Return the verb that does what a noun names: "filed a notice", "served him with a notice"."""
    if noun.pos_ not in ("NOUN", "PROPN"):
        return None
    above = noun.head
    if noun.dep_ == "pobj" and above.lower_ == "with":
        return above.head if above.head.lemma_ in _words("serving") else None
    return above if noun.dep_ == "dobj" and above.lemma_ in light | _words("serving") else None


def lacked(noun: Token) -> Token | None:
    """Return the word that denies somebody what a noun names: "does not have a criminal conviction"."""
    having = _verb_of_having(noun) if noun.pos_ == "NOUN" else None
    if having is None:
        return None
    if having.dep_ == "xcomp" and having.head.lemma_ == "deny":
        return having.head  # "denied having a criminal conviction"
    denying = children(having, "neg")
    more = bool(denying) and denying[0].nbor().lower_ in _words("more_than")
    return denying[0] if denying and not more else None


def _verb_of_having(noun: Token) -> Token | None:
    """Return the verb by which somebody has what a noun names: "has an order", "is under an order"."""
    while noun.dep_ == "conj" and noun.head.pos_ == "NOUN":
        noun = noun.head
    above = noun.head
    if noun.dep_ == "dobj":
        return above if above.lemma_ in _words("having") else None
    if noun.dep_ != "pobj" or above.lower_ not in ("under", "to"):
        return None
    be = above.head.head if above.head.lower_ == "subject" else above.head
    return be if be.lemma_ == "be" else None


def _is_of_a_kind(verb: Token) -> bool:
    """Say whether a verb tells what some are called for: "fugitives are aliens who were ordered to leave"."""
    for node in (verb, *verb.ancestors):
        be = node.head.head
        if (
            node.dep_ != "relcl"
            or node.head.dep_ != "attr"
            or be.lemma_ != "be"
            or be.tag_ not in ("VBZ", "VBP")
        ):
            continue
        named = _subjects_of(be)
        return bool(named) and all(
            noun.pos_ == "NOUN" and determiner(noun) == "bare" and not children(noun, "nummod", "acl")
            for noun in (*named, node.head)
        )
    return False


def _is_of_what_may_come(token: Token) -> bool:
    """Say whether a deed is told for what it may lead to: "an arrest on drug charges can cost a job"."""
    node = token
    while node.dep_ in ("pobj", "prep"):
        node = node.head
    happening = node.lemma_.lower() in happenings("consequence") and determiner(node) in ("new", "bare")
    being = node.tag_ == "VBG" or any(word.tag_ == "VBG" for word in children(node, "auxpass"))
    told = (node.dep_ == "nsubj" and happening) or (node.dep_ == "csubj" and being)
    return told and any(word.lower_ in _words("possibly") for word in children(node.head, "aux"))


def is_whenever(clause: Token) -> bool:
    """Say whether a clause is of every time that it happens: "when they are arrested"."""
    marks = {child.lower_ for child in children(clause, "mark", "advmod")}
    finite = [clause, *children(clause, "aux", "auxpass")]
    return bool(marks & _words("whenever")) and any(word.tag_ in ("VBZ", "VBP") for word in finite)


def _is_rule(clause: Token) -> bool:
    """Say whether a clause of time in the present tense is about anybody: "when a man is arrested"."""
    if not is_whenever(clause):
        return False
    told = [clause, *children(clause, "ccomp")]
    return any(
        is_person_noun(noun)
        and determiner(noun) == "new"
        and noun.ent_type_ != "PERSON"
        and noun.lemma_.lower() not in lexicon().acting
        for verb in told
        for noun in _subjects_of(verb)
    )


def _doubted(clause: Token) -> Doubt | None:
    """Return the doubt of a whole clause: "it is possible that", "doubts that", "is not sure that"."""
    above = clause.head
    if clause.dep_ not in ("ccomp", "xcomp", "acl", "advcl") or above.i > clause.i:
        return None
    if above.lemma_ in _words("doubting") and clause.dep_ == "ccomp" and above.pos_ == "VERB":
        return None if children(above, "neg") else (None, above)
    be = above if above.lemma_ == "be" else above.head
    called = [above, *children(be, "acomp", "attr")] if be.lemma_ == "be" else [above]
    that = clause.dep_ == "ccomp" or any(child.lower_ == "that" for child in children(clause, "mark"))
    for word in called if that else ():
        if word.lemma_.lower() in _words("open_clauses"):
            return None, word
        if word.lemma_.lower() in _words("unsure") and children(be, "neg"):
            return None, word
    return None


def _perfect(verb: Token) -> Doubt | None:
    """Return what "to have been arrested" is: said behind "is said", not done behind "was" or "ought"."""
    if verb.tag_ != "VBN" or not has_to(verb) or not any(child.lower_ == "have" for child in verb.children):
        return None
    above = verb.head
    if any(child.lower_ == "too" for child in above.children):
        return None, above  # "too ill to have been moved"
    if above.lemma_.lower() in _words("hearsay"):
        return "alleged", above
    return (None, above) if above.lemma_.lower() in _words("meant") else None


def _told_wrongly(noun: Token) -> Doubt | None:
    """Return that a deed was told in error: "wrongly reported his arrest"."""
    verb = noun.head
    if noun.dep_ not in ("dobj", "nsubjpass") or verb.lemma_ not in _words("saying"):
        return None
    return next((("negated", word) for word in verb.children if word.lower_ in _words("wrongly")), None)


def _supposed(clause: Token) -> Doubt | None:
    """Return what somebody only took to be so, or was told and is not so."""
    verb = clause.head
    if verb.lemma_ == "be" and (denied := _said_untrue(clause)) is not None:
        return denied
    if clause.dep_ not in ("ccomp", "xcomp") or verb.i > clause.i:
        return None
    asked = any(word.tag_ == "WRB" for word in children(clause, "advmod"))
    if verb.lemma_ in _words("asserting") and not asked and (unsaid := children(verb, "neg")):
        return None, unsaid[0]  # "did not say that"
    if verb.lemma_ in _words("saying"):
        wrongly = [child for child in verb.children if child.lower_ in _words("wrongly")]
        if wrongly:
            return "negated", wrongly[0]
        told = [word for noun in _subjects_of(verb) for word in children(noun, "amod")]
        if untrue := [word for word in told if word.lower_ in _words("untrue")]:
            return "negated", untrue[0]  # "a false report said that"
        if (nobody := denying_subject(verb)) is not None:
            return None, nobody  # "nobody says that"
        if (taken_back := _said_in_error(verb)) is not None:
            return taken_back
    return ("alleged", verb) if verb.lemma_ in _words("supposing") and not children(verb, "neg") else None


def _said_untrue(clause: Token) -> Doubt | None:
    """Return the denial of a whole clause: "It is not true that he was freed"; "wrong" may only judge it."""
    above = clause.head
    its = any(child.lower_ in ("it", "that") for child in children(above, "nsubj"))
    if not its or clause.i < above.i or not any(child.lower_ == "that" for child in children(clause, "mark")):
        return None
    denied = bool(children(above, "neg"))
    called = {child.lower_: child for child in children(above, "acomp")}
    for word in _words("facts") if denied else _words("falsehoods"):
        if word in called:
            return "negated", called[word]
    return None


def _said_in_error(verb: Token) -> Doubt | None:
    """Return what becomes of what was said: "was wrong when he said that", "apologized for saying that"."""
    if any(child.lower_ == "in" and _is_in_error(child) for child in verb.children):
        return "negated", verb  # "reported in error that"
    above = verb.head.head if verb.dep_ == "pcomp" else verb.head
    if verb.dep_ not in ("advcl", "pcomp", "ccomp", "xcomp"):
        return None
    if above.lemma_ in _words("erring"):
        return "negated", above
    if above.lemma_ in _words("regretting"):
        return "alleged", above
    if above.dep_ == "acomp" and verb.dep_ == "pcomp":
        above = above.head  # "was mistaken in saying that"
    if verb.dep_ == "pcomp" and above.lower_ in _words("untrue"):
        return None if children(above, "neg") else ("negated", above)
    untrue = [child for child in children(above, "acomp") if child.lower_ in _words("untrue")]
    when = verb.dep_ != "advcl" or any(child.lower_ == "when" for child in children(verb, "advmod"))
    denied = bool(children(above, "neg"))
    return ("negated", untrue[0]) if untrue and when and above.lemma_ == "be" and not denied else None


def _is_in_error(preposition: Token) -> bool:
    return any(noun.lower_ == "error" for noun in children(preposition, "pobj"))


def _rumored(clause: Token) -> Doubt | None:
    """Return that a deed was the matter of a rumor: denied where that is said to be untrue."""
    noun = clause.head
    if noun.lemma_ == "report" and noun.pos_ == "VERB":
        return None  # "police report that he was arrested"
    that = any(child.lower_ == "that" for child in children(clause, "mark"))
    if noun.lemma_.lower() in _words("showing") and clause.dep_ in ("acl", "ccomp", "relcl"):
        none = [word for word in children(noun, "det") if word.lower_ == "no"]
        return (None, none[0]) if none else None  # "there is no record that"
    if (
        clause.dep_ not in ("acl", "ccomp", "relcl")
        or not that
        or noun.lemma_.lower() not in _words("rumors") | _words("statements")
    ):
        return None
    verb = noun.head
    if noun.dep_ in ("dobj", "nsubjpass") and verb.lemma_ in _words("refuting"):
        return "negated", verb
    if noun.dep_ in ("nsubj", "nsubjpass"):
        behind = verb.doc[max(clause.right_edge.i, verb.i) : verb.sent.end][:8]
        untrue = [word for word in behind if word.lower_ in _words("untrue")]
        denied = any(child.dep_ == "neg" for child in verb.children)
        if untrue and not denied:
            return "negated", untrue[0]
        if denied and any(word.lower_ in ("true", "accurate", "correct") for word in behind):
            return "negated", verb
    return ("alleged", noun) if noun.lemma_.lower() in _words("rumors") else None
