"""The command line as a whole: it lists the commands, each of which stands in a module of its name.

Exit codes: 0 fine, 1 findings that stop a build (or a file that could not be written), 2 misuse.
"""

from __future__ import annotations

import click

from compiler import __version__
from compiler.cli.build import build
from compiler.cli.changelog import changelog
from compiler.cli.check import check
from compiler.cli.codes import codes
from compiler.cli.diff import diff
from compiler.cli.example import example
from compiler.cli.explain import explain
from compiler.cli.fmt import fmt
from compiler.cli.history import history
from compiler.cli.import_ import import_
from compiler.cli.lang import SpeakingGroup
from compiler.cli.notes import notes
from compiler.cli.projection import projection
from compiler.cli.uses import uses
from compiler.cli.validate import validate


@click.group(
    cls=SpeakingGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start with `verac build`: it compiles models/vera into build/. `verac COMMAND --help` shows examples.",
)
@click.version_option(__version__, prog_name="verac", message="%(prog)s %(version)s")
def verac() -> None:
    """Verac compiles a data standard: one text model in, every artefact of a release out."""


for command in (
    build,
    changelog,
    check,
    codes,
    diff,
    example,
    explain,
    fmt,
    history,
    import_,
    notes,
    projection,
    uses,
    validate,
):
    verac.add_command(command)
