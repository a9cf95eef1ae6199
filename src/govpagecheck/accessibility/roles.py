"""The role of an element: the one its author gave it where that counts, else the one that HTML and SVG give it."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from govpagecheck.accessibility import aria, focus
from govpagecheck.accessibility.flat_tree import flat_tree
from govpagecheck.accessibility.html_roles import Case, all_roles, cases_by_tag
from govpagecheck.document import Document, Element

PRESENTATIONAL = frozenset(("none", "presentation"))
_SYNONYMS = {"image": "img"}  # WAI-ARIA 1.3
_SVG = "{http://www.w3.org/2000/svg}"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_LISTS = frozenset(("menu", "ol", "ul"))
_LIST_ROLES = frozenset(("directory", "list"))
_TABLES = frozenset(("grid", "table", "treegrid"))
_TABLE_PARTS = frozenset(("table", "tbody", "tfoot", "thead", "tr"))
_TAKING_OVER = frozenset(("dd", "dt", "li", "tbody", "td", "tfoot", "th", "thead", "tr"))  # of whom _hands_down tells
_LINK = "a[href]"
_SECTIONING = frozenset(("article", "aside", "nav", "section"))
_SECTIONING_OR_MAIN = _SECTIONING | {"main"}
_SECTIONING_OR_MAIN_ROLES = frozenset(("article", "complementary", "main", "navigation", "region"))
# No corresponding role in ARIA in HTML, which lets them be named all the same.
_NAMED_WITHOUT_ROLE = frozenset("audio canvas dl embed iframe input object rp ruby summary svg video".split())
_MORE_THAN_ONE = re.compile(r"[ \t\n\f\r]*\+?0*(?:[2-9]|1[0-9])")


def role(document: Document, element: Element) -> str | None:
    """Return the element's role, None where it has none, or only the generic one, of itself.

    An explicit none or presentation is undone on what can receive focus or has a global aria-* attribute (WAI-ARIA 1.2,
    "Presentational Roles Conflict Resolution"), and hands itself down to the items of a list and the parts of a table.

    >>> from govpagecheck import parse_page
    >>> document = parse_page('<ul role=none><li>One<li tabindex=0>Two</ul><nav role=TOOLBAR></nav>')
    >>> [role(document, element) for element in document.select("ul, li, nav")]
    ['none', 'none', 'listitem', 'toolbar']
    """
    known: dict[Element, str | None] = document.memo("roles", dict)
    try:
        return known[element]
    except KeyError:
        found = known[element] = _find_role(document, element)
        return found


def elements_with_role(document: Document, *roles: str) -> list[Element]:
    """Return the page's elements that have one of the roles, in document order."""
    by_role = document.memo("elements by role", lambda: _by_role(document))
    found = [element for name in dict.fromkeys(roles) for element in by_role.get(name, ())]
    return found if len(roles) == 1 else sorted(found, key=document.index.order.__getitem__)


def explicit_role(document: Document, element: Element) -> str | None:  # noqa: ARG001
    """Return the first word of the role attribute that is a role to use, in lower case; None without such a word.

    Abstract roles are passed over; `image` is the newer word for img. Whether it takes effect is what `role` says.
    """
    written = element.get("role")
    if not written:
        return None
    return _cached_first_role(written) if len(written) <= 200 else _first_role(written)


def implicit_role(document: Document, element: Element) -> str | None:
    """Return the role that the element has without a role attribute (HTML-AAM 1.0, SVG-AAM 1.0), None where it has none.

    An image with alt="" is presentational, and not where it can receive focus or has global aria-* attributes.
    """
    case = _case(document, element)
    return case.role if case is not None else None


def allowed_roles(document: Document, element: Element) -> frozenset[str]:
    """Return the roles that authors may give the element (ARIA in HTML), its own included; `html_roles.all_roles()` for any."""
    case = _case(document, element)
    return case.allowed if case is not None else all_roles()


def allowed_attributes(document: Document, element: Element) -> frozenset[str]:
    """Return the aria-* attributes that authors may give the element: those of its role, but where ARIA in HTML says otherwise.

    Attributes that are deprecated on the role are among them, and on custom elements and SVG aria-label is too.
    """
    name = role(document, element)
    case = _case(document, element)
    if case is not None and case.only is not None:
        return case.only
    supported = aria.ROLES[name or "generic"].supported
    if name is None and not prohibits_name(document, element):
        supported |= aria.ROLES["generic"].prohibited
    return supported | case.also if case is not None and explicit_role(document, element) is None else supported


def prohibits_name(document: Document, element: Element) -> bool:
    """True where aria-label and aria-labelledby are not allowed, for the role that the element has, or has not.

    Custom elements and SVG may have a role that the page does not show, so they are let be.
    """
    name = role(document, element)
    if name is not None:
        return aria.ROLES[name].prohibits_name
    return element.tag not in _NAMED_WITHOUT_ROLE and not has_custom_tag(element) and element.tag[0] != "{"


def has_custom_tag(element: Element) -> bool:
    """True for custom elements, whose role and contents a script may set."""
    tag = element.tag
    return "-" in tag and tag[0] != "{"


def is_named_by_attribute(document: Document, element: Element) -> bool:
    """True where aria-labelledby leads somewhere, or aria-label or title hold text: the names that sections can have."""
    if any((element.get(name) or "").strip() for name in ("aria-label", "title")):
        return True
    references = element.get("aria-labelledby")
    return references is not None and any(one in document.index.by_id for one in references.split())


def undoes_presentation(document: Document, element: Element) -> str:
    """Return why role none or alt="" does not count: the aria-* attribute, "focus" where it can be had, "" where nothing does.

    >>> from govpagecheck import parse_page
    >>> document = parse_page('<img alt="" aria-describedby=more><img role=none tabindex=0><img alt="">')
    >>> [undoes_presentation(document, element) for element in document.select("img")]
    ['aria-describedby', 'focus', '']
    """
    return _undoing(document, element, implicit_role(document, element))


def is_in_image(document: Document, element: Element) -> bool:
    """True inside an element of role img, which browsers take for one thing: what it holds is not in the accessibility tree."""
    return is_within(document, element, _is_image)


def is_within(document: Document, element: Element, test: Callable[[Document, Element], bool]) -> bool:
    """True where an ancestor passes the test; what was climbed once is known for all that is below it."""
    known: dict[Element, bool] = document.memo(("within", test), dict)
    climbed: list[Element] = []
    verdict = False
    for ancestor in element.iterancestors():
        if ancestor in known:
            verdict = known[ancestor]
            break
        climbed.append(ancestor)
        if test(document, ancestor):
            verdict = True
            break
    known.update(dict.fromkeys(climbed, verdict))
    return verdict


def _by_role(document: Document) -> dict[str, list[Element]]:
    known: dict[Element, str | None] = document.memo("roles", dict)
    given, linking = (frozenset(document.index.by_attribute.get(name, ())) for name in ("role", "href"))
    cases, settled = cases_by_tag(), _settled_roles()
    elements: dict[str, list[Element]] = {}
    for element in document.index.elements:
        tag = element.tag
        if tag == "a" and element in linking:
            tag = _LINK
        if element not in given and (tag in settled or tag not in cases):
            name = known[element] = settled.get(tag)
        else:
            name = role(document, element)
        if name is not None:
            elements.setdefault(name, []).append(element)
    return elements


@lru_cache(maxsize=1)
def _settled_roles() -> dict[str, str | None]:
    """Return the roles of those tags for which only a role attribute makes a difference, and of `a[href]`."""
    found: dict[str, str | None] = {}
    for tag, cases in cases_by_tag().items():
        first = next((place for place, case in enumerate(cases) if not case.types and not case.condition), None)
        can_be = {case.role for case in cases[: first + 1]} if first is not None else {None, *(case.role for case in cases)}
        if len(can_be) == 1 and tag not in _TAKING_OVER:
            found[tag] = can_be.pop()
    return found | {_LINK: next(case.role for case in cases_by_tag()["a"] if case.condition == "has href")}


def _find_role(document: Document, element: Element) -> str | None:
    explicit = explicit_role(document, element)
    if explicit is not None and explicit not in PRESENTATIONAL:
        return explicit
    native = implicit_role(document, element)
    if native in PRESENTATIONAL:
        return explicit or native
    if explicit is not None:
        return native if _undoes_presentation(document, element, native) else explicit
    if (owner := _hands_down(document, element)) is not None and role(document, owner) in PRESENTATIONAL:
        return native if _undoes_presentation(document, element, native) else "none"
    return native


def _first_role(written: str) -> str | None:
    roles = aria.ROLES
    for word in written.split():
        name = word.lower()
        if name in roles and not roles[name].is_abstract:
            return _SYNONYMS.get(name, name)
    return None


_cached_first_role = lru_cache(maxsize=4096)(_first_role)


def _undoes_presentation(document: Document, element: Element, native: str | None) -> bool:
    return _undoing(document, element, native) != ""


def _undoing(document: Document, element: Element, native: str | None) -> str:
    """Return what makes role none not count. Attributes that the native role prohibits leave it alone (WAI-ARIA 1.3)."""
    prohibited = aria.ROLES[native or "generic"].prohibited
    names: list[str] = element.keys()  # type: ignore[assignment]
    for name in names:
        if name.startswith("aria-") and name in _telling_attributes() and name not in prohibited:
            return name
    return "focus" if focus.is_focusable(document, element) else ""


@lru_cache(maxsize=1)
def _telling_attributes() -> frozenset[str]:
    """Return the global attributes, but for aria-hidden, which takes away and tells nothing."""
    return frozenset(one.name for one in aria.ATTRIBUTES.values() if one.is_global and one.name != "aria-hidden")


def _hands_down(document: Document, element: Element) -> Element | None:
    """Return the element whose presentational role is this one's too: WAI-ARIA's required owned elements, and dl as browsers do."""
    tag = element.tag
    if tag == "li":
        owner = _owner(document, element)
        return owner if owner is not None and owner.tag in _LISTS else None
    if tag in ("dt", "dd"):
        owner = _owner(document, element)
        if owner is not None and owner.tag == "div":
            owner = _owner(document, owner)
        return owner if owner is not None and owner.tag == "dl" else None
    if tag in ("td", "th") or (tag in _TABLE_PARTS and tag != "table"):
        parent = element.getparent()
        return parent if parent is not None and parent.tag in _TABLE_PARTS else None
    return None


def _owner(document: Document, element: Element) -> Element | None:
    """Return the parent in the flat tree; slots are no boxes and are passed over."""
    parents = flat_tree(document).parents
    parent = parents.get(element)
    while parent is not None and parent.tag == "slot":
        parent = parents.get(parent)
    return parent


# -- the cases of data/html-roles.json -----------------------------------------------------------------------------------


def _case(document: Document, element: Element) -> Case | None:
    for case in cases_by_tag().get(element.tag, ()):
        if case.types and (element.get("type") or "").lower() not in case.types:
            continue
        if not case.condition or _CONDITIONS[case.condition](document, element):
            return case
    return None


def _is_link(_: Document, element: Element) -> bool:
    return element.get("href") is not None or (element.tag[0] == "{" and element.get(_XLINK) is not None)


def _is_decorative(document: Document, element: Element) -> bool:
    # A title leaves it decorative: it is no aria-* attribute.
    return element.get("alt") == "" and not _undoes_presentation(document, element, "img")


def _has_text(document: Document, element: Element) -> bool:
    return bool(element.get("alt")) or is_named_by_attribute(document, element)


def _is_described(document: Document, element: Element) -> bool:
    """True for SVG elements that are in the accessibility tree for their names or descriptions (SVG-AAM 1.0, section 5.1)."""
    if is_named_by_attribute(document, element) or (element.get("aria-describedby") or "").strip():
        return True
    return any((one.text or "").strip() for one in element.iterchildren(_SVG + "title", _SVG + "desc"))


def _has_suggestions(document: Document, element: Element) -> bool:
    found = document.index.by_id.get(element.get("list") or "")
    return bool(found) and found[0].tag == "datalist"  # type: ignore[index]


def _shows_several(_: Document, element: Element) -> bool:
    return element.get("multiple") is not None or _MORE_THAN_ONE.match(element.get("size") or "") is not None


def _is_in_list(document: Document, element: Element) -> bool:
    """True where the parent is a list, or one whose role is taken away; with any other role it has no list items (HTML-AAM)."""
    owner = _owner(document, element)
    if owner is not None and owner.tag in _LISTS:
        return role(document, owner) in _LIST_ROLES | PRESENTATIONAL
    return owner is not None and explicit_role(document, owner) in _LIST_ROLES


def _is_in_exposed_list(document: Document, element: Element) -> bool:
    owner = _owner(document, element)
    return owner is not None and role(document, owner) in _LIST_ROLES


def _is_in_description_list(_: Document, element: Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == "dl"


def _heads_columns(document: Document, element: Element) -> bool:
    """True for a th that heads columns; HTML, section 4.9.12.2: one without scope does in a row that has no data cells.

    All others head their row: what is neither to HTML, in a row with data and in a column with data, is so to browsers.
    """
    scope = (element.get("scope") or "").lower()
    if scope in ("col", "colgroup", "row", "rowgroup"):
        return scope.startswith("col")
    row = element.getparent()
    if row is None:
        return True
    has_data: bool = document.memo(("row has data", row), lambda: next(row.iterchildren("td"), None) is not None)
    return not has_data


def _table_role(document: Document, part: Element) -> str | None:
    """Return the role of the table that the row, cell or caption belongs to."""
    ancestor = part.getparent()
    for _ in range(2):  # cell, row, row group, table: the parser lets nothing else be between
        if ancestor is not None and ancestor.tag != "table":
            ancestor = ancestor.getparent()
    return role(document, ancestor) if ancestor is not None and ancestor.tag == "table" else None


def _is_image(document: Document, element: Element) -> bool:
    return role(document, element) in ("graphics-symbol", "img")


def _is_sectioning(_: Document, element: Element) -> bool:
    return element.tag in _SECTIONING


def _is_sectioning_or_main(document: Document, element: Element) -> bool:
    return element.tag in _SECTIONING_OR_MAIN or explicit_role(document, element) in _SECTIONING_OR_MAIN_ROLES


_CONDITIONS: dict[str, Callable[[Document, Element], bool]] = {
    "child of dl": _is_in_description_list,
    "has aria-pressed": lambda _, element: element.get("aria-pressed") is not None,
    "has figcaption": lambda _, element: next(element.iterchildren("figcaption"), None) is not None,
    "has href": _is_link,
    "has suggestions": _has_suggestions,
    "has text": _has_text,
    "heads columns": _heads_columns,
    "in a grid": lambda document, element: _table_role(document, element) in ("grid", "treegrid"),
    "in a list": _is_in_list,
    "in a list exposed as list": _is_in_exposed_list,
    "in sectioning content": lambda document, element: is_within(document, element, _is_sectioning),
    "in sectioning content or main": lambda document, element: is_within(document, element, _is_sectioning_or_main),
    "is decorative": _is_decorative,
    "is described": _is_described,
    "is named": is_named_by_attribute,
    "opens details": lambda _, element: focus.is_summary_of_details(element),
    "outside a table": lambda document, element: _table_role(document, element) not in _TABLES,
    "shows several": _shows_several,
}
