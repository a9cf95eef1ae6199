"""Fingerprints: a finding's identity that outlives moved lines, renumbered ids and edits elsewhere on the page."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache

from govpagecheck.document import BLOCK_TAGS, Document, Element

_NAMING_ATTRIBUTES = ("name", "type", "role", "for", "href", "src", "alt", "title", "aria-label", "datetime", "content", "property")
_MAX_ATTRIBUTE = 1000  # characters; a picture within an attribute may have millions
_MAX_TEXT = 200
# What programs make up anew for each build or each page: UUIDs, React's useId, and what CSS-in-JS puts after its prefix.
_GENERATED = re.compile(
    r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|:r[0-9a-z]{1,8}:|«r[0-9a-z]{1,8}»|_r_[0-9a-z]{1,8}_"
    r"|(?<=\bcss-)\w+|(?<=\bjsx-)\w+|(?<=\bsc-)\w+|(?<=\bsvelte-)\w+",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+")
_NUMBERED = re.compile(r"([^\W\d_]{3,})\d+")
_HEXADECIMAL = re.compile(r"[0-9a-f]{8,}", re.IGNORECASE)
_WHOLE_PAGE = ("body", "main")
# A block that holds other blocks is known by what names it: its contents come and go, and are no part of what it is.
_NAMED_BY = frozenset({"caption", "figcaption", "h1", "h2", "h3", "h4", "h5", "h6", "legend", "summary"})
_NAMED_BLOCKS = frozenset({"article", "aside", "details", "fieldset", "figure", "section", "table"})
_OF_ONE_TEXT = frozenset({"a", "button", "dt", "label", "option", "th", *_NAMED_BY})


def normalised_target(document: Document, element: Element) -> str:
    """Return what stays of an element when lines move and ids renumber: tag, classes, naming attributes, text.

    Numbers, and words that a program made up, are replaced in classes and attributes. The text, cut at 200 characters, is
    left out for blocks that hold other blocks; of those that have a heading or caption, it is that.

    >>> from govpagecheck.parse import parse_page
    >>> page = parse_page('<a class="css-1x2y3z link-7" href="/node/88231"><b>Rates</b></a>')
    >>> normalised_target(page, page.select("a")[0])
    'a|css-0 link-0|href=/node/0|Rates'
    """
    classes = " ".join(sorted(masked((element.get("class") or "")[:_MAX_ATTRIBUTE]).split()))
    values = ((name, element.get(name)) for name in _NAMING_ATTRIBUTES)
    attributes = [f"{name}={masked(value[:_MAX_ATTRIBUTE])}" for name, value in values if value is not None]
    return "|".join([element.tag, classes, *attributes, _text(document, element)])


@lru_cache(maxsize=4096)
def masked(value: str) -> str:
    """Return a value with its numbers, and the words that a program seems to have made up, as 0.

    A word with a number behind it keeps its letters; hashes and what else mixes letters and digits do not.

    >>> masked("photo-12"), masked("address1"), masked("3f2a9c1d.js"), masked(":r1a:-title"), masked("h5nk2")
    ('photo-0', 'address0', '0.js', '0-title', '0')
    """
    return _WORD.sub(_masked_word, _GENERATED.sub("0", value))


def _masked_word(word: re.Match[str]) -> str:
    text = word[0]
    if text.isalpha() or not any(map(str.isdigit, text)):
        return text
    numbered = _NUMBERED.fullmatch(text)
    return f"{numbered[1]}0" if numbered and not _HEXADECIMAL.fullmatch(text) else "0"


def _text(document: Document, element: Element) -> str:
    if element.getparent() is None or element.tag in _WHOLE_PAGE:
        return ""
    if element.tag not in _OF_ONE_TEXT and next((one for one in element.iterdescendants(*BLOCK_TAGS) if one.tag != "br"), None) is not None:
        name = next(element.iterdescendants(*_NAMED_BY), None) if element.tag in _NAMED_BLOCKS else None
        return "" if name is None else document.exposed_text(name)[:_MAX_TEXT]
    return document.exposed_text(element)[:_MAX_TEXT]


def fingerprint(page: str, rule: str, reason: str, target: str, ordinal: int) -> str:
    """Return 16 hexadecimal digits of a finding; `ordinal` tells apart findings on one page that are alike otherwise."""
    parts = [page, rule, reason, target, *([str(ordinal)] if ordinal else [])]
    identity = "\x1f".join(part.replace("\x1e", "\x1e0").replace("\x1f", "\x1e1") for part in parts)  # a page may write either
    return hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:16]
