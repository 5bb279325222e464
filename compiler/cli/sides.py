"""The sides of a comparison, as the user names them: read, and compared in a row.

A side of a release is TARGET@VERSION; compiler/workspace/sides.py knows the others.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from compiler.base.wording import say
from compiler.cli.common import Progress, fail, make_context, report
from compiler.cli.lang import misuse, tell
from compiler.cli.release_targets import ending_where_refused, opened

if TYPE_CHECKING:
    from compiler.base.context import Context
    from compiler.compare.comparison import Comparison
    from compiler.model.model import Model
    from compiler.release.release import Release


def compared(names: Sequence[str]) -> tuple[list[Model], list[Comparison], Context]:
    """The models of all sides, and the comparison of each with the next; older sides stand first."""
    from compiler import pipeline

    progress = Progress(shown=True)
    context = make_context(progress)
    models = [read_model_of(name, context) for name in names]
    progress.clear()
    comparisons = []
    for number in range(len(models) - 1):
        comparison = pipeline.compare(models[number], models[number + 1])
        swapped = [d for d in comparison.diagnostics if d.id == "VS03"]
        if swapped:
            report(swapped, Path(names[number + 1]), quiet=False)
            tell(say("nothing compared"), err=True)
            sys.exit(1)
        comparisons.append(comparison)
    return models, comparisons, context


def old_and_new(first: str, second: str | None) -> tuple[str, str]:
    """The names of both sides; with one given, the old one is the last release before it.

    That is one of the target that the new side is from, else of the folder releases.
    """
    if second is not None:
        return first, second
    from compiler.release.open_target import DEFAULT_TARGET
    from compiler.release.target import find_release, last_release

    named = as_release(first)
    if named is None:
        return f"{DEFAULT_TARGET}@", first
    target, version = named
    with ending_where_refused():
        place = opened(target)
        new = find_release(place, version)
        last = last_release(place.releases(), new.label)
    if last is None:
        message = say('"{target}" has no release before {version}', target=target, version=new.label)  # fmt: skip
        misuse(message)
    return f"{target}@{last.label}", first


def all_releases(names: Sequence[str]) -> list[str]:
    """The names of sides, where a target without a version (`releases@`) stands for all its releases."""
    found: list[str] = []
    for name in names:
        release = as_release(name)
        if release is None or release[1]:
            found.append(name)
            continue
        with ending_where_refused():
            known = opened(release[0]).releases()
        found += (f"{release[0]}@{each.label}" for each in known if each.label.is_final and each.digest)  # fmt: skip
    return found


def as_release(name: str) -> tuple[str, str] | None:
    """The target and the version that a side names, the version empty for the last one; None for another side."""
    from compiler.release.release_version import parse_release_version

    target, at, version = name.rpartition("@")
    is_version = at and target and (not version or parse_release_version(version) is not None)
    try:
        return (target, version) if is_version and not Path(name).exists() else None
    except (OSError, ValueError):
        return None


def _released(target: str, version: str) -> Release:
    """A release as it was published; ends the program where it is not."""
    from compiler.release.target import find_release
    from compiler.release.verifying import told_withdrawn, verify_release

    with ending_where_refused():
        place = opened(target)
        published = find_release(place, version)
        release = place.take(published.label)
    wrong = verify_release(release, published).diagnostics
    report((*told_withdrawn(published), *wrong), Path(target), quiet=False)
    if wrong:
        sys.exit(1)
    return release


def read_model_of(name: str, context: Context) -> Model:
    """The model that a side names; ends the program where there is none."""
    from compiler import pipeline
    from compiler.workspace.sides import Side, read_side

    named = as_release(name)
    side = Side(name, _released(*named).model) if named else read_side(name)
    if side.problem:
        fail(side.problem)
    if side.published is not None and side.sheet is not None:
        found = pipeline.read_published(side.sheet, side.published, side.reference_data, context)
    else:
        assert side.files is not None
        found = pipeline.read_version(side.files, context)
    if found.model is None:
        report(found.diagnostics, Path(name), quiet=False)
        tell(say("nothing compared: {name} is no sound model", name=name), err=True)
        sys.exit(1)
    return found.model
