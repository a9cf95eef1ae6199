"""Report a page without identifier, unless a script writes what stands at the page's end."""

from collections.abc import Iterator

from govpagecheck.rule_api import CannotTell, Context, Miss, find_part


def check(context: Context, _root: object) -> Iterator[Miss | CannotTell]:
    if find_part(context.document, "identifier") is None:
        yield find_part(context.document, "required_links").unserved or Miss(reason="missing")  # type: ignore[attr-defined]
