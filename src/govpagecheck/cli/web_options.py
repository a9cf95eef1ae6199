"""The options of commands that read the web."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from functools import wraps
from typing import Any

import click

from govpagecheck.cli.output import say
from govpagecheck.sources.web_options import WebOptions

_USUAL = WebOptions()
_FOR_PAGES = (
    click.option(
        "--delay", type=click.FloatRange(min=0), default=_USUAL.delay, show_default=True, help="Seconds between two pages of a host."
    ),
    click.option(
        "--timeout",
        type=click.FloatRange(min=0, min_open=True),
        default=_USUAL.timeout,
        show_default=True,
        help="Seconds after which an answer must be whole.",
    ),
    click.option("--allow-private", is_flag=True, help="Read hosts with private and local addresses too, such as a test server's."),
    click.option("--no-sheets", is_flag=True, help="Leave out the style sheets of pages on the web."),
    click.option("--insecure", is_flag=True, help="Do not verify certificates; for test servers only."),
)
_FOR_SITES = (
    click.option("--crawl", is_flag=True, help="Follow the links of addresses on their own host, as robots.txt allows."),
    click.option(
        "--max-pages",
        type=click.IntRange(min=1),
        default=_USUAL.max_pages,
        show_default=True,
        help="Pages of a crawl, for each target.",
    ),
)
WEB_OPTIONS = (*_FOR_PAGES, *_FOR_SITES)


def web_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of the web; it gets them as `web`, a WebOptions."""
    return _with_options(command, WEB_OPTIONS)


def web_options_of_a_page(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command those options of the web that one page has a use for; it gets them as `web`, a WebOptions."""
    return _with_options(command, _FOR_PAGES)


def web_from(options: dict[str, Any]) -> WebOptions:
    """Take the options of the web out of a command's options; says on standard error when certificates are not verified."""
    web = WebOptions(**{one.name: options.pop(one.name) for one in fields(WebOptions) if one.name in options and one.name != "max_bytes"})
    if web.insecure:
        say("certificates are not verified (--insecure): what is read may come from anybody")
    return web


def _with_options(command: Callable[..., Any], options: tuple[Callable[..., Any], ...]) -> Callable[..., Any]:
    @wraps(command)
    def with_web(*arguments: Any, **given: Any) -> Any:
        return command(*arguments, web=web_from(given), **given)

    for option in reversed(options):
        with_web = option(with_web)
    return with_web
