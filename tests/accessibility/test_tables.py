"""Tables: where cells stand, which headers apply to them (HTML standard, "tables"), and which tables are for layout."""

from __future__ import annotations

import pytest
from lxml import etree

from govpagecheck import parse_page
from govpagecheck.accessibility.tables import cell_of, cells_of, direction, grid, headers_of, is_layout_table
from govpagecheck.document import Document, Element


def page(markup: str) -> Document:
    return parse_page(f"<!doctype html><html lang=en><title>t</title><body>{markup}")


def table_of(document: Document, css: str = "table") -> Element:
    return document.select(css)[0]


def places(document: Document, css: str = "table") -> dict[str, tuple[int, int, int, int]]:
    """Row, column, row span and column span of each cell, by its text."""
    found = grid(document, table_of(document, css))
    assert found is not None
    return {document.dom_text(one.element): (one.row, one.column, one.row_span, one.column_span) for one in found.cells}


def by_text(document: Document, text: str) -> Element:
    [found] = [one for one in document.index.elements if (one.text or "").strip() == text]
    return found


def headers(document: Document, text: str) -> list[str]:
    found = headers_of(document, by_text(document, text))
    assert found is not None
    return [document.dom_text(one) for one in found]


def cells(document: Document, text: str) -> list[str]:
    found = cells_of(document, by_text(document, text))
    assert found is not None
    return [document.dom_text(one) for one in found]


# -- forming a table


def test_cells_step_over_the_spans_of_earlier_rows() -> None:
    document = page("<table><tr><td rowspan=2>a<td colspan=2>b<td rowspan=3>c<tr><td>d<td rowspan=2>e<tr><td>f<td>g<tr><td>h<td>i</table>")
    assert places(document) == {
        "a": (0, 0, 2, 1),
        "b": (0, 1, 1, 2),
        "c": (0, 3, 3, 1),
        "d": (1, 1, 1, 1),
        "e": (1, 2, 2, 1),
        "f": (2, 0, 1, 1),
        "g": (2, 1, 1, 1),
        "h": (3, 0, 1, 1),
        "i": (3, 1, 1, 1),
    }


@pytest.mark.parametrize(
    ("span", "width"),
    [("2", 2), (" 3px", 3), ("0", 1), ("-2", 1), ("", 1), ("x", 1), ("1001", 1000), ("9" * 6000, 1000), ("+2", 2), ("2.9", 2), ("٣", 1)],
)
def test_colspan_is_read_as_html_says(span: str, width: int) -> None:
    document = page(f"<table><tr><td colspan='{span}'>a<td>b</table>")
    assert places(document) == {"a": (0, 0, 1, width), "b": (0, width, 1, 1)}


@pytest.mark.parametrize(("span", "height"), [("0", 3), ("2", 2), ("3", 3), ("4", 3), ("65534", 3), ("99999999999", 3), ("-1", 1)])
def test_rowspan_ends_with_its_row_group(span: str, height: int) -> None:
    document = page(f"<table><tbody><tr><td rowspan={span}>a<td>b<tr><td>c<tr><td>d<tbody><tr><td>e</table>")
    assert places(document)["a"] == (0, 0, height, 1)
    assert places(document)["e"] == (3, 0, 1, 1)


def test_the_foot_comes_last_and_keeps_document_order_in_headers() -> None:
    document = page("<table><thead><tr><th>head<tfoot><tr><td>foot<tbody><tr><td>body</table>")
    assert places(document) == {"head": (0, 0, 1, 1), "body": (1, 0, 1, 1), "foot": (2, 0, 1, 1)}


def test_rows_directly_in_the_table_and_empty_rows() -> None:
    document = parse_page("<table xmlns='http://www.w3.org/1999/xhtml'><tr><td rowspan='9'>a</td></tr><tr></tr><tr><td>b</td></tr></table>")
    assert places(document) == {"a": (0, 0, 3, 1), "b": (2, 1, 1, 1)}
    loose = etree.fromstring("<html><body><table><tr><td rowspan='0'>a</td><td>b</td></tr><tr><td>c</td></tr></table></body></html>")
    assert places(parse_page(loose)) == {"a": (0, 0, 2, 1), "b": (0, 1, 1, 1), "c": (1, 1, 1, 1)}


def test_nested_tables_are_tables_of_their_own() -> None:
    document = page("<table id=outer><tr><th>o<td><table id=inner><tr><th>i<td>x</table></table>")
    outer, inner = grid(document, table_of(document, "#outer")), grid(document, table_of(document, "#inner"))
    assert outer is not None
    assert inner is not None
    assert (len(outer.cells), len(inner.cells)) == (2, 2)
    assert headers(document, "x") == ["i"]


def test_what_is_no_table_or_cell() -> None:
    document = page("<p>no</p><table></table><table id=b><caption>c</caption><tr></tr></table>")
    paragraph = table_of(document, "p")
    assert grid(document, paragraph) is None
    assert cell_of(document, paragraph) is None
    assert headers_of(document, paragraph) == ()
    assert direction(document, paragraph) is None
    assert places(document) == {}
    assert places(document, "#b") == {}


# -- forming relationships


def test_rows_and_columns_of_headers_without_scope() -> None:
    document = page("<table><tr><td></td><th>Mon<th>Tue<tr><th>am<td>1<td>2<tr><th>pm<td>3<td>4</table>")
    assert headers(document, "4") == ["Tue", "pm"]
    assert cells(document, "Mon") == ["1", "3"]
    assert cells(document, "am") == ["1", "2"]
    assert [direction(document, by_text(document, text)) for text in ("Mon", "pm", "1")] == ["col", "row", None]


def test_a_full_corner_keeps_the_first_row_from_being_headers_only() -> None:
    """A header in a mixed row and a mixed column may mean either: it counts in both directions rather than in none."""
    document = page("<table><tr><td>x<th>h<td>y<tr><td>a<td>b<td>c</table>")
    assert direction(document, by_text(document, "h")) == "both"
    assert headers(document, "y") == ["h"]
    assert headers(document, "b") == ["h"]
    assert headers(document, "c") == []


def test_empty_data_cells_count_only_where_the_direction_is_plain_without_them() -> None:
    document = page("<table><tr><th>Name<td><tr><th>Date<td></table>")
    assert [direction(document, by_text(document, text)) for text in ("Name", "Date")] == ["row", "row"]
    assert cells(document, "Date") == [""]


def test_scope_decides_the_direction() -> None:
    document = page("<table><tr><th scope=col>a<th scope=ROW>b<td>c<tr><td>d<td>e<td>f</table>")
    assert headers(document, "c") == ["b"]
    assert headers(document, "d") == ["a"]
    assert headers(document, "e") == []


def test_headers_that_stand_together_all_apply_and_a_later_block_hides_earlier_ones() -> None:
    document = page("<table><tr><th>top<tr><th>below<tr><td>1<tr><th>next<tr><td>2</table>")
    assert headers(document, "1") == ["top", "below"]
    assert headers(document, "2") == ["next"]
    assert headers(document, "below") == ["top"]
    assert headers(document, "next") == []


def test_a_wider_header_is_not_hidden_by_a_narrower_one() -> None:
    document = page("<table><tr><th colspan=2>wide<tr><td>1<td>2<tr><th>left<th>right<tr><td>3<td>4</table>")
    assert headers(document, "3") == ["wide", "left"]
    assert headers(document, "right") == ["wide"]
    assert cells(document, "wide") == ["1", "2", "left", "right", "3", "4"]


def test_spanning_cells_have_the_headers_of_all_their_lines() -> None:
    document = page("<table><tr><td></td><th>a<th>b<tr><th>x<td colspan=2 rowspan=2>big<tr><th>y</table>")
    assert headers(document, "big") == ["a", "b", "x", "y"]


def test_row_groups_and_column_groups() -> None:
    document = page(
        "<table><col><colgroup span=2><colgroup span=2>"
        "<thead><tr><td></td><th scope=colgroup colspan=2>old<th scope=colgroup colspan=2>new"
        "<tbody><tr><th scope=rowgroup>cats<td>1<td>2<td>3<td>4<tr><th scope=row>tom<td>5<td>6<td>7<td>8"
        "<tbody><tr><th scope=rowgroup>dogs<td>9</table>"
    )
    # the parser wraps the lone col in a colgroup of its own
    assert headers(document, "5") == ["old", "cats", "tom"]
    assert headers(document, "8") == ["new", "cats", "tom"]
    assert headers(document, "9") == ["old", "dogs"]
    assert headers(document, "tom") == ["cats"]


def test_the_headers_attribute_decides_where_it_names_a_cell_of_the_table() -> None:
    document = page(
        "<table id=t><tr><th id=a>A<th id=b>B<tr><td headers='b a b'>1<td headers='gone'>2<tr><td headers=''>3<td headers=other>4</table>"
        "<table><tr><th id=other>O<td id=self headers=self>5</table>"
    )
    assert headers(document, "1") == ["A", "B"]
    assert headers(document, "2") == ["B"]
    assert headers(document, "3") == ["A"]
    assert headers(document, "4") == ["B"]
    assert headers(document, "5") == ["O"]
    assert cells(document, "B") == ["1", "2", "4"]


def test_the_headers_attribute_may_name_a_data_cell_and_the_first_of_two_ids() -> None:
    document = page("<table><tr><td id=x>first<td id=x>second<tr><td>k<td headers=x>v</table>")
    assert headers(document, "v") == ["first"]


def test_empty_headers_apply_to_nothing() -> None:
    document = page("<table><tr><th> <!-- c --> <th aria-label=Named id=n><th><img alt=x><tr><td>1<td>2<td>3</table>")
    assert headers(document, "1") == []
    assert len(headers_of(document, by_text(document, "2")) or ()) == 1
    assert len(headers_of(document, by_text(document, "3")) or ()) == 1


def test_a_header_without_cells() -> None:
    document = page("<table><thead><tr><th>one<th>two<tbody><tr><td>1</table>")
    assert cells(document, "one") == ["1"]
    assert cells(document, "two") == []


# -- roles


def test_roles_make_and_unmake_headers() -> None:
    document = page("<table><tr><th role=cell>no<td role=columnheader>yes<tr><td>1<td>2<tr><td role=rowheader>r<td>3</table>")
    assert headers(document, "1") == []
    assert headers(document, "2") == ["yes"]
    assert headers(document, "3") == ["yes", "r"]


def test_a_table_of_roles() -> None:
    document = page(
        "<div role=table id=t><div role=rowgroup><div role=row><span role=columnheader>A</span>"
        "<span><b role=columnheader>B</b></span></div></div>"
        "<div role=rowgroup><div role=row><span role=rowheader>r</span><span role=cell>1 </span></div>"
        "<div role=row><span role=cell aria-colspan=2>2</span></div></div></div>"
    )
    assert places(document, "#t")["1"] == (1, 1, 1, 1)
    assert headers(document, "1") == ["B", "r"]
    assert headers(document, "2") == ["A", "B"]
    assert cells(document, "A") == ["r", "2"]


def test_a_table_of_roles_in_a_cell_of_another() -> None:
    document = page(
        "<div role=grid id=o><div role=row><div role=columnheader>O</div></div><div role=row><div role=gridcell>"
        "<div role=table id=i><div role=row><div role=rowheader>I</div><div role=cell>x</div></div></div></div></div></div>"
    )
    assert headers(document, "x") == ["I"]
    outer = grid(document, table_of(document, "#o"))
    assert outer is not None
    assert len(outer.cells) == 2


def test_a_table_element_without_role_may_be_part_of_a_table_of_roles() -> None:
    document = page(
        "<div role=treegrid><table role=none><tr role=row><th role=columnheader>H<tr role=row><td role=gridcell>1</table></div>"
    )
    assert headers(document, "1") == ["H"]


# -- layout


@pytest.mark.parametrize(
    ("markup", "is_layout"),
    [
        ("<table role=presentation><tr><th>a<td>b<tr><td>c<td>d</table>", True),
        ("<table role=none><caption>x</caption><tr><td>c<td>d</table>", True),
        ("<table role=grid><tr><td>a</table>", False),
        ("<table><caption>c</caption><tr><td>a</table>", False),
        ("<table><tr><th>a<tr><td>b</table>", False),
        ("<table><thead><tr><td>a<td>b<tbody><tr><td>c<td>d</table>", False),
        ("<table summary='What it holds'><tr><td>a<td>b<tr><td>c<td>d</table>", False),
        ("<table summary='Layout'><tr><td><table></table><td>b<tr><td>c<td>d</table>", None),
        ("<table summary=' '><tr><td>a<td>b<tr><td>c<td>d</table>", None),
        ("<table><tr><td headers=x>a<td>b<tr><td>c<td>d</table>", False),
        ("<table datatable=0><tr><th>a<td>b<tr><td>c<td>d</table>", True),
        ("<table><tr><td>a<td>b</table>", True),
        ("<table><tr><td>a<tr><td>b<tr><td>c</table>", True),
        ("<table></table>", True),
        ("<table><tr><td>a<td><table><tr><th>x</table><tr><td>b<td>c</table>", True),
        ("<table><tr><td>a<td><nav>x</nav><tr><td>b<td>c</table>", True),
        ("<table><tr><td>a<td>b<tr><td>b<td>c</table>", None),
        ("<table border=1><tr><td>a<td>b<tr><td>b<td>c</table>", False),
        ("<table><tr><td>a<td><input><tr><td>b<td><input></table>", None),
        ("<table><tr><td>1<td>2<td>3<td>4<td>5<tr><td>1<td>2<td>3<td>4<td>5</table>", False),
        (f"<table>{'<tr><td>a<td>b' * 20}</table>", False),
        (f"<table>{'<tr><td>a<td>b<td>c' * 5}</table>", False),
        (f"<table>{'<tr><td>a<td>{}'.format('long text ' * 20) * 6}</table>", None),
        ("<p id=x>none", None),
    ],
)
def test_layout(markup: str, is_layout: bool | None) -> None:
    document = page(markup)
    tables = document.select("table")
    assert is_layout_table(document, tables[0] if tables else document.select("p")[0]) is is_layout


def test_a_table_of_roles_is_no_layout() -> None:
    document = page("<div role=table><div role=row><div role=cell>a</div></div></div>")
    assert is_layout_table(document, table_of(document, "div")) is False


# -- hostile input; tests/test_linear.py times such pages, here they must end and give a sober answer


def all_answers(document: Document) -> list[tuple[Element, ...] | None]:
    elements = document.select("td, th")
    return [answer(document, one) for one in elements for answer in (headers_of, cells_of)]


HOSTILE = {
    "long": "<tr><th>a<th>b<th>c" + "<tr><th>r<td>1<td>2" * 10_000,
    "huge spans": "<tr><th colspan=1000 rowspan=65534>a" * 3_000,
    "wide rows": "<tr>" + "<td colspan=1000 rowspan=65534>a" * 10_000 + "<tr><td>b" * 3_000,
    "comb": "<tr>" + "<td>a" * 1_500 + "<tr><th colspan=1000>b<td>c" * 3_000,
    "stairs": "<tr>" + "".join(f"<td rowspan={number}>a" for number in range(2_000, 4_000)) + "<tr><td>b" * 4_000,
    "headers only": "<tr><th>a" * 6_000,
    "headers in one row": "<tr>" + "<th>a" * 6_000 + "<td>b" * 6_000,
    "row groups": "<tr><th scope=rowgroup>a<td>b" * 4_000,
    "one header named by all": "<tr><th id=h>a" + "<tr><td headers='h h h h'>b" * 5_000,
    "long list of ids": f"<tr><th id=h>a<tr><td headers='{'h ' * 200_000}'>b",
    "column groups": "<colgroup span=1000>" * 5_000 + "<tr><th scope=colgroup>a<td>b",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_tables_end(name: str) -> None:
    document = page(f"<table>{HOSTILE[name]}</table>")
    answers = all_answers(document)
    assert len(answers) == 2 * len(document.select("td, th"))
    assert all(answer is not None for answer in answers) or all(answer is None for answer in answers)
    is_layout_table(document, table_of(document))
    if name in ("long", "one header named by all", "long list of ids", "column groups"):
        assert None not in answers


def deep(steps: int, *names: str, **roles: str) -> Document:
    """A page of elements each in the one before, deeper than the parser would let it be."""
    root = etree.Element("html")
    inner = etree.SubElement(root, "body")
    for _ in range(steps):
        for name in names:
            inner = etree.SubElement(inner, name, {"role": roles[name]} if name in roles else {})
    return parse_page(root)


def test_deeply_nested_tables_end() -> None:
    document = deep(2_000, "table", "tr", "th")
    assert [len(answer or ()) for answer in all_answers(document)] == [0] * 4_000
    assert [is_layout_table(document, table) for table in document.select("table")] == [False] * 2_000
    document = deep(2_000, "section", "p", "div", section="table", p="row", div="cell")
    assert sum(cell_of(document, cell) is not None for cell in document.select("div")) == 2_000
