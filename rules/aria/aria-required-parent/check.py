"""Look at what owns the element: one of the roles that its own role belongs in, groups in between."""

from collections.abc import Iterator

from govpagecheck.rule_api import (
    ROLES,
    CannotTell,
    Context,
    Document,
    Element,
    Miss,
    explicit_role,
    has_custom_tag,
    implicit_role,
    owner_of,
    role,
)

CUSTOM = CannotTell("rendered-by-script", "this element is in a web component, and only a browser knows what role that has")
MOST_BETWEEN = 10
ELSEWHERE = CannotTell(
    "rendered-by-script", "this element owns items that are not in the served markup; only a browser shows whether they find it"
)


def check(context: Context, target: Element) -> Iterator[Miss | CannotTell]:
    document, own = context.document, explicit_role(context.document, target)
    if own is None or own != role(document, target) or own == implicit_role(document, target):
        return
    if ROLES[own].required_owned and not document.index.by_id.keys() >= set((target.get("aria-owns") or "").split()):
        yield ELSEWHERE
        return
    if not ROLES[own].required_context:
        return
    containers = ROLES[own].required_context - {"group"}
    owner = owner_of(document, target)
    if "group" in ROLES[own].required_context:
        owner = _beyond_groups(document, target)
        if own == "treeitem":  # a branch holds its twigs in a group (WAI-ARIA 1.2, treeitem)
            containers |= {"treeitem"} if owner is not owner_of(document, target) else set()
    if owner is not None and role(document, owner) in containers:
        return
    if owner is not None and has_custom_tag(owner):
        yield CUSTOM
    else:
        # Brothers that are kept from their container, or have none, are one defect.
        strays: dict[tuple[Element | None, str], Element] = document.memo("strays by container", dict)
        if strays.setdefault((_further_up(document, owner, containers), own), target) is target:
            yield Miss(_called(document, owner), " or ".join(sorted(containers)), "no-container")


def _beyond_groups(document: Document, element: Element) -> Element | None:
    owner = owner_of(document, element)
    for _ in range(MOST_BETWEEN):
        if owner is None or role(document, owner) != "group":
            break
        owner = owner_of(document, owner)
    return owner


def _further_up(document: Document, owner: Element | None, containers: frozenset[str]) -> Element | None:
    """Return the container that something stands between, else the owner."""
    above = owner
    for _ in range(MOST_BETWEEN):
        above = owner_of(document, above) if above is not None else None
        if above is not None and role(document, above) in containers:
            return above
    return owner


def _called(document: Document, owner: Element | None) -> str:
    own = role(document, owner) if owner is not None else None
    if owner is None or own in (None, "document"):
        return "nothing that has such a role"
    return f"an element with the role {own}, {document.snippet(owner, 60)}"
