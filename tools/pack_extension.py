"""Pack the extension for Visual Studio Code into dist/verac.vsix: `make extension`.

Its version is that of verac, its licence the one of the project. The same files make the same bytes.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from compiler import __version__

ROOT = Path(__file__).resolve().parents[1]
EXTENSION = ROOT / "editors" / "vscode"
PACKED = ROOT / "dist" / "verac.vsix"
_NOT_PACKED = shutil.ignore_patterns("node_modules", "dist", "tests", ".vscode-test")
_ONE_DAY = "315619200"  # in seconds, the second of January 1980: a zip holds it in every time zone


def pack(target: Path) -> None:
    """Write the extension to `target`, from a copy, so that nothing is left in the folder of its sources."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made, "extension")
        shutil.copytree(EXTENSION, folder, ignore=_NOT_PACKED)
        shutil.copy(ROOT / "LICENSE", folder)
        (folder / "node_modules").symlink_to(EXTENSION / "node_modules")
        programs = EXTENSION / "node_modules" / ".bin"
        _run(folder, programs / "tsc", "--noEmit")
        _run(folder, "node", "build.mjs")
        target.parent.mkdir(parents=True, exist_ok=True)
        kept = (
            "--no-update-package-json",
            "--no-git-tag-version",
            "--no-dependencies",
            "--no-rewrite-relative-links",
        )
        _run(folder, programs / "vsce", "package", __version__, *kept, "--out", target)


def _run(folder: Path, *command: str | Path) -> None:
    environment = {**os.environ, "SOURCE_DATE_EPOCH": _ONE_DAY, "TZ": "UTC"}
    ended = subprocess.run(  # noqa: S603 - programs of the folder's own packages
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    if ended.returncode:
        raise SystemExit(f"{' '.join(map(str, command))}\n{ended.stdout}{ended.stderr}")


if __name__ == "__main__":
    pack(PACKED)
    print(f"{PACKED.relative_to(ROOT)}: {PACKED.stat().st_size // 1024} KiB")
