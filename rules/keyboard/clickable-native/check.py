"""Tell what is made to be clicked from wrappers of real controls, helpers, and what script-free markup makes focusable."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from govpagecheck.rule_api import CannotTell, Context, Document, Element, Miss, explicit_role, is_exposed, is_focusable, role

CONTROLS = frozenset(
    ("a", "area", "button", "input", "select", "textarea", "summary", "option", "label", "iframe", "embed", "object", "video", "audio")
)
FRAMES = frozenset(("html", "body", "form", "dialog"))
SINGLE = frozenset(("button", "link", "checkbox", "switch", "slider", "spinbutton", "textbox", "searchbox", "combobox"))
WIDGETS = SINGLE | frozenset(
    "menuitem menuitemcheckbox menuitemradio option radio tab treeitem gridcell row columnheader rowheader scrollbar".split()
)
COMPOSITES = frozenset("toolbar menu menubar listbox grid tree treegrid tablist radiogroup combobox".split())
HARMLESS = re.compile(
    r"(?:javascript:)?\s*"
    r"(?:(?:window\.)?e(?:vent)?\.(?:stop(?:Immediate)?Propagation|preventDefault)\(\)|return(?: (?:false|true))?|void\(?0\)?)?"
)
NO_TEXT = CannotTell(
    "needs-person", "this has no text and does something when it is clicked; look whether a button of the page does the same"
)

BY_SCRIPT = CannotTell(
    "needs-browser", "this has the role of a control, and the Tab key does not reach it in the served markup; a script may change that"
)


def check(context: Context, target: Element) -> Iterator[Miss | CannotTell]:
    document = context.document
    if target.tag in CONTROLS or target.tag in FRAMES or "-" in target.tag:
        return
    words = {"label": _label(target)}
    focusable = is_focusable(document, target)
    handler = target.get("onclick")
    if handler is None or _does_nothing(handler):
        kind = explicit_role(document, target)
        if kind in SINGLE and not focusable and is_exposed(document, target) and not _is_managed(document, target):
            yield BY_SCRIPT if document.index.by_tag["script"] else Miss(kind, reason="role-not-focusable", words=words)
        return
    around, inside = document.memo("clickable-native", lambda: _controls(document))
    if target in around or target in inside:
        return
    if not focusable:
        holding = document.memo(("clickable-native", "content"), lambda: _with_ancestors(_contents(document)))
        yield Miss(reason="not-focusable", words=words) if target in holding else NO_TEXT
    elif (kind := role(document, target)) not in WIDGETS:
        yield Miss(expected=f"“{kind}”" if kind else "none", reason="no-role", words=words)


def _is_managed(document: Document, target: Element) -> bool:
    """True for what is disabled, and for parts of a composite widget, among which scripts move the focus."""
    is_part = any(explicit_role(document, one) in COMPOSITES for one in islice(target.iterancestors(), 20))
    return is_part or target.get("aria-disabled") == "true" or target.get("tabindex") is not None


def _controls(document: Document) -> tuple[set[Element], set[Element]]:
    """Return the elements around something that takes focus, and those inside of a control."""
    index = document.index
    candidates = {one for tag in CONTROLS for one in index.by_tag[tag]} | set(index.by_attribute["tabindex"])
    focusable = {one for one in candidates if one.tag == "label" or is_focusable(document, one)}
    around = _with_ancestors(one.getparent() for one in focusable)
    inside: set[Element] = set()
    for element in index.elements:
        parent = element.getparent()
        if parent is not None and (parent in focusable or parent in inside):
            inside.add(element)
    return around, inside


def _contents(document: Document) -> Iterator[Element]:
    for element in document.index.elements:
        if (element.text or "").strip() or (element.tag == "img" and element.get("alt")):
            yield element
        parent = element.getparent()
        if parent is not None and (element.tail or "").strip():
            yield parent


def _with_ancestors(elements: Iterable[Element | None]) -> set[Element]:
    """Return the elements and all their ancestors, each climbed but once."""
    found: set[Element] = set()
    for element in elements:
        one = element
        while one is not None and one not in found:
            found.add(one)
            one = one.getparent()
    return found


def _label(target: Element) -> str:
    """Return the first words inside of the target, or the text of its picture."""
    pieces = [piece for one in islice(target.iter("*"), 60) for piece in (one.text, None if one is target else one.tail) if piece]
    text = " ".join(" ".join(pieces).split())
    return text[:60] or target.get("aria-label") or target.get("alt") or target.get("title") or ""


def _does_nothing(handler: str) -> bool:
    """True for a handler that only keeps the click from others."""
    return len(handler) < 200 and all(HARMLESS.fullmatch(statement.strip()) for statement in handler.split(";"))
