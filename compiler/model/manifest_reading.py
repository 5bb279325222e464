"""What stands in `standaard NAME { … }` → the manifest, and what is wrong with it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from compiler.base.diagnostics import Diagnostic, Severity, nearest
from compiler.base.source import Name, Span
from compiler.base.wording import one_of, say
from compiler.language.declarations import AttributeDecl, SettingDecl, StandardDecl
from compiler.language.quick_mends import name_in
from compiler.model.elements import PRIMITIVES
from compiler.model.manifest import (
    CORRECTION_GROUPS,
    FLOW_ADDRESSES,
    OPENAPI_VERSIONS,
    VERSION_POLICIES,
    Contact,
    Deviation,
    Flow,
    Interface,
    Manifest,
)
from compiler.model.manifest_blocks import BlockReader
from compiler.model.manifest_parameters import BLOCKS, read_parameters
from compiler.model.served_reading import ServedReader
from compiler.model.setting_reading import first_word


class _Reader(BlockReader, ServedReader):
    """Reads a whole manifest."""

    def version(self, setting: SettingDecl) -> str:
        """The version of the standard; its place goes to a field of its own."""
        self.fields["version_at"] = setting.values[0] if setting.values else setting.key
        return self.text(setting)

    def duration_pattern(self, setting: SettingDecl) -> str:
        """The regular expression of durations; its place goes to a field of its own."""
        self.fields["duration_place"] = setting.values[0] if setting.values else setting.key
        return self.text(setting)

    def version_policy(self, setting: SettingDecl) -> bool:
        """Whether the word behind a setting asks for strict semantic versioning."""
        word = self.text(setting)
        if word not in VERSION_POLICIES:
            message = say('"{word}" is no policy of versions', word=word)
            self.report(setting.key, message, one_of(VERSION_POLICIES))
        return VERSION_POLICIES.get(word, False)

    def licence(self, setting: SettingDecl) -> Contact:
        """A block with `url` and `naam`, which OpenAPI asks."""
        told = len(self.diagnostics)
        found = self.block(setting, dict.fromkeys(("naam", "url"), self.text))
        if not found.get("naam") and len(self.diagnostics) == told:
            self._lacks(setting, "naam")
        return Contact(found.get("naam", ""), found.get("url", ""))

    def _lacks(self, block: SettingDecl, key: str) -> None:
        message = say('"{block}" has no {key}', block=block.key, key=key)
        self.report(block.key, message, say('write {key} "…"', key=key))

    def openapi(self, setting: SettingDecl) -> str:
        """The version of OpenAPI that documents have."""
        text = self.text(setting)
        if text in OPENAPI_VERSIONS:
            return text
        message = say('"{text}" is no version of OpenAPI that documents can have', text=text)
        place = setting.values[0] if setting.values else setting.key
        self.report(place, message, nearest(text, OPENAPI_VERSIONS) or one_of(OPENAPI_VERSIONS))
        return Interface().openapi

    def formats(self, setting: SettingDecl) -> tuple[tuple[str, str], ...]:
        """A block of primitive types with their formats."""
        return tuple(self.block(setting, dict.fromkeys(PRIMITIVES, self.text)).items())

    def flows(self, setting: SettingDecl) -> tuple[Flow, ...]:
        """The OAuth2 flows, each a block of addresses."""
        found = self.block(setting, dict.fromkeys(FLOW_ADDRESSES, self.flow))
        return tuple(Flow(name, addresses) for name, addresses in found.items())

    def flow(self, setting: SettingDecl) -> tuple[tuple[str, str], ...]:
        """The addresses of a flow by their key; those that OpenAPI asks have to be there."""
        needed = FLOW_ADDRESSES[setting.key.text]
        own = [first_word(member).text for member in setting.members or ()]
        keys = [*needed, "refreshUrl", *(key for key in own if key.startswith("x-"))]
        found = self.block(setting, dict.fromkeys(keys, self.text))
        for key in needed:
            if key not in own:
                self._lacks(setting, key)
        return tuple(found.items())

    def deviations(self, setting: SettingDecl) -> tuple[Deviation, ...]:
        """Lines of document, pointer and JSON value; without a value the node is left out."""
        found = []
        for member in setting.members or ():
            deviation = _deviation(member)
            if deviation is not None:
                found.append(deviation)
            else:
                message = say("a deviation is a document, a pointer and a value in JSON")
                self.report(first_word(member), message, say('write `Map/Doc` "#/a/b" "1"'))
        return tuple(found)

    def interface(self, setting: SettingDecl) -> Interface:
        """The block `koppelvlak`."""
        readers: dict[str, tuple[str, Callable[[SettingDecl], Any]]] = {
            "openapi": ("openapi", self.openapi),
            "server": ("server", self.server),
            "oauth2": ("flows", self.flows),
            "paginalimiet": ("page_limit", self.number),
            "formaten": ("formats", self.formats),
            "berichtachtervoegsel": ("message_suffix", self.text),
            "kaleVerwijzingen": ("plain_references", self.yes),
            "duurpatroon": ("duration_pattern", self.duration_pattern),
            "lijstentiteit": ("code_entity", self.text),
            "lijstlabel": ("code_label", self.text),
            "lijstlabelInSleutels": ("keys_label", self.yes),
            "lijstsleutels": ("code_keys", self.yes),
            "urilabel": ("uri_label", self.text),
            "urilabels": ("uri_labels", self.text),
            "bronsleutel": ("source_key", self.text),
            "schemabasis": ("schema_base", self.address),
            "pingtimeout": ("ping_timeout", self.yes),
            "afwijkingen": ("deviations", self.deviations),
        }
        known = {key: reader for key, (_, reader) in readers.items()}
        found = self.block(setting, known | dict.fromkeys(BLOCKS, _as_it_stands))
        blocks = {key: found.pop(key) for key in BLOCKS if key in found}
        values = {readers[key][0]: value for key, value in found.items()}
        values |= read_parameters(blocks, self.report)  # they refer to each other
        return Interface(**values, variables=self.fields.pop("variables", ()))


# The settings of a manifest, each with the method that reads it.
_READERS = {
    "titel": "text",
    "versie": "version",
    "versiebeleid": "version_policy",
    "contact": "contact",
    "licentie": "licence",
    "koppelvlak": "interface",
    "ids": "ids",
    "woorden": "words",
    "registraties": "registrations",
    "ernst": "severities",
    "correcties": "texts",
    "herstel": "repairs",
    "voorbeelden": "samples",
    "inPlaatsVan": "instead",
}
SETTINGS = tuple(_READERS)


def read_manifest(standard: StandardDecl) -> tuple[Manifest, tuple[Diagnostic, ...]]:
    """The manifest that `standard` declares, and what is wrong with it; rules judge what its values say."""
    reader = _Reader()
    readers = {word: getattr(reader, method) for word, method in _READERS.items()}
    found = reader.read(standard.name, standard.settings, readers)
    version = found.get("versie", "")
    misspelt = any(name_in(each.hint) == "versie" for each in reader.diagnostics)
    if not version and not misspelt:
        reader.report(
            standard.name, say("the standard has no version"), say('write versie "1.0.0"')
        )
    manifest = Manifest(
        name=standard.name,
        title=found.get("titel") or standard.name.text,
        version=version or "0.0.0",
        description=standard.doc.text if standard.doc else "",
        contact=found.get("contact", Contact()),
        licence=found.get("licentie", Contact()),
        interface=found.get("koppelvlak", Interface()),
        ids=found.get("ids", ()),
        words=found.get("woorden", ()),
        registrations=found.get("registraties", ()),
        severities=found.get("ernst", {}),
        strict_versions=found.get("versiebeleid", False),
        corrections=_corrections(found.get("correcties", ("geen",))),
        repairs=found.get("herstel", ()),
        examples=found.get("voorbeelden", ()),
        instead=found.get("inPlaatsVan", ()),
        duration_place=reader.fields.pop("duration_place", Name("")),
        places=reader.places,
        version_at=reader.fields.pop("version_at", None),
        ids_at=reader.fields.pop("ids_at", None),
    )
    return manifest, tuple(reader.diagnostics)


def _as_it_stands(setting: SettingDecl) -> SettingDecl:
    return setting


def _corrections(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(CORRECTION_GROUPS.get(word, word) for word in words)


def _deviation(member: SettingDecl | AttributeDecl) -> Deviation | None:
    """The deviation that a line says; None where it says none."""
    if not isinstance(member, SettingDecl) or len(member.values) not in (1, 2):
        return None
    pointer, *values = (value.text for value in member.values)
    if not all(map(_is_json, values)):
        return None
    return Deviation(member.key.text, pointer, values[0] if values else None)


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def missing_manifest(file: str) -> Diagnostic:
    """The diagnostic for a model without a `standaard` statement."""
    hint = say('write standaard NAAM {{ versie "1.0.0" }} in a file of its own')
    return Diagnostic(
        "STD01", Severity.ERROR, Span(file), say("the model has no manifest"), hint=hint
    )
