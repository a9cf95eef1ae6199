"""Text contrast: which colours the page's text has on which background, and how they compare with WCAG's minimum and enhanced ratio."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from govpagecheck.accessibility.flat_tree import flat_tree
from govpagecheck.accessibility.focus import is_disabled
from govpagecheck.accessibility.names.references import control_of, referenced
from govpagecheck.accessibility.styles import (
    Style,
    TextColors,
    Undecided,
    contrast_ratio,
    is_certain,
    loads_sheets_late,
    style,
    style_attribute,
    text_colors,
)
from govpagecheck.accessibility.styles.values import BLACK, WHITE, Color, Unknown
from govpagecheck.accessibility.visibility import is_inert, is_visible, may_be_hidden
from govpagecheck.document import Document, Element
from govpagecheck.parts import RENDERED_BY_SCRIPT, CannotTell, metadata, part
from govpagecheck.text import normalise, shorten

_MOST_OF_A_PAIR = 5  # texts of the same colours that are named one by one
_LARGE, _LARGE_BOLD, _BOLD = 23.99, 18.66, 700.0  # px: 18 and 14 points (WCAG 2.2, "large scale")
_MOST_OF_A_LOGO = 12  # nodes
_SAME = 0.08  # nobody shows text like that: it is hidden by its colour, or lies over something else
_NO_TEXT = frozenset("script style template noscript select optgroup option datalist title head iframe object".split())
_BUTTONS = frozenset(("submit", "button", "reset"))
_CONTROLS = frozenset(("button", "input", "textarea"))
_LOGO = re.compile(r"(?<![a-z])logo(?!ut|n)|[a-z]Logo|wordmark|(?i:icon)s?(?![a-z])|(?<![a-z])fa-|glyphicon|material-(?:icon|symbol)")
_ICON_FONT = re.compile(r"icon|symbol|awesome|glyph", re.IGNORECASE)
_WHY = {
    "background-image": "it lies over a picture or a gradient",
    "background-clip": "its background is cut out by its letters",
    "positioned": "it is moved away from where it stands in the markup",
    "overlap": "something else is placed where it stands",
    "text-shadow": "it has a shadow",
    "text-stroke": "its letters have an outline",
    "filter": "a filter changes its colours",
    "blend-mode": "it is blended with what is behind it",
    "color-scheme": "the page has a dark colour scheme too",
    "same-color": "it has the colour of what seems to be behind it",
    "font-size": "its size follows the window",
    "over-budget": "the page nests too many translucent or moved elements",
}
_UNREAD = CannotTell("unread-sheets", "the page's style sheets, which give text its colours, were not read; have them beside the page")


@dataclass(frozen=True)
class TextContrast:
    """The colours of one text, or of the first of several texts with the same ones.

    `ratio` is cut, not rounded, to two decimals; `minimum` and `enhanced` are the ratios that text of its size needs
    (WCAG 1.4.3 and 1.4.6); `better_minimum` and `better_enhanced` a sentence that names a colour near the text's own that has them.
    `others` says how many more texts have the same colours, `reserve` what was not read. Where the colours cannot be
    known, both `meets` are a CannotTell.
    """

    element: Element
    text: str
    meets_minimum: bool | CannotTell
    meets_enhanced: bool | CannotTell
    ratio: str = ""
    color: str = ""
    background: str = ""
    minimum: str = ""
    enhanced: str = ""
    better_minimum: str = ""
    better_enhanced: str = ""
    others: str = ""
    reserve: str = ""


@part
def find(document: Document) -> tuple[TextContrast | CannotTell, ...]:
    """Return the page's visible texts by colours, at most five of each pair; where sheets are missing, what can be said without them."""
    has_all = is_certain(document) and metadata.find(document).has_head and not loads_sheets_late(document)
    texts = list(_texts(document))
    if not texts:
        return (RENDERED_BY_SCRIPT,) if document.index.by_tag["script"] else ()
    if not has_all:
        return (_UNREAD, *_pairs_in_attributes(document, texts))
    groups: dict[object, list[tuple[Element, str]]] = {}
    kinds: dict[object, tuple[TextColors | str, bool | None]] = {}
    for element, text in texts:
        kind = _kind(document, element)
        if kind is not None:
            key = _key(*kind)
            kinds.setdefault(key, kind)
            groups.setdefault(key, []).append((element, text))
    found = [one for key, group in groups.items() for one in _of_group(group, *kinds[key])]
    return tuple(sorted(found, key=lambda one: document.index.order[one.element]))


def _kind(document: Document, element: Element) -> tuple[TextColors | str, bool | None] | None:
    """Return the colours or why they are unknown, and whether the text is large; None for what the browser colours as it likes."""
    own = style(document, element)
    if element.tag in _CONTROLS and isinstance(own.color, Unknown) and isinstance(own.background_color, Unknown):
        return None
    colors = text_colors(document, element)
    if isinstance(colors, Undecided):
        return colors.reason, None
    if _is_same(colors):
        return "same-color", None
    return colors, _is_large(own)


def _key(colors: TextColors | str, is_large: bool | None) -> object:
    return colors if isinstance(colors, str) else (str(colors.text), str(colors.background), is_large)


def _is_same(colors: TextColors) -> bool:
    pairs = zip(_channels(colors.text), _channels(colors.background), strict=True)
    return all(abs(one - other) < _SAME for one, other in pairs)


def _channels(color: Color) -> tuple[float, float, float]:
    return color.red, color.green, color.blue


def _is_large(own: Style) -> bool | None:
    if isinstance(own.font_size, Unknown):
        return None
    is_bold = isinstance(own.font_weight, float) and own.font_weight >= _BOLD
    return own.font_size >= _LARGE or (is_bold and own.font_size >= _LARGE_BOLD)


def _of_group(group: list[tuple[Element, str]], colors: TextColors | str, is_large: bool | None) -> Iterator[TextContrast]:
    rest = len(group) - _MOST_OF_A_PAIR
    if isinstance(colors, str):
        (element, text), count = group[0], len(group)
        others = f" (and {count - 1} more like it)" if count > 1 else ""
        why = _WHY.get(colors, "its colours depend on more than the page says")
        unknown = CannotTell("needs-person", f"look whether “{text}” can be read well{others}: {why}")
        yield TextContrast(element, text, unknown, unknown)
        return
    others = f" The page has {rest} more text{'s' if rest > 1 else ''} in these colours." if rest > 0 else ""
    for element, text in group[:_MOST_OF_A_PAIR]:
        yield _judged(element, text, colors, is_large, others)
        others = ""


def _judged(element: Element, text: str, colors: TextColors, is_large: bool | None, others: str, reserve: str = "") -> TextContrast:
    ratio = colors.ratio
    minimum, enhanced = (3.0, 4.5) if is_large else (4.5, 7.0)
    meets: tuple[bool | CannotTell, bool | CannotTell] = (ratio >= minimum, ratio >= enhanced)
    if is_large is None:  # only what holds of small and of large text alike is certain
        unknown = CannotTell("needs-person", f"look whether “{text}” can be read well: {_WHY['font-size']}")
        meets = (unknown if 3 <= ratio < 4.5 else ratio >= 3, unknown if 4.5 <= ratio < 7 else ratio >= 4.5)
    return TextContrast(
        element,
        text,
        *meets,
        ratio=f"{math.floor(ratio * 100) / 100:g}",
        color=str(colors.text),
        background=str(colors.background),
        minimum=f"{minimum:g}" if is_large is not None else "3 (4.5 where it is small)",
        enhanced=f"{enhanced:g}" if is_large is not None else "4.5 (7 where it is small)",
        better_minimum=_better(colors, minimum),
        better_enhanced=_better(colors, enhanced),
        others=others,
        reserve=reserve,
    )


def _better(colors: TextColors, needed: float) -> str:
    """Return a sentence that names the colour nearest to the text's on the way to black or white that has the ratio."""
    found: list[tuple[float, Color]] = []
    for end in (BLACK, WHITE):
        for step in range(1, 21):
            share = step / 20
            mixed = Color(end.red, end.green, end.blue, share).over(colors.text)
            shown = Color(*(round(channel * 255) / 255 for channel in _channels(mixed)))
            if contrast_ratio(shown, colors.background) >= needed:
                found.append((share, shown))
                break
    if not found:
        return "No text colour has that on this background: change the background too."
    return f"On this background, {min(found, key=lambda one: one[0])[1]} would do."


def _pairs_in_attributes(document: Document, texts: list[tuple[Element, str]]) -> Iterator[TextContrast]:
    """Yield what is too faint for text of any size by the element's own style attribute, which sheets seldom overrule."""
    for element, text in texts:
        if element.get("style") is None or not style_attribute(element, "color") or not style_attribute(element, "background-color"):
            continue
        colors = text_colors(document, element)
        if isinstance(colors, TextColors) and colors.ratio < 3 and not _is_same(colors) and not may_be_hidden(document, element):
            yield _judged(element, text, colors, None, "", " (Style sheets that were not read may say otherwise.)")


# -- which text ----------------------------------------------------------------------------------------------------------


def _texts(document: Document) -> Iterator[tuple[Element, str]]:
    """Yield each element that people see with the text of its own, where that has letters or digits."""
    left_out: set[Element] = set()
    labels = _labels_of_disabled(document)
    tree = flat_tree(document)
    hosts = {one.getparent() for one in document.index.by_tag["template"] if one.get("shadowrootmode") is not None}
    for element in tree.order:
        if tree.parents.get(element) in left_out or element in labels or _is_left_out(document, element):
            left_out.add(element)
            continue
        text = "" if element in hosts else _own_text(element)
        if _says_something(text) and is_visible(document, element) and not is_inert(document, element):
            family = style(document, element).font_family
            if not (isinstance(family, str) and _ICON_FONT.search(family)):
                yield element, shorten(normalise(text), 80)


def _own_text(element: Element) -> str:
    if element.tag == "input":
        return (element.get("value") or "") if (element.get("type") or "").lower() in _BUTTONS else ""
    return " ".join(filter(None, (element.text, *(child.tail for child in element))))


def _says_something(text: str) -> bool:
    """True for text in human language (ACT afw4f7): with a letter or a digit, and more than a lone letter that stands for a sign."""
    said = [character for character in text if character.isalnum()]
    return bool(said) and not (len(said) == 1 and said[0].isascii() and said[0].isalpha())


def _is_left_out(document: Document, element: Element) -> bool:
    """True for what is no text of the page, for logos and icons, and for inactive controls and groups with all that is in them."""
    tag = element.tag
    if tag in _NO_TEXT or tag[0] == "{":
        return True
    if _is_inactive(document, element):
        return True
    if (element.get("role") or "").split()[:1] in (["img"], ["image"], ["graphics-document"]):
        return True
    if not any(_LOGO.search(value) for name in ("class", "id") if (value := element.get(name))):
        return False
    return len(list(islice(element.iter(), _MOST_OF_A_LOGO))) < _MOST_OF_A_LOGO  # body and header have such classes too


def _is_inactive(document: Document, element: Element) -> bool:
    if (element.get("aria-disabled") or "").lower() == "true" or is_disabled(document, element):
        return True
    return element.tag == "fieldset" and element.get("disabled") is not None


def _labels_of_disabled(document: Document) -> set[Element]:
    """Return the labels of inactive controls and groups, which are as inactive as they."""
    labels: set[Element] = set()
    for label in document.index.by_tag["label"]:
        control = control_of(document, label)
        if control is not None and _is_inactive(document, control):
            labels.add(label)
    for element in document.index.by_attribute["aria-labelledby"]:
        if _is_inactive(document, element):
            labels.update(referenced(document, element, "aria-labelledby"))
    return labels
