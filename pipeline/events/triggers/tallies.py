"""Numbers that stand for those of whom a trigger tells: "deportations rose to 271,000", "the 680 arrested".

in: tokens of the dependency tree    out: the number's token, or yes or no    writes: nothing
"""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.events.grammar import syntax

_COMING_TO = frozenset(
    {
        "total",
        "totale",
        "come",
        "amount",
        "rise",
        "climb",
        "fall",
        "drop",
        "reach",
        "hit",
        "top",
        "exceed",
        "number",
        "surpass",
        "jump",
    }
    | {"increase", "soar", "surge", "grow", "decline", "dip", "peak", "swell", "balloon"}
)
"""Verbs that say what a number of deeds came to."""
_RAISING = frozenset({"bring", "raise", "push", "take"})
"""Verbs that say what new deeds make of the number of all."""
_TALLIES = frozenset({"number", "population", "total", "count", "tally"})
"""Nouns that count those of whom a word below them tells."""
_WHOM = frozenset({"people", "person", "individual", "inmate", "prisoner", "detainee"})
"""Whom a tally counts: "the prison population is about 8,000 individuals"."""
_ALONE = frozenset({"ROOT", "dep", "npadvmod"})
"""As what the parser takes a noun that no verb follows."""
_STATES = frozenset({"detain", "hold", "jail", "incarcerate", "imprison", "lock"})
"""Participles that tell where people are: what their number stands at is no arrest."""
_NOT_ALL = frozenset({"not", "n't", "either", "or", "mostly", "mainly", "largely"})
"""Beside what so many are: it is not said of each of them."""


def is_by_percent(verb: Token) -> bool:
    """Say whether a verb tells by how much its deeds grew: "deported 400 and arrested 60 percent more"."""
    grown = (child for child in verb.children if child.lower_ in ("more", "fewer", "less"))
    return any(item.lower_ in ("percent", "%") for child in grown for item in child.children)


def total(noun: Token) -> Token | None:
    """Return the number that what is counted comes to: "deportations rose to 271,000".

    "The number of people held in detention hit 61,226", "the detained population was 59,000"; "Number of
    arrests in May: 40".
    """
    counted = next(filter(_is_tally, noun.ancestors), noun)
    verb = counted.head
    amount = counted != noun and verb.lemma_ in ("be", "stand", "average")
    listed = syntax.children(counted, "appos") if counted.dep_ in _ALONE else []
    if listed and listed[0].like_num and noun.doc[listed[0].left_edge.i - 1].text == ":":
        return listed[0]
    numbers = [*syntax.children(verb, "dobj", "attr", "oprd"), *syntax.objects_of(verb, "to", "at")]
    if counted.dep_ == "dobj" and verb.lemma_ in _RAISING:
        # "brings to 260 the number of people arrested", "brings the number of people arrested to 260"
        numbers = [*syntax.objects_of(verb, "to"), *syntax.objects_of(noun, "to")]
    elif counted.dep_ != "nsubj" or not (amount or verb.lemma_ in _COMING_TO):
        return None
    whom = [item for item in numbers if item.lemma_ in _WHOM]
    numbers += [number for item in whom for number in syntax.children(item, "nummod")]
    return next((item for item in numbers if item.pos_ == "NUM"), None)


def _is_tally(noun: Token) -> bool:
    return noun.pos_ != "VERB" and noun.lemma_.lower() in _TALLIES


def number_told(participle: Token) -> Token | None:
    """Return the number that a sentence says a participle befell, wherever the parser hung it."""
    return _number_among(participle) or _total_of(participle)


def _total_of(participle: Token) -> Token | None:
    """Return how many a tally of people says a participle befell: "the number of people freed was 12"."""
    people = participle.head
    behind = (
        participle.lemma_ not in _STATES
        and participle.dep_ == "acl"
        and participle.tag_ == "VBN"
        and people.tag_ in ("NNS", "DT")
    )
    of = people.head if behind and people.dep_ == "pobj" else None
    tally = of.head if of is not None and of.lower_ == "of" else people
    hung = tally != people or (participle.dep_ == "acl" and syntax.objects_of(people, "of"))
    return total(participle) if hung and _is_tally(tally) else None


def _number_among(participle: Token) -> Token | None:
    """Return the number right in front of a participle and parsed apart: "were among the 680 arrested".

    "The raid ended with 12 arrested" tells of them likewise.
    """
    if participle.tag_ != "VBN" or participle.i - 2 < participle.sent.start:
        return None
    before = participle.nbor(-1)
    number = before.pos_ == "NUM" or before.lower_ == "dozen"
    among = number and before.dep_ == "pobj" and before.head.lower_ in ("among", "with")
    return before if among and not syntax.children(participle, "aux", "auxpass") else None


def counted_as(participle: Token) -> Token | None:
    """Return the number said to be so many of a kind: "of those arrested, 304 were convicted criminals".

    The parser takes the participle for the verb, or for the noun's modifier.
    """
    verb = participle if participle.dep_ != "amod" else participle.head.head
    front = participle.doc[max(participle.sent.start, participle.i - 2) : participle.i]
    if len(front) == 2 and front[1].lower_ in ("were", "are") and front[0].pos_ == "NUM":
        return front[0]
    predicate = participle.dep_ != "amod" or (participle.head.dep_ == "attr" and verb.lemma_ == "be")
    told = syntax.children(verb, "nsubjpass" if verb == participle else "nsubj") if predicate else []
    many = told and (told[-1].pos_ == "NUM" or syntax.children(told[-1], "nummod"))
    beside = {child.lower_ for node in (verb, participle, participle.head) for child in node.children}
    return told[-1] if many and beside.isdisjoint(_NOT_ALL) else None
