"""The terminal of this run: whether it has colours, how wide it is, and a pager for what is longer than it is high."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from typing import Any, TextIO

import click

COLOUR_WISHES = ("auto", "always", "never")
_wish: list[str] = [COLOUR_WISHES[0]]


def settle_colour(arguments: Sequence[str]) -> None:
    """Take what --color says, wherever it stands; click complains where it says nothing that is known."""
    _wish[0] = COLOUR_WISHES[0]
    for number, argument in enumerate(arguments):
        if argument == "--":
            return
        if argument.startswith("--color="):
            _wish[0] = argument.partition("=")[2]
        elif argument == "--color" and number + 1 < len(arguments):
            _wish[0] = arguments[number + 1]


def has_colour(stream: TextIO) -> bool:
    """Whether to print colours on `stream`: as --color says, else on a terminal where NO_COLOR is not set."""
    if _wish[0] in COLOUR_WISHES[1:]:
        return _wish[0] == "always"
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return stream.isatty() and not plain


def width_of_terminal(stream: TextIO | None = None) -> int | None:
    """How many columns standard output, or `stream`, has; None where it is no terminal: lines may be of any length."""
    return _size()[0] if (stream or sys.stdout).isatty() else None


def show(text: str, *, safe: bool = False) -> None:
    """Print `text` as `put` does, by a pager where standard output is a terminal with fewer lines."""
    text = text if safe else _as_shown(text)
    colour = has_colour(sys.stdout)
    if sys.stdout.isatty() and sys.stdin.isatty() and _lines(text) >= _size()[1]:
        # As git has it: colours stay, and so does the text afterwards
        os.environ.setdefault("LESS", "FRX")
        click.echo_via_pager(text.removesuffix("\n"), color=colour)  # click writes another one
        return
    put(text, safe=True)


def put(text: str, *, safe: bool = False) -> None:
    """Print `text` on standard output.

    Who painted it saw to it that nothing of a model in it steers a terminal, and says that it is `safe`; of any other
    text a terminal gets what would steer it as JSON spells it. What is no terminal gets the text as it is.
    """
    text = text if safe else _as_shown(text)
    click.echo(text.encode("utf-8", "backslashreplace"), nl=False, color=has_colour(sys.stdout))


def put_json(value: Any) -> None:
    """Print `value` as JSON for people and programs."""
    put(json.dumps(value, indent=2, ensure_ascii=False) + "\n")


def _as_shown(text: str) -> str:
    if not sys.stdout.isatty():
        return text
    return "".join(
        each if each.isprintable() or each in "\n\t" else json.dumps(each)[1:-1]
        for each in text.replace("\r\n", "\n")
    )


def _lines(text: str) -> int:
    """How many lines of the terminal `text` takes; what is wider than it takes more than one."""
    columns = max(_size()[0], 1)
    return sum(1 + max(len(click.unstyle(line)) - 1, 0) // columns for line in text.splitlines())


def _size() -> tuple[int, int]:
    """Columns and lines of the terminal."""
    from shutil import get_terminal_size

    return get_terminal_size()
