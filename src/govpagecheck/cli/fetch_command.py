"""The command `fetch`: capture pages once in a web archive, so that checks of it repeat exactly."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import click

from govpagecheck.cli.exit_code import INTERRUPTED
from govpagecheck.cli.output import say
from govpagecheck.cli.progress import Progress
from govpagecheck.cli.web_options import web_options
from govpagecheck.errors import UsageError
from govpagecheck.model import Page
from govpagecheck.sources.web_options import WebOptions

_TARGET = re.compile(r"https?://|@|.*\.(?:xml|xml\.gz)$", re.IGNORECASE)


def _number(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


@click.command()
@click.argument("targets", nargs=-1, required=True, metavar="TARGET...")
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="The archive to write: .warc.gz, or .warc unpacked.")
@click.option("--force", is_flag=True, help="Replace the archive where there is one already.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing on standard error but what could not be done.")
@web_options
def fetch(targets: Sequence[str], output: Path, force: bool, quiet: bool, web: WebOptions) -> int:
    """Write pages of the web, with their style sheets, to a web archive (WARC) that check reads.

    TARGETs are addresses, sitemaps (addresses or files) and @lists of them; --crawl follows links.

    Exit codes: 0 all was fetched; 2 wrong usage; 3 a page could not be read; 130 interrupted. The archive holds what was fetched.
    """
    from govpagecheck.sources.capture import Capture
    from govpagecheck.sources.targets import read_pages

    if not output.name.lower().endswith((".warc", ".warc.gz")):
        raise UsageError(f"{output}: the name of a web archive ends in .warc.gz or .warc")
    for target in targets:
        if not _TARGET.match(target):
            raise UsageError(f"{target}: fetch takes addresses (https://...), sitemaps (.xml) and @lists of them")
    was_interrupted = False
    fetched = unread = 0
    with Capture(output, may_replace=force) as capture, Progress(is_wanted=not quiet) as progress:
        try:
            pages: Iterable[Page] = read_pages(targets, web=replace(web, keep=capture.write))
            for page in pages:
                progress.tell(page.url or page.path or "")
                if page.unreadable is None and page.path is None:
                    fetched += 1
                    continue
                unread += 1
                say(f"{page.url or page.path}: {page.unreadable or 'this is no address; it was left out'}")
        except KeyboardInterrupt:
            was_interrupted = True
    if not quiet:
        where = f"written to {output}" if capture.records else "nothing was written"
        pages_told, answers_told = _number(fetched, "page"), _number(capture.records, "answer")
        say(f"{'interrupted: ' if was_interrupted else ''}{pages_told}, {answers_told}; {where}")
    if was_interrupted:
        return INTERRUPTED
    return 3 if unread else 0
