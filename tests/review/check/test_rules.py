import pytest

from pipeline.ontology import ontology
from pipeline.review.check import rules


@pytest.mark.parametrize("item", rules.table("opinion"), ids=lambda item: item["example"])
def test_an_opinion_is_told_from_a_fact(item):
    assert rules.is_opinion(item["example"])
    assert not rules.is_opinion(item["counter"])


def test_the_rules_name_declared_types_and_categories_alone():
    declared = ontology()
    types = {item[side] for item in rules.table("opposed") for side in ("claim", "report")}
    for name in ("supports", "presupposes"):
        types |= {*rules.table(name), *(kind for kinds in rules.table(name).values() for kind in kinds)}
    types |= set(rules.table("dates")["repeated"])
    assert types <= set(declared.events)
    categories = {name for family in rules.table("family") for name in family["categories"]}
    categories |= {item["category"] for item in rules.table("kinds")}
    assert categories <= set(declared.offenses)


@pytest.mark.parametrize("item", rules.table("says"), ids=lambda item: item["example"])
def test_a_report_of_another_type_speaks_for_a_claim_if_its_words_say_as_much(item):
    against = item.get("against", False)
    assert rules.says(item["claim"], item["report"], item["example"], against)
    assert not rules.says(item["claim"], item["report"], item["counter"], against)
    assert item["report"] in rules.telling(item["claim"])
    assert item["report"] not in rules.supporting(item["claim"]) - {"detention"}


@pytest.mark.parametrize("item", rules.table("denial"), ids=lambda item: item["example"])
def test_a_whole_claim_that_is_denied_is_told_from_one_that_is_not(item):
    assert rules.undenied(item["example"]).rstrip(".") == "The jail let him go"
    assert rules.undenied(item["counter"]) is None


def test_what_is_opposed_supports_nothing():
    for item in rules.table("opposed"):
        assert item["report"] not in rules.supporting(item["claim"])


def test_words_for_a_deed_may_be_any_of_the_crimes_that_it_is_charged_as():
    assert "homicide" in rules.broad("the Pond Street shooting")
    assert rules.broad("a drug case") == {"drug_trafficking", "drug_possession"}
    assert rules.broad("fraud") == frozenset()
    assert rules.broad("a smuggling case") == {"human_smuggling", "drug_trafficking"}
    assert rules.broad("smuggling migrants") == rules.broad("human smuggling") == frozenset()


def test_a_report_of_custody_without_a_way_out_says_so():
    assert rules.says_kept("was ordered held without bail")
    assert rules.says_kept("is still in the Salem jail")
    assert rules.says_kept("is in the Salem County Jail in lieu of $7,500 bail")
    assert rules.says_kept("is being held at the Salem jail")
    assert rules.says_kept("has been in the Salem jail since July")
    assert not rules.says_kept("was held for two days")
    assert not rules.says_kept("was booked into the Salem jail")


def test_a_stay_says_whether_there_was_bail():
    assert rules.says_held_without_bail("was ordered held without bail") is True
    assert rules.says_held_without_bail("is in jail in lieu of $7,500 bail") is False
    assert rules.says_held_without_bail("is in the Salem County Jail") is None


def test_a_release_into_the_hands_of_ice_and_one_not_on_bail_say_so():
    assert rules.says_handed("left the jail in the back of a federal van")
    assert rules.says_handed("He was released to ICE in 2013")
    assert not rules.says_handed("left the jail though ICE had asked for him")
    assert not rules.says_handed("released him without notice to ICE")
    assert not rules.says_handed("released him before federal agents came")
    assert rules.says_no_bail("were released with notices to appear")
    assert not rules.says_no_bail("was released on a bond after a notice")
    assert not rules.says_no_bail("was released on Friday")


def test_what_a_judge_is_told_to_have_called_it_is_no_opinion():
    assert not rules.is_opinion("Nilo Pratt walked free in May after a judge called his detention cruel.")
    assert not rules.is_opinion(
        "ICE wrongly deported Nilo Pratt and brought him back after wrongly removing him."
    )
    assert rules.is_opinion("I called it cruel to arrest Nilo Pratt.")
    assert rules.is_opinion("It was cruel of ICE to arrest Nilo Pratt.")


def test_a_removal_that_was_put_off_may_have_come_later():
    assert rules.says_put_off("was granted a temporary stay of removal")
    assert rules.says_put_off("A judge blocked her deportation")
    assert not rules.says_put_off("was allowed to stay in the country")
    assert not rules.says_put_off("was not deported")


def test_what_some_of_a_group_are_is_told_from_what_all_are():
    assert rules.ranks_in("Managers and children were arrested at the plant.") == {"managers", "children"}
    assert rules.ranks_in("Twelve workers were arrested by deputies.") == frozenset()
