"""OA19: the address of the server has the major version in it."""

from __future__ import annotations

from compiler.emit.openapi.correction import ClientEffect, Part, correction
from compiler.emit.openapi.plan import Document, Server


@correction("OA19", Part.DOCUMENT, ClientEffect.NONE)
def major_version_in_address(document: Document) -> Document:
    """What never differs in the path of the server is written out.

    The national API Design Rules ask for the major version in the address. The published shape has it as a variable
    with one value, which leaves it open to be filled in otherwise. Requests go where they went. Variables in the name
    of the host stay: everyone has one of their own.

    Model:
        standaard S {
            versie "4.1.0"
            koppelvlak { server "https://{model}.example.org/{basis}" { basis "v{hoofdversie}" } }
        }
        domein A { entiteit Eenheid }

    At: openapi/Informatiedomeinen/A #/servers/0

    Before:
        url: https://a.example.org/{basis}
        description: Productieserver
        variables:
          basis: {default: v4}

    After:
        url: https://a.example.org/v4
        description: Productieserver
    """
    return document._replace(server=_written_out(document.server))


def _written_out(server: Server) -> Server:
    scheme, mark, rest = server.url.rpartition("://")
    host, slash, path = rest.partition("/")
    left = []
    for name, values in server.variables:
        written = path.replace(f"{{{name}}}", values[0]) if len(values) == 1 else path
        if written == path or f"{{{name}}}" in host:
            left.append((name, values))
        else:
            path = written
    return Server(f"{scheme}{mark}{host}{slash}{path}", tuple(left))
