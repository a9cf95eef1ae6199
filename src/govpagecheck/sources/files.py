"""Pages from files and folders."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from govpagecheck.model import Page

PAGE_SUFFIXES = (".html", ".htm", ".xhtml", ".shtml")


def read_pages(targets: str | Path | Iterable[str | Path], *, max_bytes: int | None = None) -> Iterator[Page]:
    """Yield a Page for each file named and for each page below each folder, folders sorted, hidden ones left out.

    Pages in folders are the files that end in .html, .htm, .xhtml or .shtml. What cannot be read is yielded too, with
    the cause in `unreadable`, so that nothing asked for is lost. Of a file larger than `max_bytes` only so much is read
    that check_page refuses it by its size.
    """
    for target in [targets] if isinstance(targets, str | Path) else targets:
        path = Path(target)
        if not path.is_dir():
            yield _read(path, max_bytes)
            continue
        is_empty = True
        for file in _pages_below(path):
            is_empty = False
            yield file if isinstance(file, Page) else _read(file, max_bytes)
        if is_empty:
            yield Page(path=path.as_posix(), unreadable=f"the folder holds no pages ({', '.join(PAGE_SUFFIXES)})")


def _pages_below(folder: Path) -> Iterator[Path | Page]:
    refused: list[OSError] = []
    for root, folders, files in os.walk(folder, onerror=refused.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        while refused:
            error = refused.pop()
            yield Page(path=Path(error.filename).as_posix(), unreadable=f"the folder cannot be read: {error.strerror}")
        yield from (Path(root, name) for name in sorted(files) if name.lower().endswith(PAGE_SUFFIXES))
    for error in refused:
        yield Page(path=Path(error.filename).as_posix(), unreadable=f"the folder cannot be read: {error.strerror}")


def _read(path: Path, max_bytes: int | None) -> Page:
    try:
        if not path.exists():
            return Page(path=path.as_posix(), unreadable="there is no such file or folder")
        if not path.is_file():
            return Page(path=path.as_posix(), unreadable="this is neither a file nor a folder")
        with path.open("rb") as stream:
            return Page(stream.read() if max_bytes is None else stream.read(max_bytes + 1), path=path.as_posix())
    except (OSError, ValueError) as error:
        cause = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        return Page(path=path.as_posix(), unreadable=f"the file cannot be read: {cause}")
