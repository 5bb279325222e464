"""OA11: a moment in a header is a text."""

from __future__ import annotations

from compiler.emit.openapi.correction import ClientEffect, Part, correction
from compiler.emit.openapi.operations import Parameter
from compiler.emit.openapi.plan import Document, TextSchema
from compiler.model.wire import Shape

# date-time as RFC 3339, section 5.6 has it, but for the length of months.
MOMENT = (
    r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])[Tt]([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?"
    r"([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)$"
)
MEANING = "Datum en tijd volgens RFC 3339, zoals 2026-01-31T09:30:00Z."


@correction("OA11", Part.DOCUMENT, ClientEffect.NONE)
def moments_in_headers(document: Document) -> Document:
    r"""A moment in a header is a text with a pattern.

    Generators of clients have no moments in headers and drop every operation that asks for one, which is nearly all
    of them. The format is said in words and as a regular expression; what is sent stays the same.

    Model:
        standaard S {
            versie "1.0.0"
            koppelvlak {
                typen { Moment string "date-time" }
                parameters {
                    /// Wanneer het bericht is verstuurd.
                    header X-Moment Moment
                }
            }
        }
        domein A { entiteit Eenheid }

    At: openapi/Informatiedomeinen/A #/components/parameters/Moment

    Before:
        in: header
        name: X-Moment
        description: Wanneer het bericht is verstuurd.
        required: false
        schema:
          $ref: '#/components/schemas/Moment'

    After:
        in: header
        name: X-Moment
        description: >-
          Wanneer het bericht is verstuurd. Datum en tijd volgens RFC 3339, zoals 2026-01-31T09:30:00Z.
        required: false
        schema:
          type: string
          pattern: "^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])[Tt]([01]\\d|2[0-3]):[0-5]\\d:([0-5]\\d|60)(\\.\\d+)?\
            ([Zz]|[+-]([01]\\d|2[0-3]):[0-5]\\d)$"
    """
    moments = {
        s.name for s in document.schemas if isinstance(s, TextSchema) and s.format == "date-time"
    }

    def as_text(parameter: Parameter) -> Parameter:
        if parameter.place != "header" or parameter.shape.ref not in moments:
            return parameter
        description = f"{parameter.description} {MEANING}".strip()
        return parameter._replace(
            shape=Shape(type="string"), pattern=MOMENT, description=description
        )

    parameters = tuple(
        (key, as_text(parameter)) for key, parameter in document.components.parameters
    )
    return document._replace(components=document.components._replace(parameters=parameters))
