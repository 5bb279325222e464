"""A drawing → declarations, and an account of everything drawn. The steps stand in `take_over`, in their order."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from compiler.base.diagnostics import Diagnostic, has_errors, ordered
from compiler.base.source import Span
from compiler.base.wording import Text, say
from compiler.importers.uml.drawing import Drawing
from compiler.importers.uml.taking.account import account_of
from compiler.importers.uml.taking.addresses import part_addresses
from compiler.importers.uml.taking.associations import plan_associations
from compiler.importers.uml.taking.attributes import plan_attributes
from compiler.importers.uml.taking.bases import plan_bases
from compiler.importers.uml.taking.classes import plan_classes
from compiler.importers.uml.taking.domains import domain_names
from compiler.importers.uml.taking.findings import NOTHING_DRAWN
from compiler.importers.uml.taking.highest import lift_attributes
from compiler.importers.uml.taking.identifiers import take_identifiers
from compiler.importers.uml.taking.list_domains import place_lists
from compiler.importers.uml.taking.mended_names import mend_names
from compiler.importers.uml.taking.names import part_attributes, part_classes, tell_other_domains
from compiler.importers.uml.taking.plan import Plan
from compiler.importers.uml.taking.writing import source_files
from compiler.language.declarations import SourceFile


class Taken(NamedTuple):
    """The source files of a drawn model, what was found on the way, and an account of everything drawn.

    Where one of the diagnostics is an error there are no files.
    """

    files: tuple[SourceFile, ...]
    diagnostics: tuple[Diagnostic, ...]
    account: tuple[Text, ...]


def take_over(
    drawing: Drawing,
    name: str,
    path: str,
    *,
    reserved: Collection[str] = (),
    fix_names: bool = False,
) -> Taken:
    """The declarations of all that is drawn.

    Args:
        drawing: what a reader made.
        name: what the standard is called, and the domain of what stands in no package.
        path: the file that was read, as it is shown to people.
        reserved: names that no entity can have, because documents use them.
        fix_names: whether names are spelled as the rules ask.
    """
    plan = Plan(drawing=drawing, domains=domain_names(drawing, name))
    if not drawing.classes and not has_errors(drawing.diagnostics):
        hint = say("give a file with a class diagram")
        plan.found.error(NOTHING_DRAWN, Span(path), say("no class is drawn here"), hint)
    tell_other_domains(plan)
    plan_classes(plan)
    plan_bases(plan)
    plan_attributes(plan)
    plan_associations(plan)
    part_classes(plan, reserved)
    part_attributes(plan)
    take_identifiers(plan)
    lift_attributes(plan)
    if fix_names:
        mend_names(plan)
    part_addresses(plan)
    place_lists(plan)
    diagnostics = ordered([*drawing.diagnostics, *plan.found.all])
    if has_errors(diagnostics):
        return Taken((), diagnostics, ())
    return Taken(tuple(source_files(plan, name)), diagnostics, tuple(account_of(plan)))
