"""Tells what a charge came of from what is charged: "perjury in connection with a shooting".

in: an offense before it is laid, or offenses laid    out: whether it is charged itself    writes: nothing

What the words in front of an offense say is asked before it is laid to anybody; whether it only stands
behind another of one person and status, when all are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Span, Token

from pipeline.events.grammar import nominals
from pipeline.events.grammar.syntax import text_of
from pipeline.events.offenses.laid import Laid, TriggerReport
from pipeline.events.offenses.statuses import StatusCue
from pipeline.events.people.entity import Entity
from pipeline.ontology import ontology
from pipeline.schema import Mention

_OCCASION = re.compile(
    r"\b(?:investigat\w+|inquir(?:y|ies)|probes?|(?:aris|stemm)ing\s(?:from|out\sof)|retaliation|trial\sof|"
    r"(?<!leaving\sthe\s)(?<!at\sthe\s)scene\sof|used\s(?:to|in|during|by)|"
    r"in\sorder|so\s(?:that\s)?(?:he|she|they)\s(?:could|would|might))\b",
    re.IGNORECASE,
)
"""Between two offenses: the second is only what led to the charge of the first, or what it was done for."""
_INQUIRY = re.compile(r"\s(?:investigations?|inquir(?:y|ies)|probes?)\b", re.IGNORECASE)
_OF_ONE = re.compile(r"^\s(?:of|against|from)\s(?:an?|the|another)\s(?:\w+\s){0,2}$", re.IGNORECASE)
_BEFORE = re.compile(r"\b(?:after|before)\s(?:\w+\s)?$", re.IGNORECASE)
"""Between two offenses: the second, a deed, is told and no part of the charge."""
_CLAUSE = re.compile(r"\b(?:as|that|because|which)\b", re.IGNORECASE)
"""What begins another clause behind an arrest."""
_INTO = re.compile(r"\b(?:investigations?|inquir(?:y|ies)|probes?)\s(?:into|of)\s[^,;]*$", re.IGNORECASE)
_CAME_OF = re.compile(
    r"(?:\s(?!and\b|or\b|in\b)[\w’'-]+){0,4}?,?\s"
    r"(?:in|over|after|amid|during|following|(?:related|connected|tied|linked)\sto|(?:stemming|arising)\sfrom)\s"
    r"(?:(?:connection|relation)\s(?:with|to)\s)?"
    r"(?:the|an?|his|her|their|that|this|last|[\w.’'-]+['’]s)\s(?:(?!and\b|or\b|to\b|with\b)[\w’'-]+\s){0,5}?|"
    r"(?:\s(?!and\b|or\b|in\b)[\w’'-]+){0,2}?,?\sfor\s(?:(?:his|her|their)\s)?alleged(?:ly)?\s(?:[\w-]+\s)?"
)
"""Between a charge and the deed behind it that it came of."""
_JOINED = re.compile(r",?\s(?:(?:and|or)\s)?(?:(?:the|an?|subsequent|attempted)\s)?")
_USED_IN = re.compile(
    r"\b(?:guns?|weapons?|firearms?|rifles?|pistols?|handguns?|kni(?:fe|ves)|vehicles?|cars?|trucks?|suvs?)\s"
    r"(?:(?:that|which)\s)?(?:(?:was|were|had\sbeen)\s)?(?:later\s|allegedly\s)?(?:involved|used|fired)\s"
    r"(?:in|during)(?:\s(?!and\b|or\b)[\w’'.-]+){1,12}$",
    re.IGNORECASE,
)
_FINDING = frozenset({"recover", "find", "return", "seize", "discover", "locate"})
_CONNECTED = re.compile(
    r"(?:\s(?!(?:charge|count)s?\b)[\w’'.,-]+){0,8}?\sin\s(?:connection|relation)\s(?:with|to)"
    r"(?:\s(?!(?:charge|count)s?\b|and\s(?:with|on|for)\b)[\w’'.,-]+){0,15}?\s",
    re.IGNORECASE,
)
"""Between an arrest or charge and a deed: what it is for, it does not say."""
_MORE = re.compile(r"\b(?:also|additional(?:ly)?|other|separate(?:ly)?|unrelated)\b", re.IGNORECASE)
_NEAR = 40
_DRUG_CASE = re.compile(
    r"\b(?:drugs?|narcotics?|fentanyl|cocaine|heroin|meth\w*|firearms?)\s(?:and\s\w+\s|-?related\s)?"
    r"(?:charges?|offen[cs]es?|counts?|crimes?|cases?|violations?)\Z",
    re.IGNORECASE,
)
"""An offense named by no more than what it was about."""
_BARE = re.compile(
    r"(?:(?:an?|the|his|her)\s)?(?:(?:federal|state|criminal|serious)\s)*felony\sconvictions?", re.IGNORECASE
)
_INQUIRER = re.compile(
    r"\s(?:investigators?|detectives?|experts?|survivors?|squads?|bureaus?|counsel(?:l)?ors?|reporters?)\b",
    re.IGNORECASE,
)
"""Behind an offense that somebody has to do with by calling."""
_REPORTING = frozenset({"report", "investigate", "probe", "witness", "respond", "solve"})
"""Verbs of what is done about another's offense."""
_SUFFERED = re.compile(
    r"\b(?:(?:victims?|survivors?)\s(?:of|in)|(?:witness(?:es)?|bystanders?)\s(?:to|in|of)"
    r"|(?:was|were|been|being|be)\s(?:\w+ly\s)?subjected\sto)\s"
    r"(?:(?:an?|the|alleged|severe|repeated|brutal|vicious|savage|physical|sexual|constant|regular)\s)*$",
    re.IGNORECASE,
)
_SET_OFF = re.compile(
    r"\b(?:triggered|sparked|ignited|unleashed|provoked|prompted|(?:set|touched)\soff)\s(?!by\b)(?:[\w-]+\s){0,3}$",
    re.IGNORECASE,
)
"""In front of what others did upon it: "his death triggered rioting"."""
_COMPLAINED = re.compile(
    r"\b(?:fil|lodg|brought|bring)(?:e[sd]?|ing)?\s(?:an?\s)?(?:\w+\s)?(?:charges?|complaints?)\s(?:of|alleging)\s$",
    re.IGNORECASE,
)
_WITH_BODY = re.compile(
    r"[^.;]{0,40}?\bwith\s(?:the\s)?(?:[A-Z][\w.]*\s|U\.S\.\s){0,4}?(?:Equal\sEmployment|EEOC|Commission|NLRB"
    r"|Labor|Human\sRights|Civil\sRights|Title\sIX|HR|human\sresources)\b"
)
"""In front of an offense and behind it: who complains of it to a board that tries nobody."""
_AIDED = re.compile(
    r"\b(?:aid|help|assist|cooperat|lead|led|head|overs[ae][wei]|supervis|demand|urg|welcom|push|call|clos|review|follow|"
    r"cover|conduct|join)\w*\s(?:in\s|with\s|for\s)?(?:(?:an?|the|that|their)\s)?(?:[\w-]+\s){0,2}?"
    r"(?:investigations?|inquir(?:y|ies)|probes?)\s(?:of|into)\s(?:[\w’'-]+\s){0,4}?$",
    re.IGNORECASE,
)
"""In front of an offense: somebody only had to do with the inquiry into it."""
_ATTENDED = re.compile(
    r"\b(?:(?:attend|miss|watch|cover|film)(?:ed|s|ing)?|(?:seen|observed|spotted|present|photographed)\sat|"
    r"(?:jurors?|spectators?|witness(?:es)?|reporters?|translators?|interpreters?)\s(?:in|at|on|for)|"
    r"(?:took\spart|participated|helped|assisted)\s(?:in|with))\s"
    r"(?:(?:the|an?)\s)?(?:\w+\s)?$",
    re.IGNORECASE,
)
_TOLD_ABOUT = re.compile(
    r"\b(?:(?:lie[sd]?|lying|testif(?:y|ied|ies|ying)|false(?:ly)?\s(?:\w+\s){0,2}"
    r"(?:reports?|statements?|testimony|information|accounts?|alibis?|claims?)|perjury\sin\s(?:\w+\s)?testimony)\s"
    r"(?:to\s(?:(?:the|an?)\s)?[\w-]+\s(?:and\s[\w-]+\s)?)?(?:about|on|of|regarding|concerning|in)|"
    r"(?:destroy|hid|hide|hiding|conceal|tamper|withh[oe]ld|burn|delet|plant|fabricat)\w*\s(?:with\s)?(?:\w+\s)?"
    r"evidence\s(?:of|in|from|about)|"
    r"(?:cover(?:ed|ing|s)?\sup|conceal(?:ed|ing|s)?|cover-?up\sof))\s(?:the|an?|his|her|their)\s(?:[\w-]+\s)?$",
    re.IGNORECASE,
)
"""In front of an offense: another was to lie about it or to hide it."""
_TRIAL = re.compile(
    r"\s(?:(?:re)?trial|hearing|case|investigation|inquiry|probe|search|manhunt)s?\b", re.IGNORECASE
)
"""With the line above: who attended a murder trial, or sat in one as a juror, is charged with nothing."""
_WORD = re.compile(r"\S+\s")
_OPENING = 2
"""Words with which a deed may begin that say how it belongs: "in the death of a clerk"."""


_DURING = re.compile(r"\bduring\s(?:an?|the|his|her|their)\s(?:[\w-]+\s){0,2}$")
"""In front of an offense: on what occasion another was committed."""


def is_occasion(
    doc: Doc,
    mention: Mention,
    governor: TriggerReport | None,
    cue: StatusCue | None,
    offenses: Sequence[Mention],
) -> bool:
    """Say whether it is only what another charge came out of: "lying in an inquiry into an assault".

    Args:
        doc: the parsed text.
        mention: the offense.
        governor: the trigger that governs it.
        cue: the cue beside it.
        offenses: all of the article, in text order.
    """
    text = text_of(doc)
    ends = ([governor.cue()[1]] if governor is not None else []) + ([cue.end] if cue is not None else [])
    own = [item for item in offenses if ends and min(ends) <= item.start < item.end <= mention.start]
    if not own:
        return False
    if _DURING.search(text, own[-1].end, mention.start):
        return True  # "sentenced for shooting an officer during a burglary"
    if text.endswith("disturbance", mention.start, mention.end):
        return True  # "killing an officer who came to look into a domestic disturbance"
    between = text[max(item.end for item in own) : mention.start]
    words = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    if words is not None and nominals.is_person_noun(words.root) and _OF_ONE.search(between):
        return True  # "violating the rights of a drug trafficker"
    return (
        _OCCASION.search(between) is not None
        or _INQUIRY.match(text, mention.end) is not None
        or (mention.detail.startswith("act") and _BEFORE.search(between) is not None)
        or (len(own) > 1 and _OCCASION.search(text, own[0].end, mention.start) is not None)
    )


def is_looked_into(text: str, mention: Mention, governor: TriggerReport | None) -> bool:
    """Say whether only an inquiry is told of: "sentenced, ending an investigation into theft".

    Also "arrested him as a judge demanded data for a theft investigation".
    """
    if governor is None:
        return False
    if governor.event == "arrest" and _INQUIRY.match(text, mention.end):
        return _CLAUSE.search(text, governor.cue()[1], mention.start) is not None
    if governor.event not in ("sentence", "conviction"):
        return False
    return _INTO.search(text, governor.cue()[1], mention.start) is not None


def is_threatened(mention: Mention, verb: Token) -> bool:
    """Say whether a deed is only threatened: who "threatened to kill an officer" killed nobody."""
    node = verb
    while node.dep_ == "conj":
        node = node.head
    threatened = node.dep_ == "xcomp" and node.head.lemma_ in ("threaten", "vow")
    return threatened and verb.pos_ == "VERB" and mention.value != "threats"


def is_suffered(text: str, start: int, mention: Mention) -> bool:
    """Say whether an offense is told of as one that somebody suffered or saw: "a victim of an assault".

    So is one whose trial somebody attended, or was a juror in, and one that somebody lied about or hid; and
    what somebody is by calling ("a fraud investigator").
    """
    if _INQUIRER.match(text, mention.end):
        return True
    head = min(mention.start + len("the "), mention.end)
    if _TOLD_ABOUT.search(text, start, mention.start) or _TOLD_ABOUT.search(text, start, head):
        return True  # "convicted of filing a false report about the killing"
    if _SET_OFF.search(text, start, mention.start):
        return True
    if _AIDED.search(text, start, mention.start):
        return True  # "a grandfather who aided the investigation of his daughter's murder"
    if _COMPLAINED.search(text, start, mention.start) and _WITH_BODY.match(text, mention.start):
        return True  # "filed a charge of discrimination with the commission"
    attended = _TRIAL.match(text, mention.end) and _ATTENDED.search(text, start, mention.start)
    return attended is not None or _SUFFERED.search(text, start, mention.start) is not None


def is_of_weapon(text: str, start: int, mention: Mention) -> bool:
    """Say whether only a weapon or vehicle is told to have been in it: "bought a gun used in the shooting".

    Args:
        text: the text.
        start: where the sentence begins.
        mention: the offense.
    """
    return _USED_IN.search(text, start, mention.end) is not None


def is_thing(mention: Mention, span: Span) -> bool:
    """Say whether what is told is that something stolen was found: "the stolen money was recovered".

    Or that somebody had to do with it: "killed her to stop her from reporting a theft".
    """
    if _is_reported(span.root):
        return True
    thing = mention.detail.startswith("act") and span.root.pos_ in ("NOUN", "PROPN")
    stolen = any(token.lower_ == "stolen" and token.dep_ == "amod" for token in span)
    node = span.root
    while node.dep_ == "conj":
        node = node.head
    found = node.dep_ in ("nsubjpass", "dobj", "nsubj") and node.head.lemma_ in _FINDING
    behind = node.dep_ == "pobj" and node.head.lower_ == "behind"  # "stopped behind a stolen truck"
    return stolen and (behind or (thing and found))


def _is_reported(offense: Token) -> bool:
    """Say whether somebody reports an offense or looks into it: "hit an officer responding to a robbery"."""
    verb = offense.head.head if offense.dep_ == "pobj" else offense.head
    held = offense.dep_ == "dobj" or (offense.dep_ == "pobj" and offense.head.lower_ in ("to", "on"))
    return held and verb.lemma_ in _REPORTING and verb.tag_ in ("VBG", "VB") and verb.i < offense.i


def without_connected(laid: Sequence[Laid], text: str) -> list[Laid]:
    """Leave out what somebody was taken "in connection with" where the charges are named.

    "Arrested in connection with a fatal shooting ... is charged with having a gun": with no killing.
    """

    def is_connected(item: Laid) -> bool:
        between = text[item.cue[1] : item.mention.start] if item.cue is not None else ""
        return item.status in ("arrested", "charged") and _CONNECTED.fullmatch(between) is not None

    def is_named(item: Laid) -> bool:
        start = item.cue[0] if item.cue is not None else item.mention.start
        more = _MORE.search(text, max(0, start - _NEAR), item.mention.start)
        return item.status in ("charged", "convicted") and not item.prior and more is None

    connected = [is_connected(item) for item in laid]
    named = {
        id(item.owner)
        for item, apart in zip(laid, connected, strict=True)
        if isinstance(item.owner, Entity) and not apart and is_named(item)
    }
    return [
        item for item, apart in zip(laid, connected, strict=True) if not apart or id(item.owner) not in named
    ]


def without_backgrounds(laid: Sequence[Laid], text: str) -> list[Laid]:
    """Leave out the deed behind "in the", "over the" right after another offense of one person and status.

    A charge that is of no kind of its own ("a felony in the killing of a clerk") is of that deed.
    """
    ordered = sorted(laid, key=lambda item: (item.mention.start, item.mention.end))
    backgrounds: set[int] = set()
    for index, item in enumerate(ordered):
        for before in range(index):
            other = ordered[before]
            if other.owner != item.owner or other.status != item.status:
                continue
            came_of = other.mention.value != "other" and _comes_of(other, item, text)
            joined = before in backgrounds and _JOINED.fullmatch(text, other.mention.end, item.mention.start)
            if came_of and before not in backgrounds or joined:
                backgrounds.add(index)
    kept = [item for index, item in enumerate(ordered) if index not in backgrounds]
    return [item for item in kept if not _is_told_in_full(item, kept, text)]


def _is_told_in_full(item: Laid, laid: Sequence[Laid], text: str) -> bool:
    """Say whether "drug charges" are those of dealing that the article tells of the same people.

    Or "a felony conviction" that for whatever it tells they were convicted of.
    """
    words = item.mention.start, item.mention.end
    drugs = item.mention.value == "drug_possession" and _DRUG_CASE.search(text, *words) is not None
    bare = item.mention.value == "other" and _BARE.fullmatch(text, *words) is not None
    if not (drugs or bare) or item.prior:
        return False
    gravity = ontology().statuses
    return any(
        other is not item
        and other.mention.value != "other"
        and (bare or other.mention.value == "drug_trafficking")
        and other.owner_key() == item.owner_key()
        and gravity[other.status] >= gravity[item.status]
        and not other.prior
        for other in laid
    )


def _comes_of(charge: Laid, deed: Laid, text: str) -> bool:
    ends = [deed.mention.start]
    for _ in range(_OPENING):
        word = _WORD.match(text, ends[-1], deed.mention.end)
        ends += [word.end()] if word else []
    return any(_CAME_OF.fullmatch(text, charge.mention.end, end) for end in ends)
