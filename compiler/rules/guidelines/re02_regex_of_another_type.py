"""RE02: a regular expression is one that values of its type can match."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.base.diagnostics import Severity
from compiler.base.regex.samples import fits_no_text_of
from compiler.base.wording import say
from compiler.model.elements import Entity, TypeKind
from compiler.model.model import Model
from compiler.rules.proposals import write_type
from compiler.rules.rule import Finding, rule

_SPECIFICATION = "https://json-schema.org/draft/2020-12/json-schema-validation#section-6.3.3"


_MOMENTS = ("date", "dateTime", "time", "duration")


@rule("RE02", severity=Severity.HINT, url=_SPECIFICATION, of=(Entity, Model))
def regex_of_another_type(element: Entity | Model, model: Model) -> Iterator[Finding]:
    r"""A regular expression is one that values of its type can match.

    A date that must look like a moment is refused whatever it is: as a date by the regular expression, as a moment by
    the type. This comes about when a type is changed and its regular expression is not. JSON Schemas leave such a
    regular expression out, so that the attribute can be filled.

    Bad:
        domein A { entiteit Huur { ingang : date patroon /^\d{4}-\d{2}-\d{2}T.*Z$/ } }  //! RE02 @28 "no date"

    Good:
        domein A { entiteit Huur { ingang : dateTime patroon /^\d{4}-\d{2}-\d{2}T.*Z$/ } }
    """
    for attribute in element.attributes if isinstance(element, Entity) else model.own_attributes():
        if attribute.kind is TypeKind.PRIMITIVE and fits_no_text_of(
            attribute.target, attribute.pattern
        ):
            message = say(
                'the regular expression of "{attribute}" matches no {target}',
                attribute=attribute.name,
                target=attribute.target,
            )
            hint = say(
                "mend the one or the other: its regular expression seems to be of another type"
            )
            fitting = [type_ for type_ in _MOMENTS if not fits_no_text_of(type_, attribute.pattern)]
            proposals = write_type(attribute, *fitting) if len(fitting) == 1 else ()
            reasons = attribute.suppressions
            yield Finding(attribute.name, message, hint, reasons, proposals=proposals)
