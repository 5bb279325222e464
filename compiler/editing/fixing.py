"""A model with all mends that are sure: made together where they do not meet, and again until there are no more."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from compiler import pipeline
from compiler.base.context import Context
from compiler.base.diagnostics import Diagnostic
from compiler.base.mends import Edit
from compiler.editing.applying import applied, overlap
from compiler.language.canonical import canonical_text
from compiler.language.parser import Parser
from compiler.pipeline import Review

_BOM = "\ufeff"
# A mend may lead to another one, and two at one place take turns; a model that still changes then changes for ever.
_MOST_ROUNDS = 50


class Fixed(NamedTuple):
    """The files that mends changed, by path, and how many findings they mended."""

    files: Mapping[str, bytes]
    mended: int


def all_found(review: Review) -> Iterable[Diagnostic]:
    """The findings to mend: all."""
    return review.diagnostics


def fixed(
    files: Mapping[str, bytes],
    context: Context,
    wanted: Callable[[Review], Iterable[Diagnostic]] = all_found,
) -> Fixed:
    """`files` with the sure mends of the `wanted` findings of a review that nobody passed over or accepted.

    What changes is in its canonical form afterwards, unless it still cannot be read. A mend that brings more findings
    than it takes away is not made.
    """
    now, mended = dict(files), 0
    seen = {frozenset(now.items())}
    review = pipeline.review(now, context)
    refused: set[tuple[Edit, ...]] = set()
    for _ in range(_MOST_ROUNDS):
        chosen = _chosen(wanted(review), refused)
        if not chosen:
            break
        then = _with_edits(now, {edit for edits in chosen for edit in edits}, context)
        after = pipeline.review(then, context)
        if len(after.diagnostics) >= len(review.diagnostics):
            # One of them does harm: the first is tried by itself, and left out of the next rounds where it is that one.
            then = _with_edits(now, chosen[0], context)
            after = pipeline.review(then, context)
            if len(after.diagnostics) >= len(review.diagnostics):
                refused.add(chosen[0])
                continue
        if frozenset(then.items()) in seen:
            break
        seen.add(frozenset(then.items()))
        mended += len(review.diagnostics) - len(after.diagnostics)
        now, review = then, after
    return Fixed({path: now[path] for path in sorted(now) if now[path] != files[path]}, mended)


def _chosen(found: Iterable[Diagnostic], refused: set[tuple[Edit, ...]]) -> list[tuple[Edit, ...]]:
    """The edits of the first sure mend of each finding, without those that meet an earlier one."""
    chosen: list[tuple[Edit, ...]] = []
    edits: set[Edit] = set()
    for finding in found:
        mend = next((each for each in finding.mends if each.sure), None)
        if mend is None or finding.suppressed or finding.accepted or mend.edits in refused:
            continue
        if mend.edits not in chosen and not overlap([*edits, *mend.edits]):
            chosen.append(mend.edits)
            edits.update(mend.edits)
    return chosen


def _with_edits(
    files: Mapping[str, bytes], edits: Iterable[Edit], context: Context
) -> dict[str, bytes]:
    """`files` with `edits`; the same where these do not fit them."""
    texts = {path: _text(content) for path, content in files.items()}
    changed = applied(texts, edits) or {}
    parser = Parser(context.store)
    made = {path: _canonical(path, files[path], text, parser) for path, text in changed.items()}
    return {**files, **made}


def _text(content: bytes) -> str:
    return content.decode("utf-8-sig", "replace")


def _canonical(path: str, before: bytes, text: str, parser: Parser) -> bytes:
    """The new text of a file in its canonical form; one that cannot be read keeps its mark and its ends of lines."""
    parsed = parser.parse_text(text, path)
    if not parsed.diagnostics:
        refused, canonical = canonical_text(parsed.source, parser)
        if refused is None:
            return canonical
    was = before.decode("utf-8", "replace")
    ends = "\r\n" if "\r\n" in was else "\n"
    lines = text.replace("\r\n", "\n").replace("\n", ends)
    return ((_BOM if was.startswith(_BOM) else "") + lines).encode()
