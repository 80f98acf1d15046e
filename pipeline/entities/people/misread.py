"""Finds people whose names the recogniser took for organizations or places, by what is said of them.

in: the parsed text    out: half-open character offsets of names    writes: nothing

"Ivo Brandt-Luna, a citizen of Peru, was arrested" is a person whatever the label; so is one of several
who are sentenced together, "Ann Roe, Ed Poe and Sterling Marsh, all 22"; and only people are deported.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from spacy.tokens import Doc, Span, Token

from pipeline.doc_text import text_of
from pipeline.entities.people.name_words import name_words
from pipeline.first_names import is_first_name, is_no_place

_LABELS = frozenset({"ORG", "GPE", "FAC", "PRODUCT", "WORK_OF_ART", "LOC"})
_ONES = frozenset({"a", "an", "former", "onetime", "ex"})
_PERSONS = frozenset({"man", "woman", "teen", "teenager", "boy", "girl", "gunman"})
"""Nouns that nothing but a person is, whatever the article: "Lem Sarr, the man who"."""
_BEFALLS = frozenset({"arrest", "sentence", "deport", "convict", "apprehend", "extradite", "jail"})
"""Verbs whose object is a person wherever other people are beside it."""
_PEOPLE_ONLY = frozenset(
    {"arrest", "rearrest", "deport", "apprehend", "extradite", "jail", "handcuff", "incarcerate", "imprison"}
)
"""Verbs whose object is a person whatever stands beside it: no company is handcuffed."""
_HELD = frozenset({"detain", "release", "free", "hold"})
"""Verbs whose object is a person where it has an age or a first name."""
_COURT = frozenset({"charge", "indict", "convict", "sentence", "accuse", "release", "acquit", "plead"})
"""Verbs whose object is a person where it has a first name."""
_CRIMES = frozenset({"rob", "stab", "rape", "molest", "murder", "burglarize", "kidnap", "strangle", "flee"})
"""Verbs whose subject is a person where it has a first name."""
_DEEDS = frozenset({"arrest", "indictment", "conviction", "sentencing", "deportation", "detention", "case"})
"""Nouns of what befalls people, or a person with a first name."""
_LAID = frozenset({"charge", "count", "indictment", "accusation", "warrant"})
"""What is brought, or dropped, against a person with a first name."""
_CUSTODY = frozenset({"arrest", "detention", "deportation"})
"""Of these, what befalls nobody but people."""
_OPENS = frozenset({",", "after", "when", "before", "that", "and", "since", "while", "as"})
"""In front of a lone family name that begins a clause: "On May 3, Sterling was arrested"."""
_DETAINING = frozenset({"detainer", "lodge", "file", "issue", "place"})
_TERMS = frozenset({"years", "months", "days", "life", "prison", "jail", "death"})
_CELLS = frozenset({"prison", "jail", "life", "death", "bars"})
_HIS = frozenset({"he", "she", "his", "her", "him", "himself", "herself"})
_ARRIVING = frozenset({"come", "move", "immigrate", "emigrate", "migrate", "arrive", "return", "cross"})
_HERE = frozenset({"states", "u.s.", "us", "america", "country", "border"})
_OWN_DEEDS = _DEEDS | {"release"}
_TAKING = _PEOPLE_ONLY | _COURT
_WHERE = frozenset({"in", "from", "to", "at", "near", "of"})
_ADDRESSES = frozenset({"Mr", "Mrs", "Ms"})
_BODIES = frozenset(
    {"airlines", "associates", "bank", "brothers", "center", "centre", "church", "city", "college", "county"}
    | {
        "elementary",
        "enterprises",
        "farms",
        "foundation",
        "group",
        "hall",
        "high",
        "hospital",
        "house",
        "inn",
    }
    | {"institute", "investments", "market", "motors", "museum", "news", "park", "police", "press", "school"}
    | {"state", "street", "studios", "tech", "times", "trust", "university", "village", "works"}
)
"""Words that an organization named after somebody ends in."""
_LINK = re.compile(r",\s(?:\d\d,\s)?(?:and\s)?|\sand\s")
_MOST_WORDS = 4
_FIRST_AND_LAST = 2


def misread_names(doc: Doc) -> Iterator[tuple[int, int]]:
    """Yield what was labelled an organization or a place and is a person by its apposition or companions."""
    dealt_with: set[str] = set()
    ents = doc.ents  # made anew at each use
    families = _lone_families(ents)
    relatives = {ent[-1].text for ent in ents if ent.label_ == "PERSON" and len(ent) > 1}
    addressed = {ent.text for ent in ents if _is_addressed(ent)}
    for index, ent in enumerate(ents):
        if ent.label_ in _LABELS and _is_like_name(ent):
            around = ents[max(0, index - 1) : index + 2]
            between = len(around) == 3 and _is_between(*around)
            named = _is_before_family(ent, families, addressed) or _is_relative(ent, relatives)
            if _is_person(ent) or between or named:
                yield ent.start_char, ent.end_char
            elif _is_dealt_with(ent) or _has_first_name(ent):
                dealt_with.add(ent.text)
    proper = [token for token in doc if token.tag_ in ("NNP", "NNPS")]
    for token in proper:
        first = _bare_name(token) or _described_name(token)
        if first is not None:
            yield first.idx, token.idx + len(token)
    lone = {token.text for token in proper if _is_lone_name(token) or _shares_family(token)}
    lone |= _often_dealt_with(proper)
    for token in proper:
        if _has_life(token):
            start = token
            while start.i > start.sent.start and _is_first_of(start.nbor(-1), token):
                start = start.nbor(-1)
            yield start.idx, token.idx + len(token)
            lone.add(token.text)
    for token in proper:
        if token.text in lone and token.tag_ == "NNP" and token.ent_type_ in ("", *_LABELS):
            yield token.idx, token.idx + len(token)
    for name in dealt_with:  # wherever it stands, whole: "Julia" alone is nothing to the recogniser
        yield from (found.span() for found in re.finditer(rf"\b{re.escape(name)}\b", text_of(doc)))


def _is_person(ent: Span) -> bool:
    return _is_described(ent.root) or _is_told_of(ent.root) or _is_beside(ent) or _is_taken(ent.root)


def _lone_families(ents: Sequence[Span]) -> dict[str, int]:
    """Return the last words of people told of by them alone, and where each is told of first."""
    people = [ent.text.split() for ent in ents if ent.label_ == "PERSON"]
    whole = {words[-1] for words in people if len(words) > 1}
    first: dict[str, int] = {}
    for ent in ents:
        lone = ent.label_ == "PERSON" or _is_addressed(ent)
        if lone and len(ent) == 1 and ent.text not in whole:
            first.setdefault(ent.text, ent.start)
    return first


def _is_addressed(ent: Span) -> bool:
    """Say whether a name has "Mr" in front, whatever it was taken for: "Mr Singh"."""
    return ent.start > 0 and ent.doc[ent.start - 1].text.rstrip(".") in _ADDRESSES


def _is_before_family(ent: Span, families: Mapping[str, int], addressed: Collection[str]) -> bool:
    """Say whether a name brings in somebody told of by the last word alone: "Ever Roe ... Mr. Roe said"."""
    subject = ent.root.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj", "poss", "appos", "conj")
    taken = ent.label_ in ("ORG", "PRODUCT") or (ent.label_ == "GPE" and ent[-1].text in addressed)
    return subject and taken and families.get(ent[-1].text, -1) > ent.start


def _has_first_name(ent: Span) -> bool:
    """Say whether an organization's two words are a first name and one that is no noun: "Blanca Ortez"."""
    words = [token for token in ent if token.tag_ != "POS"]
    if ent.label_ != "ORG" or len(words) != _FIRST_AND_LAST or not is_first_name(words[0].lower_):
        return False
    last = words[1]
    proper = last.text.istitle() and last.tag_ == "NNP" and last.lower_ not in _BODIES
    return proper and last.dep_ not in ("compound", "nmod") and words[0].tag_ == "NNP"


def _is_relative(ent: Span, families: Collection[str]) -> bool:
    """Say whether a court deals with what has a person's family name: "Al Roe ... Ayla Roe pleaded"."""
    if len(ent) != _FIRST_AND_LAST or ent[-1].text not in families or ent.label_ not in ("ORG", "PRODUCT"):
        return False
    verb = ent.root.head
    dealt = ent.root.dep_ in ("nsubj", "nsubjpass", "dobj") and verb.lemma_ in _COURT | _PEOPLE_ONLY
    guilty = any(child.lower_ == "guilty" for child in verb.children)
    return dealt or (guilty and ent.root.dep_ in ("nsubj", "nsubjpass"))


def _is_taken(name: Token) -> bool:
    """Say whether what befalls only people befalls it: "ICE Boston arrested Kaique Lima"."""
    alone = all(child.dep_ in ("compound", "appos", "punct", "relcl", "acl") for child in name.children)
    return alone and name.dep_ in ("dobj", "nsubjpass") and name.head.lemma_ in _PEOPLE_ONLY


def _is_dealt_with(ent: Span) -> bool:
    """Say whether a court deals with a first and a last name: "Julia Marsh was charged", "the case of"."""
    words, name, verb = [token for token in ent if token.tag_ != "POS"], ent.root, ent.root.head
    first = words[0].lower_
    # "Austin Bell", labelled a place, may be one; no place is called "Gurpreet".
    if len(words) != 2 or not is_first_name(first) or (ent.label_ == "GPE" and not is_no_place(first)):
        return False
    if name.dep_ == "nsubj" and name == words[1] and verb.lemma_ in _CRIMES:
        return True  # “Julia Marsh robbed three shops”
    of_deed = name.dep_ == "pobj" and verb.lower_ in ("of", "against") and verb.head.lemma_.lower() in _DEEDS
    of_deed |= name.dep_ == "pobj" and verb.lower_ == "against" and _is_of_charges(verb.head)
    of_deed |= name.dep_ == "poss" and verb.lemma_ in _DEEDS and name == words[1]
    return of_deed or (verb.lemma_ in _COURT and name.dep_ in ("nsubjpass", "nsubj", "dobj"))


def _is_of_charges(word: Token) -> bool:
    """Say whether "against" hangs on charges, or on what is done with them: "filed charges against"."""
    held = (item for item in (word, *word.children) if item is word or item.dep_ in ("dobj", "nsubjpass"))
    return any(other.lemma_.lower() in _LAID for item in held for other in (item, *item.conjuncts))


def _bare_name(name: Token) -> Token | None:
    """Return the first word of a name that nobody takes for a place or a person, of one who is arrested.

    "Bo Marsh was deported", "Ty Marsh was sentenced to 10 years": what befalls only people.
    """
    if name.dep_ != "nsubjpass" or not _is_unread(name):
        return None
    befalls = name.head.lemma_ in _PEOPLE_ONLY or (
        name.head.lemma_ == "sentence"
        and any(token.lower_ in _CELLS for token in name.head.subtree if token.i > name.head.i)
    )
    own = [child for child in name.children if child.dep_ not in ("appos", "cc", "conj", "punct")]
    first = own[0] if own else name
    whole = first.i < name.i == first.i + len(own) < first.i + _MOST_WORDS
    read = whole and all(map(_is_unread, own)) and not _is_end_of_place(first)
    return first if befalls and read else None


def _shares_family(word: Token) -> bool:
    """Say whether a first name stands beside one that has the family name of both: "Mert and Ayla Roe"."""
    if word.tag_ != "NNP" or not word.text.istitle() or word.i + 3 >= len(word.doc):
        return False
    family = word.nbor(3)
    one = word.dep_ in ("nmod", "compound") and word.head == family
    two = family.dep_ == "conj" and family.head == word and is_first_name(word.lower_)
    people = {family.ent_type_, word.nbor(2).ent_type_} == {"PERSON"}
    return word.ent_type_ != "PERSON" and word.nbor(1).lower_ == "and" and people and (one or two)


def _described_name(name: Token) -> Token | None:
    """Return the first word of a name that nothing names, with a trade behind: "Lem Sarr, a nurse"."""
    misread = name.ent_type_ in _LABELS and any(child.lemma_ in _PERSONS for child in name.children)
    if (name.ent_type_ and not misread) or name.tag_ != "NNP":
        return None
    if not name.text.istitle() or not _is_described(name):
        return None
    first = name
    while first.i > name.sent.start and _is_first_of(first.nbor(-1), name) and name.i - first.i < _MOST_WORDS:
        first = first.nbor(-1)
    return first if first.i < name.i and not _is_end_of_place(first) else None


def _is_end_of_place(word: Token) -> bool:
    """Say whether a word may be the end of a place or of what is quoted: "men from Far Rock, Queens were"."""
    before = word.doc[max(word.i - 2, 0) : word.i]
    if len(before) > 0 and before[-1].is_quote:
        return True  # whose sign says "Free Hugs" was arrested
    comma = len(before) > 1 and before[-1].text == "," and before[0].tag_.startswith("NNP")
    return comma or (len(before) > 0 and before[-1].dep_ == "prep")


def _is_unread(token: Token) -> bool:
    """Say whether a capitalised word may be of a name that the recogniser passed over or misread."""
    return (
        token.tag_ in ("NNP", "NNPS") and token.text.istitle() and token.ent_type_ in ("", "ORG", "PRODUCT")
    )


def _is_lone_name(name: Token) -> bool:
    """Say whether a word that nothing names begins a clause that tells of an arrest: "Roe was jailed"."""
    if name.dep_ != "nsubjpass" or name.tag_ != "NNP" or not name.text.istitle():
        return False
    if name.ent_type_ not in ("", "ORG", "GPE") or not _befalls_one(name):
        return False
    opens = name.is_sent_start or name.i == 0 or name.nbor(-1).lower_ in _OPENS
    one = any(child.lower_ in ("was", "been", "is", "be") for child in name.head.children)
    return opens and one and not _is_end_of_place(name)


def _befalls_one(name: Token) -> bool:
    """Say whether nobody but a person suffers a deed: "Rosa, 34, was detained", "was ordered deported"."""
    verb, aside = name.head, {child.dep_ for child in name.children}
    if not aside <= {"appos", "punct", "relcl", "acl"}:
        return False
    aged = any(child.like_num and child.dep_ == "appos" for child in name.children)
    ordered = verb.lemma_ == "order" and any(child.lemma_ in _PEOPLE_ONLY for child in verb.children)
    held = verb.lemma_ in _HELD and (aged or is_first_name(name.lower_))
    return verb.lemma_ in _PEOPLE_ONLY or ordered or held


def _often_dealt_with(proper: Sequence[Token]) -> set[str]:
    """Return words to which is done, more than once, what is done to people: a family name and no more.

    "Agents arrested Marsh Dec. 3 ... ERO lodged a detainer against Marsh ... a jury convicted Marsh".
    """
    taken: set[str] = set()
    places: dict[str, set[int]] = {}
    for token in proper:
        alone = token.tag_ == "NNP" and token.text.istitle() and token.ent_type_ in ("", "ORG")
        if not alone or any(child.dep_ not in ("punct", "case") for child in token.children):
            continue
        dated = token.dep_ == "compound" and any(child.dep_ == "nummod" for child in token.head.children)
        verb = token.head.head if dated else token.head  # "arrested Marsh Dec. 3": parsed as a day's name
        object_of = (dated or token.dep_ == "dobj") and verb.lemma_ in _TAKING
        against = token.dep_ == "pobj" and verb.lower_ == "against" and verb.head.lemma_ in _DETAINING
        # "Marsh's arrest"; "Fatah's arrest of" others is what they do
        of_others = any(child.lower_ == "of" for child in token.head.children)
        deed = token.dep_ == "poss" and token.head.lemma_ in _OWN_DEEDS and not of_others
        if object_of or against or deed:
            places.setdefault(token.text, set()).add(token.i)
        if (object_of and verb.lemma_ in _PEOPLE_ONLY) or (deed and token.head.lemma_ in _CUSTODY):
            taken.add(token.text)
    return {word for word in taken if len(places[word]) > 1}


def _has_life(name: Token) -> bool:
    """Say whether a name is of one who was born, grew up, married, fled or came here, a "he" or "she" later.

    "Lem Sarr grew up in Dakar; she": no company, nor a place that the text is "in".
    """
    if name.dep_ not in ("nsubj", "nsubjpass") or name.tag_ != "NNP" or not name.text.istitle():
        return False
    if name.ent_type_ not in ("", *_LABELS) or any(child.dep_ == "det" for child in name.children):
        return False
    if not _is_of_life(name.head) or name.i + 1 >= len(name.doc):
        return False
    last = name.sent.end
    end = name.doc[last].sent.end if last < len(name.doc) else last
    words = [token.lower_ for token in name.doc[name.i : end]]
    if "its" in words or _HIS.isdisjoint(words):
        return False
    others = (token for token in name.doc if token.text == name.text and token.i != name.i)
    return not any(token.dep_ == "pobj" and token.head.lower_ in _WHERE for token in others)


def _is_of_life(verb: Token) -> bool:
    """Say whether a verb tells what only people do: "was born", "grew up", "came to the United States"."""
    if verb.lemma_ in ("bear", "marry", "flee"):
        return True
    if verb.lemma_ == "grow":
        return any(child.dep_ == "prt" and child.lower_ == "up" for child in verb.children)
    places = (
        place.lower_
        for child in verb.children
        for place in (child, *child.children)
        if place.dep_ in ("pobj", "dobj")
    )
    return verb.lemma_ in _ARRIVING and not _HERE.isdisjoint(places)


def _is_first_of(word: Token, name: Token) -> bool:
    """Say whether a word in front of a family name is a first name that nothing else is made of."""
    return word.tag_ == "NNP" and word.text.istitle() and word.ent_type_ in ("", "ORG", name.ent_type_)


def _is_like_name(ent: Span) -> bool:
    words = [token for token in ent if token.text != "-"]
    if any(child.dep_ == "det" for child in ent.root.children):
        return False
    return 2 <= len(words) <= _MOST_WORDS and all(
        token.tag_ == "NNP" and token.text[:1].isupper() and not token.is_upper for token in words
    )


def _is_described(name: Token) -> bool:
    """Say whether a noun for a person stands in apposition: "Roe Marsh, a citizen of Peru"."""
    return any(
        child.dep_ == "appos"
        and child.lemma_.lower() in name_words().described
        and child.i > name.i
        and (
            any(det.lower_ in _ONES for det in child.children)
            or (child.lemma_ in _PERSONS and any(det.lower_ == "the" for det in child.children))
        )
        for child in name.children
    )


def _is_told_of(name: Token) -> bool:
    """Say whether "who" stands behind the name, or it is given a term: "Roe was sentenced to life"."""
    who = any(
        token.lower_ in ("who", "whom", "whose")
        for child in name.children
        if child.dep_ == "relcl"
        for token in child.lefts
    )
    verb = name.head
    sentenced = verb.lemma_ == "sentence" and name.dep_ == "nsubjpass"
    return who or (sentenced and any(token.lower_ in _TERMS for token in verb.subtree if token.i > verb.i))


def _is_between(front: Span, ent: Span, behind: Span) -> bool:
    """Say whether a list has people right in front and right behind: "Al Roe, Sterling Marsh and Ed Poe"."""
    text = text_of(ent.doc)
    links = (text[front.end_char : ent.start_char], text[ent.end_char : behind.start_char])
    people = front.label_ == behind.label_ == "PERSON"
    return people and _LINK.fullmatch(links[0]) is not None and _LINK.fullmatch(links[1]) is not None


def _is_beside(ent: Span) -> bool:
    """Say whether a name is coordinated with people only, and what befalls people befalls them."""
    if ent.root.dep_ != "conj":
        return False
    first = ent.root
    while first.dep_ == "conj":
        first = first.head
    told = first.head.lemma_ in _BEFALLS and first.dep_ in ("nsubjpass", "dobj")
    aged = any(
        child.like_num and any(word.lower_ in ("all", "both") for word in child.children)
        for child in first.children
    )
    if not (told or aged):
        return False
    return all(token.ent_type_ == "PERSON" for token in (first, *first.conjuncts) if token != ent.root)
