"""What the words around a deed say of it: a habit, a condition against the fact, another's detainer.

in: a `Deed` and the `Reference` it is done to    out: yes or no    writes: nothing
"""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.events.assertion.doubts import is_whenever
from pipeline.events.detainers.references import Reference, data, flat, pattern
from pipeline.events.detainers.report import DetainerReport
from pipeline.events.detainers.verbs import Deed, deeds
from pipeline.events.grammar import syntax
from pipeline.events.grammar.happenings import happenings
from pipeline.events.grammar.nominals import determiner
from pipeline.events.people.entity import Entity

_SHARES = frozenset({"percent", "%", "each"})
_GOING_ON = frozenset({"stop", "quit", "cease"})
"""Verbs in front of what was done again and again."""
_NEAR = 40
"""Tokens between a detainer told of and what became of it."""
_SUPPOSING = frozenset({"would", "will", "’d", "'d", "’ll", "'ll", "can", "could", "wo", "shall"})


def is_known(reference: Reference) -> bool:
    """Say whether the words speak of one detainer that there is: "its detainer", "the one lodged on him"."""
    one = not reference.noun.lower_.endswith("s") and reference.kind == "name"
    lodged = determiner(reference.noun) == "given" and (
        any(map(is_lodging, reference.noun.children))
        or bool(syntax.objects_of(reference.noun, "on", "against"))
    )
    return one and (lodged or bool(syntax.children(reference.noun, "poss")))


def is_done_to_request(deed: Deed, reference: Reference) -> bool:
    """Say whether it is a request that something was done to: "the request to hold him was denied"."""
    if reference.kind == "request":
        return True
    bare = any(child.tag_ in ("VB", "MD") for child in deed.verb.children if child.dep_.startswith("aux"))
    return reference.noun.lemma_ == "request" and deed.verb.tag_ in ("VBD", "VBN") and not bare


def is_every_one(deed: Deed, noun: Token) -> bool:
    """Say whether it was done to requests told of, without a rest: "denied all of those requests"."""
    told = noun.lower_ in ("requests", "orders", "notices", "holds") and determiner(noun) == "given"
    if not told or deed.verb.tag_ in ("VBZ", "VBP"):
        return False
    above = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else None
    return above is None or above.lower_ in ("all", "none", "each") or above.left_edge.lower_ == "every"


def is_others(deed: Deed, reference: Reference) -> bool:
    """Say whether others than ICE lodge it: "probation officers lodged a detainer", "Texas lodged one"."""
    agent = syntax.agent(deed.verb) if deed.kind in ("issued", "withdrawn") else None
    if agent is None or pattern("passage", "authority", case=True).search(
        reference.noun.doc[reference.noun.left_edge.i : reference.noun.i].text
    ):
        return False
    relative = any(map(syntax.is_relative, syntax.children(deed.verb, "nsubj")))
    who = deed.verb.head if relative and deed.verb.dep_ == "relcl" else agent
    words = who.doc[who.left_edge.i : who.i + 1].text
    if pattern("passage", "authority", case=True).search(words):
        return False  # "ERO Boston lodged a detainer"
    return who.ent_type_ == "GPE" or pattern("passage", "lodging_others", case=True).search(words) is not None


def is_by_lodger(verb: Token) -> bool:
    """Say whether it is ICE itself that does it: what it declines or honors is the object of another verb."""
    lodger = pattern("passage", "lodger", case=True)
    own = syntax.children(verb, "nsubj")
    return any(lodger.search(verb.doc[agent.left_edge.i : agent.i + 1].text) for agent in own)


def is_contrary_to_fact(verb: Token) -> bool:
    """Say whether a condition tells what was not done: "if they had honored", "had the jail honored".

    Likewise what would have been done under another: "would have honored it, had a judge signed it".
    """
    helping = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    if {"would", "have"} <= helping and _under_condition(verb):
        return True
    had = next(
        (child for child in verb.children if child.dep_ == "aux" and child.lower_ in ("had", "’d", "'d")),
        None,
    )
    subjects = syntax.children(verb, "nsubj", "nsubjpass")
    if had is None or not subjects:
        return False
    marked = any(child.dep_ == "mark" and child.lower_ == "if" for child in verb.children)
    return marked or had.i < subjects[0].left_edge.i


def _under_condition(verb: Token) -> bool:
    words = [token.lower_ for token in verb.sent if token.i > verb.i or token.i < verb.left_edge.i]
    return "if" in words or "had" in words


def is_conditional(verb: Token) -> bool:
    """Say whether it would only be done under a condition: "would honor it if it came with a warrant".

    Likewise what would not: "if a man is in for theft, the county wouldn't honor it".
    """
    supposed = any(child.lower_ in _SUPPOSING for child in verb.children if child.dep_ == "aux")
    return supposed and any(
        mark.dep_ == "mark" and mark.lower_ in ("if", "unless")
        for clause in syntax.children(verb, "advcl")
        for mark in clause.children
    )


def is_habitual(verb: Token, noun: Token) -> bool:
    """Say whether it is told of what is always done: "no longer honors", "stopped honoring detainers"."""
    if any(child.lower_ in data()["passage"]["habitual"] for child in verb.children):
        return True
    if noun.lower_ in ("them", "these", "those") and _is_in_present(verb):
        return True  # "We don't honor them"
    named = determiner(noun) == "given" or bool(syntax.children(noun, "nummod", "poss"))
    whose = any(syntax.objects_of(word, "on", "against", "for") for word in (noun, verb))
    of_any = noun.lower_.endswith("s") and not (named or whose)
    return of_any and verb.tag_ == "VBG" and verb.dep_ == "xcomp" and verb.head.lemma_ in _GOING_ON


def _is_in_present(verb: Token) -> bool:
    helping = syntax.children(verb, "aux")
    return verb.tag_ in ("VBZ", "VBP") or any(child.lower_ in ("do", "does") for child in helping)


def is_qualified(deed: Deed, reference: Reference) -> bool:
    """Say whether what is had or listed says itself what became of it: "lists 96 declined detainers".

    To hold somebody, which is what a request asks for, is not to have the request.
    """
    if deed.verb == reference.held:
        return True
    beside = [child for theme in deed.themes for child in theme.children]
    words = {child.lower_ for child in beside if child.dep_ not in ("relcl", "conj")}
    return bool(words & {word for word, event in data()["participle"].items() if event != "detainer_issued"})


def is_of_last(deed: Deed, reference: Reference, last: DetainerReport) -> bool:
    """Say whether detainers in the plural are those on the one told of last.

    "ICE filed detainers against Roe. But the detainers were all ignored", "With the detainer lifted, he was".
    """
    if deed.kind == "withdrawn":
        return True
    single = all(isinstance(person, Entity) for person in last.people)
    near = reference.noun.sent.start - last.noun.sent.end <= _NEAR
    past = deed.verb.tag_ in ("VBD", "VBN")
    return deed.kind == "declined" and past and near and single and last.event == "detainer_issued"


def is_sequel(verb: Token) -> bool:
    """Say whether it is a deed that came after: "removals that followed a detainer" honor none."""
    doer = syntax.subject(verb) if verb.lemma_ == "follow" else None
    return doer is not None and doer.lemma_.lower() in {*happenings("sequel"), *data()["verbs"]["sequels"]}


def is_one_of_several(report: DetainerReport) -> bool:
    """Say whether it is only counted: "not his first ignored detainer" denies none."""
    words = {child.lower_ for child in report.noun.children}
    return report.modality.value == "negated" and bool(words & {"first", "last", "only"})


def is_rule(verb: Token, reference: Reference) -> bool:
    """Say whether a clause of time tells what always comes first: "before a detainer is issued"."""
    present = any(child.dep_ == "auxpass" and child.tag_ in ("VBZ", "VBP") for child in verb.children)
    marked = any(child.dep_ == "mark" or child.tag_ == "WRB" for child in verb.children)
    unknown = determiner(reference.noun) != "given" and not syntax.objects_of(reference.noun, "on", "against")
    if verb.tag_ in ("VBZ", "VBP") and any(map(is_whenever, syntax.children(verb, "advcl"))):
        return True  # "ICE places a detainer on them when they are arrested"
    return verb.dep_ == "advcl" and present and marked and unknown


def is_lodging_it(deed: Deed, reference: Reference) -> bool:
    """Say whether "it" is a detainer told of before, which who lodges such lodged: "ICE filed it in May"."""
    it = deed.kind == "issued" and reference.noun.lower_ == "it" and reference.noun in deed.themes
    return it and deed.verb.lemma_ in data()["verbs"]["lodging_it"] and is_by_lodger(deed.verb)


def is_lodging(token: Token) -> bool:
    """Say whether a participle behind a detainer says that it was lodged."""
    return token.dep_ == "acl" and any(deed.kind == "issued" for deed in deeds(token))


def is_habit(deed: Deed) -> bool:
    """Say whether a number is of so many a week, of each of some, or of what is always done."""
    rate = any(
        pattern("passage", "rate").match(flat(theme.sent)[theme.idx + len(theme) - theme.sent.start_char :])
        for theme in deed.themes
    )
    # "9 percent of jails received more than 100 detainers": each of them did
    had = syntax.children(deed.verb, "nsubj")
    beside = [*had, *deed.verb.children, *(child for noun in had for child in noun.children)]
    rate |= any(noun.lower_ in _SHARES for noun in beside)
    rate |= any(child.lower_ in data()["passage"]["each_time"] for child in deed.verb.children)
    return rate or (deed.verb.lemma_ in ("get", "receive") and deed.verb.tag_ in ("VBZ", "VBP"))
