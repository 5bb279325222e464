"""An OCI registry over HTTP: tags, images and blobs, none of which is believed before its digest is looked at.

Form: https://github.com/opencontainers/distribution-spec (v1.0). It is spoken to in plain HTTP on this machine and over
TLS everywhere else.
"""

from __future__ import annotations

import base64
import json
import os
import re
import socket
import ssl
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping
from http.client import HTTPException, IncompleteRead
from typing import Any, NamedTuple

from compiler.base.reasons import reason_of
from compiler.base.wording import Text, say
from compiler.release.oci_images import IMAGE_TYPE, digest_of_blob
from compiler.release.problems import ReleaseRefusedError, refused
from compiler.release.release import MOST_RELEASE_BYTES

ADDRESS = re.compile(
    r"oci://(?P<host>[A-Za-z0-9.-]+(?::\d{1,5})?)/(?P<name>[a-z0-9]+(?:[._/-]+[a-z0-9]+)*)"
)
TIMEOUT = 30.0  # seconds in which something has to come
_MOST_SECONDS = 600.0  # in which an answer has to be whole
_MOST_OF_IMAGE = 1 << 22
_MOST_PAGES = 100
_HERE = ("localhost", "127.0.0.1")
_CHALLENGE = re.compile(r'(\w+)="([^"]*)"')
_NEXT = re.compile(r"<([^>]+)>\s*;\s*rel=\"?next\"?")


class _Answer(NamedTuple):
    """An answer: its status, its headers by lower name, and its body."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """An upload is never sent on to somewhere else."""

    def redirect_request(self, *_: Any) -> None:
        """None: the answer stays what it is."""


class Registry:
    """A repository `name` of images in the registry at `host`."""

    def __init__(self, address: str, timeout: float = TIMEOUT) -> None:
        """`address` is `oci://HOST/NAME`; `timeout` are seconds."""
        found = ADDRESS.fullmatch(address)
        assert found is not None
        self.address = address
        self._timeout = timeout
        is_here = found["host"].partition(":")[0] in _HERE
        scheme = "http" if is_here else "https"
        self._top = f"{scheme}://{found['host']}/v2/"
        self._base = f"{self._top}{found['name']}/"
        proxies = (urllib.request.ProxyHandler({}),) if is_here else ()
        self._reading = urllib.request.build_opener(*proxies)
        self._writing = urllib.request.build_opener(*proxies, _NoRedirect)
        self._login: str | None = _login()

    def tags(self) -> tuple[str, ...]:
        """All tags; none where the registry does not know the name."""
        found: list[str] = []
        address = f"{self._base}tags/list"
        for _ in range(_MOST_PAGES):
            answer = self._ask("GET", address, most=_MOST_OF_IMAGE, absent=True)
            if answer.status == 404:
                return ()
            try:
                told = json.loads(answer.body)["tags"] or []
            except (ValueError, KeyError, TypeError, RecursionError) as error:
                raise self._nonsense() from error
            if not isinstance(told, list) or not all(isinstance(tag, str) for tag in told):
                raise self._nonsense()
            found += told
            after = _NEXT.search(answer.headers.get("link", ""))
            if after is None:
                return tuple(found)
            address = self._within(after[1], address)
        raise self._nonsense()

    def image(self, tag: str) -> bytes | None:
        """The image with this tag; None for none."""
        path = f"{self._base}manifests/{urllib.parse.quote(tag)}"
        answer = self._ask("GET", path, {"Accept": IMAGE_TYPE}, most=_MOST_OF_IMAGE, absent=True)
        return None if answer.status == 404 else answer.body

    def blob(self, digest: str) -> bytes:
        """The blob with this digest."""
        if not re.fullmatch(r"sha256:[0-9a-f]{64}", digest):
            raise self._nonsense()
        answer = self._ask("GET", f"{self._base}blobs/{digest}", most=MOST_RELEASE_BYTES)
        if digest_of_blob(answer.body) != digest:
            message = say('"{target}" gives other bytes than it was asked for', target=self.address)
            raise refused("REL09", self.address, message, say("take it from another target"))
        return answer.body

    def put_blob(self, digest: str, content: bytes) -> None:
        """Put a blob there, where it is not yet."""
        there = self._ask("HEAD", f"{self._base}blobs/{digest}", absent=True)
        if there.status == 200 and there.headers.get("content-length") == str(len(content)):
            return
        begun = self._ask("POST", f"{self._base}blobs/uploads/", body=b"")
        place = self._within(begun.headers.get("location", ""), f"{self._base}blobs/uploads/")
        joint = "&" if "?" in place else "?"
        headers = {"Content-Type": "application/octet-stream"}
        self._ask(
            "PUT", f"{place}{joint}digest={urllib.parse.quote(digest)}", headers, body=content
        )

    def put_image(self, tag: str, content: bytes) -> None:
        """Give an image, whose blobs are there, a tag."""
        path = f"{self._base}manifests/{urllib.parse.quote(tag)}"
        self._ask("PUT", path, {"Content-Type": IMAGE_TYPE}, body=content)

    def _ask(
        self,
        method: str,
        address: str,
        headers: Mapping[str, str] | None = None,
        *,
        body: bytes | None = None,
        most: int = _MOST_OF_IMAGE,
        absent: bool = False,
    ) -> _Answer:
        """The answer to a request.

        Raises:
            ReleaseRefusedError: where none comes, or one that is no success; with `absent`, 404 is an answer too.
        """
        return self._once(method, address, headers, body, most=most, absent=absent, again=True)

    def _once(
        self,
        method: str,
        address: str,
        headers: Mapping[str, str] | None,
        body: bytes | None,
        *,
        most: int,
        absent: bool,
        again: bool,
    ) -> _Answer:
        """The answer to one request; a registry that asks for a token gets one, and is asked `again`."""
        asked = urllib.request.Request(  # noqa: S310 - _within keeps it at the registry
            address, data=body, headers=dict(headers or {}), method=method
        )
        if self._login and address.startswith(self._top):
            asked.add_unredirected_header("Authorization", self._login)
        opener = self._writing if body is not None else self._reading
        try:
            with opener.open(asked, timeout=self._timeout) as found:
                return _Answer(found.status, _lower(found.headers), self._body(found, most))
        except urllib.error.HTTPError as error:
            with error:
                if absent and error.code == 404:
                    return _Answer(404, _lower(error.headers), b"")
                challenge = str(error.headers.get("WWW-Authenticate", ""))
                if error.code == 401 and again and challenge.lower().startswith("bearer "):
                    self._login = self._token(challenge)
                    return self._once(
                        method, address, headers, body, most=most, absent=absent, again=False
                    )
                raise self._refused(error.code, method) from error
        except (TimeoutError, socket.timeout) as error:  # noqa: UP041 - what a body raises
            raise self._slow() from error
        except (OSError, HTTPException, ValueError) as error:
            reason = getattr(error, "reason", None)
            if isinstance(reason, TimeoutError):
                raise self._slow() from error
            raise self._silent(error) from error

    def _token(self, challenge: str) -> str:
        """A token for what a registry asks, from where it says: over TLS, or at the registry itself."""
        fields = dict(_CHALLENGE.findall(challenge))
        realm = fields.pop("realm", "")
        host = self._top.removesuffix("v2/")
        if not realm.startswith("https://") and not realm.startswith(host):
            raise self._nonsense()
        wanted = {name: fields[name] for name in ("service", "scope") if name in fields}
        asked = urllib.request.Request(  # noqa: S310 - https, or the registry
            f"{realm}?{urllib.parse.urlencode(wanted)}"
        )
        basic = _login()
        if basic:
            asked.add_unredirected_header("Authorization", basic)
        try:
            with self._reading.open(asked, timeout=self._timeout) as found:
                body = self._body(found, _MOST_OF_IMAGE)
        except urllib.error.HTTPError as error:
            with error:
                raise self._refused(error.code, "GET") from error
        except (OSError, HTTPException, ValueError) as error:
            raise self._silent(error) from error
        try:
            told = json.loads(body)
            return f"Bearer {told.get('token') or told['access_token']}"
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise self._nonsense() from error

    def _body(self, found: Any, most: int) -> bytes:
        """What comes, in no more bytes and seconds than there may be."""
        ends = time.monotonic() + min(_MOST_SECONDS, 20 * self._timeout)
        parts: list[bytes] = []
        size = 0
        while part := found.read1(1 << 16):
            parts.append(part)
            size += len(part)
            if size > most:
                raise self._nonsense()
            if time.monotonic() > ends:
                raise self._slow()
        told = found.headers.get("Content-Length")
        if told is not None and told != str(size) and found._method != "HEAD":  # noqa: SLF001 - nothing else tells
            raise self._silent(IncompleteRead(b""))
        return b"".join(parts)

    def _within(self, address: str, base: str) -> str:
        """`address`, which the registry gave, made whole; it stays at this registry."""
        whole = urllib.parse.urljoin(base, address)
        if not address or not whole.startswith(self._top):
            raise self._nonsense()
        return whole

    def _nonsense(self) -> ReleaseRefusedError:
        message = say('"{target}" answers something else than a registry does', target=self.address)
        return self._problem(message, say("look at the address"))

    def _slow(self) -> ReleaseRefusedError:
        message = say('"{target}" gives no answer in time', target=self.address)
        return self._problem(message, say("nothing in it was changed that counts; do it again"))

    def _silent(self, error: Exception) -> ReleaseRefusedError:
        reason = _why(error)
        message = say('"{target}" cannot be reached: {reason}', target=self.address, reason=reason)
        hint = say("look at the address; what was begun is completed by doing it again")
        return self._problem(message, hint)

    def _refused(self, status: int, method: str) -> ReleaseRefusedError:
        if status in (401, 403):
            message = say('"{target}" asks for a login', target=self.address)
            hint = say(
                "set VERAC_REGISTRY_LOGIN to NAME:PASSWORD, or copy a folder with releases by skopeo copy"
            )
            return self._problem(message, hint)
        message = say(
            '"{target}" answers {status} to {method}',
            target=self.address,
            status=status,
            method=method,
        )
        return self._problem(message, say("look at the address, and at the log of the registry"))

    def _problem(self, message: Text, hint: Text) -> ReleaseRefusedError:
        return refused("REL12", self.address, message, hint)


def _why(error: Exception) -> Text:
    """Why a registry was not reached, in words of this program."""
    reason = getattr(error, "reason", error)
    if isinstance(reason, HTTPException):
        return say("its answer breaks off, or is none of the protocol")
    if isinstance(reason, ssl.SSLCertVerificationError):
        return say("its certificate is not accepted here")
    if isinstance(reason, ssl.SSLError):
        return say("it makes no safe connection")
    if isinstance(reason, socket.gaierror):
        return say("no host has that name")
    return reason_of(reason) if isinstance(reason, OSError) else say("its address is none")


def _login() -> str | None:
    """The login that the environment gives, as a header has it."""
    login = os.environ.get("VERAC_REGISTRY_LOGIN")
    return f"Basic {base64.b64encode(login.encode()).decode()}" if login else None


def _lower(headers: Any) -> dict[str, str]:
    return {str(name).lower(): str(value) for name, value in headers.items()}
