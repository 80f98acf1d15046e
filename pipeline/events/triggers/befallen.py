"""Whom of those a trigger speaks of its event can have befallen: no victim, no office, no one in particular.

in: a `Trigger` and the people its clause speaks of    out: those who stay    writes: nothing
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from spacy.tokens import Token

from pipeline.events.assertion.specific import is_specific
from pipeline.events.grammar import nominals, syntax
from pipeline.events.grammar.happenings import happenings
from pipeline.events.grammar.syntax import agent
from pipeline.events.people.entity import Entity
from pipeline.events.people.plurals import Group
from pipeline.events.triggers.triggers import Trigger

_CUSTODY = frozenset(
    {"arrest", "detention", "release", "conviction", "sentence", "removal", "removal_order", "entry"}
    | {"transfer", "detainer_honored"}
)
"""What befalls no judge or sheriff of whom a story says nothing else of the kind."""
_BY_NAME = frozenset({"charge", "conviction", "sentence"})
"""What befalls a victim, too, where the clause names whom."""
_PERIODS = frozenset({"day", "week", "month", "year"})
_LISTING = frozenset({"include", "range", "consist"})
_FOR_OTHERS = frozenset({"judge", "magistrate", "justice", "attorney", "lawyer", "counsel"})
"""Who enters a plea for others."""
_OF_COURT = frozenset({"conviction", "sentence", "release"})
"""What befalls no office without a name: "a judge found he had served his sentence"."""


_KEPT = frozenset({"hold", "free"})
"""Verbs of custody whose passive speaks of those held."""
_PLACES = frozenset({"custody", "jail", "prison", "detention", "bar"})
_STAYING = frozenset({"be", "remain", "stay", "sit", "languish"})
"""With a place of custody: where somebody is."""
_AT_LAW = frozenset({"with", "in", "for", "as", "under", "of", "criminally", "formally", "federally"})
"""Beside a charge that is laid at law."""
_ANIMALS = frozenset({"dog", "bull", "bear", "elephant", "moose", "horse", "goat", "pig", "buffalo", "bison"})


def befallen(trigger: Trigger, people: Iterable[Entity | Group]) -> tuple[Entity | Group, ...]:
    """Return those of the people whom the trigger's event can have befallen, in their order."""
    return tuple(
        item
        for item in people
        if (_can_befall(trigger, item) if isinstance(item, Entity) else not _is_of_some(trigger.token, item))
    )


def _is_of_some(token: Token, group: Group) -> bool:
    """Say whether a word tells of some of a group only, and not how many: "the aliens who were rearrested".

    A clause or phrase that picks out whom a noun means, and convictions that are listed ("their convictions
    include"), say nothing of all of those counted in an earlier sentence.
    """
    if group.count.start >= token.sent.start_char:
        return False
    if token.dep_ == "nsubj" and token.head.lemma_ in _LISTING:
        return token.lower_ == "convictions"
    clause = token.dep_ in ("relcl", "acl") or (token.dep_ == "pobj" and token.head.dep_ == "prep")
    noun = token.head if token.dep_ != "pobj" else token.head.head
    if not clause or noun.tag_ != "NNS" or noun.i > token.i:
        return False
    apart = any(word.lower_ in (",", "–", "—", "-") for word in token.doc[noun.i : token.i])
    return not apart and not any(child.dep_ == "nummod" or child.lower_ == "both" for child in noun.children)


def _can_befall(trigger: Trigger, person: Entity) -> bool:
    event = trigger.frame.event
    if person.victim and event != "entry" and not _is_laid_by_name(trigger, person):
        return False
    if person.generic and not is_specific(trigger.token):
        return False
    if person.only_acts() and (_is_of_who_tells(trigger.token, person) or _is_owned(trigger.token)):
        return False
    if trigger.frame.own:
        return True  # "Sheriff Roe turned himself in"
    if person.only_acts() and (event in _CUSTODY or _is_entered_for_others(trigger)):
        return _is_named_in(trigger.token, person)
    return not (person.is_office() and event in _OF_COURT)


def _is_laid_by_name(trigger: Trigger, person: Entity) -> bool:
    """Say whether a court's deed is done to somebody in so many words: "Roe was convicted", once harmed."""
    verb = trigger.token
    if trigger.frame.event not in _BY_NAME or verb.pos_ != "VERB":
        return False
    named = {item.token for item in person.references if item.kind == "name"}
    whom = syntax.children(verb, "nsubjpass" if syntax.is_passive(verb) else "dobj")
    if verb.lemma_ == "plead":
        whom = syntax.children(verb, "nsubj")
    return any(noun.i in named for noun in whom)


def _is_of_who_tells(word: Token, person: Entity) -> bool:
    """Say whether a deed without a subject hangs on who tells of it: "Roe said, after pleading guilty"."""
    if syntax.children(word, "nsubj", "nsubjpass"):
        return False
    for verb in word.ancestors:
        tellers = syntax.children(verb, "nsubj", "nsubjpass")
        if tellers:
            named = {item.token for item in person.references}
            return verb.lemma_ in nominals.lexicon().say and tellers[0].i in named
    return False


def _is_owned(word: Token) -> bool:
    """Say whether only a pronoun says whose a deed is: "a spokeswoman for Roe said that his arraignment"."""
    return word.pos_ == "NOUN" and any(owner.pos_ == "PRON" for owner in syntax.children(word, "poss"))


def _is_named_in(word: Token, person: Entity) -> bool:
    """Say whether the clause itself names the one taken or held: "the arrest of Mayor Ann Roe".

    "Mayor Roe is in custody", "Senator Poe was freed": it takes no other word that such people are accused.
    """
    named = {item.token for item in person.references if item.kind != "pronoun"}
    if word.tag_ == "NN" and word.lemma_ in happenings("endured"):
        whose = syntax.children(word, "poss") if word.lemma_ != "release" else []
        of_whom = syntax.objects_of(word, "of") or whose
        return any(noun.i in named for noun in of_whom)
    if word.lemma_ in _KEPT:
        return any(noun.i in named for noun in syntax.children(word, "nsubjpass"))
    stays = next((node for node in (word, *word.ancestors) if node.lemma_ in _STAYING), None)
    if stays is None or not any(noun.i in named for noun in syntax.children(stays, "nsubj")):
        return False
    places = [noun for at in syntax.children(stays, "prep") for noun in syntax.children(at, "pobj")]
    return any(noun.lemma_ in _PLACES and not syntax.children(noun, "det", "poss") for noun in places)


def _is_entered_for_others(trigger: Trigger) -> bool:
    """Say whether a plea is one that a judge or lawyer enters: "Judge Roe entered a not guilty plea"."""
    who = agent(trigger.token) if trigger.token.lemma_ == "enter" else None
    return who is not None and any(word.lower_ in _FOR_OTHERS for word in who.subtree)


def is_by_private_hands(trigger: Trigger, by_token: Mapping[int, Entity]) -> bool:
    """Say whether who holds somebody or lets him go has no office: "he released her and fled".

    "As she held their son in her arms": no jail's detention.
    """
    done = trigger.frame.place == "object" and trigger.frame.event in ("release", "detention")
    who = agent(trigger.token) or _controller(trigger.token) if done else None
    if who is not None and who.lemma_ == "defendant":
        return True  # "the defendants confiscated their passports and housed them in"
    person = by_token.get(who.i) if who is not None else None
    if person is None or person.official:
        return False
    return person.accused or (trigger.token.lemma_ == "hold" and trigger.token.tag_ in ("VBD", "VBG", "VBZ"))


def _controller(verb: Token) -> Token | None:
    """Return who does what a participle without a subject tells: "before letting her leave, he took"."""
    if verb.tag_ != "VBG" or verb.dep_ not in ("pcomp", "advcl"):
        return None
    main = verb.head.head if verb.dep_ == "pcomp" else verb.head
    return next(iter(syntax.children(main, "nsubj")), None)


def is_rush(trigger: Trigger, by_token: Mapping[int, Entity]) -> bool:
    """Say whether to charge somebody is to run at them: "a man that charged her", "the dog charged Roe"."""
    verb = trigger.token
    if trigger.frame.event != "charge" or verb.lemma_ != "charge" or verb.pos_ != "VERB":
        return False
    doer = syntax.subject(verb)
    if doer is None or syntax.is_passive(verb) or any(item.lower_ in _AT_LAW for item in verb.children):
        return False
    person = by_token.get(doer.i)
    return doer.lemma_.lower() in _ANIMALS or (person is not None and not person.official)


def is_at_a_rate(verb: Token) -> bool:
    """Say whether it is told how many it befalls each time: "1,000 people are arrested every week"."""
    forms = [verb, *(child for child in verb.children if child.dep_ in ("aux", "auxpass"))]
    present = any(form.tag_ in ("VBZ", "VBP") and form.lemma_ != "have" for form in forms)
    return present and any(
        node.dep_ == "npadvmod" and node.lemma_ in _PERIODS and node.left_edge.lower_ in ("every", "each")
        for node in verb.children
    )
