"""Style: what is known of how one element looks, each value computed as far as it can be without a layout."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from tinycss2 import ast

from govpagecheck.accessibility.styles.values import BLACK, TRANSPARENT, Color, Percentage, Unknown

Tokens = tuple[ast.Node, ...]
Size = float | Percentage | str | Unknown


@dataclass(frozen=True)
class Factor:
    """A line height given as a number: children inherit the number, not the length."""

    value: float


@dataclass(frozen=True, eq=False)
class Style:
    """The computed style of an element; lengths are CSS pixels, UNKNOWN stands where markup and sheets do not tell.

    Values without a type of their own are the CSS text in lower case, as in `text_shadow` ("none" where there is none).
    """

    display: str | Unknown = "inline"
    visibility: str | Unknown = "visible"
    content_visibility: str | Unknown = "visible"
    opacity: float | Unknown = 1.0
    color: Color | Unknown = BLACK
    text_fill_color: Color | str | Unknown = "currentcolor"
    background_color: Color | Unknown = TRANSPARENT
    background_image: str | Unknown = "none"
    background_clip: str | Unknown = "border-box"
    color_scheme: str | Unknown = "normal"
    font_size: float | Unknown = 16.0
    font_weight: float | Unknown = 400.0
    font_family: str | Unknown = ""
    letter_spacing: float | Unknown = 0.0
    word_spacing: float | Unknown = 0.0
    line_height_as_set: float | Factor | str | Unknown = "normal"
    text_indent: Size = 0.0
    text_transform: str | Unknown = "none"
    text_shadow: str | Unknown = "none"
    text_stroke_width: float | str | Unknown = 0.0
    text_decoration_line: str | Unknown = "none"
    white_space: str | Unknown = "normal"
    border_bottom_style: str | Unknown = "none"
    position: str | Unknown = "static"
    floated: str | Unknown = "none"
    top: Size = "auto"
    right: Size = "auto"
    bottom: Size = "auto"
    left: Size = "auto"
    margin_top: Size = 0.0
    margin_left: Size = 0.0
    width: Size = "auto"
    height: Size = "auto"
    min_width: Size = "auto"
    min_height: Size = "auto"
    max_width: Size = "none"
    max_height: Size = "none"
    overflow_x: str | Unknown = "visible"
    overflow_y: str | Unknown = "visible"
    clip: str | Unknown = "auto"
    clip_path: str | Unknown = "none"
    transform: str | Unknown = "none"
    rotate: str | Unknown = "none"
    scale: str | Unknown = "none"
    translate: str | Unknown = "none"
    filter: str | Unknown = "none"
    backdrop_filter: str | Unknown = "none"
    mix_blend_mode: str | Unknown = "normal"
    animation_name: str | Unknown = "none"
    content: str | Unknown = "normal"
    custom_properties: Mapping[str, Tokens | Unknown] = field(default_factory=dict, repr=False)

    @property
    def line_height(self) -> float | str | Unknown:
        """The line height in CSS pixels, "normal", or UNKNOWN."""
        set_to = self.line_height_as_set
        if not isinstance(set_to, Factor):
            return set_to
        return set_to.value * self.font_size if not isinstance(self.font_size, Unknown) else self.font_size


INITIAL = Style()

FIELDS = tuple(one.name for one in fields(Style))
_FIELDS = {"line-height": "line_height_as_set", "float": "floated"} | {
    name.replace("_", "-"): name for name in FIELDS if name not in ("line_height_as_set", "floated")
}


def field_of(name: str) -> str:
    """Return the field of Style that a longhand goes to."""
    return _FIELDS[name]


def style_with(values: dict[str, object]) -> Style:
    """Return the Style that holds these values from now on, all fields given; an ordinary construction takes ten times as long."""
    style = object.__new__(Style)
    object.__setattr__(style, "__dict__", values)
    return style
