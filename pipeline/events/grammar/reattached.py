"""Hangs clauses where they belong that the parser hangs elsewhere.

"The jail could not honor the detainer and Roe was freed": what the parser reads is a detainer and Roe, freed.
"Al Roe (convicted of theft), Ed Poe (charged with arson)": what stands in brackets is said of him.

in: a parsed `Doc`    out: nothing    writes: heads and labels of the `Doc`
"""

from __future__ import annotations

from itertools import pairwise

from spacy.tokens import Doc, Token

from pipeline.events.grammar.aged import find_aged, of_ages
from pipeline.events.grammar.agreeing import agree
from pipeline.events.grammar.bare_passives import make_passive
from pipeline.events.grammar.behind_days import people_behind_day
from pipeline.events.grammar.behind_numbers import verbs_behind_numbers
from pipeline.events.grammar.being_done import find_done
from pipeline.events.grammar.called_as import part_called
from pipeline.events.grammar.fronted import (
    dates_in_front,
    names_in_front,
    phrases_of_openings,
    subjects_behind_openings,
)
from pipeline.events.grammar.hanging import hang
from pipeline.events.grammar.in_front_of_day import clause_of_day, make_object, part_day
from pipeline.events.grammar.in_series import join_series
from pipeline.events.grammar.interrupted import join_helping, join_interrupted
from pipeline.events.grammar.labels import FINITE, SUBJECT
from pipeline.events.grammar.listed_items import chain_items
from pipeline.events.grammar.lost_people import find_lost_people, part_guilty
from pipeline.events.grammar.lost_verbs import find_lost_verbs
from pipeline.events.grammar.named_beside import hang_names
from pipeline.events.grammar.nominals import SINGULAR_VERBS
from pipeline.events.grammar.ordered import part_orders
from pipeline.events.grammar.papers import part_dated, part_lodger
from pipeline.events.grammar.quantified import object_behind, people_behind_with
from pipeline.events.grammar.reduced import part_reduced
from pipeline.events.grammar.relatives import part_relatives
from pipeline.events.grammar.scan import tokens_with
from pipeline.events.grammar.set_off import hang_set_off
from pipeline.events.grammar.shifted import find_shifted
from pipeline.events.grammar.sources import part_inserted, part_sayer, part_source, part_speaker
from pipeline.events.grammar.witnessed import part_witnessed

_VERBS = FINITE | {"VB", "VBG", "VBN"}
_LABELS = frozenset({"compound", "npadvmod", "prep", "dative", "appos", "aux", "auxpass", "pcomp"})
_JOINING = frozenset({"and", "but", "while"})
_BRACKETS = frozenset({"(", "["})
_PARTICLES = frozenset({"over", "back"})
_HANGING = frozenset({"advmod", "prt", "prep"})
_PLACES = frozenset({"GPE", "LOC", "NORP", "CARDINAL", "DATE"})
_ASIDE = frozenset({",", "of", "from"})
_MOST_ASIDE = 10
_TIMES = frozenset({"after", "before", "since", "until"})
_PERIODS = frozenset({"year", "quarter", "month", "week", "period", "weekend", "day"})
_SAYING = frozenset({"say", "tell", "write", "add", "ask", "argue"})
_COURTS = frozenset({"magistrate", "judge", "court", "justice"})
_PERSONS = frozenset({"he", "she", "who"})
_IN_FRONT = frozenset({"previously", "already", "also", "recently", "twice", "once"})


def reattach(doc: Doc) -> None:
    """Hang subjects on their own verbs, objects on the verb in front, and brackets on the name in front.

    Each step mends one construction, and steps seldom meet. What words are comes first, for all that follows
    asks for it: people and verbs that were taken for something else, then ages that stand for people. Then
    what runs through a whole sentence, from the outside in: what stands in front of it, relative clauses, and
    lists inside what is left. Last, what one word tells, from left to right, so that the words in front of a
    verb hang right when it is asked for its own.
    """
    find_lost_people(doc)
    find_lost_verbs(doc)
    find_shifted(doc)
    find_aged(doc)
    dates_in_front(doc)
    names_in_front(doc)
    phrases_of_openings(doc)
    subjects_behind_openings(doc)
    part_relatives(doc)
    hang_names(doc)
    chain_items(doc)
    part_orders(doc)
    verbs_behind_numbers(doc)
    find_done(doc)
    for token in tokens_with(
        doc, words=("to", "as", "according", "ages", "guilty"), tags=_VERBS, labels=_LABELS
    ):
        if token.lower_ == "to" and token.head.lower_ in _PARTICLES and token.head.dep_ in _HANGING:
            token.head = token.head.head  # "turned Roe over to ICE"
        if token.dep_ == "compound":
            part_lodger(token)
        if token.lower_ == "as":
            part_called(token)
        if token.dep_ == "npadvmod":
            clause_of_day(token)
        if token.dep_ == "prep":
            part_day(token)
            object_behind(token)
            part_dated(token)
            people_behind_day(token)
        if token.dep_ == "dative":
            make_object(token)
        if token.dep_ == "appos":
            part_sayer(token)
        if token.lower_ == "according":
            part_source(token)
        if token.lower_ == "ages":
            of_ages(token)
        if token.lower_ == "guilty" and token.dep_ == "dobj":
            part_guilty(token)
        if token.tag_ in FINITE and token.lemma_ in ("be", "have", "do"):
            join_interrupted(token)
        if token.dep_ in ("aux", "auxpass") and token.i < token.head.i:
            join_helping(token)
        if token.dep_ == "pcomp":
            people_behind_with(token)
        if token.tag_ in ("VBN", "VBD"):
            part_reduced(token)
            make_passive(token)
            _in_brackets(token)
            _before_court(token)
            _of_bare(token)
            _of_predicate(token)
            _behind_as(token)
            _of_described(token)
            hang_set_off(token)
            part_witnessed(token)
            part_speaker(token)
        if token.pos_ != "VERB":
            continue
        part_inserted(token)
        _of_named(token)
        _behind_verb(token)
        agree(token)
        join_series(token)
        if token.dep_ in ("ccomp", "conj"):
            helping = [child for child in token.children if child.dep_ in ("aux", "auxpass")]
            first = helping[0] if helping else token
            if first.tag_ in FINITE and first.i <= token.i:
                _of_clause(token, first)
                _of_object(token, first)
                _of_time(token, first)
                _of_period(token)


def _of_named(verb: Token) -> None:
    """Hang names behind who they are on that noun: "arrested the brothers Al and Ed Roe"."""
    objects = [child for child in verb.children if child.dep_ in ("dobj", "npadvmod") and child.i > verb.i]
    for noun, name in pairwise(objects):
        plural = noun.tag_ in ("NNS", "VBZ")  # "indicted inmates Al and Ed Roe": the tagger's third person
        if plural and name.ent_type_ == "PERSON" and name.left_edge.i == noun.i + 1:
            hang(name, noun, "appos")


def _behind_verb(verb: Token) -> None:
    """Make a second subject behind a verb its object: "Despite ICE hold, jail frees Al Roe, 34"."""
    subjects = [child for child in verb.children if child.dep_ == "nsubj"]
    taken = any(child.dep_ in ("dobj", "ccomp", "attr", "xcomp", "acomp") for child in verb.children)
    if len(subjects) != 2 or taken or verb.tag_ not in ("VBZ", "VBD") or verb.lemma_ in _SAYING:
        return
    first, second = subjects
    if first.i < verb.i < second.i and second.left_edge.i == verb.i + 1 and second.ent_type_ == "PERSON":
        second.dep_ = "dobj"


def _in_brackets(verb: Token) -> None:
    """Hang a participle that opens a bracket behind a name, or behind a name's age and town, on that name."""
    if verb.i == 0 or not _may_be_bracketed(verb.doc[verb.i - 1]):
        return
    first = verb.i
    while first > verb.sent.start + 1 and verb.doc[first - 1].lower_ in _IN_FRONT:
        first -= 1
    if verb.doc[first - 1].text not in _BRACKETS or first - 1 <= verb.sent.start:
        return
    name = _name_before(verb.doc[first - 1])
    if name is not None and name != verb and not verb.is_ancestor(name):
        hang(verb, name, "acl")


def _before_court(verb: Token) -> None:
    """Part "appeared before magistrates charged with theft", parsed as "before magistrates charged"."""
    first = [child for child in verb.children if child.i < verb.i]
    if verb.lower_ not in ("charged", "accused") or [child.dep_ for child in first] != ["mark", "nsubj"]:
        return
    before, court = first
    if before.lower_ == "before" and court.lemma_.lower() in _COURTS and court.i + 1 == verb.i:
        hang(before, verb.head, "prep")
        hang(court, before, "pobj")
        hang(verb, court, "acl")


def _of_bare(verb: Token) -> None:
    """Join "was sentenced" to "pleaded": "Roe pleaded guilty to helping Poe buy a gun and was sentenced".

    What somebody is helped or made to do stands in the infinitive, to which nothing finite is joined.
    """
    bare = verb.head
    labels = {child.dep_ for child in bare.children}
    named = (
        bare.tag_ == "VB" and bare.dep_ in ("ccomp", "xcomp") and "nsubj" in labels and "aux" not in labels
    )
    if verb.dep_ != "conj" or not named or any(child.dep_ in SUBJECT for child in verb.children):
        return
    above = bare.head
    while above.dep_ != "ROOT" and not _is_finite(above):
        above = above.head
    if _is_finite(above):
        hang(verb, above, "conj")


def _of_predicate(participle: Token) -> None:
    """Hang a participle on what somebody is said to be: "he was a gang member wanted for theft"."""
    being, nouns = participle.head, [child for child in participle.children if child.dep_ in SUBJECT]
    said = participle.dep_ == "ccomp" and being.lemma_ == "be"
    helped = any(child.dep_ in ("aux", "auxpass", "mark", "dobj") for child in participle.children)
    told = [child for child in being.children if child.dep_ in SUBJECT]
    people = [noun for noun in told if noun.lower_ in _PERSONS or noun.ent_type_ == "PERSON"]
    if not said or helped or len(nouns) != 1 or not people:
        return
    noun = nouns[0]
    if being.i < noun.left_edge.i and noun.i + 1 == participle.i and noun.pos_ == "NOUN":
        hang(noun, being, "attr")
        hang(participle, noun, "acl")


def _behind_as(verb: Token) -> None:
    """Join "convicted" to "tried", or to who came: "Roe was tried as an adult, convicted and jailed".

    As what somebody is tried or comes is nobody else.
    """
    noun = verb.head
    behind = noun.dep_ == "pobj" and noun.head.lower_ == "as" and noun.head.head.pos_ == "VERB"
    if verb.dep_ != "acl" or not behind or verb.nbor(-1).text != ",":
        return
    above = noun.head.head
    subjects = [child for child in above.children if child.dep_ in SUBJECT]
    if subjects:
        passive = subjects[0].dep_ == "nsubjpass"
        hang(verb, above if passive else subjects[0], "conj" if passive else "acl")


def _of_described(verb: Token) -> None:
    """Join "charged" to "arrested": "Roe was one of 33 men arrested in May and charged with theft".

    The parser joins it to the "was" of the sentence, which helps no other verb.
    """
    be = verb.head
    labels = {child.dep_ for child in verb.children}
    if (
        verb.dep_ != "conj"
        or verb.tag_ != "VBN"
        or be.lemma_ != "be"
        or labels & {*SUBJECT, "aux", "auxpass"}
    ):
        return
    told = [child for child in be.children if child.dep_ == "attr" and child.i < verb.i]
    inside = [word for noun in told for word in noun.subtree if word.dep_ == "acl" and word.tag_ == "VBN"]
    if not inside or inside[-1].i > verb.i or verb.nbor(-1).lower_ != "and":
        return
    hang(verb.nbor(-1), inside[-1], "cc")
    hang(verb, inside[-1], "conj")


def _is_finite(verb: Token) -> bool:
    return verb.tag_ in FINITE or any(
        child.dep_ in ("aux", "auxpass") and child.tag_ in FINITE for child in verb.children
    )


def _may_be_bracketed(before: Token) -> bool:
    """Say whether a word can stand between a bracket and a participle, or is the bracket."""
    return before.text in _BRACKETS or before.lower_ in _IN_FRONT


def _name_before(bracket: Token) -> Token | None:
    """Return the head of the name in front of a bracket, over age, town and country: "Roe, 40, of Peru ("."""
    for token in reversed(bracket.doc[max(bracket.sent.start, bracket.i - _MOST_ASIDE) : bracket.i]):
        if token.pos_ == "PROPN" and token.ent_type_ not in _PLACES:
            while token.dep_ in ("compound", "flat") and token.head.i == token.i + 1:
                token = token.head
            return token
        aside = token.ent_type_ in _PLACES or token.like_num or token.lower_ in _ASIDE
        if not aside:
            return None
    return None


def _of_clause(verb: Token, helping: Token) -> None:
    """Part "honor the detainer and Roe was freed", parsed as "honor that the detainer and Roe was freed"."""
    above = verb.head
    subjects = [child for child in verb.children if child.dep_ in SUBJECT and child.i < verb.i]
    singular = helping.lower_ in SINGULAR_VERBS
    if verb.dep_ != "ccomp" or len(subjects) != 1 or above.pos_ != "VERB" or not singular:
        return
    noun = subjects[0]
    own = _joined(noun, helping)
    taken = any(child.dep_ in ("dobj", "mark") for child in above.children)
    if own is None or taken or noun.left_edge.i != above.i + 1 or noun.tag_ not in ("NN", "NNP"):
        return
    label = noun.dep_
    hang(noun, above, "dobj")
    hang(own, verb, label)
    verb.dep_ = "conj"


def _of_object(verb: Token, helping: Token) -> None:
    """Part "ignored the detainer and Roe was freed", parsed as "ignored the detainer and Roe, was freed"."""
    above = verb.head
    labels = {child.dep_ for child in verb.children}
    if verb.dep_ != "conj" or labels & {*SUBJECT, "csubj", "expl"}:
        return
    if helping == verb and "dobj" not in labels:
        return  # "arrested Roe and a man wanted in Ohio"
    for noun in above.children:
        if noun.dep_ == "dobj" and above.i < noun.i < verb.i:
            held = [word for word in noun.subtree if word.dep_ == "pobj" and word.i > noun.i]
            # "is serving six years for burglary and Rollins is": parsed as if for both
            own = next((own for word in (noun, *held) if (own := _joined(word, helping)) is not None), None)
            if own is not None:
                hang(own, verb, "nsubjpass" if "auxpass" in labels else "nsubj")
                return
    # "was held on March 8 and her two sons were freed": parsed as if on the sons
    days = [day for word in above.children if word.dep_ == "prep" for day in word.children]
    for day in days:
        own = _joined(day, helping) if day.dep_ == "pobj" and day.ent_type_ == "DATE" else None
        if own is not None:
            hang(own, verb, "nsubjpass" if "auxpass" in labels else "nsubj")
            return


def _of_time(verb: Token, helping: Token) -> None:
    """Part "seized him after the jail freed him", parsed as "seized him after the jail, and freed him"."""
    labels = {child.dep_ for child in verb.children}
    if verb.dep_ != "conj" or labels & {*SUBJECT, "csubj", "expl", "mark", "cc"}:
        return
    last = helping.i - 1
    while last > verb.sent.start and verb.doc[last].pos_ == "ADV":
        last -= 1
    if verb.doc[last].text == ",":
        last = _last_named(verb.doc[last - 1])
    noun = verb.doc[last]
    while noun.dep_ not in ("pobj", "ROOT") and noun.head.right_edge.i == last:
        noun = noun.head
    while noun.dep_ == "pobj" and noun.head.dep_ == "prep" and noun.head.lower_ == "of":
        noun = noun.head.head  # "the House of Correction"
    word = noun.head
    apart = noun.dep_ == "pobj" and word.lower_ in _TIMES and noun.left_edge.i == word.i + 1
    if apart and noun.right_edge.i == last and not noun.is_ancestor(verb) and not word.is_ancestor(verb):
        verb.dep_ = "advcl"
        hang(word, verb, "mark")
        hang(noun, verb, "nsubjpass" if "auxpass" in labels else "nsubj")


def _last_named(name: Token) -> int:
    """Return where a phrase ends that a name behind a comma is said of: "after a clerk, Ann Roe, was held".

    The name is hung on the noun in front of its comma, where the parser hangs it on the sentence's subject.
    """
    comma = name.left_edge.i - 1
    noun = name.doc[comma - 1] if comma > name.sent.start and name.doc[comma].text == "," else name
    if name.pos_ != "PROPN" or noun.tag_ != "NN" or noun.dep_ != "pobj":
        return name.i + 1  # the comma
    hang(name, noun, "appos")
    return name.right_edge.i


def _of_period(verb: Token) -> None:
    """Hang "in the year that ended in June and released 17" on the verb above: no deed of the year's."""
    period = verb.head.head
    if verb.dep_ != "conj" or verb.head.dep_ != "relcl" or period.lemma_ not in _PERIODS:
        return
    above = next((node for node in period.ancestors if node.pos_ == "VERB"), None)
    if above is not None and verb.head.lemma_ in ("end", "begin", "start") and above.i < verb.i:
        verb.head = above


def _joined(noun: Token, helping: Token) -> Token | None:
    """Return the name or noun behind "and" that stands right in front of a verb's helping word."""
    for own in noun.conjuncts:
        between = own.doc[own.right_edge.i + 1 : helping.i]
        front = own.doc[own.left_edge.i - 1] if own.left_edge.i else own
        near = own.right_edge.i < helping.i and all(word.text == "," for word in between)
        apart = near and noun.i < own.i and front.lower_ in _JOINING
        single = own.tag_ in ("NN", "NNP") or helping.lower_ not in SINGULAR_VERBS
        if apart and single and own.head == noun:
            return own
    return None
