"""Compare the words of a part with common words of its language and of others (decision 0007)."""

from collections.abc import Iterator

from govpagecheck.rule_api import CannotTell, Context, Element, Miss, compare_language, is_known_language, language_name, prose_by_language

LONGEST = 60


def check(context: Context, target: Element) -> Iterator[Miss | CannotTell]:
    tag = target.get("lang", "")
    words = prose_by_language(context.document).get(target, "")
    if not words or not is_known_language(tag):  # which element-lang-valid reports
        return
    comparison = compare_language(words, tag)
    sample = words if len(words) <= LONGEST else words[:LONGEST].rpartition(" ")[0] + " …"
    name = language_name(tag) or tag
    if comparison.verdict == "differs":
        reason = "other-language" if comparison.is_sure else "probably-other-language"
        yield Miss(comparison.found, name, reason, words={"sample": sample})
    elif comparison.verdict == "unclear":
        yield CannotTell(
            "needs-person", f"“{sample}” is said to be {name}; too few of its words are known to say so, or that it is {comparison.found}"
        )
