"""By whom a deed was done: the doer of a verb, or of a noun that names what was done.

in: an offense in the dependency tree    out: people    writes: nothing
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from spacy.tokens import Span, Token

from pipeline.events.assertion.modality import modality_of
from pipeline.events.grammar import syntax
from pipeline.events.grammar.quotation_marks import is_quoted
from pipeline.events.offenses.accusers import Accusers
from pipeline.events.offenses.laid import Owner
from pipeline.events.people.entity import Entity
from pipeline.events.triggers.participants import Participants

_DOING = frozenset({"commit", "perpetrate", "carry", "orchestrate", "mastermind"})
"""Verbs that say of a noun who did it: "a robbery Roe committed", "fraud committed by Roe"."""
_OWNING_UP = frozenset({"confess", "admit"})
"""With "to", verbs that say of a noun who did it: "confessed to the robbery"."""
_TOLD = ("actual", "alleged")
_AT_WHOM = ("on", "of", "against")
SEEING = frozenset({"see", "spot", "find", "catch", "observe", "stop", "film", "record", "show", "capture"})
"""Verbs whose object is seen at a deed: "a camera caught Roe stealing"."""
_FINDING = frozenset({"find", "discover", "recover", "seize", "locate", "confiscate"})
"""Verbs whose object was with somebody: "found cocaine in his pocket"."""
STATES = frozenset({"affiliate", "associate", "connect", "arm"})
"""Verbs whose participle tells what somebody is or has: "Roe is affiliated with the gang"."""
_BESIDE = frozenset({"advcl", "acl", "ccomp", "xcomp"})
"""How the parser hangs that deed on them."""
_SPEAKER = 20
"""Words behind a sentence in which it is told who said it."""
_TRYING = frozenset({"attempt", "effort", "bid"})
"""Nouns behind "in" whose infinitive is done by the clause's doer: "rammed a car in an attempt to flee"."""

_HARMED = frozenset(
    {"raped", "robbed", "kidnapped", "tortured", "molested", "assaulted", "abused", "strangled", "murdered"}
)
"""What is done to those of whom a passive in front is told, if it is to nobody behind."""


_HURT = frozenset({"shoot", "stab", "wound", "injure", "hurt", "slay", "slash", "trap", "bind", "tie", "gag"})
"""In a bare participle, how somebody was found: "found Roe shot in a stolen truck"."""
_NEWCOMERS = frozenset({"immigrant", "alien", "migrant", "noncitizen", "illegal"})
_UNLAWFUL = frozenset({"illegal", "undocumented", "criminal", "unauthorized", "deported"})
_SUPPOSING = frozenset({"could", "might"})
_IF = frozenset({"if", "whether", "unless"})
_DENYING = frozenset({"deny", "doubt", "dispute", "refute", "disprove", "disbelieve"})
_FATAL = frozenset({"kill", "injure", "hurt"})
_COLLIDING = frozenset(
    {
        "slide",
        "crash",
        "slam",
        "skid",
        "swerve",
        "veer",
        "collide",
        "careen",
        "drift",
        "plow",
        "plough",
        "smash",
    }
)
_RUMORS = frozenset({"rumor", "rumour", "hoax", "lie", "falsehood", "myth", "suggestion", "notion"})
_BY_THE_WAY = frozenset({"traffic", "obstruction"})
"""Categories of which a verb tells what was done on the way to another deed: "ran a red light and hit"."""
_WHEN = frozenset({"after", "before", "since", "following", "during", "until", "amid", "despite"})
"""In front of a noun for a deed: when something else was done, by whoever did that."""


class Deeds:
    """Finds who did what an article tells, if it is somebody that it follows or describes."""

    def __init__(
        self, participants: Participants, is_followed: Callable[[Entity], bool], accusers: Accusers
    ) -> None:
        """Keep who the nouns stand for, of whom events are reported, and who accuses."""
        self._participants = participants
        self._accusers = accusers
        self._is_followed = is_followed

    def of_act(self, span: Span, *, in_office: bool = False) -> Sequence[Owner]:
        """Return who does the deed, if it is somebody the article follows or describes.

        Args:
            span: the offense.
            in_office: lay it to officials by name too, as where an indictment tells it.
        """
        if _is_done_to(span) or _is_of_death(span):
            return []
        verb = _verb_of(span.root)
        noun = (found_on(span) or _seen(span.root) or _doer(verb)) if verb is not None else None
        if verb is None or noun is None or _is_unsaid(span.root, verb, span) or self._is_anybodys(noun):
            return []
        done_to = [
            self._participants.entities.by_token.get(item.i)
            for item in syntax.children(verb, "dobj")
            if item.pos_ != "PRON"  # in its own clause it is not the doer
        ]
        whom = syntax.patient(verb) if syntax.is_passive(verb) else None
        harmed = self._participants.entities.by_token.get(whom.i) if whom is not None else None
        return [
            item
            for item in self._participants.resolve(noun)
            if isinstance(item, Entity)
            and item not in done_to
            and not item.suffers()
            and (
                (in_office and item.names)
                or (item.names and not item.bystander() and self._accusers.lay(verb))
                or (not item.official and (self._is_followed(item) or item.described()))
                or (harmed is not None and item.references[0].token == noun.i and _is_without_papers(noun))
            )
        ]

    def _is_anybodys(self, doer: Token) -> bool:
        """Say whether "they" stands in words that no official says: “They killed my uncle,” said Roe.

        A neighbor or a relative means the gang, the agents, or whoever they were, not those of the story.
        """
        if doer.lower_ != "they" or not is_quoted(doer):
            return False
        sentences = range(doer.sent.start, min(doer.sent.end + _SPEAKER, len(doer.doc)))
        return not any(
            person.official
            and not person.private
            and any(item.token in sentences for item in person.references)
            for person in self._participants.entities.all
        )

    def of_noun(self, span: Span) -> Sequence[Owner]:
        """Return by whom a deed told as a noun was done.

        "The shooting of Ann Roe by Ed Poe", "the fraud committed by Ed Poe", "a robbery Ed Poe committed".
        """
        root = span.root
        if root.pos_ not in ("NOUN", "PROPN"):
            return []
        nouns = [root, *syntax.objects_of(root, "of")]
        done_by = [noun for item in nouns for noun in syntax.objects_of(item, "by")]
        for clause in syntax.children(root, "acl", "relcl"):
            if clause.lemma_ in _DOING and not syntax.children(clause, "neg"):
                doer = syntax.children(clause, "nsubj") if not syntax.is_passive(clause) else []
                done_by += [*syntax.objects_of(clause, "by"), *(noun for noun in doer if noun.i > root.i)]
        if syntax.objects_of(root, *_AT_WHOM):
            done_by += syntax.children(root, "poss")  # "Roe's assault on a guard"
        told_of = [
            item
            for noun in done_by
            for item in self._participants.resolve(noun)
            if isinstance(item, Entity) and (item.names or item.described())
        ]
        blamed = _blamed(root)
        if blamed is not None and not self._is_anybodys(blamed):
            told_of += [
                item
                for item in self._participants.resolve(blamed)
                if isinstance(item, Entity) and (self._is_followed(item) or item.described())
            ]
        return [item for item in told_of if not (item.official or item.suffers())]


def _is_without_papers(doer: Token) -> bool:
    """Say whether a doer without a name is told of by unlawful status: "killed by an illegal immigrant"."""
    beside = {child.lower_ for child in doer.children}
    return (
        doer.lemma_.lower() in _NEWCOMERS
        and doer.tag_ == "NN"
        and doer.dep_ == "pobj"
        and bool(beside & {"a", "an"})
        and (doer.lemma_.lower() == "illegal" or bool(beside & _UNLAWFUL))
    )


def is_done(span: Span) -> bool:
    """Say whether an offense is told by a verb of its own: "resisted arrest", "in an attempt to flee"."""
    root = span.root
    if root.pos_ == "NOUN":
        return _is_trying(root)
    told = root.tag_ in ("VBD", "VBZ", "VBP") or (root.tag_ == "VB" and _tried(root) is not None)
    told = told or (root.tag_ == "VBG" and any(aux.tag_ == "VBD" for aux in syntax.children(root, "aux")))
    return root.pos_ == "VERB" and (told or _is_told_beside(root))


def is_deed(span: Span, category: str) -> bool:
    """Say whether a name of an offense tells a deed, which weighs nothing beside a charge."""
    beside = span.root.pos_ == "VERB" and _is_told_beside(span.root)
    return beside or (category in _BY_THE_WAY and is_done(span))


def _is_told_beside(verb: Token) -> bool:
    """Say whether a deed is seen, went along with another, or lies before what is told."""
    seen = verb.tag_ == "VBG" and verb.head.lemma_ in SEEING and verb.dep_ in _BESIDE
    along = verb.tag_ == "VBG" and verb.dep_ == "advcl" and verb.head.tag_ in ("VBD", "VBZ", "VBP")
    behind_comma = any(word.text == "," for word in verb.doc[max(0, verb.i - 2) : verb.i])
    if along and behind_comma and not is_quoted(verb) and not syntax.children(verb, "mark"):
        return True  # "Roe fled, leaving his child"
    perfect = verb.tag_ == "VBN" and any(aux.lemma_ == "have" for aux in syntax.children(verb, "aux"))
    return seen or (perfect and not syntax.is_passive(verb))  # "had failed to register"


def _blamed(noun: Token) -> Token | None:
    """Return of whom a clause says that the deed a noun names is theirs; None where none says so.

    "Roe carried out three burglaries", "confessed to the murder", "was responsible for the killings".
    """
    while noun.dep_ == "conj" and noun.head.pos_ == "NOUN":
        noun = noun.head
    verb = noun.head
    if noun.dep_ == "pobj":
        prep, verb = noun.head, noun.head.head
        answers = prep.lower_ == "for" and verb.lower_ == "responsible" and verb.dep_ == "acomp"
        owns_up = prep.lower_ == "to" and verb.lemma_ in _OWNING_UP
        if not (answers or owns_up):
            return None
        verb = verb.head if answers else verb
    elif verb.lemma_ not in _DOING - {"commit"} or noun.dep_ not in ("dobj", "nsubjpass"):
        return None  # "committed" is a cue
    if _is_unsaid(noun, verb) or modality_of(verb).value not in _TOLD:
        return None
    return syntax.agent(verb)


def _is_of_death(span: Span) -> bool:
    """Say whether a death is what something else is about: "testified in the death of Al Roe"."""
    about = span[0].dep_ == "prep" and span[0].head.pos_ == "VERB"
    return about and any(token.lemma_.lower() == "death" for token in span)


def _is_done_to(span: Span) -> bool:
    """Say whether an offense is told as what its noun suffered: "the slain man", "were bound, raped and"."""
    root = span.root
    along = root.dep_ in ("advcl", "conj") and root.head.i < root.i and syntax.is_passive(root.head)
    if along and root.lower_ in _HARMED and not syntax.children(root, "dobj", "nsubj", "agent"):
        return True
    first = span[0] if span[0].dep_ != "det" else span[min(1, len(span) - 1)]
    done_to = first.tag_ == "VBN" or first.lower_ == "slain"
    return first.dep_ == "amod" and done_to and first.head == span.root and first.i < span.root.i


def _is_unsaid(root: Token, verb: Token, span: Span | None = None) -> bool:
    """Say whether a deed is denied or only supposed, or only says when: "moved after the death of".

    What one did not do may be the deed itself: "did not appear in court".
    """
    denied = [word for word in syntax.children(verb, "neg") if span is None or word not in span]
    helping = {child.lower_ for child in verb.children if child.dep_ in ("aux", "mark")}
    found = verb.tag_ == "VBN" or (verb.dep_ == "ccomp" and verb.head.lemma_ in SEEING)
    bare = found and not syntax.children(verb, "aux", "auxpass", "nsubjpass", "dobj", "mark")
    timed = root.pos_ == "NOUN" and root.dep_ == "pobj" and root.head.lower_ in _WHEN
    return (
        bool(denied or helping & (_SUPPOSING | _IF))
        or timed
        or (bare and verb.lemma_ in _HURT and verb.dep_ != "conj")
        or _is_denied(verb)
        or _is_wondered(verb)
        or _is_of_crash(root)
    )


def _is_of_crash(deed: Token) -> bool:
    """Say whether a killing is what a crash came to: "slid into Ann Roe, killing her" tells no murder."""
    came_to = deed.tag_ == "VBG" and deed.dep_ == "advcl" and deed.lemma_ in _FATAL
    return came_to and deed.head.lemma_ in _COLLIDING


def _is_wondered(verb: Token) -> bool:
    """Say whether it is asked if somebody is who did it: "to see whether he is the man who robbed"."""
    clause = verb
    while clause.dep_ == "conj" and clause.head.pos_ == "VERB":
        clause = clause.head
    noun = clause.head
    named = clause.dep_ == "relcl" and noun.dep_ == "attr"
    return named and any(child.lower_ in _IF for child in noun.head.children)


def _is_denied(verb: Token) -> bool:
    """Say whether a clause is what somebody denies, or what a rumor says: "denied that Roe had robbed"."""
    head = verb.head
    denied = verb.dep_ == "ccomp" and head.lemma_ in _DENYING and not syntax.children(head, "neg")
    return denied or (verb.dep_ in ("acl", "ccomp", "relcl") and head.lemma_.lower() in _RUMORS)


def _verb_of(root: Token) -> Token | None:
    if root.pos_ == "VERB" or (root.dep_ in ("acomp", "prep") and root.head.pos_ == "AUX"):
        return root if root.pos_ == "VERB" else root.head  # "Roe was drunk behind the wheel"
    return next((node for node in root.ancestors if node.pos_ == "VERB"), None)


def found_on(span: Span) -> Token | None:
    """Return on whom or in whose things it was found: "officers found a gun under his seat"."""
    if not any(token.lemma_.lower() in _FINDING for token in span):
        return None
    held = [token for token in span if token.tag_ in ("PRP", "PRP$")]
    return held[-1] if held else None


def _seen(root: Token) -> Token | None:
    """Return who is seen at a deed: "Roe was spotted in a stolen truck", "a camera caught Roe stealing".

    Or of whom a participle says what they are or have: "Roe was affiliated with the gang".
    """
    if root.lemma_.lower() in SEEING | STATES and syntax.is_passive(root):
        apart = root.dep_ == "acl" and root.nbor(-1).text == ","  # of the noun in front, or of who acts
        return None if apart else syntax.patient(root)
    seeing = root.head.lemma_.lower() in SEEING and root.tag_ == "VBG" and not syntax.is_passive(root.head)
    seen = [noun for noun in syntax.children(root.head, "dobj") if noun.i < root.i] if seeing else []
    return seen[0] if seen and root.dep_ in _BESIDE else None


def _doer(verb: Token) -> Token | None:
    """Return who does what a verb says; the clause's doer for what is done "in an attempt to"."""
    if _is_gapped(verb):
        return verb.head.head if verb.head.dep_ == "relcl" else None
    trying = _tried(verb)
    return syntax.agent(verb if trying is None else trying)


def _is_gapped(verb: Token) -> bool:
    """Say whether what is said lacks its subject: "a man he said was selling cocaine"."""
    finite = verb.tag_ in ("VBD", "VBZ") or any(
        aux.tag_ in ("VBD", "VBZ", "VBP") for aux in syntax.children(verb, "aux")
    )
    own = syntax.children(verb, "nsubj", "nsubjpass", "csubj", "expl")
    return verb.dep_ == "ccomp" and finite and not own and verb.head.i < verb.i


def _tried(verb: Token) -> Token | None:
    """Return the verb of the clause in which something is done "in an attempt to" do another; else None."""
    noun = verb.head
    if verb.dep_ not in ("acl", "relcl") or verb.tag_ != "VB":
        return None
    if noun.dep_ == "dobj" and noun.head.lemma_ == "use":
        return noun.head  # "Roe used a hammer to kill"
    if not _is_trying(noun):
        return None
    return next((node for node in noun.ancestors if node.pos_ == "VERB"), None)


def _is_trying(noun: Token) -> bool:
    return noun.lemma_.lower() in _TRYING and noun.dep_ == "pobj" and noun.head.lower_ == "in"
