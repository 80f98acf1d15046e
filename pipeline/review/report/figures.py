"""Happenings -> the counts that a report tells.

in: what happened, and what is asked for. out: `Figures`; writes nothing.

Each happening counts once, however many articles report it. Only what is reported as fact counts in the
figures of facts; what is alleged, planned or denied is counted apart.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.review.happenings import Happening
from pipeline.review.window import Window

OUTCOMES = ("detainer_honored", "detainer_declined", "detainer_withdrawn")
LODGED = "detainer_issued"
DETAINERS = (LODGED, *OUTCOMES)
SEVERAL, NONE_TOLD = "several", "none told"
ACTUAL = "actual"
MANY_SOURCES = 4
"""This many independent sources and more are counted together."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a report is to count."""

    since: str | None = None
    until: str | None = None
    window: Window | None = None
    """The same as days; null: all times."""
    least: float = 0.0
    """The least confidence, 0 to 1."""


@dataclass(slots=True)
class Figures:
    """What a report counts; of happenings told as fact if nothing else is said."""

    by_type: Counter[str] = field(default_factory=Counter)
    apart: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """Modality (not actual) -> type -> number."""
    by_month: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """Type -> YYYY-MM -> number."""
    by_year: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """Type -> YYYY -> number; also of those that give no month."""
    undated: Counter[str] = field(default_factory=Counter)
    """Type -> number of those without a year."""
    people: dict[str, set[str]] = field(default_factory=dict)
    """Person -> the types of detainer events that are told of them."""
    groups: Counter[str] = field(default_factory=Counter)
    """Type of detainer event -> number of those about groups."""
    by_custodian: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """Custodian, with the state where it is known -> type of detainer event -> number."""
    by_state: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """State, two letters -> type (of any event) -> number."""
    stateless: Counter[str] = field(default_factory=Counter)
    """Type -> number of those whose custodian is in no known state."""
    sources: Counter[int] = field(default_factory=Counter)
    """Independent sources, at most `MANY_SOURCES` -> number."""
    conflicting: int = 0
    unsure: int = 0
    """Left out as less sure than asked."""
    outside: int = 0
    """Left out as of another time, or of none, where a time was asked for."""
    decided: int = 0
    """Counted ones on which a person has decided."""
    confidence: float = 0.0
    """Sum of the confidences of the counted ones."""

    @property
    def facts(self) -> int:
        """Return how many happenings are told as fact."""
        return self.by_type.total()

    def outcomes(self) -> Counter[str]:
        """Return outcome -> number of people of whom a detainer is told; `SEVERAL` and `NONE_TOLD` too."""
        found: Counter[str] = Counter()
        for told in self.people.values():
            ends = [kind for kind in OUTCOMES if kind in told]
            found[ends[0] if len(ends) == 1 else SEVERAL if ends else NONE_TOLD] += 1
        return found


def count(found: Iterable[Happening], asked: Asked) -> Figures:
    """Return the counts of what happened."""
    figures = Figures()
    for happening in found:
        if not happening.decided and happening.confidence < asked.least:
            figures.unsure += 1
        elif asked.window and not (happening.date and asked.window.covers(happening.date)):
            figures.outside += 1
        elif happening.modality != ACTUAL:
            figures.apart[happening.modality][happening.type] += 1
        else:
            _add(figures, happening)
    return figures


def _add(figures: Figures, happening: Happening) -> None:
    kind = happening.type
    figures.by_type[kind] += 1
    figures.decided += happening.decided
    figures.confidence += happening.confidence
    figures.sources[min(happening.sources, MANY_SOURCES)] += 1
    figures.conflicting += happening.conflicts > 0
    _add_time(figures, kind, happening.date)
    if happening.state:
        figures.by_state[happening.state][kind] += 1
    else:
        figures.stateless[kind] += 1
    if kind in DETAINERS:
        if happening.person is None:
            figures.groups[kind] += 1
        else:
            figures.people.setdefault(happening.person, set()).add(kind)
        if happening.custodian:
            where = f", {happening.state}" if happening.state else ""
            figures.by_custodian[happening.custodian + where][kind] += 1


def _add_time(figures: Figures, kind: str, date: str | None) -> None:
    """Count a happening in the month and year that its date lies in as a whole."""
    first, _, last = (date or "").partition("/")
    last = last or first
    year = first[:4] if first[:4].isdigit() and first[:4] == last[:4] else None
    if year is None:
        figures.undated[kind] += 1
        return
    figures.by_year[kind][year] += 1
    if len(first) >= 7 and first[:7] == last[:7]:
        figures.by_month[kind][first[:7]] += 1
