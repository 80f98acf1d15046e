"""No page's work grows with the database: told by the steps of SQLite's virtual machine, not by a clock."""

from collections import Counter

import pytest

pytest.importorskip("datasette")
from pipeline.review.desk import pages as desk_pages  # noqa: E402
from pipeline.review.desk import review, routes  # noqa: E402
from pipeline.score.bench.desk import build, pages  # noqa: E402
from pipeline.store import desk, event_lists  # noqa: E402

SIZES = (150, 1_500)
PER_TICK = 20


@pytest.fixture(scope="module")
def databases(tmp_path_factory):
    """Return two made-up databases, of which one is ten times the other."""
    folder = tmp_path_factory.mktemp("growth")
    for size in SIZES:
        build(folder / f"{size}.db", size)
    return [folder / f"{size}.db" for size in SIZES]


@pytest.fixture
def work(new_desk, monkeypatch):
    """Return a function from a database to the steps that each of its pages takes at most."""
    # Lists so short, and so little looked through, that the small database fills them too.
    monkeypatch.setattr(event_lists, "_SCANNED", 50)
    monkeypatch.setattr(desk_pages, "_ROWS", 5)
    monkeypatch.setattr(review, "_QUEUE", 5)
    steps = Counter()

    class Counted(desk.DeskRecords):
        def __init__(self, connection, path):
            connection.set_progress_handler(lambda: steps.update(now=PER_TICK), PER_TICK)
            super().__init__(connection, path)

    monkeypatch.setattr(routes, "DeskRecords", Counted)

    def count(path):
        get, most = new_desk(path), {}
        for asked in pages(path):
            for address in asked.addresses[::8]:
                steps.clear()
                answer = get(address)
                assert answer.status_code == 200, address
                most[asked.name] = max(most.get(asked.name, 0), steps["now"])
        return most

    return count


@pytest.mark.slow
def test_a_database_ten_times_as_large_costs_no_page_ten_times_the_work(databases, work):
    small, large = map(work, databases)
    grown = {name: (small[name], large[name]) for name in small if large[name] > 2 * small[name] + 2_000}
    assert grown == {}
