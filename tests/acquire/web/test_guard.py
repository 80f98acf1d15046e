"""Only addresses of the public web are fetched."""

from __future__ import annotations

import socket
from typing import Any

import pytest

from pipeline.acquire.web.guard import resolve
from pipeline.errors import SourceError


def kind_of(url: str) -> str:
    with pytest.raises(SourceError) as caught:
        resolve(url, allow_private=False)
    return caught.value.kind


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """Host to its IP addresses."""
    known: dict[str, list[str]] = {}

    def getaddrinfo(host: str, port: int, **_: Any) -> list[Any]:
        if host not in known:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port)) for ip in known[host]]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return known


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.9.9.9",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "224.0.0.1",
        "::1",
        "fe80::1",
        "fc00::1",
        "::ffff:127.0.0.1",
        "2002:7f00:1::",
    ],
)
def test_special_ranges_are_refused_by_address_and_by_name(names: dict[str, list[str]], address: str) -> None:
    host = f"[{address}]" if ":" in address else address
    names |= {address: [address], "news.example": [address], "mixed.example": ["93.184.215.14", address]}

    assert kind_of(f"http://{host}/") == "private_address"
    assert kind_of("http://news.example/") == "private_address"
    assert kind_of("http://mixed.example/") == "private_address"
    assert resolve(f"http://{host}/", allow_private=True).address == address


def test_a_public_address_is_the_one_that_is_connected_to(names: dict[str, list[str]]) -> None:
    names["news.example"] = ["93.184.215.14", "93.184.215.15"]

    target = resolve("https://news.example/a?b=c", allow_private=False)

    assert (str(target.url), target.address) == ("https://news.example/a?b=c", "93.184.215.14")


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("file:///etc/passwd", "bad_address"),
        ("ftp://news.example/a", "bad_address"),
        ("gopher://127.0.0.1:11211/", "bad_address"),
        ("http://", "bad_address"),
        ("http://[::1", "bad_address"),
        ("no address", "bad_address"),
        ("https://nowhere.example/", "unknown_host"),
    ],
)
def test_what_is_no_web_address_is_named(names: dict[str, list[str]], url: str, kind: str) -> None:
    assert names == {}
    assert kind_of(url) == kind
