"""Bytes become text in the encoding they are in, or are refused."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.acquire.decode import decode, refuse_unusable
from pipeline.errors import SourceError

SENTENCE = "The sheriff said “no” to the café’s owner — naïve, he added."
PLAIN = "The sheriff said no to the detainer, and the jail let the man go on Friday."


@pytest.mark.parametrize(
    ("data", "text"),
    [
        pytest.param(SENTENCE.encode(), SENTENCE, id="utf-8"),
        pytest.param(codecs.BOM_UTF8 + SENTENCE.encode(), SENTENCE, id="utf-8 with mark"),
        pytest.param(SENTENCE.encode("utf-16"), SENTENCE, id="utf-16 with mark"),
        pytest.param(SENTENCE.encode("utf-32"), SENTENCE, id="utf-32 with mark"),
        pytest.param(PLAIN.encode("utf-16-le"), PLAIN, id="utf-16-le without mark"),
        pytest.param(PLAIN.encode("utf-16-be"), PLAIN, id="utf-16-be without mark"),
        pytest.param(SENTENCE.encode("cp1252"), SENTENCE, id="windows-1252"),
        pytest.param(
            (PLAIN * 2000 + SENTENCE).encode("cp1252"), PLAIN * 2000 + SENTENCE, id="one late quote"
        ),
        pytest.param("Señor Peña, a café owner".encode("latin-1"), "Señor Peña, a café owner", id="latin-1"),
        pytest.param(b"", "", id="nothing"),
        pytest.param(b"two\r\nlines\r\n", "two\r\nlines\r\n", id="line endings untouched"),
    ],
)
def test_encoding_is_found(data: bytes, text: str) -> None:
    assert decode(data, "a.txt") == text


@pytest.mark.parametrize(
    ("declaration", "encoding"),
    [
        pytest.param('<meta charset="windows-1251">', "cp1251", id="meta charset"),
        pytest.param(
            '<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">', "koi8-r", id="equiv"
        ),
        pytest.param('<?xml version="1.0" encoding="iso-8859-2"?>', "iso-8859-2", id="xml declaration"),
        pytest.param("<meta charset=iso-8859-1>", "cp1252", id="latin-1 means windows-1252"),
    ],
)
def test_page_says_its_encoding(declaration: str, encoding: str) -> None:
    page = f"{declaration}<p>Říjen – Москва – “yes”</p>".encode(encoding, "ignore")

    assert decode(page, "a.html", html=True) == page.decode(encoding)


def test_utf8_wins_over_a_wrong_declaration() -> None:
    page = f"<meta charset=iso-8859-1><p>{SENTENCE}</p>"

    assert decode(page.encode(), "a.html", html=True) == page


@pytest.mark.parametrize("name", ["utf-16", "unicode_escape", "hex", "no-such-thing"])
def test_impossible_declaration_is_passed_over(name: str) -> None:
    page = f"<meta charset={name}><p>{SENTENCE}</p>"

    assert decode(page.encode("cp1252"), "a.html", html=True) == page


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        pytest.param(bytes(range(256)) * 20, "binary", id="all bytes"),
        pytest.param(b"%PDF-1.7\n" + PLAIN.encode(), "binary", id="pdf"),
        pytest.param(b"\x1f\x8b\x08\x00rest", "binary", id="gzip"),
        pytest.param(SENTENCE.encode() + b" \xe2\x80 cut", "encoding", id="damaged utf-8"),
        pytest.param(bytes(range(128, 256)) * 20, "encoding", id="no encoding explains it"),
        pytest.param(codecs.BOM_UTF16_LE + b"abc", "encoding", id="half a unit"),
        pytest.param(b"The sheriff\0 said no.", "nul", id="nul"),
        pytest.param("The sheriff\0 said “no”.".encode("utf-16"), "nul", id="nul in utf-16"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, kind: str) -> None:
    with pytest.raises(SourceError) as caught:
        decode(data, "a.txt")

    assert (caught.value.kind, caught.value.origin) == (kind, "a.txt")
    assert caught.value.message.startswith("expected")


@pytest.mark.parametrize(("text", "kind"), [("a\0b", "nul"), ("a\ud83d b", "surrogate")])
def test_text_that_cannot_be_stored_is_refused(text: str, kind: str) -> None:
    with pytest.raises(SourceError) as caught:
        refuse_unusable(text, "a.jsonl:3")

    assert caught.value.kind == kind
    assert "character 1" in caught.value.message


def test_whole_surrogate_pairs_are_text() -> None:
    assert refuse_unusable("a \U0001f600 b", "a.txt") == "a \U0001f600 b"


@given(st.binary(max_size=400), st.booleans())
def test_any_bytes_are_text_or_refused(data: bytes, html: bool) -> None:
    try:
        text = decode(data, "a.txt", html)
    except SourceError as error:
        assert error.kind in {"binary", "encoding", "nul"}
    else:
        assert "\0" not in text
        assert text.encode("utf-8").decode("utf-8") == text


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_utf8_text_comes_back(text: str) -> None:
    assert decode(("\ufeff" + text).encode(), "a.txt") == text
