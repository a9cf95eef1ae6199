"""DataFrames of judged pages: from web archives, from a DataFrame of pages, and their findings."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Unpack
from urllib.parse import unquote, urlsplit

from govpagecheck.errors import UsageError
from govpagecheck.model import Page
from govpagecheck.parse import MAX_BYTES
from govpagecheck.sources.http_message import joined_headers
from govpagecheck.sources.targets import WARC_SUFFIXES, read_pages
from govpagecheck.sources.targets import each_once as captures_once
from govpagecheck.spark.judging import Limits, judged
from govpagecheck.spark.rows import PAGES, arrow_schema, batches_of, require_columns, row_of
from govpagecheck.spark.rules import NamedRules, Rules, named_rules, require_extra

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

MAX_SECONDS = 600.0
Opened = Callable[[str], AbstractContextManager[BinaryIO]]
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:/")
_UTF8_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class _Task:
    """What every task of a run is given."""

    rules: NamedRules
    limits: Limits
    schema: pa.Schema

    def batches(self, pages: Iterable[Page]) -> Iterator[pa.RecordBatch]:
        """Judge the pages of this task and number them: tasks one after the other, as `monotonically_increasing_id` does it."""
        from pyspark import TaskContext

        context = TaskContext.get()
        first = (context.partitionId() if context else 0) << 33
        reports = judged(pages, self.rules.load(), self.limits)
        return batches_of((row_of(report, number) for number, report in enumerate(reports, first)), self.schema)


def check_warcs(
    spark: SparkSession,
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    profile: str | Sequence[str] = "us-federal",
    *,
    opened: Opened | None = None,
    max_bytes: int = MAX_BYTES,
    max_seconds: float = MAX_SECONDS,
    **rules: Unpack[Rules],
) -> DataFrame:
    """Return a DataFrame with a row for each page of web archives (.warc, .warc.gz), one task a file; docs/spark.md has its columns.

    Paths are local or `file://`, the same on every machine; others need `opened`, which is called with the path in the task
    (twice, since archives are read twice) and returns a seekable file. Damaged and missing files are told in `notes`, as the
    command line does. `rules` are those of `load_ruleset`. A page that kills its process or takes more than `max_seconds` is
    tried twice, then `cantTell`. The DataFrame is lazy: write it to Parquet, and ask that. Raises UsageError or RuleError, one
    line, before anything runs.
    """
    require_extra()
    from govpagecheck.sources.warc_records import installed_reader

    installed_reader()
    named = [paths] if isinstance(paths, str | os.PathLike) else list(paths)
    if not named:
        raise UsageError("check_warcs: no web archive was named")
    files = tuple(_archive(os.fspath(path), has_opener=opened is not None) for path in named)
    task = _Task(named_rules(profile, rules)[0], Limits(max_bytes, max_seconds), arrow_schema(spark, PAGES))
    numbers = spark.range(0, len(files), numPartitions=len(files))  # one to a partition, in order
    return numbers.mapInArrow(partial(_check_archives, task=task, files=files, opened=opened), PAGES)


def _archive(path: str, *, has_opener: bool) -> str:
    if not path.lower().endswith(WARC_SUFFIXES):
        raise UsageError(f"{path}: check_warcs reads files that end in {' or '.join(WARC_SUFFIXES)}")
    if has_opener or not _SCHEME.match(path):
        return path
    parts = urlsplit(path)
    if parts.scheme != "file" or parts.netloc not in ("", "localhost"):
        raise UsageError(f"{path}: check_warcs reads local paths and file://; for others give it `opened`, as docs/spark.md shows")
    return unquote(parts.path)


def _check_archives(
    batches: Iterator[pa.RecordBatch], task: _Task, files: Sequence[str], opened: Opened | None
) -> Iterator[pa.RecordBatch]:
    limit = task.limits.max_bytes
    return task.batches(page for batch in batches for number in batch["id"].to_pylist() for page in _pages_in(files[number], opened, limit))


def _pages_in(path: str, opened: Opened | None, max_bytes: int) -> Iterator[Page]:
    if opened is None:
        return read_pages(Path(path), max_bytes=max_bytes)
    from govpagecheck.sources.warc import read_warcs

    return captures_once(read_warcs([(path, partial(opened, path))], max_bytes=max_bytes))


def check_pages(
    df: DataFrame,
    profile: str | Sequence[str] = "us-federal",
    *,
    max_bytes: int = MAX_BYTES,
    max_seconds: float = MAX_SECONDS,
    **rules: Unpack[Rules],
) -> DataFrame:
    """Return a DataFrame like that of `check_warcs` for the pages in a DataFrame.

    Its columns are `url` (string), `html` (binary as it was served, or string, which is judged as UTF-8) and, where the
    responses are known, `headers` (map from string to string; null where a page has none); other columns are not read.
    Raises UsageError or RuleError, one line, before anything runs.
    """
    require_extra()
    from pyspark.sql import functions

    wanted = {"url": ("string",), "html": ("binary", "string")}
    if "headers" in df.columns:
        wanted["headers"] = ("map<string,string>", "void")
    require_columns(df, wanted, "check_pages")
    task = _Task(named_rules(profile, rules)[0], Limits(max_bytes, max_seconds), arrow_schema(df.sparkSession, PAGES))
    is_text = df.schema["html"].dataType.simpleString() == "string"
    asked = df.select("url", functions.col("html").cast("binary"), *(["headers"] if "headers" in df.columns else []))
    return asked.mapInArrow(partial(_check_rows, task=task, is_text=is_text), PAGES)


def _check_rows(batches: Iterator[pa.RecordBatch], task: _Task, is_text: bool) -> Iterator[pa.RecordBatch]:
    return task.batches(_page(row, is_text) for batch in batches for row in _rows(batch))


def _rows(batch: pa.RecordBatch) -> Iterator[dict[str, Any]]:
    """Yield the rows of a batch, each made when it is asked for."""
    for number in range(batch.num_rows):
        yield {name: batch.column(place)[number].as_py() for place, name in enumerate(batch.schema.names)}


def _page(row: dict[str, Any], is_text: bool) -> Page:
    headers = joined_headers((name, value) for name, value in row.get("headers") or () if value is not None)
    content = row["html"]
    if content is None:
        return Page(url=row["url"], headers=headers, unreadable="the column html is null")
    if is_text and content.strip() and not content.startswith(_UTF8_MARK):  # the mark wins over what is said of the bytes that were
        content = _UTF8_MARK + content
    return Page(content, url=row["url"], headers=headers)


def each_once(pages: DataFrame) -> DataFrame:
    """Return the rows of `check_warcs` with each page once, the first by `number`, as the command line reads several archives.

    Archives that were crawled one after the other may hold a page twice, and tasks do not know of each other.
    """
    require_extra()
    require_columns(pages, dict.fromkeys(("number", "scope", "path", "url", "notes"), ()), "each_once")
    from pyspark.sql import Window, functions

    # What could not be read has the path of its archive, and differs from other such by what its note says.
    cause = functions.expr("CASE WHEN path IS NOT NULL THEN get(notes, 0).message END")
    first = functions.row_number().over(Window.partitionBy("scope", "path", "url", cause).orderBy("number"))
    return pages.withColumn("_first", first).where("_first = 1").drop("_first")


def findings(pages: DataFrame) -> DataFrame:
    """Return a row for each finding of pages and sites, with the columns of the view `findings` of `report query`.

    `page` names the page by its path, else its address; for a finding of a site the page that it names, else the site.
    """
    require_extra()
    require_columns(pages, dict.fromkeys(("number", "scope", "path", "url", "results"), ()), "findings")
    results = pages.selectExpr("number", "scope", "path", "url", "explode(results) AS result")
    found = results.selectExpr("number", "scope", "path", "url", "result.rule AS rule", "explode(result.findings) AS finding")
    return found.selectExpr(
        "number",
        "scope",
        "coalesce(finding.target.page, nullif(path, ''), nullif(url, ''), 'page') AS page",
        "rule",
        *(f"finding.{name} AS {name}" for name in ("outcome", "severity", "reason", "message")),
        *(f"finding.target.`{name}` AS `{name}`" for name in ("line", "column", "selector", "snippet")),
        "finding.fingerprint AS fingerprint",
        "finding.ignored.`by` AS ignored_by",
        "finding.ignored.reason AS ignored_reason",
    )
