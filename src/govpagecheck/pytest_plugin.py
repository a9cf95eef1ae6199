"""Pages as tests of pytest: the fixture `govpage`, and `pytest --govpage FOLDER` with one test a page.

pytest loads this module at every start in an environment that has govpagecheck; so nothing else of it is imported until a
page is to be judged.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from govpagecheck.model import Page
    from govpagecheck.page_assertions import GovPage

_KEPT = pytest.StashKey["GovPage"]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options; what they leave open is taken from the configuration file, as `govpagecheck check` does."""
    group = parser.getgroup("govpagecheck", "government web pages")
    group.addoption("--govpage", action="append", default=[], metavar="PATH", help="check a page, or all below a folder, one test a page")
    group.addoption("--govpage-profile", action="append", default=[], metavar="NAME", help="profile, or a .toml file; may be repeated")
    group.addoption("--govpage-base-url", metavar="URL", help="the address at which the folders of --govpage are published")
    levels = ["error", "warning", "info", "never"]
    group.addoption("--govpage-fail-on", choices=levels, help="lowest severity that fails a test (default: error)")


@pytest.fixture(scope="session")
def govpage(pytestconfig: pytest.Config) -> GovPage:
    """Check pages: `govpage.check("build/index.html")` fails the test with a list of what was found."""
    return _govpage(pytestconfig)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(session: pytest.Session, config: pytest.Config, items: list[pytest.Item]) -> None:
    """Add a test for each page of --govpage, before -k and other plugins choose among the tests."""
    folder = config.invocation_params.dir
    seen: set[Path] = set()
    for target in config.getoption("govpage"):
        for page in _pages_at(target, config):
            path = folder / (page.path or target)
            if path not in seen:
                seen.add(path)
                file = PageFile.from_parent(session, path=path)
                items.append(PageItem.from_parent(file, name="govpage", page=page, target=target))


def _pages_at(target: str, config: pytest.Config) -> list[Page]:
    from govpagecheck.errors import GovPageCheckError

    if not (config.invocation_params.dir / target).exists():
        raise pytest.UsageError(f"--govpage {target}: there is no such file or folder")
    try:
        return list(_govpage(config).pages_at(target))
    except GovPageCheckError as error:
        raise pytest.UsageError(f"--govpage {target}: {error}") from error


class PageFile(pytest.File):
    """The file of a page in the tree of tests."""

    def collect(self) -> list[pytest.Item]:
        """Return nothing: tests are made of what --govpage names."""
        return []


class PageItem(pytest.Item):
    """The test of one page."""

    def __init__(self, *, page: Page, target: str, **options: Any) -> None:
        super().__init__(**options)
        self._page, self._target = page, target

    def runtest(self) -> None:
        """Judge the page."""
        _govpage(self.config).check_page_at(self._page, self._target)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Show what was found, without the way through our code."""
        return str(excinfo.value) if isinstance(excinfo.value, AssertionError) else super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, None, str]:
        """Name the page where pytest names a test."""
        return self.path, None, f"govpage {self._page.path}"


def _govpage(config: pytest.Config) -> GovPage:
    """Return the one GovPage of a run, made when it is first needed."""
    if _KEPT not in config.stash:
        from govpagecheck.errors import GovPageCheckError
        from govpagecheck.page_assertions import GovPage

        try:
            config.stash[_KEPT] = GovPage(
                config.invocation_params.dir,
                profiles=config.getoption("govpage_profile"),
                base_url=config.getoption("govpage_base_url"),
                fail_on=config.getoption("govpage_fail_on"),
            )
        except GovPageCheckError as error:
            raise pytest.UsageError(f"govpagecheck: {error}") from error
    return config.stash[_KEPT]
