"""What the words around make of an offense: companions in its sentence, a victim told once for two, a crash.

in: text and its offense mentions in text order    out: mentions, fewer or recategorised    writes: nothing
"""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.entities.offenses.lexicon import Lexicon
from pipeline.entities.offenses.mention import OffenseMention

_BESIDE = 200
_LIKENESS = 40
_LIKE = re.compile(
    r"\b(?:(?:felt|feels|looked|looks|sounded|seemed|seems)\s(?:more\s|much\s|a\slot\s|almost\s)?like|akin\sto|"
    r"reminiscent\sof|resembl(?:ed|es|ing)|tantamount\sto)\s(?:an?\s|the\s)?$",
    re.IGNORECASE,
)
"""In front of what did not happen: "felt like a"."""
_FULL_STOP = re.compile(r"[.!?]\s|\n")
_OBJECT = re.compile(r"(?:\b(?:of|on|upon|against|with|involving|to)|ing)\b", re.IGNORECASE)
"""In front of a victim; within "child abuse" the victim is part of the name."""
_COUNTED = re.compile(r"(?:an?|one|two|three|four|five|six|\d+)\s(?:\w+\s)?counts?\b", re.IGNORECASE)
"""A later offense that begins so is a charge of its own."""
_HAS_VICTIM = re.compile(
    r"(?<!counts\s)(?<!count\s)(?<!charges\s)(?<!charge\s)(?<!acts\s)\b(?:of|on|upon|against|with|to)\b|ing\s\w",
    re.IGNORECASE,
)
"""Within an offense that names its own victim or thing: a later one's is not its own."""
_SCENE = re.compile(
    r"\b(?:scene|site)\b(?!\sof\s(?:the|a|an)\s(?:\w+\s)?(?:crash|accident|collision|wreck))", re.IGNORECASE
)
_OF_CRASH = re.compile(
    r"\b(?:crash\w*|collision|collid\w+|wreck|accident|hit|struck|r[au]n\sover|driver|driving|drove|DUI|vehicle|hit-and-run)\b",
    re.IGNORECASE,
)
_DRUNK = re.compile(r"\b(?:smell|reek|st[au]nk|bl(?:ew|ow))", re.IGNORECASE)
"""At the head of words that tell of somebody drunk, at a wheel or anywhere else."""
_ON_ROAD = {"traffic.act": _SCENE, "dui.act": _DRUNK}
"""Rules by the words of them that are an offense on the road only."""
_BORDER = re.compile(
    r"\b(?:aliens?|border|immigra\w+|migrants?|United\sStates|U\.?S\.?|country|deport\w*|remov(?:ed|al)|reentry|re-entry|"
    r"ICE|CBP|citizens?|nationals?|undocumented|visa|asylum|smuggl\w+|port\sof\sentry)\b"
)
_DRUGS = re.compile(
    r"\b(?:drugs?|cocaine|crack|heroin|fentanyl|meth\w*|marijuana|cannabis|narcotics?|pills|opioids?)\b",
    re.IGNORECASE,
)
_UNLAWFUL_ENTRY = re.compile(r".*\b(?:unlawful|unauthorized)\sentry$", re.IGNORECASE | re.DOTALL)
_PARTNER = re.compile(
    r"\b(?:his|her|their|estranged|former|ex)[\s-](?:[\w-]+\s){0,2}?(?:ex-)?(?:wife|husband|spouse|girlfriend|boyfriend|partner|"
    r"fianc[eé]e?)\b|\bthe\s(?:mother|father)\sof\s(?:his|her|their)\b",
    re.IGNORECASE,
)
_MANSLAUGHTER = re.compile(r"manslaughter|(?:negligent|reckless)\shomicide", re.IGNORECASE)
_KILLING = re.compile(r"(?:\w+ly\s)?kill|.*\bdeaths?\sof\b", re.IGNORECASE | re.DOTALL)
_DEATH_OF = re.compile(r"(?:in|for|with|over)\sthe\sdeaths?\sof\b", re.IGNORECASE)
_TOLD_WITHIN = 350
_CRASH = re.compile(
    r"\b(?:crash(?:ed|es|ing)?|collision|collid(?:ed|ing)|wreck|"
    r"wrong[\s-]way|pedestrian|bicyclist|cyclist|motorist|motorcyclist|r[au]n(?:ning)?\sover|U-turn)\b",
    re.IGNORECASE,
)
_DRIVING = re.compile(
    r"\b(?:driv(?:er|ing)|drove(?!\s(?:to|away|off|back|home|there)\b)|DUI|DWI|OUI|hit[\s-]and[\s-]run|speeding|behind\sthe\swheel|street\srac(?:e|ing)|"
    r"tractor-trailer|blood[\s-]alcohol)\b",
    re.IGNORECASE,
)
_DEATH = re.compile(r"\b(?:kill(?:ed|s|ing)?|died|deaths?)\b", re.IGNORECASE)
_OTHER_MEANS = re.compile(
    r"\b(?:shots?|shoot\w*|stabb\w*|strangl\w*|beat(?:en|ing)?|punch\w*|gun\w*|firearm|knife|bludgeon\w*|"
    r"suffocat\w*|drown\w*|overdose|fentanyl|fire|scaffold|trench|plane|boat|heat)\b",
    re.IGNORECASE,
)


def on_road(text: str, mentions: list[OffenseMention]) -> list[OffenseMention]:
    """Leave out "fled the scene" and "smelled of alcohol" where nothing near tells of driving."""
    return [
        mention
        for mention in mentions
        if mention.rule not in _ON_ROAD
        or not _ON_ROAD[mention.rule].search(text, mention.start, mention.end)
        or _OF_CRASH.search(text[max(0, mention.start - _TOLD_WITHIN) : mention.end + _BESIDE])
    ]


def without_likenesses(text: str, mentions: list[OffenseMention]) -> list[OffenseMention]:
    """Leave out what something else was only like: "in what felt like a home invasion"."""
    return [
        mention
        for mention in mentions
        if not _LIKE.search(text, max(0, mention.start - _LIKENESS), mention.start)
    ]


def with_drugs(text: str, mentions: list[OffenseMention]) -> list[OffenseMention]:
    """Leave out a bare "trafficking" where nothing near tells of drugs."""
    return [
        mention
        for mention in mentions
        if mention.rule != "drug_trafficking.charged"
        or _DRUGS.search(text[max(0, mention.start - _TOLD_WITHIN) : mention.end + _TOLD_WITHIN])
    ]


def at_border(text: str, mentions: list[OffenseMention]) -> list[OffenseMention]:
    """Take "unlawful entry" for one into a building where nothing near tells of a border or a country."""
    return [
        replace(mention, category="burglary")
        if mention.rule == "illegal_entry.name"
        and not _BORDER.search(text[max(0, mention.start - _TOLD_WITHIN) : mention.end + _TOLD_WITHIN])
        and _UNLAWFUL_ENTRY.match(text, mention.start, mention.end)
        else mention
        for mention in mentions
    ]


def at_home(text: str, mentions: list[OffenseMention]) -> list[OffenseMention]:
    """Make an attack told of on one's own wife, husband or partner domestic violence."""
    return [
        replace(mention, category="domestic_violence")
        if mention.rule == "assault.act" and _PARTNER.search(text, mention.start, mention.end)
        else mention
        for mention in mentions
    ]


def without_brackets(text: str, mentions: list[OffenseMention]) -> list[OffenseMention]:
    """Leave out what a bracket says of how a deed was done: "domestic battery (strangulation)"."""
    names = {mention.end for mention in mentions if mention.kind == "name"}
    return [
        mention
        for mention in mentions
        if mention.category != "assault"
        or not text.endswith(" (", 0, mention.start)
        or mention.start - 2 not in names
    ]


def without_companions(text: str, mentions: list[OffenseMention], lex: Lexicon) -> list[OffenseMention]:
    """Leave out "conspiracy" and its like beside another offense, as which it counts."""
    kept = []
    for index, mention in enumerate(mentions):
        beside = mentions[max(0, index - 1) : index] + mentions[index + 1 : index + 2]
        if mention.rule not in lex.alone or not any(
            _in_one_sentence(text, mention, other) for other in beside
        ):
            kept.append(mention)
    return kept


def _in_one_sentence(text: str, one: OffenseMention, other: OffenseMention) -> bool:
    between = text[min(one.end, other.end) : max(one.start, other.start)]
    return len(between) < _BESIDE and _FULL_STOP.search(between) is None


def share_victims(text: str, mentions: list[OffenseMention], lex: Lexicon) -> list[OffenseMention]:
    """Hand a complement back along a list: in "rape and murder of a child" both have the child as victim."""
    shared = list(mentions)
    for index in range(len(shared) - 1, 0, -1):
        first, second = shared[index - 1], shared[index]
        if second.category == "child_abuse" or _COUNTED.match(text, second.start, second.end):
            continue
        if not second.minor or first.minor or _HAS_VICTIM.search(text, first.start, first.end):
            continue
        shown = lex.minor.search(text, second.start, second.end)
        if second.kind == "name" and (shown is None or not _OBJECT.search(text, second.start, shown.start())):
            continue
        if lex.list_link.fullmatch(text, first.end, second.start) and first.rule not in lex.bare:
            category = lex.with_minor.get(first.category, first.category)
            shared[index - 1] = replace(first, minor=True, category=category)
    return shared


def by_vehicle(text: str, mentions: list[OffenseMention]) -> list[OffenseMention]:
    """Make manslaughter and killing a homicide by vehicle where a crash is told and no other means of death.

    "Manslaughter" takes its means from the lines around it, a deed from its own sentence. Murder stays.
    """
    return [
        replace(mention, category="vehicular_homicide")
        if mention.category == "homicide" and _is_by_vehicle(text, mention)
        else mention
        for mention in mentions
    ]


def _is_by_vehicle(text: str, mention: OffenseMention) -> bool:
    if mention.kind == "name" and _MANSLAUGHTER.search(text, mention.start, mention.end):
        told = text[max(0, mention.start - _TOLD_WITHIN) : mention.end + _TOLD_WITHIN]
        crash = _CRASH.search(told) or (_DEATH.search(told) and _DRIVING.search(told))
    elif mention.kind == "act" and _DEATH_OF.match(text, mention.start, mention.end):
        told = text[max(0, mention.start - _TOLD_WITHIN) : mention.end + _TOLD_WITHIN]
        crash = _CRASH.search(told)
    elif mention.kind == "act" and _KILLING.match(text, mention.start, mention.end):
        before = max(
            (stop.end() for stop in _FULL_STOP.finditer(text, max(0, mention.start - 400), mention.start)),
            default=max(0, mention.start - 400),
        )
        stop = _FULL_STOP.search(text, mention.end)
        told = text[before : stop.start() if stop else len(text)]
        # "killing a cab driver": who drives there is the one killed
        around = told[: mention.start - before] + told[mention.end - before :]
        crash = _CRASH.search(told) or _DRIVING.search(around)
    else:
        return False
    return crash is not None and _OTHER_MEANS.search(told) is None
