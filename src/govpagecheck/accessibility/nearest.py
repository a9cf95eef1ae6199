"""The nearest element around another that passes a test, for many elements of a page: no way up is climbed twice."""

from __future__ import annotations

from collections.abc import Callable

from govpagecheck.document import Document, Element


def nearest(
    document: Document,
    start: Element | None,
    test: Callable[[Document, Element], bool],
    parent_of: Callable[[Element], Element | None] = Element.getparent,
) -> Element | None:
    """Return the nearest element that passes the test, from `start` on upwards; None where none does.

    Answers are kept by the test, which is therefore a function of a module, always asked with the same `parent_of`.

    >>> from govpagecheck import parse_page
    >>> document = parse_page("<ul><li><a href='/'>Home</a></ul>")
    >>> nearest(document, document.select("a")[0], lambda _, one: one.tag in ("li", "ul")).tag
    'li'
    """
    known: dict[Element, Element | None] = document.memo(("nearest", test), dict)
    climbed: list[Element] = []
    one = start
    while one is not None and one not in known:
        climbed.append(one)
        if test(document, one):
            known[one] = one
            break
        one = parent_of(one)
    found = None if one is None else known[one]
    known.update(dict.fromkeys(climbed, found))
    return found
