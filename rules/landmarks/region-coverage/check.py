"""Count the words outside of all landmarks, but for skip links, windows, messages and what only screen readers meet."""

from collections.abc import Iterator

from govpagecheck.rule_api import Context, Document, Element, Miss, is_in_landmark, is_visually_hidden, mains, shorten, text_pieces

FEW = 10  # words; fewer are a line between two landmarks
WINDOWS = ("dialog", "alertdialog", "alert", "status", "log", "tooltip")


def check(context: Context, _: Element) -> Iterator[Miss]:
    document = context.document
    if not mains(document):
        return
    apart = _apart(document)
    pieces = [one for one in text_pieces(document) if not is_in_landmark(document, one.element) and one.element not in apart]
    pieces = [one for one in pieces if not is_visually_hidden(document, one.element)]
    words = sum(one.words for one in pieces)
    if words > FEW:
        first = pieces[0].element
        yield Miss(str(words), shorten(document.exposed_text(first), 60), "outside", first)


def _apart(document: Document) -> set[Element]:
    """Return what needs no landmark, with all that is in it: windows, messages, links to places on the page."""
    found: set[Element] = set()
    for one in document.index.elements:
        parent = one.getparent()
        is_window = (
            one.tag == "dialog" or one.get("role") in WINDOWS or one.get("aria-live") is not None or one.get("aria-modal") is not None
        )
        is_banner = "usa-banner" in one.get("class", "").split()  # older versions of it are no landmark
        is_skip_link = one.tag == "a" and one.get("href", "").startswith("#")
        if is_window or is_banner or is_skip_link or (parent is not None and parent in found):
            found.add(one)
    return found
