"""The families of artefacts, in one table, and what may be asked of them.

A family is one entry of `FAMILIES` and a package that makes its artefacts. This module loads none of these packages
before they are asked for: the command line reads the table whenever it starts.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from compiler.base.wording import Text, say
from compiler.emit.diagrams.options import DiagramOptions
from compiler.emit.emitted import Emitted
from compiler.emit.jsonschema.options import SchemaOptions
from compiler.emit.openapi.options import OpenAPIOptions
from compiler.emit.site.options import SiteOptions
from compiler.emit.wiki.options import WikiOptions

if TYPE_CHECKING:
    from compiler.base.context import Context
    from compiler.emit.examples.maker import Examples
    from compiler.emit.site.building import SiteSources
    from compiler.model.model import Model


class ExampleOptions(NamedTuple):
    """Examples of messages: with the codes that hold on the day `codes` (`2026-01-31`), else with any of today's."""

    codes: str = ""


class Request(NamedTuple):
    """What is asked of a build.

    `families` are names in `FAMILIES`, the usual ones where it is empty; every family with options has a field of its
    own. `examples` puts an example beside every message, None puts none.
    """

    families: tuple[str, ...] = ()
    openapi: OpenAPIOptions = OpenAPIOptions()
    jsonschema: SchemaOptions = SchemaOptions()
    diagrams: DiagramOptions = DiagramOptions()
    wiki: WikiOptions = WikiOptions()
    site: SiteOptions = SiteOptions()
    examples: ExampleOptions | None = None


# What makes examples of the model, once for all families; None where none are asked for.
MadeExamples: TypeAlias = "Callable[[], Examples | None]"
Emit: TypeAlias = "Callable[[Model, Request, Context, MadeExamples], Emitted]"


class Family(NamedTuple):
    """A family of artefacts.

    `name` is what the command line calls it, and the folder of its artefacts in the output folder. `emit` makes them;
    it takes its options from the request. `counted` says so many of them in words. One that is not `usual` is made
    where it is asked for by name; one that is not `released` is no part of what a release holds. One that
    `tells_findings` shows all that rules find: a build of it asks all of them.
    """

    name: str
    emit: Emit
    counted: Callable[[int], Text]
    usual: bool = True
    released: bool = True
    tells_findings: bool = False


def made_examples(model: Model, asked: ExampleOptions | None) -> Examples | None:
    """What makes the examples of `model` that are asked for."""
    if asked is None:
        return None
    from compiler.emit.examples.maker import Examples, day_of_codes  # noqa: PLC0415 - only where it is asked for

    return Examples(model, day_of_codes(asked.codes))


def _documents(model: Model, asked: Request, context: Context, examples: MadeExamples) -> Emitted:
    from compiler.emit.openapi.building import build_documents  # noqa: PLC0415 - only where it is asked for

    made = examples()
    return build_documents(model, asked.openapi, context, made.texts if made else None)


def _schemas(model: Model, asked: Request, context: Context, examples: MadeExamples) -> Emitted:
    from compiler.emit.jsonschema.building import build_schemas  # noqa: PLC0415 - only where it is asked for

    made = examples()
    return build_schemas(model, asked.jsonschema, context, made.text if made else None)


def _diagrams(model: Model, asked: Request, context: Context, examples: MadeExamples) -> Emitted:  # noqa: ARG001 - an Emit's signature
    from compiler.emit.diagrams.building import build_diagrams  # noqa: PLC0415 - only where it is asked for

    return build_diagrams(model, asked.diagrams, context)


def _spreadsheet(model: Model, _: Request, __: Context, ___: MadeExamples) -> Emitted:
    from compiler.emit.spreadsheet.building import build_spreadsheet  # noqa: PLC0415 - only where it is asked for

    return build_spreadsheet(model)


def _reference_data(model: Model, _: Request, __: Context, ___: MadeExamples) -> Emitted:
    from compiler.emit.referencedata.building import build_reference_data  # noqa: PLC0415 - only where it is asked for

    return build_reference_data(model)


def _cross_reference(model: Model, _: Request, __: Context, ___: MadeExamples) -> Emitted:
    from compiler.emit.crossreference.building import build_cross_reference  # noqa: PLC0415 - only where it is asked for

    return build_cross_reference(model)


def _wiki(model: Model, asked: Request, _: Context, __: MadeExamples) -> Emitted:
    from compiler.emit.wiki.building import build_wiki  # noqa: PLC0415 - only where it is asked for

    return build_wiki(model, asked.wiki)


def _readme(model: Model, asked: Request, context: Context, _: MadeExamples) -> Emitted:
    from compiler.emit.readme.building import build_readme  # noqa: PLC0415 - only where it is asked for

    return build_readme(model, context, with_json=asked.openapi.json)


def _site(model: Model, asked: Request, context: Context, examples: MadeExamples) -> Emitted:
    from compiler.emit.site.building import build_site  # noqa: PLC0415 - only where it is asked for

    made_of = site_sources(model, asked, context, examples)
    if isinstance(made_of, Emitted):
        return made_of
    return build_site(model, asked.site, made_of, context)


def site_sources(
    model: Model, asked: Request, context: Context, examples: MadeExamples
) -> SiteSources | Emitted:
    """What a site of `model` is made of beside it; or what stands in the way of the set that is asked for."""
    from compiler.emit.examples.maker import Examples  # noqa: PLC0415 - only where it is asked for
    from compiler.emit.site.building import SiteSources  # noqa: PLC0415 - same
    from compiler.emit.site.kept_examples import KeptExamples  # noqa: PLC0415 - same

    made = examples() or Examples(model)
    files: dict[str, bytes] = {}
    for family in families_of(whole_set(asked)) if asked.site.with_set else ():
        emitted = family.emit(model, asked, context, examples)
        if emitted.artefacts is None:
            return emitted
        files |= emitted.artefacts
    codes = asked.examples.codes if asked.examples else ""
    kept = KeptExamples(model, made, codes, context)
    return SiteSources(asked.diagrams, kept, files)


def _documents_counted(number: int) -> Text:
    return say("1 document") if number == 1 else say("{number} documents", number=number)


def _schemas_counted(number: int) -> Text:
    return say("1 schema") if number == 1 else say("{number} schemas", number=number)


def _diagrams_counted(number: int) -> Text:
    return say("1 diagram") if number == 1 else say("{number} diagrams", number=number)


def _sheets_counted(number: int) -> Text:
    return say("1 spreadsheet") if number == 1 else say("{number} spreadsheets", number=number)


def _data_counted(number: int) -> Text:
    return say("{number} files of reference data", number=number)


def _references_counted(number: int) -> Text:
    return say("{number} files of cross references", number=number)


def _wiki_counted(number: int) -> Text:
    return say("{number} tables for a wiki", number=number)


def _readmes_counted(number: int) -> Text:
    return say("1 readme") if number == 1 else say("{number} readmes", number=number)


def _site_counted(number: int) -> Text:
    return say("{number} files of a site", number=number)


FAMILIES = {
    family.name: family
    for family in (
        Family("openapi", _documents, _documents_counted),
        Family("jsonschema", _schemas, _schemas_counted),
        # Pictures have a file beside the model that says where boxes stand: a build that writes there is asked for.
        Family("diagrams", _diagrams, _diagrams_counted, usual=False, released=False),
        # What people read of a release may be published elsewhere, and mended without a release.
        Family("site", _site, _site_counted, usual=False, released=False, tells_findings=True),
        Family("spreadsheet", _spreadsheet, _sheets_counted, usual=False),
        Family("referentiedata", _reference_data, _data_counted, usual=False),
        Family("crossreference", _cross_reference, _references_counted, usual=False),
        Family("wiki", _wiki, _wiki_counted, usual=False),
        Family("readme", _readme, _readmes_counted, usual=False),
    )
}


def families_of(request: Request) -> tuple[Family, ...]:
    """The families that are asked for, in the order of the table."""
    asked = set(request.families) or {name for name, family in FAMILIES.items() if family.usual}
    assert asked <= set(FAMILIES), asked
    return tuple(family for name, family in FAMILIES.items() if name in asked)


def whole_set(request: Request) -> Request:
    """`request` for all that a release holds: every family of one, and each OpenAPI document as JSON too."""
    families = tuple(name for name, family in FAMILIES.items() if family.released)
    return request._replace(families=families, openapi=request.openapi._replace(json=True))
