"""Everything that can go wrong on purpose.

BlotterError
├── SettingsError   settings, ontology or a data file is wrong: stop before the first article
├── ModelError      no usable base model: stop before the first article
├── SourceError     an input cannot be read or holds no article: recorded as an issue, the run goes on
├── EngineError     the processes or machines that read cannot be kept going: stop at once
├── StoreError      the database cannot be used: stop at once
├── QueryError      a query names something that is not there
├── OutputError     a file that was asked for cannot be written: stop before the first article
└── RecordError     a record breaks its invariant, e.g. a span outside its text: a bug in blotter

Each message names the input, says what was expected and what to do.
"""

from __future__ import annotations


class BlotterError(Exception):
    """Base of every error that blotter raises on purpose."""


class SettingsError(BlotterError):
    """Settings, the ontology or a data file holds something that cannot be used."""


class ModelError(BlotterError):
    """The base model is missing or lacks a parser or a named-entity recogniser."""


class SourceError(BlotterError):
    """An input cannot be read, or holds no article.

    Attributes:
        origin: the input as a person would name it: a path, a path with a line number, an address.
        kind: a short stable word for the table `issues` (`missing`, `empty`, `binary`, ...).
    """

    def __init__(self, origin: str, kind: str, message: str) -> None:
        """Keep what went wrong and where."""
        super().__init__(f"{origin}: {message}")
        self.origin = origin
        self.kind = kind
        self.message = message

    def __reduce__(self) -> tuple[type[SourceError], tuple[str, str, str]]:
        """Let it be sent from one process to another."""
        return type(self), (self.origin, self.kind, self.message)


class EngineError(BlotterError):
    """The processes or machines that read articles cannot be started or kept going."""


class StoreError(BlotterError):
    """The database cannot be opened, written or understood."""


class QueryError(BlotterError):
    """A query asks for something that the database has not got."""


class OutputError(BlotterError):
    """A file that was asked for cannot be written."""


class RecordError(BlotterError):
    """A record breaks its own rules: a bug in blotter, never the input's fault."""
