"""A page that is made to keep its reader busy is named before any parser sees it."""

import pytest

from pipeline.clean.article import clean_page
from pipeline.clean.markup import MAX_DEPTH, MAX_ELEMENTS, check_markup
from pipeline.errors import SourceError
from pipeline.schema import RawPage

STORY = "".join(
    f"<p>Deputies arrested man number {number} on Monday, and the jail let him go a week later.</p>"
    for number in range(6)
)


@pytest.mark.parametrize(
    ("unit", "kind"),
    [
        ("<div>", "too_deep"),
        ("<b><p>", "too_deep"),
        ("<b></i>", "too_deep"),
        ("<table><tr><td>", "too_deep"),
        ("<p>", "too_large"),
        ("<p><li>", "too_large"),
        ("<br/>", "too_large"),
    ],
)
@pytest.mark.parametrize("before", ["", STORY], ids=["first", "behind the story"])
def test_a_hundred_thousand_nested_tags_are_named(unit, kind, before):
    page = f"<html><body><article>{before}{unit * (MAX_ELEMENTS + 1)}{STORY}"

    with pytest.raises(SourceError, match="expected a page of at most .* give the article's text") as caught:
        clean_page(RawPage("a", "a.html", "html", page))

    assert caught.value.kind == kind


@pytest.mark.parametrize(
    "markup",
    [
        "<p>" * 5000,
        "<div></div>" * 5000,
        "<svg><path d='M0 0'/></svg>" * 3000,
        "<div>" * MAX_DEPTH + "</div>" * MAX_DEPTH + "<b>",
        "<!-- " + "<div>" * 5000 + " -->",
        "<script>'" + "<div>" * 5000 + "'</script>",
        "<!-- never closed " + "<div>" * 5000,
        "< " * 200_000,
        "</b>" * 200_000,
        "<" * 200_000,
    ],
)
def test_what_is_long_but_not_deep_is_let_through(markup):
    check_markup(markup, "a.html")


def test_a_story_stays_whole():
    article = clean_page(
        RawPage("a", "a.html", "html", f"<html><body><article>{STORY}</article></body></html>")
    )

    assert article.text.count("Deputies arrested man number") == 6
