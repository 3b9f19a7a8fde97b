import pytest

from sitegen.pages.colors import DARK, ENOUGH, LIGHT, accents, contrast


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
