"""Look at what the container owns: only what its role is for, and something of that."""

from collections.abc import Iterator, Sequence

from govpagecheck.rule_api import (
    ROLES,
    CannotTell,
    Context,
    Document,
    Element,
    Miss,
    accessible_name,
    explicit_role,
    has_custom_tag,
    implicit_role,
    is_empty,
    is_exposed,
    owned_by,
    role,
)

# What WAI-ARIA 1.3 and the patterns of its authoring practices add.
ALSO = {
    "grid": {"caption"},
    "menu": {"menu", "separator"},
    "menubar": {"menu", "separator"},
    "table": {"caption"},
    "treegrid": {"caption"},
}
NOT_SHOWN = ("noscript", "script", "style", "template")
EMPTY = CannotTell("rendered-by-script", "this element is empty in the served markup, and its role promises items; a script may add them")
ALL_HIDDEN = CannotTell("rendered-by-script", "all items of this element are hidden in the served markup; a script may show them")
LIST_AROUND_LIST = " The list in it is one by itself: take the role out of this element."
LOOSE_ITEMS = CannotTell("needs-browser", "browsers differ in whether an `li` is an item of this list, since a `div` stands between them")
CUSTOM = CannotTell("rendered-by-script", "this element holds a web component, and only a browser knows the roles that are in it")


def check(context: Context, target: Element) -> Iterator[Miss | CannotTell]:
    document, own = context.document, explicit_role(context.document, target)
    if own is None or own != role(document, target) or own == implicit_role(document, target):
        if _is_list_of_nothing(document, target):
            yield EMPTY
        return  # for all else the lists and tables of HTML have rules of their own
    promised = ROLES[own].required_owned
    owned = _with_groups(document, target)
    exposed = [one for one in owned if is_exposed(document, one)]
    expected = ", ".join(sorted(promised))
    strangers = [one for one in exposed if role(document, one) not in promised | ALSO.get(own, set()) and not has_custom_tag(one)]
    if strangers:
        advice = LIST_AROUND_LIST if own == "list" and len(strangers) == len(exposed) and _are_lists(document, strangers) else ""
        yield Miss(_called(document, strangers[0]), expected, "wrong-child", words={"advice": advice})
    elif any(role(document, one) is None for one in exposed):
        yield CUSTOM
    elif any(role(document, one) in promised for one in exposed):
        return
    elif any(role(document, one) in promised for one in owned):
        yield ALL_HIDDEN
    elif own == "list" and next(target.iter("li"), None) is not None:
        yield LOOSE_ITEMS
    elif is_empty(document, target):
        yield EMPTY
    else:
        yield Miss("", expected, "no-child")


def _is_list_of_nothing(document: Document, element: Element) -> bool:
    """True for a list of HTML that holds elements, and nothing in them."""
    if element.tag not in ("ul", "ol", "menu") or not is_empty(document, element) or owned_by(document, element):
        return False
    return any(isinstance(child.tag, str) and child.tag not in NOT_SHOWN for child in element)


def _are_lists(document: Document, elements: Sequence[Element]) -> bool:
    return all(one.tag in ("ul", "ol", "menu") and role(document, one) == "list" for one in elements)


def _with_groups(document: Document, container: Element) -> Sequence[Element]:
    """Return what the container owns, and what the groups in it own."""
    owned = list(owned_by(document, container))
    for one in owned:  # grows while it is read: groups in groups
        if role(document, one) == "group" and one is not container:
            owned.extend(owned_by(document, one))
    return owned


def _called(document: Document, element: Element) -> str:
    own, name = role(document, element), accessible_name(document, element)
    what = f"an element with the role {own}" if own else f"the element {document.snippet(element, 80)}, which is no item"
    return what + (f", “{name}”" if name else "")
