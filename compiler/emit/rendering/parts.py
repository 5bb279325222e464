"""Rendered parts of documents, kept between runs by what they are made of.

Documents of one standard share most of their parts, and most changes touch few of them: a part is rendered once, for
all documents and until it changes. What a build did not use is not kept.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from compiler.base.context import Context
from compiler.base.store import KeptValues, digest, encoded
from compiler.model.model import Model

if TYPE_CHECKING:
    from jinja2 import Environment

_KEPT = KeptValues("parts", dict[str, bytes])


class Parts:
    """The parts that one emitter makes of one model. `family` is its folder of templates."""

    def __init__(self, family: str, context: Context) -> None:
        self._family = family
        self._context = context
        self._known: dict[str, bytes] = {}
        self._used: dict[str, bytes] = {}

    def rendered(self, template: str, values: Callable[[], dict[str, Any]], plan: Any) -> bytes:
        """The text of `template`, for `values` where it is not known.

        `plan` holds, as plain values, all that tells this part from another.
        """

        def make() -> bytes:
            from compiler.emit.rendering.templating import render  # noqa: PLC0415 - jinja only when it renders

            return render(self._environment, template, values()).encode()

        return self.text(self.kept((template, encoded(plan)), make))

    def part(self, template: str, value: Callable[[], Any], depends_on: str) -> str:
        """The key of what the macro `part` of `template` makes of `value`; `depends_on` tells it from others.

        The templates of parts are the same in each document, so they know nothing but the value.
        """
        return self.kept((template, depends_on), lambda: self.macro(template)(value()).encode())

    def macro(self, template: str, name: str = "part") -> Callable[[Any], str]:
        """The macro `name` of `template`, as a function of one value."""
        return self._macros(template, name)

    def kept(self, depends_on: tuple[str | bytes, ...], make: Callable[[], bytes]) -> str:
        """The key of what is known for `depends_on`, else of what `make` gives."""
        key = digest(*depends_on)
        if key not in self._used:
            text = self._known.get(key)
            self._used[key] = make() if text is None else text
        return key

    def text(self, key: str) -> bytes:
        """The part with this key, which was asked for before."""
        return self._used[key]

    def learn(self, parts: Mapping[str, bytes]) -> None:
        """Know `parts` by their keys, from an earlier run."""
        self._known |= parts

    @cached_property
    def _macros(self) -> Callable[[str, str], Callable[[Any], str]]:
        from compiler.emit.rendering.templating import macro_of  # noqa: PLC0415 - jinja only when it renders

        return lru_cache(maxsize=None)(
            lambda template, name: macro_of(self._environment, template, name)
        )

    @cached_property
    def _environment(self) -> Environment:
        from compiler.emit.rendering.templating import environment  # noqa: PLC0415 - jinja only when it renders

        return environment(self._family, self._context)


class KeptParts(Parts):
    """Parts that are kept as one for a standard in a version."""

    def __init__(self, family: str, title: str, version: str, context: Context) -> None:
        super().__init__(family, context)
        self._name = digest(context.fingerprint, family, title, version)
        known = _KEPT.get(context.store, self._name)
        if known is not None:
            self.learn(known)

    def save(self) -> None:
        """Keep what was used, for the next run."""
        if self._used.keys() != self._known.keys():
            _KEPT.put(self._context.store, self._name, self._used)


class PartsOfModel(KeptParts):
    """Parts that are kept as one for a model."""

    def __init__(self, family: str, model: Model, context: Context) -> None:
        super().__init__(family, model.standard.title, model.standard.version, context)
