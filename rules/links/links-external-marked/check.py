"""Compare the external links of the text with each other: a style sheet or script may mark all of them, but not only some."""

import re
from collections import Counter
from collections.abc import Iterator
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


def check(context: Context, link: Element) -> Iterator[Miss | CannotTell]:
    document = context.document
    verdict = document.memo("links-external-marked", lambda: _verdict(document))
    if verdict is not None and verdict[0] is link:
        yield verdict[1]


def _verdict(document: Document) -> tuple[Element, Miss | CannotTell] | None:
    """Return what is said of the page's external links, and the link at which it is said: the first without a mark."""
    external = _external(document)
    unmarked = [(link, host) for link, host in external if not is_marked(document, link)]
    if not unmarked:
        return None
    (link, host), others = unmarked[0], len(unmarked) - 1
    text = document.dom_text(link)
    if len(unmarked) < len(external):
        more = f", like {others} more," if others else ""
        return link, Miss(text, host, "unmarked", words={"others": more})
    count = f" and {others} more that leave .gov and .mil have" if others else " has"
    said = f"the link “{text}” to “{host}”{count} no mark in the markup; a style sheet or script may give one when the page is shown"
    return link, CannotTell("needs-browser", said)


def _external(document: Document) -> list[tuple[Element, str]]:
    """Return the links of the text that leave .gov, .mil and the page's own site, each with its host."""
    furniture = _furniture(document)
    own = _own_hosts(document, furniture)
    links = ((one, outside(one.get("href", ""))) for one in document.index.by_tag["a"] if one not in furniture and document.dom_text(one))
    return [(one, host) for one, host in links if host and not any(f".{host}".endswith(f".{name}") for name in own)]


def _own_hosts(document: Document, furniture: set[Element]) -> frozenset[str]:
    """Return the hosts that the page shows to be its own site's: by its address, what its head says, and its link home."""
    index = document.index
    addresses = [one.get("href", "") for one in index.by_tag["link"] if OWN_RELATION.search(one.get("rel", ""))]
    addresses += [one.get("href", "") for one in index.by_tag["base"]]
    addresses += [one.get("content", "") for one in index.by_tag["meta"] if one.get("property") == "og:url"]
    addresses += [one.get("href", "") for one in index.by_tag["a"] if is_home_word(document.dom_text(one))]
    own = {host for host in ((document.host or "").removeprefix("www."), *map(outside, addresses[:MOST_ADDRESSES])) if host}
    return frozenset(own or _domain_of_most_links(document, furniture))


def _domain_of_most_links(document: Document, furniture: set[Element]) -> Iterator[str]:
    """Yield the domain of more than half of the links that leave .gov and .mil, the menu's too: a site links to itself most."""
    hosts = [(one, host) for one in document.index.by_tag["a"] if (host := outside(one.get("href", "")))]
    domains = Counter(".".join(host.split(".")[-2:]) for _, host in hosts)
    for domain, count in domains.most_common(1):
        in_menu = any(one in furniture and host.endswith(domain) for one, host in hosts)
        if count >= FEWEST_LINKS and 2 * count > len(hosts) and in_menu:
            yield domain


def _furniture(document: Document) -> set[Element]:
    """Return the elements around the page's text, and all that is in them."""
    index = document.index
    frames: set[Element] = set()
    for one in chain(index.by_tag["main"], index.by_tag["h1"], index.by_tag["body"]):
        for around in chain((one,), one.iterancestors()):
            if around in frames:
                break
            frames.add(around)
    found: set[Element] = set()
    for one in index.elements:
        parent = one.getparent()
        named = f"{one.get('id', '')} {one.get('class', '')}"
        is_around = one.tag in AROUND or one.get("role") in AROUND or (one not in frames and NOT_THE_TEXT.search(named[:300]))
        if is_around or (parent is not None and parent in found):
            found.add(one)
    return found


def outside(address: str) -> str | None:
    """Return the host of an address outside .gov, .mil and the government names under .us, without `www.`."""
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
