"""Says whether a story brings in somebody whom it has not told of, late and without a name.

in: a parsed `Doc`, its unnamed people    out: yes or no    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from pipeline.events.grammar.clauses import is_accused, is_told_apart, is_untouched
from pipeline.events.grammar.nominals import determiner, is_person_noun, lexicon
from pipeline.events.grammar.one_by_one import is_the_next_told_apart
from pipeline.events.grammar.syntax import children, possessors, text_of
from pipeline.events.offenses.laid import Laid
from pipeline.events.people.definite_nouns import is_who_did_it
from pipeline.events.people.entity import Entity

LEAD = 2
"""Headline, dateline and lead may tell of one named in any of them as of "a man"."""
_DATELINE = 6
"""Words up to which a line tells nothing."""
_CLOSING = frozenset('.!?"”')
"""What ends a sentence, and no line or piece of a dateline: "SALEM", "Ore. —"."""
_TOLD = frozenset({"nsubj", "nsubjpass", "dobj"})
_CLEARING = frozenset({"acquit", "clear", "exonerate", "absolve"})
_SAID_OF = frozenset({"guilty", "convicted", "charged", "arrested", "wanted", "accused", "sentenced"})
"""What "another" is parsed with as if it were a noun: "found another guilty"."""
_SEEKING = frozenset({"seek", "hunt", "pursue"})
_LOOKING = frozenset({"search", "look", "hunt"})
"""Verbs for what is done to find somebody; the second with "for"."""
_MORE = frozenset({"also", "separately", "too", "likewise"})
_ELSEWHERE = re.compile(
    r"\b(?:in\s(?:an?\s(?:separate|unrelated|different|second|third)|another|other|separate"
    r"|unrelated)\s(?:\w+\s)?"
    r"(?:case|incident|matter|investigation|prosecution|trial|attack|crash|raid|example|instance|arrest)s?"
    r"|separately)\b",
    re.IGNORECASE,
)
"""In front of one whom another story is about."""


_YEAR_BEHIND = re.compile(r"\b(?:in (?:19|20)\d\d|(?:at|in) the same (?:trial|case|year)|that year)\b")
"""Behind a verb: when it was."""
_YEAR_AHEAD = re.compile(r"(?:In|Since|By|During)\s(?:[A-Z][a-z]+\s)?(?:19|20)\d\d\b")
_BROUGHT_IN = re.compile(
    r"\b(?:an?|another) (?:[a-z-]+ ){0,4}[a-z-]+, \Z"
    r"|\bother (?:[a-z-]+ ){0,6}[a-z-]+, (?:(?:[A-Z][\w.’'-]+,? ){1,4}and )?\Z"
)
_ONE_MORE = re.compile(
    r"\b(?:[Aa]nother|(?:[Aa]|[Tt]he) (?:second|third|fourth|fifth|sixth)) (?:[a-z-]+ ){0,4}[a-z-]+, "
    r"(?:[A-Z][a-z]+\. )?\Z"
)
"""In front of a name."""


def is_newcomer(doc: Doc, entity: Entity, named: Sequence[Entity]) -> bool:
    """Say whether the story brings in somebody new after those it has named: "a man from Honduras"."""
    first = entity.references[0]
    noun = doc[first.token]
    known = any(other.references[0].sentence < first.sentence for other in named)
    if noun.dep_ == "pobj" and noun.head.lower_ == "by" and determiner(noun) == "new":
        # "likened to a murder by a deported immigrant"; "a lawsuit filed by a man", who is named below
        return known or not _is_in_lead(doc, entity)
    if determiner(noun) == "new" and _is_of_another_case(doc, noun.idx):
        return True
    ascribed = noun.dep_ in ("attr", "oprd") or (noun.dep_ == "pobj" and noun.head.lower_ in ("as", "for"))
    ascribed = ascribed or any(token.lower_ == "same" for token in noun.subtree)
    told = entity.described() or is_told_apart(noun)
    if _is_in_lead(doc, entity) or not told or ascribed:
        return False  # "took him for a Jamaican", "a Jamaican of the same name"
    # "by a five-time deported immigrant", parsed as if somebody had deported him in the clause
    cut_off = noun.dep_ == "dobj" and determiner(noun) == "bare"
    return known and (cut_off or any(child.lower_ in ("a", "an") for child in noun.children))


def _is_in_lead(doc: Doc, entity: Entity) -> bool:
    """Say whether somebody is told of in an opening; a dateline of a few words counts for nothing."""
    first = entity.references[0]
    if first.sentence <= LEAD:
        return True
    here = doc[first.token].sent.start
    before = [sent for sent in doc.sents if sent.end <= here]
    lines = [sent for sent in before if len(sent) <= _DATELINE and sent.text.rstrip()[-1:] not in _CLOSING]
    return len(before) - len(lines) <= LEAD


def _is_of_another_case(doc: Doc, offset: int) -> bool:
    """Say whether who is told of at an offset has a case of their own: "In a separate case, a man was"."""
    told = doc.char_span(offset, offset + 1, alignment_mode="expand")
    return told is not None and _ELSEWHERE.search(text_of(doc), told[0].sent.start_char, offset) is not None


def is_brought_in(doc: Doc, entity: Entity, followed: Entity) -> bool:
    """Say whether "a man" is arrested where a story has followed another for a while: one not told of yet.

    So is he of whom it says that "officers also arrested a man".
    """
    first = entity.references[0]
    noun = doc[first.token]
    more = any(child.lower_ in _MORE for child in noun.head.children)
    brought = determiner(noun) == "new" or bool(possessors(noun))  # "The child's stepfather was held, too"
    if more and brought and noun.dep_ in ("dobj", "nsubjpass") and is_accused(noun):
        return True
    if first.sentence <= LEAD or _is_told_again(doc, entity, followed):
        return False
    if any(child.lower_ == "one" and child.dep_ == "nummod" for child in noun.children):
        return True  # "arrested 12 people, and took custody of one person"
    if determiner(noun) != "new" or not is_accused(noun):
        return False
    before = [item for item in followed.references if item.token < first.token]
    return any(item.kind == "pronoun" or determiner(doc[item.token]) == "given" for item in before)


def is_new_beside(doc: Doc, entity: Entity, holder: Entity) -> bool:
    """Say whether "a teacher" comes behind a teacher by name, accused of nothing: another (Heim 1982)."""
    first = entity.references[0]
    before = doc[holder.references[0].token]
    headline = before.sent.text.rstrip()[-1:] not in _CLOSING and _is_in_lead(doc, entity)
    behind = before.i < first.token and not (holder.accused or headline)
    return behind and determiner(doc[first.token]) == "new"


def is_late(doc: Doc, entity: Entity, named: Entity) -> bool:
    """Say whether "a man" is arrested or charged below the lead, behind the only one named.

    Not in somebody's words, who speak of the case as all do: “They arrested a father of two,” Roe said.
    """
    first = entity.references[0]
    noun = doc[first.token]
    while noun.dep_ == "conj" and noun.head.pos_ == "NOUN":
        noun = noun.head  # "a woman and a man were arrested"
    if _is_told_beside(doc, noun, named) and not _is_quoted(doc, noun.idx):
        return True
    if _is_in_lead(doc, entity) or determiner(noun) != "new" or not is_accused(noun):
        return False
    return named.references[0].sentence < first.sentence and not _is_quoted(doc, noun.idx)


def _is_told_beside(doc: Doc, noun: Token, named: Entity) -> bool:
    """Say whether a paragraph names somebody and then tells of "a man": one not told of yet (Heim 1982)."""
    begin = text_of(doc).rfind("\n", 0, noun.idx)
    article = noun.dep_ in _TOLD and any(child.lower_ in ("a", "an") for child in noun.children)
    told = [item for item in named.references if begin < item.start < noun.sent.start_char]
    return article and any(item.kind == "name" and item.is_subject for item in told)


def _is_told_again(doc: Doc, entity: Entity, followed: Entity) -> bool:
    """Say whether a quotation tells of one from the same country: “We arrested a Honduran,” Roe said."""
    countries = [item.nationality for item in (entity, followed)]
    own, known = (item.value if item is not None else None for item in countries)
    # "the arrest of a “Honduran national wanted for theft”"
    return own is not None and own == known and _is_quoted(doc, doc[entity.references[0].token].idx)


def _is_quoted(doc: Doc, start: int) -> bool:
    """Say whether a quotation mark is open in front of an offset, in its paragraph."""
    paragraph = text_of(doc)[text_of(doc).rfind("\n", 0, start) + 1 : start]
    return paragraph.rfind("“") > paragraph.rfind("”") or "‘" in paragraph or paragraph.count('"') % 2 == 1


def is_of_roundup(doc: Doc, entity: Entity, between: Sequence[Entity]) -> bool:
    """Say whether a story goes from one to the next: "an Ohio man ... a Maine man"."""
    told = [x.references[0] for x in (entity, *between)]
    new = [first for first in told if determiner(doc[first.token]) == "new"]
    return told[0].sentence > LEAD and told[0] in new and len(new) > 1


def has_own_case(doc: Doc, entity: Entity, earlier: Entity, laid: Sequence[Laid]) -> bool:
    """Say whether somebody brought in with an article is charged with other offenses than an earlier one.

    "A Mexican citizen charged with theft. A day later an immigrant convicted of arson was freed": two people.
    """
    new = all(determiner(doc[person.references[0].token]) == "new" for person in (entity, earlier))
    own, others = (
        {
            str(item.mention.value)
            for item in laid
            if item.owner is person and not item.mention.rule.endswith(".person")
        }
        for person in (entity, earlier)
    )
    return new and bool(own and others) and not own & others


def is_named_anew(doc: Doc, other: Entity) -> bool:
    """Say whether a story brings in somebody it has not told of: "a former coach, Juan Poe, was arrested"."""
    start = other.names[0].start
    if _is_of_another_case(doc, start) or is_who_did_it(doc[other.references[0].token]):
        return True
    found = _BROUGHT_IN.search(text_of(doc), 0, start)
    front = doc.char_span(found.start(), start, alignment_mode="contract") if found is not None else None
    if found is None or front is None:
        return False
    # no "After a two-day trial, Juan Poe was convicted"
    return found.group().startswith("other") or any(is_person_noun(token) for token in front)


def is_one_more(doc: Doc, entity: Entity, other: Entity) -> bool:
    """Say whether a name is a further one's: "A nurse will not be charged. Another nurse, Ann Poe, was".

    Not of whom the story tells as of "a third man" from its beginning. "Ann Poe, another nurse," is so, too.
    """
    noun = doc[entity.references[0].token]
    further = bool({child.lower_ for child in noun.children} & lexicon().one_more)
    called = (word for word in children(doc[other.references[0].token], "appos") if word.pos_ == "NOUN")
    behind = any(child.lower_ == "another" for word in called for child in word.children)
    return not further and (behind or _ONE_MORE.search(text_of(doc), 0, other.names[0].start) is not None)


def is_of_kin_years_ago(doc: Doc, other: Entity) -> bool:
    """Say whether somebody is named as another's relative for what was done in a year gone by.

    "A man was arrested on Friday. Moran’s former partner, Ann Roe, 39, was convicted of perjury in 2022."
    """
    name = doc[other.references[0].token]
    noun = name.head if name.dep_ == "appos" else name
    verb = noun.head
    owned = any(child.dep_ == "poss" for child in noun.children)
    if not owned or noun.dep_ not in ("nsubj", "nsubjpass") or verb.dep_ != "ROOT":
        return False
    return _YEAR_BEHIND.search(text_of(doc)[verb.idx : verb.sent.end_char]) is not None


def is_of_earlier_case(doc: Doc, entity: Entity, other: Entity, people: Sequence[Entity]) -> bool:
    """Say whether a story names somebody for a case of years ago, behind one named since it told of "a man".

    "A judge ordered a former guard deported. Al Roe, 95, lives in Reno. In 2018 the U.S. deported Ed Poe".
    """
    name = other.references[0]
    sentence = doc[name.token].sent
    ahead = _YEAR_AHEAD.match(text_of(doc)[sentence.start_char : sentence.end_char].lstrip())
    return ahead is not None and any(
        person.names
        and person.described()
        and not (person.official or person.suffers())
        and entity.references[0].token < person.references[0].token < sentence.start
        for person in people
        if person is not other
    )


def is_dead(doc: Doc, other: Entity) -> bool:
    """Say whether a story tells behind a name that its bearer was killed: no suspect it held back."""
    return any(lexicon().killed_after.match(text_of(doc), name.end) is not None for name in other.names)


def is_told_as_another(doc: Doc, entity: Entity, first_named: int) -> bool:
    """Say whether somebody is told of as another than the one of the story: "a co-defendant", "another man".

    Of whom a story tells before it names anybody is the one it is about: "A third man was charged today."
    """
    token = doc[entity.references[0].token]
    words = {token.lower_, *(child.lower_ for child in token.children)}
    kin = token.lemma_.lower() in lexicon().relative and any(
        owner.lemma_.lower() in ("defendant", "suspect") for owner in children(token, "poss")
    )
    fellow = kin or token.lemma_.lower() in lexicon().fellow or bool(words & {"another", "current"})
    fellow = fellow or token.lower_ in lexicon().one_more  # "two were freed and a third was convicted"
    fellow = fellow or is_the_next_told_apart(token) or _is_the_first_told_apart(token)
    more = any(child.lower_ in _MORE for child in token.head.children)
    late = more or entity.references[0].token > first_named
    return fellow or (late and (is_untouched(token) or bool(words & lexicon().one_more)))


def _is_the_first_told_apart(noun: Token) -> bool:
    """Say whether one is cleared and another not: "acquitted one jail officer and convicted another"."""
    one = noun.head.lemma_ in _CLEARING and any(child.lower_ == "one" for child in children(noun, "nummod"))
    behind = noun.doc[noun.i : noun.sent.end]
    return one and any(
        word.lower_ == "another" and (word.dep_ in (*_TOLD, "conj") or word.head.lower_ in _SAID_OF)
        for word in behind
    )


def is_sought(noun: Token) -> bool:
    """Say whether somebody new is still sought: "seeking a suspect", "searching for a second man"."""
    if determiner(noun) != "new":
        return False
    search = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "for" else noun.head
    going_on = search.tag_ in ("VBG", "VBZ", "VBP")  # who "had been sought" may be found by now
    return going_on and noun.dep_ in ("dobj", "pobj") and search.lemma_ in _SEEKING | _LOOKING
