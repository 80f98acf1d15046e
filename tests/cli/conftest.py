"""The command itself, without a model."""

import sys
import types

import pytest

from pipeline import cli
from pipeline.cli import models
from pipeline.settings import Settings


@pytest.fixture
def blotter(monkeypatch, capfd, reader, derive, tmp_path):
    """Return the command, reading without a model: arguments -> status, stdout, stderr."""
    module = types.ModuleType("pipeline.entities.derive")
    module.derive = derive
    monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setattr(models, "load_reader", lambda **_: (Settings(), reader))
    monkeypatch.chdir(tmp_path)

    def call(*arguments):
        monkeypatch.setattr(sys, "argv", ["blotter", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        out, err = capfd.readouterr()
        return ended.value.code or 0, out, err

    return call
