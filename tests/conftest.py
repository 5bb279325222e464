"""What most tests need: a small model, the command line as a process of its own, and the published releases."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

REPO = Path(__file__).resolve().parents[1]

SMALL = {
    "standaard.vera": """\
standaard Klein {
    titel "Klein"
    versie "1.0.0"
    koppelvlak {
        server "https://{model}.example.org/v{hoofdversie}"
        paginalimiet 100
    }
    ids {
        kern id : string
        kern code : string
    }
}

envelop Bericht {
    Referentiedata { alle }
}
""",
    "domeinen/Algemeen.vera": """\
gedeeld domein Algemeen

entiteit Referentiedata (meervoud Referentiedata) {
    kern naam : string
}
""",
    "domeinen/Relaties.vera": """\
domein Relaties

/// Een mens of organisatie.
abstract entiteit Relatie {
    kern soort : RELATIESOORT
}

entiteit Persoon is Relatie (meervoud Personen) {
    geboortedatum : date
    achternaam : string
}

entiteit Organisatie is Relatie {
    kvkNummer : string patroon /^[0-9]{8}$/
}
""",
    "ketenprocessen/BRG.vera": """\
ketenproces BRG "Beheer relaties"

bericht Relaties over Relatie {
    Relatie { alle }
    Persoon { alle behalve geboortedatum }
    Organisatie { alle }
}
""",
    "referentiedata.vera": """\
referentiedata RELATIESOORT {
    PER "Persoon"
    ORG "Organisatie"
}
""",
}


class Run(NamedTuple):
    """How a run of the command line ended."""

    code: int
    out: str
    err: str


def contents(folder: Path) -> dict[str, bytes]:
    """Every file under `folder` by its relative path, and every empty folder."""
    found = {p.relative_to(folder).as_posix(): p for p in sorted(folder.rglob("*"))}
    return {
        path: p.read_bytes() if p.is_file() else b"" for path, p in found.items() if p.is_file() or not any(p.iterdir())
    }


@pytest.fixture
def small_model(tmp_path: Path) -> Path:
    """The folder of a small model without findings: inheritance, a list, two domains, a process with a message."""
    for name, text in SMALL.items():
        path = tmp_path / "model" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "model"


@pytest.fixture
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a run: this checkout, and a cache that only this test uses."""
    cache = str(tmp_path_factory.mktemp("cache"))
    return {**os.environ, "PYTHONPATH": str(REPO), "VERAC_CACHE": cache, "PYTHONIOENCODING": "utf-8"}


@pytest.fixture
def verac(tmp_path: Path, environment: dict[str, str]) -> Callable[..., Run]:
    """Run `verac` with some arguments as a process, from `cwd` and with `env` over the usual environment."""

    def run(*arguments: object, cwd: Path = tmp_path, env: Mapping[str, str] | None = None) -> Run:
        command = [sys.executable, "-m", "compiler", *map(str, arguments)]
        found = subprocess.run(
            command,
            cwd=cwd,
            env=environment | dict(env or {}),
            capture_output=True,
            stdin=subprocess.DEVNULL,
            check=False,
        )
        return Run(found.returncode, found.stdout.decode(), found.stderr.decode())

    return run


@pytest.fixture(scope="session")
def shared() -> Path:
    """The published releases beside the checkout; without them tests are skipped, but on CI they fail."""
    path = REPO.parent / "shared" / "vera"
    if not path.is_dir():
        reason = f"the published releases are not at {path}"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return path


SHEET_HEADER = (
    "Modelnaam", "Modelversie", "Modelomschrijving", "Bericht/Informatiedomein", "Entiteit", "AttribuutSorteernummer",
    "Attribuutnaam", "Attribuuttype", "Attribuutomschrijving", "AttribuutIsKerngegeven", "AttribuutConstraint",
    "AttribuutRegEx",
)  # fmt: skip
SHEET = [
    ("Klein", "1.0.0", "Klein", domain, entity, number, attribute, type_, "", core, "", "")
    for number, (domain, entity, attribute, type_, core) in enumerate((
        ("Algemeen", "Referentiedata", "id", "string", "x"),
        ("Algemeen", "Referentiedata", "code", "string", "x"),
        ("Algemeen", "Referentiedata", "naam", "string", "x"),
        ("Relaties", "Relatie", "id", "string", "x"),
        ("Relaties", "Relatie", "code", "string", "x"),
        ("Relaties", "Relatie", "soort", "Link type Referentiedata RELATIESOORT", "x"),
        ("Relaties", "Persoon", "geboortedatum", "date", ""),
        ("Relaties", "Persoon", "achternaam", "string", ""),
        ("Relaties", "Organisatie", "kvkNummer", "string", ""),
    ), 1)
] + [("BRG", "1.0.0", "Beheer relaties", "Relaties", "Persoon", 1, "achternaam", "string", "", "", "", "")]  # fmt: skip
CODES = "Soort;Code;Naam\nRELATIESOORT;PER;Persoon\nRELATIESOORT;ORG;Organisatie\n"
