"""The settings, and the only reader of the environment and of `blotter.toml`.

in: `blotter.toml` in the working folder, and the environment variables `BLOTTER_<NAME>`, which win over it.
out: one frozen `Settings`; writes nothing.
"""

from __future__ import annotations

import hashlib
import json
import math
import os
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from pipeline.errors import SettingsError

FILE = Path("blotter.toml")
CHOICES = {"gate": ("on", "off"), "unlikely": ("leave", "keep")}
"""What the settings may be of which there are only so many."""
LOCK_WAIT = 30.0
"""Seconds to wait while another program writes to the database, if nothing else is asked for."""
_PREFIX = "BLOTTER_"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user may choose."""

    model: str | None = None
    """Name or folder of a spaCy pipeline with a parser and NER; null: the one that is installed."""
    contact: str | None = None
    """Mail address or page where a site that is fetched from can complain; needed to fetch."""
    gate: str = "on"
    """`on`: only what a cheap look at the words finds worth it is parsed; `off`: everything is."""
    unlikely: str = "leave"
    """`leave`: events that are less likely right than wrong are left out; `keep`: they are kept."""
    lock_wait: float = LOCK_WAIT
    """Seconds to wait at each write while another program writes to the database."""

    def as_json(self) -> str:
        """Return the settings as JSON with sorted keys: the form that a run records."""
        return json.dumps(asdict(self), sort_keys=True, ensure_ascii=False)

    @property
    def hash(self) -> str:
        """SHA-256 of `as_json`, in hexadecimal."""
        return hashlib.sha256(self.as_json().encode()).hexdigest()


def load_settings(file: Path = FILE, environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings: the environment before the file, the file before the defaults.

    Raises:
        SettingsError: the file is no TOML, or a setting is unknown, of a wrong kind, or none of its choices.
    """
    defaults = {field.name: field.default for field in fields(Settings)}
    values = _read_file(file)
    for name, value in values.items():
        if name not in defaults:
            raise SettingsError(f"{file}: expected one of {', '.join(defaults)}, found {name}: remove it")
        if isinstance(defaults[name], float):
            values[name] = _seconds(f"{file}: expected `{name}`", value)
        elif not isinstance(value, str) or not value.strip():
            raise SettingsError(
                f"{file}: expected `{name}` to be a text, found {value!r}: put a text in quotes"
            )
    for name, default in defaults.items():
        variable = _PREFIX + name.upper()
        given = (os.environ if environment is None else environment).get(variable)
        if given:
            number = isinstance(default, float)
            values[name] = _seconds(f"{variable}: expected it", given) if number else given
    for name, choices in CHOICES.items():
        if values.get(name, choices[0]) not in choices:
            raise SettingsError(
                f"{name}: expected {' or '.join(choices)}, found {values[name]!r}: mend the setting"
            )
    return Settings(**values)  # type: ignore[arg-type]


def _seconds(expected: str, found: object) -> float:
    """Return a number of seconds, 0 or more; `expected` begins the message about anything else."""
    try:
        seconds = math.nan if isinstance(found, bool) else float(found)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        seconds = math.nan
    if not 0 <= seconds < math.inf:
        raise SettingsError(f"{expected} to be a number of seconds, found {found!r}: write 30, or 0.5")
    return seconds


def _read_file(file: Path) -> dict[str, object]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file}: expected a readable text file, found: {error}") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{file}: expected TOML, found {error}: mend the file") from error
