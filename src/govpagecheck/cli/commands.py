"""The commands: check, inspect; the groups have modules of their own."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from contextlib import ExitStack, redirect_stdout
from itertools import islice
from pathlib import Path

import click

from govpagecheck import __version__, baseline
from govpagecheck.cli.baseline_commands import baseline as baseline_group
from govpagecheck.cli.config_commands import config
from govpagecheck.cli.exit_code import FAIL_ON, INTERRUPTED
from govpagecheck.cli.fetch_command import fetch
from govpagecheck.cli.output import OUTPUTS, Outputs, say
from govpagecheck.cli.progress import Progress
from govpagecheck.cli.report_commands import report as report_group
from govpagecheck.cli.rules_commands import rules
from govpagecheck.cli.run import Pages, Run, run_options
from govpagecheck.cli.tally import Tally
from govpagecheck.cli.web_options import web_options_of_a_page
from govpagecheck.errors import PageError, UsageError
from govpagecheck.model import Page, PageReport
from govpagecheck.report_lines import judged_pages, whole_length
from govpagecheck.sources.web_options import WebOptions
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
govpagecheck.add_command(fetch)
govpagecheck.add_command(report_group)


@govpagecheck.command()
@run_options
@OUTPUTS
@FAIL_ON
@click.option("--baseline", "baseline_file", type=click.Path(path_type=Path), help="Findings in this file do not count.")
@click.option("--reviews", "reviews_file", type=click.Path(path_type=Path), help="A person's answers to what could not be told.")
@click.option(
    "--resume",
    "resume_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="JSON Lines of a run that broke off: its pages are not judged again. With -o jsonl to the same file, that one goes on.",
)
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True, help="Colours in text.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing on standard error but what could not be done.")
@click.option("-v", "--verbose", is_flag=True, help="Say on standard error what is read, with which rules, and what is written.")
def check(
    run: Run,
    outputs: Sequence[str],
    fail_on: str,
    baseline_file: Path | None,
    reviews_file: Path | None,
    resume_file: Path | None,
    color: str,
    quiet: bool,
    verbose: bool,
) -> int:
    """Check pages: files, or folders with all pages below them.

    Exit codes: 0 nothing at or above --fail-on; 1 findings; 2 wrong usage or rule file; 3 incomplete, a page could not be read or judged;
    130 interrupted, the report holds what was judged so far.
    """
    if quiet and verbose:
        raise UsageError("-q and -v ask for opposite things; leave one out")
    tell = say if verbose else _say_nothing
    ruleset = run.ruleset()
    tell(f"configuration: {run.config.file or 'none'}")
    tell(f"{len(ruleset.infos)} rules, profiles {', '.join(ruleset.profiles)}, today {ruleset.today}")
    entries = baseline.load(baseline_file) if baseline_file else []
    known = frozenset(entry.fingerprint for entry in entries)
    reviews = {review.fingerprint: review for review in baseline.load_reviews(reviews_file)} if reviews_file else {}
    resumed = (resume_file, whole_length(resume_file)) if resume_file else None
    tally = Tally(fail_on, entries)
    pages = Pages(ruleset, judged_pages(*resumed) if resumed else iter(()))
    was_interrupted = False
    with ExitStack() as stack:
        written = Outputs(outputs, run.targets, stack, color, resumed)

        def take(report: PageReport) -> None:
            report = baseline.with_baseline(baseline.with_reviews(report, reviews, ruleset.today), known)
            tally.add(report)
            written.add(report, is_resumed=pages.is_resumed)
            if report.is_incomplete and not was_interrupted:
                say(f"{report.name}: {report.notes[-1].message}")

        with (
            redirect_stdout(sys.stderr),
            Progress(is_wanted=not quiet) as progress,
        ):  # a check.py that prints must not print into the report
            try:
                for report in run.reports(ruleset, pages):
                    take(report)
                    progress.tell(report.name)
            except KeyboardInterrupt:
                was_interrupted = True
                take(pages.cut_off())
        written.end(ruleset.profiles, ruleset.infos)
    tell(f"{tally.pages} pages; written: {', '.join(outputs)}")
    if was_interrupted:
        say(f"interrupted: the report holds the {tally.pages - 1} pages judged so far")
        return INTERRUPTED
    if not quiet:
        for told in tally.idle_ignores(run.config, ruleset):
            say(told)
        if gone := tally.stale():
            say(f"{baseline_file}: {len(gone)} of {len(entries)} are stale, no longer found; `govpagecheck baseline prune` takes them out")
    return tally.exit_code


@govpagecheck.command()
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


def _say_nothing(_: str) -> None:
    """What `say` is without --verbose."""


def _shown(value: object) -> str:
    if value is None or value == [] or value == "":
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return " > ".join(map(str, value)) if isinstance(value, list) else str(value)
