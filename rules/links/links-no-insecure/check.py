"""Find the first link to each government host over http, and count the others."""

import re
from collections.abc import Iterator, Mapping

from govpagecheck.rule_api import Context, Document, Element, Miss, normalise

GOVERNMENT = re.compile(r"(?:http|HTTP)://([^/?#]*\.(?i:gov|mil))\.?(?::80)?(?:[/?#]|\s*$)")


def check(context: Context, link: Element) -> Iterator[Miss]:
    document = context.document
    links = document.memo("links-no-insecure: links by host", lambda: _by_host(document))
    host = _host(link)
    if host and link is links[host][0]:
        others = len(links[host]) - 1
        also = f", as {others} more links lead to" if others > 1 else ", as another leads to"
        words = {"link": _words_for(document, link), "others": f"{also} “http://{host}”" if others else ""}
        yield Miss(link.get("href", "").strip(), reason="http", words=words)


def _by_host(document: Document) -> Mapping[str, list[Element]]:
    links: dict[str, list[Element]] = {}
    for link in sorted((*document.index.by_tag["a"], *document.index.by_tag["area"]), key=document.index.order.__getitem__):
        if host := _host(link):
            links.setdefault(host, []).append(link)
    return links


def _host(link: Element) -> str:
    found = GOVERNMENT.match(link.get("href", ""))
    return found[1].lower() if found else ""


def _words_for(document: Document, link: Element) -> str:
    pictures = " ".join(one.get("alt", "") for one in (link, *link.iter("img")))
    name = document.dom_text(link) or normalise(pictures)
    return f"The link “{name}”" if name else "A link without text"
