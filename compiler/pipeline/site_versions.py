"""A site of several versions: each is planned once, for as long as its content is the same, and compared once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cmp_to_key, partial
from typing import NamedTuple

from compiler.base.context import Context
from compiler.base.diagnostics import Diagnostic, Severity, ordered
from compiler.base.source import Span
from compiler.base.store import KeptValues, digest, encoded
from compiler.base.wording import Text, say
from compiler.compare.versions import Version, parse_version
from compiler.emit.diagrams.options import DiagramOptions
from compiler.emit.emitted import Emitted
from compiler.emit.families import Request, made_examples, site_sources
from compiler.emit.site.addresses import version_folder
from compiler.emit.site.building import planned_site
from compiler.emit.site.planned import PlannedSite
from compiler.emit.site.versions.building import site_of_versions
from compiler.emit.site.versions.changes_pages import Pairs
from compiler.emit.site.versions.told import ToldComparison, told_comparison
from compiler.model.model import Model
from compiler.pipeline.comparing import compare
from compiler.pipeline.outcomes import Built, Sound
from compiler.pipeline.stages import checked_to_build

_PLANNED = KeptValues("site", PlannedSite)
_TOLD = KeptValues("told", ToldComparison)


class SiteVersion(NamedTuple):
    """A version to show: what the user calls it, what tells its content from any other, and what reads it."""

    name: str
    key: str
    read: Callable[[], Model]


class _Planned(NamedTuple):
    """A version with its plan."""

    version: SiteVersion
    plan: PlannedSite


def build_site_of_versions(
    files: Mapping[str, bytes], others: Sequence[SiteVersion], request: Request, context: Context
) -> Built:
    """The site of the model in `files` and of `others`, which are read only where nothing is known of their content."""
    checked = checked_to_build(files, context, thorough=True)
    if not isinstance(checked, Sound):
        return Built(None, checked.diagnostics)
    own = digest(*(part for path in sorted(files) for part in (path, files[path])))
    model = SiteVersion(say("the model"), own, lambda: checked.model)
    made = _plan_of(checked.model, request, context)
    if isinstance(made, Emitted):
        found = ordered([*checked.diagnostics, *made.diagnostics])
        return Built(None, found, unknown=made.unknown)
    plan, beside = made
    told = partial(_told, request=request, context=context)
    known = [_Planned(each, _kept_plan(each, request, context)) for each in _cached(others)]
    versions = [*known, _Planned(model, plan)]
    problems = [*_without_version(versions), *_twice(versions, told)]
    if problems:
        return Built(None, ordered([*checked.diagnostics, *problems]))
    shown = _oldest_first({version_folder(each.plan.version): each for each in versions}.values())
    artefacts = site_of_versions(
        [each.plan for each in shown], _pairs(shown, told), request.site, context
    )
    return Built(artefacts, checked.diagnostics, checked.complete, beside=beside)


def _cached(versions: Sequence[SiteVersion]) -> list[SiteVersion]:
    """The versions, none twice with one content, each read once at most."""
    by_key = {each.key: each for each in versions}
    return [each._replace(read=cache(each.read)) for each in by_key.values()]


def _plan_of(
    model: Model, request: Request, context: Context
) -> tuple[PlannedSite, Mapping[str, bytes]] | Emitted:
    made_of = site_sources(
        model, request, context, cache(partial(made_examples, model, request.examples))
    )
    if isinstance(made_of, Emitted):
        return made_of
    return planned_site(model, request.site, made_of, context)


def _kept_plan(version: SiteVersion, request: Request, context: Context) -> PlannedSite:
    """The plan of an older version. Whoever wants the whole set of that, or try it, takes its release."""
    asked = request._replace(
        site=request.site._replace(with_set=False, viewer=None), diagrams=DiagramOptions()
    )
    key = digest(context.fingerprint, encoded(asked), version.key)
    known = _PLANNED.get(context.store, key)
    if known is not None:
        return known
    made = _plan_of(version.read(), asked, context)
    assert not isinstance(made, Emitted), "only a whole set can be refused"
    plan, _ = made
    _PLANNED.put(context.store, key, plan)
    return plan


def _told(old: _Planned, new: _Planned, *, request: Request, context: Context) -> ToldComparison:
    """What changed between two versions."""
    words = encoded(request.site._replace(with_set=False, viewer=None))
    key = digest(context.fingerprint, words, old.version.key, new.version.key)
    known = _TOLD.get(context.store, key)
    if known is None:
        models = old.version.read(), new.version.read()
        known = told_comparison(*models, compare(*models), request.site.translate)
        _TOLD.put(context.store, key, known)
    return known


def _pairs(
    versions: Sequence[_Planned], told: Callable[[_Planned, _Planned], ToldComparison]
) -> Pairs:
    """What changed from each version to the next, and from each to the last."""
    last = len(versions) - 1
    wanted = {(number, number + 1) for number in range(last)} | {
        (number, last) for number in range(last)
    }
    return {(old, new): told(versions[old], versions[new]) for old, new in sorted(wanted)}


def _oldest_first(versions: Iterable[_Planned]) -> list[_Planned]:
    return sorted(versions, key=cmp_to_key(_in_order))


def _in_order(first: _Planned, second: _Planned) -> int:
    one, other = (_version(each) for each in (first, second))
    return -1 if one.older(other) else int(other.older(one))


def _version(planned: _Planned) -> Version:
    found = parse_version(planned.plan.version)
    assert found is not None, "what has no version is refused"
    return found


# -- what stands in the way --------------------------------------------------------------------------------------------


def _without_version(versions: Sequence[_Planned]) -> Iterator[Diagnostic]:
    for each in versions:
        version, name = each.plan.version, each.version.name
        if parse_version(version) is None:
            message = say('"{version}" of {name} is no version', version=version, name=name)
            hint = say("a site needs versions to put in order, such as 4.3.0")
            yield _problem("VS06", each, message, hint)


def _twice(
    versions: Sequence[_Planned], told: Callable[[_Planned, _Planned], ToldComparison]
) -> Iterator[Diagnostic]:
    """Two contents of one version: one address cannot hold both."""
    known: dict[str, _Planned] = {}
    for each in versions:
        folder = version_folder(each.plan.version)
        first = known.setdefault(folder, each)
        if first is not each and told(first, each).changes:
            message = say(
                "{first} and {second} are both version {version}, and differ",
                first=first.version.name, second=each.version.name, version=folder,
            )  # fmt: skip
            hint = say("give the other one a version of its own, or leave it out")
            yield _problem("VS02", each, message, hint)


def _problem(id_: str, planned: _Planned, message: Text, hint: Text) -> Diagnostic:
    place = Span(str(planned.version.name))
    return Diagnostic(id_, Severity.ERROR, place, message, hint=hint)
