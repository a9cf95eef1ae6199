"""Look at what the host answers for a path that no site has."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from govpagecheck.rule_api import CannotTell, Site, SiteMiss, normalised

REDIRECTS = (301, 302, 303, 307, 308)
LOGIN = re.compile(r"log-?[io]n|sign-?[io]n|auth|sso|saml|oauth|idp", re.IGNORECASE)
PASSING = (408, 425, 429, 502, 503, 504)  # what may be otherwise a minute later


def check(site: Site) -> Iterator[SiteMiss | CannotTell]:
    answer = site.evidence.not_found if site.evidence else None
    if answer is None:
        yield CannotTell("not-asked", "no path that the site does not have was asked for")
        return
    status = answer.status
    if status is None or status in PASSING:
        yield CannotTell("no-answer", f"the answer for a path that no site has tells nothing: {answer.error or status or 'no answer'}")
    elif status in (401, 403):
        yield CannotTell("refused", f"the host answers {status} for a path that no site has; it may let nobody in who is not known")
    elif status in REDIRECTS and answer.location:
        there, here = urlsplit(normalised(answer.location, answer.url) or ""), urlsplit(answer.url)
        if here.path.strip("/").lower() in there.path.lower() and here.path.strip("/"):
            yield CannotTell("sent-on", f"the host sends a path that no site has on to {answer.location}, which was not asked")
        elif LOGIN.search(there.path) or LOGIN.search(there.hostname or ""):
            yield CannotTell("refused", f"the host sends a path that no site has to {answer.location}, to log in")
        else:
            yield SiteMiss(None, "redirect", answer.location, words={"status": str(status)})
    elif status < 300:
        yield SiteMiss(None, "soft-404", str(status))
    elif status not in (404, 410):
        yield SiteMiss(None, "other-status", str(status))
