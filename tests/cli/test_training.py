"""`train` begins only where there is what it learns from."""

from pipeline import trained
from pipeline.score import annotated


def test_nothing_is_trained_where_what_was_decided_is_missing(blotter, monkeypatch, tmp_path):
    monkeypatch.setattr(trained, "MODELS", tmp_path)
    status, out, err = blotter("train", "decided.jsonl")
    assert (status, out) == (1, "")
    assert err.startswith("blotter: decided.jsonl: expected JSON Lines in UTF-8")
    assert list(tmp_path.glob("*.json")) == []


def test_without_gold_of_a_checkout_nothing_is_trained(blotter, monkeypatch, tmp_path):
    monkeypatch.setattr(annotated, "ROOT", tmp_path)
    status, out, err = blotter("train")
    assert (status, out) == (1, "")
    gold = tmp_path / "corpus" / "train" / "gold.jsonl"
    assert err == (
        f"blotter: {gold}: expected the gold of a checkout, found none: clone the repository and run"
        " `blotter train` there\n"
    )
