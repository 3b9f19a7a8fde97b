from collections.abc import Sequence
from io import BytesIO

import pytest
from PIL import Image, ImageFont

from sitegen.pages import maps, preview

TITLE, LINE = "Papers of a small laboratory", "371 papers · 1,402 people · 90 topics"
LONG = "Everything that was ever written on the training of large and small networks, and on what became of it, " * 2


def dots(number: int, radius: float) -> list[preview.Dot]:
    """Points all over the map, of all colors, as dense as they are on a real one."""
    return [
        (maps.WIDTH * (place * 0.618 % 1), maps.HEIGHT * (place + 0.5) / number, radius, place % len(preview.HUES))
        for place in range(number)
    ]


def picture(title: str = TITLE, line: str = LINE, points: Sequence[preview.Dot] = (), accent: str = "#8f9cff") -> Image.Image:
    return Image.open(BytesIO(preview.image(title, line, points, accent))).convert("RGB")


def pixel(image: Image.Image, x: int, y: int) -> bytes:
    """The red, green and blue of a place."""
    return image.crop((x, y, x + 1, y + 1)).tobytes()


def lit(image: Image.Image) -> tuple[int, int, int, int]:
    """The edges of what is not ground."""
    return Image.eval(image.convert("L"), lambda tone: 255 if tone > 60 else 0).getbbox() or (0, 0, 0, 0)


def test_a_preview_is_a_png_of_the_size_that_others_show_whole() -> None:
    drawn = preview.image(TITLE, LINE, dots(50, 5), "#8f9cff")
    assert drawn.startswith(b"\x89PNG")
    assert Image.open(BytesIO(drawn)).size == (1200, 630)


def test_a_preview_is_the_same_each_time_and_tells_nothing_else() -> None:
    drawn = preview.image(TITLE, LINE, dots(50, 5), "#8f9cff")
    assert drawn == preview.image(TITLE, LINE, dots(50, 5), "#8f9cff")
    assert Image.open(BytesIO(drawn)).info == {}


@pytest.mark.parametrize(("number", "radius"), [(371, 6), (400, 6), (1500, 4)])
def test_a_preview_is_small_enough_to_be_fetched(number: int, radius: float) -> None:
    assert len(preview.image(LONG, LINE, dots(number, radius), "#8f9cff")) <= 60_000


def test_the_accent_is_on_it() -> None:
    red, green, blue = pixel(picture("", "", accent="#e05000"), preview.MARGIN + 9, preview.HEIGHT - preview.MARGIN - 4)
    assert red > 200 > 100 > green > 60 > 20 > blue


def test_points_are_drawn_in_their_colors_where_the_map_has_them() -> None:
    image = picture("", "", [(900, 200, 8, 3)])
    red, green, blue = pixel(image, 1080, 171)
    assert green > 180 > red
    assert blue > red
    assert pixel(image, 600, 171) == pixel(picture("", ""), 600, 171)


@pytest.mark.parametrize("title", ["A", TITLE, LONG, LONG.replace(" ", ""), " ".join([LONG] * 50)])
def test_a_title_stays_within_the_margins(title: str) -> None:
    left, top, right, bottom = lit(picture(title))
    assert left >= preview.MARGIN - 1
    assert right <= preview.WIDTH - preview.MARGIN + 1
    assert top >= preview.MARGIN
    assert bottom <= preview.HEIGHT - preview.MARGIN / 2


def test_a_title_without_end_is_cut_as_a_long_one_is() -> None:
    assert picture("m" * 2_000_000).tobytes() == picture("m" * 300).tobytes()


def test_a_long_title_has_three_lines_at_most_and_is_cut_at_a_word() -> None:
    lines, size = preview._set(LONG)
    assert (len(lines), size) == preview.SETTINGS[-1]
    assert LONG.startswith(" ".join(lines).removesuffix("…") + " ")


def test_the_lines_of_a_title_are_about_as_long_as_each_other() -> None:
    lines, size = preview._set("A group of people who study graphs")
    lengths = [ImageFont.load_default(size).getlength(line) for line in lines]
    assert len(lines) == 2
    assert min(lengths) > 0.8 * max(lengths)


def test_spaces_of_all_kinds_are_spaces() -> None:
    assert picture("A\u00a0b\nc", "1\u202f402 \t people").tobytes() == picture("A b c", "1 402 people").tobytes()


def test_the_lines_of_a_title_come_in_order() -> None:
    image = picture("mmmmmmmmmmmm iiiiiiiiiiiiii", "")
    middle = preview.HEIGHT - preview.MARGIN - 80
    assert (
        lit(image.crop((0, 0, preview.WIDTH, middle)))[2] > 2 * lit(image.crop((0, middle, preview.WIDTH, preview.HEIGHT)))[2]
    )


@pytest.mark.parametrize("text", ["论文集", "مقالات", "Статьи", "Études", "Papers 📚", "a\u200bb"])
def test_a_text_that_the_font_cannot_write_is_left_out(text: str) -> None:
    assert picture(title=text).tobytes() == picture(title="").tobytes()
    assert picture(line=text).tobytes() == picture(line="").tobytes()
    assert picture(title=TITLE).tobytes() != picture(title="").tobytes()
