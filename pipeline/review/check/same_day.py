"""Compares what is said to have happened on the very day of something else with the days that are reported.

in: a claim, a part of it, findings on its person    out: findings    writes: nothing

"Sentenced on the day of the verdict", "ICE arrested her as she walked out of the jail".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.review.check.claim import Claim, Comparing, Part
from pipeline.review.check.compare import days_between
from pipeline.review.check.finding import AGAINST, FOR, NEAR, Finding, turned
from pipeline.store.claims import Report

_NOUN = (
    r"(?:(?P<arrest>arrest|capture)|(?P<release>release)|(?P<conviction>verdict|conviction|guilty plea)"
    r"|(?P<sentence>sentencing|sentence)|(?P<removal>deportation|removal)|(?P<charge>indictment|arraignment)"
    r"|(?P<acquittal>acquittal))\b"
)
_DAY_OF = re.compile(
    rf"\b(?:on|the) (?:the )?(?:very |same )*day (?:of|as) (?:the|his|her|their|\w+[’']s?) {_NOUN}",
    re.IGNORECASE,
)
_DAY_WHEN = re.compile(
    r"\b(?:on )?the (?:very |same )*day (?:that |when )?(?!after|before)(?:[\w.’'-]+ ){1,4}?(?:"
    r"(?P<arrest>arrested|captured|caught)|(?P<release>released|freed|let (?:\w+ )?(?:go|out)"
    r"|(?:left|walked out of|got out of) (?:the )?(?:\w+ ){0,3}?(?:jail|prison|custody|lockup))"
    r"|(?P<conviction>convicted|found guilty|(?:pleaded|pled) guilty|pleads guilty|admitted)"
    r"|(?P<sentence>sentenced)|(?P<removal>deported)|(?P<charge>charged|indicted)"
    r"|(?P<detainer_issued>(?:lodged|placed|issued|filed|sent) (?:[\w’'-]+ ){0,2}detainer))\b",
    re.IGNORECASE,
)
_FROM_TO = re.compile(
    r"\b(?:from|since|until|till|before|after) (?:the )?(?:very |same )*day\b", re.IGNORECASE
)
_LEAVING = re.compile(
    r"\b(?:as|when|while|the moment|just as|right as) (?:he|she|they|(?:[A-Z][\w.-]+ ?){1,3}) "
    r"(?:was |were |is |are )?(?:being )?(?:released from|freed from|let out of|walk(?:ed|ing) (?:out|free) "
    r"(?:of|from)|walk(?:ed|ing) out|came out of|coming out of|left|leaving|stepp(?:ed|ing) out of"
    r"|exit(?:ed|ing)) (?:the |an? )?(?:[\w.’'-]+ ){0,4}?(?:jail|prison|lockup|penitentiary"
    r"|house of correction|(?:detention|correctional|corrections|processing) (?:center|facility|institution)"
    r"|custody)\b",
    re.IGNORECASE,
)
"""Words for a release as the time of something else; who left court was not let out there."""


def on_that_day(claim: Claim, part: Part, told: Sequence[Finding], comparing: Comparing) -> list[Finding]:
    """Return findings, those for a claim against it where they are of another day than it says.

    Only where both days are known; "on the day of" is near where they are not.
    """
    said = _then(claim.text, part)
    if said is None or part.negated or part.planned:
        return list(told)
    kind, exact = said
    days = {
        (finding.report.person, on)
        for finding in told
        if finding.report.type == kind
        and finding.report.modality == "actual"
        and (on := comparing.days(finding.report.date)) is not None
    }

    def apart(report: Report) -> int | None:
        mine = comparing.days(report.date)
        gaps = [
            days_between(mine, other)
            for person, other in days
            if mine is not None and person == report.person
        ]
        return min(gaps, default=None)

    told = turned(
        told,
        lambda finding: finding.side == FOR and finding.report.type == kind != part.type,
        f"it is the {kind} itself",
        NEAR,
    )
    known = {finding.report.id: apart(finding.report) for finding in told if finding.side == FOR}
    told = turned(
        told,
        lambda finding: finding.side == FOR and (known[finding.report.id] or 0) > (0 if exact else 1),
        f"it was not on the day of the {kind}",
        AGAINST,
        alone=False,
    )
    return turned(
        told,
        lambda finding: finding.side == FOR and known[finding.report.id] is None and exact,
        f"whether it was on the day of the {kind} is not reported",
        NEAR,
    )


def _then(text: str, part: Part) -> tuple[str, bool] | None:
    """Return the type of what was on that very day, and whether it says "day"; null: nothing is said."""
    for kind, exact in _times(text):
        if kind != part.type:
            return kind, exact
    return None


def _times(text: str) -> Iterator[tuple[str, bool]]:
    plain = _FROM_TO.sub("-", text)
    match = _DAY_OF.search(plain) or _DAY_WHEN.search(plain)
    if match is not None:
        yield next(name for name, found in match.groupdict().items() if found), True
    if _LEAVING.search(text) is not None:
        yield "release", False
