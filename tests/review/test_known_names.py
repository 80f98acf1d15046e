import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.review.privacy.known_names import KnownNames
from pipeline.store.withheld import Withheld


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("said Ysa Tarn.", "said [x]."),
        ("YSA TARN's dog", "[x]'s dog"),
        ("Ysa\nTarn", "[x]"),
        ("Ysá Tarn and Ysa-Tarn", "[x] and [x]"),
        ("Ysa Tarnow", "Ysa Tarnow"),
        ("Ysa. After that, Tarn", "Ysa. After that, Tarn"),
        ("ysa tarn", "ysa tarn"),
        ("Tarn, Ysa", "Tarn, Ysa"),
        ("Maria de la Paz O’Neil left", "[y] left"),
        ("Maria de la Paz", "Maria de la Paz"),
        ("Prince sang", "Prince sang"),
    ],
)
def test_a_name_is_found_as_whole_words_in_any_spelling(text, hidden):
    with Withheld() as store:
        names = KnownNames(store)
        names.add("Ysa Tarn", "[x]")
        names.add("Maria de la Paz O'Neil", "[y]")
        names.add("Prince", "[z]")
        assert names.hide(text) == hidden


@pytest.mark.parametrize("address", ["https://h.example/a/ysa-tarn-hurt", "in/ysa_tarn.txt", "ysa+tarn"])
def test_in_an_address_small_letters_are_looked_at_too(address):
    with Withheld() as store:
        names = KnownNames(store)
        names.add("Ysa Tarn", "[x]")
        assert "tarn" not in str(names.hide(address, any_case=True))


def test_a_name_of_somebody_who_is_shown_there_stays():
    with Withheld() as store:
        names = KnownNames(store)
        names.add("Ysa Tarn", "[x]")
        assert names.find("Ysa Tarn", shown={"ysa tarn"}) == []


WORDS = st.sampled_from(["Ysa", "Tarn", "de", "O'Neil", "Ruiz-Paz", "said", "at", "Ng"])


@given(st.lists(WORDS, min_size=2, max_size=4), st.lists(WORDS), st.lists(WORDS))
def test_a_hidden_name_never_stays_in_a_text(words, before, after):
    name = " ".join(["Ana", *words])
    with Withheld() as store:
        names = KnownNames(store)
        names.add(name, "[x]")
        found = names.hide(" ".join([*before, name, *after]))
        assert found == " ".join([*before, "[x]", *after])
