"""Tell an `a` that is made to be used from anchors and from the place of the current page."""

import re
from collections.abc import Iterator

from govpagecheck.rule_api import Context, Element, Miss, explicit_role, is_focusable, is_tabbable

HARMLESS = re.compile(
    r"(?:javascript:)?\s*"
    r"(?:(?:window\.)?e(?:vent)?\.(?:stop(?:Immediate)?Propagation|preventDefault)\(\)|return(?: (?:false|true))?|void\(?0\)?)?"
)


def check(context: Context, target: Element) -> Iterator[Miss]:
    document = context.document
    kind = explicit_role(document, target)
    handler = target.get("onclick")
    does_something = handler is not None and not _does_nothing(handler)
    if (does_something or kind in ("button", "link")) and not is_focusable(document, target):
        if (
            target.get("aria-disabled") != "true"
            and target.get("aria-hidden") != "true"
            and "disabled" not in target.get("class", "").split()
        ):
            yield Miss(reason="not-focusable")
    elif kind is None and is_tabbable(document, target) and document.exposed_text(target):
        yield Miss(reason="no-role")


def _does_nothing(handler: str) -> bool:
    """True for a handler that only keeps the click from others."""
    return len(handler) < 200 and all(HARMLESS.fullmatch(statement.strip()) for statement in handler.split(";"))
