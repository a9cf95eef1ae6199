"""The cascade: which declaration of a property wins on an element, and what its value comes to there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any

from tinycss2 import ast

from govpagecheck.accessibility.styles.media import Screen
from govpagecheck.accessibility.styles.properties import INHERITED, WIDE_KEYWORDS, Pending, Value, expand
from govpagecheck.accessibility.styles.sheets import Declaration
from govpagecheck.accessibility.styles.style import INITIAL, Factor, Style, field_of, style_with
from govpagecheck.accessibility.styles.values import (
    UNKNOWN,
    Color,
    Length,
    Percentage,
    Tokens,
    Unknown,
    all_tokens,
    in_pixels,
    is_sign,
    significant,
)

MAX_SUBSTITUTED_TOKENS = 2000
MAX_NESTED_VARIABLES = 16

_FONT_SIZES = {
    "xx-small": 9.0,
    "x-small": 10.0,
    "small": 13.0,
    "medium": 16.0,
    "large": 18.0,
    "x-large": 24.0,
    "xx-large": 32.0,
    "xxx-large": 48.0,
}
# Values that others are computed from come first.
_FIRST = ("color-scheme", "font-size", "font-weight", "color")
_INHERITED_FIELDS = tuple(field_of(name) for name in INHERITED)
_inherited_values = itemgetter(*_INHERITED_FIELDS)
_INITIAL_VALUES = INITIAL.__dict__

Winners = dict[str, Value]
Custom = Mapping[str, tuple[ast.Node, ...] | Unknown]


def winners_of(
    user_agent: Sequence[tuple[Declaration, bool]],
    hints: Mapping[str, Value],
    author: Sequence[tuple[Declaration, bool]],
    important: Sequence[tuple[Declaration, bool]],
) -> tuple[Winners, dict[str, tuple[ast.Node, ...] | Unknown]]:
    """Return the winning value of each property and the custom properties set.

    Each list holds (declaration, may not apply), later ones win. A declaration that may not apply makes the value
    UNKNOWN where it would change it.
    """
    winners: Winners = {}
    custom: dict[str, tuple[ast.Node, ...] | Unknown] = {}
    _apply(winners, custom, ((one, maybe) for one, maybe in user_agent if not one.is_important), None)
    browser = dict(winners) if hints or author or important else winners
    winners.update(hints)
    _apply(winners, custom, author, browser)
    _apply(winners, custom, important, browser)
    _apply(winners, custom, ((one, maybe) for one, maybe in user_agent if one.is_important), None)
    return winners, custom


def _apply(
    winners: Winners,
    custom: dict[str, tuple[ast.Node, ...] | Unknown],
    declarations: Sequence[tuple[Declaration, bool]] | Iterator[tuple[Declaration, bool]],
    browser: Winners | None,
) -> None:
    for declaration, is_maybe in declarations:
        if declaration.name.startswith("--"):
            custom[declaration.name] = UNKNOWN if is_maybe else declaration.tokens
            continue
        for name, value in declaration.longhands.items():
            if value == "revert" or value == "revert-layer":
                value = (browser or {}).get(name, "unset") if value == "revert" else UNKNOWN
            if is_maybe and winners.get(name) != value:
                value = UNKNOWN
            winners[name] = value


def compute(
    winners: Winners, custom: Custom, parent: Style, root_size: float | Unknown | None, screen: Screen, *, sees_all_sheets: bool
) -> Style:
    """Return the style that winning values come to below a parent; `root_size` is None for the root itself."""
    changes: dict[str, Any] = dict(_INITIAL_VALUES)
    changes.update(zip(_INHERITED_FIELDS, _inherited_values(parent.__dict__), strict=True))
    changes["custom_properties"] = _with_custom(parent.custom_properties, custom)
    computing = _Computing(changes, parent, root_size, screen, sees_all_sheets)
    for name in _FIRST:
        if name in winners:
            changes[field_of(name)] = computing.value(name, winners[name])
    for name, value in winners.items():
        if name not in _FIRST:
            changes[field_of(name)] = computing.value(name, value)
    return style_with(changes)


def _with_custom(inherited: Custom, own: Custom) -> Custom:
    """Return the custom properties of an element, var() in them replaced; those in a cycle are gone (CSS Variables 1, 2.3)."""
    if not own:
        return inherited
    merged = dict(inherited)
    for name, value in own.items():
        word = value[0].lower_value if not isinstance(value, Unknown) and _is_word(value) else ""  # type: ignore[attr-defined]
        if word in ("inherit", "unset", "revert", "revert-layer"):
            continue
        if word == "initial":
            merged.pop(name, None)
        else:
            merged[name] = value
    resolved: dict[str, tuple[ast.Node, ...] | Unknown | None] = {}
    for name in own:
        if name in merged:
            value = merged[name]
            if isinstance(value, Unknown) or not _has_var(value):
                continue
            replaced = substitute(value, merged, frozenset((name,)))
            resolved[name] = replaced
    for name, result in resolved.items():
        if result is None:
            merged.pop(name)
        else:
            merged[name] = result
    return merged


def _is_word(tokens: Tokens) -> bool:
    inner = significant(tokens)
    return len(inner) == 1 and inner[0] is tokens[0] and isinstance(inner[0], ast.IdentToken)


def _has_var(tokens: Tokens) -> bool:
    return any(isinstance(token, ast.FunctionBlock) and token.lower_name == "var" for token in all_tokens(tokens))


def substitute(tokens: Tokens, custom: Custom, inside: frozenset[str] = frozenset()) -> tuple[ast.Node, ...] | Unknown | None:
    """Return tokens with var() replaced: UNKNOWN where a variable is unknown or the text grows too long, None where one is missing."""
    budget = [MAX_SUBSTITUTED_TOKENS]
    return _substitute(tokens, custom, inside, budget)


def _substitute(tokens: Tokens, custom: Custom, inside: frozenset[str], budget: list[int]) -> tuple[ast.Node, ...] | Unknown | None:
    found: list[ast.Node] = []
    for token in tokens:
        budget[0] -= 1
        if budget[0] < 0 or len(inside) > MAX_NESTED_VARIABLES:
            return UNKNOWN
        if not isinstance(token, ast.FunctionBlock):
            if isinstance(token, ast.ParenthesesBlock) and _has_var(token.content):
                return UNKNOWN
            found.append(token)
            continue
        if token.lower_name == "var":
            replaced = _variable(token, custom, inside, budget)
            if replaced is None or isinstance(replaced, Unknown):
                return replaced
            found.extend(replaced)
        elif token.lower_name in ("env", "attr", "if") or token.lower_name.startswith("--"):
            return UNKNOWN
        elif _has_var(token.arguments):
            replaced = _substitute(token.arguments, custom, inside | {f"({len(inside)}"}, budget)
            if replaced is None or isinstance(replaced, Unknown):
                return replaced
            found.append(ast.FunctionBlock(0, 0, token.name, list(replaced)))
        else:
            found.append(token)
    return tuple(found)


def _variable(token: ast.FunctionBlock, custom: Custom, inside: frozenset[str], budget: list[int]) -> tuple[ast.Node, ...] | Unknown | None:
    arguments = token.arguments
    comma = next((place for place, one in enumerate(arguments) if is_sign(one, ",")), len(arguments))
    name = significant(arguments[:comma])
    if len(name) != 1 or not isinstance(name[0], ast.IdentToken):
        return None
    variable = name[0].value
    value = custom.get(variable)
    if isinstance(value, Unknown):
        return UNKNOWN
    if value is not None and variable not in inside:
        replaced = _substitute(value, custom, inside | {variable}, budget)
        if replaced is not None:
            return replaced
    if comma < len(arguments):
        return _substitute(arguments[comma + 1 :], custom, inside | {f"({len(inside)}"}, budget)
    return None


class _Computing:
    """Computes values of one element; `changes` holds what is known so far, inherited values to begin with."""

    def __init__(
        self, changes: dict[str, Any], parent: Style, root_size: float | Unknown | None, screen: Screen, sees_all_sheets: bool
    ) -> None:
        self.changes = changes
        self.parent = parent
        self.root_size = root_size
        self.screen = screen
        self.sees_all_sheets = sees_all_sheets

    def value(self, name: str, value: Value) -> object:
        """Return the computed value of a longhand."""
        if isinstance(value, Pending):
            value = self._resolved(name, value)
        if isinstance(value, str) and value in WIDE_KEYWORDS:
            if value == "inherit" or (value != "initial" and name in INHERITED):
                return getattr(self.parent, field_of(name))
            return getattr(INITIAL, field_of(name))
        if isinstance(value, Unknown):
            return UNKNOWN
        special = _SPECIAL.get(name)
        return special(self, value) if special else self._plain(value)

    def _resolved(self, name: str, pending: Pending) -> Value:
        """Return what a value with var() says; without the variable, the declaration is as good as `unset`."""
        tokens = substitute(pending.tokens, self.changes["custom_properties"])
        if tokens is None and not self.sees_all_sheets:
            return UNKNOWN  # a sheet that was not read may set it
        if tokens is None or isinstance(tokens, Unknown):
            return "unset" if tokens is None else UNKNOWN
        return expand(pending.property, tokens).get(name, "unset")

    def _plain(self, value: Value) -> object:
        return self._pixels(value) if isinstance(value, Length) else value

    def _pixels(self, length: Length, font_size: float | Unknown | None = None) -> float | Unknown:
        size = self.changes["font_size"] if font_size is None else font_size
        root = size if self.root_size is None else self.root_size
        return in_pixels(length, font_size=size, root_size=root, width=self.screen.width, height=self.screen.height)

    def font_size(self, value: Value) -> float | Unknown:
        """Return the font size in pixels; sizes that follow the viewport are UNKNOWN."""
        above = self.parent.font_size
        if isinstance(value, Length):
            if "v" in value.unit and value.value:
                return UNKNOWN
            root = 16.0 if self.root_size is None else self.root_size
            return in_pixels(value, font_size=above, root_size=root, width=self.screen.width, height=self.screen.height)
        if isinstance(value, str) and value in _FONT_SIZES:
            return _FONT_SIZES[value]
        if isinstance(above, Unknown):
            return UNKNOWN
        if isinstance(value, Percentage):
            return above * value.value / 100
        return above * 1.2 if value == "larger" else above / 1.2 if value == "smaller" else UNKNOWN

    def font_weight(self, value: Value) -> float | Unknown:
        """Return the weight as a number (CSS Fonts 4, section 2.2.1)."""
        above = self.parent.font_weight
        if isinstance(value, float | int):
            return float(value)
        if isinstance(above, Unknown):
            return UNKNOWN
        if value == "bolder":
            return 400.0 if above < 350 else 700.0 if above < 550 else 900.0 if above < 900 else above
        return above if above < 100 else 100.0 if above < 550 else 400.0 if above < 750 else 700.0

    def line_height(self, value: Value) -> float | Factor | str | Unknown:
        """Return the line height: numbers stay numbers, so that they inherit as such."""
        size = self.changes["font_size"]
        if isinstance(value, float | int):
            return Factor(float(value))
        if isinstance(value, Percentage):
            return UNKNOWN if isinstance(size, Unknown) else size * value.value / 100
        return self._pixels(value) if isinstance(value, Length) else "normal"

    def spacing(self, value: Value) -> float | Unknown:
        """Return letter or word spacing in pixels; `normal` is 0."""
        if value == "normal":
            return 0.0
        return self._pixels(value) if isinstance(value, Length) else UNKNOWN

    def color(self, value: Value) -> Color | Unknown:
        """Return the text's colour; `currentcolor` is the parent's."""
        return self.parent.color if value == "currentcolor" else value if isinstance(value, Color) else UNKNOWN

    def own_color(self, value: Value) -> Color | Unknown:
        """Return a background's colour; `currentcolor` is the element's own."""
        found = self.changes["color"] if value == "currentcolor" else value
        return found if isinstance(found, Color) else UNKNOWN


_SPECIAL: dict[str, Callable[[_Computing, Value], object]] = {
    "font-size": _Computing.font_size,
    "font-weight": _Computing.font_weight,
    "line-height": _Computing.line_height,
    "letter-spacing": _Computing.spacing,
    "word-spacing": _Computing.spacing,
    "color": _Computing.color,
    "background-color": _Computing.own_color,
}
