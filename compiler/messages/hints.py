"""What is worth a word in a message although its schema allows it: unknown attributes, and quoted empties."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from compiler.base.diagnostics import Severity, nearest
from compiler.base.wording import NOTHING, say
from compiler.messages.json_tokens import Path
from compiler.messages.message_finding import MessageFinding, at_path
from compiler.messages.outline import Outline
from compiler.messages.texts import unknown_attribute, wrong_empty

if TYPE_CHECKING:
    from jsonschema_rs import ValidationError

ALIKE = 0.8  # how like a known attribute an unknown one is (0 to 1) before it counts as a slip of the pen
_LONGEST_NAME = 100


def hints(
    errors: Iterable[ValidationError], outline: Outline, value: Any, *, strict: bool
) -> Iterator[MessageFinding]:
    """What is remarkable in the message `value`: `errors` of the schema that `remarkable` makes of `outline`.

    An unknown attribute is an error when `strict`; otherwise a hint where its name is nearly that of a known attribute
    which the object lacks, and nothing elsewhere: the standard lets systems add attributes of their own.
    """
    for error in errors:
        path = tuple(error.instance_path)
        if error.kind.name == "additionalProperties":
            unexpected = error.kind.unexpected  # type: ignore[attr-defined]
            yield from _unknown(
                path, unexpected, outline.at(path).names, at_path(value, path), strict=strict
            )
        else:
            text = at_path(value, path)
            yield wrong_empty(path, text, "", Severity.WARNING if text else Severity.HINT)


def _unknown(
    path: Path, unexpected: Iterable[str], known: frozenset[str], found: Any, *, strict: bool
) -> Iterator[MessageFinding]:
    for name in unexpected:
        if strict:
            hint = nearest(name, known) if len(name) <= _LONGEST_NAME else NOTHING
            yield unknown_attribute((*path, name), hint)
        elif (meant := alike(name, known)) and meant not in found:
            yield unknown_attribute(
                (*path, name), say('did you mean "{name}"?', name=meant), Severity.HINT
            )


@lru_cache(maxsize=10_000)
def alike(name: str, names: frozenset[str]) -> str:
    """The one of `names` that `name` seems to be meant for; empty where it seems to be an attribute of its own."""
    if len(name) > _LONGEST_NAME:
        return ""
    plain = _plain(name)
    for known in sorted(names):
        if _plain(known) == plain:
            return known
    found = get_close_matches(name, sorted(names), n=1, cutoff=ALIKE)
    return found[0] if found else ""


def _plain(name: str) -> str:
    return name.casefold().replace("_", "").replace("-", "").replace(" ", "")
