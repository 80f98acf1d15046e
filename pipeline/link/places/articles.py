"""Links the places of custody and the custodians of an article.

in: an `Article` and its `Extraction`    out: the extraction with its links    writes: nothing
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.link.places.context import context_of
from pipeline.link.places.facilities import link
from pipeline.link.places.names import parse
from pipeline.schema import Article, Extraction, Value


def link_places(article: Article, extraction: Extraction) -> Extraction:
    """Return the extraction with a link for each place of custody that it names, in the order of naming.

    Custodians that are agencies (ICE) or states and countries are no places of custody and get none.
    """
    places = {place.value: place.start for place in reversed(list(_places(extraction)))}
    if not places:
        return extraction
    context = context_of(article.text, article.title, article.source)
    links = [link(str(name), context, at) for name, at in sorted(places.items(), key=lambda item: item[1])]
    return replace(extraction, links=tuple(links))


def _places(extraction: Extraction) -> Iterator[Value]:
    yield from extraction.facilities
    for event in extraction.events:
        custodian = event.custodian
        if custodian is not None and (parse(str(custodian.value)).kind or custodian.rule in _COUNTED):
            yield custodian


_COUNTED = frozenset({"detainer.breakdown"})
"""Rules by which a custodian without a word for what it is is a county or city: "Denver (97)"."""
