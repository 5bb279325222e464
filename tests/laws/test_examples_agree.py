"""Whatever the model, what `verac example` shows is right for `verac validate`: ends after begins, details that fit."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compiler.base.context import Context
from compiler.emit.examples.maker import Examples
from compiler.emit.examples.selection import Size
from compiler.emit.jsonschema.emitter import emit_message_schema
from compiler.emit.jsonschema.options import SchemaOptions
from compiler.emit.jsonschema.plan import MESSAGE_KINDS
from compiler.emit.jsonschema.planning import plan_message
from compiler.language.parser import parse_text
from compiler.messages.parents import with_parents
from compiler.messages.validator import MessageValidator
from compiler.model.linking.link import link_sources
from compiler.model.model import Model

LISTS = ("SOORT", "DETAIL", "FIJN", "BOOM")
CODES = ("AAN", "BEE", "CEE", "DEE")
CODED = (
    "soort", "detailSoort", "subSoort", "soorten", "detailSoorten", "vorm", "detailVorm", "fijneVorm", "tak",
)  # fmt: skip
DATED = (
    "begindatum", "einddatum", "eindedatum", "startdatum", "begintijd", "eindtijd", "startBegindatum",
    "startEinddatum", "eindBegindatum", "garantieBegin", "garantieEind", "geplandeEinddatum", "begindatumHuur",
    "einddatumHuur", "beginmaand", "eindmaand",
)  # fmt: skip
PATTERNS = ("", "", "", "^2026", "^20(1|2)", "-05-", "Z$", "01$", "^(0[0-9]|1[0-2])")
SIZES: tuple[Size, ...] = ("minimal", "usual", "full")


@st.composite
def models(draw: st.DrawFn) -> Model:
    """A model of entities that have attributes with periods and codes, and embed each other."""
    samples = ", ".join(f"{name} {_samples(draw)}" for name in DATED if draw(st.booleans()))
    manifest = f'versie "1.0.0", ids {{ kern id : string }}, voorbeelden {{ {samples} }}'
    lines = [f"standaard S {{ {manifest} }}", "domein D"]
    for number in range(3):
        names = draw(st.lists(st.sampled_from(CODED + DATED), min_size=2, unique=True))
        attributes = [_attribute(draw, name) for name in names]
        attributes += [f"deel{other} : E{other}" for other in range(number)]
        lines.append(f"entiteit E{number} (meervoud E{number}s) {{ {', '.join(attributes)} }}")
    # A parent stands in a list before; a code stands once (RD01, RD03)
    for number, name in enumerate(LISTS):
        codes = draw(st.lists(st.sampled_from(CODES), max_size=4, unique=True))
        values = ", ".join(_value(draw, each, LISTS[:number]) for each in codes)
        lines.append(f"referentiedata {name} {{ {values} }}")
    shown = ", ".join(f"E{number} {{ alle }}" for number in range(3))
    lines += ['ketenproces P "P"', f"bericht M over E2 {{ {shown} }}"]
    parsed = parse_text("\n".join(lines))
    model = link_sources([parsed.source]).model
    assert model is not None, lines
    assert not parsed.diagnostics, lines
    return model


def _samples(draw: st.DrawFn) -> str:
    """Values for an attribute with a day, a moment and a time of day, of which one fits its type."""
    day = draw(st.dates(date(2026, 1, 1), date(2026, 12, 31)))
    hour, zone = draw(st.integers(0, 23)), draw(st.sampled_from(["Z", "+01:00"]))
    return f'"{day}" "{day}T{hour:02}:00:00{zone}" "{hour:02}:00:00"'


def _attribute(draw: st.DrawFn, name: str) -> str:
    if name in CODED:
        return f"{name} : {draw(st.sampled_from(LISTS))}{'[]' if name.endswith('en') else ''}"
    type_ = draw(st.sampled_from(["date", "date", "dateTime", "time", "integer", "string"]))
    pattern = draw(st.sampled_from(PATTERNS)) if draw(st.integers(0, 3)) == 0 else ""
    return f"{name} : {type_}" + (f" patroon /{pattern}/" if pattern else "")


def _value(draw: st.DrawFn, code: str, lists: tuple[str, ...]) -> str:
    parent = ""
    if lists and draw(st.integers(0, 3)):
        parent = f" ouder {draw(st.sampled_from(lists))}.{draw(st.sampled_from(CODES))}"
    end = ' tot "2020-12-31"' if draw(st.integers(0, 4)) == 0 else ""
    return f'{code} "Naam"{parent}{end}'


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    models(),
    st.sampled_from(SIZES),
    st.sampled_from(MESSAGE_KINDS),
    st.sampled_from(["", "2026-02-01"]),
)
def test_an_example_agrees_with_itself(model: Model, size: Size, operation: str, codes: str):
    process = model.processes["P"]
    (message,) = process.messages
    options = SchemaOptions(codes=codes)
    (document,) = plan_message(model, process, message, SchemaOptions(), (operation,))
    text = emit_message_schema(model, process, message, operation, options, Context())
    checked = MessageValidator(with_parents(json.loads(text), model.codelists))
    example: Any = Examples(model, date.fromisoformat(codes) if codes else None).of(document, size)
    found = [each for each in checked.check(example) if each.id in ("PL24", "PL25")]
    assert found == [], example
