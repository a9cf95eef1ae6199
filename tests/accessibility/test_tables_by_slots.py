"""Table headers against the standard's own algorithm, written slot by slot, on random tables."""

from __future__ import annotations

import random
from collections import defaultdict

from govpagecheck import parse_page
from govpagecheck.accessibility.tables import cell_of, cells_of, direction, headers_of
from govpagecheck.document import Document, Element

Slots = dict[tuple[int, int], list[Element]]  # by column and row


def random_table(chance: random.Random) -> str:
    rows = []
    for _ in range(chance.randint(1, 6)):
        cells = []
        for _ in range(chance.randint(0, 5)):
            name = chance.choice(["td", "td", "th"])
            scope = chance.choice(["", "", "", " scope=col", " scope=row"]) if name == "th" else ""
            spans = chance.choice(["", "", " colspan=2", " rowspan=2", " rowspan=0", " rowspan=3 colspan=2"])
            cells.append(f"<{name}{scope}{spans}>{chance.choice(['x', 'x', 'x', ''])}</{name}>")
        rows.append("<tr>" + "".join(cells))
        if chance.random() < 0.2:
            rows.append("<tbody>")
    return "<table>" + "".join(rows) + "</table>"


def form(table: Element) -> Slots:
    """The slots of each cell, as "forming a table" assigns them; downward-growing cells and others end with their group."""
    slots: Slots = defaultdict(list)
    y = 0
    for group in table.iterchildren("tbody", "thead", "tfoot"):
        rows = list(group.iterchildren("tr"))
        end = y + len(rows)
        for row in rows:
            x = 0
            for cell in row.iterchildren("td", "th"):
                while slots.get((x, y)):
                    x += 1
                width, height = int(cell.get("colspan", "1")), int(cell.get("rowspan", "1"))
                for column in range(x, x + width):
                    for line in range(y, min(y + height, end) if height else end):
                        slots[column, line].append(cell)
                x += width
            y += 1
    return slots


def is_empty(cell: Element) -> bool:
    return not (cell.text or "").strip()


def scan(document: Document, slots: Slots, cell: Element, start: tuple[int, int], step: tuple[int, int]) -> list[Element]:
    """The "internal algorithm for scanning and assigning header cells"."""
    is_up = step[0] == 0
    x, y = start
    found: list[Element] = []
    opaque: list[Element] = []
    in_block = cell.tag == "th"
    block = [cell] if in_block else []

    def line(one: Element) -> tuple[int, int]:
        places = [place[0 if is_up else 1] for place, cells in slots.items() if one in cells]
        return min(places), max(places)

    while True:
        x, y = x + step[0], y + step[1]
        if x < 0 or y < 0:
            return found
        if len(slots.get((x, y), [])) != 1:
            continue
        [current] = slots[x, y]
        if current.tag == "th":
            in_block = True
            block.append(current)
            is_blocked = any(line(one) == line(current) for one in opaque)
            is_blocked |= direction(document, current) not in ("col" if is_up else "row", "both")
            if not is_blocked:
                found.append(current)
        elif in_block:
            in_block = False
            opaque += block
            block = []


def expected(document: Document, slots: Slots, cell: Element) -> list[Element]:
    own = [place for place, cells in slots.items() if cell in cells]
    left, top = min(x for x, _ in own), min(y for _, y in own)
    found = [one for y in {y for _, y in own} for one in scan(document, slots, cell, (left, y), (-1, 0))]
    found += [one for x in {x for x, _ in own} for one in scan(document, slots, cell, (x, top), (0, -1))]
    return sorted({one for one in found if one is not cell and not is_empty(one)}, key=document.index.order.__getitem__)


def test_headers_are_those_of_the_standard() -> None:
    chance = random.Random(8)
    compared = 0
    for _ in range(600):
        markup = random_table(chance)
        document = parse_page(f"<!doctype html><body>{markup}")
        slots = form(document.select("table")[0])
        if any(len(cells) > 1 for cells in slots.values()):
            continue  # cells that overlap are an error, and their places up to the browser
        for cell in document.select("td, th"):
            place = cell_of(document, cell)
            assert place is not None
            assert {(x, y) for x in place.columns for y in place.rows} == {at for at, cells in slots.items() if cell in cells}, markup
            found = headers_of(document, cell)
            assert list(found or ()) == expected(document, slots, cell), markup
            for header in found or ():
                assert cell in (cells_of(document, header) or ()), markup
            compared += 1
    assert compared > 3000
