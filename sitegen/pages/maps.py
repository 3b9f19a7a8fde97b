"""A map of papers: where each stands among those that it resembles, in the units of a view box.

Nothing here depends on the machine: only sums, products, quotients and square roots are taken, which IEEE 754 rounds in one
way, no number is drawn at random, and papers are taken by their ids, in whatever order they come.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, count, cycle, islice, product
from math import fsum, gcd, sqrt
from statistics import median

from sitegen.records import Record

WIDTH, HEIGHT = 1000, 640
MARGIN = 30  # no point stands nearer to the edge
LETTER, LINE = 12, 29  # the room that a label takes for each letter, and from one to the next, in a text 20 units high
HIDING = 600  # a label that hides one in so many points might as well stand a line away

STEPS = 150
STRANGERS = 6  # so many other papers push a paper away in each step, in turn
PACE = 0.5  # how far a push of 1 moves a paper in the first step; the pace falls to nothing
FARTHEST = 1.0  # a paper moves no farther in a step, be the push what it may
COHESION = 1.0  # how strongly a group draws its papers together, where 1 is how strongly the best of its neighbours draws each
GRAVITY = 0.05  # how strongly the middle draws all, so that what has no neighbours stays in sight
EVENNESS = 0.5  # how far the crowd is thinned: 0 leaves all distances as they are, 1 makes all the same
ROUNDS = 60  # so often, at most, points that overlap are moved apart
ROOM = 1.5  # units between two points

# The golden angle's cosine and sine, by which one seed of a sunflower stands from the next.
TURN = (-0.7373688780783197, 0.6754902942615238)

Plane = tuple[list[float], list[float]]  # the x and the y of each paper


class Point(Record):
    """A place on the map."""

    x: float
    y: float


class Label(Record):
    """Where the middle of a group's name stands on the map."""

    group: str
    x: float
    y: float


def lay(
    neighbours: Mapping[str, Sequence[tuple[str, float]]], groups: Mapping[str, str | None], sizes: Mapping[str, float]
) -> dict[str, Point]:
    """A place for each paper, by id: near its neighbours and its group, apart from the others, and over no other point.

    `neighbours` are each paper's, with how alike they are, `groups` what each paper counts to, `sizes` the radii of the points
    in the map's units. The places are in a box of WIDTH by HEIGHT.

    Neighbours attract and others repel each other as in UMAP (McInnes, Healy, Melville 2018), starting from a sunflower with
    each group at one place in it; groups hold together and all are drawn to the middle. The result is stretched over the box,
    where it is crowded more than elsewhere.
    """
    papers = sorted(neighbours)
    order = {paper: place for place, paper in enumerate(papers)}
    members = [[order[paper] for paper in ids] for ids in _members(papers, groups).values()]
    plane = _starts(len(papers), members)
    _settle(plane, _ties(neighbours, order), members)
    plane = _spread(plane[0], WIDTH), _spread(plane[1], HEIGHT)
    _part(plane, [sizes[paper] for paper in papers])
    return {paper: Point(x=round(x, 1), y=round(y, 1)) for paper, x, y in zip(papers, *plane, strict=True)}


def labels(
    points: Mapping[str, Point], groups: Mapping[str, str | None], lengths: Mapping[str, int], most: int = 10
) -> tuple[Label, ...]:
    """Where the names of the largest groups stand, the largest first: amid their points, hiding few, and none over another.

    `lengths` are the numbers of letters of the groups' names.
    """
    placed: list[Label] = []
    for group, papers in list(_members(sorted(points), groups).items())[:most]:
        width = lengths[group] * LETTER
        x = min(max(median(points[paper].x for paper in papers), width / 2), WIDTH - width / 2)
        wish = median(points[paper].y for paper in papers)
        covered = [point.y for point in points.values() if abs(point.x - x) < width / 2]
        hindrances = [other.y for other in placed if abs(other.x - x) < (width + lengths[other.group] * LETTER) / 2]
        y = _height(wish, covered, HIDING / len(points), hindrances)
        placed.append(Label(group=group, x=round(x, 1), y=round(y, 1)))
    return tuple(placed)


def _height(wish: float, covered: Sequence[float], hiding: float, hindrances: Sequence[float]) -> float:
    """How far down a label stands: away from all hindrances, if it can be, and where it covers few points near the wish."""
    heights = [wish + step * LINE / 4 for step in range(-4 * HEIGHT // LINE, 4 * HEIGHT // LINE + 1)]

    def cost(height: float) -> tuple[bool, float]:
        hindered = any(abs(other - height) < LINE for other in hindrances)
        hidden = sum(abs(other - height) < LINE / 2 for other in covered)
        lines = (height - wish) / LINE
        return hindered, hidden * hiding + lines * lines

    return min((height for height in heights if LINE <= height <= HEIGHT - LINE), key=cost)


def _members(papers: Iterable[str], groups: Mapping[str, str | None]) -> dict[str, list[str]]:
    """The papers of each group, the largest group first."""
    members: defaultdict[str, list[str]] = defaultdict(list)
    for paper in papers:
        if group := groups.get(paper):
            members[group].append(paper)
    return dict(sorted(members.items(), key=lambda item: (-len(item[1]), item[0])))


def _ties(neighbours: Mapping[str, Sequence[tuple[str, float]]], order: Mapping[str, int]) -> list[tuple[int, int, float]]:
    """Which two papers attract each other, and how much: 1 where one is the other's nearest neighbour."""
    ties: dict[tuple[int, int], float] = {}
    for paper, near in neighbours.items():
        best = max((score for _, score in near), default=0.0)
        for other, score in near:
            if other in order and score > 0:
                pair = min(order[paper], order[other]), max(order[paper], order[other])
                ties[pair] = max(ties.get(pair, 0.0), score / best)
    return [(one, two, weight) for (one, two), weight in sorted(ties.items())]


def _sunflower(size: int) -> Iterator[tuple[float, float]]:
    """Places in a circle with one place to about one unit of length squared, from the middle outwards."""
    cosine, sine = 1.0, 0.0
    for seed in range(size):
        radius = sqrt(seed + 0.5)
        yield radius * cosine, radius * sine
        cosine, sine = cosine * TURN[0] - sine * TURN[1], cosine * TURN[1] + sine * TURN[0]


def _starts(size: int, members: Sequence[Sequence[int]]) -> Plane:
    """A sunflower of all papers, in which those of a group stand together, around a seed of a larger sunflower of groups."""
    seeds = list(_sunflower(size))
    scale = sqrt(size / max(len(members), 1))
    for (x, y), group in zip(list(_sunflower(len(members))), members, strict=True):
        for place in group:
            seeds[place] = x * scale + seeds[place][0] * 0.2, y * scale + seeds[place][1] * 0.2
    return [x for x, _ in seeds], [y for _, y in seeds]


def _settle(plane: Plane, ties: Sequence[tuple[int, int, float]], members: Iterable[Sequence[int]]) -> None:
    """Move the papers until what belongs together stands together."""
    size = len(plane[0])
    strangers = cycle(_leaps(size - 1))
    for step in range(STEPS):
        push = [0.0] * size, [0.0] * size
        _attract(plane, push, ties)
        for group in members:
            _gather(plane, push, group)
        for offset in islice(strangers, STRANGERS):
            _repel(plane, push, offset)
        _move(plane, push, PACE * (1 - step / STEPS))


def _leaps(size: int) -> Iterator[int]:
    """All numbers from 1 to `size`, each far from the one before, as neighbours in the order of ids may be alike."""
    stride = next(stride for stride in count(size * 5 // 8) if gcd(stride, size) == 1) if size else 0
    return (1 + turn * stride % size for turn in range(size))


def _attract(plane: Plane, push: Plane, ties: Iterable[tuple[int, int, float]]) -> None:
    (x, y), (right, down) = plane, push
    for one, two, weight in ties:
        across, along = x[two] - x[one], y[two] - y[one]
        pull = 2 * weight / (1 + across * across + along * along)
        right[one] += across * pull
        down[one] += along * pull
        right[two] -= across * pull
        down[two] -= along * pull


def _gather(plane: Plane, push: Plane, group: Sequence[int]) -> None:
    """Draw papers towards their middle."""
    (x, y), (right, down) = plane, push
    middle = fsum(x[one] for one in group) / len(group), fsum(y[one] for one in group) / len(group)
    for one in group:
        across, along = middle[0] - x[one], middle[1] - y[one]
        pull = 2 * COHESION / (1 + (across * across + along * along) / 4)
        right[one] += across * pull
        down[one] += along * pull


def _repel(plane: Plane, push: Plane, offset: int) -> None:
    """Push each paper and the one so many places after it away from each other."""
    (x, y), (right, down) = plane, push
    for one in range(len(x)):
        two = one + offset - len(x)  # which counts from the end where it is negative
        across, along = x[one] - x[two], y[one] - y[two]
        square = across * across + along * along
        pull = 2 / ((0.2 + square) * (1 + square))
        right[one] += across * pull
        down[one] += along * pull
        right[two] -= across * pull
        down[two] -= along * pull


def _move(plane: Plane, push: Plane, pace: float) -> None:
    # The middle draws down what is above and below more than what is beside it, as the map is wider than high.
    for values, pushes, gravity in zip(plane, push, (GRAVITY, GRAVITY * WIDTH / HEIGHT), strict=True):
        for one, far in enumerate(pushes):
            moved = values[one] + min(max(far * pace, -FARTHEST), FARTHEST)
            values[one] = moved * (1 - gravity * pace)


def _spread(values: Sequence[float], size: float) -> list[float]:
    """The values stretched to reach from margin to margin, where they are crowded more than elsewhere."""
    order = sorted(range(len(values)), key=lambda one: (values[one], one))
    if len(order) < 2:
        return [size / 2 for _ in order]
    least, most = values[order[0]], values[order[-1]]
    spread = [0.0] * len(order)
    for rank, one in enumerate(order):
        part = (values[one] - least) / (most - least or 1) * (1 - EVENNESS) + rank / (len(order) - 1) * EVENNESS
        spread[one] = MARGIN + part * (size - 2 * MARGIN)
    return spread


def _part(plane: Plane, sizes: Sequence[float]) -> None:
    """Move points apart until none overlaps another."""
    x, y = plane
    for _ in range(ROUNDS):
        crowded = False
        for one, two in _close(plane, 2 * max(sizes, default=0) + ROOM):
            across, along = x[two] - x[one], y[two] - y[one]
            distance, apart = sqrt(across * across + along * along), sizes[one] + sizes[two] + ROOM
            if distance < apart:
                crowded = True
                if not distance:
                    along = distance = 1.0
                part = (apart - distance) / (2 * distance)
                _shift(plane, one, -across * part, -along * part)
                _shift(plane, two, across * part, along * part)
        if not crowded:
            return


def _close(plane: Plane, reach: float) -> Iterator[tuple[int, int]]:
    """Each two places that may be no farther apart than that."""
    cells: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for place, (x, y) in enumerate(zip(*plane, strict=True)):
        cells[int(x / reach), int(y / reach)].append(place)
    for (column, row), inside in cells.items():
        yield from combinations(inside, 2)
        for cell in ((column + 1, row - 1), (column + 1, row), (column + 1, row + 1), (column, row + 1)):
            yield from product(inside, cells.get(cell, ()))


def _shift(plane: Plane, place: int, across: float, along: float) -> None:
    """Move a point, but not over the margin."""
    for values, way, size in zip(plane, (across, along), (WIDTH, HEIGHT), strict=True):
        values[place] = min(max(values[place] + way, MARGIN), size - MARGIN)
