"""Which elements are rendered, seen, and met by assistive technology, as far as hiding goes.

Four questions that are easily mixed up. `is_rendered`: there is a box. `is_hidden`: not rendered, or visibility:hidden;
what is hidden can neither be seen nor receive focus. `is_exposed`: assistive technology meets it. `is_visible`: a person
sees it. A skip link that is moved off screen is rendered, not hidden, exposed, focusable, and not visible.
"""

from __future__ import annotations

import re

from govpagecheck.accessibility import styles
from govpagecheck.accessibility.flat_tree import flat_tree
from govpagecheck.accessibility.styles import Style
from govpagecheck.accessibility.visually_hidden import hides_own_text, is_clipped_away, is_squeezed
from govpagecheck.document import Document, Element

# Class names of well-known design systems for text that only screen readers are to meet.
_VISUALLY_HIDDEN_CLASSES = frozenset(
    "usa-sr-only sr-only visually-hidden visuallyhidden visually-hidden-focusable sr-only-focusable govuk-visually-hidden "
    "screen-reader-text screen-reader-only screenreader screenreader-only screen-reader element-invisible u-visually-hidden "
    "u-sr-only sronly show-for-sr show-for-sr-only accessibility-hidden visuallyHidden visually_hidden offscreen off-screen a11y-hidden "
    "hidden-visually is-visually-hidden is-sr-only slds-assistive-text assistive-text ui-helper-hidden-accessible wb-inv "
    "cdk-visually-hidden text-hide MuiTypography-srOnly elementor-screen-only ads-visually-hidden nhsuk-u-visually-hidden".split()
)
# Class names that mean "not displayed" in most style sheets.
_HIDING_CLASSES = frozenset(
    "hidden hide is-hidden d-none display-none u-hidden hiddenStructure js-hidden invisible ng-hide visually-gone display_none "
    "w3-hide uk-hidden usa-hidden ds-hidden govuk-hidden is-hide collapse nodisplay no-display".split()
)
# What Google Translate's script puts into a page, and saved pages hold: rating form, spinner, bars and menus, shown on demand.
_HIDDEN_WIDGET_IDS = re.compile(r"goog-gt-")
_HIDDEN_WIDGET_CLASSES = re.compile(
    r"(?:^|\s)(?:VIpgJd-(?:yAWNEb|ZVi9od-(?:aZ2wEe|ORHb|vH1Gmf|SmfZ))-|goog-te-(?:menu|banner|balloon|spinner)-)"
)
# SVG elements that are drawn, if at all, by what refers to them.
_SVG = "{http://www.w3.org/2000/svg}"
_NOT_DRAWN = frozenset(
    _SVG + name
    for name in "defs symbol clipPath mask pattern marker linearGradient radialGradient filter metadata title desc script style".split()
)
_RENDERED, _SHOWN, _ARIA_HIDDEN, _INERT, _TRANSPARENT, _CLIPPED, _SQUEEZED, _NO_TEXT, _UNPAINTED = (1 << bit for bit in range(9))
_TOP = _RENDERED | _SHOWN
_INHERITED = ~(_SHOWN | _NO_TEXT)


def is_rendered(document: Document, element: Element) -> bool:
    """True unless the element or an ancestor is display:none, in closed details, in a closed dialog and the like.

    >>> from govpagecheck import parse_page
    >>> document = parse_page("<details><summary>More</summary><p>Text</details>")
    >>> [is_rendered(document, element) for element in document.select("details, summary, p")]
    [True, True, False]
    """
    return _state(document, element) & _RENDERED != 0


def is_hidden(document: Document, element: Element) -> bool:
    """True where the element is not rendered or has visibility:hidden; then it can neither be seen nor receive focus."""
    return _state(document, element) & _TOP != _TOP


def is_exposed(document: Document, element: Element) -> bool:
    """True where assistive technology meets the element: not hidden, not in aria-hidden="true", not inert."""
    return _state(document, element) & (_TOP | _ARIA_HIDDEN | _INERT) == _TOP


def is_visible(document: Document, element: Element) -> bool:
    """True where people see the element (ACT "visible"): not hidden, not transparent, not visually hidden.

    For focus ask `is_hidden`: what is transparent or off screen can receive it.
    """
    return _state(document, element) & (_TOP | _TRANSPARENT | _UNPAINTED) == _TOP and not is_visually_hidden(document, element)


def is_visually_hidden(document: Document, element: Element) -> bool:
    """True where the element is rendered for screen readers only: clipped, off screen or of no size.

    Where sheets are missing, the class names that are usual for it count too.
    """
    state = _state(document, element)
    return state & _RENDERED != 0 and state & (_CLIPPED | _SQUEEZED | _NO_TEXT) != 0


def is_aria_hidden(document: Document, element: Element) -> bool:
    """True where the element or an ancestor has aria-hidden="true"."""
    return _state(document, element) & _ARIA_HIDDEN != 0


def is_inert(document: Document, element: Element) -> bool:
    """True where the element or an ancestor is inert."""
    return _state(document, element) & _INERT != 0


def may_be_hidden(document: Document, element: Element) -> bool:
    """True where a sheet may hide the element or an ancestor that was not read.

    Either sheets are missing, or could not be matched, and a class says so that usually hides; or it is the part of a
    well-known widget that its script hides with a sheet of its own.
    """
    return element in document.memo("elements that may be hidden", lambda: _maybe_hidden(document))


def _state(document: Document, element: Element) -> int:
    return document.memo("visibility", lambda: _compute(document)).get(element, 0)


def _compute(document: Document) -> dict[Element, int]:
    tree = flat_tree(document)
    goes_by_class = not styles.is_certain(document)
    states: dict[Element, int] = {}
    first_summaries: dict[Element, Element | None] = {}
    by_style: dict[int, int] = {}
    for element in tree.order:
        parent = tree.parents.get(element)
        style = styles.style(document, element)
        own = by_style.get(id(style))
        if own is None:
            own = by_style[id(style)] = _of_style(style)
        if parent is None:
            state = _TOP
        else:
            state = states[parent] & _INHERITED
            if state & _SQUEEZED and style.position in ("absolute", "fixed") and _is_static(document, parent):
                state &= ~_SQUEEZED
            if state & _RENDERED:
                state = _below(state, element, parent, document, first_summaries)
        state |= own & ~_RENDERED
        if own & _RENDERED == 0 or element.tag in _NOT_DRAWN:
            state &= ~_RENDERED
        states[element] = _of_markup(state, element, style, goes_by_class)
    _map_areas(document, states)
    return states


def _of_style(style: Style) -> int:
    """Return what a style says of the element itself, _RENDERED where it does not take it away."""
    state = 0
    if style.display != "none":
        state |= _RENDERED
    if style.visibility not in ("hidden", "collapse"):
        state |= _SHOWN
    if style.opacity == 0.0:
        state |= _TRANSPARENT
    if is_clipped_away(style):
        state |= _CLIPPED
    if is_squeezed(style):
        state |= _SQUEEZED
    if hides_own_text(style):
        state |= _NO_TEXT
    return state


def _is_static(document: Document, element: Element) -> bool:
    """True where an absolutely placed child escapes the element's clipping, since another holds it."""
    return styles.style(document, element).position == "static"


def _below(state: int, element: Element, parent: Element, document: Document, first_summaries: dict[Element, Element | None]) -> int:
    """Return the state that an element has from its parent, which is rendered."""
    tag = parent.tag
    if tag == "details" and parent.get("open") is None:
        if parent not in first_summaries:
            first_summaries[parent] = next(parent.iterchildren("summary"), None)
        if element is not first_summaries[parent]:
            return state & ~_RENDERED
    elif tag in ("audio", "video"):
        return state & ~_RENDERED  # shown by browsers that cannot play, of which there are none
    elif tag == "canvas":
        return state | _UNPAINTED  # its content is there for assistive technology
    if styles.style(document, parent).content_visibility == "hidden":
        return state & ~_RENDERED
    return state


def _of_markup(state: int, element: Element, style: Style, goes_by_class: bool) -> int:
    if (element.get("aria-hidden") or "").lower() == "true":
        state |= _ARIA_HIDDEN
    if element.get("inert") is not None:
        state |= _INERT
    if style.content_visibility == "hidden" and (element.get("hidden") or "").lower() == "until-found":
        state &= ~_RENDERED
    if goes_by_class and (names := element.get("class")) and not _VISUALLY_HIDDEN_CLASSES.isdisjoint(names.split()):
        state |= _CLIPPED
    return state


def _map_areas(document: Document, states: dict[Element, int]) -> None:
    """Let the areas of image maps be as their image is: the areas have no boxes of their own (HTML, "image maps")."""
    areas = document.index.by_tag.get("area")
    if not areas:
        return
    images: dict[str, Element] = {}
    for image in document.index.by_attribute.get("usemap", ()):
        if image.tag in ("img", "object") and image in states:
            images.setdefault((image.get("usemap") or "").lstrip("#"), image)
    for area in areas:
        holder = document.closest(area, "map")
        if holder is None or area not in states:
            continue
        shown_by = next((images[key] for name in ("name", "id") if (key := holder.get(name) or "") in images), None)
        if shown_by is not None and area.get("hidden") is None:
            states[area] = states[shown_by] | (states[area] & (_ARIA_HIDDEN | _INERT))


def _maybe_hidden(document: Document) -> set[Element]:
    tree = flat_tree(document)
    goes_by_class = not styles.is_certain(document)
    found: set[Element] = set()
    for element in tree.order:
        parent = tree.parents.get(element)
        names = element.get("class")
        if (
            (parent is not None and parent in found)
            or (goes_by_class and names and not _HIDING_CLASSES.isdisjoint(names.split()))
            or (names and _HIDDEN_WIDGET_CLASSES.search(names) is not None)
            or _HIDDEN_WIDGET_IDS.match(element.get("id") or "") is not None
        ):
            found.add(element)
    return found
