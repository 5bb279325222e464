"""What to write otherwise in the sources, in the words of the language; `edits_of` says which characters that are.

Rules say it so: of what stands where they know its name, whatever the text around that.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from compiler.base.mends import Edit, written_over
from compiler.base.source import Name
from compiler.base.wording import Text
from compiler.language.formatted_names import format_name
from compiler.language.worded_text import WordedText


class Renamed(NamedTuple):
    """The element that is declared at `place` gets another name, there and wherever it is named."""

    place: Name
    name: str


class NameWritten(NamedTuple):
    """Another name at `place` alone."""

    place: Name
    name: str

    def edit_in(self, text: WordedText) -> Edit | None:
        """What makes it in the text of its file; None where that is another text."""
        return text.write_word(self.place, format_name(self.name, in_projection=True))


class TextWritten(NamedTuple):
    """`text`, as it is, in the place of the one word or text at `place`."""

    place: Name
    text: str

    def edit_in(self, text: WordedText) -> Edit | None:
        """What makes it in the text of its file; None where that is another text."""
        return text.write_word(self.place, self.text)


class TypeWritten(NamedTuple):
    """Another type for an attribute; `place` is where the type begins."""

    place: Name
    type: str

    def edit_in(self, text: WordedText) -> Edit | None:
        """What makes it in the text of its file; None where that is another text."""
        return text.write_type(self.place, self.type)


class MemberWritten(NamedTuple):
    """`text` in the place of all of a member: an attribute, a projection."""

    place: Name
    text: str

    def edit_in(self, text: WordedText) -> Edit | None:
        """What makes it in the text of its file; None where that is another text."""
        return text.write_member(self.place, self.text)


class LeftOut(NamedTuple):
    """A member taken away, with its description."""

    place: Name

    def edit_in(self, text: WordedText) -> Edit | None:
        """What makes it in the text of its file; None where that is another text."""
        return text.leave_out(self.place)


class ValueLeftOut(NamedTuple):
    """A value of a property taken away; the last one with its property."""

    place: Name

    def edit_in(self, text: WordedText) -> Edit | None:
        """What makes it in the text of its file; None where that is another text."""
        return text.leave_value_out(self.place)


class LeftOutEverywhere(NamedTuple):
    """What is declared at `place` taken away, and wherever a message names it."""

    place: Name


class PropertyLeftOut(NamedTuple):
    """A property taken from the header of the declaration whose name stands at `place`."""

    place: Name
    word: str

    def edit_in(self, text: WordedText) -> Edit | None:
        """What makes it in the text of its file; None where that is another text."""
        return text.leave_property_out(self.place, self.word)


class ValueWritten(NamedTuple):
    """Another value for a property of the declaration whose name stands at `place`."""

    place: Name
    word: str
    old: str
    new: str

    def edit_in(self, text: WordedText) -> Edit | None:
        """What makes it in the text of its file; None where that is another text."""
        return text.write_value(self.place, self.word, self.old, format_name(self.new))


class WordInTexts(NamedTuple):
    """Another word in the description or the texts of the member at `place`."""

    place: Name
    word: str
    instead: str

    def edit_in(self, text: WordedText) -> Edit | None:
        """What makes it in the text of its file; None where that is another text."""
        return text.write_in_texts(self.place, self.word, self.instead)


class SuppressionLeftOut(NamedTuple):
    """A `negeer` taken away, with its reason; `place` is where the id of the rule stands."""

    place: Name

    def edit_in(self, text: WordedText) -> Edit | None:
        """What makes it in the text of its file; None where that is another text."""
        return text.leave_suppression_out(self.place)


class WrittenBefore(NamedTuple):
    """A word before the name at `place`."""

    place: Name
    word: str

    def edit_in(self, text: WordedText) -> Edit | None:
        """What makes it in the text of its file; None where that is another text."""
        return text.write_before(self.place, self.word)


class WrittenBehind(NamedTuple):
    """Words behind all of a member: `negeer GM10 "…"` behind an attribute."""

    place: Name
    words: str

    def edit_in(self, text: WordedText) -> Edit | None:
        """What makes it in the text of its file; None where that is another text."""
        return text.write_behind(self.place, self.words)


class PropertyWritten(NamedTuple):
    """A property more in the header of a declaration, or where `word` takes several values a value more."""

    place: Name
    word: str
    values: str

    def edit_in(self, text: WordedText) -> Edit | None:
        """What makes it in the text of its file; None where that is another text."""
        return text.write_property(self.place, self.word, self.values)


class MemberAdded(NamedTuple):
    """A member more at the end of the block of a declaration."""

    place: Name
    text: str

    def edit_in(self, text: WordedText) -> Edit | None:
        """What makes it in the text of its file; None where that is another text."""
        return text.add_member(self.place, self.text)


class StatementAdded(NamedTuple):
    """A statement more, behind the one whose name stands at `place`."""

    place: Name
    text: str

    def edit_in(self, text: WordedText) -> Edit | None:
        """What makes it in the text of its file; None where that is another text."""
        return text.write_below(self.place, self.text)


Rewrite: TypeAlias = (
    Renamed
    | NameWritten
    | TextWritten
    | TypeWritten
    | MemberWritten
    | LeftOut
    | ValueLeftOut
    | LeftOutEverywhere
    | PropertyLeftOut
    | ValueWritten
    | WordInTexts
    | SuppressionLeftOut
    | WrittenBefore
    | WrittenBehind
    | PropertyWritten
    | MemberAdded
    | StatementAdded
)


class Proposal(NamedTuple):
    """What to write so that a finding goes: `title` says it as a command; for `sure` see `Mend`."""

    title: Text
    rewrites: tuple[Rewrite, ...]
    sure: bool = False


class CannotRewriteError(Exception):
    """A place is not where it is said to be: the text has changed, or was never read."""


def edits_of(
    rewrite: Rewrite, text_of: Callable[[str], WordedText], uses_of: Callable[[Name], list[Name]]
) -> list[Edit]:
    """The edits that make `rewrite`: `text_of` gives the text of a file, `uses_of` all places that name an element.

    Raises:
        CannotRewriteError: what is to be changed does not stand where it is said to.
    """
    if isinstance(rewrite, Renamed):
        name = format_name(rewrite.name, in_projection=True)
        return [written_over(use, name) for use in uses_of(rewrite.place)]
    if isinstance(rewrite, LeftOutEverywhere):
        uses = uses_of(rewrite.place)
        made = [text_of(use.file).leave_name_out(use) for use in uses]
    else:
        made = [rewrite.edit_in(text_of(rewrite.place.file))]
    edits = [edit for edit in made if edit is not None]
    if len(edits) < len(made):
        raise CannotRewriteError
    return edits
