"""Where works stand: years in order, nothing on top of another, the same with and without the rest."""

from itertools import combinations, pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sample_networks import chance_network, network

from refmgr.network.graph import build
from refmgr.network.labels import Mark, place, shortened, text_width
from refmgr.network.layout import DOCUMENT_RADIUS, WIDTH, layout
from refmgr.network.selection import FIRST_DOCUMENTS, readable, shown
from refmgr.network.spread import order
from refmgr.network.timeline import timeline


def overlapping(laid, places):
    return [
        (a, b)
        for a, b in combinations(places, 2)
        if abs(laid.x[a] - laid.x[b]) < (laid.radius[a] + laid.radius[b]) * 0.9
        and abs(laid.y[a] - laid.y[b]) < (laid.radius[a] + laid.radius[b]) * 0.9
    ]


@pytest.mark.parametrize("size", [1, 33, 400])
def test_no_mark_stands_on_another_and_years_go_from_left_to_right(size):
    net = chance_network(size, max(size // 6, 1), 3 * size)
    laid = layout(net)
    assert overlapping(laid, range(size)) == []
    dated = sorted((node.year, laid.x[at]) for at, node in enumerate(net.nodes) if node.year)
    assert [x for _, x in dated] == sorted(x for _, x in dated)
    assert all(0 <= x <= WIDTH for x in laid.x)
    assert layout(net) == laid


def test_what_shows_at_a_higher_threshold_stands_close_together():
    """The most important works are placed first: what comes later goes around them, not between."""
    net = chance_network(1500, 100, 6000)
    laid = layout(net)
    first = readable(net.nodes, laid.rank).places
    heights = sorted(laid.y[one] for one in first)
    middle_half = heights[len(heights) * 3 // 4] - heights[len(heights) // 4]
    everything = sorted(laid.y)
    assert len(first) < 500
    assert heights[-1] - heights[0] <= everything[-1] - everything[0]
    assert middle_half < 1200


def test_ten_thousand_works_of_one_year_fill_the_width():
    net = network([2001] * 10_000, [(0, at) for at in range(1, 9000)], documents=(0,))
    laid = layout(net)
    assert max(laid.x) - min(laid.x) > WIDTH * 0.8
    assert len(set(zip(laid.x, laid.y, strict=True))) == 10_000
    # 10,000 marks of some 12 x 12 pixels on a picture 1,000 wide are some 1,500 high, not 10,000.
    assert max(laid.y) < 2600


def test_sources_grow_with_their_documents_and_documents_are_alike():
    net = network([2000] * 12, [(a, b) for a in range(6) for b in range(6, 7 + a)], range(6))
    laid = layout(net)
    assert {laid.radius[at] for at in range(6)} == {DOCUMENT_RADIUS}
    assert list(laid.radius[6:]) == sorted(laid.radius[6:], reverse=True)


def test_works_that_cite_each_other_and_themselves_are_laid_out():
    net = network([2001, 2001, None], [(0, 1), (1, 0), (0, 0)], (0, 1))
    assert overlapping(layout(net), range(3)) == []


def test_an_empty_network_has_a_layout():
    assert layout(build([], [])).x == ()


YEARS = st.lists(st.none() | st.integers(-300, 9999), max_size=30)


@given(YEARS, st.integers(0, 200))
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_year_has_its_own_place_between_0_and_1(years, crowd):
    axis = timeline(years, [*years, *([years[0]] * crowd if years else [])])
    spans = [axis.span(year) for year in sorted({year for year in years if year is not None})]
    if None in years:
        spans.insert(0, axis.span(None))
    edges = [edge for span in spans for edge in span]
    assert edges == sorted(edges)
    assert all(0 <= edge <= 1.0000001 for edge in edges)
    assert all(right > left for left, right in spans)
    assert len(axis.spans) <= 8 * len(years)  # a stray 1837 does not make 150 empty columns


def test_ticks_are_round_and_apart():
    axis = timeline([None, 1979, *range(1990, 2022)], [None, 1979, *range(1990, 2022)])
    ticks = axis.ticks(0.04)
    places = [sum(axis.undated) / 2, *(place for _, place in ticks)]
    assert all(b - a >= 0.04 for a, b in pairwise(places))
    assert {1990, 2000, 2010, 2020} <= {year for year, _ in ticks}


def test_groups_that_share_literature_stand_apart():
    groups = [range(10), range(10, 20)]
    edges = [(a, b) for group in groups for a in group for b in group if a < b] + [(9, 10)]
    neighbours = [[] for _ in range(20)]
    for a, b in edges:
        neighbours[a].append(b)
        neighbours[b].append(a)
    height = order(neighbours, [0] * 20)
    below = sorted(range(20), key=lambda node: height[node])[:10]
    assert set(below) in [set(group) for group in groups]
    assert sorted(order([[], []], [0, 1])) == [0.25, 0.75]


def test_the_threshold_keeps_it_readable():
    net = chance_network(1500, 100, 6000)
    laid = layout(net)
    chosen = readable(net.nodes, laid.rank, most=300)
    sources = [one for one in chosen.places if not net.nodes[one].document]
    assert 0 < len(sources) <= 300
    assert len(chosen.places) - len(sources) <= max(len(sources), FIRST_DOCUMENTS)
    assert set(chosen.places) < set(shown(net.nodes, laid.rank, 0)) == set(range(1500))
    small = chance_network(33, 5, 40)
    assert readable(small.nodes, layout(small).rank).threshold == 0


@given(
    st.lists(
        st.tuples(
            st.integers(0, 400), st.integers(0, 300), st.integers(2, 12), st.text(max_size=20)
        ),
        max_size=40,
    )
)
@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
def test_labels_cover_neither_each_other_nor_a_mark(given_marks):
    marks = [Mark(*one) for one in given_marks]
    frame = (0, 0, 400, 300)
    labels = place(marks, marks, 12, frame)
    boxes = []
    for label in labels:
        wide = text_width(label.text, 12)
        left = label.x - {"start": 0, "middle": wide / 2, "end": wide}[label.anchor]
        boxes.append((left, label.y - 7.2, left + wide, label.y + 7.2))
    for a, b in combinations(boxes, 2):
        assert (
            a[2] <= b[0] + 1e-6 or b[2] <= a[0] + 1e-6 or a[3] <= b[1] + 1e-6 or b[3] <= a[1] + 1e-6
        )
    assert all(box[0] >= -1e-6 and box[2] <= 400 + 1e-6 for box in boxes)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Callen 2000", "Callen 2000"),
        ("X" * 300 + " 2001", "X" * 26 + "… 2001"),
        ("Tumor Necrosis Factor Inhibitors in Children", "Tumor Necrosis Factor Inhibitor…"),
        ("", ""),
    ],
)
def test_a_long_label_keeps_its_year(text, expected):
    assert shortened(text) == expected
    assert len(shortened(text)) <= 32
