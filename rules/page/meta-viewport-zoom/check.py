"""Read the viewport's content as browsers do: what separates properties is loose, the last of one name counts."""

import re
from collections.abc import Iterator
from itertools import islice

from govpagecheck.rule_api import Context, Element, Miss

MOST_PROPERTIES = 1000
PROPERTY = re.compile(r"([^\s=,;]+)\s*(?:=[\s=]*([^\s=,;]+))?")
NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[+-]?[0-9]+)?", re.IGNORECASE)
KEYWORDS = {"yes": 1.0, "device-width": 10.0, "device-height": 10.0}


def check(_: Context, target: Element) -> Iterator[Miss]:
    last: dict[str, re.Match[str]] = {}
    for found in islice(PROPERTY.finditer(target.get("content", "")), MOST_PROPERTIES):
        last[found[1].lower()] = found
    scalable, scale = last.get("user-scalable"), last.get("maximum-scale")
    is_small = scale is not None and 0 <= _value(scale[2], unknown=0.1) < 2  # negative values are ignored
    if scalable and -1 < _value(scalable[2], unknown=0.0) < 1:
        if scale and is_small:
            yield Miss(f"{scalable[0]}, {scale[0]}", "`user-scalable` and `maximum-scale`", "not-scalable")
        else:
            yield Miss(scalable[0], "`user-scalable`", "not-scalable")
    if scale and is_small:
        yield Miss(scale[0], reason="small-scale")


def _value(written: str | None, unknown: float) -> float:
    """Return the number that the value begins with, or what the algorithm puts for a word."""
    number = NUMBER.match(written or "")
    return float(number[0]) if number else KEYWORDS.get((written or "").lower(), unknown)
