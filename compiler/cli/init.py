"""The command that makes a model to start from: init."""

from __future__ import annotations

import re
from pathlib import Path

import click

from compiler.base.wording import say
from compiler.cli.common import cannot_write, fail
from compiler.cli.lang import misuse, tell
from compiler.cli.output_place import refuse_within_model

_MODELS = "models"
_IN_MODEL = {
    "standaard.vera": "standaard.vera",
    "Algemeen.vera": "domeinen/Algemeen.vera",
    "Uitleen.vera": "domeinen/Uitleen.vera",
    "UIT.vera": "ketenprocessen/UIT.vera",
}
_BESIDE = {
    "gitignore": ".gitignore",
    "pre-commit-config.yaml": ".pre-commit-config.yaml",
    "github.yml": ".github/workflows/model.yml",
    "azure.yml": "azure-pipelines.yml",
}
_WORDS = re.compile(r"[A-Za-z][A-Za-z0-9]*")


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=".")
@click.option("--name", metavar="NAME", default="", help="Name of the standard; else that of the folder.")  # fmt: skip
def init_command(folder: Path, name: str) -> None:
    """Begin a standard in FOLDER: a small model that checks and builds, and what a repository has beside it.

    These are .gitignore, a hook for pre-commit, and pipelines for GitHub and Azure. What stands there already stays as
    it is.

    \b
    Examples:
      verac init
      verac init mijn-standaard
      verac init mijn-standaard --name Bibliotheek
    """
    from compiler.workspace.places import absolute_place

    words = _WORDS.findall(name or absolute_place(folder).name)
    if not words:
        misuse(say('"{name}" is no name of a standard; give one with --name', name=name or folder))
    standard = "".join(word[:1].upper() + word[1:] for word in words)
    model = f"{_MODELS}/{'-'.join(words).lower()}"
    refuse_within_model(folder / model)
    _refuse_occupied(folder / model)
    title = " ".join(words).capitalize()
    quoted = title if len(words) == 1 else f'"{title}"'  # as verac fmt has it
    texts = {"naam": standard, "titel": quoted, "model": model}
    for source, path in {
        **{source: f"{model}/{path}" for source, path in _IN_MODEL.items()},
        **_BESIDE,
    }.items():
        _write(folder / path, _filled(source, texts))
    where = "" if absolute_place(folder) == Path.cwd() else f"cd {folder}; "
    tell(say("now: {command}", command=f"{where}verac check; verac build"))


def _refuse_occupied(model: Path) -> None:
    """End where a model stands in the folder already."""
    from compiler.base.diagnostics import Diagnostic, Severity
    from compiler.base.source import Span
    from compiler.workspace.model_walk import walk_model

    try:
        occupied = model.exists() and (not model.is_dir() or bool(walk_model(model).files))
    except OSError as error:
        cannot_write(model, error)
    if occupied:
        message = say('"{output}" holds a model already', output=model)
        hint = say("give another folder or name; nothing was written")
        fail(Diagnostic("FIL03", Severity.ERROR, Span(str(model)), message, hint=hint))


def _filled(source: str, texts: dict[str, str]) -> bytes:
    from compiler.base.resources import templates_path

    text = (templates_path() / "start" / source).read_text(encoding="utf-8")
    for key, value in texts.items():
        text = text.replace(f"<<{key}>>", value)
    return text.encode()


def _write(path: Path, content: bytes) -> None:
    """Write a new file, and say so; what stands there already stays."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(content)
    except FileExistsError:
        tell(say("{path} stands there already, and stays", path=path))
        return
    except OSError as error:
        cannot_write(path, error)
    tell(say("{path} written", path=path))
