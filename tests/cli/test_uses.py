"""`verac uses`: who uses a part of a model, in all formats; and which commands load the library of the graph."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from compiler.model.graph import ModelGraph
from compiler.model.graph_edges import EdgeKind
from compiler.model.linking.link import link_sources
from compiler.model.users import names_with_users, users
from tests.helpers.small_model import REPO
from tests.helpers.strategies import linkable

EXAMPLE = REPO / "models" / "voorbeeld"
MODEL = """\
standaard Klein { versie "1.0.0", ids { kern id : string } }
gedeeld domein Algemeen {
    entiteit Label (meervoud Labels) { lid : Lid, land : LAND }
}
domein Leden {
    abstract entiteit Lid (meervoud Leden) { naam : string, soort : SOORT, adres : Adres, groepen : Groep.sleutels[] }
    entiteit Persoon is Lid (meervoud Personen, als soort PER) { achternaam : string }
    entiteit Kind is Persoon (meervoud Kinderen) { naam : string, voogd : Persoon.sleutels }
    waardeobject Adres (meervoud Adressen) { land : LAND }
    entiteit Groep (meervoud Groepen, bedrijfsobject Groep) { leider : Lid }
}
ketenproces LED "Leden" (bedrijfsproces "Innen huren")
bericht Leden over Lid { Lid { naam, adres, groepen }, Persoon { achternaam }, Adres { alle } }
bericht Kinderen over Kind { Kind { id, naam, adres, eigen herkomst : LAND, eigen oppas : Lid.sleutels } }
envelop Bericht { labels : Label[], Label { alle } }
referentiedata SOORT { PER "Persoon" ouder LAND.NED }
referentiedata LAND { NED "Nederland" }
bedrijfsproces "Innen huren"
werkproces "Innen huur" (bedrijfsproces "Innen huren")
bedrijfsobject Groep
rol Lid
"""
ADDRESS = """\
Adres;attribute;Lid.adres;embeds;
Adres;attribute;Persoon.adres;embeds;Lid.adres
Adres;attribute;Kind.adres;embeds;Lid.adres
Adres;message;LED/Leden;shows;
Adres;message;LED/Leden;embeds;Lid.adres
Adres;message;LED/Kinderen;keys;Kind.adres
"""
COUNTRY = """\
LAND;attribute;Label.land;values;
LAND;attribute;Adres.land;values;
LAND;list;SOORT;parents;
LAND;message;LED/Leden;values;Adres.land
LAND;message;LED/Kinderen;values;Kind.herkomst
LAND;envelope;Bericht;values;Label.land
"""
MEMBER = """\
Lid;entity;Persoon;derived;
Lid;entity;Kind;derived;Persoon
Lid;attribute;Label.lid;embeds;
Lid;attribute;Groep.leider;embeds;
Lid;message;LED/Leden;about;
Lid;message;LED/Kinderen;keys;Kind.oppas
Lid;envelope;Bericht;keys;Label.lid
"""
GROUP = """\
Groep;attribute;Lid.groepen;keys;
Groep;attribute;Persoon.groepen;keys;Lid.groepen
Groep;attribute;Kind.groepen;keys;Lid.groepen
Groep;message;LED/Leden;keys;Lid.groepen
bedrijfsobject Groep;entity;Groep;represents;
"""
USES = {
    "Adres": ADDRESS,
    "LAND": COUNTRY,
    "land": COUNTRY,
    "Lid": MEMBER,
    "Groep": GROUP,
    "bedrijfsobject Groep": GROUP.splitlines(keepends=True)[-1],
    # Kind has a name of its own: it does not inherit this one, and does not show it.
    "Lid.naam": "Lid.naam;entity;Persoon;inherits;\nLid.naam;message;LED/Leden;shows;\n",
    "Kind.naam": "Kind.naam;message;LED/Kinderen;shows;\n",
    # What an entity inherits from a base that the message shows beside it, the message shows of it.
    "Persoon.naam": "Persoon.naam;message;LED/Leden;shows;Lid.naam\n",
    "Kind.groepen": "",
    "Lid.soort": "Lid.soort;entity;Persoon;inherits;\nLid.soort;entity;Kind;inherits;\n"
    "Lid.soort;entity;Persoon;told by;\n",
    "Persoon.soort": "Persoon.soort;entity;Kind;inherits;\n",
    "Lid.adres": "Lid.adres;entity;Persoon;inherits;\nLid.adres;entity;Kind;inherits;\n"
    "Lid.adres;message;LED/Leden;shows;\nLid.adres;message;LED/Kinderen;shows;Kind.adres\n",
    "LED/Leden": "LED/Leden;process;LED;has;\n",
    "Leden": "LED/Leden;process;LED;has;\n",
    "Innen huren": "bedrijfsproces Innen huren;element;werkproces Innen huur;part;\n"
    "bedrijfsproces Innen huren;process;LED;serves;\n",
    "Label": "Label;envelope;Bericht;shows;\nLabel;envelope;Bericht;embeds;labels\n",
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "klein").mkdir()
    (tmp_path / "klein" / "model.vera").write_text(MODEL, encoding="utf-8")
    return tmp_path / "klein"


def test_the_uses_of_lists_are_told_in_the_language_of_the_reader(verac, tmp_path: Path) -> None:
    (tmp_path / "a.vera").write_text(
        """standaard A { versie "1.0.0" }
domein A { entiteit Boek (meervoud Boeken) { titel : string } }
ketenproces P
bericht Boeken over Boek { Boek { titel, eigen soort : SOORT } }
referentiedata SOORT { ROM "Roman" }
""",
        encoding="utf-8",
    )
    asked = ("codes", "--uses", "--model", tmp_path, "--lang", "nl")
    assert verac(*asked).out.splitlines()[1].endswith(" eigen")
    assert verac(*asked, "--format", "csv").out.splitlines()[1].endswith(";own")


@pytest.mark.parametrize("name", USES)
def test_who_uses_what(verac, folder: Path, name: str) -> None:
    run = verac("uses", name, "--model", folder, "--format", "csv")
    assert run.code == 0
    assert run.out == "used;kind;user;how;through\n" + USES[name]
    assert run.err == ("" if USES[name] else f'nothing uses "{name}"\n')


def test_every_format_says_the_same(verac, folder: Path) -> None:
    asked = ("uses", "Adres", "--model", folder, "--format")
    rows = list(csv.DictReader(io.StringIO(verac(*asked, "csv").out), delimiter=";"))
    assert json.loads(verac(*asked, "json").out) == rows
    text = verac(*asked, "text").out.splitlines()
    assert text[0].split() == ["kind", "user", "how", "through"]
    assert text[1].split() == ["attribute", "Lid.adres", "embeds", "it"]
    assert len(text) == 1 + len(rows)
    page = verac(*asked, "markdown", "--lang", "nl").out.splitlines()
    assert page[0] == "| gebruikt | soort | gebruiker | hoe | via |"
    assert page[-1] == "| Adres | bericht | LED/Kinderen | bevat de sleutels ervan | Kind.adres |"
    assert len(page) == 2 + len(rows)


def test_rows_for_machines_are_in_english(verac, folder: Path) -> None:
    asked = ("uses", "Lid", "--model", folder, "--format", "json", "--lang")
    assert verac(*asked, "nl").out == verac(*asked, "en").out


def test_written_to_a_file(verac, folder: Path) -> None:
    path = folder.parent / "uses.csv"
    run = verac("uses", "LAND", "--model", folder, "--format", "csv", "-o", path)
    assert (run.out, run.err) == ("", "")
    assert path.read_text(encoding="utf-8").splitlines()[1:] == COUNTRY.splitlines()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("Adress",), 'message or element of the model; did you mean "Adres"?'),
        (("persoon.naam",), 'write "Persoon.naam"'),
        (("Persoon.name",), 'did you mean "Persoon.naam"?'),
        (("Xyzzyxyzzy",), "name it as Relatie, Relatie.soort, RELATIESOORT or BRG/Relaties"),
        (("",), '"" is no entity, attribute'),
        (("LED",), '"LED" is no entity, attribute'),
        ((), "Missing argument 'NAME'"),
        (("Lid", "--format", "xml"), "'xml' is not one of"),
    ],
)
def test_misuse(verac, folder: Path, arguments: tuple[str, ...], said: str) -> None:
    run = verac("uses", *arguments, "--model", folder)
    assert (run.code, run.out) == (2, "")
    assert said in run.err


def test_misuse_in_dutch(verac, folder: Path) -> None:
    run = verac("uses", "Adress", "--model", folder, "--lang", "nl")
    assert run.code == 2
    assert (
        '"Adress" is geen entiteit, attribuut, referentiedatalijst, bericht of element' in run.err
    )


def test_a_model_that_is_not_there_or_not_sound(verac, folder: Path) -> None:
    run = verac("uses", "Lid", "--model", folder / "elsewhere")
    assert (run.code, run.out) == (2, "")
    assert "elsewhere" in run.err
    (folder / "model.vera").write_text(MODEL.replace("leider : Lid", "leider : Lidd"))
    run = verac("uses", "Lid", "--model", folder)
    assert (run.code, run.out) == (1, "")
    assert "NAM01" in run.err


@settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=50)
@given(linkable())
def test_every_use_has_a_user_and_every_name_means_something(files) -> None:
    model = link_sources(files).model
    graph = ModelGraph(model)
    known = names_with_users(model)
    told: dict[str, set[str]] = defaultdict(set)
    for named in {named for each in known.values() for named in each}:
        assert named.node in graph
        for user in users(named, graph, model):
            assert user.used == named.name
            told[user.used].add(user.name)
    for edge in graph.edges:
        if edge.kind in (EdgeKind.EMBEDDING, EdgeKind.KEYS, EdgeKind.REFERENCE):
            kind, *name = edge.source
            if kind == "attribute":
                assert ".".join(name) in told[edge.target[1]]
            else:
                assert {"/".join(name[:2]), name[0]} & told[edge.target[1]]


# -- what loads the library of the graph -------------------------------------------------------------------------------

LOADED = """\
import sys
from compiler.cli.main import verac
try:
    verac(sys.argv[1:])
finally:
    print("networkx loaded:", "networkx" in sys.modules, file=sys.stderr)
"""


@pytest.mark.parametrize(
    "arguments",
    [
        "--help",
        "uses --help",
        "build {model} -o {out} --examples --corrections all",
        "check {model}",
        "fmt --check {model}",
        "validate {message} --model {model}",
        "projection --model {model}",
        "diff {model} {model}",
        "check {circle}",
        "show Lid --model {model}",
        "uses Lid --model {model}",
        "codes --uses --model {model}",
        "diff {model} {changed}",
    ],
)
def test_nobody_waits_for_networkx(
    tmp_path: Path, environment: dict[str, str], arguments: str
) -> None:
    text = {each.name: each.read_text(encoding="utf-8") for each in EXAMPLE.glob("*.vera")}
    circle = text | {"Leden.vera": text["Leden.vera"].replace("Lid (", "Lid is Persoon (")}
    changed = text | {"Leden.vera": text["Leden.vera"].replace(": date", ": string")}
    for name, files in {"model": text, "circle": circle, "changed": changed}.items():
        (tmp_path / name).mkdir()
        for file, content in files.items():
            (tmp_path / name / file).write_text(content, encoding="utf-8")
    (tmp_path / "message.json").write_text('{"leningen": []}', encoding="utf-8")
    places = {name: tmp_path / name for name in ("model", "circle", "changed", "out")}
    words = arguments.format(message=tmp_path / "message.json", **places).split()
    run = subprocess.run(
        [sys.executable, "-c", LOADED, *words],
        env=environment, capture_output=True, text=True, check=False, encoding="utf-8",
    )  # fmt: skip
    assert "Traceback" not in run.stderr
    assert run.stderr.endswith("networkx loaded: False\n")
