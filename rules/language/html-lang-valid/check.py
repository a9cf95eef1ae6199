"""Look the page's language up in the registry; where it is not there, say which one was probably meant."""

from collections.abc import Iterator

from govpagecheck.rule_api import Context, Element, Miss, is_known_language, suggested_tag


def check(_: Context, target: Element) -> Iterator[Miss]:
    tag = target.get("lang", "")
    if not is_known_language(tag):
        meant = suggested_tag(tag)
        yield Miss(tag, meant or "", "unknown-language-near" if meant else "unknown-language")
