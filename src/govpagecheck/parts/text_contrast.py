"""Text contrast: which colours the page's text has on which background, and how they compare with WCAG's minimum and enhanced ratio."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice

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
_MOST_PAIRS = 200  # of a page; those with the least contrast
_MOST_OF_A_LOGO = 12  # nodes
_SAME = 0.08  # nobody shows text like that: it is hidden by its colour, or lies over something else
_NO_TEXT = frozenset("script style template noscript select optgroup option datalist title head iframe object".split())
_BUTTONS = frozenset(("submit", "button", "reset"))
_CONTROLS = frozenset(("button", "input", "textarea"))
_CAN_BE_DISABLED = ("button", "fieldset", "input", "select", "textarea")
_PICTURES = (["img"], ["image"], ["graphics-document"])
# Text in human language (ACT afw4f7): with a letter or a digit, and more than a lone letter that stands for a sign.
_SAYS_SOMETHING = re.compile(r"[^\W_a-zA-Z]|[a-zA-Z][\W_]*[^\W_]")
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
_UNREAD = CannotTell(
    "unread-sheets", "the style sheets that give text its colours were not read, or a script loads them; have them beside the page"
)

# The colours, or why they are unknown, and whether the text is large.
Kind = tuple[TextColors | str, bool | None]


@dataclass(frozen=True)
class TextContrast:
    """The colours of one text, or of the first of several texts with the same ones.

    `is_large` is None where the size is unknown. `others` says how many more texts have the same colours, `reserve` what
    was not read. Where the colours are unknown, `unknown` says why. `identity` is what texts with the same colours share: one
    of many that is mended then neither is a new finding nor makes one of the next that is named in its place.
    """

    element: Element
    text: str
    colors: TextColors | None = None
    is_large: bool | None = None
    others: str = ""
    reserve: str = ""
    unknown: CannotTell | None = None
    identity: str = ""

    @property
    def meets_minimum(self) -> bool | CannotTell:
        """True where the contrast is as WCAG 1.4.3 asks."""
        return self._meets(3.0, 4.5)

    @property
    def meets_enhanced(self) -> bool | CannotTell:
        """True where the contrast is as WCAG 1.4.6 asks."""
        return self._meets(4.5, 7.0)

    @property
    def ratio(self) -> str:
        """The contrast, cut, not rounded, to two decimals."""
        return f"{math.floor(self.colors.ratio * 100) / 100:g}" if self.colors else ""

    @property
    def color(self) -> str:
        """The text's colour as it reaches the eye."""
        return str(self.colors.text) if self.colors else ""

    @property
    def background(self) -> str:
        """The colour behind the text."""
        return str(self.colors.background) if self.colors else ""

    @property
    def minimum(self) -> str:
        """The ratio that WCAG 1.4.3 asks for."""
        return "3 (4.5 where it is small)" if self.is_large is None else "3" if self.is_large else "4.5"

    @property
    def enhanced(self) -> str:
        """The ratio that WCAG 1.4.6 asks for."""
        return "4.5 (7 where it is small)" if self.is_large is None else "4.5" if self.is_large else "7"

    @property
    def better_minimum(self) -> str:
        """A sentence that names a colour near the text's own that has the minimum."""
        return _better(self.colors, 3.0 if self.is_large else 4.5) if self.colors else ""

    @property
    def better_enhanced(self) -> str:
        """A sentence that names a colour near the text's own that has the enhanced ratio."""
        return _better(self.colors, 4.5 if self.is_large else 7.0) if self.colors else ""

    def _meets(self, large: float, small: float) -> bool | CannotTell:
        if self.colors is None or self.unknown is not None:
            return self.unknown or False
        ratio = self.colors.ratio
        if self.is_large is None and large <= ratio < small:
            return CannotTell("needs-person", f"look whether “{self.text}” can be read well: {_WHY['font-size']}")
        return ratio >= (large if self.is_large is not False else small)


@part
def find(document: Document) -> tuple[TextContrast | CannotTell, ...]:
    """Return the page's visible texts by colours, at most five of each pair; where sheets are missing, what can be said without them."""
    has_all = is_certain(document) and metadata.find(document).has_head and not loads_sheets_late(document)
    texts = _texts(document)
    first = next(texts, None)
    if first is None:
        return (RENDERED_BY_SCRIPT,) if document.index.by_tag["script"] else ()
    texts = chain((first,), texts)
    if not has_all:
        return (_UNREAD, *_pairs_in_attributes(document, texts))
    groups: dict[Kind, list[tuple[Element, str]]] = {}
    for element, text in texts:
        kind = _kind(document, element)
        if kind is not None:
            groups.setdefault(kind, []).append((element, text))
    worst_first = sorted(groups, key=lambda kind: 0.0 if isinstance(kind[0], str) else kind[0].ratio)
    found = [one for kind in worst_first[:_MOST_PAIRS] for one in _of_group(groups[kind], *kind)]
    return tuple(sorted(found, key=lambda one: document.index.order[one.element]))


def _kind(document: Document, element: Element) -> Kind | None:
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
        element, text = group[0][0], _quoted(group[0][1])
        others = f" (and {len(group) - 1} more like it)" if len(group) > 1 else ""
        why = _WHY.get(colors, "its colours depend on more than the page says")
        unknown = CannotTell("needs-person", f"look whether “{text}” can be read well{others}: {why}")
        yield TextContrast(element, text, unknown=unknown, identity=colors)
        return
    others = f" The page has {rest} more text{'s' if rest > 1 else ''} in these colours." if rest > 0 else ""
    for number, (element, text) in enumerate(group[:_MOST_OF_A_PAIR]):
        identity = f"{colors.text} on {colors.background}, large: {is_large}"
        yield TextContrast(element, _quoted(text), colors, is_large, "" if number else others, identity=identity)


def _quoted(text: str) -> str:
    return shorten(normalise(text[:500]), 80)


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


def _pairs_in_attributes(document: Document, texts: Iterator[tuple[Element, str]]) -> Iterator[TextContrast]:
    """Yield what is too faint for text of any size by the element's own style attribute, which sheets seldom overrule."""
    pairs = {
        element
        for element in document.index.by_attribute["style"]
        if style_attribute(element, "background-color") and style_attribute(element, "color")
    }
    for element, text in texts if pairs else ():
        if element not in pairs:
            continue
        colors = text_colors(document, element)
        if isinstance(colors, TextColors) and colors.ratio < 3 and not _is_same(colors) and not may_be_hidden(document, element):
            yield TextContrast(element, _quoted(text), colors, reserve=" (Style sheets that were not read may say otherwise.)")


# -- which text ----------------------------------------------------------------------------------------------------------


def _texts(document: Document) -> Iterator[tuple[Element, str]]:
    """Yield each element that people see with the text of its own, where that has letters or digits."""
    left_out = _left_out(document)
    tree = flat_tree(document)
    hosts = {one.getparent() for one in document.index.by_tag["template"] if one.get("shadowrootmode") is not None}
    for element in tree.order:
        if element in left_out or tree.parents.get(element) in left_out or element.tag[0] == "{":
            left_out.add(element)
            continue
        text = "" if element in hosts else _own_text(element)
        if _SAYS_SOMETHING.search(text) and is_visible(document, element) and not is_inert(document, element):
            family = style(document, element).font_family
            if not (isinstance(family, str) and _ICON_FONT.search(family)):
                yield element, text


def _own_text(element: Element) -> str:
    if len(element) == 0 and element.tag != "input":
        return element.text or ""
    if element.tag == "input":
        return (element.get("value") or "") if (element.get("type") or "").lower() in _BUTTONS else ""
    return " ".join(filter(None, (element.text, *(child.tail for child in element))))


def _left_out(document: Document) -> set[Element]:
    """Return what is no text of the page, logos and icons, and inactive controls and groups: with all that is in them."""
    index = document.index
    found = _labels_of_disabled(document)
    found.update(one for tag in _NO_TEXT for one in index.by_tag[tag])
    may_be_inactive = chain(index.by_attribute["aria-disabled"], *(index.by_tag[tag] for tag in _CAN_BE_DISABLED))
    found.update(one for one in may_be_inactive if _is_inactive(document, one))
    found.update(one for one in index.by_attribute["role"] if (one.get("role") or "").split()[:1] in _PICTURES)
    for name in ("class", "id"):
        for one in index.by_attribute[name]:
            if _names_logo(one.get(name) or "") and len(list(islice(one.iter(), _MOST_OF_A_LOGO))) < _MOST_OF_A_LOGO:
                found.add(one)  # body and header have such classes too
    return found


@lru_cache(maxsize=4096)
def _names_logo(names: str) -> bool:
    return _LOGO.search(names) is not None


def _is_inactive(document: Document, element: Element) -> bool:
    if (element.get("aria-disabled") or "").lower() == "true" or is_disabled(document, element):
        return True
    return element.tag == "fieldset" and element.get("disabled") is not None


def _labels_of_disabled(document: Document) -> set[Element]:
    """Return the labels and hints of inactive controls and groups, which are as inactive as they."""
    labels: set[Element] = set()
    for label in document.index.by_tag["label"]:
        control = control_of(document, label)
        if control is not None and _is_inactive(document, control):
            labels.add(label)
    for name in ("aria-labelledby", "aria-describedby"):
        for element in document.index.by_attribute[name]:
            if _is_inactive(document, element):
                labels.update(referenced(document, element, name))
    return labels
