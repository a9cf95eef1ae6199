"""What one page tells about its site: small facts that rules over many pages read, and that travel in reports as JSON."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, NamedTuple
from urllib.parse import quote, unquote, urldefrag, urljoin, urlsplit, urlunsplit

_INDEX = re.compile(r"/index\.html?$", re.IGNORECASE)
_DEFAULT_PORTS = {"http": 80, "https": 443}


class Link(NamedTuple):
    """A link by its text and the address to which it leads."""

    text: str
    address: str


class Menu(NamedTuple):
    """A navigation of the page: its accessible name, the part of the page it is in, and its links in order."""

    name: str
    place: str
    links: tuple[Link, ...]


class Help(NamedTuple):
    """A way to get help: `contact` page, `phone`, `email`, `chat`, `faq` or `feedback`; in which part of the page; what it says."""

    kind: str
    place: str
    text: str
    address: str


class Dated(NamedTuple):
    """A date that readers see: `published`, `updated` or `reviewed`, and where it stands: `top`, `middle` or `bottom` of the content."""

    kind: str
    place: str


@dataclass(frozen=True)
class SitePage:
    """One page as the rules of its site see it.

    `address` is the normalised URL, None without one; `path` its name in the report. A page that could not be read has
    `is_read` false, and `status` where a server gave one. Texts are cut at 300 characters. Places are the parts of a page:
    `header`, `main`, `footer`, `aside`, `elsewhere`. `banner_wording` joins its sentence and the headings of its guidance.
    `archive_folder` is the path that says archive and holds the page, "/" where the host says so. `links` are the addresses
    on the page's own host to which links, frames and a refresh lead, with their fragments, each once; `anchors` the fragments
    that lead somewhere on the page, None where a script may add others. `has_identifier` and `banner` are None where only a
    browser can tell. `offers_languages` says that a list, a button or a script offers translations whose addresses the markup
    does not name.
    """

    path: str | None
    address: str | None
    is_read: bool = True
    status: int | None = None
    redirects: tuple[str, ...] = ()
    language: str | None = None
    title: str | None = None
    heading: str | None = None
    description: str | None = None
    page_type: str = "other"
    canonical: str | None = None
    is_indexed: bool = True
    banner: str | None = "none"
    banner_generation: str | None = None
    banner_language: str | None = None
    banner_wording: str | None = None
    has_identifier: bool | None = False
    archive_notice: str | None = None
    archive_folder: str | None = None
    dates: tuple[Dated, ...] = ()
    search_place: str | None = None
    trail: tuple[Link, ...] = ()
    menus: tuple[Menu, ...] = ()
    help: tuple[Help, ...] = ()
    alternates: tuple[Link, ...] = ()
    offers_languages: bool = False
    required_links: tuple[Link, ...] = ()
    links: tuple[str, ...] = ()
    anchors: tuple[str, ...] | None = ()

    @property
    def name(self) -> str:
        """What a reader knows the page by: its name in the report, else its address."""
        return self.path or self.address or ""

    @property
    def folder(self) -> str:
        """The path of the address up to its last slash, "" without an address."""
        return urlsplit(self.address).path.rpartition("/")[0] + "/" if self.address else ""

    def as_json(self) -> dict[str, Any]:
        """Return what differs from a page of which nothing is known, as JSON values."""
        told = {one.name: getattr(self, one.name) for one in fields(self)}
        return {name: _plain(value) for name, value in told.items() if name in ("path", "address") or value != _DEFAULTS[name]}


def from_json(row: Mapping[str, Any]) -> SitePage:
    """Return the page that `as_json` wrote. Raises ValueError, one line, for what it never writes."""
    try:
        told = dict(row)
        for name, make in _MAKERS.items():
            if name in told and told[name] is not None:
                told[name] = tuple(make(value) for value in told[name])
        return SitePage(**told)
    except (TypeError, KeyError, IndexError, ValueError) as error:
        raise ValueError(f"these are no facts of a site's page: {error}") from error


def normalised(address: str | None, base: str | None = None) -> str | None:
    """Return an address in the form in which addresses are compared, without its fragment; None for what names no web page.

    Scheme and host in lower case, the default port and `index.html` left out, percent-encoding made even.

    >>> normalised("HTTPS://www.Example.gov:443/a/index.html#top"), normalised("../b?x=1", "https://www.example.gov/a/c/d")
    ('https://www.example.gov/a/', 'https://www.example.gov/a/b?x=1')
    """
    try:
        parts = urlsplit(urldefrag(urljoin(base or "", (address or "").strip())).url)
        scheme, host, port = parts.scheme.lower(), parts.hostname, parts.port
        path = quote(unquote(parts.path or "/", errors="surrogateescape"), safe="/:@!$&'()*+,;=~", errors="surrogateescape")
    except ValueError:  # also of half a character, which no address holds
        return None
    if scheme not in _DEFAULT_PORTS or not host:
        return None
    shown_host = f"[{host}]" if ":" in host else host
    place = shown_host if port in (None, _DEFAULT_PORTS[scheme]) else f"{shown_host}:{port}"
    return urlunsplit((scheme, place, _INDEX.sub("/", path), parts.query, ""))


def _plain(value: Any) -> Any:
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def _menu(row: Any) -> Menu:
    name, place, links = row
    return Menu(name, place, tuple(Link(*link) for link in links))


_DEFAULTS = {one.name: one.default for one in fields(SitePage)}
_MAKERS: Mapping[str, Any] = {
    "redirects": str,
    "dates": lambda row: Dated(*row),
    "trail": lambda row: Link(*row),
    "menus": _menu,
    "help": lambda row: Help(*row),
    "alternates": lambda row: Link(*row),
    "required_links": lambda row: Link(*row),
    "links": str,
    "anchors": str,
}
