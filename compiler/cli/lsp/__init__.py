"""The command that an editor starts: lsp. It says what `compiler/editing/` answers, as the protocol wants it.

In: messages of an editor on standard input.
Out: messages to it on standard output, and nothing else there.
"""

from __future__ import annotations

import click


@click.command("lsp")
@click.option("--stdio", is_flag=True, hidden=True)
def lsp_command(stdio: bool) -> None:  # noqa: ARG001 - editors say so, and there is no other way
    """Answer an editor: findings while typing, completion, what stands where, renaming and more.

    An editor starts this by itself and talks with it by the Language Server Protocol, on standard input and output. The
    language of its texts is that of --lang; without it that of the editor, and that of the locale where the editor says
    none.

    \b
    Examples:
      verac lsp
      verac lsp --lang nl
    """
    from compiler.cli.common import Progress, make_context
    from compiler.cli.lang import wanted_language
    from compiler.cli.lsp.features import serve

    serve(make_context(Progress(shown=False)), wanted_language())
