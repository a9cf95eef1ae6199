"""The address at which a page of a folder is published."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import quote

from govpagecheck.address import host_of
from govpagecheck.errors import UsageError
from govpagecheck.model import Page

INDEX_NAMES = ("index.html", "index.htm")


def with_base_url(pages: Iterable[Page], folders: Iterable[str | os.PathLike[str]], base_url: str) -> Iterator[Page]:
    """Yield the pages with the addresses that they have when the folders are published at `base_url`.

    An index page stands for its folder. A page below none of the folders stays as it is; the address that a browser wrote
    into a saved copy gives way to what the caller says.
    Raises UsageError when `base_url` is no whole address.

    >>> [page] = with_base_url([Page(path="site/news/index.html")], ["site"], "https://www.example.gov")
    >>> page.url
    'https://www.example.gov/news/'
    """
    if host_of(base_url) is None:
        raise UsageError(f"--base-url {base_url}: write a whole address, as in https://www.example.gov/")
    roots = [PurePosixPath(os.path.normpath(os.fspath(folder)).replace(os.sep, "/")) for folder in folders]
    return (_addressed(page, roots, base_url.rstrip("/") + "/") for page in pages)


def _addressed(page: Page, roots: Iterable[PurePosixPath], base: str) -> Page:
    path = PurePosixPath(page.path or "")
    root = next((root for root in roots if path.is_relative_to(root) and path != root), None)
    if root is None:
        return page
    below = path.relative_to(root)
    name = "" if below.name in INDEX_NAMES else below.name
    return replace(page, url=base + quote("/".join([*below.parts[:-1], name])))
