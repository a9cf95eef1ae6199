"""Read the button's name; the “Submit” that browsers put in place of a missing one is none."""

from collections.abc import Iterator

from govpagecheck.rule_api import Context, Element, Miss, name_of, normalise


def check(context: Context, target: Element) -> Iterator[Miss]:
    if name_of(context.document, target).source not in ("default", "none"):
        return
    # HTML names image buttons by alt only (also WCAG's failure F65); Chromium makes do with the value.
    if target.get("alt") is None and (value := normalise(target.get("value") or "")):
        yield Miss(value, reason="value-only")
    else:
        yield Miss(reason="no-alt")
