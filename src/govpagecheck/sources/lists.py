"""Lists of targets in files, one a line, as `@FILE` names them."""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterator

from govpagecheck.model import Page

MAX_LINE = 10_000  # characters


class ListReader:
    """Reads lists, each once a run, and knows which are open, so that a list which names itself is told."""

    def __init__(self) -> None:
        self._open: list[str] = []
        self._read: set[str] = set()

    def targets_in(self, name: str) -> Iterator[str | Page]:
        """Yield the targets that a list names, and what cannot be read of it as a page that says so.

        Lines are stripped; empty ones and those that begin with `#` are left out. Paths are relative to the current folder,
        as if they stood on the command line. The text is UTF-8, or UTF-16 with its mark as some shells of Windows write it.
        """
        try:
            place = os.path.realpath(name)
        except ValueError as error:  # a zero byte
            yield _told(name, f"the list cannot be read: {error}")
            return
        if place in self._open:
            yield _told(
                name, "the list is not read again: it names itself" + ("" if self._open[-1] == place else " by way of another list")
            )
            return
        if place in self._read:
            return
        self._read.add(place)
        self._open.append(place)
        try:
            yield from _targets(name)
        finally:
            self._open.pop()


def _targets(name: str) -> Iterator[str | Page]:
    is_empty = True
    try:
        if os.path.isdir(name):
            yield _told(name, "the list cannot be read: it is a folder")
            return
        with open(name, "rb") as stream:
            encoding = "utf-16" if stream.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else "utf-8-sig"
        with open(name, encoding=encoding) as lines:
            while line := lines.readline(MAX_LINE):
                if len(line) == MAX_LINE:
                    yield _told(name, f"the list is read no further: a line of it is longer than {MAX_LINE:,} characters")
                    return
                target = line.strip()
                if target and not target.startswith("#"):
                    is_empty = False
                    yield target
    except UnicodeDecodeError:
        yield _told(name, "the list is read no further: it is not UTF-8 text")
        return
    except (OSError, ValueError) as error:
        cause = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        yield _told(name, f"the list cannot be read: {cause}")
        return
    if is_empty:
        yield _told(name, "the list names no targets")


def _told(name: str, cause: str) -> Page:
    return Page(path=name or "@", unreadable=cause)
