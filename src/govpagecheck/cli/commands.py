"""The commands: check, inspect; rules and baseline have modules of their own."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, redirect_stdout
from pathlib import Path

import click

from govpagecheck import __version__, baseline
from govpagecheck.cli.baseline_commands import baseline as baseline_group
from govpagecheck.cli.config_commands import config
from govpagecheck.cli.output import open_report, parse_output, refuse_clashes, say
from govpagecheck.cli.rules_commands import rules
from govpagecheck.cli.run import Run, run_options
from govpagecheck.errors import PageError
from govpagecheck.model import Outcome, Page, PageReport, Report, Severity
from govpagecheck.reporters import find_reporter
from govpagecheck.rules.ruleset import Ruleset
from govpagecheck.text import plain


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


govpagecheck.add_command(rules)
govpagecheck.add_command(baseline_group)
govpagecheck.add_command(config)


@govpagecheck.command()
@run_options
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
@click.option("--baseline", "baseline_file", type=click.Path(path_type=Path), help="Findings in this file do not count.")
@click.option("--reviews", "reviews_file", type=click.Path(path_type=Path), help="A person's answers to what could not be told.")
def check(run: Run, outputs: Sequence[str], fail_on: str, baseline_file: Path | None, reviews_file: Path | None) -> int:
    """Check pages: files, or folders with all pages below them.

    Exit codes: 0 nothing at or above --fail-on; 1 findings; 2 wrong usage or rule file; 3 incomplete, a page could not be read or judged.
    """
    wanted = [parse_output(output) for output in outputs]
    refuse_clashes([file for _, file in wanted], run.targets)
    ruleset = run.ruleset()
    entries = baseline.load(baseline_file) if baseline_file else []
    known = frozenset(entry.fingerprint for entry in entries)
    reviews = {review.fingerprint: review for review in baseline.load_reviews(reviews_file)} if reviews_file else {}
    reports: list[PageReport] = []
    with ExitStack() as stack:
        streams = [(find_reporter(name), open_report(file, stack)) for name, file in wanted]
        with redirect_stdout(sys.stderr):  # a check.py that prints must not print into the report
            for report in run.reports(ruleset):
                reports.append(baseline.with_baseline(baseline.with_reviews(report, reviews, ruleset.today), known))
                if report.is_incomplete:
                    say(f"{report.path or report.url}: {report.notes[-1].message}")
        whole = Report(ruleset.profiles, ruleset.infos, reports, __version__)
        for write, stream in streams:
            write(whole, stream)
    for told in _idle_ignores(run, ruleset, reports):
        say(told)
    if gone := baseline.stale(entries, reports):
        say(f"{baseline_file}: {len(gone)} of {len(entries)} are stale, no longer found; `govpagecheck baseline prune` takes them out")
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
        say(f"{target}: {page.unreadable}")
        return 3
    try:
        document = parse_page(page.content, url=url)
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


def _idle_ignores(run: Run, ruleset: Ruleset, reports: Sequence[PageReport]) -> Iterator[str]:
    """Yield a line for each ignore of the configuration that has lapsed, or that took nothing away on these pages."""
    findings = (finding for report in reports for result in report.results for finding in result.findings)
    used = {finding.ignored for finding in findings if finding.ignored and finding.ignored.by == "config"}
    for number, ignore in enumerate(run.config.ignores, 1):
        if ignore.has_lapsed(ruleset.today):
            yield f"{run.config.file}: ignore {number} ({ignore.rule}) has lapsed on {ignore.until}"
        elif ignore.ignored not in used:
            yield f"{run.config.file}: ignore {number} ({ignore.rule}) ignores nothing on these pages"


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
