"""Which model a command is about: what --model or an argument says, else the one that its user stands in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from compiler.base.wording import say

if TYPE_CHECKING:
    import click

    from compiler.workspace.model_finding import FoundModel

_NAMED = "compiler.cli.model_place"


def keep_named_model(context: click.Context, _: click.Parameter, value: Path | None) -> None:
    """Remember what --model says, for whoever looks at the argument."""
    context.meta[_NAMED] = value


def model_of_option(context: click.Context, _: click.Parameter, value: Path | None) -> Path | None:
    """The folder that --model says, else the model that the user stands in."""
    return value if value is not None or context.resilient_parsing else model_here_or_end(context)


def model_of_argument(context: click.Context, _: click.Parameter, value: Path | None) -> Path | None:  # fmt: skip
    """The folder that the argument or --model says, else the model that the user stands in."""
    return model_of_option(context, _, _only_one(value, context))


def model_here_or_end(context: click.Context) -> Path:
    """The model that the user stands in; where there is none, that it is not there, and the end."""
    from compiler.workspace.model_finding import model_here

    return _or_end(model_here(), context).folder


def named_or_here(model: Path | None) -> Path:
    """The folder that --model says, else the model that the user stands in; where there is none, the end."""
    import click

    return model or model_here_or_end(click.get_current_context())


def parts_of_model(context: click.Context, paths: tuple[Path, ...]) -> FoundModel:
    """The model that `paths` are, or are parts of; without any what --model says, else where the user stands."""
    from compiler.workspace.model_finding import FoundModel, model_here, model_of

    named: Path | None = context.meta.get(_NAMED)
    if named is not None:
        return FoundModel(named, paths)
    return _or_end(model_of(paths) if paths else model_here(), context)


def _only_one(value: Path | None, context: click.Context) -> Path | None:
    named: Path | None = context.meta.get(_NAMED)
    if value is not None and named is not None:
        from compiler.cli.lang import misuse

        misuse(say("the model is named twice: by --model, and as an argument"))
    return value or named


def _or_end(found: FoundModel, context: click.Context) -> FoundModel:
    from compiler.cli.common import fail

    if found.problem is not None:
        fail(found.problem, format_=_format_of_findings(context))
    return found


def _format_of_findings(context: click.Context) -> str:
    """The format that findings are asked in; text for a command that prints something else in other formats."""
    from compiler.cli.common import FINDING_FORMATS

    for option in context.command.params:
        if option.name == "format_" and "sarif" in getattr(option.type, "choices", ()):
            asked = context.params.get("format_", "text")
            return asked if asked in FINDING_FORMATS else "text"
    return "text"
