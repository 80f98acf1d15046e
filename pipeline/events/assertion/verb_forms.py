"""The forms of verbs: what is past, what has a "to" or shares one, what is asked."""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.doc_text import text_of
from pipeline.events.grammar.voice import children

_LEAVING_UNDONE = frozenset({"fail", "refuse", "decline", "neglect", "forget", "omit"})
_NOTIFYING = frozenset({"notify", "tell", "alert", "inform", "warn", "contact", "call"})

_ASKING = frozenset({"ask", "request", "demand", "insist", "require"})
FUTURE = frozenset({"will", "shall", "’ll", "'ll"})
_PRESENT = frozenset({"is", "are", "am", "’s", "'s", "’re", "'re"})
_NOT_YET_DONE = frozenset({"plead", "sentence", "deport", "extradite", "repatriate"})
"""What is still to come in the present progressive: by a court, or a journey that ends abroad."""
_SAME_IN_PAST = frozenset({"let", "put", "set", "cut", "hit", "hurt", "shut", "beat"})
"""Verbs whose base form and past are one word."""


def shares_auxiliary(token: Token) -> bool:
    """Say whether a verb takes "will" or "to be" from the one it is coordinated with."""
    own = bool(children(token, "nsubj", "nsubjpass", "aux", "auxpass"))
    if token.dep_ == "advcl" and token.tag_ == "VB" and not own:
        # "may be sentenced, forfeit the money and pay a fine": the second parsed as a clause of the first
        return any(child.tag_ == "MD" for child in token.head.children)
    tags = (token.head.tag_, token.tag_)
    # "is to be sentenced Friday and ordered to pay": the second tagged as a past
    mistagged = tags == ("VBN", "VBD") and has_to(token.head) and not children(token, "dobj", "acomp")
    return token.dep_ == "conj" and not own and (tags in (("VB", "VB"), ("VBN", "VBN")) or mistagged)


def has_to(verb: Token) -> bool:
    """Say whether a verb has a "to" of its own."""
    return any(child.lower_ == "to" for child in children(verb, "aux"))


def future_of(verb: Token) -> Token | None:
    """Return the word that says that a deed is to come: "will be freed", "is finally getting freed".

    So are some in the present progressive: "is being sentenced Friday", "ICE is deporting him".
    """
    helping = children(verb, "aux", "auxpass")
    present = next((child for child in helping if child.lower_ in _PRESENT), None)
    going_on = verb.tag_ == "VBG" or any(child.lower_ == "being" for child in helping)
    not_guilty = verb.doc[verb.i + 1 : verb.i + 2].text.lower() == "not"
    if going_on and verb.lemma_ in _NOT_YET_DONE and not not_guilty and present is not None:
        return present
    getting = {"getting"} if present is not None else set()
    return next((child for child in helping if child.lower_ in FUTURE | getting), None)


def is_past_too(verb: Token) -> bool:
    """Say whether a verb behind "and" may be past: "did not honor the detainer and let him go"."""
    joined = [child.lower_ for child in verb.head.children if child.dep_ == "cc" and child.i < verb.i]
    return verb.lower_ in _SAME_IN_PAST and bool(joined) and joined[-1] in ("and", "but")


def is_demand(token: Token) -> bool:
    """Say whether a sentence only demands it: "Immediately release him from the jail"."""
    front = token.doc[token.sent.start : token.i]
    bare = token.tag_ == "VB" and token.dep_ == "ROOT" and not children(token, "nsubj", "nsubjpass", "aux")
    return bare and all(word.pos_ in ("ADV", "INTJ", "PUNCT", "SPACE") for word in front)


def is_asked(token: Token) -> bool:
    """Say whether the sentence asks if it happened: "Was he deported?"."""
    sentence = token.sent
    if not text_of(token.doc)[sentence.start_char : sentence.end_char].rstrip(' \n”"').endswith("?"):
        return False
    first = next((word for word in sentence if word.is_alpha), sentence[0])
    whether = first.pos_ == "AUX" or (first.head == token and first.dep_.startswith("aux"))
    if token.pos_ in ("NOUN", "PROPN"):
        return whether and not any(word.tag_ in ("WRB", "WP") for word in sentence)
    bare = token.tag_ == "VBN" and token.dep_ in ("ROOT", "acl") and token.head.dep_ == "ROOT"
    alone = bare and not any(child.dep_ in ("aux", "auxpass") for child in token.children)
    return (whether and first.head == token) or _inverted(token) == first or alone  # "Diaz, 34, arrested?"


def denied_in_question(token: Token) -> Token | None:
    """Return the word that denies a deed whose "was" stands first: "Why wasn't Diaz, 34, arrested?"."""
    verb = _inverted(token)
    if verb is None:
        return None
    first = next((word for word in token.sent if word.is_alpha), verb)
    none = (
        first.lower_ in ("nor", "never") or first.nbor().lower_ == "no"
    )  # "At no time was Diaz, 34, arrested"
    return next(iter(children(verb, "neg")), first if none else None)


def _inverted(participle: Token) -> Token | None:
    """Return the "was" in front of its subject, of which the tree has the deed only describe somebody."""
    noun = participle.head
    if participle.dep_ != "acl" or participle.tag_ != "VBN" or noun.dep_ not in ("nsubj", "attr"):
        return None
    return noun.head if noun.head.lemma_ == "be" and noun.head.i < noun.i else None


def is_to_be_told_of(token: Token) -> bool:
    """Say whether somebody only asks to be told before a deed: "asked to be notified before he is freed"."""
    clause = token.head if token.dep_ == "pcomp" else token
    notice = clause.head
    if (
        clause.dep_ not in ("advcl", "prep")
        or notice.lemma_ not in _NOTIFYING
        or notice.tag_ not in ("VB", "VBP", "VBN")
    ):
        return False
    asked = notice.dep_ == "ccomp" and notice.head.lemma_ in _ASKING and notice.tag_ != "VBN"
    before = _is_behind_before(token)
    # "... before he was released but was given no notice": he was
    done = any(word.lower_ in ("but", "yet") for word in token.doc[token.i : token.sent.end])
    return before and (has_to(notice) or asked) and not done and not follows_omission(token)


def follows_omission(deed: Token) -> bool:
    """Say whether something was left undone before a deed: "failed to call ICE before releasing him"."""
    clause = deed.head if deed.dep_ == "pcomp" else deed
    undone = clause.head
    left = undone.dep_ == "xcomp" and undone.head.lemma_ in _LEAVING_UNDONE and is_past(undone.head)
    return left and clause.dep_ in ("advcl", "prep") and _is_behind_before(deed)


def _is_behind_before(deed: Token) -> bool:
    behind = deed.dep_ == "pcomp" and deed.head.lower_ == "before"
    return behind or any(child.dep_ == "mark" and child.lower_ == "before" for child in deed.children)


def infinitive_before(verb: Token) -> Token:
    """Return the verb whose "to" a base form shares, wherever it hangs: "to call, and hold him"."""
    if verb.head.tag_ == "VB" or any(child.dep_ in ("aux", "nsubj") for child in verb.children):
        return verb.head if verb.head.tag_ == "VB" else verb
    if any(child.lower_ == "now" for child in verb.children):
        return verb  # "ignored orders to leave and now face charges"
    before = [token for token in verb.doc[verb.sent.start : verb.i] if token.tag_ == "VB" and has_to(token)]
    return before[-1] if before else verb


def is_of_another(verb: Token) -> bool:
    """Say whether a clause is denied of whom it is said of: "his boss, and not Diaz, who was arrested".

    Likewise "Diaz is not the man who was arrested", "the man arrested was not Diaz".
    """
    noun = verb.head
    if verb.dep_ not in ("relcl", "acl"):
        return False
    if verb.dep_ == "relcl" and any(child.dep_ == "neg" and child.i < noun.i for child in noun.children):
        return True
    be = noun.head
    if be.lemma_ != "be" or noun.dep_ not in ("nsubj", "attr") or not children(be, "neg"):
        return False
    if noun.dep_ == "nsubj":
        return any(other.ent_type_ == "PERSON" for other in children(be, "attr"))
    one = any(child.lower_ in ("only", "first", "last", "sole") for child in children(noun, "amod"))
    told_of = children(be, "nsubj") if not one else []
    return any(other.ent_type_ == "PERSON" or other.pos_ == "PRON" for other in told_of)


def is_gerund(verb: Token) -> bool:
    """Say whether a verb form is a gerund, its passive included: "being arrested"."""
    being = any(child.tag_ == "VBG" for child in children(verb, "auxpass"))
    return verb.tag_ == "VBG" or (verb.tag_ == "VBN" and being)


def is_for_somebody(verb: Token) -> bool:
    """Say whether an infinitive is what is for somebody to do: "it is up to them", "no need for them to"."""
    return any(child.lower_ == "for" for child in children(verb, "mark"))


def is_past(verb: Token) -> bool:
    """Say whether a verb tells of the past."""
    helped = any(
        child.lower_ in ("was", "were", "had") for child in verb.children if child.dep_.startswith("aux")
    )
    return verb.tag_ == "VBD" or helped
