"""The values that styles are made of: colours, lengths, percentages, and UNKNOWN where markup and sheets do not tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from tinycss2 import ast, color4, serialize

Tokens = Sequence[ast.Node]


class Unknown(Enum):
    """The type of UNKNOWN, which is false in conditions and equals nothing but itself."""

    UNKNOWN = "unknown"

    def __bool__(self) -> bool:
        return False

    def __repr__(self) -> str:
        return "UNKNOWN"


UNKNOWN: Final = Unknown.UNKNOWN


@dataclass(frozen=True, slots=True)
class Color:
    """A colour in sRGB; every channel and alpha from 0 to 1.

    >>> str(Color(1.0, 0.0, 0.5))
    '#ff0080'
    """

    red: float
    green: float
    blue: float
    alpha: float = 1.0

    def over(self, below: Color) -> Color:
        """Return the colour that results where this one is painted over another (CSS Compositing 1, source over)."""
        alpha = self.alpha + below.alpha * (1 - self.alpha)
        if alpha == 0:
            return TRANSPARENT
        share = self.alpha / alpha

        def mix(above: float, under: float) -> float:
            return above * share + under * (1 - share)

        return Color(mix(self.red, below.red), mix(self.green, below.green), mix(self.blue, below.blue), alpha)

    def faded(self, opacity: float) -> Color:
        """Return the colour with its alpha multiplied."""
        return self if opacity == 1 else Color(self.red, self.green, self.blue, self.alpha * opacity)

    def __str__(self) -> str:
        channels = "".join(f"{round(channel * 255):02x}" for channel in (self.red, self.green, self.blue))
        return f"#{channels}" + (f"{round(self.alpha * 255):02x}" if self.alpha < 1 else "")


TRANSPARENT: Final = Color(0.0, 0.0, 0.0, 0.0)
BLACK: Final = Color(0.0, 0.0, 0.0)
WHITE: Final = Color(1.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Percentage:
    """A percentage that only a layout could turn into a length; `value` is 50.0 for 50%."""

    value: float


@dataclass(frozen=True, slots=True)
class Length:
    """A length as it was written."""

    value: float
    unit: str


# CSS Color 4, section 10: those that browsers agree on where no dark colour scheme is asked for; the others depend on the platform.
_SYSTEM_COLORS: dict[str, Color] = {
    "canvas": WHITE,
    "canvastext": BLACK,
    "linktext": Color(0.0, 0.0, 238 / 255),
    "visitedtext": Color(85 / 255, 26 / 255, 139 / 255),
    "activetext": Color(1.0, 0.0, 0.0),
    "-webkit-link": Color(0.0, 0.0, 238 / 255),
    "mark": Color(1.0, 1.0, 0.0),
    "marktext": BLACK,
}
_PLATFORM_COLORS = frozenset(
    "accentcolor accentcolortext buttonborder buttonface buttontext field fieldtext graytext highlight highlighttext selecteditem "
    "selecteditemtext activeborder activecaption appworkspace background buttonhighlight buttonshadow captiontext inactiveborder "
    "inactivecaption inactivecaptiontext infobackground infotext menu menutext scrollbar threeddarkshadow threedface threedhighlight "
    "threedlightshadow threedshadow window windowframe windowtext".split()
)
_COLOR_FUNCTIONS = frozenset(
    "rgb rgba hsl hsla hwb lab lch oklab oklch color color-mix light-dark device-cmyk contrast-color -webkit-gradient".split()
)
_UNREAD_FUNCTIONS = frozenset(("color-mix", "light-dark", "device-cmyk", "contrast-color", "color", "lab", "lch"))
_PX = {"px": 1.0, "pt": 96 / 72, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4, "q": 96 / 101.6}
LENGTH_UNITS = frozenset(
    "px pt pc in cm mm q em rem ex rex ch rch cap ic lh rlh vw vh vmin vmax vi vb svw svh lvw lvh dvw dvh svi svb lvi lvb dvi dvb "
    "svmin svmax lvmin lvmax dvmin dvmax cqw cqh cqi cqb cqmin cqmax".split()
)
MATH_FUNCTIONS = frozenset(
    "calc min max clamp round mod rem abs sign sin cos tan pow sqrt hypot log exp -webkit-calc calc-size anchor anchor-size".split()
)


def significant(tokens: Tokens) -> list[ast.Node]:
    """Return the tokens without white space and comments."""
    return [token for token in tokens if token.type not in ("whitespace", "comment")]


def keyword(tokens: Tokens) -> str | None:
    """Return the only token in lower case if it is an identifier."""
    return tokens[0].lower_value if len(tokens) == 1 and isinstance(tokens[0], ast.IdentToken) else None


def is_sign(token: ast.Node | None, sign: str) -> bool:
    """True where the token is this delimiter."""
    return isinstance(token, ast.LiteralToken) and token.value == sign


def split_at_commas(tokens: Tokens) -> list[list[ast.Node]]:
    """Return the parts between the commas of the top level."""
    parts: list[list[ast.Node]] = [[]]
    for token in tokens:
        if is_sign(token, ","):
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def as_text(tokens: Tokens) -> str:
    """Return the tokens as CSS in lower case; what is nested too deeply to be written out is `unknown()`."""
    return as_written(tokens).lower()


def as_written(tokens: Tokens) -> str:
    """Return the tokens as CSS with one space between them, none before commas."""
    text = ""
    try:
        for token in significant(tokens):
            text += ("" if not text or is_sign(token, ",") else " ") + serialize([token])
    except RecursionError:
        return "unknown()"
    return text


def all_tokens(tokens: Tokens) -> Iterator[ast.Node]:
    """Yield the tokens and all that is inside their brackets, without recursion."""
    stack = list(reversed(tokens))
    while stack:
        token = stack.pop()
        yield token
        inner = getattr(token, "arguments", None) or getattr(token, "content", None)
        if inner:
            stack.extend(reversed(inner))


def read_color(token: ast.Node) -> Color | str | Unknown | None:
    """Return a Color, "currentcolor", UNKNOWN where it depends on the platform or needs more than sRGB, None for no colour."""
    if isinstance(token, ast.IdentToken):
        name = token.lower_value
        if name in _SYSTEM_COLORS:
            return _SYSTEM_COLORS[name]
        if name in _PLATFORM_COLORS or name.startswith("-moz-"):
            return UNKNOWN
    elif isinstance(token, ast.FunctionBlock):
        if token.lower_name not in _COLOR_FUNCTIONS:
            return None
        if token.lower_name in _UNREAD_FUNCTIONS or any(
            isinstance(one, ast.FunctionBlock) or (isinstance(one, ast.IdentToken) and one.lower_value in ("from", "none"))
            for one in token.arguments
        ):
            return UNKNOWN
    elif not isinstance(token, ast.HashToken):
        return None
    try:
        color = color4.parse_color(token)  # type: ignore[arg-type]
        if color is None or isinstance(color, str):
            return color
        return _in_srgb(color)
    except (AttributeError, IndexError, NotImplementedError, TypeError, ValueError, OverflowError):
        return UNKNOWN


def _in_srgb(color: color4.Color) -> Color | Unknown:
    space: str = color.space  # type: ignore[attr-defined]
    if space in ("oklab", "oklch"):
        return _from_xyz(*[value or 0.0 for value in color.to("xyz-d65")][:3], alpha=color[3])
    red, green, blue, alpha = (min(1.0, max(0.0, value or 0.0)) for value in color.to("srgb"))
    return Color(red, green, blue, alpha)


def _from_xyz(x: float, y: float, z: float, *, alpha: float) -> Color | Unknown:
    """Convert CIE XYZ (D65) to sRGB (CSS Color 4, section 17); UNKNOWN outside the gamut, where displays differ."""
    linear = (
        3.2409699419 * x - 1.5373831776 * y - 0.4986107603 * z,
        -0.9692436363 * x + 1.8759675015 * y + 0.0415550574 * z,
        0.0556300797 * x - 0.2039769589 * y + 1.0569715142 * z,
    )
    if any(channel < -0.01 or channel > 1.01 for channel in linear):
        return UNKNOWN
    red, green, blue = (
        12.92 * channel if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055
        for channel in (min(1.0, max(0.0, channel)) for channel in linear)
    )
    return Color(red, green, blue, alpha)


def read_length(token: ast.Node) -> Length | Percentage | Unknown | None:
    """Return a length, a percentage, UNKNOWN for a calculation, None for anything else; 0 needs no unit."""
    if isinstance(token, ast.DimensionToken):
        return Length(token.value, token.lower_unit) if token.lower_unit in LENGTH_UNITS else None
    if isinstance(token, ast.PercentageToken):
        return Percentage(token.value)
    if isinstance(token, ast.NumberToken):
        return Length(0.0, "px") if token.value == 0 else None
    if isinstance(token, ast.FunctionBlock) and token.lower_name in MATH_FUNCTIONS:
        return _calculated(token)
    return None


def _calculated(token: ast.FunctionBlock) -> Length | Percentage | Unknown:
    """Return the value of calc() where it holds one length or two numbers and one operator; UNKNOWN for the rest."""
    inner = significant(token.arguments)
    if token.lower_name == "calc" and len(inner) == 1:
        value = read_length(inner[0])
        return value if isinstance(value, Length | Percentage) else UNKNOWN
    if token.lower_name == "calc" and len(inner) == 3 and isinstance(inner[1], ast.LiteralToken):
        first, second = inner[0], inner[2]
        if inner[1].value == "*" and isinstance(first, ast.NumberToken):
            first, second = second, first
        value = read_length(first)
        if isinstance(second, ast.NumberToken) and isinstance(value, Length | Percentage):
            factor = second.value if inner[1].value == "*" else 1 / second.value if inner[1].value == "/" and second.value else None
            if factor is not None:
                return Length(value.value * factor, value.unit) if isinstance(value, Length) else Percentage(value.value * factor)
    return UNKNOWN


def in_pixels(length: Length, *, font_size: float | Unknown, root_size: float | Unknown, width: float, height: float) -> float | Unknown:
    """Return the length in CSS pixels for a viewport of the size given; UNKNOWN for units that depend on fonts or containers."""
    value, unit = length.value, length.unit
    if value == 0:
        return 0.0
    if unit in _PX:
        return value * _PX[unit]
    if unit == "em":
        return value * font_size if isinstance(font_size, float) else UNKNOWN
    if unit == "rem":
        return value * root_size if isinstance(root_size, float) else UNKNOWN
    match unit[1:] if unit[0] in "sld" and len(unit) > 2 else unit:
        case "vw" | "vi":
            return value * width / 100
        case "vh" | "vb":
            return value * height / 100
        case "vmin":
            return value * min(width, height) / 100
        case "vmax":
            return value * max(width, height) / 100
    return UNKNOWN
