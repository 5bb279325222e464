"""Texts that mean the same as a canonical one and look otherwise, or have words taken away and put in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hypothesis import strategies as st

from compiler.language.declarations import (
    SourceFile,
)
from compiler.language.formatter import format_source
from tests.helpers.strategies import VERY_LONG, source_files

_TOKEN = re.compile(r'"(?:\\.|[^"\\])*"|`(?:\\.|[^`\\])*`|/(?:\\.|[^/\\])+/|[{}(),]|[^"`/{}(),]+')


@st.composite
def untidy(draw: st.DrawFn) -> tuple[SourceFile, str, tuple[str, ...]]:
    """A file, a text of it as a hasty author might write it, and the comments put into that, in their order.

    Lines are joined by commas and broken at braces, brackets and commas, indented at will, parted by blank lines, and
    commented. Nothing comes between a description and what it describes: that would be an error.
    """
    source = draw(source_files())
    text, comments, above = "", list[str](), ""

    def comment() -> str:
        comments.append(f"// c{len(comments)}")
        return comments[-1]

    for number, (piece, begins_line) in enumerate(_pieces(format_source(source))):
        about = above.startswith("///")
        choice = draw(st.integers(0, 9))
        if number == 0:
            text += f"{comment()}\n" if choice == 0 else ""
        elif not begins_line and choice < 8:
            text += " "
        elif choice < 3 and not about and piece and not piece.startswith("///"):
            text += " " if above.endswith("{") else (", ", ",", " , , ")[choice]
        else:
            text += f" {comment()}" if choice in (3, 8) and not about and above else ""
            text += "\n\n\n" if choice == 4 and not about else "\n"
            text += f"{comment()}\n" if choice in (3, 9) and not about else ""
        text += ("", "  ", "\t")[choice % 3] + piece
        above = piece
    text += f"\n{comment()}" if draw(st.booleans()) else ""
    return source, text, tuple(comments)


# What is put in the place of a word, before it or behind it, to see what the formatter makes of that.
PIECES = (
    '""', '" "', '"a"', '"\\n"', '"\u2028"', '"\x85"', '"\\t\\r"', "/a/", '/"/', "/\\//",
    "`a`", "`alle`", "`a b`", "`\\``", "`kern`", *VERY_LONG[:1],
    "{", "}", "{ }", "( )", "(", ")", ",", ":", "[]", ".sleutels", ".ingebed", ".a",
    "\n", "\r", "\t", "// x", "\n// x\n", "/// y", "\n/// y\n", "/// */", "///", "////",
    "\ufeff", "\u2028", "\u00a0", "\x0c", "\x0b", "\x1c", "\x85",
    'negeer GM01 ""', 'negeer GM01 "x"', 'negeer "" "x"', "voorheen A", "bron B", 'beperking ""', "patroon /x/",
    'patroon ""', 'afgeleid "x"', "zonder document", 'versie ""', "domein", 'domein ""', "ouder A.B", 'tot ""',
    'vanaf "x"', "alle", "alle behalve a", "behalve", "ids", "kern", "eigen", "vervallen", '"titel"', "is", "x",
    "meervoud", 'pad ""', "gedeeld", "abstract", 'uml "{A}"', 'uml ""', "uml A B",
)  # fmt: skip
_WORD = re.compile(
    r'///[^\n]*|//[^\n]*|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\\n])*`|/(?:\\.|[^/\\\n])+/|\w[\w-]*|\s+|.',
    re.DOTALL,
)


@st.composite
def altered(draw: st.DrawFn) -> str:
    """A text with up to four words replaced, put in, left out or repeated elsewhere; many of them still parse."""
    words = _WORD.findall(
        draw(untidy().map(lambda made: made[1]) | source_files().map(format_source))
    )
    for _ in range(draw(st.integers(0, 4)) if words else 0):
        spots = st.integers(0, len(words) - 1)
        spot, way, piece = draw(spots), draw(st.integers(0, 3)), draw(st.sampled_from(PIECES))
        if way == 0:
            words[spot] = piece
        elif way == 1:
            words.insert(spot, f" {piece} ")
        elif way == 2 and len(words) > 1:
            del words[spot]
        else:
            words.insert(spot, f" {words[draw(spots)]} ")
    return "".join(words)


def _pieces(canonical: str) -> Iterator[tuple[str, bool]]:
    """What may stand on a line of its own, and whether it does."""
    for line in canonical.rstrip("\n").split("\n"):
        pieces = [""]
        for token in [line] if line.strip().startswith("///") else _TOKEN.findall(line):
            if token in ("}", ")"):
                pieces.append("")
            pieces[-1] += token
            if token in ("{", "(", ","):
                pieces.append("")
        stripped = [piece.strip(" ") for piece in pieces]
        yield stripped[0], True
        yield from ((piece, False) for piece in stripped[1:] if piece)
