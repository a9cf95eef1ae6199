"""The commands about baselines: create, update, prune, show."""

from __future__ import annotations

import sys
from collections import Counter
from contextlib import redirect_stdout
from pathlib import Path

import click

from govpagecheck.baseline import Entry, dump, entries_of, load
from govpagecheck.cli.output import say
from govpagecheck.cli.run import Run, run_options
from govpagecheck.cli.tally import Tally
from govpagecheck.errors import UsageError
from govpagecheck.model import PageReport
from govpagecheck.text import plain

DEFAULT = "govpagecheck-baseline.json"
FILE = click.option(
    "--baseline", "baseline_file", type=click.Path(path_type=Path), default=DEFAULT, show_default=True, help="The baseline file."
)


@click.group()
def baseline() -> None:
    """Keep the findings of today, so that `check --baseline` fails only on what is new."""


@baseline.command()
@run_options
@FILE
@click.option("--force", is_flag=True, help="Replace a baseline that is there.")
def create(run: Run, baseline_file: Path, force: bool) -> int:
    """Check pages and write what failed into a new baseline."""
    if baseline_file.exists() and not force:
        raise UsageError(f"{baseline_file}: there is a baseline; `baseline update` brings it up to date, --force replaces it")
    reports = _reports(run)
    entries = entries_of(reports)
    _write(baseline_file, entries)
    say(f"{baseline_file}: {len(entries)} findings")
    return _code(reports)


@baseline.command()
@run_options
@FILE
def update(run: Run, baseline_file: Path) -> int:
    """Check pages; add what is new to the baseline and take out what is stale."""
    before = load(baseline_file)
    reports = _reports(run)
    gone = set(Tally(baseline=before, reports=reports).stale())
    known = {entry.fingerprint for entry in before}
    new = [entry for entry in entries_of(reports) if entry.fingerprint not in known]
    _write(baseline_file, [*(entry for entry in before if entry not in gone), *new])
    say(f"{baseline_file}: {len(new)} added, {len(gone)} taken out, {len(before) - len(gone) + len(new)} in all")
    return _code(reports)


@baseline.command()
@run_options
@FILE
def prune(run: Run, baseline_file: Path) -> int:
    """Check pages and take out of the baseline what is stale; nothing is added."""
    before = load(baseline_file)
    reports = _reports(run)
    gone = set(Tally(baseline=before, reports=reports).stale())
    _write(baseline_file, [entry for entry in before if entry not in gone])
    say(f"{baseline_file}: {len(gone)} taken out, {len(before) - len(gone)} in all")
    return _code(reports)


@baseline.command()
@FILE
def show(baseline_file: Path) -> None:
    """Print how many findings of which rules a baseline holds."""
    entries = load(baseline_file)
    for rule, number in sorted(Counter(entry.rule for entry in entries).items(), key=lambda row: (-row[1], row[0])):
        click.echo(f"{number:6}  {plain(rule)}")
    click.echo(f"{len(entries):6}  findings on {len({entry.page for entry in entries})} pages")


def _reports(run: Run) -> list[PageReport]:
    with redirect_stdout(sys.stderr):
        return list(run.reports(run.ruleset()))


def _write(file: Path, entries: list[Entry]) -> None:
    part = file.with_name(f".{file.name}.part")
    try:
        part.write_text(dump(entries), encoding="utf-8", newline="\n")
        part.replace(file)
    except OSError as error:
        raise UsageError(f"{file}: the baseline cannot be written: {error.strerror}") from error


def _code(reports: list[PageReport]) -> int:
    incomplete = [report for report in reports if report.is_incomplete]
    for report in incomplete:
        say(f"{report.path or report.url}: {report.notes[-1].message}")
    return 3 if incomplete else 0
