"""Says whether the mood of a clause leaves open what it tells: a demand, a promise sought, a condition.

in: a deed, read off the dependency tree    out: yes or no    writes: nothing
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from spacy.tokens import Token

from pipeline.events.assertion.cues import read_cues
from pipeline.events.assertion.verb_forms import has_to, is_past
from pipeline.events.grammar.nominals import determiner
from pipeline.events.grammar.voice import children
from pipeline.word_lists import words

PATH = Path(__file__).with_name("moods.toml")
_words = partial(words, PATH)

_PLURAL = frozenset({"NNS", "NNPS"})
_QUOTES = frozenset({"“", '"', "``", "''", "‘", "'"})
_BESIDE_DEMAND = frozenset({"ADV", "INTJ", "PUNCT", "SPACE"})
_CLAUSES = frozenset({"acl", "relcl", "ccomp", "conj"})
_MOST_JOINED = 3
"""Verbs in front of a deed with which it may share a "would"."""
_RANKS = frozenset({"only", "last", "latest", "next", "first"})
_JOINING = frozenset({"and", "or", "nor", "&", ","})
_INVERTED = frozenset({"had", "were", "should"})


def is_unreal(deed: Token) -> bool:
    """Say whether the mood of its clause leaves a deed open."""
    bare = deed.tag_ in ("VB", "VBP")
    brought = deed.dep_ == "dobj" and deed.pos_ == "NOUN"  # "recommended the department bring charges"
    return (
        (brought and _is_subjunctive(deed.head))
        or (bare and (_is_subjunctive(deed) or _is_quoted_demand(deed)))
        or (deed.dep_ == "xcomp" and _was_not_meant(deed))
        or (deed.tag_ == "VBN" and _is_supposed_of_one(deed))
        or (bare and _is_judged(deed))
        or (deed.dep_ == "ccomp" and _was_not_seen(deed))
        or (deed.tag_ in ("VB", "VBN") and _is_under_condition(deed))
        or (deed.dep_ == "advcl" and _is_condition(deed))
        # but who faces charges, and prison if convicted, faces the charges
        or (deed.tag_ in ("VBZ", "VBP") and deed.lemma_ != "face" and _has_condition(deed))
        or (deed.dep_ == "conj" and _is_further_condition(deed))
        or (deed.tag_ == "VBN" and _is_as_a_rule(deed))
        or (deed.dep_ == "xcomp" and _is_to_be_avoided(deed))
        or (deed.dep_ == "pcomp" and _is_forbidden_to_all(deed))
        or (deed.dep_ in ("acl", "relcl") and _is_of_one_to_be(deed))
        or (deed.dep_ in _CLAUSES and _is_vouched_for_by_nobody(deed))
    )


def _is_subjunctive(deed: Token) -> bool:
    """Say whether a deed is in the subjunctive: "mandated that officials bring him back"."""
    clause = deed.head if deed.dep_ == "conj" and deed.head.tag_ == deed.tag_ else deed
    subject = next(iter(children(clause, "nsubj")), None)
    above = clause.head
    if clause.tag_ not in ("VB", "VBP") or subject is None or clause.dep_ != "ccomp" or above.i > clause.i:
        return False
    carried_out = above.lemma_ in read_cues().ordering and deed.lemma_ in read_cues().ordered
    if carried_out or children(clause, "aux"):
        return False  # "ordered that he remain in jail"
    that = any(child.lower_ == "that" for child in children(clause, "mark"))
    several = subject.tag_ in _PLURAL or subject.pos_ == "PRON" or bool(children(subject, "conj"))
    if above.lemma_ in _words("mandating"):
        # "recommended the department bring charges"
        return that or clause.tag_ == "VB" or subject.tag_ in ("NN", "NNP")
    return that and not several and subject.tag_ in ("NN", "NNP")


def _is_supposed_of_one(deed: Token) -> bool:
    """Say whether one person "were" something: "What if he were charged, and then Roe were acquitted"."""
    subject = next(iter(children(deed, "nsubjpass")), None)
    if subject is None or not any(child.lower_ == "were" for child in children(deed, "auxpass")):
        return False
    if subject.lower_ in ("he", "she"):
        return True
    named = subject.doc[max(deed.sent.start, subject.left_edge.i - 1) : deed.i]
    several = any(word.lower_ in _JOINING or word.tag_ in _PLURAL for word in named)
    joined = deed.dep_ in ("conj", "ccomp", "advcl")
    return joined and subject.tag_ == "NNP" and subject.ent_type_ == "PERSON" and not several


def _is_quoted_demand(deed: Token) -> bool:
    """Say whether somebody is quoted as demanding it: "“Release my husband,” she told them"."""
    if children(deed, "nsubj", "nsubjpass", "aux", "neg"):
        return False
    for word in reversed(deed.doc[deed.sent.start : deed.i]):
        if word.text in _QUOTES:
            return True
        if word.pos_ not in _BESIDE_DEMAND:
            return False
    return False


def _is_under_condition(deed: Token) -> bool:
    """Say whether a deed is what would be under a condition: "if she came, she would not be detained"."""
    node = deed
    for _ in range(_MOST_JOINED):
        if node.dep_ != "conj" or children(node, "nsubj", "nsubjpass", "aux"):
            break
        node = node.head  # "would have been held, then been sent": it shares the "would"
    helping = {child.lower_ for child in children(node, "aux")}
    if not helping & _words("then"):
        return False
    return _has_condition(node)


def _has_condition(deed: Token) -> bool:
    """Say whether a condition is told beside a deed: "unless he is charged, he goes free"."""
    return any(map(_is_condition, children(deed, "advcl")))


def _is_condition(clause: Token) -> bool:
    marks = [child for child in children(clause, "mark") if child.lower_ in _words("conditions")]
    even = any(child.lower_ == "even" for child in children(clause, "advmod"))
    first = clause.left_edge
    inverted = first.head == clause and first.dep_.startswith("aux") and first.lower_ in _INVERTED
    return (bool(marks) and not even) or inverted


def _is_as_a_rule(deed: Token) -> bool:
    """Say whether a deed is told of whoever it may befall: "If two are arrested, both are freed".

    So is one in a clause of place beside what may or should be done: "where both are charged, may ask".
    """
    if not any(aux.tag_ in ("VBZ", "VBP") for aux in children(deed, "auxpass")):
        return False
    modals = (child for node in deed.ancestors for child in children(node, "aux") if child.tag_ == "MD")
    placed = any(child.lower_ == "where" for child in children(deed, "advmod"))
    if placed and any(child.lower_ != "will" for child in modals):
        return True
    return any(_is_condition(clause) and not is_past(clause) for clause in children(deed, "advcl"))


def _is_to_be_avoided(deed: Token) -> bool:
    """Say whether it is only said that nobody should do it: "officers should avoid arresting them"."""
    modal = any(child.tag_ == "MD" for child in children(deed.head, "aux"))
    return modal and deed.head.lemma_ in _words("avoiding")


def _is_further_condition(deed: Token) -> bool:
    """Say whether a deed is the second of two conditions: "unless a judge signs or the man was convicted".

    Of a rule in the present, too: "when a judge signs a warrant or the inmate has been convicted".
    """
    first = deed.head
    if first.dep_ != "advcl" or not any(child.lower_ == "or" for child in children(first, "cc")):
        return False
    ruled = any(child.lower_ == "when" for child in children(first, "advmod")) and not is_past(first)
    return ruled or any(child.lower_ in _words("conditions") for child in children(first, "mark"))


def _is_vouched_for_by_nobody(deed: Token) -> bool:
    """Say whether others only ask for a promise of it, or give none: "would not guarantee that"."""
    clause = deed.head if deed.dep_ == "conj" and deed.head.pos_ == "VERB" else deed
    above = clause.head
    if above.i > clause.i or not any(child.tag_ == "MD" for child in children(clause, "aux")):
        return False
    if above.pos_ == "VERB" and clause.dep_ == "ccomp" and above.lemma_ in _words("vouching"):
        return _is_withheld(above)
    if clause.dep_ not in ("acl", "relcl", "ccomp") or above.lemma_.lower() not in _words("vouched"):
        return False
    none = any(child.lower_ in ("no", "any", "without") for child in children(above, "det", "neg"))
    verb = above.head if above.dep_ != "pobj" else above.head.head
    return none or verb.lemma_ in _words("sought") or _is_withheld(verb)


def _is_withheld(verb: Token) -> bool:
    """Say whether a verb is denied, only possible, or what others asked for."""
    denied = bool(children(verb, "neg"))
    possible = any(child.lower_ in _words("possibly") for child in children(verb, "aux"))
    asked = has_to(verb) and verb.head.lemma_ in _words("sought") | _words("withheld")
    return denied or possible or asked or verb.lemma_ in _words("withheld")


def _was_not_meant(deed: Token) -> bool:
    """Say whether a deed was not what somebody had in mind: "never intended to arrest her"."""
    above = deed.head
    if not has_to(deed) or above.lemma_ not in _words("meaning"):
        return False
    did = any(child.lower_ == "did" for child in children(above, "aux"))
    return bool(children(above, "neg")) and (did or is_past(above))


def _was_not_seen(deed: Token) -> bool:
    """Say whether somebody did not see it done: "never saw his brother arrested"."""
    small = deed.tag_ in ("VBN", "VBD") and not children(deed, "mark", "aux")
    finite = any(child.tag_ in ("VBD", "VBZ", "VBP") for child in children(deed, "auxpass"))
    return small and not finite and deed.head.lemma_ in _words("seeing") and bool(children(deed.head, "neg"))


def _is_forbidden_to_all(deed: Token) -> bool:
    """Say whether a rule forbids a deed, done to anybody: "the law bars police from arresting a man"."""
    above = deed.head.head
    kept = read_cues().negating_heads | read_cues().keeping_from
    if deed.head.lower_ != "from" or above.lemma_ not in kept or is_past(above):
        return False
    if not any(noun.lemma_.lower() in _words("rules") for noun in children(above, "nsubj")):
        return False
    return any(determiner(noun) in ("new", "bare") for noun in children(deed, "dobj") if noun.pos_ == "NOUN")


def _is_of_one_to_be(deed: Token) -> bool:
    """Say whether somebody is yet to be the one it is told of: "would be the seventh man to plead guilty"."""
    one, being = deed.head, deed.head.head
    ordinal = any(child.ent_type_ == "ORDINAL" or child.lower_ in _RANKS for child in one.children)
    supposed = any(child.tag_ == "MD" for child in children(being, "aux"))
    said = deed.tag_ in ("VB", "VBN") and not children(deed, "nsubj", "nsubjpass")
    return said and ordinal and one.dep_ in ("attr", "oprd") and being.lemma_ in ("be", "become") and supposed


def _is_judged(deed: Token) -> bool:
    """Say whether it is only said what doing it would be: "it is unlawful for ICE to deport a citizen"."""
    first = deed.head if deed.dep_ == "conj" and deed.head.tag_ == "VB" else deed
    above = first.head
    judged = next(iter(children(above, "acomp")), above if above.pos_ == "ADJ" else None)
    its = any(child.lower_ in ("it", "that", "this") for child in children(above, "nsubj"))
    return (
        has_to(first)
        and its
        and judged is not None
        and above.lemma_ in ("be", judged.lemma_)
        and not is_past(above)
    )
