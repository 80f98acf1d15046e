"""Another model in the base model's place: the whole job runs on it; one that says too little is refused."""

import sys
from dataclasses import replace

import pytest
import spacy
from spacy.vectors import Vectors

from pipeline import cli
from pipeline.errors import ModelError
from pipeline.guide import to_guide
from pipeline.nlp import Reader, _installed, load
from pipeline.score.annotated import corpus_set
from pipeline.score.floors import read_floors
from pipeline.score.metrics import score
from pipeline.settings import Settings

pytestmark = pytest.mark.slow
VECTORS = 500
"""Of 20,000."""


@pytest.fixture(scope="module")
def first():
    """Return the base model as it is installed."""
    return spacy.load(_installed())


@pytest.fixture
def small(first, tmp_path):
    """Return the folder of a smaller model: it knows the words of few vectors, and so parses otherwise."""
    vectors, name = first.vocab.vectors, first.meta["name"]
    keys = sorted(vectors.keys())[:VECTORS]
    rows = [vectors.find(key=key) for key in keys]
    first.vocab.vectors = Vectors(data=vectors.data[rows], keys=keys, name=vectors.name)
    first.meta["name"] = "small"
    folder = tmp_path / "en_small"
    first.to_disk(folder)
    first.vocab.vectors, first.meta["name"] = vectors, name
    return folder


def call(monkeypatch, capfd, *arguments):
    monkeypatch.setattr(sys, "argv", ["blotter", *map(str, arguments)])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return (ended.value.code or 0, *capfd.readouterr())


@pytest.fixture
def told(monkeypatch):
    """Return a list of what readers say from now on."""
    said = []
    read = Reader.read

    def heard(self, articles):
        for extraction in read(self, articles):
            said.append(extraction)
            yield extraction

    monkeypatch.setattr(Reader, "read", heard)
    return said


def test_the_whole_job_runs_on_a_second_model_and_finds_most_of_what_the_first_does(
    small, told, monkeypatch, capfd, tmp_path
):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BLOTTER_MODEL", str(small))
    dev = corpus_set("dev")
    dev = replace(dev, sources=dev.sources[-1:])  # the pages: the texts go the same way
    status, out, _ = call(monkeypatch, capfd, "run", *dev.sources)
    assert (status, " 0 failed" in out) == (0, True)
    status, out, _ = call(monkeypatch, capfd, "verify")
    assert (status, "no faults" in out) == (0, True)
    assert "model: en_small" in call(monkeypatch, capfd, "doctor")[1]
    assert "detainer_declined" in call(monkeypatch, capfd, "events", "--format", "csv")[1]
    articles = {article.id: article for article in dev.articles()}
    found = {said.article_id: to_guide(said, articles[said.article_id]) for said in told}
    gold = [note for note in dev.gold().values() if note["id"] in articles]
    f1 = score(gold, found).fields["events"].f1
    assert f1 > 0.75 * read_floors()["figures"]["dev"]["events"]


@pytest.mark.parametrize(
    ("without", "message"),
    [
        ("lemmatizer", "expected lemmas: a lemmatizer gives them; found none"),
        ("attribute_ruler", "expected parts of speech"),
        ("tagger", "expected tags"),
        ("ner", "found no ner"),
    ],
)
def test_a_model_that_says_too_little_is_refused(first, without, message, monkeypatch):
    monkeypatch.setattr(spacy, "load", lambda _: first)
    with first.select_pipes(disable=[without]), pytest.raises(ModelError, match=message):
        load(Settings(model="poor"))


def test_a_parser_of_another_scheme_is_refused(monkeypatch):
    nlp = spacy.blank("en")
    for name in ("parser", "ner"):
        nlp.add_pipe(name)
    nlp.get_pipe("parser").add_label("nsubj:pass")
    monkeypatch.setattr(spacy, "load", lambda _: nlp)
    with pytest.raises(ModelError, match="labels of ClearNLP"):
        load(Settings(model="universal"))
