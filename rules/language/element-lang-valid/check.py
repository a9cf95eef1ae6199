"""Look the part's language up in the registry, where there is text that people read or hear in it."""

from collections.abc import Iterator

from govpagecheck.rule_api import Context, Element, Miss, is_known_language, languages_of_text, suggested_tag


def check(context: Context, target: Element) -> Iterator[Miss]:
    tag = target.get("lang", "")
    if not is_known_language(tag) and languages_of_text(context.document).get(target):
        meant = suggested_tag(tag)
        yield Miss(tag, meant or "", "unknown-language-near" if meant else "unknown-language")
