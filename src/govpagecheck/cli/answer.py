"""How the answer to a question is written: text, csv, json, markdown; row by row, however many there are."""

from __future__ import annotations

import csv
import math
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from itertools import chain, islice
from typing import Any, TextIO

from govpagecheck.report_json import json_text
from govpagecheck.report_query import Answer
from govpagecheck.reporters.csv import cell
from govpagecheck.reporters.markdown import escaped
from govpagecheck.text import plain, plain_line, shorten

_MEASURED = 500  # rows that decide how wide a column is
_WIDEST = 80  # characters
_LONGEST = 300  # characters


def write_text(answer: Answer, stream: TextIO) -> None:
    """Write a table with aligned columns, numbers to the right."""
    first = list(islice(answer.rows, _MEASURED))
    shown = [list(map(plain, answer.columns)), *map(_cells, first)]
    columns = range(len(answer.columns))
    widths = [min(_WIDEST, max(len(cells[at]) for cells in shown)) for at in columns]
    is_right = [any(_is_number(row[at]) for row in first) for at in columns]
    for cells in chain(shown, map(_cells, answer.rows)):
        aligned = (text.rjust(width) if right else text.ljust(width) for text, width, right in zip(cells, widths, is_right, strict=True))
        stream.write(plain_line("  ".join(aligned).rstrip()) + "\n")


def write_csv(answer: Answer, stream: TextIO) -> None:
    """Write a heading and the rows; RFC 4180, line ends CRLF, and nothing that a spreadsheet takes for a formula."""
    rows = csv.writer(stream, lineterminator="\r\n")
    rows.writerow(map(cell, answer.columns))
    rows.writerows([value if _is_number(value) else cell(_text(value)) for value in row] for row in answer.rows)


def write_json(answer: Answer, stream: TextIO) -> None:
    """Write a list with one object a row."""
    begin = "["
    for row in answer.rows:
        stream.write(f"{begin}\n  {json_text(dict(zip(answer.columns, map(_json_value, row), strict=True)))}")
        begin = ","
    stream.write("[]\n" if begin == "[" else "\n]\n")


def write_markdown(answer: Answer, stream: TextIO) -> None:
    """Write a table."""
    for names in (map(escaped, answer.columns), ["---"] * len(answer.columns)):
        stream.write(f"| {' | '.join(names)} |\n")
    for row in answer.rows:
        stream.write(f"| {' | '.join(escaped(shorten(_text(value), _LONGEST)) for value in row)} |\n")


WRITERS: Mapping[str, Callable[[Answer, TextIO], None]] = {
    "text": write_text,
    "csv": write_csv,
    "json": write_json,
    "markdown": write_markdown,
}


def _cells(row: Sequence[Any]) -> list[str]:
    return [plain(shorten(_text(value), _LONGEST)) for value in row]


def _is_number(value: object) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def _text(value: Any) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    return json_text(_json_value(value)) if isinstance(value, bool | dict | list | tuple) else str(value)


def _json_value(value: Any) -> Any:
    """Return what DuckDB gives as a value of JSON: what JSON has no word for is a text."""
    if isinstance(value, dict):
        return {_text(key): _json_value(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return list(map(_json_value, value))
    if isinstance(value, Decimal):
        return float(value)
    is_word = value is None or isinstance(value, str | int) or (isinstance(value, float) and math.isfinite(value))
    return value if is_word else str(value)
