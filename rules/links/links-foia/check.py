"""Say where the link is missing: the home page must have it, other pages should."""

from collections.abc import Iterator

from govpagecheck.rule_api import CannotTell, Context, Miss, find_part


def check(context: Context, _root: object) -> Iterator[Miss | CannotTell]:
    link = find_part(context.document, "required_links").foia  # type: ignore[attr-defined]
    if isinstance(link, CannotTell):
        yield link
    elif link is None:
        kind = context.page_type or find_part(context.document, "page_type").value  # type: ignore[attr-defined]
        yield Miss(reason="missing-on-home" if kind == "home" else "missing")
