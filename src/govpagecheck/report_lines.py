"""A run's JSON Lines that break off, taken up again: which pages they hold, and where the next line goes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from govpagecheck.errors import UsageError
from govpagecheck.model import PageReport
from govpagecheck.report_files import parse_line


def whole_length(file: Path) -> int:
    """Return how many bytes of a report in JSON Lines hold pages that were judged, as one run may take them up from another.

    What follows does not count: a line that breaks off, a page at which the run was interrupted, and reports of sites, which
    are made anew; 0 where there is no file. Raises UsageError, one line, for what `-o jsonl` did not write.
    """
    return max((end for _, end in _lines(file)), default=0) if file.exists() else 0


def judged_pages(file: Path, length: int) -> Iterator[PageReport]:
    """Yield the reports in the first `length` bytes of a file."""
    if length:
        yield from (report for report, end in _lines(file) if end <= length)


def _lines(file: Path) -> Iterator[tuple[PageReport, int]]:
    end = 0
    try:
        with file.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                if not line.endswith(b"\n"):
                    return
                report = parse_line(line, number, str(file))
                if report.scope != "page" or any(note.reason == "interrupted" for note in report.notes):
                    return
                end += len(line)
                yield report, end
    except OSError as error:
        raise UsageError(f"{file}: the report cannot be read: {error.strerror}") from error
