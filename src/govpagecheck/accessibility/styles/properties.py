"""The CSS properties that accessibility asks for: how their values and shorthands are read, which inherit, how they begin."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from tinycss2 import ast

from govpagecheck.accessibility.styles.values import (
    TRANSPARENT,
    UNKNOWN,
    Color,
    Length,
    Percentage,
    Tokens,
    Unknown,
    all_tokens,
    as_text,
    as_written,
    is_sign,
    keyword,
    read_color,
    read_length,
    significant,
    split_at_commas,
)


@dataclass(frozen=True, slots=True, eq=False)
class Pending:
    """A value with var() or env() in it, to be read when the element's custom properties are known.

    `property` is the property as it was declared, which may be a shorthand of the longhand that holds this.
    """

    property: str
    tokens: tuple[ast.Node, ...]


Value = str | float | Color | Length | Percentage | Unknown | Pending
Reader = Callable[[list[ast.Node]], Value | None]

WIDE_KEYWORDS = frozenset(("inherit", "initial", "unset", "revert", "revert-layer"))
_SUBSTITUTED = frozenset(("var", "env", "attr", "if", "--"))

_DISPLAY = frozenset(
    "none contents block inline flow flow-root inline-block flex inline-flex grid inline-grid table inline-table table-row table-cell "
    "table-caption table-column table-column-group table-row-group table-header-group table-footer-group list-item run-in ruby "
    "ruby-base ruby-text ruby-base-container ruby-text-container math -webkit-box -webkit-inline-box -webkit-flex -webkit-inline-flex "
    "grid-lanes inline-grid-lanes".split()
)
_FONT_SIZES = frozenset("xx-small x-small small medium large x-large xx-large xxx-large smaller larger math".split())
_SYSTEM_FONTS = frozenset("caption icon menu message-box small-caption status-bar".split())
_FONT_WORDS = frozenset(
    "normal italic oblique small-caps condensed expanded semi-condensed semi-expanded extra-condensed extra-expanded ultra-condensed "
    "ultra-expanded".split()
)
_BACKGROUND_WORDS = frozenset(
    "none repeat repeat-x repeat-y no-repeat space round scroll fixed local left right top bottom center cover contain auto border-box "
    "padding-box content-box text border-area x-start x-end y-start y-end".split()
)
_IMAGE_FUNCTIONS = frozenset("url src image image-set -webkit-image-set cross-fade -webkit-cross-fade element -moz-element paint".split())
_LINE_STYLES = frozenset("none hidden dotted dashed solid double groove ridge inset outset".split())
_DECORATION_LINES = frozenset("none underline overline line-through blink spelling-error grammar-error".split())


def _one_of(*words: str) -> Reader:
    allowed = frozenset(words)
    return lambda tokens: word if (word := keyword(tokens)) in allowed else None


def _text(tokens: list[ast.Node]) -> Value | None:
    return as_text(tokens) or None


def _content(tokens: list[ast.Node]) -> Value | None:
    return as_written(tokens)  # it holds text that people read


def _display(tokens: list[ast.Node]) -> Value | None:
    words = [token.lower_value if isinstance(token, ast.IdentToken) else "" for token in tokens]
    return " ".join(words) if words and all(word in _DISPLAY for word in words) else None


def _color(tokens: list[ast.Node]) -> Value | None:
    return read_color(tokens[0]) if len(tokens) == 1 else None


def _opacity(tokens: list[ast.Node]) -> Value | None:
    if len(tokens) != 1:
        return None
    token = tokens[0]
    if isinstance(token, ast.NumberToken):
        return min(1.0, max(0.0, token.value))
    if isinstance(token, ast.PercentageToken):
        return min(1.0, max(0.0, token.value / 100))
    return UNKNOWN if isinstance(token, ast.FunctionBlock) else None


def _length_or(*words: str, takes_numbers: bool = False, can_be_negative: bool = True) -> Reader:
    allowed = frozenset(words)

    def read(tokens: list[ast.Node]) -> Value | None:
        if len(tokens) != 1:
            return None
        token = tokens[0]
        if isinstance(token, ast.IdentToken):
            return token.lower_value if token.lower_value in allowed else None
        if takes_numbers and isinstance(token, ast.NumberToken):
            return token.value if token.value >= 0 else None
        if isinstance(token, ast.FunctionBlock) and token.lower_name == "fit-content":
            return UNKNOWN
        value = read_length(token)
        if isinstance(value, Length | Percentage) and value.value < 0 and not can_be_negative:
            return None
        return value

    return read


def _font_weight(tokens: list[ast.Node]) -> Value | None:
    if len(tokens) != 1:
        return None
    token = tokens[0]
    if isinstance(token, ast.NumberToken):
        return token.value if 1 <= token.value <= 1000 else None
    match keyword(tokens):
        case "normal":
            return 400.0
        case "bold":
            return 700.0
        case "bolder" | "lighter" as word:
            return word
    return UNKNOWN if isinstance(token, ast.FunctionBlock) else None


def _text_indent(tokens: list[ast.Node]) -> Value | None:
    lengths = [value for token in tokens if (value := read_length(token)) is not None]
    return lengths[0] if len(lengths) == 1 else None


def _is_image(token: ast.Node) -> bool:
    return token.type == "url" or (
        isinstance(token, ast.FunctionBlock) and (token.lower_name in _IMAGE_FUNCTIONS or token.lower_name.endswith("gradient"))
    )


def _background_image(tokens: list[ast.Node]) -> Value | None:
    parts = split_at_commas(tokens)
    if any(len(part) != 1 or not (_is_image(part[0]) or keyword(part) == "none") for part in parts):
        return None
    return as_text(tokens) if any(_is_image(part[0]) for part in parts) else "none"


def _decoration_line(tokens: list[ast.Node]) -> Value | None:
    words = [token.lower_value if isinstance(token, ast.IdentToken) else "" for token in tokens]
    return " ".join(words) if words and all(word in _DECORATION_LINES for word in words) else None


_SIZES = ("auto", "none", "min-content", "max-content", "fit-content", "-webkit-fill-available", "-moz-available", "stretch")
_SIZE = _length_or(*_SIZES, can_be_negative=False)
_PLACE = _length_or("auto")
_OVERFLOW = _one_of("visible", "hidden", "clip", "scroll", "auto", "overlay")

READERS: Mapping[str, Reader] = {
    "display": _display,
    "visibility": _one_of("visible", "hidden", "collapse"),
    "content-visibility": _one_of("visible", "hidden", "auto"),
    "opacity": _opacity,
    "color": _color,
    "text-fill-color": _color,
    "background-color": _color,
    "background-image": _background_image,
    "background-clip": _text,
    "color-scheme": _text,
    "font-size": _length_or(*_FONT_SIZES, can_be_negative=False),
    "font-weight": _font_weight,
    "font-family": _text,
    "letter-spacing": _length_or("normal"),
    "word-spacing": _length_or("normal"),
    "line-height": _length_or("normal", takes_numbers=True, can_be_negative=False),
    "text-indent": _text_indent,
    "text-transform": _text,
    "text-shadow": _text,
    "text-stroke-width": _length_or("thin", "medium", "thick", can_be_negative=False),
    "text-decoration-line": _decoration_line,
    "white-space": _text,
    "border-bottom-style": _one_of(*_LINE_STYLES),
    "position": _one_of("static", "relative", "absolute", "fixed", "sticky", "-webkit-sticky"),
    "float": _one_of("none", "left", "right", "inline-start", "inline-end"),
    "top": _PLACE,
    "right": _PLACE,
    "bottom": _PLACE,
    "left": _PLACE,
    "margin-top": _PLACE,
    "margin-left": _PLACE,
    "width": _SIZE,
    "height": _SIZE,
    "min-width": _SIZE,
    "min-height": _SIZE,
    "max-width": _SIZE,
    "max-height": _SIZE,
    "overflow-x": _OVERFLOW,
    "overflow-y": _OVERFLOW,
    "clip": _text,
    "clip-path": _text,
    "transform": _text,
    "rotate": _text,
    "scale": _text,
    "translate": _text,
    "filter": _text,
    "backdrop-filter": _text,
    "mix-blend-mode": _text,
    "animation-name": _text,
    "content": _content,
}
INHERITED = frozenset(
    "visibility color text-fill-color color-scheme font-size font-weight font-family letter-spacing word-spacing line-height text-indent "
    "text-transform text-shadow text-stroke-width white-space".split()
)
_ALIASES = {
    "-webkit-text-fill-color": "text-fill-color",
    "-webkit-text-stroke-width": "text-stroke-width",
    "-webkit-text-stroke": "text-stroke",
    "-webkit-background-clip": "background-clip",
    "-webkit-transform": "transform",
    "-webkit-filter": "filter",
    "-webkit-backdrop-filter": "backdrop-filter",
    "-webkit-clip-path": "clip-path",
    "-webkit-animation-name": "animation-name",
    "-webkit-animation": "animation",
    "-webkit-opacity": "opacity",
    "inset-block-start": "top",
    "inset-block-end": "bottom",
    "inset-inline-start": "left",
    "inset-inline-end": "right",
    "inline-size": "width",
    "block-size": "height",
    "max-inline-size": "max-width",
    "max-block-size": "max-height",
    "min-inline-size": "min-width",
    "min-block-size": "min-height",
    "border-block-end-style": "border-bottom-style",
}


def is_of_interest(name: str) -> bool:
    """True for the properties that are read, their shorthands and custom properties."""
    return name in READERS or name in _SHORTHANDS or name in _ALIASES or name.startswith("--")


def expand(name: str, tokens: tuple[ast.Node, ...]) -> Mapping[str, Value]:
    """Return the longhands that a declaration sets with their values; nothing where browsers would refuse it.

    >>> from tinycss2 import parse_component_value_list as parse
    >>> {name: str(value) for name, value in expand("background", tuple(parse("url(a.png) #fff"))).items()}
    {'background-color': '#ffffff', 'background-image': 'url(a.png)', 'background-clip': 'border-box'}
    """
    name = _ALIASES.get(name, name)
    longhands = _SHORTHANDS[name][0] if name in _SHORTHANDS else (name,)
    inner = significant(tokens)
    if not inner:
        return {}
    if any(isinstance(token, ast.FunctionBlock) and _is_substituted(token.lower_name, name) for token in all_tokens(inner)):
        pending = Pending(name, tokens)
        return dict.fromkeys(longhands, pending)
    word = keyword(inner)
    if word in WIDE_KEYWORDS:
        return dict.fromkeys(longhands, word)
    if name in _SHORTHANDS:
        return _SHORTHANDS[name][1](inner)
    value = READERS[name](inner)
    return {} if value is None else {name: value}


def _is_substituted(function: str, name: str) -> bool:
    return function in _SUBSTITUTED and not (function == "attr" and name == "content")


# -- shorthands -------------------------------------------------------------------------------------------------------


def _background(tokens: list[ast.Node]) -> Mapping[str, Value]:
    layers = split_at_commas(tokens)
    color: Value = TRANSPARENT
    image, clip = "none", "border-box"
    for place, layer in enumerate(layers):
        if not layer:
            return {}
        for token in layer:
            if _is_image(token):
                image = as_text([token])
            elif isinstance(token, ast.IdentToken) and token.lower_value in _BACKGROUND_WORDS:
                clip = "text" if token.lower_value == "text" else clip
            elif read_length(token) is None and not is_sign(token, "/"):
                found = read_color(token)
                if found is None or place != len(layers) - 1:
                    return {}
                color = found
    return {"background-color": color, "background-image": image, "background-clip": clip}


def _font(tokens: list[ast.Node]) -> Mapping[str, Value]:
    if keyword(tokens) in _SYSTEM_FONTS:
        return {"font-size": UNKNOWN, "font-weight": 400.0, "line-height": "normal", "font-family": "system-ui"}
    weight: Value = 400.0
    place = 0
    while place < len(tokens):
        token = tokens[place]
        if isinstance(token, ast.IdentToken) and token.lower_value in _FONT_WORDS:
            place += 1
            continue
        if (found := _font_weight([token])) is not None and not isinstance(token, ast.FunctionBlock):
            weight = found
            place += 1
            continue
        break
    if place >= len(tokens) or (size := READERS["font-size"]([tokens[place]])) is None:
        return {}
    place += 1
    height: Value | None = "normal"
    if place + 1 < len(tokens) and is_sign(tokens[place], "/"):
        height = READERS["line-height"]([tokens[place + 1]])
        place += 2
    if height is None or place >= len(tokens):
        return {}
    return {"font-size": size, "font-weight": weight, "line-height": height, "font-family": as_text(tokens[place:])}


def _text_decoration(tokens: list[ast.Node]) -> Mapping[str, Value]:
    words = [one.lower_value for one in tokens if isinstance(one, ast.IdentToken) and one.lower_value in _DECORATION_LINES]
    return {"text-decoration-line": " ".join(words) or "none"}


def _text_stroke(tokens: list[ast.Node]) -> Mapping[str, Value]:
    widths = [width for token in tokens if (width := READERS["text-stroke-width"]([token])) is not None]
    return {"text-stroke-width": widths[0] if widths else Length(0.0, "px")}


def _border(tokens: list[ast.Node]) -> Mapping[str, Value]:
    words = [one.lower_value for one in tokens if isinstance(one, ast.IdentToken) and one.lower_value in _LINE_STYLES]
    return {"border-bottom-style": words[0] if words else "none"}


def _four_sides(reader: Reader, *sides: str) -> Callable[[list[ast.Node]], Mapping[str, Value]]:
    """Return what reads one to four values for top, right, bottom and left; `sides` are the longhands, "" for none."""

    def read(tokens: list[ast.Node]) -> Mapping[str, Value]:
        values = [reader([token]) for token in tokens]
        if len(values) not in (1, 2, 3, 4) or None in values:
            return {}
        top, right, bottom, left = ((0, 0, 0, 0), (0, 1, 0, 1), (0, 1, 2, 1), (0, 1, 2, 3))[len(values) - 1]
        return {
            side: value
            for side, place in zip(sides, (top, right, bottom, left), strict=True)
            if side and (value := values[place]) is not None
        }

    return read


def _overflow(tokens: list[ast.Node]) -> Mapping[str, Value]:
    values = [_OVERFLOW([token]) for token in tokens]
    if len(values) not in (1, 2) or values[0] is None or values[-1] is None:
        return {}
    return {"overflow-x": values[0], "overflow-y": values[-1]}


def _animation(tokens: list[ast.Node]) -> Mapping[str, Value]:
    return {"animation-name": "none" if keyword(tokens) == "none" else as_text(tokens)}


def _nothing(tokens: list[ast.Node]) -> Mapping[str, Value]:  # noqa: ARG001 - `all` takes wide keywords only
    return {}


_SHORTHANDS: Mapping[str, tuple[tuple[str, ...], Callable[[list[ast.Node]], Mapping[str, Value]]]] = {
    "background": (("background-color", "background-image", "background-clip"), _background),
    "font": (("font-size", "font-weight", "line-height", "font-family"), _font),
    "text-decoration": (("text-decoration-line",), _text_decoration),
    "text-stroke": (("text-stroke-width",), _text_stroke),
    "border": (("border-bottom-style",), _border),
    "border-bottom": (("border-bottom-style",), _border),
    "border-style": (("border-bottom-style",), _four_sides(_one_of(*_LINE_STYLES), "", "", "border-bottom-style", "")),
    "margin": (("margin-top", "margin-left"), _four_sides(_PLACE, "margin-top", "", "", "margin-left")),
    "inset": (("top", "right", "bottom", "left"), _four_sides(_PLACE, "top", "right", "bottom", "left")),
    "overflow": (("overflow-x", "overflow-y"), _overflow),
    "animation": (("animation-name",), _animation),
    "all": (tuple(READERS), _nothing),
}


def variables_in(tokens: Tokens) -> Iterator[str]:
    """Yield the names of the custom properties that var() asks for."""
    for token in all_tokens(tokens):
        if isinstance(token, ast.FunctionBlock) and token.lower_name == "var":
            first = significant(token.arguments)[:1]
            if first and isinstance(first[0], ast.IdentToken):
                yield first[0].value
