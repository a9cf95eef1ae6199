"""The breadcrumb: the trail of links from the home page to this page, in whatever markup it comes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import unescape
from itertools import islice

from lxml import etree

from govpagecheck.document import BLOCK_TAGS, INERT_TAGS, Document, Element
from govpagecheck.parts import Fragment, part
from govpagecheck.text import comparable, normalise

_MAX_CANDIDATES = 300
_MAX_ELEMENTS = 400  # larger elements are wrappers of pages, not trails
_MAX_ITEMS = 15
_MAX_ITEM_LENGTH = 250
_MAX_LINES_BELOW_HEADING = 60  # some templates print the site's name as h1, above the trail
_MAX_JSON = 1_000_000

# Class or id words, also inside camel case (`lblBreadCrumb`) and with the misspelling that Sitefinity ships (`sf-breadscrumb`).
_NAMED_LIKE_A_TRAIL = re.compile(r"bread[-_]?s?crumb|crumb[-_]?trail|\bcrumbs?\b|site-?map-?path|you-?are-?here", re.IGNORECASE)
# SharePoint's folder popup has this class on every page; it is a menu of the editor, not a trail of the page.
_POPUP = re.compile(r"\bs4-(?:breadcrumb|pop|clust)", re.IGNORECASE)
_COMPONENT_TAG = re.compile(r"-breadcrumbs?$")
_COMPONENT_ITEM_TAG = re.compile(r"-breadcrumbs?-item$")
_HOLDS_A_TRAIL = re.compile(
    r"(?:^|[\s_-])(?:bread[-_]?s?crumbs?|crumbs|crumb-?trail|site-?map-?path)(?:[-_]*(?:list|nav|navigation|wrapper|wrap|container|trail|block))?(?=$|\s)",
    re.IGNORECASE,
)
_LABEL_WORDS = (
    r"(?:site |page )?bread ?crumbs?(?: trail| navigation| menu| links)?|you are here|your location|current location"
    r"|full path to the current page"
    r"|ruta de navegaci[oó]n|migas de pan|sobrescribir enlaces de ayuda a la navegaci[oó]n|(?:usted )?est[aá] (?:usted )?aqu[ií]"
    r"|fil d'ariane|chemin de navigation|vous [eê]tes ici"
    r"|percorso(?: di navigazione)?|sei qui|briciole di pane|brotkr[uü]mel(?:navigation)?|sie sind hier"
)
_IS_LABEL = re.compile(rf"(?:{_LABEL_WORDS})[\s:,>]*", re.IGNORECASE)
_STARTS_WITH_LABEL = re.compile(rf"^(?:{_LABEL_WORDS}|location|path)\s*:\s*", re.IGNORECASE)

_ARROWS = r"»›→▸►❯⟩>"
_ANY_SEPARATOR = rf"[\s{_ARROWS}/\\|•·:~–—-]"
_ONLY_SEPARATORS = re.compile(rf"{_ANY_SEPARATOR}+")
_LEADING_SEPARATOR = re.compile(rf"(?:[{_ARROWS}/\\|•·:~]+|[–—-]+(?=\s))\s*")
_TRAILING_SEPARATOR = re.compile(rf"(?:[{_ARROWS}/\\|•·:~]|(?<=\s)[–—-])+$")
_INNER_SEPARATOR = re.compile(rf"[{_ARROWS}]+|::+|(?<=\s)[/|](?=\s)")

_HOME = r"(?:[\w.'& -]{0,30}\bhome(?: ?page)?|inicio|portada|accueil|startseite|canada\.ca|overview)"
# A trail without a telling name: a line that begins at home; "|" would also fit every row of footer links.
_LINE_FROM_HOME = re.compile(rf"(?:(?:{_LABEL_WORDS})\s*:?\s*)?{_HOME}\s*(?:[{_ARROWS}/→]|::)\s*\S.*", re.IGNORECASE)
_ITEM_AND_SEPARATOR = re.compile(rf"{_HOME}\s*[{_ARROWS}/]+", re.IGNORECASE)


@dataclass(frozen=True)
class Crumb:
    """One entry of the trail; `text` is "" when the link is only an icon."""

    element: Element
    text: str
    link: Element | None
    href: str | None
    current: str | None


@dataclass(frozen=True)
class Breadcrumb:
    """The trail. `markup` is `nav` (a navigation landmark that declares a label), `unlabelled` or `structured-data`.

    `name` is the text of that label, None also when aria-labelledby points nowhere.
    """

    element: Element
    markup: str
    landmark: Element | None = None
    name: Fragment | None = None
    list_element: Element | None = None
    items: tuple[Crumb, ...] = ()
    separators: tuple[Fragment, ...] = ()
    structured: tuple[str, ...] = ()

    @property
    def first(self) -> Crumb | None:
        """The entry where the trail begins."""
        return self.items[0] if self.items else None

    @property
    def last(self) -> Crumb | None:
        """The entry where the trail ends, the current page when it is shown."""
        return self.items[-1] if self.items else None


@dataclass(frozen=True)
class _Trail:
    element: Element
    list_element: Element | None
    items: tuple[Crumb, ...]
    separators: tuple[Fragment, ...]


@part
def find(document: Document) -> Breadcrumb | None:
    """Return the trail of the page; hidden copies count only where no trail is visible."""
    script, structured = _structured_data(document)
    trail = _best_trail(document)
    if trail is None:
        return None if script is None else Breadcrumb(script, "structured-data", structured=structured)
    landmark, is_labelled = _landmark(document, trail)
    return Breadcrumb(
        element=landmark if landmark is not None else trail.element,
        markup="nav" if is_labelled else "unlabelled",
        landmark=landmark,
        name=_label(document, landmark) if landmark is not None else None,
        list_element=trail.list_element,
        items=trail.items,
        separators=trail.separators,
        structured=structured or _annotated_names(document),
    )


# -- which element holds the trail ------------------------------------------------------------------------------------


def _best_trail(document: Document) -> _Trail | None:
    hidden: _Trail | None = None
    short: _Trail | None = None
    for trail in _trails(document):
        if document.is_hidden(trail.element):
            hidden = hidden or trail
        elif len(trail.items) > 1:
            return trail
        else:
            short = short or trail
    return short or hidden


def _trails(document: Document) -> Iterator[_Trail]:
    for candidate in islice(_candidates(document), _MAX_CANDIDATES):
        trail = _trail_of(document, candidate)
        if trail is not None:
            yield trail
    yield from _trails_by_structure(document)


def _candidates(document: Document) -> Iterator[Element]:
    """Yield the elements that are named like a trail, outermost first."""
    index = document.index
    found = [one for names in (index.by_class, index.by_id) for name in names if _NAMED_LIKE_A_TRAIL.search(name) for one in names[name]]
    found += [one for tag, elements in index.by_tag.items() if _COMPONENT_TAG.search(tag) for one in elements]
    landmarks = (one for one in index.by_attribute["role"] if one.get("role") in ("navigation", "breadcrumbs"))
    found += [one for one in (*index.by_tag["nav"], *landmarks) if _has_trail_label(document, one)]
    found += [one for name in ("itemtype", "typeof") for one in index.by_attribute[name] if "BreadcrumbList" in (one.get(name) or "")]
    for element in sorted(set(found), key=index.order.__getitem__):
        if element.tag not in INERT_TAGS and not _is_popup(element):
            yield element


def _is_trail_component(element: Element) -> bool:
    return _COMPONENT_TAG.search(element.tag) is not None


def _has_trail_label(document: Document, element: Element) -> bool:
    label = _label(document, element)
    return label is not None and _IS_LABEL.fullmatch(comparable(label.text)) is not None


def _trail_of(document: Document, candidate: Element) -> _Trail | None:
    """Return the trail in, or around, an element that is named like one."""
    if _is_trail_component(candidate):
        return _component_trail(document, candidate)
    if any(_is_trail_component(one) for one in candidate.iterancestors()):
        return None
    if _is_small(candidate):
        for one in candidate.iter("ol", "ul"):
            if not _is_popup(one) and (trail := _list_trail(document, one)) is not None:
                return trail
        if candidate.tag not in ("a", "button", "li") and not _has_controls(candidate):
            trail = _run_trail(document, candidate)
            if trail is not None and (len(trail.items) > 1 or _is_container(document, candidate)):
                return _widened(document, trail)
    holder = candidate.getparent() if candidate.tag in ("a", "li", "span", "strong", "b", "em", "font") else None
    if candidate.tag == "li" and holder is not None:
        return _list_trail(document, holder)
    if holder is not None and holder.tag == "li":
        above = holder.getparent()
        return _list_trail(document, above) if above is not None else None
    if holder is not None and (line := _line_around(document, candidate)) is not None:
        trail = _run_trail(document, line)
        return trail if trail is not None and len(trail.items) > 1 else None
    return None


def _is_small(element: Element) -> bool:
    return next(islice(element.iter(etree.Element), _MAX_ELEMENTS, None), None) is None


def _is_popup(element: Element) -> bool:
    return any(_POPUP.search(f"{one.get('class') or ''} {one.get('id') or ''}") for one in (element, *islice(element.iterancestors(), 3)))


def _has_controls(element: Element) -> bool:
    return next((one for one in element.iter("input", "select", "textarea") if one.get("type") != "hidden"), None) is not None


def _is_container(document: Document, element: Element) -> bool:
    if element.tag in ("span", "strong", "b", "em", "i", "p") and not element.get("id"):
        return False
    names = (element.get("class") or "", element.get("id") or "")
    return any(_HOLDS_A_TRAIL.search(name) for name in names) or _has_trail_label(document, element)


def _widened(document: Document, trail: _Trail) -> _Trail:
    """Return the trail of the whole line where the named element is only the end of it."""
    line = _line_around(document, trail.element)
    if line is None or line is trail.element:
        return trail
    whole = _run_trail(document, line)
    return whole if whole is not None and len(whole.items) > len(trail.items) else trail


def _line_around(document: Document, element: Element) -> Element | None:
    """Return the element of the line of text that the inline element stands in."""
    line_elements = document.memo("line elements", lambda: {line.element for line in document.lines})
    if element.tag in BLOCK_TAGS:
        return None
    for one in islice(element.iterancestors(), 8):
        if one in line_elements:
            return one if _is_small(one) else None
        if one.tag in BLOCK_TAGS:
            return None
    return None


def _trails_by_structure(document: Document) -> Iterator[_Trail]:
    """Yield trails without a telling name: near the page's first heading, a line or list that begins at home."""
    heading = next(iter(document.index.by_tag["h1"]), None)
    below = tried = 0
    for line in document.lines:
        below += heading is not None and not document.precedes(line.element, heading)
        if below > _MAX_LINES_BELOW_HEADING or tried > _MAX_CANDIDATES:
            return
        if line.is_hidden or len(line.text) > 400:
            continue
        trail: _Trail | None = None
        text = comparable(line.text)
        if _ITEM_AND_SEPARATOR.fullmatch(text):
            item = document.closest(line.element, "li")
            around = item.getparent() if item is not None else None
            if around is not None:
                trail = _list_trail(document, around)
        elif _LINE_FROM_HOME.fullmatch(text) and _is_small(line.element):
            trail = _run_trail(document, line.element)
        elif _IS_LABEL.fullmatch(text):
            trail = _labelled_list(document, line.element)
        else:
            continue
        tried += 1
        if trail is None or len(trail.items) < 2 or trail.items[0].link is None:
            continue
        if not any(one.tag == "footer" for one in trail.element.iterancestors()):
            yield trail


def _labelled_list(document: Document, label: Element) -> _Trail | None:
    """Return the list that follows the words "You are here"."""
    for one in (label, *islice(label.iterancestors(), 2)):
        follower = next(one.itersiblings(etree.Element), None)
        if follower is not None:
            inside = next(follower.iter("ol", "ul"), None) if _is_small(follower) else None
            return _list_trail(document, inside) if inside is not None else None
        if one.tag in ("nav", "section", "main", "body"):
            return None
    return None


# -- what is in it ----------------------------------------------------------------------------------------------------


def _list_trail(document: Document, list_element: Element) -> _Trail | None:
    """Return the trail in a list; each of its lines may ask for it."""
    return document.memo(("list trail", list_element), lambda: _read_list(document, list_element))


def _read_list(document: Document, list_element: Element) -> _Trail | None:
    """Read a list, also one that nests each entry in the one before (SharePoint); None for a menu."""
    if list_element.tag not in ("ol", "ul") and list_element.get("role") != "list":
        return None
    items: list[Crumb] = []
    separators: list[Fragment] = []
    level: Element | None = list_element
    is_hidden = document.is_hidden(list_element)
    while level is not None:
        entries = [one for one in level.iterchildren(etree.Element) if one.tag == "li" or one.get("role") == "listitem"]
        if len(entries) > 2 * _MAX_ITEMS:
            return None
        inner = [sub for entry in entries if (sub := next(entry.iter("ol", "ul"), None)) is not None]
        if inner and len(entries) > 1:
            return None
        for entry in entries:
            if not is_hidden and document.is_hidden(entry):
                continue
            crumb = _list_item(document, entry, separators)
            if crumb is not None:
                items.append(crumb)
        level = inner[0] if inner else None
        if len(items) > _MAX_ITEMS:
            return None
    return _checked(_Trail(list_element, list_element, tuple(items), tuple(separators)))


def _list_item(document: Document, entry: Element, separators: list[Fragment]) -> Crumb | None:
    pieces: list[str] = []
    link: Element | None = None
    for piece in _pieces(entry):
        if piece.link is not None:
            text = _trimmed(document.dom_text(piece.link), piece.link, separators)
            if link is None or text:
                link = link if link is not None and link.get("href") else piece.link
            pieces.append(text)
        elif piece.text:
            pieces.append(_trimmed(piece.text, piece.holder, separators))
    text = normalise(" ".join(filter(None, pieces)))
    if _IS_LABEL.fullmatch(comparable(text)) or (not text and (link is None or not _has_icon(link))):
        return None
    return Crumb(entry, text, link, link.get("href") if link is not None else None, _current(entry))


def _run_trail(document: Document, container: Element) -> _Trail | None:
    """Return the trail in an element without a list: links, and the texts that separators or blocks set apart."""
    items: list[Crumb] = []
    separators: list[Fragment] = []
    for piece in _joined(_pieces(container)):
        if len(items) > _MAX_ITEMS:
            return None
        if piece.link is not None:
            text = _trimmed(document.dom_text(piece.link), piece.link, separators)
            if (text or (not items and _has_icon(piece.link))) and not _IS_LABEL.fullmatch(comparable(text)):
                items.append(Crumb(piece.link, text, piece.link, piece.link.get("href"), _current(piece.link)))
            continue
        if not _is_hidden_from_readers(piece.holder):
            separators.extend(Fragment(piece.holder, found[0]) for found in _INNER_SEPARATOR.finditer(piece.text))
        for text in _INNER_SEPARATOR.split(piece.text):
            word = _STARTS_WITH_LABEL.sub("", _trimmed(text, piece.holder, separators), count=1)
            if word and not _IS_LABEL.fullmatch(comparable(word)):
                items.append(Crumb(piece.holder, word, None, None, _current(piece.holder)))
    if not any(item.link is not None for item in items):
        return None
    return _checked(_Trail(container, None, tuple(items), tuple(separators)))


def _component_trail(document: Document, component: Element) -> _Trail | None:
    """Return the trail of a custom element with its shadow root written out; without one, a script decides the markup."""
    if next((one for one in component.iter("template") if one.get("shadowrootmode") is not None), None) is None:
        return None
    entries = [one for one in component.iter(etree.Element) if _COMPONENT_ITEM_TAG.search(one.tag)]
    items: list[Crumb] = []
    for entry in entries[: _MAX_ITEMS + 1]:
        link = next((one for one in entry.iter("a") if one.get("href") is not None), None)
        text = document.dom_text(entry)
        if text:
            items.append(Crumb(entry, text, link, link.get("href") if link is not None else entry.get("href"), _current(entry)))
    holder = next(component.iter("ol", "ul"), None)
    return _checked(_Trail(component, holder, tuple(items), ()))


def _checked(trail: _Trail) -> _Trail | None:
    if not trail.items or len(trail.items) > _MAX_ITEMS or not any(item.text for item in trail.items):
        return None
    return trail if all(len(item.text) <= _MAX_ITEM_LENGTH for item in trail.items) else None


def _current(element: Element) -> str | None:
    """Return aria-current of the element, of something in it, or of the inline elements or entry around it."""
    inside = (one for one in islice(element.iter(etree.Element), 50))
    around: list[Element] = []
    for one in islice(element.iterancestors(), 3):
        if one.tag in ("ol", "ul", "nav", "p", "div", "td") or len(one) > 1:
            break
        around.append(one)
    return next((value for one in (*inside, *around) if (value := one.get("aria-current")) is not None), None)


def _has_icon(link: Element) -> bool:
    """True for a link without text that leads to another page: it shows a picture of a house (SiteMapPath's is a skip link)."""
    if (link.get("href") or "").strip()[:1] in ("", "#"):
        return False
    return any(link.get(name) for name in ("aria-label", "title")) or len(link) > 0


def _trimmed(text: str, holder: Element, separators: list[Fragment]) -> str:
    """Return the text without separators at its ends, and note those that readers meet."""
    text = normalise(text)
    if _IS_LABEL.fullmatch(comparable(text)):
        return ""
    start = _LEADING_SEPARATOR.match(text)
    if _ONLY_SEPARATORS.fullmatch(text):
        cut = [text]
        text = ""
    else:
        cut = [start[0].strip()] if start else []
        text = text[start.end() :] if start else text
        if end := _TRAILING_SEPARATOR.search(text):
            cut.append(end[0].strip())
            text = text[: end.start()].rstrip()
    if not _is_hidden_from_readers(holder):
        separators.extend(Fragment(holder, one) for one in cut if one)
    return text


def _is_hidden_from_readers(element: Element) -> bool:
    return any(one.get("aria-hidden") == "true" for one in (element, *islice(element.iterancestors(), 5)))


@dataclass(frozen=True)
class _Piece:
    """A link, a text and its holder, or (both empty) a gap between entries: the end of a block or an icon."""

    holder: Element
    text: str = ""
    link: Element | None = None


_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_NO_ENTRY = INERT_TAGS | {"ol", "ul", "button", "meta", "link", "input", "select"}


def _pieces(root: Element) -> Iterator[_Piece]:
    """Yield what an element shows outside nested lists and headings, in order."""
    walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, node in walker:
        if event in ("comment", "pi"):
            yield from _text_piece(node.tail, node.getparent())
            continue
        if event == "end":
            if node is not root:
                if node.tag in BLOCK_TAGS:
                    yield _Piece(node)
                yield from _text_piece(node.tail, node.getparent())
            continue
        if node is root:
            yield from _text_piece(node.text, node)
            continue
        is_link = node.tag == "a"
        if is_link or node.tag in _NO_ENTRY or (node.tag in _HEADINGS and root.tag != "li") or node.get("hidden") is not None:
            walker.skip_subtree()
            yield _Piece(node, link=node if is_link else None)
            continue
        if node.tag in BLOCK_TAGS or (not len(node) and not (node.text or "").strip() and node.tag not in ("wbr",)):
            yield _Piece(node)
        yield from _text_piece(node.text, node)


def _text_piece(text: str | None, holder: Element | None) -> Iterator[_Piece]:
    if text and holder is not None and normalise(text):
        yield _Piece(holder, text)


def _joined(pieces: Iterator[_Piece]) -> Iterator[_Piece]:
    """Yield the pieces with texts that nothing sets apart put together: `Orders <em>and</em> opinions` is one entry."""
    waiting: _Piece | None = None
    for piece in pieces:
        if piece.text and waiting is not None and not _stand_apart(waiting, piece):
            waiting = replace(waiting, text=waiting.text + piece.text)
            continue
        if waiting is not None:
            yield waiting
        waiting = piece if piece.text else None
        if piece.link is not None:
            yield piece
    if waiting is not None:
        yield waiting


def _stand_apart(first: _Piece, second: _Piece) -> bool:
    if _ONLY_SEPARATORS.fullmatch(first.text) or _ONLY_SEPARATORS.fullmatch(second.text):
        return True
    names = first.holder.get("class"), second.holder.get("class")
    return first.holder is not second.holder and names[0] is not None and names[0] == names[1]


# -- the landmark around it -------------------------------------------------------------------------------------------


def _landmark(document: Document, trail: _Trail) -> tuple[Element | None, bool]:
    """Return the navigation around the trail, when it holds little else, and whether it declares a label."""
    start = trail.list_element if trail.list_element is not None else trail.element
    links = sum(1 for item in trail.items if item.link is not None)
    for one in (start, *islice(start.iterancestors(), 8)):
        if one.tag == "nav" or one.get("role") == "navigation":
            if sum(1 for _ in islice(one.iter("a"), links + 6)) > links + 4 and not _has_trail_label(document, one):
                return None, False
            return one, bool((one.get("aria-label") or "").strip() or (one.get("aria-labelledby") or "").strip())
    return None, False


def _label(document: Document, element: Element) -> Fragment | None:
    """Return the text of aria-labelledby or aria-label, and the element that holds it."""
    holders = [holder for name in (element.get("aria-labelledby") or "").split() for holder in document.index.by_id[name][:1]]
    text = normalise(" ".join(document.dom_text(holder) for holder in holders if _is_small(holder)))
    if text:
        return Fragment(holders[0], text)
    text = normalise(element.get("aria-label") or "")
    return Fragment(element, text) if text else None


# -- structured data --------------------------------------------------------------------------------------------------


def _structured_data(document: Document) -> tuple[Element | None, tuple[str, ...]]:
    """Return the first JSON-LD script with a BreadcrumbList that has names, and the names in order."""
    for script in document.index.by_tag["script"]:
        source = script.text or ""
        if "json" not in (script.get("type") or "").lower() or "BreadcrumbList" not in source or len(source) > _MAX_JSON:
            continue
        try:
            value: object = json.loads(source, strict=False)
        except (ValueError, RecursionError):
            continue
        for found in _breadcrumb_lists(value):
            if names := _names(found.get("itemListElement")):
                return script, names
    return None, ()


def _breadcrumb_lists(value: object) -> Iterator[dict[str, object]]:
    waiting: list[object] = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting.extend(reversed(one))
        elif isinstance(one, dict):
            kind = one.get("@type")
            if kind == "BreadcrumbList" or (isinstance(kind, list) and "BreadcrumbList" in kind):
                yield one
            waiting.extend(reversed([inner for inner in one.values() if isinstance(inner, list | dict)]))


def _names(entries: object) -> tuple[str, ...]:
    rows: list[tuple[float, str]] = []
    for number, entry in enumerate(entries if isinstance(entries, list) else [entries], start=1):
        if not isinstance(entry, dict):
            continue
        item = entry.get("item")
        name = entry.get("name") or (item.get("name") if isinstance(item, dict) else None)
        if isinstance(name, str) and (text := normalise(unescape(name))):  # Yoast writes `&#8211;` into its JSON
            rows.append((_position(entry.get("position"), number), text))
    return tuple(name for _, name in sorted(rows, key=lambda row: row[0]))


def _position(value: object, number: int) -> float:
    if isinstance(value, int | float):
        return value
    return int(value) if isinstance(value, str) and value.isdecimal() else number


def _annotated_names(document: Document) -> tuple[str, ...]:
    """Return the names of a BreadcrumbList written as microdata or RDFa in the markup."""
    for kind, name in (("itemtype", "itemprop"), ("typeof", "property")):
        for element in document.index.by_attribute[kind]:
            if "BreadcrumbList" in (element.get(kind) or "") and _is_small(element):
                return tuple(filter(None, map(document.dom_text, _named(element.iter(etree.Element), name))))
    return ()


def _named(elements: Iterator[Element], attribute: str) -> Sequence[Element]:
    return [one for one in elements if "name" in (one.get(attribute) or "").split()]
