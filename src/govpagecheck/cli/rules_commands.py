"""The commands about rules: list, show, docs, test, new."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import click

from govpagecheck.cli.run import RULES_PATH
from govpagecheck.errors import RuleError, UsageError
from govpagecheck.text import plain


@click.group()
def rules() -> None:
    """List, show, test and begin rules."""


@rules.command("list")
@click.option("-o", "--output", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("-p", "--profile", "profiles", multiple=True, help="Only the rules of these profiles.")
@RULES_PATH
def list_rules(output: str, profiles: Sequence[str], rules_paths: Sequence[Path]) -> None:
    """List all rules."""
    from govpagecheck.rules.load import load_rule
    from govpagecheck.rules.ruleset import all_folders, load_ruleset

    if profiles:
        found = list(load_ruleset(profiles, rules_paths=rules_paths).rules)
    else:
        found = [load_rule(folder) for folder in all_folders(rules_paths).values()]
    if output == "json":
        rows = [
            {
                "id": rule.id,
                "title": rule.title,
                "severity": rule.severity.value,
                "status": rule.status,
                "scope": rule.scope,
                "tags": list(rule.tags),
                "act": list(rule.act),
                "wcag": list(rule.wcag),
            }
            for rule in found
        ]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    width = max((len(rule.id) for rule in found), default=0)
    for rule in found:
        click.echo(f"{rule.id:{width}}  {rule.severity.value:7}  {rule.title}")


@rules.command()
@click.argument("rule_id", metavar="ID")
@RULES_PATH
def show(rule_id: str, rules_paths: Sequence[Path]) -> None:
    """Print what a rule asks, why, who asks for it, and how to mend a page."""
    from govpagecheck.rules.load import load_rule
    from govpagecheck.rules.reference import describe
    from govpagecheck.rules.ruleset import all_folders

    folders = all_folders(rules_paths)
    if rule_id not in folders:
        near = [known for known in folders if rule_id in known or known in rule_id]
        hint = f"; did you mean {', '.join(near)}?" if near else "; `govpagecheck rules list` shows all"
        raise UsageError(f"there is no rule {rule_id!r}{hint}")
    click.echo(describe(load_rule(folders[rule_id])), nl=False)


@rules.command("docs")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def write_docs(folder: Path) -> None:
    """Write the reference of all rules as Markdown into FOLDER, one page a rule."""
    from govpagecheck.rules.load import load_rule
    from govpagecheck.rules.places import data_root, rule_folders
    from govpagecheck.rules.reference import write_reference

    number = write_reference((load_rule(one) for one in rule_folders(data_root()).values()), folder)
    click.echo(f"{folder}: {number} rules")


@rules.command("test")
@click.argument("path", required=False, type=click.Path(path_type=Path))
def test_rules(path: Path | None) -> int:
    """Judge the test pages beside each rule below PATH (all shipped rules by default) and compare with what they state."""
    from govpagecheck.rules.agreement import disagreements
    from govpagecheck.rules.load import load_rule
    from govpagecheck.rules.places import data_root, rule_folders

    root = path or data_root()
    if not root.is_dir():
        raise UsageError(f"{root}: there is no such folder")
    folders = rule_folders(root)
    if not folders:
        raise UsageError(f"{root}: no rule.toml below this folder")
    failed = 0
    for folder in folders.values():
        try:
            found = disagreements(load_rule(folder, validate=True))
        except RuleError as error:  # one rule that cannot be read must not hide the others
            found = [str(error)]
        failed += bool(found)
        for line in found:
            click.echo(plain(line))
    click.echo(f"rules passed: {len(folders) - failed}, failed: {failed}")
    return 1 if failed else 0


@rules.command()
@click.argument("rule_id", metavar="ID")
@click.option("--theme", help="Folder of the theme; the id's first word by default.")
@click.option("--rules-path", type=click.Path(path_type=Path), default=Path("rules"), show_default=True, help="Where rules lie.")
def new(rule_id: str, theme: str | None, rules_path: Path) -> None:
    """Begin a rule: a folder with rule.toml and test pages to fill in."""
    from govpagecheck.rules.begin import begin_rule

    folder = begin_rule(rule_id, rules_path / (theme or rule_id.partition("-")[0]))
    click.echo(f"{folder}: write its pages, then rule.toml; `govpagecheck rules test {folder}` judges them; name the rule in a profile")
