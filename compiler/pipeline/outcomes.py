"""What stages make: a model with what was found in it, a review, artefacts."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from compiler.base.diagnostics import Diagnostic

if TYPE_CHECKING:
    from compiler.emit.emitted import UnknownWord
    from compiler.model.model import Model


class Checked(NamedTuple):
    """A model with everything that was found; the model is None where the sources do not make one."""

    model: Model | None
    diagnostics: tuple[Diagnostic, ...]


class ElementDomains(NamedTuple):
    """An element, by its path, with the domains and processes that it belongs to."""

    element: str
    domains: tuple[str, ...]


class Review(NamedTuple):
    """What was found in a model, each finding with the element it is about; name, title and version of its standard.

    These are empty where the sources make no model. `domains` are those of the elements that something was found in,
    and `parts` the domains and processes there are.
    """

    diagnostics: tuple[Diagnostic, ...]
    standard: str = ""
    title: str = ""
    version: str = ""
    domains: tuple[ElementDomains, ...] = ()
    parts: tuple[str, ...] = ()


class Sound(NamedTuple):
    """A model that may be compiled, with the findings that do not stand in the way; for `complete` see `Built`."""

    model: Model
    diagnostics: tuple[Diagnostic, ...]
    complete: bool


class Built(NamedTuple):
    """Artefacts by path relative to the output folder; None where an error stood in the way.

    `complete` says whether `diagnostics` are all that a check finds: a build asks the rules that can stop it.
    `unknown` are words of the request that name nothing, for whoever made it to point at. `beside` are files by name
    that belong beside the model.
    """

    artefacts: Mapping[str, bytes] | None
    diagnostics: tuple[Diagnostic, ...]
    complete: bool = True
    unknown: tuple[UnknownWord, ...] = ()
    beside: Mapping[str, bytes] = MappingProxyType({})
