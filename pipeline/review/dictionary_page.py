"""The data dictionary of exports -> `docs/data-dictionary.md`.

    python -m pipeline.review.dictionary_page

in: `export/dictionary.csv`. out: the page, in place of the one that is there.
"""

from __future__ import annotations

from pathlib import Path

from pipeline.review.export.dictionary import Column, columns

PAGE = Path(__file__).parents[2] / "docs" / "data-dictionary.md"
_INTRODUCTION = """\
# The data dictionary

What each column of `blotter export` holds; made from `pipeline/review/export/dictionary.csv` by
`python -m pipeline.review.dictionary_page`. `blotter export --dictionary` writes the same as CSV, and an
export of tables has it beside them as `dictionary.csv`.

- **Tables** (`--format csv`, `--format parquet`) are a file each. Parquet has the types given here; in CSV a
  null is empty, a boolean `true` or `false`, JSON a text.
- **Forms** that are no tables are at the end, by the paths of their objects: `jsonl` is the default, `gold`
  what `blotter evaluate` reads (articles on all of whose events people decided; one file is both articles
  and gold), `ftm` entities of FollowTheMoney, one a line, where `properties.Event.name` stands for the
  property `name` of an `Event`.
- **Hidden names** are replaced in values and barred in texts, so that offsets stay true. `--profile public`,
  the default, leaves out the names of victims and of minors, also where only another article shows them to
  be so; `--profile pseudonymous` also those of everybody but officials who is charged with nothing, as
  `[person N]`, one number for one person in the whole export; `--profile full` has all names.
- **Decisions**: what a person has rejected is left out. A corrected value stands in its column, what was read
  of it in `read_as`; an event that a person added has `decision` `added` and the rule `decision`.
- **Copies** of an article are all there and say so in `copy_of`. To count happenings, count `linked_events`.
- **Status**: nobody charged is convicted. Only events with the modality `actual` are reported as fact.
- An export is refused where `blotter verify` finds a fault.
"""


def dictionary_page() -> str:
    """Return the page, as Markdown."""
    parts = [_INTRODUCTION]
    for part in dict.fromkeys(column.part for column in columns()):
        rows = [
            f"## {part}",
            "",
            "| column | type | unit | words | meaning |",
            "| --- | --- | --- | --- | --- |",
        ]
        rows += [_row(column) for column in columns() if column.part == part]
        parts.append("\n".join(rows) + "\n")
    return "\n".join(parts)


def _row(column: Column) -> str:
    cells = (
        f"`{column.column}`",
        column.type,
        column.unit,
        column.vocabulary.replace(" ", ", "),
        column.meaning,
    )
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def main() -> None:
    """Write the page."""
    PAGE.write_text(dictionary_page(), encoding="utf-8")


if __name__ == "__main__":
    main()
