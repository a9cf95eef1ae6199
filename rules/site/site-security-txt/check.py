"""Read the security.txt of the host, field by field (RFC 9116)."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from govpagecheck.rule_api import CannotTell, Site, SiteMiss

PASSING = (401, 403, 408, 425, 429, 500, 502, 503, 504)
MOST_READ = 20_000  # characters of an answer's excerpt
FIELD = re.compile(r"\s*(contact|expires)\s*:\s*(.*?)\s*", re.IGNORECASE)
CONTACT = re.compile(r"mailto:\S+@\S+|tel:\S+|https://\S+", re.IGNORECASE)


def check(site: Site) -> Iterator[SiteMiss | CannotTell]:
    answer = site.evidence.security_txt if site.evidence else None
    if answer is None:
        yield CannotTell("not-asked", "the security.txt of the host was not asked for")
        return
    status = answer.status
    if status is None or status in PASSING:
        yield CannotTell("no-answer", f"whether the host has a security.txt is not known: {answer.error or status or 'no answer'}")
    elif 300 <= status < 400:
        yield CannotTell(
            "sent-on", f"the host sends those who ask for its security.txt on to {answer.location or 'nowhere'}, which was not asked"
        )
    elif status != 200:
        yield SiteMiss(None, "missing", str(status))
    elif answer.content_type not in ("text/plain", "") or answer.excerpt.lstrip("\ufeff \t\r\n").startswith("<"):
        yield SiteMiss(None, "no-plain-text", answer.content_type or "markup")
    else:
        yield from _judged(answer.excerpt, site)


def _judged(text: str, site: Site) -> Iterator[SiteMiss | CannotTell]:
    fields = [(match[1].lower(), match[2]) for line in text.lstrip("\ufeff").splitlines() if (match := FIELD.fullmatch(line))]
    contacts = [value for name, value in fields if name == "contact"]
    expiries = [value for name, value in fields if name == "expires"]
    if len(text) >= MOST_READ and not (contacts and expiries):
        yield CannotTell("cut", "only the beginning of a long security.txt was read")
        return
    if not contacts:
        yield SiteMiss(None, "no-contact")
    elif (wrong := next((value for value in contacts if not CONTACT.fullmatch(value)), None)) is not None:
        yield SiteMiss(None, "contact-form", wrong)
    if not expiries:
        yield SiteMiss(None, "no-expires")
    elif len(expiries) > 1:
        yield SiteMiss(None, "two-expires", ", ".join(expiries))
    elif (moment := _moment(expiries[0])) is None:
        yield SiteMiss(None, "expires-form", expiries[0])
    elif moment.date() < site.today:
        yield SiteMiss(None, "expired", expiries[0])


def _moment(text: str) -> datetime | None:
    """Return the moment that an RFC 3339 date-time names; None for what is none."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:[Zz]|[+-]\d\d:\d\d)", text):
        return None
    try:
        return datetime.fromisoformat(re.sub(r"\.\d+", "", text.upper())).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
