"""List the Open Graph properties that the page lacks."""

from collections.abc import Iterator

from govpagecheck.rule_api import Context, Element, Miss, normalise

EXPECTED = ("og:title", "og:description", "og:url", "og:image")
SAME = {"og:image:url": "og:image", "og:image:secure_url": "og:image"}


def check(context: Context, _: Element) -> Iterator[Miss]:
    found = set()
    for meta in context.document.index.by_tag["meta"]:
        if normalise(meta.get("content", "")):
            names = (meta.get(attribute, "").strip().lower() for attribute in ("property", "name"))
            found.update(SAME.get(name, name) for name in names)
    missing = [name for name in EXPECTED if name not in found]
    if missing:
        yield Miss(", ".join(missing), reason="missing-og")
