"""Leaves out tellings that the rest of the article takes back.

Denials of a charge that are said of another case: "No charges are filed in that case"; journeys to the
country of somebody of whom nothing else is told; bonds that freed nobody: "he made bail, but was not released
because of the ICE hold"; and what somebody set out to do that is then told as done: "went to arrest him".

in: the tellings of one article, in text order    out: those that stay    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace

from spacy.tokens import Token

from pipeline.event_types import LAID
from pipeline.events.offenses.laid import Laid
from pipeline.events.people.entity import Entity
from pipeline.events.people.plurals import Group
from pipeline.events.telling.tellings import Telling
from pipeline.events.triggers.frame import journeys

_IN_ANOTHER = re.compile(
    r"\bno\s(?:\w+\s)?charges?\s(?:(?:is|are|was|were|has|have|had|been|being|yet|so\sfar|ever)\s)*"
    r"(?:(?:filed|brought|laid|lodged|made|announced|pending|yet|so\sfar)\s)*(?:in|over|for)\s(?:connection\s(?:with|to)\s)?"
    r"(?:(?:that|either|the\s(?:other|second|third|first|earlier|latter))\s(?:\w+\s)?"
    r"(?:case|incident|death|killing|shooting|crash|investigation|matter|attack|fire|slaying|homicide)s?"
    r"|(?:his|her|their|(?-i:(?:[A-Z][\w-]+\s){0,2}[A-Z][\w-]+)[’']s?)\s(?:\w+\s)?"
    r"(?:death|killing|disappearance|slaying|murder|shooting)s?)\b",
    re.IGNORECASE,
)
_HERE = "United States"
_CONTRASTING = frozenset({"however", "but", "instead", "still", "yet", "nevertheless", "nonetheless"})
"""First in the sentence that tells that somebody stayed all the same."""
_SET_OUT = frozenset({"arrest", "detention"})
"""What officers, or a prosecutor in court, set out to have done."""
_EACH = frozenset({"each", "every", "any"})
_ONE_DEED = (
    frozenset({"arrest", "detain", "apprehend", "capture", "encounter", "stop", "catch", "interdict"}),
    frozenset({"deport", "remove", "expel", "repatriate", "return"}),
    frozenset({"release", "free", "parole"}),
    frozenset({"charge", "indict", "cite"}),
)
"""Verbs that are words for the same: "arrested or detained 30 people"."""
_JAILING = "detention.put_in_jail"
_JAILED = re.compile(r"\b(?:jailed|imprisoned|incarcerated)\b", re.IGNORECASE)
_FOR_DEED = re.compile(r"\s(?:for|over|after)\s", re.IGNORECASE)
_BEYOND = frozenset({"past", "beyond", "despite", "after", "though", "although"})
"""In front of the payment, or its day, in spite of which somebody is held."""
_PAYING = frozenset({"release.bond", "release.bond_paid", "release.bailed_by", "release.granted"})
"""Rules by which what is paid or granted for a release stands for the release."""


def without_other_cases(tellings: Sequence[Telling], text: str) -> list[Telling]:
    """Return the tellings but the denied charges of a case that is not that of the one who is charged.

    Of one who is only arrested it may well be said that no charges came in the case.

    Args:
        tellings: those of one article, in text order.
        text: the article's text.
    """
    charged = {
        item
        for telling in tellings
        if telling.event in LAID and telling.modality.value in ("actual", "alleged")
        for item in telling.people
        if isinstance(item, Entity)
    }
    return [item for item in tellings if not (charged.intersection(item.people) and _is_denied(item, text))]


def _is_denied(item: Telling, text: str) -> bool:
    """Say whether a telling is that there are no charges in another case."""
    if item.event != "charge" or item.modality.value != "negated":
        return False
    sentence = item.token.sent
    words = text[sentence.start_char : sentence.end_char].replace("\n", " ")
    at = item.token.idx - sentence.start_char
    return any(match.start() <= at < match.end() for match in _IN_ANOTHER.finditer(words))


def without_journeys(tellings: Sequence[Telling], laid: Sequence[Laid]) -> list[Telling]:
    """Return the tellings, in their order, without entries of people who only travel.

    An author who moved to America is nobody's subject; whoever was arrested, deported, charged or comes from
    abroad may be.

    Args:
        tellings: of the article.
        laid: the offenses, with whose they are.
    """
    subjects = {person for item in tellings if item.rule not in journeys() for person in item.people}
    subjects |= {item.owner for item in laid if item.owner is not None}

    def may_come(person: Entity | Group) -> bool:
        return not isinstance(person, Entity) or person in subjects or _is_foreign(person)

    kept: list[Telling] = []
    for item in tellings:
        if item.rule not in journeys():
            kept.append(item)
        elif people := tuple(filter(may_come, item.people)):
            kept.append(replace(item, people=people))
    return kept


def _is_foreign(person: Entity) -> bool:
    return person.nationality is not None and person.nationality.value != _HERE


def without_unfreed(tellings: Sequence[Telling]) -> list[Telling]:
    """Return the tellings, in their order, without bonds paid, or releases ordered, for who stayed in jail.

    Args:
        tellings: of the article.
    """
    return [
        item
        for item in tellings
        if not _is_paid(item) or not any(_stayed(item, other) for other in tellings if other is not item)
    ]


def without_jailings(tellings: Sequence[Telling], text: str) -> list[Telling]:
    """Return the tellings, in their order, without "jailed for theft" of those who are told to be sentenced.

    "Two men have been jailed for theft. Ann Roe and Ed Poe were sentenced on Monday" tells of no jail before.

    Args:
        tellings: of the article.
        text: the article's text.
    """
    punished = _punished(tellings)
    return [
        item
        for item in tellings
        if not (
            item.rule == _JAILING
            and _FOR_DEED.match(text, item.token.idx + len(item.token))
            and all(_is_among(person, punished) for person in item.people)
        )
    ]


def convicted_as_jailed(laid: Sequence[Laid], tellings: Sequence[Telling], text: str) -> list[Laid]:
    """Return the offenses: what those who are sentenced were "jailed for" they were convicted of.

    Args:
        laid: the offenses, with whose they are.
        tellings: of the article.
        text: its text.
    """
    punished = _punished(tellings)
    result: list[Laid] = []
    for item in laid:
        if (
            item.status == "arrested"
            and _is_among(item.owner, punished)
            and item.cue is not None
            and _JAILED.search(text, *item.cue)
            and _FOR_DEED.search(text, item.cue[0], item.mention.start)
        ):
            owners = punished if isinstance(item.owner, Group) else [item.owner]
            result += [replace(item, owner=owner, status="convicted") for owner in owners]
        else:
            result.append(item)
    return result


def _punished(tellings: Sequence[Telling]) -> list[Entity]:
    """Return who is told to be sentenced, in text order."""
    told = (item for item in tellings if item.event == "sentence" and item.modality.value == "actual")
    people = (person for item in told for person in item.people if isinstance(person, Entity))
    return list(dict.fromkeys(people))


def _is_among(owner: Entity | Group | None, punished: Sequence[Entity]) -> bool:
    """Say whether somebody is sentenced, or as many are as a plural counts: "two men have been jailed"."""
    return owner in punished or (isinstance(owner, Group) and owner.count.value == len(punished))


def without_purposes(tellings: Sequence[Telling]) -> list[Telling]:
    """Return the tellings, in their order, without what was set out for and is told as done further on.

    "Police went to the house to arrest Roe. He was arrested after a struggle" tells of one arrest.

    Args:
        tellings: of the article, in text order.
    """
    return [
        item
        for item in tellings
        if not (_is_purpose(item) and all(_is_done(item, person, tellings) for person in item.people))
    ]


def without_repeats(tellings: Sequence[Telling]) -> list[Telling]:
    """Return the tellings, in their order, without what is told again of every time it happened.

    "Roe had three prior deportations. Each time he was deported, he came back": no fourth one.

    Args:
        tellings: of the article, in text order.
    """
    return [
        item
        for item in tellings
        if not (
            _is_each_time(item)
            and all(
                any(
                    other.event == item.event and other.token.i < item.token.i and person in other.people
                    for other in tellings
                )
                for person in item.people
            )
        )
    ]


def without_acquitted(tellings: Sequence[Telling]) -> list[Telling]:
    """Return the tellings, in their order, without those of a list of the sentenced who were acquitted.

    "Sentenced were Al Roe, 40, two years; and Ed Poe, 36, acquitted": Poe was not.
    """
    cleared = [item for item in tellings if item.event == "acquittal" and item.token.dep_ == "acl"]
    result: list[Telling] = []
    for item in tellings:
        here = [one for one in cleared if one.token.sent == item.token.sent and item.token.i < one.token.i]
        gone = {person for one in here if len(one.people) == 1 for person in one.people}
        kept = tuple(person for person in item.people if person not in gone)
        in_list = item.event in ("sentence", "conviction") and 0 < len(kept) < len(item.people)
        result.append(replace(item, people=kept) if in_list else item)
    return result


def without_alternatives(tellings: Sequence[Telling]) -> list[Telling]:
    """Return the tellings, in their order, without what befell some of a group, nobody says how many.

    "The 41 were serving sentences or awaiting trial", "44 people either convicted or wanted": not each.

    Args:
        tellings: of the article.
    """
    told = {(item.token.i, item.event) for item in tellings}
    kept: list[Telling] = []
    for item in tellings:
        people = tuple(person for person in item.people if isinstance(person, Entity))
        if item.modality.value != "actual" or people == item.people or not _is_alternative(item, told):
            kept.append(item)
        elif people:
            kept.append(replace(item, people=people))
    return kept


def _is_alternative(item: Telling, told: Set[tuple[int, str]]) -> bool:
    """Say whether "or" sets another deed beside a telling's, and no other word for the same one."""
    # "serving sentences": the noun's verb; "after they entered": no verb above its own clause
    verb = item.token if item.token.pos_ == "VERB" else item.token.head
    for node in (verb, *_returned_after(verb)):
        joined = [other for other in node.conjuncts if other.i < node.i or not _has_own_subject(other)]
        joined = [other for other in joined if not _describes(other, node)]
        verbs = [node, *joined] if node.pos_ == "VERB" else []
        offered = any(child.lower_ == "or" for verb in verbs for child in verb.children)
        offered = offered or any(map(_is_behind_or, verbs))
        alike = any((verb.i, item.event) in told for verb in verbs if verb not in (node, item.token))
        alike = alike or any({verb.lemma_ for verb in verbs} <= words for words in _ONE_DEED)
        if offered and len(verbs) > 1 and not alike:
            return True
    return False


def _returned_after(gerund: Token) -> list[Token]:
    """Return the verb that a deed came before: "or re-entered after being removed" is of some too."""
    behind = gerund.dep_ == "pcomp" and gerund.head.lower_ == "after" and gerund.head.head.pos_ == "VERB"
    return [gerund.head.head] if behind and not _has_own_subject(gerund) else []


def _is_behind_or(verb: Token) -> bool:
    """Say whether "or" stands in front of a verb and its adverbs, wherever the parser hangs it."""
    if verb.dep_ != "conj":
        return False
    front = reversed(verb.doc[verb.sent.start : verb.i])
    word = next((word for word in front if word.pos_ not in ("ADV", "AUX")), verb)
    return word.lower_ == "or"


def _describes(participle: Token, verb: Token) -> bool:
    """Say whether a participle joined to a past verb is of the noun behind: "or previously issued orders"."""
    may_be = participle.tag_ == "VBN" and verb.tag_ == "VBD"
    return may_be and not any(child.dep_.startswith("aux") for child in participle.children)


def _has_own_subject(verb: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.children)


def _is_each_time(item: Telling) -> bool:
    """Say whether a clause tells of any of several times: "each time he was deported", "whenever he was"."""
    times = item.token.head
    each = (
        item.token.dep_ == "relcl"
        and times.lower_ == "time"
        and not _EACH.isdisjoint(child.lower_ for child in times.lefts)
    )
    return each or any(child.lower_ == "whenever" for child in item.token.lefts)


def _is_purpose(item: Telling) -> bool:
    """Say whether an infinitive below a past verb tells of an arrest: "sent a team to arrest them"."""
    token = item.token
    infinitive = token.tag_ == "VB" and any(child.lower_ == "to" for child in token.children)
    past = any(node.tag_ == "VBD" for node in (token.head, token.head.head))
    below = token.dep_ in ("advcl", "xcomp", "acl", "ccomp") and past
    return item.event in _SET_OUT and item.modality.value == "planned" and infinitive and below


def _is_done(item: Telling, person: Entity | Group, tellings: Sequence[Telling]) -> bool:
    return isinstance(person, Entity) and any(
        other.event == item.event
        and other.modality.value == "actual"
        and other.token.i > item.token.i
        and person in other.people
        for other in tellings
    )


def _is_paid(item: Telling) -> bool:
    ordered = item.event == "release" and any(
        node.lemma_ == "order" for node in (item.token, item.token.head)
    )
    return (ordered or item.rule in _PAYING) and item.modality.value in ("actual", "planned")


def _stayed(paid: Telling, other: Telling) -> bool:
    """Say whether a telling, of the same sentence or the next, has the same person stay."""
    if not any(person in other.people for person in paid.people):
        return False
    here = paid.token.sent
    follows = here.end < len(here.doc) and other.token.sent == here.doc[here.end].sent
    if other.token.sent != here and not follows:
        return False
    if other.event == "detainer_honored" and other.modality.value in ("actual", "alleged"):
        return True
    if other.event == "detainer_issued":
        return _kept_by(paid.token, other.token)
    if other.event == "detention" and _is_held_past(other.token, paid.token):
        return True
    if other.event == "release":
        return other.modality.value == "negated" and (follows or other.token.sent == here)
    conceded = any(child.lower_ in ("though", "although") for child in paid.token.children)
    before = {other.token.head.lower_, *(child.lower_ for child in other.token.children)}
    if before & {"had", "after"}:
        return False  # "ordered ICE to release Roe, who had been held since June", "after being held"
    later = other.event == "detention" and (other.token.i > paid.token.i or conceded)
    contrasted = follows and other.token.sent[0].lower_ in _CONTRASTING
    return later and (contrasted or other.token.sent == here) and other.modality.value == "actual"


def _kept_by(paid: Token, lodged: Token) -> bool:
    """Say whether a detainer is why a bond freed nobody: "posted bail, but ICE placed him on a detainer"."""
    verb = next((node for node in (lodged, *lodged.ancestors) if node.dep_ == "conj"), None)
    if verb is None or verb.head != paid or not any(word.lower_ == "but" for word in paid.children):
        return False
    return not any(word.ent_type_ in ("DATE", "TIME") for word in verb.subtree)


def _is_held_past(held: Token, paid: Token) -> bool:
    """Say whether somebody is held beyond the payment: "was held past the day on which he posted bail"."""
    if paid.dep_ == "advcl" and paid.head == held:
        return any(child.dep_ == "mark" and child.lower_ in _BEYOND for child in paid.children)
    above = next((node for node in paid.ancestors if node.dep_ == "prep" and node.head == held), None)
    return above is not None and above.lower_ in _BEYOND
