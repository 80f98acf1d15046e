from hypothesis import given
from hypothesis import strategies as st

from pipeline.review.desk.marking import Mark, marks, tokens
from pipeline.schema import Article, Extraction, Person, Value

TEXT = "Ada was held at the Salem jail."


def drawn(found):
    parts = []
    for token in tokens(TEXT, found):
        if token.sort == "text":
            parts.append(token.text)
        elif token.sort == "open":
            parts.append(f"<{token.mark.kind}{'' if token.first else '+'}>")
        else:
            parts.append(f"</{token.mark.kind}>")
    return "".join(parts)


def mark(start, end, kind):
    return Mark(start, end, kind, kind, ("e1",))


def test_marks_within_one_another_are_nested():
    found = [mark(20, 30, "facility"), mark(0, 30, "quote"), mark(20, 25, "place")]
    assert (
        drawn(found) == "<quote>Ada was held at the <facility><place>Salem</place> jail</facility></quote>."
    )


def test_of_two_that_cross_the_later_goes_on_after_the_earlier():
    found = [mark(0, 12, "quote"), mark(8, 30, "telling")]
    assert drawn(found) == (
        "<quote>Ada was <telling>held</telling></quote><telling+> at the Salem jail</telling>."
    )


def test_a_person_s_words_and_the_name_that_opens_them_have_one_label():
    def value(words):
        start = text.index(words)
        return Value(words, start, start + len(words), "r", 0.9)

    text = "Ada Quill, 41, saw the sheriff, Finn Marsh. Quill left."
    people = (
        Person(
            "p1", "subject", value("Ada Quill, 41"), name=value("Ada Quill"), mentions=(value("Quill left"),)
        ),
        Person("p2", "official", value("the sheriff, Finn Marsh"), name=value("Finn Marsh")),
    )
    found = marks(Article("a", text, "a"), Extraction("a", None, people=people))
    assert {text[mark.start : mark.end] for mark in found} == {
        "Ada Quill, 41", "Quill left", "the sheriff, Finn Marsh", "Finn Marsh"
    }  # fmt: skip


@given(st.lists(st.tuples(st.integers(-2, 33), st.integers(-2, 33)), max_size=12))
def test_the_text_stays_and_every_mark_covers_its_own_words(spans):
    found = [mark(start, end, f"k{number}") for number, (start, end) in enumerate(spans)]
    text, covered, open_kinds = "", {}, []
    for token in tokens(TEXT, found):
        if token.sort == "text":
            text += token.text
            for kind in open_kinds:
                covered[kind] = covered.get(kind, "") + token.text
        elif token.sort == "open":
            open_kinds.append(token.mark.kind)
        else:
            assert open_kinds.pop() == token.mark.kind
    assert (text, open_kinds) == (TEXT, [])
    assert covered == {m.kind: TEXT[m.start : m.end] for m in found if 0 <= m.start < m.end <= len(TEXT)}
