"""Colors that can be read: an accent as its owner names it, made dark enough for light pages and light enough for dark ones.

How light a color is and how two of them contrast is WCAG 2.2's (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio).
"""

from colorsys import hls_to_rgb, rgb_to_hls

LIGHT, DARK = "#f6f6f9", "#23263f"  # the least contrasting grounds on which the accent is written
ENOUGH = 5.0  # WCAG asks for 4.5; the rest is for grounds that are tinted with the accent itself
STEPS = 200


def accents(color: str) -> tuple[str, str]:
    """A color ("#3a45b8", or without its mark) as it can be read on light and on dark pages.

    Each is the color itself, or as little darker or lighter as does.
    """
    return _readable(color, LIGHT, 0.0), _readable(color, DARK, 1.0)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colors, from 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _readable(color: str, ground: str, goal: float) -> str:
    hue, light, strength = rgb_to_hls(*_channels(color))
    shades = (_written(hls_to_rgb(hue, light + (goal - light) * step / STEPS, strength)) for step in range(STEPS + 1))
    return next(shade for shade in shades if contrast(shade, ground) >= ENOUGH)


def _luminance(color: str) -> float:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _channels(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _channels(color: str) -> tuple[float, float, float]:
    red, green, blue = bytes.fromhex(color.removeprefix("#"))
    return red / 255, green / 255, blue / 255


def _written(channels: tuple[float, float, float]) -> str:
    return "#" + bytes(round(part * 255) for part in channels).hex()
