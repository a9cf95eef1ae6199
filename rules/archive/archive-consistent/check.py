"""Compare what an archived page's notice, trail and address say of where it is."""

import re
from collections.abc import Iterator
from typing import Any

from govpagecheck.rule_api import Context, Miss, find_part

ARCHIVE_STEP = re.compile(r"\barchiv", re.IGNORECASE)
NAMES_AN_ARCHIVE = re.compile(r"\b(?:the|this|our) archives?\b", re.IGNORECASE)


def check(context: Context, trail: Any) -> Iterator[Miss]:
    signals: Any = find_part(context.document, "archive_signals")
    said = {signal.kind: signal.text for signal in reversed(signals)}
    address = said.get("url", "")
    if "." in address:  # a host that is an archive as a whole: every trail on it is a trail of the archive
        return
    if not any(ARCHIVE_STEP.search(item.text) for item in trail.items):
        steps = " > ".join(item.text for item in trail.items)
        named = NAMES_AN_ARCHIVE.search(said.get("notice", ""))
        where = f"/{address}/" if address else named[0] if named else ""
        yield Miss(steps, reason="trail-disagrees" if where else "trail-silent", words={"where": where})
    elif context.document.url and not address:
        yield Miss(context.document.url, reason="address-disagrees")
