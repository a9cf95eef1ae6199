"""Find links in running text with nothing between them; boxes, buttons and menus have borders and gaps of their own."""

from collections.abc import Iterator, Sequence

from govpagecheck.rule_api import Context, Document, Element, Miss, accessible_name, is_visible, landmark_of, style, visible_text

HOLDERS = ("p", "div", "td", "dd", "li", "main", "article", "section", "body", "blockquote")
MENUS = ("navigation", "banner", "contentinfo")


def check_all(context: Context, links: Sequence[Element]) -> Iterator[tuple[Element, Miss]]:
    document = context.document
    unseparated = [one for one in links if _follows_a_link(document, one)]
    if unseparated:
        link, before = unseparated[0], _before(unseparated[0])[0]
        others = f", and so it is before {len(unseparated) - 1} more" if len(unseparated) > 1 else ""
        first = "" if before is None else accessible_name(document, before)
        yield link, Miss(first, accessible_name(document, link), "only-space", words={"others": others})


def _follows_a_link(document: Document, link: Element) -> bool:
    (before, between), parent = _before(link), link.getparent()
    if before is None or parent is None or not between or between.strip() or before.tag != "a" or before.get("href") is None:
        return False
    if parent.tag not in HOLDERS or any(one.get("class") or one.get("style") or one.get("role") for one in (before, link, parent)):
        return False
    landmark = landmark_of(document, link)
    if landmark is not None and landmark.role in MENUS:
        return False
    return all(_is_shown_in_line(document, one) for one in (before, link))


def _is_shown_in_line(document: Document, link: Element) -> bool:
    return style(document, link).display == "inline" and is_visible(document, link) and bool(visible_text(document, link))


def _before(link: Element) -> tuple[Element | None, str]:
    """Return the element before the link and the text between the two."""
    between = ""
    for one in link.itersiblings(preceding=True):
        between += one.tail or ""
        if isinstance(one.tag, str):
            return one, between
    return None, between
