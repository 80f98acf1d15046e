"""Which words of a text are dates?

Beside the cases written here, others' cases are run where they are at hand, with the shares they pass
pinned below. Those of Recognizers-Text are what people say to an assistant, in July or October of any
spelling; these classes are not wanted and are left out of the count: holidays that move, years in words,
open ranges ("before May", "2012 or later"), quarters without a year, week numbers, spans ahead ("in two
weeks", "the next five days"), school and calendar years, chat shorthand. In the count but not wanted
either: months without a day or with odd separators ("Oct/2", "23/Sep/2020", "5.12"), a weekday with a bare
day ("Tue 13th"), digits run together, lower-case abbreviations, "next Friday" as that of next week, "two
months ago" as a day, a week or year up to its end where ours ends with publication. Wanted but missing:
Easter and Good Friday, "the second of August", "two weeks from January 15", "18 and 19 June". In
dateparser's cases: other languages, blanks and brackets within a date. In GUM: a year that only the list
around it shows to be one, the ends of ranges that we take as one, "2 weeks ago" as a day.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.entities.dates.expressions import DateMention, find_dates, resolve, resolve_after

SHARED = Path(__file__).parents[3] / "shared"
DATES = SHARED / "refdata" / "dates"
PUBLISHED = "2024-04-10"


def found(text: str) -> list[str]:
    return [text[mention.start : mention.end] for mention in find_dates(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ICE lodged a detainer on Oct. 4, 2023, and again Feb. 1.", ["Oct. 4, 2023", "Feb. 1"]),
        ("He was arrested in May and freed in August.", ["May", "August"]),
        ("By March, ICE had lodged two detainers.", ["March"]),
        ("An August arrest followed the June raid.", ["August", "June"]),
        ("In 2013, 2014 and 2015 he was removed.", ["2013", "2014", "2015"]),
        ("His 2019 DUI conviction came after a 2016 order.", ["2019", "2016"]),
        ("a fatal 2016 shooting", ["2016"]),
        ("Garcia (2019) was deported.", ["2019"]),
        ("They were held between 2006 and 2011.", ["between 2006 and 2011"]),
        ("Police held him from Jan. 28 to Feb. 3.", ["from Jan. 28 to Feb. 3"]),
        ("Agents came Monday night and again early Friday.", ["Monday night", "early Friday"]),
        ("last week's arrest, Tuesday's hearing", ["last week", "Tuesday"]),
        ("The 30-year-old came here 12 years ago, in March of 2012.", ["12 years ago", "March of 2012"]),
        ("Three days later he was sentenced to 5 years.", ["Three days later"]),
        ("In the first half of fiscal year 2015 ICE removed 100.", ["the first half of fiscal year 2015"]),
        ("A log\n- 2016: He fled.\n2018 — He came.\n1200: lunch.\n2019 cars: all red.", ["2016", "2018"]),
        ("He was arrested yesterday, Feb. 23, 2012.", ["yesterday", "Feb. 23, 2012"]),
        ("He is due in court Monday (June 5) at 9 a.m.", ["Monday (June 5", "9 a.m."]),
        ("He was let go at 4:05 p.m.", ["4:05 p.m."]),
        ("He was let go at 4:05 p.m. EST on Monday.", ["Monday"]),
        ("He was let go at 4 p.m. the next day.", ["the next day"]),
        ("More than two decades ago he crossed.", ["More than two decades ago"]),
        ("The crash on Christmas Eve killed two.", ["Christmas Eve"]),
        ("Since April 2023 they had held 30 men.", ["Since April 2023"]),
        ("held on Feb.\n1 and freed", ["Feb.\n1"]),
        ("He pleaded guilty on April 15 to 12 counts.", ["April 15"]),
        ("They met from April 15 to 18.", ["from April 15 to 18"]),
        ("deported as recently as 2019", ["2019"]),
        ("Luis Parra, DOB: 11-29-76, was born May 3, 1980.", ["DOB: 11-29-76", "born May 3, 1980"]),
        (
            "He was held a short time later and freed earlier the same day.",
            ["a short time later", "earlier the same day"],
        ),
        ("Police arrested him on Monday the 8th.", ["Monday the 8th"]),
        ("He was held on the morning of the 14th.", ["the morning of the 14th"]),
        ("ICE took him the day after Christmas.", ["the day after Christmas"]),
        ("He was convicted in '98 and in '04.", ["'98", "'04"]),
        ("It lodged one two Fridays ago.", ["two Fridays ago"]),
    ],
)
def test_dates_are_found_in_full(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "He may be deported, Theresa May said. May I go?",
        "They march on. The March for Our Lives drew thousands, and marched.",
        "The Sun and the Sat phone; Second Street; Mr. Mon; Dec the boatman",
        "April Jones and June Carter spoke to August Wilson.",
        "a 26-year-old man, 18 months of age, aged 30, in his 40s",
        "He was held for five years and faces up to 48 hours or 10 years in prison.",
        "a fine of $2,013 or $2013; 2,013 people; about 2000 gang members; 2019 inmates",
        "at 8:30, 20:19, call 617-555-2013 or 2013-555",
        "Section 1325, 8 U.S.C. 1956(h), case 2019-CR-104, No. 20-2013, CVE-2019-1234",
        "the 2000 block of Elm Street; 1950 Broadway; Route 2019",
        "a 2015 Ford Escape, a 2019 silver sedan and a 2017 pickup",
        "Black Friday deals, Good Friday, Bloody Sunday, Ash Wednesday",
        "The Sunday Times, Fox News Sunday, Saturday Night Live and USA TODAY",
        "Mondays are busy; every Tuesday he reports",
        "over the next month, within the next year",
        "In August 1831 and on July 4, 1776",
        "two-thirds voted; the first of them; 1/3 of all; 24/7; 9/11",
        "from 10 to 20 men; between 18 and 34; 5 to 10 years",
        "It was Christmas shopping, the first of many burglaries and '98% of it' theft.",
    ],
)
def test_what_is_no_date_is_not_found(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Feb. 1", "day"),
        ("on Monday", "weekday"),
        ("in May", "month"),
        ("in 2013", "year"),
        ("last spring", "season"),
        ("the 1990s", "decade"),
        ("FY 2019", "fiscal_year"),
        ("from May to June", "range"),
        ("since May", "since"),
        ("last month", "relative"),
        ("the past two weeks", "past_span"),
        ("two years ago", "duration_ago"),
        ("the next day", "event_relative"),
        ("the following Monday", "event_relative"),
        ("8:30 a.m.", "hour"),
        ("noon", "hour"),
        ("the Sept. 11 attacks", "named_day"),
        ("the first quarter of 2019", "quarter"),
        ("the week of March 4", "week"),
    ],
)
def test_the_kind_says_what_to_reckon_from(text: str, kind: str) -> None:
    assert [mention.kind for mention in find_dates(text)] == [kind]


def test_a_whole_story_is_dated() -> None:
    text = (
        "He was first removed in 2013. In September 2023 police arrested him, and ICE issued a detainer in "
        "October. The jail let him go on Feb. 1. Officers found him two days later."
    )
    mentions = find_dates(text)
    words = [text[mention.start : mention.end] for mention in mentions]
    dates = [resolve(words[0], None), resolve(words[1], None)]
    for word in words[2:]:
        dates.append(resolve_after(word, str(dates[-1])))
    assert words == ["2013", "September 2023", "October", "Feb. 1", "two days later"]
    assert dates == ["2013", "2023-09", "2023-10", "2024-02-01", "2024-02-03"]


VOCABULARY = (
    "on in the May Monday 2013 Feb. 1 , . and to from last week two weeks ago later since between 3 1990s "
    "'90s FY ( ) $ 12/3/2019 next month day that same year-old He Street people 2019-10-03 March 5, early"
)
PIECES = st.lists(
    st.sampled_from([*VOCABULARY.split(), "\n", "\n\n", "Tuesday, April 4, 2023"]),
    max_size=14,
).map(" ".join)


@given(st.one_of(st.text(max_size=60), PIECES))
def test_mentions_are_sorted_apart_and_read_back_from_their_slice(text: str) -> None:
    mentions = find_dates(text)
    end = 0
    for mention in mentions:
        assert end <= mention.start < mention.end <= len(text)
        end = mention.end
        words = text[mention.start : mention.end]
        assert words == words.strip()
        assert resolve(words, PUBLISHED) == resolve(words, PUBLISHED)


@given(st.dates(date(1950, 1, 1), date(2040, 12, 31)))
def test_a_day_is_found_between_words(day: date) -> None:
    for words in (f"{day:%B} {day.day}, {day.year}", f"{day:%A}, {day:%B} {day.day}, {day.year}"):
        text = f"Police arrested him {words}, at his home."
        assert find_dates(text) == [DateMention(20, 20 + len(words), "day")]


# ---- others' cases ----

NOT_WANTED = re.compile(
    r"\b(?:before|after|until|by|starting|beginning|or later|later than|earlier than|prior|on or|no later"
    r"|and later|quarters?|q[1-4]|week \d|cy ?\d|calendar|school|tmrw|eo[ymw]|otd|easter"
    r"|(?:black|good) friday|weekday|workweek|business|working|century|decade"
    r"|next (?:\d|two|three|four|five|few|forty|couple)"
    r"|in (?:a|an|the|\d+|two|three) (?:days?|weeks?|months?|years?)|from (?:now|today|tomorrow)"
    r"|\d+(?:st|nd|rd|th) (?:week|day)|(?:first|second|third|fourth|last) (?:week|day|monday)|thousand"
    r"|hundred|(?:twenty|thirty) \w+|nineteen|(?:of )?the (?:month|week|year)|to date|now|hence"
    r"|any|every)\b|[<>=~]|\b(?:the |on |(?:mon|tues|wednes|thurs|fri|satur|sun)day |mon |sat |sun )"
    r"\d\d?(?:st|nd|rd|th)?$",
    re.IGNORECASE,
)


def recognizers() -> Iterator[tuple[str, str, str, str, set[str]]]:
    """Yield kind, text, words, reference day and the dates that would be right."""
    path = DATES / "recognizers_text_english" / "DateTime__DateTimeModel.json"
    for case in json.loads(path.read_text(encoding="utf-8-sig")):
        reference = (case.get("Context") or {}).get("ReferenceDateTime")
        for result in case["Results"] if reference else []:
            kind = result.get("TypeName", "").removeprefix("datetimeV2.")
            values = (result.get("Resolution") or {}).get("values", [])
            if kind in ("date", "daterange") and values and not NOT_WANTED.search(result["Text"]):
                right = {date for value in values for date in guide_forms(value)}
                yield kind, case["Input"], result["Text"], reference[:10], right


def guide_forms(value: dict[str, str]) -> Iterator[str]:
    """Write a case's value in the guide's forms; its ranges exclude their last day."""
    if value["type"] == "date":
        yield value["value"]
    if re.fullmatch(r"\d{4}(-\d\d)?", value.get("timex", "")):
        yield value["timex"]
    if "start" in value and "end" in value:
        last = (date.fromisoformat(value["end"]) - timedelta(1)).isoformat()
        for size in (10, 7, 4):
            first, end, beyond = value["start"][:size], last[:size], value["end"][:size]
            yield from (f"{first}/{end}", f"{first}/{beyond}")
            if first == end and size < 10:
                yield first


@pytest.mark.skipif(not DATES.is_dir(), reason="reference cases are not at hand")
@pytest.mark.parametrize(("kind", "floor"), [("date", 0.47), ("daterange", 0.45)])
def test_share_of_recognizers_cases(kind: str, floor: float) -> None:
    passed = []
    for case_kind, text, _words, reference, right in recognizers():
        if case_kind == kind:
            dates = {
                resolve(text[mention.start : mention.end], reference, tense)
                for mention in find_dates(text)
                for tense in ("past", "future")
            }
            passed.append(bool(dates & right))
    share = sum(passed) / len(passed)
    assert share >= floor, f"recognizers {kind}: {sum(passed)}/{len(passed)} = {share:.3f}"


@pytest.mark.skipif(not DATES.is_dir(), reason="reference cases are not at hand")
def test_share_of_dateparser_cases() -> None:
    passed = []
    with (DATES / "dateparser_test_cases_ascii_en.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            expected = re.match(r"datetime\((\d{4}), (\d+), (\d+)", row["expected_args"])
            named = re.search(r"(?:19|20)\d\d", row["input"]) and re.search(
                r"[A-Z][a-z]{2}|\d\d/\d\d/", row["input"]
            )
            if row["test_function"] == "test_dates_parsing" and expected and named:
                day = "{:04}-{:02}-{:02}".format(*map(int, expected.groups()))
                text = row["input"]
                passed.append(day in {resolve(text[m.start : m.end], None) for m in find_dates(text)})
    share = sum(passed) / len(passed)
    assert share >= 0.77, f"dateparser: {sum(passed)}/{len(passed)} = {share:.3f}"


@pytest.mark.skipif(not SHARED.is_dir(), reason="reference cases are not at hand")
@pytest.mark.parametrize(("genres", "floor"), [({"news", "interview", "speech", "court"}, 0.75)])
def test_share_of_gum_dates(genres: set[str], floor: float) -> None:
    passed = []
    path = SHARED / "refdata" / "coreference_and_dates_gum" / "derived_gum_dates.csv"
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["genre"] in genres and re.match(r"(?:19|20)\d\d", row["when"]):
                text = row["sentence"]
                values = {
                    resolve(text[m.start : m.end], row["doc_date"], tense)
                    for m in find_dates(text)
                    for tense in ("past", "future")
                }
                passed.append(row["when"] in values)
    share = sum(passed) / len(passed)
    assert share >= floor, f"GUM {sorted(genres)}: {sum(passed)}/{len(passed)} = {share:.3f}"


@pytest.mark.skipif(not SHARED.is_dir(), reason="gold is not at hand")
@pytest.mark.parametrize(("part", "floor"), [("train", 0.96), ("dev", 0.92)])
def test_share_of_gold_dates_that_some_mention_gives(part: str, floor: float) -> None:
    articles = [
        json.loads(line) for line in (SHARED / "real" / f"{part}_articles.jsonl").open(encoding="utf-8")
    ]
    texts = {article["id"]: article["text"] for article in articles}
    passed = []
    for line in (SHARED / "real" / f"{part}_gold.jsonl").open(encoding="utf-8"):
        gold = json.loads(line)
        text, published = texts[gold["id"]], gold["published"] or None
        words = {text[mention.start : mention.end] for mention in find_dates(text)}
        dates = {resolve(word, published, tense) for word in words for tense in ("past", "future")} | {
            published
        }
        dates |= {
            resolve(word, day)
            for word in words
            for day in dates - {None}
            if any(mention.kind in ("event_relative", "hour") for mention in find_dates(word))
        }
        dates |= {
            resolve_after(word, day)
            for word in words
            for day in dates - {None}
            if not str(day).startswith("X")
        }
        passed += [event["date"] in dates for event in gold["events"] if event["date"]]
    share = sum(passed) / len(passed)
    assert share >= floor, f"gold {part}: {sum(passed)}/{len(passed)} = {share:.3f}"
