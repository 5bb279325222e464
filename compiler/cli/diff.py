"""The command that tells what changed between two versions: diff."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from compiler.base.wording import Text, one_of, say
from compiler.cli.common import from_here, print_findings, report
from compiler.cli.explained_change import explain_change
from compiler.cli.lang import misuse, tell, translate, translate_written
from compiler.cli.sides import compared, old_and_new
from compiler.cli.terminal import has_colour, show, width_of_terminal

if TYPE_CHECKING:
    from compiler.compare.comparison import Comparison
    from compiler.model.model import Model

_OF_FINDINGS = ("sarif", "github", "junit")
_FORMAT = click.option(
    "--format", "format_", type=click.Choice(["text", "markdown", "json", "html", *_OF_FINDINGS]), default="text",
    show_default=True, help="How to print the changes; sarif, github and junit print what --check finds.",
)  # fmt: skip


@click.command("diff")
@click.argument("old")
@click.argument("new", required=False)
@_FORMAT
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
@click.option(
    "--explain",
    "explained",
    metavar="CHANGE",
    help="Show what this change breaks: a message that was taken and is refused. CHANGE is the name of an element.",
)
@click.option(
    "--diagram",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Draw what changed of the entities into this file; its name says the format, as for verac diagram.",
)
def diff_command(  # noqa: PLR0917 - one argument per option
    old: str, new: str | None, format_: str, summary: bool, descriptions: bool, domains: tuple[str, ...],
    processes: tuple[str, ...], kinds: tuple[str, ...], check_: bool, explained: str | None, diagram: Path | None,
) -> None:  # fmt: skip
    """Tell what changed from OLD to NEW, and which version number that asks for.

    Each side is a model folder, REVISION:FOLDER in git, a published folder with its brongegevens.xlsx, or a release,
    TARGET@VERSION. With one side given it is NEW, and OLD is the last release before it: in its own target, else in the
    folder releases.

    \b
    Examples:
      verac diff v4.2.3:models/vera models/vera
      verac diff releases/v4.2.3 releases/v4.3.0 --summary
      verac diff v4.2.3:models/vera models/vera --process BRG --kind wire
      verac diff v4.2.3:models/vera models/vera --check
      verac diff releases@4.2.3 releases@4.3.0
      verac diff models/vera --check --format github
      verac diff OLD NEW --format html > changes.html
      verac diff OLD NEW --explain Boek.titel
      verac diff OLD NEW --diagram wijzigingen.svg
    """
    from compiler.report.changes import report_of
    from compiler.report.changes_filter import Filter, kinds_known
    from compiler.report.changes_json import changes_json
    from compiler.report.changes_printers import render_report

    _check_words(kinds, kinds_known(), say("kind"))
    if format_ in _OF_FINDINGS and not check_:
        misuse(say("--format {format} prints what --check finds: give both", format=format_))
    if explained is not None and (check_ or diagram is not None):
        misuse(say("--explain is told by itself: leave --check and --diagram out"))
    names = old_and_new(old, new)
    (before, after), (comparison,), context = compared(names)
    _check_words(domains, {*before.domains, *after.domains}, say("domain"))
    _check_words(processes, {*before.processes, *after.processes}, say("process"))
    if explained is not None:
        explain_change(before, after, comparison, explained)
        return
    shown = Filter(domains, processes, kinds)
    if diagram is not None:
        _draw(before, after, comparison, diagram)
    elif format_ == "json":
        show(changes_json(comparison, shown, translate_written()))
    elif format_ not in _OF_FINDINGS:
        made = report_of(comparison, shown, summary=summary, descriptions=descriptions)
        colour, width = has_colour(sys.stdout), width_of_terminal()
        text = render_report(made, format_, context, translate(), width=width, colour=colour)
        show(text, safe=format_ == "text")
    _tell_findings(comparison, Path(names[1]), format_, check=check_)


def _tell_findings(comparison: Comparison, new: Path, format_: str, *, check: bool) -> NoReturn:
    """Tell what is wrong with the version number, or only what a reader has to know, and end."""
    found = comparison.diagnostics
    if format_ in _OF_FINDINGS:
        print_findings([from_here(found, new)], format_)
    else:
        always = [each for each in found if each.id in ("VS05", "VS06", "VS07")]
        report(found if check else always, new, quiet=False)
    sys.exit(1 if check and any(each.stops_build for each in found) else 0)


def _draw(before: Model, after: Model, comparison: Comparison, diagram: Path) -> None:
    """Write the picture of what changed, and say how many changes of entities it shows."""
    from compiler.cli.common import write_text
    from compiler.cli.diagram import diagram_text, format_of
    from compiler.emit.diagrams.choosing_changes import scene_of_changes
    from compiler.emit.diagrams.scene import ChangeSign

    scene = scene_of_changes(before, after, [judged.change for judged in comparison.changes])
    write_text(diagram_text(scene, format_of(diagram), None), diagram)
    signs = [box.sign for box in scene.boxes]
    tell(
        say(
            "{diagram}: of the entities {new} new, {gone} gone, {changed} changed",
            diagram=diagram,
            new=signs.count(ChangeSign.NEW),
            gone=signs.count(ChangeSign.GONE),
            changed=signs.count(ChangeSign.CHANGED),
        )
    )


def _check_words(given: Sequence[str], known: set[str], what: Text) -> None:
    from compiler.base.diagnostics import nearest

    for word in given:
        if word not in known:
            hint = nearest(word, known) or one_of(sorted(known))
            misuse(say('"{word}" is no {what}; {hint}', word=word, what=what, hint=hint))
