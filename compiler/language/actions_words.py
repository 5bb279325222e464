"""What the parser's actions share: tokens as names and texts, headers as properties, and what is wrong with a word."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from compiler.base.diagnostics import Diagnostic, Severity, nearest
from compiler.base.mends import Mend
from compiler.base.source import Name
from compiler.base.wording import Text, one_of, say
from compiler.language.declarations import Comment, Doc, Suppression
from compiler.language.formatted_names import unescaped
from compiler.language.lalr import Token
from compiler.language.quick_mends import left_out_before, proposed_name

# The properties behind which any number of values may stand.
_LISTS = ("zonder", "domein", "als", "bedrijfsproces")


class Block(tuple[Any, ...]):  # noqa: SLOT001 - a tuple cannot have slots besides its items
    """The members between two braces, with the line of the closing one."""

    end: int


class KeyWord(NamedTuple):
    """The word behind a dot, which says how much of an entity is meant."""

    name: Name


def only(values: Mapping[str, tuple[Name, ...]], word: str) -> Name | None:
    """The one value of the property `word` in `values`; None where it is not there."""
    return next(iter(values.get(word, ())), None)


def text_of(values: Mapping[str, tuple[Name, ...]], word: str) -> str:
    """The text of the property `word` in `values`; empty where it is not there."""
    return "".join(name.text for name in values.get(word, ())[:1])


class ParseWords:
    """Reads the words of one file; `begin` starts on it."""

    def __init__(self) -> None:
        self.begin("", "")

    def begin(self, path: str, text: str) -> None:
        """Start on the file `path`, which holds `text`."""
        self.path = path
        self._source = text
        self.diagnostics: list[Diagnostic] = []
        self.comments: list[Comment] = []

    def note_separator(self, start: int, separator: str, line: int) -> None:
        """Keep the comments among line ends and commas: `separator`, which begins at `start`, on `line`."""
        if "//" in separator:
            before = self._source[self._source.rfind("\n", 0, start) + 1 : start].strip()
            for number, text in enumerate(separator.split("\n")):
                if (found := text.find("//")) >= 0:
                    trailing = number == 0 and before != ""
                    self.comments.append(Comment(text[found:].rstrip(), line + number, trailing))

    # -- words ---------------------------------------------------------------------------------------------------

    def as_name(self, token: Token) -> Name:
        """The name that `token` is, without its back quotes."""
        _, text, line, column = token
        end = column + len(text)
        if text[0] == "`":
            text = unescaped(text[1:-1])
        return Name(text=text, file=self.path, line=line, column=column, end_column=end)

    def as_text(self, token: Token) -> str:
        """The text that `token` holds between its quotes or slashes."""
        body = token.text[1:-1]
        return body if token.type == "REGEX" else unescaped(body)

    def as_value(self, token: Token) -> Name:
        """A word as a name, a text as a name that holds it: both with their place."""
        if token.type == "NAME":
            return self.as_name(token)
        return Name(
            text=self.as_text(token),
            file=self.path,
            line=token.line,
            column=token.column,
            end_column=token.column + len(token.text),
        )

    def report(
        self,
        place: Name,
        message: Text,
        hint: Text,
        id_: str = "SYN04",
        mends: tuple[Mend, ...] = (),
    ) -> None:
        """Report an error at `place`; a name that the hint says was meant needs no other mend."""
        made = mends or proposed_name(place, hint)
        self.diagnostics.append(
            Diagnostic(id_, Severity.ERROR, place.span, message, hint=hint, mends=made)
        )

    @staticmethod
    def doc(children: list[Any]) -> Doc | None:
        """Take the description off the front of `children`, if it begins with one."""
        if children and isinstance(children[0], Token) and children[0].type == "DOC":
            token = children.pop(0)
            lines = [line.strip()[3:] for line in token.text.strip().split("\n")]
            return Doc("\n".join(line.removeprefix(" ").rstrip() for line in lines), token.line)
        return None

    @staticmethod
    def end(children: list[Any]) -> int:
        """Take the closing brace off `children`; its line."""
        token: Token = children.pop()
        return token.line

    def mandatory(self, word: Name, owner: str) -> None:
        """Report a `verplicht`: the language has no such word."""
        message = say(
            '"{word}" says nothing about {owner}: every attribute is optional',
            word=word,
            owner=owner,
        )
        hint = say(
            'leave it out; who receives a message says what it needs, in words: beperking "…"'
        )
        self.report(word, message, hint, "GM09", left_out_before(word))

    def nothing_behind(self, place: Name, word: str) -> None:
        """Report at `place` that `word` has no value, or an empty one."""
        self.report(
            place,
            say('nothing stands behind "{word}"', word=word),
            say("write its value, or leave it out"),
        )

    def suppression(self, rule: Name, reason: str) -> Suppression:
        """A suppression; one without a rule or a reason is reported."""
        if not rule.text:
            self.nothing_behind(rule, "negeer")
        elif not reason.strip():
            self.report(
                rule,
                say('"{rule}" is passed over without a reason', rule=rule),
                say('write negeer {rule} "why"', rule=rule),
                "SUP01",
            )
        return Suppression(rule, reason)

    def properties(
        self, header: dict[str, Any], known: tuple[str, ...], owner: Name
    ) -> dict[str, tuple[Name, ...]]:
        """The values of the header's properties by name; unknown, repeated and empty ones are reported."""
        result: dict[str, tuple[Name, ...]] = {}
        for text, entries in header.items():
            word = entries[0][0]
            if text not in known:
                self.report(
                    word,
                    say('"{word}" says nothing about "{owner}"', word=word, owner=owner),
                    nearest(text, known) or one_of(known),
                )
                continue
            if len(entries) > 1 and text != "negeer":
                self.report(
                    entries[1][0],
                    say('"{word}" stands here twice', word=word),
                    say("leave one out"),
                )
            for entry, values in entries:
                self._count(entry, values)
            result[text] = tuple(self.as_value(value) for _, values in entries for value in values)
        return result

    def _count(self, word: Name, values: tuple[Token, ...]) -> None:
        """One value stands behind most words, a rule and a reason behind `negeer`, any number behind lists."""
        most = 2 if word.text == "negeer" else len(values) if word.text in _LISTS else 1
        # `suppression` looks at those
        told = values[:0] if word.text == "negeer" else values[:most]
        if not values or not all(self.as_value(value).text for value in told):
            self.nothing_behind(word, word.text)
        for value in values[most : most + 1]:
            self.report(
                self.as_value(value),
                say('one value too many behind "{word}"', word=word),
                say("leave it out; where it is a property of its own, put a comma before it"),
            )

    def suppressions(self, header: dict[str, Any]) -> tuple[Suppression, ...]:
        """The suppressions in a header."""
        found = []
        for _, values in header.get("negeer", ()):
            if values:
                found.append(
                    self.suppression(
                        self.as_value(values[0]), self.as_text(values[1]) if len(values) > 1 else ""
                    )
                )
        return tuple(found)
