"""A token's dependents, a verb's objects, and whether a verb form is passive.

in: tokens of a parsed `Doc`    out: tokens, yes or no    writes: nothing
"""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from pipeline.events.grammar.days import UNITS
from pipeline.events.grammar.labels import TIMES
from pipeline.events.grammar.once import said_once

_DEPENDENTS = "blotter.dependents"
_SUFFERED = frozenset(
    {"arrest", "apprehend", "convict", "sentence", "indict", "deport", "extradite", "acquit", "arraign"}
)
"""Verbs that somebody is always the object of."""
_TRANSITIVE = frozenset(
    {"release", "free", "let", "charge", "transfer", "book", "detain", "nab", "hand", "ship", "remove"}
)
"""Verbs that have an object wherever somebody does them, as they are in lists of cases."""
_LET_GO = frozenset({"release", "free", "transfer", "detain", "hand", "turn", "order"})
"""Of such verbs, those whose auxiliary headlines leave out: "Noel Fry freed from jail"."""
_ABOUT = frozenset({"from", "after", "despite", "without", "by", "to", "over", "into", "on", "in", "at"})
"""What follows a verb that has no object of its own."""
_HELD = re.compile(
    r"\b(?:[Jj]ail|[Pp]rison|[Cc]ustody|[Dd]etention|ICE|[Bb]ail|[Bb]ond|[Jj]udge|[Pp]olice|[Ss]heriff"
    r"|[Dd]eput|[Cc]harge[ds]?\b|[Aa]rrest|[Ii]mmigration|[Dd]etainer|FBI|[Mm]arshals)"
)
"""Of what a line without an end tells somebody was held."""
_KEPT = frozenset({"jail", "hold", "imprison", "incarcerate", "confine"})
_DOING = frozenset(
    {"police", "judge", "jury", "court", "officer", "deputy", "agent", "sheriff", "prosecutor"}
)
_YOUNG = frozenset({"teen", "teenager", "juvenile", "youth", "minor", "adult"})
"""Whom the parser takes for a measure."""
_HAVING_DONE = frozenset({"have", "see", "get"})
_CRAFT = frozenset({"plane", "flight", "jet", "bus", "van", "train", "airplane"})
_CHARGES = frozenset({"charge", "count", "case", "conviction"})
_RELATIVE = frozenset({"who", "whom", "that", "which", "whose"})
_NO_OBJECTS = frozenset({"GPE", "LOC", "FAC", "ORG", "DATE", "TIME"})
_MONTHS = frozenset({"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"})
"""The first letters of each."""


def children(token: Token, *labels: str) -> list[Token]:
    """Return the dependents of a token that carry one of the labels, in text order."""
    doc = token.doc
    listed: dict[int, list[tuple[str, int]]] | None = doc.user_data.get(_DEPENDENTS)
    if listed is None:
        listed = doc.user_data[_DEPENDENTS] = _dependents(doc)
    return [doc[index] for label, index in listed.get(token.i, ()) if label in labels]


def _dependents(doc: Doc) -> dict[int, list[tuple[str, int]]]:
    """Return by the index of a token its dependents' labels and indices, for all who ask."""
    found: dict[int, list[tuple[str, int]]] = {}
    strings = doc.vocab.strings
    heads, labels = doc.to_array(["HEAD", "DEP"]).T
    names = {label: strings[label] for label in set(labels.tolist())}
    for index, (above, label) in enumerate(zip(heads.astype("int64").tolist(), labels.tolist(), strict=True)):
        if above:
            found.setdefault(index + above, []).append((names[label], index))
    return found


def is_relative(token: Token) -> bool:
    """Say whether a token is a relative pronoun."""
    return token.lower_ in _RELATIVE and token.tag_ in ("WP", "WDT", "WP$", "IN")


def is_had(node: Token) -> bool:
    """Say whether a participle, or what it hangs on, is what somebody has done: "had the charges dropped"."""
    return node.dep_ in ("ccomp", "dobj") and node.head.lemma_ in _HAVING_DONE


def objects(verb: Token) -> list[Token]:
    """Return a verb's direct objects; a day is none: "was caught and deported the following December"."""
    found = [noun for noun in children(verb, "dobj") if not (_is_day(noun) or _is_aside(verb, noun))]
    if found:
        # "took the driver, Al Roe, 28, into custody": the parser hangs the name on the verb
        behind = children(verb, "dobj", "npadvmod")
        named = [noun for noun in behind if noun.ent_type_ == "PERSON" and _is_apposed(found[0], noun)]
        return named + [noun for noun in found if noun not in named]
    if verb.lower_ in ("let", "lets"):
        # "but the jail let him go": whom it let
        clauses = [clause for clause in children(verb, "ccomp") if clause.tag_ == "VB"]
        return [noun for clause in clauses for noun in children(clause, "nsubj")]
    somebody = [noun for noun in children(verb, "oprd", "npadvmod") if _is_somebody(verb, noun)]
    return somebody or _in_front_of_day(verb) or _charges_of_deed(verb) or _behind_phrase(verb)


def _is_aside(verb: Token, noun: Token) -> bool:
    """Say whether a noun is what somebody is put on, or what he is fined, parsed as whom it is done to.

    "Caught and put on a plane", "was convicted and fined $500".
    """
    boarded = noun.lemma_ in _CRAFT and any(child.lower_ == "on" for child in children(verb, "prt"))
    return boarded or (verb.lower_ == "fined" and noun.i > verb.i and noun.ent_type_ == "MONEY")


def _charges_of_deed(verb: Token) -> list[Token]:
    """Return the charges that a deed in front names: "dropped trespassing charges", parsed as its object."""
    return [
        noun
        for deed in children(verb, "xcomp", "acl", "advcl")
        for noun in children(deed, "dobj")
        if (deed.tag_, deed.i, noun.i) == ("VBG", verb.i + 1, verb.i + 2) and noun.lemma_ in _CHARGES
    ]


def _in_front_of_day(verb: Token) -> list[Token]:
    """Return a name that the parser takes for a part of the day behind it: "arrested Roe Dec. 22"."""
    days = (day for day in children(verb, "dobj", "npadvmod") if day.lower_[:3] in _MONTHS)
    days = (day for day in days if children(day, "nummod"))
    names = (name for day in days for name in children(day, "compound") if day.left_edge.i == verb.i + 1)
    return [name for name in names if name.tag_ == "NNP" and name.i + 1 == name.head.i]


def _behind_phrase(verb: Token) -> list[Token]:
    """Return an object that the parser hangs on the phrase in front: "arrested in Salem a man of 40"."""
    if verb.tag_ not in ("VBD", "VBZ") or not children(verb, "nsubj"):
        return []
    inside = [(prep, noun) for prep in children(verb, "prep") for noun in children(prep, "pobj")]
    behind = [noun for prep, noun in inside if noun != children(prep, "pobj")[0]]
    behind += [noun for _, place in inside for noun in children(place, "appos")]
    return [
        noun
        for noun in behind
        if noun.ent_type_ not in _NO_OBJECTS
        and noun.tag_ in ("NN", "NNS", "NNP")
        and noun.doc[noun.left_edge.i - 1].pos_ not in ("PUNCT", "CCONJ", "ADP")
    ][:1]


def _is_apposed(noun: Token, name: Token) -> bool:
    """Say whether a name stands right behind a noun, set off by a comma."""
    comma = noun.right_edge.i + 1
    return name.left_edge.i == comma + 1 and noun.doc[comma].text == "," and noun.tag_ == "NN"


def _is_somebody(verb: Token, noun: Token) -> bool:
    """Say whether a measure is people: "detained the 25-year-old on charges", "arrested three teens"."""
    near = verb.i < noun.left_edge.i <= verb.i + 1
    aged = noun.lower_ == "old" and noun.left_edge.lower_ in ("the", "a", "an")
    return near and (aged or (noun.lemma_ in _YOUNG and bool(children(noun, "nummod"))))


def _is_day(noun: Token) -> bool:
    """Say whether a noun is a day or a month, and no age: "arrested a 16-year-old"."""
    return noun.ent_type_ in TIMES and (noun.pos_ == "PROPN" or noun.lemma_ in UNITS)


@said_once
def is_passive(token: Token) -> bool:
    """Say whether a verb form is passive, participles without an auxiliary included."""
    if children(token, "auxpass", "nsubjpass", "csubjpass"):
        return token.tag_ != "VBG"  # "he's been picking up work"
    if (
        token.lower_ == "let"
        and token.dep_ == "conj"
        and not (objects(token) or children(token, "nsubj", "aux"))
    ):
        return is_passive(token.head)  # "were cited and let go"
    if token.tag_ not in ("VBN", "VBD", "JJ"):
        return False
    if any(child.lower_ in ("get", "got", "gets", "getting") for child in children(token, "aux")):
        return True
    if token.dep_ in ("acl", "amod"):
        return token.dep_ == "amod" or not (objects(token) or shares_object(token))
    if _is_set_off(token) or _is_headline(token) or _is_listed(token):
        return True
    if token.dep_ == "conj" and token.tag_ in ("VBN", "VBD"):
        unsaid = not (objects(token) or children(token, "nsubj"))
        return unsaid and (is_passive(token.head) or (token.tag_ == "VBN" and not children(token, "aux")))
    if token.tag_ == "VBN" and token.dep_ == "advcl" and not (children(token, "aux") or objects(token)):
        # "206 people, 116 of them convicted of crimes": a clause without its auxiliary.
        with_them = any(child.lower_ == "with" for child in children(token, "mark"))
        return with_them or all(child.pos_ == "NUM" for child in children(token, "nsubj"))
    if token.tag_ == "VBN" and token.dep_ == "ccomp" and not (children(token, "aux") or objects(token)):
        # "said 40 people released last year had been arrested": the clause behind has no subject left.
        if _is_counted_headline(token):
            return True
        later = [other for other in children(token.head, "ccomp") if other.i > token.i]
        if any(not children(other, "nsubj", "nsubjpass") for other in later):
            return True
    return token.tag_ == "VBN" and not (children(token, "aux", "nsubj") or objects(token))


def shares_object(verb: Token) -> bool:
    """Say whether a verb has the object of the next: "an agent, who arrested and charged Al Roe"."""
    return any(
        other.dep_ == "conj" and other.i == verb.i + 2 and any(held.dep_ == "dobj" for held in other.rights)
        for other in verb.rights
    )


def _is_headline(verb: Token) -> bool:
    """Say whether the auxiliary is left out: "Salem man sentenced to life", "A national arrested locally".

    "Held" in a headline is the arrest told again; "Police in Salem, Ohio, arrested and charged him" is none.
    """
    if children(verb, "aux", "dobj", "ccomp", "expl") or _in_front_of_day(verb) or _behind_phrase(verb):
        return False
    if verb.tag_ == "VBN" and verb.dep_ == "ROOT" and verb.lemma_ != "hold":
        return not any(children(other, "dobj") for other in children(verb, "conj"))
    if not (verb.lemma_ in _SUFFERED or _is_cut_short(verb)) or verb.dep_ not in ("ROOT", "ccomp"):
        return False
    own = children(verb, "nsubj")
    if verb.tag_ == "JJ" or not own or children(verb, "xcomp", "dative"):
        return False
    if children(verb, "prt") and not _is_cut_short(verb):
        return False
    one = own[-1].i < verb.i and (own[-1].tag_ in ("NN", "NNP") or _is_counted(own[-1]))
    return one and own[-1].ent_type_ != "ORG" and own[-1].lemma_.lower() not in _DOING


def _is_counted_headline(verb: Token) -> bool:
    """Say whether the auxiliary behind a counted subject is left out: "Twelve men deported, mayor says"."""
    own = children(verb, "nsubj")
    if not own or own[-1].i > verb.i or children(verb, "mark", "neg", "expl"):
        return False
    return _is_counted(own[-1]) and verb.lemma_ in _SUFFERED | _TRANSITIVE | _LET_GO


def _is_counted(noun: Token) -> bool:
    return noun.pos_ == "NUM" or bool(children(noun, "nummod"))


def _is_cut_short(verb: Token) -> bool:
    """Say whether a verb of letting go stands in a line without an end: "Noel Fry freed from jail"."""
    if verb.lemma_ not in _LET_GO or verb.sent[-1].is_punct or verb.i + 1 >= verb.sent.end:
        return False
    if _HELD.search(verb.sent.text) is None:
        return False  # "Noel Fry released by the Chargers"
    return verb.nbor().lower_ in _ABOUT and not any(child.dep_ == "neg" for child in verb.children)


def _is_listed(verb: Token) -> bool:
    """Say whether a participle behind a comma was parsed as a verb: "Noel Fry, 31, turned over by Salem"."""
    before = verb.doc[verb.i - 1].text if verb.i > 0 else ""
    own = children(verb, "nsubj")
    if before not in (",", "–", "—", "-") or not own or own[-1].i > verb.i or own[-1].i < verb.sent.start:
        return False
    if own[-1].lemma_.lower() in _DOING or any(children(other, "dobj") for other in children(verb, "conj")):
        return False  # "Police in Salem, Ohio, arrested and charged him"
    if verb.dep_ != "ROOT" or objects(verb) or children(verb, "aux", "ccomp", "expl", "neg"):
        return False
    return bool(children(verb, "agent")) or verb.lemma_ in _SUFFERED or verb.lemma_ in _TRANSITIVE


def _is_set_off(token: Token) -> bool:
    """Say whether a participle between commas was parsed as the verb: "Roe, arrested May 4, was freed"."""
    if (
        token.i == 0
        or token.doc[token.i - 1].text != ","
        or children(token, "dobj", "aux", "auxpass", "ccomp")
    ):
        return False
    subjects = children(token, "nsubj")
    if not subjects or subjects[-1].i > token.i or token.dep_ != "ROOT":
        return False
    behind = children(token, "conj")
    if any(children(other, "auxpass", "aux") for other in behind):
        return True
    # "Roe, jailed since May, has two sons"
    suffered = token.tag_ == "VBN" and token.lemma_ in _SUFFERED | _TRANSITIVE | _KEPT
    return suffered and any(other.nbor(-1).text == "," and other.tag_ in ("VBZ", "VBD") for other in behind)
