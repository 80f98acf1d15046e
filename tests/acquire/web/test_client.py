"""One request: what a server can do, and what each gets."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from typing import Any

import pytest

from pipeline.acquire.web import client as module
from pipeline.acquire.web.client import Client, Validators
from pipeline.errors import SourceError

type MakeClient = Callable[..., Client]


def kind_of(client: Client, url: str) -> str:
    with pytest.raises(SourceError) as caught:
        client.get(url)
    assert str(caught.value).startswith(url)
    return caught.value.kind


def test_a_page_comes_with_its_headers(site: Any, make_client: MakeClient) -> None:
    url = site.put("/a", "<p>Señor</p>", ETag='"1"')

    answer = make_client().get(url)

    assert (answer.url, answer.content.decode(), answer.header("etag")) == (url, "<p>Señor</p>", '"1"')
    assert list(site.agents) == ["blotter/test (complaints: desk@news.example)"]


def test_a_packed_page_is_unpacked_and_kept_as_it_was_sent(site: Any, make_client: MakeClient) -> None:
    packed = gzip.compress(b"<p>One.</p>")

    answer = make_client().get(site.put("/a", packed, Content_Encoding="gzip"))

    assert (answer.content, answer.body) == (b"<p>One.</p>", packed)


def test_redirects_are_followed_to_the_last_address(site: Any, make_client: MakeClient) -> None:
    site.put("/a", status=301, Location="/b")
    site.put("/b", status=302, Location=site.root + "/c")
    last = site.put("/c", "here")

    assert make_client().get(site.root + "/a").url == last


@pytest.mark.parametrize(
    ("target", "kind"),
    [("/a", "redirects"), ("file:///etc/passwd", "bad_address"), ("http://nowhere.invalid/", "unknown_host")],
    ids=["in a circle", "out of the web", "to nowhere"],
)
def test_a_bad_redirect_is_named(site: Any, make_client: MakeClient, target: str, kind: str) -> None:
    site.put("/a", status=301, Location="/b")
    site.put("/b", status=301, Location=target)

    with pytest.raises(SourceError) as caught:
        make_client().get(site.root + "/a")

    assert (caught.value.origin, caught.value.kind) == (site.root + "/a", kind)


def test_endless_redirects_end(site: Any, make_client: MakeClient) -> None:
    for n in range(20):
        site.put(f"/{n}", status=302, Location=f"/{n + 1}")

    assert kind_of(make_client(), site.root + "/0") == "redirects"
    assert len(site.asked) == module.MAX_REDIRECTS + 1


def test_a_public_page_cannot_lead_to_a_private_one(
    site: Any, make_client: MakeClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = site.put("/inner", "secret")
    site.put("/a", status=302, Location=inner.replace("127.0.0.1", "localhost"))
    plain = module.resolve
    monkeypatch.setattr(
        module, "resolve", lambda url, allow: plain(url, allow_private=allow or url.endswith("/a"))
    )

    with pytest.raises(SourceError) as caught:
        make_client(allow_private=False).get(site.root + "/a")

    assert caught.value.kind == "private_address"
    assert site.asked == ["/a"]


@pytest.mark.parametrize(("status", "kind"), [(404, "http_404"), (403, "http_403"), (410, "http_410")])
def test_a_refusal_is_final(site: Any, make_client: MakeClient, status: int, kind: str) -> None:
    assert kind_of(make_client(), site.put("/a", status=status)) == kind
    assert site.asked == ["/a"]


def test_a_busy_server_is_asked_again_ever_later_and_then_let_be(
    site: Any, make_client: MakeClient, clock: Any
) -> None:
    assert kind_of(make_client(delay=1.0), site.put("/a", status=503)) == "http_503"
    assert len(site.asked) == 4
    assert clock.waited == [1.0, 2.0, 4.0]


@pytest.mark.parametrize("status", [429, 503])
def test_a_server_that_says_when_is_taken_at_its_word(
    site: Any, make_client: MakeClient, clock: Any, status: int
) -> None:
    def recover(handler: Any) -> None:
        site.put("/a", "<p>One.</p>")
        handler.send_response(status)
        handler.send_header("Retry-After", "30")
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    assert make_client().get(site.act("/a", recover)).content == b"<p>One.</p>"
    assert clock.waited == [30.0]


def test_a_server_that_asks_for_hours_is_left_alone(site: Any, make_client: MakeClient, clock: Any) -> None:
    client = make_client()

    with pytest.raises(SourceError, match="asks to wait 7,200 s: try again later"):
        client.get(site.put("/a", status=429, Retry_After="7200"))

    assert (site.asked, clock.waited) == (["/a"], [])


@pytest.mark.parametrize(
    "value",
    ["Tue, 09 Apr 2024 00:00:00 -0000", "²", "soon", "-5", "9" * 400],
    ids=["no time zone", "no digit", "no time", "negative", "endless"],
)
def test_an_odd_wish_to_wait_ends_no_run(site: Any, make_client: MakeClient, clock: Any, value: str) -> None:
    assert kind_of(make_client(), site.put("/a", status=503, Retry_After=value)) == "http_503"
    assert all(0 <= pause <= module.MAX_WAIT for pause in clock.waited)


def test_a_validator_that_cannot_be_sent_back_is_left_out(site: Any, make_client: MakeClient) -> None:
    url = site.put("/a", "long")

    answer = make_client({url: Validators('"é中"', "né")}.get).get(url)

    assert (answer.content, site.conditions) == (b"long", [(None, None)])


def test_two_requests_to_one_host_keep_their_distance(site: Any, make_client: MakeClient, clock: Any) -> None:
    client = make_client(delay=1.5)
    for path in ("/a", "/b"):
        client.get(site.put(path, "x"))
    client.get(site.put("/c", "x"), delay=7.0)

    assert clock.waited == [1.5, 7.0]


def test_what_is_as_it_was_is_not_sent_again(site: Any, make_client: MakeClient) -> None:
    url = site.put("/a", "long", ETag='"1"')
    known = {url: Validators('"1"', "Tue, 09 Apr 2024 00:00:00 GMT")}

    answer = make_client(known.get).get(url)

    assert (answer.not_modified, answer.content) == (True, b"")
    assert site.conditions == [('"1"', "Tue, 09 Apr 2024 00:00:00 GMT")]


@pytest.mark.parametrize("sent", [0, 5])
def test_a_server_that_breaks_off_is_named(site: Any, make_client: MakeClient, sent: int) -> None:
    url = site.put("/a", b"x" * sent, X_Length="50", Connection="close")

    assert kind_of(make_client(), url) == "cut_off"


def test_an_endless_page_is_not_read_to_the_end(
    site: Any, make_client: MakeClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MAX_BYTES", 100_000)
    sent = 0

    def flood(handler: Any) -> None:
        nonlocal sent
        handler.send_response(200)
        handler.send_header("Content-Length", str(10**10))
        handler.end_headers()
        while True:
            sent += handler.wfile.write(b"x" * 50_000)

    assert kind_of(make_client(), site.act("/a", flood)) == "too_large"
    assert sent < 10**8


def test_a_bomb_is_not_unpacked(site: Any, make_client: MakeClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_BYTES", 100_000)
    url = site.put("/a", gzip.compress(b"x" * 10**7), Content_Encoding="gzip")

    assert kind_of(make_client(), url) == "too_large"


def test_a_page_that_drips_is_given_up(site: Any, make_client: MakeClient, clock: Any) -> None:
    def drip(handler: Any) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "100")
        handler.end_headers()
        for _ in range(100):
            clock.wait(10.0)
            handler.wfile.write(b"x")
            handler.wfile.flush()

    assert kind_of(make_client(), site.act("/a", drip)) == "timeout"


def test_nobody_at_home_is_named(make_client: MakeClient, clock: Any) -> None:
    assert kind_of(make_client(), "http://127.0.0.1:9/a") == "unreachable"
    assert clock.waited == [1.0, 2.0, 4.0]
