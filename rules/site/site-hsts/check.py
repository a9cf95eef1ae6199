"""Read the Strict-Transport-Security header that the root of the host sends over https, and that of its twin with or without www."""

import re
from collections.abc import Iterator

from govpagecheck.rule_api import Answer, CannotTell, Site, SiteMiss

HEADER = "strict-transport-security"
ONE_YEAR = 31_536_000
AGE = re.compile(r"max-age\s*=\s*(?:\"(\d{1,15})\"|(\d{1,15}))", re.IGNORECASE)


def check(site: Site) -> Iterator[SiteMiss | CannotTell]:
    evidence = site.evidence
    if evidence is None or evidence.secure is None:
        yield CannotTell("not-asked", "the root of the host was not asked over https")
        return
    if evidence.secure.status is None:
        yield CannotTell("no-answer", f"the root of the host did not answer over https: {evidence.secure.error or 'no answer'}")
        return
    yield from _judged(evidence.secure, site.name, evidence.plain_http)
    twin = evidence.other_host
    if twin and twin.status is not None and twin.url.lower().startswith("https:"):
        yield from _judged(twin, twin.url, None)


def _judged(answer: Answer, host: str, plain: Answer | None) -> Iterator[SiteMiss]:
    value = answer.headers.get(HEADER)
    words = {"host": host}
    if value is None:
        is_over_http = plain is not None and HEADER in plain.headers
        yield SiteMiss(None, "http-only" if is_over_http else "missing", about=host, words=words)
        return
    first, *others = [one.strip() for one in value.split(",")]  # RFC 6797, 8.1: of several headers browsers obey the first
    directives = [one.strip() for one in first.split(";")]
    ages = [match for one in directives if (match := AGE.fullmatch(one))]
    if len(ages) != 1:
        yield SiteMiss(None, "unreadable", value, about=host, words=words)
    elif int(ages[0][1] or ages[0][2]) < ONE_YEAR:
        yield SiteMiss(None, "short", value, str(ONE_YEAR), about=host, words=words)
    elif others:
        yield SiteMiss(None, "two-headers", value, about=host, words=words)
