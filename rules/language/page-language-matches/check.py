"""Compare the words that are in the page's language with common words of this and other languages (decision 0007)."""

from collections.abc import Iterator

from govpagecheck.rule_api import CannotTell, Context, Element, Miss, compare_language, is_known_language, language_name, prose_by_language


def check(context: Context, target: Element) -> Iterator[Miss | CannotTell]:
    tag = target.get("lang", "")
    comparison = compare_language(prose_by_language(context.document).get(target, ""), tag)
    if not is_known_language(tag):  # which html-lang-valid reports
        return
    if comparison.verdict == "differs":
        reason = "other-language" if comparison.is_sure else "probably-other-language"
        yield Miss(comparison.found, language_name(tag) or tag, reason)
    elif comparison.verdict == "unclear":
        yield CannotTell("needs-person", f"the page names the language “{tag}”, and part of its few words may be {comparison.found}")
