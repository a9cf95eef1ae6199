"""Rotation that hangs on how the screen is held: `transform` and `rotate` under media queries for orientation (ACT b33eff)."""

from __future__ import annotations

import math
from dataclasses import dataclass

import tinycss2
from tinycss2 import ast

from govpagecheck.accessibility.styles.media import Screen
from govpagecheck.accessibility.styles.page_sheets import page_sheets
from govpagecheck.accessibility.styles.page_styles import PageStyles, mentions_orientation
from govpagecheck.accessibility.styles.style import Style
from govpagecheck.accessibility.styles.values import UNKNOWN, Unknown, significant
from govpagecheck.document import Document, Element

# Each screen upright and on its side: a telephone, a tablet, a desktop.
SCREENS = ((Screen(390, 844), Screen(844, 390)), (Screen(820, 1180), Screen(1180, 820)), (Screen(800, 1280), Screen(1280, 800)))

_DEGREES = {"deg": 1.0, "grad": 0.9, "rad": 180 / math.pi, "turn": 360.0}
_KEEPS_ANGLE = frozenset("translate translatex translatey translatez translate3d scalez perspective".split())


@dataclass(frozen=True)
class Turn:
    """How an element is rotated in portrait and in landscape, in degrees; UNKNOWN where the angle cannot be read."""

    element: Element
    portrait: float | Unknown
    landscape: float | Unknown

    @property
    def difference(self) -> float | Unknown:
        """The angle between both, from 0 to below 360 degrees."""
        if isinstance(self.portrait, Unknown) or isinstance(self.landscape, Unknown):
            return UNKNOWN
        return round((self.portrait - self.landscape) % 360, 3) % 360


def turns_by_orientation(document: Document) -> tuple[Turn, ...]:
    """Return the elements whose transform differs between portrait and landscape, in document order.

    Each element is named once, with the screen on which the difference is the largest right angle; an element that is
    transformed under such a query without turning has a difference of 0.
    """
    return document.memo("turns by orientation", lambda: tuple(_turns(document)))


def _turns(document: Document) -> list[Turn]:
    if not mentions_orientation(page_sheets(document).placed):
        return []
    found: dict[Element, Turn] = {}
    for upright, lying in SCREENS:
        portrait, landscape = PageStyles(document, upright), PageStyles(document, lying)
        for element in document.index.elements:
            one, other = portrait.style(element), landscape.style(element)
            if (one.transform, one.rotate) == (other.transform, other.rotate):
                continue
            turn = Turn(element, angle_of(one), angle_of(other))
            if element not in found or (_is_right_angle(turn) and not _is_right_angle(found[element])):
                found[element] = turn
    order = document.index.order
    return sorted(found.values(), key=lambda turn: order[turn.element])


def _is_right_angle(turn: Turn) -> bool:
    difference = turn.difference
    return not isinstance(difference, Unknown) and min(abs(difference - 90), abs(difference - 270)) < 1


def angle_of(style: Style) -> float | Unknown:
    """Return by how many degrees `rotate` and `transform` turn an element about the axis that points at the reader."""
    total = 0.0
    for value, read in ((style.rotate, _of_rotate), (style.transform, _of_transform)):
        if isinstance(value, Unknown):
            return UNKNOWN
        if value == "none":
            continue
        angle = read(significant(tinycss2.parse_component_value_list(value, skip_comments=True)))
        if isinstance(angle, Unknown):
            return UNKNOWN
        total += angle
    return total


def _of_rotate(tokens: list[ast.Node]) -> float | Unknown:
    """Read the `rotate` property: an angle, or an axis and an angle (CSS Transforms 2, section 5)."""
    angles = [angle for token in tokens if (angle := _angle(token)) is not None]
    others = [token for token in tokens if _angle(token) is None]
    if len(angles) != 1:
        return UNKNOWN
    if not others or (len(others) == 1 and isinstance(others[0], ast.IdentToken) and others[0].lower_value == "z"):
        return angles[0]
    return UNKNOWN


def _of_transform(tokens: list[ast.Node]) -> float | Unknown:
    total = 0.0
    for token in tokens:
        if not isinstance(token, ast.FunctionBlock):
            return UNKNOWN
        angle = _of_function(token)
        if isinstance(angle, Unknown):
            return UNKNOWN
        total += angle
    return total


def _of_function(token: ast.FunctionBlock) -> float | Unknown:
    arguments = [one for one in significant(token.arguments) if one.type != "literal"]
    numbers = [one.value for one in arguments if isinstance(one, ast.NumberToken)]
    match token.lower_name:
        case "rotate" | "rotatez" if len(arguments) == 1:
            angle = _angle(arguments[0])
            return UNKNOWN if angle is None else angle
        case "rotate3d" if len(arguments) == 4 and len(numbers) >= 3:
            angle = _angle(arguments[3])
            if angle is None or numbers[0] or numbers[1]:
                return UNKNOWN
            return math.copysign(angle, angle * numbers[2]) if numbers[2] else 0.0
        case "matrix" if len(numbers) == 6:
            return _of_matrix(*numbers[:4])
        case "matrix3d" if len(numbers) == 16:
            return _of_matrix(numbers[0], numbers[1], numbers[4], numbers[5])
        case "scale" | "scalex" | "scaley" | "scale3d" if len(numbers) == len(arguments) and all(value > 0 for value in numbers):
            return 0.0
        case name if name in _KEEPS_ANGLE:
            return 0.0
    return UNKNOWN


def _of_matrix(a: float, b: float, c: float, d: float) -> float | Unknown:
    """Return the angle of a matrix that turns and scales; UNKNOWN for one that mirrors or has no size."""
    return math.degrees(math.atan2(b, a)) if a * d - b * c > 0 else UNKNOWN


def _angle(token: ast.Node) -> float | None:
    if isinstance(token, ast.DimensionToken) and token.lower_unit in _DEGREES:
        return token.value * _DEGREES[token.lower_unit]
    return 0.0 if isinstance(token, ast.NumberToken) and token.value == 0 else None
