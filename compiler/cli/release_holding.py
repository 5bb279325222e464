"""Releases that are published: list, verify, take and withdraw."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from compiler.base.wording import Text, say
from compiler.cli.common import Progress, cannot_write, fail, make_context, report
from compiler.cli.lang import misuse, tell
from compiler.cli.model_place import named_or_here
from compiler.cli.options import MODEL_AT_NEED, TOLD_FORMAT
from compiler.cli.output_place import refuse_within_model
from compiler.cli.release_binding import environment_to_take
from compiler.cli.release_declaring import reason_given
from compiler.cli.release_targets import FROM, ending_where_refused, opened
from compiler.cli.terminal import put_json


@click.command("list")
@FROM
@TOLD_FORMAT
def list_command(source: str, format_: str) -> None:
    """List the releases of a target, oldest first.

    \b
    Examples:
      verac release list
      verac release list --from ../vera-openapi --format json
    """
    with ending_where_refused(format_):
        releases = opened(source).releases()
    if format_ == "json":
        rows = [
            {
                "label": str(each.label),
                "digest": each.digest,
                "withdrawn": each.withdrawn and each.withdrawn._asdict(),
            }
            for each in releases
        ]
        put_json(rows)
        return
    for each in releases:
        tell(
            say(
                "{label}  {digest}",
                label=each.label,
                digest=each.digest or say("made by something else"),
            )
            if each.withdrawn is None
            else say(
                "{label}  {digest}  withdrawn: {because}; use {successor} instead",
                label=each.label,
                digest=each.digest,
                because=each.withdrawn.because,
                successor=each.withdrawn.successor,
            )
        )


@click.command("verify")
@click.argument("version")
@FROM
@click.option(
    "--key",
    type=click.Path(path_type=Path),
    help="The public key (PEM) that should have signed it.",
)
@click.option(
    "--rebuild", is_flag=True, help="Make it again of its revision, and compare byte for byte."
)
@click.option(
    "--repository", type=click.Path(path_type=Path), default=Path(),
    help="For --rebuild: a clone that has the revision; else the folder you are in.",
)  # fmt: skip
@TOLD_FORMAT
def verify_command(
    version: str, source: str, key: Path | None, rebuild: bool, repository: Path, format_: str
) -> None:
    """Check that release VERSION is what was published: files, manifest, index, provenance.

    \b
    Examples:
      verac release verify 4.3.0 --from releases
      verac release verify 4.3.0 --key vera.pub.pem
      verac release verify 4.3.0 --rebuild
    """
    from compiler.release.target import find_release
    from compiler.release.verifying import PublicKey, told_withdrawn, verify_release
    from compiler.workspace.model_reading import read_file

    public = None
    if key is not None:
        problem, content = read_file(key)
        if problem:
            fail(problem, format_=format_)
        public = PublicKey(content, str(key))
    with ending_where_refused(format_):
        target = opened(source)
        published = find_release(target, version)
        release = target.take(published.label)
        verified = verify_release(release, published, public)
        found = [*told_withdrawn(published), *verified.diagnostics]
        if rebuild and verified.manifest is not None and not verified.diagnostics:
            from compiler.base.translation import translator
            from compiler.release.rebuilding import rebuild_findings

            progress = Progress(shown=True)
            context = make_context(progress)
            found += rebuild_findings(
                release, verified.manifest, target, repository, translator, context
            )
            progress.clear()
    wrong = any(each.stops_build for each in found)
    report(found, Path(source), quiet=False, format_=format_)
    if format_ == "text" and not wrong:
        label, digest = published.label, published.digest
        tell(say("{label} is what was published: {digest}", label=label, digest=digest))
        tell(_signed(verified.signed_by, known=key is not None))
    sys.exit(1 if wrong else 0)


@click.command("take")
@click.argument("version", required=False, default="")
@FROM
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), required=True, help="The folder it is written into."
)  # fmt: skip
@click.option(
    "--environment", default="", metavar="NAME",
    help="Made for this environment: with its server, contact and corrections. Without VERSION, what it holds.",
)  # fmt: skip
@MODEL_AT_NEED
def take_command(
    version: str, source: str, output: Path, environment: str, model: Path | None
) -> None:
    """Write the files of release VERSION into a folder; without VERSION, the last release.

    For an environment they are made again, of the text of the model that is in the release; environment.json names the
    release and its digest. What differs stands in omgevingen.vera, in the folder --model.

    \b
    Examples:
      verac release take 4.3.0 --from releases -o vera-4.3.0
      verac release take 4.3.0 --environment test -o vera-test
    """
    from compiler.release.target import find_release
    from compiler.release.verifying import told_withdrawn, verify_release
    from compiler.workspace.folder_writing import replace_contents, writing

    place = named_or_here(model) if environment else None
    with ending_where_refused(root=place or Path()):
        target = opened(source)
        bound = environment_to_take(environment, version, target, place) if place else None
        published = find_release(target, bound.version if bound else version)
        release = target.take(published.label)
        verified = verify_release(release, published)
    report((*told_withdrawn(published), *verified.diagnostics), Path(source), quiet=False)
    if verified.diagnostics:
        tell(say("nothing taken"), err=True)
        sys.exit(1)
    if _holds_something(output):
        misuse(
            say('"{output}" is no empty folder: name a new one', output=output), option="--output"
        )
    refuse_within_model(output)
    contents = bound.files_of(release, published) if bound else release.contents
    try:
        with writing(output) as folder:
            replace_contents(folder, contents, ())
    except OSError as error:
        cannot_write(output, error)
    label, number = published.label, len(contents)
    tell(say("{output}: {label}, {number} files", output=output, label=label, number=number))
    if bound:
        tell(
            say(
                "made for {environment} of {digest}",
                environment=environment,
                digest=published.digest,
            )
        )


@click.command("withdraw")
@click.argument("version")
@FROM
@click.option("--because", required=True, metavar="REASON", help="Why nobody should use it.")
@click.option("--successor", required=True, metavar="VERSION", help="The release to use instead.")
def withdraw_command(version: str, source: str, because: str, successor: str) -> None:
    """Mark release VERSION as withdrawn; it stays, and who takes it is told.

    \b
    Examples:
      verac release withdraw 4.3.0 --because "a path is wrong" --successor 4.3.1
    """
    from compiler.release.target import PublishOutcome, Withdrawal, find_release

    reason = reason_given(because)
    with ending_where_refused():
        target = opened(source, writing=True)
        published = find_release(target, version)
        instead = find_release(target, successor)
        outcome = target.withdraw(published.label, Withdrawal(reason, str(instead.label)))
    if outcome is PublishOutcome.UNCHANGED:
        tell(say("{label} was withdrawn already, in these words", label=published.label))
    else:
        tell(
            say(
                "{label} is withdrawn; it stays, and {successor} takes its place",
                label=published.label,
                successor=instead.label,
            )
        )


def _holds_something(output: Path) -> bool:
    """Whether something stands where a release is to be written, other than an empty folder."""
    from compiler.workspace.places import folder_at, something_at

    try:
        return any(output.iterdir()) if folder_at(output) else something_at(output)
    except OSError as error:
        cannot_write(output, error)


def _signed(keys: tuple[str, ...], *, known: bool) -> Text:
    if not keys:
        return say("not signed")
    shown = ", ".join(key[:16] for key in keys)
    if known:
        return say("signed by this key: {keys}", keys=shown)
    return say("signed by {keys}; give --key to know whether that is right", keys=shown)
