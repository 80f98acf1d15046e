"""Tells nouns for people from others, and what they say: number, sex, newness."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from spacy.tokens import Token

from pipeline.doc_text import text_of
from pipeline.events.grammar.happenings import happenings
from pipeline.events.grammar.syntax import children
from pipeline.word_lists import read_lists

_HELD_AS = frozenset({"prisoner", "hostage", "captive"})
_HOLDING = frozenset({"hold", "take", "keep"})

PATH = Path(__file__).with_name("people.toml")
_MALE = frozenset({"he", "him", "his", "himself"})
_FEMALE = frozenset({"she", "her", "hers", "herself"})
_SINGULAR = _MALE | _FEMALE
_PLURAL = frozenset({"they", "them", "their", "theirs", "themselves", "both", "all", "each"})
ANYBODY = frozenset({"someone", "somebody", "anyone", "anybody", "everyone", "everybody"})
"""Pronouns for nobody in particular: none of those told of."""
_SORTS = frozenset(
    {"variety", "range", "number", "series", "slew", "string", "host", "list", "array", "pair"}
)
_OF_AGE = 18
_TEENAGE = 12
_TEENS = frozenset({"teen", "teenager", "adolescent", "youth"})
_ANSWERABLE = 10
"""Years below which nobody is charged."""
_CHARGED = frozenset({"defendant", "suspect", "accused", "co-defendant"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
SINGULAR_VERBS = frozenset({"was", "is", "has"})
_PLURAL_VERBS = frozenset({"were", "are", "have"})
_BELONGING = frozenset({"national", "citizen", "native", "resident", "noncitizen"})
_NEW = frozenset({"a", "an", "another", "one"})
_GIVEN = frozenset(
    {"the", "this", "that", "these", "those", "both", "his", "her", "their", "its", "our", "my", "said"}
)


_SITTINGS = frozenset({"hearing", "date"})


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The word lists of `people.toml`."""

    man: frozenset[str]
    woman: frozenset[str]
    person: frozenset[str]
    grown: frozenset[str]
    young: frozenset[str]
    victim: frozenset[str]
    doer: frozenset[str]
    standing: frozenset[str]
    fellow: frozenset[str]
    one_more: frozenset[str]
    locked_up: frozenset[str]
    of_group: frozenset[str]
    staff: frozenset[str]
    acting: frozenset[str]
    sole: frozenset[str]
    generic: frozenset[str]
    harming: frozenset[str]
    harm: frozenset[str]
    harm_noun: frozenset[str]
    struck: frozenset[str]
    beating: frozenset[str]
    indecent: frozenset[str]
    keepers: frozenset[str]
    incumbents: frozenset[str]
    incumbents_first: frozenset[str]
    counted: frozenset[str]
    bodies: frozenset[str]
    occasional: frozenset[str]
    arrestable: frozenset[str]
    relative: frozenset[str]
    kin: frozenset[str]
    posts: frozenset[str]
    follower: frozenset[str]
    dealing: frozenset[str]
    say: frozenset[str]
    not_said: re.Pattern[str]
    private: frozenset[str]
    official_before: re.Pattern[str]
    soldier_before: re.Pattern[str]
    official_list: re.Pattern[str]
    official_after: re.Pattern[str]
    private_before: re.Pattern[str]
    private_after: re.Pattern[str]
    victim_before: re.Pattern[str]
    victim_after: re.Pattern[str]
    relative_behind: re.Pattern[str]
    by_police: re.Pattern[str]
    of_law: re.Pattern[str]
    by_police_after: re.Pattern[str]
    died_before: re.Pattern[str]
    died_after: re.Pattern[str]
    killed_after: re.Pattern[str]
    held_near: re.Pattern[str]
    held_behind: re.Pattern[str]


@cache
def lexicon() -> Lexicon:
    """Return the word lists, read once per process."""
    return read_lists(Lexicon, PATH)


def sex_of(token: Token) -> str | None:
    """Return `m`, `f` or None."""
    word = token.lower_
    lemma = token.lemma_.lower()
    if word in _MALE or lemma in lexicon().man:
        return "m"
    if word in _FEMALE or lemma in lexicon().woman:
        return "f"
    if token.pos_ != "PROPN":
        return None
    beside = {child.lower_ for child in children(token, "amod", "compound")}  # "the female Honduran"
    return "f" if "female" in beside else "m" if "male" in beside else None


def speaks(token: Token) -> bool:
    """Say whether a token is the subject of a verb of saying: not where "he posted bail"."""
    verb = token.head
    if token.dep_ != "nsubj" or verb.lemma_ not in lexicon().say:
        return False
    behind = text_of(verb.doc)[verb.idx : verb.sent.end_char].replace("\n", " ")
    return lexicon().not_said.match(behind) is None


def is_of_age(token: Token, age: int) -> bool:
    """Say whether a noun may be said of somebody of an age in years: no "man" is 16, no "suspect" 3."""
    lemma = token.lemma_.lower()
    if lemma in lexicon().grown:
        return age >= _OF_AGE
    if lemma in _CHARGED:
        return age >= _ANSWERABLE
    youngest = _TEENAGE if lemma in _TEENS else 0
    return lemma not in lexicon().young or youngest <= age < _OF_AGE + 2  # teenagers are up to 19


def is_ones_child(token: Token) -> bool:
    """Say whether a noun is of a child of somebody told of: "her 18-month-old child"."""
    return token.lemma_.lower() in lexicon().young and any(child.dep_ == "poss" for child in token.children)


def sitting(noun: Token) -> Token:
    """Return the hearing that a deed of a court names, any other noun as it is: "his sentencing hearing"."""
    return noun.head if noun.dep_ == "compound" and noun.head.lemma_ in _SITTINGS else noun


def is_ones_relative(token: Token) -> bool:
    """Say whether a noun is of a relative of somebody told of: "his sister"."""
    return token.lemma_.lower() in lexicon().relative and bool(children(token, "poss"))


def is_singular_pronoun(token: Token) -> bool:
    """Say whether the token is he or she in any form."""
    return token.lower_ in _SINGULAR


def is_misread_owner(token: Token) -> bool:
    """Say whether a pronoun read as a subject owns the noun behind it: "her fiancé hit her"."""
    if token.lower_ not in ("her", "his") or token.dep_ not in _SUBJECTS or token.i + 1 >= len(token.doc):
        return False
    behind = token.nbor().lower_
    return behind in lexicon().man or behind in lexicon().woman


def with_its_sort(noun: Token) -> Token:
    """Return the noun that says how many there are of another, else that one: "a variety of charges"."""
    above = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    return above if above.lemma_ in _SORTS else noun


def is_plural_pronoun(token: Token) -> bool:
    """Say whether the token stands for several people."""
    return token.lower_ in _PLURAL and token.pos_ in ("PRON", "DET")


def is_person_noun(token: Token) -> bool:
    """Say whether the token is a common noun for a person or for people."""
    if token.pos_ not in ("NOUN", "PROPN", "ADJ") or _is_held_as(token):
        return False
    nouns, word = _person_nouns(), token.lower_
    return word in nouns or token.lemma_.lower() in nouns or word.removeprefix("ex-") in nouns


def _is_held_as(token: Token) -> bool:
    """Say whether a noun only says how somebody is held: "held prisoner", "took him hostage"."""
    if token.lower_ not in _HELD_AS or token.tag_ != "NN" or token.i == token.sent.start:
        return False
    before = token.nbor(-1)
    verb = before if before.pos_ in ("VERB", "AUX") else before.head
    return verb.lemma_ in _HOLDING and token.left_edge == token


def is_counted(token: Token) -> bool:
    """Say whether the token is a noun for what is counted as people are: "40 arrests", "12 detainers"."""
    return token.lemma_.lower() in lexicon().counted | happenings("counted")


def is_told_who(noun: Token) -> bool:
    """Say whether "who" makes what somebody is said to be a person: "Roe was a gotaway who was caught"."""
    if noun.dep_ not in ("attr", "appos") or noun.lemma_.lower() in lexicon().bodies:
        return False
    of_a_kind = noun.tag_ == "NNP" and any(child.lower_ in ("a", "an") for child in noun.children)
    if noun.tag_ != "NN" and not of_a_kind:  # "is a Somali American who", "is a Texan who"
        return False
    clauses = [child for child in noun.children if child.dep_ == "relcl"]
    return any(item.lower_ == "who" and item.i == noun.i + 1 for verb in clauses for item in verb.children)


def is_people(token: Token) -> bool:
    """Say whether the token is a noun for people, or stands for several: "against both", "against them"."""
    return is_person_noun(token) or is_plural_pronoun(token) or (token.lower_ == "both")


@cache
def _person_nouns() -> frozenset[str]:
    words = lexicon()
    plurals = {"people", "men", "women", "children"}
    return words.man | words.woman | words.person | words.victim | words.acting | plurals


def is_plural(token: Token) -> bool:
    """Say whether a noun stands for several people."""
    return token.tag_ in ("NNS", "NNPS") or token.lower_ in (
        "people",
        "men",
        "women",
        "children",
        "couple",
        "pair",
        "trio",
        "duo",
    )


def determiner(token: Token) -> str:
    """Return `new` ("a man"), `given` ("the man") or `bare` (headlines)."""
    for child in token.children:
        if child.dep_ in ("det", "poss", "nummod", "predet", "quantmod") and child.i < token.i:
            word = child.lower_
            if word in _NEW:
                return "new"
            if word in _GIVEN or child.dep_ == "poss":
                return "given"
    left = token.left_edge
    if left.lower_ in _NEW:
        return "new"
    if left.lower_ in _GIVEN:
        return "given"
    return "bare"


def capital_lines(text: str) -> list[tuple[int, int]]:
    """Return the spans of lines in capitals: headlines, which the parser misreads and the body repeats."""
    spans = []
    for line in re.finditer(r"[^\n]+", text):
        words = line.group()
        capitals = sum(map(str.isupper, words))
        if capitals > 0.7 * sum(map(str.isalpha, words)) and len(words.split()) > 3:
            spans.append(line.span())
    return spans


def is_one_with(noun: Token) -> bool:
    """Say whether two nouns share a person: "the mechanic and father of two was", "a felon and a thief was".

    Behind a nationality stands what else the person is, with any verb: "a Peruvian national and registered
    sex offender who was"; so does behind or in front of what one is by deed: "a killer and convicted felon".
    """
    first, verb = noun.head, noun.head.head
    forms = {form.lower_ for form in (verb, *verb.children)}
    subject = first.dep_ in ("nsubj", "nsubjpass")
    alone = subject and not forms.isdisjoint(SINGULAR_VERBS)
    if children(noun, "det", "poss", "nummod"):
        new = determiner(noun) == determiner(first) == "new" and is_person_noun(first)
        return new and alone and len({sex_of(noun), sex_of(first)} - {None}) < len("mf")
    named = children(first, "appos") or children(noun, "appos")
    if named:
        # "his co-defendant and longtime associate, Rick Roe, pleaded"
        name = named[0]
        behind = name.left_edge.i == noun.i + 2 and name.tag_ == "NNP" and not children(name, "conj")
        return behind and {noun.tag_, first.tag_} == {"NN"} and is_person_noun(first)
    if alone:
        return is_person_noun(first)
    if subject and not forms.isdisjoint(_PLURAL_VERBS):
        return False
    lemma, other = first.lemma_.lower(), noun.lemma_.lower()
    return (lemma in _BELONGING and other not in _BELONGING) or _are_of_standing(first, noun)


def _are_of_standing(first: Token, noun: Token) -> bool:
    """Say whether one of two nouns under an article says what its bearer is by deed: "a thief and felon"."""
    words = lexicon()
    lemmas = {first.lemma_.lower(), noun.lemma_.lower()}
    deeds = words.standing | words.doer
    single = {first.tag_, noun.tag_} == {"NN"} and determiner(first) == "new"
    sexes = {sex_of(noun), sex_of(first)} - {None}
    return single and bool(lemmas & deeds) and not lemmas & words.fellow and len(sexes) < len("mf")


def is_modifier(noun: Token) -> bool:
    """Say whether a mention is no more than the modifier of a noun: "two top Trump staffers"."""
    return noun.dep_ in ("compound", "nmod") and noun.head.pos_ == "NOUN"
