"""A site shown while somebody writes the model: on this machine only, and shown again after each build.

Pages are served from memory, as they were built; what is added is a script that waits for the next build. Who asks
under another host name than that of this machine gets nothing: a page of others could read the site that way.
"""

from __future__ import annotations

import errno
import time
from collections.abc import Mapping
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Condition, Thread
from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit

from compiler.base.wording import Text, say
from compiler.cli.lang import misuse, translate
from compiler.emit.site.addresses import INDEX
from compiler.emit.site.building import LATEST
from compiler.emit.site.rendering import SENDING_POLICY, SITE

_THIS_MACHINE = "127.0.0.1"
_NAMES = ("localhost", _THIS_MACHINE)
# Addresses that no page of a site has: names of elements do not begin with a dot.
_WAITING, _LISTENING, _BUILDS = "/.verac/wachten.js", "/.verac/luisteren.js", "/.verac/builds"
_SIGN_OF_LIFE = 15  # seconds: a browser that went away is found when something is sent to it
_TYPES = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "svg": "image/svg+xml",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "yaml": "application/yaml",
    "txt": "text/plain; charset=utf-8",
}
# A browser keeps few connections to one server, so all its pages listen by one, and what is told late counts no more.
_SCRIPTS = {
    _WAITING: b"""\
"use strict";
const shown = BigInt(new URL(document.currentScript.src).searchParams.get("build"));
new SharedWorker("/.verac/luisteren.js").port.onmessage = (told) => {
  if (BigInt(told.data) > shown) location.reload();
};
""",
    _LISTENING: b"""\
"use strict";
const pages = [];
let last = "0";
new EventSource("/.verac/builds").onmessage = (told) => {
  last = told.data;
  for (const page of pages) page.postMessage(last);
};
onconnect = (asked) => {
  pages.push(asked.ports[0]);
  asked.ports[0].postMessage(last);
};
""",
}


class _Build(NamedTuple):
    """What was built last, by path, and a number that tells it from other builds, those of earlier runs too."""

    number: int
    files: Mapping[str, bytes]

    def is_past(self, folder: str) -> bool:
        """Whether `folder` is named as one of a version, and the site has no such version."""
        return folder[:1].isdigit() and not any(
            path.startswith(f"{folder}/") for path in self.files
        )


class SiteServer:
    """Serves a site on `port` of this machine, or on any free one where that is 0, until the run ends.

    Raises:
        click.UsageError: where the port cannot be had.
    """

    def __init__(self, port: int) -> None:
        self._build = _Build(time.time_ns(), {})
        self._changed = Condition()
        try:
            self._server = ThreadingHTTPServer((_THIS_MACHINE, port), self._handler())
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
            misuse(say("port {port} is taken; choose another, or 0 for any", port=port), option="--port")  # fmt: skip
        self.address = f"http://localhost:{self._server.server_port}/"
        Thread(target=self._server.serve_forever, daemon=True).start()

    def show(self, artefacts: Mapping[str, bytes]) -> None:
        """Serve the site among `artefacts` from now on, and let browsers load their pages again."""
        top = f"{SITE}/"
        files = {
            path.removeprefix(top): content
            for path, content in artefacts.items()
            if path.startswith(top)
        }
        with self._changed:
            self._build = _Build(self._build.number + 1, files)
            self._changed.notify_all()

    def answer(self, path: str) -> tuple[HTTPStatus, Mapping[str, str], bytes]:
        """The answer to a request for `path`: its status, headers and content."""
        build = self._build
        asked = unquote(urlsplit(path).path)
        if asked in _SCRIPTS:
            return HTTPStatus.OK, {"Content-Type": _TYPES["js"]}, _SCRIPTS[asked]
        if not build.files:
            return HTTPStatus.SERVICE_UNAVAILABLE, _TOLD, _told(_NO_SITE, build)
        name = asked.removeprefix("/")
        if name in build.files:
            kind = _TYPES.get(name.rpartition(".")[2], "application/octet-stream")
            return HTTPStatus.OK, {"Content-Type": kind}, _waiting(build.files[name], build.number)
        folder = name.removesuffix(INDEX)
        folder += "/" if folder and not folder.endswith("/") else ""
        if f"{folder}{INDEX}" not in build.files:
            version, _, below = folder.partition("/")
            newest = f"{LATEST}/{below}"
            if not build.is_past(version) or f"{newest}{INDEX}" not in build.files:
                return HTTPStatus.NOT_FOUND, _TOLD, _told(_no_page(name), build)
            return HTTPStatus.FOUND, {"Location": quote(f"/{newest}")}, b""
        if folder != name:
            return HTTPStatus.FOUND, {"Location": quote(f"/{folder}")}, b""
        return self.answer(f"/{quote(folder)}{INDEX}")

    def wait_for_other(self, number: int) -> int:
        """The number of the last build: as soon as it is another than `number`, or after a while."""
        with self._changed:
            self._changed.wait_for(lambda: self._build.number != number, _SIGN_OF_LIFE)
            return self._build.number

    def is_asked(self, host: str) -> bool:
        """Whether a request for `host` means this server."""
        return host in {f"{name}:{self._server.server_port}" for name in _NAMES}

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(_Handler):
            asked = server

        return Handler


class _Handler(BaseHTTPRequestHandler):
    """Answers what a browser asks of `asked`."""

    asked: SiteServer
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer with a file of the site."""
        self._answer(with_content=True)

    def do_HEAD(self) -> None:
        """Answer as GET does, without the content."""
        self._answer(with_content=False)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
        """Say nothing: what was built is told by the run itself."""

    def _answer(self, *, with_content: bool) -> None:
        try:
            if not self.asked.is_asked(self.headers.get("Host", "")):
                self._send(HTTPStatus.MISDIRECTED_REQUEST, {}, b"", with_content=with_content)
            elif urlsplit(self.path).path == _BUILDS:
                self._tell_builds()
            else:
                self._send(*self.asked.answer(self.path), with_content=with_content)
        except OSError:  # the browser is gone
            self.close_connection = True

    def _send(
        self, status: HTTPStatus, headers: Mapping[str, str], content: bytes, *, with_content: bool
    ) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        if with_content:
            self.wfile.write(content)

    def _tell_builds(self) -> None:
        """Tell the number of each build, for as long as the browser listens."""
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        number = 0
        while True:
            number = self.asked.wait_for_other(number)
            self.wfile.write(f"data: {number}\n\n".encode())


_TOLD = {"Content-Type": _TYPES["html"]}
_NO_SITE = say("the model has errors, so there is no site yet; this page looks again by itself")


def _no_page(name: str) -> Text:
    return say('"{path}" is no page of this site', path=name)


def _told(what: Text, build: _Build) -> bytes:
    """A page that says `what`, leads to the site where there is one, and waits for the next build."""
    there = escape(translate()(say("to the site")))
    begin = f'<p><a href="/">{there}</a></p>' if build.files else ""
    said = escape(translate()(what))
    head = f'<head><meta charset="utf-8"><title>{said}</title></head>'
    page = f"<!doctype html>\n<html>{head}\n<body><p>{said}</p>{begin}</body></html>\n"
    return _waiting(page.encode(), build.number)


def _waiting(content: bytes, number: int) -> bytes:
    """A page with the script that waits for a build after `number`; a page that sends on, and all else, as it is."""
    end = content.find(b"</head>")
    if end < 0 or f'content="{SENDING_POLICY}"'.encode() in content[:end]:
        return content
    script = f'<script src="{_WAITING}?build={number}"></script>\n'.encode()
    return content[:end] + script + content[end:]
