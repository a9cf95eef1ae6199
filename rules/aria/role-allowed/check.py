"""Compare the role with those that ARIA in HTML lets the element have."""

from collections.abc import Iterator

from govpagecheck.rule_api import Context, Element, Miss, allowed_roles, explicit_role, has_custom_tag, implicit_role

MOST_NAMED = 8


def check(context: Context, target: Element) -> Iterator[Miss]:
    document, given = context.document, explicit_role(context.document, target)
    allowed = allowed_roles(document, target)
    if given is None or given in allowed or has_custom_tag(target):
        return
    native = implicit_role(document, target)
    others = sorted(allowed - {native or ""})
    if not others:
        expected = "no role attribute"
    elif len(others) > MOST_NAMED:
        expected = "another element, such as a div, for this role"
    else:
        expected = f"one of {', '.join(others)}, or no role attribute"
    tag = target.tag.rpartition("}")[2]
    yield Miss(given, expected, "not-for-this-element", words={"what": f"{tag} ({native})" if native else tag})
