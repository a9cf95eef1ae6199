"""What a run is: pages, rules and a person's exceptions, from the options that check and baseline share."""

from __future__ import annotations

import gc
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from govpagecheck.address import host_of
from govpagecheck.cli.cache import kept_toml_file
from govpagecheck.cli.web_options import WEB_OPTIONS, web_from
from govpagecheck.errors import UsageError
from govpagecheck.model import Note, Outcome, Page, PageReport
from govpagecheck.parse import MAX_BYTES
from govpagecheck.sources.web_options import WebOptions

if TYPE_CHECKING:
    from govpagecheck.config import Config
    from govpagecheck.evidence import HostEvidence
    from govpagecheck.rules.ruleset import Ruleset
    from govpagecheck.stopwatch import Stopwatch

SIZE = click.IntRange(min=1)
PAGE_TYPES = ["home", "news", "archived", "form", "search", "error", "other"]
JURISDICTIONS = ["us-federal-executive", "us-federal-other", "us-mil", "us-state", "us-local", "us-tribal"]
RULES_PATH = click.option(
    "--rules-path", "rules_paths", multiple=True, type=click.Path(path_type=Path), help="Folder with rules of your own; may be repeated."
)


def _remember_no_config(context: click.Context, _: click.Parameter, value: bool) -> None:
    context.meta["no_config"] = value


def _read_config(context: click.Context, _: click.Parameter, value: Path | None) -> Config:
    """Read the configuration before the other options, whose defaults it gives."""
    from govpagecheck.config import Config, find_config, load_config

    file = value or (None if context.meta.get("no_config") else find_config(Path.cwd()))
    config = load_config(file) if file else Config()
    context.default_map = dict(config.options)
    return config


def _complete_profile(_: click.Context, __: click.Parameter, begun: str) -> list[CompletionItem]:
    from govpagecheck.rules.ruleset import profile_names

    return [CompletionItem(name) for name in profile_names() if name.startswith(begun)]


NO_CONFIG = click.option(
    "--no-config", is_flag=True, expose_value=False, is_eager=True, callback=_remember_no_config, help="Read no configuration file."
)
CONFIG = click.option(
    "-c",
    "--config",
    type=click.Path(path_type=Path),
    callback=_read_config,
    is_eager=True,
    help="Configuration file; the nearest govpagecheck.toml or pyproject.toml by default.",
)
_OPTIONS = (
    NO_CONFIG,
    CONFIG,
    click.argument("targets", nargs=-1, required=True, metavar="TARGET..."),
    click.option(
        "-p",
        "--profile",
        "profiles",
        multiple=True,
        default=["us-federal"],
        show_default=True,
        shell_complete=_complete_profile,
        help="Profile by name, or a .toml file; may be repeated.",
    ),
    click.option("-j", "--jobs", type=SIZE, default=1, show_default=True, help="Worker processes."),
    click.option("--url", help="The page's address, for rules that need it; for a single page."),
    click.option("--base-url", help="The address at which the folders named are published, for rules that need a page's address."),
    click.option("--page-type", type=click.Choice(PAGE_TYPES), help="What the pages are, in place of a guess."),
    click.option("--jurisdiction", type=click.Choice(JURISDICTIONS), help="Whose pages they are."),
    click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="The date that counts as today; the clock's when not given."),
    RULES_PATH,
    click.option("--no-inline", is_flag=True, help="Do not follow ignores that stand in the pages."),
    click.option("--max-bytes", type=SIZE, default=MAX_BYTES, show_default=True, help="Larger pages are noted, not parsed."),
    click.option(
        "--network", is_flag=True, help="Ask the hosts of the pages what no page tells: port 80, robots.txt, security.txt and such."
    ),
    *WEB_OPTIONS,
)


@dataclass(frozen=True)
class Run:
    """The options that say what is checked and with what."""

    config: Config
    targets: Sequence[str]
    profiles: Sequence[str]
    jobs: int
    url: str | None
    base_url: str | None
    page_type: str | None
    jurisdiction: str | None
    today: datetime | None
    rules_paths: Sequence[Path]
    no_inline: bool
    max_bytes: int
    network: bool = False
    web: WebOptions = field(default_factory=WebOptions)

    def ruleset(self) -> Ruleset:
        """Load the rules of the run."""
        from govpagecheck.rules.ruleset import load_ruleset

        day = self.today.date() if self.today else date.today()
        ruleset = load_ruleset(
            self.profiles,
            today=day,
            page_type=self.page_type,
            jurisdiction=self.jurisdiction,
            rules_paths=self.rules_paths,
            changes=self.config.rules,
            overrides=self.config.overrides,
            ignores=[ignore for ignore in self.config.ignores if not ignore.has_lapsed(day)],
            kept_in=kept_toml_file(),
        )
        return replace(ruleset, inline_ignores=not self.no_inline)

    def reports(self, ruleset: Ruleset, known: Pages | None = None, stopwatch: Stopwatch | None = None) -> Iterator[PageReport]:
        """Judge the pages, as they come; `known` follows them, and gives those that an earlier run judged."""
        from govpagecheck.site import check_site
        from govpagecheck.sources.addresses import with_base_url
        from govpagecheck.sources.targets import read_pages

        gc.freeze()  # what is loaded by now stays: no collection needs to look through it
        gc.enable()
        pages: Iterable[Page] = read_pages(self.targets, max_bytes=self.max_bytes, web=self.web)
        if self.url is not None:
            pages = _with_url(list(pages), self.url)
        if self.base_url is not None:
            pages = with_base_url(pages, self.targets, self.base_url)
        if self.config.exclude:
            from govpagecheck.rules.exceptions import is_at

            pages = (page for page in pages if not is_at(page, self.config.exclude, self.config.root))
        known = known or Pages(ruleset, iter(()))
        for report in check_site(
            known.follow(pages),
            ruleset,
            jobs=self.jobs,
            max_bytes=self.max_bytes,
            is_whole=self.base_url is not None and all(map(os.path.isdir, self.targets)),
            probe=self._probe(),
            done=known.done(),
            stopwatch=stopwatch,
        ):
            known.tell(report)
            yield report

    def _probe(self) -> Callable[[str], HostEvidence] | None:
        if not self.network:
            return None
        from govpagecheck.sources.probes import prober

        return prober(self.web)


class Pages:
    """The pages of a run on their way: those that an earlier run judged, and those that were taken up and not yet reported."""

    def __init__(self, ruleset: Ruleset, judged: Iterator[PageReport]) -> None:
        self.is_resumed = False  # whether the report that is passed on now is of an earlier run
        self._ruleset = ruleset
        self._judged = judged
        self._taken: deque[Page] = deque()

    def done(self) -> Iterator[PageReport]:
        """Yield the reports of the earlier run. Raises UsageError when it judged with other rules."""
        for report in self._judged:
            rules = self._ruleset.for_page(Page(path=report.path, url=report.url)).rules
            if [result.rule for result in report.results] != [rule.id for rule in rules]:
                raise UsageError(f"--resume: {report.name} was judged with other rules; begin anew, or name its profiles")
            self.is_resumed = True
            yield report
        self.is_resumed = False

    def follow(self, pages: Iterable[Page]) -> Iterator[Page]:
        """Pass the pages on, and remember which, without their content."""
        for page in pages:
            self._taken.append(replace(page, content=b"", sheets={}))
            yield page

    def tell(self, report: PageReport) -> None:
        """Take note that a page is reported; reports come in the order of the pages, of which some may have been left out."""
        if not self.is_resumed and report.scope == "page":
            while self._taken:
                page = self._taken.popleft()
                if (page.path, page.url) == (report.path, report.url):
                    return

    def cut_off(self) -> PageReport:
        """Return a report that says where an interrupted run stopped: of the first page taken up that has none, untested."""
        from govpagecheck.engine import unjudged

        self.is_resumed = False
        page = self._taken[0] if self._taken else Page()
        note = Note("interrupted", "the run was interrupted: this page and those after it were not judged")
        return unjudged(page, self._ruleset.for_page(page), Outcome.UNTESTED, note)


def run_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of a run; it gets them as its first argument, a Run."""
    names = Run.__dataclass_fields__.keys() - {"web"}

    @wraps(command)
    def with_run(**options: Any) -> Any:
        run = Run(**{name: options.pop(name) for name in names}, web=web_from(options))
        gc.disable()  # until all is loaded, which takes a tenth longer while Python looks for garbage in it
        try:
            return command(run, **options)
        finally:
            gc.enable()

    for option in reversed(_OPTIONS):
        with_run = option(with_run)
    return with_run


def _with_url(pages: list[Page], url: str) -> list[Page]:
    if len(pages) != 1:
        raise UsageError(f"--url names the address of one page, and there are {len(pages)}")
    if host_of(url) is None:
        raise UsageError(f"--url {url}: write a whole address, as in https://www.example.gov/permits")
    return [replace(pages[0], url=url)]
