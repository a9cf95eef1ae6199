"""Styles without rendering: the cascade of style attributes, style elements and the linked sheets that were given.

Everything is answered for a desktop screen of 1280 by 800 pixels on which nobody points at anything. What depends on
something that markup and sheets do not tell is UNKNOWN; where sheets were not given, values are what the others say, and
`is_certain` is false.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from govpagecheck.accessibility.styles import contrast as _contrast
from govpagecheck.accessibility.styles.contrast import TextColors, Undecided, contrast_ratio, luminance
from govpagecheck.accessibility.styles.generated import text_of_content
from govpagecheck.accessibility.styles.media import DESKTOP, Screen
from govpagecheck.accessibility.styles.orientation import Turn, turns_by_orientation
from govpagecheck.accessibility.styles.page_sheets import loads_sheets_late, page_sheets
from govpagecheck.accessibility.styles.page_styles import OUTSIDE, PageStyles
from govpagecheck.accessibility.styles.sheets import read_style_attribute
from govpagecheck.accessibility.styles.style import Factor, Style
from govpagecheck.accessibility.styles.values import UNKNOWN, Color, Length, Percentage, Unknown, as_text
from govpagecheck.document import Document, Element

__all__ = [
    "DESKTOP",
    "UNKNOWN",
    "Color",
    "Factor",
    "Length",
    "Percentage",
    "Screen",
    "Style",
    "StyleAttribute",
    "TextColors",
    "Turn",
    "Undecided",
    "Unknown",
    "all_styles",
    "contrast_ratio",
    "effective_background",
    "generated_content",
    "is_certain",
    "is_complete",
    "loads_sheets_late",
    "luminance",
    "style",
    "style_attribute",
    "text_colors",
    "turns_by_orientation",
    "unread_sheets",
]


def style(document: Document, element: Element) -> Style:
    """Return the computed style of the element.

    >>> from govpagecheck import parse_page
    >>> document = parse_page("<style>p { color: red } .big { font-size: 150% }</style><p class=big>Apply")
    >>> found = style(document, document.select("p")[0])
    >>> str(found.color), found.font_size, found.display
    ('#ff0000', 24.0, 'block')
    """
    return _styles(document).by_element.get(element, OUTSIDE)


def all_styles(document: Document) -> Mapping[Element, Style]:
    """Return the computed styles of the elements in the page's flat tree."""
    return _styles(document).by_element


def unread_sheets(document: Document) -> tuple[str, ...]:
    """Return the addresses of linked and imported style sheets that apply to screens and were not given with the page."""
    return tuple(page_sheets(document).unread)


def is_complete(document: Document) -> bool:
    """True unless the page's own sheets would have cost too much to match; then most values are UNKNOWN."""
    return _styles(document).is_complete


def is_certain(document: Document) -> bool:
    """True where all of the page's sheets were read and matched, so that styles are more than a part of the truth."""
    return not page_sheets(document).unread and _styles(document).is_complete


def generated_content(document: Document, element: Element) -> tuple[str | Unknown, str | Unknown]:
    """Return the text that ::before and ::after add to the element, "" where they add none or are not displayed."""
    if not _styles(document).pseudo_matches:
        return "", ""
    return _generated(document, element, "before"), _generated(document, element, "after")


def effective_background(document: Document, element: Element) -> Color | Undecided:
    """Return the opaque colour behind the element's content, or why it cannot be known."""
    if not is_complete(document):
        return Undecided("over-budget", element)
    return _contrast.background(document, element, _styles(document).style)


def text_colors(document: Document, element: Element) -> TextColors | Undecided:
    """Return the colours of the element's own text and of what is behind it, as they reach the eye, or why they are unknown."""
    if not is_complete(document):
        return Undecided("over-budget", element)
    return _contrast.text_colors(document, element, _styles(document).style)


@dataclass(frozen=True)
class StyleAttribute:
    """The winning declaration of one property in a style attribute; `text` is what was written, without !important."""

    text: str
    is_important: bool


def style_attribute(element: Element, name: str) -> StyleAttribute | None:
    """Return the declaration of a longhand that wins in the element's style attribute, None where there is none.

    >>> from lxml import etree
    >>> style_attribute(etree.Element("p", style="line-height: 2 !important; line-height: 1"), "line-height")
    StyleAttribute(text='2', is_important=True)
    """
    found: StyleAttribute | None = None
    for declaration in read_style_attribute(element.get("style") or ""):
        if declaration.name.startswith("--") or name not in declaration.longhands:
            continue
        if found and found.is_important and not declaration.is_important:
            continue
        found = StyleAttribute(as_text(declaration.tokens), declaration.is_important)
    return found


def _styles(document: Document) -> PageStyles:
    return document.memo("page styles", lambda: PageStyles(document))


def _generated(document: Document, element: Element, pseudo: str) -> str | Unknown:
    found = _styles(document).pseudo_style(element, pseudo)
    if found is None or found.display == "none" or found.visibility == "hidden":
        return ""
    return text_of_content(found.content, element)
