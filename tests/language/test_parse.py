"""The parser: what it says of malformed texts and where, and where names were written."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings

from compiler import pipeline
from compiler.base.source import Name
from compiler.language.declarations import SourceFile, without_places
from compiler.language.formatted_names import format_name, format_regex, format_text
from compiler.language.parser import parse_text
from compiler.language.syntax_errors import CASES
from tests.helpers.altered_texts import untidy
from tests.helpers.strategies import WORDS

EXAMPLES = [(case, example) for case in CASES for example in case.examples]


@pytest.mark.parametrize(
    ("case", "example"), EXAMPLES, ids=[repr(example) for _, example in EXAMPLES]
)
def test_every_malformed_example_finds_its_own_entry(case, example):
    first = parse_text(example).diagnostics[0]
    assert (first.id, first.message, first.hint) == ("SYN01", case.message, case.hint)


@pytest.mark.parametrize(
    ("text", "line", "column", "part"),
    [
        ("entiteit A {\n    naam\n    b : date\n}", 2, 9, "an attribute has no type"),
        ("entiteit A {\n    naam :\n}", 2, 11, "a type is missing"),
        ("entiteit A {\n    : date\n}", 2, 5, "a name is missing in front"),
        ("domein A\n\nentiteit B {\n    c : date\n", 3, 12, "a block is not closed"),
        (
            "domein A\nentiteit B {\n  c : date\nentiteit D {\n  e : date\n}\n",
            2,
            12,
            "a block is not closed",
        ),
        (
            'domein A {\nentiteit B {\n  c : date\n}\nketenproces P "p"\n',
            1,
            10,
            "a block is not closed",
        ),
        ("domein A\nentiteit B (meervoud Bs {\n  c : date\n}\n", 2, 12, '"(" is not closed'),
        ("entiteit A {\n}\n}", 3, 1, "a closing brace too many"),
        ("bericht A { B { alle } }", 1, 11, "does not say which entity"),
        ("entiteit A\n    b : date\n}", 2, 5, "an opening brace is missing"),
        ("entiteit A { b : date : date }", 1, 23, "second type"),
        ('standaard A { titel "B }', 1, 21, "a text is not closed"),
        ("entiteit A {\n  b : string patroon /ab\n}", 2, 22, "a regular expression is not closed"),
        ("entiteit A {\n  b / string\n}", 2, 5, '"/" does not fit here'),
        ("entiteit `A", 1, 10, "a quoted name is not closed"),
        ("entiteit A { b = date }", 1, 16, '"=" does not fit here'),
        ("eenheid A", 1, 1, '"eenheid" does not fit here'),
        ("entiteit A ( { }", 1, 14, '"{" does not fit here'),
        ('ketenproces A "B" "C"', 1, 19, '"C"'),
        ("entiteit één { ü ; date }", 1, 18, '";" does not fit here'),
        ("/// tekst\n\n", 1, 10, "a description stands above nothing"),
        ("/// tekst\nwerkproces\nrol A", 2, 11, "the name of the element is missing"),
        ("bedrijfsproces Innen huren", 1, 22, "more words than one"),
        ("werkproces A (bedrijfsproces Innen, ) {", 1, 39, '"{" does not fit here'),
        ("afnemende Huurder", 1, 1, '"afnemende" does not fit here'),
        ("rolmodel A", 1, 1, '"rolmodel" does not fit here'),
        ("dienst-verlening A", 1, 1, '"dienst-verlening" does not fit here'),
        (
            "domein A {\n    rol Huurder\n}",
            2,
            5,
            "an element of the architecture stands in a domain",
        ),
    ],
)
def test_syntax_errors_have_their_place(text, line, column, part):
    first = parse_text(text, "a/b.vera").diagnostics[0]
    assert (first.id, first.span.file, first.span.line, first.span.column) == (
        "SYN01",
        "a/b.vera",
        line,
        column,
    )
    assert part in first.message
    assert first.span.end_column > column


@pytest.mark.parametrize("apostrophe", ["'", "\u2018", "\u2019"])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("entiteit Villa (meervoud Villa", "s) { naam : string }"),
        ("entiteit Foto { foto", "s : string }"),
        ("domein Villa", "s { entiteit B }"),
    ],
)
def test_a_name_with_an_apostrophe_is_told_how_to_be_written(before, after, apostrophe):
    first = parse_text(before + apostrophe + after).diagnostics[0]
    begin = re.findall(r"\w+", before)[-1]
    assert first.span.column == len(before) + 1
    assert first.message == f'"{begin}{apostrophe}s" has an apostrophe, and a name has none'
    assert f'"{begin}s"' in first.hint
    assert f"`{begin}{apostrophe}s`" in first.hint


def test_both_ways_to_write_a_plural_with_an_apostrophe_are_understood():
    for plural in ("Villas", "`Villa's`", '"Villa\'s"'):
        parsed = parse_text(f"entiteit Villa (meervoud {plural})")
        assert parsed.diagnostics == ()
        assert parsed.source.statements[0].plural.text == plural.strip('`"')


@pytest.mark.parametrize("text", ["standaard A { titel 'B' }", "referentiedata A { 'AAN' \"B\" }"])
def test_a_text_between_apostrophes_is_told_its_quotes(text):
    first = parse_text(text).diagnostics[0]
    assert first.span.column == text.index("'") + 1
    within = text.split("'")[1]
    assert first.hint == f'write "{within}"'


@pytest.mark.parametrize(
    ("text", "line", "column", "part", "hint"),
    [
        (
            "entiteit A { kren b : date }",
            1,
            14,
            '"kren" is no kind of attribute',
            'did you mean "kern"?',
        ),
        ("entiteit A { xyz b : date }", 1, 14, '"xyz" is no kind', "kern, vervallen, eigen"),
        ("entiteit A { kern kern b : date }", 1, 19, '"kern" stands here twice', "leave one out"),
        (
            'entiteit A { b : date patron "c" }',
            1,
            23,
            '"patron" says nothing about the attribute "b"',
            "patroon",
        ),
        (
            'entiteit A { b : date xyz "c" }',
            1,
            23,
            '"xyz" says nothing',
            "beperking, patroon, afgeleid",
        ),
        (
            'entiteit A { b : date beperking "c" "d" }',
            1,
            33,
            'one text too many behind "beperking"',
            "leave it out",
        ),
        ("entiteit A { b : C.sleutel }", 1, 20, '"sleutel" is no way to refer to C', "C.sleutels"),
        ("entiteit A (meervoudig B)", 1, 13, '"meervoudig" says nothing about "A"', '"meervoud"'),
        ("entiteit A (pad b, pad c)", 1, 20, '"pad" stands here twice', "leave one out"),
        ("entiteit A (meervoud)", 1, 13, 'nothing stands behind "meervoud"', "write its value"),
        ("entiteit A is B (als)", 1, 18, 'nothing stands behind "als"', "write its value"),
        ("entiteit A is B (als soort)", 1, 22, 'no code stands behind "soort"', "als soort NAT"),
        (
            "entiteit A (meervoud B C)",
            1,
            24,
            'one value too many behind "meervoud"',
            "leave it out",
        ),
        ('entiteit A (pad "")', 1, 13, 'nothing stands behind "pad"', "write its value"),
        (
            'entiteit A { b : date beperking "c" beperking "d" }',
            1,
            37,
            '"beperking" stands here twice',
            "leave one out",
        ),
        (
            'entiteit A { b : date afgeleid "" }',
            1,
            23,
            'nothing stands behind "afgeleid"',
            "write its value",
        ),
        (
            "domein A (zonder documenten)",
            1,
            18,
            'a domain cannot do without "documenten"',
            "zonder document",
        ),
        ('ketenproces A (versi "1")', 1, 16, '"versi" says nothing about "A"', '"versie"'),
        ("bericht A over B (path c) {\n}", 1, 19, '"path" says nothing about "A"', "pad"),
        ("bericht A over B {\n  B (pad c) { }\n}", 2, 6, '"pad" says nothing about "B"', ""),
        ("bericht A over B { B { c d } }", 1, 26, 'two names in a row: "c" and "d"', "a comma"),
        ("bericht A over B { B { alle c } }", 1, 24, '"alle c" says nothing here', "alle behalve"),
        (
            "bericht A over B { B { alle.sleutels } }",
            1,
            24,
            '"alle" takes no description and no dot',
            "by its name",
        ),
        ("bericht A over B { B { c.sleutel } }", 1, 26, '"sleutel" is no way to show', ".sleutels"),
        ("bericht A over B { B { c : date } }", 1, 24, '"c" has a type of its own here', "eigen c"),
        (
            'referentiedata A { B "C" vanf "d" }',
            1,
            26,
            '"vanf" says nothing about the value "B"',
            '"vanaf"',
        ),
        (
            'referentiedata A { B "C" vanaf "1" "2" }',
            1,
            32,
            'one text too many behind "vanaf"',
            "leave it out",
        ),
        (
            'referentiedata A { B "C" ouder D }',
            1,
            32,
            '"D" is no value for "ouder"',
            "ouder D.CODE",
        ),
        (
            'referentiedata A { B "C" tot "1" tot "2" }',
            1,
            34,
            '"tot" stands here twice',
            "leave one out",
        ),
        ("referentiedata A (domain B)", 1, 19, '"domain" says nothing about "A"', '"domein"'),
        ('rol ""', 1, 5, "the name of the rol is empty", 'rol "…"'),
        ('afnemende\t rol " "', 1, 16, "the name of the afnemende rol is empty", 'rol "…"'),
        ("rol A (bedrijfsproces B)", 1, 8, '"bedrijfsproces" says nothing about "A"', "negeer"),
        (
            "werkproces A (bedrijfsproces)",
            1,
            15,
            'nothing stands behind "bedrijfsproces"',
            "write its value",
        ),
        (
            "werkproces A (hoofdbedrijfsfunctie B)",
            1,
            15,
            '"hoofdbedrijfsfunctie" says nothing',
            "bedrijfsproces",
        ),
        (
            "bedrijfsfunctie A (hoofdbedrijfsfunctie B C)",
            1,
            43,
            "one value too many",
            "leave it out",
        ),
        ("entiteit A (bedrijfsobject B C)", 1, 30, "one value too many", "leave it out"),
        (
            'ketenproces A (bedrijfsproces "")',
            1,
            16,
            'nothing stands behind "bedrijfsproces"',
            "write its value",
        ),
    ],
)
def test_words_that_say_nothing_are_reported_with_the_nearest(text, line, column, part, hint):
    (found,) = parse_text(text).diagnostics
    assert (found.id, found.span.line, found.span.column) == ("SYN04", line, column)
    assert part in found.message
    assert hint in found.hint


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("entiteit A (negeer GN02)", 20),
        ('entiteit A (negeer GN02 " ")', 20),
        ("entiteit A { b : date negeer GM10 }", 30),
        ('entiteit A { b : date negeer GM10 "" }', 30),
        ("referentiedata A (negeer RD01)", 26),
        ('referentiedata A { B "C" negeer RD01 }', 33),
        ("rol A (negeer CS01)", 15),
    ],
)
def test_a_suppression_needs_a_reason(text, column):
    (found,) = parse_text(text).diagnostics
    assert (found.id, found.span.column) == ("SUP01", column)


@pytest.mark.parametrize(
    "word",
    [*sorted({*WORDS} - {"alle"}), "bericht-sleutels", "één", "`{`", "`met spatie`", "`alle`"],
)
@pytest.mark.parametrize(
    "text",
    [
        "entiteit {} {{ {} : {}, kern {} : {}.sleutels[] }}",
        "abstract entiteit {} is {} (meervoud {}, pad {}, zonder {} {}, voorheen {})",
        "gedeeld domein {}\nwaardeobject {}",
        "ketenproces {}\nbericht {} over {} (pad {}) {{ {} {{ alle behalve {}, {} }} }}",
        "bericht A over {} {{ {} {{ x, {}.sleutels, vervallen {}, eigen {} : {} }} }}",
        "envelop {} {{ {} : {}\n {} {{ alle }} }}",
        "rol {}\nafnemende rol {}\nwerkproces {} (bedrijfsproces {} {})\nentiteit A (bedrijfsobject {})",
        "ketenproces {} (bedrijfsproces {} {}, voorheen {})\nbedrijfsfunctie {} (hoofdbedrijfsfunctie {})",
        'referentiedata {} (domein {}) {{ {} "A" ouder {}.{} }}',
        "standaard {} {{ {} {}\n {} {{ {} : {} }} }}",
    ],
)
def test_no_word_is_reserved_where_a_name_stands(text, word):
    filled = text.format(*[word] * text.count("{}"))
    parsed = parse_text(filled)
    assert not parsed.diagnostics, filled
    assert sum(name.text == word.strip("`") for name in names_in(parsed.source)) == text.count("{}")


def test_alle_needs_back_quotes_in_a_projection_only():
    entity = "entiteit alle is alle { kern alle : alle }"
    parsed = parse_text(
        f"{entity}\nbericht alle over alle {{ alle {{ alle, `alle`, alle behalve alle }} }}"
    )
    assert not parsed.diagnostics
    (projection,) = parsed.source.statements[1].projections
    assert projection.everything
    assert [item.name.text for item in projection.items] == ["alle"]
    assert [name.text for name in projection.excluded] == ["alle"]


def names_in(value: object) -> list[Name]:
    if isinstance(value, Name):
        return [value]
    return [name for item in value for name in names_in(item)] if isinstance(value, tuple) else []


def check_places(text: str, source: SourceFile) -> None:
    lines = text.split("\n")
    for name in names_in(source):
        written = lines[name.line - 1][name.column - 1 : name.end_column - 1]
        ways = (
            name.text,
            f"`{name.text}`",
            format_name(name.text),
            format_text(name.text),
            format_regex(name.text),
        )
        assert written in ways, (name, written)
        assert name.file == source.path


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(untidy())
def test_every_name_knows_where_it_was_written(case):
    source, text, _ = case
    parsed = parse_text(text, "a/b.vera")
    assert without_places(parsed.source) == without_places(source)
    check_places(text, parsed.source)


def test_places_of_every_kind_of_name():
    text = (
        'standaard `S T` { versie "1.0.0", ids { kern id : string } }\n'
        '\tgedeeld domein D { waardeobject V is W (meervoud Vs, zonder a b, negeer GN02 "c") { é : `X Y`[] } }\n'
        'ketenproces P "Q" // R\nbericht M over E (pad "m/n") {\n  E { a, vervallen b.ingebed, alle behalve c, d }\n}\n'
        'referentiedata L (domein D) { "1 2" "x" ouder K.A, B "y" }\n'
        "envelop N { f : date patroon /g/ voorheen h, O { alle ids } }\n"
    )
    parsed = parse_text(text)
    assert not parsed.diagnostics
    check_places(text, parsed.source)
    texts = "S T,versie,1.0.0,ids,id,string,D,V,W,Vs,a,b,GN02,é,X Y,P,M,E,m/n,E,a,b,c,d,L,D,1 2,K,A,B,N,f,date,h,O"
    assert sorted(name.text for name in names_in(parsed.source)) == sorted(texts.split(","))


def test_one_run_reports_every_broken_statement_and_reads_the_rest():
    good = "/// C.\nentiteit C { d : date }"
    parsed = parse_text(
        f"domein D\n\nentiteit A {{\n  b\n}}\n\n{good}\n\nentiteit {{\n}}\n\nentiteit E : F\ndomein G"
    )
    assert [(found.id, found.span.line) for found in parsed.diagnostics] == [
        ("SYN01", 4),
        ("SYN01", 10),
        ("SYN01", 13),
    ]
    assert [statement.name.text for statement in parsed.source.statements] == ["D", "C", "G"]
    assert parsed.source.statements[1].doc.text == "C."


def test_syntax_errors_and_wrong_words_are_reported_together():
    text = "entiteit A {\n  kren b : date\n}\nentiteit B {\n  c\n}\nentiteit D (meervou E)"
    assert [(d.id, d.span.line) for d in parse_text(text).diagnostics] == [
        ("SYN01", 5),
        ("SYN04", 2),
        ("SYN04", 7),
    ]


def test_one_run_reports_every_broken_file():
    files = {
        "c.vera": b"entiteit A {\n  b\n}",
        "a.vera": b"entiteit",
        "d.vera": b"entiteit \xff",
        "b.vera": b"domein A",
        "e.vera": b"entiteit A { b : date kren }",
    }
    model, found = pipeline.check(files)
    assert model is None
    assert [(d.span.file, d.id, d.span.line) for d in found] == [
        ("a.vera", "SYN01", 1), ("c.vera", "SYN01", 2), ("d.vera", "SYN03", 1), ("e.vera", "SYN01", 1),
    ]  # fmt: skip


def test_many_errors_in_one_file_end_somewhere():
    text = "entiteit A {\n    naam\n}\n" * 50
    found = parse_text(text).diagnostics
    assert [d.span.line for d in found] == [3 * number + 2 for number in range(len(found))]
    assert 10 <= len(found) < 50


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/// Een.\nentiteit A", "Een."),
        ("///Een.\n///\n///   Twee.  \nentiteit A", "Een.\n\n  Twee."),
        ("/// Een.\n\n\nentiteit A", "Een."),
        ("    ///\tEen.\n    /// // Twee.\nentiteit A", "\tEen.\n// Twee."),
        ("//// Een.\nentiteit A", "/ Een."),
    ],
)
def test_descriptions(text, expected):
    (statement,) = parse_text(text).source.statements
    assert statement.doc.text == expected


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (r'"a\"b"', 'a"b'),
        (r'"a\\b"', "a\\b"),
        (r'"a\\nb"', "a\\nb"),
        (r'"a\nb\tc"', "a\nb\tc"),
        (r'"\\\""', '\\"'),
        (r'"// a"', "// a"),
        (r"/^\d{4}$/", r"^\d{4}$"),
        (r"/a\/b/", r"a\/b"),
        (r'/"\\/', r'"\\'),
    ],
)
def test_texts_and_regular_expressions(written, meant):
    (statement,) = parse_text(f"entiteit A {{ b : string patroon {written} }}").source.statements
    assert statement.attributes[0].pattern == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("`a b`", "a b"),
        (r"`a\`b`", "a`b"),
        (r"`a\nb`", "a\nb"),
        (r"`\\`", "\\"),
        ("`// a`", "// a"),
        ('`"`', '"'),
    ],
)
def test_quoted_names(written, meant):
    (statement,) = parse_text(f"entiteit {written}").source.statements
    assert statement.name.text == meant


def test_comments_say_whether_something_stands_before_them():
    text = "// een\nentiteit A { // twee\n  // drie\n  b : date,// vier\n}\n  // vijf"
    comments = parse_text(text).source.comments
    assert [(comment.text, comment.line, comment.trailing) for comment in comments] == [
        ("// een", 1, False), ("// twee", 2, True), ("// drie", 3, False), ("// vier", 4, True), ("// vijf", 6, False),
    ]  # fmt: skip


@pytest.mark.parametrize("depth", [1, 8, 9, 200])
def test_blocks_in_blocks_are_read_up_to_a_depth(depth):
    text = "standaard A {\n" + "b {\n" * (depth - 1) + "}\n" * depth
    parsed = parse_text(text)
    assert bool(parsed.diagnostics) == (depth > 8)
    assert all(re.search("more than 8 deep", found.message) for found in parsed.diagnostics)


BEHIND = "\nentiteit Na (meervoud Nas) {\n    kern x : string\n}\nrol Bewoner\n"


@pytest.mark.parametrize(
    ("text", "places", "part", "kept"),
    [
        ("entiteit A (meervoud As) {\n  t : string", [(1, 26)], "before line 3", "A"),
        ("entiteit A {\n  t : string // c {\n\n/// d", [(1, 12)], "before line 5", "A"),
        ("waardeobject A {\n  t : string", [(1, 16)], "before line 3", "A"),
        ("bericht A over B {\n  B { a, b\n}", [(1, 18)], "before line 4", "A"),
        ("bericht A over B {\n  B { a, b", [(1, 18), (2, 5)], "before line 3", "A"),
        ('referentiedata A {\n  X "x"', [(1, 18)], "before line 3", "A"),
        ("envelop A {\n  x : string", [(1, 11)], "before line 3", "A"),
        ('standaard A {\n  versie "1"', [(1, 13)], "before line 3", "A"),
        ("standaard A {\n  ids {\n  kern id : string\n}", [(1, 13)], "before line 5", "A"),
        (
            "domein A {\n  entiteit B {\n  x : string\n  entiteit C\n}",
            [(2, 14)],
            "before line 4",
            "A",
        ),
        (
            "domein A {\n  entiteit B {\n  x : string\n  }\ndomein C",
            [(1, 10)],
            "before line 5",
            "A",
        ),
        ("entiteit A {\n x : string\n}\n}", [(4, 1)], "take it away", "A"),
        ("entiteit A (meervoud As {\n x : string\n}", [(1, 12)], 'write ")"', "A"),
        ("entiteit A (meervoud As", [(1, 12)], 'write ")"', "A"),
        ('entiteit A {\n x : string beperking "b\n}', [(2, 23)], "a double quote", ""),
        ('ketenproces A "b', [(1, 15)], "a double quote", ""),
        ("entiteit A { x : string y : string }", [(1, 27)], "put a comma", ""),
        ("entiteit A { kern x : string kern y : string }", [(1, 37)], "put a comma", ""),
        ("entiteit A (meervoud As pad as)", [(1, 25)], "put a comma", "A"),
        ("bericht A over B { B { c d } }", [(1, 26)], "put a comma", "A"),
        ("bericht A over B { B { alle } C { alle } }", [(1, 31)], "put a comma", ""),
        ("entiet A {\n  x : string\n}", [(1, 1)], 'did you mean "entiteit"?', ""),
        ("bericth A over B { B { alle } }", [(1, 1)], 'did you mean "bericht"?', ""),
        ("domain A", [(1, 1)], 'did you mean "domein"?', ""),
        ("abstrakt entiteit A", [(1, 1)], 'did you mean "abstract"?', ""),
        ('bedrijfproces "b c"', [(1, 1)], 'did you mean "bedrijfsproces"?', ""),
    ],
)
def test_a_mistake_is_told_once_and_what_follows_is_read(text, places, part, kept):
    """Alone and behind a sound statement: each opening that is not closed, and else one error, with its advice."""
    for before in ("", "entiteit Voor { y : date }\n"):
        lines = before.count("\n")
        parsed = parse_text(before + text + BEHIND)
        found = [(each.span.line - lines, each.span.column) for each in parsed.diagnostics]
        assert found == places, parsed.diagnostics
        advice = parsed.diagnostics[0].hint
        if "before line" in part:
            assert f"before line {int(part.split()[-1]) + lines}," in advice
        else:
            assert part in advice
        names = [statement.name.text for statement in parsed.source.statements]
        assert names[-2:] == ["Na", "Bewoner"]
        assert not kept or kept in names
        assert not before or names[0] == "Voor"


def test_two_mistakes_are_two_errors():
    text = "entiteit A {\n  x : string\nentiteit B {\n  y : date\n}\nentiet C {\n  z : date\n}"
    parsed = parse_text(text + BEHIND)
    assert [(each.span.line, each.span.column) for each in parsed.diagnostics] == [(1, 12), (6, 1)]
    assert [each.name.text for each in parsed.source.statements][-2:] == ["Na", "Bewoner"]
