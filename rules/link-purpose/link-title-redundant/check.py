"""Compare the titles of links with their texts; the first that says the same is told, with the number of others."""

from collections.abc import Iterator, Sequence

from govpagecheck.rule_api import Context, Document, Element, Miss, comparable, visible_text


def check_all(context: Context, links: Sequence[Element]) -> Iterator[tuple[Element, Miss]]:
    document = context.document
    repeating = [one for one in links if _repeats(document, one)]
    if repeating:
        others = f", like those of {len(repeating) - 1} more" if len(repeating) > 1 else ""
        yield repeating[0], Miss(visible_text(document, repeating[0]), reason="same-words", words={"others": others})


def _repeats(document: Document, link: Element) -> bool:
    """True where the title says what is seen; that of a picture or an icon tells it to those who do not know the sign."""
    title = _words(link.get("title", ""))
    return bool(title) and _words(visible_text(document, link)) == title


def _words(text: str) -> str:
    return comparable(text).casefold().strip(" .,;:!»›>")
