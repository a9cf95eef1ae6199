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
    index = document.index
    windows = [one for one in index.by_attribute["role"] if one.get("role") in WINDOWS]
    skip_links = [one for one in index.by_tag["a"] if one.tag == "a" and one.get("href", "").startswith("#")]
    banners = index.by_class["usa-banner"]  # older versions of it are no landmark
    dialogs = [one for one in index.by_tag["dialog"] if one.tag == "dialog"]
    tops = {*windows, *dialogs, *index.by_attribute["aria-live"], *index.by_attribute["aria-modal"], *banners, *skip_links}
    found: set[Element] = set()
    for one in sorted(tops, key=index.order.__getitem__):
        if one not in found:
            found.update(one.iter())
    return found
