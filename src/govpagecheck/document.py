"""Document: a parsed page with its index, positions, views of its text, and a memo for everything computed from it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain
from typing import TypeVar

from lxml import etree

from govpagecheck.address import host_of
from govpagecheck.index import Element as Element
from govpagecheck.index import Index, attribute_names
from govpagecheck.model import Location, Note, Target
from govpagecheck.selectors import FOREIGN_TAGS, select
from govpagecheck.stopwatch import Label, Stopwatch
from govpagecheck.text import normalise, shorten

T = TypeVar("T")

# Elements whose content is never text of the page, and elements that end a line.
INERT_TAGS = frozenset(
    {"script", "style", "template", "noscript", "head", "title", "iframe", "noembed", "noframes", "object", "audio", "video", "canvas"}
)
BLOCK_TAGS = frozenset(
    "address article aside blockquote body br button caption center dd details dialog dir div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hgroup hr html input legend li main menu nav ol optgroup option p pre search section select summary "
    "table tbody td textarea tfoot th thead tr ul".split()
)
_HIDING_STYLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_SAFE_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")


@dataclass(frozen=True)
class Line:
    """A run of text that no block boundary breaks, as one would read it on the page.

    `element` is the deepest element that holds the whole run, `is_hidden` whether the served markup hides it
    (`hidden`, `display:none`; not aria-hidden, which hides from assistive technology only).
    """

    text: str
    element: Element
    is_hidden: bool


class Document:
    """A parsed page. `tree` is lxml's root element; `notes` say what could not be kept or known exactly.

    `sheets` holds the text of linked style sheets by their href as written.
    """

    def __init__(
        self,
        tree: Element,
        *,
        url: str | None = None,
        encoding: str | None = None,
        notes: Sequence[Note] = (),
        sheets: Mapping[str, str] | None = None,
        locate: Callable[[], Sequence[Location | None]] | None = None,
    ) -> None:
        self.tree = tree
        self.url = url
        self.encoding = encoding
        self.notes = list(notes)
        self.sheets: Mapping[str, str] = sheets or {}
        self._locate = locate
        self.stopwatch: Stopwatch | None = None
        self._memo: dict[object, object] = {}
        self._dom_texts: dict[Element, str] = {}
        self._exposed_texts: dict[Element, str] = {}

    @cached_property
    def index(self) -> Index:
        """The index of the page's elements, built on first use."""
        return self.memo("index", lambda: Index(self.tree))

    @cached_property
    def host(self) -> str | None:
        """The host of the page's URL in lower case, None without a URL."""
        return host_of(self.url)

    def memo(self, key: object, compute: Callable[[], T]) -> T:
        """Return the value kept under `key`, computing it the first time; the memo lives as long as the document."""
        memo = self._memo
        if key not in memo:
            memo[key] = compute() if self.stopwatch is None else self.stopwatch.time(_label(key), compute)
        return memo[key]  # type: ignore[return-value]

    def select(self, css: str) -> list[Element]:
        """Return the elements that match a CSS selector, in document order.

        Type selectors match HTML elements, and SVG or MathML elements by their local name; nothing matches inside inert
        templates. Raises ValueError for a selector that cssselect cannot read.
        """
        return self.memo(("select", css), lambda: select(css, self.tree, self.index))

    def position(self, element: Element) -> Location | None:
        """Return where the element's start tag begins; None for elements that the source does not write out."""
        if self._locate is None:
            return None
        locations = self.memo("locations", self._locate)
        number = self.index.number.get(element)
        return locations[number] if number is not None and number < len(locations) else None

    # -- text ---------------------------------------------------------------------------------------------------------

    @cached_property
    def lines(self) -> list[Line]:
        """The page's text line by line, in document order, hidden lines included and marked."""
        body = next((child for child in self.tree if child.tag in ("body", "frameset")), self.tree)
        marked = chain(self.index.by_attribute["hidden"], self.index.by_attribute["style"])
        return self.memo("lines", lambda: list(_lines(body, {element for element in marked if _hides(element)})))

    def dom_text(self, element: Element) -> str:
        """Return all text inside the element, hidden text included, normalised; blocks and line breaks count as spaces."""
        known = self._dom_texts.get(element)
        if known is None:
            known = self._dom_texts[element] = _text_of(element, exposed=False)
        return known

    def exposed_text(self, element: Element) -> str:
        """Return the text that assistive technology meets: without aria-hidden and hidden parts and SVG titles."""
        known = self._exposed_texts.get(element)
        if known is None:
            known = self._exposed_texts[element] = _text_of(element, exposed=True)
        return known

    def is_hidden(self, element: Element) -> bool:
        """True when served markup hides the element: itself or an ancestor is `hidden`, `display:none` or inert content."""
        return self.nearest(element, _hides_contents) is not None

    # -- places -------------------------------------------------------------------------------------------------------

    def closest(self, element: Element, *tags: str) -> Element | None:
        """Return the element itself or its nearest ancestor with one of the tags, or None."""
        return next((one for one in (element, *element.iterancestors()) if one.tag in tags), None)

    def nearest(
        self,
        start: Element | None,
        test: Callable[[Document, Element], bool],
        parent_of: Callable[[Element], Element | None] = Element.getparent,
    ) -> Element | None:
        """Return the nearest element that passes the test, from `start` on upwards; None where none does.

        No way up is climbed twice, however many elements ask. Answers are kept by the test, which is therefore a function of a
        module, always asked with the same `parent_of`.

        >>> from govpagecheck import parse_page
        >>> document = parse_page("<ul><li><a href='/'>Home</a></ul>")
        >>> document.nearest(document.select("a")[0], lambda _, one: one.tag in ("li", "ul")).tag
        'li'
        """
        known: dict[Element, Element | None] = self.memo(("nearest", test), dict)
        climbed: list[Element] = []
        one = start
        while one is not None and one not in known:
            climbed.append(one)
            if test(self, one):
                known[one] = one
                break
            one = parent_of(one)
        found = None if one is None else known[one]
        known.update(dict.fromkeys(climbed, found))
        return found

    def precedes(self, first: Element, second: Element) -> bool:
        """True when `first` starts before `second` in the page."""
        order = self.index.order
        return order.get(first, -1) < order.get(second, -1)

    def selector(self, element: Element) -> str:
        """Return a CSS selector that matches this element and no other: a unique id, or a path from the nearest one."""
        step, is_start = self._step(element)
        parent = element.getparent()
        if is_start or parent is None:
            return step
        return f"{self.memo(('path', parent), lambda: self._path(parent))} > {step}"  # its siblings ask for the same path

    def _path(self, element: Element) -> str:
        steps: list[str] = []
        for one in (element, *element.iterancestors()):
            step, is_start = self._step(one)
            steps.append(step)
            if is_start:
                break
        return " > ".join(reversed(steps))

    def _step(self, element: Element) -> tuple[str, bool]:
        """Return an element's part of a selector, and whether a selector can begin with it."""
        identifier = element.get("id")
        if identifier and _SAFE_IDENTIFIER.fullmatch(identifier) and len(self.index.by_id[identifier]) == 1:
            return f"#{identifier}", True
        parent = element.getparent()
        plain = _SAFE_IDENTIFIER.fullmatch(element.tag) is not None and element.tag not in FOREIGN_TAGS
        if parent is None or (parent.getparent() is None and plain and element.tag in ("head", "body")):
            return element.tag if plain else "*", True
        places, of_type, twins = self.memo(("places", parent), lambda: _places(parent))
        if plain:
            return element.tag if twins[element.tag] == 1 else f"{element.tag}:nth-of-type({of_type[element]})", False
        return f"*:nth-child({places[element]})", False

    def snippet(self, element: Element, length: int = 200) -> str:
        """Return the element's start tag as markup, at most `length` characters."""
        pieces = [f"<{etree.QName(element).localname if element.tag[0] == '{' else element.tag}"]
        size = len(pieces[0])
        for name in attribute_names(element):
            if size > length:
                break
            value = shorten(element.get(name, ""), length)
            pieces.append(f" {name.rpartition('}')[2]}" + (f'="{value.replace(chr(34), "&quot;")}"' if value else ""))
            size += len(pieces[-1])
        return shorten("".join(pieces) + ">", length)

    def target(self, element: Element) -> Target:
        """Return what a finding says of the element: selector, place, start tag."""
        place = self.position(element)
        return Target(self.selector(element), place.line if place else None, place.column if place else None, self.snippet(element))


def _label(key: object) -> Label:
    """Return what a stopwatch calls the computing of a value of the memo: a part by its module, all else by the key's first word."""
    if callable(key):
        return "part", str(key.__module__).removeprefix("govpagecheck.parts.")
    return "shared", str(key[0] if isinstance(key, tuple) else key)


def _places(parent: Element) -> tuple[dict[Element, int], dict[Element, int], Counter[str]]:
    """Return each child's place among all and among those of its tag, both from 1, and how many there are of each tag."""
    places: dict[Element, int] = {}
    of_type: dict[Element, int] = {}
    twins: Counter[str] = Counter()
    for child in parent.iterchildren(etree.Element):
        twins[child.tag] += 1
        places[child] = len(places) + 1
        of_type[child] = twins[child.tag]
    return places, of_type, twins


def _is_shadow_root(element: Element) -> bool:
    return element.tag == "template" and element.get("shadowrootmode") is not None


@lru_cache(maxsize=4096)
def _style_hides(style: str) -> bool:
    return _HIDING_STYLE.search(style) is not None


def _hides(element: Element) -> bool:
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    return style is not None and _style_hides(style)


def _hides_contents(_: Document, element: Element) -> bool:
    return _hides(element) or (element.tag in INERT_TAGS and not _is_shadow_root(element))


def _lines(root: Element, hiding: set[Element]) -> Iterator[Line]:
    """Walk once, gathering text until a block boundary; a line's element is the lowest that holds all of its text."""
    pieces: list[str] = []
    holders: list[Element] = []
    around: list[Element] = []  # the elements that are open
    hidden_depth = 0
    walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, node in walker:
        if event == "start":
            around.append(node)
            tag, text, holder = node.tag, node.text, node
            if tag in INERT_TAGS and not _is_shadow_root(node):
                walker.skip_subtree()
                continue
        else:
            text = node.tail
            if event == "end":
                tag = around.pop().tag
                holder = around[-1] if around else None
            else:
                tag, holder = None, around[-1]
        is_hiding = node in hiding if hiding and tag else False
        if pieces and (tag in BLOCK_TAGS or is_hiding):
            if line := normalise("".join(pieces)):
                yield Line(line, lowest_common(holders), hidden_depth > 0)
            pieces.clear()
            holders.clear()
        if is_hiding:
            hidden_depth += 1 if event == "start" else -1
        if text and holder is not None:
            pieces.append(text)
            if not (text.isspace() or (holders and holders[-1] is holder)):
                holders.append(holder)
    if line := normalise("".join(pieces)):
        yield Line(line, lowest_common(holders), hidden_depth > 0)


def frames_page(element: Element) -> bool:
    """True when the element holds the page's main part or first heading; ASP.NET puts whole pages into a form."""
    return next(element.iter("main", "h1"), None) is not None


def lowest_common(holders: Sequence[Element]) -> Element:
    """Return the lowest element that is or contains each of one or more elements."""
    first = holders[0]
    if len(holders) == 1:
        return first
    paths = [[*reversed(list(holder.iterancestors())), holder] for holder in holders]
    common = paths[0][0]
    for level in zip(*paths, strict=False):
        if any(one is not level[0] for one in level):
            break
        common = level[0]
    return common


def _text_of(element: Element, *, exposed: bool) -> str:
    return normalise("".join(_text_pieces(element, exposed=exposed)) if len(element) else element.text or "")


def _text_pieces(root: Element, *, exposed: bool) -> Iterator[str]:
    walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, node in walker:
        if event in ("comment", "pi"):
            yield node.tail or ""
            continue
        tag = node.tag
        if event == "start":
            if node is not root and _is_skipped(node, exposed):
                walker.skip_subtree()
                continue
            if tag in BLOCK_TAGS:
                yield " "
            yield node.text or ""
        else:
            if tag in BLOCK_TAGS:
                yield " "
            if node is not root:
                yield node.tail or ""


def _is_skipped(element: Element, exposed: bool) -> bool:
    if element.tag in INERT_TAGS and not _is_shadow_root(element):
        return True
    if not exposed:
        return False
    if element.get("aria-hidden") == "true" or _hides(element):
        return True
    return element.tag.startswith("{http://www.w3.org/2000/svg}") and element.tag.endswith(("}title", "}desc"))
