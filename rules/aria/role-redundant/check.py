"""Compare the role attribute with the role that the element has without it."""

from collections.abc import Iterator

from govpagecheck.rule_api import Context, Element, Miss, explicit_role, implicit_role


def check(context: Context, target: Element) -> Iterator[Miss]:
    given = explicit_role(context.document, target)
    # An SVG file in an img has roles of its own in some browsers; a heading may carry another level.
    if given is not None and given == implicit_role(context.document, target) and target.tag != "img":
        yield Miss(given, reason="same-role")
