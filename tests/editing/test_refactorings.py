"""Refactorings of models/vera and of a small model: what results is read again, and says what was asked for."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from compiler import pipeline
from compiler.base.applying import applied
from compiler.base.context import Context
from compiler.base.diagnostics import Diagnostic
from compiler.base.mends import Mend
from compiler.base.source import Name, Span
from compiler.compare.diff import ChangeKind
from compiler.editing.refactorings.creating import created_projection, created_type
from compiler.editing.refactorings.moving import moved_to_base, moved_to_derived
from compiler.editing.refactorings.opened import OpenedModel, Refused
from compiler.editing.refactorings.renaming import renamed_at
from compiler.editing.refactorings.suppressing import suppressed_with
from compiler.model.model import Model
from compiler.workspace.model_reading import read_model
from tests.helpers.memory_store import MemoryStore

VERA = Path(__file__).parents[2] / "models" / "vera"
CONTEXT = Context(MemoryStore(), "refactorings")
HEAD = 'standaard Proef { versie "1.0.0", ids { kern id : string } }\n'


@cache
def vera() -> tuple[dict[str, bytes], OpenedModel]:
    files = read_model(VERA).files
    return files, OpenedModel(files, CONTEXT)


def small(text: str) -> OpenedModel:
    return OpenedModel({"m.vera": (HEAD + text).encode()}, CONTEXT)


def place_of(text: str, words: str, number: int = 0) -> Span:
    """The place of `words` in `text`, which stands below the manifest."""
    at = -1
    for _ in range(number + 1):
        at = (HEAD + text).index(words, at + 1)
    before = (HEAD + text)[:at]
    return Span("m.vera", before.count("\n") + 1, at - before.rfind("\n"))


def text_after(text: str, made: Mend | Refused) -> str:
    assert isinstance(made, Mend), made
    changed = applied({"m.vera": HEAD + text}, made.edits)
    assert changed is not None
    return changed["m.vera"].removeprefix(HEAD)


def findings(files: dict[str, bytes]) -> Counter[tuple[str, str]]:
    return Counter(
        (each.id, each.severity.value) for each in pipeline.review(files, CONTEXT).diagnostics
    )


# -- rename -----------------------------------------------------------------------------------------------------------


def element(model: Model, which: str) -> Name:
    match which.split():
        case ["entity", name]:
            return model.entities[name].name
        case ["attribute", name]:
            entity, attribute = name.split(".")
            found = model.entities[entity].attribute(attribute)
            assert found is not None
            return found.name
        case ["list", name]:
            return model.codelists[name].name
        case ["code", name]:
            codelist, code = name.split(".")
            return next(c.code for c in model.codelists[codelist].codes if c.code.text == code)
        case ["message", name]:
            process, message = name.split("/")
            return next(m.name for m in model.processes[process].messages if m.name.text == message)
        case ["identifier", name]:
            return next(each.name for each in model.standard.ids if each.name.text == name)
        case ["domain", name]:
            return model.domains[name].name
        case ["process", name]:
            return model.processes[name].code
    raise AssertionError(which)


@pytest.mark.parametrize(
    ("which", "name"),
    [("entity Relatie", "Partij"), ("entity NatuurlijkPersoon", "Mens"), ("entity Adres", "Postadresgegeven"),
     ("attribute Relatie.soort", "relatiesoort"), ("attribute Account.status", "stap"),
         ("attribute Dossier.omschrijving", "uitleg"),
     ("list RELATIESOORT", "PARTIJSOORT"), ("code RELATIESOORT.GRO", "GRE"), ("message BRG/Relaties", "Partijen"),
     ("identifier id", "sleutel"), ("domain Relaties", "Partijen"), ("process BRG", "BPG")],
)  # fmt: skip
def test_a_rename_is_seen_as_a_rename_and_nothing_else(which: str, name: str) -> None:
    files, opened = vera()
    old = element(opened.model, which)
    made = renamed_at(opened, old.span, name, formerly=True)
    assert isinstance(made, Mend), made
    changed = applied({path: content.decode() for path, content in files.items()}, made.edits)
    assert changed is not None
    after = {**files, **{path: text.encode() for path, text in changed.items()}}
    version = pipeline.read_version(after, CONTEXT)
    assert version.model is not None, version.diagnostics
    changes = pipeline.compare(opened.model, version.model).changes
    kinds = [(each.change.kind, each.change.proposed) for each in changes]
    assert kinds == [(ChangeKind.RENAMED, False)], changes


LINKED = """\
/// Wie hoort bij [[Lid]], [[Lid.naam]] en [[Jeugdlid.naam]]; code is `[[Lid]]`, zie ook [[LEN/Leden]] en [[nergens]].
domein Club
entiteit Lid (meervoud Leden) { naam : string, soort : LIDSOORT } // [[Lid]]
/// Een jong [[Lid]], van een [[LIDSOORT]] in [[Club]], voor [[bedrijfsproces Innen gelden]] of [[Innen gelden]].
entiteit Jeugdlid is Lid (meervoud Jeugdleden)
referentiedata LIDSOORT { ERE "Erelid" }
bedrijfsproces "Innen gelden"
ketenproces LEN "Lenen"
bericht Leden over Lid { Lid { alle } }
"""
GUIDE = """\
# Leden

[[Lid.naam]] en [[ Lid ]]

[[diagram: Lid]]

[[voorbeeld: LEN/Leden POST]]

```text
[[Lid]]
```
"""


@pytest.mark.parametrize(
    ("words", "name", "links", "shown"),
    [
        ("Lid (", "Deelnemer", ("[[Deelnemer]], [[Deelnemer.naam]] en [[Jeugdlid.naam]]", "jong [[Deelnemer]]"),
         ("[[Deelnemer.naam]] en [[ Deelnemer ]]", "[[diagram: Deelnemer]]", "```text\n[[Lid]]")),
        ("naam :", "roepnaam", ("[[Lid]], [[Lid.roepnaam]] en [[Jeugdlid.roepnaam]]",), ("[[Lid.roepnaam]]",)),
        ("LIDSOORT {", "SOORT", ("een [[SOORT]] in",), ("[[Lid.naam]]",)),
        ("Club", "Vereniging", ("in [[Vereniging]],",), ("[[Lid.naam]]",)),
        ("LEN ", "UIT", ("[[UIT/Leden]]",), ("[[voorbeeld: UIT/Leden POST]]",)),
        ("Leden over", "Mensen", ("[[LEN/Mensen]]",), ("[[voorbeeld: LEN/Mensen POST]]",)),
        ('"Innen gelden"', "Innen giften", ("[[bedrijfsproces Innen giften]] of [[Innen giften]]",), ("[[Lid]]",)),
        ("Lid (", "L[i]d", ("[[Lid]], [[Lid.naam]]",), ("[[Lid.naam]]",)),
    ],
)  # fmt: skip
def test_links_in_texts_follow_a_rename(
    words: str, name: str, links: tuple[str, ...], shown: tuple[str, ...]
) -> None:
    files = {"m.vera": HEAD + LINKED, "docs/leden.md": GUIDE}
    opened = OpenedModel({path: text.encode() for path, text in files.items()}, CONTEXT)
    made = renamed_at(opened, place_of(LINKED, words), name)
    assert isinstance(made, Mend)
    after = applied(files, made.edits)
    assert after is not None
    changed = files | dict(after)
    for said in (*links, "code is `[[Lid]]`", "// [[Lid]]", "[[nergens]]"):
        assert said in changed["m.vera"]
    for said in shown:
        assert said in changed["docs/leden.md"]


def test_a_rename_says_nothing_of_the_former_name_unless_asked() -> None:
    text = "domein D\nentiteit Lid { naam : string }\n"
    opened = small(text)
    place = place_of(text, "naam")
    assert text_after(text, renamed_at(opened, place, "roepnaam")) == text.replace(
        "naam", "roepnaam"
    )
    with_former = text_after(text, renamed_at(opened, place, "roepnaam", formerly=True))
    assert with_former == text.replace("naam : string", "roepnaam : string voorheen naam")


def test_what_had_another_name_before_keeps_saying_so() -> None:
    text = "domein D\nentiteit Lid (voorheen Leerling) { naam : string voorheen titel }\n"
    opened = small(text)
    made = renamed_at(opened, place_of(text, "Lid"), "Deelnemer", formerly=True)
    assert text_after(text, made) == text.replace("Lid", "Deelnemer")
    made = renamed_at(opened, place_of(text, "naam"), "roepnaam", formerly=True)
    assert text_after(text, made) == text.replace("naam", "roepnaam")


def test_a_domain_is_renamed_behind_lists_and_values() -> None:
    text = (
        "domein Wonen { entiteit Huis { soort : SOORT } }\n"
        'referentiedata SOORT (domein Wonen) { A "a" domein Wonen }\n'
    )
    made = renamed_at(small(text), place_of(text, "Wonen"), "Vastgoed", formerly=False)
    assert text_after(text, made) == text.replace("Wonen", "Vastgoed")


def test_an_attribute_is_renamed_wherever_a_message_names_it() -> None:
    text = (
        'domein D\nreferentiedata SOORT (domein D) { NAT "Natuurlijk" }\n'
        "abstract entiteit Lid { soort : SOORT, naam : string }\n"
        "entiteit Mens is Lid (als soort NAT) { naam2 : string }\n"
        'ketenproces P "p"\n'
        "bericht Leden over Lid { Lid { alle behalve naam }, Mens { soort, naam, vervallen naam2 } }\n"
    )
    opened = small(text)
    made = renamed_at(opened, place_of(text, "naam : string }\nentiteit"), "roepnaam")
    assert text_after(text, made) == text.replace("naam :", "roepnaam :").replace(
        "behalve naam", "behalve roepnaam"
    ).replace(" naam, vervallen", " roepnaam, vervallen")
    made = renamed_at(opened, place_of(text, "soort NAT"), "type")
    assert text_after(text, made) == text.replace("soort :", "type :").replace(
        "als soort", "als type"
    ).replace("{ soort, n", "{ type, n")
    made = renamed_at(opened, place_of(text, "NAT)"), "alle")
    assert "als soort `alle`" in text_after(text, made)


@pytest.mark.parametrize(
    ("words", "name", "reason"),
    [
        ("Lid", "lid", "taken"),  # a list
        ("Lid", "string", "primitive"),
        ("naam", "NAAM2", "taken"),
        ("naam", " ", "no name"),
        ("naam", "a\nb", "no name"),
        ("naam", "naam", "already"),
        ("EEN", "twe", "taken"),
        ("string", "x", "nothing is named"),
    ],
)
def test_a_name_that_cannot_be_is_refused(words: str, name: str, reason: str) -> None:
    text = (
        'domein D\nreferentiedata LID (domein D) { EEN "Een", TWE "Twee" }\n'
        "entiteit Lid { naam : string, naam2 : string }\n"
    )
    made = renamed_at(small(text), place_of(text, words), name)
    assert isinstance(made, Refused)
    assert reason in made.reason


# -- create -----------------------------------------------------------------------------------------------------------


def test_a_missing_entity_is_created_below_the_one_that_names_it() -> None:
    text = "domein D\nentiteit Lid { adres : Adres }\nentiteit Bond { naam : string }\n"
    after = text_after(text, created_type(small(text), place_of(text, "Adres")))
    assert (
        after
        == "domein D\nentiteit Lid { adres : Adres }\n\nentiteit Adres\nentiteit Bond { naam : string }\n"
    )
    assert pipeline.check({"m.vera": (HEAD + after).encode()}).model is not None
    assert isinstance(created_type(small(after), place_of(after, "Adres")), Refused)


def test_a_missing_list_is_created_with_its_domain() -> None:
    text = "domein D\nentiteit Lid {\n    soort : LIDSOORT\n}\n"
    after = text_after(text, created_type(small(text), place_of(text, "LIDSOORT")))
    assert after == text + "\nreferentiedata LIDSOORT (domein D)\n"
    assert pipeline.check({"m.vera": (HEAD + after).encode()}).model is not None


def test_a_missing_list_goes_to_the_file_of_the_lists() -> None:
    files, _ = vera()
    path = "domeinen/Relaties.vera"
    text = files[path].decode()
    broken = text.replace("status          : ACCOUNTSTATUS", "status          : ACCOUNTSTATUSSEN")
    opened = OpenedModel({**files, path: broken.encode()}, CONTEXT)
    line = broken[: broken.index("ACCOUNTSTATUSSEN")].count("\n") + 1
    made = created_type(opened, Span(path, line, 23))
    assert isinstance(made, Mend)
    assert {edit.stretch.file for edit in made.edits} == {"referentiedata.vera"}


def test_a_missing_projection_is_created_in_its_message() -> None:
    text = (
        "domein D\nentiteit Lid { adres : Adres }\nentiteit Adres { straat : string }\n"
        'ketenproces P "p"\nbericht Leden over Lid {\n    Lid { alle }\n}\n'
    )
    opened = small(text)
    after = text_after(text, created_projection(opened, place_of(text, "alle"), "Adres"))
    assert after == text.replace("    Lid { alle }\n", "    Lid { alle }\n    Adres { alle }\n")
    for place, entity in (
        (place_of(text, "alle"), "Lid"),
        (place_of(text, "alle"), "Huis"),
        (Span("m.vera", 1, 1), "Adres"),
    ):
        assert isinstance(created_projection(opened, place, entity), Refused)


# -- move -------------------------------------------------------------------------------------------------------------

FAMILY = (
    "domein D\nabstract entiteit Adres { land : string }\n"
    "entiteit Postadres is Adres { plaats : string, postbus : string }\n"
    "entiteit Huisadres is Adres {\n    /// Waar het is.\n    plaats : string\n    straat : string\n}\n"
    'ketenproces P "p"\nbericht Adressen over Adres { Adres { land }, Postadres { alle }, Huisadres { plaats, straat } }\n'  # noqa: E501
)


def sound(text: str) -> Model:
    """The model of `text`, in which nothing is wrong."""
    version = pipeline.read_version({"m.vera": (HEAD + text).encode()}, CONTEXT)
    assert version.model is not None, version.diagnostics
    return version.model


def test_an_attribute_moves_to_the_base_and_messages_show_what_they_showed() -> None:
    after = text_after(
        FAMILY, moved_to_base(small(FAMILY), place_of(FAMILY, "plaats : string\n    straat"))
    )
    assert after == (
        "domein D\nabstract entiteit Adres { land : string\n/// Waar het is.\nplaats : string\n }\n"
        "entiteit Postadres is Adres { postbus : string }\n"
        "entiteit Huisadres is Adres {\n    straat : string\n}\n"
        'ketenproces P "p"\nbericht Adressen over Adres { Adres { land }, Postadres { alle, plaats }, Huisadres { plaats, straat } }\n'  # noqa: E501
    )
    before, now = sound(FAMILY), sound(after)
    assert {
        name: [each.name.text for each in model.attributes_of(name)]
        for model in (before, now)
        for name in ("Postadres", "Huisadres")
    } == {
        name: ["id", "land", "plaats", *own]
        for name, own in (("Postadres", ["postbus"]), ("Huisadres", ["straat"]))
    }
    shown = [
        {
            key: {a.name.text for a in each.attributes}
            for key, each in next(model.messages()).projections.items()
        }
        for model in (before, now)
    ]
    assert shown[0] == shown[1]


def test_an_attribute_moves_back_to_what_is_derived() -> None:
    moved = text_after(
        FAMILY, moved_to_base(small(FAMILY), place_of(FAMILY, "plaats : string, postbus"))
    )
    back = text_after(moved, moved_to_derived(small(moved), place_of(moved, "plaats : string")))
    then, before = sound(back), sound(FAMILY)
    for name in ("Adres", "Postadres", "Huisadres"):
        assert {each.name.text for each in then.entities[name].attributes} == {
            each.name.text for each in before.entities[name].attributes
        }


@pytest.mark.parametrize(
    ("words", "move", "reason"),
    [
        ("land", moved_to_base, "derived entity"),
        ("land", moved_to_derived, "a message shows"),
        ("straat", moved_to_derived, "that others are derived from"),
        ('P "p"', moved_to_base, "derived entity"),
    ],
)
def test_what_cannot_move_is_refused(words: str, move: object, reason: str) -> None:
    made = move(small(FAMILY), place_of(FAMILY, words))
    assert isinstance(made, Refused)
    assert reason in made.reason


def test_attributes_of_two_types_are_not_moved_together() -> None:
    text = FAMILY.replace("plaats : string, postbus", "plaats : date, postbus")
    made = moved_to_base(small(text), place_of(text, "plaats : date"))
    assert isinstance(made, Refused)
    assert "another type" in made.reason


# -- pass over --------------------------------------------------------------------------------------------------------


def open_findings(files: dict[str, bytes]) -> list[Diagnostic]:
    return [each for each in pipeline.review(files, CONTEXT).diagnostics if not each.suppressed]


@pytest.mark.parametrize(
    "id_", ["AN01", "GN01", "GN03", "GN04", "GN09", "GM11", "RD02", "PB01", "RD05"]
)
def test_a_finding_in_the_standard_is_passed_over_with_its_reason(id_: str) -> None:
    files, opened = vera()
    found = open_findings(files)
    finding = next(each for each in found if each.id == id_)
    made = suppressed_with(opened, finding, 'zo "gepubliceerd"')
    assert isinstance(made, Mend), made
    changed = applied({path: content.decode() for path, content in files.items()}, made.edits)
    assert changed is not None
    after = pipeline.review(
        {**files, **{path: text.encode() for path, text in changed.items()}}, CONTEXT
    )
    set_aside = [each for each in after.diagnostics if each.suppressed == 'zo "gepubliceerd"']
    assert {each.id for each in set_aside} == {id_}
    left = Counter(each.id for each in after.diagnostics if not each.suppressed)
    assert left + Counter({id_: len(set_aside)}) == Counter(each.id for each in found)


def test_what_is_no_rule_or_has_no_reason_is_not_passed_over() -> None:
    files, opened = vera()
    finding = open_findings(files)[0]
    assert isinstance(suppressed_with(opened, finding, " "), Refused)
    assert isinstance(suppressed_with(opened, finding._replace(id="NAM01"), "x"), Refused)
    assert isinstance(
        suppressed_with(opened, finding._replace(span=Span("standaard.vera", 2, 1)), "x"), Refused
    )
