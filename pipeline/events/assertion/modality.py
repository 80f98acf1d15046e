"""Says whether a reported event happened: actual, alleged, negated, planned, or only possible and so none.

After the ConText algorithm (Harkema et al. 2009): cue phrases with a direction and a scope that ends with the
clause, and the verb that governs the trigger.
"""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.events.assertion.clause import Clause
from pipeline.events.assertion.cues import read_cues
from pipeline.events.assertion.denials import behind, denial_of, is_late
from pipeline.events.assertion.doubts import (
    doubt,
    is_begged,
    is_left_open,
    is_of_anybody,
    is_permitted,
    is_wished,
)
from pipeline.events.assertion.governed import governed
from pipeline.events.assertion.governors import OPEN, governor_of, is_excepted, is_only_spoken_of
from pipeline.events.assertion.happened import Modality
from pipeline.events.assertion.infinitives import infinitive
from pipeline.events.assertion.moods import is_unreal
from pipeline.events.assertion.retractions import denied_next
from pipeline.events.assertion.verb_forms import (
    FUTURE,
    denied_in_question,
    future_of,
    has_to,
    infinitive_before,
    is_asked,
    is_demand,
    is_of_another,
    is_past,
    is_to_be_told_of,
    shares_auxiliary,
)
from pipeline.events.grammar.clauses import is_said_aside
from pipeline.events.grammar.headlines import is_in_headline
from pipeline.events.grammar.once import said_once
from pipeline.events.grammar.syntax import children, is_passive, text_of

_AVOIDING = frozenset({"avoid", "escape", "evade", "dodge", "elude"})  # "avoided removal by posting bond"
_THOSE = frozenset({"those", "these", "both"})


@said_once
def modality_of(token: Token) -> Modality:
    """Return the modality of the event that a token reports: the first answer of `_QUESTIONS`."""
    clause = Clause(token)
    for question in _QUESTIONS:
        told = question(clause)
        if told is not None:
            return told
    return Modality("actual")


def _taken_back(clause: Clause) -> Modality | None:
    """Answer "never came to an arrest", and what the next sentence takes back."""
    if (never := read_cues().never_came.search(clause.before, clause.reach)) is not None:
        return Modality("negated", clause.begin + never.start(), clause.begin + never.end() - 1)
    denied = denied_next(clause.token.sent, read_cues().taken_back)
    return None if denied is None else Modality("negated", *denied)


def _regretted(clause: Clause) -> Modality | None:
    """Answer "should not have been released": he was."""
    return Modality("actual") if read_cues().regretted.search(clause.words, clause.near) else None


def _still_less(clause: Clause) -> Modality | None:
    """Answer "was never arrested, let alone charged" by what is said of the deed in front."""
    cue = read_cues().still_less.search(clause.before, clause.reach)
    if cue is None:
        return None
    start = clause.begin + cue.start()
    head = next((node for node in clause.token.ancestors if node.idx < start), None)
    if head is None:
        return Modality(None)
    if (done := _regretted(Clause(head))) is not None:
        return done  # "should never have been here, let alone released"
    if modality_of(head).value == "negated":
        return Modality("negated", start, clause.begin + cue.end() - 1)
    return Modality(None)


def _open(clause: Clause) -> Modality | None:
    """Answer what nobody says that it happened: demands, questions, wishes, rules, fiction, conditions."""
    cues, token = read_cues(), clause.token
    untold = (
        is_demand(token)
        or is_asked(token)
        or is_of_another(token)
        or is_wished(token, cues.wishing)
        or is_to_be_told_of(token)
        or (cues.general_before.search(clause.words, clause.near) is not None and not is_past(token))
        or (cues.told_in_fiction.search(clause.before, clause.reach) is not None and not is_past(token))
        or is_permitted(token)
        or is_of_anybody(token)
        or is_left_open(token)
        or is_excepted(token)
        or is_unreal(token)
    )
    return Modality(None) if untold else None


def _said_in_front(clause: Clause) -> Modality | None:
    """Answer by the first cue in the clause in front of a deed: "was not", "allegedly", "is expected to"."""
    cues, token = read_cues(), clause.token
    for value, pattern in cues.in_front():
        match = pattern.search(clause.words, clause.near)
        if match is None:
            continue
        if value == "negated" and (
            cues.not_negated_before.search(clause.words, clause.near) or is_late(token)
        ):
            continue
        aside = value in ("alleged", "negated") or (value is None and is_past(token))
        if aside and is_said_aside(token, clause.offset + match.start()):
            continue  # "a man who allegedly robbed a bank was arrested", "a man who may be ill was freed"
        if value == "negated" and _is_not_for_us(token):
            return Modality(None)
        if value == "planned" and (clause.is_done or _is_ordered(token, clause.words[clause.near :])):
            continue
        if value == "planned" and children(token, "auxpass") and _is_conditional(token):
            return Modality(None)
        end = clause.offset + match.start() + len(match.group().rstrip())
        return Modality(value, clause.offset + match.start(), end)
    return None


def _is_not_for_us(token: Token) -> bool:
    """Say whether a denial leaves open if it happened: "would not confirm the arrest", "begged not to"."""
    cues = read_cues()
    if token.dep_ == "dobj" and token.head.lemma_ in cues.telling:
        return True
    return token.tag_ == "VB" and has_to(token) and is_begged(token, cues.begging)


def _is_conditional(token: Token) -> bool:
    """Say whether a condition stands behind a deed: "will be deported if he is convicted"."""
    text = text_of(token.doc)
    return (
        read_cues().conditional_after.search(text[token.idx + len(token) : token.sent.end_char]) is not None
    )


def _believed(clause: Clause) -> Modality | None:
    """Answer what somebody only believed would come: "fled, thinking he would be arrested"."""
    token = clause.token
    supposed = any(child.lower_ == "would" for child in children(token, "aux"))
    believed = token.dep_ == "ccomp" and token.head.lemma_ in read_cues().believing
    return Modality(None) if supposed and believed else None


def _to_come(clause: Clause) -> Modality | None:
    """Answer infinitives and "will", unless what governs them was carried out."""
    token = clause.token
    first = infinitive_before(token) if token.dep_ == "conj" and token.tag_ == "VB" else token
    text = text_of(token.doc)[clause.begin : first.idx].replace("\n", " ")
    # "went on to arrest and charge 40 people"
    joined = first is not token and read_cues().not_planned_before.search(text) is not None
    if clause.is_done or joined:
        return None
    told = infinitive(first) if token.tag_ == "VB" and has_to(first) else None
    if told is not None:
        return told
    will = future_of(token)  # "will, as part of a deal, plead guilty"
    return Modality.by("planned", will) if will is not None else None


def _denied(clause: Clause) -> Modality | None:
    """Answer denials by the tree; what is only late is none."""
    held = denial_of(clause.token) or denied_in_question(clause.token)
    return None if held is None or is_late(clause.token) else Modality.by("negated", held)


def _said_behind(clause: Clause) -> Modality | None:
    """Answer by cues behind a deed: "charges are pending"; "those charges are pending": they were brought."""
    cues, token = read_cues(), clause.token
    if any(child.lower_ in _THOSE for child in children(token, "det")):
        return None
    after, begin = behind(token), token.idx + len(token)
    for value, pattern in (("planned", cues.planned_after), ("negated", cues.negated_after)):
        match = pattern.search(after)
        if match:
            return Modality(value, begin + match.start(), begin + match.end())
    return None


def _beside_another(clause: Clause) -> Modality | None:
    """Answer what is done before or after what is itself to come, or only possible."""
    cues, token = read_cues(), clause.token
    prep, verb = token.head, token.head.head
    if token.dep_ != "pcomp" or prep.lower_ not in ("before", "after") or token.lemma_ in cues.settled:
        return None
    if verb.lemma_ in cues.needing and not is_past(verb):
        return Modality(None)  # "needs a judge's approval before releasing him"
    above = modality_of(_beyond_purpose(verb, is_passive(token)))
    # "will wait a month before sentencing him", "could be deported after serving his sentence"
    waits = above.value == "planned" and prep.lower_ == "before"
    return above if waits or above.value is None else None


def _doubted(clause: Clause) -> Modality | None:
    return Modality.by(*doubted) if (doubted := doubt(clause.token)) is not None else None


def _shared(clause: Clause) -> Modality | None:
    """Answer by the verb that a deed shares its auxiliary with."""
    token = clause.token
    shared = modality_of(token.head) if shares_auxiliary(token) else None
    return shared if shared is not None and shared.value in ("planned", None) else None


def _beyond_purpose(verb: Token, suffered: bool) -> Token:
    """Return the verb whose purpose another is, where it tells what was done: "followed him to confirm it".

    What came before an arrest is the following, not what that was for; nor is it what somebody only tried to
    do before it befell him: "tried to run before being arrested".
    """
    above = verb.head
    if verb.tag_ != "VB" or not has_to(verb) or not is_past(above):
        return verb
    told = verb.dep_ == "xcomp" and bool(children(above, "dobj"))
    told = told and above.lemma_ not in read_cues().wishing | read_cues().expecting
    told |= suffered and verb.dep_ == "xcomp" and above.lemma_ in read_cues().trying
    return above if verb.dep_ == "advcl" or told or above.lemma_ == "wait" else verb


def implied_by_governor(token: Token) -> Modality | None:
    """Return what a deed's governor makes of it: "refrained from arresting him"."""
    governor = governor_of(token)
    if governor is None:
        return None
    word = governor.word
    verb = word.head if word.pos_ in ("ADJ", "ADV") and word.head.pos_ in ("VERB", "AUX") else word
    above = modality_of(verb) if verb.pos_ in ("VERB", "AUX") else Modality("actual")
    value = governor.denied if above.value == "negated" else governor.says
    if governor.says == governor.denied == "actual":
        return Modality("actual")  # "will never forget being arrested"
    if above.value not in ("actual", "negated"):
        return above if value == "actual" else Modality(None)
    if value == "actual" and verb.tag_ in ("VBZ", "VBP") and has_to(token):
        return Modality.by("planned", verb)  # "has no choice but to release him"
    return Modality(None if value == OPEN else value, verb.idx, word.idx + len(word))


def _awaited(token: Token) -> Modality | None:
    """Return the plan that a clause of time in the present tells: "before he is released".

    "He will be deported after he leaves prison": what another deed still to come waits for.
    """
    if token.dep_ != "advcl" or token.tag_ not in ("VBN", "VBZ", "VBP"):
        return None
    marks = [child for child in children(token, "mark", "advmod") if child.i < token.i]
    mark = next((child for child in marks if child.lower_ in read_cues().marks_of_time), None)
    waiting = token.head.lemma_ in read_cues().waiting and not children(token.head, "neg")
    bare = token.tag_ == "VBN" and not children(token, "aux", "auxpass", "nsubj", "nsubjpass")
    if bare and mark is not None and waiting and not is_past(token.head):
        return Modality.by("planned", mark)  # "faces 20 years when sentenced"
    if token.tag_ != "VBN":
        coming = any(child.lower_ in FUTURE for child in children(token.head, "aux"))
        return Modality.by("planned", mark) if mark is not None and coming else None
    present = any(child.tag_ in ("VBZ", "VBP") for child in token.children if child.dep_.startswith("aux"))
    present &= not any(child.lower_ in ("has", "have", "had") for child in token.head.children)
    if mark is None or not present or mark.lower_ == "as":
        return None  # "is campaigning as two of his aides are found guilty"
    if mark.lower_ == "after" and token.head.tag_ in ("VBZ", "VBP") and is_in_headline(token):
        return None  # "ICE blasts county after man is released"
    if modality_of(token.head).value is None:
        return Modality(None)  # "whom ICE would like to pick up before they are released"
    return Modality.by("planned", mark)


def _is_ordered(token: Token, clause: str) -> bool:
    """Say whether a court's order stands for the deed: "was ordered to be held without bail"."""
    return token.lemma_ in read_cues().ordered and read_cues().by_order.search(clause) is not None


def _by_means(clause: Clause) -> Modality | None:
    """Return what is said of what a deed is the means of: "could stay out of jail by posting bond"."""
    token = clause.token
    if token.tag_ != "VBG" or token.dep_ != "pcomp" or token.head.lower_ not in ("by", "through"):
        return None
    above = token.head.head
    modality = modality_of(above) if above.pos_ == "VERB" and above.i < token.i else Modality("actual")
    return modality if modality.value in ("planned", None) or above.lemma_ in _AVOIDING else None


_QUESTIONS = (
    _taken_back,
    _regretted,
    _still_less,
    _open,
    lambda clause: implied_by_governor(clause.token),
    _by_means,
    _believed,
    _said_in_front,
    _to_come,
    lambda clause: governed(clause.token, modality_of) or _awaited(clause.token),
    _denied,
    lambda clause: Modality(None) if is_only_spoken_of(clause.token) else None,
    _said_behind,
    _beside_another,
    _doubted,
    _shared,
)
"""What is asked of a deed, in order: what nobody says happened, what words say in front, above and behind."""
