from collections.abc import Mapping, Sequence
from itertools import combinations
from math import dist
from statistics import mean

import pytest

from sitegen.pages import maps

Neighbours = Mapping[str, Sequence[tuple[str, float]]]


def clusters(number: int, size: int) -> Neighbours:
    """Papers "0-0", "0-1", …, each a neighbour of the next two of the same number."""
    return {
        f"{cluster}-{one}": [(f"{cluster}-{(one + step) % size}", 1 / step) for step in (1, 2)]
        for cluster in range(number)
        for one in range(size)
    }


def topic(paper: str) -> str:
    return paper.partition("-")[0]


def laid(neighbours: Neighbours, *, grouped: bool = True, radius: float = 5.0) -> dict[str, maps.Point]:
    groups = {paper: topic(paper) if grouped else None for paper in neighbours}
    return maps.lay(neighbours, groups, dict.fromkeys(neighbours, radius))


def apart(one: maps.Point, two: maps.Point) -> float:
    return dist((one.x, one.y), (two.x, two.y))


def nearest(points: Mapping[str, maps.Point], paper: str) -> str:
    return min(points.keys() - {paper}, key=lambda other: (apart(points[paper], points[other]), other))


@pytest.mark.parametrize("size", [1, 2, 3, 8, 60])
def test_every_paper_is_on_the_map(size: int) -> None:
    points = laid({f"{place}-0": [] for place in range(size)})
    assert len(points) == size
    assert all(maps.MARGIN <= point.x <= maps.WIDTH - maps.MARGIN for point in points.values())
    assert all(maps.MARGIN <= point.y <= maps.HEIGHT - maps.MARGIN for point in points.values())


def test_without_papers_the_map_is_empty() -> None:
    assert laid({}) == {}
    assert maps.labels({}, {}, {}) == ()


def test_a_single_paper_stands_in_the_middle() -> None:
    assert laid({"0-0": []}) == {"0-0": maps.Point(x=maps.WIDTH / 2, y=maps.HEIGHT / 2)}


def test_the_map_uses_its_room() -> None:
    points = laid(clusters(6, 20)).values()
    quarters = {(point.x > maps.WIDTH / 2, point.y > maps.HEIGHT / 2) for point in points}
    assert len(quarters) == 4
    assert max(point.x for point in points) - min(point.x for point in points) == maps.WIDTH - 2 * maps.MARGIN
    assert max(point.y for point in points) - min(point.y for point in points) == maps.HEIGHT - 2 * maps.MARGIN


def test_a_paper_stands_near_those_that_it_resembles() -> None:
    points = laid(clusters(6, 15), grouped=False)
    assert mean(topic(paper) == topic(nearest(points, paper)) for paper in points) > 0.95


def test_papers_of_a_group_stand_together_though_nothing_else_ties_them() -> None:
    points = laid({paper: [] for paper in clusters(6, 15)})
    assert mean(topic(paper) == topic(nearest(points, paper)) for paper in points) > 0.95


def test_groups_with_ties_stand_nearer_to_each_other_than_those_without() -> None:
    neighbours = dict(clusters(6, 10))
    for one in range(10):
        neighbours[f"0-{one}"] = [*neighbours[f"0-{one}"], (f"5-{one}", 0.8)]
    points = laid(neighbours)
    middle = {
        str(group): maps.Point(
            x=mean(points[f"{group}-{one}"].x for one in range(10)), y=mean(points[f"{group}-{one}"].y for one in range(10))
        )
        for group in range(6)
    }
    assert nearest(middle, "0") == "5"
    assert nearest(middle, "5") == "0"


@pytest.mark.parametrize("radius", [3.0, 9.0])
def test_no_point_lies_over_another(radius: float) -> None:
    points = laid(clusters(8, 25), radius=radius)
    assert min(apart(one, two) for one, two in combinations(points.values(), 2)) >= 2 * radius


def test_the_order_in_which_papers_come_does_not_matter() -> None:
    neighbours = clusters(4, 10)
    turned = {paper: list(reversed(neighbours[paper])) for paper in sorted(neighbours, reverse=True)}
    assert laid(turned) == laid(neighbours)


def test_the_map_is_the_same_on_every_machine() -> None:
    points = laid(clusters(4, 10))
    assert [(points[f"{group}-0"].x, points[f"{group}-0"].y) for group in range(4)] == [
        (917.2, 173.2),
        (132.8, 474.7),
        (435.8, 68.5),
        (612.8, 588.0),
    ]


def test_a_neighbour_that_is_not_on_the_map_is_no_matter() -> None:
    assert laid({"0-0": [("9-9", 1.0)], "1-0": []}) == laid({"0-0": [], "1-0": []})


def test_names_of_the_largest_groups_stand_apart_on_the_map() -> None:
    points = laid(clusters(12, 12))
    groups = {paper: topic(paper) for paper in points if paper != "3-0"}
    found = maps.labels(points, groups, dict.fromkeys(set(groups.values()), 30), most=11)
    assert [label.group for label in found] == sorted({*groups.values()} - {"3"})
    width = 30 * maps.LETTER
    assert not any(abs(one.x - two.x) < width and abs(one.y - two.y) < maps.LINE - 0.1 for one, two in combinations(found, 2))
    assert all(width / 2 <= label.x <= maps.WIDTH - width / 2 and 0 < label.y < maps.HEIGHT for label in found)


def test_a_name_stands_amid_the_points_of_its_group() -> None:
    points = laid(clusters(5, 20))
    for label in maps.labels(points, {paper: topic(paper) for paper in points}, dict.fromkeys("01234", 4)):
        shown = {**points, "label": maps.Point(x=label.x, y=label.y)}
        assert topic(nearest(shown, "label")) == label.group


def test_a_name_makes_way_for_points() -> None:
    points = {f"0-{place}": maps.Point(x=440 + 30 * place, y=300) for place in range(5)}
    (label,) = maps.labels(points, dict.fromkeys(points, "0"), {"0": 20})
    assert maps.LINE / 2 <= abs(label.y - 300) <= 2 * maps.LINE
