"""Questions in SQL put to reports of any size: DuckDB streams JSON Lines, JSON and Parquet, with nothing else in its reach.

A question is a file in `questions/`: its first comment line is the title, the others say more. It reads the views of
data/report-views.sql, and those of an earlier report in the schema `old`.
"""

from __future__ import annotations

import glob
import gzip
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib.resources import files
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, TypeVar

from govpagecheck.errors import UsageError
from govpagecheck.report_files import parse_line
from govpagecheck.report_views import NOT_A_REPORT, Kind, Reading, create_views, files_by_kind, kind_of, listed
from govpagecheck.text import shorten

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_Value = TypeVar("_Value")
# Most reports are read in the first way; lines that are longer, and halves of characters, need the others. Buffers grow with a line.
_READINGS = (Reading(16_777_216), Reading(536_870_912), Reading(536_870_912, is_mended=True))
_BLOCK = 500  # rows
_IN_FILE = re.compile(r'^(?:Malformed JSON|JSON transform error|Not a page) in file "(.*?)", (?:at|in) [^:]*: ')

_Named = Mapping[str, Mapping[Kind, Sequence[str]]]  # the files of each kind, by the schema whose views read them


@dataclass(frozen=True)
class Question:
    """A question that is ready to be put; `is_of_two` where it reads an earlier report too."""

    name: str
    title: str
    about: str
    sql: str

    @property
    def is_of_two(self) -> bool:
        return re.search(r"\bold\.", self.sql) is not None


@dataclass(frozen=True)
class Answer:
    """The columns of an answer by name, and its rows as they are read."""

    columns: tuple[str, ...]
    rows: Iterator[tuple[Any, ...]]


def questions() -> dict[str, Question]:
    """Return the questions that ship, by name."""
    found = [file for file in (files("govpagecheck") / "questions").iterdir() if file.name.endswith(".sql")]
    named = sorted((file.name.removesuffix(".sql"), file.read_text(encoding="utf-8")) for file in found)
    return {name: _question(name, text) for name, text in named}


def _question(name: str, text: str) -> Question:
    comment, _, sql = text.partition("\n\n")
    title, *about = (line.removeprefix("--").strip() for line in comment.splitlines())
    return Question(name, title, " ".join(about), sql)


@contextmanager
def answer(sql: str, reports: Iterable[str], since: Iterable[str] = (), limit: int | None = None) -> Iterator[Answer]:
    """Put one SELECT to reports, each named by a file, a pattern, or a folder of Parquet files; those of `since` are in `old`.

    The SQL can read nothing but these reports, and write nothing. Raises UsageError, one line, also while rows are read.
    """
    try:
        import duckdb  # noqa: F401
    except ImportError as error:
        raise UsageError("report query needs the extra query: pip install 'govpagecheck[query]'") from error
    named = {"main": files_by_kind(reports)} | ({"old": files_by_kind(since)} if since else {})
    with TemporaryDirectory(prefix="govpagecheck-") as spill, ExitStack() as stack:
        for reading in _READINGS:
            try:
                found = stack.enter_context(_begun(sql, limit, named, spill, reading))
                break
            except _ReadOtherwise:
                if reading is _READINGS[-1]:
                    raise
        yield found


@contextmanager
def _begun(sql: str, limit: int | None, named: _Named, spill: str, reading: Reading) -> Iterator[Answer]:
    """Yield the answer when its first rows are there."""
    reached = [file for kinds in named.values() for of_kind in kinds.values() for file in of_kind]
    with ExitStack() as stack:
        with _errors_told(reached):
            connection = stack.enter_context(_connected(named, reached, spill, reading))
            thread = stack.enter_context(ThreadPoolExecutor(1))

            def in_time(work: Callable[[], _Value]) -> _Value:
                """Let another thread wait for DuckDB, so that this one hears an interrupt."""
                done = thread.submit(work)
                try:
                    return done.result()
                except KeyboardInterrupt:
                    while not done.done():  # one that comes before the query begins is not heard
                        connection.interrupt()
                        wait([done], timeout=0.1)
                    raise

            # `query` takes one SELECT, and none that writes in a WITH.
            asked = in_time(lambda: connection.execute("FROM query(?) LIMIT ?", [sql, limit]))
            columns = tuple(str(column[0]) for column in asked.description or ())
            first = in_time(lambda: asked.fetchmany(_BLOCK))

        def rows() -> Iterator[tuple[Any, ...]]:
            block = first
            while block:
                yield from block
                with _errors_told(reached):
                    block = in_time(lambda: asked.fetchmany(_BLOCK))

        yield Answer(columns, rows())


class _ReadOtherwise(UsageError):  # noqa: N818 - it says what to do
    """A report holds what this way of reading does not take."""


@contextmanager
def _connected(named: _Named, reached: Sequence[str], spill: str, reading: Reading) -> Iterator[DuckDBPyConnection]:
    """Yield a connection that holds the views of the reports, and can reach no other files."""
    import duckdb

    settings: dict[str, Any] = {
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "python_enable_replacements": False,
        "temp_directory": spill,
    }
    with duckdb.connect(config=settings) as connection:
        create_views(connection, named, reading)
        paths = listed([*reached, *map(glob.escape, reached)])  # DuckDB takes names for patterns, and holds both against this list
        connection.execute(f"SET allowed_paths = {paths}; SET enable_external_access = false; SET lock_configuration = true")
        yield connection


@contextmanager
def _errors_told(reached: Sequence[str]) -> Iterator[None]:
    """Raise what DuckDB says as a UsageError of one line; of the files that are reached, with the line that is wrong."""
    import duckdb

    try:
        yield
    except duckdb.Error as error:
        raise _told(str(error), reached) from error


def _told(message: str, reached: Sequence[str]) -> UsageError:
    first = message.partition("\n")[0].rstrip(" .")
    said = first.partition(" Error: ")[2] or first
    if "maximum_object_size" in message or "surrogate" in message:
        return _ReadOtherwise(shorten(said, 300))
    if (found := _IN_FILE.match(said)) and found[1] in reached:
        return UsageError(_first_wrong_line(found[1]) or f"{found[1]}: {NOT_A_REPORT}: {shorten(said[found.end() :], 300)}")
    return UsageError(shorten(said, 500))


def _first_wrong_line(file: str) -> str | None:
    """Return what is wrong with the first line that is no page, since DuckDB counts no lines exactly; None for what is not in lines."""
    kind = kind_of(file)
    if kind.format != "newline_delimited":
        return None
    with gzip.open(file) if kind.compression == "gzip" else open(file, "rb") as lines:
        for number, line in enumerate(lines, 1):
            try:
                if line.strip():
                    parse_line(line, number, file)
            except UsageError as error:
                has_broken_off = not line.endswith(b"\n") and kind.compression != "gzip"
                return f"{error}{f'; the run broke off, and `check --resume {file}` goes on with it' if has_broken_off else ''}"
    return None
