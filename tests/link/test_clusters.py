from hypothesis import given
from hypothesis import strategies as st

from pipeline.link.reports.clusters import cluster, components, pair

WEIGHTS = st.dictionaries(
    st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")).filter(lambda p: p[0] < p[1]),
    st.one_of(st.none(), st.integers(-5, 9).map(float)),
)


def of(weights, ids="abcdef", **decided):
    links = {ends: weight for ends, weight in weights.items() if weight is not None}
    return cluster(list(ids), links, lambda a, b: weights.get((a, b), 0.0), 1.0, average=1.0, **decided)


def test_a_pair_that_cannot_be_one_keeps_its_clusters_apart():
    assert of({("a", "b"): 8.0, ("b", "c"): 6.0, ("a", "c"): None}, "abc") == [["a", "b"], ["c"]]


def test_pairs_between_clusters_speak_together():
    assert of({("a", "b"): 8.0, ("b", "c"): 2.0, ("a", "c"): -4.0}, "abc") == [["a", "b"], ["c"]]
    assert of({("a", "b"): 8.0, ("b", "c"): 6.0, ("a", "c"): -2.0}, "abc") == [["a", "b", "c"]]


def test_what_a_person_decided_goes_before_the_weights():
    weights = {("a", "b"): 8.0, ("a", "c"): None}
    assert of(weights, "abc", together=[("a", "c")]) == [["a", "b", "c"]]
    assert of(weights, "abc", apart=[("a", "b")]) == [["a"], ["b"], ["c"]]
    assert of(weights, "abc", together=[("a", "c")], apart=[("b", "c")]) == [["a", "b"], ["c"]]


@given(WEIGHTS, st.permutations("abcdef"), st.randoms())
def test_the_order_of_reports_and_links_makes_no_difference(weights, ids, random):
    shuffled = list(weights.items())
    random.shuffle(shuffled)
    assert of(weights) == of(dict(shuffled), ids)


@given(WEIGHTS)
def test_each_report_is_in_one_cluster_and_no_veto_is_within(weights):
    clusters = of(weights)
    assert sorted(item for group in clusters for item in group) == list("abcdef")
    assert not any(
        weights.get(pair(a, b), 0.0) is None for group in clusters for a in group for b in group if a != b
    )


def test_components_are_what_links_hold_together():
    assert components("dcba", [("a", "c"), ("c", "d")]) == [["a", "c", "d"], ["b"]]
    assert components("ab", [("a", "x"), ("x", "y")]) == [["a"], ["b"]]


def test_reports_that_cannot_all_be_one_stay_apart_whatever_pairs_say():
    weights = {("a", "b"): 8.0, ("b", "c"): 6.0, ("a", "c"): 1.0}

    def holds(members):
        return not {"a", "c"} <= set(members)

    assert of(weights, "abc") == [["a", "b", "c"]]
    assert of(weights, "abc", holds=holds) == [["a", "b"], ["c"]]
