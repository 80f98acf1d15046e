"""Reports into clusters, each of one person or one event.

in: reports, what is known of pairs of them    out: clusters    writes: nothing

Clusters are joined along the links between their reports, the strongest first, if all pairs between them
together speak for it and none forbids it: average linkage with vetoes. Whatever the order in which reports
are given, the result is the same: it depends on the set of reports alone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

Pair = tuple[str, str]
"""Ids of two reports, the smaller first."""
_COMPARED = 160
"""Pairs between two clusters that are looked at; of more, those of the first reports of each."""


def pair(a: str, b: str) -> Pair:
    """Return two ids in order."""
    return (a, b) if a < b else (b, a)


def components(ids: Iterable[str], links: Iterable[Pair]) -> list[list[str]]:
    """Return the ids in groups that links hold together, each group and the groups in order.

    Links of other ids are passed over: a decision may be about reports that are not looked at now.
    """
    parent = {item: item for item in ids}

    def find(item: str) -> str:
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    for a, b in links:
        if a in parent and b in parent:
            low, high = sorted((find(a), find(b)))
            parent[high] = low
    groups: dict[str, list[str]] = {}
    for item in sorted(parent):
        groups.setdefault(find(item), []).append(item)
    return list(groups.values())


def cluster(
    ids: Collection[str],
    links: Mapping[Pair, float],
    weigh: Callable[[str, str], float | None],
    threshold: float,
    together: Collection[Pair] = (),
    apart: Collection[Pair] = (),
    average: float = 0.0,
    holds: Callable[[Sequence[str]], bool] | None = None,
) -> list[list[str]]:
    """Return reports in clusters.

    Args:
        ids: of the reports.
        links: pairs that speak for being one, with how much.
        weigh: gives how much any pair speaks for it; null: the two cannot be one.
        threshold: what a pair must weigh for clusters to be joined along it.
        average: what all pairs between the two must weigh on average.
        together: pairs that are one because a person said so: the clusters that they are in become one.
        apart: pairs that are two because a person said so.
        holds: tells whether reports can be one, all taken together; none: whatever pairs say.
    """
    inside = set(ids)
    member = {item: [item] for item in inside}
    forbidden = {p for p in apart if set(p) <= inside}
    order = sorted(links.items(), key=lambda item: (-item[1], item[0]))
    for (a, b), weight in order:
        if weight < threshold or not {a, b} <= inside:
            continue
        one, other = member[a], member[b]
        if one is other or not _may_join(one, other, weigh, average, forbidden):
            continue
        if holds is not None and not holds([*one, *other]):
            continue
        _join(one, other, member)
    for a, b in sorted(p for p in together if set(p) <= inside):
        if member[a] is not member[b] and not _forbidden(member[a], member[b], forbidden):
            _join(member[a], member[b], member)
    return sorted({group[0]: group for group in member.values()}.values())


def _join(one: Sequence[str], other: Sequence[str], member: dict[str, list[str]]) -> None:
    joined = sorted((*one, *other))
    for item in joined:
        member[item] = joined


def _forbidden(one: Sequence[str], other: Sequence[str], forbidden: Collection[Pair]) -> bool:
    return bool(forbidden) and any(pair(a, b) in forbidden for a in one for b in other)


def _may_join(
    one: Sequence[str],
    other: Sequence[str],
    weigh: Callable[[str, str], float | None],
    threshold: float,
    forbidden: Collection[Pair],
) -> bool:
    if _forbidden(one, other, forbidden):
        return False
    total, number = 0.0, 0
    for a, b in ((a, b) for a in one for b in other):
        weight = weigh(*pair(a, b))
        if weight is None:
            return False
        total += weight
        number += 1
        if number == _COMPARED:
            break
    return total / number >= threshold
