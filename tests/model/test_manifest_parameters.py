"""Headers and parameters in the manifest: what they come to, and what is wrong with them."""

from __future__ import annotations

import pytest

from compiler.base.diagnostics import Diagnostic
from compiler.language.parser import parse_text
from compiler.model.linking.link import link_sources
from compiler.model.manifest import Interface, SharedParameter, WireType

TYPES = 'typen { Moment string "date-time", Nummer integer }\n'
PARAMETERS = "parameters { query pagina Nummer, header X-Moment Moment }\n"


def read(blocks: str) -> tuple[Interface, tuple[Diagnostic, ...]]:
    text = f'standaard Proef {{ versie "1.0.0"\nkoppelvlak {{\n{blocks}\n}} }}\ndomein A'
    parsed = parse_text(text, "model.vera")
    assert parsed.diagnostics == ()
    linked = link_sources([parsed.source])
    assert linked.model is not None
    return linked.model.standard.interface, linked.diagnostics


def test_what_is_said_is_read():
    interface, found = read(
        TYPES
        + "parameters {\n/// Het nummer.\nquery pagina Nummer\nheader X-Zender-Moment Moment\n}\n"
        + "paginaheaders {\n/// Hoeveel.\nX-Aantal Nummer\n}\n"
        + "bewerkingen { zoeken X-Zender-Moment pagina, overige { X-Zender-Moment } }"
    )
    assert found == ()
    assert interface.types == (
        WireType("Moment", "string", "date-time"),
        WireType("Nummer", "integer"),
    )
    assert interface.parameters == (
        SharedParameter("query", "pagina", "Nummer", "Het nummer."),
        SharedParameter("header", "X-Zender-Moment", "Moment"),
    )
    assert [each.key for each in interface.parameters] == ["Pagina", "ZenderMoment"]
    assert interface.page_headers == (SharedParameter("header", "X-Aantal", "Nummer", "Hoeveel."),)
    assert interface.search_parameters == ("X-Zender-Moment", "pagina")
    assert interface.other_parameters == ("X-Zender-Moment",)


def test_a_manifest_that_says_nothing_has_none():
    interface, found = read("")
    assert found == ()
    assert interface == Interface()
    assert (interface.types, interface.parameters, interface.page_headers) == ((), (), ())


WRONG = {
    "typen { Moment strng }": ('"strng" cannot stand here', 'did you mean "string"?'),
    "typen { Moment }": ('"Moment" has too little or too much behind it', "write a name, a type"),
    "typen { Moment : string }": ('"Moment" cannot stand here', "write a name, a type"),
    "typen { `een moment` string }": ('"een moment" is no name', "write letters and digits"),
    "typen { Moment string, moment integer }": ('"moment" stands here twice', "leave one out"),
    'server "https://example.org:{port}" { port }': (
        'the variable "port" of the address has no value',
        'write port "…", or more of them',
    ),
    'server "https://example.org:{port}" { port : string }': (
        'the variable "port" of the address has no value',
        'write port "…", or more of them',
    ),
    'server "https://example.org:{port}" { port "1", port "2" }': (
        '"port" stands here twice',
        "leave one out",
    ),
    'server "https://example.org:{port}"': (
        'the variable "port" of the address has no value',
        'write it behind the address: { port "…" }',
    ),
    'server "https://{model}.example.org:{port}/{pad}" { pad "v{hoofdversie}" }': (
        'the variable "port" of the address has no value',
        'write it behind the address: { port "…" }',
    ),
    'server "https://example.org/{pad}" { pad "v{versie}" }': (
        'the variable "versie" of the address has no value',
        "write it behind the address",
    ),
    'server "https://example.org/{}"': ('the variable "" of the address', '{ naam "…" }'),
    'server "https://example.org/{pad"': ("a brace in the address lacks its other one", "{naam}"),
    'server "https://example.org/pad}"': ("a brace in the address lacks its other one", "{naam}"),
    'server "https://example.org" { pad "v1" }': (
        'the address has no variable "pad" to fill in',
        "leave it out, or write {pad} in the address",
    ),
    'server "https://{model}.example.org" { model "a" }': (
        'the address has no variable "model" to fill in',
        "leave it out",
    ),
    'openapi "2.0"': ('"2.0" is no version of OpenAPI', "one of: 3.0.0"),
    "openapi swagger": ('"swagger" is no version of OpenAPI', "3.1.0"),
    'openapi "3.2.0"': ('"3.2.0" is no version of OpenAPI', ""),
    "oauth2 { wachtwoord { tokenUrl x } }": ('"wachtwoord" is no setting of "oauth2"', "password"),
    "oauth2 { password { refreshUrl x } }": ('"password" has no tokenUrl', 'write tokenUrl "…"'),
    "oauth2 { password { tokenUrl x, tokenUrl y } }": ('"tokenUrl" stands here twice', "leave one"),
    "oauth2 { password { tokenUrl x }, password { tokenUrl y } }": (
        '"password" stands here twice',
        "leave one out",
    ),
    "oauth2 { password { tokenUrl : string } }": (
        '"tokenUrl" is no setting of "password"',
        "write it without a colon",
    ),
    "oauth2 password": ('"oauth2" takes a block', "write oauth2 { … }"),
    "formaten { decimal double, decimal float }": ('"decimal" stands here twice', "leave one out"),
    "formaten { decimaal double }": ('"decimaal" is no setting', 'did you mean "decimal"?'),
    "formaten { decimal }": ('"decimal" takes one text', 'write decimal "…"'),
    'schemabasis "schema/#a"': ('"schema/#a" is no whole address', 'write schemabasis "https://…"'),
    "typen Moment": ('"Moment" cannot stand here', "write it in a block"),
    TYPES + "parameters { cookie x Nummer }": ('"cookie" cannot stand here', "query, header"),
    TYPES + "parameters { header X-Nummer Numer }": ('"Numer" is no type', 'did you mean "Nummer"?'),
    TYPES + "parameters { header X-Nummer Anders }": ('"Anders" is no type', "write it in typen"),
    TYPES + "parameters { header X-Nummer }": ('"header" has too little', "write a place, a name"),
    TYPES + "parameters { header { X-Nummer Nummer } }": ('"header" cannot stand here', "write a place"),
    TYPES + 'parameters { header "" Nummer }': ('"" is no name', "write letters and digits"),
    TYPES + 'parameters { header "X Nummer:" Nummer }': ('"X Nummer:" is no name', "write letters"),
    TYPES + "parameters { header X-Nummer Nummer, query nummer Nummer }": (
        '"nummer" stands here twice',
        "leave one out",
    ),
    TYPES + "paginaheaders { X-Aantal Anders }": ('"Anders" is no type', "write it in typen"),
    TYPES + "paginaheaders { X-Aantal Nummer, X-AANTAL Nummer }": (
        '"X-AANTAL" stands here twice',
        "leave one out",
    ),
    TYPES + "paginaheaders { `X/Aantal` Nummer }": ('"X/Aantal" is no name', "write letters"),
    TYPES + PARAMETERS + "bewerkingen { zoekn pagina }": (
        '"zoekn" cannot stand here',
        'did you mean "zoeken"?',
    ),
    TYPES + PARAMETERS + "bewerkingen { zoeken : string }": ('"zoeken" cannot', "zoeken, overige"),
    TYPES + PARAMETERS + "bewerkingen { zoeken pagina pagina }": ('"pagina" stands here twice', "leave"),
    TYPES + PARAMETERS + "bewerkingen { zoeken pagina, zoeken pagina }": (
        '"zoeken" stands here twice',
        "leave one out",
    ),
    TYPES + PARAMETERS + "bewerkingen { zoeken pagna }": (
        '"pagna" is no parameter',
        'did you mean "pagina"?',
    ),
    TYPES + PARAMETERS + "bewerkingen { zoeken X-Anders }": ('"X-Anders" is no', ""),
    TYPES + PARAMETERS + "bewerkingen { zoeken { pagina X-Moment } }": ('"pagina" has', "one parameter"),
    TYPES + "typen { A string }": ('"typen" stands here twice', "leave one out"),
}  # fmt: skip


@pytest.mark.parametrize("version", ["3.0.0", "3.0.4", "3.1.0", "3.1.2"])
def test_a_version_of_openapi(version):
    interface, found = read(f'openapi "{version}"')
    assert (interface.openapi, found) == (version, ())


@pytest.mark.parametrize("blocks", WRONG)
def test_what_is_wrong_is_said_and_left_out(blocks):
    message, hint = WRONG[blocks]
    interface, (found,) = read(blocks)
    assert (found.id, found.span.file, found.span.line > 2) == ("STD01", "model.vera", True)
    assert found.message.startswith(message)
    assert hint in found.hint
    known = {each.name for each in interface.types}
    assert {each.type for each in (*interface.parameters, *interface.page_headers)} <= known
