"""What a change breaks, printed: an example of each."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from compiler.base.in_print import in_print
from compiler.base.wording import Text, say
from compiler.cli.lang import misuse, translate
from compiler.cli.terminal import put

if TYPE_CHECKING:
    from compiler.compare.comparison import Comparison
    from compiler.compare.judged import Judged
    from compiler.emit.examples.breaking import Witness
    from compiler.model.model import Model


def explain_change(old: Model, new: Model, comparison: Comparison, name: str) -> None:
    """Print what the changes of the element `name` break, each with an example.

    A change of the manifest, which has no name, shows what it adds too.
    """
    from compiler.base.diagnostics import nearest
    from compiler.compare.texts import describe
    from compiler.emit.examples.breaking import Witnesses
    from compiler.messages.served.isolated import served_examples

    names = {each.name for each in comparison.changes}
    if name not in names:
        hint = nearest(name, names) or say(
            "name it as verac diff does: Eenheid.bouwjaar, BRG/Relaties"
        )
        misuse(say('no change is of "{name}"; {hint}', name=name, hint=hint))
    witnesses = Witnesses(old, new, comparison.changes)
    for each in comparison.changes:
        if each.name != name:
            continue
        click.echo(in_print(f"{each.id}  {translate()(describe(each.change))}"))
        served = served_examples(old, new, each)
        for example in served:
            said = say("{where}: {said}", where=example.where, said=example.said)
            _tell(said, example.shown)
        if not served:
            found = witnesses.of(each)
            breaks = each.verdict.value == "wire"
            _tell(_said(each, found), found.shown if found is not None and breaks else None)


def _tell(said: Text, shown: Any) -> None:
    """What happens to clients, and what `shown` shows of it: a text as it is, else JSON; nothing for None."""
    click.echo(in_print(f"  {translate()(said)}"))
    if shown is not None:
        text = shown if isinstance(shown, str) else json.dumps(shown, indent=2, ensure_ascii=False)
        put("".join(f"    {line}\n" for line in text.split("\n")))


def _said(judged: Judged, found: Witness | None) -> Text:
    """What happens to clients."""
    if judged.verdict.value != "wire":
        return say("breaks no client")
    if found is not None:
        return say("{where}: {said}", where=found.where, said=found.said)
    about = judged.name if judged.change.subject == "correction" else judged.id
    return say("no message of its own shows it; verac explain {id} says what breaks", id=about)
