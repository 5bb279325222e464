"""Comparisons of versions → release notes in Markdown or HTML, with places for texts that the team keeps itself.

notes_sections.py makes the sections, compare/areas.py says which section tells of a change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from compiler.base.context import Context
from compiler.base.translation import LANGUAGE_TAG, Translate
from compiler.base.wording import Text, joined, say
from compiler.compare.comparison import Comparison
from compiler.compare.judge import Verdict
from compiler.compare.versions import parse_version
from compiler.emit.rendering.templating import environment
from compiler.report.notes_parts import NotesPart
from compiler.report.notes_sections import sections_of
from compiler.report.notes_writer import Writer

_TEMPLATES = {"markdown": "notes.md.jinja", "html": "notes.html.jinja"}


def release_notes(
    comparisons: Sequence[Comparison],
    *,
    title: str,
    translate: Translate,
    format_: str,
    kept: Mapping[str, str],
    context: Context,
) -> str:
    """The release notes of one comparison, or the changelog of several, which are given oldest first.

    Args:
        comparisons: of each version with the next.
        title: what the standard is called.
        translate: what says texts in the language of the page.
        format_: markdown or html.
        kept: the team's own texts by the name of their place, as `kept_texts` gives them: whole lines. A text that has
            no place here is put at the end.
        context: keeps the compiled templates.
    """
    writer = Writer(translate, format_, kept)
    made = [
        _release(comparison, name, writer)
        for comparison, name in zip(comparisons, _version_names(comparisons), strict=True)
    ]
    newest_first = [_anchored(part, f"v{number}") for number, part in enumerate(reversed(made), 1)]
    template = environment("notes", context).get_template(_TEMPLATES[format_])
    return template.render(
        language_tag=translate(LANGUAGE_TAG),
        title=writer.safe(title),
        contents=writer.said(say("Contents")),
        releases=newest_first,
        lost=_lost(kept, writer),
    )


def _version_names(comparisons: Iterable[Comparison]) -> list[str]:
    """A name for each version: without its build where that is enough, so that a new build keeps its texts."""
    names: list[str] = []
    for each in comparisons:
        options = [
            str(parse_version(each.new_version) or ""),
            each.new_version,
            f"{each.new_version} ({len(names)})",
        ]
        names.append(next(name for name in options if name and name not in names))
    return names


def _release(comparison: Comparison, name: str, writer: Writer) -> NotesPart:
    """All about one version, which is called `name` in the names of places."""
    heading = say(
        "Version {new}, since {old}", new=comparison.new_version, old=comparison.old_version
    )
    return NotesPart(
        writer.safe(heading),
        intro=writer.safe(joined(_verdict(comparison))),
        place=writer.place(name),
        parts=tuple(sections_of(comparison, name, writer)),
    )


def _verdict(comparison: Comparison) -> Iterator[Text]:
    """What kind of release the changes ask for, and whether it breaks clients."""
    if not comparison.changes:
        yield say("Nothing changed.")
        return
    yield from _asked(comparison)
    yield say(
        "Changes: {number}, of which {breaking} break clients.",
        number=len(comparison.changes),
        breaking=len(comparison.breaking),
    )
    repaired = sum(
        each.verdict is Verdict.WIRE and each.accepted != "" for each in comparison.changes
    )
    if repaired:
        yield say("Technical repairs that break clients: {number}.", number=repaired)


def _asked(comparison: Comparison) -> Iterator[Text]:
    """The version that the changes ask for, and whether the new one is; nothing where versions are none."""
    old, new = parse_version(comparison.old_version), parse_version(comparison.new_version)
    least = parse_version(comparison.least)
    if least is None:
        return
    if least == old:
        yield say("The changes ask for no higher version.")
        return
    if comparison.step:
        yield say(
            "The changes ask for a {step} release, at least {least}.",
            step=comparison.step,
            least=least,
        )
    else:
        yield say("The changes ask for version {least} at least.", least=least)
    if new is not None and new.older(least):
        yield say("Version {version} is too low for that.", version=new)


def _anchored(release: NotesPart, anchor: str) -> NotesPart:
    """`release` and its sections with their addresses in the page."""
    sections = (
        section._replace(anchor=f"{anchor}-{number}")
        for number, section in enumerate(release.parts, 1)
    )
    return release._replace(anchor=anchor, parts=tuple(sections))


def _lost(kept: Mapping[str, str], writer: Writer) -> NotesPart:
    """The team's own texts whose places are not written: the section they were in is no more."""
    names = [name for name in sorted(kept.keys() - writer.placed) if kept[name]]
    return NotesPart(
        writer.said(say("Texts without a place")),
        parts=tuple(NotesPart(writer.safe(name), place=writer.place(name)) for name in names),
    )
