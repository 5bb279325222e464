"""Targets under fire: whatever ends a publish, the target holds the whole release or none, and a retry completes it."""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from compiler.release.open_target import open_target
from compiler.release.problems import ReleaseRefusedError
from compiler.release.registry import Registry
from compiler.release.registry_target import RegistryTarget
from compiler.release.release import Release
from compiler.release.target import PublishOutcome, Target
from compiler.release.verifying import verify_release
from tests.helpers.children import EXIT_ON_SIGNAL, ended, forked
from tests.helpers.registries import free_port, running_registry
from tests.helpers.released import git, label, small_release

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="signals are those of Unix")

PUBLISHED, UNCHANGED, REFUSED, OTHER = 0, 3, 4, 5
NOISE = random.Random(1).randbytes(200_000)  # which no layer makes smaller
ROUNDS = [10, pytest.param(200, marks=pytest.mark.slow)]
RACES = [5, pytest.param(100, marks=pytest.mark.slow)]
KINDS = ["folder", "git", "registry", pytest.param("clone", marks=pytest.mark.slow)]


@pytest.fixture(scope="session")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a registry on this machine."""
    port = free_port()
    with running_registry(tmp_path_factory.mktemp("registry"), port):
        yield f"oci://127.0.0.1:{port}"


@pytest.fixture(params=KINDS)
def new(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """What makes new targets, by name."""
    number = 0

    def made() -> str:
        nonlocal number
        number += 1
        if request.param == "registry":
            name = tmp_path.name.lower().replace("_", "-")
            return f"{request.getfixturevalue('registry')}/{name}/{number}"
        if request.param in ("git", "clone"):
            bare = f"{number}.git"
            git(tmp_path, "init", "--quiet", "--bare", "--initial-branch", "main", bare)
            if request.param == "clone":
                git(tmp_path, "clone", "--quiet", bare, str(number))
            return str(tmp_path / (bare if request.param == "git" else str(number)))
        return str(tmp_path / str(number))

    return made


def opened(name: str) -> Target:
    return open_target(name, writing=True)


def release(number: int, content: bytes = b"") -> Release:
    return small_release(f"1.0.{number}+260101.1", {"noise.bin": NOISE + content})


def publish(name: str, number: int, made: Release) -> int:
    """Publish in this process; how that ended."""
    try:
        outcome = opened(name).publish(made, label(f"1.0.{number}+260101.1"))
    except ReleaseRefusedError as refusal:
        return REFUSED if refusal.diagnostic.id == "REL02" else OTHER
    return PUBLISHED if outcome is PublishOutcome.PUBLISHED else UNCHANGED


def tried_again(name: str, number: int, made: Release) -> int:
    """Publish once more; while a git that outlived the one who was killed still holds its lock, that is refused."""
    until = time.monotonic() + 10
    while (outcome := publish(name, number, made)) == OTHER and time.monotonic() < until:
        time.sleep(0.1)
    return outcome


def held(name: str) -> dict[str, Release]:
    """What a target holds; each release is whole."""
    target = opened(name)
    found = {}
    for each in target.releases():
        found[str(each.label)] = target.take(each.label)
        assert verify_release(found[str(each.label)], each).diagnostics == ()
    return found


@pytest.mark.parametrize("rounds", ROUNDS)
@pytest.mark.parametrize("ends", [signal.SIGTERM, signal.SIGKILL], ids=["term", "kill"])
def test_a_publish_that_is_ended_at_any_moment(
    new: Callable[[], str], tmp_path: Path, ends: signal.Signals, rounds: int
) -> None:
    chance = random.Random(rounds)
    usual = 0.0
    for _ in range(2):  # the first one loads what the others find loaded
        began = time.monotonic()
        assert publish(new(), 0, release(0)) == PUBLISHED
        usual = time.monotonic() - began
    codes = set()
    for number in range(rounds):
        if number % 10 == 0:
            name, expected = new(), {}
        made, version = release(number), f"1.0.{number}+260101.1"
        child = forked(
            lambda name=name, made=made, number=number: publish(name, number, made), tmp_path
        )
        time.sleep(chance.uniform(0, 1.1 * usual))
        with suppress(ProcessLookupError):
            (os.killpg if chance.random() < 0.5 else os.kill)(child, ends)
        codes.add(ended(child))
        found = held(name)
        assert found in (expected, {**expected, version: made})
        expected[version] = made
        assert tried_again(name, number, made) in (PUBLISHED, UNCHANGED)
        assert held(name) == expected
    assert codes <= {PUBLISHED, OTHER, EXIT_ON_SIGNAL, -ends}  # OTHER: git was ended first
    assert codes & {EXIT_ON_SIGNAL, -ends}, "nothing was ended"


@pytest.mark.parametrize("rounds", RACES)
def test_two_publishers_at_once(new: Callable[[], str], tmp_path: Path, rounds: int) -> None:
    """One wins and the other is told; a registry tells nobody, but holds one of the two, whole."""
    for number in range(rounds):
        if number % 10 == 0:
            name = new()
        sides = [release(number, content) for content in (b"a", b"b")]
        gate, start = os.pipe()

        def race(made: Release, number: int = number, name: str = name, gate: int = gate) -> int:
            os.read(gate, 1)
            return publish(name, number, made)

        children = [forked(lambda made=made: race(made), tmp_path) for made in sides]
        os.write(start, b"go")
        codes = [ended(child) for child in children]
        os.close(gate)
        os.close(start)
        version = f"1.0.{number}+260101.1"
        if name.startswith("oci://") and version not in held(name):  # it failed on both
            codes.append(publish(name, number, sides[0]))
        found = held(name)[version]
        assert found in sides
        if name.startswith("oci://"):
            assert set(codes) <= {PUBLISHED, REFUSED, OTHER}
        else:
            assert sorted(codes) == [PUBLISHED, REFUSED]
            assert found == sides[codes.index(PUBLISHED)]


@pytest.mark.parametrize("rounds", RACES)
def test_two_publishers_of_the_same_release(
    new: Callable[[], str], tmp_path: Path, rounds: int
) -> None:
    name = new()
    for number in range(min(rounds, 10)):
        made = release(number)
        children = [
            forked(lambda made=made, number=number: publish(name, number, made), tmp_path)
            for _ in range(2)
        ]
        codes = [ended(child) for child in children]
        if name.startswith("oci://") and OTHER in codes:  # it fails on two at once
            codes = [publish(name, number, made)]
        assert set(codes) <= {PUBLISHED, UNCHANGED}
        assert held(name)[f"1.0.{number}+260101.1"] == made


@pytest.mark.parametrize("size", [0, 400, 150_000])
def test_a_disk_that_is_full(new: Callable[[], str], tmp_path: Path, size: int) -> None:
    """No file may grow over a size, as on a disk that is full; a registry has a disk of its own."""
    name = new()
    assert publish(name, 0, release(0)) == PUBLISHED
    before = held(name)

    def work() -> int:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        return publish(name, 1, release(1))

    code = ended(forked(work, tmp_path))
    if name.startswith("oci://"):
        assert code == PUBLISHED
    else:
        assert code == OTHER
        assert held(name) == before
    assert publish(name, 1, release(1)) in (PUBLISHED, UNCHANGED)
    assert held(name) == {**before, "1.0.1+260101.1": release(1)}


def test_a_folder_that_may_not_be_written() -> None:
    top = Path(tempfile.mkdtemp())
    try:
        top.chmod(0o755)
        name = str(top / "releases")
        assert publish(name, 0, release(0)) == PUBLISHED
        before = held(name)
        for path in (top / "releases", *(top / "releases").rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)

        def work() -> int:
            if os.getuid() == 0:
                os.setgroups([])
                os.setuid(65534)
            return publish(name, 1, release(1))

        assert ended(forked(work, top)) == OTHER
        assert held(name) == before
    finally:
        for path in top.rglob("*"):
            path.chmod(0o755)
        shutil.rmtree(top)


def test_a_registry_that_stops_half_way(tmp_path: Path) -> None:
    port = free_port()
    name = f"oci://127.0.0.1:{port}/vera"
    chance = random.Random(3)
    expected: dict[str, Release] = {}
    codes = set()
    for number in range(6):
        made = release(number)
        with running_registry(tmp_path, port) as running:
            child = forked(lambda made=made, number=number: publish(name, number, made), tmp_path)
            time.sleep(chance.uniform(0, 0.1))
            running.process.kill()
            codes.add(ended(child))
        with running_registry(tmp_path, port):
            version = f"1.0.{number}+260101.1"
            assert held(name) in (expected, {**expected, version: made})
            assert publish(name, number, made) in (PUBLISHED, UNCHANGED)
            expected[version] = made
            assert held(name) == expected
    assert codes <= {PUBLISHED, OTHER}
    assert OTHER in codes


def test_no_clock_has_a_say(tmp_path: Path) -> None:
    """What is pushed is the same at another moment: the ids of commits and tags are."""
    found = []
    for number in range(2):
        git(tmp_path, "init", "--quiet", "--bare", "--initial-branch", "main", f"{number}.git")
        name = str(tmp_path / f"{number}.git")
        assert publish(name, 1, release(1)) == PUBLISHED
        found.append(git(Path(name), "for-each-ref"))
        time.sleep(1.1)
    assert found[0] == found[1] != ""


# -- registries that are none ------------------------------------------------------------------------------------------


class _Strange(BaseHTTPRequestHandler):
    """Answers every request with what a test said."""

    status = 200
    headers_: ClassVar[Mapping[str, str]] = {}
    body = b""
    seconds = 0.0

    def do_GET(self) -> None:
        with suppress(OSError):
            self.send_response(self.status)
            for name, value in self.headers_.items():
                self.send_header(name, value)
            self.end_headers()
            for byte in self.body:
                self.wfile.write(bytes([byte]))
                time.sleep(self.seconds)

    do_HEAD = do_POST = do_PUT = do_GET  # noqa: N815 - as the base class calls them

    def log_message(self, *_: object) -> None:
        """Nothing."""


@contextmanager
def strange(kind: type[_Strange] = _Strange, **fields: object) -> Iterator[Target]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Strange", (kind,), fields))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield RegistryTarget(Registry(f"oci://127.0.0.1:{server.server_port}/vera", timeout=0.2))
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


STRANGE = {
    "nonsense": {"body": b"<html>hello"},
    "another JSON": {"body": b"[1, 2]"},
    "tags that are none": {"body": b'{"tags": [1]}'},
    "an image of nonsense": {"body": b'{"tags": ["1.0.0"], "annotations": 3}'},
    "a fault of its own": {"status": 500},
    "a login": {"status": 401},
    "elsewhere": {"status": 307, "headers_": {"Location": "ftp://example.org/"}},
    "less than it said": {"body": b'{"tags": []}', "headers_": {"Content-Length": "99"}},
    "slowly": {"body": b'{"tags": []}' * 9, "seconds": 0.1},
    "nothing at all": {"seconds": 9, "body": b"{"},
    "pages without end": {"body": b'{"tags": []}', "headers_": {"Link": '</v2/x>; rel="next"'}},
    "a page elsewhere": {"body": b'{"tags": []}', "headers_": {"Link": '<http://a/>; rel="next"'}},
}


@pytest.mark.parametrize("what", STRANGE)
def test_a_registry_that_answers_something_else(what: str) -> None:
    with strange(**STRANGE[what]) as target:
        began = time.monotonic()
        for done in (
            target.releases,
            lambda: target.publish(release(1), label("1.0.1+260101.1")),
        ):
            with pytest.raises(ReleaseRefusedError) as found:
                done()
            assert found.value.diagnostic.id in ("REL12", "REL09")
            assert found.value.diagnostic.hint
        assert time.monotonic() - began < 30


class _Guarded(_Strange):
    """Gives what it has to those who have a token, and a token to those who log in."""

    asked: ClassVar[list[tuple[str, str]]] = []

    def do_GET(self) -> None:
        login = self.headers.get("Authorization", "")
        self.asked.append((self.path, login))
        status, body, challenge = 200, b'{"tags": []}', ""
        if self.path.startswith("/token"):
            status, body = (
                (200, b'{"token": "t0"}') if login == "Basic bmFtZTp3b3Jk" else (401, b"")
            )
        elif login != "Bearer t0":
            realm = f"http://127.0.0.1:{self.server.server_port}/token"
            status, challenge = (
                401,
                f'Bearer realm="{realm}",service="s",scope="repository:vera:pull"',
            )
        self.send_response(status)
        if challenge:
            self.send_header("WWW-Authenticate", challenge)
        self.end_headers()
        self.wfile.write(body)


@pytest.mark.parametrize(
    ("login", "fits"), [("name:word", True), ("name:other", False), ("", False)]
)
def test_a_registry_that_gives_tokens(
    monkeypatch: pytest.MonkeyPatch, login: str, fits: bool
) -> None:
    monkeypatch.setenv("VERAC_REGISTRY_LOGIN", login)
    _Guarded.asked.clear()
    with strange(_Guarded) as target:
        if fits:
            assert target.releases() == ()
        else:
            with pytest.raises(ReleaseRefusedError) as found:
                target.releases()
            assert found.value.diagnostic.id == "REL12"
            assert "login" in found.value.diagnostic.message
    token = next(path for path, _ in _Guarded.asked if path.startswith("/token"))
    assert token == "/token?service=s&scope=repository%3Avera%3Apull"


@pytest.mark.parametrize("realm", ["http://example.org/token", "file:///etc/passwd", "", "x"])
def test_a_token_is_asked_over_tls_or_at_the_registry_only(realm: str) -> None:
    challenge = {"WWW-Authenticate": f'Bearer realm="{realm}"'}
    with strange(status=401, headers_=challenge) as target:
        with pytest.raises(ReleaseRefusedError) as found:
            target.releases()
        assert found.value.diagnostic.id == "REL12"


def test_a_registry_that_is_not_there() -> None:
    target = opened(f"oci://127.0.0.1:{free_port()}/vera")
    with pytest.raises(ReleaseRefusedError) as found:
        target.releases()
    assert found.value.diagnostic.id == "REL12"
