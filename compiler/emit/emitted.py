"""What a family of artefacts gives back: its artefacts, or what stood in their way."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from compiler.base.diagnostics import Diagnostic
from compiler.base.wording import Text


class UnknownWord(NamedTuple):
    """A word in a request that names nothing.

    `option` is the field of the request that it stands in, `message` says what is wrong, `hint` what to write instead.
    Whoever made the request knows where the word was written.
    """

    option: str
    word: str
    message: Text
    hint: Text


class Emitted(NamedTuple):
    """Artefacts by path, relative to the output folder; None where something in the model or the request was wrong.

    `beside` are files by name that belong beside the model: what a later build of it should know.
    """

    artefacts: Mapping[str, bytes] | None
    diagnostics: tuple[Diagnostic, ...] = ()
    unknown: tuple[UnknownWord, ...] = ()
    beside: Mapping[str, bytes] = MappingProxyType({})
