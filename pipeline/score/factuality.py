"""How often a deed is told as done that is not said to be: `python -m pipeline.score.factuality`.

in: `corpus/factuality/`: frames of sentences ("{agent} refrained from {gerund}.") and the forms of deeds
out: how many of the sentences are read rightly, and with `--errors` each frame that is not

Each deed is put into each frame; of a sentence only whether an event of the deed's type is told as actual
of the person of the frame counts. The frames go through what governs a verb in English, after the checklists
of Ribeiro et al. (2020), Beyond Accuracy: Behavioral Testing of NLP Models with CheckList; "happened" is what
FactBank calls CT+ (Saurí and Pustejovsky 2009).
"""

from __future__ import annotations

import argparse
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.schema import Article, Extraction
from pipeline.score.annotated import ROOT

SPLITS = ("train", "test")
FOLDER = ROOT / "corpus" / "factuality"
_KINDS = ("agent", "patient", "noun")
_NAME = "Juan Ruiz"
_PUBLISHED = "2024-06-14"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A deed in a frame."""

    frame: str
    deed: str
    """The event's type."""
    text: str
    happened: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """What was read wrongly."""

    sentences: int
    told: tuple[Sentence, ...]
    """Told as done, and not said to be."""
    missed: tuple[Sentence, ...]
    """Said to be done, and not told."""

    @property
    def accuracy(self) -> float:
        """The share read rightly, 0 to 1."""
        return 1 - (len(self.told) + len(self.missed)) / self.sentences


def main() -> None:
    """Print the figures of each split, and with `--errors` each frame read wrongly."""
    from pipeline.nlp import load
    from pipeline.settings import Settings

    parser = argparse.ArgumentParser(prog="python -m pipeline.score.factuality", description=__doc__)
    parser.add_argument(
        "--errors", action="store_true", help="name each frame of `train` that is read wrongly"
    )
    arguments = parser.parse_args()
    reader = load(Settings(gate="off"))
    for split in SPLITS:
        figures = measure(list(read_sentences(split)), reader.read)
        print(
            f"{split}: {figures.sentences} sentences, {figures.accuracy:.3f} read rightly;"
            f" told as done, and not said to be: {len(figures.told)};"
            f" said to be done, and not told: {len(figures.missed)}"
        )
        if arguments.errors and split == "train":
            for name, wrong in (("told", figures.told), ("missed", figures.missed)):
                for frame, deeds in _by_frame(wrong).items():
                    print(f"  {name}: {frame} ({', '.join(deeds)})")


def measure(
    sentences: Sequence[Sentence], read: Callable[[Iterable[Article]], Iterable[Extraction]]
) -> Figures:
    """Read each sentence as an article of its own and compare."""
    articles = [
        Article(f"s{number}", sentence.text, "factuality", published=_PUBLISHED)
        for number, sentence in enumerate(sentences)
    ]
    told: list[Sentence] = []
    missed: list[Sentence] = []
    for sentence, extraction in zip(sentences, read(articles), strict=True):
        named = {person.id for person in extraction.people if person.name and person.name.value == _NAME}
        happened = any(
            (event.type, event.modality) == (sentence.deed, "actual") and event.subject in named
            for event in extraction.events
        )
        if happened != sentence.happened:
            (told if happened else missed).append(sentence)
    return Figures(len(sentences), tuple(told), tuple(missed))


def read_sentences(split: str) -> Iterator[Sentence]:
    """Yield every frame of a split with every deed that has the forms it asks for."""
    frames = tomllib.loads((FOLDER / f"{split}.toml").read_text(encoding="utf-8"))
    told = tomllib.loads((FOLDER / "deeds.toml").read_text(encoding="utf-8"))
    for kind in _KINDS:
        for name, happened in (("happened", True), ("not_happened", False)):
            for frame in frames[kind][name]:
                for deed, forms in told["deed"].items():
                    text = _filled(frame, forms, told["person"])
                    if text is not None:
                        yield Sentence(frame, deed, text, happened)


def _filled(frame: str, forms: dict[str, str], person: str) -> str | None:
    """Return a frame with a deed in it; None where the deed has no such form."""
    agent = forms["agent"]
    if not frame.startswith("{agent}") and not agent.isupper():
        agent = agent[0].lower() + agent[1:]
    try:
        text = frame.format(**{**forms, "agent": agent, "person": person}).format(person=person)
    except KeyError:
        return None
    for sign in ".,;:?":
        text = text.replace(f",{sign}", sign)
    return text


def _by_frame(sentences: Iterable[Sentence]) -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for sentence in sentences:
        found[sentence.frame].append(sentence.deed)
    return found


if __name__ == "__main__":
    main()
