import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.review.privacy import redaction as privacy
from pipeline.schema import Article, Event, Extraction, Person, Value


def redact(article, extraction):
    return privacy.redact(article, extraction, privacy.own_labels(extraction))


def at(text, words, number=0):
    start = -1
    for _ in range(number + 1):
        start = text.index(words, start + 1)
    return Value(words, start, start + len(words), "r", 0.5)


def person(text, name, role, number=0, **more):
    return Person(f"p{number}", role, at(text, name), name=at(text, name), **more)


TEXT = (
    "Juan Lopez hurt Maria Lopez, police said. LOPEZ was held. Maria had met Lopez's friend at the "
    "Maria County Jail. “Ms. Lopez is well,” said a nurse about MARIA LOPEZ."
)


def records(text=TEXT, **article):
    people = (
        person(text, "Juan Lopez", "subject", 1),
        person(text, "Maria Lopez", "victim", 2, mentions=(at(text, "Ms. Lopez"),)),
    )
    jail = at(text, "Maria County Jail")
    again = (at(text, "a nurse about MARIA LOPEZ"),)
    events = (Event("arrest", "p1", "actual", at(text, "hurt Maria Lopez"), custodian=jail, tellings=again),)
    return Article("a", text, "a.txt", **article), Extraction(
        "a", None, people=people, facilities=(jail,), events=events
    )


def test_a_victims_name_is_hidden_everywhere_and_nobody_elses():
    article, extraction = redact(*records())
    assert article.text == (
        "Juan Lopez hurt ███████████, police said. LOPEZ was held. █████ had met Lopez's friend at the "
        "Maria County Jail. “Ms. █████ is well,” said a nurse about ███████████."
    )
    assert extraction.events[0].quote.value == "hurt [victim]"
    assert extraction.events[0].tellings[0].value == "a nurse about [victim]"
    assert extraction.people[1].name.value == "[victim]"
    assert extraction.people[1].mentions[0].value == "Ms. [victim]"
    assert extraction.people[0].name.value == "Juan Lopez"
    assert extraction.facilities[0].value == "Maria County Jail"


def test_offsets_stay_true():
    before, after = records(), redact(*records())
    assert len(after[0].text) == len(before[0].text)
    assert after[1].events[0].quote.start == before[1].events[0].quote.start


def test_title_and_address_are_cleared_too():
    article, _ = redact(*records(title="Maria Lopez is well", url="https://x.org/maria-lopez-hurt"))
    assert (article.title, article.url) == ("[victim] is well", "https://x.org/[victim]-hurt")


@pytest.mark.parametrize(
    ("role", "minor", "shown"),
    [
        ("subject", True, "[minor]"),
        ("victim", True, "[victim]"),
        ("other", True, "[minor]"),
        ("subject", False, "Abe Fox"),
        ("official", False, "Abe Fox"),
    ],
)
def test_victims_and_minors_alone_are_hidden(role, minor, shown):
    text = "Abe Fox ran. A fox ran after him, and Fox's dog."
    who = Person("p1", role, at(text, "Abe Fox"), name=at(text, "Abe Fox"), minor=minor)
    article, extraction = redact(Article("a", text, "a"), Extraction("a", None, people=(who,)))
    assert extraction.people[0].name.value == shown
    hidden = shown != "Abe Fox"
    assert ("Fox" in article.text) is not hidden
    assert "A fox ran" in article.text


def test_an_article_without_such_names_is_left_as_it_is():
    text = "A 9-year-old girl was hurt."
    girl = Person("p1", "victim", at(text, "A 9-year-old girl"), minor=True)
    before = Article("a", text, "a"), Extraction("a", None, people=(girl,))
    assert redact(*before) == before


@pytest.mark.parametrize(
    ("mention", "text"),
    [
        ("His wife, Ysa Tarn, 34", "His wife, ████████, 34, fled. ████ is well. Lea Roe saw it."),
        ("a boy at Oak High School", "a boy at Oak High School, fled. Tarn is well. Lea Roe saw it."),
        ("a son of Lea Roe", "a son of Lea Roe, fled. Tarn is well. Lea Roe saw it."),
        ("her son, Lea Roe", "her son, Lea Roe, fled. Tarn is well. Lea Roe saw it."),
    ],
)
def test_a_name_within_the_mention_of_somebody_unnamed_is_hidden(mention, text):
    whole = f"{mention}, fled. Tarn is well. Lea Roe saw it."
    victim = Person("p1", "victim", at(whole, mention))
    lea = Person("p2", "other", at(whole, "Lea Roe"), name=at(whole, "Lea Roe"))
    article, extraction = redact(Article("a", whole, "a"), Extraction("a", None, people=(victim, lea)))
    assert article.text == text
    assert "Tarn" not in str(extraction.people[0].mention.value)


NAMES = st.sampled_from(["Ana", "Bo", "O'Neil", "de", "Ruiz-Paz", "Ng"])


@given(
    st.lists(NAMES, min_size=1, max_size=3), st.lists(NAMES | st.sampled_from(["said", ",", "’s"])), st.data()
)
def test_a_full_name_never_stays_in_a_text(words, around, data):
    name = " ".join(words)
    text = " ".join([*around, name, *around])
    victim = Person("p1", "victim", at(text, name), name=at(text, name))
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    place = Value(text[start:end], start, end, "r", 1.0)
    article, extraction = redact(
        Article("a", text, "a", title=text), Extraction("a", None, people=(victim,), facilities=(place,))
    )
    assert len(article.text) == len(text)
    whole = f" {name} "
    assert whole not in f" {article.text} "
    assert whole not in f" {article.title} "
    assert whole not in f" {extraction.facilities[0].value} "
