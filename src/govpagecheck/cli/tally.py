"""What a run adds up to while its reports pass by, so that none need be kept for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from govpagecheck.cli.exit_code import does_count
from govpagecheck.model import Ignored, PageReport

if TYPE_CHECKING:
    from govpagecheck.baseline import Entry
    from govpagecheck.config import Config
    from govpagecheck.rules.ruleset import Ruleset


class Tally:
    """Counts pages, and remembers what the end of a run tells: its exit code, ignores that ignored nothing, stale entries."""

    def __init__(self, fail_on: str = "never", baseline: Sequence[Entry] = (), reports: Iterable[PageReport] = ()) -> None:
        """Begin with what has passed by already: `reports`."""
        self.pages = 0
        self._fail_on = fail_on
        self._is_incomplete = False
        self._has_finding = False
        self._used: set[Ignored] = set()
        self._unseen = {entry.fingerprint: entry for entry in baseline}
        self._awaited = {entry.page for entry in baseline}
        self._judged: set[str] = set()
        for report in reports:
            self.add(report)

    def add(self, report: PageReport) -> None:
        """Take a report into account."""
        self.pages += report.scope == "page"
        self._is_incomplete = self._is_incomplete or report.is_incomplete
        if report.name in self._awaited and not report.is_incomplete:
            self._judged.add(report.name)
        for result in report.results:
            for finding in result.findings:
                self._has_finding = self._has_finding or does_count(finding, self._fail_on)
                self._unseen.pop(finding.fingerprint, None)
                if finding.ignored and finding.ignored.by == "config":
                    self._used.add(finding.ignored)

    @property
    def exit_code(self) -> int:
        """3 when a page is incomplete, else 1 when a finding counts, else 0."""
        return 3 if self._is_incomplete else int(self._has_finding)

    def stale(self) -> list[Entry]:
        """Return the entries of the baseline whose page was judged and whose finding is gone; of other pages nothing is known."""
        return [entry for entry in self._unseen.values() if entry.page in self._judged]

    def idle_ignores(self, config: Config, ruleset: Ruleset) -> Iterator[str]:
        """Yield a line for each ignore of the configuration that has lapsed, or that took nothing away on these pages."""
        for number, ignore in enumerate(config.ignores, 1):
            if ignore.has_lapsed(ruleset.today):
                yield f"{config.file}: ignore {number} ({ignore.rule}) has lapsed on {ignore.until}"
            elif ignore.ignored not in self._used:
                yield f"{config.file}: ignore {number} ({ignore.rule}) ignores nothing on these pages"
