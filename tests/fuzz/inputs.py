"""Broken and hostile input of every kind, as Hypothesis strategies: news of the corpus, spoilt."""

from __future__ import annotations

import bz2
import csv
import gzip
import html
import io
import json
import lzma
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from fastwarc.warc import WarcRecord, WarcRecordType
from hypothesis import strategies as st

CORPUS = Path(__file__).parents[2] / "corpus" / "train"
ODD = [
    *(
        "\0",
        "\ud800",
        "\u202e",
        "\u2066",
        "\u200b",
        "\u00ad",
        "e\u0301\u0301",
        "\U0001f600",
        "\ufeff",
        "\x1b[2J",
    ),
    *(
        "<b>",
        "</p>",
        "&amp;",
        "'; DROP TABLE events; --",
        '"',
        "“",
        "‘",
        "((((",
        "\r",
        "\x0b",
        "\u2028",
        "\t",
    ),
    *(
        "9999-99-99",
        "33" * 20,
        "Mr. ",
        "A. ",
        "of the ",
        "was arrested ",
        "charged with ",
        "¼",
        "٣",
        "中",
        "ß",
        "İ",
    ),
]
_TEXTS = st.sampled_from(sorted(path.read_text("utf-8") for path in (CORPUS / "text").glob("*.txt")))
_PAGES = st.sampled_from(sorted(path.read_text("utf-8") for path in (CORPUS / "html").glob("*.html")))


@st.composite
def spoilt(draw: st.DrawFn, whole: st.SearchStrategy[str] = _TEXTS, longest: int = 1500) -> str:
    """Return a piece of a text with something done to it, up to three times."""
    text = draw(whole)
    start = draw(st.integers(0, max(0, len(text) - 200)))
    text = text[start : start + draw(st.integers(0, longest))]
    for way in draw(st.lists(st.sampled_from(WAYS), max_size=3)):
        place = draw(st.integers(0, len(text)))
        odd = draw(st.sampled_from(ODD))
        text = way(text, place, odd)[: 4 * longest]
    return text


def _shuffled(text: str, place: int, _odd: str) -> str:
    words = text.split(" ")
    return " ".join(words[place % len(words) :] + words[: place % len(words)][::-1])


WAYS = [
    lambda text, place, odd: text[:place] + odd + text[place:],
    lambda text, place, odd: text[:place] + odd * 50 + text[place:],
    lambda text, _place, odd: text.replace(" ", odd, 40),
    lambda text, _place, odd: odd.join(text[:300]),
    lambda text, place, _odd: text[:place] * 2,
    lambda text, _place, _odd: text.upper(),
    lambda text, _place, _odd: text.replace("\n", " "),
    lambda text, _place, _odd: text.replace(" ", ""),
    lambda text, _place, _odd: text.replace(" ", "\n"),
    lambda text, _place, _odd: "".join(char for char in text if char.isalnum() or char == " "),
    lambda text, _place, _odd: text[::-1],
    lambda text, place, _odd: text[:place] + text[place : place + 20] * 40,
    _shuffled,
]


@st.composite
def spoilt_bytes(draw: st.DrawFn, whole: st.SearchStrategy[bytes]) -> bytes:
    """Return bytes as they are, cut off, or with something in their middle changed."""
    data = draw(whole)
    place = draw(st.integers(0, len(data)))
    junk = draw(st.binary(max_size=12))
    return draw(
        st.sampled_from([data, data, data[:place], data[:place] + junk + data[place + len(junk) :], data * 2])
    )


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


_ENCODED = st.one_of(
    spoilt().map(_encoded),
    spoilt().map(lambda text: text.encode("utf-16", "surrogatepass")),
    st.binary(max_size=200),
)
_VALUES = st.one_of(
    spoilt(),
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.sampled_from(ODD),
    st.lists(st.text(), max_size=2),
)
_NAMES = ["id", "text", "html", "url", "title", "source", "byline", "published", "content", "body", ""]
_ROWS = st.dictionaries(st.sampled_from(_NAMES), _VALUES, max_size=6)


def _gzip(data: bytes) -> bytes:
    """Pack without the time of day, which would make a seed give other inputs each time."""
    return gzip.compress(data, mtime=0)


def _jsonl(rows: list[dict[str, object]]) -> bytes:
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def _csv(rows: list[list[str]]) -> bytes:
    made = io.StringIO()
    csv.writer(made).writerows([["id", "text", "title"], *rows])
    return _encoded(made.getvalue())


def _parquet(columns: dict[str, list[object]]) -> bytes:
    longest = max(map(len, columns.values()), default=0)
    made = io.BytesIO()
    arrays = {}
    for name, values in columns.items():
        try:
            arrays[name] = pa.array([*values, *[None] * (longest - len(values))])
        except (pa.ArrowException, UnicodeEncodeError, OverflowError):
            arrays[name] = pa.array(
                [repr(value).encode("utf-8", "replace") for value in values]
                + [None] * (longest - len(values))
            )
    pq.write_table(pa.table(arrays), made)
    return made.getvalue()


def _warc(pages: list[tuple[bytes, str, str]]) -> bytes:
    made = io.BytesIO()
    for body, status, header in pages:
        record = WarcRecord()
        record.init_headers(WarcRecordType.response)
        # A record number drawn by lot packs to other lengths each time, and a seed would mean nothing.
        record.headers["WARC-Record-ID"] = "<urn:uuid:00000000-0000-0000-0000-000000000000>"
        record.headers["WARC-Date"] = "2024-04-09T00:00:00Z"
        record.headers["WARC-Target-URI"] = "https://news.example/a"
        record.headers["Content-Type"] = "application/http; msgtype=response"
        record.set_bytes_content(
            f"HTTP/1.1 {status}\r\nContent-Type: text/html{header}\r\n\r\n".encode() + body
        )
        record.write(made)
    return made.getvalue()


def _feed(links: list[str]) -> bytes:
    items = "".join(f"<item><link>{link}</link><pubDate>{link}</pubDate></item>" for link in links)
    return _encoded(f"<rss><channel>{items}</channel></rss>")


def _sitemap(links: list[str]) -> bytes:
    items = "".join(f"<url><loc>{link}</loc><lastmod>{link}</lastmod></url>" for link in links)
    return _encoded(f"<urlset>{items}</urlset>")


def _page(parts: list[str]) -> str:
    return (
        "<html><body><article>"
        + "".join(f"<p>{html.escape(part)}</p>" for part in parts)
        + "</article></body></html>"
    )


_HTML = st.one_of(
    spoilt(_PAGES, 6000).map(_encoded),
    st.lists(spoilt(), max_size=4).map(_page).map(_encoded),
    st.integers(1, 3000).map(lambda depth: b"<div><p>" * depth + b"One."),
)
_LINKS = st.lists(
    st.one_of(
        st.sampled_from(
            [*ODD, "http://[::1", "/a", "https://news.example/a", "2024-13-45", "http://a:99999/"]
        ),
        st.text(max_size=20),
    ),
    max_size=4,
)
_PACKERS = {".gz": _gzip, ".bz2": bz2.compress, ".xz": lzma.compress}
_JSONL = st.lists(_ROWS, max_size=4).map(_jsonl)
_WARC = st.lists(
    st.tuples(
        _HTML,
        st.sampled_from(["200 OK", "404 No", "x"]),
        st.sampled_from(["", "\r\nContent-Encoding: gzip", "; charset=zz", "\r\nTransfer-Encoding: chunked"]),
    ),
    max_size=3,
).map(_warc)

FILES: dict[str, st.SearchStrategy[bytes]] = {
    ".txt": spoilt_bytes(_ENCODED),
    ".html": spoilt_bytes(_HTML),
    ".jsonl": spoilt_bytes(_JSONL),
    ".csv": spoilt_bytes(st.lists(st.lists(spoilt(longest=300), max_size=4), max_size=5).map(_csv)),
    ".parquet": spoilt_bytes(
        st.dictionaries(
            st.sampled_from(_NAMES[:8]), st.lists(_VALUES, max_size=3), min_size=1, max_size=3
        ).map(_parquet)
    ),
    ".warc": spoilt_bytes(_WARC),
    ".warc.gz": spoilt_bytes(_WARC.map(_gzip)),
    **{f".jsonl{ending}": spoilt_bytes(_JSONL.map(pack)) for ending, pack in _PACKERS.items()},
}
"""Ending of a file to what it may hold."""
LISTS: dict[str, st.SearchStrategy[bytes]] = {
    "feed": spoilt_bytes(_LINKS.map(_feed)),
    "sitemap": spoilt_bytes(_LINKS.map(_sitemap)),
    "home page": spoilt_bytes(_HTML),
    "robots.txt": spoilt_bytes(
        _LINKS.map(
            lambda links: _encoded(
                "User-agent: *\n" + "".join(f"Disallow: {x}\nCrawl-delay: {x}\nSitemap: {x}\n" for x in links)
            )
        )
    ),
    "blotter.toml": spoilt_bytes(
        st.lists(st.sampled_from(["model", "contact", "x", ""]), max_size=3).flatmap(
            lambda names: st.text(max_size=20).map(
                lambda value: _encoded("".join(f"{name} = {value!r}\n" for name in names))
            )
        )
    ),
}
"""What is no article: kind to what it may hold."""
