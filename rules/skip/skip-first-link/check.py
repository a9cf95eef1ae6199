"""Find the skip link, where it leads and what comes before it; whether anything else leads past the header is bypass-blocks'."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from govpagecheck.rule_api import (
    CannotTell,
    Context,
    Document,
    Element,
    Landmark,
    Miss,
    blocks_before_content,
    find_part,
    landmark_of,
    normalise,
)

BY_SCRIPT = CannotTell("rendered-by-script", "a script or web component writes the start of the page, where a skip link stands")
BY_CLICK = CannotTell("needs-browser", "a script moves the focus when the skip link is pressed; where to, only a browser shows")
NOTHING_ELSE = CannotTell(
    "needs-person", "the page has no skip link, main landmark, heading or sentence: where its content begins is not to be found"
)
WRITTEN = re.compile(r">\s{0,9}skip (?:to|navigation)", re.IGNORECASE)  # markup in a script
TO_CONTENT = re.compile(r"content|\bmain\b(?! nav| menu)|article|contenido|contenu|inhalt", re.IGNORECASE)
ASIDE = ("navigation", "banner", "complementary", "contentinfo", "search")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
CONTROLS = ("a", "button", "input", "select", "textarea", "summary", "iframe")
WINDOWS = ("dialog", "alertdialog", "tooltip")
WORTH_SKIPPING = 5  # controls; fewer are passed in less time than a skip link takes


def check(context: Context, _: Element) -> Iterator[Miss | CannotTell]:
    document = context.document
    page: Any = find_part(document, "metadata")
    link: Any = find_part(document, "skip_link")
    if link is None and (page.is_app_shell or _has_header_by_script(document)):
        yield BY_SCRIPT
        return
    broken = _broken(document, link) if link else None
    if link is None:
        before = _controls_before_content(document, page)
        if before and not page.main and not _has_heading(document):
            before = blocks_before_content(document).controls  # up to the first sentence of the text, 0 without one
            if not before:
                yield NOTHING_ELSE
        if before >= WORTH_SKIPPING:
            yield Miss(reason="missing-skip-link", words={"count": str(before)})
    if broken:
        yield broken
    elif link:
        if link.target is None and link.href is not None and not _names_a_place(link.href):
            yield BY_CLICK
        first = next(_controls(document, until=link.element), None)
        if first is not None:
            name = normalise(document.dom_text(first) or first.get("aria-label") or first.get("title") or first.get("name") or first.tag)
            yield Miss(link.text, name, "not-first", link.element)


def _broken(document: Document, link: Any) -> Miss | None:
    if document.is_hidden(link.element) or link.element.get("tabindex", "").strip().startswith("-"):
        return Miss(link.text, reason="hidden", element=link.element)
    if link.target is not None:
        around = landmark_of(document, link.target) if TO_CONTENT.search(link.text) else None
        return Miss(link.text, around.role, "wrong-place", link.element) if around and _is_aside(document, link.target, around) else None
    if link.href is None:
        return None
    if _names_a_place(link.href):
        return Miss(link.text, link.href, "dangling-target", link.element)
    return None if link.element.get("onclick") else Miss(link.text, link.href, "empty-href", link.element)


def _is_aside(document: Document, target: Element, around: Landmark) -> bool:
    """True where the target is a part of a menu, header, footer or sidebar that does not hold the page's content too."""
    holds_content = next(around.element.iter("main", "h1"), None) is not None
    return around.role in ASIDE and not holds_content and bool(document.exposed_text(target))


def _has_heading(document: Document) -> bool:
    headings = [one for one in document.index.by_attribute["role"] if one.get("role") == "heading"]
    headings += [one for name in HEADINGS for one in document.index.by_tag[name]]
    return any(document.dom_text(one) and not document.is_hidden(one) for one in headings)


def _names_a_place(href: str) -> bool:
    return bool(href.partition("#")[2].strip()) and not href.strip().lower().startswith("javascript:")


def _has_header_by_script(document: Document) -> bool:
    if any("-" in tag and ("header" in tag or "skip" in tag) for tag in document.index.by_tag):
        return True
    return any(WRITTEN.search(script.text or "") for script in document.index.by_tag["script"])


def _controls_before_content(document: Document, page: Any) -> int:
    content = [*page.main, *(heading.element for heading in page.headings_1)]
    first = min(content, key=document.index.order.__getitem__, default=None)
    return sum(1 for _ in _controls(document, until=first, on_page_too=True))


def _controls(document: Document, *, until: Element | None, on_page_too: bool = False) -> Iterator[Element]:
    """Yield what the Tab key reaches before an element; links to places on this page may be skip links themselves."""
    last = len(document.index.elements) if until is None else document.index.order[until]
    for one in islice(document.index.elements, last):
        if one.tag not in CONTROLS or one.get("tabindex", "").strip().startswith("-") or one.get("disabled") is not None:
            continue
        if one.get("type", "").lower() == "hidden" or (one.tag == "a" and one.get("href") is None):
            continue
        if not on_page_too and one.get("href", "").strip().startswith("#"):
            continue
        if not document.is_hidden(one) and not _in_window(document, one):
            yield one


def _in_window(document: Document, element: Element) -> bool:
    """True inside a dialog, or in what is kept from assistive technology: a style sheet hides such parts until they are wanted."""
    known: dict[Element, bool] = document.memo("skip-first-link: in a window", dict)
    unknown: list[Element] = []
    above: Element | None = element
    while above is not None and above not in known:
        unknown.append(above)
        above = above.getparent()
    is_inside = above is not None and known[above]
    for one in reversed(unknown):
        is_inside = is_inside or one.get("role") in WINDOWS or one.tag == "dialog" or one.get("aria-hidden") == "true"
        known[one] = is_inside
    return is_inside
