"""A page becomes an article: its text, what is known of it, and what is not its own matter."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.clean.article import clean_page
from pipeline.errors import SourceError
from pipeline.schema import Article, Boilerplate, RawPage

FIRST = "The county let a man go on Friday in spite of a detainer, and no federal officer was told of it."
SECOND = "He was found two months later in a neighboring town, where officers took him in without a struggle."
THIRD = "The sheriff said that her deputies had followed the rules, which allow no detention without a judge."
HTML = f"""<!doctype html>
<html lang="en"><head>
<title>County lets man go | Example News</title>
<meta property="og:title" content="County lets man go">
<meta property="og:site_name" content="Example News">
<meta name="author" content="Jane Roe">
<meta property="article:published_time" content="2024-04-09T10:00:00-04:00">
<meta property="article:modified_time" content="2024-04-12T10:00:00-04:00">
<link rel="canonical" href="https://news.example/2024/04/09/county-lets-man-go">
</head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/crime">Crime</a></li></ul></nav>
<article><h1>County lets man go</h1>
<p>{FIRST}</p>
<p>CLICK HERE TO GET THE EXAMPLE NEWS APP</p>
<p>{SECOND}</p>
<p>{THIRD}</p>
<p>Joe Doe contributed to this report.</p>
</article>
<section id="comments"><h2>Comments</h2><p class="comment">Lock him up, says a reader.</p></section>
<footer><p>Copyright 2024 Example News. All rights reserved.</p></footer>
</body></html>"""


def text_page(content: str) -> RawPage:
    return RawPage(id="a1", origin="a1.txt", kind="text", content=content)


def html_page(content: str) -> RawPage:
    return RawPage(id="a1", origin="a1.html", kind="html", content=content)


def test_html_page_gives_a_whole_article() -> None:
    promo, signoff = "CLICK HERE TO GET THE EXAMPLE NEWS APP", "Joe Doe contributed to this report."
    text = f"County lets man go\n\n{FIRST}\n{promo}\n{SECOND}\n{THIRD}\n{signoff}"

    assert clean_page(html_page(HTML)) == Article(
        id="a1",
        text=text,
        origin="a1.html",
        url="https://news.example/2024/04/09/county-lets-man-go",
        title="County lets man go",
        source="Example News",
        byline="Jane Roe",
        published="2024-04-09",
        boilerplate=(
            Boilerplate(text.index(promo), text.index(promo) + len(promo), "promo"),
            Boilerplate(text.index(signoff), len(text), "signoff"),
        ),
    )


def test_what_is_given_wins_over_what_is_found() -> None:
    given = {
        "url": "https://other.example/1",
        "title": "Man let go by county",
        "source": "The Other",
        "byline": "Joe Doe",
        "published": "April 10, 2024",
    }

    article = clean_page(replace(html_page(HTML), **given))

    assert article.text.startswith("Man let go by county\n\n")
    assert (article.url, article.title, article.source, article.byline, article.published) == (
        *list(given.values())[:4],
        "2024-04-10",
    )


def test_unreadable_given_date_counts_as_not_given() -> None:
    assert clean_page(replace(html_page(HTML), published="last week")).published == "2024-04-09"
    assert clean_page(replace(text_page(FIRST), published="last week")).published is None


def test_title_is_not_told_twice() -> None:
    page = HTML.replace("<h1>County lets man go</h1>", "<p>County Lets Man Go</p>")
    run_in = HTML.replace("<h1>County lets man go</h1>", "").replace(
        "<p>The county", "<p>County lets man go: The county"
    )

    assert clean_page(html_page(page)).text.startswith(f"County Lets Man Go\n\n{FIRST}\n")
    assert clean_page(html_page(run_in)).text.startswith(f"County lets man go: {FIRST}\n")


def test_date_printed_in_the_text_serves_where_the_page_gives_none() -> None:
    paragraphs = f"<p>BOSTON (April 4, 2023) - {FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
    page = html_page(f"<html><body><article>{paragraphs}</article></body></html>")

    assert clean_page(page).published == "2023-04-04"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("<html></html>", id="empty"),
        pytest.param("<html><head><title>County</title></head><body></body></html>", id="title only"),
        pytest.param('<html><frameset><frame src="a.html"></frameset></html>', id="frameset"),
        pytest.param(
            "<html><body><script>var text = 'The county let him go.';</script></body></html>", id="script"
        ),
        pytest.param("<html><body><p>Please enable JavaScript.</p></body></html>", id="notice"),
        pytest.param(f"<html><!-- {FIRST} --></html>", id="comment"),
        pytest.param("<" * 50_000, id="brackets"),
        pytest.param("%PDF-1.4 nothing of a page", id="no page at all"),
    ],
)
def test_page_without_an_article_is_an_error(content: str) -> None:
    with pytest.raises(SourceError) as caught:
        clean_page(html_page(content))

    assert (caught.value.kind, caught.value.origin) == ("no_article", "a1.html")
    assert "expected an HTML page with an article" in caught.value.message


def test_endless_article_is_an_error() -> None:
    paragraphs = "".join(f"<p>{i} {FIRST} {SECOND}</p>" for i in range(3_000))

    with pytest.raises(SourceError) as caught:
        clean_page(html_page(f"<html><body><article>{paragraphs}</article></body></html>"))

    assert caught.value.kind == "too_large"


def test_blank_text_is_an_error() -> None:
    with pytest.raises(SourceError) as caught:
        clean_page(text_page(" \n"))

    assert caught.value.kind == "empty"


def test_plain_text_is_kept_to_the_last_blank() -> None:
    text = f" date 2021-02-14 {FIRST}\r\n\r\n\tCLICK HERE FOR MORE CRIME NEWS \r\n{SECOND}\n\n"

    article = clean_page(text_page(text))

    assert article.text == text
    assert article.published == "2021-02-14"
    assert [(item.kind, text[item.start : item.end]) for item in article.boilerplate] == [
        ("header", "date 2021-02-14"),
        ("promo", "CLICK HERE FOR MORE CRIME NEWS"),
    ]


def test_plain_text_tells_its_title_and_byline() -> None:
    article = clean_page(
        text_page(f"County lets man go\n\nBy Jane Roe | March 3, 2020\n\n{FIRST}\n\n{SECOND}")
    )

    assert (article.title, article.byline, article.published) == (
        "County lets man go",
        "Jane Roe",
        "2020-03-03",
    )
    assert article.source is None


def test_text_without_any_of_it_has_none() -> None:
    assert clean_page(text_page(FIRST)) == Article(id="a1", text=FIRST, origin="a1.txt")


@given(st.text(min_size=1, max_size=300).filter(str.strip))
def test_no_text_is_ever_changed(text: str) -> None:
    article = clean_page(text_page(text))

    assert article.text == text
    assert all(0 <= item.start < item.end <= len(text) for item in article.boilerplate)


TAGS = [
    "<p>",
    "</p>",
    "<div>",
    "</table>",
    "<td>",
    "<!--",
    "-->",
    "<script>",
    "</html>",
    "<![CDATA[",
    "&#0;",
    "&nbsp;",
]


@settings(max_examples=60)
@given(st.lists(st.sampled_from([*TAGS, FIRST, SECOND]) | st.text(max_size=20), max_size=20))
def test_any_page_is_an_article_or_an_error(parts: list[str]) -> None:
    try:
        article = clean_page(html_page("<html><body>" + "".join(parts)))
    except SourceError as error:
        assert error.kind == "no_article"
    else:
        assert article.text.strip() == article.text
        assert "\0" not in article.text
