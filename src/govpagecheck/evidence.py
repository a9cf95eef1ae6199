"""What the network answered about one host, as the rules of a site read it; how it was asked, this module does not know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any


@dataclass(frozen=True)
class Answer:
    """What one address answered, redirects not followed.

    `status` is None where nothing answered, and `error` then says why: `closed` where the port takes no connection, else a
    phrase. `headers` are as in `Page`, `excerpt` is the beginning of the body as text, at most 20,000 characters.
    """

    url: str
    status: int | None = None
    location: str | None = None
    error: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    excerpt: str = ""

    @property
    def content_type(self) -> str:
        """The media type, in lower case, without its parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


@dataclass(frozen=True)
class HostEvidence:
    """The answers about one host; None for what was not asked.

    `secure` and `plain_http` are the root of the host over https and over http, `not_found` a path that no site has,
    `other_host` the root of the same name with or without `www.`; the others are the files of their names.
    """

    host: str
    secure: Answer | None = None
    plain_http: Answer | None = None
    not_found: Answer | None = None
    robots: Answer | None = None
    sitemap: Answer | None = None
    security_txt: Answer | None = None
    disclosure_policy: Answer | None = None
    other_host: Answer | None = None


def evidence_from(host: str, table: Mapping[str, Mapping[str, Any]]) -> HostEvidence:
    """Return the evidence that a table states: of each answer what is not as usual. Raises ValueError for a key that is none."""
    known = {one.name for one in fields(HostEvidence)} - {"host"}
    if unknown := sorted(table.keys() - known):
        raise ValueError(f"{unknown[0]!r} is no evidence of a host; there are {', '.join(sorted(known))}")
    try:
        return HostEvidence(host, **{name: Answer(**{"url": f"https://{host}/", **answer}) for name, answer in table.items()})
    except TypeError as error:
        raise ValueError(f"this is no answer of a host: {error}") from error
