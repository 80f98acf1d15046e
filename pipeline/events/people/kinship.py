"""Whose relative a noun names: "his father", "my husband", Roe's "our son".

in: a noun of a parsed `Doc`, the names and people known so far    out: a key, one for each relative
writes: nothing
"""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Doc, Token

from pipeline.events.assertion.attributions import Attributions
from pipeline.events.grammar import nominals
from pipeline.events.grammar.quotation_marks import is_quoted
from pipeline.events.grammar.syntax import children, objects_of, possessors, text_of
from pipeline.events.people.entity import Entity
from pipeline.events.people.naming import Naming
from pipeline.schema import Mention

type Key = tuple[int | str, str]
NARRATOR = -1
"""Who tells an article in the first person."""
THEIRS = -2
"""Whoever "they" are: "their father" is his too."""
_SAME = {
    "dad": "father",
    "mom": "mother",
    "stepdad": "stepfather",
    "grandpa": "grandfather",
    "grandma": "grandmother",
}
"""Nouns for one relative, and the plainer ones."""
_OURS = frozenset({"my", "our"})
_PARENTS = frozenset({"mother", "father", "mom", "dad", "parent"})
_CHILDREN = frozenset({"son", "daughter", "child"})
_SIBLINGS = frozenset({"brother", "sister", "sibling"})
_BACK: Mapping[str, frozenset[str]] = {
    "husband": frozenset({"wife"}),
    "wife": frozenset({"husband"}),
    "boyfriend": frozenset({"girlfriend"}),
    "girlfriend": frozenset({"boyfriend"}),
    **dict.fromkeys(("son", "daughter", "child"), _PARENTS),
    **dict.fromkeys(("father", "mother", "dad", "mom"), _CHILDREN),
    **dict.fromkeys(("brother", "sister"), _SIBLINGS),
    **dict.fromkeys(("nephew", "niece"), frozenset({"aunt", "uncle"})),
    **dict.fromkeys(("uncle", "aunt"), frozenset({"nephew", "niece"})),
    **dict.fromkeys(("grandson", "granddaughter"), frozenset({"grandmother", "grandfather"})),
    "cousin": frozenset({"cousin"}),
    "client": frozenset({"lawyer", "attorney", "counsel", "advocate", "solicitor", "barrister"}),
}
"""What somebody's relative calls that person: to his wife he is her husband."""
_ONE_OF = frozenset({"one", "another", "each", "both", "two", "some"})
_SEX = {"her": "m", "his": "f"}
"""By whose relative it is: the sex that the teller has not."""


class Kinship:
    """Tells relatives apart by whose they are; the mappings passed in grow as the text is read."""

    def __init__(
        self, doc: Doc, names: Mapping[int, Mention], naming: Naming, by_token: Mapping[int, Entity]
    ) -> None:
        """Keep the text, its names, who bears them, and whom each token stands for."""
        self._text = text_of(doc)
        self._attributions = Attributions(doc)
        self._names = names
        self._naming = naming
        self._by_token = by_token
        self._ahead: set[str] = set()
        """Names whose bearers' relatives were told of before they were."""

    def key(self, token: Token) -> Key | None:
        """Return whose relative a noun names and which: "his father" is one person however often told of."""
        lemma, words = token.lemma_.lower(), nominals.lexicon()
        owner = possessors(token)
        if not owner or lemma not in words.relative | words.man | words.woman | words.fellow:
            return None
        lemma = _SAME.get(lemma, lemma)
        if owner[0].lower_ == "their":
            return THEIRS, lemma
        own = owner[0].lower_ in _OURS
        if own and not is_quoted(token):
            return NARRATOR, lemma
        teller = self._speaker(token) if own else owner[0]
        return (self._known_as(teller), lemma) if teller is not None and self._is_known(teller) else None

    def told_back(self, token: Token) -> Entity | None:
        """Return whose own relative or lawyer speaks: Roe, where "Roe's wife said her husband was"."""
        back, own = _BACK.get(token.lemma_.lower()), children(token, "poss")
        # "her husband, Al Roe, was deported": by name
        named = any(name.pos_ == "PROPN" for name in children(token, "appos"))
        if back is None or len(own) != 1 or own[0].pos_ != "PRON" or named:
            return None
        other = _SEX.get(own[0].lower_)
        for teller in self._tellers(token, own[0]):
            # "One of Roe's sons posted the bond, but his father was kept"
            one = objects_of(teller, "of") if teller.lower_ in _ONE_OF else []
            for noun in (teller, *children(teller, "appos"), *one):
                relative = noun.lemma_.lower() in back
                if not relative or (other is not None and nominals.sex_of(noun) == other):
                    continue
                whose = (*possessors(noun), *objects_of(noun, "of"), *objects_of(noun, "for"))
                owners = (self._bearer(owner) for owner in whose)
                known = next((entity for entity in owners if entity is not None), None)
                if known is not None and not known.is_of_other_sex(nominals.sex_of(token)):
                    return known
        return None

    def _bearer(self, owner: Token) -> Entity | None:
        """Return who an owner is, by a name known already where its sentence has not been read so far."""
        name = self._names.get(owner.i)
        return self._by_token.get(owner.i) or (self._naming.known(name) if name is not None else None)

    def _tellers(self, token: Token, own: Token) -> list[Token]:
        """Return the subjects of the verbs above a noun that stand in front, or who says what is quoted."""
        if own.lower_ in _OURS:
            speaker = self._speaker(token)
            return [speaker] if speaker is not None else []
        above = [node for node in token.ancestors if node.pos_ in ("VERB", "AUX")]
        return [noun for verb in above for noun in children(verb, "nsubj") if noun.i < token.i]

    def _is_known(self, owner: Token) -> bool:
        return owner.i in self._by_token or owner.i in self._names or owner.pos_ == "PROPN"

    def _known_as(self, owner: Token) -> int | str:
        """Return the number of whose the relative is; a name where it has not been read yet, or is none."""
        name = self._names.get(owner.i)
        words = owner.text if name is None else self._text[name.start : name.end]
        entity = self._by_token.get(owner.i) or (self._naming.known(name) if name is not None else None)
        if entity is None:
            self._ahead.add(words)
            return words
        called = (self._text[item.start : item.end] for item in entity.names)
        return next((item for item in called if item in self._ahead), entity.order)

    def _speaker(self, token: Token) -> Token | None:
        """Return who is said to say what is quoted: “They took my son,” Roe said."""
        said = self._attributions.of(token)
        return said.speaker if said is not None else None
