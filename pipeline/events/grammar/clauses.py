"""What the clause around a mention of somebody says of them: accused, or one whom a story is about.

in: tokens of a parsed `Doc`    out: yes or no    writes: nothing
"""

from __future__ import annotations

import re

from spacy.tokens import Token

from pipeline.events.grammar import nominals
from pipeline.events.grammar.anybody import is_the_subject
from pipeline.events.grammar.on_trial import is_identified, is_to_be_tried, is_wanted, is_whose_trial
from pipeline.events.grammar.once import said_once
from pipeline.events.grammar.said_of import is_of_whose, is_source
from pipeline.events.grammar.syntax import children
from pipeline.events.grammar.what_is_told import is_going_on, is_in_past

_ACCUSING = frozenset(
    {"arrest", "charge", "indict", "arraign", "convict", "sentence", "accuse", "apprehend", "deport", "book"}
    | {"acquit", "jail", "imprison", "incarcerate", "detain", "remand", "extradite", "handcuff", "rearrest"}
    | {"nab", "collar", "bust", "prosecute", "capture", "recapture", "summons"}
)
_HELD_ON = frozenset({"charge", "count", "suspicion", "bail", "bond", "jail", "custody"})
_CHARGES = frozenset({"charge", "count", "indictment"})
_TRIED = {
    "face": _CHARGES | {"trial"},
    "stand": frozenset({"trial"}),
    "await": frozenset({"trial", "sentencing", "arraignment"}),
}
"""What the accused meet: "faces three counts of theft", "standing trial for murder"."""
_GIVING = frozenset({"give", "hand"})
_TERMS = frozenset({"life", "year", "month", "day", "sentence", "term", "probation"})
"""What courts give: "was given life in prison", "was handed a two-year sentence"."""
_PRISONS = frozenset({"prison", "jail", "bar", "penitentiary"})
"""Where the term is served that somebody faces: "faces 20 years behind bars"."""
_STRIKING = frozenset({"hit", "slap", "serve", "name"})
"""Verbs that have somebody charged where a charge stands behind "with" or "in": "hit with two counts"."""
_TAKING = frozenset({"take", "lead", "place", "put", "march", "haul", "escort"})
_CUSTODY = frozenset({"custody", "handcuffs", "cuffs", "arrest"})
_FREEING = frozenset({"release", "free", "discharge", "transfer", "hold", "book"})
_LOCKUP = frozenset(
    {"jail", "prison", "custody", "detention", "penitentiary", "lockup", "bail", "bond", "recognizance"}
)
"""What somebody who was arrested is let out of, or out on."""
_OF_PEOPLE = frozenset(
    {"arrest", "indict", "apprehend", "deport", "convict", "handcuff", "extradite", "jail", "imprison"}
)
"""What is done to people alone, organisations apart."""
_LAST_OF_LIST = 12
"""Tokens from the "and" of a list to its end: "and Ann Roe, 50, of Troy, Ohio"."""
_WHO = (
    *("er", "or", "ist", "ista", "ian", "ean", "ese", "ant", "ee", "eer", "ard", "nik", "aholic", "wright"),
    *("man", "woman", "boy", "girl", "mate", "hand", "maid", "smith", "herd", "kin"),
    *("cop", "cook", "nun", "chef", "subject"),
)
"""Endings of nouns for people; "since the start", parsed as what was arrested, has none of them."""
_THINGS = frozenset(
    {"order", "murder", "disorder", "number", "weather", "detainer", "letter", "matter", "paper", "trailer"}
    | {"computer", "banner", "ticket", "warrant"}
)
"""Nouns that end as those for people do: "a deportation order who was convicted", misparsed."""
_CHARGED_AS = frozenset(
    {"felon", "person", "offender", "member", "fugitive", "alien", "addict", "prisoner", "inmate"}
)
_CHARGEABLE = frozenset(
    {"possession", "possess", "discharge", "use", "ownership", "own", "receipt", "transport", "murder"}
    | {"firearm", "weapon", "ammunition", "gun", "commit", "misuse"}
)
_WORDING = 6
"""Words of a charge in front of "by a felon"."""
_AMONG = re.compile(r"\w+\s(?:also\s)?among\s(?:the\s|some\s|about\s|more\sthan\s|at\sleast\s)?(\d[\d,]*)\s")
_CROWD = 8
"""So many people arrested at once are not told apart one by one."""
_ANYBODY = frozenset(
    {"individual", "noncitizen", "person", "immigrant", "migrant", "alien", "offender"}
    | {"foreigner", "refugee"}
)
"""Nouns of rules ("the person is released") that stories use of the one they are about, in the past."""


_OWN_PLEA = frozenset({"guilty", "contest", "alford", "his", "her", "their"})
"""Beside a plea that somebody enters: it is their own."""
_IN_ORDER = frozenset({"first", "second", "third", "fourth", "fifth", "last"})
"""Which one of several somebody is: "the last of three men"."""


_SOMEBODY_ELSE = frozenset({"he", "she", "him", "her", "them"})
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "dative"})


@said_once
def is_accused(token: Token) -> bool:
    """Say whether the token's clause, or one that hangs on it, has them arrested, charged or the like."""
    held = _is_held(token) and not is_source(token) and not any(map(is_of_whose, children(token, "appos")))
    if token.dep_ == "appos" and (is_of_whose(token) or is_source(token.head)):
        return _is_held(token.head)  # "Ann Roe, whose brother, Ed, was arrested": he, not she
    told = any(
        _accuses(clause) and (clause.dep_ == "acl" or children(clause, "nsubjpass") or _has_whom(clause))
        for clause in children(token, "acl", "relcl")
    )
    pleads = token.dep_ == "nsubj" and _pleads(token.head)
    pleads |= any(_pleads(clause) and children(clause, "nsubj") for clause in children(token, "relcl"))
    pleads |= token.dep_ == "nsubj" and (
        _faces(token.head) or _is_verdict(token.head) or _was_before(token.head)
    )
    told |= _is_among_accused(token) or _is_along_with_held(token) or is_whose_trial(token)
    told |= is_wanted(token) or is_identified(token)
    return held or told or pleads or (token.dep_ == "appos" and is_accused(token.head))


def _has_whom(clause: Token) -> bool:
    """Say whether a clause tells what others did to its noun: "a man whom police arrested"."""
    return any(child.lower_ == "whom" for child in children(clause, "dobj"))


def _is_among_accused(name: Token) -> bool:
    """Say whether somebody is named behind a verb as one of those taken: "Among those held was Al Roe"."""
    verb = name.head
    if name.dep_ not in ("nsubj", "attr") or verb.lemma_ != "be" or name.i < verb.i:
        return False
    among = (child for child in children(verb, "prep") if child.lower_ == "among" and child.i < verb.i)
    return any(_accuses(clause) for of in among for noun in children(of, "pobj") for clause in noun.children)


def _is_along_with_held(second: Token) -> bool:
    """Say whether somebody is the second of those held: "Al Roe, 34, and Ed Poe, 29, were arrested"."""
    first = second.head
    while first.dep_ in ("appos", "conj") and first.pos_ == first.head.pos_ == "PROPN":
        first = first.head  # "Al Roe, Ed Poe and Bo Lor": the second is parsed as in apposition
    if second.dep_ != "conj" or first.dep_ not in ("nsubjpass", "dobj") or not _is_held(first):
        return False
    last = first.right_edge.i
    joined = any(word.lower_ == "and" for word in first.doc[max(first.i, last - _LAST_OF_LIST) : last])
    if first.dep_ == "dobj":
        return joined and first.pos_ == second.pos_ == "PROPN"  # "arrested Al Roe, 34, and Ed Poe, 29"
    return joined and any(child.lower_ in ("were", "are", "have") for child in first.head.children)


def _faces(verb: Token) -> bool:
    """Say whether a verb has its subject charged: "faces three counts of theft", "standing trial"."""
    met = children(verb, "dobj")
    if verb.lemma_ == "face" and any(noun.lemma_ in _TERMS | {"maximum", "minimum"} for noun in met):
        inside = [node for owner in (verb, *met) for node in children(owner, "prep")]
        return any(noun.lemma_ in _PRISONS for node in inside for noun in children(node, "pobj"))
    return any(noun.lemma_ in _TRIED.get(verb.lemma_, ()) for noun in met)


def _was_before(verb: Token) -> bool:
    """Say whether its subject was accused before: "entered prison to serve a term after being convicted"."""
    return any(
        (children(done, "auxpass") and _accuses(done)) or _pleads(done)
        for node in (verb, *children(verb, "xcomp", "advcl"))
        for after in children(node, "prep")
        if after.lower_ in ("after", "since", "following")
        for done in children(after, "pcomp")
    )


def _is_verdict(word: Token) -> bool:
    """Say whether a predicate is what a jury found somebody: "found the deputy guilty", "not guilty"."""
    return word.lower_ in ("guilty", "innocent") and word.head.lemma_ == "find" and word.head.i < word.i


def _pleads(verb: Token) -> bool:
    """Say whether a verb has its subject plead: "entered a guilty plea"; a judge's for others is none."""
    if verb.lemma_ == "plead":
        return True
    pleas = [noun for noun in children(verb, "dobj") if verb.lemma_ == "enter" and noun.lower_ == "plea"]
    for_others = any(node.lower_ in ("for", "behalf") for plea in pleas for node in (*verb.subtree, plea))
    own = any(
        node.lower_ in _OWN_PLEA or (node.dep_ == "prep" and node.lower_ == "to")
        for plea in pleas
        for node in (*plea.children, *verb.children)
    )
    denied = any(node.lower_ == "not" for plea in pleas for node in plea.subtree)
    return own and not (for_others or denied)


def _is_held(token: Token) -> bool:
    if token.dep_ == "nsubjpass" and any(map(_accuses, _joined(token.head))):
        return True  # "was shot and arrested"
    if token.dep_ in ("nsubj", "nsubjpass") and is_to_be_tried(token.head):
        return True
    return token.dep_ in ("nsubjpass", "dobj") and _accuses(token.head)


def _joined(verb: Token) -> list[Token]:
    """Return the participles joined with a passive verb, whose subject is theirs."""
    found = [
        item
        for item in children(verb, "conj")
        if item.tag_ == "VBN" and not children(item, "nsubj", "nsubjpass")
    ]
    return found + [item for near in found for item in _joined(near)]


def is_untouched(noun: Token) -> bool:
    """Say whether somebody is told not to be taken or charged: "The homeowner was not charged"."""
    return noun.dep_ == "nsubjpass" and _accuses(noun.head) and bool(children(noun.head, "neg"))


def is_arrested(noun: Token) -> bool:
    """Say whether a common noun must be somebody, as only people are arrested: "an agitator was arrested"."""
    if noun.tag_ != "NN" or noun.ent_type_ or noun.lemma_.lower() in nominals.lexicon().bodies:
        return False
    if is_the_subject(noun):
        return True
    words = nominals.lexicon()
    arrestable = noun.lower_ in words.arrestable or noun.lower_ in words.occasional
    if not (arrestable or noun.lower_.endswith(_WHO)) or noun.lemma_ in _THINGS:
        return False
    charged = noun.dep_ == "nsubjpass" and noun.head.lemma_ == "charge"
    arrested = noun.dep_ in ("nsubjpass", "dobj") and noun.head.lemma_ in _OF_PEOPLE
    arrested |= arrestable and noun.dep_ == "nsubjpass" and noun.head.lemma_ == "detain"
    return arrested or charged or _stands_trial(noun) or is_told_apart(noun)


def _stands_trial(noun: Token) -> bool:
    """Say whether a noun is sentenced or pleads guilty: "a tax preparer was sentenced to 24 months"."""
    if noun.dep_ == "nsubjpass":
        return noun.head.lemma_ in ("sentence", "acquit")
    if noun.dep_ != "nsubj" or noun.head.lemma_ != "plead":
        return False
    return any(child.lower_ == "guilty" for child in noun.head.children)


def is_one_more(token: Token) -> bool:
    """Say whether an ordinal alone is one more of those charged: "a third was convicted", "another was"."""
    if token.lower_ not in nominals.lexicon().one_more or token.dep_ not in ("nsubj", "nsubjpass"):
        return False
    passive = token.dep_ == "nsubjpass" and _accuses(token.head)
    counted = token.lower_ == "another" or any(child.lower_ == "a" for child in children(token, "det"))
    convicted = any(noun.lemma_ == "conviction" for noun in children(token.head, "dobj"))
    told = passive or convicted or token.head.lemma_ in ("plead", "await")
    return counted and told and not children(token, "prep")


def _accuses(verb: Token) -> bool:
    taken = verb.lemma_ in _TAKING and any(
        child.lower_ in ("into", "in", "under") and any(noun.lower_ in _CUSTODY for noun in child.children)
        for child in verb.children
    )
    struck = verb.lemma_ in _STRIKING and any(
        child.lower_ in ("with", "in") and any(noun.lemma_ in _CHARGES for noun in child.children)
        for child in verb.children
    )
    freed = verb.lemma_ in _FREEING and _is_of_lockup(verb)
    convicted = verb.lemma_ == "find" and any(child.lower_ == "guilty" for child in verb.children)
    given = verb.lemma_ in _GIVING and any(noun.lemma_ in _TERMS for noun in children(verb, "dobj", "oprd"))
    ordered = verb.lemma_ == "order" and any(
        child.lemma_ in ("serve", "hold") for child in children(verb, "xcomp")
    )
    held = verb.lemma_ == "hold" and any(
        child.lower_ in ("on", "without", "in") and any(noun.lemma_ in _HELD_ON for noun in child.children)
        for child in verb.children
    )
    return verb.lemma_ in _ACCUSING or taken or struck or freed or convicted or given or ordered or held


def is_let_out(token: Token) -> bool:
    """Say whether the token's clause, or a relative behind it, has them let go: "the other was released"."""
    verbs = [*children(token, "acl", "relcl"), *([token.head] if token.dep_ == "nsubjpass" else [])]
    return any(verb.lemma_ in _FREEING and verb.tag_ in ("VBN", "VBD") for verb in verbs)


def _is_of_lockup(verb: Token) -> bool:
    """Say whether somebody was let out of, kept in or brought to a place of custody, and not only may be."""
    places = [child for child in verb.children if child.dep_ == "prep"]
    told = not any(child.tag_ == "MD" for child in verb.children)
    return told and any(noun.lemma_.lower() in _LOCKUP for place in places for noun in place.children)


def is_of_charge(noun: Token) -> bool:
    """Say whether a noun only words a charge: "possession of a firearm by a convicted felon" is of nobody."""
    if noun.dep_ != "pobj":
        return False
    if noun.head.lower_ == "as" and noun.head.head.lemma_ == "register" and noun.lemma_ == "offender":
        return True
    if noun.head.lower_ != "by" or noun.lemma_.lower() not in _CHARGED_AS:
        return False
    if is_doer(noun):
        return False  # "was killed by a convicted felon"
    words = noun.doc[max(noun.sent.start, noun.head.i - _WORDING) : noun.head.i]
    return any(token.lemma_.lower() in _CHARGEABLE for token in words) and not any(
        child.lower_ in ("the", "this", "that") for child in noun.children
    )


def is_one_of_several(token: Token) -> bool:
    """Say whether "one" is one of people told of: "One of the men, from Honduras, was convicted"."""
    if token.lower_ != "one" and token.lower_ not in _IN_ORDER:
        return False
    ordinal = token.lower_ in _IN_ORDER and token.left_edge.lower_ == "the"  # "a third of the men"
    places = ("nsubj", "nsubjpass", *(("pobj", "dobj") if ordinal else ()))
    hyphened = token.i > 0 and token.nbor(-1).text == "-"  # "twenty-one of the men"
    if not (ordinal or (token.lower_ == "one" and not hyphened)) or token.dep_ not in places:
        return False
    held = [noun for of in token.children if of.lower_ == "of" for noun in children(of, "pobj")]
    if token.head.dep_ == "relcl" and any(noun.lower_ == "whom" for noun in held):
        held = [token.head.head]  # "four men, one of whom had been deported"
    return any(nominals.is_person_noun(noun) and nominals.is_plural(noun) for noun in held)


def is_the_other(noun: Token) -> bool:
    """Say whether a noun is for the one of two who is not told of by name: "the other man was charged"."""
    other = any(child.lower_ == "other" for child in noun.children)
    return other and noun.left_edge.lower_ == "the" and not nominals.is_plural(noun)


def is_beside_another(noun: Token) -> bool:
    """Say whether a clause behind a noun has a pronoun for somebody else: "the man who killed him".

    Whoever was told of last is then that other person, as in "the man she is to marry".
    """
    return any(
        child.lower_ in _SOMEBODY_ELSE and child.tag_ == "PRP" and child.dep_ in _ARGUMENTS
        for clause in children(noun, "relcl")
        for child in clause.children
    )


def is_one_of_many(noun: Token) -> bool:
    """Say whether somebody is one of a crowd: "was among 112 people arrested", "one was a robber"."""
    begin = noun.left_edge.i
    if noun.doc[max(noun.sent.start, begin - 2) : begin].text.lower() in ("one was", "one is"):
        return True
    if noun.dep_ == "pobj" and noun.head.lower_ in ("including", "among"):
        return any(child.lower_ == "one" for child in children(noun, "nummod"))  # "including one man wanted"
    if noun.dep_ != "nsubj" or noun.head.lemma_ != "be":
        return False
    behind = noun.doc[noun.head.i : noun.sent.end].text
    found = _AMONG.match(behind)
    return found is not None and int(found[1].replace(",", "")) >= _CROWD


def is_told_apart(noun: Token) -> bool:
    """Say whether a noun's own clause says which one it is: "the man charged with her murder"."""
    clauses = children(noun, "acl", "relcl")
    return any(
        noun.doc[clause.left_edge.i - 1] == noun and (_accuses(clause) or _faces(clause))
        for clause in clauses
    )


def is_of_story(token: Token) -> bool:
    """Say whether "the individual" is one the story told of: in apposition or a past clause, no rule."""
    # "The individual, a citizen of Peru, has": a rule is about nobody's citizenship.
    told = bool(children(token, "appos")) or is_in_past(token) or is_going_on(token)
    told |= token.dep_ == "nsubj" and _faces(token.head)
    return token.lemma_.lower() in _ANYBODY and told


def is_doer(noun: Token) -> bool:
    """Say whether somebody was harmed by whom a noun means: "was killed by a man who had been freed"."""
    deed = noun.head.head
    by = noun.dep_ == "pobj" and noun.head.lower_ == "by" and deed.lemma_ in nominals.lexicon().harm
    return by and any(child.tag_ == "VBD" for child in children(deed, "auxpass"))


def is_said_aside(verb: Token, offset: int) -> bool:
    """Say whether a word stands in a clause about a noun that ends in front of a verb.

    "A man who allegedly robbed a bank was arrested": that he was arrested is no allegation.

    Args:
        verb: the verb.
        offset: where the word begins in the text.
    """
    word = next((token for token in verb.sent if token.idx <= offset < token.idx + len(token) + 1), None)
    for node in (word, *word.ancestors) if word is not None else ():
        if node.dep_ in ("relcl", "acl"):
            return node.head.i < node.i and node.right_edge.i < verb.i
    return False
