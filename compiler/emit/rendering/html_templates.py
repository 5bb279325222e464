"""Jinja for pages: every text is escaped for HTML as it is written."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any

from compiler.base.context import Context

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

_OWN = 'href="@/'
_TICKED = re.compile(r"`([^`\n]+)`")


class HtmlTexts:
    """Renders with the templates of one family; jinja is loaded with the first text."""

    def __init__(self, family: str, context: Context) -> None:
        self._family = family
        self._context = context

    def rendered(self, template: str, values: dict[str, Any]) -> str:
        """The text of `template` for `values`."""
        return self._environment.get_template(template).render(values)

    @cached_property
    def _environment(self) -> Environment:
        from compiler.emit.rendering.templating import environment  # noqa: PLC0415 - jinja only when it renders

        made = environment(self._family, self._context)
        made.filters["rooted"] = rooted
        made.filters["code"] = code
        made.filters["ticked"] = ticked
        return made


def safe_html(text: str) -> Markup:
    """A text that is HTML already, made by us."""
    from markupsafe import Markup  # noqa: PLC0415 - as jinja

    return Markup(text)  # noqa: S704 - that is what it says


def code(text: str) -> Markup:
    """`text` as it stands between tags, where a quote needs no sign of its own: JSON has many.

    >>> code('{"a": "<b>"}')
    Markup('{"a": "&lt;b&gt;"}')
    """
    return safe_html(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))


def ticked(text: str) -> Markup:
    """A text of the program, in which what stands between backticks is code.

    >>> ticked("schrijf `a<b`")
    Markup('schrijf <code>a&lt;b</code>')
    """
    return safe_html(_TICKED.sub(r"<code>\1</code>", str(code(text))))


def rooted(html: str, root: str) -> Markup:
    """HTML that was made of Markdown, with `root` in front of its links to pages of the site.

    >>> rooted('<a href="@/entiteit/A/index.html">A</a>', "../")
    Markup('<a href="../entiteit/A/index.html">A</a>')
    """
    return safe_html(html.replace(_OWN, f'href="{root}'))
