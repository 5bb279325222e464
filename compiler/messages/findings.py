"""Errors of jsonschema-rs → findings: one for each mistake, at its place, in the words of the guideline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from compiler.base.diagnostics import nearest
from compiler.base.wording import NOTHING, Text, joined, say
from compiler.messages import texts, value_texts
from compiler.messages.agreement import Agreement
from compiler.messages.hints import hints
from compiler.messages.json_tokens import Path
from compiler.messages.message_finding import (
    QUOTED_EMPTIES,
    MessageFinding,
    at_path,
    is_empty,
)
from compiler.messages.mistakes import (
    REFUSING_NAMES,
    Mistake,
    entity_of_definition,
    mistakes_behind,
)
from compiler.messages.outline import JsonSchema, Outline, OutlineNode
from compiler.model.meaning import BASE64_PATTERN

if TYPE_CHECKING:
    from jsonschema_rs import ValidationError

MOST_FINDINGS = 1000  # of one message
# What is said of one value, the most telling first: a text where a number belongs need not match a pattern as well.
_ORDER = ("type", "falseSchema", "enum", "format", "pattern")
_OF_NAMES = {*REFUSING_NAMES, "required"}  # what is said of the names in an object, not of a value


class Explainer:
    """Explains what is wrong with messages of one schema.

    `schema` is the one that the validator uses, `outline` that of it, and `agreement` tells what attributes say
    together; `strict` makes unknown attributes errors.
    """

    def __init__(
        self, schema: JsonSchema, outline: Outline, agreement: Agreement, *, strict: bool
    ) -> None:
        self._schema = schema
        self._strict = strict
        self._agreement = agreement
        self.outline = outline
        self._operation = str(schema.get("x-operation", ""))
        properties = schema.get("properties", {})
        self._keys = frozenset(
            name
            for name, asked in properties.items()
            if isinstance(asked, Mapping) and asked.get("type") == "string"
        )

    def findings(
        self, errors: Iterable[ValidationError], remarks: Iterable[ValidationError], value: Any
    ) -> list[MessageFinding]:
        """Every mistake in the message `value` once, in the order of their places.

        Of a message with more than `MOST_FINDINGS` errors the first ones are explained, and the last finding says so.

        Args:
            errors: those of the schema of the message.
            remarks: those of the schema that `remarkable` makes of its outline.
            value: the message.
        """
        met, remarked = list(islice(errors, MOST_FINDINGS)), list(islice(remarks, MOST_FINDINGS))
        found = self._explained(mistakes_behind(met, self._schema), value) if met else {}
        for hint in hints(remarked, self.outline, value, strict=self._strict):
            found.setdefault((hint.path, ""), hint)
        refused = {path for path, _ in found}
        disagreeing = list(islice(self._agreement.findings(value, refused), MOST_FINDINGS))
        found |= {(finding.path, finding.id): finding for finding in disagreeing}
        full = MOST_FINDINGS in (len(met), len(remarked), len(disagreeing))
        more = [texts.and_more()] if full else []
        return sorted(found.values(), key=_place) + more

    def _explained(
        self, mistakes: Iterable[Mistake | MessageFinding], value: Any
    ) -> dict[tuple[Path, str], MessageFinding]:
        """One finding for each place, and one more for what is left out there."""
        found: dict[tuple[Path, str], MessageFinding] = {}
        by_path: dict[Path, dict[str, list[Any]]] = {}
        for each in mistakes:
            if isinstance(each, MessageFinding):
                found.setdefault((each.path, "choice"), each)
            else:
                by_path.setdefault(each.path, {}).setdefault(each.keyword, []).append(each.kind)
        for path, kinds in by_path.items():
            if "required" in kinds and "type" not in kinds:
                for finding in self._left_out(
                    path, sorted({kind.property for kind in kinds["required"]})
                ):
                    found.setdefault((finding.path, finding.id), finding)
            of_value = kinds.keys() - _OF_NAMES
            if of_value:
                first = min(of_value, key=_telling) if len(of_value) > 1 else next(iter(of_value))
                found[path, ""] = self._of_value(path, at_path(value, path), first, kinds[first])
        if any(not kinds.keys().isdisjoint(REFUSING_NAMES) for kinds in by_path.values()):
            for finding in islice(self._unknown(value), MOST_FINDINGS):
                found.setdefault((finding.path, ""), finding)
            self._add_unexplained(by_path, found)
        return found

    def _unknown(self, value: Any) -> Iterator[MessageFinding]:
        """The attributes anywhere in the message `value` that the object around them should not have.

        They are told from the names that each place has. A validator says of an object that fails that all it holds is
        unknown, for it has evaluated nothing, and so it goes for what is around it.
        """
        waiting: list[tuple[Path, Any]] = [((), value)]
        while waiting:
            path, inner = waiting.pop()
            if isinstance(inner, list):
                waiting += [((*path, number), item) for number, item in enumerate(inner)]
            elif isinstance(inner, dict):
                waiting += [((*path, name), held) for name, held in inner.items()]
                node = self.outline.at(path)
                right = node.names_of(inner) if node.names else inner.keys()
                for name in sorted(inner.keys() - right):
                    yield self._unknown_attribute(path, name, node)

    def _unknown_attribute(self, path: Path, name: str, node: OutlineNode) -> MessageFinding:
        owned = name in node.names
        hint = self._owner_hint(path, name) if owned else nearest(name, node.names)
        return texts.unknown_attribute((*path, name), hint)

    def _add_unexplained(
        self,
        by_path: Mapping[Path, Mapping[str, Sequence[Any]]],
        found: dict[tuple[Path, str], MessageFinding],
    ) -> None:
        """What a validator calls unknown in an object where nothing else was found, at any depth."""
        for path in sorted(by_path, key=len, reverse=True):
            if any(finding.path[: len(path)] == path for finding in found.values()):
                continue
            kinds = [kind for keyword in REFUSING_NAMES for kind in by_path[path].get(keyword, ())]
            for name in dict.fromkeys(name for kind in kinds for name in kind.unexpected):
                finding = self._unknown_attribute(path, name, self.outline.at(path))
                found.setdefault((finding.path, ""), finding)

    def _left_out(self, path: Path, names: Sequence[str]) -> Iterable[MessageFinding]:
        for name in names:
            if not path and name in self._keys:
                yield texts.without_key((name,), name, self._operation)
        others = [name for name in names if path or name not in self._keys]
        if others:
            yield texts.left_out(path, others, self._operation)

    def _of_value(
        self, path: Path, value: Any, keyword: str, kinds: Sequence[Any]
    ) -> MessageFinding:
        """What is wrong with one value."""
        node = self.outline.at(path)
        is_key = len(path) == 1 and path[0] in self._keys
        if is_key and keyword in ("type", "minLength") and is_empty(value):
            return texts.without_key(path, str(path[0]), self._operation, value)
        if keyword == "type":
            return texts.wrong_type(
                path, value, {name for each in kinds for name in each.types}, node
            )
        if keyword in _ORDER and value in QUOTED_EMPTIES and keyword != "falseSchema":
            return texts.wrong_empty(path, value, "")
        if keyword == "falseSchema" and self._operation == "POST" and len(path) == 1:
            return texts.key_in_post(path, str(path[0]))
        found = self._of_form(path, value, keyword, kinds, node)
        return found or texts.other(path, value, keyword)

    def _of_form(
        self, path: Path, value: Any, keyword: str, kinds: Sequence[Any], node: OutlineNode
    ) -> MessageFinding | None:
        """What is wrong with a value of the right type; None where it is something else."""
        kind = kinds[0]
        match keyword:
            case "enum":
                return self._no_code(path, value, kind.options)
            case "format":
                return value_texts.wrong_format(path, value, kind.format, node)
            case "pattern" if any(each.pattern == BASE64_PATTERN for each in kinds):
                return value_texts.wrong_format(path, value, "base64", node)
            case "pattern":
                return value_texts.wrong_pattern(path, value, kind.pattern, node)
            case "x-pattern":
                return value_texts.wrong_pattern(path, value, str(node.annotation(keyword)), node)
            case "minimum" | "maximum":
                return value_texts.out_of_range(path, value, kind.limit, node)
        return None

    def _no_code(self, path: Path, value: Any, codes: Sequence[Any]) -> MessageFinding:
        list_ = self._list_of(path)
        around = self.outline.at(path[:-1])
        for key, told in (("x-ended", value_texts.ended_code), ("x-later", value_texts.later_code)):
            days = around.annotation(key)
            if list_ and isinstance(days, Mapping) and isinstance(value, str) and value in days:
                return told(path, value, list_, str(days[value]), codes)
        return value_texts.no_code(path, value, codes, list_)

    def _list_of(self, path: Path) -> str:
        """The reference data list that a code at `path` is of; empty where it is of none."""
        return str(self.outline.at(path[:-1]).annotation("x-reference-data") or "") if path else ""

    def _owner_hint(self, path: Path, name: str) -> Text:
        """Whose attribute `name` is, where it belongs to another entity than the one that stands at `path`."""
        owners = sorted(
            {entity_of_definition(owner) for owner in self.outline.at(path).owners(name)}
        )
        return (
            say("it is an attribute of {owners}", owners=joined(owners, " + "))
            if owners
            else NOTHING
        )


def _telling(keyword: str) -> tuple[int, str]:
    """The order in which keywords speak of one value."""
    return (_ORDER.index(keyword) if keyword in _ORDER else len(_ORDER)), keyword


def _place(finding: MessageFinding) -> tuple[Any, ...]:
    """The order of findings: by place, items by their number."""
    return tuple(
        (0, step, "") if isinstance(step, int) else (1, 0, step) for step in finding.path
    ), finding.id
