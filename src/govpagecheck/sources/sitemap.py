"""The addresses that a sitemap names, by the protocol of sitemaps.org: XML, an index of others, or a line each."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

MAX_BYTES = 52_428_800  # what the protocol allows, unpacked
MAX_SITEMAPS = 1_000  # a target
MAX_DEPTH = 3  # indexes within indexes; the protocol knows one
_ROOT = re.compile(rb"<(?:[A-Za-z][\w.-]{0,20}:)?(urlset|sitemapindex)[\s>/]")
_ENDINGS = (".xml", ".xml.gz", ".txt", ".txt.gz")


class SitemapError(ValueError):
    """What is no sitemap, or one that is not read; the text says why."""


@dataclass(frozen=True)
class Sitemap:
    """What one sitemap names: pages, or with `is_index` other sitemaps; in its order, with repetitions."""

    addresses: tuple[str, ...]
    is_index: bool = False


def has_a_sitemaps_name(address: str) -> bool:
    """True for an address or file name that ends as those of sitemaps do."""
    return re.split(r"[?#]", address, maxsplit=1)[0].lower().endswith(_ENDINGS)


def is_sitemap(content: bytes) -> bool:
    """True for content that begins as an XML sitemap does, packed or not."""
    try:
        return _ROOT.search(_unpacked(content[:20_000], 4_000, is_whole=False)[:4_000]) is not None
    except SitemapError:
        return False


def read_sitemap(content: bytes) -> Sitemap:
    """Return what a sitemap names. Raises SitemapError.

    Nothing is read from the network, no entity is resolved, and a document type is refused: the protocol has none.

    >>> read_sitemap(b"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>https://www.example.gov/</loc></url></urlset>")
    Sitemap(addresses=('https://www.example.gov/',), is_index=False)
    """
    content = _unpacked(content, MAX_BYTES)
    begin = content.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not begin:
        raise SitemapError("the sitemap is empty")
    if not begin.startswith(b"<") and b"\x00" not in begin[:100]:  # zeros are of UTF-16
        return Sitemap(tuple(_lines(begin)))
    return _from_xml(content)


def _lines(content: bytes) -> Iterator[str]:
    for line in content.decode("utf-8", "replace").splitlines():
        if address := line.strip():
            if not re.match(r"https?://", address, re.IGNORECASE):
                raise SitemapError(f"this is no sitemap: a line of it is no address, “{address[:60]}”")
            yield address


def _from_xml(content: bytes) -> Sitemap:
    from lxml import etree

    root_name, addresses = "", []
    options = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False, "remove_comments": True}
    parsing = etree.iterparse(io.BytesIO(content), events=("start", "end"), **options)
    try:
        for event, element in parsing:
            if not isinstance(element.tag, str):
                continue
            if event == "start":
                if not root_name:
                    root_name = etree.QName(element).localname
                    if element.getroottree().docinfo.doctype:
                        raise SitemapError("the sitemap has a document type, which no sitemap needs; it is not read")
                    if root_name not in ("urlset", "sitemapindex"):
                        raise SitemapError(f"this is no sitemap: its root element is {root_name[:40]}")
                continue
            name = etree.QName(element)
            if name.localname in ("url", "sitemap"):
                places = (child for child in element if isinstance(child.tag, str) and child.tag == f"{{{name.namespace}}}loc")
                place = next(iter(places), None) if name.namespace else element.find("loc")
                address = "".join(place.itertext()).strip() if place is not None else ""
                if address:
                    addresses.append(address)
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]  # what was read, so that memory does not grow with the file
    except etree.XMLSyntaxError as error:
        raise SitemapError(f"the sitemap is no XML that can be read: {error.msg}") from error
    return Sitemap(tuple(addresses), root_name == "sitemapindex")


def _unpacked(content: bytes, limit: int, *, is_whole: bool = True) -> bytes:
    """Take gzip off, also twice as some servers send it."""
    for _ in range(2):
        if not content.startswith(b"\x1f\x8b"):
            break
        unpacking = zlib.decompressobj(31)
        try:
            content = unpacking.decompress(content, limit + 1)
        except zlib.error as error:
            raise SitemapError(f"the sitemap cannot be unpacked: {error}") from error
        if is_whole and not unpacking.eof and len(content) <= limit:
            raise SitemapError("the sitemap cannot be unpacked: it is cut off")
    if is_whole and len(content) > limit:
        raise SitemapError(f"the sitemap is larger than the {limit:,} bytes that its protocol allows")
    return content
