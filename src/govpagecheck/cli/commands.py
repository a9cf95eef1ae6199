"""The commands: check, inspect, rules."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import ExitStack, redirect_stdout
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TextIO

import click

from govpagecheck import __version__
from govpagecheck.address import host_of
from govpagecheck.errors import PageError, RuleError, UsageError
from govpagecheck.model import Outcome, Page, PageReport, Report, Severity
from govpagecheck.parse import MAX_BYTES
from govpagecheck.reporters import find_reporter, reporter_names
from govpagecheck.text import plain

SIZE = click.IntRange(min=1)
RULES_PATH = click.option(
    "--rules-path", "rules_paths", multiple=True, type=click.Path(path_type=Path), help="Folder with rules of your own; may be repeated."
)
PAGE_TYPES = ["home", "news", "archived", "form", "search", "error", "other"]
JURISDICTIONS = ["us-federal-executive", "us-federal-other", "us-mil", "us-state", "us-local", "us-tribal"]


class ReaderGone(Exception):  # noqa: N818 - an event, not an error
    """The reader of standard output went away; click would call that exit code 1, which means findings here."""


class _Commands(click.Group):
    def invoke(self, context: click.Context) -> object:
        try:
            code: object = super().invoke(context)
            sys.stdout.flush()
        except BrokenPipeError as error:
            raise ReaderGone from error
        return code


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="govpagecheck")
def govpagecheck() -> None:
    """Check government web pages: what law and policy ask of them, and whether everybody can use them."""


@govpagecheck.command()
@click.argument("targets", nargs=-1, required=True, metavar="TARGET...")
@click.option(
    "-p",
    "--profile",
    "profiles",
    multiple=True,
    default=["us-federal"],
    show_default=True,
    help="Profile by name, or a .toml file; may be repeated.",
)
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    default=["text"],
    show_default=True,
    metavar="FORMAT[=FILE]",
    help="Report format; may be repeated.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info", "never"]),
    default="error",
    show_default=True,
    help="Lowest severity that gives exit code 1.",
)
@click.option("-j", "--jobs", type=SIZE, default=1, show_default=True, help="Worker processes.")
@click.option("--url", help="The page's address, for rules that need it; for a single page.")
@click.option("--base-url", help="The address at which the folders named are published, for rules that need a page's address.")
@click.option("--page-type", type=click.Choice(PAGE_TYPES), help="What the pages are, in place of a guess.")
@click.option("--jurisdiction", type=click.Choice(JURISDICTIONS), help="Whose pages they are.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="The date that counts as today; the clock's when not given.")
@RULES_PATH
@click.option("--max-bytes", type=SIZE, default=MAX_BYTES, show_default=True, help="Larger pages are noted, not parsed.")
def check(
    targets: Sequence[str],
    profiles: Sequence[str],
    outputs: Sequence[str],
    fail_on: str,
    jobs: int,
    url: str | None,
    base_url: str | None,
    page_type: str | None,
    jurisdiction: str | None,
    today: datetime | None,
    rules_paths: Sequence[Path],
    max_bytes: int,
) -> int:
    """Check pages: files, or folders with all pages below them.

    Exit codes: 0 nothing at or above --fail-on; 1 findings; 2 wrong usage or rule file; 3 incomplete, a page could not be read or judged.
    """
    from govpagecheck.rules.ruleset import load_ruleset
    from govpagecheck.site import check_site
    from govpagecheck.sources.addresses import with_base_url
    from govpagecheck.sources.files import read_pages

    wanted = [_parse_output(output) for output in outputs]
    _refuse_clashes([file for _, file in wanted], targets)
    ruleset = load_ruleset(
        profiles, today=today.date() if today else date.today(), page_type=page_type, jurisdiction=jurisdiction, rules_paths=rules_paths
    )
    pages: Iterable[Page] = read_pages(targets, max_bytes=max_bytes)
    if url is not None:
        pages = _with_url(list(pages), url)
    if base_url is not None:
        pages = with_base_url(pages, targets, base_url)
    reports: list[PageReport] = []
    with ExitStack() as stack:
        streams = [(find_reporter(name), _open(file, stack)) for name, file in wanted]
        with redirect_stdout(sys.stderr):  # a check.py that prints must not print into the report
            for report in check_site(pages, ruleset, jobs=jobs, max_bytes=max_bytes):
                reports.append(report)
                if report.is_incomplete:
                    _say(f"{report.path or report.url}: {report.notes[-1].message}")
        whole = Report(ruleset.profiles, ruleset.infos, reports, __version__)
        for write, stream in streams:
            write(whole, stream)
    return _exit_code(reports, fail_on)


@govpagecheck.command()
@click.argument("target", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--url", help="The page's address.")
def inspect(target: Path, output: str, url: str | None) -> int:
    """Print the parts and facts that are recognised on one page, without judging them."""
    from govpagecheck.facts import facts_of
    from govpagecheck.parse import parse_page
    from govpagecheck.sources.files import read_pages

    [page] = read_pages(target) if not os.path.isdir(target) else [Page(unreadable="this is a folder; inspect takes one page")]
    if page.unreadable:
        _say(f"{target}: {page.unreadable}")
        return 3
    try:
        document = parse_page(page.content, url=url)
    except PageError as error:
        _say(f"{target}: {error}")
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


@govpagecheck.group()
def rules() -> None:
    """List, show, test and begin rules."""


@rules.command("list")
@click.option("-o", "--output", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("-p", "--profile", "profiles", multiple=True, help="Only the rules of these profiles.")
@RULES_PATH
def list_rules(output: str, profiles: Sequence[str], rules_paths: Sequence[Path]) -> None:
    """List all rules."""
    from govpagecheck.rules.rule import load_rule
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
    from govpagecheck.rules.reference import describe
    from govpagecheck.rules.rule import load_rule
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
    from govpagecheck.rules.places import data_root, rule_folders
    from govpagecheck.rules.reference import write_reference
    from govpagecheck.rules.rule import load_rule

    number = write_reference((load_rule(one) for one in rule_folders(data_root()).values()), folder)
    click.echo(f"{folder}: {number} rules")


@rules.command("test")
@click.argument("path", required=False, type=click.Path(path_type=Path))
def test_rules(path: Path | None) -> int:
    """Judge the test pages beside each rule below PATH (all shipped rules by default) and compare with what they state."""
    from govpagecheck.rules.pages import disagreements
    from govpagecheck.rules.places import data_root, rule_folders
    from govpagecheck.rules.rule import load_rule

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


def _parse_output(output: str) -> tuple[str, str | None]:
    name, has_file, file = output.partition("=")
    if name not in reporter_names() or (has_file and not file):
        raise UsageError(f"-o {output}: write FORMAT or FORMAT=FILE with one of {', '.join(reporter_names())}")
    return name, file or None


def _refuse_clashes(files: Sequence[str | None], targets: Sequence[str]) -> None:
    places = [file and os.path.realpath(file) for file in files]
    if len(set(places)) < len(places):
        raise UsageError("two reports cannot go to one place: give each -o a file of its own, as in -o json=report.json")
    for file, place in zip(files, places, strict=True):
        if place in {os.path.realpath(target) for target in targets}:
            raise UsageError(f"-o {file}: the report would overwrite a page to be checked")
    if "" in targets:
        raise UsageError("a target is empty, perhaps from a variable that is not set")


def _open(file: str | None, stack: ExitStack) -> TextIO:
    """Open a report's file beside its place; it takes the place of an older report when it is whole."""
    if file is None:
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(errors="backslashreplace")
        return sys.stdout
    if os.path.exists(file) and not os.path.isfile(file):  # a device or a pipe, which nothing can take the place of
        return stack.enter_context(open(file, "w", encoding="utf-8", errors="backslashreplace"))
    part = Path(file).with_name(f".{Path(file).name}.part")
    try:
        stream = stack.enter_context(part.open("w", encoding="utf-8", errors="backslashreplace", newline="\n"))
    except OSError as error:
        raise UsageError(f"{file}: the report cannot be written: {error.strerror}") from error

    def put_in_place(kind: type[BaseException] | None, _: object, __: object) -> None:
        stream.close()
        if kind is None:
            part.replace(file)
        else:
            part.unlink()

    stack.push(put_in_place)
    return stream


def _say(message: str) -> None:
    """Talk goes to stderr, in one line that cannot steer a terminal."""
    click.echo(f"govpagecheck: {plain(message)}", err=True)


def _with_url(pages: list[Page], url: str) -> list[Page]:
    if len(pages) != 1:
        raise UsageError(f"--url names the address of one page, and there are {len(pages)}")
    if host_of(url) is None:
        raise UsageError(f"--url {url}: write a whole address, as in https://www.example.gov/permits")
    return [replace(pages[0], url=url)]


def _exit_code(reports: Sequence[PageReport], fail_on: str) -> int:
    if any(report.is_incomplete for report in reports):
        return 3
    if fail_on == "never":
        return 0
    limit = Severity(fail_on).rank
    findings = (finding for report in reports for result in report.results for finding in result.findings if not finding.ignored)
    return int(any(finding.outcome is Outcome.FAILED and finding.severity.rank >= limit for finding in findings))


def _shown(value: object) -> str:
    if value is None or value == [] or value == "":
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return " > ".join(map(str, value)) if isinstance(value, list) else str(value)
