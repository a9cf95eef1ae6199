"""Pages from files and folders, with the style sheets beside them."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from govpagecheck.model import Page
from govpagecheck.sources.saved_pages import saved_from
from govpagecheck.sources.sheets import KeptSheets, SheetReader

PAGE_SUFFIXES = (".html", ".htm", ".xhtml", ".shtml")
MAX_BYTES = 20_000_000  # of a page in an archive, where the caller sets no limit: an archive may hold what was made to expand


def read_pages(targets: str | Path | Iterable[str | Path], *, max_bytes: int | None = None) -> Iterator[Page]:
    """Yield a Page for each file named and for each page below each folder, folders sorted, each file once.

    Pages in folders are the files that end in .html, .htm, .xhtml or .shtml; names that begin with a dot are left out, and
    folders that are links are named, not followed. What cannot be read is yielded too, with the cause in `unreadable`, so
    that nothing asked for is lost. Style sheets that a page links to come with it where they are in the folder (of a file:
    in its own folder or below), and the address that a browser wrote into a page that was saved. Of a file larger than
    `max_bytes` only so much is read that check_page refuses it by its size.
    """
    seen: set[str] = set()
    sheets = KeptSheets()
    for target in [targets] if isinstance(targets, str | Path) else targets:
        for page in pages_at(Path(target), max_bytes, sheets):
            name = os.path.normpath(page.path or "")
            if name not in seen:
                seen.add(name)
                yield page


def read_page(file: Path, *, folder: Path, max_bytes: int | None = None) -> Page:
    """Return one page as `read_pages(folder)` yields it, with the style sheets that it may use from the folder."""
    return _read(file, max_bytes, SheetReader(folder))


def pages_at(path: Path, max_bytes: int | None, sheets: KeptSheets) -> Iterator[Page]:
    """Yield the page in a file, or the pages below a folder, with style sheets from those that are kept of a run."""
    if not os.path.isdir(path):  # Path.is_dir raises where a folder above may not be entered
        yield _read(path, max_bytes, SheetReader(path.parent, sheets))
        return
    reader = SheetReader(path, sheets)
    is_empty = True
    for file in _pages_below(path):
        is_empty = False
        yield file if isinstance(file, Page) else _read(file, max_bytes, reader)
    if is_empty:
        yield _unreadable(path, f"the folder holds no pages ({', '.join(PAGE_SUFFIXES)})")


def _pages_below(folder: Path) -> Iterator[Path | Page]:
    refused: list[OSError] = []
    for root, folders, files in os.walk(folder, onerror=refused.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from _told(refused)
        yield from (
            _unreadable(Path(root, name), "a link to a folder, which is not followed") for name in folders if Path(root, name).is_symlink()
        )
        yield from (Path(root, name) for name in sorted(files) if name.lower().endswith(PAGE_SUFFIXES) and not name.startswith("."))
    yield from _told(refused)


def _told(refused: list[OSError]) -> Iterator[Page]:
    while refused:
        error = refused.pop()
        yield _unreadable(Path(error.filename), f"the folder cannot be read: {error.strerror}")


def _read(path: Path, max_bytes: int | None, reader: SheetReader) -> Page:
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            return _unreadable(path, "this is neither a file nor a folder")
        with path.open("rb") as stream:
            content = stream.read() if max_bytes is None else stream.read(max_bytes + 1)
        return Page(content, path=path.as_posix(), url=saved_from(content), sheets=reader.sheets_of(content, path))
    except FileNotFoundError:
        return _unreadable(path, "there is no such file or folder")
    except (OSError, ValueError) as error:
        cause = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        return _unreadable(path, f"the file cannot be read: {cause}")


def _unreadable(path: Path, cause: str) -> Page:
    return Page(path=path.as_posix(), unreadable=cause)
