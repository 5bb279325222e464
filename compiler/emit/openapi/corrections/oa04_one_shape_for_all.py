"""OA04: no document departs from the shape that all have."""

from __future__ import annotations

from compiler.emit.openapi.correction import ClientEffect, Part, correction
from compiler.emit.openapi.plan import Document


@correction(
    "OA04",
    Part.DOCUMENT,
    ClientEffect.BREAKING,
    undone=ClientEffect.BREAKING,
    alters=("deviations",),
)
def one_shape_for_all(document: Document) -> Document:
    r"""Deviations of single documents are left out.

    A published release may hold differences between documents that nothing in the model explains; an import records
    them in the manifest (`afwijkingen`), so that the published shape comes out whole. Mended documents have one shape.

    Model:
        standaard S {
            versie "1.0.0"
            koppelvlak {
                typen { Cursor string }
                afwijkingen { `*/*` "#/components/schemas/Cursor/format" "\"uuid\"" }
            }
        }
        domein A { entiteit Eenheid }

    At: openapi/Informatiedomeinen/A #/components/schemas/Cursor

    Before:
        type: string
        format: uuid

    After:
        type: string
    """
    return document._replace(deviations=())
