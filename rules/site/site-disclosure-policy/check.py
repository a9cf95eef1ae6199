"""Look at what an agency's own .gov domain serves at /vulnerability-disclosure-policy."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from govpagecheck.rule_api import NOT_APPLICABLE, CannotTell, NotApplicable, Site, SiteMiss, normalised

PASSING = (401, 403, 408, 425, 429, 500, 502, 503, 504)
MOST_READ = 20_000  # characters of an answer's excerpt
OF_POLICY = re.compile(r"vulnerab|disclosure|security research|good[- ]faith", re.IGNORECASE)
OF_POLICY_PATH = re.compile(r"vulnerab|disclosure|vdp|bugcrowd|hackerone", re.IGNORECASE)
PATH = "/vulnerability-disclosure-policy"
PRIMARY = re.compile(r"(?:www\.)?[^.]+\.gov\.?", re.IGNORECASE)


def check(site: Site) -> Iterator[SiteMiss | CannotTell | NotApplicable]:
    if not PRIMARY.fullmatch(site.name):  # the directive speaks of the agency's primary .gov site
        yield NOT_APPLICABLE
        return
    answer = site.evidence.disclosure_policy if site.evidence else None
    if answer is None:
        yield CannotTell("not-asked", "the vulnerability disclosure policy of the host was not asked for")
        return
    status = answer.status
    if status is None or status in PASSING:
        yield CannotTell("no-answer", f"whether the host has a disclosure policy is not known: {answer.error or status or 'no answer'}")
    elif 300 <= status < 400:
        path = urlsplit(normalised(answer.location, answer.url) or "").path.rstrip("/")
        if path == PATH or not OF_POLICY_PATH.search(answer.location or ""):
            yield CannotTell(
                "sent-on", f"the host sends those who ask for the policy on to {answer.location or 'nowhere'}, which was not asked"
            )
    elif status != 200:
        yield SiteMiss(None, "missing", str(status))
    elif not OF_POLICY.search(answer.excerpt):
        if len(answer.excerpt) >= MOST_READ:
            yield CannotTell("cut", "only the beginning of a long page was read, and it does not speak of vulnerabilities")
        else:
            yield SiteMiss(None, "other-page", str(status))
