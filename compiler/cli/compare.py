"""The commands that compare versions: diff, notes, changelog and history."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from compiler.base.wording import Text, one_of, say
from compiler.cli.common import Progress, cannot_write, fail, make_context, report
from compiler.cli.lang import misuse, tell, translate, translate_written

if TYPE_CHECKING:
    from compiler.base.context import Context
    from compiler.compare.comparison import Comparison
    from compiler.model.model import Model

_CHANGES_FORMAT = click.option(
    "--format", "format_", type=click.Choice(["text", "markdown", "json", "html"]), default="text", show_default=True,
    help="How to print the changes.",
)  # fmt: skip
_NOTES_FORMAT = click.option(
    "--format", "format_", type=click.Choice(["markdown", "html"]), default="markdown", show_default=True,
    help="What to write.",
)  # fmt: skip
_OUTPUT = click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False),
    help="File to write; texts of your own in it are kept. Without it, print.",
)  # fmt: skip


def _read(name: str, context: Context) -> Model:
    """The model that a side names; ends the program where there is none."""
    from compiler import pipeline
    from compiler.workspace.sides import SHEET, read_side

    side = read_side(name)
    if side.problem:
        fail(side.problem)
    if side.published is not None:
        sheet = side.published / SHEET
        found = pipeline.read_published(sheet, side.published, side.reference_data, context)
    else:
        assert side.files is not None
        found = pipeline.read_version(side.files, context)
    if found.model is None:
        report(found.diagnostics, Path(name), quiet=False)
        tell(say("nothing compared: {name} is no sound model", name=name), err=True)
        sys.exit(1)
    return found.model


def _compared(names: Sequence[str]) -> tuple[list[Model], list[Comparison], Context]:
    """The models of all sides, and the comparison of each with the next; older sides stand first."""
    from compiler import pipeline

    progress = Progress(shown=True)
    context = make_context(progress)
    models = [_read(name, context) for name in names]
    progress.clear()
    comparisons = []
    for number in range(len(models) - 1):
        comparison = pipeline.compare(models[number], models[number + 1])
        swapped = [d for d in comparison.diagnostics if d.id == "VS03"]
        if swapped:
            report(swapped, Path(names[number + 1]), quiet=False)
            tell(say("nothing compared"), err=True)
            sys.exit(1)
        comparisons.append(comparison)
    return models, comparisons, context


@click.command("diff")
@click.argument("old")
@click.argument("new")
@_CHANGES_FORMAT
@click.option("--summary", is_flag=True, help="Counts only.")
@click.option("--descriptions", is_flag=True, help="List the descriptions that changed too.")
@click.option(
    "--domain",
    "domains",
    multiple=True,
    metavar="NAME",
    help="Only what reaches this domain; repeatable.",
)
@click.option(
    "--process",
    "processes",
    multiple=True,
    metavar="CODE",
    help="Only what reaches this process; repeatable.",
)
@click.option(
    "--kind", "kinds", multiple=True, metavar="WORD",
    help="Only these: wire, code, additive, text; added, removed, renamed, moved, changed; entity, attribute, "
    "message, …; type, obsolete, …; repeatable.",
)  # fmt: skip
@click.option(
    "--check",
    "check_",
    is_flag=True,
    help="Exit with 1 where the version number does not allow the changes.",
)
def diff_command(
    old: str, new: str, format_: str, summary: bool, descriptions: bool, domains: tuple[str, ...],
    processes: tuple[str, ...], kinds: tuple[str, ...], check_: bool,
) -> None:  # fmt: skip
    """Tell what changed from OLD to NEW, and which version number that asks for.

    Each side is a model folder, REVISION:FOLDER in git, or a published folder with its brongegevens.xlsx.

    \b
    Examples:
      verac diff v4.2.3:models/vera models/vera
      verac diff releases/v4.2.3 releases/v4.3.0 --summary
      verac diff v4.2.3:models/vera models/vera --process BRG --kind wire
      verac diff v4.2.3:models/vera models/vera --check
      verac diff OLD NEW --format html > changes.html
    """
    from compiler.report.changes import report_of
    from compiler.report.changes_filter import Filter, kinds_known
    from compiler.report.changes_json import changes_json
    from compiler.report.changes_printers import render_report

    _check_words(kinds, kinds_known(), say("kind"))
    (before, after), (comparison,), context = _compared((old, new))
    _check_words(domains, {*before.domains, *after.domains}, say("domain"))
    _check_words(processes, {*before.processes, *after.processes}, say("process"))
    shown = Filter(domains, processes, kinds)
    if format_ == "json":
        click.echo(changes_json(comparison, shown, translate_written()), nl=False)
    else:
        made = report_of(comparison, shown, summary=summary, descriptions=descriptions)
        click.echo(render_report(made, format_, context, translate()), nl=False)
    loud = (
        comparison.diagnostics
        if check_
        else [d for d in comparison.diagnostics if d.id in ("VS05", "VS06", "VS07")]
    )
    report(loud, Path(new), quiet=False)
    sys.exit(1 if check_ and any(d.stops_build for d in comparison.diagnostics) else 0)


def _check_words(given: Sequence[str], known: set[str], what: Text) -> None:
    from compiler.base.diagnostics import nearest

    for word in given:
        if word not in known:
            hint = nearest(word, known) or one_of(sorted(known))
            misuse(say('"{word}" is no {what}; {hint}', word=word, what=what, hint=hint))


@click.command()
@click.argument("old")
@click.argument("new")
@_OUTPUT
@_NOTES_FORMAT
def notes(old: str, new: str, output: Path | None, format_: str) -> None:
    """Write release notes of NEW, since OLD; what you write in the marked places is kept the next time.

    \b
    Examples:
      verac notes v4.2.3:models/vera models/vera --lang nl -o docs/notes.md
      verac notes releases/v4.2.3 releases/v4.3.0 --format html -o notes.html
    """
    _write_notes((old, new), output, format_)


@click.command()
@click.argument("versions", nargs=-1, required=True)
@_OUTPUT
@_NOTES_FORMAT
def changelog(versions: tuple[str, ...], output: Path | None, format_: str) -> None:
    """Write the release notes of many versions as one page; give them oldest first.

    \b
    Examples:
      verac changelog releases/v4.1.0 releases/v4.2.3 releases/v4.3.0 -o CHANGELOG.md
      verac changelog v4.2.3:models/vera models/vera --lang nl --format html -o changelog.html
    """
    if len(versions) < 2:
        misuse(say("a changelog needs two versions or more, oldest first"))
    _write_notes(versions, output, format_)


def _write_notes(names: Sequence[str], output: Path | None, format_: str) -> None:
    from compiler.report.notes import release_notes
    from compiler.report.notes_own_texts import kept_texts
    from compiler.workspace.reading import read_file
    from compiler.workspace.writing import replace_file

    kept: dict[str, str] = {}
    if output is not None and output.exists():
        problem, content = read_file(output)
        if problem:
            fail(problem)
        kept = kept_texts(_own_notes(output, content))
    models, comparisons, context = _compared(names)
    title = models[-1].standard.title
    text = release_notes(
        comparisons,
        title=title,
        translate=translate_written(),
        format_=format_,
        kept=kept,
        context=context,
    )
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        replace_file(output, text.encode())
    except OSError as error:
        cannot_write(output, error)
    click.echo(f"{output}: {', '.join(c.new_version for c in reversed(comparisons))}")


def _own_notes(path: Path, content: bytes) -> str:
    """The text of earlier notes; ends the program where the file is something else, which is not to be lost."""
    from compiler.base.diagnostics import Diagnostic, Severity
    from compiler.base.source import Span

    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        message, hint = (
            say('"{path}" is not UTF-8 text', path=path),
            say("save it as UTF-8, or give another file"),
        )
        fail(Diagnostic("FIL02", Severity.ERROR, Span(path.name), message, hint))
    if text.strip() and "<!-- eigen tekst: " not in text:
        message, hint = (
            say('"{path}" holds something else than release notes', path=path),
            say("give another file, or remove this one"),
        )
        fail(Diagnostic("FIL03", Severity.ERROR, Span(path.name), message, hint))
    return text


def _versions(arguments: tuple[str, ...]) -> Callable[..., Any]:
    return click.option(
        *arguments,
        "versions",
        multiple=True,
        required=True,
        metavar="SIDE",
        help="A version; oldest first.",
    )


@click.command()
@click.argument("element")
@_versions(("--from",))
@click.argument("more", nargs=-1)
def history(element: str, versions: tuple[str, ...], more: tuple[str, ...]) -> None:
    """Tell in which version ELEMENT came, changed, became obsolete, went.

    ELEMENT is named as diff names it: Eenheid, Eenheid.wozEenheden, BRG/Relaties, BRG/Relaties/Adres.straat,
    RELATIESOORT.ORG. Versions stand behind --from, oldest first.

    \b
    Examples:
      verac history Eenheid.wozEenheden --from releases/v4.1.0 releases/v4.2.3 releases/v4.3.0
      verac history Opleiding.woonplaats --from v4.2.3:models/vera models/vera
    """
    from compiler.base.diagnostics import nearest
    from compiler.compare.history import history_of, paths_by_name
    from compiler.compare.tree import elements

    names = (*versions, *more)
    if len(names) < 2:
        misuse(say("a history needs two versions or more behind --from, oldest first"))
    models, comparisons, _ = _compared(names)
    trees = [(model.standard.version, elements(model)) for model in models]
    events = history_of(element, trees, comparisons)
    if events is None:
        known = {name for _, tree in trees for name in paths_by_name(tree)}
        hint = nearest(element, known) or say(
            "name it as verac diff does: Eenheid.bouwjaar, BRG/Relaties"
        )
        misuse(say('no version has an element "{element}"; {hint}', element=element, hint=hint))
    width = max(len(event.version) for event in events)
    for event in events:
        click.echo(f"{event.version:{width}}  {translate()(event.text)}")
