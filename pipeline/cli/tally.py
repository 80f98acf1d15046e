"""What a run has done so far: inputs by outcome, what was found, failures by kind."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from pipeline.counted import counted

if TYPE_CHECKING:
    from pipeline.stages import Progress


class Tally:
    """Counts what becomes of the inputs, from now on."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin with nothing; `clock` gives seconds."""
        self.inputs: Counter[str] = Counter()
        """By outcome (`stages.Progress`)."""
        self.failures: Counter[str] = Counter()
        """By kind of `SourceError`."""
        self.events: Counter[str] = Counter()
        """By type, of the articles that this run has read: those it passed over had theirs before."""
        self.people = 0
        """Of the same articles."""
        self.unread = 0
        """Articles among them that the gate found nothing worth parsing in."""
        self.unlikely = 0
        """Events of theirs that were left out, being less likely right than wrong."""
        self._clock = clock
        self._begun = clock()

    def add(self, made: Progress) -> None:
        """Count one input."""
        self.inputs[made.outcome] += 1
        if made.error is not None:
            self.failures[made.error.kind] += 1
        if made.extraction is not None:
            self.unread += made.extraction.unread
            self.unlikely += made.extraction.unlikely
            self.people += len(made.extraction.people)
            self.events.update(event.type for event in made.extraction.events)

    def left_out(self) -> list[str]:
        """Return what is to be said of events that were left out, if any were."""
        if not self.unlikely:
            return []
        left = "was left out that is" if self.unlikely == 1 else "were left out that are"
        return [
            f"{counted(self.unlikely, 'event')} {left} less likely right than wrong:"
            " `--unlikely keep` keeps such."
        ]

    @property
    def seconds(self) -> float:
        """Seconds since it began."""
        return self._clock() - self._begun

    @property
    def rate(self) -> float:
        """Inputs a second, since it began."""
        return self.inputs.total() / max(self.seconds, 1e-9)

    def as_dict(self) -> dict[str, Any]:
        """Return all of it for a machine."""
        return {
            "inputs": dict(self.inputs),
            "failures": _sorted(self.failures),
            "people": self.people,
            "events": _sorted(self.events),
            "unread": self.unread,
            "unlikely": self.unlikely,
            "seconds": round(self.seconds, 3),
            "inputs_per_second": round(self.rate, 3),
        }

    def lines(self) -> list[str]:
        """Return what a person wants to know beside the number of inputs by outcome."""
        told = []
        if self.unread:
            held = (
                "holds nothing worth parsing and was"
                if self.unread == 1
                else "hold nothing worth parsing and were"
            )
            told.append(f"{self.unread} of them {held} left unread: see `blotter skipped`")
        if self.people or self.events:
            events = counted(self.events.total(), "event")
            told.append(
                f"Found {counted(self.people, 'person', 'people')} and {events}{_listed(self.events)}."
            )
        told += self.left_out()
        if self.failures:
            told.append(f"Failed: {_listed(self.failures).removeprefix(': ')}.")
        told.append(f"Took {_duration(self.seconds)}, {self.rate:.1f} inputs a second.")
        return told


def _sorted(counts: Counter[str]) -> dict[str, int]:
    """Return the counts, the most frequent first."""
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _listed(counts: Counter[str]) -> str:
    listed = ", ".join(f"{number} {name.replace('_', ' ')}" for name, number in _sorted(counts).items())
    return f": {listed}" if listed else ""


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}"
