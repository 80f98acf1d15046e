"""Claims in the words people have for things are read as events of the database."""

import tomllib
from pathlib import Path

import pytest

from pipeline.ontology import ontology
from pipeline.review.check.reading import actions, rewording
from pipeline.review.check.reading.actions import Told, told_by
from pipeline.review.check.reading.known import Known
from pipeline.review.check.reading.parts import read_parts
from pipeline.review.check.reading.rewording import reworded
from pipeline.schema import Article
from pipeline.word_lists import table

ACTIONS = table(actions.PATH)["action"]
WORDINGS = tomllib.loads(Path(__file__).with_name("wordings.toml").read_text(encoding="utf-8"))
REWORDINGS = table(rewording.PATH)["rewording"]
NOBODY = Known(
    lambda name: "Pratt" in name,
    lambda name: name in ("Ohio", "Maine", "Texas", "El Paso", "Denver"),
    lambda name: name in ("Ohio", "Maine", "Texas"),
    lambda _: (("1", "Nilo Pratt"), ("2", "Otto Pratt")),
    is_country=lambda name: name in ("Honduras", "Peru", "Guatemala", "Mexico"),
)


@pytest.fixture(scope="module")
def said(base_reader):
    def read(*claims):
        articles = [Article(str(number), claim, "-") for number, claim in enumerate(claims)]
        return [read_parts(text, NOBODY) for text in base_reader.read_words(articles)]

    return read


def events(said):
    return [("not " * part.negated) + part.type for part in said.parts]


@pytest.mark.slow
def test_every_action_is_found_in_its_examples_and_in_no_counter_example(said):
    wanted, unwanted = (
        [
            (claim, "not " * item.get("inverse", False) + item["event"])
            for item in ACTIONS
            for claim in item[side]
        ]
        for side in ("example", "counter")
    )
    read = said(*(claim for claim, _ in (*wanted, *unwanted)))
    found = [events(item) for item in read]
    missed = [(*pair, got) for pair, got in zip(wanted, found, strict=False) if pair[1] not in got]
    wrong = [(*pair, got) for pair, got in zip(unwanted, found[len(wanted) :], strict=True) if pair[1] in got]
    assert (missed, wrong) == ([], [])


@pytest.mark.slow
def test_wordings_of_all_kinds_are_read(said):
    wanted = [(event, claim) for event, claims in WORDINGS.items() for claim in claims]
    read = said(*(claim for _, claim in wanted))
    wrong = [
        (event, claim, events(item))
        for (event, claim), item in zip(wanted, read, strict=True)
        if (events(item) != [] if event == "none" else event not in events(item))
    ]
    assert wrong == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("claim", "found"),
    [
        ("Nilo Pratt was never let out of jail.", ["not release"]),
        ("It is false that Nilo Pratt was deported.", ["not removal"]),
        ("Critics say Nilo Pratt was set free in May.", ["release"]),
        ("The Salem jail did not honor ICE's detainer on Nilo Pratt.", ["detainer_declined"]),
        ("Nilo Pratt was arrested in May and later deported.", ["arrest", "removal"]),
        ("Nilo Pratt, who was convicted of arson, was freed.", ["release", "conviction"]),
        ("Nilo Pratt was freed after a jury convicted him of arson.", ["release", "conviction"]),
        ("Nilo Pratt was held before he could be deported.", ["detention"]),
        ("Nilo Pratt, who may have been deported, was freed.", ["release"]),
        ("The jail let Nilo Pratt go and still holds three others.", ["release", "detention"]),
        ("Police made 40 arrests on the night of the Pratt verdict.", ["arrest"]),
        ("The man arrested in Salem in May was convicted of arson.", ["conviction"]),
        ("Both Pratt brothers were locked up.", ["detention", "detention"]),
        ("Reports that Nilo Pratt was deported are false.", ["not removal"]),
        ("There is no record that ICE asked for Nilo Pratt.", ["not detainer_issued"]),
        ("Nilo Pratt has no criminal convictions.", ["not conviction"]),
        ("Nilo Pratt was released, not deported.", ["release", "not removal"]),
        ("The Salem jail would not turn Nilo Pratt over to ICE.", ["detainer_declined"]),
        ("Nobody was arrested at Tanager Foundry.", ["not arrest"]),
        ("Nilo Pratt sued the agents who arrested him.", []),
        ("Nilo Pratt was deported in 2014 and 2015.", ["removal", "removal"]),
        ("The Salem jail released Nilo Pratt without notice to ICE.", ["release", "detainer_declined"]),
        ("Salem County let murder suspect Nilo Pratt go.", ["release"]),
        ("Salem County handed Nilo Pratt to ICE in two years.", ["transfer"]),
        ("Nilo Pratt was picked up by ICE from the Salem jail.", ["transfer"]),
        ("Salem County has never honored a detainer.", ["not detainer_honored"]),
        ("The jail got 9 detainers and honored none of them.", ["detainer_issued", "not detainer_honored"]),
        ("The Salem jail released Nilo Pratt before ICE could get him.", ["release", "detainer_declined"]),
        ("Denver declined 97 detainers and Polk County 51.", ["detainer_declined", "detainer_declined"]),
        ("Salem County and Polk County ignored ICE detainers.", ["detainer_declined", "detainer_declined"]),
        ("A judge kept Nilo Pratt locked up.", ["not release"]),
        ("Nilo Pratt saw his theft case dropped and was set free.", ["acquittal", "release"]),
        ("Salem County turned fraud suspect Nilo Pratt over to ICE weeks after being asked.", ["transfer"]),
        ("Nilo Pratt was booked into the Salem jail for theft.", ["arrest"]),
        ("Nilo Pratt was caught at the border in May.", ["arrest"]),
        ("The Salem jail has not turned a single inmate over to ICE.", ["not transfer"]),
        ("The jail honored 9 detainers and declined none.", ["detainer_honored", "not detainer_declined"]),
        ("ICE never asked anyone to hold Nilo Pratt.", ["not detainer_issued"]),
        ("ICE had no detainer on Nilo Pratt.", ["not detainer_issued"]),
        ("Nilo Pratt was not released until ICE dropped its hold.", ["release", "detainer_withdrawn"]),
        ("The jail turned nobody over to ICE.", ["not transfer"]),
        ("The jail has never turned anybody over to ICE.", ["not transfer"]),
        ("Not one detainer was honored in Salem County.", ["detainer_declined"]),
        ("Nilo Pratt was put on probation.", ["sentence"]),
        ("There was no ICE hold on Nilo Pratt.", ["not detainer_issued"]),
        ("Nilo Pratt was not wanted by ICE.", ["not detainer_issued"]),
        ("Nilo Pratt was neither charged nor convicted.", ["not charge", "not conviction"]),
        ("The sheriff denied ignoring the detainer on Nilo Pratt.", ["not detainer_declined"]),
        ("The Salem jail did not tell ICE that it was releasing Nilo Pratt.", ["detainer_declined"]),
        ("Nilo Pratt was released by mistake and caught again.", ["release", "arrest"]),
        ("Nilo Pratt was acquitted of murder but convicted of manslaughter.", ["acquittal", "conviction"]),
        ("Nilo Pratt's deportation was put on hold.", ["not removal"]),
        ("A judge threw out the theft case against Nilo Pratt.", ["acquittal"]),
        ("Nilo Pratt was found not guilty, then deported.", ["acquittal", "removal"]),
        ("Pratt was deported.", ["removal"]),
        ("Nilo Pratt was brought back to Ohio from Belize.", ["transfer"]),
        ("Brothers Nilo Pratt and Otto Pratt have ICE detainers.", ["detainer_issued", "detainer_issued"]),
        ("Border agents found more than 30 migrants in a truck.", ["arrest"]),
        ("Border Patrol first met Nilo Pratt in Texas.", ["entry"]),
        ("Nilo Pratt is in the Salem County jail.", ["detention"]),
        ("ICE took custody of Nilo Pratt.", ["arrest"]),
        ("The jail let Nilo Pratt go in defiance of ICE.", ["release", "detainer_declined"]),
        ("At least 11 of the workers have been sent home to their countries.", ["removal"]),
    ],
)  # fmt: skip
def test_a_claim_says_what_happened_and_what_did_not(said, claim, found):
    (read,) = said(claim)
    assert events(read) == found
    assert bool(read.unread) == (found == [])


@pytest.mark.slow
@pytest.mark.parametrize(
    "claim",
    [
        "Nilo Pratt could be deported.",
        "Nilo Pratt may have been released.",
        "Nilo Pratt was nearly deported.",
        "Nilo Pratt would have been deported if the jail had honored the detainer.",
        "ICE has not said whether Nilo Pratt was deported.",
        "The jury could not agree on whether Nilo Pratt was guilty.",
        "ICE stopped short of deporting Nilo Pratt.",
        "The Salem jail had no reason to hold Nilo Pratt.",
        "Nilo Pratt's appeal was dismissed.",
        "Had the jail honored the detainer, Nilo Pratt would be in Honduras.",
        "Nilo Pratt was charged $500 for a visa.",
        "Nilo Pratt was held up at gunpoint.",
    ],
)
def test_what_is_said_neither_to_be_so_nor_not_to_be_is_no_part_of_a_claim(said, claim):
    (read,) = said(claim)
    assert read.parts == ()


@pytest.mark.slow
def test_a_release_on_bail_a_verdict_in_a_case_and_what_is_to_come_again_say_so(said):
    bail, case, again, role = said(
        "Nilo Pratt made bail.",
        "Nilo Pratt was found guilty in the Salem stash house case.",
        "Prosecutors will put Nilo Pratt on trial again.",
        "The ringleader of the Salem heroin ring, Nilo Pratt, was given 14 years.",
    )
    assert (bail.parts[0].bail, case.parts[0].bail) == (True, False)
    assert (bail.parts[0].case, case.parts[0].case) == (False, True)
    assert (again.parts[0].planned, again.parts[0].times) == (True, 2)
    assert role.parts[0].who.name == "Nilo Pratt"


@pytest.mark.slow
def test_twice_before_is_twice_whose_deed_came_before_and_a_sheriffs_jail_may_be_any(said):
    twice, before, jail, season = said(
        "Nilo Pratt had been deported only twice before.",
        "Nilo Pratt made bail before ICE arrested him.",
        "Sheriff Roe's jail ignored a detainer on Nilo Pratt.",
        "Nilo Pratt was deported in the fall of 2023.",
    )
    assert twice.parts[0].times == 2
    assert before.parts[0].order.agency == "ICE"
    assert jail.parts[0].custodian is None
    assert season.parts[0].date == "2023-08/2023-12"


@pytest.mark.slow
def test_what_was_to_come_is_a_plan(said):
    (read,) = said("Nilo Pratt was to be deported, but a judge stopped it.")
    assert [(part.type, part.planned) for part in read.parts] == [("removal", True)]


@pytest.mark.slow
def test_what_somebody_did_not_have_to_do_may_have_been_done(said):
    (read,) = said("Nilo Pratt did not have to serve time.")
    assert read.parts == ()


@pytest.mark.slow
def test_a_prior_conviction_is_an_earlier_one_kin_share_a_name_and_trades_are_known(said):
    prior, charged, plain, kin, trade, man, tried = said(
        "Nilo Pratt had a previous conviction for theft.",
        "Nilo Pratt, who has a prior conviction, was charged with theft.",
        "Nilo Pratt was convicted of theft.",
        "Nilo Pratt got nine years and his brother Tess got five.",
        "Nilo Pratt, the mechanic, was deported.",
        "Nilo Pratt, a man from Salem, was deported.",
        "Prosecutors tried Nilo Pratt again.",
    )
    assert [part.earlier for part in prior.parts] == [True]
    assert not any(part.earlier for part in charged.parts if part.type == "charge")
    assert [part.earlier for part in plain.parts] == [False]
    assert [part.who.name for part in kin.parts] == ["Nilo Pratt", "Tess Pratt"]
    assert [part.who.words for part in trade.parts] == [{"mechanic"}]
    assert [part.who.words for part in man.parts] == [frozenset()]
    assert [part.type for part in tried.parts] == ["charge"]


@pytest.mark.slow
def test_what_befell_kin_is_not_said_of_the_one_named(said):
    (read,) = said("Nilo Pratt's brother was convicted of fraud.")
    assert [part.who.name for part in read.parts] == [None]


@pytest.mark.slow
def test_a_claim_says_of_whom_where_when_and_for_what(said):
    let_go, beat, counted = said(
        "The Salem County jail cut Nilo Pratt loose in May 2024, before his trial in June 2024.",
        "Nilo Pratt beat a robbery charge.",
        "Salem County brushed off about 40 of ICE's detainers in 2023.",
    )
    (part,) = let_go.parts
    assert (part.who.name, part.custodian, part.date) == ("Nilo Pratt", "Salem County jail", "2024-05")
    assert beat.parts[0].offense[0] == "robbery"
    (split,) = said("Nilo Pratt was acquitted of murder but found guilty of manslaughter.")
    assert [part.offense[1] for part in split.parts] == ["murder", "manslaughter"]
    (part,) = counted.parts
    assert (part.who, part.count, part.qualifier, part.custodian) == (None, 40, "about", "Salem County")


@pytest.mark.slow
@pytest.mark.parametrize(
    "claim",
    [
        "A roofer, Nilo Pratt, was picked up in May over the killing of Ann Pratt.",
        "A Peruvian, Nilo Pratt, was picked up over the murder of Ann Pratt.",
        "Police picked Nilo Pratt up over the killing of Ann Pratt.",
    ],
)
def test_who_is_arrested_is_not_whom_the_deed_was_done_to(said, claim):
    (part,) = said(reworded(claim))[0].parts
    assert (part.type, part.who.name) == ("arrest", "Nilo Pratt")


@pytest.mark.slow
def test_who_goes_on_to_be_held_is_said_to_be_held_still(said):
    now, before = said("Nilo Pratt continues to be held.", "Nilo Pratt remained locked up in May.")
    assert (now.parts[0].still, before.parts[0].still) == (True, False)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("claim", "event", "date"),
    [
        ("Nilo Pratt's 1991 arson conviction was overturned in May 2024.", "acquittal", "2024-05"),
        ("The 1991 conviction of Nilo Pratt was vacated.", "acquittal", None),
        ("Prosecutors dropped the 2019 theft charge against Nilo Pratt.", "acquittal", None),
        ("Nilo Pratt has a 2019 conviction for theft.", "conviction", "2019"),
        ("Nilo Pratt was convicted in the 1978 killings of two men.", "conviction", None),
    ],
)
def test_a_date_of_what_was_before_is_not_that_of_how_it_ended(said, claim, event, date):
    (part,) = said(claim)[0].parts
    assert (part.type, part.date) == (event, date)


@pytest.mark.slow
def test_a_claim_says_how_long_and_whether_of_all_and_whether_still(said):
    given, cleared, held, city = said(
        "Nilo Pratt was sentenced to nine years in prison.",
        "Nilo Pratt was acquitted of every charge.",
        "Nilo Pratt is still locked up.",
        "Denver turned down 97 ICE detainers.",
    )
    assert given.parts[0].term.words == "nine years"
    assert (cleared.parts[0].whole, given.parts[0].whole) == (True, False)
    assert (held.parts[0].still, cleared.parts[0].still) == (True, False)
    assert (city.parts[0].custodian, city.parts[0].count) == ("Denver", 97)


@pytest.mark.slow
def test_a_claim_says_for_what_though_in_no_known_words_how_often_and_in_what_order(said):
    fled, often, later, raid, handed, years = said(
        "Nilo Pratt was arrested for gatecrashing a wedding.",
        "Nilo Pratt was deported twice.",
        "Nilo Pratt was released after his arrest.",
        "Operation Tanager led to 267 arrests.",
        "The Salem sheriff handed over 14 people to ICE.",
        "Attorney Nilo Pratt was indicted in 2007 and in 2009.",
    )
    assert fled.parts[0].offense == ("unread", "gatecrashing a wedding")
    assert (often.parts[0].times, fled.parts[0].times) == (2, None)
    assert (later.parts[0].order.before, later.parts[0].order.types) == (False, {"arrest"})
    assert (handed.parts[0].count, handed.parts[0].qualifier) == (14, None)
    assert [(part.who.name, part.date) for part in years.parts] == [
        ("Nilo Pratt", "2007"),
        ("Nilo Pratt", "2009"),
    ]
    assert (raid.parts[0].type, raid.parts[0].count) == ("arrest", 267)


@pytest.mark.slow
def test_each_of_several_crimes_has_its_own_date_and_whom_they_were_done_to_is_no_group(said):
    dated, smuggled, jury, *deeds = said(
        "Nilo Pratt was convicted of robbery in 2014 and of rape in 2016.",
        "Nilo Pratt pleaded guilty to transporting aliens.",
        "A jury acquitted Nilo Pratt of both charges.",
        "Nilo Pratt was convicted of fleeing from police.",
        "Nilo Pratt was convicted of lying to federal agents.",
        "Nilo Pratt pleaded guilty to harboring an alien.",
        "Nilo Pratt pleaded guilty to hoodwinking a bishop.",
        "Nilo Pratt was convicted of holding a woman against her will.",
        "Nilo Pratt was convicted of shooting a man to death.",
        "Nilo Pratt was convicted of failing to register as a sex offender.",
    )
    told = {(part.offense[0], part.date) for part in dated.parts}
    assert told == {("robbery", "2014"), ("sexual_assault", "2016")}
    (part,) = smuggled.parts
    assert (part.who.name, part.offense[0]) == ("Nilo Pratt", "human_smuggling")
    assert (jury.parts[0].court, jury.parts[0].whole) == ("jury", True)
    laid = [part.offense[0] for read in deeds for part in read.parts]
    assert laid == [
        "obstruction",
        "obstruction",
        "human_smuggling",
        "unread",
        "kidnapping",
        "homicide",
        "sex_offender_registration",
    ]


@pytest.mark.slow
def test_one_of_several_is_one_and_who_is_named_beside_kin_is_meant_too(said):
    one, both = said(
        "Only one of the two men charged in Salem has been arrested.",
        "Nilo Pratt and his girlfriend Tess Pratt are both out.",
    )
    assert one.parts[0].count == 1
    assert {part.who.name for part in both.parts} == {"Nilo Pratt", "Tess Pratt"}


@pytest.mark.slow
def test_places_with_numbers_of_their_own_and_a_last_day_are_read(said):
    gapped, by, freed, feast, both = said(
        "Denver declined 97 detainers and Polk County 51.",
        "Twelve workers were deported by November 2023.",
        "Nilo Pratt has been let out of jail.",
        "Nilo Pratt was convicted of a Christmas Eve killing in Salem.",
        "Nilo Pratt pleaded guilty to robbery and to assault.",
    )
    assert feast.parts[0].date is None
    assert ([part.offense[0] for part in both.parts], both.unread) == (["robbery", "assault"], ())
    assert [(part.custodian, part.count) for part in gapped.parts] == [("Denver", 97), ("Polk County", 51)]
    assert (by.parts[0].by, by.parts[0].date) == (True, "2023-11")
    assert freed.parts[0].still


@pytest.mark.parametrize(
    ("claim", "plainly"),
    [
        ("Local police, not ICE, arrested Nilo Pratt.", "Local police arrested Nilo Pratt."),
        ("Nilo Pratt, unlike his brother, was deported.", "Nilo Pratt was deported."),
        ("Unlike Otto, Nilo Pratt was not deported.", "Nilo Pratt was not deported."),
        ("Nilo Pratt was released, not deported, in May.", "Nilo Pratt was released, not deported, in May."),
    ],
)
def test_who_is_named_only_as_another_is_left_out(claim, plainly):
    assert reworded(claim) == plainly


@pytest.mark.parametrize(
    ("claim", "plainly"),
    [
        ("ICE arrests Nilo Pratt.", "ICE arrested Nilo Pratt."),
        ("Salem County frees Nilo Pratt.", "Salem County freed Nilo Pratt."),
        ("Police charges that Nilo Pratt fled were dropped.", None),
        ("The jail held 26-year-old Nilo Pratt.", "The jail held Nilo Pratt, 26,."),
        ("A 26-year-old Honduran man was arrested.", None),
        ("A 26-year-old Honduran man named Nilo Pratt fled.", "Honduran national Nilo Pratt, 26, fled."),
        ("ICE arrested accused robber Nilo Pratt.", "ICE arrested Nilo Pratt, an accused robber."),
        ("Prosecutors accused robber Nilo Pratt's brother.", None),
        ("The cook accused in the Pine Hills case was freed.", None),
        ("Nilo Pratt found himself charged with theft.", "Nilo Pratt was charged with theft."),
        ("Nilo Pratt found himself a lawyer.", None),
        (
            "It was theft, not fraud, of which Nilo Pratt was convicted.",
            "Nilo Pratt was convicted of theft.",
        ),
        ("It was in May that Nilo Pratt was freed.", "Nilo Pratt was freed in May."),
        ("It was Nilo Pratt who was freed.", None),
        ("Nilo Pratt was freed, and so was Tess.", "Nilo Pratt was freed, and Tess was freed."),
        ("Nilo Pratt was freed and so left.", None),
        ("Nilo Pratt was among those rounded up in May.", "Nilo Pratt was rounded up in May."),
        ("Nilo Pratt was among the workers.", None),
        ("Nilo Pratt was among the 23 workers arrested.", None),
        ('Nilo "Nico" Pratt was freed.', "Nilo Pratt was freed."),
        ('The "Salem" Jail freed him.', None),
        ("Nilo Pratt avoided arrest.", "Nilo Pratt was not arrested."),
        ("Nilo Pratt has avoided arrest.", None),
        ("Nilo Pratt escaped charges.", "Nilo Pratt was not charged."),
        ("Nilo Pratt avoided jail.", "Nilo Pratt was not sent to prison."),
        ("Nilo Pratt got off without any jail time.", "Nilo Pratt was not sent to prison."),
        ("Nilo Pratt escaped jail in May.", "Nilo Pratt was not sent to prison in May."),
        ("Nilo Pratt escaped jail guards.", None),
        ("A federal judge had Nilo Pratt freed in May.", "A federal judge freed Nilo Pratt in May."),
        ("Prosecutors had the case dismissed.", "Prosecutors dismissed the case."),
        ("Nilo Pratt had his brother arrested.", None),
        ("A judge made ICE release Nilo Pratt.", "ICE released Nilo Pratt."),
        ("ICE was forced to let Nilo Pratt go.", "ICE let Nilo Pratt go."),
        ("ICE was ordered to deport Nilo Pratt.", None),
        (
            "Polk County declined two detainers and honored none.",
            "Polk County declined two detainers and honored none of them.",
        ),
        ("Nilo Pratt remains a fugitive.", "Nilo Pratt is still on the run."),
        ("Police sought a fugitive.", None),
        (
            "The number of detainers declined in Polk County was 12.",
            "12 detainers were declined in Polk County.",
        ),
        ("A request to hold Nilo Pratt was denied.", "A request for Nilo Pratt was denied."),
        ("A request to hold Nilo Pratt came in May.", None),
        ("ICE filed a detainer, which the jail ignored.", "ICE filed a detainer, and the jail ignored it."),
        ("ICE filed a detainer, which the jail got in May.", None),
        (
            "ICE filed two detainers; the jail honored both.",
            "ICE filed two detainers; the jail honored the detainers.",
        ),
        ("The jail honored both.", None),
    ],
)
def test_what_a_parser_would_misread_is_said_plainly(claim, plainly):
    assert reworded(claim) == (plainly or claim).replace(",.", ".")


@pytest.mark.slow
def test_what_is_told_of_a_crash_is_laid_to_nobody_and_an_appeal_decides_nothing(said):
    crash, appeal, taken = said(
        "A man admitted driving drunk in the crash that killed Tess Moe.",
        "Nilo Pratt has appealed his deportation order.",
        "Immigration agents grabbed Nilo Pratt as he walked out of the Salem jail.",
    )
    assert [(part.type, part.offense[0]) for part in crash.parts] == [("conviction", "dui")]
    assert (appeal.parts, appeal.unread) == ((), ("appealed",))
    assert events(taken) == ["arrest"]


@pytest.mark.slow
def test_a_share_is_not_understood_and_a_part_is_not_all(said):
    half, some, every, served, held = said(
        "Half of the workers seized at Tanager Farm were deported.",
        "Nilo Pratt was convicted on two counts and acquitted on three.",
        "Nilo Pratt was acquitted.",
        reworded("Nilo Pratt was sentenced to time served and handed to ICE."),
        "Nilo Pratt spent more than a month in the Salem jail.",
    )
    assert half.unread == ("what share",)
    assert [part.whole for part in some.parts] == [False, False]
    assert [part.whole for part in every.parts] == [True]
    assert events(served) == ["sentence", "transfer"]
    assert held.parts[0].term.words == "more than a month"


@pytest.mark.slow
def test_that_charge_is_the_one_told_before(said):
    (one,) = said("Nilo Pratt was charged with theft, but a judge dismissed that charge in July.")
    assert [(part.type, part.offense[0]) for part in one.parts] == [
        ("charge", "theft"),
        ("acquittal", "theft"),
    ]


def test_both_voices_have_one_form():
    assert told_by("JAIL1 *let P1 go", negated=False) == [Told("release", False, "P1")]
    assert told_by("JAIL1 *hold P1 for ICE1", negated=True) == [Told("detainer_declined", False, "P1")]
    assert told_by("P1 *rob bank", negated=False) == []


def test_actions_tell_of_declared_events():
    assert {item["event"] for item in ACTIONS} <= set(ontology().events)


@pytest.mark.parametrize("item", REWORDINGS, ids=lambda item: item["example"])
def test_every_wording_is_said_plainly_and_its_counter_example_is_not(item):
    assert reworded(item["example"]) == item["said"]
    assert reworded(item["counter"]) == item["counter"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("claim", "negated"),
    [
        ("The Salem jail gave ICE no notice before it freed Nilo Pratt.", False),
        ("ICE was never notified of Nilo Pratt's release.", False),
        ("The sheriff's office failed to alert ICE that it was letting Nilo Pratt go.", False),
        ("The Salem jail freed Nilo Pratt without letting ICE know.", False),
        ("ICE was told three hours ahead that Nilo Pratt would be released.", True),
        ("The Salem jail gave ICE plenty of warning before it released Nilo Pratt.", True),
    ],
)
def test_whether_ice_was_told_is_read(said, claim, negated):
    parts = said(reworded(claim))[0].parts
    (notice,) = (part for part in parts if part.notice)
    assert (notice.negated, notice.despite) == (negated, False)
    assert not any(part.planned for part in parts)


@pytest.mark.slow
@pytest.mark.parametrize(
    "claim",
    [
        "Nilo Pratt's father was held by ICE and freed on bond.",
        "ICE arrested Nilo Pratt's mother.",
        "The father of Nilo Pratt was deported.",
        "Nilo Pratt's killer was deported.",
        "Nilo Pratt's alleged killer was freed by the Salem jail.",
        "Nilo Pratt's teacher was arrested.",
    ],
)
def test_what_befell_whoever_is_told_by_a_name_is_not_said_of_who_has_it(said, claim):
    parts = said(claim)[0].parts
    assert parts
    assert all(part.who is not None and part.who.name is None for part in parts)
    assert all(part.who.of == "Nilo Pratt" or "lleged" in claim for part in parts)


@pytest.mark.slow
def test_whose_killer_is_named_is_not_the_killer(said):
    (part,) = said("Nilo Pratt's killer, Otto Pratt, was freed.")[0].parts
    assert part.who is not None and part.who.name == "Otto Pratt"
    (part,) = said("Police arrested Nilo Pratt's brother, Otto Pratt.")[0].parts
    assert part.who is not None and part.who.name == "Otto Pratt"


@pytest.mark.slow
def test_what_somebody_denies_is_not_said_to_be_otherwise(said):
    denied, open_ = said(
        reworded("ICE disputes that Nilo Pratt was released without notice."),
        "Nobody denies that the jail released Nilo Pratt.",
    )
    assert denied.unread == ("denied",)
    assert (open_.unread, events(open_)) == ((), ["release"])


@pytest.mark.slow
def test_a_school_in_front_of_a_name_is_nobody(said):
    (read,) = said("Reed College freshman Nilo Pratt was deported in May.")
    assert [part.who.name for part in read.parts] == ["Nilo Pratt"]


@pytest.mark.slow
def test_whose_death_it_was_is_not_who_was_cleared(said):
    (read,) = said("Jurors cleared two officers over Nilo Pratt's death.")
    assert not [part for part in read.parts if part.who and part.who.name]


@pytest.mark.slow
def test_until_when_something_was_not_so_is_when_it_was(said):
    (read,) = said("ICE did not lodge a detainer on Nilo Pratt until May 2024.")
    assert [(part.type, part.negated, part.date) for part in read.parts] == [
        ("detainer_issued", False, "2024-05")
    ]


@pytest.mark.slow
def test_what_is_said_beside_has_no_date_but_its_own(said):
    (read,) = said("Nilo Pratt was freed in May 2024 after a court had overturned his arson conviction.")
    assert [(part.type, part.date) for part in read.parts] == [("release", "2024-05"), ("acquittal", None)]


@pytest.mark.slow
def test_what_somebody_is_in_front_of_the_name_is_no_verdict_on_him(said):
    found, convicted, freed = said(
        "Jurors found former sheriff Nilo Pratt guilty of theft.",
        "A jury in Salem County convicted former sheriff Nilo Pratt of theft.",
        "A judge released convicted robber Nilo Pratt.",
    )
    for read in (found, convicted):
        (part,) = read.parts
        assert (part.type, part.who.name, part.aside) == ("conviction", "Nilo Pratt", False)
    assert [part.type for part in freed.parts] == ["release"]


@pytest.mark.slow
def test_a_plea_of_not_guilty_is_no_conviction(said):
    for read in said(
        "Nilo Pratt entered a not guilty plea.",
        "Nilo Pratt entered a plea of not guilty to theft.",
        "Nilo Pratt pleaded not guilty to theft.",
        "Nilo Pratt denied the theft charge in court.",
    ):
        assert [part.type for part in read.parts] == ["charge"]


@pytest.mark.slow
def test_a_verdict_of_not_guilty_undoes_no_conviction(said):
    ended, undone = said(
        "Three counts against Nilo Pratt ended in not-guilty verdicts.",
        "The guilty verdict against Nilo Pratt was thrown out.",
    )
    assert [(part.type, part.overturned) for part in ended.parts] == [("acquittal", False)]
    assert [(part.type, part.overturned) for part in undone.parts] == [("acquittal", True)]


@pytest.mark.slow
def test_when_somebody_was_freed_is_said_as_well(said):
    (read,) = said("Nilo Pratt was set free when a jury acquitted him.")
    assert [(part.type, part.aside) for part in read.parts] == [("release", False), ("acquittal", True)]


@pytest.mark.slow
def test_what_somebody_will_spend_in_prison_is_a_sentence_and_a_stay_since_goes_on(said):
    to_come, since, asked = said(
        "Nilo Pratt will spend 25 years in prison for theft.",
        "Nilo Pratt has been behind bars since his arrest.",
        "Nilo Pratt's theft conviction was upheld.",
    )
    assert [(part.type, part.planned) for part in to_come.parts] == [("sentence", False)]
    assert [(part.type, part.still) for part in since.parts] == [("detention", True)]
    assert events(asked) == ["not acquittal"]


@pytest.mark.slow
def test_what_befell_somebody_one_thing_after_the_other_is_all_read(said):
    claims = (
        "Nilo Pratt was arrested, charged and released.",
        "Nilo Pratt was detained by ICE and freed in May.",
        "Nilo Pratt admitted lying under oath and was not sent to prison.",
        "Nilo Pratt was sent to Texas.",
    )
    series, two, lied, sent = said(*map(reworded, claims))
    assert events(series) == ["arrest", "charge", "release"]
    assert [(part.type, part.date) for part in two.parts] == [("arrest", None), ("release", "XXXX-05")]
    assert events(lied) == ["conviction", "not sentence"]
    assert events(sent) == ["transfer"]
