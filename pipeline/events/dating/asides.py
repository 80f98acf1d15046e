"""Which clauses of a sentence have a time of their own, apart from its date."""

from __future__ import annotations

from collections.abc import Container, Mapping, Set
from pathlib import Path

from spacy.tokens import Span, Token

from pipeline.events.assertion.verb_forms import FUTURE
from pipeline.events.dating.hours import HOUR
from pipeline.events.grammar.labels import FINITE
from pipeline.events.grammar.nominals import determiner, is_person_noun
from pipeline.events.grammar.syntax import children
from pipeline.schema import Mention
from pipeline.word_lists import word_lists

_PATH = Path(__file__).with_name("dating.toml")
_LATER, _JUDGING, _CHARGING, _SERVING, _TIMES, _LASTING = word_lists(
    _PATH, "later", "judging", "charging", "serving", "times", "lasting"
)
_HEARINGS, _PROCEEDINGS, _SAYING, _SAYING_THAT, _REACTING, _BRINGING = word_lists(
    _PATH, "hearings", "proceedings", "saying", "saying_that", "reacting", "bringing_about"
)
_LEADING, _TALKING = word_lists(_PATH, "leading", "talking")
_TO_COME = FUTURE | {"would"}
_AGREEING = frozenset({"agree", "promise", "vow", "pledge", "plan", "offer", "consent", "threaten"})
"""What is agreed to is still to come."""
_SETTLING = frozenset({"move", "immigrate", "emigrate", "migrate", "relocate", "settle", "retire"})
_LIVING = frozenset({"live", "reside", "grow", "marry", "graduate"})
"""What tells of a life, not of what was done to somebody."""
_YEAR = 4
"""Digits."""
_OF_OFFENSE = frozenset({"of", "with", "on", "for", "to", "in"})
"""Between the day of a verdict or an arrest and what it was for."""
_REASONS = frozenset({"because", "since", "although", "though", "unless", "whereas"})
"""What stands in front of a clause whose time is another: "sued on Tuesday because he was arrested"."""
_ENDING = frozenset({"end", "conclude", "cap", "close", "complete", "mark", "take"})
_ANAPHORS = frozenset({"it", "that", "this"})
_PARTS = frozenset(
    {"number", "total", "string", "series", "wave", "rash", "spate", "majority", "batch", "lot"}
)
"""Nouns of how many, which are no topics: "a wave of arrests began"."""
_PICTURES = frozenset({"video", "footage", "clip", "photo", "photograph", "image", "recording"})
_INSTEAD = (("rather", "than"), ("instead", "of"))


def has_own_time(deed: Token, verb: Token, root: Token, events: Set[str]) -> bool:
    """Say whether a deed below a verb came before or after what the verb's date, at `root`, is of.

    Args:
        deed: a trigger.
        verb: the verb above it that the date belongs to.
        root: the date's word.
        events: types of the events that the trigger reports.
    """
    return (
        comes_later(deed)
        or is_apart(deed)
        or is_next_clause(deed, verb, root)
        or tells_of_term(deed, events)
        or is_agreed_on(root, verb, deed)
        or is_occasion(root, verb, deed)
        or is_older_charge(deed, events)
        or is_to_be_faced(deed)
        or is_found_out(deed, verb, root)
        or is_what_led(deed, verb, root)
        or is_talked_of(deed, verb)
        or (deed.head == verb and is_own_sentence(deed, verb, root))
    )


def is_found_out(deed: Token, verb: Token, root: Token) -> bool:
    """Say whether a date in front is of learning or asking what is told, or of being for or against it.

    "Learned on May 4 that he was arrested"; "cheered on May 4 after hearing that she was freed"; "was there
    on May 4 to ask why he was released"; "gathered May 9 to protest the arrest".
    """
    node = deed
    while node not in (verb, node.head):
        above = node.head
        if above.lemma_ in _REACTING and above != verb:
            return True
        told = node.dep_ == "ccomp" and bool(children(node, "nsubj", "nsubjpass"))
        forms = [node, *children(node, "aux", "auxpass")]
        finite = any(form.tag_ in ("VBD", "VBZ", "VBP", "MD") for form in forms)
        done = node.tag_ == "VBN" and any(form.tag_ == "VBD" for form in forms)
        # but "found out that", "ruled that he was arrested unlawfully"
        judged = above.lemma_ in _JUDGING and not (done or children(above, "prt"))
        own = above == verb and (above.lemma_ in _SAYING | _SAYING_THAT or judged)
        if told and finite and root.i < node.left_edge.i and not own and above.lemma_ not in _BRINGING:
            return True
        node = above
    return False


def is_what_led(deed: Token, verb: Token, root: Token) -> bool:
    """Say whether a date is of what a deed followed or led to: "The arrest of Roe drew a protest Tuesday".

    Not of what it ended: "The arrest of Roe ended a manhunt on Tuesday".
    """
    told = children(verb, "nsubj")
    led = [noun for noun in children(verb, "dobj") if noun.i < root.i and noun.lower_ != "place"]
    to = any(prep.lower_ in ("to", "in") for prep in children(verb, "prep") if prep.i < root.i)
    caused = verb.lemma_ not in _ENDING if led else to and verb.lemma_ in _LEADING
    return deed.pos_ == "NOUN" and deed in told and deed.i < verb.i < root.i and caused


def is_talked_of(deed: Token, verb: Token) -> bool:
    """Say whether a deed is what others talk of: "The arrest was discussed on Tuesday", "learned of it"."""
    if deed.pos_ != "NOUN":
        return False
    up = verb.lemma_ == "come" and any(word.lower_ == "up" for word in children(verb, "prt"))
    of = deed.dep_ == "pobj" and deed.head.lower_ in ("of", "about") and deed.head.head == verb
    named = of or (deed.head == verb and deed.dep_ in ("nsubj", "nsubjpass", "dobj"))
    return named and (up or verb.lemma_ in _TALKING)


def is_own_sentence(deed: Token, verb: Token, root: Token) -> bool:
    """Say whether a colon or semicolon parts two clauses: "Roe was arrested; his wife died on Tuesday".

    What the second only goes on about is of its day: "Roe was arrested; it was on Tuesday". A date that opens
    the sentence is of both.

    Args:
        deed: a trigger.
        verb: the verb of the other clause, which the date belongs to.
        root: the date's word.
    """
    own, others = (children(word, "nsubj", "nsubjpass") for word in (deed, verb))
    between = deed.doc[min(deed.i, verb.i) : max(deed.i, verb.i)]
    apart = any(word.text in (";", ":") and word.head in (deed, verb) for word in between)
    if not (apart and own and others):
        return False
    return others[0].i < root.i and others[0].lower_ not in _ANAPHORS


def is_topic(token: Token, verb: Token) -> bool:
    """Say whether a deed is only what the subject is about: "Video of the arrest was posted on May 4"."""
    about = token.head.head
    if token.pos_ == "NOUN" and about.lemma_ in _PICTURES:
        return True  # "a video showing the arrest surfaced on May 4"
    common = about.pos_ == "NOUN" or bool(about.is_sent_start)
    held = token.pos_ == "NOUN" and token.dep_ == "pobj" and common
    part = about.lemma_ in _TIMES | _PARTS | _PROCEEDINGS or about.like_num
    return held and not part and about in children(verb, "nsubj", "nsubjpass")


def is_served(node: Token, events: Mapping[int, Set[str]]) -> bool:
    """Say whether a verb, or the sentence that it is done to, tells of time served."""
    verb = node.head if node.dep_ == "dobj" else node
    told = [verb, *children(verb, "dobj")]
    return verb.lemma_ in _SERVING and any(events.get(item.i) == {"sentence"} for item in told)


def is_awaited(verb: Token) -> bool:
    """Say whether what a verb tells of ended a wait: "was not freed until May 4", "took until May 4"."""
    return bool(children(verb, "neg")) or verb.lemma_ in _LASTING


def is_on_one_side(side: Token, date: Mention) -> bool:
    """Say whether something was over by a day, or came after it: "By May 4, he had been released".

    Of a month or a year that somebody counts up to, it is the time: "had declined 196 by February". Of what
    somebody is told to do it is the last day: "was ordered to leave the country by May 5". What happened
    before an hour of a day happened on that day.
    """
    if side.lower_ in ("before", "after"):
        return date.detail != HOUR  # "entered after September 2017"
    told = side.head.dep_ == "xcomp" and side.head.tag_ == "VB" and side.head.head.lemma_ in _TELLING
    perfect = any(aux.lower_ in ("had", "has", "have") for aux in children(side.head, "aux"))
    return side.lower_ == "by" and (perfect or told) and date.detail in ("day", "weekday")


_STAYING = frozenset({"die", "be", "speak", "say", "remain", "call", "live", "recover", "wait", "stay"})
"""Verbs of what somebody does where they have come before."""
_TELLING = frozenset({"order", "tell", "require", "instruct", "direct", "ask", "give", "allow", "agree"})
"""Verbs of who has somebody do something by a day."""


def is_aside(token: Token, verb: Token) -> bool:
    """Say whether a trigger stands in a relative clause below a verb, which has a time of its own.

    "On Friday the court upheld the conviction of Ann Roe, who is serving 25 years"; what happens "where" the
    clause leads does not, unless somebody went there to live, or died there: "died on May 4 at a hospital,
    where he was transferred from the jail".
    """
    node = token
    while node not in (verb, node.head):
        cleft = any(word.lower_ == "it" for word in children(verb, "nsubj"))
        if node.dep_ == "relcl" and cleft and node.head in children(verb, "attr"):
            return False  # "On May 4 it was deputies that arrested Roe"
        if node.dep_ == "relcl" and node.head in children(verb, "nsubj", "nsubjpass"):
            return node.head.lemma_ not in _TIMES  # "the street where he was arrested was closed on Tuesday"
        if node.dep_ == "relcl" and node.head.lemma_ not in _TIMES:  # but "May 4 was the day he was jailed"
            whence = verb.lemma_ in _STAYING and any(child.lower_ == "from" for child in node.children)
            where = any(child.lower_ == "where" for child in node.children)
            return verb.lemma_ in _SETTLING or whence or not where
        node = node.head
    return False


def is_aside_of(saying: Token, root: Token, told: Token) -> bool:
    """Say whether a verb of saying stands between a date and what is told: "Last year, she said, he"."""
    first = told.left_edge.i if told.dep_ == "ccomp" else saying.right_edge.i + 1
    inside = root.i < saying.i < min(first + 1, told.i) and (
        told.dep_ == "ccomp" or (saying.dep_ == "ccomp" and told == saying.head)
    )
    return inside and any(saying.doc[index].text == "," for index in (first - 1, first))


def is_present(verb: Token) -> bool:
    """Say whether a verb is in the present tense, by its own form or that of its auxiliary."""
    forms = [verb, *(child for child in verb.children if child.dep_ in ("aux", "auxpass"))]
    return any(form.tag_ in ("VBZ", "VBP") for form in forms)


def is_to_come(verb: Token) -> bool:
    """Say whether a verb tells of what was still to come: "and will be arraigned on Friday"."""
    return any(child.dep_ == "aux" and child.lower_ in _TO_COME for child in verb.children)


def comes_later(trigger: Token) -> bool:
    """Say whether it came after what its sentence dates: "In 2013 he shot her; he was later convicted"."""
    return any(child.dep_ == "advmod" and child.lower_ in _LATER for child in trigger.children)


def is_apart(clause: Token) -> bool:
    """Say whether a clause tells of what came before, or only after, what it hangs on.

    "Gave the photo to police in 2013 after Roe had been sentenced"; "fled on Monday before he was arrested";
    "returned in May, two years after she was deported"; "applied in 2024 but was deported".
    """
    if clause.dep_ == "conj" and any(word.lower_ == "but" for word in clause.head.children):
        between = clause.doc[clause.head.i : clause.i]
        return any(
            word.text.isdigit() and len(word) == _YEAR and word.ent_type_ == "DATE" for word in between
        )
    if clause.dep_ != "advcl":
        return False
    if any(child.lower_ == "having" for child in clause.children if child.dep_ == "aux"):
        return True  # "appeared in court on Friday, having pleaded guilty to theft"
    marks = {child.lower_ for child in clause.children if child.dep_ == "mark"}
    if marks & _REASONS:
        return True
    had = any(child.lower_ == "had" for child in clause.children if child.dep_ == "aux")
    measured = any(
        child.dep_ == "npadvmod" and child.nbor(1).lower_ in ("after", "before") for child in clause.children
    )
    return "before" in marks or ("after" in marks and (had or measured))


def is_clause_or_person(word: Token) -> bool:
    """Say whether a word between two days makes the second another's: "in May and a woman in June"."""
    another = word.ent_type_ == "PERSON" or (is_person_noun(word) and bool(children(word, "det", "nummod")))
    return word.pos_ == "VERB" or (another and word.dep_ != "pobj")


def is_agreed_on(root: Token, verb: Token, deed: Token) -> bool:
    """Say whether a date is of an agreement, and not of what it is about: "agreed Monday to extradite"."""
    return verb.lemma_ in _AGREEING and verb.i < root.i < deed.i and deed.dep_ == "xcomp"


def is_alternative(node: Token) -> bool:
    """Say whether words tell of what was not done: "rather than being handed over"."""
    start = node.left_edge.i
    return (
        node.dep_ in ("pcomp", "pobj", "conj")
        and start > 1
        and (node.doc[start - 2].lower_, node.doc[start - 1].lower_) in _INSTEAD
    )


def is_occasion(root: Token, verb: Token, deed: Token) -> bool:
    """Say whether a date is of what a deed gave occasion to, and not of the deed.

    "Imposed limits Tuesday after an officer arrested him", "spoke on Monday about the release of Roe",
    "scolded the county on Tuesday for releasing him", "admitted today that it had deported her".
    """
    if root.i > deed.i or root not in verb.subtree:
        return False
    for node in (deed, *deed.ancestors):
        if node == verb:
            return False
        if node.dep_ == "advcl" and node.head == verb and verb.pos_ == "VERB":
            marks = {child.lower_ for child in node.children if child.dep_ == "mark"}
            own = any(child.dep_ == "nsubj" for child in node.children)
            return "after" in marks and own
        if node.dep_ == "ccomp" and any(
            child.lower_ == "had" for child in node.children if child.dep_ == "aux"
        ):
            return True
        if node.dep_ in ("pobj", "pcomp"):
            of_it = node.head.lower_ == "about" or (node.head.lower_ == "for" and node.tag_ == "VBG")
            if of_it:
                return True
    return False


def is_told_before(clause: Token) -> bool:
    """Say whether a clause goes back behind a semicolon: "opened a bar in 2023; he had been jailed"."""
    had = any(child.lower_ == "had" for child in clause.children if child.dep_ == "aux")
    return had and any(child.text == ";" for child in clause.children)


def is_to_be_faced(deed: Token) -> bool:
    """Say whether charges are why somebody was moved: "was returned on Friday to face charges of theft".

    Who appears in court to face charges is charged there.
    """
    verb = deed if deed.lemma_ == "face" else deed.head
    told = verb.lemma_ == "face" and verb.tag_ == "VB" and verb.dep_ in ("advcl", "xcomp", "acl")
    return told and verb.head.lemma_ not in _HEARINGS


def is_told_after(trigger: Token, verb: Token) -> bool:
    """Say whether a deed is told behind "after" below another verb: "was in prison after being convicted"."""
    node = trigger
    while node not in (verb, node.head):
        if node.dep_ == "pcomp" and node.head.lower_ == "after":
            return True
        node = node.head
    return False


def is_ruling_on_past(verb: Token) -> bool:
    """Say whether a court finds what was done before: "ruled that deputies had no cause to arrest her".

    Not what it does by finding it: "ruled that he was not guilty", "that he be released".
    """
    found = [child for child in verb.children if child.dep_ == "ccomp"] if verb.lemma_ in _JUDGING else []
    return any(clause.tag_ == "VBD" and clause.lemma_ != "be" for clause in found)


def is_older_charge(noun: Token, events: Set[str], root: Token | None = None) -> bool:
    """Say whether charges are those made before: "moved to dismiss the charges against Roe on Friday".

    Args:
        noun: the trigger.
        events: types of the events that it reports.
        root: the date's word: "his indictment on May 4" has its own.
    """
    if root is not None and noun.lemma_ == "indictment" and root.head.head == noun:
        return False
    if events != {"charge"} or noun.pos_ != "NOUN" or noun.lemma_ == "arraignment":
        return False
    if determiner(noun) != "given":
        return False
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    return verb.pos_ == "VERB" and verb.lemma_ not in _CHARGING


def right_in_front(span: Span, events: Container[int]) -> int | None:
    """Return the verb right in front of a day: "convicted Monday of fraud", on no Monday of fraud."""
    verb = span.doc[span.start - 1] if span.start else None
    told = verb is not None and verb.i in events and verb.tag_ in ("VBN", "VBD")
    bare = all(token.pos_ in ("PROPN", "NOUN", "NUM", "ADJ", "PUNCT") for token in span)
    followed = span.end < len(span.doc) and span.doc[span.end].lower_ in _OF_OFFENSE
    return verb.i if verb is not None and told and bare and followed else None


def is_next_clause(deed: Token, verb: Token, root: Token) -> bool:
    """Say whether a deed is a clause behind the date: "granted bail in April, and the jail freed him".

    "Has lived here since 2001 and was arrested", "moved here in 2001 and was arrested" have no day of it.
    """
    subjects = [item for item in children(deed, "nsubj", "nsubjpass") if root.i < item.i]
    behind = deed.dep_ == "conj" and deed.head == verb and verb.i < root.i < deed.i
    since = root.dep_ == "pobj" and root.head.lower_ == "since"
    own = bool(subjects or children(deed, "aux", "auxpass")) or deed.tag_ in FINITE
    lasting = since and own
    return behind and (
        any(subject.pos_ != "PRON" for subject in subjects) or lasting or verb.lemma_ in _SETTLING | _LIVING
    )


def tells_of_term(deed: Token, events: Set[str]) -> bool:
    """Say whether a term served is told behind what is dated: "died in May after serving six years".

    "Came home on Sunday after 43 years in prison" tells of one, too.

    Args:
        deed: a trigger.
        events: types of the events that it reports.
    """
    held = deed.pos_ == "NOUN" and deed.dep_ == "pobj" and events == {"detention"}
    served = deed.tag_ == "VBG" and deed.lemma_ in _SERVING and events == {"sentence"}
    return served or (held and deed.head.lower_ in ("after", "following"))


def is_contrasted(verb: Token) -> bool:
    """Say whether a verb tells what was done in place of the one before: "was not charged, but was fired"."""
    contrast = any(child.lower_ == "but" for child in children(verb.head, "cc"))
    return verb.dep_ == "conj" and contrast and bool(children(verb.head, "neg"))
