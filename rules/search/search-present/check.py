"""Look for a search form, then for a link to a search page, then for signs that a script makes one of them."""

import re
from collections.abc import Iterator

from govpagecheck.rule_api import Context, Document, Element, Miss, comparable, find_part, word_count

LABEL = re.compile(
    r"(?:(?:open|new|site|web ?site|advanced|our|the|toggle|show|go to|full|text) )*search"
    r"(?: (?:this|the|our|all|[\w.]+\.gov|site|web ?site|page|form|menu|box|bar))*"
    r"|buscar(?: en (?:el|este) sitio(?: web)?)?|b[uú]squeda|rechercher?",
    re.IGNORECASE,
)
# A word of its own: "/research" is no search page.
ADDRESS = re.compile(
    r"(?<![a-z])(?:site|adv|advanced)?search(?:results?|page|form|home|site)?(?![a-z])|buscar|b[uú]squeda|recherche", re.IGNORECASE
)
FEW_WORDS = 15


def check(context: Context, target: Element) -> Iterator[Miss]:
    document = context.document
    if find_part(document, "search"):
        return
    links = list(_named(document, "a"))
    if any(ADDRESS.search(link.get("href", "").partition("#")[0]) for link in links):
        return
    openers = (one for one in (*_named(document, "button"), *links) if one.tag == "button" or _stays(one))
    opener = next(openers, None)
    landmark = next(iter(document.select("[role=search], search")), opener)
    body = next(iter(document.index.by_tag["body"]), target)
    is_empty = bool(document.index.by_tag["script"]) and word_count(document.exposed_text(body)) < FEW_WORDS
    if landmark is not None or is_empty:
        yield Miss(reason="rendered-by-script", element=landmark)
    else:
        kind = context.page_type or getattr(find_part(document, "page_type"), "value", None)
        yield Miss(reason="missing-on-home" if kind == "home" else "missing-search")


def _named(document: Document, tag: str) -> Iterator[Element]:
    """Yield the links or buttons that are called Search."""
    for one in document.index.by_tag[tag]:
        pictures = " ".join(image.get("alt", "") for image in one.iter("img"))
        names = (document.dom_text(one), one.get("aria-label", ""), one.get("title", ""), pictures)
        name = next((name for name in map(comparable, names) if name), "")
        if len(name) < 60 and LABEL.fullmatch(name):
            yield one


def _stays(link: Element) -> bool:
    address = link.get("href", "").strip().lower()
    return address.startswith(("#", "javascript:")) or not address
