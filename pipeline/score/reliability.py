"""How true the confidences of an output are, kind by kind, and the figure that shows it.

in: gold and output in the form of the annotation guide, with the confidences that `pipeline.guide` writes
beside it. out: figures; a picture.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import OutputError
from pipeline.score.calibration import Reliability, reliability
from pipeline.score.judgement import judge
from pipeline.score.likeness import Record

if TYPE_CHECKING:
    from matplotlib.axes import Axes

KINDS = ("events", "offenses", "people", "facilities", "dates", "agencies", "custodians", "counts")
_DETAILS = {"dates": "date", "agencies": "agency", "custodians": "custodian", "counts": "count"}
_SIZE = (6.0, 6.5)
"""Inches."""
_FEW = 5
"""A bin of fewer values has no point in the picture: their share says nothing."""


def reliabilities(gold: Iterable[Record], predicted: Mapping[str, Record]) -> dict[str, Reliability]:
    """Return how true the confidences of each of `KINDS` are; a kind of which nothing was found is left out.

    Args:
        gold: the gold articles' annotations.
        predicted: the output's annotations by article id, with their evidence.
    """
    confidences: defaultdict[str, list[float]] = defaultdict(list)
    truths: defaultdict[str, list[bool]] = defaultdict(list)
    for article in gold:
        if article["id"] in predicted:
            for kind, confidence, right in _values(article, predicted[article["id"]]):
                confidences[kind].append(confidence)
                truths[kind].append(right)
    return {kind: reliability(confidences[kind], truths[kind]) for kind in KINDS if confidences[kind]}


def _values(gold: Record, predicted: Record) -> Iterator[tuple[str, float, bool]]:
    """Yield kind, confidence and truth of each value that gold can judge."""
    found = judge(gold, predicted)
    for kind, field in (("events", "quote"), ("offenses", "quote"), ("people", "mention")):
        truths: dict[int, bool] = getattr(found, kind)
        for i, right in truths.items():
            yield kind, predicted[kind][i]["evidence"][field]["confidence"], right
    for i, right in found.facilities.items():
        yield "facilities", predicted["facility_evidence"][i]["confidence"], right
    for i, event in enumerate(predicted["events"]):
        for kind, field in _DETAILS.items():
            if field in event["evidence"]:
                right = found.details.get((field, i), False)
                yield kind, event["evidence"][field]["confidence"], right


def draw(found: Mapping[str, Reliability], path: Path) -> None:
    """Draw confidence against the share of right ones, and how many values there are of each confidence.

    Args:
        found: by kind, as `reliabilities` gives it.
        path: a file whose ending says the form: `.png`, `.svg`, `.pdf`.

    Raises:
        OutputError: it cannot be written.
    """
    from matplotlib.figure import Figure

    figure = Figure(figsize=_SIZE, layout="constrained")
    upper, lower = figure.subplots(2, 1, height_ratios=(3, 1), sharex=True)
    _draw_curves(upper, found)
    events = found.get("events")
    if events is not None:
        lower.bar([mean for mean, _, _ in events.bins], [number for _, _, number in events.bins], width=0.06)
    lower.set(xlabel="confidence", ylabel="events", xlim=(0, 1))
    try:
        figure.savefig(path, metadata={"Date": None} if path.suffix == ".svg" else None)
    except (OSError, ValueError) as error:
        raise OutputError(f"{path}: expected a picture to write, e.g. .png or .svg: {error}") from error


def _draw_curves(axes: Axes, found: Mapping[str, Reliability]) -> None:
    axes.plot([0, 1], [0, 1], color="0.7", linestyle="--", linewidth=1, label="as sure as right")
    for kind, it in found.items():
        main: dict[str, Any] = {"linewidth": 2.5, "zorder": 3} if kind == "events" else {"linewidth": 1}
        points = [(mean, share) for mean, share, number in it.bins if number >= _FEW]
        means, shares = [mean for mean, _ in points], [share for _, share in points]
        label = f"{kind} ({it.number}; error {it.error:.3f})"
        axes.plot(means, shares, marker="o", markersize=4, label=label, **main)
    axes.set(ylabel="share that is right", ylim=(0, 1.02), title="How sure, and how often right")
    axes.legend(loc="upper left", fontsize="small")
