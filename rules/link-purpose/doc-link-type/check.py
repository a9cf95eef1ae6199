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
    is_exposed,
    shorten,
)

ENDING = re.compile(r"^[^?#]*\.(?P<ending>pdf|docx?|xlsx?|pptx?|csv|zip)(?:[?#]|$)", re.IGNORECASE)
KINDS = {  # the kind by the ending's first letters, and words that tell of it
    "pdf": ("PDF", r"pdf|acrobat"),
    "doc": ("Word", r"\bword\b|docx?\b|ms ?word"),
    "xls": ("Excel", r"excel|xlsx?\b|spreadsheet|hoja de c[aá]lculo"),
    "ppt": ("PowerPoint", r"power ?point|pptx?\b|slides|presentation"),
    "csv": ("CSV", r"csv|comma"),
    "zip": ("ZIP", r"zip"),
}
ANY_KIND = re.compile(r"\b(?:download|descargar)\b.*\b\d[\d.,]* ?[km]b\b", re.IGNORECASE)
NEAR = 80  # characters beside the link
CHILDREN = 20


def check(context: Context, link: Element) -> Iterator[Miss]:
    document = context.document
    links = document.memo("doc-link-type", lambda: _silent_links(document))
    if links and links[0] is link:
        others = f", like {len(links) - 1} more of the page," if len(links) > 1 else ""
        yield Miss(accessible_name(document, link), KINDS[_ending(link)][0], "not-told", words={"others": others})


def _silent_links(document: Document) -> Sequence[Element]:
    links = [one for one in document.index.by_tag["a"] if _ending(one) and is_exposed(document, one) and accessible_name(document, one)]
    return [one for one in links if not _is_told(document, one, re.compile(KINDS[_ending(one)][1], re.IGNORECASE))]


def _ending(link: Element) -> str:
    match = ENDING.match(address_of(link)[:2000])
    return match["ending"].lower()[:3] if match else ""


def _is_told(document: Document, link: Element, words: re.Pattern[str]) -> bool:
    texts = [accessible_name(document, link), document.dom_text(link), accessible_description(document, link), *_beside(document, link)]
    if any(words.search(text) or ANY_KIND.search(text) for text in texts):
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
