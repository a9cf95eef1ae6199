"""Look at what the host serves at /sitemap.xml: a sitemap, of its own pages, over https."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from govpagecheck.rule_api import CannotTell, Site, SiteMiss

MOST_READ = 20_000  # characters of an answer's excerpt
PASSING = (401, 403, 408, 425, 429, 500, 502, 503, 504)
NAMED_IN_ROBOTS = re.compile(r"^\s*sitemap\s*:\s*\S", re.IGNORECASE | re.MULTILINE)
ROOT = re.compile(
    r"\ufeff?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:(?:<!--.{0,2000}?-->|<\?[^>]{0,500}\?>)\s*){0,5}<(?:\w+:)?(urlset|sitemapindex)\b", re.DOTALL
)
PLACE = re.compile(r"<(?:\w+:)?loc>\s*(?:<!\[CDATA\[)?\s*([^<\s\]]{1,2000})")


def check(site: Site) -> Iterator[SiteMiss | CannotTell]:
    answer = site.evidence.sitemap if site.evidence else None
    if answer is None:
        yield CannotTell("not-asked", "the sitemap.xml of the host was not asked for")
        return
    robots = site.evidence.robots if site.evidence else None
    is_elsewhere = robots is not None and robots.status == 200 and NAMED_IN_ROBOTS.search(robots.excerpt) is not None
    status = answer.status
    if status is None or status in PASSING:
        yield CannotTell("no-answer", f"whether the host has a sitemap.xml is not known: {answer.error or status or 'no answer'}")
    elif status == 200 and answer.content_type in ("application/gzip", "application/x-gzip"):
        yield CannotTell("packed", "the sitemap.xml of the host is packed, and was not read")
    elif status == 200 and ROOT.match(answer.excerpt):
        yield from _judged(answer.excerpt, site.name)
    elif is_elsewhere:  # the robots.txt names a sitemap, which may have any address
        return
    elif 300 <= status < 400:
        yield CannotTell(
            "sent-on", f"the host sends those who ask for /sitemap.xml on to {answer.location or 'nowhere'}, which was not asked"
        )
    elif status == 200:
        yield SiteMiss(None, "no-sitemap-file", answer.content_type or "something else")
    else:
        yield SiteMiss(None, "missing", str(status))


def _judged(text: str, host: str) -> Iterator[SiteMiss]:
    places = PLACE.findall(text)
    if not places and len(text) < MOST_READ:
        yield SiteMiss(None, "empty")
        return
    elsewhere = next((place for place in places if _host(place) != host), None)
    insecure = next((place for place in places if place.lower().startswith("http:")), None)
    if elsewhere is not None:
        yield SiteMiss(None, "other-host", elsewhere, host)
    elif insecure is not None:
        yield SiteMiss(None, "http-address", insecure)


def _host(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None
