"""Look at the parent of a list item; items that stand together are told once.

What the rule about the children of lists tells of, a wrapper between a list and its items, is not told again; nor is a
menu or tab list whose items are none, which the rule about what a role must own tells of. Where a list may have the role, as
a toolbar or group, its author did not want a list.
"""

from collections.abc import Iterator
from itertools import islice

from govpagecheck.rule_api import (
    ROLES,
    CannotTell,
    Context,
    Document,
    Element,
    Miss,
    allowed_roles,
    explicit_role,
    has_custom_tag,
    role,
    shorten,
)

UNKNOWN = CannotTell("needs-browser", "the item stands in a custom element or a slot, whose script says whether it is a list")
LISTS = ("ul", "ol", "menu")
KEEPING = (None, "list", "none", "presentation", "directory")
EARLY = " The list before it ends too early, perhaps by an end tag too many."
WRAPPERS = 4  # elements between a list and an item that are looked at


def check(context: Context, item: Element) -> Iterator[Miss | CannotTell]:
    document = context.document
    parent = item.getparent()
    if parent is None:
        return
    own = explicit_role(document, parent)
    if own == "list" or (parent.tag in LISTS and (own in KEEPING or own in allowed_roles(document, parent) or ROLES[own].required_owned)):
        return
    first: dict[Element, Element] = document.memo("listitem-parent", dict)
    if first.setdefault(parent, item) is not item:
        return
    text = shorten(document.exposed_text(item), 80)
    if parent.tag in LISTS:
        yield Miss(text, parent.tag, "list-of-another-role", words={"role": own or ""})
    elif has_custom_tag(parent) or parent.tag in ("slot", "template"):
        yield UNKNOWN
    elif not _is_in_wrapper(document, parent):
        before = next(parent.iterchildren(*LISTS), None)
        early = document.index.order[item] > document.index.order[before] if before is not None else False
        hint = EARLY if early else ""
        yield Miss(text, parent.tag, "no-list", words={"hint": hint})


def _is_in_wrapper(document: Document, parent: Element) -> bool:
    """True where a list is around the parent, which is then a child that the list must not have."""
    for one in islice(parent.iterancestors(), WRAPPERS):
        if one.tag == "li":
            return False
        if one.tag in LISTS and role(document, one) == "list":
            return True
    return False
