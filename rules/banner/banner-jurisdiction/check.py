"""Compare whose banner it is with the jurisdiction that was given; an owner that the sentence does not place is let be."""

from collections.abc import Iterator
from typing import Any

from govpagecheck.rule_api import CannotTell, Context, Miss

NEEDS_JURISDICTION = CannotTell(
    "needs-jurisdiction", "the banner is a state's or local government's; whether the page is too was not given (--jurisdiction)"
)


def check(context: Context, banner: Any) -> Iterator[Miss | CannotTell]:
    jurisdiction = context.jurisdiction or ""
    if not jurisdiction:
        yield NEEDS_JURISDICTION
    elif jurisdiction.startswith(("us-state", "us-local", "us-tribal")) and banner.government == "federal":
        if isinstance(banner.sentence, CannotTell):
            yield banner.sentence
        elif banner.sentence is not None:
            yield Miss(banner.sentence.text, reason="federal-banner")
    elif jurisdiction.startswith(("us-federal", "us-mil")) and banner.government == "state":
        yield Miss(getattr(banner.sentence, "text", f"<{banner.element.tag}>"), reason="state-banner")
