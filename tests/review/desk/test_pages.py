import csv
import io
import re

import pytest

from pipeline.review.desk.charts import tiles
from tests.review.export.told import told, write

PAGES = (
    "/",
    "/events",
    "/articles",
    "/outlets",
    "/check",
    "/article/alpha",
    "/custodian/nobody",
    "/person/nobody",
    "/event/nobody",
)


def test_home_counts_what_is_in_the_database(get):
    told = get("/index.json").json()
    assert told["articles"] == 4
    assert told["by_type"] == {"arrest": {"actual": 1, "negated": 1}, "removal": {"actual": 1}}
    assert told["by_month"] == {"2024-03": {"arrest": 1}}
    assert told["last_run"]["added"] == 4
    page = get("/").text
    assert 'href="/events?type=arrest&amp;modality=negated"' in page
    assert 'href="/events?type=arrest&amp;modality=actual&amp;since=2024-03&amp;until=2024-03"' in page


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        ("", ["alpha:e1", "beta:e1", "gamma:e1"]),
        ("type=arrest", ["alpha:e1", "beta:e1"]),
        ("modality=negated", ["beta:e1"]),
        ("status=convicted", ["beta:e1"]),
        ("status=charged&offense=theft", ["alpha:e1"]),
        ("status=convicted&offense=theft", []),
        ("agency=dallas", ["beta:e1"]),
        ("since=2024", ["alpha:e1"]),
        ("until=2023", ["beta:e1"]),
        ("min_confidence=0.95", []),
        ("state=KS", []),
        ("facility=polk", []),
        ("place=polk", []),
        ("min_sources=1", ["alpha:e1", "beta:e1", "gamma:e1"]),
        ("min_sources=2", []),
        ("decided=undecided", ["alpha:e1", "beta:e1", "gamma:e1"]),
        ("decided=rejected", []),
        ("decided=decided", []),
        ("place=dallas", ["beta:e1"]),
        ("copies=1", ["alpha:e1", "beta:e1", "gamma:e1"]),
    ],
)
def test_events_are_filtered_by_the_address(get, asked, ids):
    assert sorted(event["id"] for event in get(f"/events.json?{asked}").json()["events"]) == ids
    rows = csv.DictReader(io.StringIO(get(f"/events.csv?{asked}").text))
    assert sorted(row["id"] for row in rows) == ids
    assert {"id", "quote", "sources", "person", "place"} <= set(rows.fieldnames)


def test_each_filter_can_be_taken_away_alone(get):
    page = get("/events?type=arrest&place=dallas").text
    assert re.findall(r'<a href="(/events[^"]*)">([\w ]+): <bdi>([^<]*)</bdi>', page) == [
        ("/events?place=dallas", "type", "arrest"),
        ("/events?type=arrest", "place", "dallas"),
    ]


def test_outlets_lead_to_their_articles(told_of, new_desk, monkeypatch):
    from pipeline.review.desk import pages

    get = new_desk(told_of)
    assert get("/outlets.json").json()["outlets"] == [
        {"outlet": "Haw Herald", "articles": 1},
        {"outlet": "Star", "articles": 1},
    ]
    monkeypatch.setattr(pages, "_OUTLETS", 1)
    following = get("/outlets.json").json()["next"]
    assert [row["outlet"] for row in get(following.replace("?", ".json?")).json()["outlets"]] == ["Star"]
    assert [row["id"] for row in get("/articles.json?source=Star").json()["articles"]] == ["boy-again"]


def test_outlets_are_counted_up_to_a_bound(told_of, new_desk, monkeypatch):
    from pipeline.store import desk

    get = new_desk(told_of)
    assert (get("/index.json").json()["outlets"], get("/index.json").json()["more_outlets"]) == (2, False)
    monkeypatch.setattr(desk, "_OUTLETS", 1)
    assert (get("/index.json").json()["outlets"], get("/index.json").json()["more_outlets"]) == (1, True)
    assert '<a href="/outlets">1 and more</a>' in get("/").text


def test_an_article_without_a_title_is_listed_by_its_first_words(told_of, new_desk):
    rows = {row["id"]: row for row in new_desk(told_of)("/articles.json").json()["articles"]}
    assert rows["boy"]["begins"] == "Deputies arrested ██████████, 16, on Friday. ████ cried."
    assert (rows["boy"]["events"], rows["held"]["events"]) == (1, 2)


def test_two_places_of_one_name_are_told_apart(tmp_path, new_desk):
    def at(name, town):
        text = f"{town}. A man was released from the Union County Jail there."
        released = {"type": "release", "subject": None, "modality": "actual"}
        released |= {"quote": "released from the Union County Jail", "custodian": "Union County Jail"}
        return told(name, "2024-05-01", text, events=[released])

    write(tmp_path / "two.db", [at("east", "Elizabeth, New Jersey"), at("west", "La Grande, Oregon")])
    get = new_desk(tmp_path / "two.db")
    whole = get("/custodian/Union+County+Jail.json").json()
    assert {row["id"]: row["place"] for row in whole["events"]} == {
        "east:e1": "Elizabeth, NJ",
        "west:e1": "La Grande, OR",
    }
    assert "2 places have this name" in get("/custodian/Union+County+Jail").text
    for place in whole["places"]:
        one = get(f"/custodian/Union+County+Jail.json?entry={place['entry']}").json()
        assert [row["place"][-2:] for row in one["events"]] == [place["state"]]
        assert one["counts"] == {}


@pytest.mark.parametrize(
    "asked",
    [
        "type=parade",
        "since=soon",
        "min_confidence=2",
        "since=2024&until=2023",
        "min_sources=many",
        "decided=maybe",
    ],
)
def test_a_filter_that_cannot_be_is_refused_with_what_can(get, asked):
    answer = get(f"/events?{asked}")
    assert answer.status_code == 400
    assert "expected" in answer.text


def test_pages_of_a_list_follow_one_another_without_gap(get, monkeypatch):
    from pipeline.review.desk import pages

    monkeypatch.setattr(pages, "_ROWS", 1)
    found, address = [], "/events.json"
    while address:
        told = get(address).json()
        found += [event["id"] for event in told["events"]]
        address = told["next"] and told["next"].replace("/events?", "/events.json?")
    assert found == ["alpha:e1", "beta:e1", "gamma:e1"]


def test_a_search_that_stops_early_says_so_and_goes_on(get, monkeypatch):
    from pipeline.store import event_lists

    monkeypatch.setattr(event_lists, "_SCANNED", 1)
    told = get("/events.json?agency=dallas").json()
    assert (told["events"], told["next"] is None) == ([], False)
    assert "1 looked through, more remain" in get("/events?agency=dallas").text
    further = get(told["next"].replace("/events?", "/events.json?")).json()
    assert [event["id"] for event in further["events"]] == ["beta:e1"]


def test_an_article_keeps_its_text_and_marks_what_was_read(get):
    page = get("/article/beta").text
    text = page[page.index('<div class="text">') : page.index("</div></article>")]
    assert re.sub(r"<[^>]*>", "", text) == get("/article/beta.json").json()["article"]["text"]
    assert 'class="mark quote negated first"' in text
    assert 'data-label="arrest (not)"' in text
    assert "convicted: assault" in page


def test_names_of_victims_are_hidden_everywhere_but_from_a_signed_in_person_who_asks(database, new_desk):
    get = new_desk(database, reviewer="Ann")
    addresses = (
        "/article/alpha",
        "/article/alpha.json",
        "/article/alpha.csv",
        "/events.json",
        "/articles.csv",
    )
    for address in addresses:
        assert "Marsh" not in get(address).text
        assert "Marsh" not in get(f"{address}?names=1").text
    entered = get(get.desk.sign_in_path, follow_redirects=False)
    cookies = {"ds_actor": entered.cookies["ds_actor"]}
    assert "Marsh" not in get("/article/alpha", cookies=cookies).text
    assert "Finn Marsh" in get("/article/alpha?names=1", cookies=cookies).text


@pytest.mark.parametrize(
    "address", ["/article/nobody", "/person/nobody", "/event/nobody", "/custodian/nobody"]
)
def test_what_is_not_there_is_named(get, address):
    assert get(address).status_code == 404
    assert "nobody: expected" in get(address).text
    assert "nobody: expected" in get(f"{address}.json").json()["error"]


@pytest.mark.parametrize("address", PAGES)
def test_pages_hold_what_keyboards_and_screen_readers_need(get, address):
    page = get(address).text
    assert '<html lang="en">' in page
    assert page.index('href="#content"') < page.index("<nav")
    assert page.count("<h1>") == 1
    assert "<main" in page
    ids = re.findall(r'\sid="([^"]*)"', page)
    assert len(ids) == len(set(ids))
    for target in re.findall(r'href="#([^"]*)"', page):
        assert target in ids


def test_the_map_has_every_state_once_and_names_what_is_not_on_it():
    found, elsewhere = tiles({"OH": 90, "TX": 9, "RI": 1, "GU": 4})
    named = [tile.state for tile in found if tile.state]
    assert (len(named), len(set(named)), len(found)) == (52, 52, 96)
    shades = {tile.state: tile.shade for tile in found if tile.number}
    assert shades == {"OH": 4, "TX": 2, "RI": 1}
    assert elsewhere == ["GU"]
