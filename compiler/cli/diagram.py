"""The command that draws a part of a model: diagram."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from compiler.base.wording import say
from compiler.cli.common import make_context, write_text
from compiler.cli.completing import complete_names
from compiler.cli.lang import misuse
from compiler.cli.models import linked_model
from compiler.cli.options import MODEL, OUTPUT

if TYPE_CHECKING:
    from compiler.emit.diagrams.scene import Scene
    from compiler.model.elements import Message
    from compiler.model.model import Model

FORMATS = ("svg", "plantuml", "mermaid", "xmi")
_SUFFIXES = {
    ".svg": "svg",
    ".puml": "plantuml",
    ".plantuml": "plantuml",
    ".mmd": "mermaid",
    ".xmi": "xmi",
    ".xml": "xmi",
}
MOST_STEPS = 9
_FORMAT = click.option(
    "--format", "format_", type=click.Choice(FORMATS), help="What to write; else by the name of FILE, else svg."
)  # fmt: skip


@click.command("diagram")
@click.argument("what", required=False, shell_complete=complete_names)
@click.option(
    "--depth", type=int, metavar="NUMBER",
    help=f"How many steps to go from an entity: 1 to {MOST_STEPS}; 1 if not given.",
)  # fmt: skip
@click.option("--lists", is_flag=True, help="Draw the reference data of a domain too.")
@click.option("--no-places", is_flag=True, help="Write nothing beside the model.")
@_FORMAT
@MODEL
@OUTPUT
def diagram_command(
    what: str | None,
    depth: int | None,
    lists: bool,
    no_places: bool,
    format_: str | None,
    model: Path,
    output: Path | None,
) -> None:
    """Draw WHAT: a domain, a message as in BRG/Relaties, or an entity with its neighbours; without WHAT, the standard.

    A picture of the standard shows its domains; the other formats hold all of it. A name that both a domain and an
    entity have means the domain, and with --depth the entity. Where the boxes of a picture stand is kept beside the
    model: after a change of the model they stand there still.

    \b
    Examples:
      verac diagram -o standaard.svg
      verac diagram Relaties -o relaties.svg
      verac diagram BRG/Relaties -o bericht.svg
      verac diagram Relatie --depth 2 -o relatie.svg
      verac diagram Vastgoed --format plantuml
      verac diagram -o standaard.xmi
    """
    if depth is not None and not 1 <= depth <= MOST_STEPS:
        told = say(
            "{depth} steps are no neighbourhood; give 1 to {most}", depth=depth, most=MOST_STEPS
        )
        misuse(told, option="--depth")
    form = format_ or format_of(output)
    scene = _scene(linked_model(model), what, depth, lists=lists, form=form)
    write_text(diagram_text(scene, form, model, keeps=not no_places), output)


def format_of(output: Path | None) -> str:
    """The format that the name of a file asks for."""
    return _SUFFIXES.get(output.suffix.lower(), "svg") if output else "svg"


def diagram_text(scene: Scene, form: str, model: Path | None, *, keeps: bool = True) -> str:
    """The text of `scene` in the format `form`; places of boxes are those beside `model`, where it `keeps` them."""
    from compiler.cli.common import Progress

    if form == "plantuml":
        from compiler.emit.diagrams.plantuml import plantuml

        return plantuml(scene)
    if form == "mermaid":
        from compiler.emit.diagrams.mermaid import mermaid

        return mermaid(scene)
    context = make_context(Progress(shown=False))
    if form == "xmi":
        from compiler.emit.diagrams.xmi import xmi

        return xmi(scene, context)
    from compiler.cli.positions import read_beside, write_beside
    from compiler.emit.diagrams.options import PLACES_FILE
    from compiler.emit.diagrams.picture import picture_of
    from compiler.emit.diagrams.positions import read_positions, written_positions
    from compiler.emit.diagrams.svg import SvgWriter

    kept = read_positions(read_beside(model).encode()) if model else {}
    picture = picture_of(scene, kept.get(scene.subject, {}))
    if model and keeps:
        places = written_positions({**kept, scene.subject: picture.places})
        write_beside(model, {PLACES_FILE: places})
    return SvgWriter(context).text(picture)


def _scene(model: Model, what: str | None, depth: int | None, *, lists: bool, form: str) -> Scene:
    """What is to be drawn; where the words do not say so, what is wrong, and the end."""
    from compiler.emit.diagrams.choosing import (
        scene_of_domain,
        scene_of_domains,
        scene_of_message,
        whole_scene,
    )
    from compiler.emit.diagrams.choosing_neighbours import scene_of_entity

    is_domain = what in model.domains and depth is None
    if lists and not is_domain:
        misuse(say("only a domain is drawn with its reference data"), option="--lists")
    message = _message(model, what or "")
    is_entity = what in model.entities
    named = what is None or message is not None or what in model.domains
    if depth is not None and named and not is_entity:
        misuse(say("only an entity has neighbours; name one"), option="--depth")
    if what is None:
        return scene_of_domains(model) if form == "svg" else whole_scene(model)
    if is_domain:
        return scene_of_domain(model, what, lists=lists)
    if message is not None:
        return scene_of_message(model, message)
    if not is_entity:
        _not_drawable(model, what)
    return scene_of_entity(model, what, depth or 1, gathered=form == "svg")


def _message(model: Model, what: str) -> Message | None:
    code, _, name = what.partition("/")
    process = model.processes.get(code)
    return (
        next((each for each in process.messages if each.name.text == name), None)
        if process
        else None
    )


def _not_drawable(model: Model, what: str) -> NoReturn:
    """Say that `what` is nothing that can be drawn, and what comes near, and end."""
    from compiler.base.diagnostics import nearest

    if what in model.processes:
        hint = say("name one of its messages, as in {process}/NAME", process=what)
        misuse(say('"{what}" is a process; {hint}', what=what, hint=hint))
    code = what.partition("/")[0]
    if "/" in what and code not in model.processes:
        listing = say("{listing} lists all", listing="verac projection")
        hint = nearest(code, model.processes) or listing
        misuse(say('"{name}" is no {what}; {hint}', name=code, what=say("process"), hint=hint))
    messages = [f"{each.process}/{each.name.text}" for each in model.messages()]
    known = messages if "/" in what else [*model.domains, *model.entities]
    hint = nearest(what, known) or say("name a domain, an entity, or a message as in BRG/Relaties")
    misuse(say('"{what}" is nothing that can be drawn; {hint}', what=what, hint=hint))
