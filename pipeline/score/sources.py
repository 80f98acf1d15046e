"""The figures of each source apart: what does well on one outlet may do badly on another.

in: gold, output, and which article is of which source. out: the scores of each source.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from pipeline.score.likeness import Record
from pipeline.score.metrics import Scores, score

UNKNOWN = "(none given)"


def by_source(gold: Iterable[Record], predicted: Mapping[str, Record]) -> dict[str, tuple[int, Scores]]:
    """Return how many articles each source has and their scores, the source of most articles first.

    Args:
        gold: the gold articles' annotations.
        predicted: the output's annotations by article id; `article` and `source` in it name the source.
    """
    groups: defaultdict[str, list[Record]] = defaultdict(list)
    for article in gold:
        told = predicted.get(article["id"], {}).get("article", {})
        groups[told.get("source") or UNKNOWN].append(article)
    ordered = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    return {source: (len(articles), score(articles, predicted)) for source, articles in ordered}
