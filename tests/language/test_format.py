"""The formatter: one canonical form, nothing lost, and formatting twice is formatting once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, example, given, settings

from compiler.base.source import Name
from compiler.language.canonical import canonical_text
from compiler.language.declarations import (
    Doc,
    EnvelopeDecl,
    EnvironmentsDecl,
    ItemDecl,
    MessageDecl,
    ProjectionDecl,
    SourceFile,
    StandardDecl,
    without_places,
)
from compiler.language.formatter import format_source
from compiler.language.layout import WIDTH
from compiler.language.parser import default_parser, parse_text
from tests.helpers.altered_texts import altered, untidy
from tests.helpers.strategies import source_files

REPO = Path(__file__).resolve().parents[2]
MODELS = sorted((REPO / "models").rglob("*.vera"))
RELAXED = settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def sound(text: str) -> SourceFile:
    parsed = parse_text(text)
    assert not parsed.diagnostics, text
    return parsed.source


def formatted(text: str) -> str:
    return format_source(sound(text))


@RELAXED
@given(source_files())
def test_parse_of_format_is_what_was_formatted(source):
    text = format_source(source)
    assert without_places(sound(text)) == without_places(source), text


@RELAXED
@given(source_files())
def test_format_of_its_own_output_changes_nothing(source):
    text = format_source(source)
    assert formatted(text) == text


@settings(RELAXED, max_examples=400)
@example('entiteit A (zonder id "")')
@example('referentiedata A { B "c" negeer "" "d"\n}')
@given(altered())
def test_any_text_that_parses_keeps_its_meaning(text):
    """Whatever stands in it: what parses is written so that it parses again, as the same, and only once otherwise."""
    parsed = parse_text(text)
    assume(not parsed.diagnostics)
    made = formatted(text)
    again = default_parser().parse_bytes(made.encode(), "model.vera")
    assert not again.diagnostics, made
    assert without_places(again.source) == without_places(parsed.source), made
    assert slashes(again.source) == slashes(parsed.source), made
    assert format_source(again.source) == made
    assert canonical_text(parsed.source, default_parser()) == (None, made.encode())


def slashes(source: SourceFile) -> int:
    """How many comments there are: those of lines that become one stand behind each other, as one."""
    return sum(comment.text.count("//") for comment in source.comments)


LONG = "a" * 10_000


@pytest.mark.parametrize(
    "text",
    [
        "entiteit A {\n" + LONG + " : string\n" + "b : string\n" * 1000 + "}",
        f'referentiedata A {{\n{LONG} "lang"\n' + 'b "kort"\n' * 1000 + "}",
        f"bericht A over B {{ {LONG} {{ alle behalve {LONG}, c }} }}",
        f"domein {LONG} {{ entiteit {LONG} is {LONG} (meervoud {LONG}) {{ {LONG} : {LONG}.sleutels[] }} }}",
        f'rol "{LONG}" (negeer CS01 "{LONG}")\n/// {LONG}\nstandaard A {{ {LONG} "{LONG}" }}',
    ],
    ids=["attributes", "values", "projection", "entity", "elements"],
)
def test_very_long_names_do_not_make_very_long_files(text):
    refused, made = canonical_text(sound(text), default_parser())
    assert refused is None
    assert without_places(sound(made.decode())) == without_places(sound(text))
    assert len(made) < 1.5 * len(text) + 5000


@pytest.mark.parametrize(
    "text",
    [
        f"entiteit A (meervoud {LONG * 4},\npad {LONG * 4})",
        f"entiteit A ( // {LONG * 4}\npad b // {LONG * 4}\n)",
        'ketenproces A "' + "\t" * 40_000 + '"',
    ],
    ids=["header", "comments", "escapes"],
)
def test_what_would_not_be_read_again_is_refused(text):
    refused, made = canonical_text(sound(text), default_parser())
    assert made == b""
    assert refused is not None
    assert refused.id == "SYN06"
    assert refused.span.file == "model.vera"
    assert "longer than 65536 characters" in refused.message


def test_what_would_say_something_else_is_refused(monkeypatch):
    source = sound("entiteit A { b : c } // d")
    for wrong in ("entiteit A {\n    b : x\n} // d\n", "entiteit A {\n    b : c\n}\n"):
        monkeypatch.setattr(
            "compiler.language.canonical.format_source", lambda _, wrong=wrong: wrong
        )
        refused, made = canonical_text(source, default_parser())
        assert (refused is not None and refused.id, made) == ("SYN06", b"")


def pinned(text: str) -> tuple[SourceFile, str, tuple[str, ...]]:
    """What `untidy` makes, from a text that was once formatted wrongly."""
    return sound(text), text, tuple(re.findall(r"// c\d+", text))


@settings(RELAXED, max_examples=300)
@example(pinned("bericht A over B { B { alle behalve a, // c0\nb, // c1\n// c2\nd // c3\n} }"))
@example(pinned("entiteit A (\n// c0\npad b\n) { // c1\n// c2\nc : date\n}"))
@example(pinned("domein D\n\nbericht A over B { B { alle ids, alle // c0\n} }"))
@given(untidy())
def test_untidy_text_keeps_its_meaning_and_its_comments_in_order(case):
    source, text, comments = case
    assert tuple(comment.text for comment in sound(text).comments) == comments
    made = formatted(text)
    again = sound(made)
    assert without_places(again) == without_places(source), made
    # Lines that become one carry their comments behind each other.
    assert tuple(re.findall(r"// c\d+", " ".join(c.text for c in again.comments))) == comments, made
    assert format_source(again) == made


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.relative_to(REPO).as_posix())
def test_models_are_canonical(path):
    content = path.read_bytes()
    parsed = default_parser().parse_bytes(content, path.name)
    assert not parsed.diagnostics
    assert format_source(parsed.source).encode() == content


# Between before and after stands a line with an arrow.
CANONICAL = {
    "four spaces, one member a line": """
domein A { entiteit B { c : string, d : date } }
=>
domein A {
    entiteit B {
        c : string
        d : date
    }
}
""",
    "colons of neighbours in one column": """
entiteit A {
  kern b : string
  vervallen kern lang : C.sleutels[]

  d: date
}
=>
entiteit A {
    kern b              : string
    vervallen kern lang : C.sleutels[]

    d                   : date
}
""",
    "a description ends a run of neighbours": """
entiteit A {
  a : date
  /// Hoe het heet.
  naam : string
  bcd : date
  e : date
}
=>
entiteit A {
    a : date
    /// Hoe het heet.
    naam : string
    bcd : date
    e   : date
}
""",
    "modifiers and options in one order": r"""
entiteit A { kern vervallen b : string negeer GN02 "x" voorheen c patroon "\\d/" beperking "d" }
=>
entiteit A {
    vervallen kern b : string beperking "d" patroon "\\d/" voorheen c negeer GN02 "x"
}
""",
    "properties on the line of their entity": """
abstract entiteit A is B (
  zonder id code
  pad c, als soort X `Y Z`, meervoud D
)
=>
abstract entiteit A is B (meervoud D, pad c, als soort X `Y Z`, zonder id code)
""",
    "elements: several words between quotes, those of a kind together": """
afnemende    rol   `Huurder`, rol "Aannemer"
/// Wat er stuk is.
bedrijfsproces `Behandelen klachten`, bedrijfsproces "Innen \\"huren\\""
werkproces Innen (
 negeer CS07 "x", bedrijfsproces `Behandelen klachten` "Zus", // c
)
werkproces "Beoordelen klacht"

// Een ander.
werkproces "Beoordelen huur"
ketenproces P "Q" (voorheen R, bedrijfsproces Zus `Behandelen klachten`)
=>
afnemende rol Huurder

rol Aannemer

/// Wat er stuk is.
bedrijfsproces "Behandelen klachten"
bedrijfsproces "Innen \\"huren\\""

werkproces Innen (bedrijfsproces "Behandelen klachten" Zus, negeer CS07 "x") // c
werkproces "Beoordelen klacht"

// Een ander.
werkproces "Beoordelen huur"

ketenproces P "Q" (bedrijfsproces Zus "Behandelen klachten", voorheen R)
""",
    "a projection that fits on one line": """
bericht A over B {
  B {
    c
    d.sleutels
    vervallen e.ingebed
    alle behalve f
    g
  }
}
=>
bericht A over B {
    B { c, d.sleutels, vervallen e.ingebed, alle behalve f, g }
}
""",
    "a description opens its projection": """
bericht A over B { B { alle ids, alle
/// C.
c
eigen d : string } }
=>
bericht A over B {
    B {
        alle ids
        alle
        /// C.
        c
        eigen d : string
    }
}
""",
    "what is left out, filled to the width": """
bericht A over B { B { alle behalve eenLangeNaamVanEenAttribuut0,
eenLangeNaamVanEenAttribuut1,
eenLangeNaamVanEenAttribuut2,
eenLangeNaamVanEenAttribuut3,
eenLangeNaamVanEenAttribuut4,
eenLangeNaamVanEenAttribuut5,
eenLangeNaamVanEenAttribuut6,
eenLangeNaamVanEenAttribuut7
} }
=>
bericht A over B {
    B {
        alle behalve eenLangeNaamVanEenAttribuut0, eenLangeNaamVanEenAttribuut1, eenLangeNaamVanEenAttribuut2,
            eenLangeNaamVanEenAttribuut3, eenLangeNaamVanEenAttribuut4, eenLangeNaamVanEenAttribuut5,
            eenLangeNaamVanEenAttribuut6, eenLangeNaamVanEenAttribuut7
    }
}
""",
    "back quotes only where they are needed": """
entiteit `Eenheid` { `kern` : `string`, `met spatie` : `één` }
bericht A over B { B { `alle`, `b` } }
=>
entiteit Eenheid {
    kern         : string
    `met spatie` : één
}

bericht A over B {
    B { `alle`, b }
}
""",
    "comments where they stood": """
// boven
entiteit A { // achter A
// in A
  b : string // achter b
  // onder b
} // achter }
// eind
=>
// boven
entiteit A { // achter A
    // in A
    b : string // achter b
    // onder b
} // achter }
// eind
""",
    "a comment opens its projection": """
bericht A over B {
  C { // waarom
    d
  }
}
=>
bericht A over B {
    C { // waarom
        d
    }
}
""",
    "a comment behind a projection stays behind it": """
bericht A over B {
  C {
    d
  } // achter C
  E { f }
}
=>
bericht A over B {
    C { d } // achter C
    E { f }
}
""",
    "a comment never becomes a description": """
bericht A over B {
  C {
    alle ids // waarom
    /// Hoe het heet.
    naam
  }
}
=>
bericht A over B {
    C {
        alle ids // waarom
        /// Hoe het heet.
        naam
    }
}
""",
    "a comment in a header never becomes a description": """
entiteit A (
  pad b // waarom
)
/// Nog een.
entiteit C
=>
entiteit A (pad b) // waarom

/// Nog een.
entiteit C
""",
    "a comment in a header never parts a description from what it describes": """
/// Omschrijving.
entiteit A (
  // waarom
  pad b
) // achter
=>
// waarom
/// Omschrijving.
entiteit A (pad b) // achter
""",
    "a comment between what opens a projection stays there": """
bericht A over B {
  B {
    // een
    alle ids
    // twee
    alle behalve c,
    // drie
    d
  }
}
=>
bericht A over B {
    B {
        // een
        alle ids
        // twee
        alle behalve c, d
        // drie
    }
}
""",
    "one blank line where there were some": """


entiteit A {

  b : string



  c : string

}




=>
entiteit A {
    b : string

    c : string
}
""",
    "no blank line where there was none": """
domein D

entiteit A { a : date, b : date }

bericht B over A { A { a }, C { c }
/// E.
E { alle ids, alle, f } // niets
}
=>
domein D

entiteit A {
    a : date
    b : date
}

bericht B over A {
    A { a }
    C { c }
    /// E.
    E { alle ids, alle, f } // niets
}
""",
    "one blank line between statements": """
domein A
entiteit B
ketenproces C
bericht D over B { B { alle } }
=>
domein A

entiteit B

ketenproces C

bericht D over B {
    B { alle }
}
""",
    "empty reference data lists together": """
referentiedata A
referentiedata B
referentiedata C { D "E" }
referentiedata F
=>
referentiedata A
referentiedata B

referentiedata C {
    D "E"
}

referentiedata F
""",
    "codes in one column": """
referentiedata A (domein B) {
  AAN "Aan" vanaf "2020-01-01" ouder X.Y
  "a b" "Naam"
}
=>
referentiedata A (domein B) {
    AAN   "Aan" ouder X.Y vanaf "2020-01-01"
    "a b" "Naam"
}
""",
    "values of the manifest": """
standaard A { versie `1.0.0`, woorden "een" "twee drie", contact {naam "B"}, ids {kern id:string} }
=>
standaard A {
    versie "1.0.0"
    woorden een "twee drie"
    contact {
        naam B
    }
    ids {
        kern id : string
    }
}
""",
    "an envelope in the order of its source": """
envelop A {
  B { alle }
  kern c : date
  D { e }
  lang : date
}
=>
envelop A {
    B { alle }
    kern c : date
    D { e }
    lang : date
}
""",
    "what opens a projection stays in it, in an envelope too": """
envelop A {
  b : date
  C {
    alle ids
    /// D.
    d
  }
}
=>
envelop A {
    b : date
    C {
        alle ids
        /// D.
        d
    }
}
""",
}


@pytest.mark.parametrize("case", CANONICAL.values(), ids=CANONICAL)
def test_canonical_form(case):
    before, after = case.removeprefix("\n").split("\n=>\n")
    assert formatted(before) == after
    assert formatted(after) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"entiteit A {\r\n  b : date // c\r\n}\r\n", "entiteit A {\n    b : date // c\n}\n"),
        (b"// een\rentiteit A // twee\r", "// een\nentiteit A // twee\n"),
        (b"\xef\xbb\xbfentiteit A", "entiteit A\n"),
        (b"  // niets", "// niets\n"),
        (b" \n\n", ""),
        (b"", ""),
    ],
)
def test_bytes_of_any_system_have_one_canonical_form(before, after):
    parsed = default_parser().parse_bytes(before, "model.vera")
    assert not parsed.diagnostics
    assert format_source(parsed.source) == after


@pytest.mark.parametrize("length", [119, 120, 121, 122])
def test_no_line_is_wider_than_the_width_where_it_can_be_parted(length):
    first = "a" * (length - len("    B { , c }"))
    made = formatted(f"bericht A over B {{ B {{ {first}, c }} }}")
    assert max(map(len, made.split("\n"))) <= WIDTH
    assert ("B { a" in made) == (length <= WIDTH)


@pytest.mark.parametrize(
    "text",
    [
        'entiteit A (pad "")',
        'entiteit A (meervoud "a`b")',
        'entiteit A (pad "a\\nb")',
        'entiteit A { b : string voorheen "a`b" }',
        'bericht A over B (pad "") {\n    B { alle }\n}',
        'referentiedata A {\n    B "C" ouder "a`b".D\n}',
    ],
)
def test_a_text_in_the_place_of_a_name_is_reported_or_kept(text):
    parsed = parse_text(text)
    if not parsed.diagnostics:
        made = format_source(parsed.source)
        assert without_places(sound(made)) == without_places(parsed.source), made


@pytest.mark.parametrize(
    "text",
    [
        "bericht A over B { C {\n/// Omschrijving.\nalle\n} }",
        "bericht A over B { C {\n/// Omschrijving.\nalle ids\n} }",
        "bericht A over B { C {\n/// Omschrijving.\nalle behalve d\n} }",
        "bericht A over B { C { alle behalve d.sleutels } }",
        "bericht A over B { C { alle.sleutels } }",
        'entiteit A { b : string beperking "een" beperking "twee" }',
        "entiteit A (meervoud Bs Cs)",
        'entiteit A (negeer GN02 "een" "twee")',
        'referentiedata A { B "C" vanaf "1" vanaf "2" }',
    ],
)  # fmt: skip
def test_what_is_written_is_reported_or_kept(text):
    parsed = parse_text(text)
    words = re.findall(r"\w+", text)
    assert parsed.diagnostics or sorted(re.findall(r"\w+", format_source(parsed.source))) == sorted(
        words
    )


A, B = Name("A"), Name("B")


@pytest.mark.parametrize(
    "statement",
    [
        MessageDecl(A, B),
        EnvelopeDecl(A),
        StandardDecl(A),
        EnvironmentsDecl(Name("omgevingen")),
        EnvelopeDecl(
            A, projections=(ProjectionDecl(B, ids=True, items=(ItemDecl(A, Doc("Tekst.")),)),)
        ),
    ],
)
def test_declarations_without_places_make_text_that_parses(statement):
    source = SourceFile("model.vera", (statement,))
    assert without_places(sound(format_source(source))) == without_places(source)
