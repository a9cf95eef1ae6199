"""Which elements are rendered, seen, and met by assistive technology, as far as hiding goes.

Four questions that are easily mixed up. `is_rendered`: there is a box. `is_hidden`: not rendered, or visibility:hidden;
what is hidden can neither be seen nor receive focus. `is_exposed`: assistive technology meets it. `is_visible`: a person
sees it. A skip link that is moved off screen is rendered, not hidden, exposed, focusable, and not visible.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

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
_HIDDEN_WIDGET_IDS = "goog-gt-"
_HIDDEN_WIDGETS = tuple(
    "VIpgJd-yAWNEb- VIpgJd-ZVi9od-aZ2wEe- VIpgJd-ZVi9od-ORHb- VIpgJd-ZVi9od-vH1Gmf- VIpgJd-ZVi9od-SmfZ- goog-te-menu- goog-te-banner- "
    "goog-te-balloon- goog-te-spinner-".split()
)
# SVG elements that are drawn, if at all, by what refers to them.
_SVG = "{http://www.w3.org/2000/svg}"
_NOT_DRAWN = frozenset(
    "defs symbol clipPath mask pattern marker linearGradient radialGradient filter metadata title desc script style".split()
)
_RENDERED, _SHOWN, _ARIA_HIDDEN, _INERT, _TRANSPARENT, _CLIPPED, _SQUEEZED, _NO_TEXT, _UNPAINTED = (1 << bit for bit in range(9))
_CLOSED, _FALLBACK = 1 << 9, 1 << 10  # what the element holds is not rendered, or is there for assistive technology only
_TOP = _RENDERED | _SHOWN
_VISUALLY_HIDDEN = _CLIPPED | _SQUEEZED | _NO_TEXT
# What tells whether an element is met and seen: it is where nothing of this but _TOP holds.
_MET = _TOP | _ARIA_HIDDEN | _INERT
_SEEN = _TOP | _TRANSPARENT | _UNPAINTED | _VISUALLY_HIDDEN
# Of a parent's state, what its children take over, and what tells more of them.
_INHERITED = ~(_SHOWN | _NO_TEXT | _CLOSED | _FALLBACK)
_OF_CHILDREN = _SQUEEZED | _CLOSED | _FALLBACK
# Rules ask for the state of each element again and again: to find it costs no more than two looks into tables.
_TABLE = "states"


def is_rendered(document: Document, element: Element) -> bool:
    """True unless the element or an ancestor is display:none, in closed details, in a closed dialog and the like.

    >>> from govpagecheck import parse_page
    >>> document = parse_page("<details><summary>More</summary><p>Text</details>")
    >>> [is_rendered(document, element) for element in document.select("details, summary, p")]
    [True, True, False]
    """
    return (document.memo(_TABLE, dict) or _fill(document)).get(element, 0) & _RENDERED != 0


def is_hidden(document: Document, element: Element) -> bool:
    """True where the element is not rendered or has visibility:hidden; then it can neither be seen nor receive focus."""
    return (document.memo(_TABLE, dict) or _fill(document)).get(element, 0) & _TOP != _TOP


def is_exposed(document: Document, element: Element) -> bool:
    """True where assistive technology meets the element: not hidden, not in aria-hidden="true", not inert."""
    return (document.memo(_TABLE, dict) or _fill(document)).get(element, 0) & _MET == _TOP


def is_visible(document: Document, element: Element) -> bool:
    """True where people see the element (ACT "visible"): not hidden, not transparent, not visually hidden.

    For focus ask `is_hidden`: what is transparent or off screen can receive it.
    """
    state = (document.memo(_TABLE, dict) or _fill(document)).get(element, 0)
    return state & _SEEN == _TOP


def is_visually_hidden(document: Document, element: Element) -> bool:
    """True where the element is rendered for screen readers only: clipped, off screen or of no size.

    Where sheets are missing, the class names that are usual for it count too.
    """
    state = (document.memo(_TABLE, dict) or _fill(document)).get(element, 0)
    return state & _RENDERED != 0 and state & _VISUALLY_HIDDEN != 0


def is_aria_hidden(document: Document, element: Element) -> bool:
    """True where the element or an ancestor has aria-hidden="true"."""
    return (document.memo(_TABLE, dict) or _fill(document)).get(element, 0) & _ARIA_HIDDEN != 0


def is_inert(document: Document, element: Element) -> bool:
    """True where the element or an ancestor is inert."""
    return (document.memo(_TABLE, dict) or _fill(document)).get(element, 0) & _INERT != 0


def may_be_hidden(document: Document, element: Element) -> bool:
    """True where a sheet may hide the element or an ancestor that was not read.

    Either sheets are missing, or could not be matched, and a class says so that usually hides; or it is the part of a
    well-known widget that its script hides with a sheet of its own.
    """
    return element in document.memo("elements that may be hidden", lambda: _maybe_hidden(document))


def _fill(document: Document) -> dict[Element, int]:
    states: dict[Element, int] = document.memo(_TABLE, dict)
    states.update(document.memo("visibility", lambda: _compute(document)))
    return states


def _compute(document: Document) -> dict[Element, int]:
    tree = flat_tree(document)
    parents = tree.parents
    style_of = styles.all_styles(document)
    marks = _marks(document)
    undrawn = _undrawn(document, style_of)
    summaries = _summaries(document, style_of)
    states: dict[Element, int] = {}
    by_style: dict[Style, int] = {}
    for element in tree.order:
        style = style_of[element]
        own = by_style.get(style)
        if own is None:
            own = by_style[style] = _of_style(style)
        parent = parents.get(element)
        above = states[parent] if parent is not None else _TOP
        state = above & _INHERITED | own & ~_RENDERED
        if above & _OF_CHILDREN and parent is not None:
            if above & _FALLBACK:
                state |= _UNPAINTED  # it is there for assistive technology
            elif above & _CLOSED and element not in summaries:
                state &= ~_RENDERED
            if above & _SQUEEZED and not own & _SQUEEZED and _escapes(style, style_of[parent]):
                state &= ~_SQUEEZED
        if not own & _RENDERED or element in undrawn:
            state &= ~_RENDERED
        states[element] = state | marks.get(element, 0)
    _map_areas(document, states)
    return states


def _escapes(style: Style, above: Style) -> bool:
    """True where an absolutely placed child escapes its parent's clipping, since another holds it."""
    return style.position in ("absolute", "fixed") and above.position == "static"


def _marks(document: Document) -> dict[Element, int]:
    """Return what markup adds to the states of elements."""
    index = document.index
    marks: dict[Element, int] = {}

    def mark(elements: Iterable[Element], state: int) -> None:
        for element in elements:
            marks[element] = marks.get(element, 0) | state

    mark((one for one in index.by_attribute.get("aria-hidden", ()) if (one.get("aria-hidden") or "").lower() == "true"), _ARIA_HIDDEN)
    mark(index.by_attribute.get("inert", ()), _INERT)
    mark((one for one in _of_html(document, "details") if one.get("open") is None), _CLOSED)
    mark(_of_html(document, "audio", "video"), _CLOSED)  # what they hold is for browsers that cannot play, of which there are none
    mark(_of_html(document, "canvas"), _FALLBACK)
    if not styles.is_certain(document):
        for name in _VISUALLY_HIDDEN_CLASSES & index.by_class.keys():
            mark(index.by_class[name], _CLIPPED)
    return marks


def _of_html(document: Document, *tags: str) -> list[Element]:
    return [element for tag in tags for element in document.index.by_tag.get(tag, ()) if element.tag == tag]


def _undrawn(document: Document, style_of: Mapping[Element, Style]) -> set[Element]:
    """Return what is not rendered whatever `display` says."""
    index = document.index
    undrawn = {one for tag in _NOT_DRAWN & index.by_tag.keys() for one in index.by_tag[tag] if one.tag == _SVG + tag}
    for element in index.by_attribute.get("hidden", ()):
        is_until_found = (element.get("hidden") or "").lower() == "until-found"
        if is_until_found and element in style_of and style_of[element].content_visibility == "hidden":
            undrawn.add(element)
    return undrawn


def _summaries(document: Document, style_of: Mapping[Element, Style]) -> set[Element | None]:
    """Return the first summaries of details, which are shown while the details are closed."""
    holders = [one for one in _of_html(document, "details") if one in style_of and style_of[one].content_visibility != "hidden"]
    return {next(one.iterchildren("summary"), None) for one in holders}


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
    if style.content_visibility == "hidden":
        state |= _CLOSED
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
    index = document.index
    hiding = {one for name in index.by_class if name.startswith(_HIDDEN_WIDGETS) for one in index.by_class[name]}
    hiding.update(one for name in index.by_id if name.startswith(_HIDDEN_WIDGET_IDS) for one in index.by_id[name])
    if not styles.is_certain(document):
        hiding.update(one for name in _HIDING_CLASSES & index.by_class.keys() for one in index.by_class[name])
    found: set[Element] = set()
    if hiding:
        tree = flat_tree(document)
        for element in tree.order:
            if element in hiding or tree.parents.get(element) in found:
                found.add(element)
    return found
