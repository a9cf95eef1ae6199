"""Contrast: the colours that text and what is behind it come to, and the ratio between them (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from govpagecheck.accessibility.flat_tree import flat_tree
from govpagecheck.accessibility.styles.style import Style
from govpagecheck.accessibility.styles.values import TRANSPARENT, WHITE, Color, Unknown
from govpagecheck.document import Document, Element

_REPLACED = frozenset("img video canvas iframe object embed picture input {http://www.w3.org/2000/svg}svg".split())
_OUT_OF_FLOW = frozenset(("absolute", "fixed"))
_FAR_AWAY = -999.0  # pixels, as in visually_hidden.py
_HAIR = 0.03  # em
_DRAWN_UP = -20.0  # pixels of margin that move text onto what is above it
_ICON = 64.0  # pixels: what is no larger lies beside text
MAX_STEPS = 300_000  # up from elements that are translucent, moved or have a background: some seconds


@dataclass(frozen=True)
class Undecided:
    """Why a colour is not known.

    `reason` is one of: not-in-page, color, background, background-image, background-clip, opacity, positioned, overlap,
    text-shadow, text-stroke, filter, blend-mode, color-scheme, over-budget. `element` is the one that causes it.
    """

    reason: str
    element: Element


@dataclass(frozen=True)
class TextColors:
    """The colours that reach the eye: opaque, opacity and translucent layers counted in."""

    text: Color
    background: Color

    @property
    def ratio(self) -> float:
        """The contrast ratio, from 1 to 21."""
        return contrast_ratio(self.text, self.background)


def luminance(color: Color) -> float:
    """Return the relative luminance (WCAG 2.2, "relative luminance"); alpha is not looked at."""
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in (color.red, color.green, color.blue)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast_ratio(first: Color, second: Color) -> float:
    """Return the contrast ratio of two opaque colours (WCAG 2.2, "contrast ratio").

    >>> contrast_ratio(Color(0.0, 0.0, 0.0), WHITE)
    21.0
    """
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return round((lighter + 0.05) / (darker + 0.05), 10)


StyleOf = Callable[[Element], Style]


def text_colors(document: Document, element: Element, style_of: StyleOf) -> TextColors | Undecided:
    """Return what the element's own text and the background behind it come to, or why that cannot be known.

    Backgrounds are composed from the element up to the canvas, which is white; opacity fades the element with all that
    is in it.
    """
    style = style_of(element)
    color = style.text_fill_color if isinstance(style.text_fill_color, Color) else style.color
    if isinstance(color, Unknown) or isinstance(style.text_fill_color, Unknown):
        return Undecided("color", element)
    if style.text_shadow != "none":
        return Undecided("text-shadow", element)
    if _has_outline(style):
        return Undecided("text-stroke", element)
    backdrop = _backdrop(document, element, style_of)
    if isinstance(backdrop, Undecided):
        return backdrop
    if color.alpha == 1 and not backdrop.is_faded:
        return TextColors(color, backdrop.color)
    composed = _composed(document, element, style_of, color)
    return composed if isinstance(composed, Undecided) else TextColors(composed.text, composed.backdrop.color)


def _has_outline(style: Style) -> bool:
    """True where letters have an outline that is more than a hair."""
    width, size = style.text_stroke_width, style.font_size
    return width != 0.0 and not (isinstance(width, float) and isinstance(size, float) and width < _HAIR * size)


def background(document: Document, element: Element, style_of: StyleOf) -> Color | Undecided:
    """Return the colour behind the element's content, its own background included, or why that cannot be known."""
    backdrop = _backdrop(document, element, style_of)
    return backdrop if isinstance(backdrop, Undecided) else backdrop.color


@dataclass(frozen=True)
class _Backdrop:
    """What is behind an element; `is_faded` where opacity fades the element itself too."""

    color: Color
    is_faded: bool


@dataclass(frozen=True)
class _Composed:
    text: Color
    backdrop: _Backdrop


def _backdrop(document: Document, element: Element, style_of: StyleOf) -> _Backdrop | Undecided:
    """Return what is behind the element's own text. Elements that change nothing have what is behind their parent."""
    if element not in document.index.order:
        return Undecided("not-in-page", element)
    covers = _covering(document, style_of)
    if covers.inside[element]:
        return Undecided("overlap", element)
    known: dict[Element, _Backdrop | Undecided] = document.memo("backdrops", dict)
    parents = flat_tree(document).parents
    climbed: list[Element] = []
    one = element
    while one not in known:
        parent = parents.get(one)
        if parent is None or not _changes_nothing(style_of(one)):
            composed = _composed(document, one, style_of, TRANSPARENT)
            known[one] = composed if isinstance(composed, Undecided) else composed.backdrop
            break
        climbed.append(one)
        one = parent
    found = known[one]
    for below in reversed(climbed):
        parent = parents[below]
        if covers.inside[parent] > covers.escaping[below]:
            found = Undecided("overlap", parent)
        known[below] = found
    return found


def _changes_nothing(style: Style) -> bool:
    own = style.background_color
    return not isinstance(own, Unknown) and own.alpha == 0 and style.opacity == 1 and not _problem(style) and not _is_moved(style)


def _composed(document: Document, element: Element, style_of: StyleOf, color: Color) -> _Composed | Undecided:
    """Compose text and backgrounds from the element upwards; what lies beside its text within it has been looked at."""
    parents = flat_tree(document).parents
    covers = _covering(document, style_of)
    steps: list[int] = document.memo("steps of contrast", lambda: [MAX_STEPS])
    text, behind = color, TRANSPARENT
    is_faded = False
    floating: Element | None = None  # the lowest element that is taken out of its parent's place
    below: Element | None = None
    one: Element | None = element
    while one is not None:
        steps[0] -= 1
        if steps[0] < 0:
            return Undecided("over-budget", element)
        style = style_of(one)
        if below is not None and covers.inside[one] > covers.escaping[below]:
            return Undecided("overlap", one)
        problem = _problem(style)
        if problem:
            return Undecided(problem, one)
        own = style.background_color
        if isinstance(own, Unknown) or isinstance(style.opacity, Unknown):
            return Undecided("background" if isinstance(own, Unknown) else "opacity", one)
        if floating is not None and own.alpha > 0:
            return Undecided("positioned", floating)
        text, behind = text.over(behind.over(own)) if one is element else text.over(own), behind.over(own)
        text, behind = text.faded(style.opacity), behind.faded(style.opacity)
        is_faded = is_faded or style.opacity < 1
        if behind.alpha >= 1:
            return _Composed(text, _Backdrop(behind, is_faded))
        if floating is None and _is_moved(style):
            floating = one
        below, one = one, parents.get(one)
    root = style_of(document.tree)
    if isinstance(root.color_scheme, Unknown) or "dark" in root.color_scheme:
        return Undecided("color-scheme", document.tree)
    if floating is not None:
        return Undecided("positioned", floating)
    return _Composed(text.over(WHITE), _Backdrop(behind.over(WHITE), is_faded))


def _problem(style: Style) -> str:
    """Return what keeps a background from being one colour, "" if nothing does."""
    if style.background_image != "none":
        return "background-image"
    if isinstance(style.background_clip, Unknown) or "text" in style.background_clip:
        return "background-clip"
    if style.filter != "none" or style.backdrop_filter != "none":
        return "filter"
    if style.mix_blend_mode != "normal":
        return "blend-mode"
    return ""


def _is_moved(style: Style) -> bool:
    """True where the element may lie elsewhere than over its parent."""
    if style.transform != "none" or style.translate != "none" or style.rotate != "none":
        return True
    if style.position in _OUT_OF_FLOW or isinstance(style.position, Unknown):
        return True
    if isinstance(style.margin_top, float) and style.margin_top <= _DRAWN_UP:
        return True
    is_shifted = any(place not in ("auto", 0.0) for place in (style.top, style.right, style.bottom, style.left))
    return style.position == "relative" and is_shifted


@dataclass(frozen=True)
class _Covering:
    """How many elements that may lie under text each element holds.

    `inside` counts those below it that are placed within it or further up, `escaping` those of it and below it that are
    placed by an ancestor. What is placed by an element stays within it.
    """

    inside: dict[Element, int]
    escaping: dict[Element, int]


def _covering(document: Document, style_of: StyleOf) -> _Covering:
    return document.memo("covering elements", lambda: _count_covers(document, style_of))


def _count_covers(document: Document, style_of: StyleOf) -> _Covering:
    tree = flat_tree(document)
    inside = dict.fromkeys(document.index.elements, 0)
    escaping = dict.fromkeys(document.index.elements, 0)
    has_text: set[Element] = set()
    has_picture: set[Element] = set()
    for element in reversed(tree.order):
        style = style_of(element)
        parent = tree.parents.get(element)
        if parent is None:
            continue
        if _is_text(element.tail):
            has_text.add(parent)
        if style.display == "none":
            continue
        is_picture = element in has_picture or element.tag in _REPLACED
        # What has text is a menu or a notice, whose own text it lies under; what has none may be there to lie under the text beside it.
        if element in has_text or _is_text(element.text):
            has_text.add(parent)
        elif style.position in _OUT_OF_FLOW and _covers(style, has_picture=is_picture):
            escaping[element] += 1
        if is_picture:
            has_picture.add(parent)
        if style.position == "static" or isinstance(style.position, Unknown):
            escaping[element] += inside[element]
        inside[parent] += escaping[element]
    return _Covering(inside, escaping)


def _is_text(text: str | None) -> bool:
    return bool(text) and not text.isspace()  # type: ignore[union-attr]


def _covers(style: Style, *, has_picture: bool) -> bool:
    """True where an element out of the flow and without text may paint something under text beside it."""
    if style.visibility == "hidden" or style.opacity == 0.0:
        return False
    if any(isinstance(place, float) and place <= _FAR_AWAY for place in (style.top, style.left)):
        return False
    if all(isinstance(size, float) and size <= _ICON for size in (style.width, style.height)):
        return False
    return has_picture or style.background_color != TRANSPARENT or style.background_image != "none"
