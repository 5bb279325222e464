"""All texts of a model are walked over where they are written: descriptions, constraints, titles, names of values."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from compiler.language.declarations import Doc, SourceFile
from compiler.model.model import Model
from compiler.model.written_texts import written_texts
from compiler.pipeline import check, parse

ROOT = Path(__file__).resolve().parents[2]
SMALL = """
/// tekst van de standaard
standaard Klein {
    titel "titel van de standaard"
    versie "1.0.0"
    ids {
        /// tekst van een sleutel
        kern id : string beperking "beperking van een sleutel"
    }
    koppelvlak {
        typen { Cursor string }
        parameters {
            /// tekst van een parameter
            query cursor Cursor
        }
    }
}
/// tekst van de envelop
envelop Bericht {
    /// tekst in de envelop
    kenmerk : string
}
/// tekst van het domein
domein A {
    /// tekst van de entiteit
    entiteit Boek {
        /// tekst van het attribuut
        titel : string beperking "beperking van het attribuut"
        soort : BOEKSOORT
    }
}
/// tekst van de lijst
referentiedata BOEKSOORT (domein A) {
    /// tekst van de waarde
    ROM "naam van de waarde"
}
/// tekst van het proces
ketenproces LEN "titel van het proces"
/// tekst van het bericht
bericht Boeken over Boek {
    /// tekst van de projectie
    Boek {
        titel
        soort
        /// tekst van wat het bericht zelf heeft
        eigen extra : string
    }
}
/// tekst van de rol
rol Lener
"""


def docs(node: Any) -> Iterator[str]:
    """The descriptions that are written anywhere in a declaration."""
    if isinstance(node, Doc):
        yield node.text
    elif isinstance(node, tuple):
        for inner in node:
            yield from docs(inner)


def sound(files: dict[str, bytes]) -> tuple[Model, list[SourceFile]]:
    model = check(files).model
    assert model is not None
    return model, [each.source for each in parse(files)]


def test_each_text_stands_once():
    model, _ = sound({"a.vera": SMALL.encode()})
    found = [each.text for each in written_texts(model)]
    beginnings = ("tekst ", "titel ", "naam ", "beperking ")
    assert sorted(found) == sorted(
        line.split('"')[-2]
        if '"' in line and "1.0.0" not in line
        else line.split("///")[-1].strip()
        for line in SMALL.splitlines()
        if any(word in line for word in beginnings) and ("///" in line or '"' in line)
    )


def test_it_stands_beside_its_name():
    model, _ = sound({"a.vera": SMALL.encode()})
    lines = SMALL.splitlines()
    for each in written_texts(model):
        if each.text.startswith("tekst ") and "parameter" not in each.text:
            assert each.place.text in lines[each.place.span.line - 1]
            assert each.text in "\n".join(lines[: each.place.span.line])


@pytest.mark.parametrize("name", ["vera", "voorbeeld"])
def test_no_description_of_a_model_is_left_out(name: str):
    folder = ROOT / "models" / name
    files = {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*.vera")}
    model, sources = sound(files)
    written = {text for source in sources for text in docs(source.statements)}
    assert written - {each.text for each in written_texts(model)} == set()
