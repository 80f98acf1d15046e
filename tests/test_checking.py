"""Claims against a database of a few invented articles; what the reader makes of each is given by hand."""

import pytest

from pipeline.jobs.checking import check
from pipeline.jobs.relinking import relink
from pipeline.link.places.articles import link_places
from pipeline.review.check import rules
from pipeline.review.check.told import claim_review, lines, verdict_dict
from pipeline.review.rows import Desk
from pipeline.schema import Article, ReadText
from pipeline.score.gold_records import gold_extraction
from pipeline.store.claims import ClaimRecords
from pipeline.store.writer import RunRecord, Stamp, Store

NILO = {
    "role": "subject",
    "name": "Nilo Quarrel",
    "age": 31,
    "nationality": "Honduras",
    "mention": "Nilo Quarrel",
}
NAMED = {**NILO, "age": None, "nationality": None}
OTIS = {**NAMED, "name": "Otis Quarrel", "mention": "Otis Quarrel"}
OTTO = {**NAMED, "name": "Otto Brell", "mention": "Otto Brell"}
IRA = {**NAMED, "name": "Ira Dunmow", "mention": "Ira Dunmow"}
UNA = {**NAMED, "name": "Una Voss", "mention": "Una Voss"}
IDA = {**NAMED, "name": "Ida Lorn", "mention": "Ida Lorn"}
LEV = {**NAMED, "name": "Lev Oste", "mention": "Lev Oste"}
WEBB = {"role": "victim", "name": "Tamsin Webb", "age": None, "nationality": None, "mention": "Tamsin Webb"}


def event(kind, quote, subject="p1", **said):
    values = {"count": None, "date": None, "agency": None, "custodian": None, "modality": "actual"}
    return {"type": kind, "subject": subject, "quote": quote, **values, **said}


def told(text, events, people=(NAMED,), offenses=()):
    people = [{"id": f"p{number}", **person} for number, person in enumerate(people, 1)]
    return text, {"people": people, "offenses": list(offenses), "facilities": [], "events": events}


def offense(category, status, quote):
    return {"subject": "p1", "category": category, "status": status, "quote": quote}


ARTICLES = {
    "agency": told(
        "SALEM, Ore. - The Yamhill County Jail ignored a detainer and released Nilo Quarrel on May 6.",
        [
            event(
                "detainer_declined", "ignored a detainer", custodian="Yamhill County Jail", date="2024-05-06"
            ),
            event(
                "release",
                "released Nilo Quarrel on May 6",
                custodian="Yamhill County Jail",
                date="2024-05-06",
            ),
        ],
    ),
    "sheriff": told(
        "SALEM, Ore. - The Yamhill County Jail never ignored a detainer on Nilo Quarrel, the sheriff said.",
        [
            event(
                "detainer_declined",
                "never ignored a detainer",
                custodian="Yamhill County Jail",
                modality="negated",
            )
        ],
    ),
    "court": told(
        "SALEM, Ore. - Nilo Quarrel was acquitted of robbery and pleaded guilty to theft on June 3. "
        "Tamsin Webb wept.",
        [
            event("acquittal", "was acquitted of robbery", date="2024-06-03"),
            event("conviction", "pleaded guilty to theft", date="2024-06-03"),
        ],
        [NILO, WEBB],
        [offense("robbery", "cleared", "robbery"), offense("theft", "convicted", "theft")],
    ),
    "record": told(
        "SALEM, Ore. - Nilo Quarrel, a man with a fraud record, was held in Oregon at Yamhill County Jail.",
        [event("detention", "was held", custodian="Yamhill County Jail")],
        [NILO],
        [offense("fraud", "convicted", "fraud")],
    ),
    "declined": told(
        "SALEM, Ore. - The Yamhill County Jail declined detainers on 12 people on May 6, the records show. "
        "Jails in Oregon turned 40 away in May.",
        [
            event(
                "detainer_declined",
                "declined detainers on 12 people",
                None,
                custodian="Yamhill County Jail",
                date="2024-05-06",
                count=12,
            ),
            event(
                "detainer_declined", "turned 40", None, custodian="Jails in Oregon", date="2024-05", count=40
            ),
        ],
        [],
    ),
    "driver": told(
        "LIMA LAKE, Ohio - Lev Oste is charged with aggravated vehicular homicide. He was kept in a cell, "
        "and later he was held in a barn. No detainer was sent, the Lima County Jail says.",
        [
            event("charge", "is charged with aggravated vehicular homicide"),
            event("detention", "was kept in a cell"),
            event("detention", "was held in a barn"),
            event("detainer_issued", "No detainer was sent", modality="negated"),
        ],
        [LEV],
        [offense("vehicular_homicide", "charged", "aggravated vehicular homicide")],
    ),
    "held": told(
        "LIMA LAKE, Ohio - Una Voss is being held at the Lima County Jail. Ida Lorn is being held by ICE.",
        [
            event("detention", "is being held at the Lima County Jail", custodian="Lima County Jail"),
            event("detention", "is being held by ICE", "p2", custodian="ICE"),
        ],
        [UNA, IDA],
    ),
    "removed": told(
        "LIMA LAKE, Ohio - Otto Brell was removed to Peru on May 2. Ira Dunmow was never handed over to ICE.",
        [
            event("removal", "was removed to Peru on May 2", date="2024-05-02"),
            event("transfer", "was never handed over to ICE", "p2", custodian="ICE", modality="negated"),
        ],
        [OTTO, IRA],
    ),
    "raid": told(
        "KELPORT, Maine - Agents arrested 206 people at Tanager Foundry in Kelport on March 4.",
        [event("arrest", "arrested 206 people", None, count=206, date="2024-03-04", agency="Agents")],
        [],
    ),
}
SOURCES = {
    "record": "Salem Ledger",
    "declined": "Salem Herald",
    "agency": "ICE",
    "sheriff": "Yamhill County Sheriff",
    "court": "Salem Post",
    "raid": "Kelport Courier",
    "removed": "Lima Lake Star",
    "driver": "Lima Lake Star",
    "held": "Lima Lake Star",
}


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    path = tmp_path_factory.mktemp("claims") / "claims.db"
    with Store(path) as store:
        run = store.begin_run(RunRecord("", "{}", "", "gold", "", ()))
        for name, (text, gold) in ARTICLES.items():
            article = Article(name, text, name, source=SOURCES[name], published="2024-06-05")
            extraction = link_places(article, gold_extraction({"offenses": (), **gold}, article))
            store.write(run, article, extraction, Stamp(name, name, "gold", ""))
    relink(path)
    return path


class Written:
    """Reads each claim as it is given."""

    def __init__(self, *given):
        self.given = dict(given)

    def read_words(self, articles):
        for article in articles:
            yield ReadText(article.text, (), (), gold_extraction(self.given[article.text], article))


@pytest.fixture
def answer(database):
    def give(*claim, with_names=False, read=None):
        text, gold = told(*claim)
        with ClaimRecords(database) as records:
            desk = Desk(records, with_names)
            (verdict,) = check(records, Written((read or text, gold)), [text], with_names=with_names)
            return verdict_dict(desk, verdict)

    return give


def sides(answer):
    return {(item["id"], item["side"]) for item in answer["evidence"] if item["side"] != "near"}


def test_what_one_source_says_and_another_denies_is_mixed(answer):
    got = answer(
        "The jail ignored a detainer on Nilo Quarrel.", [event("detainer_declined", "ignored a detainer")]
    )
    assert got["verdict"] == "mixed"
    assert sides(got) == {("agency:e1", "for"), ("sheriff:e1", "against")}
    assert (got["sources_for"], got["sources_against"]) == (1, 1)


def test_a_date_agrees_within_its_precision_and_is_told_value_by_value(answer):
    text = "Nilo Quarrel was released by the Yamhill County Jail in May 2024."
    got = answer(text, [event("release", "released", custodian="Yamhill County Jail", date="2024-05")])
    assert got["verdict"] == "supported"
    first = next(item for item in got["evidence"] if item["id"] == "agency:e2")
    assert {field: value["judged"] for field, value in first["values"].items()} == {
        "who": "agrees",
        "what": "agrees",
        "where": "agrees",
        "when": "agrees",
    }
    assert (first["quote"], first["source"], first["published"]) == (
        "released Nilo Quarrel on May 6",
        "ICE",
        "2024-06-05",
    )


def test_another_date_contradicts_only_where_a_second_anchor_holds(answer):
    said = {"custodian": "Yamhill County Jail", "date": "2024-02"}
    text = "Nilo Quarrel was released by the Yamhill County Jail in February 2024."
    assert answer(text, [event("release", "released", **said)])["verdict"] == "contradicted"
    bare = "Nilo Quarrel was released in February 2024."
    assert answer(bare, [event("release", "released", date="2024-02")])["verdict"] == "unknown"


def test_acquitted_of_one_offense_and_convicted_of_another_are_kept_apart(answer):
    def convicted(*kinds):
        laid = [offense(kind, "convicted", kind) for kind in kinds]
        text = f"Nilo Quarrel was convicted of {' and '.join(kinds)}."
        return answer(text, [event("conviction", "convicted")], [NILO], laid)["verdict"]

    assert convicted("theft") == "supported"
    assert convicted("robbery") == "contradicted"
    assert convicted("theft", "robbery") == "mixed"
    assert convicted("arson") == "unknown"


@pytest.mark.parametrize(
    ("count", "qualifier", "verdict"),
    [
        (200, "about", "supported"),
        (206, None, "supported"),
        (200, None, "contradicted"),
        (300, "at_least", "contradicted"),
        (300, "at_most", "supported"),
        (200, "at_least", "supported"),
        (60, "at_least", "unknown"),
    ],
)
def test_numbers_agree_within_their_qualifiers(answer, count, qualifier, verdict):
    said = {"count": count, "date": "2024-03"} | ({"count_qualifier": qualifier} if qualifier else {})
    got = answer(
        "People were arrested at Tanager Foundry in March 2024.",
        [event("arrest", "arrested", None, **said)],
        [],
    )
    assert got["verdict"] == verdict


@pytest.mark.parametrize(
    "claim",
    [
        ("Otis Quarrel was released.", [event("release", "released")], [OTIS]),
        ("Nilo Quarrel was deported.", [event("removal", "deported")]),
        ("In Florida Nilo Quarrel was convicted.", [event("conviction", "convicted")]),
        ("People were arrested at Dunlin Mill.", [event("arrest", "arrested", None, count=9)], []),
        ("Nilo Quarrel has sued.", []),
        ("The Yamhill County Jail let Nilo Quarrel go in Tolver.", [event("release", "let Nilo Quarrel go")]),
        ("Nilo Quarrel was released on a bond of $7,777.", [event("release", "released")]),
    ],
)  # fmt: skip
def test_what_the_database_has_not_got_is_unknown(answer, claim):
    got = answer(*claim)
    assert (got["verdict"], got["sure"], sides(got)) == ("unknown", None, set())


def test_somebody_unnamed_is_known_by_place_and_time(answer):
    man = {**NAMED, "name": None, "mention": "the man"}

    def let_go(date, custodian):
        text = f"The {custodian} ignored a detainer on the man in {date}."
        said = {"custodian": custodian, "date": date}
        return answer(text, [event("detainer_declined", "ignored a detainer", **said)], [man])["verdict"]

    assert let_go("2024-05", "Yamhill County Jail") == "supported"
    assert let_go("2024-02", "Yamhill County Jail") == "unknown"
    assert let_go("2024-05", "Marion County Jail") == "unknown"


def test_an_offense_whose_conviction_the_article_tells_in_no_event_still_counts(answer):
    laid = [offense("fraud", "convicted", "fraud")]
    got = answer("Nilo Quarrel was convicted of fraud.", [event("conviction", "convicted")], [NAMED], laid)
    assert sides(got) == {("record:o1", "for")}
    assert (got["verdict"], got["evidence"][0]["quote"]) == ("supported", "fraud")


def test_another_kind_of_event_that_would_imply_the_claim_does_not_contradict_it(answer):
    said = {"custodian": "Yamhill County Jail", "date": "2024-05-06", "count": 12}
    text = "The Yamhill County Jail released 12 people in April 2024."
    assert answer(text, [event("release", "released", None, **said | {"date": "2024-04"})], [])[
        "verdict"
    ] == ("unknown")


def test_a_day_without_a_year_is_compared_by_itself(answer):
    def let_go(day):
        said = {"custodian": "Yamhill County Jail", "date": f"XXXX-05-{day}"}
        text = f"The Yamhill County Jail released Nilo Quarrel on May {int(day)}."
        return answer(text, [event("release", "released", **said)])["verdict"]

    assert (let_go("06"), let_go("09")) == ("supported", "contradicted")


def test_a_charge_that_was_dropped_speaks_not_against_a_sentence_for_another(answer):
    got = answer("Nilo Quarrel was sentenced to ten years.", [event("sentence", "sentenced")])
    assert got["verdict"] != "contradicted"


def test_somebody_of_one_name_said_to_be_of_another_country_needs_an_anchor_to_be_contradicted(answer):
    peruvian = {**NAMED, "nationality": "Peru"}
    said = {"custodian": "Yamhill County Jail"}
    text = "The Yamhill County Jail held Nilo Quarrel of Peru."
    got = answer(text, [event("detention", "held", **said)], [peruvian])
    assert got["verdict"] == "contradicted"
    assert got["evidence"][0]["values"]["nationality"]["judged"] == "disagrees"
    bare = answer("Nilo Quarrel of Peru was held.", [event("detention", "held")], [peruvian])
    assert bare["verdict"] == "unknown"


def test_a_number_that_an_article_tells_beside_the_claimed_one_speaks_not_against_it(answer):
    def declined(count):
        text = f"Jails in Oregon declined {count} detainers in May 2024."
        return answer(text, [event("detainer_declined", "declined", None, date="2024-05", count=count)], [])

    assert sides(declined(40)) == {("declined:e2", "for")}
    assert sides(declined(90)) == {("declined:e2", "against")}


def test_who_is_said_to_have_got_no_detainer_had_one_that_was_declined(answer):
    none = event("detainer_issued", "lodged", modality="negated")
    assert answer("ICE never lodged a detainer on Nilo Quarrel.", [none])["verdict"] == "contradicted"


def test_a_removal_to_another_country_than_is_reported_is_contradicted(answer):
    def removed(country, **said):
        text = f"Otto Brell was removed to {country}."
        return answer(text, [event("removal", f"removed to {country}", **said)], [OTTO])["verdict"]

    assert removed("Peru") == "supported"
    assert removed("Chile") == "contradicted"
    assert removed("Chile", date="2019") == "unknown"


def test_a_jail_that_got_no_detainer_ignored_none(answer):
    text = "The Lima County Jail ignored a detainer on Lev Oste."
    ignored = [event("detainer_declined", "ignored a detainer", custodian="Lima County Jail")]
    assert answer(text, ignored, [LEV])["verdict"] == "contradicted"


def test_a_vehicular_homicide_is_no_murder(answer):
    def charged(kind, words):
        text = f"Lev Oste was charged with {words}."
        return answer(text, [event("charge", "charged")], [LEV], [offense(kind, "charged", words)])["verdict"]

    assert charged("homicide", "murder") == "contradicted"
    assert charged("vehicular_homicide", "killing a cyclist") == "supported"
    assert charged("homicide", "a killing") == "supported"


def test_of_reports_alike_the_one_in_the_words_of_the_claim_leads_and_of_copies_the_first(answer):
    held = [event("detention", "held")]
    first = answer("Lev Oste was held in a barn.", held, [LEV])["evidence"][0]
    assert (first["id"], first["side"]) == ("driver:e3", "for")


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("It is not true that Nilo Quarrel was released in May 2024.", "contradicted"),
        (
            "It is false that Nilo Quarrel was released by the Yamhill County Jail in February 2024.",
            "supported",
        ),
        ("The claim that Nilo Quarrel was deported is false.", "unknown"),
    ],
)
def test_a_claim_that_is_denied_whole_gets_the_other_answer(answer, claim, verdict):
    inner = rules.undenied(claim)
    kind = "removal" if "deported" in inner else "release"
    said = {"date": "2024-05"} if "May" in inner else {}
    if "February" in inner:
        said = {"date": "2024-02", "custodian": "Yamhill County Jail"}
    told_so = event(kind, "deported" if kind == "removal" else "released", **said)
    got = answer(claim, [told_so], read=inner)
    assert got["verdict"] == verdict
    assert got["claim"] == claim
    assert got["read_as"].startswith("not so: ")


def test_a_number_or_a_year_that_no_article_has_is_not_reported(answer):
    def declined(text):
        said = [event("detainer_declined", "declined", None, custodian="Yamhill County Jail")]
        return answer(text, said, [])["verdict"]

    assert declined("The Yamhill County Jail declined detainers, 13 at once.") == "unknown"

    def held(text):
        return answer(text, [event("detention", "held")], [LEV])["verdict"]

    assert held("Lev Oste was held.") == "supported"
    assert held("Lev Oste was held, and in 2019, too.") == "unknown"


def test_all_rows_of_linked_people_are_found_by_their_ids(database):
    with ClaimRecords(database) as records:
        (one,) = {person.person for person in records.people_in(["agency"])}
        rows = records.reports_on([one])
        assert [row.id for row in rows] == sorted(row.id for row in rows)
        assert {row.person for row in rows} == {one}
        assert {row.article_id for row in rows} >= {"agency", "sheriff"}
        assert records.reports_on([]) == []


def test_what_is_told_without_a_date_was_when_its_article_is_of_that_time(answer):
    def held(**said):
        return answer("Lev Oste was held.", [event("detention", "held", **said)], [LEV])["verdict"]

    assert held(date="2024-06") == "supported"
    assert held(date="2024-03") == "unknown"


def test_who_is_held_without_a_way_out_was_not_handed_over_unless_by_ice(answer):
    over = [event("transfer", "handed over")]
    assert answer("Una Voss was handed over.", over, [UNA])["verdict"] == "contradicted"
    assert answer("Ida Lorn was handed over.", over, [IDA])["verdict"] != "contradicted"


def test_who_was_never_handed_over_was_not_removed(answer):
    assert (
        answer("Ira Dunmow was removed.", [event("removal", "removed")], [IRA])["verdict"] == "contradicted"
    )


def test_who_is_said_to_be_of_another_age_is_not_contradicted_by_what_came_of_another_charge(answer):
    def convicted(**said):
        claim = [event("conviction", "convicted")]
        laid = [offense("robbery", "convicted", "robbery")]
        return answer("Nilo Quarrel was convicted of robbery.", claim, [{**NAMED, **said}], laid)["verdict"]

    assert convicted(age=31) == "contradicted"
    assert convicted(age=45) == "unknown"


def test_an_opinion_is_answered_as_one(answer):
    got = answer("ICE is too lenient with Nilo Quarrel.", [])
    assert (got["verdict"], got["kind"]) == ("unknown", "opinion")
    assert "no claim of fact" in got["reason"]


def test_a_victim_is_not_found_by_name_unless_asked(answer):
    webb = {**WEBB, "role": "subject"}
    claim = ("Tamsin Webb wept.", [event("release", "wept")], [webb])
    assert answer(*claim)["reason"] == "the database reports no release of this subject"
    assert answer("Nilo Quarrel was convicted.", [event("conviction", "convicted")])["verdict"] != "unknown"


def test_an_answer_can_be_read_and_published(answer):
    got = answer("Nilo Quarrel was released in May 2024.", [event("release", "released", date="2024-05")])
    shown = "\n".join(lines(got))
    assert shown.startswith("SUPPORTED")
    assert "“released Nilo Quarrel on May 6”  ICE, 2024-06-05, agency" in shown
    review = claim_review(got)
    assert review["@type"] == "ClaimReview"
    assert review["claimReviewed"] == got["claim"]
    assert review["reviewRating"]["ratingValue"] == 5
    assert review["citation"][0]["publisher"]["name"] == "ICE"
    unknown = claim_review(answer("Nilo Quarrel has sued.", []))
    assert "ratingValue" not in unknown["reviewRating"]
