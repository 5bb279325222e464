"""The other versions of a site, as the user names them: known by their content before anything of them is read."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from compiler.cli.common import fail
from compiler.cli.release_targets import ending_where_refused, opened
from compiler.cli.sides import all_releases, as_release, read_model_of

if TYPE_CHECKING:
    from compiler.base.context import Context
    from compiler.pipeline.site_versions import SiteVersion


def site_versions(names: Sequence[str], context: Context) -> tuple[SiteVersion, ...]:
    """The versions that `names` stand for: sides as those of a comparison, a target for all its releases."""
    from compiler.pipeline.site_versions import SiteVersion
    from compiler.release.target import find_release

    for name in names:
        if not all_releases([name]):
            target, _ = as_release(name) or (name, "")
            with ending_where_refused():
                find_release(opened(target), "")  # which says that it holds none
    return tuple(
        SiteVersion(name, _content_of(name), partial(read_model_of, name, context))
        for name in all_releases(names)
    )


def _content_of(name: str) -> str:
    """What tells the content of a side from any other: of a release, what its target lists it by."""
    from compiler.base.store import digest
    from compiler.importers.release.release import digest_of_release
    from compiler.release.target import find_release
    from compiler.workspace.sides import read_side

    named = as_release(name)
    if named is not None:
        target, version = named
        with ending_where_refused():
            return digest("release", find_release(opened(target), version).digest)
    side = read_side(name)
    if side.problem:
        fail(side.problem)
    if side.published is not None and side.sheet is not None:
        found = digest_of_release(side.sheet, side.published, side.reference_data)
        return digest("published", found or name)
    assert side.files is not None
    return digest(*(part for path in sorted(side.files) for part in (path, side.files[path])))
