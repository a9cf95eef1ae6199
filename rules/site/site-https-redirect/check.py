"""Look at what port 80 of the host answers: nothing, or a redirect to the same host over https."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from govpagecheck.rule_api import CannotTell, Site, SiteMiss, normalised

REDIRECTS = (301, 302, 303, 307, 308)
CLIENT_REDIRECT = re.compile(
    r"<meta[^>]{1,80}http-equiv\s*=\s*[\"']?refresh[^>]{1,200}https:|location(?:\.href)?\s*=\s*[\"']https:|location\.(?:replace|assign)\(",
    re.IGNORECASE,
)
LOCATION_BY_SCRIPT = re.compile(r"location\.(?:protocol|href)\s*=", re.IGNORECASE)


def check(site: Site) -> Iterator[SiteMiss | CannotTell]:
    answer = site.evidence.plain_http if site.evidence else None
    if answer is None:
        yield CannotTell("not-asked", "port 80 of the host was not asked")
        return
    if answer.status is None:
        if answer.error != "closed":  # a firewall that drops what comes looks the same as a server that is down
            yield CannotTell("no-answer", f"port 80 of the host neither answered nor refused: {answer.error or 'no answer'}")
        return
    about = {"status": str(answer.status)}
    there = normalised(answer.location, answer.url) if answer.status in REDIRECTS and answer.location else None
    if there:
        if not there.startswith("https:"):
            yield SiteMiss(None, "stays-http", answer.location or "", words=about)
        elif urlsplit(there).hostname != site.name:
            yield SiteMiss(None, "other-host", answer.location or "", f"https://{site.name}/", words=about)
    elif 200 <= answer.status < 300:
        is_by_client = CLIENT_REDIRECT.search(answer.excerpt) or LOCATION_BY_SCRIPT.search(answer.excerpt)
        yield SiteMiss(None, "client-redirect" if is_by_client else "serves-http", words=about)
    else:
        yield SiteMiss(None, "refuses", words=about)
