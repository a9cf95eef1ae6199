"""What an address tells of a page."""

from __future__ import annotations

from urllib.parse import urlsplit


def host_of(url: str | None) -> str | None:
    """Return the host of a URL in lower case; None without one, or when the URL cannot be read."""
    try:
        return urlsplit(url).hostname if url else None
    except ValueError:
        return None


def top_level(host: str | None) -> str | None:
    """Return the last label of a host: `gov` for www.example.gov, also for a host with a closing dot."""
    labels = [label for label in (host or "").split(".") if label]
    return labels[-1] if labels else None
