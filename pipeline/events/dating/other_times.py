"""Which dates beside an event are not its own: those of a deed, of a noun, of what was said.

"Charged with robbing a bank on May 3"; "the 2001 killing"; "a spokeswoman said Monday".
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Set
from pathlib import Path

from spacy.tokens import Span, Token

from pipeline.event_types import LAID
from pipeline.events.dating.asides import is_aside_of, is_present, is_ruling_on_past
from pipeline.events.dating.right_behind import BEHIND
from pipeline.events.grammar.syntax import children, text_of
from pipeline.schema import Mention
from pipeline.word_lists import word_lists

_PATH = Path(__file__).with_name("dating.toml")
_PROCEEDINGS, _DEEDS, _FINDS, _RULINGS, _TIMES, _PAPERS, _INTENTS, _COURT_DAYS, _SOON = word_lists(
    _PATH, "proceedings", "deeds", "finds", "rulings", "times", "laying", "intents", "court_days", "soon"
)
_SAYING, _SAYING_THAT, _REACTING, _OBTAINING, _RECORDS = word_lists(
    _PATH, "saying", "saying_that", "reacting", "obtaining", "records"
)
_TO_OFFENSE = frozenset({"of", "to"})
ADMITTING = frozenset({"admit", "acknowledge"})
"""What is admitted happened earlier."""
_ROWS = frozenset({"string", "series", "spate", "spree", "wave", "rash", "pair", "number", "slew"})
"""What several deeds are: "charged in connection with a string of robberies in January"."""
_DRIVING = frozenset({"influence", "license", "licence", "intoxication"})
"""What an offense's name goes on with: "driving under the influence"."""
_LONG = frozenset({"day", "week", "month", "year", "decade"})
"""What stands in front of "after" where the same day, or another, is meant."""
POINTS = frozenset({"day", "month", "year", "season"})
"""Kinds of dates that may be counted up."""
ON_THE_DAY = frozenset({"today", "yesterday", "tonight"})
"""Days told from that of the report."""
_STANDING = frozenset({"charge", "face", "accuse", "indict"})
_OUT_OF = re.compile(r"\bfrom the (?:United States|U\.S\.|country)")
_TO_LAND = re.compile(r", (?:back )?to [A-Z]\w+(?: [A-Z]\w+){0,2},? (?:on |in |late |early )?\Z")
_LAND = 60
"""Characters in which the country in front of a day is looked for."""
_YEAR = 4
"""Digits."""
_BESIDE = 3
"""Tokens between "is charged" and a day of its own."""


def sent_away(span: Span, date: Mention, events: Mapping[int, Set[str]]) -> int | None:
    """Return the removal before a clause set off by commas: "deported Roe, who was ill, to Peru on May 3".

    Args:
        span: the date's words.
        date: the date.
        events: by index of a trigger's token, the types of the events it reports.
    """
    doc = span.doc
    if _TO_LAND.search(text_of(doc), max(0, date.start - _LAND), date.start) is None:
        return None
    start = span.root.sent.start
    told = [index for index in sorted(events) if start <= index < span.start and "removal" in events[index]]
    clause = any(word.dep_ == "relcl" for word in doc[told[-1] : span.start]) if told else False
    return told[-1] if clause else None


def removal_above(node: Token, date: Mention, events: Mapping[int, Set[str]]) -> int | None:
    """Return the removal of somebody whom a trigger describes: "removed a convict from the country"."""
    between = text_of(node.doc)[node.idx : max(date.start, node.idx)]
    if "removal" in events[node.i] or _OUT_OF.search(between) is None:
        return None
    return next((item.i for item in node.ancestors if "removal" in events.get(item.i, ())), None)


def is_of_deed(root: Token, verb: Token, date: Mention, events: Set[str], named: bool) -> bool:
    """Say whether a date is that of the deed told between it and the verb.

    "Charged with robbing a bank on May 3"; "convicted of theft in the slaying of a man in 2006"; "sentenced
    for the murder of a clerk in 2016"; "is charged in the shooting of a woman this month".

    Args:
        root: the date's word.
        verb: the trigger.
        date: the date.
        events: types of the events that the trigger reports.
        named: whether what stands between names an offense and tells no deed.
    """
    if not events & LAID:
        return False
    if "charge" in events and _stands(verb, root):
        return True
    between = verb.doc[verb.i + 1 : max(verb.i + 1, root.i)]
    if verb.dep_ == "acl" and verb.tag_ == "VBN" and "charge" in events and any(map(_is_told_deed, between)):
        return True  # "The men charged in the shooting over the weekend were held": no news of the charge
    if date.detail == "relative" and _is_of_long(root) and _is_perfect(verb):
        # "has been charged over a robbery in Reno last month": when it was, no perfect says
        return verb.i < root.i and any(word.lemma_ in _DEEDS and word.dep_ == "pobj" for word in between)
    if date.detail not in POINTS:
        return False
    if _leads_deed(root):
        return True
    if verb.lemma_ in ADMITTING and verb.i < root.i:
        return True
    if any(_is_told_deed(word) or _is_done(word) for word in between):
        return True
    return not named and any(
        prep.lower_ in ("for", "with", "of", "to")
        and any(deed.dep_ == "pcomp" and deed.i < root.i for deed in prep.children)
        and (date.detail == "day" or prep.lower_ == "for")
        for prep in (*verb.children, *(child for item in verb.children for child in item.children))
        if prep.dep_ == "prep" and verb.i < prep.i < root.i
    )


def _leads_deed(root: Token) -> bool:
    """Say whether a year, parsed as a noun, stands in front of its deed: "in the 2018 stabbing death"."""
    doc, index = root.doc, root.i + 1
    if root.tag_ != "CD" or not any(child.lower_ == "the" for child in root.children):
        return False
    while index < len(doc) and doc[index].tag_ in ("VBG", "JJ", "NN") and doc[index].lemma_ not in _DEEDS:
        index += 1
    return index < len(doc) and doc[index].lemma_ in _DEEDS and index > root.i


def _is_of_long(root: Token) -> bool:
    return root.lemma_.lower() in ("month", "year")


def _is_perfect(verb: Token) -> bool:
    return any(child.lower_ in ("has", "have") for child in verb.children if child.dep_ == "aux")


def is_behind_deed(root: Token, verb: Token, events: Set[str]) -> bool:
    """Say whether a deed is told between a judgment and a date that hangs on something else.

    "Convicted of murder and attempted murder in the slaying of a man in 2006".

    Args:
        root: the date's word.
        verb: the trigger.
        events: types of the events that the trigger reports.
    """
    if verb.pos_ != "VERB" or not events & LAID:
        return False  # "has a prior conviction for a robbery in 2006"
    return any(map(_is_told_deed, verb.doc[verb.i + 1 : max(verb.i + 1, root.i)]))


def _stands(verb: Token, root: Token) -> bool:
    """Say whether a charge is told as a state, which no day begins: "is charged", "faces charges"."""
    perfect = any(child.lower_ in ("has", "have") for child in verb.children)
    if verb.lemma_ not in _STANDING or verb.pos_ not in ("VERB", "AUX") or perfect or not is_present(verb):
        return False
    between = verb.doc[verb.i + 1 : max(verb.i + 1, root.i)]
    if any(word.lemma_ in _COURT_DAYS for word in between):
        return True  # "faces a hearing Friday on charges of theft"
    laid = any(word.lemma_ in _PAPERS for word in between)
    return verb.i + _BESIDE < root.i and root.lower_ not in ON_THE_DAY and not laid


def _is_told_deed(word: Token) -> bool:
    if word.lemma_ in _DEEDS and word.dep_ == "dobj" and word.head.lower_ == "following":
        return True
    if word.lemma_ not in _DEEDS or word.dep_ != "pobj":
        return False
    row = word.head.head if word.head.lower_ == "of" else word
    if row.lemma_ in _ROWS and row.dep_ == "pobj":
        return row.head.lower_ in BEHIND | {"in", "over", "with", "for", "to", "from"}
    if word.head.lower_ in ("after", "following"):
        return True
    told = any(child.dep_ in ("det", "poss") for child in word.children)
    of_whom = any(child.lower_ == "of" for child in word.children)
    laid = word.head.lower_ in ("for", "to") or (word.head.lower_ == "with" and of_whom)
    return word.head.lower_ in ("in", "over") or (laid and told)


def _is_done(word: Token) -> bool:
    """Say whether a headline's word, whose tag is unsure, tells of a deed: "for Killing Aunt in 2016"."""
    return (
        word.i > 0
        and word.lower_.endswith("ing")
        and word.nbor(-1).lower_ == "for"
        and word.text[0].isupper()
    )


def is_within_offense(verb: Token) -> bool:
    """Say whether a verb is part of an offense's name: "intent to distribute", "conspiracy to defraud".

    Or all of it: "convicted of shoplifting in 2016", "pleaded guilty to promoting prostitution on May 3".
    """
    named = verb.dep_ == "acl" and verb.head.i == verb.i - 1 and verb.head.dep_ == "pobj"  # "of drug dealing"
    above = verb.head.head if named else verb.head
    if verb.tag_ == "VBG" and (named or verb.dep_ in ("pcomp", "pobj")) and above.lower_ in _TO_OFFENSE:
        held = [child for child in verb.children if child.dep_ not in ("punct", "npadvmod", "cc", "amod")]
        held = [child for child in held if not _is_bare_object(child)]
        return all(child.dep_ == "prep" for child in held) and all(
            _is_date(noun) or (noun.lower_ in _DRIVING and above.head.pos_ in ("VERB", "ADJ"))
            for child in held
            for noun in child.children
        )
    if verb.tag_ != "VB":
        return False
    if verb.dep_ == "pobj":
        return verb.head.lower_ in _TO_OFFENSE  # "pleaded guilty to robbery": parsed as a verb
    if verb.dep_ == "conj":
        return is_within_offense(verb.head)
    return verb.dep_ == "acl" and verb.head.lemma_ in _INTENTS


def _is_bare_object(noun: Token) -> bool:
    """Say whether an object names no deed but an offense: "promoting prostitution", "resisting arrest"."""
    return noun.dep_ == "dobj" and noun.tag_ == "NN" and not list(noun.children)


def _is_date(noun: Token) -> bool:
    year = noun.tag_ == "CD" and len(noun) == _YEAR and noun.text.startswith(("19", "20"))
    return noun.ent_type_ == "DATE" or year  # the recogniser takes many a year for a number


def is_of_noun(root: Token, below: Token, noun: Token) -> bool:
    """Say whether a date is a noun's own: "the 2001 killing", "held in the death of a woman this month".

    Args:
        root: the date's word.
        below: the word right below the noun on the way to the date.
        noun: the noun.
    """
    if root.lower_ in ON_THE_DAY and noun.pos_ == "PROPN":
        return False  # "At Leeds Crown Court yesterday Roe was jailed": parsed as part of the name
    edge = root.left_edge.i
    while edge and root.doc[edge - 1].head == noun and root.doc[edge - 1].dep_ == "nmod":
        edge -= 1  # "May 7 agents": both words parsed as theirs
    front = root.doc[edge - 1] if edge else root
    if front.dep_ == "prep" and front.head == noun.head and not children(front, "pobj"):
        return False  # "On May 7 deputies arrested him": parsed as if they were May's deputies
    if below == root and root.i < noun.i and noun.lemma_ not in _PROCEEDINGS:
        return root.dep_ in ("amod", "nummod", "compound", "nmod", "poss")
    if root.dep_ == "pobj" and root.head.lower_ == "of" and root.head.head == noun:
        return noun.lemma_ not in _TIMES | _PROCEEDINGS  # "the war of the 1990s"
    if noun.dep_ == "pobj" and noun.head.lower_ == "since":
        return True  # "since its founding in 2007, the squad has arrested 300 people"
    if noun.lemma_ in _RULINGS and noun.dep_ == "pobj" and noun.head.lower_ in ("despite", "defying"):
        return True  # "was deported despite a judge's order in February"
    if noun.lemma_ in _FINDS and noun.dep_ == "pobj" and noun.head.lower_ in BEHIND:
        return True
    return (
        noun.lemma_ in _DEEDS and noun.dep_ == "pobj" and noun.head.lower_ in ("in", "with", "over", "from")
    )


def met_while(verb: Token, events: Container[int]) -> int | None:
    """Return the deed done in what goes on: "arrested Roe, who was taking a child to school Tuesday"."""
    going_on = verb.tag_ == "VBG" and any(child.lower_ in ("was", "were") for child in verb.children)
    met = verb.head.head
    held = verb.dep_ == "relcl" and verb.head.dep_ in ("dobj", "nsubjpass") and met.pos_ == "VERB"
    return met.i if going_on and held and met.i in events else None


def soon_after(root: Token, events: Mapping[int, Set[str]]) -> int | None:
    """Return the arrest made within hours of a deed of some day: "shortly after Tuesday's robbery".

    Args:
        root: the date's word.
        events: by index of a trigger's token, the types of the events it reports.
    """
    after = _after(root)
    if after is None or after.head.i not in events or "arrest" not in events[after.head.i]:
        return None
    return after.head.i if after.nbor(-1).lemma_.lower() in _SOON else None


def is_long_after(root: Token) -> bool:
    """Say whether a date is of what came long before: "arrested two years after the fire in 2019"."""
    after = _after(root)
    return after is not None and after.nbor(-1).lemma_.lower() in _LONG


def long_before(root: Token, events: Container[int]) -> int | None:
    """Return what a story goes on from long after: "arrested two years after his release in 2019"."""
    after = _after(root)
    told = children(after, "pobj") if after is not None else []
    return next((noun.i for noun in told if noun.i in events), None)


def _after(root: Token) -> Token | None:
    """Return the "after" of the noun that a date belongs to: "an hour after the shooting on Wednesday"."""
    if root.lower_ == "after":
        return None  # "two days after that": its own
    node = root
    while node.dep_ in ("pobj", "prep", "poss", "npadvmod", "compound", "nmod", "amod") and node.head != node:
        behind = node == root or (node.dep_ == "prep" and node.lower_ in ("of", "in", "on")) or node.pos_ in (
            "NOUN",
            "PROPN",
        )  # fmt: skip
        if node.lower_ == "after" and node.dep_ == "prep":
            return node if node.i > 0 and root.head != node else None
        if not behind:
            return None
        node = node.head
    return None


def is_reported(root: Token, verb: Token, events: Container[int]) -> bool:
    """Say whether a date is the day on which something was said, found, published or taken ill.

    "He was arrested, a spokeswoman said Monday"; "the senator condemned on Tuesday the release of Roe";
    "records obtained this week show that he was charged".

    Args:
        root: the date's word.
        verb: a word above it.
        events: indices of the triggers.
    """
    said = verb.lemma_ in _SAYING or (verb.lemma_ in _SAYING_THAT and bool(children(verb, "ccomp")))
    if (said or is_ruling_on_past(verb)) and is_of_saying(root, verb):
        return not _goes_on_then(root, verb)
    if verb.lemma_ in _REACTING:
        return any(below.i in events for below in verb.subtree)
    of_what = [verb.head] if verb.dep_ == "acl" else children(verb, "nsubj", "nsubjpass")
    return verb.lemma_ in _OBTAINING and any(noun.lemma_ in _RECORDS for noun in of_what)


def _goes_on_then(root: Token, verb: Token) -> bool:
    """Say whether something went on when it was said: "In May, ICE said it was holding 184 people"."""
    in_front = root.dep_ == "pobj" and root.head.lower_ == "in" and root.i < verb.i
    return in_front and any(
        clause.tag_ == "VBG" and any(aux.lower_ in ("was", "were") for aux in children(clause, "aux"))
        for clause in children(verb, "ccomp")
    )


def is_of_apposition(noun: Token, below: Token) -> bool:
    """Say whether a date says when somebody was what an apposition calls him.

    "Roe, a resident since 1989, was arrested"; "Roe, elected sheriff in 2018, was charged".

    Args:
        noun: a word above the date.
        below: the word right below it on the way to the date.
    """
    if noun.dep_ != "appos" or below.dep_ != "prep":
        return False
    made = any(child.dep_ == "amod" and child.tag_ == "VBN" for child in noun.children)
    return below.lower_ in ("since", "as") or (below.lower_ == "in" and made and below.nbor(-1).text != ",")


def is_of_speaker(root: Token, below: Token) -> bool:
    """Say whether a date tells of the subject of another clause: "His wife, in tears on Tuesday, said"."""
    between = root.doc[below.i : root.i]
    apart = below.dep_ in ("nsubj", "nsubjpass") and any(word.text == "," for word in between)
    return apart and below not in (root, root.head, root.head.head)


def is_of_saying(root: Token, verb: Token) -> bool:
    """Say whether a date, by its word, is the day on which a verb of saying was said."""
    speakers = [child for child in verb.children if child.dep_ == "nsubj"]
    if verb.tag_ in ("VBP", "VBZ") and root.i < verb.i:
        return False  # "On Monday, police say, they arrested him"
    if any(root in speaker.subtree for speaker in speakers) and root.head.lower_ == "on":
        return root.i == verb.i - 1  # "the department on Sunday said": parsed as the department's
    if not any(
        child == root or root in child.subtree
        for child in verb.children
        if child.dep_ in ("npadvmod", "prep")
    ):
        return False
    told = [child for child in verb.children if child.dep_ == "ccomp"]
    told = told or [verb.head for _ in range(verb.dep_ == "advcl" and verb.head.i < root.i)]
    # "He was arrested Friday, police said": what stands in front of the speaker is of the story.
    between = told and speakers and told[0].i < root.i < speakers[0].left_edge.i < verb.i
    # "Last year, she told the board, the jail received 40": the saying stands between commas.
    return not (between or is_aside_of(verb, root, told[0] if told else verb.head))
