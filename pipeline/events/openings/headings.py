"""Who is told of below a heading or a paragraph's opening that holds the name back.

in: people of a parsed `Doc`    out: yes or no, people    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from spacy.tokens import Doc

from pipeline.events.grammar.nominals import determiner
from pipeline.events.grammar.syntax import text_of
from pipeline.events.openings.accused import has_own_trial
from pipeline.events.openings.beside import is_in_line
from pipeline.events.openings.likeness import fits
from pipeline.events.people.circumstances import LAID_TO
from pipeline.events.people.entity import Entity, Reference

_DEEDS = re.compile(r"\b[Pp]olice say \S+ \S+ (?:killed|shot|stabbed|stole|attacked|robbed|assaulted)\b")
"""What police say that somebody did."""
_OF_CALLING = re.compile(
    r"\b(?:fired|dismissed|terminated|suspended|resigned|retired|stepped down|placed on|put on|hired|rehired|"
    r"worked|served as|taught|coached|joined|had been an?|was an?|face[sd]|would have faced)\b"
)
"""What is told of somebody in an office or a trade, who is accused in it."""
_OF_MIGRANT = re.compile(
    r"\b(?:(?:had|has)\s(?:no|a\sclean|never\shad\sa)\s(?:criminal\s)?(?:record|history|convictions)"
    r"|(?:came|moved|fled|immigrated|emigrated)\s(?:to|from)|arrived\sin|entered\sthe|crossed\sthe"
    r"|(?:has|had)\slived\s(?:in|here)|(?:is|was)\s(?:originally\s)?from)\b"
)
"""What is told of somebody who was taken or sent away."""
_SENT_AWAY = frozenset(
    {"deport", "remove", "return", "put", "detain", "arrest", "hold", "release", "free", "take"}
)
_THEY_SAY = re.compile(
    r"(?:Federal |State )?(?:Prosecutors|Police|Authorities|Investigators|Detectives|Officials|Deputies) "
    r"(?:say|said|allege|alleged)(?: that)? "
)
_DID = re.compile(
    r",? \d\d,? (?:allegedly |repeatedly )?(?:took (?:about |more than |at least |nearly )?\$|stole|"
    r"embezzled|forged|diverted|pocketed|accepted|solicited|shot|stabbed|beat|punched|assaulted|"
    r"attacked|threatened|robbed|raped|molested|groped|confessed|admitted)\b"
)
"""Behind a name with an age: what the one of the opening is accused of."""
_ANYBODY = frozenset({"man", "woman", "person", "teen", "teenager", "boy", "girl", "driver", "resident"})
_DATELINE = re.compile(r"\s*|.{3,50}(?:—|–|-+)\s*")
_BELOW = 2
"""Sentences below a heading in which the one it tells of is named."""
_ARTICLE = re.compile(r"^(?:an?|the) ")
_MENU = 6
"""Words up to which a line is a page's furniture."""
_HEADING = 60
"""Letters by which a heading printed again is known."""
_OPENING = 2
"""Paragraphs, the headline among them, in which a story says whom it is about."""
_FRONT = 160
"""Letters of a paragraph in which it does."""
_MOST_ABOVE = 4
"""Lines above a lead that are no more than headline, date and subheading."""
_CLOSED = (".", "!", "?", "”", '"')
_SENTENCES = 3
"""As many, behind the first, may the parser make of a headline and the beginning of a lead."""
_REACH = 8
"""Sentences after which a held-back name no longer belongs to the opening."""


def opens_item(doc: Doc, entity: Entity, named: Sequence[Entity]) -> bool:
    """Say whether an unnamed person opens a paragraph below which nobody named before is told of again.

    Papers print several stories on one page: "A Maine teenager has pleaded not guilty. Andy Poe, 19, is".
    """
    first = entity.references[0]
    sentence = doc[first.token].sent
    line = text_of(doc).rfind("\n", 0, sentence.start_char) + 1
    before = _DATELINE.fullmatch(text_of(doc), line, sentence.start_char) is not None
    new = determiner(doc[first.token]) == "new" and doc[first.token].dep_ in ("nsubj", "nsubjpass", "dobj")
    told = [other for other in named if other.references[0].token < first.token]
    later = [other.references[0] for other in named if other not in told]
    ended = all(other.references[-1].token < first.token for other in told)
    return before and new and ended and bool(later) and is_in_line(doc, first, later[0])


def is_at_opening(doc: Doc, reference: Reference) -> bool:
    """Say whether somebody is told of in the headline or where the text below it begins.

    Headlines and leads may be parsed as several sentences.
    """
    text = text_of(doc)
    line = text.rfind("\n", 0, reference.start) + 1
    if reference.start - line > _FRONT:
        return reference.sentence <= 1
    lead = len(text[:line].split("\n\n")) <= _OPENING and reference.sentence <= _SENTENCES
    return reference.sentence <= 1 or lead or begins_story(doc, reference)


def begins_story(doc: Doc, reference: Reference) -> bool:
    """Say whether the text begins with somebody, below headline, date and subheading: no sentence of them."""
    text = text_of(doc)
    line = text.rfind("\n", 0, reference.start) + 1
    above = [item for item in text[:line].split("\n") if item.strip()]
    closed = any(item.rstrip().endswith(_CLOSED) for item in above)
    return 0 < len(above) <= _MOST_ABOVE and not closed and reference.start - line <= _FRONT


def first_words(doc: Doc, entity: Entity) -> str:
    """Return the words of an entity's first mention, without its article."""
    return _plain(doc, entity.references[0])


def _plain(doc: Doc, reference: Reference) -> str:
    return _ARTICLE.sub("", " ".join(text_of(doc)[reference.start : reference.end].lower().split()))


def called_so(doc: Doc, entity: Entity, named: Sequence[Entity]) -> Entity | None:
    """Return the one named person of whom a heading's words are said later: "Fourth Defendant"."""
    words = first_words(doc, entity)
    called = [
        other
        for other in named
        if other.references[0].token > entity.references[0].token
        and any(item.kind == "nominal" and _is_called(_plain(doc, item), words) for item in other.references)
    ]
    return called[0] if len(called) == 1 and " " in words and fits(entity, called[0]) else None


def _is_called(said: str, words: str) -> bool:
    return said == words or said.startswith(f"{words} ")


def is_heading_of(doc: Doc, entity: Entity, later: Entity) -> bool:
    """Say whether somebody is told of in a heading only, and the other is named first right below it."""
    first, name = entity.references[0], later.references[0]
    heading = doc[first.token].sent
    alone = all(item.sentence == first.sentence for item in entity.references)
    closed = heading.text.rstrip().endswith((".", "!", "?", "”", '"'))
    below = heading.end < len(doc) and "\n" in doc.text[heading[-1].idx : doc[heading.end].idx + 1]
    return alone and not closed and below and 0 < name.sentence - first.sentence <= _BELOW


def named_below(doc: Doc, named: Iterable[Entity], entity: Entity) -> Entity | None:
    """Return who does something in the sentence right below a heading that tells of an unnamed one.

    "Man charged with murder", and below it "Police say Al Roe killed a guest": where nobody else is named.

    Args:
        doc: the parsed text.
        named: those whom the sentence below names, in the order of the text.
        entity: the unnamed one.
    """
    told = [other for other in named if not (other.official or other.private or other.suffers() or other.kin)]
    if len(told) != 1 or not is_heading_of(doc, entity, told[0]):
        return None
    name = told[0].references[0]
    laid = LAID_TO.search(doc[name.token].sent.text) or _DEEDS.search(doc[name.token].sent.text)
    return told[0] if name.is_subject and not name.speaks and laid else None


def named_next(doc: Doc, named: Sequence[Entity], entity: Entity) -> Entity | None:
    """Return who is named with an age at the head of the sentence behind the one that brings somebody in.

    "Another man was freed despite a detainer. Al Roe, 28, is accused of rape"; of whom both sentences tell
    the same ("A woman was arrested. Al Roe, 28, was arrested on Monday") may be two. One's own trial
    counts as well: "A guard was convicted. Al Roe, 28, said at his trial".
    """
    first = entity.references[0]
    noun = doc[first.token]
    if determiner(noun) != "new" or noun.dep_ not in ("nsubj", "nsubjpass", "dobj"):
        return None
    for other in named:
        name = other.references[0]
        if name.kind != "name" or name.sentence != first.sentence + 1 or other.age is None:
            continue
        token = doc[name.token]
        line = text_of(doc)[first.start : name.start]
        heads = name.start == token.sent.start_char and "\n" not in line
        own = has_own_trial(doc, other)
        apart = token.head.lemma_ == noun.head.lemma_ or (name.speaks and not own) or not name.is_subject
        laid = own or LAID_TO.search(token.sent.text)
        if heads and not apart and laid and fits(entity, other):
            return other
    return None


def named_at_once(doc: Doc, named: Iterable[Entity], entity: Entity) -> Entity | None:
    """Return who heads, with name and age, the sentence behind an opening that accuses one of some calling.

    "A former teacher was acquitted of theft. Ann Roe, 51, had been fired": though no event is told of her.

    Args:
        doc: the parsed text.
        named: those whom that sentence names, in the order of the text.
        entity: the unnamed one.
    """
    first = entity.references[0]
    noun = doc[first.token]
    done_to = noun.dep_ in ("nsubj", "nsubjpass", "dobj") or (
        noun.dep_ == "pobj" and noun.head.lower_ == "against"
    )
    new = determiner(noun) == "new" or noun.left_edge.lower_ in ("a", "an")  # "a sheriff's deputy"
    if not (new and entity.accused and done_to and is_at_opening(doc, first)):
        return None
    for other in named:
        name = other.references[0]
        token = doc[name.token]
        front = text_of(doc)[token.sent.start_char : name.start]
        said = _THEY_SAY.fullmatch(front) is not None  # "Prosecutors say Ann Roe, 51, took"
        heads = name.kind == "name" and name.is_subject and (said or not front)
        if not heads or name.speaks or name.sentence != first.sentence + 1:
            continue
        aged = other.age is not None and 0 <= other.age.start - name.end <= len(", ")
        bystander = other.official or other.private or other.kin or other.suffers() or other.victim
        behind = text_of(doc)[name.end : token.sent.end_char]
        life = _OF_CALLING.search(behind) or (noun.head.lemma_ in _SENT_AWAY and _OF_MIGRANT.search(behind))
        sign = _DID.match(behind) if said else life
        called = noun.lemma_ not in _ANYBODY and sign
        told = aged and called and not bystander and token.head.lemma_ != noun.head.lemma_
        if told and fits(entity, other):
            return other
    return None


def is_near(doc: Doc, first: Reference, later: Reference) -> bool:
    """Say whether a name follows an unnamed mention within an opening.

    Sentences of a few words (a page's menus) and those printed before (headings) count for nothing.
    """
    if later.sentence - first.sentence <= _REACH:
        return True
    told: set[str] = set()
    sentence = doc[first.token].sent
    while sentence.end <= later.token:
        if len(sentence) > _MENU:
            told.add("".join(sentence.text.split()).lower()[:_HEADING])
        sentence = doc[sentence.end].sent
    return len(told) <= _REACH
