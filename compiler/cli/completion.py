"""The command that makes shells complete what is typed: completion."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from compiler.base.wording import say
from compiler.cli.common import cannot_write
from compiler.cli.lang import misuse, tell

if TYPE_CHECKING:
    from collections.abc import Mapping


class _Place(NamedTuple):
    """Where a shell looks for completions of one program, and the line that its own file needs for that, if any."""

    file: Path
    own_file: Path | None = None


SHELLS = ("bash", "zsh", "fish")
# What click's script for a shell says, and what it has to say: zsh may have begun no completion for anything else, and
# in fish a comma parts ids (--select GN,GM10) as well as what click tells of them.
_MENDS = {
    "zsh": (
        "else\n",
        "else\n    (( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i }\n",
    ),
    "fish": ('string split ","', 'string split --max 1 ","'),
}


@click.command("completion")
@click.argument("shell", type=click.Choice(SHELLS), required=False)
@click.option("--install", is_flag=True, help="Put it where the shell finds it.")
@click.pass_context
def completion_command(context: click.Context, shell: str | None, *, install: bool) -> None:
    """Have the shell complete commands, options, ids of rules and names in the model.

    SHELL is bash, zsh or fish; without it, the one that SHELL in the environment names. Without --install the script
    is printed.

    \b
    Examples:
      verac completion --install
      verac completion zsh --install
      verac completion fish
    """
    from click.shell_completion import get_completion_class

    name = shell or Path(os.environ.get("SHELL", "")).name
    kind = get_completion_class(name) if name in SHELLS else None
    if kind is None:
        misuse(say('"{name}" is no shell that is known; say which: bash, zsh or fish', name=name))
    made = kind(context.find_root().command, {}, "verac", "_VERAC_COMPLETE")
    old, new = _MENDS.get(name, ("", ""))
    script = (made.source_template % made.source_vars()).replace(old, new)
    if not install:
        click.echo(script)
        return
    place = _place(name, os.environ)
    try:
        place.file.parent.mkdir(parents=True, exist_ok=True)
        place.file.write_text(script + "\n", encoding="utf-8")
        if place.own_file is not None:
            _add_line(place.own_file, f". '{place.file}'")
    except OSError as error:
        cannot_write(place.file, error)
    tell(say("{file}: written; open a new shell, and Tab completes", file=place.file))


def _place(shell: str, environment: Mapping[str, str]) -> _Place:
    home = Path(environment.get("HOME") or Path.home())
    data = Path(environment.get("XDG_DATA_HOME") or home / ".local" / "share")
    configuration = Path(environment.get("XDG_CONFIG_HOME") or home / ".config")
    if shell == "fish":
        return _Place(configuration / "fish" / "completions" / "verac.fish")
    own = (
        home / ".bashrc" if shell == "bash" else Path(environment.get("ZDOTDIR") or home) / ".zshrc"
    )
    return _Place(data / "verac" / f"completion.{shell}", own)


def _add_line(file: Path, line: str) -> None:
    """Add `line` to a file that a shell reads when it begins, unless it stands there."""
    text = file.read_text(encoding="utf-8", errors="surrogateescape") if file.exists() else ""
    if line not in text.splitlines():
        between = "" if not text or text.endswith("\n") else "\n"
        with file.open("a", encoding="utf-8") as opened:
            opened.write(f"{between}{line}\n")
