"""Whom a pronoun or a definite noun points back to: by recency, role and what is known of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spacy.tokens import Doc, Token

from pipeline.events.grammar import nominals
from pipeline.events.grammar.clauses import is_accused, is_the_other
from pipeline.events.grammar.quotation_marks import QUOTES, is_quoted
from pipeline.events.grammar.syntax import (
    agent,
    antecedent,
    children,
    is_relative,
    objects_of,
    possessors,
    subject,
    text_of,
)
from pipeline.events.people.circumstances import (
    DEEDS,
    beater,
    is_anybodys,
    is_called_otherwise,
    is_faulted,
    is_named_near,
    is_of_time,
    is_tried,
    pays_bail,
    topic,
    visited,
)
from pipeline.events.people.entity import Entity, Reference, namesake_since
from pipeline.events.people.harm import died_held
from pipeline.events.people.rows import is_in_other_item
from pipeline.schema import Mention

_OF_SEX = 0.6
"""What it counts for "the man" that somebody is known to be one."""
_AGAINST_NAME = -2.0
"""What it counts against "the mother" that a first name is a man's: such a noun tells the sex for good."""
_TRIED = 0.8
"""What it counts for "the jury acquitted him" that somebody was accused before."""
REACH = 4
"""Sentences that a pronoun is looked back over."""
_TIMES = frozenset({"since", "after", "before", "until", "following"})
_UNBOUND = frozenset({"conj", "advcl", "parataxis", "appos", "npadvmod", "ROOT"})


class Antecedents:
    """The people told of so far; the lists passed in grow as the text is read."""

    def __init__(
        self, people: Sequence[Entity], by_token: Mapping[int, Entity], sentences: Mapping[int, int]
    ) -> None:
        """Keep the people of the article, whom each token stands for, and each token's sentence."""
        self.all = people
        self.by_token = by_token
        self._sentence = sentences

    def antecedent(self, token: Token, sex: str | None) -> Entity | None:
        """Return the person that a pronoun most likely stands for, or None.

        "The prosecutor was himself convicted": a reflexive is the subject's, known or not (principle A).
        """
        if token.lower_.endswith("self"):  # past the deed that it is the subject of: "got himself arrested"
            verbs = (node for node in token.ancestors if node.pos_ == "VERB")
            own = (item for verb in verbs for item in children(verb, "nsubj", "nsubjpass"))
            bound = next((item for item in own if item.i != token.i), None)
            if bound is not None and not is_relative(bound):
                return self.by_token.get(bound.i)
        if is_anybodys(token):
            return None
        other, accused = self._co_argument(token), is_accused(token)
        doers = self._doers(token) if token.dep_ == "nsubjpass" else []
        pool = [
            entity
            for entity in self.all
            if not (entity.sex and sex and entity.sex != sex)
            and entity is not other
            and entity not in doers
            and not is_called_otherwise(token, [token.doc[item.token] for item in entity.references])
            # "raped a person. He was sentenced"
            and not (accused and entity.suffers() and not (entity.names or died_held(entity, token.doc)))
        ]
        found = namesake_since(self.recent(pool, token, sex, REACH), pool, token.i)
        of_other = found is not None and found.is_of_other_sex(sex)
        if of_other and (self._is_told(sex, token) or is_named_near(sex, token)):
            return None  # "A woman said Al Roe hit her. Roe was held. She was released": no Roe
        beating = beater(token, [token.doc[item.token] for item in found.references]) if found else None
        return found if beating is None else self.by_token.get(beating.i)

    def _is_told(self, sex: str | None, token: Token) -> bool:
        """Say whether somebody known by a noun to be of a sex was told of not far in front of a token."""
        since = self._sentence[token.i] - REACH
        return any(item.sex == sex and _last_before(item, token.i, since) for item in self.all)

    def _co_argument(self, token: Token) -> Entity | None:
        """Return the subject of the verb whose object the pronoun is: "Deputies held him" is no reflexive."""
        verb = token.head if token.dep_ in ("dobj", "dative") else None
        if token.dep_ == "pobj":
            verb = token.head.head
            paying = verb.head if verb.dep_ == "dobj" else verb
            if any(noun.lemma_ in ("bail", "bond") for noun in children(paying, "dobj")):
                payer = subject(paying)  # "Ann Roe, who posted bail for him"
                return self.by_token.get(payer.i) if payer is not None else None
        elif token.dep_ in ("nsubj", "nsubjpass") and token.lower_ in ("him", "them"):
            verb = token.head.head  # "The judge ordered him removed"
        if verb is None or token.lower_.endswith("self") or verb.pos_ not in ("VERB", "AUX"):
            return None
        found = children(verb, "nsubj", "nsubjpass")
        if not found and verb.dep_ in ("advcl", "xcomp") and verb.lemma_ in DEEDS:
            found = children(verb.head, "nsubj")  # "Roe choked Poe while arresting him"
        return self.by_token.get(found[0].i) if found else None

    def is_owner(self, entity: Entity | None, noun: Token) -> bool:
        """Say whether somebody is whose a noun is: "his tenant" is not he; "his client" is the lawyer's."""
        owners = [self.by_token.get(owner.i) for owner in possessors(noun)]
        return entity is not None and entity in owners and noun.lemma_.lower() != "client"

    def binders(self, noun: Token) -> list[Entity]:
        """Return whom a noun phrase cannot stand for: the subjects above it.

        "Ann Roe said the man fled", "the sheriff held the man", "the man was hit by Ann Roe": principle C of
        binding (Chomsky 1981).
        Clauses joined by "and" or "after" bind nothing here; "is the man", "as the man" say who somebody is.
        """
        if noun.dep_ == "attr" or (noun.dep_ == "pobj" and noun.head.lower_ == "as"):
            return []
        found: list[Entity] = []
        node = noun
        while node.dep_ not in _UNBOUND and node.head is not node and not is_of_time(node):
            subjects = children(node.head, "nsubj", "nsubjpass") or _shared_subject(node.head)
            if node is noun and noun.dep_ == "nsubjpass":
                found += self._doers(noun)
            if node not in subjects and subjects:
                first = subjects[0]
                if node is noun and noun.dep_ == "dobj" and is_relative(first):
                    first = antecedent(first) or first  # "Al Roe, who prosecuted the killer"
                found += [self.by_token[first.i]] if first.i in self.by_token else []
            node = node.head
        return found

    def _doers(self, held: Token) -> list[Entity]:
        """Return by whom something was done to a passive's subject, who has been named before."""
        doer = agent(held.head)
        by = doer.text if doer is not None and doer.i > held.i and doer.pos_ == "PROPN" else ""
        return [x for x in self.all if any(held.doc[item.token].text == by for item in x.references)]

    def _reporting(self, pronoun: Token) -> Entity | None:
        """Return who is said to say what the pronoun is the subject of: "Roe told reporters he was beaten".

        Inside quotation marks "he" is somebody else.
        """
        clause = pronoun.head
        told = clause.head if clause.dep_ == "ccomp" else clause.head.head  # "told the outlet he was"
        clausal = clause.dep_ == "ccomp" or (clause.dep_ == "relcl" and clause.head.dep_ == "dobj")
        if pronoun.dep_ not in ("nsubj", "nsubjpass") or not clausal:
            return None
        if told.lemma_ not in nominals.lexicon().say:
            return None
        subjects = [child for child in children(told, "nsubj") if child.i < pronoun.i]
        if not subjects or any(item.text in QUOTES for item in pronoun.doc[subjects[-1].i : pronoun.i]):
            return None
        about = topic(told, subjects[-1], pronoun)
        return self.by_token.get(about.i if about is not None else subjects[-1].i)

    def _dealt_with(self, pronoun: Token) -> Entity | None:
        """Return whom the clause above has to do with: "Hall defended Cruz after he was charged"."""
        main = pronoun.head.head
        if pronoun.dep_ != "nsubjpass" or pronoun.head.dep_ != "advcl":
            return None
        if main.lemma_ not in nominals.lexicon().dealing:
            return None
        held = children(main, "dobj") or objects_of(main, "with")
        return self.by_token.get(held[0].i) if held and held[0].i < pronoun.i else None

    def _acted_on(self, pronoun: Token) -> Entity | None:
        """Return who stands right in front of a participle: "Agents went after Roe, deporting him"."""
        verb = pronoun.head
        if (
            pronoun.dep_ != "dobj"
            or verb.lemma_ not in DEEDS
            or verb.tag_ != "VBG"
            or verb.dep_ not in ("advcl", "acl")
            or verb.i < 2
        ):
            return None
        comma, before = verb.nbor(-1), verb.nbor(-2)
        acts = before.dep_ in ("nsubj", "nsubjpass")
        return None if comma.text != "," or acts else self.by_token.get(before.i)

    def _told_of(self, owner: Token) -> Entity | None:
        """Return whom the clause tells of, for "his" of its time: "His father was held after his arrest"."""
        since = owner.head.head if owner.dep_ == "poss" and owner.head.dep_ == "pobj" else None
        if since is None or since.lower_ not in _TIMES or since.head.pos_ not in ("VERB", "AUX"):
            return None
        subjects = children(since.head, "nsubjpass", "nsubj")
        told = subjects[0] if subjects and subjects[0].i < owner.i else None
        if told is None or told.pos_ == "PRON" or nominals.speaks(told):
            return None
        entity = self.by_token.get(told.i)
        held = told.dep_ == "nsubjpass" or since.head.lemma_ in ("be", "remain", "stay", "languish")
        return entity if held and not (entity is not None and entity.official) else None

    def _described_by(self, pronoun: Token) -> Entity | None:
        """Return whom the clause around describes: "Kate Roe, a nurse shot as she walked home"."""
        if pronoun.dep_ not in ("nsubj", "nsubjpass", "poss"):
            return None
        for node in pronoun.ancestors:
            if node.dep_ in ("acl", "relcl"):
                content = node.dep_ == "acl" and bool(children(node, "mark"))  # "told Judge Roe that he was"
                told = (node.dep_ == "acl" and not content) or any(
                    item.lower_ in ("who", "that") for item in children(node, "nsubj", "nsubjpass")
                )
                noun = node.head
                while noun.dep_ == "appos" and noun.i not in self.by_token:
                    noun = noun.head
                return self.by_token.get(noun.i) if told else None
        return None

    def called_before(self, lemma: str, doc: Doc) -> Entity | None:
        """Return who was arrested or charged under a noun that rules use of anybody: "a minor"."""
        return next(
            (
                entity
                for entity in reversed(self.all)
                if entity.accused and not entity.generic and entity.is_called(lemma, doc, unnamed=True)
            ),
            None,
        )

    def another(self, noun: Token) -> Entity | None:
        """Return who was brought in as "another man", or "the other man", if a noun is for the other one."""
        if not is_the_other(noun):
            return None
        for entity in reversed(self.all):
            for item in entity.references:
                told = noun.doc[item.token]
                again = (
                    told.lemma_ == noun.lemma_ and told.dep_ in ("nsubj", "nsubjpass") and is_the_other(told)
                )
                if again or any(child.lower_ == "another" for child in told.children):
                    return entity
        return None

    def fellow(self, doc: Doc) -> Entity | None:
        """Return who was told of last as a co-defendant or the like."""
        fellows = nominals.lexicon().fellow
        return next(
            (
                entity
                for entity in reversed(self.all)
                for item in entity.references
                if item.kind == "nominal" and doc[item.token].lemma_.lower() in fellows
            ),
            None,
        )

    def of_age(self, noun: Token, age: Mention, country: Mention | None) -> Entity | None:
        """Return the unnamed person of that age told of before: headline and lead name one person twice.

        "Another boy, 15," is nobody told of before, nor one from elsewhere, nor whom the next item of a
        list tells of, or the next phrase: "a man, 41, from Elk and a man, 41, from Holt".
        """
        sex = nominals.sex_of(noun)
        if any(child.lower_ in nominals.lexicon().one_more for child in noun.children):
            return None
        same = [
            entity
            for entity in self.all
            if not entity.names
            and entity.age is not None
            and entity.age.value == age.value
            and sex in (None, entity.sex)
            and not entity.is_from_elsewhere(country)
            and not is_in_other_item(noun, entity.references[-1].token)
            and noun.doc[entity.references[-1].token] not in noun.conjuncts
        ]
        return same[-1] if same else None

    def salient(self, token: Token) -> Entity | None:
        """Return the person that the passage around a token is about, officials left out."""
        return self.recent(
            [entity for entity in self.all if not entity.official or entity.described()], token, None, 2
        )

    def only_accused(self, charge: Token) -> Entity | None:
        """Return the one person of the story so far who is accused: "The license charge was dismissed".

        Args:
            charge: the noun; "a similar charge" may be anybody's.
        """
        told = [
            entity
            for entity in self.all
            if entity.accused
            and not (entity.suffers() or entity.generic)
            and entity.references[0].token < charge.i
        ]
        return told[0] if len(told) == 1 and nominals.determiner(charge) == "given" else None

    def recent(self, pool: Sequence[Entity], token: Token, sex: str | None, reach: int) -> Entity | None:
        """Return the likeliest of a pool, looking back over so many sentences; None where nobody is."""
        here = self._sentence[token.i]
        speaking = nominals.speaks(token)
        reporting, dealt_with = self._reporting(token), self._dealt_with(token) or self._acted_on(token)
        inmate = visited(token)
        dealt_with = dealt_with or self._told_of(token) or (self.by_token.get(inmate.i) if inmate else None)
        described = self._described_by(token)
        quoted = token.pos_ == "PRON" and is_quoted(token)
        tried = token.pos_ == "PRON" and is_tried(token)
        sign = {"m": 1, "f": -1}.get(sex or "", 0)
        of_name = any(item.leaning * sign > 0 and _last_before(item, token.i, here) for item in pool)
        # "Al Roe and his wife, Ann Roe, argued. She": one of that sex was told of just before
        of_name |= bool(sign) and any(x.sex == sex and _last_before(x, token.i, here - 1) for x in pool)
        best: tuple[float, Entity] | None = None
        for entity in pool:
            last = _last_before(entity, token.i, here - reach)
            if last is None or (entity.is_office() and not speaking):
                continue
            if quoted and (last.speaks or _ends_quote(token.doc, last)):
                continue  # “My sister is here. They are holding her,” Roe said: who speaks is not meant
            score = (
                -1.0 * (here - last.sentence)
                + 0.7 * _was_subject(entity, last)
                + 0.05 * min(len(entity.references), 4)
            )
            score += 0.5 * (entity.described() or entity.accused) + (
                (_OF_SEX if token.pos_ == "NOUN" else 0.2) if sex and entity.sex == sex else 0.0
            )
            if sex and entity.leaning:
                known = abs(entity.leaning) > 1 and entity.is_of_other_sex(sex)  # by a pronoun, too
                against = _AGAINST_NAME if token.pos_ == "NOUN" or of_name or known else -0.6
                score += 0.2 if (entity.leaning > 0) == (sex == "m") else against
            if entity.generic:
                score -= 1.0
            if entity.official and not entity.described():
                accused = 0.0 if entity.private else -0.8
                faulted = 0.3 if is_faulted(token.doc[last.token]) else -1.6
                score += 1.0 if speaking else accused if entity.accused else faulted
            elif speaking:
                score -= 0.4
            score += _TRIED * (tried and entity.accused)  # "The jury acquitted him": who stands trial
            other_sex = sex is not None and entity.leaning * (1 if sex == "m" else -1) < 0
            score += 2.5 * (entity is dealt_with) + 1.5 * (entity is described and not other_sex)
            if entity is reporting and not (entity.official or other_sex):
                score += 1.0
            elif last.speaks and not speaking and not entity.described():
                score -= 1.0
            if entity.suffers() or (entity.kin and not entity.accused):
                score -= 0.6
            if last.kind != "pronoun" and token.doc[last.token].dep_ == "poss":
                score -= 0.7  # "came for the boy's father; he ran"
            score -= 1.5 * (not entity.accused and pays_bail(token.doc[last.token]))
            score += 0.001 * last.token
            if best is None or score > best[0]:
                best = (score, entity)
        return best[1] if best else None


def _ends_quote(doc: Doc, reference: Reference) -> bool:
    """Say whether a mention stands right behind a quotation: “They took her,” Roe recounted."""
    if doc[reference.token].dep_ == "poss":
        return False  # “She was there.” Roe's lawyer said
    # a straight mark right in front opens a quotation
    return text_of(doc).endswith(("”", "” ", '" '), 0, reference.start)


def _shared_subject(verb: Token) -> list[Token]:
    """Return the subject that a verb shares with the one it is joined to: "Roe took it and hit the man"."""
    found = subject(verb) if verb.dep_ == "conj" and verb.pos_ == "VERB" else None
    return [found] if found is not None else []


def _was_subject(entity: Entity, last: Reference) -> bool:
    """Say whether somebody was the subject of something in the sentence of a reference, up to it.

    A sentence's centre is ranked by the highest role it had there (Grosz, Joshi and Weinstein 1995).
    """
    return any(
        item.is_subject
        for item in entity.references
        if item.sentence == last.sentence and item.token <= last.token
    )


def _last_before(entity: Entity, token: int, sentence: int) -> Reference | None:
    """Return the last reference in front of a token, no further back than a sentence.

    References come in the order of reading, but for a pronoun in front of its name in one sentence.
    """
    for item in reversed(entity.references):
        if item.sentence < sentence:
            return None
        if item.token < token:
            return item
    return None
