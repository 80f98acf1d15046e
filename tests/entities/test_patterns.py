"""Patterns that were compiled ahead are not compiled again while texts are read."""

import pytest

from pipeline.entities.dates.grammar import grammar
from pipeline.entities.offenses import lexicon as offenses
from pipeline.entities.offenses.offenses import find_offenses
from pipeline.entities.patterns import compile_all


def test_all_wordings_are_compiled_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    compile_all()
    monkeypatch.setattr(offenses, "_compile", lambda *_: (_ for _ in ()).throw(AssertionError("compiled")))
    every_first_word = " ".join(offenses.lexicon().by_word)

    assert find_offenses(f"Police charged him with murder. {every_first_word}")


def test_all_forms_of_dates_are_compiled_ahead() -> None:
    grammar.cache_clear()
    assert "finder" not in vars(grammar())

    compile_all()

    assert "finder" in vars(grammar())
    assert all("pattern" in vars(form) for form in grammar().forms)
