from hypothesis import given
from hypothesis import strategies as st

from plans.lineage import leads_to, walk

graphs = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=40)


def shape(start, edges, **limits):
    return [(step.key, step.depth) for step in walk(start, edges, **limits)]


def test_a_chain_is_walked_to_its_end():
    assert shape(76, [(76, 65), (65, 43), (43, 25), (1, 2)]) == [(65, 1), (43, 2), (25, 3)]


def test_what_is_named_at_several_heights_stands_at_the_highest():
    assert shape(76, [(76, 43), (76, 25), (76, 65), (65, 43), (43, 25)]) == [(65, 1), (43, 2), (25, 3)]


def test_branches_follow_one_another():
    assert shape(1, [(1, 2), (1, 3), (2, 4), (3, 5)]) == [(2, 1), (4, 2), (3, 1), (5, 2)]


def test_a_loop_ends_where_it_closes():
    assert shape(1, [(1, 2), (2, 3), (3, 1), (3, 2), (1, 1)]) == [(2, 1), (3, 2)]


def test_a_huge_fan_and_a_deep_chain_are_cut():
    assert len(walk(0, [(0, key) for key in range(1, 5_000)])) == 200
    assert len(walk(0, [(key, key + 1) for key in range(5_000)], most=10)) == 10


@given(graphs)
def test_every_document_stands_once_and_none_is_forgotten(edges):
    steps = [step.key for step in walk(0, edges)]

    assert len(steps) == len(set(steps))
    assert set(steps) == {key for key in range(13) if leads_to(0, key, edges)} - {0}


@given(graphs, st.integers(0, 12), st.integers(0, 12))
def test_leads_to_follows_edges(edges, start, goal):
    assert leads_to(start, goal, [*edges, (start, goal)])
