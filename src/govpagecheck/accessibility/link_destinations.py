"""Where links lead, as far as their addresses show it: the same page, another one, or what only following them tells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from govpagecheck.accessibility.link_context import address_of, is_vague
from govpagecheck.accessibility.names import accessible_name
from govpagecheck.accessibility.roles import elements_with_role
from govpagecheck.accessibility.visibility import is_exposed
from govpagecheck.document import Document, Element
from govpagecheck.text import comparable

_INDEX = re.compile(r"/(?:index|default|home)\.(?:html?|php|aspx?|jsp)$", re.IGNORECASE)
# Parameters that say where a visitor came from, and change nothing on the page.
_TRACKING = re.compile(r"(?:utm_\w+|gclid|fbclid|mc_[ce]id|_ga|ref|referr?er|source|src|trk|\w*cid|campaign|intcmp)=", re.IGNORECASE)
# Hosts whose addresses stand for others'.
_SHORTENERS = frozenset("bit.ly goo.gl t.co tinyurl.com ow.ly go.usa.gov 1.usa.gov aka.ms youtu.be fb.me fb.com x.com lnkd.in".split())


@dataclass(frozen=True)
class Destination:
    """The page that an address names: host without www. ("" in relative addresses), path, and the query's parameters in order."""

    host: str
    path: str
    query: tuple[str, ...]

    def may_equal(self, other: Destination) -> bool:
        """True where both name one page: a relative address may be of any host."""
        is_one_host = self.host == other.host or not self.host or not other.host
        return is_one_host and self.path == other.path and self.query == other.query

    def differs_by_query(self, other: Destination) -> bool:
        """True where one page is asked for two things, such as ?page=1 and ?page=2."""
        return (self.host, self.path) == (other.host, other.path) and self.query != other.query

    def differs_by_site(self, other: Destination) -> bool:
        """True where the hosts belong to two domains, and neither is one that only leads on."""
        if not self.host or not other.host or self.host in _SHORTENERS or other.host in _SHORTENERS:
            return False
        return _domain(self.host) != _domain(other.host)


def destination_of(link: Element) -> Destination | None:
    """Return where a link leads; None for scripts, mail and telephone, without an address, and for what cannot be read.

    A place on the page itself has its fragment as path; other fragments are left out.
    """
    address = address_of(link)
    if not address:
        return None
    return _cached_destination(address) if len(address) <= 500 else _destination(address)


def _destination(address: str) -> Destination | None:
    if address.startswith("#"):
        return Destination("", address, ())
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").removeprefix("www.").rstrip(".")
    except ValueError:
        return None
    if parts.scheme.lower() not in ("", "http", "https"):
        return None
    query = tuple(sorted(one for one in parts.query.split("&") if one and not _TRACKING.match(one)))
    return Destination(host, _INDEX.sub("/", parts.path).rstrip("/"), query)


_cached_destination = lru_cache(maxsize=4096)(_destination)


def namesakes(document: Document) -> Sequence[tuple[Element, str]]:
    """Return the links to pages whose name other links have too, in document order, each with that name folded.

    Of links that assistive technology meets; those whose name is an empty phrase are left out.
    """
    return document.memo("namesakes", lambda: _find_namesakes(document))


def _find_namesakes(document: Document) -> Sequence[tuple[Element, str]]:
    links = [one for one in elements_with_role(document, "link") if is_exposed(document, one)]
    named = [(one, comparable(name).casefold()) for one in links if (name := accessible_name(document, one)) and not is_vague(name)]
    count = Counter(name for _, name in named)
    return [(one, name) for one, name in named if count[name] > 1 and destination_of(one) is not None]


def _domain(host: str) -> str:
    """Return the registered name, near enough: the last two labels, three where the last but one is short (co.uk)."""
    labels = host.split(".")
    is_under_country = len(labels) > 2 and len(labels[-1]) == 2 and len(labels[-2]) <= 3
    return ".".join(labels[-3 if is_under_country else -2 :])


def target_on_page(document: Document, link: Element) -> Element | None:
    """Return the element to which a link to a place on its page ("#fares") leads: by id, or by the name of an anchor.

    HTML standard, "find a potential indicated element": the fragment as written, then with its escapes decoded.
    """
    address = address_of(link)
    if not address.startswith("#"):
        return None
    for name in (address[1:], unquote(address[1:])):
        if name and (named := document.index.by_id.get(name)):
            return named[0]
    return document.memo("anchors by name", lambda: _anchors(document)).get(unquote(address[1:]))


def leads_nowhere(document: Document, link: Element) -> bool:
    """True for a link to a place on its page that is not there, as in menus whose entries a script opens ("#n")."""
    return address_of(link).startswith("#") and target_on_page(document, link) is None


def _anchors(document: Document) -> dict[str, Element]:
    anchors = (one for one in reversed(document.index.by_attribute["name"]) if one.tag == "a")
    return {name: one for one in anchors if (name := one.get("name"))}
