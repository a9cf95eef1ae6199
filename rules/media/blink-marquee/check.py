"""Tell text that moves from a marquee that stands still or holds nothing."""

from collections.abc import Iterator

from govpagecheck.rule_api import Context, Element, Miss

LONGEST = 80


def check(context: Context, target: Element) -> Iterator[Miss]:
    stands_still = target.get("scrollamount", "").strip() == "0"
    picture = next(target.iter("img"), None)
    text = context.document.dom_text(target) or ("" if picture is None else picture.get("alt") or "a picture")
    if text and not stands_still:
        yield Miss(text if len(text) <= LONGEST else text[:LONGEST].rpartition(" ")[0] + " …", reason=target.tag)
