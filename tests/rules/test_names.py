"""What the manifest says of names, what the language itself refuses, and laws of all rules on names."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from compiler.base.dutch.casing import parted_adjective
from compiler.base.dutch.foreign import ABBREVIATED
from compiler.base.dutch.naming import attribute_name, is_acceptable, spelled, unaccepted_words
from compiler.base.dutch.plurals import propose_plural
from compiler.base.dutch.subjects import (
    PREPOSITIONS,
    PROPERTIES,
    SUBJECTS,
    put_subject_last,
    subject_first,
    without_prefix,
)
from compiler.base.dutch.words import OwnWord, words_of, words_with
from compiler.base.source import Name
from compiler.language.cora import ElementKind
from compiler.language.formatter import format_source
from compiler.language.parser import parse_text
from compiler.model.linking.link import link_sources
from compiler.pipeline import check as check_files
from compiler.rules.guidelines.gn07_plural_collection import may_be_plural
from compiler.rules.run import all_rules, run_rules
from tests.helpers.documented_examples import check_expected

NAMES = [
    line.split(";")[0]
    for line in (Path(__file__).parent / "names.csv").read_text(encoding="utf-8").splitlines()[1:]
]


def manifest_of(settings_: str):
    found = link_sources(
        [
            parse_text(
                f'standaard A {{\n    versie "1.0.0"\n    {settings_}\n}}', "model.vera"
            ).source
        ]
    )
    return found.model.standard, found.diagnostics


def test_words_and_registrations_are_read_from_lines_and_blocks():
    manifest, found = manifest_of('woorden "blork" "WKA"\n    registraties { BAG, BRP gba }')
    assert found == ()
    assert manifest.words == (OwnWord("blork"), OwnWord("WKA"))
    assert manifest.registrations == (("BAG", "bag"), ("BRP", "gba"))
    manifest, found = manifest_of(
        "woorden {\n aflettering afletteringen\n WKA\n }\n registraties BAG"
    )
    assert found == ()
    assert manifest.words == (OwnWord("aflettering", "afletteringen"), OwnWord("WKA"))
    assert manifest.registrations == (("BAG", "bag"),)


@pytest.mark.parametrize(
    "line",
    [
        r'woorden { blork, BLORK } //! STD01 @22 "\"BLORK\" stands here twice" "leave one out"',
        r'woorden "b2b" "twee woorden" //! STD01 @13 "\"b2b\" is no word" //! STD01 @19 "\"twee woorden\" is no word"',
        r'woorden { a b c } //! STD01 @15 "\"a\" has too much behind it" "one word a line"',
        r'woorden { a { b } } //! STD01 @15 "\"a\" has too much behind it"',
        r'woorden { a : string } //! STD01 @15 "\"a\" has too much behind it"',
        r'woorden { zaak `z.` } //! STD01 @20 "\"z.\" is no word"',
        r'registraties { BAG, BAG } //! STD01 @25 "\"BAG\" stands here twice"',
        r'registraties { BRP `g b` } //! STD01 @24 "\"g b\" cannot begin a name"',
    ],
)
def test_what_is_wrong_with_words_and_registrations(line):
    text = f'standaard A {{\n    versie "1.0.0"\n    {line}\n}}\n'
    parsed = parse_text(text, "model.vera")
    check_expected(
        {"model.vera": text}, [*parsed.diagnostics, *link_sources([parsed.source]).diagnostics]
    )


def test_a_word_list_that_is_no_utf_8():
    text = 'standaard A { versie "1.0.0", woorden { geëngageerd } }'
    (found,) = check_files({"standaard.vera": text.encode("latin-1")}).diagnostics
    assert (found.id, found.span.file, found.span.line) == ("SYN03", "standaard.vera", 1)


def test_words_registrations_and_sources_keep_their_form():
    text = (
        'standaard A {\n    versie "1.0.0"\n    woorden {\n        aflettering afletteringen\n        WKA\n    }\n'
        "    registraties {\n        BAG\n        BRP gba\n    }\n}\n\ndomein A\n\nentiteit B {\n"
        '    bagNaam : string bron BAG voorheen naam negeer GN11 "reden"\n}\n'
    )
    parsed = parse_text(text, "model.vera")
    assert parsed.diagnostics == ()
    assert format_source(parsed.source) == text
    attribute = link_sources([parsed.source]).model.entities["B"].attribute("bagNaam")
    assert attribute.source == Name("BAG", "model.vera", 16, 27, 30)


@pytest.mark.parametrize(
    "text",
    [
        r'domein A { entiteit B { c : string bron } } //! SYN04 @36 "nothing stands behind \"bron\""',
        r'domein A { entiteit B { c : string bron X bron Y } } //! SYN04 @43 "\"bron\" stands here twice"',
    ],
)
def test_a_source_that_is_written_wrongly(text):
    parsed = parse_text(text, "model.vera")
    found = [each for each in parsed.diagnostics if each.id != "SYN01"]
    if found:
        check_expected({"model.vera": text}, found)
    else:
        assert parsed.diagnostics[0].span.line == 1


@pytest.mark.parametrize(
    "type_",
    ["text", "String", "int", "datetime", "Eenhied", "string.sleutels", "LIJST", "Eenheid.alles"],
)
def test_gn05_the_language_knows_no_other_types(type_):
    """GN05: a type is a primitive of the XSD set or an entity, or a collection of those; all else is refused."""
    text = f"domein A {{ entiteit Eenheid {{ b : {type_} }} }}"
    found = check_files({"a.vera": b'standaard A { versie "1.0.0" }', "b.vera": text.encode()})
    assert found.model is None
    assert {each.id for each in found.diagnostics} <= {"NAM01", "NAM04", "SYN01", "SYN04"}
    assert found.diagnostics


# -- laws ------------------------------------------------------------------------------------------------------------

PHRASES = (
    "Behandelen klachten",
    "van",
    "sociale",
    "&",
    "ICT-beheer",
    "registratie",
    "Vastlegging",
    "é",
    "’s",
)
TYPES = ("string", "integer", "boolean", "LIJST", "Iets", "Iets[]", "string[]", "Iets.sleutels")


@st.composite
def models(draw):
    """Models with names as they were published, in small letters and with capitals, one file an entity."""
    mixed = (
        st.sampled_from(NAMES)
        | st.sampled_from(NAMES).map(str.swapcase)
        | st.text("aeinst", min_size=1, max_size=8)
    )
    entities = draw(st.lists(mixed, min_size=1, max_size=6, unique_by=str))
    files = {
        "a.vera": 'standaard A { versie "1.0.0", registraties BAG, woorden { aflettering afletteringen } }'
    }
    files["b.vera"] = "domein A\nentiteit Iets\nreferentiedata LIJST\n"
    for number, name in enumerate(entities):
        base = draw(st.sampled_from(["", " is Iets"]))
        attributes = draw(st.lists(mixed, max_size=6, unique=True))
        lines = [
            f"    `{attribute}` : {draw(st.sampled_from(TYPES))}\n" for attribute in attributes
        ]
        files[f"e{number}.vera"] = (
            f"domein D{number}\nentiteit `{name}`{base} {{\n{''.join(lines)}}}\n"
        )
    phrases = st.lists(mixed | st.sampled_from(PHRASES), min_size=1, max_size=3).map(" ".join)
    for kind, name in sorted(
        draw(st.sets(st.tuples(st.sampled_from(ElementKind), phrases), max_size=6))
    ):
        path = f"{kind}.vera"
        files[path] = files.get(path, "") + f'{kind} "{name}"\n'
    return files


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(models(), st.randoms())
def test_rules_on_names_hold_for_names_as_they_are(files, random):
    sources = [parse_text(text, path).source for path, text in files.items()]
    model = link_sources(sources).model
    before = repr(model)
    found = run_rules(model)
    shuffled = random.sample(sources, len(sources))
    assert run_rules(link_sources(shuffled).model) == found
    assert repr(model) == before
    assert {each.id for each in found} <= {rule.id for rule in all_rules()}
    assert all(each.span.line and each.hint for each in found)


# -- what is proposed ------------------------------------------------------------------------------------------------

WORDS = words_with(())
PARTS = sorted(
    {
        word.lower()
        for file, delimiter, column in (
            ("names.csv", ";", 0), ("other_names.csv", ",", 1), ("fresh_names.csv", ",", 1),
        )
        for row in csv.reader(
            (Path(__file__).parent / file).read_text(encoding="utf-8").splitlines(), delimiter=delimiter
        )
        for word in words_of(row[column])
        if word.isalpha()
    }
    | set(ABBREVIATED)
    | SUBJECTS
    | PROPERTIES
    | PREPOSITIONS
)  # fmt: skip
PART = st.sampled_from(PARTS)
RANDOM_NAMES = st.lists(
    PART | PART.map(str.capitalize) | PART.map(str.upper), min_size=1, max_size=4
)


@settings(deadline=None, max_examples=500)
@given(RANDOM_NAMES.map("".join), st.booleans())
def test_a_name_that_is_proposed_is_one_that_no_rule_on_names_has_anything_against(name, is_entity):
    """What is unknown in it, or English, was so before: no mend can make Dutch of that.

    A subject stays in front only where no Dutch comes of putting it last.
    """
    made = spelled(name, WORDS, is_entity=True) if is_entity else attribute_name(name, WORDS)
    if not unaccepted_words(name, WORDS) and parted_adjective(name, WORDS) is None:
        assert unaccepted_words(made, WORDS) == []
        assert is_acceptable(made, WORDS, is_entity=is_entity) or (
            not is_entity and _keeps_its_subject(made)
        )
    again = spelled(made, WORDS, is_entity=True) if is_entity else attribute_name(made, WORDS)
    assert again == made


def _keeps_its_subject(name: str) -> bool:
    """Whether the subject of `name` stands first, and put last would make a word of it that is none."""
    _, rest = without_prefix(name, WORDS)
    turned = spelled(put_subject_last(rest, WORDS), WORDS, is_entity=False)
    return subject_first(rest, WORDS) and (
        bool(unaccepted_words(turned, WORDS)) or subject_first(words_of(turned), WORDS)
    )


@settings(deadline=None, max_examples=300)
@given(RANDOM_NAMES.map("".join))
@example("goederen")
def test_proposals_for_a_collection_come_to_an_end(name):
    """GN07 and the rules on spelling, applied until they propose nothing more."""
    seen = [attribute_name(name, WORDS)]
    while not may_be_plural(seen[-1], WORDS) and WORDS.is_noun(words_of(seen[-1])[-1]):
        made = attribute_name(propose_plural(seen[-1]), WORDS)
        assert made not in seen, [*seen, made]
        assert len(seen) < 3, [*seen, made]
        seen.append(made)
