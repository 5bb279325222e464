"""The command that tells when an element came, changed and went: history."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from compiler.base.in_print import in_print
from compiler.base.wording import say
from compiler.cli.lang import misuse, translate
from compiler.cli.sides import all_releases, compared


def _versions(arguments: tuple[str, ...]) -> Callable[..., Any]:
    return click.option(
        *arguments,
        "versions",
        multiple=True,
        required=True,
        metavar="SIDE",
        help="A version; oldest first.",
    )


@click.command("history")
@click.argument("element")
@_versions(("--from",))
@click.argument("more", nargs=-1)
def history_command(element: str, versions: tuple[str, ...], more: tuple[str, ...]) -> None:
    """Tell in which version ELEMENT came, changed, became obsolete, went.

    ELEMENT is named as diff names it: Eenheid, Eenheid.wozEenheden, BRG/Relaties, BRG/Relaties/Adres.straat,
    RELATIESOORT.ORG. Versions stand behind --from, oldest first; a target such as releases@ stands for
    all its releases.

    \b
    Examples:
      verac history Eenheid.wozEenheden --from releases/v4.1.0 releases/v4.3.0
      verac history Eenheid.wozEenheden --from releases@
      verac history Opleiding.woonplaats --from v4.2.3:models/vera models/vera
    """
    from compiler.base.diagnostics import nearest
    from compiler.compare.history import history_of, paths_by_name
    from compiler.compare.tree import elements

    names = all_releases((*versions, *more))
    if len(names) < 2:
        misuse(say("a history needs two versions or more behind --from, oldest first"))
    models, comparisons, _ = compared(names)
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
        click.echo(in_print(f"{event.version:{width}}  {translate()(event.text)}"))
