"""What the shell completes: the names in the model that the user stands in, and the ids that explain knows.

A key of Tab may take no time, so both are kept between runs, and what goes wrong completes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import click

    from compiler.language.declared_names import DeclaredNames


def complete_names(context: click.Context, _: click.Parameter, incomplete: str) -> list[str]:
    """Entities, lists, messages, domains and processes; attributes once the name of their entity stands there."""
    names = _names(context)
    if "." in incomplete:
        return _beginning(incomplete, names.attributes)
    return _beginning(
        incomplete, (*names.entities, *names.lists, *names.messages, *names.domains, *names.processes)
    )  # fmt: skip


def complete_messages(context: click.Context, _: click.Parameter, incomplete: str) -> list[str]:
    """Messages, as BRG/Relaties."""
    return _beginning(incomplete, _names(context).messages)


def complete_processes(context: click.Context, _: click.Parameter, incomplete: str) -> list[str]:
    """Processes, by their codes."""
    return _beginning(incomplete, _names(context).processes)


def complete_lists(context: click.Context, _: click.Parameter, incomplete: str) -> list[str]:
    """Reference data lists, whatever capitals are typed."""
    return _beginning(incomplete.upper(), _names(context).lists)


def complete_domains(context: click.Context, _: click.Parameter, incomplete: str) -> list[str]:
    """Domains and processes."""
    names = _names(context)
    return _beginning(incomplete, (*names.domains, *names.processes))


def complete_ids(_context: click.Context, _: click.Parameter, incomplete: str) -> list[str]:
    """Ids of rules, corrections and other diagnostics; behind a comma the next one."""
    before, comma, last = incomplete.rpartition(",")
    return [f"{before}{comma}{id_}" for id_ in _beginning(last.upper(), _ids())]


def _beginning(start: str, names: Iterable[str]) -> list[str]:
    return [name for name in names if name.startswith(start)]


def _names(context: click.Context) -> DeclaredNames:
    from compiler import pipeline
    from compiler.cli.common import Progress, make_context
    from compiler.language.declared_names import DeclaredNames
    from compiler.workspace.model_finding import FoundModel, model_here
    from compiler.workspace.model_reading import read_model

    asked = context.params.get("model") or context.params.get("named_model")
    place = FoundModel(Path(asked)) if isinstance(asked, str | Path) else model_here()
    if place.problem is not None:
        return DeclaredNames()
    return pipeline.names_declared_in(
        read_model(place.folder).files, make_context(Progress(shown=False))
    )


def _ids() -> list[str]:
    from compiler.base.store import KeptValues
    from compiler.cli.common import Progress, make_context

    kept = KeptValues("ids", list[str])
    run = make_context(Progress(shown=False))
    known = kept.get(run.store, run.fingerprint)
    if known is None:
        from compiler.report.explanations import explanations

        known = list(explanations())
        kept.put(run.store, run.fingerprint, known)
    return known
