"""Bytes to Document: the only module that knows the HTML parser.

turbohtml builds the tree that browsers build (WHATWG), lxml holds it: the tree is serialised as XML in C and read back
with lxml's XML parser, so the n-th element of one is the n-th of the other (decision 0001). XML cannot carry every name
that HTML allows (`xml:lang` on an HTML element, `@click`, `{{ attributes }}`): such names are escaped for the journey
and restored on arrival where lxml can hold them.

The tree is built with scripting off, so that what stands in `<noscript>` can be read. In the head that has a price: an
image in a `<noscript>` ends the head there, and titles and metas after it would land in the body, as they do in no
browser that people use. Such a `<noscript>` is emptied before.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, overload

from lxml import etree

from govpagecheck.document import Document
from govpagecheck.errors import PageError
from govpagecheck.model import Location, Note
from govpagecheck.xml_names import escape_names, restore_names

if TYPE_CHECKING:
    import turbohtml

MAX_BYTES = 20_000_000
XHTML = "{http://www.w3.org/1999/xhtml}"

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([^\s\"';,]+)", re.IGNORECASE)
_CONTROLS = bytes([*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F])
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_XML_WORDS = re.compile(r"xml(?:ns|:)|xlink:")
_XML_WORDS_IN_BYTES = re.compile(rb"xml(?:ns|:)|xlink:")
_TAG_OF_HEAD = r"""<(?:link|meta)(?:\s+[\w:-]+(?:=(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>=`]+))?)*+\s*/?>"""
_STYLE = r"<style(?:\s+type=[\"']?text/css[\"']?)?\s*>[^<]*</style\s*>"
_IGNORED = r"<!--(?:.*?-->|.*)|<!doctype[^<>]*>|<(?:html|head|noscript|basefont|bgsound)(?:\s[^<>]*)?>|<noframes\b.*|</(?!br\b)[a-z][^<>]*>"
_FITS_IN_HEAD = re.compile(rf"({_TAG_OF_HEAD}|{_STYLE})|{_IGNORED}", re.DOTALL | re.IGNORECASE)
_BODY = re.compile(r"<body\b", re.IGNORECASE)
_COUNT = "count(/descendant::*) + count(/descendant::*/@*)"  # in turbohtml twice as fast as //
_COUNT_IN_LXML = etree.XPath(_COUNT)
# Not with collect_ids=False: libxml2 would then read the DTD that the doctype names.
_STRICT, _RECOVERING = (
    etree.XMLParser(huge_tree=True, resolve_entities=False, no_network=True, remove_pis=True, recover=recover) for recover in (False, True)
)


def parse_page(
    source: bytes | str | etree._Element,
    *,
    url: str | None = None,
    headers: Mapping[str, str] | None = None,
    sheets: Mapping[str, str] | None = None,
    max_bytes: int = MAX_BYTES,
) -> Document:
    """Parse a page as browsers do and return its Document.

    Bytes are decoded by the HTML standard: byte-order mark, `content-type` of `headers` (names in lower case), meta,
    sniffing. An lxml tree that you parsed yourself is taken as it is; its positions are unknown (None). `sheets` holds the
    texts of linked style sheets by their href as written. Raises PageError with reason `empty-page`,
    `page-too-large`, `not-html` or `parse-failed`, and TypeError for another input.

    >>> document = parse_page("<title>Permits</title><p id=a>Apply")
    >>> document.position(document.select("#a")[0])
    Location(line=1, column=23)
    """
    if isinstance(source, etree._Element):
        return Document(_without_xhtml_namespace(source), url=url, sheets=sheets)
    if not isinstance(source, bytes | str):
        raise TypeError(f"parse_page takes bytes, str or an lxml element, not {type(source).__name__}")
    _refuse_unusable(source, max_bytes)
    markup, encoding, notes = _prepare(source, headers or {})
    import turbohtml

    # Shadow roots stay ordinary templates: rules see their markup, and the n-th element stays the n-th.
    try:
        parsed = turbohtml.parse(markup, encoding=encoding, allow_declarative_shadow_roots=False)
        encoding = parsed.encoding
        if (kept_together := _without_breaks_in_head(markup, parsed)) is not None:
            markup = kept_together
            parsed = turbohtml.parse(markup, allow_declarative_shadow_roots=False)
        tree, lost = _to_lxml(parsed, markup)
    except (etree.XMLSyntaxError, ValueError, RecursionError) as error:
        raise PageError("parse-failed", f"the page could not be turned into a tree: {error}") from error
    if lost:
        names = ", ".join(sorted(lost)[:5])
        notes.append(Note("names-escaped", f"{len(lost)} names that lxml cannot hold are kept in escaped form: {names}"))
    return Document(tree, url=url, encoding=encoding, notes=notes, sheets=sheets, locate=_locator(parsed))


def _refuse_unusable(source: bytes | str, max_bytes: int) -> None:
    if len(source) > max_bytes:
        raise PageError("page-too-large", f"the page is larger than the limit of {max_bytes:,} bytes; it was not parsed")
    if not source or source.isspace():
        raise PageError("empty-page", "the page is empty")
    if isinstance(source, bytes) and not source.startswith(_UTF16_MARKS):
        head = source[:2048]
        controls = len(head) - len(head.translate(None, _CONTROLS)) - head.count(b"\0") * _looks_like_markup(head)
        if source.startswith(b"%PDF-") or controls > max(8, len(head) // 10):
            raise PageError("not-html", "the file holds binary data, not an HTML page")


def _looks_like_markup(head: bytes) -> bool:
    """True when the bytes, read without NULs, begin like HTML: parsers drop or replace stray NULs, and so do we."""
    return head.replace(b"\0", b"").lstrip()[:1] == b"<"


def _prepare(source: bytes | str, headers: Mapping[str, str]) -> tuple[bytes | str, str | None, list[Note]]:
    """Return markup that XML can carry, the encoding that the headers name, and what was noticed on the way."""
    if isinstance(source, str):
        return source.replace("\f", " "), None, []
    notes: list[Note] = []
    encoding: str | None = None
    if match := _CHARSET.search(headers.get("content-type", "")):
        encoding = match[1]
        from turbohtml import parse

        try:
            parse(b"", encoding=encoding)
        except LookupError:
            notes.append(Note("unknown-charset", f"the Content-Type header names an unknown charset {encoding!r}; it was ignored"))
            encoding = None
    # A form feed is white space in HTML and forbidden in XML.
    markup = source if source.startswith(_UTF16_MARKS) else source.replace(b"\f", b" ")
    return markup, encoding, notes


def _without_breaks_in_head(markup: bytes | str, parsed: turbohtml.Document) -> str | None:
    """Return the text of the page with the noscripts emptied that end its head too early, None where there is none.

    Where they stand a parse with scripting on says, as browsers do it: there they hold text. Blanks take the place of what is
    left out, so that positions stay; links, metas and styles, which fit in a head, are kept.
    """
    from turbohtml import Axis

    head = parsed.find("head")
    if head is None or head.find("noscript", axis=Axis.CHILDREN) is None:
        return None
    try:
        text = markup if isinstance(markup, str) else markup.decode(parsed.encoding or "utf-8", "replace").removeprefix("\ufeff")
    except LookupError:  # one of the few encodings that Python does not know
        return None
    scripted, beginning, rest = _parse_beginning(text)
    pieces: list[str] = []
    done = 0
    children = _children_of_head(scripted)
    is_cut_short = [child.tag for child in _children_of_head(parsed)] != [child.tag for child in children]
    for noscript in children:
        place = noscript.source_location if noscript.tag == "noscript" else None
        if place is None or place.start_tag is None or place.end_tag is None:
            continue
        start, end = place.start_tag.end_offset, place.end_tag.start_offset
        content = beginning[start:end]
        misfits = _FITS_IN_HEAD.sub("", content).strip()
        if beginning[end : end + 10].lower() == "</noscript" and ("<" in misfits or (misfits and is_cut_short)):
            pieces += [beginning[done:start], _blank_but_fitting(content)]
            done = end
    return "".join([*pieces, beginning[done:], rest]) if pieces else None


def _parse_beginning(text: str) -> tuple[turbohtml.Document, str, str]:
    """Parse with scripting on as much of a page as decides what its head holds: up to the tag that begins the body, else all.

    Return what was parsed, its text with the line ends that places count, and the text of the rest.
    """
    import turbohtml

    tag = _BODY.search(text)
    end = text.find(">", tag.end()) + 1 if tag else 0
    for size in (end, len(text)) if end else (len(text),):
        beginning = text[:size].replace("\r\n", "\n").replace("\r", "\n")
        parsed = turbohtml.parse(beginning, scripting=True, source_locations=True, allow_declarative_shadow_roots=False)
        body = parsed.find("body")
        if body is not None and body.position is not None:  # so the tag is no comment, and nothing after it gets into the head
            break
    return parsed, beginning, text[size:]


def _children_of_head(parsed: turbohtml.Document) -> list[turbohtml.Element]:
    from turbohtml import Axis

    head = parsed.find("head")
    return head.find_all(axis=Axis.CHILDREN) if head is not None else []


def _blank_but_fitting(content: str) -> str:
    pieces: list[str] = []
    done = 0
    for match in _FITS_IN_HEAD.finditer(content):
        if match[1]:
            pieces += [re.sub(r"[^\n]", " ", content[done : match.start()]), match[0]]
            done = match.end()
    return "".join([*pieces, re.sub(r"[^\n]", " ", content[done:])])


def _to_lxml(parsed: turbohtml.Document, markup: bytes | str) -> tuple[etree._Element, set[str]]:
    """Return the lxml tree and the names that stay escaped in it."""
    if not _holds_xml_words(markup):
        try:
            tree = _through_xml(parsed, _STRICT)
        except etree.XMLSyntaxError:
            pass
        else:
            if parsed.xpath(_COUNT) == _COUNT_IN_LXML(tree):
                return tree, set()
    renamed = escape_names(parsed.iter_elements())
    tree = _through_xml(parsed, _RECOVERING)
    return restore_names(tree, renamed) if renamed else (tree, set())


def _through_xml(parsed: turbohtml.Document, parser: etree.XMLParser) -> etree._Element:
    from turbohtml import Html

    return etree.fromstring(parsed.serialize(Html(xml=True)).encode(), parser)


def _holds_xml_words(markup: bytes | str) -> bool:
    """True when names with a meaning of their own to XML may occur, which no count of elements would show."""
    if isinstance(markup, str):
        return _XML_WORDS.search(markup.lower()) is not None
    return markup.startswith(_UTF16_MARKS) or _XML_WORDS_IN_BYTES.search(markup.lower()) is not None


class _Locations(Sequence[Location | None]):
    """The places of elements by their number, each made when it is asked for: a page has thousands of elements, few with findings."""

    def __init__(self, positions: Sequence[tuple[int, int] | None]) -> None:
        self._positions = positions

    def __len__(self) -> int:
        return len(self._positions)

    @overload
    def __getitem__(self, number: int) -> Location | None: ...
    @overload
    def __getitem__(self, number: slice) -> _Locations: ...
    def __getitem__(self, number: int | slice) -> Location | _Locations | None:
        if isinstance(number, slice):
            return _Locations(self._positions[number])
        position = self._positions[number]
        return Location(position[0], position[1] + 1) if position else None


def _locator(parsed: turbohtml.Document) -> Callable[[], Sequence[Location | None]]:
    return lambda: _Locations([element.position for element in parsed.iter_elements()])


def _without_xhtml_namespace(tree: Any) -> etree._Element:
    """Return a tree whose HTML elements are in no namespace, as parse_page promises; the caller's tree stays untouched."""
    root: etree._Element = tree
    if not any(isinstance(element.tag, str) and element.tag.startswith(XHTML) for element in root.iter()):
        return root
    root = copy.deepcopy(root)
    for element in root.iter(etree.Element):
        if element.tag.startswith(XHTML):
            element.tag = element.tag.removeprefix(XHTML)
    return root
