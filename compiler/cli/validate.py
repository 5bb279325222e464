"""The command that checks messages: validate."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from compiler.base.wording import Text, joined, say
from compiler.cli.common import Progress, checked_day, make_context, print_findings, report
from compiler.cli.completing import complete_messages
from compiler.cli.lang import misuse, tell, translate
from compiler.cli.model_place import parts_of_model
from compiler.cli.options import FINDINGS, MODEL_NAMED, QUIET
from compiler.cli.terminal import has_colour

if TYPE_CHECKING:
    from compiler.base.diagnostics import Diagnostic
    from compiler.messages.parallel import CheckedMessages
    from compiler.messages.validator import MessageValidator


@click.command("validate")
@click.argument("paths", metavar="FILE|DIR|-...", nargs=-1, required=True)
@click.option(
    "--message",
    metavar="NAME",
    default="",
    shell_complete=complete_messages,
    help="Process and message, as in BRG/Relaties.",
)
@click.option(
    "--operation",
    metavar="WORD",
    default="",
    help="GET (the answer), POST, POST-ANSWER, PUT or PATCH.",
)
@MODEL_NAMED
@click.option(
    "--schema",
    type=click.Path(path_type=Path),
    help="A schema that verac built, in place of the model.",
)
@click.option("--strict", is_flag=True, help="Refuse attributes that the model does not know.")
@click.option(
    "--codes", metavar="[DAY]", is_flag=False, flag_value="all", default="",
    help="Allow only the values of reference data lists; with a day, those that hold then.",
)  # fmt: skip
@FINDINGS
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    help="Processes to use; else one per processor for large input.",
)
@click.option(
    "--max-findings", type=click.IntRange(min=0), help="Print so many, and count the rest."
)
@QUIET
@click.pass_context
def validate_command(  # noqa: PLR0917 - one argument per option
    context: click.Context, paths: tuple[str, ...], message: str, operation: str, schema: Path | None, strict: bool,
    codes: str, format_: str, jobs: int | None, max_findings: int | None, quiet: bool,
) -> None:  # fmt: skip
    """Check messages against the standard: JSON documents, and NDJSON of any size.

    A folder stands for all *.json, *.ndjson and *.jsonl in it, - for standard input. Findings name the file, the line
    and the JSON pointer. Exit code 0: all messages are right; 1: some are not; 2: there is no such message or file.

    \b
    Examples:
      verac validate relatie.json --message BRG/Relaties --operation POST
      verac validate berichten/ --message BRG/Relaties --operation PUT --strict
      verac validate - --message BRG/Relaties --operation GET < export.ndjson
      verac validate export.ndjson --schema Relaties.post.schema.json
    """
    from compiler.messages.parallel import check_files

    _refuse_misuse(schema, codes, described=bool(message and operation))
    model = Path() if schema is not None else parts_of_model(context, ()).folder
    validator = _validator(message, operation, model, schema, codes, strict=strict, format_=format_)
    if validator.says_no_parents and schema is not None and not quiet:
        tell(
            say(
                "this schema does not say which codes are a detail of which, so that is not looked at (GM07): "
                "build it with --codes, or take --model"
            ),
            err=True,
        )
    printer = _Printer(max_findings, quiet=quiet)
    with closing(check_files(validator, paths, lambda size: os.read(0, size), jobs)) as results:
        shown = printer.batches(results)
        if format_ != "text":
            print_findings(shown, format_)
        else:
            _print_text(shown)
            if not quiet:
                tell(printer.summary())
    sys.exit(2 if printer.missing else 1 if printer.errors else 0)


def _refuse_misuse(schema: Path | None, codes: str, *, described: bool) -> None:
    if schema is None and not described:
        misuse(
            say(
                "say what the messages are: --message BRG/Relaties --operation POST, or --schema FILE"
            )
        )
    if schema is not None and codes:
        misuse(say("--codes belongs to --model; a schema says itself which values are allowed"))


def _validator(
    message: str,
    operation: str,
    model: Path,
    schema: Path | None,
    codes: str,
    *,
    strict: bool,
    format_: str,
) -> MessageValidator:
    """The validator that was asked for; ends the program where there is none."""
    from compiler.emit.jsonschema.plan import message_kind
    from compiler.messages.api import MessageError, message_schema, validator
    from compiler.messages.validator import MessageValidator

    day = checked_day(codes)
    try:
        if schema is not None:
            return validator(message, operation, schema=schema, strict=strict)
        context = make_context(Progress(shown=False))
        made = message_schema(
            message, message_kind(operation), model, strict=strict, codes=day, context=context
        )
        return MessageValidator(made, strict=strict)
    except MessageError as error:
        if not error.diagnostics:
            misuse(error.args[0])
        report(error.diagnostics, model, quiet=False, format_=format_)
        sys.exit(2 if any(found.id in ("FIL01", "FIL02") for found in error.diagnostics) else 1)


class _Printer:
    """What is printed of the results as they come, and how they add up."""

    def __init__(self, most: int | None, *, quiet: bool) -> None:
        self._most = most
        self._quiet = quiet
        self._messages = self._wrong = self._held_back = 0
        self._shown: dict[str, int] = {}
        self.errors = 0
        self.missing = False

    def batches(self, results: Iterable[CheckedMessages]) -> Iterator[list[Diagnostic]]:
        """The diagnostics to print, as they come."""
        from compiler.base.diagnostics import Severity

        printed = 0
        for (messages, wrong, found), missing in results:
            self._messages += messages
            self._wrong += wrong
            self.missing = self.missing or missing
            shown: list[Diagnostic] = []
            for diagnostic in found:
                self._shown[diagnostic.severity] = self._shown.get(diagnostic.severity, 0) + 1
                self.errors += diagnostic.severity is Severity.ERROR
                if diagnostic.severity is Severity.ERROR or not self._quiet:
                    shown.append(diagnostic)
            if self._most is not None and printed + len(shown) > self._most:
                self._held_back += len(shown) - (self._most - printed)
                shown = shown[: self._most - printed]
            printed += len(shown)
            if shown:
                yield shown

    def summary(self) -> Text:
        """What came of it, in words."""
        from compiler.report.counts import counted

        right = self._messages - self._wrong
        messages = (
            say("1 message")
            if self._messages == 1
            else say("{number} messages", number=self._messages)
        )
        text = say(
            "{messages}: {right} right, {wrong} wrong",
            messages=messages,
            right=right,
            wrong=self._wrong,
        )
        if self._shown:
            counts = joined(
                (counted(severity, number) for severity, number in sorted(self._shown.items())),
                ", ",
            )
            text = say("{text} ({findings})", text=text, findings=counts)
        return (
            say("{text}; {number} not shown", text=text, number=self._held_back)
            if self._held_back
            else text
        )


def _print_text(batches: Iterable[list[Diagnostic]]) -> None:
    from compiler.report.text import render_text

    colour = has_colour(sys.stdout)
    for batch in batches:
        click.echo(
            "\n".join(
                render_text(batch, lambda _file, _line: None, colour=colour, translate=translate())
            ),
            color=colour,
        )
