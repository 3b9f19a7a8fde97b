"""The picture that other sites show beside a link to this one: its map of papers as a constellation, and its title.

It is drawn with the font that Pillow brings along, so that it is the same wherever it is drawn. That font has the letters of
English and little more; a text that needs others is left out.
"""

from collections.abc import Sequence
from io import BytesIO
from itertools import takewhile

from PIL import Image, ImageColor, ImageDraw, ImageFont

from sitegen.pages import maps

WIDTH, HEIGHT, MARGIN = 1200, 630, 72
ROOM = WIDTH - 2 * MARGIN  # how long a line of text may be
GROUND, BRIGHT, SOFT = "#131419", "#ffffff", "#b4b8c5"
# The colors of what stands for no topic and then for each of eight, as the default theme has them on dark pages.
HUES = ("#6b7183", "#8f9cff", "#f6d16d", "#77edd3", "#f28aac", "#a3b84e", "#9ccaff", "#ce6344", "#a96cc3")
DISC, GLOW = (1.0, 225), (2.4, 40)  # a point and the light around it: how large for its radius, and how opaque of 255
FEW = 400  # more points have no light around them: it would be fog, and much to send
SETTINGS = ((2, 88), (2, 80), (2, 72), (3, 72), (3, 64), (3, 56))  # lines and size of the title: the first in which it fits
SMALL = 34  # the size of the line below the title
FINE = 2  # points are drawn so many times as large and then made smaller, which makes their edges smooth
COLORS = 96
NO_LETTER = "\uffff"
LONGEST = 500  # more letters than ever fit into a title's lines

Dot = tuple[float, float, float, int]
Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


def image(title: str, line: str, points: Sequence[Dot], accent: str) -> bytes:
    """A PNG of 1200 by 630 pixels, for the `og:image` of a page (https://ogp.me).

    `points` are places and radii as on the map, each with the number of its color (0 for none). `accent` is a color such as
    "#8f9cff". A long title is set smaller, in as many as three lines, and cut only then; `line` stands below it.
    """
    title, line = (" ".join(text.split()) for text in (title, line))
    picture = _constellation(points)
    draw = ImageDraw.Draw(picture)
    bottom = HEIGHT - MARGIN
    if _can_be_set(line):
        small = ImageFont.load_default(SMALL)
        draw.text((MARGIN, bottom), _cut(line, small), SOFT, small, anchor="ls")
        bottom -= SMALL * 2
    if _can_be_set(title):
        lines, size = _set(title[:LONGEST])
        for text in reversed(lines):
            draw.text((MARGIN, bottom), text, BRIGHT, ImageFont.load_default(size), anchor="ls", stroke_width=1)
            bottom -= round(size * 1.15)
    draw.rectangle((MARGIN, bottom - 8, MARGIN + 96, bottom), accent)
    file = BytesIO()
    picture.quantize(COLORS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(file, "PNG", compress_level=9)
    return file.getvalue()


def _constellation(points: Sequence[Dot]) -> Image.Image:
    """The points on a dark ground, faint where words will stand."""
    picture = Image.new("RGB", (WIDTH * FINE, HEIGHT * FINE), GROUND)
    draw = ImageDraw.Draw(picture, "RGBA")
    scale, circles = WIDTH / maps.WIDTH, (GLOW, DISC) if len(points) <= FEW else (DISC,)
    for x, y, radius, hue in points:
        down = (y - maps.HEIGHT / 2) * scale + HEIGHT / 2
        light = min(max(1.1 * x / maps.WIDTH - 1.6 * down / HEIGHT + 0.7, 0.16), 1)  # from the corner where the words stand
        for size, opacity in circles:
            color = (*ImageColor.getrgb(HUES[hue])[:3], round(opacity * light))
            draw.circle((x * scale * FINE, down * FINE), radius * size * scale * FINE, color)
    return picture.reduce(FINE)


def _can_be_set(text: str) -> bool:
    """Whether there is a text and the font has its letters: for those that it lacks it draws one and the same box."""
    font = ImageFont.load_default(SMALL)

    def drawn(letter: str) -> tuple[object, bytes]:
        mask = font.getmask(letter)
        return mask.size, bytes(mask)

    lacking = drawn(NO_LETTER)
    return bool(text) and all(drawn(letter) != lacking for letter in set(text))


def _set(title: str) -> tuple[list[str], int]:
    """The lines of a title, about as long as each other, and their size."""
    for most, size in SETTINGS:
        font = ImageFont.load_default(size)
        lines = _wrapped(title, font, ROOM)
        if len(lines) <= most and all(font.getlength(line) <= ROOM for line in lines):
            narrower = (_wrapped(title, font, room) for room in range(ROOM // 2, ROOM + 1, 8))
            return next(even for even in narrower if len(even) == len(lines)), size
    lines[most - 1 :] = filter(None, [" ".join(lines[most - 1 :])])
    return [_cut(line, font) for line in lines], size


def _wrapped(text: str, font: Font, room: float) -> list[str]:
    """A text in lines that fit the room, but for single words that do not."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _cut(text: str, font: Font) -> str:
    """A text, or as many of its words as fit and an ellipsis; of a single word as many letters."""
    if font.getlength(text) <= ROOM:
        return text
    fitting = list(takewhile(lambda end: font.getlength(text[:end] + "…") <= ROOM, range(len(text))))
    words = [end for end in fitting if text[end] == " "]
    return text[: max(words or fitting)].rstrip(" ,;:.") + "…"
