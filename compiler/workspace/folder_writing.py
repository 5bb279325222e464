"""Folders written as a whole: the old one, or the new one, whatever comes between.

A new folder is made beside the old one, and what stays is linked into it. Then the two change places in one step.
Where they cannot (another disk is mounted there, the run stands in the folder, the disk knows no links), each file
changes places by itself, and what goes wrong puts all of them back; there only a power cut or SIGKILL leaves a mixture.
So it is where few of very many files are others: making and removing thousands of folders costs more than all else.
"""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from compiler.workspace.exchange import exchange
from compiler.workspace.leftovers import leftovers_of, prefix_for, take_away
from compiler.workspace.locks import locked, nobody_waits
from compiler.workspace.places import real_place
from compiler.workspace.seen_files import SeenFiles

MOST_CARRIED = 2_000  # files of others that are linked into a new folder; with more, files change places one by one
MANY, FEW = 1_000, 10  # of so many files at least, one in so many at most


class _StaysPutError(Exception):
    """The folder cannot change places as a whole."""


@contextmanager
def writing(output: Path, waiting: Callable[[], None] = nobody_waits) -> Iterator[Path]:
    """Make `output` where it is not there, and hold its lock; the real folder, for a link stays a link.

    What killed runs left goes first. Where it ends badly an `output` that was not there before is not there after.
    """
    made = not output.exists()
    with ExitStack() as holding:
        try:
            folder = _held(output, waiting, holding)
            take_away(leftovers_of(folder))
            yield folder
        except BaseException:
            if made:
                with suppress(OSError):
                    output.rmdir()  # it is empty, or not ours to remove; who waits for the lock makes it again
            raise


def _held(output: Path, waiting: Callable[[], None], holding: ExitStack) -> Path:
    """Make `output`, and hold its lock; again where a run that ended badly took it away in between."""
    while True:
        output.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError):
            folder = real_place(output)
            holding.enter_context(locked(folder, waiting))
            return folder


def tidy(output: Path) -> None:
    """Remove what killed runs left of writing `output`; one that still runs is waited for."""
    with suppress(OSError):  # what is wrong with `output` is told by whoever writes it
        folder = real_place(output)
        if folder.is_dir() and leftovers_of(folder):
            with locked(folder):
                take_away(leftovers_of(folder))


def replace_contents(
    folder: Path,
    files: Mapping[str, bytes],
    gone: Collection[str],
    seen: SeenFiles | None = None,
) -> None:
    """Let `folder` hold `files` by relative path, and no longer those that are `gone`; all else stays as it is.

    Who writes there again and again has `seen` what it holds.

    Raises:
        OSError: where something cannot be written; all is then as it was.
    """
    beside: list[Path] = []
    others = _others(folder, files, seen or SeenFiles()) if len(files) >= MANY else files
    few = len(files) >= MANY and (len(others) + len(gone)) * FEW <= len(files)
    try:
        try:
            if few:
                _one_by_one(folder, others, gone, beside)
            else:
                _as_a_whole(folder, files, gone, beside)
        except _StaysPutError:
            take_away(beside)
            _one_by_one(folder, files, gone, beside)
    finally:
        take_away(beside)


def _others(folder: Path, files: Mapping[str, bytes], seen: SeenFiles) -> Mapping[str, bytes]:
    """Those of `files` that `folder` does not hold as they are."""
    return {
        path: content
        for path, content in files.items()
        if not seen.hold(f"{folder}/{path}", content)
    }


def _as_a_whole(
    folder: Path, files: Mapping[str, bytes], gone: Collection[str], beside: list[Path]
) -> None:
    working = Path.cwd()
    if folder == working or folder in working.parents or os.path.ismount(folder):
        raise _StaysPutError
    try:
        new = Path(tempfile.mkdtemp(prefix=prefix_for(folder), dir=folder.parent))
    except OSError as error:
        raise _StaysPutError from error
    beside.append(new)
    _carry(folder, new, files, gone)
    _put_into(new, folder, files)
    _as_it_was(folder, new)
    try:
        exchange(new, folder)
    except OSError as error:
        raise _StaysPutError from error
    _bring_after(new, folder, files, gone)


def _put_into(new: Path, folder: Path, files: Mapping[str, bytes]) -> None:
    """Put `files` into `new`; one that `folder` has already is linked. There may be thousands: paths are texts here."""
    made: set[str] = set()
    for path, content in files.items():
        target = f"{new}/{path}"
        around = target.rpartition("/")[0]
        if around not in made:
            os.makedirs(around, exist_ok=True)
            made.add(around)
        if not taken_along(f"{folder}/{path}", target, content):
            Path(target).write_bytes(content)


def _carry(folder: Path, new: Path, files: Mapping[str, bytes], gone: Collection[str]) -> None:
    """Link what stays in `folder` into `new`. A folder that only held what is gone goes too."""
    device = folder.stat().st_dev
    carried = 0
    for top, folders, names in os.walk(folder, onerror=_stays_put):
        below = _below(folder, top)
        if not os.access(top, os.W_OK) or os.stat(top).st_dev != device:
            raise _StaysPutError
        if not folders and not names:
            (new / below).mkdir(parents=True, exist_ok=True)
        links = [name for name in folders if os.path.islink(f"{top}/{name}")]
        for name in [*names, *links]:
            path = f"{below}{name}"
            if path in files or path in gone or (name in links and _leads_to(path, files, gone)):
                continue
            carried += 1
            _link(Path(top) / name, new / path, enough=carried > MOST_CARRIED)


def _below(folder: Path, top: str) -> str:
    """What stands before the names in the folder `top`, which a walk through `folder` met."""
    path = top[len(str(folder)) :].replace(os.sep, "/").strip("/")
    return f"{path}/" if path else ""


def _stays_put(error: OSError) -> None:
    raise _StaysPutError from error


def _leads_to(path: str, *paths: Collection[str]) -> bool:
    """Whether one of `paths` lies below `path`."""
    return any(each.startswith(f"{path}/") for some in paths for each in some)


def _link(old: Path, new: Path, *, enough: bool) -> None:
    mode = old.lstat().st_mode
    if enough or not (stat.S_ISREG(mode) or stat.S_ISLNK(mode)):
        raise _StaysPutError
    new.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(old, new, follow_symlinks=False)
    except (OSError, NotImplementedError) as error:
        raise _StaysPutError from error


def _as_it_was(folder: Path, new: Path) -> None:
    """Give each folder in `new` that stood in `folder` its permissions, and `new` itself."""
    mode = 0o777 & ~_umask()
    for top, _, _ in os.walk(new, topdown=False):
        before = f"{folder}/{_below(new, top)}"
        if os.path.isdir(before):
            shutil.copystat(before, top)
        else:
            os.chmod(top, mode)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _bring_after(
    old: Path, folder: Path, files: Mapping[str, bytes], gone: Collection[str]
) -> None:
    """Bring what somebody wrote into the `old` folder, while the new one was made, into `folder`."""
    for top, _, names in os.walk(old):
        below = _below(old, top)
        for name in names:
            path = f"{below}{name}"
            if path in files or path in gone:
                continue
            with suppress(OSError):
                if not os.path.lexists(folder / path) or not os.path.samestat(
                    (old / path).lstat(), (folder / path).lstat()
                ):
                    (folder / path).parent.mkdir(parents=True, exist_ok=True)
                    os.replace(old / path, folder / path)


def taken_along(before: str, target: str, content: bytes) -> bool:
    """Whether the file `before` holds `content` already, and stands at `target` too now, with its date."""
    try:
        if not SeenFiles().hold(before, content):
            return False
        os.link(before, target)
    except OSError:  # there is none, or a file of this system stands in one place only
        return False
    return True


def _one_by_one(
    folder: Path, files: Mapping[str, bytes], gone: Collection[str], beside: list[Path]
) -> None:
    beside.append(Path(tempfile.mkdtemp(prefix=prefix_for(folder), dir=folder)))
    new, old = beside[-1] / "new", beside[-1] / "old"
    _put_into(new, folder, files)
    moves: list[tuple[Path, Path]] = []
    try:
        for path in sorted(gone):
            _move(folder / path, old / path, moves)
        for path in files:
            _keep(folder / path, old / path, moves)
            _move(new / path, folder / path, moves)
    except BaseException:
        for source, target in reversed(moves):
            if os.path.lexists(target) and not os.path.lexists(source):
                os.rename(target, source)
        for _, target in moves:
            _remove_empty(target.parent, folder)
        raise
    for path in sorted(gone, reverse=True):
        _remove_empty((folder / path).parent, folder)


def _move(source: Path, target: Path, moves: list[tuple[Path, Path]]) -> None:
    if os.path.lexists(source):
        target.parent.mkdir(parents=True, exist_ok=True)
        moves.append((source, target))
        os.replace(source, target)


def _keep(place: Path, target: Path, moves: list[tuple[Path, Path]]) -> None:
    """Have at `target` what stands at `place`, and at `place` too until another file is put there, if that can be."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        moves.append((place, target))
        os.link(place, target, follow_symlinks=False)
    except (OSError, NotImplementedError):  # there is none, or no file, or a disk without links
        _move(place, target, moves)


def _remove_empty(folder: Path, top: Path) -> None:
    """Remove `folder` and those around it that are empty, up to `top`; nothing where `top` is not around it."""
    while folder != top and folder.is_relative_to(top):
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent
