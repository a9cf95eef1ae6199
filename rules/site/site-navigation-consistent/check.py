"""Compare the order of the links in a menu, and of the menus of a page, with the order that most pages of the same language have.

A menu is the same on two pages where they share most of its links; in the text and beside it only where they share all.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from govpagecheck.rule_api import (
    NOT_APPLICABLE,
    CannotTell,
    Menu,
    NotApplicable,
    Site,
    SiteMiss,
    SitePage,
    comparable,
    names_of_pages,
    number_of_pages,
)

LEAST_SHARED = 3
MOST_ORDERS = 5000
MOST_MENUS_KEPT = 2000
MOST_COMPARED = 50
# Links that say where the page itself stands among others: their order follows the page.
STEPS = frozenset("previous next first last back prev anterior siguiente primera última « » ‹ › < >".split())


@dataclass
class Order:
    """An order of links or menus: how many pages have it, and the names of the first of them."""

    things: tuple[str, ...]
    number: int
    pages: list[SitePage]


def check(site: Site) -> Iterator[SiteMiss | CannotTell | NotApplicable]:
    if not site.has_addresses:
        yield CannotTell("needs-url", "the pages have no addresses, so that it cannot be told which links are the same")
        return
    repeated = {thing for thing, [(_, number, _)] in site.variants(_links, least=1, most=0) if number > 1}
    if not repeated:
        yield NOT_APPLICABLE
        return
    names: dict[str, str] = {}
    orders: dict[str, dict[tuple[str, ...], Order]] = {}
    beside: set[frozenset[tuple[str, ...]]] = set()  # orders that one page has both of are of two menus

    @lru_cache(maxsize=MOST_MENUS_KEPT)
    def order_of(group: str, menu: Menu) -> tuple[str, ...] | None:
        """Return the order of the links of a menu that other pages have too, None where it says too little."""
        for link in menu.links:
            if len(names) < MOST_ORDERS:
                names.setdefault(link.address, link.text)
        things = _once([link.address for link in menu.links if _key(group, link.address) in repeated and not _is_step(link.text)])
        is_whole = len(things) == len(menu.links) or menu.place in ("header", "footer")  # elsewhere it may be a list of like links
        return things if len(things) >= LEAST_SHARED and is_whole else None

    for page in site.pages():
        for group, found in _orders(page, order_of):
            for things in found:
                _add(orders.setdefault(group, {}), things, page)
            if len(beside) < MOST_ORDERS:
                beside.update(map(frozenset, combinations(found, 2)))
    for group, found in orders.items():
        is_of_links = group.startswith("links")
        most_shared = 2 if not is_of_links else LEAST_SHARED
        is_loose = not is_of_links or group.endswith((" header", " footer"))
        for order, usual, first, second in _differing(found, beside, most_shared, is_loose):
            words = {
                "number": number_of_pages(order.number),
                "pages": names_of_pages(order.pages, order.number),
                "usual": number_of_pages(usual.number),
                "first": names.get(first, first),
                "second": names.get(second, second),
                "place": group.rpartition(" ")[2],
            }
            reason = "other-link-order" if is_of_links else "other-menu-order"
            yield SiteMiss(order.pages[0], reason, about=f"{group} {first} {second}", words=words)


def _orders(page: SitePage, order_of: Callable[[str, Menu], tuple[str, ...] | None]) -> Iterator[tuple[str, list[tuple[str, ...]]]]:
    """Yield the different orders of links that the menus of each part of the page have, then the order of its menus."""
    found: dict[str, dict[tuple[str, ...], None]] = {}
    for menu in page.menus:
        group = f"{_language(page)} {menu.place}"
        if things := order_of(group, menu):
            found.setdefault(f"links {group}", {})[things] = None
    menus = _once([comparable(menu.name) for menu in page.menus if menu.name and menu.place != "main"])
    if len(menus) > 1:
        found[f"menus {_language(page)}"] = {menus: None}
    yield from ((group, list(orders)) for group, orders in found.items())


def _links(page: SitePage) -> Iterator[tuple[str, str]]:
    for menu in page.menus:
        for link in menu.links:
            yield _key(f"{_language(page)} {menu.place}", link.address), ""


def _key(group: str, address: str) -> str:
    return f"{group} {address}"


def _language(page: SitePage) -> str:
    return (page.language or "").lower().replace("_", "-").partition("-")[0]


def _is_step(text: str) -> bool:
    return text.strip().isdigit() or bool(STEPS.intersection(comparable(text).lower().split()))


def _once(things: Sequence[str]) -> tuple[str, ...]:
    """Return the things that stand there once: of a link that a menu has twice, as its own and in a list below it, no order is known."""
    return tuple(one for one in things if things.count(one) == 1)


def _add(orders: dict[tuple[str, ...], Order], things: tuple[str, ...], page: SitePage) -> None:
    order = orders.get(things)
    if order is None:
        if len(orders) < MOST_ORDERS:
            orders[things] = Order(things, 1, [SitePage(page.path, page.address)])
        return
    order.number += 1
    if len(order.pages) < 5:
        order.pages.append(SitePage(page.path, page.address))


def _differing(
    orders: Mapping[tuple[str, ...], Order], beside: Collection[frozenset[tuple[str, ...]]], least: int, is_loose: bool
) -> Iterator[tuple[Order, Order, str, str]]:
    """Yield each order that differs from a more frequent one, with that one, and two things that stand in it the other way round."""
    usual: list[Order] = []
    for order in sorted(orders.values(), key=lambda one: -one.number):
        others = [one for one in usual if frozenset((one.things, order.things)) not in beside]
        best = max(others, key=lambda one: len(set(one.things).intersection(order.things)), default=None)
        shared = set(best.things).intersection(order.things) if best else set()
        enough = len(order.things) if not is_loose else min(len(order.things), len(best.things) if best else 0) / 2
        if best and len(shared) >= max(least, enough) and (is_loose or len(best.things) == len(shared)):
            is_clear = is_loose or best.number >= 3 * order.number  # elsewhere than in header and footer only against many pages
            swapped = _swapped(_only(best.things, shared), _only(order.things, shared))
            if swapped and is_clear:
                yield order, best, *swapped
                continue
        if len(usual) < MOST_COMPARED:
            usual.append(order)


def _only(things: Iterable[str], shared: set[str]) -> list[str]:
    return [one for one in things if one in shared]


def _swapped(usual: Sequence[str], found: Sequence[str]) -> tuple[str, str] | None:
    """Return the first two things of the usual order that stand the other way round."""
    return next(((one, other) for one, other in zip(usual, found, strict=True) if one != other), None)
