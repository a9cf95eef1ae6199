"""Find links to PDF and office files that do not name the kind of file; the first is told, with the number of others."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from govpagecheck.rule_api import (
    Context,
    Document,
    Element,
    Miss,
    accessible_description,
    accessible_name,
    address_of,
    shorten,
)

ENDING = re.compile(r"\.(?:(pdf|csv|zip)|(doc|xls|ppt)x?)(?:[?#]|$)", re.IGNORECASE)
KINDS = {  # the kind by the ending's first letters, and words that tell of it
    "pdf": ("PDF", re.compile(r"pdf|acrobat", re.IGNORECASE)),
    "doc": ("Word", re.compile(r"\bword\b|docx?\b|ms ?word", re.IGNORECASE)),
    "xls": ("Excel", re.compile(r"excel|xlsx?\b|spreadsheet|hoja de c[aá]lculo", re.IGNORECASE)),
    "ppt": ("PowerPoint", re.compile(r"power ?point|pptx?\b|slides|presentation", re.IGNORECASE)),
    "csv": ("CSV", re.compile(r"csv|comma", re.IGNORECASE)),
    "zip": ("ZIP", re.compile(r"zip", re.IGNORECASE)),
}
ANY_KIND = re.compile(r"\b(?:download|descargar)\b.*\b\d[\d.,]* ?[km]b\b", re.IGNORECASE)
NEAR = 80  # characters beside the link
CHILDREN = 20


def check_all(context: Context, links: Sequence[Element]) -> Iterator[tuple[Element, Miss]]:
    document = context.document
    files = [(one, kind) for one in links if (kind := _kind(address_of(one)[:2000]))]
    named = [(one, kind) for one, kind in files if accessible_name(document, one)]
    silent = [(one, kind) for one, kind in named if not _is_told(document, one, KINDS[kind][1])]
    if silent:
        (link, kind), others = silent[0], len(silent) - 1
        more = f", like {others} more of the page," if others else ""
        yield link, Miss(accessible_name(document, link), KINDS[kind][0], "not-told", words={"others": more})


def _kind(address: str) -> str:
    """Return the key of KINDS for the address of such a file, "" for others."""
    match = ENDING.search(address)
    if match is None or "?" in address[: match.start()] or "#" in address[: match.start()]:
        return ""
    return (match[1] or match[2]).lower()


def _is_told(document: Document, link: Element, words: re.Pattern[str]) -> bool:
    texts = [accessible_name(document, link), document.dom_text(link), accessible_description(document, link), *_beside(document, link)]
    if any(words.search(text) or ANY_KIND.search(text) for text in dict.fromkeys(texts)):
        return True
    # Classes such as file-pdf show a sign that a style sheet draws.
    marked = [link, link.getparent(), *islice(link.iterdescendants("*"), CHILDREN)]
    return any(words.search(f"{one.get('class', '')} {one.get('type', '')}") for one in marked if one is not None)


def _beside(document: Document, link: Element) -> Iterator[str]:
    """Yield what stands right before and after the link, in its cell's neighbours and in the heading of its column."""
    yield shorten(link.tail or "", NEAR)
    for one in (link.getnext(), link.getprevious()):
        if one is not None and isinstance(one.tag, str) and one.tag != "a":
            yield from (_beginning(one), shorten(one.tail or "", NEAR))
    parent = link.getparent()
    if parent is None:
        return
    yield shorten(parent.text or "", NEAR)
    yield shorten(parent.tail or "", NEAR)
    cell = document.closest(link, "td", "th") if parent.tag in ("td", "th", "p", "div", "span", "strong") else None
    if cell is not None:
        for one in islice(cell.itersiblings("td", "th"), CHILDREN):
            yield _beginning(one)


def _beginning(element: Element) -> str:
    return "".join(islice(element.itertext(), CHILDREN))[:NEAR]
