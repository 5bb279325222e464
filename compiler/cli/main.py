"""The command line as a whole: it lists the commands, each of which stands in a module of its name.

Exit codes: 0 fine, 1 findings that stop a build (or a file that could not be written), 2 misuse;
130, 143 and 129 where SIGINT, SIGTERM or SIGHUP ended it.
"""

from __future__ import annotations

import click

from compiler import __version__
from compiler.base.wording import say
from compiler.cli.build import build_command
from compiler.cli.changelog import changelog_command
from compiler.cli.check import check_command
from compiler.cli.codes import codes_command
from compiler.cli.completion import completion_command
from compiler.cli.diagram import diagram_command
from compiler.cli.diff import diff_command
from compiler.cli.example import example_command
from compiler.cli.explain import explain_command
from compiler.cli.fmt import fmt_command
from compiler.cli.history import history_command
from compiler.cli.import_ import import_command
from compiler.cli.init import init_command
from compiler.cli.lang import SpeakingGroup
from compiler.cli.lsp import lsp_command
from compiler.cli.notes import notes_command
from compiler.cli.projection import projection_command
from compiler.cli.release import release_command
from compiler.cli.show import show_command
from compiler.cli.site import site_command
from compiler.cli.uses import uses_command
from compiler.cli.validate import validate_command
from compiler.cli.watch import watch_command


@click.group(
    cls=SpeakingGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    sections={
        say("A model:"): ("init", "check", "fmt", "build", "watch", "import"),
        say("What is in it:"): (
            "show",
            "uses",
            "codes",
            "projection",
            "diagram",
            "site",
            "explain",
        ),
        say("Messages:"): ("example", "validate"),
        say("Versions:"): ("diff", "history", "notes", "changelog", "release"),
    },
    epilog="Start with `verac init`, or with `verac check` where a model is. `verac COMMAND --help` shows examples.",
)
@click.version_option(__version__, prog_name="verac", message="%(prog)s %(version)s")
def verac() -> None:
    """Verac compiles a data standard: one text model in, every artefact of a release out."""


for command in (
    build_command,
    changelog_command,
    check_command,
    codes_command,
    completion_command,
    diagram_command,
    diff_command,
    example_command,
    explain_command,
    fmt_command,
    history_command,
    import_command,
    init_command,
    lsp_command,
    notes_command,
    projection_command,
    release_command,
    show_command,
    site_command,
    uses_command,
    validate_command,
    watch_command,
):
    verac.add_command(command)
