"""The county, city or jail that heads a paragraph of a list: "Ashby County: ... Released anyway".

in: a text and a position    out: where the place is named
"""

from __future__ import annotations

import re

_HEADING = re.compile(
    r"^(?:[•*–—-]\s?)?"
    r"(?P<place>(?:[A-Z][\w.’'-]+\s){1,4}"
    r"(?:County|Parish|Jail|City|Prison|Sheriff[’']s\s(?:Office|Department)|Police\sDepartment"
    r"|(?:Detention|Correctional?)\s(?:Center|Facility|Institution))"
    r"|City\sof(?:\s[A-Z][\w.’'-]+){1,3})"
    r"(?:,\s[A-Z][\w.]+)?(?P<sign>:|\s[–—-])\s",
    re.MULTILINE,
)


def heading_place(text: str, position: int) -> tuple[int, int] | None:
    """Return the start and end of the place that heads the paragraph of a position, if one does.

    With a dash it is one of several such, or else a dateline.
    """
    match = _HEADING.match(text, text.rfind("\n", 0, position) + 1, position)
    if match is None or (match["sign"] != ":" and len(_HEADING.findall(text)) < 2):
        return None
    return match.span("place")
