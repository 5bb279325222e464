"""Ten typical mistakes in models/vera, one at a time: one finding more, at its place, and its mend makes the model as it was.

Findings that the model has already stay out of it.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from compiler import pipeline
from compiler.base.applying import applied
from compiler.base.context import Context
from compiler.base.diagnostics import Diagnostic
from compiler.workspace.model_reading import read_model
from tests.helpers.memory_store import MemoryStore

VERA = Path(__file__).parents[2] / "models" / "vera"
CONTEXT = Context(MemoryStore(), "mistakes")


class Mistake(NamedTuple):
    """In a file `written` stands for `meant`; the finding is of `id`, at the words `at`, and says `message`."""

    file: str
    meant: str
    written: str
    id: str
    at: str
    message: str


MISTAKES = {
    "a keyword": Mistake("domeinen/Relaties.vera", "entiteit Account ", "entitiet Account ", "SYN01", "entitiet", "entitiet"),
    "a type": Mistake("domeinen/Relaties.vera", "gebruikersnaam  : string", "gebruikersnaam  : strng", "NAM01", "strng", "strng"),
    "an entity": Mistake("domeinen/Relaties.vera", "relatie         : Relatie.", "relatie         : Reltie.", "NAM01", "Reltie", "Reltie"),
    "a list": Mistake("domeinen/Relaties.vera", "status          : ACCOUNTSTATUS", "status          : ACOUNTSTATUS", "NAM01", "ACOUNT", "ACOUNTSTATUS"),
    "a brace": Mistake("domeinen/Relaties.vera", "}\n\n/// Gepland bezoek", "\n/// Gepland bezoek", "SYN01", "{", "not closed"),
    "what a message shows": Mistake("ketenprocessen/BRG.vera", "        rekeningnummer\n", "        rekeningnumer\n", "NAM04", "rekeningnumer", "rekeningnumer"),
    "a capital": Mistake("domeinen/Relaties.vera", "    gebruikersnaam  :", "    Wachtwoord : string\n    gebruikersnaam  :", "GN04", "Wachtwoord", "begins with a capital"),
    "a plural": Mistake("domeinen/Relaties.vera", "    relaties                  : Relatie.sleutels[]\n}", "    relaties                  : Relatie.sleutels[]\n    trefwoord : string[]\n}", "GN07", "trefwoord", "no plural"),
    "the colon": Mistake("domeinen/Relaties.vera", "    gebruikersnaam  : string", "    gebruikersnaam  = string", "SYN01", "= string", "does not fit"),
    "a domain": Mistake("referentiedata.vera", "ACCOUNTSTATUS (domein Relaties)", "ACCOUNTSTATUS (domein Relatis)", "RD05", "Relatis)", "Relatis"),
}  # fmt: skip


@cache
def model() -> tuple[dict[str, bytes], Counter[tuple[str, str]]]:
    files = read_model(VERA).files
    return files, told(pipeline.review(files, CONTEXT).diagnostics)


def told(found: tuple[Diagnostic, ...]) -> Counter[tuple[str, str]]:
    return Counter((each.id, each.message) for each in found)


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_one_finding_and_its_mend_takes_it_back(name: str) -> None:
    mistake = MISTAKES[name]
    files, before = model()
    text = files[mistake.file].decode()
    assert text.count(mistake.meant) >= 1
    wrong = text.replace(mistake.meant, mistake.written, 1)
    found = pipeline.review({**files, mistake.file: wrong.encode()}, CONTEXT).diagnostics
    new = [each for each in found if (each.id, each.message) not in before]
    (finding,) = new
    assert finding.id == mistake.id
    assert mistake.message in finding.message
    assert finding.span.file == mistake.file
    line = wrong.split("\n")[finding.span.line - 1]
    assert line[finding.span.column - 1 :].startswith(mistake.at)
    texts = {path: content.decode() for path, content in files.items()} | {mistake.file: wrong}
    changed = applied(texts, finding.mends[0].edits)
    assert changed is not None
    mended = {**texts, **changed}
    after = pipeline.review({path: each.encode() for path, each in mended.items()}, CONTEXT)
    assert told(after.diagnostics) - before == Counter()
