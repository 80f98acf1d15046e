import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.link.reports.person_names import compare_names, name_keys, parse_name, unjoined_families

SAME = [
    ("Elvin Danilo Chún Batz", "Elvin Chun"),
    ("Denis Josué Maradiaga Lobo", "Denis Josue Lobo-Maradiaga"),
    ("José Luis Hernández Ortiz", "José L. Hernandez"),
    ("Rigoberto Canul", "Rigo Canul"),
    ('Rigoberto "Rigo" Canul', "Rigo Canul"),
    ("Bob Weller", "Robert Weller"),
    ("Marta Gonzales", "Marta González"),
    ("Batz Elvin", "Elvin Batz"),
    ("Batz, Elvin", "Elvin Batz"),
    ("Juan Carlos Tepal", "Carlos Tepal"),
    ("Ana de la Cruz", "Ana Cruz"),
    ("María Elena Torres Quiroz", "Torres Quiroz"),
    ("Danielle Tepal", "Dani Tepal"),
]
TWO = [
    ("Wilmer Alvarenga", "Osmín Alvarenga"),
    ("Jose Hernandez Ortiz", "Jose Hernandez Lopez"),
    ("Jose Luis Hernandez", "Jose Antonio Hernandez"),
    ("José L. Hernández", "José A. Hernández"),
    ("Tom Reyes Jr.", "Tom Reyes Sr."),
    ("Elvin Chún Batz", "Elvin Tzul Canul"),
    ("Juan Tepal", "Juana Tepal"),
]


@pytest.mark.parametrize(("a", "b"), SAME)
def test_one_name_told_in_two_ways(a, b):
    one, other = parse_name(a), parse_name(b)
    match = compare_names(one, other)
    assert not match.contradicted
    assert match.bits > 8
    assert name_keys(one) & name_keys(other)


@pytest.mark.parametrize(("a", "b"), TWO)
def test_names_that_contradict_one_another(a, b):
    assert compare_names(parse_name(a), parse_name(b)).contradicted


def test_a_rare_name_says_more_than_a_common_one():
    rare = compare_names(parse_name("Elvin Batzul"), parse_name("Elvin Batzul")).bits
    common = compare_names(parse_name("Jose Garcia"), parse_name("Jose Garcia")).bits
    assert rare > common + 8


def test_another_family_name_speaks_against_but_may_be_the_other_half():
    match = compare_names(parse_name("Denis Maradiaga"), parse_name("Denis J. Lobo"))
    assert (match.bits < 0, match.contradicted) == (True, False)


NAMES = st.sampled_from([name for pair in SAME + TWO for name in pair])


@given(NAMES, NAMES)
def test_the_order_of_two_names_makes_no_difference(a, b):
    assert compare_names(parse_name(a), parse_name(b)) == compare_names(parse_name(b), parse_name(a))


@given(st.text(max_size=40))
def test_any_text_is_a_name_of_some_parts(text):
    name = parse_name(text)
    assert compare_names(name, name).contradicted == (not name.family)
    assert name_keys(name) == name_keys(parse_name(text))


@pytest.mark.parametrize(
    ("names", "unjoined"),
    [
        (["Ana Lara", "Ana Mota"], [("lara", "mota")]),
        (["Ana Lara", "Ana Mota", "Ana Lara Mota"], []),
        (["Ana Lara", "Ana Lara Mota", "Ana Ruiz"], [("lara", "ruiz")]),
        (["Ana Hernandez", "Ana Hernandes"], []),
        (["Lara", "Ana Lara"], []),
    ],
)
def test_family_names_that_no_name_has_both_of(names, unjoined):
    assert unjoined_families([parse_name(name) for name in names]) == unjoined
