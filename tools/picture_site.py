"""Pictures of a site for docs/site.md, by hand: python -m tools.picture_site, where Chromium is installed."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.helpers.browser import browser

ROOT = Path(__file__).resolve().parents[1]
OUTPUT = ROOT / "docs" / "pictures"
EXAMPLES = ROOT / "docs" / "examples"
# What is shown: the site, the page in it, the width and the height of the window, light or dark.
PICTURES = {
    "site-entity.png": ("voorbeeld", "1.0.0/entiteit/Lid/index.html", 1100, 800, "light"),
    "site-guide.png": ("voorbeeld", "1.0.0/uitleg/aan-de-balie/index.html", 420, 760, "dark"),
    "site-versions.png": ("boeken", "2.0.0/versies/1.1.0/index.html", 1100, 560, "light"),
}


def main() -> int:
    """Write the pictures."""
    with tempfile.TemporaryDirectory() as folder, browser() as started:
        sites = {"voorbeeld": _site(ROOT / "models" / "voorbeeld", Path(folder) / "voorbeeld")}
        older = [EXAMPLES / f"boeken-{version}" for version in ("1.0.0", "1.1.0")]
        sites["boeken"] = _site(EXAMPLES / "boeken-2.0.0", Path(folder) / "boeken", *older)
        OUTPUT.mkdir(exist_ok=True)
        for name, (site, path, width, height, scheme) in PICTURES.items():
            size = {"width": width, "height": height}
            context = started.new_context(viewport=size, color_scheme=scheme)  # type: ignore[arg-type,typeddict-item]
            page = context.new_page()
            page.goto(f"{sites[site].as_uri()}/{path}")
            if page.locator(".versies summary").count():
                page.click(".versies summary")
            page.screenshot(path=OUTPUT / name)
            context.close()
    return 0


def _site(model: Path, output: Path, *others: Path) -> Path:
    """The site of a copy of `model`, which stays as it is, and of other versions of it."""
    copy = output.with_name(f"{output.name}-model")
    for path in model.rglob("*"):
        if path.suffix in (".vera", ".md"):
            place = copy / path.relative_to(model)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(path.read_bytes())
    more = [part for each in others for part in ("--with", str(each))]
    command = [sys.executable, "-m", "compiler.cli", "site", str(copy), "-o", str(output), *more]
    subprocess.run(command, check=True)  # noqa: S603 - our own program
    return output


if __name__ == "__main__":
    sys.exit(main())
