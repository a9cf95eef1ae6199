"""Say that the banner is missing, unless the page is an empty frame that a script fills, banner and all."""

from collections.abc import Iterator

from govpagecheck.rule_api import RENDERED_BY_SCRIPT, CannotTell, Context, Metadata, Miss, find_part


def check(context: Context, _root: object) -> Iterator[Miss | CannotTell]:
    metadata = find_part(context.document, "metadata")
    if find_part(context.document, "banner") is None:
        yield RENDERED_BY_SCRIPT if isinstance(metadata, Metadata) and metadata.is_app_shell else Miss(reason="missing-banner")
