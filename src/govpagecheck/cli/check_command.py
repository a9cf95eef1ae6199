"""The command check."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, redirect_stdout
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from govpagecheck.cli.exit_code import FAIL_ON, INTERRUPTED
from govpagecheck.cli.output import OUTPUTS, Outputs, say
from govpagecheck.cli.progress import Progress
from govpagecheck.cli.run import Pages, Run, run_options
from govpagecheck.cli.tally import Tally
from govpagecheck.errors import UsageError
from govpagecheck.model import PageReport
from govpagecheck.stopwatch import Stopwatch

if TYPE_CHECKING:
    from govpagecheck.baseline import Entry


@click.command()
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
@click.option("--profile-rules", is_flag=True, help="Say on standard error how long each rule, part and stage took; with one job.")
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
    profile_rules: bool,
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
    if profile_rules and run.jobs > 1:
        raise UsageError(f"--profile-rules measures one process; leave out -j {run.jobs}")
    stopwatch = Stopwatch() if profile_rules else None
    tell = say if verbose else _say_nothing
    ruleset = run.ruleset()
    tell(f"configuration: {run.config.file or 'none'}")
    tell(f"{len(ruleset.infos)} rules, profiles {', '.join(ruleset.profiles)}, today {ruleset.today}")
    entries, with_exceptions = _exceptions(baseline_file, reviews_file, ruleset.today)
    resumed: tuple[Path, int] | None = None
    judged: Iterator[PageReport] = iter(())
    if resume_file:
        from govpagecheck.report_lines import judged_pages, whole_length

        resumed = (resume_file, whole_length(resume_file))
        judged = judged_pages(*resumed)
    tally = Tally(fail_on, entries)
    pages = Pages(ruleset, judged)
    was_interrupted = False
    with ExitStack() as stack:
        written = Outputs(outputs, run.targets, stack, color, resumed)

        def take(report: PageReport) -> None:
            report = with_exceptions(report)
            tally.add(report)
            written.add(report, is_resumed=pages.is_resumed)
            if report.is_incomplete and not was_interrupted:
                say(f"{report.name}: {report.notes[-1].message}")

        with (
            redirect_stdout(sys.stderr),
            Progress(is_wanted=not quiet) as progress,
        ):  # a check.py that prints must not print into the report
            try:
                for report in run.reports(ruleset, pages, stopwatch):
                    take(report)
                    progress.tell(report.name)
            except KeyboardInterrupt:
                was_interrupted = True
                take(pages.cut_off())
        written.end(ruleset.profiles, ruleset.infos)
    tell(f"{tally.pages} pages; written: {', '.join(outputs)}")
    if stopwatch:
        click.echo("\n".join(stopwatch.lines(tally.pages)), err=True)
    if was_interrupted:
        say(f"interrupted: the report holds the {tally.pages - 1} pages judged so far")
        return INTERRUPTED
    if not quiet:
        for told in tally.idle_ignores(run.config, ruleset):
            say(told)
        if gone := tally.stale():
            say(f"{baseline_file}: {len(gone)} of {len(entries)} are stale, no longer found; `govpagecheck baseline prune` takes them out")
    return tally.exit_code


def _exceptions(
    baseline_file: Path | None, reviews_file: Path | None, today: date
) -> tuple[Sequence[Entry], Callable[[PageReport], PageReport]]:
    """Return the entries of the baseline, and what puts a person's answers and the baseline's exceptions into a report."""
    if not baseline_file and not reviews_file:
        return (), lambda report: report
    from govpagecheck import baseline

    entries = baseline.load(baseline_file) if baseline_file else []
    known = frozenset(entry.fingerprint for entry in entries)
    reviews = {review.fingerprint: review for review in baseline.load_reviews(reviews_file)} if reviews_file else {}
    return entries, lambda report: baseline.with_baseline(baseline.with_reviews(report, reviews, today), known)


def _say_nothing(_: str) -> None:
    """What `say` is without --verbose."""
