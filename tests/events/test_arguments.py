"""Who acts and who holds, as a sentence says it; counter-examples name somebody who did something else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.schema import Extraction

pytestmark = pytest.mark.slow

INTRODUCTION = "Marco Quintanilla, 29, of Salem, is a Guatemalan citizen. "


def told(extraction: Extraction, event: str, field: str) -> str | None:
    found = [item for item in extraction.events if item.type == event]
    assert found, f"no {event}"
    value = getattr(found[0], field)
    return str(value.value) if value is not None else None


@pytest.mark.parametrize(
    ("sentence", "event", "agency"),
    [
        ("ICE arrested him on Monday.", "arrest", "ICE"),
        ("He is the man arrested by ICE Houston last week.", "arrest", "ICE Houston"),
        ("He was arrested by deputies from the Polk County Sheriff's Office.", "arrest",
         "Polk County Sheriff's Office"),
        ("Officers with the Tarrow Police Department arrested him.", "arrest", "Tarrow Police Department"),
        ("TARROW, Ore. – Border Patrol agents arrested him.", "arrest", "Border Patrol"),
        ("He was arrested in an ICE raid at a dairy.", "arrest", "ICE"),
        ("He was cuffed by Tarrow cops on Saturday.", "arrest", "Tarrow cops"),
        ("Peruvian cops arrested him in Lima.", "arrest", "Peruvian cops"),
        ("ICE wrote to the jail. It lodged a detainer against him in May.", "detainer_issued", "ICE"),
        ("ICE knew of him. The agency lifted its detainer on him in May.", "detainer_withdrawn", "ICE"),
        ('"We placed a detainer on him," said Ann Roe of ERO Seattle.', "detainer_issued", "ERO Seattle"),
        ("He was ordered removed by an immigration judge in 2020.", "removal_order", "immigration judge"),
        ("Border Patrol met him and served him with a notice to appear.", "notice_to_appear",
         "Border Patrol"),
        ("He was charged in an indictment returned by a federal grand jury in Boise.", "charge",
         "federal grand jury in Boise"),
        ("He was arraigned before Polk County Judge Ada Flint on burglary.", "charge",
         "Polk County Judge Ada Flint"),
        ("He was convicted in Polk County District Court of theft.", "conviction",
         "Polk County District Court"),
        ("He was sentenced to six years. U.S. District Judge Ada Flint also fined him.", "sentence",
         "U.S. District Judge Ada Flint"),
        ("Flint sentenced him to six years. District Judge Ada Flint is retiring.", "sentence",
         "District Judge Ada Flint"),
        ("The Polk County Sheriff's Office said he was arrested on Monday.", "arrest",
         "Polk County Sheriff's Office"),
        ("ICE came at dawn. The agents arrested him.", "arrest", "ICE"),
        ("The Polk County Sheriff's Office was called. Deputies arrested him.", "arrest",
         "Polk County Sheriff's Office"),
        ("ICE said the raid led to the arrest of Quintanilla.", "arrest", "ICE"),
        ("He was released after his arraignment before Magistrate Judge Leo Moss.", "charge",
         "Magistrate Judge Leo Moss"),
        # Somebody else's deed.
        ("He was arrested in Salem on Monday, ICE said.", "arrest", None),
        ("He pleaded guilty to theft before Judge Ada Flint.", "conviction", None),
        ("He was deported on Monday and met by Peruvian police.", "removal", None),
        ("He was arrested on Monday, a lawyer for ICE wrote.", "arrest", None),
        ("He was found guilty by a jury of theft.", "conviction", None),
        ("He was sentenced to seven years in Folly Creek State Prison.", "sentence", None),
        ("Judge Ada Flint wrote to Judge Leo Moss after he was sentenced to six years.", "sentence", None),
        ("He was extradited by Peruvian authorities on Friday.", "transfer", "Peruvian authorities"),
        ("District Judge Ada Hale-Ray is retiring. Hale-Ray sentenced him to six years.", "sentence",
         "District Judge Ada Hale-Ray"),
        ("He was arrested by Peruvian police and extradited to Texas.", "transfer", None),
    ],
)  # fmt: skip
def test_who_acts(sentence: str, event: str, agency: str | None, read: Callable[..., Extraction]) -> None:
    assert told(read(INTRODUCTION + sentence), event, "agency") == agency


@pytest.mark.parametrize(
    ("sentence", "event", "custodian"),
    [
        ("He is being held at the Polk County Jail.", "detention", "Polk County Jail"),
        ("He was taken to the Polk County Jail. He is being held there.", "detention", "Polk County Jail"),
        ("He was extradited to Oregon in May.", "transfer", "Oregon"),
        ("He was turned over to ICE on Friday.", "transfer", "ICE"),
        ("The Polk County Jail ignored a detainer on him. It released him on Friday.", "release",
         "Polk County Jail"),
        ("The Polk County Correctional Center has a new roof. The Polk jail released him.", "release",
         "Polk County Correctional Center"),
        ("ICE asked the Polk County Jail to hold him. The jail lost the request.", "detainer_issued",
         "Polk County Jail"),
        ("He was released from jails in Ohio.", "release", "jails in Ohio"),
        ("He left the Polk County Jail in July on bond.", "release", "Polk County Jail"),
        ("ICE officers took custody of Quintanilla from the jail on Friday.", "transfer", "ICE"),
        ("He was held at the Polk County Jail in May. He spent ten years in prison.", "detention",
         "Polk County Jail"),
        ("He was booked into the Polk County Jail and released the next day.", "release",
         "Polk County Jail"),
        ("ICE lodged a detainer on him. He is held at the Tarrow ICE Processing Center.", "detainer_issued",
         None),
        ("He remains in federal custody and will be tried before Judge Ada Flint.", "detention", None),
        ("He was released on bond by Judge Ada Flint.", "release", None),
    ],
)  # fmt: skip
def test_who_holds(sentence: str, event: str, custodian: str | None, read: Callable[..., Extraction]) -> None:
    assert told(read(INTRODUCTION + sentence), event, "custodian") == custodian


def test_those_on_a_list_were_arrested_by_whom_its_heading_names(read: Callable[..., Extraction]) -> None:
    extraction = read(
        "The following arrests were made by the Polk County Sheriff's Office.\n\n"
        "Peter Lund, 40, of Salem, was arrested Monday for theft.\n\n"
        "Ivan Ruelas, 22, of Tarrow, was arrested Tuesday for robbery."
    )
    agencies = [event.agency.value for event in extraction.events if event.agency is not None]
    assert agencies == ["Polk County Sheriff's Office"] * 2
