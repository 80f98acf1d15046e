import json

from pipeline.guide import to_guide
from pipeline.schema import Article

GUIDE_KEYS = {
    "people": ["id", "role", "name", "age", "nationality", "mention"],
    "offenses": ["subject", "category", "status", "quote"],
    "events": ["type", "subject", "count", "date", "agency", "custodian", "modality", "quote"],
}


def read(reader, text):
    article = Article("a", text, "a.txt", published="2024-05-01")
    [extraction] = reader.read([article])
    return to_guide(extraction, article), article


def test_an_object_has_the_keys_of_the_guide_and_words_of_the_text(reader):
    found, article = read(
        reader,
        "Ada Quill, 41, was arrested by Salem police, charged with theft and sent to Polk County Jail.",
    )
    assert (found["id"], found["published"]) == ("a", "2024-05-01")
    assert found["facilities"] == ["Polk County Jail"]
    for kind, keys in GUIDE_KEYS.items():
        [item] = found[kind]
        assert set(keys) <= set(item)
        assert item[keys[-1]] in article.text
    assert found["events"][0]["subject"] == found["people"][0]["id"] == "p1"
    assert json.loads(json.dumps(found)) == found


def test_each_value_has_its_evidence(reader):
    found, article = read(reader, "Ada Quill, 41, was arrested by Salem police on March 4, 2024.")
    [event] = found["events"]
    date = event["evidence"]["date"]
    assert article.text[date["start"] : date["end"]] == "March 4, 2024"
    assert (date["rule"], date["confidence"], date["anchor"]) == ("fake.date", 0.5, "2024-05-01")
    assert set(event["evidence"]) == {"quote", "date", "agency"}
    assert set(found["people"][0]["evidence"]) == {"mention", "name", "age"}


def test_a_count_has_a_qualifier_only_where_the_article_gives_one(reader):
    [about], _ = read(reader, "They deported more than 310 people.")[0]["events"], None
    [exact], _ = read(reader, "They deported 310 people.")[0]["events"], None
    assert about["count_qualifier"] == "at_least"
    assert "count_qualifier" not in exact
    assert about["count"] == exact["count"] == 310


def test_an_article_with_nothing_has_empty_lists(reader):
    found, _ = read(reader, "The fair opened.")
    assert [found[key] for key in ("people", "offenses", "facilities", "events")] == [[], [], [], []]
