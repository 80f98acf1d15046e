"""Says a claim in words that a parser takes apart: what headlines, asides and descriptions put otherwise.

in: the words of a claim    out: the same said plainly    writes: nothing
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.word_lists import table

PATH = Path(__file__).with_name("rewordings.toml")
_ASIDE = re.compile(
    r",\s*(?:unlike\s[^,]{1,60}|not (?:the |an? |his |her )?[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*)*),\s*"
)
_UNLIKE = re.compile(r"^Unlike [^,]{1,60}, ")
_NICKNAME = re.compile(r"(?<!\w)(?!The )(?P<given>[A-Z][\w’'-]+ )[\"“(][A-Z][\w ]{1,20}[\"”)] (?=[A-Z][a-z])")
_LET_BAIL = re.compile(r"\blet (?P<who>[^,.;]{3,60}?) (?:post|make) (?P<what>bail|bond)\b")
_FOUND = re.compile(r"\b(?:found|finds?) (?P<who>himself|herself|themselves)\b(?! an?\b)")
_ASKED_TO = re.compile(
    r"\b(?P<what>requests?|bids?|pleas?|demands?) to (?:hold|keep|detain|jail) (?P<who>[^,.;]{3,60}?)"
    r" (?=(?:was|were|had been|has been|went) )"
)
_AVOIDED = re.compile(
    r"(?<!has )(?<!have )(?<!had )\b(?:avoid|escap|evad|dodg|elud)ed"
    r" (?P<what>arrest|capture|deportation|removal|prosecution|charges|conviction)\b"
)
_ANSWERED = "(?:honor|ignor|declin|refus|reject|disregard|flout|lift|cancel|withdr|drop)[a-z]+"
_WHICH = re.compile(
    r"(?P<what>\b(?:detainers?|holds?|requests?)\b[^.,;]{0,80}?),? (?:which|that) "
    r"(?P<who>(?:[Tt]he |[A-Z])[\w.’' -]{2,50}?) "
    rf"(?P<verb>(?:did not |never |later |then )?{_ANSWERED})(?=[.,;]|$| (?:in|on) )"
)
_BOTH = re.compile(
    rf"(?P<before>\bdetainers\b.*\b{_ANSWERED}) "
    r"(?:(?P<every>them all|all of them|every one of them|each of them)|both(?: of them)?)\b"
)
_NAMED = re.compile(
    r"\b[Aa]n? (?P<age>\d{1,2}-year-old )?(?P<nation>[A-Z]\w+ )?"
    r"(?:man|woman|national|citizen|immigrant|migrant)"
    r" (?:named|called|identified as|by the name of) (?=[A-Z])"
)
_NAME = r"[A-Z][\w.’'-]*(?: (?:(?:de|la|del|los) )*[A-Z][\w.’'-]*)+(?<![’'.-])(?<![’']s)(?![\w’'])"
_AGED = re.compile(
    r"(?<!\b[Tt]he )(?<!\b[Aa] )\b(?P<age>\d{1,2})-year-old "
    rf"(?P<who>(?:[A-Z]\w+ (?:national|citizen|native|immigrant|migrant) )?{_NAME}),?"
)
_COUNTRYMAN = re.compile(rf"^An? (?P<nation>[A-Z]\w+(?:an|ese|ish|i)), (?P<who>{_NAME}), ")
_SMALL = "(?:in|of|by|on|with|for|the|to|at|from|as|after|before|and|last|an?|over|under|near|during|his|her)"
_SUSPECT = re.compile(
    r"(?<=[a-z] )(?P<what>(?:accused|convicted|suspected|alleged|admitted|confessed|former) "
    rf"(?:(?!{_SMALL}\b)[a-z]+ ){{1,2}})"
    rf"(?P<who>{_NAME}),?"
)
_PRESENT = re.compile(
    r"^(?P<who>[A-Z][\w.’'-]*(?: [\w.’'-]+){0,5}?) (?P<verb>arrest|deport|detain|convict|indict|acquit|"
    r"release|free|charge|sentence|ignore|honor|reject|refuse|decline|lift|drop|dismisse|clear|remove|lodge|"
    r"issue|nab)s "
    r"(?=(?:an? |the |its )?(?:[A-Z]|\d|immigration\b|detainer\b))"
)
_REMOVED = re.compile(
    r"^(?P<who>(?:ICE|Immigration|Federal)(?: (?:agents|officers|authorities))?) removed "
    rf"(?={_NAME}(?: (?:to|in|on|last|early|late|after)\b|[.,]| from (?:the )?(?:U\.S|United|country)))"
    r"(?!\S+ (?:\S+ ){0,2}(?:County|Jail|Prison|Center|City)\b)"
)
_AMONG = re.compile(
    rf"(?P<who>{_NAME}) (?P<was>was|is) (?:among|one of) (?:the )?"
    r"(?:those|people|men|women|workers|im?migrants|suspects) "
    r"(?:(?:who|that) (?:was|were) )?(?=(?!need|seed|ten|seven)[a-z]+(?:ed|en|ught|eld)\b)"
)
_SO_WAS = re.compile(
    rf"^(?P<who>{_NAME}) (?P<what>[a-z][^,.;]{{3,80}}?),? and so (?:was|is|did|has|had|were|does) "
    r"(?P<other>[A-Z][^,.;]{2,40})\.?$"
)
_CLEFT = re.compile(
    r"^It (?:was|is) (?:(?P<what>[^,.]{3,60}?)(?:,? (?:and )?not [^,.]{3,60})?,? "
    r"(?P<how>of|for|to|with|in|at|by|on) which"
    r"|(?P<when>(?:in|on|at|after|before|by|near) [^,.]{3,60}?)(?:,? (?:and )?not [^,.]{3,60})?,? that) "
    r"(?P<clause>[A-Z][^.]*[^.\s])\.?$"
)
_OFFICIALS = (
    r"(?i:(?:(?:the|an?) )?(?:(?:federal|immigration|appeals|district|local|state|county|U\.S\.) ){0,3}"
    r"(?:ICE|judges?|courts?|agents|officials|authorities|prosecutors|government|agency|jail|county|sheriff))"
)
_HAD_DONE = re.compile(
    rf"^(?P<doer>{_OFFICIALS}) had (?P<whom>{_NAME}|(?:the|an?|his|her) (?:[a-z-]+ ){{0,3}}[a-z-]+) "
    r"(?P<verb>freed|released|arrested|deported|detained|jailed|charged|indicted|dropped|dismissed|removed|"
    r"transferred)\b"
)
_MADE_FREE = re.compile(
    rf"^[^,.;]{{2,60}}? (?:made|forced|compelled|ordered|told|required) (?P<who>{_OFFICIALS}) "
    r"(?:to )?(?P<verb>release|free|let) (?=[A-Z]|the |an? |h(?:im|er)\b|them\b)"
)
_WAS_MADE = re.compile(
    rf"^(?P<who>{_OFFICIALS}) (?:was|were) (?:made|forced|compelled|ordered|told|required) "
    r"(?:by [^,.;]{3,40}? )?to (?P<verb>release|free|let) "
)
_FREED = {"release": "released", "free": "freed", "let": "let"}
_NO_PRISON = re.compile(
    r"\b(?:avoided|escaped|dodged|evaded|ducked|was spared|got off without(?: any)?|served no|will serve no|"
    r"got no|received no|did no|was given no|will (?:do|get) no|(?:will|did|would) not serve(?: any)?)"
    r" (?:jail|prison)(?: time| term| sentence)?(?=[.,;]|$| for | in | and | after )"
)
_TIME_SERVED = re.compile(r"\bsentenced to time served(?= and\b)")
"""What is joined to it would be parsed as joined to "served"."""
_NO_MORE = re.compile(
    r"\b(?P<verb>honored|heeded|declined|ignored|refused|rejected) none(?=[.,;]|$| in | last | that )"
)
_FUGITIVE = re.compile(
    r"\b(?:(?P<still>remains|is still|was still) an?|(?:is|was) an?) (?:wanted )?fugitive"
    r"(?=[.,;]|$| from\b| in\b)"
)
_NUMBER_WAS = re.compile(
    r"^The (?:total )?number of (?P<what>[^,.;]{3,40}?) (?:(?:that|who) (?:was|were) )?(?P<verb>"
    r"declined|honored|ignored|refused|rejected|arrested|detained|deported|released|charged|convicted)"
    r"(?P<where>\b[^.;]{0,80}?),? (?:was|is|came to|stood at|reached|totaled) (?P<number>[^,.;]{1,30}?)\.?$"
)
_BEFALLEN = (
    r"(?:(?:later|then|subsequently|eventually|finally|again|formally) )?(?:arrested|charged|convicted|"
    r"sentenced|released|freed|deported|detained|flown|transferred|held|jailed|indicted|acquitted|cleared"
    r"|taken|handed|brought|returned|"
    r"sent|picked up|let (?:go|out)|locked up|booked|extradited|exonerated|rearrested)\b"
)
_SERIES = re.compile(
    rf"^(?P<who>{_NAME}) (?P<was>was|has been|had been) (?P<one>{_BEFALLEN}[^,;.]*?)"
    rf"(?:, (?P<two>{_BEFALLEN}[^,;.]*?))?,? and (?P<last>{_BEFALLEN}[^,;.]*)\.?$"
)
"""What befell somebody, one thing after the other: "was arrested, charged and released"."""
_DONE = {
    "arrest": "arrested",
    "capture": "caught",
    "deportation": "deported",
    "removal": "deported",
    "prosecution": "charged",
    "charges": "charged",
    "conviction": "convicted",
}
_DOUBLED = {"drop": "dropp", "nab": "nabb", "acquit": "acquitt"}
_COURT = (
    r"(?:[\w.’'-]+ ){0,3}(?:[Jj]ury|[Jj]urors|[Jj]udge|[Cc]ourt|[Pp]anel|[Jj]ustices) "
    r"(?:(?:in|of|at|from) (?:[A-Z][\w.’'-]+ ){1,4})?"
)
_FOUND_SO = re.compile(r" (?:not )?(?:guilty|innocent|liable)\b")
_TERMS = {
    "name": _NAME,
    "court": _COURT,
    "small": _SMALL,
    "notice": r"(?:(?:advance|prior|formal|timely|official|proper|advanced) )?"
    r"(?:notice|warning|notification|heads[- ]up|word)\b",
    "ending": "dismiss|drop|toss|vacate|overturn|quash|reverse|release|free",
}
"""What stands for {name} and the like in `rewordings.toml`."""
_TERMS["ice"] = (
    r"(?P<ice>\bICE|\b[Ii]mmigration (?:officials|agents|authorities|officers)|\bthe feds|\b[Tt]he agency"
    r"|\b[Ff]ederal (?:agents|officials|authorities|officers|immigration (?:agents|officials|authorities)))"
)


@dataclass(frozen=True, slots=True)
class _Rewording:
    """One wording, and what it is said as."""

    pattern: re.Pattern[str]
    to: str
    past: bool
    """Its verb is put in the past."""


def reworded(text: str) -> str:
    """Return what a claim says in words that a parser takes apart.

    "It was arson of which Roe was convicted" is "Roe was convicted of arson", "was among those arrested" is
    "was arrested", and "so was Poe" says it of Poe. A nickname in quotes within a name is left out, and so is
    what it says in commas that somebody else is not, or is unlike: ", not ICE,". What somebody
    is stands behind the name, and whose citizen in front of it: "Ann Roe, 26," for "26-year-old Ann Roe",
    "Ann Roe, an accused robber," where "accused" would be taken for what was done. A headline is told in the
    past: "ICE arrests Ann Roe"; whom ICE removed it deported. "Found
    himself charged" is "was charged", "avoided arrest" is "was not arrested", "let him post bail" is
    "released him on bail", and "a request to hold him was denied" is one "for him", who was not denied.
    Whoever is made to let somebody go lets him go, and "avoided jail" is "was not sent to prison".
    """
    text = _SERIES.sub(_one_by_one, _put(text))
    text = _SO_WAS.sub(r"\g<who> \g<what>, and \g<other> \g<what>.", text)
    text = _AMONG.sub(r"\g<who> \g<was> ", _CLEFT.sub(_uncleft, text))
    text = _NICKNAME.sub(r"\g<given>", text)
    text = _LET_BAIL.sub(r"released \g<who> on \g<what>", text)
    text = _NAMED.sub(_described, text)
    text = _COUNTRYMAN.sub(r"\g<nation> national \g<who> ", text)
    text = _AGED.sub(r"\g<who>, \g<age>,", text)
    text = _SUSPECT.sub(_beside_name, text).replace(",.", ".")
    text = _PRESENT.sub(_in_past, text)
    text = _REMOVED.sub(r"\g<who> deported ", text)
    text = _FOUND.sub(lambda match: "were" if match["who"] == "themselves" else "was", text)
    text = _WHICH.sub(r"\g<what>, and \g<who> \g<verb> it", text)
    text = _BOTH.sub(lambda match: f"{match['before']}{' all' if match['every'] else ''} the detainers", text)
    text = _AVOIDED.sub(lambda match: f"was not {_DONE[match['what']]}", text)
    text = _TIME_SERVED.sub("sentenced", text)
    text = _NO_PRISON.sub("was not sent to prison", text)
    text = _HAD_DONE.sub(r"\g<doer> \g<verb> \g<whom>", text)
    text = _MADE_FREE.sub(lambda match: f"{match['who']} {_FREED[match['verb']]} ", text)
    text = _WAS_MADE.sub(lambda match: f"{match['who']} {_FREED[match['verb']]} ", text)
    text = _NO_MORE.sub(r"\g<verb> none of them", text)
    text = _FUGITIVE.sub(lambda match: "is still on the run" if match["still"] else "is on the run", text)
    text = _NUMBER_WAS.sub(r"\g<number> \g<what> were \g<verb>\g<where>.", text)
    text = _ASKED_TO.sub(r"\g<what> for \g<who> ", text)
    return _ASIDE.sub(" ", _UNLIKE.sub("", text))


def _put(text: str) -> str:
    """Return a claim with the wordings of `rewordings.toml` put otherwise."""
    for item in _rewordings():
        for match in [*item.pattern.finditer(text)][::-1]:
            said = item.to
            for name, value in match.groupdict("").items():
                put = _past(value) if item.past and name == "verb" else value
                said = said.replace(f"\\g<{name}>", put)
            text = text[: match.start()] + said + text[match.end() :]
    return text


@cache
def _rewordings() -> tuple[_Rewording, ...]:
    items = table(PATH)["rewording"]
    return tuple(
        _Rewording(re.compile(_whole(item["pattern"])), item["to"], item.get("past", False)) for item in items
    )


def _whole(pattern: str) -> str:
    """Return an expression with its terms put in."""
    for name, words in _TERMS.items():
        pattern = pattern.replace(f"{{{name}}}", words)
    return pattern


def _past(verb: str) -> str:
    return f"{_DOUBLED.get(verb, verb).removesuffix('e')}ed"


def _one_by_one(match: re.Match[str]) -> str:
    """Return a sentence for each thing that befell somebody, of three, or where the first says by whom."""
    told = [match["one"], match["two"], match["last"]]
    if match["two"] is None and " by " not in match["one"]:
        return match[0]
    return " ".join(f"{match['who']} {match['was']} {words}." for words in told if words)


def _uncleft(match: re.Match[str]) -> str:
    told = match["when"] or f"{match['how']} {match['what']}"
    return f"{match['clause']} {told}."


def _in_past(match: re.Match[str]) -> str:
    verb = _DOUBLED.get(match["verb"], match["verb"])
    return f"{match['who']} {verb.removesuffix('e')}ed "


def _described(match: re.Match[str]) -> str:
    """Return what stands in front of a name for "a 26-year-old Honduran man named"."""
    return (match["age"] or "") + (f"{match['nation']}national " if match["nation"] else "")


def _beside_name(match: re.Match[str]) -> str:
    """Return what somebody is behind the name; nothing where a verdict on him stands there."""
    what = match["what"].strip()
    before, behind = match.string[: match.start()], match.string[match.end() :]
    if what.startswith("convicted") and re.fullmatch(_COURT, before):
        return f"convicted {match['who']}"  # that is what the court did
    if _FOUND_SO.match(behind):
        return match["who"]
    return f"{match['who']}, {'an' if what[0] in 'aeiou' else 'a'} {what},"
