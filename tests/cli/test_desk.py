"""What `blotter serve` listens on and says, without serving."""

import re
import socket

import pytest

pytest.importorskip("datasette")
import uvicorn  # noqa: E402


@pytest.fixture
def listened(monkeypatch):
    """Return the addresses that were listened on; no server runs."""
    found = []

    def run(_server, sockets):
        for listening in sockets:
            found.append(listening.getsockname()[0])
            listening.close()

    monkeypatch.setattr(uvicorn.Server, "run", run)
    return found


def test_the_desk_is_reached_from_this_machine_only_unless_told_otherwise(blotter, database, listened):
    status, out, err = blotter("serve", database, "--port", "0")
    assert (status, err, listened) == (0, "", ["127.0.0.1"])
    assert re.search(r"the desk is at http://127\.0\.0\.1:\d+/ \(end with Ctrl\+C\)", out)
    assert "anybody" not in out
    assert "signs in" not in out


def test_a_desk_for_others_says_that_anybody_can_read_it(blotter, database, listened):
    status, out, _ = blotter("serve", database, "--port", "0", "--host", "0.0.0.0")
    assert (status, listened) == (0, ["0.0.0.0"])
    assert "anybody who reaches 0.0.0.0 can read it" in out


def test_the_link_for_the_reviewer_is_printed_and_no_two_are_the_same(blotter, database, listened):
    links = set()
    for _ in range(2):
        out = blotter("serve", database, "--port", "0", "--reviewer", "Ada")[1]
        links.add(re.search(r"Ada signs in, once, at http:\S+(/-/sign-in.token=\S{40,})", out)[1])
    assert len(links) == 2
    assert len(listened) == 2


def test_a_port_that_is_taken_is_named_with_what_to_do(blotter, database, listened):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        status, _, err = blotter("serve", database, "--port", port)
    assert (status, err.count("\n"), listened) == (1, 1, [])
    assert f"127.0.0.1:{port}: expected an address to serve on" in err
    assert "name another --port" in err


def test_a_database_that_is_not_there_is_named_before_anything_is_opened(blotter, tmp_path, listened):
    status, out, err = blotter("serve", tmp_path / "none.db", "--port", "0")
    assert (status, out, listened) == (1, "", [])
    assert "none.db: expected a database, found nothing" in err
    assert not (tmp_path / "none.db").exists()
