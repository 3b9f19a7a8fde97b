from itertools import combinations, pairwise

import pytest

from sitegen.pages import charts


def stacked(**sizes: int) -> charts.Chart:
    chart = charts.years({"2019": (3, 1, 0), "2020": (0, 7, 7), "2023": (1, 0, 0)}, **sizes)
    assert chart
    return chart


def test_years_without_papers_stand_between_the_others() -> None:
    chart = charts.years({"2019": (1,), "2022": (2,)})
    assert chart
    assert [(bar.key, bar.count, bar.height > 0) for bar in chart.bars] == [
        ("2019", 1, True),
        ("2020", 0, False),
        ("2021", 0, False),
        ("2022", 2, True),
    ]


@pytest.mark.parametrize("width", [272, 720])
def test_bars_stand_on_the_base_and_fit_the_box(width: int) -> None:
    chart = stacked(width=width, height=120)
    assert all(round(bar.y + bar.height, 1) == chart.base for bar in chart.bars)
    assert all(bar.x >= 0 and bar.x + bar.width <= chart.width and bar.y >= charts.HEAD for bar in chart.bars)
    assert max(chart.bars, key=lambda bar: bar.height).count == 14


def test_the_parts_of_a_bar_stand_on_each_other_and_make_it_up() -> None:
    bar = stacked().bars[1]
    assert [(part.layer, part.count) for part in bar.parts] == [(1, 7), (2, 7)]
    low, high = bar.parts
    assert (low.y, high.y) == (round(high.y + high.height, 1), bar.y)
    assert round(low.height + high.height, 1) == bar.height


def test_a_single_paper_is_seen_beside_a_thousand() -> None:
    chart = charts.years({"2019": (1000,), "2020": (1,)})
    assert chart
    assert chart.bars[1].height == charts.LEAST


@pytest.mark.parametrize("width", [272, 720])
@pytest.mark.parametrize("first", range(1960, 2021))
def test_labels_of_years_stand_apart_inside_the_box(first: int, width: int) -> None:
    chart = charts.years({str(first): (1,), "2021": (1,)}, width=width)
    assert chart
    middles = [bar.middle for bar in chart.bars if bar.label]
    half = 2 * charts.DIGIT
    assert middles
    assert half <= middles[0]
    assert middles[-1] <= width - half
    assert all(right - left > 2 * half for left, right in pairwise(middles))


def test_many_years_are_labelled_at_round_ones() -> None:
    chart = charts.years({"1965": (1,), "2021": (1,)})
    assert chart
    assert [bar.label for bar in chart.bars if bar.label] == ["1970", "1980", "1990", "2000", "2010"]


def test_counts_are_written_only_where_they_fit() -> None:
    roomy, narrow = (charts.years({"1965": (1234,), "2021": (5,)}, width=width) for width in (2720, 272))
    assert roomy
    assert narrow
    assert [bar.figure for bar in roomy.bars if bar.count] == ["1234", "5"]
    assert [bar.figure for bar in narrow.bars if bar.count] == ["", ""]


def test_one_year_makes_no_chart() -> None:
    assert charts.years({"2020": (5,)}) is None
    assert charts.years({}) is None


def overlap(one: charts.Box, other: charts.Box) -> bool:
    apart = 0.01  # what rounding may hide
    across = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
    down = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    return across > apart and down > apart


def test_areas_are_as_large_as_their_counts_and_fill_the_whole() -> None:
    counts = [6, 1, 3, 2, 6, 2, 4]
    boxes = charts.areas(counts, 600, 400)
    assert [box.width * box.height / 1e4 * sum(counts) for box in boxes] == pytest.approx(counts, rel=0.01)
    assert all(min(box.x, box.y) >= 0 and max(box.x + box.width, box.y + box.height) <= 100 for box in boxes)
    assert not any(overlap(one, other) for one, other in combinations(boxes, 2))


def test_areas_are_as_square_as_those_of_the_paper_that_the_method_is_from() -> None:
    boxes = charts.areas([6, 6, 4, 3, 2, 2, 1], 6, 4)
    assert [(box.x, box.y, box.width, box.height) for box in boxes[:4]] == [
        (0, 0, 50, 50),
        (0, 50, 50, 50),
        (50, 0, 28.57, 58.33),
        (78.57, 0, 21.43, 58.33),
    ]


def test_areas_of_a_wide_whole_stay_near_squares() -> None:
    boxes = charts.areas([1] * 24, 800, 300)
    assert max(max(box.width * 8 / (box.height * 3), box.height * 3 / (box.width * 8)) for box in boxes) < 1.6


def test_a_count_of_nothing_has_a_box_of_nothing() -> None:
    assert [box.width * box.height for box in charts.areas([0, 5, 0], 10, 10)] == [0, 1e4, 0]
    assert charts.areas([], 10, 10) == ()


def clique(*people: int) -> dict[tuple[int, int], int]:
    return dict.fromkeys(combinations(people, 2), 1)


@pytest.mark.parametrize("size", range(1, 15))
def test_names_around_a_person_stand_apart_beside_their_nodes(size: int) -> None:
    drawing = charts.network(range(size, 0, -1), clique(0, size - 1))
    for side in ("start", "end"):
        column = [node for node in drawing.nodes if node.side == side]
        assert all(right.y - left.y >= charts.PITCHES[0] for left, right in pairwise(sorted(column, key=lambda node: node.y)))
        assert all((node.x > drawing.x) == (side == "start") for node in column)
        assert all(abs(node.label_x - node.x) > node.radius for node in column)
        assert all(node.radius < node.y < drawing.height - node.radius for node in column)
    assert len(drawing.nodes) == len(drawing.spokes) == size


def test_a_name_has_the_room_that_is_promised() -> None:
    drawing = charts.network([1] * 14, {})
    room = min(node.label_x if node.side == "end" else drawing.width - node.label_x for node in drawing.nodes)
    assert room / charts.LETTERS >= 6.5


def test_a_closer_co_author_has_a_larger_node_and_a_thicker_line() -> None:
    drawing = charts.network([1, 9, 3], {})
    for drawn in ([node.radius for node in drawing.nodes], [line.width for line in drawing.spokes]):
        assert drawn[1] > drawn[2] > drawn[0]


def test_those_who_wrote_together_stand_together() -> None:
    groups = [(0, 3, 6), (1, 4, 7), (2, 5, 8)]
    drawing = charts.network([1] * 9, {pair: 1 for group in groups for pair in clique(*group)})
    around = sorted(
        range(9), key=lambda one: (drawing.nodes[one].side, drawing.nodes[one].y * (drawing.nodes[one].x - drawing.x))
    )
    ring = [one % 3 for one in around]
    assert sum(one != other for one, other in pairwise([*ring, ring[0]])) == 3


def test_ties_lead_from_node_to_node() -> None:
    drawing = charts.network([2, 1, 1], {(0, 2): 3})
    (tie,) = drawing.ties
    first, last = drawing.nodes[0], drawing.nodes[2]
    assert tie.path.startswith(f"M{first.x:g} {first.y:g}Q")
    assert tie.path.endswith(f" {last.x:g} {last.y:g}")
