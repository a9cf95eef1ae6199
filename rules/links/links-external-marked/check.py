"""Compare the external links of the text with each other: a style sheet or script may mark all of them, but not only some."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from urllib.parse import urlsplit

from govpagecheck.rule_api import CannotTell, Context, Document, Element, Miss, is_home_word

MARK = re.compile(
    r"(?<![a-z])ext(?:ernal|link)?(?![a-z])|exit|off-?site|outbound|leav(?:e|ing)|non-?gov|third-?party|externo", re.IGNORECASE
)
# States and what is in them: state.tx.us, ci.springfield.mo.us.
GOVERNMENT = re.compile(r"\.(?:gov|mil|fed\.us|(?:state|lib|cc|k12|tec|cog|dst)\.[a-z]{2}\.us|(?:co|ci)\.[\w-]+\.[a-z]{2}\.us)$")
NAMING = ("class", "title", "aria-label", "alt", "data-icon", "src", "href")
OWN_RELATION = re.compile(r"(?<!\S)(?:canonical|alternate|shortlink|home|start|search|pingback|EditURI)(?!\S)", re.IGNORECASE)
MOST_ADDRESSES = 100
FEWEST_LINKS = 3  # to one domain, to take it for the page's own
AROUND = frozenset(("nav", "header", "footer", "aside", "navigation", "banner", "contentinfo", "complementary"))
# By id or class: footers that are no `footer`, and what others put into the page (maps, translation, posts, ways to share).
NOT_THE_TEXT = re.compile(
    r"footer|(?<![a-z])foot(?![a-z])|copyright|gm-style|gmnoprint|leaflet|mapbox|goog-te|google-?translate|gtranslate|addthis|addtoany|a2a_"
    r"|(?<![a-z])shar(?:e|ing)(?![a-z])|social-?(?:media|links?|icons?|nav|bar)|(?<![a-z])socials?(?![a-z-])|twitter-t|fb-|fb_"
    r"|instagram-|youtube-|recaptcha|powered-?by",
    re.IGNORECASE,
)


Links = Sequence[tuple[Element, str]]  # each with its host


def check_all(context: Context, links: Sequence[Element]) -> Iterator[tuple[Element, Miss | CannotTell]]:
    """Yield what is said of the page's external links, at the first without a mark."""
    document = context.document
    external = _external(document, links)
    unmarked = [(link, host) for link, host in external if not is_marked(document, link)]
    if not unmarked:
        return
    (link, host), others = unmarked[0], len(unmarked) - 1
    text = document.dom_text(link)
    if len(unmarked) < len(external):
        more = f", like {others} more," if others else ""
        yield link, Miss(text, host, "unmarked", words={"others": more})
    else:
        count = f" and {others} more that leave .gov and .mil have" if others else " has"
        said = f"the link “{text}” to “{host}”{count} no mark in the markup; a style sheet or script may give one when the page is shown"
        yield link, CannotTell("needs-browser", said)


def _external(document: Document, links: Sequence[Element]) -> Links:
    """Return the links of the text that leave .gov, .mil and the page's own site."""
    leaving = [(one, host) for one in links if (host := outside(one.get("href", "")))]
    in_text = [(one, host) for one, host in leaving if not _is_furniture(document, one) and document.dom_text(one)]
    own = _own_hosts(document, leaving) if in_text else ()
    return [(one, host) for one, host in in_text if not any(f".{host}".endswith(f".{name}") for name in own)]


def _own_hosts(document: Document, links: Links) -> frozenset[str]:
    """Return the hosts that the page shows to be its own site's: by its address, what its head says, and its link home."""
    index = document.index
    addresses = [one.get("href", "") for one in index.by_tag["link"] if OWN_RELATION.search(one.get("rel", ""))]
    addresses += [one.get("href", "") for one in index.by_tag["base"]]
    addresses += [one.get("content", "") for one in index.by_tag["meta"] if one.get("property") == "og:url"]
    addresses += [one.get("href", "") for one in index.by_tag["a"] if is_home_word(document.dom_text(one))]
    own = {host for host in ((document.host or "").removeprefix("www."), *map(outside, addresses[:MOST_ADDRESSES])) if host}
    return frozenset(own or _domain_of_most_links(document, links))


def _domain_of_most_links(document: Document, links: Links) -> Iterator[str]:
    """Yield the domain of more than half of the links that leave .gov and .mil, the menu's too: a site links to itself most."""
    domains = Counter(".".join(host.split(".")[-2:]) for _, host in links)
    for domain, count in domains.most_common(1):
        in_menu = any(host.endswith(domain) and _is_furniture(document, one) for one, host in links)
        if count >= FEWEST_LINKS and 2 * count > len(links) and in_menu:
            yield domain


def _is_furniture(document: Document, element: Element) -> bool:
    """True for the elements around the page's text, and all that is in them."""
    return document.nearest(element, _is_around) is not None


def _is_around(document: Document, element: Element) -> bool:
    if element.tag in AROUND or element.get("role") in AROUND:
        return True
    named = f"{element.get('id', '')} {element.get('class', '')}"
    if not NOT_THE_TEXT.search(named[:300]):
        return False
    return element not in document.memo("links-external-marked: frames", lambda: _frames(document))


def _frames(document: Document) -> set[Element]:
    """Return what holds the page's text or its heading: whatever these are called, they are not around the text."""
    index = document.index
    frames: set[Element] = set()
    for one in chain(index.by_tag["main"], index.by_tag["h1"], index.by_tag["body"]):
        for around in chain((one,), one.iterancestors()):
            if around in frames:
                break
            frames.add(around)
    return frames


def outside(address: str) -> str | None:
    """Return the host of an address outside .gov, .mil and the government names under .us, without `www.`."""
    if "//" not in address and address.isprintable():  # a relative one; without the breaks that are left out of addresses
        return None
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return None
    is_outside = parts.scheme in ("http", "https", "") and "." in host and not GOVERNMENT.search(host)
    return host.removeprefix("www.") if is_outside else None


def is_marked(document: Document, link: Element) -> bool:
    following = link.getnext()
    inside = [one for one in link.iterdescendants() if isinstance(one.tag, str)]
    beside = [] if following is None or (link.tail or "").strip() else [following, *following.iterchildren()]
    if any(MARK.search(link.get(name, "")) for name in NAMING[:3]) or MARK.search(document.dom_text(link)):
        return True
    return any(MARK.search(one.get(name, "")) for one in (*inside, *beside) if isinstance(one.tag, str) for name in NAMING)
