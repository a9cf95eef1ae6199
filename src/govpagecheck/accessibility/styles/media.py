"""Media queries and @supports conditions, answered for one kind of screen: true, false, or None where nobody can tell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tinycss2 import ast

from govpagecheck.accessibility.styles.values import Length, Tokens, in_pixels, is_sign, read_length, significant, split_at_commas

MAX_NESTING = 16

# What a desktop browser answers when nobody has asked for anything special (Media Queries 5).
_USUAL = {
    "hover": "hover",
    "any-hover": "hover",
    "pointer": "fine",
    "any-pointer": "fine",
    "scripting": "enabled",
    "update": "fast",
    "prefers-reduced-motion": "no-preference",
    "prefers-reduced-transparency": "no-preference",
    "prefers-reduced-data": "no-preference",
    "prefers-contrast": "no-preference",
    "prefers-color-scheme": "light",
    "forced-colors": "none",
    "inverted-colors": "none",
    "display-mode": "browser",
    "overflow-block": "scroll",
    "overflow-inline": "scroll",
    "scan": "progressive",
}
_OFF = frozenset(("no-preference", "none"))  # values that are false where a feature is asked without a value
_NUMBERS = {"color": 8.0, "monochrome": 0.0, "grid": 0.0, "color-index": 0.0}
_COMPARE: dict[str, Callable[[float, float], bool]] = {
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
    ">=": lambda left, right: left >= right,
    "=": lambda left, right: abs(left - right) < 1e-6,
}
_FLIPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "="}


@dataclass(frozen=True, slots=True)
class Screen:
    """The viewport that queries are answered for, in CSS pixels."""

    width: float = 1280.0
    height: float = 800.0

    @property
    def orientation(self) -> str:
        """`portrait` where the viewport is at least as high as wide."""
        return "portrait" if self.height >= self.width else "landscape"


DESKTOP = Screen()


def media_applies(tokens: Tokens, screen: Screen = DESKTOP) -> bool | None:
    """Return whether a media query list holds; an empty list holds, a query that is no query does not."""
    found = [_query(part, screen) for part in (significant(part) for part in split_at_commas(tokens))]
    if found == [True] or True in found:
        return True
    return None if None in found else False


def _query(tokens: list[ast.Node], screen: Screen) -> bool | None:
    if not tokens:
        return True
    words = [token.lower_value if isinstance(token, ast.IdentToken) else None for token in tokens]
    place = 1 if words[0] in ("not", "only") and len(words) > 1 and words[1] is not None else 0
    kind = words[place]
    if kind is None or (kind == "not" and place == 0):
        return _condition(tokens, lambda block: _feature(block, screen))
    answer: bool | None = kind in ("all", "screen")
    rest = tokens[place + 1 :]
    if rest:
        if words[place + 1] != "and":
            return False
        answer = _and(answer, _condition(rest[1:], lambda block: _feature(block, screen)))
    return _not(answer) if words[0] == "not" else answer


def supports(tokens: Tokens) -> bool | None:
    """Return whether an @supports condition holds in today's browsers; None for prefixed properties and functions."""
    return _condition(significant(tokens), _declaration_is_supported)


def _declaration_is_supported(block: ast.Node) -> bool | None:
    if not isinstance(block, ast.ParenthesesBlock):
        return None
    inner = significant(block.content)
    if len(inner) < 3 or not isinstance(inner[0], ast.IdentToken) or not is_sign(inner[1], ":"):
        return False
    name = inner[0].lower_value
    if name.startswith("--"):
        return True
    if name.startswith(("-ms-", "-moz-", "-o-")):
        return False if name.startswith(("-ms-", "-o-")) else None
    value = inner[2].lower_value if isinstance(inner[2], ast.IdentToken) else ""
    return None if name.startswith("-") or value.startswith("-") else True


def _condition(tokens: list[ast.Node], ask: Callable[[ast.Node], bool | None], depth: int = 0) -> bool | None:
    """Return the value of `not X`, `X and Y ...`, `X or Y ...`; False where it is none of these."""
    if not tokens or depth > MAX_NESTING:
        return False if not tokens else None
    if isinstance(tokens[0], ast.IdentToken) and tokens[0].lower_value == "not":
        return _not(_in_parentheses(tokens[1], ask, depth)) if len(tokens) == 2 else False
    answer = _in_parentheses(tokens[0], ask, depth)
    joint: str | None = None
    for place in range(1, len(tokens), 2):
        word = tokens[place]
        if not isinstance(word, ast.IdentToken) or place + 1 >= len(tokens) or (joint or word.lower_value) != word.lower_value:
            return False
        joint = word.lower_value
        other = _in_parentheses(tokens[place + 1], ask, depth)
        if joint == "and":
            answer = _and(answer, other)
        elif joint == "or":
            answer = _not(_and(_not(answer), _not(other)))
        else:
            return False
    return answer


def _in_parentheses(token: ast.Node, ask: Callable[[ast.Node], bool | None], depth: int) -> bool | None:
    if isinstance(token, ast.FunctionBlock):
        return ask(token)
    if not isinstance(token, ast.ParenthesesBlock):
        return False
    inner = significant(token.content)
    is_condition = bool(inner) and (
        isinstance(inner[0], ast.ParenthesesBlock) or (isinstance(inner[0], ast.IdentToken) and inner[0].lower_value == "not")
    )
    return _condition(inner, ask, depth + 1) if is_condition else ask(token)


def _feature(block: ast.Node, screen: Screen) -> bool | None:
    if not isinstance(block, ast.ParenthesesBlock):
        return None
    inner = significant(block.content)
    if len(inner) >= 3 and isinstance(inner[0], ast.IdentToken) and is_sign(inner[1], ":"):
        name = inner[0].lower_value.removeprefix("-webkit-")
        for prefix, sign in (("min-", ">="), ("max-", "<=")):
            if name.startswith(prefix):
                return _range(name.removeprefix(prefix), sign, inner[2:], screen)
        return _range(name, "=", inner[2:], screen)
    if len(inner) == 1 and isinstance(inner[0], ast.IdentToken):
        return _is_on(inner[0].lower_value, screen)
    return _comparison(inner, screen)


def _is_on(name: str, screen: Screen) -> bool | None:
    if name in _USUAL:
        return _USUAL[name] not in _OFF
    number = _number_of(name, screen)
    return number != 0 if number is not None else True if name == "orientation" else None


def _comparison(inner: list[ast.Node], screen: Screen) -> bool | None:
    """Return whether `width >= 600px`, `600px <= width` or `400px <= width < 900px` holds."""
    parts: list[list[ast.Node]] = [[]]
    signs: list[str] = []
    for token in inner:
        if isinstance(token, ast.LiteralToken) and token.value in ("<", ">", "=", "<=", ">="):
            if not parts[-1] and signs and token.value == "=":
                signs[-1] += "="
                continue
            signs.append(token.value)
            parts.append([])
        else:
            parts[-1].append(token)
    names = [part[0].lower_value if len(part) == 1 and isinstance(part[0], ast.IdentToken) else None for part in parts]
    if len(signs) == 1 and names[0]:
        return _range(names[0], signs[0], parts[1], screen)
    if len(signs) == 1 and names[1]:
        return _range(names[1], _FLIPPED[signs[0]], parts[0], screen)
    if len(signs) == 2 and names[1]:
        return _and(_range(names[1], _FLIPPED[signs[0]], parts[0], screen), _range(names[1], signs[1], parts[2], screen))
    return False


def _range(name: str, sign: str, value: list[ast.Node], screen: Screen) -> bool | None:
    word = value[0].lower_value if len(value) == 1 and isinstance(value[0], ast.IdentToken) else None
    if name == "orientation" and sign == "=":
        return word == screen.orientation if word in ("portrait", "landscape") else False
    if name in _USUAL:
        return word == _USUAL[name] if word and sign == "=" else False
    number = _number_of(name, screen)
    asked = _number(value, screen)
    if number is None or asked is None:
        return None
    return _COMPARE[sign](number, asked)


def _number_of(name: str, screen: Screen) -> float | None:
    match name:
        case "width" | "device-width":
            return screen.width
        case "height" | "device-height":
            return screen.height
        case "aspect-ratio" | "device-aspect-ratio":
            return screen.width / screen.height
        case "resolution" | "device-pixel-ratio":
            return 1.0
    return _NUMBERS.get(name)


def _number(value: list[ast.Node], screen: Screen) -> float | None:
    if len(value) == 3 and is_sign(value[1], "/") and isinstance(value[0], ast.NumberToken) and isinstance(value[2], ast.NumberToken):
        return value[0].value / value[2].value if value[2].value else None
    if len(value) != 1:
        return None
    token = value[0]
    if isinstance(token, ast.NumberToken):
        return token.value
    if isinstance(token, ast.DimensionToken) and token.lower_unit in ("dppx", "x", "dpi", "dpcm"):
        return token.value / {"dppx": 1.0, "x": 1.0, "dpi": 96.0, "dpcm": 96 / 2.54}[token.lower_unit]
    length = read_length(token)
    if not isinstance(length, Length):
        return None
    pixels = in_pixels(length, font_size=16.0, root_size=16.0, width=screen.width, height=screen.height)
    return pixels if isinstance(pixels, float) else None


def _and(left: bool | None, right: bool | None) -> bool | None:
    if left is False or right is False:
        return False
    return None if left is None or right is None else True


def _not(answer: bool | None) -> bool | None:
    return None if answer is None else not answer


def both(left: bool | None, right: bool | None) -> bool | None:
    """Return whether both conditions hold; None where that hangs on one nobody can tell."""
    return _and(left, right)
