import re
from itertools import combinations
from math import dist
from pathlib import Path

import pytest

from sitegen.pages.colors import DARK, ENOUGH, LIGHT, accents, contrast
from sitegen.pages.directory import HUES

# What a color in linear sRGB looks like without the cones for red, and without those for green: Machado, Oliveira, Fernandes,
# "A Physiologically-based Model for Simulation of Color Vision Deficiency" (2009), at full severity.
SIGHT = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
}
# From linear sRGB to OKLab, https://bottosson.github.io/posts/oklab/.
CONES = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
LAB = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)
Triple = tuple[float, ...]


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#ffffff") == pytest.approx(1)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("color", ["#3a45b8", "#ffcc00", "#000000", "#ffffff", "#7a1f2b", "#00aa55"])
def test_an_accent_can_be_read_on_light_and_on_dark_pages(color: str) -> None:
    light, dark = accents(color)
    assert contrast(light, LIGHT) >= ENOUGH
    assert contrast(dark, DARK) >= ENOUGH


def test_a_color_that_can_be_read_stays_as_it_is() -> None:
    assert accents("#3a45b8")[0] == "#3a45b8"
    assert accents("#ffcc00")[1] == "#ffcc00"


def test_a_color_keeps_its_hue() -> None:
    light, dark = accents("#ff0000")
    assert light[3:] == "0000"
    assert dark[3:5] == dark[5:]


# ---------------------------------------------------------------- the colors of topics


def through(matrix: tuple[Triple, ...], color: Triple) -> Triple:
    return tuple(sum(part * value for part, value in zip(row, color, strict=True)) for row in matrix)


def seen(color: str, sight: str) -> Triple:
    """The color in OKLab as it is seen."""
    channels = [part / 255 for part in bytes.fromhex(color.removeprefix("#"))]
    linear = tuple(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels)
    held = tuple(min(max(part, 0.0), 1.0) for part in through(SIGHT[sight], linear))
    return through(LAB, tuple(part ** (1 / 3) for part in through(CONES, held)))


@pytest.fixture(scope="module")
def hues() -> dict[str, tuple[str, ...]]:
    style = (Path(__file__).parents[2] / "themes/default/styles/10-tokens.css").read_text("utf-8")
    pairs = re.findall(r"--hue: light-dark\((#\w+), (#\w+)\)", style)
    assert len(pairs) == HUES + 1
    return dict(zip(("light", "dark"), zip(*pairs, strict=True), strict=True))


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_colors_of_topics_are_told_apart_by_the_color_blind_too(
    hues: dict[str, tuple[str, ...]], scheme: str, sight: str
) -> None:
    near = {(one, two): dist(seen(one, sight), seen(two, sight)) for one, two in combinations(hues[scheme], 2)}
    assert [(pair, round(far, 3)) for pair, far in near.items() if far < 0.1] == []


def test_the_colors_of_topics_stand_out_from_the_page(hues: dict[str, tuple[str, ...]]) -> None:
    for scheme, ground in (("light", "#f6f6f9"), ("dark", "#1c1e25")):
        assert [hue for hue in hues[scheme] if contrast(hue, ground) < 3] == []
