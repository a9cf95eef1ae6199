"""Compare the titles of links with their texts; the first that says the same is told, with the number of others."""

from collections.abc import Iterator, Sequence

from govpagecheck.rule_api import Context, Document, Element, Miss, comparable, is_exposed, visible_text


def check(context: Context, link: Element) -> Iterator[Miss]:
    document = context.document
    links = document.memo("link-title-redundant", lambda: _repeating(document))
    if links and links[0] is link:
        others = f", like those of {len(links) - 1} more" if len(links) > 1 else ""
        yield Miss(visible_text(document, link), reason="same-words", words={"others": others})


def _repeating(document: Document) -> Sequence[Element]:
    links = (one for one in document.index.by_attribute["title"] if one.tag == "a" and one.get("href") is not None)
    return [one for one in links if is_exposed(document, one) and _repeats(document, one)]


def _repeats(document: Document, link: Element) -> bool:
    """True where the title says what is seen; that of a picture or an icon tells it to those who do not know the sign."""
    title = _words(link.get("title", ""))
    return bool(title) and _words(visible_text(document, link)) == title


def _words(text: str) -> str:
    return comparable(text).casefold().strip(" .,;:!»›>")
