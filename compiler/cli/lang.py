"""The language of the command line: which one is asked for, and all that is printed in it, help included."""

from __future__ import annotations

import gettext
import inspect
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NoReturn

import click

from compiler.base.in_print import in_print
from compiler.base.resources import locale_path
from compiler.base.translation import ENGLISH, Translate, in_english, language_of, translator
from compiler.base.wording import Text, prose, say
from compiler.cli.asked_language import asked_language
from compiler.cli.terminal import COLOUR_WISHES, settle_colour

_DOMAIN = "verac"
_spoken: list[str] = [ENGLISH]
_written: list[str] = [ENGLISH]
_wanted: list[str] = [""]


def speak(arguments: Sequence[str]) -> None:
    """Settle the language of this run: what --lang says, wherever it stands, else the locale.

    The texts of click itself follow, for it asks gettext.
    """
    asked = asked_language(arguments)
    _wanted[0] = asked
    language = language_of(asked, os.environ)
    _spoken[0], _written[0] = language, language_of(asked, {})
    if language != ENGLISH:
        os.environ["LANGUAGE"] = language
        gettext.bindtextdomain(_DOMAIN, str(locale_path()))
        gettext.textdomain(_DOMAIN)


def translate() -> Translate:
    """What says a text in the language of this run."""
    return translator(_spoken[0])


def translate_written() -> Translate:
    """What says a text in documents: in the language of --lang, in English without it; the locale changes no file."""
    return translator(_written[0])


def written_language() -> str:
    """The language of documents, by its code."""
    return _written[0]


def wanted_language() -> str:
    """What --lang says, as it stands there; empty without it."""
    return _wanted[0]


def tell(text: Text, *, err: bool = False) -> None:
    """Print a line in the language of this run, where nothing that others wrote steers the terminal."""
    click.echo(in_print(translate()(text)), err=err)


def misuse(message: Text, *, option: str = "") -> NoReturn:
    """End as misuse of the command line, or of one `option` of it.

    Raises:
        click.UsageError: always; exit code 2.
    """
    said = translate()(message)
    if option:
        raise click.BadParameter(said, param_hint=option)
    raise click.UsageError(said)


def help_texts(command: click.Command) -> Iterator[Text]:
    """Every text of the help of `command` and of the commands in it."""
    for text in (command.help, command.epilog):
        yield from (prose(block) for block in _blocks(text or "") if not block.startswith("\b"))
    for parameter in command.params:
        if isinstance(parameter, click.Option) and parameter.help:
            yield prose(parameter.help)
    if isinstance(command, click.Group):
        for name in sorted(command.commands):
            yield from help_texts(command.commands[name])


def translate_help(command: click.Command) -> None:
    """Give `command`, and the commands in it, their help in the language of this run."""
    said = translate()
    if said is in_english:
        return
    command.help = _in_language(command.help, said)
    command.epilog = _in_language(command.epilog, said)
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            parameter.help = _in_language(parameter.help, said)
    if isinstance(command, click.Group):
        for each in command.commands.values():
            translate_help(each)


def _in_language(text: str | None, said: Translate) -> str | None:
    return text and "\n\n".join(_block(block, said) for block in _blocks(text))


def _block(block: str, said: Translate) -> str:
    """A block of help; of examples (marked \\b) only the heading is a text."""
    if not block.startswith("\b"):
        return said(prose(block))
    mark, heading, *lines = block.split("\n")
    return "\n".join((mark, said(EXAMPLES) if heading == EXAMPLES else heading, *lines))


def _blocks(text: str) -> list[str]:
    return inspect.cleandoc(text).split("\n\n")


EXAMPLES = say("Examples:")
LANGUAGE = click.option(
    "--lang", metavar="en|nl", expose_value=False, is_eager=True,
    help="Language to speak; else that of the locale, and English where that is unknown.",
)  # fmt: skip

COLOUR = click.option(
    "--color", type=click.Choice(COLOUR_WISHES), expose_value=False,
    help="Colours; else on a terminal, unless NO_COLOR is set.",
)  # fmt: skip


def spoken_by(command: click.Command) -> None:
    """Give every command in `command` the options --lang and --color, where it has none of its own."""
    if all("--lang" not in parameter.opts for parameter in command.params):
        LANGUAGE(command)
        COLOUR(command)
    if isinstance(command, click.Group):
        for each in command.commands.values():
            spoken_by(each)


class Interrupted(BaseException):
    """An interrupt on its way out through click, which would print "Aborted!" and end with 1."""


class ListingGroup(click.Group):
    """A group that lists its commands with the whole of the first sentence of each, under the heads of `sections`."""

    def __init__(
        self, *arguments: Any, sections: Mapping[Text, Sequence[str]] | None = None, **named: Any
    ) -> None:
        super().__init__(*arguments, **named)
        self.sections = sections or {}

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """As click does, but nothing is cut off."""
        listed = {name for names in self.sections.values() for name in names}
        others = [name for name in self.list_commands(ctx) if name not in listed]
        column = max(map(len, self.commands), default=0)
        last = say("Others:") if listed else say("Commands:")
        for head, names in (*self.sections.items(), (last, others)):
            rows = [
                (f"{name:{column}}", self.commands[name].get_short_help_str(limit=1_000))
                for name in names
                if name in self.commands
            ]
            if rows:
                with formatter.section(translate()(head).removesuffix(":")):
                    formatter.write_dl(rows)


class SpeakingGroup(ListingGroup):
    """A group of commands that settles its language before it looks at anything else."""

    def main(self, args: Sequence[str] | None = None, *further: Any, **named: Any) -> Any:
        """As click does, in the language of this run."""
        arguments = sys.argv[1:] if args is None else args
        speak(arguments)
        settle_colour(arguments)
        spoken_by(self)
        translate_help(self)
        # By itself click would end with 1 at an interrupt between its own lines, or, later, as if there had been none.
        try:
            code = super().main(args, *further, **named | {"standalone_mode": False})
        except click.ClickException as error:
            error.show()
            sys.exit(error.exit_code)
        sys.exit(code)

    def make_context(self, *arguments: Any, **named: Any) -> click.Context:
        """As click does; but an interrupt is no answer of a user, and goes on to `compiler/cli/entry.py`."""
        try:
            return super().make_context(*arguments, **named)
        except KeyboardInterrupt as interrupt:
            raise Interrupted from interrupt

    def invoke(self, ctx: click.Context) -> Any:
        """As click does; an interrupt goes on to `compiler/cli/entry.py`."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as interrupt:
            raise Interrupted from interrupt
