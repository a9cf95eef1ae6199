"""What a run is given to check: files, folders, patterns, lists, archives, standard input and addresses, in that they yield pages."""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import blake2b
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from govpagecheck.model import Page
from govpagecheck.sources.files import pages_at
from govpagecheck.sources.lists import ListReader
from govpagecheck.sources.saved_pages import saved_from
from govpagecheck.sources.sheets import KeptSheets

if TYPE_CHECKING:
    from govpagecheck.sources.web_options import WebOptions

STDIN = "-"
WARC_SUFFIXES = (".warc", ".warc.gz")
SITEMAP_SUFFIXES = (".xml", ".xml.gz")
_ADDRESS = ("http://", "https://")


def read_pages(
    targets: str | os.PathLike[str] | Iterable[str | os.PathLike[str]], *, max_bytes: int | None = None, web: WebOptions | None = None
) -> Iterator[Page]:
    """Return the pages of the targets, in order, each once by its path and address; nothing asked for is lost.

    A target is a file, a folder, an archive (.zip, .warc, .warc.gz, .wacz), a page that a browser saved (.mhtml, .mht), a
    sitemap (.xml, .xml.gz), an address over HTTP of a page or sitemap, `-` for a page on standard input, `@FILE` for a list
    with one target a line, or, where no file has that name, a pattern such as `site/**/*.html`. A Path is a file, folder or
    archive whatever it is called. Pages in folders are the files that end in .html, .htm, .xhtml or .shtml; names that begin
    with a dot are left out, and folders that are links are named, not followed. Style sheets that a page links to come with
    it as far as its folder, its archive or the web has them. What cannot be read is yielded with the cause in `unreadable`.
    Of a page larger than `max_bytes` only so much is read that check_page refuses it by its size. `web` says how the web is
    read. Raises UsageError where a target needs a library that is not installed.
    """
    named = [targets] if isinstance(targets, str | os.PathLike) else list(targets)
    if any(_is_warc(os.fspath(target)) for target in named):
        from govpagecheck.sources.warc_records import installed_reader

        installed_reader()  # before the first page, not after an hour
    if any(map(_is_address, named)):
        from govpagecheck.sources.client import Client

        Client(_options(web, max_bytes)).close()
    return each_once(_pages(named, max_bytes, web))


def each_once(pages: Iterator[Page]) -> Iterator[Page]:
    """Yield each page once, by its path, its address and what could not be read of it."""
    seen: set[bytes] = set()  # digests, for they are small, and there may be a million
    for page in pages:
        name = os.path.normpath(page.path) if page.path else ""
        digest = blake2b(f"{name}\0{page.url}\0{page.unreadable}".encode("utf-8", "surrogatepass"), digest_size=16).digest()
        if digest not in seen:
            seen.add(digest)
            yield page


def _pages(targets: Iterable[str | os.PathLike[str]], max_bytes: int | None, web: WebOptions | None) -> Iterator[Page]:
    sheets = KeptSheets()
    for is_address, group in groupby(_expanded(targets, ListReader()), key=_is_address):
        if is_address:  # those that follow each other together: some are fetched while one is checked
            from govpagecheck.sources.web import read_urls

            yield from read_urls((str(target) for target in group), _options(web, max_bytes))
            continue
        for target in group:
            if isinstance(target, Page):
                yield target
            elif target == STDIN:
                yield _from_stdin(max_bytes)
            else:
                yield from _at(Path(target), max_bytes, web, sheets)


def _expanded(targets: Iterable[str | os.PathLike[str]], lists: ListReader) -> Iterator[str | Path | Page]:
    """Yield the targets with the lists and patterns among them resolved; text that is yielded is an address or STDIN."""
    for target in targets:
        if not isinstance(target, str):
            yield Path(target)
        elif target == STDIN or _is_address(target):
            yield target
        elif target.startswith("@"):
            yield from _expanded_list(target[1:], lists)
        elif glob.has_magic(target) and not os.path.lexists(target):
            yield from _matches(target)
        else:
            yield Path(target)


def _expanded_list(name: str, lists: ListReader) -> Iterator[str | Path | Page]:
    for target in lists.targets_in(name):
        yield from [target] if isinstance(target, Page) else _expanded([target], lists)


def _is_address(target: object) -> bool:
    return isinstance(target, str) and target[:8].lower().startswith(_ADDRESS)


def _is_warc(target: str) -> bool:
    return target.lower().endswith((*WARC_SUFFIXES, ".wacz")) and not _is_address(target) and not target.startswith("@")


def _matches(pattern: str) -> Iterator[Path | Page]:
    """Yield the files and folders that a pattern fits, sorted; `**` crosses folders, links to folders excepted."""
    parts = Path(pattern).parts
    fixed = next(number for number, part in enumerate(parts) if glob.has_magic(part))
    wanted = [*parts[fixed:], "*"] if parts[-1] == "**" else list(parts[fixed:])
    base = Path(*parts[:fixed])
    shows_hidden = any(part.startswith(".") for part in wanted)
    try:
        found = sorted(base.glob("/".join(wanted)))
    except (OSError, ValueError, NotImplementedError) as error:
        yield Page(path=pattern, unreadable=f"this is no pattern for file names: {error}")
        return
    is_empty = True
    for path in found:
        is_hidden = any(part.startswith(".") for part in path.relative_to(base).parts)
        if (shows_hidden or not is_hidden) and not ("**" in wanted and path.is_dir()):  # the files in it fit the pattern, or do not
            is_empty = False
            yield path
    if is_empty:
        yield Page(path=pattern, unreadable=f"no file matches {pattern}")


def _at(path: Path, max_bytes: int | None, web: WebOptions | None, sheets: KeptSheets) -> Iterator[Page]:
    """Yield what is at a path: a module that reads a kind of file is loaded when there is one."""
    name = path.name.lower()
    if not os.path.isfile(path):
        pass
    elif name.endswith(".zip"):
        from govpagecheck.sources.zips import read_zip

        return read_zip(path, max_bytes=max_bytes)
    elif name.endswith(WARC_SUFFIXES):
        from govpagecheck.sources.warc import read_warc

        return read_warc(path, max_bytes=max_bytes)
    elif name.endswith(".wacz"):
        from govpagecheck.sources.wacz import read_wacz

        return read_wacz(path, max_bytes=max_bytes)
    elif name.endswith((".mhtml", ".mht")):
        from govpagecheck.sources.mhtml import read_mhtml

        return read_mhtml(path, max_bytes=max_bytes)
    elif name.endswith(SITEMAP_SUFFIXES) and (content := _sitemap(path)):
        from govpagecheck.sources.web import read_sitemap_pages

        return read_sitemap_pages(content, path.as_posix(), _options(web, max_bytes))
    return pages_at(path, max_bytes, sheets)


def _sitemap(path: Path) -> bytes | None:
    from govpagecheck.sources.sitemap import MAX_BYTES, is_sitemap

    try:
        with path.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except OSError:
        return None
    return content if is_sitemap(content) else None


def _options(web: WebOptions | None, max_bytes: int | None) -> WebOptions:
    from govpagecheck.sources.web_options import WebOptions

    options = web or WebOptions()
    return options if max_bytes is None else replace(options, max_bytes=max_bytes)


def _from_stdin(max_bytes: int | None) -> Page:
    try:
        if sys.stdin is None:
            return Page(path=STDIN, unreadable="standard input is closed")
        content = sys.stdin.buffer.read(-1 if max_bytes is None else max_bytes + 1)
    except (OSError, ValueError) as error:
        return Page(path=STDIN, unreadable=f"standard input cannot be read: {error}")
    return Page(content, path=STDIN, url=saved_from(content))
