"""Read a BreadcrumbList in JSON-LD, microdata or RDFa: whole by itself, and the same as the trail that readers see."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from itertools import islice
from typing import Any

from govpagecheck.rule_api import CannotTell, Context, Element, Miss, comparable, find_part, is_home_word

MOST_LISTS, MOST_STEPS = 20, 100
TOO_MANY = CannotTell("needs-person", f"there are more than {MOST_LISTS} lists; which of them are ways to this page is for a person to say")


@dataclass(frozen=True)
class Step:
    position: int | None
    name: str
    address: str


def check(context: Context, element: Element) -> Iterator[Miss | CannotTell]:
    if element.tag != "script":
        steps = _annotated(context, element)
        yield from _whole(steps)
        return
    try:
        value = json.loads(element.text or "", strict=False)
    except (ValueError, RecursionError) as error:
        yield Miss(str(error), reason="cannot-be-read")
        return
    lists = [_linked(one) for one in islice(_breadcrumb_lists(value), MOST_LISTS + 1)]
    for steps in lists[:MOST_LISTS]:
        yield from _whole(steps)
    if len(lists) > MOST_LISTS:
        yield TOO_MANY
        return
    yield from _agreement(context, [steps for steps in lists if steps])


def _whole(steps: list[Step]) -> Iterator[Miss]:
    if not steps:
        yield Miss(reason="no-steps")
    for number, step in enumerate(steps, 1):
        if not step.name:
            yield Miss(str(number), reason="no-name")
    wanted = list(range(1, len(steps) + 1))
    if sorted(step.position or 0 for step in steps) != wanted:
        found = ", ".join("none" if step.position is None else str(step.position) for step in steps)
        yield Miss(found, ", ".join(map(str, wanted)), "wrong-positions")
    for step in _in_order(steps)[:-1]:
        if not step.address:
            yield Miss(step.name, reason="no-address")


def _agreement(context: Context, lists: list[list[Step]]) -> Iterator[Miss]:
    """A page may have several lists, one for each way to it; one of them is the trail that readers see."""
    trail: Any = find_part(context.document, "breadcrumb")
    if trail is None or not trail.items or not lists:
        return
    seen = [item.text for item in trail.items if item.text]
    told = [[step.name for step in _in_order(steps)] for steps in lists]
    if not any(_agree(names, seen) for names in told):
        yield Miss(" > ".join(told[0]), " > ".join(seen), "differs-from-trail")


def _agree(told: list[str], seen: list[str]) -> bool:
    """Home at the start and this page at the end may be in only one of them."""
    first, second = (_without_home([comparable(name).casefold() for name in names]) for names in (told, seen))
    longer, shorter = (first, second) if len(first) >= len(second) else (second, first)
    return longer[: len(shorter)] == shorter and len(longer) - len(shorter) <= 1


def _without_home(names: list[str]) -> list[str]:
    return names[1:] if names and is_home_word(names[0]) else names


def _in_order(steps: list[Step]) -> list[Step]:
    return sorted(steps, key=lambda step: step.position or 0) if all(step.position is not None for step in steps) else steps


def _breadcrumb_lists(value: object) -> Iterator[dict[str, Any]]:
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting.extend(reversed(one))
        elif isinstance(one, dict):
            kinds = one.get("@type")
            if any(
                isinstance(kind, str) and kind.rpartition("/")[2] == "BreadcrumbList"
                for kind in (kinds if isinstance(kinds, list) else [kinds])
            ):
                yield one
            waiting.extend(reversed(list(one.values())))


def _linked(found: dict[str, Any]) -> list[Step]:
    entries = found.get("itemListElement")
    steps: list[Step] = []
    for entry in (entries if isinstance(entries, list) else [entries])[:MOST_STEPS]:
        if isinstance(entry, dict):
            item = entry.get("item")
            inner = item if isinstance(item, dict) else {}
            address = item if isinstance(item, str) else inner.get("@id") or inner.get("url") or inner.get("id") or ""
            name = entry.get("name") or inner.get("name") or ""
            steps.append(
                Step(_number(entry.get("position")), comparable(unescape(name)) if isinstance(name, str) else "", str(address).strip())
            )
    return steps


def _number(value: object) -> int | None:
    text = str(value).strip()
    return int(text) if text.isdecimal() and text.isascii() and len(text) < 5 else None


def _annotated(context: Context, element: Element) -> list[Step]:
    """Return the steps of a list in microdata or RDFa."""
    name, kind = ("itemprop", "itemtype") if element.get("itemtype") else ("property", "typeof")
    steps: list[Step] = []
    for entry in islice(element.iterdescendants(), 5000):
        if not isinstance(entry.tag, str) or "ListItem" not in (entry.get(kind) or "") or "BreadcrumbList" in entry.get(kind, ""):
            continue
        inside = [one for one in islice(entry.iterdescendants(), 50) if isinstance(one.tag, str)]
        names = [one for one in inside if "name" in (one.get(name) or "").split()]
        items = [one for one in inside if "item" in (one.get(name) or "").split()]
        places = [one for one in inside if "position" in (one.get(name) or "").split()]
        address = next((value for one in items for key in ("href", "itemid", "resource", "content") if (value := one.get(key))), "")
        title = (names[0].get("content") or context.document.dom_text(names[0])) if names else ""
        place = (places[0].get("content") or context.document.dom_text(places[0])) if places else None
        steps.append(Step(_number(place), title.strip(), address))
        if len(steps) == MOST_STEPS:
            break
    return steps
