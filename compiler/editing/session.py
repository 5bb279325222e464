"""The texts of a model while somebody writes it, and what is found in them after each change.

Each text is parsed when it changes, and no other one; what a broken text cannot say, it says as it last could
(`last_sound.py`). Findings are those of a check of the same texts; while something stands in the way of rules, what
rules find in the rest comes beside it.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping
from typing import NamedTuple

from compiler import pipeline
from compiler.base.context import Context
from compiler.base.diagnostics import Diagnostic, Severity, ordered
from compiler.base.guide_paths import is_guide
from compiler.base.memory import Memory
from compiler.base.stepwise import finished
from compiler.editing.kept_in_memory import KeptInMemory
from compiler.editing.last_sound import SoundText, text_lines, with_broken_replaced
from compiler.editing.line_map import moved_lines
from compiler.language.canonical import canonical_text
from compiler.language.declarations import ParsedFile, SourceFile
from compiler.language.parser import Parser
from compiler.model.manifest import Manifest
from compiler.model.model import Model
from compiler.workspace.model_walk import ENVIRONMENTS_FILE

_ALONE = Context()


class Answer(NamedTuple):
    """What is found in a model, and the model itself; `sound` says whether it is all of what the texts say."""

    diagnostics: tuple[Diagnostic, ...]
    model: Model
    sound: bool


class Session:
    """A model that is written: texts go in by path, findings and a model come out.

    `version` grows with every change, so that whoever works on an answer sees that it is out of date.
    """

    def __init__(self, files: Mapping[str, bytes], context: Context = _ALONE) -> None:
        self.context = context._replace(store=KeptInMemory(context.store))
        self._memory: Memory[object] = Memory()
        self._on_disk = dict(files)
        self._open: dict[str, str] = {}
        self._parser: Parser | None = None
        self._parsed = {each.source.path: each for each in pipeline.parse(files, self.context)}
        self._sound: dict[str, SoundText] = {}
        self._living: dict[str, SourceFile] = {}
        self._last = Answer((), Model(Manifest()), sound=False)
        self._sources: list[SourceFile] = []  # what the model of the last answer was made of
        self._last_lines: dict[str, tuple[str, ...]] = {}
        self._answered = -1
        self.version = 0

    # -- texts -------------------------------------------------------------------------------------------------------

    def open(self, path: str, text: str) -> None:
        """`text` is what `path` holds from now on, whatever the disk says, until it is closed."""
        if self._open.get(path) != text:
            self._open[path] = text
            self._changed(path)

    def close(self, path: str) -> None:
        """What the disk says counts again for `path`."""
        if self._open.pop(path, None) is not None:
            self._changed(path)

    def on_disk(self, path: str, content: bytes | None) -> None:
        """The disk holds `content` at `path` now; None where nothing is left there. An open text counts before it."""
        if self._on_disk.get(path) == content:
            return
        if content is None:
            del self._on_disk[path]
        else:
            self._on_disk[path] = content
        if path not in self._open:
            self._changed(path)

    def is_open(self, path: str) -> bool:
        """Whether an editor has `path` open."""
        return path in self._open

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths of all texts of the model, sorted; the file of environments is none."""
        return tuple(sorted((self._on_disk.keys() | self._open.keys()) - {ENVIRONMENTS_FILE}))

    def content(self, path: str) -> bytes:
        """What `path` holds as bytes; nothing where it is no text of the model."""
        if path in self._open:
            return self._open[path].encode("utf-8", "replace")
        return self._on_disk.get(path, b"")

    def text(self, path: str) -> str:
        """What `path` holds, as it stands in an editor; empty where it is no text of the model."""
        if path in self._open:
            return self._open[path]
        return self._on_disk.get(path, b"").decode("utf-8-sig", "replace")

    def lines(self, path: str) -> tuple[str, ...]:
        """The lines of `path`."""
        return text_lines(self.text(path))

    def files(self) -> dict[str, bytes]:
        """What all texts hold, as bytes by path."""
        return {path: self.content(path) for path in self.paths}

    def parsed(self, path: str) -> ParsedFile | None:
        """What the parser makes of `path`; None where it is no text of the model."""
        found = self._parsed.get(path)
        if found is None and (path in self._open or path in self._on_disk):
            if self._parser is None:
                self._parser = Parser(self.context.store)
            found = self._parsed[path] = self._parser.parse_bytes(self.content(path), path)
        return found

    def _changed(self, path: str) -> None:
        self.version += 1
        self._parsed.pop(path, None)
        self._living.pop(path, None)
        if path not in self._open and path not in self._on_disk:
            self._sound.pop(path, None)

    # -- what they say -----------------------------------------------------------------------------------------------

    @property
    def answer(self) -> Answer:
        """The last answer that was finished: of the texts as they are, or of a moment ago."""
        return self._last

    @property
    def is_answered(self) -> bool:
        """Whether the last answer is of the texts as they are."""
        return self._answered == self.version

    def source(self, path: str) -> SourceFile:
        """What `path` declares; what it is too broken to declare is as it last was."""
        if path not in self._living:
            now, before = self.parsed(path), self._sound.get(path)
            if now is None:
                return SourceFile(path)
            if not any(map(_is_error, now.diagnostics)) or before is None:
                return now.source
            self._living[path] = with_broken_replaced(now, self.lines(path), before)
        return self._living[path]

    def checked(self) -> Answer:
        """What is found in the texts as they are."""
        return finished(self.checking())

    def checking(self) -> Generator[None, None, Answer]:
        """What is found in the texts as they are, in short steps. Whoever changes a text asks anew."""
        parsed = self._all_parsed()
        checked = yield from pipeline.checking(
            parsed, self.context, thorough=True, memory=self._memory
        )
        if checked.model is not None:
            for path in self.paths:
                self._note_sound(path)
            self._sources = [each.source for each in parsed]
            return self._finish(Answer(checked.diagnostics, checked.model, sound=True))
        for path in self.paths:
            if all(each.span.file != path for each in checked.diagnostics if _is_error(each)):
                self._note_sound(path)
        yield
        model, self._sources = self._living_model(parsed, checked.diagnostics)
        yield
        more = yield from pipeline.judging(model, self.context, thorough=True)
        beside = (each for each in more if each.span.line)
        return self._finish(Answer(ordered([*checked.diagnostics, *beside]), model, sound=False))

    def with_mends(self, found: Iterable[Diagnostic]) -> list[Diagnostic]:
        """`found`, from the last answer, with what can be written so that each goes.

        Rules make their mends when somebody asks for them: a check after every key does without.
        """
        asked = list(found)
        without = [each for each in asked if not each.mends]
        if not without or not self.is_answered:
            return asked
        mends = pipeline.mends_for(without, self._last.model, self._sources, self.files())
        return [each._replace(mends=mends.get(each, each.mends)) for each in asked]

    def early_findings(self, path: str) -> tuple[Diagnostic, ...]:
        """What is found in `path` by reading it alone, and what stood there before on lines that are the same."""
        parsed = self.parsed(path)
        if parsed is None:
            return ()
        moved = moved_lines(self._last_lines.get(path, ()), self.lines(path))
        before = [
            each._replace(span=each.span._replace(line=moved[each.span.line]), mends=())
            for each in self._last.diagnostics
            if each.span.file == path and each.span.line in moved and each.id[:3] != "SYN"
        ]
        return ordered([*parsed.diagnostics, *before])

    def canonical(self, path: str) -> str | None:
        """The canonical form of a text; None where it is broken, or has none, as a guidance page."""
        parsed = None if is_guide(path) else self.parsed(path)
        if parsed is None or any(map(_is_error, parsed.diagnostics)):
            return None
        if self._parser is None:
            self._parser = Parser(self.context.store)
        problem, content = canonical_text(parsed.source, self._parser)
        return None if problem else content.decode()

    def _all_parsed(self) -> list[ParsedFile]:
        return [found for path in self.paths if (found := self.parsed(path)) is not None]

    def _finish(self, answer: Answer) -> Answer:
        self._last = answer
        self._memory.finish_round()
        self._answered = self.version
        self._last_lines = {path: self.lines(path) for path in self.paths}
        return answer

    def _note_sound(self, path: str) -> None:
        source = self._parsed[path].source
        known = self._sound.get(path)
        if known is None or known.source is not source:
            self._sound[path] = SoundText(self.lines(path), source)

    def _living_model(
        self, parsed: Iterable[ParsedFile], found: Iterable[Diagnostic]
    ) -> tuple[Model, list[SourceFile]]:
        """The model of all that can be read, and of what could be read before where that is not so."""
        wrong: dict[str, set[int]] = {}
        for each in found:
            if _is_error(each) and each.span.line:
                wrong.setdefault(each.span.file, set()).add(each.span.line)
        sources = []
        for file in parsed:
            path = file.source.path
            before = self._sound.get(path)
            if path in wrong and before is not None:
                broken = frozenset(wrong[path])
                sources.append(with_broken_replaced(file, self.lines(path), before, broken=broken))
            else:
                sources.append(file.source)
        model = pipeline.link(sources, self._memory).model
        assert model is not None, "linking makes a model of whatever could be linked"
        return model, sources


def _is_error(diagnostic: Diagnostic) -> bool:
    return diagnostic.severity is Severity.ERROR
