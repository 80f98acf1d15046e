"""Copies of a telling are counted, not listed."""

from pipeline.review.same_words import also, same_words


def test_rows_that_agree_in_the_fields_are_one_group_in_the_order_of_the_first():
    rows = [
        {"voice": 1, "quote": "freed him", "id": "a"},
        {"voice": 2, "quote": "freed him", "id": "b"},
        {"voice": 1, "quote": "freed him", "id": "c"},
        {"voice": 1, "quote": "let him go", "id": "d"},
    ]

    groups = same_words(rows, ("voice", "quote"))

    assert [[row["id"] for row in group] for group in groups] == [["a", "c"], ["b"], ["d"]]


def test_what_has_no_copies_says_nothing_of_them():
    assert [also(copies) for copies in (0, 1, 2)] == [
        "",
        "  (and in 1 more article)",
        "  (and in 2 more articles)",
    ]
