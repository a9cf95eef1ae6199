"""Fingerprints: a finding's identity that outlives moved lines, renumbered ids and edits elsewhere on the page."""

from __future__ import annotations

import hashlib
import re

from govpagecheck.document import Document, Element

_NAMING_ATTRIBUTES = ("name", "type", "role", "for", "href", "src", "alt", "title", "aria-label", "datetime", "content", "property")
_NUMBERS = re.compile(r"\d+")


def normalised_target(document: Document, element: Element) -> str:
    """Return what stays of an element when lines move and ids renumber: tag, classes, naming attributes, text.

    Numbers in ids, classes and attributes are replaced; the text is cut at 200 characters.
    """
    classes = " ".join(sorted((element.get("class") or "").split()))
    attributes = [f"{name}={element.get(name)}" for name in _NAMING_ATTRIBUTES if element.get(name) is not None]
    marks = _NUMBERS.sub("0", "|".join([element.tag, classes, *attributes]))
    whole_page = element.getparent() is None or element.tag in ("body", "main")
    return f"{marks}|{'' if whole_page else document.exposed_text(element)[:200]}"


def fingerprint(page: str, rule: str, reason: str, target: str, ordinal: int) -> str:
    """Return 16 hexadecimal digits of a finding; `ordinal` tells apart findings on one page that are alike otherwise."""
    identity = "\x1f".join([page, rule, reason, target, *([str(ordinal)] if ordinal else [])])
    return hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:16]
