"""What the word above says of a deed: "opposed his release", "asked he be freed" tell none.

in: a word of a deed, read off the dependency tree    out: a `Modality`    writes: nothing
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from pipeline.events.assertion.cues import read_cues
from pipeline.events.assertion.deed_nouns import says_it_came
from pipeline.events.assertion.happened import Modality
from pipeline.events.assertion.infinitives import infinitive
from pipeline.events.assertion.named_deeds import is_only_named
from pipeline.events.assertion.verb_forms import has_to, is_gerund, is_past
from pipeline.events.grammar.happenings import happenings
from pipeline.events.grammar.nominals import determiner
from pipeline.events.grammar.syntax import children, text_of

_DECIDING = frozenset({"rule", "decide", "vote"})
_SUPPOSING = frozenset({"would", "could", "might", "may", "should", "must", "can"})


def governed(token: Token, modality_of: Callable[[Token], Modality]) -> Modality | None:
    """Return what the word above says of a deed; None: it says nothing, or that it was carried out.

    Args:
        token: the word of the deed.
        modality_of: says whether what another word reports happened.
    """
    cues, head = read_cues(), token.head
    if _is_to_be(token):
        carried_out = head.lemma_ in cues.ordering and token.lemma_ in cues.ordered
        return None if carried_out else Modality(None)
    if _is_spoken_of(token):
        return Modality(None)
    if (causing := _causing(token)) is not None:
        return modality_of(causing)
    if _is_wished(token):
        return Modality(None)
    if _is_ordered(token):
        told = token.lemma_ in cues.ordered or any(child.dep_ == "auxpass" for child in token.children)
        return None if told else Modality.by("planned", head)
    if token.dep_ == "ccomp" and head.lemma_ in ("allow", "let", "permit", "enable") and has_to(token):
        above = modality_of(head)
        return above if above.value != "actual" else None  # "will allow the inmates to go free"
    if token.pos_ not in ("NOUN", "PROPN"):
        return None
    if token.dep_ == "nsubj":
        return _of_subject(token, modality_of)
    if token.dep_ == "pobj":
        return _behind_preposition(token, modality_of)
    return _of_object(token) if token.dep_ == "dobj" else None


def _is_to_be(verb: Token) -> bool:
    """Say whether a clause tells what shall be: "asked he be freed"."""
    bare = any(child.dep_ == "auxpass" and child.lower_ == "be" for child in verb.children)
    let = verb.head.lemma_ == "let" and is_past(verb.head)  # "stood by and let him be arrested"
    return bare and not let and not any(child.tag_ in ("MD", "TO") for child in verb.children)


def _is_spoken_of(verb: Token) -> bool:
    """Say whether a deed is only proposed or named: "recommended that the court release him"."""
    cues = read_cues()
    if verb.tag_ == "VBG" and verb.dep_ == "xcomp" and verb.head.lemma_ in cues.speaking:
        return True
    clause = verb.head if verb.dep_ == "conj" else verb
    above = clause.head.lemma_
    if (
        clause.dep_ == "ccomp"
        and above in cues.speaking | cues.begging | cues.hoping
        and (verb.tag_ in ("VB", "VBP") or (_is_present(verb) and above in cues.hoping))
        and not any(child.dep_ == "aux" for child in clause.children)
    ):
        return True
    return is_gerund(verb) and is_only_named(verb)


def _is_present(verb: Token) -> bool:
    """Say whether a verb is in the present tense: "hopes he goes", "hopes he is convicted"."""
    words = [verb, *(child for child in verb.children if child.dep_ == "auxpass")]
    return any(word.tag_ in ("VBZ", "VBP") for word in words)


def _causing(participle: Token) -> Token | None:
    """Return the verb of who has a deed done, where that has a "to": "tried to have him deported"."""
    above = participle.head
    if participle.dep_ == "acl" and above.dep_ == "dobj":
        above = above.head  # "to get Diaz, 34, deported": the tree has it describe him
    caused = participle.tag_ == "VBN" and participle.dep_ in ("acl", "ccomp", "xcomp")
    bare = not any(child.dep_ in ("aux", "auxpass", "mark") for child in participle.children)
    named = above.tag_ in ("VB", "VBG") and above.lemma_ in read_cues().causing
    return above if caused and bare and named else None


def _is_wished(verb: Token) -> bool:
    """Say whether somebody wants a deed done: "people whom they wanted held"."""
    joined = verb.dep_ == "conj" and not children(verb, "nsubj", "nsubjpass", "aux")
    small = verb.head if joined else verb
    bare = {verb.tag_, small.tag_} <= {"VBN", "VBD"} and small.dep_ in ("xcomp", "ccomp")
    wished = bare and small.head.lemma_ in read_cues().wishing
    return wished and not any(child.dep_ == "auxpass" and child.tag_ != "VB" for child in small.children)


def _is_ordered(verb: Token) -> bool:
    """Say whether a verb above orders a deed: "ordered him held"; not "ruled that it violated a law"."""
    head = verb.head
    own = {"mark", "nsubj"} if head.lemma_ in ("rule", "find") else {"mark"}
    told_so = verb.tag_ == "VBD" and any(child.dep_ in own for child in verb.children)
    bare = verb.tag_ in ("VBN", "VBD") and verb.dep_ in ("xcomp", "ccomp") and not told_so
    return bare and head.i < verb.i and head.lemma_ in read_cues().ordering


def _of_subject(noun: Token, modality_of: Callable[[Token], Modality]) -> Modality | None:
    """Return what a deed's own verb says of it: "denied that the arrest had taken place"."""
    dated = any(child.ent_type_ == "DATE" for child in children(noun, "npadvmod", "nmod"))
    would = any(child.tag_ == "MD" and child.lower_ in _SUPPOSING for child in noun.head.children)
    if would and not dated:
        return Modality(None)  # "His release would be a relief"
    above = modality_of(noun.head) if says_it_came(noun.head) else Modality("actual")
    return above if above.value != "actual" else None


def _is_only_grounded(charge: Token) -> bool:
    """Say whether there is only something for a charge: "saw evidence for a charge"."""
    behind = charge.dep_ == "pobj" and charge.head.lower_ == "for"
    grounds = behind and charge.head.head.lemma_.lower() in read_cues().grounds
    return grounds and determiner(charge) in ("new", "bare")


def _behind_preposition(noun: Token, modality_of: Callable[[Token], Modality]) -> Modality | None:
    """Return what is said of a deed behind a preposition: "ruled against the extradition of"."""
    cues, head = read_cues(), noun.head
    above = head.head
    if head.lower_ in ("for", "to") and above.lemma_.lower() in cues.naming:
        return Modality(None)
    if noun.lemma_ in cues.accusing and _is_only_grounded(noun):
        return Modality(None)
    if head.lower_ in ("before", "of"):
        before = text_of(noun.doc)[noun.sent.start_char : head.idx].rstrip()
        if above.lemma_ in cues.notifying or cues.to_be_told.search(before):
            return Modality(None)  # "requested notification before his release"
    if noun.lemma_ in ("release", "extradition") and head.lower_ in cues.marks_of_time:
        then = modality_of(above) if above.pos_ in ("VERB", "AUX") else Modality("actual")
        if then.value in (None, "planned") and not any(child.ent_type_ == "DATE" for child in noun.subtree):
            return then  # "must register upon his release"
    undone = noun.lemma_.lower() in happenings("undone")
    if undone and head.lower_ == "against":
        ruled = above.lemma_ in _DECIDING  # others speak of it
        return Modality("negated", above.idx, head.idx + len(head)) if ruled else Modality(None)
    if undone and head.lower_ == "for" and above.lemma_ in cues.asking:
        return Modality("planned", above.idx, head.idx + len(head))
    return None


def _of_object(noun: Token) -> Modality | None:
    """Return what a verb says of a deed that is its object: "sought felony charges against him"."""
    cues, verb = read_cues(), noun.head
    undone = noun.lemma_.lower() in happenings("undone")
    to_do = verb.tag_ == "VB" and has_to(verb)
    if undone and to_do and verb.lemma_ not in cues.light | cues.judging:
        return Modality(None)  # "to facilitate his deportation"
    if undone and verb.lemma_ in cues.speaking:
        return Modality(None)
    if undone and (verb.lemma_ in cues.seeking or (verb.lemma_ in cues.arranging and verb.tag_ != "VBD")):
        return Modality.by("planned", verb)
    if noun.lemma_ in cues.accusing and verb.lemma_ in cues.seeking:
        return Modality.by("planned", verb)
    if verb.lemma_ not in cues.light or not to_do:
        return None
    if verb.head.lemma_ in cues.negating_heads:
        return Modality("negated", verb.head.idx, verb.idx + len(verb))  # "failed to win his release"
    return infinitive(verb)
