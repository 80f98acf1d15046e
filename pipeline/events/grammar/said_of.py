"""Of which one of several nouns something is said: "Ann Roe and Al Luna, 19, who is in custody"."""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.events.grammar import nominals
from pipeline.events.grammar.once import said_once
from pipeline.events.grammar.syntax import children, subject, with_conjuncts

_ACCUSED = frozenset({"convict", "charge", "accuse", "want", "arrest"})
_OF_SEVERAL = frozenset({"were", "are", "have", "both", "all", "each", "together"})
"""Below a verb whose subject "who" stands for more than one."""
_BENCH = frozenset({"judge", "justice", "magistrate"})
_HELD_TRUE = frozenset({"believe", "say", "think", "suspect", "know", "report", "understand"})
"""Verbs of what is held to be so: "is believed to be from Peru"."""
_SUPPOSING = frozenset({"claim", "believe", "think", "suspect", "assume", "suppose", "insist", "allege"})
_BY_MISTAKE = frozenset({"mistakenly", "wrongly", "falsely", "erroneously", "incorrectly", "wrongfully"})
_WORDS_OF_TITLE = 8
_WORDS_OF_COURT = 5
"""Words between an appearance and "before": "appeared in court on Monday before"."""


def told_of(verb: Token) -> Token | None:
    """Return of whom "is" or "came" tells, whoever says so: "the man, who police said is from Peru"."""
    node = verb.head if verb.dep_ == "xcomp" and verb.head.lemma_ in _HELD_TRUE else verb
    subjects = children(node, "nsubj", "nsubjpass")
    said = node.head if node.dep_ == "ccomp" else None
    if said is not None and said.dep_ == "relcl" and not subjects:
        subjects = children(said, "nsubj")[:1]  # "who ICE said is from Peru": parsed as the subject of "said"
    if not subjects and node.dep_ == "conj" and not children(node, "expl"):
        return told_of(node.head)  # "lives in Salem and was the first person to"
    if not subjects or subjects[0].lower_ not in ("who", "that"):
        return subjects[0] if subjects else None
    clause = next((item for item in (node, said) if item is not None and item.dep_ == "relcl"), None)
    return clause.head if clause is not None else subjects[0]


def is_supposed(verb: Token, known: bool) -> bool:
    """Say whether somebody only took it to be so, by mistake or against what is `known` of it.

    "ICE claimed he was from Peru", of a citizen of the country; "wrongly believed that she is from Peru".
    """
    above = verb.head
    if verb.dep_ not in ("ccomp", "xcomp") or above.lemma_ not in _SUPPOSING:
        return False
    return known or any(child.lower_ in _BY_MISTAKE for child in above.children)


def modifies_one(token: Token, noun: Token) -> bool:
    """Say whether words inside a noun's phrase are said of this noun alone, not of those coordinated with it.

    "A Salvadoran convicted of theft and a Honduran with a conviction": either has his own. Behind the last
    one only an indefinite article, a number, or a verb in the singular, says so.
    """
    node = _dependent_above(token, noun)
    if node is not None and node == token and node.dep_ == "amod":
        # "a convicted murderer, two robbers": with an article of its own it shares no adjective
        own = any(child.lower_ in ("a", "an", "another") for child in children(noun, "det"))
        # "were convicted criminals and seven others had come back": a number begins another phrase
        beside = [other for other in with_conjuncts(noun) if other != noun]
        counted = any(children(other, "nummod") and not children(noun, "nummod") for other in beside)
        return own or counted
    apposed = noun if noun.dep_ == "appos" else node
    if apposed is not None and _is_in_apposition(token, apposed):
        return True
    if node is None or node.dep_ not in ("acl", "relcl", "prep") or node.i < noun.i:
        return False
    if any(other.i > token.i for other in with_conjuncts(noun) if other != noun):
        return True
    if node.dep_ == "acl" and _is_item(noun):
        return True  # "Al Roe, 40, two years; and Ed Poe, 36, acquitted"
    indefinite = any(child.lower_ in ("a", "an") for child in children(noun, "det"))
    helping = {child.lower_ for child in children(node, "aux", "auxpass")}
    singular = (
        bool(helping & {"was", "is", "has"}) or "VBZ" in (token.tag_, node.tag_) or node.lower_ == "was"
    )
    beside = [other for other in with_conjuncts(noun) if other != noun]
    if node.dep_ == "relcl" and _is_aged(noun) and not any(map(_is_aged, beside)):
        return noun.dep_ == "conj"  # "Roe and Al Poe, 19, who pleaded guilty"
    # "a killer and two other men charged" may be said of all of them
    other = any(child.lower_ == "other" for child in noun.children)
    numbers = [child for child in children(noun, "nummod") if child.i < noun.i and not other]
    counted = node.dep_ == "acl" and node.lemma_ in _ACCUSED and noun.pos_ == "NOUN" and bool(numbers)
    # "two boys and a girl who were deported": of all of them
    many = node.dep_ == "relcl" and not helping.isdisjoint({"were", "are", "have"})
    last = node.dep_ == "relcl" and _is_of_last(node, noun)
    # "Al Roe, convicted of theft, and Ed Poe, charged with arson": each has a clause of his own
    last = last or (node.dep_ == "acl" and any(children(other, "acl", "relcl") for other in beside))
    return noun.dep_ == "conj" and not many and (indefinite or singular or counted or last)


def _is_in_apposition(token: Token, noun: Token) -> bool:
    """Say whether a word is behind what one of several is: "Roe, a Chilean convicted of theft, and Poe"."""
    inside = noun.dep_ == "appos" and noun != token and noun.head.i < noun.i < token.i
    return inside and len(with_conjuncts(noun.head)) > 1 and not nominals.is_plural(noun)


@said_once
def _way_up(token: Token) -> dict[int, int]:
    """Return by the index of each token above this one that of its dependent on the way down to this one."""
    way: dict[int, int] = {}
    while token.head != token:
        way[token.head.i] = token.i
        token = token.head
    return way


def _is_item(noun: Token) -> bool:
    """Say whether a semicolon parts a noun from the item in front."""
    front = noun.doc[max(noun.sent.start, noun.left_edge.i - 2) : noun.left_edge.i]
    return any(token.text == ";" for token in front)


def _dependent_above(token: Token, noun: Token) -> Token | None:
    """Return the dependent of a noun which a token is or stands under; None where the token is elsewhere."""
    index = _way_up(token).get(noun.i)
    return None if index is None else token.doc[index]


def _is_aged(noun: Token) -> bool:
    """Say whether an age is set between commas right behind a name."""
    behind = [word.text for word in noun.doc[noun.i + 1 : noun.i + 4]]
    return len(behind) == 3 and behind[0] == behind[2] == "," and behind[1].isdigit()


def nearest_told(token: Token, noun: Token) -> Token:
    """Return which of coordinated nouns a clause in the singular is said of, wherever the parser hung it.

    "Ann Roe and Al Luna, 19, who is in custody" tells of Al Luna alone.
    """
    node = _dependent_above(token, noun)
    if node is None:
        return noun
    singular = "VBZ" in (token.tag_, node.tag_) or any(
        child.lower_ in ("is", "was", "has") for child in (node, *children(node, "aux", "auxpass"))
    )
    if node.dep_ == "acl" and node.tag_ == "VBN":
        return _own_clause(node, noun)
    if node.dep_ != "relcl":
        return noun
    last = max((item for item in with_conjuncts(noun) if item.i < node.i), key=lambda item: item.i)
    return last if singular or _is_of_last(node, last) else noun


def _is_of_last(clause: Token, name: Token) -> bool:
    """Say whether a clause behind several names may be of the last alone: "Al Roe and Ed Poe, who pleaded".

    It says of both only where its verb or a word like "both" does.
    """
    who = children(clause, "nsubj", "nsubjpass")  # "who all pleaded": "all" hangs on either
    several = {child.lower_ for node in (clause, *who) for child in node.children} & _OF_SEVERAL
    return name.pos_ == "PROPN" and name.dep_ == "conj" and clause.tag_ == "VBD" and not several


def _own_clause(participle: Token, noun: Token) -> Token:
    """Return whose a participle is in a list of people with one each, wherever the parser hung it.

    "Ed Poe, convicted of theft; and Al Luna, charged with arson": the second is Al Luna's.
    """
    before = [item for item in with_conjuncts(noun) if item.i < participle.i]
    last = max(before, key=lambda item: item.i, default=noun)
    behind = all(item.is_punct or item.like_num for item in participle.doc[last.i + 1 : participle.i])
    own = any(child.i < last.i for item in before for child in children(item, "acl", "relcl"))
    return last if behind and own else noun


def stands_behind(participle: Token, noun: Token) -> bool:
    """Say whether a participle stands right behind its noun and so is said of that: "accounts held there"."""
    return (
        participle.dep_ == "acl"
        and participle.head == noun
        and all(item.pos_ == "ADV" for item in participle.doc[noun.i + 1 : participle.i])
    )


def relative_apart(noun: Token, saying: Token) -> Token:
    """Return whom a participle is said of behind a relative: the man in "Wife of man deported by ICE"."""
    words = nominals.lexicon()
    noun = _owned(_person_told_by_who(noun, saying), saying)
    verb = saying
    while verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        verb = verb.head
    before = verb.nbor(-1) if verb.i > verb.sent.start else verb
    bare = saying.tag_ == "VBN" and not children(verb, "aux", "auxpass")
    kin = noun.lemma_.lower() in words.relative | words.man | words.woman
    held = before.dep_ == "pobj" and before.head.lower_ == "of" and before.head.head == noun
    return before if bare and kin and held and nominals.is_person_noun(before) else noun


def is_source(noun: Token) -> bool:
    """Say whether a subject is who something is according to: "According to Chief Al Roe, a 16-year-old is".

    The parser takes the name for the subject, and the subject for what stands in apposition to it.
    """
    first = noun.left_edge.i
    if noun.dep_ not in ("nsubj", "nsubjpass") or first - 2 < noun.sent.start or not _told_behind(noun):
        return False
    return noun.doc[first - 1].lower_ == "to" and noun.doc[first - 2].lower_ == "according"


def _told_behind(noun: Token) -> list[Token]:
    """Return what the parser hangs on a noun behind a comma: in apposition, or in a list without "and"."""
    joined = [] if children(noun, "cc") else [item for item in children(noun, "conj") if item.i > noun.i]
    return [*children(noun, "appos"), *joined]


def behind_source(noun: Token) -> Token:
    """Return the subject that the parser hung on the source in front of it, else the noun itself."""
    return _told_behind(noun)[0] if is_source(noun) else noun


def is_of_whose(noun: Token) -> bool:
    """Say whether a noun is of "whose": "Ann Roe, whose brother, Ed, was" is parsed as if she were he."""
    return any(owner.lower_ == "whose" for owner in children(noun, "poss"))


def _owned(noun: Token, saying: Token) -> Token:
    """Return whose relative a verb tells of where the parser hangs it on the name in front.

    "Ann Roe, whose brother, Ed, was arrested", "Ann's fiancé, who was arrested": not Ann.
    """
    apposed = [item for item in children(noun, "appos") if item.i < saying.i and is_of_whose(item)]
    if apposed:
        return apposed[0]
    owner = noun.i + 2 < noun.sent.end and noun.nbor(1).tag_ == "POS" and noun.nbor(1).head == noun
    owned = noun.nbor(2) if owner else noun
    return owned if owned.head == noun and nominals.is_person_noun(owned) else noun


def _person_told_by_who(noun: Token, saying: Token) -> Token:
    """Return whom "who" tells of that was hung on the last noun of a phrase.

    Behind a thing it is the person above: "a man with an order who was". Behind a person it is the one
    above whose number the verb has: "a mother of two children who was", "two sons of a baker who were".
    """
    clause = saying
    while clause.dep_ == "conj" and clause.head.pos_ in ("VERB", "AUX"):
        clause = clause.head
    who = clause.dep_ == "relcl" and clause.head == noun
    who = who and any(child.lower_ == "who" for child in children(clause, "nsubj", "nsubjpass"))
    behind = [word.lower_ for word in noun.doc[noun.i + 1 : noun.i + 3]]
    closed = "who" in behind[:1] or behind == [",", "who"]
    if not (who and closed) or noun.pos_ != "NOUN":
        return noun
    if nominals.is_person_noun(noun):
        return _of_number(noun, clause)
    node = noun
    while node.dep_ == "pobj" and node.head.dep_ == "prep" and not nominals.is_person_noun(node):
        node = node.head.head
    aged = node.lower_ == "old" and bool(children(node, "npadvmod"))  # "a 20-year-old with a problem who"
    return node if nominals.is_person_noun(node) or node.ent_type_ == "PERSON" or aged else noun


def _of_number(noun: Token, clause: Token) -> Token:
    """Return the person of whom a noun's phrase is part, where a verb has that number and not the noun's."""
    helping = {child.lower_ for child in (clause, *children(clause, "aux", "auxpass"))}
    many = bool(helping & {"were", "are", "have"})
    if (
        not many
        and not helping & {"was", "is", "has"}
        or nominals.is_plural(noun) == many
        or len(with_conjuncts(noun)) > 1
    ):
        return noun
    above = noun.head.head if noun.dep_ == "pobj" and noun.head.dep_ == "prep" else noun
    told = above.pos_ == "NOUN" and nominals.is_person_noun(above) and nominals.is_plural(above) == many
    return above if told or (above.lower_ == "one" and not many) else noun


def before_whom(noun: Token) -> Token:
    """Return who appears before a judge whom a verb is hung on: "men appearing before Judge Roe were".

    The parser takes "before" for a conjunction, and the judge for the one held or convicted.
    """
    doc, first = noun.doc, noun.sent.start
    front = doc[max(first, noun.i - _WORDS_OF_TITLE) : noun.i]
    mark = next((token for token in reversed(front) if token.lower_ == "before"), None)
    if mark is None:
        return noun
    words = doc[mark.i + 1 : noun.i + 1]
    titled = any(token.lower_ in _BENCH for token in words)
    if not titled or any(token.is_punct or token.pos_ in ("VERB", "AUX") for token in words):
        return noun
    court = doc[max(first, mark.i - _WORDS_OF_COURT) : mark.i]
    verb = next((token for token in reversed(court) if token.lemma_ == "appear"), None)
    appearing = subject(verb) if verb is not None else None
    # "Following his appearance before Judge Roe, Poe was held": taken for another name of the judge's
    behind = (child for child in noun.children if child.dep_ == "appos" and child.pos_ == "PROPN")
    return appearing or next(behind, noun)


def part_and_whole(verb: Token) -> tuple[int, range]:
    """Return the number, and the words for all of whom it is part, where a verb tells of all: else -1.

    "27 of the men deported were ill" says not how many were deported.
    """
    whole = verb.head
    if verb.dep_ not in ("acl", "relcl") or whole.dep_ != "pobj" or whole.head.lower_ != "of":
        return -1, range(0)
    part = whole.head.head
    given = nominals.determiner(whole) == "given" and nominals.is_person_noun(whole)
    return (part.i if given and part.pos_ == "NUM" else -1), range(whole.left_edge.i, whole.i)


def _is_next_to_another(noun: Token, name: Token) -> bool:
    """Say whether a clause behind a noun ends in whom a name is of: "who robbed a clerk, Al Roe"."""
    before = name.left_edge.i - 1
    while before > noun.i and not noun.doc[before].text[:1].isalnum():
        before -= 1
    last = noun.doc[before]
    if last.i <= noun.i or not nominals.is_person_noun(last) or nominals.is_plural(last):
        return False
    clause = next((node for node in last.ancestors if node.dep_ in ("relcl", "acl")), None)
    return clause is not None and clause.head == noun and last.dep_ in ("pobj", "dobj")


def is_hung_across(noun: Token, name: Token) -> bool:
    """Say whether somebody else's phrase parts a noun from a name: "the man left his wife, Ann Roe".

    So does "the clerk and his wife, Ann Roe", but not "the owner and driver, Ann Roe".
    """
    if name.dep_ != "appos":
        return False
    if name.head == noun and _is_next_to_another(noun, name):
        return True
    if not noun.i < noun.head.i < name.i:
        beside = [child for child in noun.children if child.dep_ == "conj" and noun.i < child.i < name.i]
        own = [child.dep_ in ("det", "poss") for other in beside[-1:] for child in other.children]
        return any(own) and nominals.is_person_noun(beside[-1])
    return any(nominals.is_person_noun(word) for word in noun.doc[noun.i + 1 : name.left_edge.i])
