"""Compare each heading with the one before it, and where another landmark lies between also with the last one of its own.

Fixed parts of a page, such as a footer, keep their levels whatever the content has (W3C tutorial), so that a landmark or a
dialog may begin with any.
"""

from collections.abc import Iterator, Mapping
from itertools import islice

from govpagecheck.rule_api import Context, Document, Element, Miss, accessible_name, elements_with_role, headings, landmark_of

MOST_DIALOGS = 50


def check(context: Context, element: Element) -> Iterator[Miss]:
    document = context.document
    skips = document.memo("heading-order", lambda: _skips(document))
    if element in skips:
        level, before, its_level = skips[element]
        words = {"before": accessible_name(document, before), "level": str(its_level)}
        yield Miss(str(level), str(its_level + 1), "level-skipped", words=words)


def _skips(document: Document) -> Mapping[Element, tuple[int, Element, int]]:
    """Return the headings that skip a level, each with its level, the heading that it is compared with and that one's level."""
    found: dict[Element, tuple[int, Element, int]] = {}
    last: dict[Element | None, tuple[Element, int]] = {}  # the last heading in each landmark
    previous: tuple[Element, int] | None = None
    dialogs = islice(elements_with_role(document, "dialog", "alertdialog"), MOST_DIALOGS)
    in_dialog = {one: dialog for dialog in dialogs for one in dialog.iter("*")}
    for heading in headings(document):
        if not (heading.is_exposed and heading.has_level and accessible_name(document, heading.element)):
            continue
        landmark = landmark_of(document, heading.element)
        place = in_dialog.get(heading.element, landmark.element if landmark else None)
        own = last.get(place)
        if previous and own and heading.level > max(previous[1], own[1]) + 1:
            found[heading.element] = (heading.level, *own)
        previous = last[place] = (heading.element, heading.level)
    return found
