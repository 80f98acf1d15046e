"""Whom an article may not name, by what any article of the database says; and the article without the names.

in: the open database, an article's records    out: the records as they may be shown    writes: nothing

Hidden are victims and minors, also those whom only another article shows to be so, and everybody of a name
that another article hides; but an official, and who is charged with something, keeps the name where nothing
in the article itself protects it.
"""

from __future__ import annotations

from functools import partial

from pipeline.protected import MINOR, name_key
from pipeline.review.charged import is_charged
from pipeline.review.decisions import Decisions
from pipeline.review.privacy.known_names import NameFinder
from pipeline.review.privacy.redaction import own_labels, redact
from pipeline.schema import Article, Extraction, Person
from pipeline.store.hidden_names import hidden_among, protected_elsewhere
from pipeline.store.linked import LinkedRecords
from pipeline.store.rows import row_id

_LONGEST = 8
"""Words of a name that is looked for."""


class Protection:
    """Hides the names that a database protects, article by article."""

    def __init__(self, records: LinkedRecords) -> None:
        """Ask open `records`."""
        self._records = records
        self._names = NameFinder(partial(hidden_among, records.db), _LONGEST)

    def hides(self, words: str) -> bool:
        """Tell whether words hold a name that is hidden in some article."""
        return bool(self._names.find(words, any_case=True))

    def plain(self, text: str | None, any_case: bool = False) -> str | None:
        """Return a text of no article without the names that some article hides."""
        return self._names.hide(text, any_case)

    def redact(self, article: Article, extraction: Extraction) -> tuple[Article, Extraction]:
        """Return an article's records as they may be shown."""
        labels = self._labels(extraction)
        shown = {
            name_key(str(person.name.value))
            for person in extraction.people
            if person.name is not None and person.id not in labels
        }
        return redact(article, extraction, labels, partial(self._names.find, shown=shown))

    def _labels(self, extraction: Extraction) -> dict[str, str]:
        """Return id of a person to what stands for the name, of those to hide."""
        found = own_labels(extraction)
        elsewhere = protected_elsewhere(self._records.db, extraction.article_id)
        for person in extraction.people:
            if person.id in found:
                continue
            mark = elsewhere.get(row_id(extraction.article_id, person.id))
            if mark != MINOR:
                mark = mark or (None if person.name is None else self._names.label(str(person.name.value)))
                if mark and self._keeps_name(extraction.article_id, person):
                    mark = None
            if mark:
                found[person.id] = mark
        return found

    def _keeps_name(self, article_id: str, person: Person) -> bool:
        """Tell whether somebody's name is given in spite of another article that hides it."""
        if person.role == "official":
            return True
        report = row_id(article_id, person.id)
        linked = self._records.linked_id(report)
        versions = self._records.person(linked).versions if linked else ()
        articles = {article_id, *(version.article_id for version in versions)}
        return is_charged(self._records, Decisions(self._records, articles), report, versions)
