"""Counts -> pictures as SVG that stands within a page.

in: numbers with their names. out: SVG text without script, fonts or addresses; writes nothing.

Colours are CSS variables of the page, so that one picture is right in light and in dark; what they are is in
`report.css`. Numbers stand beside the bars, so that nothing is told by colour alone. The same numbers give
the same bytes.
"""

from __future__ import annotations

import contextlib
import io
import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pipeline.review.tables import printable, shorten

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_INK, _FAINT = "#010101", "#020202"
_SERIES = ("#030303", "#040404", "#050505", "#060606")
_STYLES = {_INK: "currentColor", _FAINT: "var(--faint)"} | {
    color: f"var(--mark-{number})" for number, color in enumerate(_SERIES, 1)
}
"""Colours that are drawn with -> what stands in the picture."""
_WIDTH = 5.0
"""Inches of 72 units: 360, a phone's width."""
_SETTINGS: Any = {
    "svg.fonttype": "none",
    "svg.hashsalt": "blotter",
    "font.size": 10,
    "font.family": "DejaVu Sans",
    "text.parse_math": False,
    "text.color": _INK,
    "axes.labelcolor": _INK,
    "axes.edgecolor": _FAINT,
    "xtick.color": _FAINT,
    "ytick.color": _FAINT,
    "xtick.labelcolor": _INK,
    "ytick.labelcolor": _INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
}
_LABEL = 28
"""Characters of a name beside a bar, at most."""
_ID = re.compile(r'(\bid="|url\(#|href="#)')
_FONT = re.compile(r"font: ([\d.]+px) [^;\"]*|font-family: [^;\"]*; ")
_NOT_FOR_A_PAGE = re.compile(
    r"\s*<metadata>.*?</metadata>|\s*<defs>\s*<style.*?</defs>|\s*<!--.*?-->", re.DOTALL
)
"""A style in a picture holds for the whole page around it."""
_TICKS = 4


def bars(
    name: str, told: tuple[str, str], rows: Sequence[tuple[str, Sequence[int]]], series: Sequence[str]
) -> str:
    """Return bars that lie, one group for each row, with the numbers at their ends.

    Args:
        name: of the picture, unique within the page, of letters.
        told: title and description, for who cannot see it.
        rows: label and a number for each of the series, from the top.
        series: what the numbers are; of one only, no legend is drawn.
    """
    height = 0.8 / len(series)
    most = max((number for _, numbers in rows for number in numbers), default=0)
    with _drawing(1, 0.5 + len(rows) * (0.16 + 0.19 * len(series))) as (figure, (axes,)):
        for at, label in enumerate(series):
            places = [row + (at - (len(series) - 1) / 2) * height for row in range(len(rows))]
            numbers = [values[at] for _, values in rows]
            drawn = axes.barh(places, numbers, height * 0.9, color=_SERIES[at], label=label)
            axes.bar_label(drawn, labels=[f"{number:,}" if number else "" for number in numbers], padding=3)
        axes.set_yticks(range(len(rows)), [_label(label) for label, _ in rows])
        axes.set(ylim=(len(rows) - 0.5, -0.5), xlim=(0, max(most, 1) * 1.15), xticks=[])
        axes.spines["bottom"].set_visible(False)
        axes.tick_params(length=0)
        if len(series) > 1:
            figure.legend(loc="outside upper left", ncols=len(series), frameon=False)
        return _svg(figure, name, told)


def panels(
    name: str, told: tuple[str, str], periods: Sequence[str], rows: Mapping[str, Sequence[int]]
) -> str:
    """Return columns over time, a panel for each row, each on a scale of its own with its highest number.

    Args:
        name: as of `bars`.
        told: as of `bars`.
        periods: what the columns are, e.g. months, in order and without gaps.
        rows: label to a number for each period.
    """
    step = max(1, -(-len(periods) // _TICKS))
    ticks = range(0, len(periods), step)
    with _drawing(len(rows), 0.4 + 0.66 * len(rows)) as (figure, all_axes):
        for axes, (label, numbers) in zip(all_axes, rows.items(), strict=True):
            axes.bar(range(len(periods)), numbers, 0.85, color=_SERIES[0])
            most = max(*numbers, 1)
            axes.set(ylim=(0, most * 1.05), xlim=(-0.6, len(periods) - 0.4), yticks=[0, most])
            axes.set_title(_label(label), loc="left", fontsize=10, pad=3)
            axes.tick_params(labelsize=9, length=2)
            axes.set_xticks(ticks, [periods[at] for at in ticks])
            axes.tick_params(axis="x", labelbottom=axes is all_axes[-1])
        return _svg(figure, name, told)


@contextlib.contextmanager
def _drawing(number: int, height: float) -> Iterator[tuple[Figure, list[Axes]]]:
    """Give a figure of so many inches with its axes, one below another; all within is drawn in our style."""
    import matplotlib
    from matplotlib.figure import Figure

    with matplotlib.rc_context(_SETTINGS), warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # letters that the font lacks: the page's has them
        figure = Figure(figsize=(_WIDTH, height), layout="constrained")
        axes = figure.subplots(number, 1, squeeze=False, sharex=True)
        yield figure, [axes[row][0] for row in range(number)]


def _svg(figure: Figure, name: str, told: tuple[str, str]) -> str:
    """Return a drawing as an element of a page."""
    stream = io.StringIO()
    figure.savefig(stream, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    text = stream.getvalue()
    text = text[text.index("<svg") :]
    text = _NOT_FOR_A_PAGE.sub("", text)
    for color, style in _STYLES.items():
        text = text.replace(color, style)
    text = _FONT.sub(_font_size, _ID.sub(rf"\g<1>{name}-", text))
    opening, _, rest = text.partition(">")
    opening = re.sub(r' (?:width|height|version|xmlns:xlink)="[^"]*"', "", opening)
    title, description = (_escape(words) for words in told)
    return (
        f'{opening} role="img" aria-labelledby="{name}-t {name}-d">\n'
        f'<title id="{name}-t">{title}</title>\n<desc id="{name}-d">{description}</desc>{rest}'
    )


def _font_size(match: re.Match[str]) -> str:
    return f"font-size: {match[1]}" if match[1] else ""


def _label(words: str) -> str:
    return shorten(printable(words), _LABEL)


def _escape(words: str) -> str:
    return printable(words).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
