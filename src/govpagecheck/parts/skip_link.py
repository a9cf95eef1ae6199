"""Skip link: the control at the start of a page that leads past the header to the content."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote

from govpagecheck.document import Document, Element
from govpagecheck.parts import part
from govpagecheck.text import comparable

_TO_CONTENT = (
    r"(?:to|past|over|into)(?: the| this| our)?(?: (?:main|primary|page|page's|body|site))* (?:contents?|body|text|article|main|heading)"
)
_PAST_LINKS = (
    r"(?:(?:to|past|over)(?: the)? )?(?:(?:main|primary|page|site|top|global|header|repetitive|common|all|section) )*"
    r"(?:nav|navbar|navigations?|menus?|header|banner|links)"
)
# The whole text of the control. What may follow the place is an explanation, as in "(Press Enter)".
_TEXT = re.compile(
    rf"(?:please )?(?:(?:skip|jump|go|move|proceed)(?: directly| straight| ahead)? {_TO_CONTENT}"
    rf"|(?:skip|jump) {_PAST_LINKS}|skip[ -]?(?:nav|link|content)|main content|accessibility skip links?"
    r"|(?:saltar|ir|pasar|salte|vaya|omitir|vai|salta)(?: directamente)?(?: al?| la| hasta el)?"
    r" (?:contenido|contenuto|navegaci[oó]n|men[uú])(?: principal)?"
    r"|(?:passer|aller|acc[eé]der|sauter)(?: directement)?(?: au| [aà] la| la)(?: (?:contenu|navigation|menu|section principale))"
    r"|(?:direkt )?zum (?:haupt)?inhalt(?: springen)?"
    r"|(?:跳转到|跳轉到|跳到|跳至|跳過|跳过|转到)(?:主要|主)?(?:内容|內容)(?:区|區)?"
    r"|(?:メイン|本文)(?:コンテンツ)?(?:へ|に)(?:スキップ|移動)|본문(?:으로)? ?(?:바로가기|건너뛰기))"
    r"(?: links?)?(?:[ ,:;.>»(\[-].{0,60})?",
    re.IGNORECASE,
)
# Controls of ASP.NET (menus, SiteMapPath) bring links past themselves, with this end of the address.
_WIDGET_ADDRESS = re.compile(r"#\w*_SkipLink$")
_MANY = 40  # controls before a skip link, as on pages that begin with their menu


@dataclass(frozen=True)
class SkipLink:
    """The control, its text, its address if it is a link, and the element on this page that the address names."""

    element: Element
    text: str
    href: str | None
    target: Element | None


@part
def find(document: Document) -> SkipLink | None:
    """Return the page's first skip link, None without one; controls in the content or the footer skip something else."""
    controls = _controls(document)
    for number, element in enumerate(controls):
        if number >= max(_MANY, len(controls) // 2):
            break
        text = _name(document, element)
        if not text or len(text) > 100 or not _TEXT.fullmatch(comparable(text)):
            continue
        href = element.get("href")
        target = _target(document, href)
        if _WIDGET_ADDRESS.search(href or "") or _is_in_content(element, target):
            continue
        return SkipLink(element, text, href, target)
    return None


def _controls(document: Document) -> list[Element]:
    """Return the buttons and the links to a place on a page; whether it is this page, a saved copy's address does not tell."""
    found = [one for one in document.index.by_tag["a"] if "#" in one.get("href", "") or one.get("onclick")]
    return sorted([*found, *document.index.by_tag["button"]], key=document.index.order.__getitem__)


def _is_in_content(element: Element, target: Element | None) -> bool:
    """True in an article, a footer or the main landmark, unless that is what the link leads to."""
    for one in element.iterancestors():
        if one is target:
            return False
        if one.tag in ("main", "article", "footer") or one.get("role") in ("main", "article", "contentinfo"):
            return True
    return False


def _name(document: Document, element: Element) -> str:
    text = document.dom_text(element)
    if not text:
        text = " ".join(filter(None, (image.get("alt", "").strip() for image in element.iter("img"))))
    return text or element.get("aria-label", "").strip() or element.get("title", "").strip()


def _target(document: Document, href: str | None) -> Element | None:
    """Return the element that the fragment names, by id or by an anchor's name, as browsers do; the file does not matter."""
    fragment = (href or "").partition("#")[2]
    for name in (fragment, unquote(fragment)):
        if name and (named := document.index.by_id.get(name)):
            return named[0]
    return _anchors(document).get(unquote(fragment))


def _anchors(document: Document) -> dict[str, Element]:
    """Return the first anchor of each name."""
    anchors = (one for one in reversed(document.index.by_attribute["name"]) if one.tag == "a")
    return document.memo("named anchors", lambda: {name: one for one in anchors if (name := one.get("name"))})
