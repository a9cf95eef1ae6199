"""Read the organizations that the structured data describes in their own right."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from govpagecheck.rule_api import Context, Element, Miss


def check(context: Context, script: Element) -> Iterator[Miss]:
    try:
        data = json.loads(script.text or "", strict=False)
    except (ValueError, RecursionError) as error:
        yield Miss(str(error), reason="not-json")
        return
    for one in _organizations(data):
        name, url = one.get("name"), one.get("url")
        if not name:
            yield Miss(reason="no-name")
        if not url:
            yield Miss(str(name or ""), reason="no-url")
        elif isinstance(url, str) and context.page.url and _site(url) not in ("", _site(context.page.url)):
            yield Miss(url, _host(context.page.url), "other-site")
        if not one.get("logo"):
            yield Miss(str(name or ""), reason="no-logo")


def _organizations(data: Any) -> Iterator[dict[str, Any]]:
    for one in data if isinstance(data, list) else [data]:
        graph = one.get("@graph") if isinstance(one, dict) else None
        for thing in graph if isinstance(graph, list) else [one]:
            kinds = thing.get("@type") if isinstance(thing, dict) else None
            if "GovernmentOrganization" in (kinds if isinstance(kinds, list) else [kinds]):
                yield thing


def _host(url: str) -> str:
    try:
        return urlsplit(url.strip()).hostname or ""
    except ValueError:
        return ""


def _site(url: str) -> str:
    """Return the last two labels of the host: parts of one agency's site share them."""
    return ".".join(_host(url).split(".")[-2:])
