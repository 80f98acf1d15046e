"""A small database in which names are to be hidden for every reason there is."""

from pipeline.errors import SourceError
from pipeline.jobs.relinking import relink
from pipeline.link.places.articles import link_places
from pipeline.schema import Article
from pipeline.score.gold_records import gold_extraction
from pipeline.store.writer import RunRecord, Stamp, Store

VICTIM, MINOR, UNCHARGED, CHARGED = "Ysa Tarn", "Corin Vale", "Abel Rusk", "Kestrel Tull"


def person(number, role, name, age=None, mention=None):
    said = mention or (f"{name}, {age}" if age else name)
    return {"id": f"p{number}", "role": role, "name": name, "age": age, "nationality": None, "mention": said}


def event(kind, subject, quote, **details):
    return {"type": kind, "subject": subject, "modality": "actual", "quote": quote, **details}


def told(name, published, text, people=(), events=(), offenses=(), **article):
    gold = {"people": people, "facilities": [], "events": events}
    gold["offenses"] = [
        dict(zip(("subject", "category", "status", "quote"), item, strict=True)) for item in offenses
    ]
    whole = Article(name, text, f"in/{name}.txt", published=published, **article)
    return whole, link_places(whole, gold_extraction(gold, whole))


ARTICLES = [
    told(
        "boy",
        "2023-02-08",
        "Deputies arrested Corin Vale, 16, on Friday. VALE cried.",
        [person(1, "subject", MINOR, 16)],
        [event("arrest", "p1", "arrested Corin Vale, 16", date="2023-02-03", agency="Deputies")],
    ),
    told(
        "boy-again",
        "2023-02-09",
        "Corin Vale of Ellery was arrested last week.",
        [person(1, "subject", MINOR)],
        [event("arrest", "p1", "Corin Vale of Ellery was arrested", date="2023-02")],
        source="Star",
    ),
    told(
        "crash",
        "2023-02-08",
        "Ellery police arrested Kestrel Tull, 29, on Tuesday; he is charged with assault on Ysa Tarn. "
        "Ms. Tarn is well. A judge, Dora Pell, held Tull at the Polk County Jail.",
        [person(1, "subject", CHARGED, 29), person(2, "victim", VICTIM), person(3, "official", "Dora Pell")],
        [
            event("arrest", "p1", "Ellery police arrested Kestrel Tull, 29", agency="Ellery police"),
            event("charge", "p1", "charged with assault on Ysa Tarn", date="2023-02-07"),
            event("detention", "p1", "held Tull at the Polk County Jail", custodian="Polk County Jail"),
        ],
        [("p1", "assault", "charged", "assault on Ysa Tarn")],
        source="Haw Herald",
        title="Ysa Tarn hurt in Ellery",
        byline="Ysa Tarn's neighbor",
        url="https://h.example/2023/ysa-tarn-hurt",
    ),
    told("fair_ysa_tarn", "2023-03-01", "The fair opened. Ysa  Tarn sang; YSA TARN bowed to Kestrel Tull."),
    told(
        "held",
        "2023-04-02",
        "ICE lodged a detainer on Abel Rusk, 33. Rusk is at the Polk County Jail. It held no one else.",
        [person(1, "subject", UNCHARGED, 33)],
        [
            event("detainer_issued", "p1", "ICE lodged a detainer on Abel Rusk, 33", agency="ICE"),
            event("detention", "p1", "Rusk is at the Polk County Jail", custodian="Polk County Jail"),
            event("release", None, "held no one else"),
        ],
    ),
    told(
        "held-again",
        "2023-04-05",
        "A jail let Abel Rusk go in spite of the detainer.",
        [person(1, "subject", UNCHARGED)],
        [event("detainer_declined", "p1", "let Abel Rusk go in spite of the detainer", custodian="A jail")],
    ),
]


def write(path, articles):
    with Store(path) as store:
        run = store.begin_run(RunRecord("0.1.0", "{}", "", "gold", "", ("in",)))
        for article, extraction in articles:
            store.write(run, article, extraction, Stamp(article.id, article.text, "gold", ""))
        store.add_issue(run, SourceError("in/ysa-tarn.html", "empty", "expected text of Ysa Tarn"))
    relink(path)
