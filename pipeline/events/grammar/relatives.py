"""Parts relative clauses from the sentence around them that the parser runs together with it.

"Al Roe, whose brother Ed was convicted of theft, was charged with arson": parsed as if Ed were charged.
"It was Al Roe who called the police and Ed Poe who was charged": parsed as if Roe called them and Poe.

in: a parsed `Doc`    out: nothing    writes: heads and labels of the `Doc`
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from pipeline.events.grammar.hanging import hang
from pipeline.events.grammar.labels import FINITE, SUBJECT
from pipeline.events.grammar.nominals import is_person_noun
from pipeline.events.grammar.scan import tokens_with
from pipeline.first_names import is_first_name

_JOINING = frozenset({"and", "but", "while"})
_SAYING = frozenset({"say", "add", "write", "testify", "claim", "recall", "report", "note"})
_REFLEXIVE = frozenset({"himself", "herself", "themselves"})
_SPEAKING_FOR = frozenset(
    {"lawyer", "attorney", "counsel", "spokesman", "spokeswoman", "spokesperson", "representative"}
    | {"publicist", "barrister", "solicitor", "defender"}
)
"""Who speaks for somebody of whom more is told than of themselves."""
_RELATIVE = frozenset({"whose", "that", "who"})
_TELLING = frozenset({"that", "who", "which"})
_OBJECTS = frozenset({"dobj", "pobj", "dative"})
_NOT_BARE = frozenset({"aux", "auxpass", "dobj", "ccomp", "xcomp", "neg", "dative", "prt"})
"""What a verb has beside it that is no bare participle without an object."""
_AT_LAW = frozenset(
    {"convict", "charge", "accuse", "arrest", "indict", "sentence", "jail", "deport", "acquit", "imprison"}
    | {"want", "wanted", "suspect", "clear"}
)
"""Verbs that without an object tell what was done to their subject."""


def part_relatives(doc: Doc) -> None:
    """Hang relative clauses and participles on the noun they are said of, and on the sentence its verb."""
    for token in tokens_with(doc, words=_RELATIVE, tags=("VBN", "VBD", "VBG"), labels=("prep",)):
        if token.lower_ == "whose":
            _part_whose(token)
        elif token.tag_ in ("VBN", "VBD"):
            _part_aside(token)
            _of_free(token)
            _part_participle(token)
            _behind_object(token)
            _without_helping(token)
            if token.dep_ == "relcl":
                _take_object(token)
        elif token.tag_ == "VBG" and token.dep_ in ("csubj", "csubjpass"):
            _part_described(token)
        elif token.dep_ == "prep" and not token.n_rights + token.n_lefts:
            _take_held(token)
        elif token.lower_ == "that" and token.dep_ == "mark":
            _of_people(token)
        elif token.lower_ == "who" and token.dep_ in SUBJECT:
            _behind_name(token)
            _of_client(token)
            _join_cleft(token.head)


def _take_object(verb: Token) -> None:
    """Give a clause its object, parsed as a second subject: "the owner of a dog that bit Roe was held"."""
    told = any(child.lower_ in _TELLING and child.dep_ in SUBJECT for child in verb.lefts)
    if verb.tag_ != "VBD" or not told or verb.i + 1 == len(verb.doc):
        return
    if any(child.dep_ in _NOT_BARE for child in verb.children):
        return
    for main in verb.ancestors:
        subjects = [child for child in main.lefts if child.dep_ in SUBJECT]
        if len(subjects) > 1 and subjects[-1].left_edge.i == verb.i + 1 and subjects[0].is_ancestor(verb):
            hang(subjects[-1], verb, "dobj")
            return


def _part_described(verb: Token) -> None:
    """Give a sentence the subject that a participle tells of: "The teen driving a car of Roe's was held"."""
    main = verb.head
    own = [child for child in verb.lefts if child.dep_ == "nsubj" and child.i == verb.i - 1]
    if not own or own[0].pos_ not in ("NOUN", "PROPN") or main.i < verb.i:
        return
    passive = any(child.dep_ == "auxpass" for child in main.lefts)
    hang(own[0], main, "nsubjpass" if passive else "nsubj")
    hang(verb, own[0], "acl")


def _take_held(preposition: Token) -> None:
    """Give a preposition its noun, parsed as another subject: "The man found with Roe was held"."""
    first = preposition.head
    if first.tag_ not in ("VBD", "VBN") or first.dep_ != "ROOT" or preposition.i < first.i:
        return
    subjects = [child for child in first.lefts if child.dep_ in SUBJECT]
    for main in first.rights:
        taken = [child for child in main.lefts if child.dep_ in SUBJECT] if main.dep_ == "ccomp" else []
        named = len(taken) == len(subjects) == 1 and taken[0].ent_type_ == "PERSON"
        if named and taken[0].left_edge.i == preposition.i + 1:
            who, label = subjects[0], taken[0].dep_
            hang(taken[0], preposition, "pobj")
            hang(main, main, "ROOT")
            hang(who, main, label)
            hang(first, who, "acl")
            return


def _part_whose(whose: Token) -> None:
    """Give the verb behind a clause with "whose" its own subject, that of the sentence."""
    owned = whose.head
    while owned.dep_ == "compound":
        owned = owned.head
    apposed = owned.dep_ == "appos" and owned.head.dep_ in SUBJECT and owned.head.i < whose.i
    clause = owned.head.head if apposed else owned.head
    first = [child for child in clause.children if child.dep_ in SUBJECT and child.i < whose.i]
    if (owned.dep_ not in SUBJECT and not apposed) or len(first) != 1:
        return
    noun, label = first[0], first[0].dep_
    if _part(clause, noun, "relcl") and apposed:
        owned.head, owned.dep_ = clause, label


def _of_people(that: Token) -> None:
    """Hang a clause on the people in front of it: "was among 45 workers that agents arrested in May"."""
    verb = that.head
    people = that.nbor(-1) if that.i > that.sent.start else that
    labels = {child.dep_ for child in verb.children if child.i > that.i}
    among = people.dep_ == "pobj" and people.head.lower_ in ("among", "of", "with")
    if verb.dep_ != "ccomp" or verb.head.lemma_ != "be" or verb.lemma_ not in _AT_LAW or not among:
        return
    if is_person_noun(people) and "nsubj" in labels and not labels & {"dobj", "auxpass", "nsubjpass"}:
        hang(verb, people, "relcl")
        that.dep_, verb.tag_ = "dobj", "VBD"


def _part_participle(verb: Token) -> None:
    """Hang what the parser takes for the sentence's verb on its subject: "Roe, himself jailed once, had".

    "Roe, 40, convicted of theft last year, has been charged with arson": the second is the verb.
    """
    first = [child for child in verb.children if child.dep_ in SUBJECT and child.i < verb.i]
    held = {"dobj", "aux", "auxpass", "neg", "ccomp", "xcomp"} & {child.dep_ for child in verb.children}
    before = verb.nbor(-1) if verb.i > verb.sent.start else verb
    apart = before.text == "," or before.lower_ in _REFLEXIVE
    if verb.lemma_ in _AT_LAW and len(first) == 1 and not held and apart and before.i > first[0].i:
        # "Roe, suspected of theft, and Poe, wanted for arson, fled"
        joined = [item for item in first[0].conjuncts if item.right_edge.i in (before.i, before.i - 1)]
        _part(verb, first[0], "acl")
        if joined and verb.head == first[0]:
            verb.head = joined[-1]


def _part_aside(said: Token) -> None:
    """Give a verb its subject behind which somebody is said to say it: "Roe, Poe said, had been arrested"."""
    first = [child for child in said.children if child.dep_ in SUBJECT and child.i < said.i]
    verb = said.head
    if said.lemma_ not in _SAYING or len(first) != 2 or said.dep_ not in ("parataxis", "ccomp"):
        return
    after = said.i + 1 < len(said.doc) and said.nbor(1).text == ","
    own = [child for child in verb.children if child.dep_ in SUBJECT]
    if verb.i > said.i and after and not own and said.doc[first[1].left_edge.i - 1].text == ",":
        passive = any(child.dep_ == "auxpass" for child in verb.children)
        first[0].head, first[0].dep_ = verb, "nsubjpass" if passive else "nsubj"


def _of_free(verb: Token) -> None:
    """Hang a participle on who walked out: "Roe walked out of court a free man, cleared of theft"."""
    if verb.lemma_ not in ("walk", "leave", "go", "emerge"):
        return
    who = [child for child in verb.children if child.dep_ == "nsubj" and child.i < verb.i]
    for noun in [child for child in verb.children if child.lemma_ in ("man", "woman") and child.i > verb.i]:
        if who and any(word.lower_ == "free" for word in noun.children):
            for clause in [child for child in noun.children if child.dep_ == "acl"]:
                clause.head = who[0]


def _behind_object(verb: Token) -> None:
    """Hang a participle on the name in front: "arrested Roe and are looking for Poe, wanted for theft"."""
    comma = verb.nbor(-1) if verb.i > verb.sent.start else verb
    name = comma.nbor(-1) if comma.text == "," and comma.i > verb.sent.start else verb
    labels = {child.dep_ for child in verb.children}
    if verb.lemma_ not in _AT_LAW or verb.dep_ not in ("advcl", "conj") or verb.is_ancestor(name):
        return
    passive = any(child.dep_ == "auxpass" for child in verb.head.children)
    if labels & {"aux", "auxpass", "dobj", "neg", "cc", "conj", "mark", *SUBJECT} or "prep" not in labels:
        return
    person = _is_person(name)
    sought = name.dep_ == "dobj" or (name.dep_ == "pobj" and name.head.lower_ in ("for", "with", "of"))
    if person and sought and verb.head.i < name.i and not passive:  # "was held with Poe, charged with theft"
        verb.head, verb.dep_ = name, "acl"


def _without_helping(verb: Token) -> None:
    """Make a verb without its helping word passive: "Poe was cleared and Roe convicted", "Roe charged"."""
    first = [child for child in verb.children if child.dep_ == "nsubj" and child.i < verb.i]
    own = {
        child.dep_ for child in verb.children if child.i > verb.i or child.dep_ in ("aux", "auxpass", "neg")
    }
    told = verb.dep_ in ("ROOT", "conj", "parataxis") or (verb.dep_ == "ccomp" and verb.head.i > verb.i)
    if verb.lemma_ not in _AT_LAW or not told or len(first) != 1 or "prep" not in own or own & _NOT_BARE:
        return
    name = first[0]
    between = verb.doc[name.right_edge.i + 1 : verb.i]
    if _is_person(name) and all(word.tag_ == "RB" for word in between):  # "Roe also charged"
        name.dep_ = "nsubjpass"


def _part(clause: Token, noun: Token, label: str) -> bool:
    """Make the verb behind a clause and a comma that of a noun in front of it; say whether there is one."""
    verbs = [child for child in clause.children if child.dep_ == "conj" and child.i > clause.i]
    if clause.dep_ in ("relcl", "acl") or not verbs:
        return False
    verb = verbs[0]
    labels = {child.dep_ for child in verb.children}
    begin = min((child.i for child in verb.children if child.dep_ in ("aux", "auxpass")), default=verb.i)
    finite = verb.doc[begin].tag_ in FINITE
    if not finite or labels & {*SUBJECT} or verb.doc[begin - 1].text != ",":
        return False
    verb.head, verb.dep_ = (verb if clause.dep_ == "ROOT" else clause.head), clause.dep_
    for child in [item for item in clause.children if item.i > begin or item.dep_ == "mark"]:
        child.head = verb
    noun.head, noun.dep_ = verb, "nsubjpass" if "auxpass" in labels else "nsubj"
    clause.head, clause.dep_ = noun, label
    return True


def _behind_name(who: Token) -> None:
    """Hang "who was" on the name right in front: in "Ann Roe, who fled, and Al Poe who was" it is Poe's."""
    clause, name = who.head, who.nbor(-1) if who.i > who.sent.start else who
    head = _is_person(name) and name.dep_ not in ("compound", "flat", "poss")
    told = clause.dep_ == "relcl" or (clause.dep_ == "ccomp" and clause.head.lemma_ == "be")
    if head and told and clause.head != name and not clause.is_ancestor(name):
        clause.head, clause.dep_ = name, "relcl"


def _of_client(who: Token) -> None:
    """Hang a clause on the client whom it stands behind: "A lawyer for Roe, who was charged, said".

    But "a lawyer for Roe, who was himself charged" says it of the lawyer.
    """
    clause, spokesman = who.head, who.head.head
    comma = who.nbor(-1) if who.i > who.sent.start else who
    if clause.dep_ != "relcl" or spokesman.lemma_.lower() not in _SPEAKING_FOR or comma.text != ",":
        return
    clients = [child for word in spokesman.rights if word.lower_ == "for" for child in word.rights]
    clients = [child for child in clients if child.dep_ == "pobj" and child.i < who.i]
    himself = any(word.lower_ in _REFLEXIVE and word.dep_ not in _OBJECTS for word in clause.subtree)
    if not clients or himself or not (_may_be_person(clients[-1]) or is_person_noun(clients[-1])):
        return
    behind = who.doc[clients[-1].i + 1 : comma.i]
    if all(word.is_punct or word.like_num for word in behind):  # "for Al Roe, 40, who"
        hang(clause, clients[-1], "relcl")


def _join_cleft(clause: Token) -> None:
    """Join two of whom "it was" says what each did, though the second hangs on a word of the first one's."""
    name = clause.head
    joined = name.dep_ in ("conj", "appos") and name.doc[name.left_edge.i - 1].lower_ in _JOINING
    if clause.dep_ != "relcl" or not joined:
        return
    for node in name.ancestors:
        above = node.head
        if node.dep_ == "relcl" and above.dep_ == "attr" and above.head.lemma_ == "be":
            singled = any(child.lower_ == "it" for child in above.head.children if child.dep_ == "nsubj")
            who = any(child.lower_ in ("who", "that") for child in node.children if child.dep_ in SUBJECT)
            if singled and who:
                name.head, name.dep_ = above, "conj"
            return


def _may_be_person(name: Token) -> bool:
    """Say whether a name is somebody's for all that its label tells: no place's, no agency's initials."""
    named = name.pos_ == "PROPN" and name.ent_type_ in ("PERSON", "ORG", "") and not name.is_upper
    return named and not any(child.dep_ == "det" for child in name.children)


def _is_person(name: Token) -> bool:
    """Say whether a word is the last of somebody's name, by its label or by the first name in front."""
    if name.pos_ != "PROPN":
        return False
    first = [child for child in name.children if child.dep_ == "compound" and child.i < name.i]
    return name.ent_type_ == "PERSON" or (len(first) == 1 and is_first_name(first[0].lower_))
