import pytest

from pipeline.schema import Article
from pipeline.score.annotated import AnnotatedSet
from pipeline.score.train.confidence import gather, source_of


@pytest.mark.parametrize(
    ("source", "expected"),
    [("www.foxnews.com", "foxnews"), ("Fox News", "foxnews"), (None, "a1"), ("", "a1")],
)
def test_an_outlet_has_one_spelling_and_an_article_of_none_stands_for_itself(source, expected):
    assert source_of(Article("a1", "Text.", "a.txt", source=source)) == expected


@pytest.mark.slow
def test_every_value_that_gold_can_judge_is_an_example(tmp_path):
    text = "Ivo Brandt, 31, was arrested by ICE on May 4, 2024. Lena Orsk was deported."
    (tmp_path / "a1.txt").write_text(text)
    gold = tmp_path / "gold.jsonl"
    gold.write_text(
        '{"id": "a1", "people": [{"id": "p1", "role": "subject", "name": "Ivo Brandt", "age": 31}],'
        ' "offenses": [], "facilities": [], "events": [{"type": "arrest", "subject": "p1",'
        ' "modality": "actual", "quote": "was arrested", "date": "2024-05-04"}]}\n'
    )
    found = gather([AnnotatedSet("one", (tmp_path / "a1.txt",), gold)])
    truths = {kind: sorted(example.right for example in examples) for kind, examples in found.items()}
    assert truths == {
        "person": [False, True], "age": [True], "event": [False, True], "date": [True], "agency": [False]
    }  # fmt: skip
