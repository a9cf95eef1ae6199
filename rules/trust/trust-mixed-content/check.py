"""Tell what is loaded over HTTP, once for each host, unless the page itself is (there https-scheme says it once) or browsers upgrade it."""

import re
from collections.abc import Iterator, Mapping

from govpagecheck.rule_api import Context, Document, Element, Miss

# The reader's own machine is not on the network, and browsers let it be.
ADDRESS = re.compile(r"http://(?!(?:localhost|127\.0\.0\.1)(?:[:/]|$))([^/?#]*)", re.IGNORECASE)
SHOWN = ("img", "source", "audio", "video")
UPGRADE = re.compile(r"(?:^|[;,])\s*upgrade-insecure-requests\s*(?:[;,]|$)", re.IGNORECASE)
LOADING = {"link": "href", "object": "data", **dict.fromkeys(("script", "iframe", "embed", *SHOWN), "src")}


def check(context: Context, element: Element) -> Iterator[Miss]:
    document = context.document
    key = _reason_and_host(element)
    if key is None or (context.page.url or "").lower().startswith("http:"):
        return
    if UPGRADE.search(context.page.headers.get("content-security-policy", "")) or _is_upgraded(document, element):
        return
    same = document.memo("trust-mixed-content: what comes from where", lambda: _by_host(document))[key]
    if element is same[0]:
        others = len(same) - 1
        also = f" and {others} more {'files' if others > 1 else 'file'} from “{key[1]}”" if others else ""
        yield Miss(_address(element), reason=key[0], words={"others": also})


def _by_host(document: Document) -> Mapping[tuple[str, str], list[Element]]:
    found: dict[tuple[str, str], list[Element]] = {}
    for element in document.index.elements:
        if element.tag in LOADING and (key := _reason_and_host(element)) and not _is_upgraded(document, element):
            found.setdefault(key, []).append(element)
    return found


def _is_upgraded(document: Document, element: Element) -> bool:
    """True after a meta element in the head that asks browsers to load over HTTPS what the page names over HTTP (CSP: from there on)."""
    policy = document.memo("trust-mixed-content: the meta that upgrades", lambda: _upgrading_meta(document))
    return policy is not None and document.precedes(policy, element)


def _upgrading_meta(document: Document) -> Element | None:
    for meta in document.index.by_tag["meta"]:
        is_policy = meta.get("http-equiv", "").strip().lower() == "content-security-policy" and UPGRADE.search(meta.get("content", ""))
        nearest = document.closest(meta, "head", "noscript", "template")
        if is_policy and nearest is not None and nearest.tag == "head":
            return meta
    return None


def _reason_and_host(element: Element) -> tuple[str, str] | None:
    address = ADDRESS.match(_address(element))
    if address is None or (element.tag == "link" and "stylesheet" not in element.get("rel", "").split()):
        return None
    return "picture-over-http" if element.tag in SHOWN else "active-over-http", address[1].lower()


def _address(element: Element) -> str:
    return element.get(LOADING[element.tag], "").strip()
