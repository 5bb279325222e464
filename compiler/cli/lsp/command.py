"""The command that an editor starts: lsp."""

from __future__ import annotations

import click


@click.command("lsp")
@click.option("--stdio", is_flag=True, hidden=True)
def lsp_command(stdio: bool) -> None:  # noqa: ARG001 - editors say so, and there is no other way
    """Answer an editor: findings while typing, completion, what stands where, renaming and more.

    An editor starts this by itself and talks with it by the Language Server Protocol, on standard input and output. The
    language of its texts is that of the editor.

    \b
    Examples:
      verac lsp
    """
    from compiler.cli.common import Progress, make_context
    from compiler.cli.lsp.features import serve

    serve(make_context(Progress(shown=False)))
