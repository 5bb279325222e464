"""Texts that are longer than a cell of the source data sheet: found by a check, for they are cut off there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from compiler.base.diagnostics import Diagnostic, Severity
from compiler.base.source import Name
from compiler.base.wording import say
from compiler.emit.spreadsheet.cells import MOST_UNITS, fits, units_of
from compiler.model.elements import Attribute, WrittenAttribute
from compiler.model.model import Model


def texts_of_the_first_sheet(model: Model) -> Iterator[Diagnostic]:
    """A warning for the standard and each process with a text that does not fit in a cell."""
    standard = model.standard
    yield from _too_long(standard.name, standard.title, standard.version)
    for process in model.processes.values():
        yield from _too_long(process.code, process.title, process.version)


def texts_of_cells(written: Iterable[WrittenAttribute]) -> Iterator[Diagnostic]:
    """A warning for each of the attributes with a text that does not fit in a cell."""
    for each in written:
        yield from _of_attribute(each.attribute)


def _of_attribute(attribute: Attribute) -> Iterator[Diagnostic]:
    yield from _too_long(
        attribute.name, attribute.description, attribute.constraint, attribute.pattern
    )


def _too_long(name: Name, *texts: str) -> Iterator[Diagnostic]:
    for text in texts:
        if not fits(text):
            message = say(
                'a text of "{name}" has {number} characters; a cell of the spreadsheet holds {most}',
                name=name,
                number=units_of(text),
                most=MOST_UNITS,
            )
            hint = say("it is cut off in the sheet; make it shorter")
            yield Diagnostic("OUT07", Severity.WARNING, name.span, message, hint=hint)
