"""The command line: options in, exit code out; no logic of its own."""

from __future__ import annotations

import sys

from govpagecheck.errors import GovPageCheckError


def main() -> None:
    """Run the command. Every error that is the caller's to mend is one line on stderr and exit code 2."""
    import click

    from govpagecheck.cli.commands import govpagecheck

    try:
        code = govpagecheck.main(standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
    except click.exceptions.Abort:
        sys.exit(130)
    except click.ClickException as error:
        where = f" ({error.ctx.command_path} --help)" if isinstance(error, click.UsageError) and error.ctx else ""
        click.echo(f"govpagecheck: {error.format_message()}{where}", err=True)
        sys.exit(2)
    except GovPageCheckError as error:
        click.echo(f"govpagecheck: {error}", err=True)
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output went away, as `| head` does; nothing is wrong
        sys.exit(141)
