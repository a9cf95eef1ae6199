"""Read the encoding that the page itself names, and whether it stands where the HTML Standard asks for it."""

import re
from collections.abc import Iterator

from govpagecheck.rule_api import Context, Element, Miss

CHARSET = re.compile(r"charset\s*=\s*[\"']?([^\s\"';,]+)", re.IGNORECASE)
IN_BYTES = re.compile(rb"<meta[^>]{0,300}charset\s*=[^>]{1,60}>", re.IGNORECASE)
MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
LOOKED_AT = 1024  # bytes, HTML Standard; browsers that go on looking in the head stop at the body


def check(context: Context, _: Element) -> Iterator[Miss]:
    content = context.page.content
    if content.startswith(MARKS):
        return
    for meta in context.document.index.by_tag["meta"]:
        name = _named(meta)
        if name:
            if name.lower() not in ("utf-8", "utf8"):
                yield Miss(name, reason="not-utf-8", element=meta)
            elif not IN_BYTES.search(content[:LOOKED_AT]) and not content.isascii():  # ASCII reads the same in all of them
                is_in_head = context.document.closest(meta, "head") is not None
                yield Miss(name, str(LOOKED_AT), "too-late" if is_in_head else "in-body", meta)
            return
    yield Miss(reason="missing-charset")


def _named(meta: Element) -> str:
    if meta.get("charset") is not None:
        return meta.get("charset", "").strip()
    is_content_type = meta.get("http-equiv", "").strip().lower() == "content-type"
    found = CHARSET.search(meta.get("content", "")) if is_content_type else None
    return found[1] if found else ""
