"""A small model as text, and as a release; where the project lies, and what a run of the command line says."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

REPO = Path(__file__).resolve().parents[2]

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
    ernst { GM11 uit, RD05 uit }
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

# The same model as the source data sheet of a release: headers, and per row what differs between rows.
SHEET_HEADER = (
    "Modelnaam", "Modelversie", "Modelomschrijving", "Bericht/Informatiedomein", "Entiteit", "AttribuutSorteernummer",
    "Attribuutnaam", "Attribuuttype", "Attribuutomschrijving", "AttribuutIsKerngegeven", "AttribuutConstraint",
    "AttribuutRegEx",
)  # fmt: skip
SHEET = (
    ("Klein", "Algemeen", "Referentiedata", "id", "string", "x", ""),
    ("Klein", "Algemeen", "Referentiedata", "code", "string", "x", ""),
    ("Klein", "Algemeen", "Referentiedata", "naam", "string", "x", ""),
    ("Klein", "Relaties", "Relatie", "id", "string", "x", ""),
    ("Klein", "Relaties", "Relatie", "code", "string", "x", ""),
    ("Klein", "Relaties", "Relatie", "soort", "Link type Referentiedata RELATIESOORT", "x", ""),
    ("Klein", "Relaties", "Persoon", "geboortedatum", "date", "", ""),
    ("Klein", "Relaties", "Persoon", "achternaam", "string", "", ""),
    ("Klein", "Relaties", "Organisatie", "kvkNummer", "string", "", "^[0-9]{8}$"),
    ("BRG", "Relaties", "Relatie", "id", "string", "x", ""),
    ("BRG", "Relaties", "Relatie", "code", "string", "x", ""),
    ("BRG", "Relaties", "Relatie", "soort", "Link type Referentiedata RELATIESOORT", "x", ""),
    ("BRG", "Relaties", "Persoon", "achternaam", "string", "", ""),
    ("BRG", "Relaties", "Organisatie", "kvkNummer", "string", "", "^[0-9]{8}$"),
)
CODES = """\
Soort;Code;Naam;Omschrijving;Begindatum;Einddatum;Parent;Informatiedomein
RELATIESOORT;PER;Persoon;;;;;
RELATIESOORT;ORG;Organisatie;;;;;
"""


class Run(NamedTuple):
    """How a run of the command line ended."""

    code: int
    out: str
    err: str


def contents(folder: Path) -> dict[str, bytes | None]:
    """Everything under `folder` by its relative path: the bytes of each file, None for a folder."""
    found = sorted(folder.rglob("*"))
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in found
    }
