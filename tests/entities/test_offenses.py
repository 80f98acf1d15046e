"""Which words of a text name or tell an offense, and which category they have.

The categories of ICE's charge labels and of the FBI's NIBRS offenses are pinned below, label by label.
"""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.entities.offenses.lexicon import groups
from pipeline.entities.offenses.offenses import find_offenses, recategorise
from pipeline.ontology import ontology

GROUPS = groups()


def found(text: str) -> list[tuple[str, str]]:
    return [(mention.category, text[mention.start : mention.end]) for mention in find_offenses(text)]


def each(field: str) -> list[tuple[str, str, str]]:
    return [(group["id"], group["category"], sentence) for group in GROUPS for sentence in group[field]]


def test_each_example_is_found() -> None:
    missing = []
    for group, category, sentence in each("examples"):
        wanted = {(category, words) for words in re.findall(r"{(.+?)}", sentence)}
        if not wanted <= set(told := found(re.sub(r"[{}]", "", sentence))):
            missing.append(f"{group}, {category}: {sentence}\n    found {told}")
    assert missing == [], "\n".join(missing)


def test_no_counter_example_is() -> None:
    read = [
        f"{group}, {category}: {sentence}"
        for group, category, sentence in each("counters")
        if category in {mention.category for mention in find_offenses(sentence)}
    ]
    assert read == [], "\n".join(read)


def test_each_group_has_examples_and_counters() -> None:
    assert all(group["examples"] and group["counters"] for group in GROUPS)


def test_each_category_has_wordings() -> None:
    assert {group["category"] for group in GROUPS} == set(ontology().offenses)


CHARGES = {
    "attempted murder": "homicide",
    "second-degree murder": "homicide",
    "solicitation of murder": "homicide",
    "vehicular manslaughter": "vehicular_homicide",
    "motor vehicle homicide": "vehicular_homicide",
    "gross vehicular manslaughter while intoxicated": "vehicular_homicide",
    "DUI causing death": "vehicular_homicide",
    "assault with intent to rape": "sexual_assault",
    "indecent assault and battery on a person over 14": "sexual_assault",
    "indecent assault and battery on a person 16 or over": "sexual_assault",
    "indecent assault and battery on a person under 14": "child_sexual_abuse",
    "first-degree sexual assault against a minor under 12": "child_sexual_abuse",
    "sexual assault of a 15-year-old girl": "child_sexual_abuse",
    "sexual assault of a 35-year-old woman": "sexual_assault",
    "rape of a child": "child_sexual_abuse",
    "statutory rape": "child_sexual_abuse",
    "child molestation": "child_sexual_abuse",
    "indecent liberties with a child": "child_sexual_abuse",
    "enticing a minor": "child_sexual_abuse",
    "sexual exploitation of a minor": "child_sexual_abuse",
    "possession of child sexual abuse material": "child_pornography",
    "production of child pornography": "child_pornography",
    "child endangerment": "child_abuse",
    "false imprisonment": "kidnapping",
    "sex trafficking": "human_trafficking",
    "alien smuggling": "human_smuggling",
    "transporting illegal aliens": "human_smuggling",
    "carjacking": "robbery",
    "assault with a dangerous weapon": "assault",
    "assault on a federal officer": "assault",
    "elder abuse": "assault",
    "domestic assault and battery": "domestic_violence",
    "assault and battery on a family or household member": "domestic_violence",
    "corporal injury to a spouse": "domestic_violence",
    "domestic battery": "domestic_violence",
    "criminal threats": "threats",
    "violating a protective order": "threats",
    "extortion": "threats",
    "intimidation of a witness": "threats",
    "felon in possession of a firearm": "weapons",
    "carrying a pistol without a permit": "weapons",
    "unlawful possession of an assault weapon": "weapons",
    "breaking and entering": "burglary",
    "home invasion": "burglary",
    "receiving stolen property": "theft",
    "embezzlement": "theft",
    "grand theft auto": "vehicle_theft",
    "unauthorized use of a motor vehicle": "vehicle_theft",
    "wire fraud": "fraud",
    "tax evasion": "fraud",
    "passing counterfeit bills": "fraud",
    "visa fraud": "fraud",
    "possession with intent to distribute": "drug_trafficking",
    "possession of fentanyl with intent to distribute": "drug_trafficking",
    "conspiracy to distribute cocaine": "drug_trafficking",
    "possession of methamphetamine": "drug_possession",
    "drug offenses": "drug_possession",
    "driving under the influence": "dui",
    "OUI": "dui",
    "operating a motor vehicle while intoxicated": "dui",
    "leaving the scene of an accident": "traffic",
    "driving without a license": "traffic",
    "criminal mischief": "property_damage",
    "indecent exposure": "public_order",
    "pimping": "public_order",
    "resisting arrest": "obstruction",
    "witness tampering": "obstruction",
    "failure to appear": "obstruction",
    "probation violation": "obstruction",
    "perjury": "obstruction",
    "making false statements to federal agents": "obstruction",
    "failure to register as a sex offender": "sex_offender_registration",
    "RICO conspiracy": "gang",
    "material support to a terrorist organization": "terrorism",
    "illegal reentry": "illegal_reentry",
    "reentry after deportation": "illegal_reentry",
    "reentry of removed alien": "illegal_reentry",
    "improper entry": "illegal_entry",
    "bribery": "other",
    "B&E of a vehicle": "burglary",
    "DUI manslaughter": "vehicular_homicide",
    "OUI liquor": "dui",
    "PPP loan fraud": "fraud",
    "abuse of a corpse": "other",
    "abuse of a family member": "domestic_violence",
    "aggravated criminal sexual abuse": "sexual_assault",
    "aggravated unlawful use of a weapon": "weapons",
    "alien in possession of a firearm": "weapons",
    "alien registration failure": "other",
    "armed habitual criminal": "weapons",
    "arson": "arson",
    "assault by auto": "assault",
    "assault to murder": "homicide",
    "battery by strangulation": "assault",
    "capital murder": "homicide",
    "child neglect": "child_abuse",
    "corporal injury on spouse": "domestic_violence",
    "criminal damage to property": "property_damage",
    "criminal street gang activity": "gang",
    "cruelty to children": "child_abuse",
    "death by distribution": "homicide",
    "discharging a firearm into an occupied vehicle": "weapons",
    "disseminating matter harmful to juveniles": "child_sexual_abuse",
    "distribution of fentanyl resulting in death": "drug_trafficking",
    "escape": "obstruction",
    "failure to identify": "obstruction",
    "false claim to U.S. citizenship": "fraud",
    "false identification documents": "fraud",
    "false personation": "fraud",
    "fentanyl trafficking": "drug_trafficking",
    "flight to avoid prosecution": "obstruction",
    "gang participation": "gang",
    "graffiti": "property_damage",
    "grand larceny": "theft",
    "honest services wire fraud": "fraud",
    "hostage taking": "kidnapping",
    "illegal voting": "fraud",
    "improper entry by an alien": "illegal_entry",
    "indecent assault and battery on a child under 14": "child_sexual_abuse",
    "influencing a witness": "obstruction",
    "intimidating a witness": "threats",
    "luring": "child_sexual_abuse",
    "luring a minor": "child_sexual_abuse",
    "making a terrorist threat": "threats",
    "making false statements to a bank": "fraud",
    "malicious mischief": "property_damage",
    "menacing": "threats",
    "misuse of a Social Security number": "fraud",
    "murder in aid of racketeering": "homicide",
    "operating a drug house": "drug_trafficking",
    "operating to endanger": "traffic",
    "passport fraud": "fraud",
    "patronizing a prostitute": "public_order",
    "petit larceny": "theft",
    "possession of a Class A drug": "drug_possession",
    "possession of a controlled dangerous substance": "drug_possession",
    "possession of a fake ID": "fraud",
    "possession of ammunition by an alien illegally in the United States": "weapons",
    "possession of an unregistered silencer": "weapons",
    "possession of false documents": "fraud",
    "possession with the intent to deliver": "drug_trafficking",
    "rape in the third degree": "sexual_assault",
    "resisting an officer without violence": "obstruction",
    "rioting": "public_order",
    "securities fraud": "fraud",
    "sexual abuse in the first degree": "sexual_assault",
    "straw purchase": "weapons",
    "structuring": "fraud",
    "structuring financial transactions": "fraud",
    "tampering with a witness": "obstruction",
    "theft of public money": "theft",
    "theft of services": "theft",
    "third-degree domestic assault": "domestic_violence",
    "trafficking a person under 18": "human_trafficking",
    "traveling to meet a minor": "child_sexual_abuse",
    "unlawful assembly": "public_order",
    "uttering a false check": "fraud",
    "uttering counterfeit bills": "fraud",
    "violation of an abuse prevention order": "threats",
    "voting by a noncitizen": "fraud",
}


def test_words_behind_a_charge_are_one_mention() -> None:
    read = {words: found(f"He was charged with {words}.") for words in CHARGES}
    wrong = [f"{words}: {told}" for words, told in read.items() if told != [(CHARGES[words], words)]]
    assert wrong == [], "\n".join(wrong)


@pytest.mark.parametrize(
    ("sentence", "categories"),
    [
        ("She was booked on drug and weapons charges.", ["drug_possession", "weapons"]),
        (
            "He was convicted of burglary, grand theft and possession of stolen property.",
            ["burglary", "theft", "theft"],
        ),
        (
            "Police arrested him for DUI, hit and run, and resisting arrest.",
            ["dui", "traffic", "obstruction"],
        ),
        (
            "He was charged with robbery in the first degree, burglary in the second degree and arson.",
            ["robbery", "burglary", "arson"],
        ),
        (
            "She was convicted of assault in the third degree, first-degree robbery and perjury.",
            ["assault", "robbery", "obstruction"],
        ),
        ("They were convicted of conspiracy, kidnapping and murder.", ["kidnapping", "homicide"]),
    ],
)
def test_each_offense_of_a_list_is_a_mention(sentence: str, categories: list[str]) -> None:
    assert [category for category, _ in found(sentence)] == categories


@pytest.mark.parametrize(
    "sentence",
    [
        "The suspect died of a heart attack.",
        "The sheriff marked Sexual Assault Awareness Month.",
        "Police said the drug cartel moved north.",
        "A Homeland Security official spoke to police.",
        "Prosecutors praised the assault weapons ban.",
        "Police changed the battery of the radio.",
        "The suspect guarded against the theft of attention.",
        "Detectives charged the battery overnight.",
        "The robbery division has twelve police detectives.",
        "He met the Special Victims Unit and the police Homicide Unit.",
        "An anti-gang task force joined the arrest.",
        "The sheriff said violent crime fell.",
        "Drug enforcement is up to the police.",
        "He was arrested for being unlawfully present.",
        "Police shot the suspect.",
        "Suspect sought after a shooting June 4.",
    ],
)
def test_what_only_sounds_like_an_offense_is_none(sentence: str) -> None:
    assert found(sentence) == []


def test_counts_and_degree_belong_to_the_mention() -> None:
    assert found("He faces two counts of second-degree robbery, the prosecutor said.") == [
        ("robbery", "two counts of second-degree robbery")
    ]


def test_words_that_name_a_charge_only_where_charges_are_named() -> None:
    assert found("He was convicted of escape.") == [("obstruction", "escape")]
    assert found("The prison has an escape plan.") == []


@pytest.mark.parametrize(
    ("sentence", "categories"),
    [
        (
            "He was convicted of murder with enhancements for personal use of a firearm and a robbery.",
            ["homicide"],
        ),
        (
            "He is charged with theft, an enhancement for use of a knife, and one felony count of assault.",
            ["theft", "assault"],
        ),
        ("She was charged with robbery and use of a firearm.", ["robbery", "weapons"]),
    ],
)
def test_a_sentencing_enhancement_is_no_offense(sentence: str, categories: list[str]) -> None:
    assert [category for category, _ in found(sentence)] == categories


@pytest.mark.parametrize(
    ("sentence", "categories"),
    [
        ("The driver in the crash was charged with manslaughter.", ["vehicular_homicide"]),
        (
            "After the collision the driver was charged with two counts of reckless homicide.",
            ["vehicular_homicide"],
        ),
        ("He was convicted of killing a cyclist while speeding.", ["vehicular_homicide"]),
        ("The driver in the crash was charged with murder.", ["homicide"]),
        ("He was charged with manslaughter in the stabbing of a cyclist.", ["homicide", "assault"]),
        ("He shot the driver before the crash and was charged with manslaughter.", ["assault", "homicide"]),
    ],
)
def test_killing_told_of_a_crash_is_by_vehicle(sentence: str, categories: list[str]) -> None:
    assert [category for category, _ in found(sentence) if category not in ("traffic", "dui")] == categories


@pytest.mark.parametrize(
    ("sentence", "categories"),
    [
        ("He was convicted of conspiracy.", ["other"]),
        ("He was convicted of conspiracy and larceny.", ["theft"]),
        ("He was convicted of larceny. She was convicted of conspiracy.", ["theft", "other"]),
    ],
)
def test_conspiracy_counts_as_the_offense_it_stands_beside(sentence: str, categories: list[str]) -> None:
    assert [category for category, _ in found(sentence)] == categories


def test_name_and_act_are_told_apart() -> None:
    mentions = find_offenses("He was charged with murder after he stabbed his roommate to death.")
    assert [mention.kind for mention in mentions] == ["name", "act"]


def test_minor_is_shown_by_the_phrase() -> None:
    mentions = find_offenses("He was charged with kidnapping of a minor and with kidnapping.")
    assert [mention.minor for mention in mentions] == [True, False]


def test_victim_told_last_counts_for_the_deed_before() -> None:
    assert (
        found("He was convicted of the rape and murder of a 9-year-old girl.")[0][0] == "child_sexual_abuse"
    )


@pytest.mark.parametrize(
    ("category", "minor", "then"),
    [
        ("sexual_assault", True, "child_sexual_abuse"),
        ("sexual_assault", False, "sexual_assault"),
        ("homicide", True, "homicide"),
    ],
)
def test_recategorise(category: str, minor: bool, then: str) -> None:
    assert recategorise(category, minor) == then


LABELS = {
    "Aggravated Assault - Family-Strongarm": "domestic_violence",
    "Simple Assault": "assault",
    "Aggravated Assault - Weapon": "assault",
    "Amphetamine - Possession": "drug_possession",
    "Amphetamine - Sell": "drug_trafficking",
    "Battery": "assault",
    "Burglary - Forced Entry-Residence": "burglary",
    "Carrying Concealed Weapon": "weapons",
    "Cocaine - Sell": "drug_trafficking",
    "Commercial Sex": "public_order",
    "Contempt Of Court": "obstruction",
    "Contributing to Delinquency of Minor": "child_abuse",
    "Counterfeiting": "fraud",
    "Cruelty Toward Child": "child_abuse",
    "Damage Property": "property_damage",
    "Dangerous Drugs": "drug_possession",
    "Disorderly Conduct": "public_order",
    "Driving Under Influence Liquor": "dui",
    "Enticement of Minor for Prostitution": "child_sexual_abuse",
    "Flight - Escape": "obstruction",
    "Fraud - Impersonating": "fraud",
    "Heroin - Smuggle": "drug_trafficking",
    "Hit and Run": "traffic",
    "Homicide-Negligent Manslaughter-Vehicle": "vehicular_homicide",
    "Identity Theft": "fraud",
    "Illegal Entry": "illegal_entry",
    "Illegal Re-Entry": "illegal_reentry",
    "Incest With Minor": "child_sexual_abuse",
    "Intimidation": "threats",
    "Larceny - From Auto": "theft",
    "Making False Report": "obstruction",
    "Marijuana - Possession": "drug_possession",
    "Obstruct Police": "obstruction",
    "Possession Of Weapon": "weapons",
    "Resisting Officer": "obstruction",
    "Riot - Engaging in": "public_order",
    "Robbery - Residence-Gun": "robbery",
    "Sex Assault - Carnal Abuse": "sexual_assault",
    "Sex Offense Against Child-Fondling": "child_sexual_abuse",
    "Sexual Exploitation of Minor - Material - Film": "child_pornography",
    "Sexual Exploitation of Minor - Sex Performance": "child_sexual_abuse",
    "Shoplifting": "theft",
    "Smuggling Aliens": "human_smuggling",
    "Statutory Rape - No Force": "child_sexual_abuse",
    "Stolen Vehicle": "vehicle_theft",
    "Threat Terroristic State Offenses": "threats",
    "Traffic Offense": "traffic",
    "Vehicle Theft": "vehicle_theft",
    "Voyeurism": "public_order",
    "Weapon Offense": "weapons",
    "Witness - Dissuading": "obstruction",
    "Animal Cruelty": "other",
    "Purse-snatching": "theft",
    "Pocket-picking": "theft",
    "Harboring Escapee": "obstruction",
    "Welfare Fraud": "fraud",
    "Peeping Tom": "public_order",
}


def test_each_official_label_has_its_category() -> None:
    read = {label: found(f"Convicted: {label.replace(' - ', '-')}.") for label in LABELS}
    wrong = [
        f"{label}: {told}" for label, told in read.items() if told[:1] == [] or told[0][0] != LABELS[label]
    ]
    assert wrong == [], "\n".join(wrong)


WORDED = {
    "possession of 15-100 grams of a substance containing cocaine": "drug_possession",
    "possession of a legend drug": "drug_possession",
    "possession of an imitation controlled substance": "drug_possession",
    "breaking or entering a motor vehicle": "burglary",
    "concealment of merchandise": "theft",
    "unlawful use of a means of transportation": "vehicle_theft",
    "failing to report a collision": "traffic",
    "being a habitual offender of motor vehicle laws": "traffic",
    "actual physical control of a vehicle": "dui",
    "refusing a breath test": "obstruction",
    "being an accessory to a felony": "obstruction",
    "burning personal property": "arson",
    "prowling at night": "public_order",
    "entering the United States after being removed": "illegal_reentry",
    "being in the United States illegally after deportation": "illegal_reentry",
}


@pytest.mark.parametrize("frame", ["He was charged with {}.", "A jury convicted her of {} on Friday."])
def test_wordings_of_charges_have_their_category(frame: str) -> None:
    read = {words: {category for category, _ in found(frame.format(words))} for words in WORDED}
    assert read == {words: {category} for words, category in WORDED.items()}


@pytest.mark.parametrize(
    "charge", ["being a habitual offender", "being a persistent felony offender", "a habitual offender count"]
)
def test_what_makes_a_sentence_longer_is_no_offense(charge: str) -> None:
    assert found(f"She pleaded guilty to theft. He was charged with {charge}.") == [("theft", "theft")]


DEEDS = {
    "snatched a purse from a woman": "theft",
    "snatched a girl from a playground": "kidnapping",
    "attacked a jailer": "assault",
    "cut a man with a knife": "assault",
    "held a knife to her throat": "assault",
    "spray-painted a church": "property_damage",
    "filed false unemployment claims": "fraud",
    "skipped court": "obstruction",
    "burned a stolen car": "arson",
}


def test_deeds_have_their_category() -> None:
    told = {words: {category for category, _ in found(f"Prosecutors say he {words}.")} for words in DEEDS}
    assert told == {words: {category} for words, category in DEEDS.items()}


TEXT = st.text(alphabet=st.sampled_from(list("abdeghimnorstuw ,.'-\n0123")), max_size=200)
PIECES = st.lists(
    st.sampled_from(["charged with ", "rape", " and ", "murder of a child", " Unit", "DUI, "]) | TEXT
)


@given(PIECES)
def test_mentions_lie_in_the_text_sorted_and_apart(pieces: list[str]) -> None:
    text = "".join(pieces)
    mentions = find_offenses(text)
    ends = [0, *(mention.end for mention in mentions)]
    assert all(
        end <= mention.start < mention.end <= len(text) for end, mention in zip(ends, mentions, strict=False)
    )
    assert all(text[mention.start : mention.end].strip() for mention in mentions)


@pytest.mark.parametrize("before", ["", "İ. ", "ẞ ſ İİ "])
@pytest.mark.parametrize("name", ["aggravated assault", "Aggravated Assault", "AGGRAVATED ASSAULT"])
def test_capitals_do_not_count_and_offsets_hold_behind_odd_letters(before: str, name: str) -> None:
    text = f"{before}Police charged him with {name} on Monday."
    [found] = find_offenses(text)

    assert (text[found.start : found.end], found.category) == (name, "assault")
