"""What statements have in common when they are written: descriptions, headers, blocks and lines of attributes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from compiler.base.source import Name
from compiler.language.declarations import AttributeDecl, Doc, Suppression
from compiler.language.formatted_names import format_name, format_regex, format_text, format_word
from compiler.language.layout import WIDTH, OutputLine


def block(
    head: str,
    origin: int,
    body: Iterable[OutputLine],
    end: int,
    depth: int,
    *,
    optional: bool = False,
) -> Iterator[OutputLine]:
    """A head with its members. Without members and without braces in the source it is the head, where it may be."""
    lines = list(body)
    if not lines and not end and optional:
        yield OutputLine(depth, head, origin)
    elif not lines and end == origin:
        yield OutputLine(depth, f"{head} {{ }}", origin)
    else:
        yield OutputLine(depth, f"{head} {{", origin, opens=True)
        yield from lines
        yield OutputLine(depth, "}", end, closes=True)


def description_lines(doc: Doc | None, depth: int) -> Iterator[OutputLine]:
    """The lines of a description."""
    if doc is None:
        return
    for number, text in enumerate(doc.text.split("\n")):
        origin = doc.line + number if doc.line else 0
        yield OutputLine(depth, f"/// {text}".rstrip(), origin, doc=True)


def header(properties: Sequence[str]) -> str:
    """The properties of a statement, as they stand behind its name."""
    return f" ({', '.join(properties)})" if properties else ""


def links(word: str, names: Sequence[Name]) -> list[str]:
    """The property `word` that names elements; nothing where there are none."""
    return [" ".join([word, *map(format_word, names)])] if names else []


def formerly(name: Name | None) -> list[str]:
    """The property that says how something was called; nothing where it was not called otherwise."""
    return [f"voorheen {format_name(name.text)}"] if name else []


def drawn(identity: str) -> list[str]:
    """The property that says which drawn element this is; nothing where it was not drawn."""
    return [f"uml {format_text(identity)}"] if identity else []


def suppressed(suppressions: Iterable[Suppression]) -> Iterator[str]:
    """The rules that are passed over, each with its reason."""
    for suppression in suppressions:
        rule = format_name(suppression.rule.text)
        yield f"negeer {rule} {format_text(suppression.reason)}"


def column(heads: Sequence[str]) -> int:
    """How wide the column of `heads` is: as the widest that leaves room on a line; longer ones stick out."""
    return max((len(head) for head in heads if len(head) <= WIDTH // 2), default=0)


def attribute_lines(attributes: Sequence[AttributeDecl], depth: int) -> Iterator[OutputLine]:
    """Attributes, the colons of neighbours in one column."""
    for run in _runs(attributes):
        heads = [_head(attribute) for attribute in run]
        width = column(heads)
        for head, attribute in zip(heads, run, strict=True):
            yield from description_lines(attribute.doc, depth)
            line = f"{head:{width}} : {_tail(attribute)}"
            yield OutputLine(depth, line, attribute.name.line)


def _runs(attributes: Sequence[AttributeDecl]) -> Iterator[list[AttributeDecl]]:
    """Attributes that stand right under each other; a description begins a new run and ends it."""
    run: list[AttributeDecl] = []
    for attribute in attributes:
        if run and (attribute.doc or run[-1].doc):
            yield run
            run = []
        run.append(attribute)
    if run:
        yield run


def _head(attribute: AttributeDecl) -> str:
    words: list[str] = []
    if attribute.own:
        words.append("eigen")
    if attribute.obsolete:
        words.append("vervallen")
    if attribute.core:
        words.append("kern")
    return " ".join([*words, format_name(attribute.name.text)])


def _tail(attribute: AttributeDecl) -> str:
    type_ = attribute.type
    keys = ".sleutels" if type_.keys else ""
    many = "[]" if type_.many else ""
    parts = [f"{format_name(type_.name.text)}{keys}{many}"]
    if attribute.constraint:
        parts.append(f"beperking {format_text(attribute.constraint)}")
    if attribute.pattern:
        parts.append(f"patroon {format_regex(attribute.pattern)}")
    if attribute.derived:
        parts.append(f"afgeleid {format_text(attribute.derived)}")
    if attribute.source:
        parts.append(f"bron {format_name(attribute.source.text)}")
    parts += formerly(attribute.formerly)
    parts += drawn(attribute.drawn)
    parts += suppressed(attribute.suppressions)
    return " ".join(parts)
