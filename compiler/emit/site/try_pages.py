"""Pages to try requests on: a viewer of others around each OpenAPI document, in a folder of its own.

The viewer sets styles in its elements and sends requests to whatever server a reader names, so these pages have a
policy of their own; no other page loads it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from compiler.base.context import Context
from compiler.base.quick_json import dumps, loads
from compiler.base.resources import templates_path
from compiler.base.site_viewer import SiteViewer
from compiler.base.translation import Translate
from compiler.base.wording import say
from compiler.emit.openapi.building import build_documents
from compiler.emit.openapi.options import OpenAPIOptions
from compiler.emit.rendering.html_templates import HtmlTexts, safe_html
from compiler.emit.site.addresses import SiteAddresses, link_to
from compiler.emit.site.api_addresses import interface_folder
from compiler.emit.site.options import SiteOptions
from compiler.emit.site.visible import visible_bytes
from compiler.model.document_builder import documents_of
from compiler.model.documents import DocumentContents, DocumentKind
from compiler.model.model import Model

# What these pages may load and reach.
TRY_POLICY = (
    "default-src 'none'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; script-src 'self'; "
    "connect-src https: http:; base-uri 'none'; form-action 'none'"
)
_TRY = "proberen"
_SCRIPT, _LICENCE = "openapi-explorer.min.js", "openapi-explorer.LICENSE.txt"


def try_folder(addresses: SiteAddresses, kind: DocumentKind, name: str) -> str:
    """The address of the page on which requests of a document are tried."""
    _, _, rest = interface_folder(addresses, kind, name).partition("/")
    return f"{_TRY}/{rest}"


class TryPages:
    """Makes these pages of `model`, with `viewer`."""

    def __init__(
        self,
        model: Model,
        viewer: SiteViewer,
        asked: SiteOptions,
        said: Translate,
        context: Context,
    ) -> None:
        self._model = model
        self._viewer = viewer
        self._language = asked.language
        self._said = said
        self._context = context
        self._texts = HtmlTexts("site", context)
        self._addresses = SiteAddresses(model)

    def files(self) -> Mapping[str, bytes]:
        """The pages and what they load, by path in the folder of the version."""
        found = {
            f"{_TRY}/{_SCRIPT}": self._viewer.script.encode(),
            f"{_TRY}/{_LICENCE}": self._viewer.licence.encode(),
        }
        for name in ("try.css", "try.js"):
            found[f"{_TRY}/{name}"] = (templates_path() / "site" / name).read_bytes()
        return found | dict(self._pages())

    def _pages(self) -> Iterator[tuple[str, bytes]]:
        asked = OpenAPIOptions(json=True)
        documents = build_documents(self._model, asked, self._context, None).artefacts
        assert documents is not None, "the corrections of a manifest are known"
        for contents in documents_of(self._model):
            folder = try_folder(self._addresses, contents.kind, contents.name)
            document = documents[f"openapi/{contents.kind}/{contents.name}.json"]
            yield (
                f"{folder}/document.js",
                b"window.veracDocument=" + dumps(loads(document)) + b";\n",
            )
            yield f"{folder}/index.html", self._page(contents, folder)

    def _page(self, contents: DocumentContents, folder: str) -> bytes:
        said = self._said
        root = "../" * (folder.count("/") + 1)
        values = {
            "language": self._language,
            "policy": safe_html(TRY_POLICY),
            "name": contents.title,
            "title": said(say("Try {name}", name=contents.title)),
            "root": root,
            "top": f"{root}{_TRY}/",
            "back": root + link_to(interface_folder(self._addresses, contents.kind, contents.name)),
            "back_label": said(say("Back to the description of the interface")),
            "without": said(say("Requests are tried with JavaScript; the description needs none.")),
            "about": said(
                say("Shown by OpenAPI Explorer {version}, of others:", version=self._viewer.version)
            ),
            "licence": f"{root}{_TRY}/{_LICENCE}",
            "licence_label": said(say("licence")),
        }
        return visible_bytes(self._texts.rendered("try.html.jinja", values))
