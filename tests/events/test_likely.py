"""Events that are less likely right than wrong are left out; nobody is a subject for one."""

from pipeline.events.certainty.likely import likely
from pipeline.schema import Event, Extraction, Offense, Person, Value


def words(value, confidence=0.9):
    return Value(value, 0, len(value), "rule", confidence)


def event(subject, confidence, **details):
    return Event("arrest", subject, "actual", words("was arrested", confidence), **details)


ROE = Person("p1", "subject", words("Ann Roe"), name=words("Ann Roe"))
POE = Person("p2", "subject", words("Al Poe"), name=words("Al Poe"))
MAN = Person("p3", "subject", words("a man"))
HURT = Person("p4", "victim", words("a girl"))
THEFT = Offense("p2", "theft", "alleged", words("theft", 0.4))


def test_what_is_even_stays_and_what_is_less_goes():
    sure, even, unsure = event("p1", 0.9), event("p1", 0.5), event("p1", 0.499)
    told = Extraction("a", None, (ROE, HURT), events=(sure, unsure, even))
    assert likely(told) == Extraction("a", None, (ROE, HURT), events=(sure, even), unlikely=1)


def test_details_stay_with_their_event():
    told = event("p1", 0.9, date=words("2024", 0.3), custodian=words("jail", 0.49))
    assert likely(Extraction("a", None, (ROE,), events=(told,))).events == (told,)


def test_a_subject_of_whom_nothing_is_left_is_somebody_named_or_nobody():
    told = Extraction(
        "a", None, (ROE, POE, MAN, HURT), (THEFT,), events=tuple(event(f"p{n}", 0.2) for n in range(1, 5))
    )
    aside = Person("p1", "other", ROE.mention, name=ROE.name)
    assert likely(told) == Extraction("a", None, (aside, POE, HURT), (THEFT,), unlikely=4)


def test_a_group_without_a_subject_is_left_out_too():
    crowd = event(None, 0.3, count=words("40"))
    assert likely(Extraction("a", None, (ROE,), events=(crowd,))) == Extraction("a", None, (ROE,), unlikely=1)
