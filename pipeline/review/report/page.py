"""A database -> its report as one page, HTML or Markdown.

in: the open database and what to count. out: the page; writes nothing. The same database and the same asking
give the same bytes: nothing in it depends on when or where it was made.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from pipeline.review.decisions import Decisions
from pipeline.review.happenings import happenings
from pipeline.review.report.figures import Asked, count
from pipeline.review.report.sections import Cell, Section, Table, key_figures, most_told, sections
from pipeline.review.tables import printable
from pipeline.review.window import parse_window
from pipeline.store.linked import LinkedRecords
from pipeline.store.report import holdings, protected_among

_FOLDER = Path(__file__).parent
_CODE = re.compile(r"`([^`]*)`")
_MARKS = re.compile(r"([\\`*_{}\[\]<>|#~])")
TITLE = "Detainers and arrests as the news reports them"


@dataclass(frozen=True, slots=True)
class Report:
    """What a report says."""

    period: str
    """When its articles were published, in words."""
    keys: tuple[tuple[str, int], ...]
    sections: tuple[Section, ...]


def make_report(
    records: LinkedRecords, since: str | None = None, until: str | None = None, least: float = 0.0
) -> Report:
    """Return what a report says.

    Args:
        records: the open database.
        since: YYYY, YYYY-MM or YYYY-MM-DD; null: from the beginning.
        until: the same; null: to the end.
        least: the least confidence of the events counted, 0 to 1.

    Raises:
        QueryError: a date is none.
    """
    asked = Asked(since, until, parse_window(since, until), least)
    found = holdings(records)
    figures = count(happenings(records, Decisions(records)), asked)
    protected = protected_among(records, most_told(figures))
    period = "no day of publication given"
    if found.first:
        period = f"articles published from {found.first} to {found.last}"
    return Report(period, key_figures(found, figures), tuple(sections(found, figures, asked, protected)))


def as_html(report: Report) -> str:
    """Return a report as one page that asks for nothing else."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )

    def coded(text: str) -> Markup:
        parts = _CODE.split(text)
        marked = [
            Markup("<code>{}</code>").format(part) if at % 2 else Markup.escape(part)
            for at, part in enumerate(parts)
        ]
        return Markup("").join(marked)

    environment.filters |= {"cell": _cell, "coded": coded, "number": lambda value: isinstance(value, int)}
    style = Markup((_FOLDER / "report.css").read_text(encoding="utf-8"))
    pictures = {section.name: [Markup(one) for one in section.pictures] for section in report.sections}
    template = environment.get_template("report.html")
    return template.render(title=TITLE, report=report, style=style, pictures=pictures)


def as_markdown(report: Report) -> str:
    """Return a report as Markdown: all that the page says, without the pictures."""
    parts = [f"# {TITLE}", report.period[0].upper() + report.period[1:] + "."]
    parts.append("\n".join(f"- {words}: **{number:,}**" for words, number in report.keys))
    for section in report.sections:
        parts += [f"## {section.title}", *section.paragraphs]
        if section.points:
            parts.append("\n".join(f"- {point}" for point in section.points))
        parts += [_markdown_table(table) for table in section.tables]
    return "\n\n".join(parts) + "\n"


def _markdown_table(table: Table) -> str:
    numbers = [isinstance(cell, int) for cell in (table.rows[0] if table.rows else table.heads)]
    lines = [
        f"**{table.caption}**",
        "",
        f"| {' | '.join(map(_marked, table.heads))} |",
        f"| {' | '.join('---:' if number else '---' for number in numbers)} |",
    ]
    return "\n".join([*lines, *(f"| {' | '.join(map(_marked, row))} |" for row in table.rows)])


def _marked(value: Cell) -> str:
    """Return a cell in which nothing is Markdown but `code`."""
    parts = _CODE.split(_cell(value))
    return "".join(
        f"`{part.replace('|', r'\|')}`" if at % 2 else _MARKS.sub(r"\\\1", part)
        for at, part in enumerate(parts)
    )


def _cell(value: Cell) -> str:
    return f"{value:,}" if isinstance(value, int) else printable(value)
