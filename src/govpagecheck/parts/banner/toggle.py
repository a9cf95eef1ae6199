"""The toggle of an official-site banner: the control that shows how to know an official site, and what it opens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from govpagecheck.document import Document, Element, Line, lowest_common
from govpagecheck.parts import Fragment
from govpagecheck.parts.banner.guidance import Guidance, lines_inside, read_guidance
from govpagecheck.parts.banner.wording import TOGGLE_WORDS, is_toggle, read_sentence
from govpagecheck.text import comparable


def _is_control(element: Element) -> bool:
    if element.tag in ("button", "summary") or element.get("role") == "button":
        return True
    return element.tag == "a" or _reference(element) is not None or element.get("aria-expanded") is not None


def find_toggle(document: Document, root: Element, lines: Sequence[Line], guidance: Guidance) -> Fragment | None:
    """Return the control whose words say how to know, a button first; else a control of a panel; else the bare words."""
    controls = [one for one in root.iter("button", "summary", "a", "label", "div", "span") if _is_control(one)]
    worded = [fragment for one in controls if (fragment := _toggle_words(document, one))]
    if worded:
        return next((one for one in worded if one.element.tag in ("button", "summary")), worded[0])
    inside = {one for element in guidance.elements for one in (element, *element.iterancestors())}
    for one in controls:
        is_controlling = one.tag in ("button", "summary") or one.get("aria-expanded") is not None
        if is_controlling and one not in inside and (target := controlled(document, one)) is not None and target in inside:
            return Fragment(one, document.dom_text(one))
    words = ((line, TOGGLE_WORDS.search(comparable(line.text))) for line in lines)
    return next((Fragment(line.element, line.text[match.start() :]) for line, match in words if match), None)


def _toggle_words(document: Document, control: Element) -> Fragment | None:
    """Return the control with its words, without the sentence when one control holds both."""
    text = document.dom_text(control)
    match = TOGGLE_WORDS.search(comparable(text)) if len(text) < 400 else None
    if match is None:
        return None
    if read_sentence(text[: match.start()]):
        return Fragment(control, text[match.start() :])
    return Fragment(control, text) if match.start() < 40 else None


def toggle_near(document: Document, line: Line, near: Sequence[Line]) -> Fragment | None:
    """Return the toggle in the sentence's own line or in the lines after it: the control around the words, or the words."""
    best: Fragment | None = None
    for one in (line, *near):
        match = TOGGLE_WORDS.search(comparable(one.text)) if len(one.text) < 400 else None
        if match is None or (one is not line and not is_toggle(one.text)):
            continue
        near_controls = (*up(one.element, 4), *one.element.iterdescendants("button", "summary", "a", "label", "span"))
        fragment = next((words for control in near_controls if _is_control(control) and (words := _toggle_words(document, control))), None)
        if fragment is None:
            fragment = Fragment(one.element, one.text[match.start() :])
        if fragment.element.tag in ("button", "summary"):
            return fragment
        if best is None or not _is_control(best.element):
            best = fragment
    return best


def silent_toggle(document: Document, line: Line, near: Sequence[Line]) -> Fragment | None:
    """Return the control at the sentence that opens complete guidance without saying so in known words."""
    for one in (line, *near):
        control = next((above for above in up(one.element, 4) if above.tag in ("button", "summary") or above.get("aria-controls")), None)
        target = controlled(document, control) if control is not None else None
        if control is not None and target is not None and read_guidance(document, lines_inside(document, target)).is_complete:
            return Fragment(control, document.dom_text(control))
    return None


def _reference(control: Element) -> str | None:
    """Return the id that the control says it opens."""
    if controls := (control.get("aria-controls") or "").split():
        return controls[0]
    for name in ("data-target", "data-bs-target", "href"):
        value = control.get(name) or ""
        if len(value) > 1 and value.startswith("#"):
            return value[1:]
    return None


def controlled(document: Document, control: Element) -> Element | None:
    """Return the element that the control, or an element close around it, says it opens."""
    if control.tag == "summary":
        return document.closest(control, "details")
    for one in up(control, 3):
        if reference := _reference(one):
            return next(iter(document.index.by_id.get(reference, ())), None)
    return None


def find_panel(document: Document, toggle: Fragment | None, guidance: Guidance) -> Element | None:
    """Return what the toggle opens, when it holds the guidance; else the element with both items."""
    target = controlled(document, toggle.element) if toggle else None
    if target is not None and all(target in (one, *one.iterancestors()) for one in guidance.elements):
        return target
    return lowest_common(guidance.elements) if guidance.is_complete else None


def up(element: Element, steps: int) -> Iterator[Element]:
    """Yield the element and its nearest ancestors, `steps` of them."""
    yield element
    yield from islice(element.iterancestors(), steps)
