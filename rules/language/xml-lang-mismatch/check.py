"""Compare the languages of both attributes; region and script may differ, and what names no language is html-lang-valid's."""

from collections.abc import Iterator

from govpagecheck.rule_api import Context, Element, Miss, language_name, primary_subtag


def check(_: Context, target: Element) -> Iterator[Miss]:
    tag, other = target.get("lang", ""), target.get("xml:lang", "")
    names = language_name(tag), language_name(other)
    if names[0] and names[1] and primary_subtag(tag) != primary_subtag(other):
        yield Miss(tag, other, "mismatch", words={"language": names[0], "other": names[1]})
