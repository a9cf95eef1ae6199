"""Where reports and talk go: a report takes the place of an older one only when it is whole; JSON Lines grow page by page."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TextIO

import click
from click.shell_completion import CompletionItem

from govpagecheck import __version__
from govpagecheck.errors import UsageError
from govpagecheck.model import PageReport, Report, RuleInfo
from govpagecheck.reporters import find_reporter, jsonl, reporter_names
from govpagecheck.text import plain


def _complete_format(_: click.Context, __: click.Parameter, begun: str) -> list[CompletionItem]:
    return [CompletionItem(name) for name in reporter_names() if name.startswith(begun)]


OUTPUTS = click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    default=["text"],
    show_default=True,
    metavar="FORMAT[=FILE]",
    shell_complete=_complete_format,
    help="Report format; may be repeated.",
)


def parse_output(output: str) -> tuple[str, str | None]:
    name, has_file, file = output.partition("=")
    if name not in reporter_names() or (has_file and not file):
        raise UsageError(f"-o {output}: write FORMAT or FORMAT=FILE with one of {', '.join(reporter_names())}")
    return name, file or None


def refuse_clashes(files: Sequence[str | None], targets: Sequence[str]) -> None:
    places = [file and os.path.realpath(file) for file in files]
    if len(set(places)) < len(places):
        raise UsageError("two reports cannot go to one place: give each -o a file of its own, as in -o json=report.json")
    for file, place in zip(files, places, strict=True):
        if place in {os.path.realpath(target) for target in targets}:
            raise UsageError(f"-o {file}: the report would overwrite a file that is to be read")
    if "" in targets:
        raise UsageError("a target is empty, perhaps from a variable that is not set")


def open_report(file: str | None, stack: ExitStack) -> TextIO:
    """Open a report's file beside its place; it takes the place of an older report when it is whole."""
    if file is None:
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(errors="backslashreplace")
        return sys.stdout
    if os.path.exists(file) and not os.path.isfile(file):  # a device or a pipe, which nothing can take the place of
        return stack.enter_context(open(file, "w", encoding="utf-8", errors="backslashreplace"))
    part = Path(file).with_name(f".{Path(file).name}.part")
    try:
        stream = stack.enter_context(part.open("w", encoding="utf-8", errors="backslashreplace", newline="\n"))
    except OSError as error:
        raise UsageError(f"{file}: the report cannot be written: {error.strerror}") from error

    def put_in_place(kind: type[BaseException] | None, _: object, __: object) -> None:
        stream.close()
        if kind is None:
            part.replace(file)
        else:
            part.unlink()

    stack.push(put_in_place)
    return stream


class Outputs:
    """The reports of one run: JSON Lines are written page by page, all others at the end, from what they hold until then."""

    def __init__(
        self, outputs: Sequence[str], read: Sequence[str], stack: ExitStack, color: str = "auto", resumed: tuple[Path, int] | None = None
    ) -> None:
        """Open the place of each report; one that is `resumed` is kept up to its length, and continued."""
        wanted = [parse_output(output) for output in outputs]
        refuse_clashes([file for _, file in wanted], read)
        self._streams: list[tuple[TextIO, bool]] = []
        self._writers: list[Callable[[Report], None]] = []
        self._held: list[PageReport] = []
        for name, file in wanted:
            if name == "jsonl":
                is_continued = resumed is not None and file is not None and os.path.realpath(file) == os.path.realpath(resumed[0])
                self._streams.append((_open_lines(file, resumed[1] if resumed and is_continued else 0, stack), is_continued))
            else:
                self._writers.append(_bound(_writer(name, file, color), open_report(file, stack)))

    def add(self, report: PageReport, *, is_resumed: bool = False) -> None:
        """Write or hold one report; one that `is_resumed` stands in the continued file already."""
        for stream, is_continued in self._streams:
            if not (is_resumed and is_continued):
                jsonl.write_page(report, stream)
                stream.flush()
        if self._writers:
            self._held.append(report)

    def end(self, profiles: Sequence[str], rules: Mapping[str, RuleInfo], version: str = __version__) -> None:
        """Write the reports that needed all pages, and what was judged with which rules."""
        whole = Report(profiles, rules, self._held, version)
        for write in self._writers:
            write(whole)


def _open_lines(file: str | None, length: int, stack: ExitStack) -> TextIO:
    """Open a file of JSON Lines to be written on from its first `length` bytes: what stands in it when a run is killed is not lost."""
    if file is None or (os.path.exists(file) and not os.path.isfile(file)):
        return open_report(file, stack)
    try:
        stream = Path(file).open("a", encoding="utf-8", errors="backslashreplace", newline="\n")  # noqa: SIM115 - the stack closes it
        stream.truncate(length)
    except OSError as error:
        raise UsageError(f"{file}: the report cannot be written: {error.strerror}") from error
    return stack.enter_context(stream)


def _bound(write: Callable[[Report, TextIO], None], stream: TextIO) -> Callable[[Report], None]:
    return lambda report: write(report, stream)


def _writer(name: str, file: str | None, color: str) -> Callable[[Report, TextIO], None]:
    """Return the reporter of a format; text on standard output gets the colours that were asked for, text in a file none."""
    if name == "text" and file is None:
        from govpagecheck.reporters import text  # rich, which it loads, is for those who read text

        asked = os.environ.get("FORCE_COLOR", "") not in ("", "0") and not os.environ.get("NO_COLOR")
        is_forced = color == "always" or (color == "auto" and asked)
        return partial(text.write, has_color=True if is_forced else None if color == "auto" else False)
    return find_reporter(name)


def say(message: str) -> None:
    """Talk goes to stderr, in one line that cannot steer a terminal."""
    click.echo(f"govpagecheck: {plain(message)}", err=True)
