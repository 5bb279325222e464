"""The rules, by their own examples and by the fixtures in tests/rules, and what every rule has to obey."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from inspect import cleandoc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compiler import pipeline
from compiler.base.context import Context
from compiler.base.diagnostics import Diagnostic, Severity
from compiler.language.formatter import format_source
from compiler.language.parser import parse_text
from compiler.model.linking.link import link_sources
from compiler.model.model import Model
from compiler.rules import guidelines
from compiler.rules.run import all_rules, run_rules
from compiler.workspace.folder_store import FolderStore
from tests.helpers.documented_examples import check_expected, expected_in, sections
from tests.helpers.requests import documents_with
from tests.helpers.rule_models import MANIFEST
from tests.helpers.strategies import linkable

FIXTURES = Path(__file__).parent
RULES = {rule.id: rule for rule in all_rules()}


def model_of(files: Mapping[str, str]) -> Model:
    parsed = [parse_text(text, path) for path, text in files.items()]
    model, problems = link_sources(each.source for each in parsed)
    assert [*problems, *(diagnostic for each in parsed for diagnostic in each.diagnostics)] == []
    return model


def found_in(
    text: str, *only: str, path: str = "model.vera", manifest: str = MANIFEST
) -> list[Diagnostic]:
    """What stands without a reason in the model of `text`, which has `manifest` where it has none of its own."""
    files = (
        {path: text}
        if re.search(r"^standaard ", text, re.MULTILINE)
        else {path: text, "manifest.vera": manifest}
    )
    found = run_rules(model_of(files), frozenset(only))
    return [diagnostic for diagnostic in found if not diagnostic.suppressed]


def examples(heading: str) -> Iterator[object]:
    for rule in RULES.values():
        found = [section.block for section in sections(rule.doc) if section.heading == heading]
        yield from (
            pytest.param(rule, text, id=f"{rule.id}-{number}")
            for number, text in enumerate(found, 1)
        )


def fixtures() -> Iterator[object]:
    """The models in each file; lines of `// ---` part them, and each keeps its line numbers."""
    for path in sorted(FIXTURES.glob("*.vera")):
        lines_before = 0
        for text in path.read_text(encoding="utf-8").split("// ---\n"):
            yield pytest.param(
                path, "\n" * lines_before + text, id=f"{path.stem}-line-{lines_before + 1}"
            )
            lines_before += text.count("\n") + 1


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_every_rule_has_a_title_a_reason_and_both_examples(rule):
    title, reason = cleandoc(rule.doc).split("\n\n")[:2]
    headings = [section.heading for section in sections(rule.doc)]
    assert "\n" not in title
    assert title.endswith(".")
    assert not reason.startswith(("Bad:", "Good:"))
    assert {"Bad", "Good"} <= {*headings}
    assert rule.url.startswith("https://")


@pytest.mark.parametrize(("rule", "text"), list(examples("Bad")))
def test_bad_example_under_its_own_rule(rule, text):
    assert {each.id for each in expected_in({"model.vera": text})} == {rule.id}
    check_expected({"model.vera": text}, found_in(text, rule.id))


@pytest.mark.parametrize(("rule", "text"), list(examples("Good")))
def test_good_example_under_all_rules(rule, text):
    assert found_in(text) == []


@pytest.mark.parametrize(("path", "text"), list(fixtures()))
def test_fixture_under_the_rule_of_its_file(path, text):
    name = f"rules/{path.name}"
    check_expected({name: text}, found_in(text, path.stem, path=name))


def test_every_fixture_is_about_a_rule():
    assert {path.stem for path in FIXTURES.glob("*.vera")} <= set(RULES)


# What random models must reach. Others ask for a pattern, a subject in front or a registration, which fixtures have;
# a rule that comes in need not stand here.
REACHED = {
    "AN01", "CS01", "CS02", "CS03", "CS04", "CS05", "CS06", "CS07", "CS08", "DT01", "GM01",
    "GM02", "GM03", "GM04", "GM05", "GM06", "GM07", "GM08", "GM10", "GM11", "GN01", "GN02",
    "GN03", "GN04", "GN06", "GN07", "GN08", "PB01", "PB02", "RD01", "RD02", "RD03", "RD04",
    "RD05", "RR01",
}  # fmt: skip
BOTH = "domein A { entiteit Zaak }\ndomein B { entiteit Zaak, entiteit Zaakgroep }"


@pytest.mark.parametrize(
    ("ernst", "expected"),
    [
        ("", ["error", "hint"]),
        ("GN02 fout", ["error", "hint"]),
        ("GN02 waarschuwing", ["warning", "hint"]),
        ("GN02 hint", ["hint", "hint"]),
        ("GN02 uit", []),
    ],
)
def test_the_manifest_sets_severities(ernst, expected):
    manifest = f'standaard Voorbeeld {{ versie "1.0.0", ernst {{ {ernst} }} }}'
    found = found_in(BOTH, "GN02", manifest=manifest)
    assert [diagnostic.severity for diagnostic in found] == expected


def test_a_severity_for_what_is_no_rule_is_reported():
    manifest = 'standaard Voorbeeld { versie "1.0.0", ernst { GN2 uit } }'
    (found,) = found_in("domein A", manifest=manifest)
    assert (found.id, found.severity, found.message) == (
        "STD01",
        Severity.ERROR,
        '"GN2" is no rule',
    )
    assert found.span.column == manifest.index("GN2") + 1
    assert "GN02" in found.hint


def test_a_manifest_may_weigh_what_a_comparison_reports():
    manifest = b'standaard V { versie "1.0.0", ernst { CH20 hint, VS04 uit, CH99 uit } }\ndomein A'
    found = [
        each for each in pipeline.check({"a.vera": manifest}).diagnostics if each.id == "STD01"
    ]
    assert [each.message for each in found] == ['"CH99" is no rule']


@pytest.mark.parametrize(
    "text",
    [
        r'domein A { entiteit B (negeer GN2 "x") } //! SUP01 @31 "\"GN2\" is no rule" "GN02"',
        r'domein A { entiteit B { c : date negeer XX99 "x" } } //! SUP01 @41 "\"XX99\" is no rule"',
        r'domein A { entiteit B { c : date negeer SYN01 "x" } } //! SUP01 @41 "\"SYN01\" is no rule"',
        r'referentiedata A (negeer RD99 "x") { BEE "Beer" } //! SUP01 @26 "\"RD99\" is no rule"',
        r'referentiedata A { BEE "Beer" negeer RD99 "x" } //! SUP01 @38 "\"RD99\" is no rule"',
        r'rol Huurder (negeer CS99 "x") //! SUP01 @21 "\"CS99\" is no rule"',
    ],
)
def test_a_suppression_of_what_is_no_rule_is_reported(text):
    check_expected({"model.vera": text}, found_in(text))


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ("inPlaatsVan { Zaak }", '"Zaak" has no one entity in its place'),
        ("inPlaatsVan { Zaak Taak Klus }", '"Zaak" has no one entity in its place'),
        ("inPlaatsVan { Zaak : string }", '"Zaak" has no one entity in its place'),
    ],
)
def test_what_stands_in_the_place_of_an_entity_is_one_entity(setting, message):
    model, problems = link_sources(
        [parse_text(f'standaard Klein {{ versie "1.0.0", {setting} }}').source]
    )
    assert [(each.id, each.message) for each in problems] == [("STD01", message)]
    assert model.standard.instead == ()


def test_what_is_suppressed_stays_visible_with_its_reason():
    text = 'domein A { entiteit Zaak }\ndomein B { entiteit Zaak (negeer GN02 "zo gepubliceerd") }'
    (found,) = run_rules(model_of({"model.vera": text, "manifest.vera": MANIFEST}))
    assert (found.id, found.severity, found.suppressed) == (
        "GN02",
        Severity.ERROR,
        "zo gepubliceerd",
    )
    assert not found.stops_build


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.data())
def test_rules_change_nothing_and_find_the_same_in_any_order_of_files(data):
    sources = [parse_text(format_source(file), file.path).source for file in data.draw(linkable())]
    model = link_sources(sources).model
    before = repr(model)
    found = run_rules(model)
    assert repr(model) == before
    assert run_rules(model) == found
    assert run_rules(link_sources(data.draw(st.permutations(sources))).model) == found
    assert {diagnostic.id for diagnostic in found} <= {*RULES, "SUP02"}


def test_generated_models_reach_the_rules():
    reached = set()

    @settings(
        deadline=None,
        database=None,
        suppress_health_check=[*HealthCheck],
        max_examples=300,
    )
    @given(linkable())
    def reach(files):
        reached.update(diagnostic.id for diagnostic in run_rules(link_sources(files).model))

    reach()
    assert reached >= REACHED


NEW_RULE = '''
from compiler.rules.rule import Finding, rule


@rule("XX99")
def no_entity_called_zaak(model):
    """Nothing is called Zaak."""
    for entity in model.entities.values():
        if entity.name.text == "Zaak":
            yield Finding(entity.name, '"Zaak" says nothing', "", entity.suppressions)
'''


def test_a_new_rule_is_found_without_editing_anything(tmp_path, monkeypatch):
    (tmp_path / "xx99_no_entity_called_zaak.py").write_text(NEW_RULE, encoding="utf-8")
    monkeypatch.setattr(guidelines, "__path__", [*guidelines.__path__, str(tmp_path)])
    all_rules.cache_clear()
    try:
        assert [rule.id for rule in all_rules()] == sorted([*RULES, "XX99"])
        text = 'domein A { entiteit Zaak } //! XX99 @21 "says nothing"'
        check_expected({"model.vera": text}, found_in(text))
        suppressed = text.replace(" }", ' (negeer XX99 "toch wel") }').split(" //!")[0]
        assert found_in(suppressed) == []
    finally:
        all_rules.cache_clear()
        sys.modules.pop(f"{guidelines.__name__}.xx99_no_entity_called_zaak", None)


# -- what a build asks -------------------------------------------------------------------------------------------------

WARNED = b'standaard V { versie "1.0.0" }\ndomein A { entiteit Zaak { datumOverlijden : date } }\n'


def test_a_build_asks_what_can_stop_it_and_knows_what_a_check_found(tmp_path):
    context = Context(FolderStore(tmp_path), "tests")
    files = {"a.vera": WARNED}
    alone = pipeline.build(files, documents_with("none"), context)
    assert (alone.complete, [each.id for each in alone.diagnostics if each.id == "GN09"]) == (
        False,
        [],
    )
    found = pipeline.review(files, context).diagnostics
    assert "GN09" in {each.id for each in found}
    informed = pipeline.build(files, documents_with("none"), context)
    assert (informed.complete, informed.diagnostics) == (True, found)
    assert informed.artefacts == alone.artefacts


def test_a_build_that_is_stopped_tells_all_that_the_rules_find():
    files = {"a.vera": WARNED + b"domein B { entiteit Zaak }\n"}
    built = pipeline.build(files, documents_with("none"))
    assert built.artefacts is None
    assert {"GN02", "GN09"} <= {each.id for each in built.diagnostics}
    assert built.diagnostics == pipeline.check(files).diagnostics


# -- rules of reference data -------------------------------------------------------------------------------------------

LISTS = {
    "a.vera": b'standaard V { versie "1.0.0" }\ndomein A { entiteit Zaak { soort : SOORT } }\n',
    "b.vera": b'referentiedata SOORT { WON "Woning", WON "Wonen" vanaf "gisteren", X "Overig" }\n',
}


def test_what_is_found_in_lists_is_kept_while_they_are_the_same(tmp_path, monkeypatch):
    asked = []
    found = [rule for rule in all_rules() if rule.of_lists]
    judging = [
        rule._replace(judge=lambda model, rule=rule: asked.append(model) or rule.judge(model))
        for rule in found
    ]
    others = [rule for rule in all_rules() if not rule.of_lists]
    monkeypatch.setattr("compiler.rules.run.all_rules", lambda: tuple(sorted([*others, *judging])))
    context = Context(FolderStore(tmp_path), "tests")

    def ids(files):
        return [
            each.id
            for each in pipeline.check(files, context).diagnostics
            if each.id.startswith("RD")
        ]

    assert sorted({rule.id for rule in found}) == ["RD01", "RD02", "RD03", "RD04"]
    first = ids(LISTS)
    assert {"RD01", "RD02", "RD04"} <= set(first)
    assert len(asked) == 4
    assert all(
        not model.entities and not model.domains and list(model.codelists) == ["SOORT"]
        for model in asked
    )
    assert ids(LISTS | {"a.vera": LISTS["a.vera"].replace(b"soort :", b"kern soort :")}) == first
    assert len(asked) == 4
    assert ids(LISTS | {"b.vera": LISTS["b.vera"].replace(b'"gisteren"', b'"2026-01-01"')}) == [
        id_ for id_ in first if id_ != "RD04"
    ]
    assert len(asked) == 8
