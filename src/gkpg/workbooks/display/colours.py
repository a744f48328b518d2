"""Colours of fonts and fills, as far as it takes to tell whether a text can be seen."""

from __future__ import annotations

import colorsys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gkpg.workbooks.markup import Attributes

Colour = tuple[int, int, int]

BLACK, WHITE = (0, 0, 0), (255, 255, 255)
#: Colours that differ by less in each of red, green and blue look the same on a screen and on paper.
_ALIKE = 24
#: Colours that differ by less and have less contrast cannot be told apart, as white and a pale yellow.
_SHADES, _LEAST_CONTRAST = 110, 1.12
# ECMA-376 part 1, 18.8.27: the indexed colours; 0 to 7 are those of 8 to 15. 64 is the window's text, 65 its ground.
_INDEXED = [
    "000000",
    "FFFFFF",
    "FF0000",
    "00FF00",
    "0000FF",
    "FFFF00",
    "FF00FF",
    "00FFFF",
    "800000",
    "008000",
    "000080",
    "808000",
    "800080",
    "008080",
    "C0C0C0",
    "808080",
    "9999FF",
    "993366",
    "FFFFCC",
    "CCFFFF",
    "660066",
    "FF8080",
    "0066CC",
    "CCCCFF",
    "000080",
    "FF00FF",
    "FFFF00",
    "00FFFF",
    "800080",
    "800000",
    "008080",
    "0000FF",
    "00CCFF",
    "CCFFFF",
    "CCFFCC",
    "FFFF99",
    "99CCFF",
    "FF99CC",
    "CC99FF",
    "FFCC99",
    "3366FF",
    "33CCCC",
    "99CC00",
    "FFCC00",
    "FF9900",
    "FF6600",
    "666699",
    "969696",
    "003366",
    "339966",
    "003300",
    "333300",
    "993300",
    "993366",
    "333399",
    "333333",
]
#: The colours of the theme that spreadsheets begin with, in the order of `theme` in a style.
_THEME = [
    "FFFFFF",
    "000000",
    "E7E6E6",
    "44546A",
    "4472C4",
    "ED7D31",
    "A5A5A5",
    "FFC000",
    "5B9BD5",
    "70AD47",
    "0563C1",
    "954F72",
]
_FIRST_INDEXED, _WINDOW_TEXT, _WINDOW = 8, 64, 65


def parse_colour(attributes: Attributes) -> Colour | None:
    """The colour that an element names; None where that cannot be told."""
    try:
        if "rgb" in attributes:
            return _tint(_parse_hex(attributes["rgb"]), attributes)
        if "theme" in attributes:
            return _tint(_parse_hex(_THEME[int(attributes["theme"])]), attributes)
        if "indexed" in attributes:
            return _tint(_indexed(int(attributes["indexed"])), attributes)
    except (ValueError, IndexError):
        return None
    return None


def look_alike(first: Colour | None, second: Colour | None) -> bool:
    """Whether one of two known colours cannot be seen upon the other: they are nearly one, or two pale shades."""
    if first is None or second is None:
        return False
    gap = max(abs(one - other) for one, other in zip(first, second, strict=True))
    return gap < _ALIKE or (gap < _SHADES and _contrast(first, second) < _LEAST_CONTRAST)


def _contrast(first: Colour, second: Colour) -> float:
    """The contrast of two colours as WCAG 2.1 has it, from 1 (the same lightness) to 21."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Colour) -> float:
    parts = (part / 255 for part in colour)
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _indexed(number: int) -> Colour:
    if number in {_WINDOW_TEXT, _WINDOW}:
        return BLACK if number == _WINDOW_TEXT else WHITE
    return _parse_hex(_INDEXED[number - _FIRST_INDEXED if number >= _FIRST_INDEXED else max(0, number)])


def _parse_hex(written: str) -> Colour:
    """Red, green, blue of `FFFFFFFF`, whose first byte (of four) bears on nothing that spreadsheets show."""
    number = int(written[-6:], 16)
    return number >> 16 & 255, number >> 8 & 255, number & 255


def _tint(colour: Colour, attributes: Attributes) -> Colour:
    """ECMA-376 part 1, 18.8.19: the lightness moved towards white (above zero) or black."""
    tint = max(-1.0, min(1.0, float(attributes.get("tint", "0"))))
    if tint == 0:
        return colour
    hue, light, saturation = colorsys.rgb_to_hls(*(part / 255 for part in colour))
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    red, green, blue = (round(part * 255) for part in colorsys.hls_to_rgb(hue, light, saturation))
    return red, green, blue
