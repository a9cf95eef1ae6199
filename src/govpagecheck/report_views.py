"""The files that a query reads, told apart by how they begin, and their pages and sites as views in SQL."""

from __future__ import annotations

import glob
import gzip
import json
import os
import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any

from govpagecheck.errors import UsageError
from govpagecheck.model import INCOMPLETE_REASONS, SCHEMA_VERSION
from govpagecheck.site_store import UNNAMED
from govpagecheck.text import shorten

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MAX_WHOLE = 512_000_000  # bytes of a JSON report, which is one object and read in one piece
NOT_A_REPORT = "not a report that -o json, -o jsonl or Spark wrote"
_HEAD = 65_536  # bytes
_PARQUET, _GZIP = b"PAR1", b"\x1f\x8b"
_FIRST_KEY = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"(\w+)"\s*:')


@dataclass(frozen=True, order=True)
class Kind:
    """How a file is read: JSON Lines, a JSON report, or Parquet."""

    format: str  # as DuckDB's read_json has it, or parquet
    compression: str = "uncompressed"


def files_by_kind(named: Iterable[str]) -> dict[Kind, list[str]]:
    """Return the files that are named, each once, by their kind."""
    kinds: defaultdict[Kind, list[str]] = defaultdict(list)
    for place, file in {os.path.realpath(file): file for name in named for file in _files(name)}.items():
        if not _is_text(place):
            raise UsageError(f"{file}: a query reads no file whose name is not UTF-8")
        kinds[kind_of(file)].append(place)
    return dict(sorted(kinds.items()))


def _files(name: str) -> Sequence[str]:
    if os.path.isdir(name):
        found = sorted(str(file) for file in Path(name).rglob("*.parquet") if file.is_file() and not _is_hidden(file.relative_to(name)))
        if not found:
            raise UsageError(f"{name}: this is a folder without Parquet files; name reports, or a pattern such as '{name}/*.jsonl'")
        return found
    if os.path.lexists(name) or not glob.has_magic(name):
        return [name]
    found = sorted(file for file in glob.glob(name, recursive=True) if not os.path.isdir(file))
    if not found:
        raise UsageError(f"{name}: no file matches")
    return found


def _is_text(name: str) -> bool:
    try:
        return bool(name.encode())
    except UnicodeEncodeError:
        return False


def _is_hidden(file: Path) -> bool:
    return any(part.startswith((".", "_")) for part in file.parts)  # as Spark names what is not finished


def kind_of(file: str) -> Kind:
    """Tell what a file is from how it begins: no key of a page is one of a whole report."""
    try:
        if file == "-" or (os.path.exists(file) and not os.path.isfile(file)):
            raise UsageError(f"{file}: a query may read its reports more than once, so that they must be files")
        with open(file, "rb") as stream:
            head = stream.read(_HEAD)
        compression = "uncompressed"
        if head.startswith(_GZIP):
            compression = "gzip"
            with gzip.open(file) as unpacked:
                head = unpacked.read(_HEAD)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise UsageError(f"{file}: the report cannot be unpacked: {error}") from error
    except OSError as error:
        raise UsageError(f"{file}: the report cannot be read: {error.strerror}") from error
    if head.startswith(_PARQUET):
        return Kind("parquet")
    begun = _FIRST_KEY.match(head)
    key = begun[1].decode() if begun else ""
    schema = _schema()
    if key in schema["$defs"]["page"]["properties"]:
        return Kind("newline_delimited", compression)
    if key not in schema["properties"]:
        cause = "" if head.strip() else ": it is empty"
        raise UsageError(f"{file}: {NOT_A_REPORT}{cause}")
    if compression == "gzip":
        raise UsageError(f"{file}: a JSON report is read in one piece, and cannot be packed as JSON Lines can; unpack it")
    if os.path.getsize(file) > MAX_WHOLE:
        raise UsageError(f"{file}: a JSON report is read in one piece, up to {MAX_WHOLE:,} bytes; -o jsonl has no bound")
    return Kind("unstructured")


@dataclass(frozen=True)
class Reading:
    """How files are read: with room for lines of so many bytes; where `is_mended`, slowly, without halves of characters."""

    longest: int
    is_mended: bool = False


def create_views(connection: DuckDBPyConnection, named: Mapping[str, Mapping[Kind, Sequence[str]]], reading: Reading) -> None:
    """Create what data/report-views.sql describes in each schema that is named, over its files."""
    connection.execute(_data("data", "report-macros.sql"))
    reasons = ", ".join(map(_quoted, sorted(INCOMPLETE_REASONS)))
    views = Template(_data("data", "report-views.sql"))
    for schema, kinds in named.items():
        rows = " UNION ALL ".join(_rows_of(connection, kind, kinds[kind], reading) for kind in kinds)
        connection.execute(f"CREATE SCHEMA IF NOT EXISTS {schema}; CREATE VIEW {schema}.reported AS {rows}")
        connection.execute(views.substitute(schema=schema, incomplete_reasons=reasons, unnamed=UNNAMED))


def _rows_of(connection: DuckDBPyConnection, kind: Kind, named: Sequence[str], reading: Reading) -> str:
    """Return the SELECT that reads the pages and sites of files of one kind, with columns as report.schema.json has them."""
    types = _types(_schema()["$defs"]["page"])
    columns = ", ".join(map(_name, types))
    if kind.format == "parquet":
        source = f"read_parquet({_patterns(named)}, union_by_name = true, filename = true)"
        return f"SELECT filename AS report, {_of_parquet(connection, source, types, named, reading)} FROM {source}"
    if kind.format == "unstructured":
        whole = {"schemaVersion": "VARCHAR", "pages": f"{_struct(types)}[]"}
        is_read = f"pages IS NOT NULL AND schemaVersion IS NOT DISTINCT FROM {_quoted(SCHEMA_VERSION)}"
        held = _held(is_read, f"its pages, or its schemaVersion {SCHEMA_VERSION}, are missing")
        pages = f"SELECT filename, unnest(pages) AS page FROM {_json(kind, named, whole, reading)} WHERE {held}"
        source = f"(SELECT filename, unnest(page) FROM ({pages}))"
    else:
        source = _json(kind, named, types, reading)
    is_page = "results IS NOT NULL AND facts IS NOT NULL AND notes IS NOT NULL"
    return f"SELECT filename AS report, {columns} FROM {source} WHERE {_held(is_page, 'a page has no results, facts or notes')}"


def _json(kind: Kind, named: Sequence[str], types: Mapping[str, str], reading: Reading) -> str:
    """Return the table of the objects in files, with columns of these types and `filename`."""
    packed = f"compression = '{kind.compression}', filename = true"
    if reading.is_mended:
        lines = f"read_csv({_patterns(named)}, columns = {{content: 'VARCHAR'}}, delim = '\x01', quote = '', escape = '', header = false, "
        lines += f"auto_detect = false, strict_mode = false, max_line_size = {reading.longest}, {packed})"
        texts = f"read_text({_patterns(named)})" if kind.format == "unstructured" else lines
        mended = f"SELECT filename, without_half_characters(content) AS content FROM {texts} WHERE trim(content) <> ''"
        held = _held("json_valid(content)", "it is no JSON")
        return f"(SELECT filename, unnest({_from_json('content', _struct(types))}) FROM ({mended}) WHERE {held})"
    longest = max(map(os.path.getsize, named)) + 1 if kind.format == "unstructured" else reading.longest
    columns = ", ".join(f"{_name(name)}: {_quoted(of_name)}" for name, of_name in types.items())
    return f"read_json({_patterns(named)}, columns = {{{columns}}}, format = '{kind.format}', maximum_object_size = {longest}, {packed})"


def _patterns(named: Sequence[str]) -> str:
    return listed(list(map(glob.escape, named)))


def _from_json(text: str, kind: str) -> str:
    return f"from_json({text}, {_quoted(json.dumps(kind))})"


def _held(condition: str, wrong: str) -> str:
    """Return a condition that fails the query for a row of which it is not true, and takes no row away."""
    told = f"""'Not a page in file "' || filename || '", in it: {wrong}'"""
    return f"CASE WHEN {condition} THEN true ELSE error({told}) END"


def _of_parquet(connection: DuckDBPyConnection, source: str, types: Mapping[str, str], named: Sequence[str], reading: Reading) -> str:
    """Return the columns of a page as Parquet files have them, in our types; what nests may be JSON in a text."""
    there = {name: kind for name, kind, *_ in connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()}
    missing = [name for name in _schema()["$defs"]["page"]["required"] if name not in there]
    if missing:
        raise UsageError(f"{named[0]}: {NOT_A_REPORT}: there is no column {missing[0]}")
    columns = []
    for name, kind in types.items():
        value = _name(name)
        if name not in there:
            value = f"NULL::{kind}"
        elif there[name] in ("VARCHAR", "JSON") and kind != "VARCHAR":
            text = f"without_half_characters({value})" if reading.is_mended else value
            value = f"{text}::JSON" if kind == "JSON" else _from_json(text, kind)
        elif kind == "JSON":
            value = f"to_json({value})"
        elif _shape(there[name]) != _shape(kind):
            raise UsageError(f"{named[0]}: {NOT_A_REPORT}: the column {name} is {shorten(there[name], 60)}")
        else:
            value = f"{value}::{kind}"
        columns.append(f"{value} AS {_name(name)}")
    return ", ".join(columns)


def _shape(kind: str) -> str:
    return "list" if kind.endswith("]") else kind.partition("(")[0]


def _types(of_object: Mapping[str, Any]) -> dict[str, str]:
    return {name: _type(part) for name, part in of_object["properties"].items()}


def _type(part: Mapping[str, Any]) -> str:
    """Return the type that holds what a part of the schema describes; what it leaves open is JSON."""
    if "$ref" in part:
        return _type(_schema()["$defs"][part["$ref"].rpartition("/")[2]])
    if "oneOf" in part:
        return next(_type(one) for one in part["oneOf"] if one.get("type") != "null")
    kinds = part.get("type", "string")
    kind = kinds if isinstance(kinds, str) else next(one for one in kinds if one != "null")
    if kind == "array":
        return f"{_type(part['items'])}[]"
    if kind == "object":
        return _struct(_types(part)) if "properties" in part else "JSON"
    return {"string": "VARCHAR", "integer": "BIGINT", "boolean": "BOOLEAN"}[kind]


def _struct(types: Mapping[str, str]) -> str:
    return f"STRUCT({', '.join(f'{_name(name)} {kind}' for name, kind in types.items())})"


def _name(name: str) -> str:
    return f'"{name}"'


def _quoted(text: str) -> str:
    return f"'{text.replace(chr(39), chr(39) * 2)}'"


def listed(texts: Sequence[str]) -> str:
    """Return a list of texts in SQL."""
    return f"[{', '.join(map(_quoted, texts))}]"


@cache
def _schema() -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(_data("schemas", "report.schema.json"))
    return schema


def _data(folder: str, name: str) -> str:
    return (files("govpagecheck") / folder / name).read_text(encoding="utf-8")
