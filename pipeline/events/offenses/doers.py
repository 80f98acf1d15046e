"""Reads nouns that name people by what they did: "killers", "a convicted drug dealer", "gang members".

in: the text and an offense in it    out: whether it names people, and as convicted    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from spacy.tokens import Span, Token

from pipeline.events.grammar import nominals
from pipeline.events.grammar.happenings import happenings
from pipeline.events.offenses.laid import Owner
from pipeline.events.offenses.patients import TRYING
from pipeline.events.people.entity import Entity
from pipeline.schema import Mention

_NO_OFFENSE = re.compile(r"registered sex offenders?", re.IGNORECASE)
_REGISTERS = re.compile(r"\bregister\w*\s(?:\w+\s){0,4}as\s(?:an?\s)?$", re.IGNORECASE)
"""In front of "sex offender": a duty, no offense."""
_GANG_PERSON = re.compile(
    r"member|leader|associate|affiliate|banger|benefit|^(?!.*particip).*\bgangs?$", re.IGNORECASE | re.DOTALL
)
_TIES = frozenset({"tie", "link", "connection", "affiliation", "association"})
"""What one person has with a gang, in the plural: "suspected of having ties to a gang"."""
_OTHER = re.compile(r"\b(?:fellow|other)\s$", re.IGNORECASE)
_AMONG = re.compile(r"\b(?:including|among\sthem)\s(?:[\w-]+\s){0,3}$", re.IGNORECASE)
_COUNTED_AS = re.compile(
    r"\b(?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|some|several|many|most|others)\s"
    r"(?:(?:of\s(?:them|those|whom)|people|men|others)\s)?(?:are|were)\s(?:(?:identified|documented|known)\sas\s)?"
    r"(?:[\w-]+\s){0,3}$",
    re.IGNORECASE,
)
_OF_TAKEN = re.compile(r"\b(?:arrest\w*|deport\w*|remov\w+|captured|detained|apprehended)\b", re.IGNORECASE)
_CONVICTED = re.compile(r"\bconvicted\s(?:[\w-]+[\s,]{1,2}(?:and\s)?){0,3}", re.IGNORECASE)
_KNOWN = re.compile(r"(?:twice[\s-])?convicted\s", re.IGNORECASE)
_TAKING = frozenset(
    {
        "arrest",
        "deport",
        "remove",
        "capture",
        "detain",
        "apprehend",
        "nab",
        "net",
        "catch",
        "expel",
        "jail",
        "charge",
    }
)
_CONSISTING = frozenset({"be", "include", "count"})
_AWAY = frozenset({"send", "take", "get", "rid", "round", "fly", "ship"})
"""Verbs of taking away, with a word that says so: "sent home", "taken off our streets"."""
_WHITHER = frozenset({"off", "of", "out", "home", "back", "away", "up", "country", "streets"})
_WRONGLY = frozenset({"wrongly", "falsely", "mistakenly", "erroneously"})
_NEGATIONS = frozenset({"not", "never", "n't", "n’t", "no", "stop", "without"})
_AIMS = frozenset(
    {"focus", "prioritize", "vow", "promise", "pledge", "want", "aim", "plan", "target", "campaign"}
)
"""In front of a verb of taking: what is meant to be done, to nobody yet."""
_WORDS_IN_FRONT = 5
_STEPS = 10

_GANG_CHARGE = re.compile(
    r"\b(?:charge[sd]?|indicted|convict(?:ed|ions?)|guilty|counts?|sentenced|conspir\w+|wanted|warrants?|"
    r"(?:red|interpol)\snotices?|arrest(?:ed|s)?\s(?:\w+\s){0,3}?for)\b",
    re.IGNORECASE,
)
_LISTED = re.compile(r"\b(?:for|of|with|and|or),?\s$")
"""In front of "membership" as a charge: "a warrant for homicide and membership in a gang"."""
_COURTS = frozenset({"jury", "jurors", "judge", "court"})
_OF_WHAT = frozenset({"of", "with", "for", "on"})
_RACKETEERING = re.compile(r"\b(?:racketeering|RICO|participat\w+)\b", re.IGNORECASE)


def names_people(text: str, mention: Mention) -> bool:
    """Say whether the words name people by what they did: "killers", "gang members"."""
    return mention.rule.endswith(".person") or (
        mention.value in ("gang", "terrorism")
        and _GANG_PERSON.search(text[mention.start : mention.end]) is not None
    )


def is_register(text: str, mention: Mention) -> bool:
    """Say whether a duty to register is told, and no offense: "must register as a sex offender"."""
    words = text[max(0, mention.start - 60) : mention.end]
    offense = text[mention.start : mention.end]
    return _NO_OFFENSE.fullmatch(offense) is not None or (
        "offender" in offense.lower() and _REGISTERS.search(words[: -len(offense)]) is not None
    )


def are_convicted(text: str, mention: Mention) -> bool:
    """Say whether many are called convicted: "convicted murderers, rapists and"."""
    return _CONVICTED.search(text, max(0, mention.start - 30), mention.end) is not None


def are_counted_as(text: str, mention: Mention, sentence: Span) -> bool:
    """Say whether some of those taken are called so: "of those arrested, 58 are known gang members"."""
    before = text[sentence.start_char : mention.start]
    return _COUNTED_AS.search(before) is not None and _OF_TAKEN.search(before) is not None


def is_of_others(text: str, mention: Mention, span: Span, owners: Sequence[Owner]) -> bool:
    """Say whether many are named who are not the one owner: "schemes involving gang members".

    "Roe and other gang members" names him as one of them.
    """
    many = span.root.tag_ == "NNS" and names_people(text, mention) and span.root.lemma_.lower() not in _TIES
    one = len(owners) == 1 and owners[0] is not None and span.root.dep_ not in ("appos", "attr")
    if _AMONG.search(text, max(0, mention.start - 40), mention.start):
        return False  # "347 people, including nine gang members"
    return many and one and _OTHER.search(text, max(0, mention.start - 10), mention.start) is None


def describes_another(span: Span, owners: Sequence[Owner], known: Mapping[int, Entity]) -> bool:
    """Say whether a noun for a doer says who somebody is: "killed Roe, a convicted thief".

    So does "hid accused killer Roe", like a title, and "convicted drug dealer Roe of theft": of that.
    """
    noun = span.root
    if (_is_title(noun) or noun.dep_ == "appos") and _is_tried_for_more(noun.head, span):
        return True
    person = known.get(noun.head.i) if noun.dep_ == "appos" or _is_title(noun) else None
    if _is_mistaken(noun) or (len(owners) == 1 and _is_beside(noun, owners[0], known)):
        return True
    return person is not None and person not in owners


def of_title(owners: Sequence[Owner], span: Span, known: Mapping[int, Entity]) -> Sequence[Owner]:
    """Return whose title a noun for a doer is, of several: "arrested Ann Roe and accused killer Al Luna"."""
    person = known.get(span.root.head.i) if _is_title(span.root) else None
    return [person] if person is not None and person in owners else owners


def _is_tried_for_more(name: Token, span: Span) -> bool:
    """Say whether what somebody with a title is tried for stands behind: "charged Roe with theft"."""
    verb = name.head if name.dep_ == "dobj" else span[0]
    tried = name.dep_ == "dobj" or (verb.i > 0 and verb.nbor(-1).lower_ in _COURTS)
    behind = [word for node in (verb, name) for word in node.subtree if word.i > name.i]
    convicted = span[0].lower_ == "convicted" and span[0].i > verb.i  # "charged convicted rapist Roe"
    return (
        tried
        and verb.lemma_ in TRYING
        and not convicted
        and any(word.lower_ in _OF_WHAT and word.dep_ == "prep" for word in behind)
    )


def _is_title(noun: Token) -> bool:
    return noun.dep_ in ("compound", "nmod") and noun.head.pos_ == "PROPN" and noun.i < noun.head.i


def _is_beside(noun: Token, owner: Owner, known: Mapping[int, Entity]) -> bool:
    """Say whether "a thief" stands in one clause with whom it would be: "Roe testified against a thief"."""
    unsaid = any(child.lower_ in ("a", "an") for child in noun.children)
    through = noun.dep_ == "pobj" and noun.head.lower_ not in ("as", "for", "of", "by", "like")
    if not unsaid or not (through or noun.dep_ in ("dobj", "nsubj", "nsubjpass")):
        return False
    verbs = [node for node in noun.ancestors if node.pos_ in ("VERB", "AUX")]
    return any(
        known.get(child.i) is owner and child.i < noun.i and child.pos_ in ("PROPN", "PRON")
        for verb in verbs
        for child in verb.children
        if child.dep_ in ("nsubj", "nsubjpass", "dobj")
    )


def _is_mistaken(noun: Token) -> bool:
    """Say whether somebody is no such doer, or taken for one: "is not a dealer", "mistaken for a thief"."""
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    if noun.dep_ == "pobj":
        return noun.head.lower_ == "for" and verb.lower_ in ("mistaken", "mistook", "confused")
    wrong = any(child.dep_ == "neg" or child.lower_ in _WRONGLY for child in verb.children)
    return noun.dep_ in ("attr", "oprd") and wrong


def known_for(span: Span, text: str, mention: Mention) -> tuple[int, int] | None:
    """Return the place of "convicted" in front of a noun for a doer: "a convicted Mexican drug dealer"."""
    words = _KNOWN.match(text, mention.start, mention.end)
    if words is not None:
        return words.span()
    front = next((child for child in span.root.lefts if child.lower_ == "convicted"), None)
    person = front is not None and nominals.is_person_noun(span.root)
    return (front.idx, front.idx + len(front)) if person and front is not None else None


def taken(span: Span) -> bool:
    """Say whether many are named by their offenses and taken into custody or away: "arresting murderers"."""
    node = span.root
    if node.tag_ not in ("NNS", "NNPS"):
        return False
    for _ in range(_STEPS):
        head = node.head
        if head.pos_ in ("VERB", "AUX") and head.dep_ != "prep":  # "arrested 90 people, including rapists"
            words = {child.lower_ for child in head.subtree if child.i > head.i}
            away = head.lemma_.lower() in _AWAY and bool(words & _WHITHER)
            front = _in_front(head)
            if any(
                token.lower_ in _NEGATIONS or token.tag_ == "MD" or token.lemma_ in _AIMS for token in front
            ):
                return False
            if head.lemma_.lower() in _CONSISTING and _are_taken(head, node):
                return True
            return node.dep_ not in ("nsubj", "advcl") and (head.lemma_.lower() in _TAKING or away)
        if head.lemma_.lower() in happenings("taking") and node.dep_ in ("prep", "pobj"):
            return True
        if head == node or node.dep_ not in ("conj", "appos", "pobj", "prep", "nmod", "compound", "dep"):
            return False
        node = head
    return False


def _are_taken(verb: Token, noun: Token) -> bool:
    """Say whether a noun tells who those taken are: "among those arrested were", "the deported include"."""
    return any(
        child.lemma_.lower() in _TAKING | happenings("taking") and child.tag_ in ("VBN", "NNS")
        for side in verb.children
        if side is not noun and side.dep_ in ("prep", "nsubj", "pobj", "attr", "csubj")
        for child in side.subtree
    )


def _in_front(verb: Token) -> Span:
    return verb.doc[max(verb.sent.start, verb.i - _WORDS_IN_FRONT) : verb.i]


def is_only_member(text: str, mention: Mention, begin: int) -> bool:
    """Say whether a gang offense is membership said of somebody, and no charge like racketeering.

    Args:
        text: the article's text.
        mention: the offense.
        begin: character offset of its sentence.
    """
    listed = text.startswith("membership", mention.start) and _LISTED.search(text, begin, mention.start)
    if names_people(text, mention) and not listed:
        return True
    charged = _GANG_CHARGE.search(text[begin : mention.start]) is not None
    return not charged and _RACKETEERING.search(text, mention.start, mention.end) is None
