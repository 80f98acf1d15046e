"""Who decided a case, by the words of reports."""

import pytest

from pipeline.review.check.courts import court_of, tried_by


@pytest.mark.parametrize(
    ("words", "court"),
    [
        ("pleaded guilty before a judge", "plea"),
        ("pleaded not guilty", None),
        ("a jury found him guilty", "jury"),
        ("found guilty", None),
        ("the jury heard the judge", None),
        ("A county judge has been convicted of fraud", None),
        ("Judge Ann Roe, 66, was found guilty", None),
        ("A judge found him guilty", "judge"),
    ],
)
def test_who_decided_is_told_by_words(words, court):
    assert court_of(words) == court


@pytest.mark.parametrize(
    ("sentence", "court"),
    [
        ("Jurors found Ann Roe not guilty of murder but guilty of drunk driving.", "jury"),
        ("Ann Roe was convicted in May by a federal jury.", "jury"),
        ("Ann Roe was found guilty in May.", None),
        ("The jury heard that Ann Roe had pleaded guilty.", None),
    ],
)
def test_a_sentence_around_a_conviction_tells_of_a_jury(sentence, court):
    assert tried_by(sentence) == court
