"""To whom something is done where the parser does not hang them on the verb as its object.

in: words of a parsed `Doc`    out: tokens    writes: nothing
"""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.events.grammar.voice import children, is_passive, objects


def objects_of(token: Token, *prepositions: str) -> list[Token]:
    """Return the objects of a token's prepositional phrases, in text order."""
    return [
        noun
        for prep in token.children
        if prep.dep_ in ("prep", "agent", "dative") and prep.lower_ in prepositions
        for noun in children(prep, "pobj")
    ]


def named_behind(participle: Token) -> Token | None:
    """Return who is named behind those a participle tells of.

    "Among those arrested was Ann Roe", "those charged include", "the men held were identified as", "also
    arrested was".
    """
    if participle.tag_ not in ("VBN", "VBD"):
        return None
    found: list[Token] = []
    if participle.dep_ in ("ROOT", "advcl", "ccomp"):
        helping = [aux for aux in children(participle, "auxpass") if aux.i > participle.i]
        found = [name for aux in helping for name in children(aux, "nsubj", "attr")]
        if participle.doc[participle.i : participle.i + 2].text.endswith(":"):
            found += children(participle, "nsubj", "dobj", "npadvmod")  # "Also arrested: Ann Roe, 34"
    elif participle.dep_ in ("acl", "relcl"):
        node = participle.head
        while node.dep_ == "pobj" and node.head.lower_ in ("among", "of"):
            node = node.head.head
        clause = node.head if node.dep_ in ("nsubj", "nsubjpass", "csubj") else node
        if clause.lemma_ == "be":
            found = [name for name in children(clause, "nsubj", "attr") if not _is_kind(name, clause)]
        elif clause.lemma_ == "include":
            found = children(clause, "dobj")
        else:
            found = objects_of(clause, "as") if clause.lemma_ == "identify" else []
    elif participle.dep_ == "pobj" and participle.head.lower_ == "among":
        found = children(participle.head.head, "nsubj", "attr")  # "Among the arrested was Ann Roe"
    elif participle.dep_ in ("nsubj", "nsubjpass", "csubj") and participle.head.lemma_ == "be":
        found = children(participle.head, "attr", "nsubj")  # "Charged are: Ann Roe, 34"
    several = participle.head.tag_ not in ("NN", "NNP")  # "Roe, who was arrested, was the subject of"
    kinds = ("PROPN", "NOUN") if several else ("PROPN",)
    behind = [name for name in found if name.i > participle.i and name.pos_ in kinds]
    return behind[0] if behind and behind[0] != participle.head else None


def _is_kind(noun: Token, clause: Token) -> bool:
    """Say whether a noun only says what those told of are: "the two men arrested are illegal aliens"."""
    told = noun.dep_ == "attr" and bool(children(clause, "nsubj", "nsubjpass"))
    return told and noun.tag_ == "NNS" and not children(noun, "det", "nummod", "quantmod", "poss")


def of_ordered(verb: Token) -> list[Token]:
    """Return the logical object of a bare participle: "ordered him held"; "ordered removed" is none."""
    bare = verb.tag_ in ("VBN", "VBD") and not children(verb, "dobj", "aux", "auxpass")
    ordered = verb.dep_ == "ccomp" and verb.head.lemma_ in ("order", "keep")
    return children(verb, "nsubj") if bare and ordered and verb.lemma_ not in ("remove", "deport") else []


def of_remaining(verb: Token) -> list[Token]:
    """Return the subject that hangs on a passive's helping verb: "whose husband remains detained"."""
    helping = [aux for aux in children(verb, "auxpass") if aux.lemma_ != "be"]
    return [noun for aux in helping for noun in children(aux, "nsubj", "nsubjpass")]


def beside_object(participle: Token) -> Token | None:
    """Return the object that a participle behind it is said of: "arrested a man, previously convicted of".

    The parser hangs it on the verb; who arrests is not the one who was convicted.
    """
    verb = participle.head
    bare = participle.tag_ == "VBN" and not children(
        participle, "aux", "auxpass", "mark", "nsubj", "nsubjpass"
    )
    if participle.dep_ != "advcl" or not bare or verb.pos_ != "VERB" or is_passive(verb):
        return None
    held = [noun for noun in objects(verb) if verb.i < noun.i < participle.i]
    near = held and all(item.pos_ in ("ADV", "PUNCT") for item in _outside(held[-1], participle))
    return held[-1] if near else None


def _outside(noun: Token, verb: Token) -> list[Token]:
    """Return the tokens between a noun's phrase and a verb behind it."""
    return [item for item in verb.doc[noun.right_edge.i + 1 : verb.i] if item.head != noun]


def counted_object(verb: Token) -> list[Token]:
    """Return the object that a word for about how many was taken in front of: "arrested over 70 men"."""
    if is_passive(verb):
        return []
    return [
        noun
        for about in children(verb, "prep")
        if about.i == verb.i + 1 and about.lower_ in ("over", "around", "about", "under")
        for noun in children(about, "pobj")
        if any(number.i == about.i + 1 for number in children(noun, "nummod"))
    ]


def named_object(verb: Token) -> list[Token]:
    """Return the name that the parser set beside a verb: "A complaint charges Ann Roe, 34, with theft"."""
    if verb.tag_ not in ("VBZ", "VBD", "VBP"):
        return []
    beside = (name for name in children(verb, "npadvmod") if name.ent_type_ == "PERSON")
    named = [*children(verb, "appos"), *beside]
    return [name for name in named if name.pos_ == "PROPN" and name.left_edge.i == verb.i + 1]
