"""Read the button's name; the “Submit” that browsers put in place of a missing one is none."""

from collections.abc import Iterator

from govpagecheck.rule_api import Context, Element, Miss, name_of


def check(context: Context, target: Element) -> Iterator[Miss]:
    if name_of(context.document, target).source in ("default", "none"):
        yield Miss(reason="no-alt")
