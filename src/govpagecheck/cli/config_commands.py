"""The commands about configuration: show, init."""

from __future__ import annotations

from pathlib import Path

import click

from govpagecheck.cli.cache import kept_toml_file
from govpagecheck.cli.run import CONFIG, NO_CONFIG
from govpagecheck.config import FILE_NAME, OPTIONS, Config
from govpagecheck.errors import UsageError
from govpagecheck.model import Page
from govpagecheck.rules.exceptions import is_at

_BEGINNING = """\
# Configuration of govpagecheck; `govpagecheck config show PAGE` prints what holds for a page.
profiles = ["us-federal", "section-508"]
# base-url = "https://www.example.gov/"     # the address at which the folder checked is published
# fail-on = "error"                          # error | warning | info | never
# baseline = "govpagecheck-baseline.json"
# exclude = ["drafts/**"]

[rules]
# search-present = "warning"                 # another severity, or false to leave the rule out

# [[override]]                               # the last override that covers a page wins, whole
# paths = ["press/archive/**"]
# rules = { dates-updated = false }
# reason = "archived before 2015"

# [[ignore]]
# rule = "image-alt"
# paths = ["maps/**"]
# select = "img.legacy-map"
# reason = "replaced in the second quarter"
# until = 2027-06-30
"""


@click.group()
def config() -> None:
    """Show or begin a configuration."""


@config.command()
@NO_CONFIG
@CONFIG
@click.argument("path", required=False)
def show(config: Config, path: str | None) -> None:
    """Print the configuration that holds, with PATH the rules, severities and ignores of that page."""
    from govpagecheck.rules.ruleset import load_ruleset

    options = config.options
    click.echo(f"file: {config.file or 'none'}")
    for key, name in OPTIONS.items():
        if name in options:
            value = options[name]
            click.echo(f"{key}: {', '.join(map(str, value)) if isinstance(value, tuple) else value}")
    if config.exclude:
        click.echo(f"exclude: {', '.join(config.exclude)}")
    ruleset = load_ruleset(
        options.get("profiles", ("us-federal",)),
        page_type=options.get("page_type"),
        jurisdiction=options.get("jurisdiction"),
        rules_paths=options.get("rules_paths", ()),
        changes=config.rules,
        overrides=config.overrides,
        ignores=config.ignores,
        kept_in=kept_toml_file(),
    )
    page = Page(path=path) if path else None
    if page:
        override = next((one for one, _ in reversed(ruleset.overrides) if one.covers(page, ruleset.today)), None)
        click.echo(f"override: {f'{override.reason} ({chr(44).join(override.paths)})' if override else 'none'}")
        ruleset = ruleset.for_page(page)
        if is_at(page, config.exclude, config.root):
            click.echo("excluded: this page is left out of a run")
    for ignore in config.ignores:
        if page is None or is_at(page, ignore.paths, ignore.root):
            where = f"{', '.join(ignore.paths)}{f' in {ignore.select}' if ignore.select else ''}"
            lapsed = " (has lapsed)" if ignore.has_lapsed(ruleset.today) else ""
            click.echo(f"ignore: {ignore.rule} at {where}: {ignore.ignored.reason}{lapsed}")
    width = max((len(rule.id) for rule in ruleset.rules), default=0)
    for rule in ruleset.rules:
        click.echo(f"{rule.id:{width}}  {rule.severity.value}")


@config.command()
@click.argument("file", type=click.Path(path_type=Path), default=FILE_NAME)
def init(file: Path) -> None:
    """Begin a configuration file with comments to uncomment."""
    try:
        with file.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(_BEGINNING)
    except FileExistsError as error:
        raise UsageError(f"{file}: there is one already") from error
    click.echo(f"{file}: begun; `govpagecheck config show` prints what holds")
