"""Passages read as an article of their own: every offset is right in the whole text again."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.excerpt import excerpt, left_out, restored
from pipeline.schema import Article, Boilerplate, Event, Extraction, Person, Value

TEXT = "Mill town.\n\nThe loom is old.\n\nAda Quill was arrested.\n\nRain fell.\n\nBail was set."
SPANS = ((0, 10), (30, 53), (67, 80))


def article(**more: object) -> Article:
    return Article("a", TEXT, "a.txt", **more)


def value(text: str, words: str) -> Value:
    start = text.index(words)
    return Value(words, start, start + len(words), "rule", 0.9)


def test_an_excerpt_holds_its_passages_and_their_boilerplate() -> None:
    marks = (Boilerplate(5, 20, "promo"), Boilerplate(55, 60, "promo"), Boilerplate(67, 80, "signoff"))
    short = excerpt(article(boilerplate=marks), SPANS)
    assert short.text == "Mill town.\n\nAda Quill was arrested.\n\nBail was set."
    assert [(short.text[m.start : m.end], m.kind) for m in short.boilerplate] == [
        ("town.", "promo"),
        ("Bail was set.", "signoff"),
    ]


def test_what_was_read_from_an_excerpt_is_found_again_in_the_whole() -> None:
    short = excerpt(article(), SPANS)
    person = Person(
        "p1", "subject", value(short.text, "Ada Quill"), mentions=(value(short.text, "Ada Quill"),)
    )
    event = Event(
        "arrest", "p1", "actual", value(short.text, "arrested"), tellings=(value(short.text, "Bail"),)
    )
    whole = restored(Extraction("a", None, people=(person,), events=(event,)), article(), SPANS)
    for found in (whole.people[0].mention, whole.people[0].mentions[0], whole.events[0].quote):
        assert TEXT[found.start : found.end] == found.value
    assert whole.events[0].tellings == (value(TEXT, "Bail"),)


def test_words_across_a_gap_become_all_words_between() -> None:
    short = excerpt(article(), SPANS)
    event = Event("arrest", None, "actual", value(short.text, "arrested.\n\nBail"))
    quote = restored(Extraction("a", None, events=(event,)), article(), SPANS).events[0].quote
    assert quote.value == TEXT[quote.start : quote.end] == "arrested.\n\nRain fell.\n\nBail"


def test_what_is_left_out_is_not_blank() -> None:
    assert [TEXT[start:end].strip() for start, end in left_out(SPANS, TEXT)] == [
        "The loom is old.",
        "Rain fell.",
    ]
    assert left_out(((0, len(TEXT)),), TEXT) == ()


@given(
    st.lists(st.tuples(st.text(min_size=1), st.booleans()), min_size=1).filter(lambda s: any(k for _, k in s))
)
def test_every_character_of_a_passage_keeps_its_place(parts: list[tuple[str, bool]]) -> None:
    text = "".join(words + "\n\n" for words, _ in parts)
    spans, at = [], 0
    for words, kept in parts:
        if kept:
            spans.append((at, at + len(words)))
        at += len(words) + 2
    whole = Article("a", text, "a.txt")
    short = excerpt(whole, spans)
    at = 0
    for start, end in spans:
        for offset in range(end - start):
            one = Value(short.text[at + offset], at + offset, at + offset + 1, "rule", 1.0)
            moved = restored(Extraction("a", None, facilities=(one,)), whole, spans).facilities[0]
            assert (moved.start, moved.end, moved.value) == (start + offset, start + offset + 1, one.value)
        at += end - start + 2
