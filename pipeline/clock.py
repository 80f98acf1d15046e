"""Tells the time, in the form in which it is stored."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> str:
    """Return the time in UTC, to the second: "2024-05-03T12:00:00+00:00"."""
    return datetime.now(UTC).isoformat(timespec="seconds")
