"""Compare the external links of the text with each other: a style sheet or script may mark all of them, but not only some."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from govpagecheck.rule_api import CannotTell, Context, Document, Element, Miss, find_part

MARK = re.compile(
    r"(?<![a-z])ext(?:ernal|link)?(?![a-z])|exit|off-?site|outbound|leav(?:e|ing)|non-?gov|third-?party|externo", re.IGNORECASE
)
NAMING = ("class", "title", "aria-label", "alt", "data-icon", "src", "href")
AROUND = ("nav", "header", "footer", "aside")
BY_STYLE = CannotTell(
    "needs-browser", "no external link is marked in the markup; a style sheet or script may mark them when the page is shown"
)


def check(context: Context, _root: object) -> Iterator[Miss | CannotTell]:
    document = context.document
    canonical = find_part(document, "metadata").canonical  # type: ignore[attr-defined]
    own = (document.host or (outside(canonical.text) if canonical else None) or "").removeprefix("www.")
    external = [(one, host) for one in document.index.by_tag["a"] if (host := outside(one.get("href", ""))) and host != own]
    external = [(one, host) for one, host in external if document.closest(one, *AROUND) is None and document.dom_text(one)]
    unmarked = [(one, host) for one, host in external if not is_marked(document, one)]
    if unmarked and len(unmarked) == len(external):
        yield BY_STYLE
    for one, host in unmarked:
        yield Miss(document.dom_text(one), host, "unmarked", one)


def outside(address: str) -> str | None:
    """Return the host of an address outside .gov and .mil, without `www.`."""
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return None
    is_outside = parts.scheme in ("http", "https", "") and "." in host and not host.endswith((".gov", ".mil", ".fed.us"))
    return host.removeprefix("www.") if is_outside else None


def is_marked(document: Document, link: Element) -> bool:
    following = link.getnext()
    inside = [one for one in link.iterdescendants() if isinstance(one.tag, str)]
    beside = [] if following is None or (link.tail or "").strip() else [following, *following.iterchildren()]
    if any(MARK.search(link.get(name, "")) for name in NAMING[:3]) or MARK.search(document.dom_text(link)):
        return True
    return any(MARK.search(one.get(name, "")) for one in (*inside, *beside) if isinstance(one.tag, str) for name in NAMING)
