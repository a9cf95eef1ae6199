"""Tell links that lead nowhere from controls that are written as links; an id or class may be a script's handle on one."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from govpagecheck.rule_api import CannotTell, Context, Document, Element, Miss, comparable, find_part

TO_TOP = re.compile(
    r"\W*(?:(?:back|return|go|jump|scroll) to (?:the )?top|top(?: of (?:the )?page)?|(?:volver|ir) arriba|arriba)\b.{0,20}", re.IGNORECASE
)
CALLS_SCRIPT = re.compile(r"\s*javascript:(?!\s*(?:void\s*\(?\s*(?:0|'')?\s*\)?)?\s*;*\s*$)", re.IGNORECASE)
PLAIN_CLASS = re.compile(
    r"usa-(?!accordion|button|menu|search|modal|nav__submenu)[\w-]*link|(?:nav|menu|footer|sub-?nav)?[-_]*(?:link|item)s?|active|current|first|last|leaf"
)
# A class of such a name is a script's handle, however many links have it.
HANDLE = re.compile(
    r"js|toggle|trigger|open|close|expand|collapse|btn|button|modal|pop-?up|dropdown(?!-item)|sub-?menu|accordion|tab|share|print|search"
    r"|size|font|lang|locale|scroll|burger|log-?in",
    re.IGNORECASE,
)
CONTROL = ("role", "aria-expanded", "aria-haspopup", "aria-controls", "aria-pressed")
# What no page could be the target of: a script does it.
ACTION = re.compile(
    r"\W*(?:close|open|search|print|share|back|next|previous|prev|menu|toggle|expand|collapse|play|pause|skip|reset|clear"
    r"|log ?in|log ?out|sign (?:in|out)|(?:decrease|increase|reset|larger|smaller|normal) .{0,20}|(?:font|text) size.{0,20}"
    r"|cerrar|buscar|imprimir|compartir|a[+-]?)\W*",
    re.IGNORECASE,
)
SCRIPT = ("javascript:", "JavaScript:", "Javascript:")
BY_TAG = {"nav": "navigation", "header": "header", "footer": "footer"}
BY_ROLE = {"navigation": "navigation", "banner": "header", "contentinfo": "footer"}
SHARED = 3  # links of different names: a class that they have in common says how they look
NAMED = 4  # of the other dead links, in the message


def check_all(context: Context, targets: Sequence[Element]) -> Iterator[tuple[Element, Miss | CannotTell]]:
    """Yield one miss for the dead links of each region, one answer for all that may be alive."""
    document = context.document
    trail, identifier = _links_in(document, "breadcrumb"), _links_in(document, "identifier")
    without = (one for one in targets if one not in trail and _leads_nowhere(document, one))
    suspects = [(one, region) for one in without if (region := document.nearest(one, _is_region)) is not None]
    links_of = _links_of(document, {region for _, region in suspects})
    classes = {region: _shared_classes(document, links) for region, links in links_of.items()}
    certain = {link for link, region in suspects if not _may_be_alive(document, link, classes[region])}
    twins = {comparable(_name(document, link)) for link in certain}
    dead: dict[Element, list[Element]] = {}
    alive: list[Element] = []
    for link, region in suspects:
        is_twin = _name(document, link) and not link.get("id") and comparable(_name(document, link)) in twins
        if link not in certain and not is_twin:
            alive.append(link)
        elif link not in identifier:
            dead.setdefault(region, []).append(link)
    for region, links in dead.items():
        yield links[0], _dead(document, region, links)
    if alive:
        yield alive[0], _unsure(_name(document, alive[0]), len(alive))


def _dead(document: Document, region: Element, links: list[Element]) -> Miss:
    others = [_name(document, link) or "a link without text" for link in links[1:]]
    named = ", ".join(f"“{name}”" for name in others[:NAMED]) + (", …" if len(others) > NAMED else "")
    where = BY_ROLE.get(region.get("role", "")) or BY_TAG[region.tag]
    count = "another link" if len(others) == 1 else f"{len(others)} more links"
    words = {
        "link": f"The link “{name}”" if (name := _name(document, links[0])) else "A link without text",
        "others": f", and so {'does' if len(others) == 1 else 'do'} {count} of this {where} ({named})" if others else "",
    }
    return Miss(links[0].get("href", ""), reason="dead-link", words=words)


def _unsure(name: str, count: int) -> CannotTell:
    said = f"the link “{name}” has no address" if name else "a link without text has no address"
    others = f", like {count - 1} more of the page" if count > 1 else ""
    return CannotTell("needs-browser", f"{said}{others}, and a script may give it something to do when the page is shown")


def _is_region(_: Document, element: Element) -> bool:
    return element.tag in BY_TAG or element.get("role") in BY_ROLE


def _is_entry(_: Document, element: Element) -> bool:
    return element.tag == "li"


def _links_of(document: Document, regions: set[Element]) -> Mapping[Element, list[Element]]:
    """Return the links of each of the navigations, headers and footers, without those of the regions in it."""
    found: dict[Element, list[Element]] = {region: [] for region in regions}
    for link in document.index.by_tag["a"] if regions else ():
        region = document.nearest(link, _is_region)
        if region in found and link.tag == "a":
            found[region].append(link)
    return found


def _links_in(document: Document, part: str) -> set[Element]:
    """Return the links of a part about which another rule speaks: breadcrumb-links-resolve, identifier-placeholders."""
    value = find_part(document, part)
    return set(value.element.iter("a")) if value is not None else set()  # type: ignore[attr-defined]


def _shared_classes(document: Document, links: list[Element]) -> set[str]:
    names: dict[str, set[str]] = {}
    for link in links:
        for name in set(link.get("class", "").split()):
            names.setdefault(name, set()).add(comparable(_name(document, link)))
    return {name for name, texts in names.items() if len(texts) >= SHARED and not HANDLE.search(name)}


def _leads_nowhere(document: Document, link: Element) -> bool:
    """True when the link has no address and nothing says that it is a control, an anchor or the head of a submenu."""
    address, names, following = link.get("href"), link.keys(), link.getnext()
    if address is None or not (address in ("", "#") or address.startswith(SCRIPT)) or CALLS_SCRIPT.match(address):
        return False
    if any(name in CONTROL or name.startswith(("data-", "on", "@", "v-", "ng-", "(")) for name in names):
        return False
    if "name" in names or link.get("aria-hidden") == "true" or TO_TOP.fullmatch(document.dom_text(link)):
        return False
    is_followed = following is not None and following.tag in ("ul", "ol", "div") and next(following.iter("a"), None) is not None
    if is_followed:
        return False
    entry = document.nearest(link, _is_entry)
    return entry is None or len(list(islice(entry.iter("a"), 2))) < 2


def _may_be_alive(document: Document, link: Element, shared: set[str]) -> bool:
    hooks = [name for name in link.get("class", "").split() if name not in shared and not PLAIN_CLASS.fullmatch(name)]
    return bool(hooks or link.get("id") or ACTION.fullmatch(document.dom_text(link)))


def _name(document: Document, link: Element) -> str:
    pictures = (one.get("alt", "") for one in link.iter("img"))
    return document.dom_text(link) or link.get("aria-label", "").strip() or link.get("title", "").strip() or " ".join(pictures).strip()
