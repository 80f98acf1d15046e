"""Finds where a text names charges: the items of the lists behind "charged with", "counts of", "guilty to".

in: text    out: half-open offsets of each item    writes: nothing

Some words are an offense only there ("escape", "structuring"), and whatever stands there is likely one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_COURT = (
    r"\s(?:today|yesterday|\w+day|last|late|earlier|in|on|at|by|before|under)"
    r"(?:\s(?!to\b|sentenc|order)(?:[\w’'-]+,?|(?-i:(?:[A-Z]\.)+|(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|St|Jr)\.),?)){0,12}?"
)
"""Day, court and judge between the verb and what is charged."""
_WHOM = (
    r"(?:(?:(?:him|her|them|both|(?:the|both|all)\s(?:[\w-]+\s)?(?:m[ae]n|wom[ae]n|pair|couple|defendants?|brothers))|"
    r"(?-i:[A-Z][\w.’'-]+,?(?:\s[A-Z][\w.’'-]+,?){0,4}(?:\s\d\d,)?))\s)"
)
"""Who is convicted, between "convicted" and "of"."""
_FRAME = re.compile(
    rf"\b(?:charged\s(?:\w+\s){{0,3}}?with|charged{_COURT}\swith|guilty{_COURT}\s(?:to(?!\sbe\b)|of)|"
    rf"convicted{_COURT}\sof|indicted{_COURT}\s(?:on|for)|(?:convict|acquit|clear)\w*\s{_WHOM}of|"
    r"(?:charges?|counts?|convictions?|convicted|guilty|offen[cs]es?|crimes?|"
    r"indicted|arraigned|suspicion|sentences?|acquitted|accused|cleared)"
    r"(?:\s(?:each|by\s(?:a|the)\s(?:federal\s)?jury|today|yesterday|\w+day|in\s\d{4}))?\s(?:of|on|for|to)"
    r"|(?:charges|counts|convictions|offen[cs]es),?\s(?:include[sd]?|including|are|were)"
    r"|jailed\sfor\s(?:[\w-]+\s){1,5}?(?:years?|months?|weeks|days|life)\sfor"
    r"|(?:wanted|warrant|prosecuted|tried|trial)\s(?:\w+\s){0,3}?(?:for|of|on)"
    r"|(?:arrested|booked|cited|jailed|imprisoned|fined|remanded)\s(?:[\w.,’'$£-]+\s){0,6}?(?:for|of|on)"
    r"|sentenced\s(?:[\w,-]+\s){1,9}?for)\s",
    re.IGNORECASE,
)
_NAMING = re.compile(
    r"charged\s.*?with|(?:charges?|counts?|convicted|guilty)(?:\seach)?\sof|(?:guilty|convicted)\s.*?\b(?:to|of)|"
    r"(?:convictions?|arrested|indicted)\sfor|(?:indicted|arraigned)\son|charges\s(?:include[sd]?|including)",
    re.IGNORECASE,
)
"""Words that open a list of charges and little else."""
_IN_CHARGE = re.compile(r"\bin[\s-]$", re.IGNORECASE)
_LONGEST = 320
_STOP = re.compile(
    r"[.;:()\n](?=\s|$)|\n|\s(?:after|before|when|while|who|which|that|whose|following|because|if|as|stemming|"
    r"but|was|were|is|are|has|had|will|would|faces|said|says|according|arising)\b|"
    r"\sin\s(?:connection|relation|violation|addition|\d{4})\b|\s(?:on|in)\s(?-i:(?:Jan|Feb|Mar|Apr|May|Jun|"
    r"Jul|Aug|Sep|Oct|Nov|Dec)\b|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)|\sfor\s(?:her|his|their|allegedly)\b",
    re.IGNORECASE,
)
_LOOSE_END = re.compile(r"\s(?:and|or)$")
_STRANDED = re.compile(r"(?:or|and|but|nor)\s", re.IGNORECASE)
"""Behind a verb whose charge stands in front of it: "what he was charged with or giving him a hearing"."""
_LINK = re.compile(r"\s*(?:,\s*(?:(?:and|or|as\swell\sas|plus)\s)?|\s(?:and|or|as\swell\sas|plus)\s)")
_LEADING = re.compile(
    r"(?:(?:an?|the|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|multiple|numerous|"
    r"\d+|string|series|spree|additional|other|separate|each|single|counts?|charges?|suspicion|of|felony|misdemeanor|federal|state|"
    r"first|second|third|fourth|fifth|degree|being|aggravated|with|illegal|unlawful|allegedly|knowingly|"
    r"willfully)[\s-]+)+",
    re.IGNORECASE,
)
_INCHOATE = re.compile(
    r"(?:(?:attempt(?:ed|ing)?(?:\sto)?(?:\scommit)?|committing|conspir(?:acy|ing)(?:\sto)?(?:\scommit)?|"
    r"solicitation\sof|aiding(?:\sand\sabetting)?|an?)\s)+",
    re.IGNORECASE,
)
"""Attempts and conspiracies count as the offense itself."""


@dataclass(frozen=True, slots=True)
class ChargeItem:
    """One item of a list of charges."""

    begin: int
    """In front of them: an offense's name may begin with one, "unlawful taking"."""
    start: int
    """Behind the words that count and grade it."""
    deed: int
    """Behind those that make it an attempt or a conspiracy."""
    end: int
    first: bool
    """It stands directly behind the words that open the list."""
    named: bool
    """Those words open a list of charges and little else."""


def charge_items(text: str) -> list[ChargeItem]:
    """Return the items of all lists of charges, in text order, each start once."""
    items: dict[int, ChargeItem] = {}
    for frame in _FRAME.finditer(text):
        office = _IN_CHARGE.search(text, max(0, frame.start() - 4), frame.start())
        named = _NAMING.match(frame.group()) is not None and office is None
        for item in _items(text, frame.end(), named):
            known = items.get(item.start)
            if known is None or (item.first, item.named) > (known.first, known.named):
                items[item.start] = item
    return [items[start] for start in sorted(items)]


def _items(text: str, start: int, named: bool) -> Iterator[ChargeItem]:
    if _STRANDED.match(text, start):
        return
    stop = _STOP.search(text, start, start + _LONGEST)
    limit = stop.start() if stop else min(len(text), start + _LONGEST)
    loose = _LOOSE_END.search(text, start, limit)
    limit = loose.start() if loose else limit
    first = True
    while start < limit:
        link = _LINK.search(text, start, limit)
        end = link.start() if link else limit
        leading = _LEADING.match(text, start, end)
        head = leading.end() if leading else start
        if head < end:
            inchoate = _INCHOATE.match(text, head, end)
            yield ChargeItem(start, head, inchoate.end() if inchoate else head, end, first, named)
        first = False
        start = link.end() if link else limit
