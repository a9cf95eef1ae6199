"""The command inspect."""

from __future__ import annotations

import json
import os
from itertools import islice

import click

from govpagecheck.cli.output import say
from govpagecheck.cli.web_options import web_options_of_a_page
from govpagecheck.errors import PageError
from govpagecheck.model import Page
from govpagecheck.sources.web_options import WebOptions
from govpagecheck.text import plain


@click.command()
@click.argument("target")
@click.option("-o", "--output", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--url", help="The page's address.")
@web_options_of_a_page
def inspect(target: str, output: str, url: str | None, web: WebOptions) -> int:
    """Print the parts and facts that are recognised on one page, without judging them."""
    from govpagecheck.facts import facts_of
    from govpagecheck.parse import parse_page
    from govpagecheck.sources.targets import read_pages

    is_folder = os.path.isdir(target)
    page, *others = [Page(unreadable="this is a folder; inspect takes one page")] if is_folder else islice(read_pages(target, web=web), 2)
    if others:
        page = Page(unreadable="this holds more pages than one; inspect takes one page")
    if page.unreadable:
        say(f"{target}: {page.unreadable}")
        return 3
    try:
        document = parse_page(page.content, url=url or page.url, headers=page.headers)
    except PageError as error:
        say(f"{target}: {error}")
        return 3
    facts = facts_of(document)
    if output == "json":
        click.echo(json.dumps(facts, ensure_ascii=False, indent=2))
        return 0
    for key, value in facts.items():
        if isinstance(value, dict):
            value = "; ".join(f"{name}: {_shown(one)}" for name, one in value.items())
        click.echo(plain(f"{key:14} {_shown(value)}"))
    return 0


def _shown(value: object) -> str:
    if value is None or value == [] or value == "":
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return " > ".join(map(str, value)) if isinstance(value, list) else str(value)
