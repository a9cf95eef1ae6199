"""Contrast: the colours that text and what is behind it come to, and the ratio between them (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from govpagecheck.accessibility.flat_tree import flat_tree
from govpagecheck.accessibility.styles.style import Style
from govpagecheck.accessibility.styles.values import TRANSPARENT, WHITE, Color, Unknown
from govpagecheck.document import Document, Element

_REPLACED = frozenset("img video canvas iframe object embed picture svg input".split())


@dataclass(frozen=True)
class Undecided:
    """Why a colour is not known.

    `reason` is one of: not-in-page, color, background, background-image, background-clip, opacity, positioned, overlap,
    transform, text-shadow, filter, blend-mode, color-scheme, over-budget. `element` is the one that causes it.
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
    return _composed(document, element, style_of, color)


def background(document: Document, element: Element, style_of: StyleOf) -> Color | Undecided:
    """Return the colour behind the element's content, its own background included, or why that cannot be known."""
    composed = _composed(document, element, style_of, TRANSPARENT)
    return composed if isinstance(composed, Undecided) else composed.background


def _composed(document: Document, element: Element, style_of: StyleOf, color: Color) -> TextColors | Undecided:
    tree = flat_tree(document)
    if element not in document.index.order:
        return Undecided("not-in-page", element)
    covers = document.memo("covering elements", lambda: _covering(document, style_of))
    text, behind = color, TRANSPARENT
    floating: Element | None = None  # the lowest element that is taken out of its parent's place
    below: Element | None = None
    one: Element | None = element
    while one is not None:
        style = style_of(one)
        if covers[one] - (covers[below] if below is not None else 0) - _covers(one, style):
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
        if behind.alpha >= 1:
            return TextColors(text, behind)
        if floating is None and _is_moved(style):
            floating = one
        below, one = one, tree.parents.get(one)
    root = style_of(document.tree)
    if isinstance(root.color_scheme, Unknown) or "dark" in root.color_scheme:
        return Undecided("color-scheme", document.tree)
    if floating is not None:
        return Undecided("positioned", floating)
    return TextColors(text.over(WHITE), behind.over(WHITE))


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
    if style.position in ("absolute", "fixed") or isinstance(style.position, Unknown):
        return True
    is_shifted = any(place not in ("auto", 0.0) for place in (style.top, style.right, style.bottom, style.left))
    return style.position == "relative" and is_shifted


def _covers(element: Element, style: Style) -> int:
    """Return 1 for an element out of the flow that paints something, which may lie under or over text beside it."""
    if style.position not in ("absolute", "fixed") or style.display == "none" or style.visibility == "hidden":
        return 0
    paints = style.background_color != TRANSPARENT or style.background_image != "none"
    return int(paints or element.tag in _REPLACED or next(element.iter(*_REPLACED), None) is not None)


def _covering(document: Document, style_of: StyleOf) -> dict[Element, int]:
    """Return how many elements that may cover others each element holds, itself included."""
    tree = flat_tree(document)
    counts = dict.fromkeys(document.index.elements, 0)
    for element in reversed(tree.order):
        counts[element] += _covers(element, style_of(element))
        parent = tree.parents.get(element)
        if parent is not None:
            counts[parent] += counts[element]
    return counts
