"""Read the robots.txt of the host: whether it is one, names the sitemap, and lets search engines in."""

import re
from collections.abc import Iterator

from govpagecheck.rule_api import CannotTell, Site, SiteMiss

MOST_READ = 20_000  # characters of an answer's excerpt
PASSING = (401, 403, 408, 425, 429, 502, 503, 504)


def check(site: Site) -> Iterator[SiteMiss | CannotTell]:
    answer = site.evidence.robots if site.evidence else None
    if answer is None:
        yield CannotTell("not-asked", "the robots.txt of the host was not asked for")
        return
    status = answer.status
    if status is None or status in PASSING:
        yield CannotTell("no-answer", f"whether the host has a robots.txt is not known: {answer.error or status or 'no answer'}")
    elif 300 <= status < 400:
        yield CannotTell(
            "sent-on", f"the host sends those who ask for its robots.txt on to {answer.location or 'nowhere'}, which was not asked"
        )
    elif status >= 500:
        yield SiteMiss(None, "server-error", str(status))
    elif status >= 400:
        yield SiteMiss(None, "missing", str(status))
    elif answer.content_type in ("text/html", "application/xhtml+xml") or answer.excerpt.lstrip("\ufeff \t\r\n").startswith("<"):
        yield SiteMiss(None, "no-robots-file", answer.content_type or "markup")
    else:
        yield from _judged(answer.excerpt)


def _judged(text: str) -> Iterator[SiteMiss | CannotTell]:
    lines = [_line(line) for line in text.lstrip("\ufeff").splitlines()]
    if _shuts_out(lines):
        yield SiteMiss(None, "shuts-out")
    sitemaps = [value for name, value in lines if name == "sitemap"]
    relative = next((value for value in sitemaps if not re.match(r"https?://", value, re.IGNORECASE)), None)
    if relative is not None:
        yield SiteMiss(None, "relative-sitemap", relative)
    elif not sitemaps and len(text) >= MOST_READ:
        yield CannotTell("cut", "only the beginning of a long robots.txt was read, and it names no sitemap")
    elif not sitemaps:
        yield SiteMiss(None, "no-sitemap")


def _line(line: str) -> tuple[str, str]:
    name, _, value = line.partition("#")[0].partition(":") if not re.match(r"\s*sitemap\s*:", line, re.IGNORECASE) else line.partition(":")
    return name.strip().lower(), value.strip()


def _shuts_out(lines: list[tuple[str, str]]) -> bool:
    """True where the group for all robots disallows every path and allows none (RFC 9309, 2.2)."""
    names: set[str] = set()
    is_in_names = False
    rules: list[tuple[str, str]] = []
    for name, value in lines:
        if name == "user-agent":
            names = {*(names if is_in_names else ()), value}
            is_in_names = True
        elif name in ("allow", "disallow"):
            is_in_names = False
            if "*" in names and value:
                rules.append((name, value))
    return any(name == "disallow" and value in ("/", "/*", "*") for name, value in rules) and not any(name == "allow" for name, _ in rules)
