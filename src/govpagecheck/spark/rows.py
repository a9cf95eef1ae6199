"""Reports as rows of a DataFrame: its columns, and the Arrow batches in which rows travel."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any

from govpagecheck.errors import UsageError
from govpagecheck.model import Outcome, PageReport
from govpagecheck.report_json import json_text, page_as_json

if TYPE_CHECKING:
    from collections.abc import Collection

    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

MAX_ROWS = 100  # of a batch

# The keys of a page in the JSON report (docs/report.md), with what differs from page to page as JSON text; documented in docs/spark.md.
PAGES = """
number bigint,
scope string,
path string,
url string,
incomplete boolean,
outcomes struct<passed: int, failed: int, cantTell: int, inapplicable: int, untested: int>,
results array<struct<
  rule: string,
  outcome: string,
  severity: string,
  findings: array<struct<
    outcome: string,
    reason: string,
    message: string,
    severity: string,
    target: struct<selector: string, line: int, `column`: int, snippet: string, page: string>,
    fingerprint: string,
    ignored: struct<`by`: string, reason: string>>>>>,
notes array<struct<reason: string, message: string>>,
facts string,
siteFacts string
"""


def row_of(report: PageReport, number: int) -> dict[str, Any]:
    """Return the row of a page, or of a site: the number of its first page."""
    page = page_as_json(report)
    counts = Counter(result.outcome for result in report.results)
    site_facts = page.get("siteFacts")
    return {
        **page,
        "number": number,
        "scope": report.scope,
        "incomplete": report.is_incomplete,
        "outcomes": {outcome.value: counts[outcome] for outcome in Outcome},
        "facts": json_text(page["facts"]),
        "siteFacts": None if site_facts is None else json_text(site_facts),
    }


def arrow_schema(spark: SparkSession, columns: str) -> pa.Schema:
    """Return Arrow's schema for columns that are written as Spark writes them."""
    from pyspark.sql.pandas.types import to_arrow_schema

    return to_arrow_schema(spark.createDataFrame([], columns).schema)


def batches_of(rows: Iterable[Mapping[str, Any]], schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    """Yield the rows in batches, as they come."""
    import pyarrow as pa

    rows = iter(rows)
    while some := list(islice(rows, MAX_ROWS)):
        try:
            yield pa.RecordBatch.from_pylist(some, schema=schema)
        except UnicodeEncodeError:
            yield pa.RecordBatch.from_pylist([_storable(row) for row in some], schema=schema)


def _storable(value: Any) -> Any:
    r"""Return a value with half characters, which only hostile pages have, written out as `\udxxx`; in JSON text that says the same."""
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode()
    if isinstance(value, Mapping):
        return {key: _storable(one) for key, one in value.items()}
    return [_storable(one) for one in value] if isinstance(value, list) else value


def require_columns(df: DataFrame, wanted: Mapping[str, Collection[str]], asking: str) -> None:
    """Raise UsageError, one line, for a column that is missing or of another type than those that are wanted of it."""
    there = {field.name: field.dataType.simpleString() for field in df.schema.fields}
    for name, types in wanted.items():
        if name not in there:
            raise UsageError(f"{asking}: there is no column {name}; the columns are {', '.join(there) or 'none'}")
        if types and there[name] not in types:
            raise UsageError(f"{asking}: the column {name} is {' or '.join(types)}, not {there[name]}")
