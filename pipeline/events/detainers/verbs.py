"""What verbs say became of a detainer: whom or what they are done to, and whether they are turned round.

"Honored" tells of compliance, "did not honor" and "refused to honor" of its opposite, which is the event.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from pipeline.events.assertion.happened import Modality
from pipeline.events.assertion.modality import implied_by_governor, modality_of
from pipeline.events.assertion.named_deeds import is_infinitive
from pipeline.events.assertion.presuppositions import presupposed_start
from pipeline.events.detainers.references import data, flat, pattern
from pipeline.events.grammar import syntax
from pipeline.events.grammar.blamed import BLAMING

_SOMEBODY = frozenset({"who", "whom", "he", "she", "him", "her"})
_ON = frozenset({"on", "against", "for"})
"""Prepositions in front of whom a detainer is on."""
_DONE_TO_PAPERS = frozenset(
    {"honor", "honour", "heed", "ignore", "reject", "disregard", "lift", "cancel", "rescind", "withdraw"}
)
"""Verbs of nobody, even where they stand behind a person: "ICE detainer on Roe, 34, ignored by jail"."""
_DONE_TO_PEOPLE = frozenset(
    {"release", "remove", "deny", "refuse", "clear", "recall", "pull", "drop", "decline", "accept", "serve"}
)
"""Verbs of people as well as of papers."""
_LINKS = ("with", "on", "upon", "to", "by")
"""Prepositions by which a verb of honoring takes the detainer: "complied with", "acted on"."""
_TOLD_BY = frozenset({"after", "by", "upon", "as"})
"""Prepositions in front of a deed that happened if the clause's own did."""

_PERHAPS = frozenset({"might", "may"})
"""Beside a denial: it may come to be."""
_FAILING = frozenset({"failure", "refusal", "inability", "unwillingness", "reluctance"})
"""Nouns that deny what an infinitive behind their owner says: "the failure of the jail to honor it"."""
_NOT_COMING = frozenset({"follow", "answer", "meet", "process", "grant", "accept"})
"""Verbs of honoring whose subject may be a paper that comes: "A detainer followed"."""

_CLAUSE = re.compile(
    r"\b(?:when|after|because|although|though|while|until|before(?!\s(?:[\w’'-]+\s){1,6}(?:could|can|was|were|had|got|managed)\b))\s"
)
"""What a denial in front of it does not reach behind: "did not object when ICE lodged a detainer"."""


@dataclass(frozen=True, slots=True)
class Deed:
    """A verb that may be done to a detainer."""

    verb: Token
    kind: str
    """`issued`, `having`, `declined`, `honored` or `withdrawn`."""
    themes: tuple[Token, ...]
    """What it is done to; empty where that is unsaid."""


@cache
def _by_lemma() -> dict[str, list[tuple[str, str]]]:
    """Return by lemma what its verb tells, each kind with its preposition; `coming` tells no kind."""
    table: dict[str, list[tuple[str, str]]] = {lemma: [] for lemma in data()["verbs"]["coming"]}
    for kind in ("issued", "having", "declined", "honored", "withdrawn"):
        for entry in data()["verbs"][kind]:
            lemma, _, link = entry.partition(" ")
            table.setdefault(lemma, []).append((kind, link))
    return table


def deeds(token: Token) -> Iterator[Deed]:
    """Yield what a token may say of a detainer: the verb with each of its readings."""
    lemma = token.lemma_.lower()
    told = _by_lemma().get(lemma)
    if told is None:
        return
    if token.pos_ not in ("VERB", "AUX", "ADJ", "PROPN") and not token.tag_.startswith("VB"):
        return
    if lemma in data()["verbs"]["coming"] and not syntax.is_passive(token):
        yield Deed(token, "having", tuple(syntax.children(token, "nsubj")))
    for kind, link in told:
        if lemma in data()["verbs"]["of_people"] and _is_letting_go(token):
            continue
        if kind == "honored" and not link and _comes_behind(token):
            continue
        if not link:
            yield Deed(token, kind, tuple(_patients(token) or _cut_short(token, kind)))
            continue
        for child in token.children:
            if child.lower_ != link:
                continue
            if child.dep_ in ("prt", "advmod"):
                with_it = syntax.objects_of(token, "with") if link == "along" else []
                yield Deed(token, kind, tuple(with_it or _patients(token)))
            elif child.dep_ in ("prep", "dative", "agent"):
                held = syntax.children(child, "pobj") or _patients(token)
                if token.dep_ == "relcl" and any(map(syntax.is_relative, held)):
                    held = [token.head]  # "a detainer that police did not act upon"
                yield Deed(token, kind, tuple(held))


def is_of_lodger(verb: Token) -> bool:
    """Say whether who lodges detainers gives one up: "ICE had dismissed detainers against 26 people"."""
    if verb.lemma_ not in data()["verbs"]["own"]:
        return False
    doer = syntax.agent(verb) if syntax.is_passive(verb) else syntax.subject(verb)
    return doer is not None and pattern("passage", "authority").search(doer.text) is not None


def _comes_behind(verb: Token) -> bool:
    """Say whether a verb of honoring says what came next: "90 detainers, followed by", "met with silence"."""
    behind = verb.nbor().lower_ if verb.i + 1 < len(verb.doc) else ""
    return f"{verb.lower_} {behind}" in ("followed by", "met with", "answered with")


def _is_letting_go(verb: Token) -> bool:
    """Say whether somebody is let go: "released from jails into the city" is done to no detainer.

    Nor is a bare participle: "detainer lodged Jan. 3, released Jan. 9"; nor is "who was released".
    """
    done_to = syntax.children(verb, "nsubjpass", "dobj")
    if any(item.lower_ in _SOMEBODY or item.ent_type_ == "PERSON" for item in done_to):
        return True
    bare = verb.tag_ == "VBN" and verb.dep_ != "acl" and not syntax.children(verb, "aux", "auxpass", "dobj")
    return bare or any(child.dep_ == "prep" and child.lower_ != "on" for child in verb.children)


def _patients(verb: Token) -> list[Token]:
    found = syntax.patient(verb)
    if found is not None and _belongs_before(verb, found):
        found = None
    own = syntax.children(verb, "dobj", "nsubjpass")
    if _is_of_person_between(verb):
        return own
    if verb.dep_ == "relcl" and any(item.pos_ == "NUM" for item in own):
        return own  # "1,526 requests, of which 7 were honored"
    above = [verb.head] if verb.dep_ in ("acl", "relcl") and verb.head.pos_ != "VERB" else []
    held = verb.head.head.head if verb.head.dep_ == "pobj" else verb.head.head
    owner = verb.head.head
    who = verb.dep_ == "relcl" and any(child.lower_ in _SOMEBODY for child in own)
    paper = verb.lemma_ in _DONE_TO_PAPERS and verb.dep_ in ("acl", "relcl") and not who
    if paper and owner.lower_ in _ON and owner.dep_ == "prep":
        above.append(owner.head)  # "ICE detainer on Roe, 34, ignored by jail"
    if verb.dep_ == "acl" and verb.head.dep_ in ("dobj", "pobj") and held.dep_ == "acl":
        above.append(held.head)  # "saw 59 of its requests to hold immigrants denied"
    return list(dict.fromkeys([*([found] if found is not None else []), *own, *above]))


def _is_of_person_between(verb: Token) -> bool:
    """Say whether a participle is of the person a detainer is on: "a detainer on Roe, 41, denied bail".

    The parser hangs it on the detainer.
    """
    if verb.dep_ != "acl" or verb.lemma_ not in _DONE_TO_PEOPLE or verb.nbor(-1).text != ",":
        return False
    return any(noun.i < verb.i for noun in syntax.objects_of(verb.head, *_ON))


def _cut_short(verb: Token, kind: str) -> list[Token]:
    """Return what a headline's participle is parsed as done by: "Detainer ignored for Roe, ICE says"."""
    bare = verb.tag_ in ("VBD", "VBN") and not syntax.children(verb, "aux", "auxpass", "dobj", "ccomp")
    able = kind in ("declined", "withdrawn") or (kind == "honored" and verb.lemma_ not in _NOT_COMING)
    return syntax.children(verb, "nsubj") if bare and able else []


def _belongs_before(verb: Token, found: Token) -> bool:
    """Say whether an object is that of the verb before: "ignored the detainer and released Pratt April 2"."""
    active = verb.dep_ == "conj" and verb.tag_ in ("VBD", "VBZ", "VBP") and not syntax.is_passive(verb)
    return active and found.dep_ == "dobj" and found.head is not verb and found.i < verb.i


def let_go_with(deed: Deed) -> Token | None:
    """Return the verb that lets those go who have one: "released 40 inmates who had detainers"."""
    people = deed.verb.head
    if deed.kind != "having" or deed.verb.dep_ != "relcl" or people.dep_ not in ("dobj", "nsubjpass"):
        return None
    return people.head if people.head.lemma_ in data()["verbs"]["letting_go"] else None


def text_before(token: Token) -> str:
    """Return the text of a token's sentence in front of it."""
    return flat(token.sent)[: token.idx - token.sent.start_char]


def is_reversed(verb: Token) -> bool:
    """Say whether the verb's deed was not done, or refused: "did not honor", "refused to comply".

    What it should not have done it did: "should not have honored the detainer".
    """
    if pattern("reversal", "regretted").search(text_before(verb)):
        return False
    if pattern("reversal", "before").search(text_before(verb)) or none_of(verb) is not None:
        return True
    failing = verb.dep_ in ("acl", "relcl", "xcomp") and verb.tag_ == "VB"
    if failing and any(node.lemma_ in _FAILING for node in (verb.head, verb.head.head.head)):
        return True
    if verb.dep_ == "conj" and not syntax.children(verb, "aux", "auxpass", "nsubj", "nsubjpass"):
        return (
            verb.head.tag_ == verb.tag_
            and pattern("reversal", "before").search(text_before(verb.head)) is not None
        )
    return _without(verb) is not None or any(child.dep_ == "neg" for child in verb.children)


def _without(verb: Token) -> Token | None:
    """Return "without" above a clause: "released without the detainer being honored"."""
    over = [verb.head, *verb.children] if verb.dep_ in ("pcomp", "advcl") else []
    return next((word for word in over if word.lower_ == "without" and word.dep_ in ("prep", "mark")), None)


def none_of(verb: Token) -> Token | None:
    """Return the word by which what a verb is said of is none: "none of the 51 detainers were honored".

    Likewise of what it is done to: "honored neither detainer nor warrant", "complied with none of them".
    """
    behind = verb.nbor() if verb.i + 1 < len(verb.doc) else None
    if behind is not None and behind.lower_ == "neither":
        return behind
    done_to = [*syntax.children(verb, "dobj"), *syntax.objects_of(verb, *_LINKS)]
    nobody = next((token for token in done_to if token.lower_ in ("none", "neither")), None)
    if nobody is not None:
        return nobody
    for noun in syntax.children(verb, "nsubj", "nsubjpass"):
        for token in (noun, *noun.children):
            none = token.lower_ in ("none", "neither") or (token.lower_ == "no" and token.dep_ == "det")
            if none and not any(word.lower_ == "but" for word in verb.doc[token.i : noun.i]):
                return token
    return None


def governor(verb: Token) -> Token:
    """Return the word that carries the deed: of "refused to honor" the refusing, else the verb itself."""
    for above in (verb.head, verb.head.head):
        if above is not verb.head and verb.head.tag_ == "VB" and _is_done_by_another(verb):
            return verb  # "refused to order ICE to lift it"
        if (
            above.i < verb.i
            and above.lemma_.lower() in data()["reversal"]["governors"]
            and verb.dep_ in ("xcomp", "acl", "pcomp", "ccomp", "advcl", "conj")
            and not (verb.dep_ == "conj" and verb.tag_ in ("VBD", "VBZ"))
        ):
            return above
    return verb


def _is_done_by_another(verb: Token) -> bool:
    """Say whether somebody is told to do it: "to order ICE to lift its detainer"."""
    told = syntax.children(verb, "nsubj") or syntax.children(verb.head, "dobj", "dative")
    return verb.dep_ in ("xcomp", "ccomp", "acl", "advcl") and any(noun.i < verb.i for noun in told)


def modality_of_deed(verb: Token, event: str, turned: bool) -> Modality | None:
    """Return whether it happened; None where the verb only names the deed.

    Args:
        verb: what says it.
        event: `issued`, `declined`, `honored` or `withdrawn`, after the turning round.
        turned: whether a denial makes the event.
    """
    if turned or (event == "honored" and _is_of_condition(verb)):
        return _modality_of_turned(verb) if turned else None
    if (implied := implied_by_governor(verb)) is not None:
        return implied if implied.value is not None else None
    carrier = verb if event == "issued" else governor(verb)
    before = text_before(carrier)
    # "did not honor a detainer issued by ICE" denies no issuing, "did not get it until noon" no receipt.
    behind_noun = carrier.dep_ == "acl" and carrier.tag_ == "VBN"
    deniable = event == "issued" and not behind_noun and not _is_late(carrier)
    if deniable and (denied := denied_in_front(carrier)) is not None:
        return Modality("negated", *denied)
    if event == "issued" and (without := _without(carrier)) is not None:
        return Modality.by("negated", without)
    modality = modality_of(carrier)
    achieved = pattern("reversal", "achieved").search(before) is not None
    wished = modality.value in ("actual", "negated") and is_infinitive(carrier) and not achieved
    if modality.value is None or wished:
        return of_clause_above(carrier)
    none = none_of(verb)
    if none is not None and modality.value == "actual":
        return Modality.by("negated", none)
    disputed = _disputing(carrier) if event != "issued" else None
    if disputed is not None and modality.value in ("actual", "negated"):
        return Modality.by("alleged", disputed)
    alleged = pattern("reversal", "alleged").search(before) if event != "issued" else None
    if modality.value == "actual" and alleged:
        return Modality("alleged", *_place(carrier, alleged))
    return modality


def _is_of_condition(verb: Token) -> bool:
    """Say whether a clause tells on what terms it is done: "charges for which the jail honors detainers"."""
    clause = next((node for node in (verb, *verb.ancestors) if node.dep_ == "relcl"), verb)
    terms = (node for prep in syntax.children(clause, "prep") for node in syntax.children(prep, "pobj"))
    return verb.tag_ != "VBD" and clause != verb.sent.root and any(x.lower_ == "which" for x in terms)


def of_clause_above(gerund: Token) -> Modality | None:
    """Return the modality of the past deed that a gerund belongs to: "released him after ignoring it"."""
    above = gerund.head.head
    blamed = gerund.head.lower_ == "for" and above.lemma_ in BLAMING
    told = gerund.tag_ == "VBG" and gerund.dep_ == "pcomp" and (gerund.head.lower_ in _TOLD_BY or blamed)
    if not told or above.tag_ not in ("VBD", "VBN") or above.pos_ != "VERB":
        return None
    modality = modality_of(above)
    return modality if modality.value in ("actual", "alleged") else None


def denied_in_front(token: Token) -> tuple[int, int] | None:
    """Return the span of what denies a deed in front of it, in its own clause; None: nothing does."""
    before = text_before(token)
    known = presupposed_start(token) - token.sent.start_char
    begin = max((border.end() for border in _CLAUSE.finditer(before)), default=0)
    denied = pattern("reversal", "denied").search(before[max(known, begin, 0) :])
    if denied is None:
        return None
    offset = token.sent.start_char + max(known, begin, 0) + denied.start()
    return offset, offset + len(denied.group().rstrip())


def _is_late(verb: Token) -> bool:
    behind = flat(verb.sent)[verb.idx + len(verb) - verb.sent.start_char :]
    return pattern("reversal", "late").search(behind) is not None


def _disputing(verb: Token) -> Token | None:
    """Return the word above by which it is only said: "denied that it ignored", "the claim that it did"."""
    words = data()["verbs"]
    for node in (verb, *verb.ancestors):
        above = node.head
        if above.i >= node.i or node.dep_ not in ("ccomp", "acl", "conj", "xcomp"):
            return None
        if above.lemma_ in words["denying"] or (above.pos_ == "NOUN" and above.lemma_ in words["said"]):
            return above
    return None


def _modality_of_turned(verb: Token) -> Modality | None:
    """Return the modality of a refusal: the denial is the event, what governs it says whether it happened."""
    carrier = governor(verb)
    before = text_before(carrier)
    disputed = _disputing(carrier)
    if disputed is not None:
        return Modality.by("alleged", disputed)
    if carrier is verb and pattern("reversal", "preferring").search(before):
        carrier = next((node for node in verb.ancestors if node.tag_ in ("VBD", "VBN", "VBZ")), verb)
    modality = modality_of(carrier)
    if modality.value is None or any(child.lower_ in _PERHAPS for child in syntax.children(carrier, "aux")):
        return None
    for value in ("planned", "alleged"):
        cue = pattern("reversal", value).search(before)
        if cue:
            return Modality(value, *_place(carrier, cue))
    return modality if modality.value == "planned" and carrier is not verb else Modality("actual")


def _place(token: Token, match: re.Match[str]) -> tuple[int, int]:
    offset = token.sent.start_char
    return offset + match.start(), offset + len(match.group().rstrip()) + match.start()
