"""Find attributes that WAI-ARIA 1.1 had for the element's role and 1.2 has taken from it."""

from collections.abc import Iterator

from govpagecheck.rule_api import ROLES, Context, Element, Miss, role


def check(context: Context, target: Element) -> Iterator[Miss]:
    own = role(context.document, target)
    if own is None:
        return
    for name in sorted(ROLES[own].supported_once):
        if target.get(name) is not None:
            yield Miss(own, reason="no-longer-on-this-role", words={"attribute": name})
            return
