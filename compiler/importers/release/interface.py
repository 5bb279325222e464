"""The marks of a published set: what its interface looks like, measured on its documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from compiler.importers.model_texts import setting
from compiler.importers.release.published_document import (
    Published,
    PublishedDocument,
    PublishedProperty,
    PublishedSchema,
)
from compiler.language.declarations import SettingDecl
from compiler.model.documents import KEYS
from compiler.model.manifest import FLOW_ADDRESSES, OPENAPI_VERSIONS, is_email
from compiler.model.server_address import has_stray_brace, unset_variables

_T = TypeVar("_T")


def most_common(values: Iterable[_T], default: _T) -> _T:
    """The value that occurs most often, the first of them where several do."""
    counted = Counter(values)
    return counted.most_common(1)[0][0] if counted else default


def duration_pattern(published: Published) -> str:
    """The regular expression that durations have in most documents; empty for none."""
    durations = (
        prop.pattern
        for prop in _properties(published)
        if prop.shape.format == "duration" and not prop.shape.many
    )
    return most_common(durations, "")


def plain_references(published: Published) -> bool:
    """Whether most properties refer to a schema by itself, without an allOf around it."""
    plain = (
        prop.plain for prop in _properties(published) if prop.shape.ref and not prop.shape.many
    )
    return most_common(plain, default=False)


def code_entity(published: Published) -> str:
    """The entity that a value of a reference data list is shown as: the one most properties refer to."""
    refs = (prop.shape.ref for prop in _properties(published))
    return most_common((ref for ref in refs if ref and not ref.endswith(KEYS)), "Referentiedata")


def _properties(published: Published) -> Iterator[PublishedProperty]:
    """The properties of all schemas."""
    for schema in _schemas(published):
        yield from schema.properties.values()


def _schemas(published: Published) -> Iterator[PublishedSchema]:
    for document in published.documents.values():
        yield from document.schemas.values()


def code_keys(published: Published, entity: str) -> bool:
    """Whether key schemas refer to the keys of a reference data value, not to the value."""
    refs: Counter[str] = Counter()
    for schema in _schemas(published):
        if schema.name.endswith(KEYS):
            refs.update(prop.shape.ref for prop in schema.properties.values())
    return refs[entity + KEYS] > refs[entity]


def interface_settings(published: Published) -> list[SettingDecl]:
    """The settings of the block `koppelvlak` that show in paths, servers and security."""
    documents = list(published.documents.values())
    versions = (str(document.tree.get("openapi", "")) for document in documents)
    known = (version for version in versions if version in OPENAPI_VERSIONS)
    found = [setting("openapi", most_common(known, "3.0.0"))]
    found += _server(documents)
    found += _flows(documents)
    limit = most_common(filter(None, _page_limits(documents)), 0)
    if limit:
        found.append(setting("paginalimiet", str(limit)))
    return found


def ping_timeout(published: Published) -> bool:
    """Whether the ping operation answers 408."""
    pings: list[dict[str, Any]] = []
    for document in published.documents.values():
        pings.extend(operation for path, _, operation in document.operations() if path == "/ping")
    return most_common(("408" in (ping.get("responses") or {}) for ping in pings), default=True)


def _server(documents: list[PublishedDocument]) -> Iterator[SettingDecl]:
    """The address of most servers with its variables; nothing where they have none, or none that can be filled in.

    The import tells that the documents have another one than those that are made.
    """
    servers = [(document, _first_server(document)) for document in documents]
    urls = [
        str(server.get("url", "")).replace(document.name.lower(), "{model}")
        for document, server in servers
    ]
    url = most_common(filter(None, urls), "")
    if not url:
        return
    values: dict[str, list[tuple[str, ...]]] = {}
    for document, server in servers:
        version = document.version
        for name, variable in (server.get("variables") or {}).items():
            values.setdefault(name, []).append(_values(variable or {}, version))
    variables = {name: most_common(found, ("",)) for name, found in values.items()}
    if not any(unset_variables(url, variables)) and not has_stray_brace(url):
        members = [setting(name, *each) for name, each in variables.items()]
        yield setting("server", url, members=members)


def _first_server(document: PublishedDocument) -> dict[str, Any]:
    servers = document.tree.get("servers") or [{}]
    return servers[0] or {}


def _values(variable: dict[str, Any], version: str) -> tuple[str, ...]:
    """The default of a variable of a server, then its other values; `version` is that of the document."""
    default = str(variable.get("default", ""))
    major, *_ = version.split(".", 1)
    if default == f"v{major}":
        default = "v{hoofdversie}"
    values = (str(value) for value in variable.get("enum") or ())
    return (default, *(value for value in values if value != default))


def _flows(documents: list[PublishedDocument]) -> Iterator[SettingDecl]:
    """The flows of OAuth2 that most documents have; nothing where they have none.

    An address that OpenAPI asks and nobody wrote is empty, and a flow that OpenAPI does not know is left out: the
    import tells that the documents say otherwise.
    """
    common = most_common(map(_flows_of, documents), ())
    if not common:
        return
    flows = []
    for name, urls in common:
        flows.append(setting(name, members=[setting(key, url) for key, url in urls]))
    yield setting("oauth2", members=flows)


def _flows_of(document: PublishedDocument) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """The flows of a document by name, each with its addresses by key."""
    schemes = (document.tree.get("components") or {}).get("securitySchemes") or {}
    found = (schemes.get("OAuth2") or {}).get("flows") or {}
    flows = []
    for name, flow in found.items():
        if name not in FLOW_ADDRESSES:
            continue
        known = (*FLOW_ADDRESSES[name], "refreshUrl")
        texts = {
            key: value
            for key, value in (flow or {}).items()
            if isinstance(value, str) and (key in known or key.startswith("x-"))
        }
        missing = {key: "" for key in FLOW_ADDRESSES[name] if key not in texts}
        flows.append((name, tuple((texts | missing).items())))
    return tuple(flows)


def _page_limits(documents: Iterable[PublishedDocument]) -> Iterator[int]:
    for document in documents:
        for _, _, operation in document.operations():
            yield _page_limit(operation)


def _page_limit(operation: dict[str, Any]) -> int:
    for response in ((operation or {}).get("responses") or {}).values():
        for media in ((response or {}).get("content") or {}).values():
            limit = ((media or {}).get("schema") or {}).get("maxItems")
            if isinstance(limit, int):
                return limit
    return 0


def contact_settings(
    documents: list[PublishedDocument], key: str, block: str
) -> tuple[list[SettingDecl], tuple[tuple[str, str], ...]]:
    """The block `contact` or `licentie`, from `info` of most documents; what OpenAPI does not have so, by its key."""
    blocks = (tuple(_pairs(document.info.get(block))) for document in documents)
    said = dict(most_common(blocks, ()))
    names = {"name": "naam", "url": "url"}
    if key == "contact" and is_email(said.get("email", "")):
        names["email"] = "email"
    if key == "licentie" and not said.get("name"):
        names = {}
    members = [setting(names[each], value) for each, value in said.items() if each in names]
    left = tuple((each, value) for each, value in said.items() if each not in names)
    return ([setting(key, members=members)] if members else []), left


def _pairs(block: Any) -> Iterator[tuple[str, str]]:
    for key, value in (block if isinstance(block, dict) else {}).items():
        yield str(key), str(value)
