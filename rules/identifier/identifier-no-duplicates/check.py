"""Find links of the footer, outside the identifier, that stand for a policy that the identifier links to."""

from collections.abc import Iterator

from govpagecheck.rule_api import Context, Element, Miss, find_part

KEYS = ("about", "accessibility", "foia", "no-fear", "oig", "performance", "privacy", "usa-gov")


def check(context: Context, target: object) -> Iterator[Miss]:
    found = find_part(context.document, "links")
    block: Element = target.element  # type: ignore[attr-defined]
    repeated = []
    for key in KEYS:
        inside = [one for one in found.get(key, ()) if block in one.element.iterancestors()]  # type: ignore[attr-defined]
        outside = [one for one in found.get(key, ()) if is_in_footer(one.element) and block not in one.element.iterancestors()]  # type: ignore[attr-defined]
        if inside and outside:
            repeated.append((outside[0], inside[0]))
    for one, other in sorted(repeated, key=lambda pair: context.document.index.order[pair[0].element]):
        yield Miss(one.text, other.text, "repeated-link", one.element)


def is_in_footer(link: Element) -> bool:
    return any(one.tag == "footer" or one.get("role") == "contentinfo" for one in link.iterancestors())
