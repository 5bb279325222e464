"""What an OpenAPI document takes and gives beside messages: addresses, parameters, headers, who may ask."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any, NamedTuple
from urllib.parse import quote

from compiler.messages.served.judging import SchemaJudge

_TEXTS = (
    "tekst",
    "true",
    "1",
    "1.5",
    "2026-01-31",
    "2026-01-31T12:30:00Z",
    "12:30:00",
    "PT1.5S",
    "https://example.org/1",
)
_METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


class ServedUse(NamedTuple):
    """One thing that an interface does: a request that it takes, or what it answers; `shown` as a person writes it.

    `scopes` are those that a client shows to be let in to `operation`, by the scheme that gives them.
    """

    shown: str
    is_answer: bool = False
    operation: str = ""
    scopes: frozenset[tuple[str, str]] = frozenset()


class ServedBody(NamedTuple):
    """Where messages stand: in the request of an operation, or in its answer; there too in one of its headers."""

    operation: str
    status: str  # of an answer; empty for a request
    media: str
    header: str = ""

    @property
    def is_answer(self) -> bool:
        """Whether the interface gives the message, and does not take it."""
        return bool(self.status)


class Served:
    """An OpenAPI document, read as what it serves."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.document = document
        self.judge = SchemaJudge(document)
        self._asked_scopes = {
            operation: [_scopes(scheme) for scheme in self._schemes(planned)]
            for operation, planned in self._operations()
        }

    def bodies(self) -> dict[ServedBody, Mapping[str, Any]]:
        """The schema of each message."""
        found = {}
        for operation, planned in self._operations():
            request = self._resolved(planned.get("requestBody", {}))
            answers = planned.get("responses", {}).items()
            sides = [("", request), *((code, self._resolved(each)) for code, each in answers)]
            for status, side in sides:
                for media, content in side.get("content", {}).items():
                    found[ServedBody(operation, status, media)] = content.get("schema", {})
                for name, header in side.get("headers", {}).items():
                    schema = self._resolved(header).get("schema", {})
                    found[ServedBody(operation, status, "", name)] = schema
        return found

    def lets_in(self, use: ServedUse) -> bool:
        """Whether a client that shows the scopes of `use` is let in: who shows more than is asked is too."""
        asked = self._asked_scopes.get(use.operation, ())
        return bool(use.scopes) and any(each <= use.scopes for each in asked)

    def uses(self) -> dict[ServedUse, None]:
        """All that it does beside messages, in the order of the document."""
        found = list(self._addresses())
        for operation, planned in self._operations():
            found.append(ServedUse(shown=operation))
            found.extend(ServedUse(shown=each) for each in self._asked(operation, planned))
            found.extend(self._let_in(operation, planned))
            found.extend(
                ServedUse(is_answer=True, shown=each) for each in self._answered(operation, planned)
            )
        return dict.fromkeys(found)

    # -- requests ----------------------------------------------------------------------------------------------------

    def _operations(self) -> Iterator[tuple[str, Mapping[str, Any]]]:
        for path, item in self.document.get("paths", {}).items():
            for method in _METHODS:
                if method in item:
                    yield f"{method.upper()} {path}", item[method]

    def _addresses(self) -> Iterator[ServedUse]:
        """Every address of the server, its variables filled."""
        for server in self.document.get("servers", ()):
            variables = server.get("variables", {})
            choices = [each.get("enum") or [each["default"]] for each in variables.values()]
            for values in product(*choices):
                url = server["url"]
                for name, value in zip(variables, values, strict=True):
                    url = url.replace(f"{{{name}}}", str(value))
                yield ServedUse(shown=f"{url}/")

    def _asked(self, operation: str, planned: Mapping[str, Any]) -> Iterator[str]:
        """The requests of an operation, each with one thing in it."""
        body = self._resolved(planned.get("requestBody", {}))
        if body and not body.get("required"):
            yield f"{operation}\nContent-Length: 0"
        for parameter in map(self._resolved, planned.get("parameters", ())):
            yield from self._filled(operation, parameter)

    def _schemes(self, planned: Mapping[str, Any]) -> list[Mapping[str, Any]]:
        """The alternatives of which a client shows one; who needs no key may show one."""
        known = self.document["components"].get("securitySchemes", {})
        schemes = planned.get("security", self.document.get("security", ()))
        if schemes and all(schemes):
            return list(schemes)
        return [{}, *({name: []} for name in known)]

    def _let_in(self, operation: str, planned: Mapping[str, Any]) -> Iterator[ServedUse]:
        """What a client shows to be let in: the schemes with their scopes, and where it gets those."""
        known = self.document["components"].get("securitySchemes", {})
        for scheme in self._schemes(planned):
            said = []
            for name, scopes in scheme.items():
                said.append(f"{name} {json.dumps(sorted(scopes))}" if scopes else name)
                for flow, of in known.get(name, {}).get("flows", {}).items():
                    addresses = {key: value for key, value in of.items() if key.endswith("Url")}
                    yield ServedUse(f"{operation}\nsecurity: {flow} {json.dumps(addresses)}")
            shown = f"{operation}\nsecurity: {', '.join(said) or '[]'}"
            yield ServedUse(shown, operation=operation, scopes=_scopes(scheme))

    def _filled(self, operation: str, parameter: Mapping[str, Any]) -> Iterator[str]:
        name, place = parameter["name"], parameter["in"]
        for key, value in self._values(name, parameter.get("schema", {})):
            if place == "path":
                yield operation.replace(f"{{{name}}}", quote(value, safe=""))
            elif place == "query":
                yield f"{operation}?{quote(key)}={quote(value, safe=':/')}"
            else:
                yield f"{operation}\n{key}: {value}"

    def _values(self, name: str, schema: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """Name and text of values that a parameter takes; an object is exploded."""
        attributes = self._attributes(schema)
        pairs = attributes.items() if attributes else [(name, schema)]
        for key, each in pairs:
            takes = self.judge.taker(each, sent=True)
            yield from ((key, text) for text in _TEXTS if takes(text) or _read_as_json(takes, text))

    def _attributes(self, schema: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
        schema = self._resolved(schema)
        found = dict(schema.get("properties", {}))
        for keyword in ("allOf", "anyOf", "oneOf"):
            for part in schema.get(keyword, ()):
                found |= self._attributes(part)
        return found

    # -- answers -----------------------------------------------------------------------------------------------------

    def _answered(self, operation: str, planned: Mapping[str, Any]) -> Iterator[str]:
        for status, answer in planned.get("responses", {}).items():
            yield f"{operation} → {status}"
            resolved = self._resolved(answer)
            for media in resolved.get("content", {}):
                yield f"{operation} → {status}\nContent-Type: {media}"
            for name in resolved.get("headers", {}):
                yield f"{operation} → {status}\n{name}: …"

    def _resolved(self, node: Mapping[str, Any]) -> Mapping[str, Any]:
        """`node`, or what it refers to."""
        while "$ref" in node:
            found: Any = self.document
            for step in node["$ref"].removeprefix("#/").split("/"):
                found = found[step.replace("~1", "/").replace("~0", "~")]
            node = found
        return node


def _scopes(scheme: Mapping[str, Any]) -> frozenset[tuple[str, str]]:
    """What one alternative asks a client to show: scopes, or the scheme alone where it has none."""
    return frozenset((name, scope) for name, scopes in scheme.items() for scope in scopes or ("",))


def _read_as_json(takes: Any, text: str) -> bool:
    """Whether a number or a truth value, of which `text` is the text, is taken."""
    try:
        return bool(takes(json.loads(text)))
    except ValueError:
        return False
