"""Compare the site that the notice keeps current with the host of the page."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from govpagecheck.rule_api import ArchiveNotice, CannotTell, Context, Miss, comparable, find_part

KEPT_CURRENT = re.compile(r"\bkeep (?:www\.)?((?:[\w-]+\.)+(?:gov|mil)) current\b", re.IGNORECASE)
NAMED = re.compile(
    r"\.(?:gov|mil)\b|\b(?:this|these|our|the following|an?) (?:[\w.'/&-]+ ){0,5}?(?:(?:web ?)?(?:page|site)|content|information|document"
    r"|material|publication|release|version|copy|resource|archive|guidance|policy|report|article|advice)s?\b"
    r"|\bwe have archived|\b(?:the|our) (?:web ?)?(?:page|site)\b"
    r"|\b(?:Department|Agency|Office|Administration|Bureau|Commission|Service) of\b"
    r"|\binformation (?:identified as archived|released online)|\bsite web\b|\b(?:est[ae]|este sitio|cette page|cette|ce site|cet)\b",
    re.IGNORECASE,
)


def check(context: Context, notice: ArchiveNotice) -> Iterator[Miss | CannotTell]:
    text = comparable(notice.text)
    if not NAMED.search(text):
        yield Miss(reason="nothing-named")
        return
    named = KEPT_CURRENT.search(text)
    if named is None:
        return
    page: Any = find_part(context.document, "metadata")
    host = context.document.host or _host(page.canonical.text if page.canonical else "")
    if not host:
        yield CannotTell("needs-url", f"whether this page is on {named[1]} is decided by its address, which was not given (--url)")
    elif not f".{host}".endswith("." + named[1].lower()):
        yield Miss(named[1], host, "other-site")


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").lower()
    except ValueError:
        return ""
