"""A registry on this machine, as Debian has it, for as long as a test asks."""

from __future__ import annotations

import subprocess
import time
import urllib.request
from contextlib import closing, suppress
from pathlib import Path
from socket import socket
from typing import Self

from tests.helpers.released import need


def free_port() -> int:
    """A port of this machine that nobody listens at."""
    with closing(socket()) as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


class running_registry:  # noqa: N801 - read as a word behind `with`
    """A registry that runs as long as its block."""

    def __init__(self, folder: Path, port: int) -> None:
        self._config = folder / "config.yml"
        self._config.write_text(
            "version: 0.1\nlog: {level: error}\n"
            f"storage: {{filesystem: {{rootdirectory: {folder / 'data'}}}}}\n"
            f"http: {{addr: '127.0.0.1:{port}'}}\n",
            encoding="utf-8",
        )
        self._address = f"http://127.0.0.1:{port}/v2/"

    def __enter__(self) -> Self:
        command = [need("docker-registry"), "serve", self._config]
        self.process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        for _ in range(200):
            with suppress(OSError), urllib.request.urlopen(self._address, timeout=1):
                return self
            time.sleep(0.05)
        raise AssertionError("the registry does not start")

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
