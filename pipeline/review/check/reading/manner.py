"""Tells in what manner a claim says something: of all, now, again, in a case that it names.

in: words of a claim    out: answers    writes: nothing
"""

from __future__ import annotations

import re

from pipeline.review.check.rules import (
    says_acquitted,
    says_bail,
    says_bail_waived,
    says_dropped,
    says_held_without_bail,
)
from pipeline.review.check.terms import times_in

_OUTCOME = re.compile(
    r"\b(?:conviction|sentence|(?<!not guilty )(?<!not-guilty )verdict(?! of (?:acquittal|not guilty)))\b"
)
_TOO_EARLY = re.compile(
    r"\bbefore (?:ICE|immigration \w+|federal (?:agents|officers)|the feds|agents)"
    r" (?:could|can|got|came|arrived)\b"
)
_WHOLE = re.compile(
    r"\b(?:all|every|any|each|everything)\b(?! (?:day|time|year|month|week|night))"
    r"|\bboth (?:\w+ )?(?:charges|counts|crimes|offenses)\b"
)
_CLEARED = re.compile(r"\*(?:acquit|exonerate|absolve|vindicate)(?= |$)")
_SHARE = re.compile(
    r"\b(?:half|most|(?:a |the )?majority|(?:a|one|two)[ -]thirds?|(?:a|one|three)[ -]quarters?) (?:of )?"
    r"(?:the|those|these|its|his|her|their|them|all)\b|\b\d+(?:\.\d+)? ?(?:percent|per cent|%)",
    re.IGNORECASE,
)
_OF_SOME = re.compile(
    r"\b(?:on|of) (?:the )?(?:one|two|three|four|five|six|seven|eight|nine|ten|\d+|others?|rest|remaining|"
    r"some|several)\b"
)
_STILL = re.compile(
    r"\b(?:still|remains?|stays?|continues?|yet)\b"
    r"|\b(?:is|are|walks|roams) (?:free|loose|out|at large|back on)\b"
)
_AWAITING = re.compile(
    r"\b(?:(?:is|are) (?:now |still )?awaiting|awaits|has yet to stand|have yet to stand|is to stand) "
    r"(?:(?:his|her|their|an?|another) )?(?:second |third |new |re)?trial\b",
    re.IGNORECASE,
)
_EVER_SINCE = re.compile(
    r"\b(?:has|have) (?:[\w-]+ )?"
    r"(?:been (?:held|kept|jailed|locked|detained|imprisoned|incarcerated|stuck|behind|in)"
    r"|sat|languished|remained)\b[^.;]*\bsince\b"
)
_SINCE = re.compile(r"\bsince\b(?! (?:(?:19|20)\d\d|january|february|march|april|may|june|july|august))")
_EARLIER = re.compile(r"\b(?:had (?:already |once )?been (?:[\w'’-]+ ){1,6}before\.?$)", re.IGNORECASE)
_BEFORE = re.compile(
    r"\bhad (?:already |once |only |previously )*been (?:[\w'’-]+ ){1,8}?before (?!the court|a judge|a jury)",
    re.IGNORECASE,
)
"""Something that had been before something else."""
_PRIOR = re.compile(
    r"\b(?:prior|previous|past|earlier) (?:[\w'’-]+ ){0,3}?"
    r"(?P<what>conviction|arrest|deportation|removal|acquittal)s?\b",
    re.IGNORECASE,
)
_OF_PRIOR = {"deportation": "removal"}
"""What a noun calls otherwise than the ontology does."""
_CASE = re.compile(
    r"\b(?:in|over|at) (?:the|an?|his|her) (?:[\w'’-]+ ){0,4}(?:case|trial|ring|scheme|raid)\b"
)
_CAME_TO = {
    "detainer_declined": re.compile(r"\b(?:declined|ignored|refused|rejected|unhonored)\b", re.IGNORECASE),
    "detainer_honored": re.compile(r"\bhonored\b", re.IGNORECASE),
    "detainer_withdrawn": re.compile(r"\b(?:cancel+ed|withdrawn|rescinded|lifted)\b", re.IGNORECASE),
}
_MORE = re.compile(r"\b(?P<more>more|higher|larger)|(?:fewer|less|lower|smaller)\b", re.IGNORECASE)
_COMPARED = re.compile(
    r"\b(?:more|fewer|less|higher|larger|lower|smaller)\s+(?!than\b)(?:[\w'’-]+\s+){1,6}?than\b"
    r"|\b(?:twice|half|\w+ times) as (?:many|much)\b|\bthan any other\b|\btopp(?:ed|ing)\b"
    r"|\bthe (?:most|fewest) (?:\w+ )?"
    r"(?:detainers|requests|holds|refusals|arrests|people|inmates|releases)\b",
    re.IGNORECASE,
)
_TO_THE_END = re.compile(
    r"\b(?:served|serve|did|finished|completed) (?:out )?(?:his|her|their|the|a) (?:full|entire|whole)\b"
    r"|\b(?:served|serve|did) every (?:single )?(?:day|minute|hour|year|month)\b"
    r"|\b(?:remained|stayed|held|kept) [^.;]{0,40}\b(?:until|till) (?:his|her|their|the) trial\b",
    re.IGNORECASE,
)
_ONLY = re.compile(
    r"\b(?:the only|sole) (?:\w+ ){0,2}"
    r"(?:persons?|people|ones?|man|woman|suspect|worker|employee|defendant|inmate)\b"
    r"|\b(?:nobody|no one) (?:else|but)\b",
    re.IGNORECASE,
)
_ALL_BUT = re.compile(r"\ball but\b", re.IGNORECASE)
_IF = re.compile(r"(?:Had|Were|If|Should)\b.*,.*\bwould\b")
_GOING = re.compile(
    r"\b(?:P|G|FAM)\d+ (?:still )?\*(?:go|move|fly|travel|head|return|be|end|remain|stay|live)\b[^*]*"
    r" (?:to|in) (?:native |home )?X\d"
    r"|\*(?:send|ship|fly|transfer|move|take) [^*]* in X\d"
)
_WAITING = re.compile(
    r"\b(?:is|be|sits?|remains?|stays?|waits?) (?:(?:still|now|no longer|no) )?on death row\b"
)
_TO_PRISON = re.compile(
    r"\*(?:send|ship|fly|transfer|move|take) [^*]*\b(?:prison|jail|penitentiary|CELL\d+) in X\d"
)
_MOVED = re.compile(
    r"\*(?:send|ship|fly|take|move|bring|bus|return) (?:P|G|FAM)\d[^*]* to X\d"
    r"|(?:P|G|FAM)\d+ \*(?:send|ship|fly|take|move|bring|bus|return) (?:back )?to X\d"
)
_NOTICE = re.compile(
    r"(?:\*(?:(?:fail|refuse|decline|neglect|bother) (?:to )?)?|\bwithout (?:\S+ ){0,2}?)"
    r"(?:notify|alert|warn|inform|tell|call|contact) (?:\S+ ){0,2}?ICE\d"
)
_THROWN_OUT = re.compile(
    r"\b(?:threw|thrown|toss\w*|throw\w*)(?: out)?\b[^.;]{0,40}\b(?:charges?|counts?|cases?|indictments?)\b"
    r"|\b(?:charges?|counts?|cases?|indictments?)\b[^.;]{0,60}\b(?:thrown out|tossed)\b"
)
_AT_TRIAL = re.compile(r"\b(?:at|after|following) (?:an? |his |her |the )?(?:(?!bench\b)[\w-]+ ){0,2}trial\b")
_OF_NONE = re.compile(
    r"\b(?:honou?red|heeded|respected|obeyed) (?:none|nothing)\b"
    r"|\b(?:no|zero|not one|not a single|none of (?:the|its|their|those)) (?:\w+ ){0,3}?"
    r"(?:detainers?|holds?|requests?)\b"
)
_FORMAL = re.compile(r"\b(?:formally|officially|legally)\b")
_TWICE = 2
_AGAIN = re.compile(r"\b(?:again|anew|once more)\b")


def is_too_early(text: str) -> bool:
    """Tell whether a jail is said not to have waited for those who asked it to."""
    return _TOO_EARLY.search(text) is not None


def is_outcome(words: str) -> bool:
    """Tell whether words speak of a conviction or a sentence itself."""
    return _OUTCOME.search(words) is not None


def is_earlier(words: str) -> bool:
    """Tell whether something is said to have been before, with nothing that it was before."""
    return _EARLIER.search(words) is not None


def is_before_another(words: str) -> bool:
    """Tell whether something had been before something else: "had been convicted before he came"."""
    return _BEFORE.search(words) is not None


def is_prior(words: str, event: str) -> bool:
    """Tell whether an event is called a prior one: "a previous conviction"."""
    match = _PRIOR.search(words)
    return match is not None and _OF_PRIOR.get(match["what"].lower(), match["what"].lower()) == event


def is_on_bail(event: str, words: str) -> bool:
    """Tell whether a release is said to be on bail."""
    return event == "release" and says_bail(words)


def is_without_bail(event: str, words: str, claim: str) -> bool:
    """Tell whether a stay is said, by its clause, to be without bail, or a release, by the claim."""
    if event == "release":
        return says_bail_waived(claim)
    return event == "detention" and says_held_without_bail(words) is True


def is_cleared(form: str) -> bool:
    """Tell whether somebody is said to be acquitted: of what was laid to him, not of a part of it."""
    return _CLEARED.search(form) is not None


def is_of_none(words: str) -> bool:
    """Tell whether no detainer is said to have been honored: all were declined."""
    return _OF_NONE.search(words) is not None


def is_dropped(words: str) -> bool:
    """Tell whether charges are said to have been dropped, so that no verdict ended the case."""
    ended = says_dropped(words) or _THROWN_OUT.search(words) is not None
    return ended and not is_outcome(words) and not says_acquitted(words)


def is_at_trial(words: str) -> bool:
    """Tell whether a verdict is said to have come of a trial: "convicted at trial"."""
    return _AT_TRIAL.search(words) is not None


def is_of_some(words: str) -> bool:
    """Tell whether a verdict is said to be on some counts: "acquitted on three"."""
    return _OF_SOME.search(words) is not None


def is_share(text: str) -> bool:
    """Tell whether something is said of a share of a group: "half of them", "most of the workers"."""
    return _SHARE.search(text) is not None


def is_whole(words: str) -> bool:
    """Tell whether something is said of all that was laid to somebody."""
    return _WHOLE.search(words) is not None


def is_still(words: str) -> bool:
    """Tell whether something is said to be so now."""
    return _STILL.search(words) is not None


def is_since(words: str) -> bool:
    """Tell whether something is said of the time since something else: "has not been arrested since"."""
    return _SINCE.search(words) is not None


def is_ever_since(text: str) -> bool:
    """Tell whether a stay is said to go on since something: "has been behind bars since May"."""
    return _EVER_SINCE.search(text) is not None


def is_awaiting(text: str) -> bool:
    """Tell whether a case is said to be open now: "is awaiting trial"."""
    return _AWAITING.search(text) is not None


def is_in_case(words: str) -> bool:
    """Tell whether something is said to have been in a case that is named: "in the Salem heroin case"."""
    return _CASE.search(words) is not None


def is_compared(words: str) -> bool:
    """Tell whether a number is compared with another that is not given: "more detainers than Denver"."""
    return _COMPARED.search(words) is not None


def is_more(words: str) -> bool | None:
    """Tell whether a number is said to be the larger; null: how it compares is said otherwise."""
    match = _MORE.search(words) if " as many" not in words else None
    return None if match is None else match["more"] is not None


def is_to_the_end(words: str) -> bool:
    """Tell whether something is said to have gone on to its end: "served his full sentence"."""
    return _TO_THE_END.search(words) is not None


def is_only(words: str) -> bool:
    """Tell whether something is said of one person and of nobody else: "was the only person arrested"."""
    return _ONLY.search(words) is not None


def is_all_but(words: str) -> bool:
    """Tell whether a number is of those who are left out: "all but one"."""
    return _ALL_BUT.search(words) is not None


def is_conditional(text: str) -> bool:
    """Tell whether a claim is of what would have been: "had the jail held him, he would be in Peru"."""
    return _IF.match(text) is not None


def is_going(form: str) -> bool:
    """Tell whether a clause is of somebody who goes back somewhere, or is sent to a prison there."""
    return _GOING.search(form) is not None


def is_moved(form: str) -> bool:
    """Tell whether a clause is of somebody who is sent to some place."""
    return _MOVED.search(form) is not None


def instead_of_removal(form: str) -> str | None:
    """Return what it is to be sent to some place that is no country; null: nothing that is known."""
    if _TO_PRISON.search(form) is not None:
        return "sentence"
    return "transfer" if is_moved(form) else None


def is_waiting(words: str) -> bool:
    """Tell whether somebody is said to be under sentence of death."""
    return _WAITING.search(words) is not None


def is_notice(form: str) -> bool:
    """Tell whether a clause is of whether ICE was told of a release."""
    return _NOTICE.search(form) is not None


def is_formal(words: str) -> bool:
    """Tell whether something is said to be so in due form: "was formally overturned"."""
    return _FORMAL.search(words) is not None


def came_to(words: str) -> str:
    """Return what words for detainers say came of them: "40 declined detainers"."""
    return next((event for event, said in _CAME_TO.items() if said.search(words)), "detainer_issued")


def times(words: str, planned: bool) -> int | None:
    """Return how often something is said to have happened; what is to come again has happened before."""
    return _TWICE if planned and _AGAIN.search(words) else times_in(words)
