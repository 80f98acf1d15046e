"""Links the name of a facility or county to an entry of the gazetteer, or says why not.

in: a name, the place context of its article    out: a `Link`    writes: nothing

Places of one name are told apart by the states, cities and counties that the article itself names. Where
these do not decide, nothing is linked: a detainer laid to the wrong Franklin County is worse than none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz import fuzz, process

from pipeline.link.places.context import PlaceContext, is_state, state_behind
from pipeline.link.places.gazetteer import Entry, gazetteer
from pipeline.link.places.names import PlaceName, parse
from pipeline.schema import Link

_LIKE = 90
"""Likeness of two names, of 100, from which a misspelling is guessed."""
_CITY = 3.0
"""What a facility's own city, named in the article, weighs for it."""
_LEAST = 2.0
"""The best state must weigh so much, or the article does not decide."""
_MARGIN = 2.0
"""The best state must weigh so many times the second, or nothing is decided."""
_SHOWN = 6
"""Candidates kept where nothing is decided."""
_UNLINKED = frozenset({"court", "police"})
"""Kinds of names that the gazetteer has no entries of."""


def link(name: str, context: PlaceContext, at: int) -> Link:
    """Return what a name means.

    Args:
        name: the facility, custodian or county, as the article has it.
        context: the places that the article names.
        at: where in its text the name stands.
    """
    bare, state = state_behind(name)
    said = parse(bare)
    if is_state(name):
        return Link(name, reason="a state")
    if said.kind in _UNLINKED:
        return Link(name, reason=f"{said.kind}: none are in the gazetteer")
    if not said.core:
        return Link(name, reason="no word of it tells which")
    found, why, guess = _candidates(said)
    if not found:
        return Link(name, reason="no entry of this name")
    groups = _by_state(entry for entry in found if state is None or entry.state == state)
    if not groups:
        return Link(name, reason=f"no entry of this name in {state}")
    return _decide(name, said, groups, why, guess, context, at)


def _candidates(said: PlaceName) -> tuple[list[Entry], str, bool]:
    """Return the entries that the name may mean, what they have in common, and whether they are a guess."""
    known = gazetteer()
    if said.level == "county":
        counties = known.counties[said.core]
        own = [entry for county in counties for entry in _jails(county, said)]
        if own:
            return own, "the county's name", False
        return _like(said)
    exact = known.by_name[said.plain]
    if exact:
        other = all(said.level and parse(entry.name).level not in ("", said.level) for entry in exact)
        return exact, "its name, though the county's by its official one" if other else "its name", other
    same = [entry for entry in known.by_core[said.core] if _fits(entry, said)]
    if said.level == "city":
        city = [entry for entry in same if parse(entry.name).level == "city"]
        if city:
            return city, "the city's name", False
        own = [entry for county in known.counties[said.core] for entry in _jails(county, said)]
        if own:
            return own, "no city jail of this name is listed, the county of this name has one", True
    if not said.kind and known.counties[said.core]:
        return list(known.counties[said.core]), "a county of this name", True
    if same:
        return same, "the words that tell it", not _same_head(said, same)
    within = [entry for core, entries in known.by_core.items() if _within(said, core) for entry in entries]
    if within:
        return [entry for entry in within if _fits(entry, said)], "a longer name with its words", True
    return _like(said)


def _within(said: PlaceName, core: frozenset[str]) -> bool:
    """Say whether a name's words are all in a longer one: "Nashua Street" in "Suffolk, Nashua Street"."""
    return len(said.core) > 1 and said.core < core


def _jails(county: Entry, said: PlaceName) -> list[Entry]:
    """Return the jails of a county that a name may mean, and the county for where they are not told apart."""
    if said.kind in ("county", "sheriff"):
        return [county]
    own = [
        entry
        for entry in gazetteer().by_county[county.county, county.state]
        if entry.kind in ("jail", "immigration") and said.core <= parse(entry.name).core | _cores(entry)
    ]
    exact = [entry for entry in own if _is_named(entry, said)]
    open_now = [entry for entry in exact or own if not entry.closed] or exact or own
    return open_now if len(open_now) == 1 else [county, *open_now]


def _cores(entry: Entry) -> frozenset[str]:
    return frozenset(word for alias in entry.aliases for word in parse(alias).core)


def _fits(entry: Entry, said: PlaceName) -> bool:
    """Say whether an entry is of a kind that the name may mean: a children's home only if it says so."""
    return entry.kind != "juvenile" or "juvenile" in said.plain or "youth" in said.plain


def _same_head(said: PlaceName, entries: Iterable[Entry]) -> bool:
    return any(set(parse(entry.name).plain.split()) >= set(said.plain.split()) for entry in entries)


def _like(said: PlaceName) -> tuple[list[Entry], str, bool]:
    """Return the entries whose whole names are nearly the same."""
    known = gazetteer()
    near = process.extract(
        said.plain, list(known.by_name), scorer=fuzz.token_sort_ratio, score_cutoff=_LIKE, limit=3
    )
    found = [entry for name, _, _ in near for entry in known.by_name[name] if _fits(entry, said)]
    return found, "a name spelled nearly so", True


def _by_state(entries: Iterable[Entry]) -> Mapping[str, Sequence[Entry]]:
    groups: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry not in groups[entry.state]:
            groups[entry.state].append(entry)
    return groups


def _decide(
    name: str,
    said: PlaceName,
    groups: Mapping[str, Sequence[Entry]],
    why: str,
    guess: bool,
    context: PlaceContext,
    at: int,
) -> Link:
    told = context.support(at, len(name))
    weights = {state: told.get(state, 0.0) + _cities(group, said, context) for state, group in groups.items()}
    named = [state for state, group in groups.items() if any(_is_named(entry, said) for entry in group)]
    ranked = sorted(weights, key=lambda state: (-weights[state], state))
    best = ranked[0]
    everything = [entry for state in ranked for entry in groups[state]]
    only_name = len(ranked) > 1 and len(named) == 1 and not any(weights.values())
    if only_name:
        best, why, guess = named[0], "its whole name, which no other county's jail has", True
    elif len(ranked) > 1 and weights[best] < max(_LEAST, _MARGIN * weights[ranked[1]]):
        where = ", ".join(ranked[:_SHOWN])
        return Link(name, reason=f"the article does not say which: {where}", candidates=_ids(everything))
    entry = _one(groups[best], said, context)
    if entry is None:
        return Link(name, reason=f"several in {best} fit", candidates=_ids(groups[best]))
    elsewhere = bool(told) and not weights[best]
    if elsewhere and guess:
        return Link(
            name, reason=f"{why}, but the article does not speak of {best}", candidates=_ids(groups[best])
        )
    if entry.kind == "county" and said.kind not in ("", "county", "sheriff"):
        why = f"{why}, whose jails it does not tell apart"
    if only_name:
        reason = why
    elif len(ranked) > 1:
        reason = f"{why}, and the article speaks of {best}"
    elif elsewhere:
        reason = f"{why}, the only one, though the article does not speak of {best}"
    else:
        reason = f"{why}, the only one"
    likeness = max(
        fuzz.token_sort_ratio(said.plain, parse(item).plain) for item in (entry.name, *entry.aliases)
    )
    score = round(max(likeness, 80.0 if not guess else 0.0) / 100 * (0.7 if elsewhere else 1.0), 2)
    return Link(
        name,
        entry=entry.id,
        official=entry.name,
        kind=entry.kind,
        city=entry.city or None,
        county=entry.county or None,
        state=entry.state,
        code=entry.code or None,
        score=score,
        reason=reason,
        guess=guess or elsewhere,
    )


def _is_named(entry: Entry, said: PlaceName) -> bool:
    return entry.kind != "county" and said.plain in {
        parse(item).plain for item in (entry.name, *entry.aliases)
    }


def _cities(entries: Iterable[Entry], said: PlaceName, context: PlaceContext) -> float:
    """Return what speaks for entries in that the article names their city, where it is none of the name."""
    cities = {
        entry.city for entry in entries if entry.city and not said.core & set(entry.city.lower().split())
    }
    return _CITY if any(context.names(city) for city in cities) else 0.0


def _one(entries: Sequence[Entry], said: PlaceName, context: PlaceContext) -> Entry | None:
    """Return the one entry of a state that fits: by its city, by being open, by its name; null: several do.

    Of a county's jails that are not told apart it is the county.
    """
    county = next((entry for entry in entries if entry.kind == "county"), None)
    jails = [entry for entry in entries if entry is not county]
    for told in (
        [entry for entry in jails if parse(entry.name).plain == said.plain],
        [entry for entry in jails if context.names(entry.city)],
        [entry for entry in jails if not entry.closed],
        jails,
    ):
        if len(told) == 1:
            return told[0]
    return county


def _ids(entries: Iterable[Entry]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(entry.id for entry in entries))[:_SHOWN]
