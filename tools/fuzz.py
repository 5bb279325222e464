"""Run the random tests with new seeds, for as long as asked, until one fails: python -m tools.fuzz [MINUTES] [SEED].

What fails is printed small, as hypothesis finds it, with the seed that finds it again. A round runs every random test
once; a new round begins while there is time. Exit code 1 where something failed.
"""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import time

_COMMAND = (
    sys.executable,
    "-m",
    "pytest",
    "-m",
    "hypothesis",
    "-q",
    "-n",
    "auto",
    "--dist",
    "loadgroup",
)


def fuzz(minutes: float, seed: int | None = None) -> int:
    """Rounds of the random tests for `minutes`, or one of `seed`; the exit code of the last one."""
    end = time.monotonic() + 60 * minutes
    rounds = 0
    while True:
        rounds += 1
        chosen = secrets.randbits(32) if seed is None else seed
        print(f"round {rounds}, seed {chosen}", flush=True)
        command = [*_COMMAND, f"--hypothesis-seed={chosen}"]
        ended = subprocess.run(  # noqa: S603 - our own tests
            command, env={**os.environ, "VERAC_RANDOM_TESTS": "fuzz"}, check=False
        )
        if ended.returncode:
            print(f"again: python -m tools.fuzz 0 {chosen}")
            return 1
        if seed is not None or time.monotonic() > end:
            return 0


if __name__ == "__main__":
    asked = sys.argv[1:3]
    sys.exit(fuzz(float(asked[0]) if asked else 10, int(asked[1]) if len(asked) > 1 else None))
