"""What comes before PlantUML reads its diagrams: files beside the main one, and names that stand for texts.

Carried out: `!include` of files beside it, `!define NAME text`, `!$variable = "text"`, `!ifdef`, `!ifndef`. What
computes (procedures, functions, conditions, loops) is told; PlantUML itself writes a diagram out without these:
plantuml -preproc.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator

from compiler.base.diagnostics import Diagnostic
from compiler.base.wording import Text, say
from compiler.importers.uml.plantuml.lines import logical_lines
from compiler.importers.uml.text_diagrams.file_text import MAX_DRAWING_BYTES, lines_of
from compiler.importers.uml.text_diagrams.findings import error, quoted, warning
from compiler.importers.uml.text_diagrams.line import MAX_DIAGRAM_LINE, DiagramLine

Beside = Callable[[str], bytes | None]
MAX_INCLUDES = 20
"""Files that include each other, one in the other."""
_MAX_FILES = 1000
_STATEMENT = re.compile(r"[ \t]*!(?:[ \t]*)(\$?\w+)?[ \t]*([^\n]*)")
_DEFINE = re.compile(r"(\w+)(\([^()\n]*\))?[ \t]*([^\n]*)")
_VARIABLE = re.compile(r"(?:(?:local|global)[ \t]+)?(\$?\w+)[ \t]*(\??)=[ \t]*([^\n]*)")
_PLAIN_VALUE = re.compile(r'"([^"\n]*)"|\'([^\'\n]*)\'|(-?\d+)')
_WORD = re.compile(r"\$?\b[^\W\d]\w*")
_BLOCKS = {
    "procedure": "endprocedure", "function": "endfunction", "unquoted": "", "definelong": "enddefinelong",
    "if": "endif", "while": "endwhile", "foreach": "endfor",
}  # fmt: skip
_INCLUDES = frozenset(
    ("include", "include_once", "include_many", "includesub", "includeurl", "import")
)
_ADDRESS = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]+:/?/")
_LAYOUT = frozenset(
    ("theme", "pragma", "assume", "startsub", "endsub", "log", "option", "dump_memory")
)


class Preprocessor:
    """Reads a file and those that it includes, line by line.

    `beside` reads a file by its path from the folder of the main one, `path`; None where there is none.
    """

    def __init__(self, path: str, beside: Beside) -> None:
        self._folder, self._beside = posixpath.dirname(path), beside
        self.diagnostics: list[Diagnostic] = []
        self._values: dict[str, str] = {}
        self._undone: dict[str, DiagramLine] = {}
        self._size = 0
        self._room = MAX_DRAWING_BYTES
        self._files: set[str] = set()
        self._reading = [posixpath.basename(path)]

    def lines(self, content: bytes) -> Iterator[DiagramLine]:
        """The lines of the main file and of all that it includes."""
        self._size = len(content)
        yield from self._file(content, self._reading[0], None)

    def _file(self, content: bytes, name: str, part: str | None) -> Iterator[DiagramLine]:
        path = posixpath.join(self._folder, name)
        texts, found = lines_of(content, path)
        self.diagnostics += found
        lines = logical_lines(texts, path, self.diagnostics)
        if part is not None:
            lines = _first_diagram(lines)
        yield from self._processed(lines, name)

    def _processed(self, lines: Iterator[DiagramLine], name: str) -> Iterator[DiagramLine]:
        conditions: list[tuple[bool, DiagramLine]] = []
        for line in lines:
            stripped = line.text.lstrip()
            if not stripped.startswith("!"):
                if all(holds for holds, _ in conditions):
                    yield self._replaced(line)
                continue
            found = _STATEMENT.match(line.text)
            word, rest = (
                (found[1] or "").lower() if found else "",
                found[2].strip() if found else "",
            )
            if word in ("ifdef", "ifndef"):
                conditions.append(((rest in self._values) is (word == "ifdef"), line))
            elif word == "else" and conditions:
                conditions[-1] = (not conditions[-1][0], line)
            elif word == "endif" and conditions:
                conditions.pop()
            elif not all(holds for holds, _ in conditions):
                if word == "if":
                    conditions.append((False, line))
            else:
                yield from self._statement(word, rest, line, lines, name)
        for _, line in conditions:
            self._tell(line, say("the condition does not end"), say("write !endif where it ends"))

    def _statement(
        self, word: str, rest: str, line: DiagramLine, lines: Iterator[DiagramLine], name: str
    ) -> Iterator[DiagramLine]:
        if word in _INCLUDES:
            yield from self._included(word, rest, line, name)
        elif word in _LAYOUT:
            yield line
        elif word == "define":
            self._define(rest, line)
        elif word in ("undef", "undefine"):
            self._values.pop(rest.strip(), None)
        elif word in _BLOCKS:
            self._block(word, rest, line, lines)
        elif (assigned := _VARIABLE.match(line.text.lstrip()[1:].lstrip())) and word not in (
            "assert",
            "return",
        ):
            self._assign(assigned, line)
        else:
            message = say('"{text}" is not carried out', text=quoted(line.text))
            self._tell(line, message, _expand())

    def _define(self, rest: str, line: DiagramLine) -> None:
        found = _DEFINE.match(rest)
        if found is None:
            self._tell(line, say("!define has no name"), say("write: !define NAME text"))
        elif found[2]:
            self._undone[found[1]] = line
        else:
            self._set(found[1], self._expanded(found[3]), line)

    def _assign(self, found: re.Match[str], line: DiagramLine) -> None:
        name, keeps, text = found[1], found[2], found[3].strip()
        if keeps and name in self._values:
            return
        value = _PLAIN_VALUE.fullmatch(text)
        if value is not None:
            self._set(name, self._expanded(value[1] or value[2] or value[3] or ""), line)
        elif text in self._values:
            self._set(name, self._values[text], line)
        else:
            self._values.pop(name, None)
            self._undone[name] = line

    def _set(self, name: str, value: str, line: DiagramLine) -> None:
        if len(value) > MAX_DIAGRAM_LINE:
            message = say('what "{name}" stands for is too long', name=name)
            self._tell(line, message, say("define it shorter"))
            return
        self._undone.pop(name, None)
        self._values[name] = value

    def _block(self, word: str, rest: str, line: DiagramLine, lines: Iterator[DiagramLine]) -> None:
        """Pass over what computes, up to its end. A definition alone changes nothing; what uses it is told."""
        if word == "unquoted":
            word, _, rest = rest.partition(" ")
        closing = _BLOCKS.get(word) or "endprocedure"
        if word in ("procedure", "function", "definelong"):
            if named := re.match(r"\$?\w+", rest.strip()):
                self._undone[named[0]] = line
            if word == "function" and re.search(r"\)[ \t]*!?return\b", rest):
                return
        else:
            self._tell(line, say('"{text}" is not carried out', text=quoted(line.text)), _expand())
        depth = 1
        for each in lines:
            found = _STATEMENT.match(each.text) if "!" in each.text else None
            inside = (found[1] or "").lower() if found else ""
            depth += (inside == word) - (inside == closing)
            if word == "if" and inside in ("ifdef", "ifndef"):
                depth += 1
            if depth == 0:
                return
        self._tell(
            line,
            say('"{text}" does not end', text=quoted(line.text)),
            say("write !{word} where it ends", word=closing),
        )

    def _included(
        self, word: str, rest: str, line: DiagramLine, name: str
    ) -> Iterator[DiagramLine]:
        """The lines of a file that is included, where it is one beside the main one."""
        wanted = self._expanded(rest.strip()).strip().strip('"').strip()
        if wanted.startswith("<"):
            message = say("what PlantUML brings along is not read: {text}", text=quoted(wanted))
            hint = say(
                "what is drawn by it is missing; run plantuml -preproc first if it draws classes"
            )
            self.diagnostics.append(warning("UML03", line.span(), message, hint))
            return
        if word == "includeurl" or _ADDRESS.match(wanted):
            message = say("nothing is read from an address: {text}", text=quoted(wanted))
            self._refuse(
                line, message, say("save that file beside this one, and include it by its name")
            )
            return
        wanted, _, part = wanted.replace("\\", "/").partition("!")
        if not wanted:
            self._refuse(line, say("!include names no file"), say("write: !include file.puml"))
            return
        target = posixpath.normpath(posixpath.join(posixpath.dirname(name), wanted))
        if wanted.startswith(("/", "~")) or ":" in wanted or target.startswith(".."):
            message = say('"{text}" lies outside the folder of the diagram', text=quoted(wanted))
            self._refuse(line, message, say("put that file beside this one"))
        elif target in self._reading:
            message = say('"{text}" includes itself', text=quoted(target))
            self._refuse(line, message, say("take the line out"))
        elif len(self._reading) > MAX_INCLUDES or len(self._files) > _MAX_FILES:
            message = say("files include each other more than {number} deep", number=MAX_INCLUDES)
            self._refuse(line, message, say("put them together"))
        elif target not in self._files or word == "include_many":
            yield from self._read(target, part, line)

    def _read(self, target: str, part: str, line: DiagramLine) -> Iterator[DiagramLine]:
        content = self._beside(target)
        if content is None:
            message = say('the file "{text}" is not there', text=quoted(target))
            self._refuse(line, message, say("put it beside the diagram, or take the line out"))
            return
        self._size += len(content)
        if self._size > MAX_DRAWING_BYTES:
            message = say(
                "the files together are larger than {number} MiB",
                number=MAX_DRAWING_BYTES // 1024 // 1024,
            )
            self._refuse(line, message, say("include less"))
            return
        self._files.add(target)
        self._reading.append(target)
        yield from self._file(content, target, part)
        self._reading.pop()

    def _refuse(self, line: DiagramLine, message: Text, hint: Text) -> None:
        self.diagnostics.append(error("UML03", line.span(), message, hint))

    def _tell(self, line: DiagramLine, message: Text, hint: Text) -> None:
        self.diagnostics.append(error("UML04", line.span(), message, hint))

    def _replaced(self, line: DiagramLine) -> DiagramLine:
        if not self._values and not self._undone:
            return line
        text = self._expanded(line.text, line)
        return (
            line
            if text == line.text
            else DiagramLine(text, line.file, line.number, as_written=False)
        )

    def _expanded(self, text: str, line: DiagramLine | None = None) -> str:
        """`text` with the values of the names in it; a name that only a computation knows is told."""
        grown = 0

        def value(found: re.Match[str]) -> str:
            nonlocal grown
            name = found[0]
            if name in self._values:
                grown += len(self._values[name])
                return (
                    name
                    if grown > 2 * MAX_DIAGRAM_LINE or grown > self._room
                    else self._values[name]
                )
            called = found.string[found.end() :].lstrip()[:1] == "("
            if line is not None and name in self._undone and (called or name.startswith("$")):
                message = say('"{name}" is computed, which is not done here', name=name)
                self._tell(line, message, _expand())
            return name

        text = _WORD.sub(value, text)
        if line is not None and grown > min(self._room, 2 * MAX_DIAGRAM_LINE):
            self._tell(line, say("what names stand for is too long"), say("define them shorter"))
        self._room -= grown
        return text


def _expand() -> Text:
    return say("let PlantUML write it out: plantuml -preproc; then import what it wrote")


def _first_diagram(lines: Iterator[DiagramLine]) -> Iterator[DiagramLine]:
    """The lines of a file that is included: those of its first diagram where it has diagrams, else all."""
    kept: list[DiagramLine] = []
    for line in lines:
        word = line.text.strip().lower()
        if word.startswith("@start"):
            kept.clear()
        elif word.startswith("@end"):
            break
        else:
            kept.append(line)
    yield from kept
