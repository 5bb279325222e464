"""Texts that are rendered as a whole, by templates that are loaded with the first one."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from compiler.base.context import Context

if TYPE_CHECKING:
    from jinja2 import Environment


class WholeTexts:
    """Renders with the templates of one family."""

    def __init__(self, family: str, context: Context) -> None:
        self._family = family
        self._context = context

    def rendered(self, template: str, values: dict[str, Any]) -> str:
        """The text of `template` for `values`."""
        from compiler.emit.rendering.templating import render  # noqa: PLC0415 - jinja only when it renders

        return render(self._environment, template, values)

    @cached_property
    def _environment(self) -> Environment:
        from compiler.emit.rendering.templating import environment  # noqa: PLC0415 - same

        return environment(self._family, self._context)
