"""Find what the Tab key reaches in elements that are hidden from assistive technology, the outermost of them."""

import re
from collections.abc import Iterator

from govpagecheck.rule_api import CannotTell, Context, Document, Element, Miss, is_certain, is_tabbable, may_be_hidden

LISTENS_TO_FOCUS = re.compile(r"""(?:addEventListener|\bon)\(\s*['"]focus(?:in)?['"]|\.onfocus\s*=""")
MOVES_ON = CannotTell(
    "needs-browser", "a script acts when this element, which is hidden from assistive technology, gets the focus; it may move it on"
)
SHEETS = CannotTell(
    "unread-sheets",
    "the Tab key reaches controls in this hidden (aria-hidden) element, unless a style sheet that was not read takes them away",
)


def check(context: Context, target: Element) -> Iterator[Miss | CannotTell]:
    document = context.document
    reached = document.memo("reached in aria-hidden", lambda: _reached(document)).get(target, ())
    if not reached:
        return
    caught = [one for one in reached if not _is_moved_on(document, one)]
    if not caught:
        yield MOVES_ON
    elif may_be_hidden(document, target):
        yield SHEETS
    elif target in caught:
        yield Miss(document.snippet(target, 80), reason="focusable-itself")
    elif not _is_styled_here(document, target):
        yield SHEETS
    else:
        others = f" and {len(caught) - 1} more" if len(caught) > 1 else ""
        yield Miss(document.snippet(caught[0], 80), reason="focusable-inside", words={"others": others})


def _reached(document: Document) -> dict[Element, list[Element]]:
    outermost: dict[Element, Element] = {}
    reached: dict[Element, list[Element]] = {}
    for element in document.index.elements:
        parent = element.getparent()
        if parent is not None and parent in outermost:
            outermost[element] = outermost[parent]
        elif (element.get("aria-hidden") or "").lower() == "true":
            outermost[element] = element
        else:
            continue
        # Whether the Tab key stops in a frame depends on what is in it.
        if element.tag != "iframe" and is_tabbable(document, element):
            reached.setdefault(outermost[element], []).append(element)
    return reached


def _is_styled_here(document: Document, element: Element) -> bool:
    """True where the page's sheets are at hand; a class that no sheet knows comes from one that the copy lost or a script adds."""
    if not is_certain(document):
        return False
    classes = (element.get("class") or "").split()
    if not classes or document.select('link[rel~="stylesheet"]'):
        return True
    sheets: str = document.memo("text of style elements", lambda: " ".join(one.text or "" for one in document.index.by_tag["style"]))
    return any(f".{name}" in sheets for name in classes[:10])


def _is_moved_on(document: Document, element: Element) -> bool:
    """True where a script on the page listens to focus and names the element (a focus sentinel of a dialog)."""
    if element.get("onfocus") is not None:
        return True
    listening: str = document.memo("scripts that listen to focus", lambda: _listening(document))
    names = [element.get("id") or "", *(element.get("class") or "").split()[:10]]
    return bool(listening) and any(name and re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", listening) for name in names)


def _listening(document: Document) -> str:
    scripts = (script.text or "" for script in document.index.by_tag.get("script", ()))
    return "\n".join(text for text in scripts if LISTENS_TO_FOCUS.search(text))[:200_000]
