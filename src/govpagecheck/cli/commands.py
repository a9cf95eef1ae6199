"""The command govpagecheck: what each of its commands needs is imported when that command is asked for."""

from __future__ import annotations

import sys
from collections import UserDict
from importlib import import_module
from typing import Any

import click

from govpagecheck import __version__


class ReaderGone(Exception):  # noqa: N818 - an event, not an error
    """The reader of standard output went away; click would call that exit code 1, which means findings here."""


class _Imported(UserDict[str, Any]):
    """Commands by name, of which only the module is known until one is asked for."""

    def __getitem__(self, name: str) -> Any:
        return getattr(import_module(f"{__package__}.{self.data[name]}"), name)


# A command is a click command or group with its name, in a module of this folder; a line here is all that it needs.
COMMANDS = _Imported(
    baseline="baseline_commands",
    check="check_command",
    config="config_commands",
    fetch="fetch_command",
    inspect="inspect_command",
    report="report_commands",
    rules="rules_commands",
)


class _Commands(click.Group):
    def invoke(self, context: click.Context) -> object:
        try:
            code: object = super().invoke(context)
            sys.stdout.flush()
        except BrokenPipeError as error:
            raise ReaderGone from error
        return code


@click.group(cls=_Commands, commands=COMMANDS, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="govpagecheck")
def govpagecheck() -> None:
    """Check government web pages: what law and policy ask of them, and whether everybody can use them."""
