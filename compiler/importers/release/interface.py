"""The marks of a published set: what its interface looks like, measured on its documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from compiler.base.source import Name
from compiler.importers.release.published import Published, PublishedDocument
from compiler.language.declarations import SettingDecl
from compiler.model.documents import KEYS

_T = TypeVar("_T")


def most_common(values: Iterable[_T], default: _T) -> _T:
    """The value that occurs most often, the first of them where several do."""
    counted = Counter(values)
    return counted.most_common(1)[0][0] if counted else default


def setting(key: str, *values: str, members: Iterable[SettingDecl] | None = None) -> SettingDecl:
    """A manifest setting without a place."""
    block = None if members is None else tuple(members)
    return SettingDecl(Name(key), tuple(map(Name, values)), None, block)


def duration_pattern(published: Published) -> str:
    """The regular expression that durations have in most documents; empty for none."""
    durations = (
        p.pattern
        for d in published.documents.values()
        for s in d.schemas.values()
        for p in s.properties.values()
        if p.shape.format == "duration" and not p.shape.many
    )
    return most_common(durations, "")


def plain_references(published: Published) -> bool:
    """Whether most properties refer to a schema by itself, without an allOf around it."""
    plain = (
        p.plain
        for d in published.documents.values()
        for s in d.schemas.values()
        for p in s.properties.values()
        if p.shape.ref and not p.shape.many
    )
    return most_common(plain, default=False)


def code_entity(published: Published) -> str:
    """The entity that a value of a reference data list is shown as: the one most properties refer to."""
    shapes = (
        p.shape
        for d in published.documents.values()
        for s in d.schemas.values()
        for p in s.properties.values()
    )
    return most_common(
        (shape.ref for shape in shapes if shape.ref and not shape.ref.endswith(KEYS)),
        "Referentiedata",
    )


def code_keys(published: Published, entity: str) -> bool:
    """Whether key schemas refer to the keys of a reference data value, not to the value."""
    refs = Counter(
        p.shape.ref.removesuffix(KEYS) == p.shape.ref
        for d in published.documents.values()
        for name, s in d.schemas.items()
        if name.endswith(KEYS)
        for p in s.properties.values()
        if p.shape.ref in (entity, entity + KEYS)
    )
    return refs[False] > refs[True]


def interface_settings(published: Published) -> list[SettingDecl]:
    """The settings of the block `koppelvlak` that show in paths, servers and security."""
    documents = list(published.documents.values())
    found = [
        setting(
            "openapi", most_common((str(d.tree.get("openapi", "")) for d in documents), "3.0.0")
        )
    ]
    found += _server(documents)
    found += _flows(documents)
    limits = (_page_limit(operation) for d in documents for _, _, operation in d.operations())
    if limit := most_common((found_limit for found_limit in limits if found_limit), 0):
        found.append(setting("paginalimiet", str(limit)))
    return found


def ping_timeout(published: Published) -> bool:
    """Whether the ping operation answers 408."""
    pings = (
        o for d in published.documents.values() for path, _, o in d.operations() if path == "/ping"
    )
    return most_common(("408" in ((o or {}).get("responses") or {}) for o in pings), default=True)


def _server(documents: list[PublishedDocument]) -> Iterator[SettingDecl]:
    servers = [(d, (d.tree.get("servers") or [{}])[0] or {}) for d in documents]
    urls = (str(server.get("url", "")).replace(d.name.lower(), "{model}") for d, server in servers)
    if not (url := most_common(filter(None, urls), "")):
        return
    members: dict[str, list[tuple[str, ...]]] = {}
    for document, server in servers:
        for name, variable in (server.get("variables") or {}).items():
            default = str((variable or {}).get("default", ""))
            if default == "v" + str(document.info.get("version", "")).split(".", 1)[0]:
                default = "v{hoofdversie}"
            others = (
                str(value) for value in (variable or {}).get("enum") or () if str(value) != default
            )
            members.setdefault(name, []).append((default, *others))
    yield setting(
        "server", url, members=[setting(k, *most_common(v, ("",))) for k, v in members.items()]
    )


def _flows(documents: list[PublishedDocument]) -> Iterator[SettingDecl]:
    def flows(document: PublishedDocument) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
        schemes = (document.tree.get("components") or {}).get("securitySchemes") or {}
        found = (schemes.get("OAuth2") or {}).get("flows") or {}
        return tuple(
            (
                name,
                tuple(
                    (key, value) for key, value in (flow or {}).items() if isinstance(value, str)
                ),
            )
            for name, flow in found.items()
        )

    common = most_common(map(flows, documents), ())
    if common:
        yield setting("oauth2", members=[
            setting(name, members=[setting(key, value) for key, value in urls]) for name, urls in common
        ])  # fmt: skip


def _page_limit(operation: dict[str, Any]) -> int:
    for response in ((operation or {}).get("responses") or {}).values():
        for media in ((response or {}).get("content") or {}).values():
            limit = ((media or {}).get("schema") or {}).get("maxItems")
            if isinstance(limit, int):
                return limit
    return 0


def contact_settings(documents: list[PublishedDocument], key: str, block: str) -> list[SettingDecl]:
    """The block `contact` or `licentie`, from `info` of the documents."""
    values = most_common((tuple(_pairs(d.info.get(block))) for d in documents), ())
    names = {"name": "naam", "url": "url", "email": "email"}
    members = [setting(names[k], v) for k, v in values if k in names]
    return [setting(key, members=members)] if members else []


def _pairs(block: Any) -> Iterator[tuple[str, str]]:
    for key, value in (block if isinstance(block, dict) else {}).items():
        yield str(key), str(value)
