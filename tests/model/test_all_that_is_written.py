"""All that a declaration says stands in the model, each word in its own place; and what is not said is empty."""

from __future__ import annotations

from compiler.language.parser import parse_text
from compiler.model.elements import TypeKind
from compiler.model.linking.link import link_sources
from compiler.model.model import Model
from tests.compare.test_diff import model_of
from tests.helpers.structure import structure

EVERYTHING = """\
standaard S { versie "1.2.3", ids { kern id : string } }
bedrijfsobject Woonpand
bedrijfsproces Bouwen
/// Waar gebouwd wordt.
werkproces Metselen (bedrijfsproces Bouwen, negeer CS07 "Zo heet het.")
/// Van wonen.
gedeeld domein Wonen (voorheen Huizen)
/// Een pand.
abstract entiteit Pand (meervoud Panden, pad gebouwen, voorheen Huis, bedrijfsobject Woonpand, negeer GN04 "Zo.") {
    kern soort : SOORT
    /// Hoe groot.
    vervallen maat : decimal[] beperking "Klein." patroon /^1/ afgeleid "Uit X." voorheen bouw bron BAG negeer GN03 "Z."
    buren : Pand.sleutels[]
}
entiteit Flat is Pand (als soort FLA GAL) { lift : Lift }
waardeobject Lift { merk : string }
domein Los (zonder document)
/// Soorten.
referentiedata SOORT (domein Wonen Los, voorheen TYPE, negeer RD01 "Zo.") {
    FLA "Flat"
    /// Met een galerij.
    GAL "Galerij" ouder SOORT.FLA vanaf "2026-01-01" tot "2026-12-31" domein "Wonen" voorheen "GA" negeer RD02 "Zo."
}
/// Van bericht tot bericht.
envelop Bericht {
    zender : Pand.sleutels
    /// Kort.
    Pand { maat }
}
/// Bouw.
ketenproces BOU "Bouwen" (versie "2.0.0", voorheen BO, bedrijfsproces Bouwen)
/// Panden.
bericht Panden over Pand (pad huizen, voorheen Huizen) {
    /// Alles.
    Pand { alle }
    Flat { eigen dak : Flat.sleutels }
}
ketenproces SLO
bericht GroteLiften over Lift { Lift { alle } }
"""


def model() -> Model:
    parsed = parse_text(EVERYTHING, "a.vera")
    linked = link_sources([parsed.source])
    assert [*parsed.diagnostics, *linked.diagnostics] == []
    return linked.model


PRIMITIVE, LIST, ENTITY = TypeKind.PRIMITIVE, TypeKind.CODELIST, TypeKind.ENTITY


def attribute(name: str, kind: TypeKind, target: str, **said: object) -> tuple[object, ...]:
    """What `structure` tells of an attribute of which only `said` is said."""
    empty = {
        "keys": False, "many": False, "description": "", "core": False, "obsolete": False, "constraint": "",
        "pattern": "", "derived": "", "formerly": "", "standard": False, "own": False, "source": "", "reasons": (),
    }  # fmt: skip
    assert said.keys() <= empty.keys()
    return (name, kind, target, *(empty | said).values())


SIZE = attribute(
    "maat", PRIMITIVE, "decimal", many=True, description="Hoe groot.", obsolete=True, constraint="Klein.",
    pattern="^1", derived="Uit X.", formerly="bouw", source="BAG", reasons=(("GN03", "Z."),),
)  # fmt: skip
OF_BUILDING = [
    attribute("id", PRIMITIVE, "string", core=True, standard=True),
    attribute("soort", LIST, "SOORT", core=True),
    SIZE,
    attribute("buren", ENTITY, "Pand", keys=True, many=True),
]
OF_LIFT = [attribute("merk", PRIMITIVE, "string")]
OWN = attribute("dak", ENTITY, "Flat", keys=True, own=True)
EXPECTED = (
    [("Wonen", "Van wonen.", True, ("Pand", "Flat", "Lift"), True, "Huizen"), ("Los", "", False, (), False, "")],
    [
        ("Pand", "Wonen", "Een pand.", True, False, None, ("Flat",), "Panden", "gebouwen", OF_BUILDING,
         (("GN04", "Zo."),), "Huis", (), "Woonpand"),
        ("Flat", "Wonen", "", False, False, "Pand", (), "Flats", "flats", [attribute("lift", ENTITY, "Lift")],
         (), "", ("soort", "FLA", "GAL"), ""),
        ("Lift", "Wonen", "", False, True, None, (), "Liften", "liften", OF_LIFT, (), "", (), ""),
    ],
    [
        ("SOORT", "Soorten.", ("Wonen", "Los"), "TYPE", (("RD01", "Zo."),), [
            ("FLA", "Flat", "", None, "", "", (), "", ()),
            ("GAL", "Galerij", "Met een galerij.", ("SOORT", "FLA"), "2026-01-01", "2026-12-31", ("Wonen",), "GA",
             (("RD02", "Zo."),)),
        ]),
    ],
    [
        ("BOU", "Bouwen", "2.0.0", "Bouw.", "BO", ("Bouwen",), [
            ("Panden", "Pand", "huizen", "Panden.", "Huizen", [("Pand", "Alles.", OF_BUILDING), ("Flat", "", [OWN])]),
        ]),
        ("SLO", "SLO", "", "", "", (), [("GroteLiften", "Lift", "grote-liften", "", "", [("Lift", "", OF_LIFT)])]),
    ],
    (
        [attribute("zender", ENTITY, "Pand", keys=True)],
        [("Pand", "Kort.", [(*SIZE[:-1], ())])],  # what is suppressed of the entity is not, of the envelope
    ),
    [
        ("bedrijfsobject", "Woonpand", "", (), ()),
        ("bedrijfsproces", "Bouwen", "", (), ()),
        ("werkproces", "Metselen", "Waar gebouwd wordt.", ("Bouwen",), (("CS07", "Zo heet het."),)),
    ],
)  # fmt: skip


def test_all_that_is_written_stands_in_the_model():
    for found, expected in zip(structure(model())[1:], EXPECTED, strict=True):
        assert found == expected


def test_names_stand_where_they_are_written():
    made = model()
    lines = EVERYTHING.splitlines()
    building, flat, _ = made.entities.values()
    size, code = building.attributes[2], made.codelists["SOORT"].codes[1]
    message = made.processes["BOU"].messages[0]
    assert code.parent_at is not None
    names = [
        *(element.name for element in made.architecture.values()), *(domain.name for domain in made.domains.values()),
        building.name, flat.name, flat.base_name, size.name, size.type_name, size.source,
        made.codelists["SOORT"].name, code.code, *code.parent_at, code.begin_at, code.end_at,
        made.envelope.name, made.processes["BOU"].code, message.name,
        *(projection.name for projection in message.projections.values()),
    ]  # fmt: skip
    for name in names:
        written = lines[name.line - 1][name.span.column - 1 :]
        assert written.lstrip('"').startswith(name.text), (name, written)
    assert (made.envelope.description, message.process) == ("Van bericht tot bericht.", "BOU")
    assert (code.begin_at.text, code.end_at.text) == ("2026-01-01", "2026-12-31")


def test_what_is_not_written_is_empty():
    model = model_of(
        'standaard S { versie "1.0.0" }\ngedeeld domein A { entiteit B { c : string } }\n'
        'envelop Bericht { d : string }\nreferentiedata L { R "Rood" }\n'
    )
    assert (model.codelists["L"].formerly, model.codelists["L"].description) == ("", "")
    assert model.envelope.description == ""


def test_a_name_in_the_envelope_means_the_entity_of_the_shared_domain_first():
    model = model_of(
        'standaard S { versie "1.0.0" }\ndomein A { entiteit Zender { a : string } }\n'
        "gedeeld domein B { entiteit Zender { b : string } }\nenvelop Bericht { zender : Zender }\n"
    )
    (shown,) = model.envelope.attributes
    assert model.entities[shown.target].domain == "B"
