"""Where reports and talk go: a report takes the place of an older one only when it is whole."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TextIO

import click

from govpagecheck.errors import UsageError
from govpagecheck.reporters import reporter_names
from govpagecheck.text import plain


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
            raise UsageError(f"-o {file}: the report would overwrite a page to be checked")
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


def say(message: str) -> None:
    """Talk goes to stderr, in one line that cannot steer a terminal."""
    click.echo(f"govpagecheck: {plain(message)}", err=True)
