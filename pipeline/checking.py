"""Answers claims: reads one as an article is read, looks up what it may be about, weighs what is reported.

in: a claim, a reader, an open database    out: a `Verdict`    writes: nothing
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.link.names import parse as parse_place
from pipeline.link.person_names import compare_names, name_keys, parse_name
from pipeline.link.places import context_of
from pipeline.link.reports import actor_of
from pipeline.link.spans import span_of
from pipeline.review.check.claim import Claim, Comparing, understand
from pipeline.review.check.find import findings
from pipeline.review.check.rules import paraphrase
from pipeline.review.check.verdict import Verdict, judge, judge_part
from pipeline.schema import Article
from pipeline.stages import Reader
from pipeline.store.claims import ClaimRecords


def check(
    records: ClaimRecords,
    reader: Reader,
    claims: Sequence[str],
    made: str | None = None,
    with_names: bool = False,
) -> Iterator[Verdict]:
    """Yield the answer to each claim, in order.

    Args:
        records: the database.
        reader: reads articles; what it makes of a claim is what the claim says.
        claims: one sentence or a few each.
        made: day on which they were made, YYYY-MM-DD, for "last month"; null: dates without a year stay so.
        with_names: victims and minors are found by name.
    """
    for claim in read_claims(reader, claims, made):
        parts = [
            judge_part(part, findings(records, claim, part, COMPARING, with_names)) for part in claim.parts
        ]
        yield judge(claim, parts)


def read_claims(reader: Reader, claims: Sequence[str], made: str | None = None) -> Iterator[Claim]:
    """Yield what each claim says, in order."""
    said = [paraphrase(text) for text in claims]
    articles = [
        Article(id=f"claim-{number}", text=text, origin="-", published=made)
        for number, text in enumerate(said, 1)
    ]
    for text, article, extraction in zip(claims, articles, reader.read(articles), strict=True):
        yield understand(text, article.text, extraction, COMPARING)


def _shared_name(a: str, b: str) -> float:
    match = compare_names(parse_name(a), parse_name(b))
    return 0.0 if match.contradicted else match.bits


def _states(words: str) -> frozenset[str]:
    return frozenset(mention.state for mention in context_of(words).states)


COMPARING = Comparing(
    name_keys=lambda name: name_keys(parse_name(name)),
    shared_name=_shared_name,
    place_words=lambda name: parse_place(name).core,
    states=_states,
    actor=actor_of,
    days=span_of,
)
"""Names, places and dates as `link` takes them apart."""
