"""Finds names that the recogniser takes for nobody's, by what befalls whom they name, or by their kin.

"A judge ordered Emeka Obi deported", "Emeka Obi's wife", "lawyers for Emeka Obi": names of all the world, of
which the recogniser has seen few, are labelled organizations or places, or nothing.

in: the parsed text    out: half-open character offsets of names    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from pipeline.doc_text import text_of
from pipeline.entities.people.runs import bodies
from pipeline.entities.word_forms import is_common_word
from pipeline.first_names import is_first_name

_KIN = frozenset(
    {"wife", "husband", "mother", "father", "son", "daughter", "brother", "sister", "uncle", "aunt", "niece"}
    | {"nephew", "cousin", "fiance", "fiancee", "girlfriend", "boyfriend", "parent", "child", "grandmother"}
    | {"grandfather", "spouse", "sibling", "mom", "dad", "widow", "stepfather", "stepmother"}
)
_OF_CASES = frozenset(
    {"arrest", "deportation", "sentencing", "sentence", "detention", "imprisonment", "jailing", "term"}
)
"""What is somebody's, and no company's or place's."""
_LAWYERS = frozenset({"lawyer", "attorney", "advocate", "counsel"})
_REMOVING = frozenset({"deport", "extradite", "handcuff", "rearrest"})
"""What nobody but a person is ordered to be, or suffers."""
_FREEING = frozenset({"release", "free", "parole"})
_HOLDING = frozenset({"hold", "detain", "jail", "imprison"})
_ON = frozenset({"bond", "bail", "recognizance", "parole", "custody", "supervision"})
_LOCKED = frozenset({"custody", "jail", "prison", "detention", "cell", "center", "facility", "lockup"})
_BEFALLING = frozenset({"arrest", "charge", "convict", "sentence", "detain", "indict", "deport", "jail"})
_TAKING = frozenset(
    {"arrest", "apprehend", "arraign", "convict", "charge", "sentence", "indict", "detain", "book"}
)
"""What is done to people and, at court, to companies, but to no place."""
_PAPERS = frozenset({"detainer", "hold", "warrant"})
"""What is lodged, put or issued on a person, and asked for where it is no hold of the law's."""
_AGAINST = frozenset({"on", "against", "for", "naming"})
_LAWS = frozenset({"ice", "ero", "immigration", "arrest", "bench"})
_LODGING = frozenset({"lodge", "place", "put", "file", "issue", "lift", "drop", "withdraw", "serve", "send"})
_KEEPERS = frozenset(
    {"ice", "ero", "agent", "officer", "patrol", "deputy", "sheriff", "trooper", "marshal", "police", "guard"}
    | {"warden", "jailer", "jail", "prison", "lockup", "county", "facility"}
)
"""Who takes, keeps and frees people."""
_KEPT = frozenset({"encounter", "release", "free", "hold", "keep", "detain", "transfer"})
_LIVING = frozenset({"live", "marry", "immigrate", "emigrate", "flee", "graduate", "sob", "weep"})
"""What nobody but a person does."""
_HANDED = {"hand": "over", "turn": "over", "pick": "up"}
_GOING = frozenset({"go", "leave", "walk", "out"})
"""What somebody is let do, or does, and comes out of a jail."""
_OF_COMPANIES = frozenset({"ORG", "PRODUCT", "FAC"})
_PLACES = frozenset({"dobj", "nsubjpass", "nsubj", "poss", "pobj"})
"""Where in a clause such a name stands."""
_LABELS = frozenset({"", "ORG", "GPE", "LOC", "FAC", "PRODUCT", "NORP", "WORK_OF_ART"})
_WORDS = range(2, 5)
_SIBLINGS = re.compile(
    r"\b(?:brothers|sisters|siblings|twins|cousins) (?P<first>[A-Z][\w’'-]+(?:, [A-Z][\w’'-]+){0,4}),? and "
    r"(?P<last>[A-Z][\w’'-]+ [A-Z][\w’'-]+)"
)
"""First names that stand in front of the family's: "brothers Ed, Eljvir and Al Roe"."""
_FIRST_NAME = re.compile(r"[A-Z][\w’'-]+")
_AGE = 5
"""Tokens of "15-year-old"."""
_DESCRIBING = frozenset({"DT", "JJ", "PRP$", "NN", "NNP", "POS"})
"""In front of the age of a thing: "the 30-year-old Elm Grove Mall"."""


def unrecognised_names(doc: Doc) -> Iterator[tuple[int, int]]:
    """Yield the names that must be a person's: of two words and more, and first names of siblings."""
    yield from _behind_that(doc)
    for row in _SIBLINGS.finditer(text_of(doc)):
        yield from (name.span() for name in _FIRST_NAME.finditer(text_of(doc), *row.span("first")))
        yield row.span("last")
    for token in doc:
        if token.tag_ != "NNP" or token.ent_type_ not in _LABELS or token.dep_ not in {*_PLACES, "appos"}:
            continue
        first = _first_word(token)
        if first is not None and (_is_aged(first) or (token.dep_ in _PLACES and _is_of_person(token))):
            yield first.idx, token.idx + len(token)


def _behind_that(doc: Doc) -> Iterator[tuple[int, int]]:
    """Yield names that open a clause, labelled with words in front: "on Facebook that Al Roe was"."""
    for entity in doc.ents:
        opening = next((token for token in entity[1:-1] if token.dep_ == "mark"), None)
        name = entity[-1]
        if opening is None or name.head != opening.head or name.dep_ not in ("nsubj", "nsubjpass"):
            continue
        words = entity.doc[opening.i + 1 : entity.end]
        named = len(words) in _WORDS and all(word.tag_ == "NNP" and word.is_title for word in words)
        if named and (is_first_name(words[0].lower_) or name.head.lemma_ in _BEFALLING):
            yield words.start_char, words.end_char


def _first_word(name: Token) -> Token | None:
    """Return the first word of a name of two words and more; None where it is no name."""
    words = list(name.doc[name.left_edge.i : name.i])
    aged = next((word.i for word in words if word.lower_ == "old"), -1)
    words = [word for word in words if word.i > aged]  # "the second juvenile, 15-year-old Junior Roe"
    whole = [word for word in (*words, name) if word.text != "-"]
    if len(whole) not in _WORDS:
        return None
    named = all(
        word.tag_ == "NNP" and word.text.istitle() and word.ent_type_ in _LABELS and word.is_alpha
        for word in whole
    )
    compound = all(word.dep_ in ("compound", "flat") for word in words if word.text != "-")
    public = {whole[0].lower_, name.lower_} & bodies()
    return whole[0] if named and compound and not public else None


def _is_aged(first: Token) -> bool:
    """Say whether an age stands in front of a name, no thing's or company's: ", 15-year-old Junior Roe"."""
    age = first.doc[max(0, first.i - _AGE) : first.i]
    aged = len(age) == _AGE and age[0].like_num and age[1:].text.lower() == "-year-old"
    described = age.start and age[0].nbor(-1).tag_ in _DESCRIBING
    return aged and not described and not first.ent_type_


def _is_of_person(name: Token) -> bool:
    """Say whether only a person can be what a name stands for in its clause."""
    head = name.head
    if name.dep_ == "poss":
        lemma = head.lemma_.lower()
        return lemma in _KIN or (lemma in _OF_CASES and _is_no_common_noun(name))
    if name.dep_ == "pobj":
        lawyer = head.lower_ == "for" and head.head.lemma_.lower() in _LAWYERS and not name.ent_type_
        return lawyer or (head.lower_ in _AGAINST and _is_under_paper(head.head) and _is_no_common_noun(name))
    if _is_kept(name) and _is_no_common_noun(name):
        return True
    if name.dep_ == "nsubj" and head.lemma_ in _LIVING and head.pos_ == "VERB":
        return _is_no_common_noun(name)
    if name.dep_ == "nsubj":  # "ordered Obi deported": the tree has him deported by nobody
        return _is_removed(head) and head.dep_ in ("ccomp", "xcomp") and head.head.lemma_ == "order"
    if head.lemma_ == "order" and name.dep_ == "dobj":
        return any(_is_removed(child) for child in (*head.children, *name.children))
    if head.lemma_ in _REMOVING:
        return True
    if head.lemma_ in _TAKING and name.dep_ in ("dobj", "nsubjpass"):
        return _is_alone(name)
    behind = {word.lemma_.lower() for word in head.subtree if word.i > max(head.i, name.i)}
    if head.lemma_ in _FREEING:
        return bool(behind & _ON)
    return head.lemma_ in _HOLDING and name.dep_ == "nsubjpass" and bool(behind & _LOCKED)


def _is_removed(word: Token) -> bool:
    """Say whether a participle says that somebody is deported; a thing may be ordered removed, too."""
    if word.lemma_ != "remove":
        return word.lemma_ in _REMOVING
    places = [child for prep in word.rights if prep.lower_ in ("to", "from") for child in prep.children]
    return any(place.ent_type_ == "GPE" or place.lower_ == "country" for place in places)


def _is_no_common_noun(name: Token) -> bool:
    """Say whether a name is more than words of the dictionary, as a park's is not: "Cedar Grove"."""
    first = next(child for child in name.lefts)
    return is_first_name(first.lower_) or not (is_common_word(first) and is_common_word(name))


def _is_under_paper(above: Token) -> bool:
    """Say whether what stands above "on" is a detainer, or a verb that lodges one: "put a hold on Al Roe"."""
    papers = [above, *([above.head] if above.dep_ in ("acl", "relcl") else [])]
    papers += above.subtree if above.lemma_ in _LODGING else []
    for paper in papers:
        of_law = any(child.lower_ in _LAWS for child in paper.children)
        lodged = any(node.lemma_ in _LODGING for node in (above, paper.head)) and "ICE" in paper.sent.text
        if paper.lemma_ in _PAPERS and (paper.lemma_ != "hold" or of_law or lodged):
            return True
    return False


def _is_kept(name: Token) -> bool:
    """Say whether who keeps people does with a name what he does with them: "deputies let Al Roe go"."""
    verb = name.head
    let = verb.head if verb.lemma_ in _GOING and verb.head.lemma_ == "let" else verb
    beside = {child.lower_ for child in (*verb.children, *let.children)}
    away = let.lemma_ == "let" and (let is not verb or bool(beside & _GOING))
    handed = _HANDED.get(verb.lemma_) in beside
    removed = verb.lemma_ == "remove" and "to" in beside
    if name.dep_ == "nsubjpass" or (name.dep_ == "nsubj" and let is verb and verb.lemma_ in _GOING):
        behind = {word.lemma_.lower() for word in verb.subtree if word.i > verb.i}
        return (away or handed or verb.lemma_ in _GOING) and bool(behind & (_LOCKED | {"ice"}))
    if not (away or handed or removed or verb.lemma_ in _KEPT):
        return False
    doers = [child for child in let.children if child.dep_ == "nsubj" and child != name]
    if let.dep_ == "xcomp":
        doers += [child for child in let.head.children if child.dep_ == "dobj" or child.dep_ == "nsubj"]
    return any(doer.lemma_.lower() in _KEEPERS for doer in doers)


def _is_alone(name: Token) -> bool:
    """Say whether a name that is no company's is all that something is done to, and no town of a list."""
    words = [*(child for child in name.lefts if child.text != "-"), name]
    company = any(word.ent_type_ in _OF_COMPANIES for word in words)
    several = any(child.lower_ in ("are", "were") for child in name.head.children)
    listed = words[0].i > 0 and words[0].nbor(-1).text == ","  # "Al Roe, 22, Rowland Heights, is charged"
    return not (several or listed or company) or (not listed and is_first_name(words[0].lower_))
