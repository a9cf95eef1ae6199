"""The command line: options in, exit code out; no logic of its own."""

from __future__ import annotations

import gc
import os
import sys
from typing import NoReturn

from govpagecheck.errors import GovPageCheckError
from govpagecheck.text import plain


def main() -> None:
    """Run the command. What the caller can mend is one line on stderr and exit code 2; a reader that goes away is 141."""
    try:
        import click

        from govpagecheck.cli.commands import ReaderGone, govpagecheck
    except KeyboardInterrupt:
        _say_interrupted()
    try:
        code = govpagecheck.main(standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help() if error.ctx else "", err=True)
        sys.exit(2)
    except click.exceptions.Abort:
        _say_interrupted()
    except click.ClickException as error:
        where = f" ({error.ctx.command_path} --help)" if isinstance(error, click.UsageError) and error.ctx else ""
        _refuse(f"{error.format_message()}{where}")
    except GovPageCheckError as error:
        _refuse(str(error))
    except ReaderGone:
        _leave_quietly()
    except OSError as error:
        _refuse(f"{error.filename or 'output'}: {error.strerror}")
    finally:
        gc.freeze()  # the process ends: looking for garbage in all that it has loaded would take longer than judging a page


def _say_interrupted() -> NoReturn:
    sys.stderr.write("govpagecheck: interrupted; nothing was written\n")
    sys.exit(130)


def _refuse(message: str) -> NoReturn:
    sys.stderr.write(f"govpagecheck: {plain(message)}\n")
    sys.exit(2)


def _leave_quietly() -> NoReturn:
    """The reader of our output went away, as `| head` does; nothing is wrong, and nothing more can be said."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(141)
