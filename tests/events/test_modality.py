"""Did it happen? Each sentence is read behind an introduction that names one person, whom it tells of."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from spacy.language import Language

from pipeline.events.assertion.cues import PATH
from pipeline.events.assertion.modality import modality_of
from pipeline.ontology import ontology
from pipeline.schema import Extraction
from pipeline.word_lists import table

INTRODUCTION = "Marco Quintanilla, 29, of Salem, is a Guatemalan citizen. "


@pytest.mark.slow
@pytest.mark.parametrize(
    ("sentence", "event", "modality"),
    [
        ("He was arrested in Salem on Monday.", "arrest", "actual"),
        ("He was not arrested.", "arrest", "negated"),
        ("Police did not arrest him.", "arrest", "negated"),
        ("He was never charged with a crime.", "charge", "negated"),
        ("Prosecutors declined to charge him.", "charge", "negated"),
        ("The judge refused to release him.", "release", "negated"),
        ("A neighbor who did not want to be named said he was arrested.", "arrest", "actual"),
        ("The driver, who had not stopped, was arrested.", "arrest", "actual"),
        ("Quintanilla, who did not have a license, was released.", "release", "actual"),
        ("He was neither deported nor detained.", "removal", "negated"),
        ("He has yet to be charged.", "charge", "negated"),
        ("He was freed without being charged.", "charge", "negated"),
        ("He was spared deportation.", "removal", "negated"),
        ("A last-minute ruling blocked his deportation.", "removal", "negated"),
        ("He narrowly avoided arrest.", "arrest", "negated"),
        ("He was not arrested or charged.", "charge", "negated"),
        ("He was not only arrested but also charged with theft.", "arrest", "actual"),
        ("He was not only arrested but also charged with theft.", "charge", "actual"),
        ("He was convicted of theft, but he was not sentenced to prison.", "conviction", "actual"),
        ("He was convicted of theft, but he was not sentenced.", "sentence", "negated"),
        ("He will be deported to Guatemala.", "removal", "planned"),
        ("He would be deported within days, officials said.", "removal", "planned"),
        ("Prosecutors plan to charge him with robbery.", "charge", "planned"),
        ("He is expected to be sentenced in March.", "sentence", "planned"),
        ("He is scheduled to be arraigned on Friday.", "charge", "planned"),
        ("ICE is seeking to deport him.", "removal", "planned"),
        ("He faces deportation.", "removal", "planned"),
        ("He is awaiting deportation.", "removal", "planned"),
        ("He is set to be released in May.", "release", "planned"),
        ("His sentencing is set for June 3.", "sentence", "planned"),
        ("Officers are trying to arrest him.", "arrest", "planned"),
        ("He agreed to be extradited to Texas.", "transfer", "planned"),
        ("He was allegedly arrested twice in Nevada.", "arrest", "alleged"),
        ("He was reportedly deported in 2012.", "removal", "alleged"),
        ("Agents accused the county of releasing him.", "release", "alleged"),
        ("The agency claims the jail released him.", "release", "alleged"),
        ("He was arrested in 2019, ICE said.", "arrest", "actual"),
        ("According to court papers, he was convicted of fraud.", "conviction", "actual"),
        ("He was arrested after he failed to appear in court.", "arrest", "actual"),
        ("Police arrested him before he could flee.", "arrest", "actual"),
        ("He was arrested while trying to cross the border.", "arrest", "actual"),
        ("He pleaded guilty to avoid being deported.", "conviction", "actual"),
        ("He refused to cooperate and was arrested.", "arrest", "actual"),
        ("He was ordered deported in 2015 but never left.", "removal_order", "actual"),
        ("He was released without bond.", "release", "actual"),
        ("No charges were filed against him.", "charge", "negated"),
        ("He denied being arrested.", "arrest", "negated"),
        ("The sheriff denied that his office had released him.", "release", "negated"),
        ("Deputies were unable to arrest him.", "arrest", "negated"),
        ("He has not been charged.", "charge", "negated"),
        ("He wasn't charged.", "charge", "negated"),
        ("He was about to be released when agents arrested him.", "release", "planned"),
        ("He was about to be released when agents arrested him.", "arrest", "actual"),
        ("Officials promised that he would not be deported.", "removal", "negated"),
        ("He will not be charged, the prosecutor said.", "charge", "negated"),
        ("His conviction was overturned.", "conviction", "actual"),
        ("He was the third man to be convicted in the case.", "conviction", "actual"),
        ("He continues to be held at the county jail.", "detention", "actual"),
        ("He went on to be convicted of fraud.", "conviction", "actual"),
        ("He failed to disclose his arrest in Ohio.", "arrest", "actual"),
        ("The court declined to order his release.", "release", "negated"),
        ("When a Salem jury convicted him, he wept.", "conviction", "actual"),
        ("The judge ordered that he be released on Friday.", "release", "actual"),
        ("His family will seek his release.", "release", "planned"),
        ("A sentencing hearing is scheduled for June 3.", "sentence", "planned"),
        ("He is being processed for deportation.", "removal", "planned"),
        ("He is scheduled for arraignment on Friday.", "charge", "planned"),
        ("He was arrested, only to be released the next day.", "release", "actual"),
        ("He will be handed to ICE and deported to Guatemala.", "removal", "planned"),
        ("A judge ordered Quintanilla held without bond.", "detention", "actual"),
        ("The jury voted to convict him.", "conviction", "actual"),
        ("He would later be convicted of fraud.", "conviction", "actual"),
        ("The term was longer due to his 1998 conviction for fraud.", "conviction", "actual"),
        ("He was accused of hiding and was taken into custody.", "arrest", "actual"),
        ("He consented to removal from the United States.", "removal", "planned"),
        ("He was flown to Salem to face charges of robbery.", "charge", "actual"),
        ("The fourth suspect to be indicted was Marco Quintanilla.", "charge", "actual"),
        ("His lawyers asked a judge for his release.", "release", "planned"),
    ],
)
def test_an_event_is_reported_once_with_its_modality(
    sentence: str, event: str, modality: str, read: Callable[..., Extraction]
) -> None:
    events = [item for item in read(INTRODUCTION + sentence).events if item.type == event]
    assert [(item.subject, item.modality) for item in events] == [("p1", modality)]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("sentence", "event"),
    [
        ("He could be deported.", "removal"),
        ("He may be charged later.", "charge"),
        ("If he is convicted, his green card would be revoked.", "conviction"),
        ("He fears being deported.", "removal"),
        ("Officers would need a warrant to arrest him.", "arrest"),
        ("Neighbors called for the sheriff to release him.", "release"),
        ("Lawyers urged the court to release him.", "release"),
        ("It is unclear whether he was charged.", "charge"),
        ("He should have been deported years ago.", "removal"),
        ("The sheriff asked that he be deported.", "removal"),
        ("Prosecutors opposed his release.", "release"),
        ("The jail considered releasing him.", "release"),
        ("He is unlikely to be sentenced to prison.", "sentence"),
        ("The paper called for him and his friends to be given the death penalty.", "sentence"),
        ("He was captured by the Taliban.", "arrest"),
        ("His wife wanted him to stay in jail.", "detention"),
        ("Was he deported?", "removal"),
        ("What if a jury had convicted him?", "conviction"),
        ("The petition for his release drew 900 names.", "release"),
        ("When a man is arrested, the jail takes his fingerprints.", "arrest"),
    ],
)
def test_what_only_may_be_is_no_event(sentence: str, event: str, read: Callable[..., Extraction]) -> None:
    assert [item.quote.value for item in read(INTRODUCTION + sentence).events if item.type == event] == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("sentence", "trigger", "cue"),
    [
        ("He was never charged.", "charged", "never"),
        ("He was freed without being charged.", "charged", "without being"),
        ("The judge refused to release him.", "release", "refused to"),
        ("Prosecutors plan to charge him.", "charge", "plan to"),
        ("He was reportedly deported in 2012.", "deported", "reportedly"),
        ("He was arrested.", "arrested", ""),
    ],
)
def test_the_cue_is_the_words_that_say_so(sentence: str, trigger: str, cue: str, nlp: Language) -> None:
    doc = nlp(sentence)
    [token] = [token for token in doc if token.text == trigger]
    modality = modality_of(token)
    assert sentence[modality.start : modality.end] == cue


@pytest.mark.slow
def test_a_cue_in_another_clause_says_nothing(nlp: Language) -> None:
    doc = nlp("He was not home, but his brother was arrested; he will be charged.")
    modalities = {
        token.text: modality_of(token).value for token in doc if token.text in ("arrested", "charged")
    }
    assert modalities == {"arrested": "actual", "charged": "planned"}


def test_every_cue_is_a_regular_expression_that_matches_no_empty_text() -> None:
    cues = table(PATH)
    patterns = {name: value for name, value in cues.items() if isinstance(value, str)}
    assert len(patterns) >= 5
    for name, pattern in patterns.items():
        assert re.search(pattern, "", re.IGNORECASE) is None, name


def test_cues_are_named_for_the_modalities_of_the_ontology() -> None:
    cues = table(PATH)
    stems = {
        re.sub(r"^not_|_(?:before|after)$", "", name) for name in cues if name.endswith(("before", "after"))
    }
    assert stems <= {*ontology().modalities, "hypothetical", "conditional", "general"}
