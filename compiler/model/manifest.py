"""The manifest: what a model says of the standard as a whole (`standaard NAME { … }`).

Everything that is particular to one standard and is no entity stands here: version, contact, the identifiers that
every entity has, how addresses and security look, word list, severities and corrections.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from compiler.base.diagnostics import Severity
from compiler.base.dutch.words import OwnWord
from compiler.base.source import Name
from compiler.language.declarations import AttributeDecl

VERSION_PATTERN = re.compile(
    r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)"
    r"(-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?(\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?",
    re.ASCII,
)
# The words of `versiebeleid`, and whether each asks for strict semantic versioning.
VERSION_POLICIES = {"ruim": False, "strikt": True}
CORRECTION_GROUPS = {"geen": "none", "verenigbaar": "compatible", "alle": "all"}
# The versions of OpenAPI that documents can have.
OPENAPI_VERSIONS = ("3.0.0", "3.0.1", "3.0.2", "3.0.3", "3.0.4", "3.1.0", "3.1.1", "3.1.2")
# The OAuth2 flows of OpenAPI, with the addresses that each has to give.
FLOW_ADDRESSES = {
    "authorizationCode": ("authorizationUrl", "tokenUrl"),
    "clientCredentials": ("tokenUrl",),
    "implicit": ("authorizationUrl",),
    "password": ("tokenUrl",),
}


def is_email(text: str) -> bool:
    """Whether `text` is a mail address, as far as can be seen."""
    return re.fullmatch(r"[^@\s]+@[^@\s]+", text) is not None


class Contact(NamedTuple):
    """Whom to ask."""

    name: str = ""
    url: str = ""
    email: str = ""


class Flow(NamedTuple):
    """An OAuth2 flow: its name as OpenAPI has it, and its addresses by OpenAPI key."""

    name: str
    urls: tuple[tuple[str, str], ...]


class Deviation(NamedTuple):
    """A place where a published document departs from the shape that all others have.

    `document` and `pointer` are patterns in which `*` stands for one name; `value` is JSON text, None for a node
    that is left out.
    """

    document: str
    pointer: str
    value: str | None


class WireType(NamedTuple):
    """A named type of headers and parameters: a type of OpenAPI and its format."""

    name: str
    type: str
    format: str = ""


class SharedParameter(NamedTuple):
    """A parameter that operations share, or a header of an answer; `place` is query or header, `type` a `WireType`."""

    place: str
    name: str
    type: str
    description: str = ""

    @property
    def key(self) -> str:
        """What a parameter is called among the components: its name as one word, without the X- of headers.

        >>> SharedParameter("header", "X-Zender-Organisatie", "Organisatie").key
        'ZenderOrganisatie'
        """
        word = self.name.removeprefix("X-").replace("-", "")
        return word[:1].upper() + word[1:] or self.name


class Interface(NamedTuple):
    """How the interfaces look: address, security, paging, and the marks of the published shape.

    In `server` and in the variables `{model}` is the document's name in small letters and `{hoofdversie}` the first
    number of its version. `types`, `parameters` and `page_headers` are what operations take and give beside messages:
    a search takes `search_parameters`, and answers with `page_headers`; the six other operations of a resource take
    `other_parameters`, all by name. The marks of the published shape are measured by the importer:

    - `page_limit`: the largest page, 0 for none given; `ping_timeout`: whether ping answers 408;
    - `formats`: primitive types that have another format than usual;
    - `message_suffix`: what the schema of a message has behind the name of its entity;
    - `plain_references`: whether properties refer without an allOf;
    - `duration_pattern`: the one regular expression that durations have;
    - `code_entity`: the entity that a value of a reference data list is shown as; `code_keys`: whether key schemas
      refer to its keys; `code_label`: what stands behind the description of such an attribute, with `{lijst}`;
      `keys_label`: whether it stands in key schemas too;
    - `uri_label`, `uri_labels` (for a collection): what describes the address of an entity in another domain, with
      `{entiteit}`, `{meervoud}`, `{domein}`, and `{stam}` and `{stammeervoud}` for its topmost base;
    - `source_key`: the identifier that the source system gives (GM11), which POST has not and PATCH and PUT need;
      `schema_base`: the address below which JSON Schemas have theirs, empty for URNs;
    - `deviations`: what is left.
    """

    openapi: str = "3.0.0"
    server: str = "https://{model}.example.org"
    variables: tuple[tuple[str, tuple[str, ...]], ...] = ()
    flows: tuple[Flow, ...] = ()
    types: tuple[WireType, ...] = ()
    parameters: tuple[SharedParameter, ...] = ()
    page_headers: tuple[SharedParameter, ...] = ()
    search_parameters: tuple[str, ...] = ()
    other_parameters: tuple[str, ...] = ()
    page_limit: int = 0
    formats: tuple[tuple[str, str], ...] = ()
    message_suffix: str = "bericht"
    plain_references: bool = False
    duration_pattern: str = ""
    code_label: str = "Referentiedata: {lijst}."
    keys_label: bool = True
    uri_label: str = "Adres van {entiteit} in het domein {domein}."
    uri_labels: str = "Adressen van {meervoud} in het domein {domein}."
    code_keys: bool = False
    ping_timeout: bool = True
    code_entity: str = "Referentiedata"
    source_key: str = "id"
    schema_base: str = ""
    deviations: tuple[Deviation, ...] = ()


class Sample(NamedTuple):
    """Values that an attribute called `name` may have in an example; of the entity `owner`, of any where it is empty.

    In reference data they are codes; `name` may be that of the list.
    """

    owner: str
    name: Name
    values: tuple[Name, ...]


class Manifest(NamedTuple):
    """The manifest as read. `corrections` are ids and groups: none, compatible, all.

    `strict_versions` says that what adds asks for a minor version (`versiebeleid strikt`), as semantic versioning has
    it; without it a patch may extend.

    `repairs` are the technical repairs of this version (`herstel`): an element, and why it may change all the same.
    `words` are those that the standard adds to Dutch (`woorden`). `registrations` are the external ones that data comes
    from, with the prefix that names of such attributes have (`registraties`).
    `examples` are the values that examples of messages are made of (`voorbeelden`).
    `instead` are the entities that nothing refers to, each with the one to refer to (`inPlaatsVan`).
    `duration_place` is where the regular expression of durations is written, `version_at` where the version is,
    `ids_at` where the block of identifiers begins, and `places` where the ids of rules and of corrections are.
    """

    name: Name = Name("")
    title: str = ""
    version: str = "0.0.0"
    description: str = ""
    contact: Contact = Contact()
    licence: Contact = Contact()
    interface: Interface = Interface()
    ids: tuple[AttributeDecl, ...] = ()
    words: tuple[OwnWord, ...] = ()
    registrations: tuple[tuple[str, str], ...] = ()
    severities: Mapping[str, Severity | None] = {}
    corrections: tuple[str, ...] = ("none",)
    strict_versions: bool = False
    repairs: tuple[tuple[str, str], ...] = ()
    examples: tuple[Sample, ...] = ()
    instead: tuple[tuple[Name, Name], ...] = ()
    duration_place: Name = Name("")
    places: Mapping[str, Name] = {}
    version_at: Name | None = None
    ids_at: Name | None = None

    def place_of(self, id_: str) -> Name:
        """Where the manifest names a rule or a correction; where its own name stands, if it does not."""
        return self.places.get(id_, self.name)

    @property
    def major(self) -> str:
        """The first number of the version."""
        return major(self.version)


def major(version: str) -> str:
    """The first number in `version`; "0" where there is none."""
    found = re.search(r"\d+", version)
    return found.group() if found else "0"
