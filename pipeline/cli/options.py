"""The options that commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

DEFAULT_DB = Path("blotter.db")

Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCE...",
        help="Files (.txt .html .jsonl .csv .tsv .parquet .warc, also packed), folders, addresses, or -.",
    ),
]
Map = Annotated[
    str | None,
    typer.Option("--map", metavar="FIELD=COLUMN,...", help="Columns of a dump with names of their own."),
]
Model = Annotated[
    str | None,
    typer.Option("--model", metavar="NAME", help="Name or folder of the spaCy pipeline to read with."),
]
FetchSince = Annotated[
    str | None,
    typer.Option("--since", metavar="DAY", help="Pass over what a feed or sitemap dates before YYYY-MM-DD."),
]
AllowPrivate = Annotated[
    bool, typer.Option("--allow-private", help="Fetch from loopback and private addresses too.")
]
Warc = Annotated[
    Path | None,
    typer.Option("--warc", metavar="FOLDER", help="Keep what is fetched there, as WARC."),
]
Delay = Annotated[
    float, typer.Option("--delay", min=0.0, metavar="SECONDS", help="Between two requests to one host.")
]
Processes = Annotated[
    int | None,
    typer.Option("--processes", min=1, metavar="N", help="Read with N processes; each loads the model."),
]
Engine = Annotated[
    str,
    typer.Option("--engine", metavar="NAME", help="local, or ray: on a cluster, or on all CPUs here."),
]
Address = Annotated[
    str | None, typer.Option("--address", metavar="ADDR", help="The Ray cluster: auto, or HOST:PORT.")
]
Shards = Annotated[
    str | None,
    typer.Option("--shards", metavar="FOLDER", help="Ray's work; a path or s3://... all machines reach."),
]
Gate = Annotated[
    Literal["on", "off"] | None,
    typer.Option(
        "--gate",
        metavar="on|off",
        help="on: parse only what holds words of an event, as run does; off: all, as the others do.",
    ),
]
Unlikely = Annotated[
    Literal["leave", "keep"] | None,
    typer.Option(
        "--unlikely",
        metavar="leave|keep",
        help="leave: leave out events that are less likely right than wrong; keep: keep them.",
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but what failed.")]
LogFormat = Annotated[
    str,
    typer.Option("--log-format", metavar="FORM", help="What is said on standard error: text or json."),
]
By = Annotated[str, typer.Option("--by", metavar="NAME", help="Who decides.")]
Db = Annotated[Path, typer.Option("--db", metavar="FILE", help="The database.")]
Format = Annotated[str, typer.Option("--format", metavar="FORM", help="table, json, jsonl or csv.")]
Limit = Annotated[int | None, typer.Option("--limit", min=1, metavar="N", help="Show at most N rows.")]
WithNames = Annotated[bool, typer.Option("--with-names", help="Show names of victims and of minors.")]
Copies = Annotated[bool, typer.Option("--copies", help="Show also what copies of one story repeat.")]
Type = Annotated[
    list[str] | None,
    typer.Option("--type", metavar="NAME", help="Event type; may be repeated."),
]
Modality = Annotated[
    list[str] | None,
    typer.Option("--modality", metavar="NAME", help="Modality; may be repeated."),
]
Status = Annotated[
    list[str] | None,
    typer.Option("--status", metavar="NAME", help="How far an offense has got, e.g. charged."),
]
Offense = Annotated[
    list[str] | None,
    typer.Option("--offense", metavar="NAME", help="Category of the person's offense."),
]
Role = Annotated[
    list[str] | None,
    typer.Option("--role", metavar="NAME", help="Role; may be repeated."),
]
Facility = Annotated[
    str | None, typer.Option("--facility", metavar="WORDS", help="Words in custodian or quote.")
]
Place = Annotated[
    str | None,
    typer.Option("--place", metavar="WORDS", help="Words in quote, custodian, agency or title."),
]
Agency = Annotated[str | None, typer.Option("--agency", metavar="WORDS", help="Words in the agency.")]
PersonOption = Annotated[
    str | None, typer.Option("--person", metavar="WORDS", help="Words in the name, or an id.")
]
Source = Annotated[str | None, typer.Option("--source", metavar="WORDS", help="Words in source or address.")]
Since = Annotated[
    str | None,
    typer.Option("--since", metavar="DATE", help="YYYY, YYYY-MM or YYYY-MM-DD; what may be as late as that."),
]
Until = Annotated[
    str | None,
    typer.Option("--until", metavar="DATE", help="The same; what may be as early as that."),
]

Rejected = Annotated[bool, typer.Option("--rejected", help="Also what a person has rejected.")]
MinConfidence = Annotated[
    float,
    typer.Option(
        "--min-confidence", min=0, max=1, metavar="P", help="Leave out what is less sure than this, 0 to 1."
    ),
]
MinSources = Annotated[
    int,
    typer.Option("--min-sources", min=1, metavar="N", help="Only what N independent sources report."),
]
