"""Find links without words for their target, unless a link beside them in the same card says where both lead."""

import re
from collections.abc import Iterator
from itertools import takewhile

from govpagecheck.rule_api import Context, Document, Element, Miss

VAGUE = re.compile(
    r"\W*(?:(?:click|tap|see|press|go)?\s*here|click|(?:read|see|view)?\s*more|(?:this )?link"
    r"|aqu[ií]|haga clic aqu[ií]|(?:leer|ver)? ?m[aá]s)\W*",
    re.IGNORECASE,
)
MORE_THAN_A_CARD = ("html", "body", "main", "header", "footer", "nav", "ul", "ol", "table", "tbody", "form")
LEVELS = 5  # from a link up to its card


def check(context: Context, link: Element) -> Iterator[Miss]:
    document = context.document
    text = document.exposed_text(link)
    if VAGUE.fullmatch(text):
        named = document.memo("links-purpose: named links by box", lambda: _named(document))
        if not any((box, _address(link)) in named for box in _boxes(link)):
            yield Miss(text, reason="vague-text")


def _named(document: Document) -> set[tuple[Element, str]]:
    """Return each small box with the addresses of the links in it that say where they lead."""
    return {(box, _address(link)) for link in document.index.by_tag["a"] if _says_where(document, link) for box in _boxes(link)}


def _says_where(document: Document, link: Element) -> bool:
    if link.get("href") is None or document.is_hidden(link):
        return False
    pictures = (image.get("alt", "") for image in link.iter("img"))
    name = link.get("aria-label", "").strip() or document.exposed_text(link) or " ".join(pictures).strip()
    return bool(name) and not VAGUE.fullmatch(name)


def _boxes(link: Element) -> Iterator[Element]:
    around = takewhile(lambda one: one.tag not in MORE_THAN_A_CARD, link.iterancestors())
    return (box for box, _ in zip(around, range(LEVELS), strict=False))


def _address(link: Element) -> str:
    return link.get("href", "").strip()
