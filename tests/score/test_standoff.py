import gzip
import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import SourceError
from pipeline.ontology import ontology
from pipeline.score.annotated import StandoffSet
from pipeline.score.gold import read_annotations
from pipeline.score.standoff import GOLD, joined, line_of, read_rows, to_offsets, to_words

TEXT = "Ivo Brandt, 31, was arrested by Salem police. A second man fled. Salem police held Brandt."
GOLD_IN_WORDS = {
    "id": "n1",
    "published": None,
    "people": [
        {"id": "p1", "role": "subject", "name": "Ivo Brandt", "age": 31, "nationality": None,
         "mention": "Brandt"}
    ],
    "offenses": [],
    "facilities": ["Salem"],
    "events": [
        {"type": "arrest", "subject": "p1", "count": None, "date": None, "agency": "Salem police",
         "custodian": None, "modality": "actual", "quote": "was arrested"},
        {"type": "detention", "subject": "p1", "count": None, "date": None, "agency": None,
         "custodian": "Salem police", "modality": "actual", "quote": "held Brandt"},
    ],
}  # fmt: skip


def row(text=TEXT, title="Man held"):
    return {"id": "n1", "source": "Salem Wire", "title": title, "published": "2024-05-06", "text": text}


def test_words_become_offsets_each_beside_its_fact():
    line = line_of(GOLD_IN_WORDS, TEXT, row())
    assert line["sha256"] == hashlib.sha256(TEXT.encode()).hexdigest()
    [person] = line["people"]
    assert (person["name"], person["mention"]) == ([0, 10], [4, 10])
    arrest, detention = line["events"]
    assert (arrest["quote"], arrest["agency"]) == ([16, 28], [32, 44])
    assert (detention["quote"], detention["custodian"]) == ([78, 89], [65, 77])
    kept = json.dumps(line)
    assert not any(word in kept for word in ("Ivo", "Brandt", "Salem", "arrested"))


@pytest.mark.parametrize("text", [TEXT, TEXT[:45], f"Man held\n\n{TEXT}", f"Man held\n\n{TEXT[:45]}"])
def test_an_annotation_comes_back_in_words_with_the_text_that_was_annotated(text):
    gold = GOLD_IN_WORDS if text.endswith(TEXT) else GOLD_IN_WORDS | {"events": GOLD_IN_WORDS["events"][:1]}
    line = json.loads(json.dumps(line_of(gold, text, row())))
    assert joined(line, row()) == (text, gold)


def test_a_name_whose_words_stand_apart_is_several_spans():
    text = "Ana and Ivo Brandt were freed."
    people = [{"name": "Ana Brandt", "mention": "Ana"}, {"name": None, "mention": "Ivo Brandt"}]
    gold = {"people": people, "offenses": [], "facilities": [], "events": []}
    line = to_offsets(gold, text)
    assert line["people"][0]["name"] == [0, 3, 12, 18]
    assert to_words(line, text) == gold


def test_a_changed_text_is_an_error_that_names_the_article():
    line = line_of(GOLD_IN_WORDS, TEXT, row())
    with pytest.raises(SourceError, match=r"n1: expected a text with the SHA-256 \w+, found one with"):
        joined(line, row(TEXT.replace("31", "32")))


@pytest.mark.parametrize(
    ("gold", "text", "says"),
    [
        (GOLD_IN_WORDS, TEXT.replace("31", "32"), "n1: expected the beginning of the row's text"),
        (GOLD_IN_WORDS | {"facilities": ["Bend"]}, TEXT, "n1: expected sound gold, found: facility 1"),
    ],
)
def test_what_cannot_be_kept_is_refused(gold, text, says):
    with pytest.raises(SourceError, match=says):
        line_of(gold, text, row())


@st.composite
def annotated_texts(draw):
    """A text, and an annotation whose words are slices of it."""
    text = draw(st.text("abc \n“é", min_size=1, max_size=60).filter(str.strip))
    place = st.integers(0, len(text) - 1)
    words = st.builds(lambda a, b: text[min(a, b) : max(a, b) + 1], place, place)
    optional = st.none() | words
    people = st.fixed_dictionaries({"mention": words, "name": optional, "age": st.none()})
    events = st.fixed_dictionaries({"quote": words, "agency": optional, "custodian": optional})
    offenses = st.fixed_dictionaries({"quote": words})
    gold = st.fixed_dictionaries(
        {"people": st.lists(people), "offenses": st.lists(offenses), "facilities": st.lists(words),
         "events": st.lists(events)}
    )  # fmt: skip
    return text, draw(gold)


@given(annotated_texts())
def test_offsets_give_back_the_words(case):
    text, gold = case
    assert to_words(to_offsets(gold, text), text) == gold


@pytest.fixture
def collection(tmp_path):
    path = tmp_path / "news.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write(json.dumps(row()) + "\n")
    return path


def test_a_set_joins_offsets_and_texts(collection, tmp_path):
    kept = tmp_path / "gold.jsonl"
    kept.write_text(json.dumps(line_of(GOLD_IN_WORDS, f"Man held\n\n{TEXT}", row())) + "\n")
    found = StandoffSet("kept", (collection,), kept)
    [article] = found.articles()
    assert (article.id, article.source, article.published) == ("n1", "Salem Wire", "2024-05-06")
    assert article.text == f"Man held\n\n{TEXT}"
    assert found.gold() == {"n1": GOLD_IN_WORDS}


def test_an_article_that_no_collection_has_is_named(collection):
    with pytest.raises(SourceError, match=r"news\.jsonl\.gz: expected articles with the ids n7, n8, found"):
        read_rows([collection], ["n1", "n7", "n8"])


WORDS = {
    "people": ("mention", "name"), "offenses": ("quote",), "events": ("quote", "agency", "custodian")
}  # fmt: skip


def test_what_is_kept_has_offsets_and_no_words():
    for line in read_annotations(GOLD):
        spans = [item[key] for name, keys in WORDS.items() for item in line[name] for key in keys]
        spans += line["facilities"]
        assert all(span is None or all(isinstance(offset, int) for offset in span) for span in spans), line[
            "id"
        ]
        assert {event["type"] for event in line["events"]} <= ontology().events.keys()
        assert {offense["category"] for offense in line["offenses"]} <= ontology().offenses.keys()
