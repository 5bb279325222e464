"""Tools of others that the tests hand schemas, messages and documents to: validators and generators of code."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, get_args

import jsonschema_rs
import pytest
from jsonschema import Draft202012Validator

from compiler import pipeline
from compiler.base.context import Context
from compiler.emit.examples.maker import Examples, day_of_codes, find_message
from compiler.emit.examples.selection import Size
from compiler.emit.jsonschema.emitter import emit_schemas
from compiler.emit.jsonschema.options import SchemaOptions
from compiler.emit.jsonschema.planning import plan_message
from tests.helpers.requests import documents_with
from tests.helpers.small_model import REPO

if TYPE_CHECKING:
    from pydantic import BaseModel

    from compiler.model.elements import Process
    from compiler.model.model import Model
    from tests.helpers.message_corpus import Case

NODE = REPO / "tests" / "outside" / "consumers"
USUAL = SchemaOptions()
Schemas = Mapping[str, Mapping[str, Any]]


@lru_cache(maxsize=1)
def _sources() -> dict[str, bytes]:
    folder = REPO / "models" / "vera"
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*.vera"))
    }


@lru_cache(maxsize=1)
def _model() -> Model:
    found = pipeline.check(_sources()).model
    assert found
    return found


@lru_cache(maxsize=4)
def artefacts(options: SchemaOptions = USUAL) -> Mapping[str, bytes]:
    """The schemas of models/vera as they are written, by path."""
    return emit_schemas(_model(), options, Context())


def examples(names: Iterable[str], options: SchemaOptions = USUAL) -> dict[str, list[Any]]:
    """The examples of the messages with these names (`BRG/Relaties.post`): minimal, usual and full."""
    made = Examples(_model(), day_of_codes(options.codes))
    found: dict[str, list[Any]] = {}
    for name in names:
        message, _, operation = name.rpartition(".")
        pair = find_message(_model(), message)
        assert pair
        (document,) = plan_message(_model(), *pair, options, (operation.upper(),))
        found[name] = [made.of(document, size) for size in get_args(Size)]
    return found


def documents(corrections: str, version: str = "") -> Mapping[str, bytes]:
    """The OpenAPI documents of models/vera with these corrections (`all`, `none`), by path; `version` is OpenAPI's."""
    built = pipeline.build(_sources(), documents_with(corrections, version=version)).artefacts
    assert built
    return built


def process(code: str) -> Process:
    """A process of models/vera."""
    return _model().processes[code]


def named(files: Mapping[str, bytes]) -> Schemas:
    """The schemas of `files` by short name: `Relaties` for a domain, `BRG/Relaties.post` for a message."""
    return {name_of(path): json.loads(content) for path, content in files.items()}


def name_of(path: str) -> str:
    """The short name of the schema at `path`."""
    return path.removesuffix(".schema.json").split("/", 2)[2]


def messages(schemas: Schemas, process: str = "") -> Schemas:
    """Those of `schemas` that are of a message, or of the messages of `process`."""
    return {
        name: schema for name, schema in schemas.items() if "/" in name and name.startswith(process)
    }


# -- validators --------------------------------------------------------------------------------------------------------


def by_jsonschema(schemas: Schemas, cases: Iterable[Case]) -> list[bool]:
    """Which messages jsonschema accepts: pure Python."""
    made = {
        name: Draft202012Validator(s, format_checker=Draft202012Validator.FORMAT_CHECKER)
        for name, s in schemas.items()
    }
    return [made[case.schema].is_valid(case.message) for case in cases]


def by_jsonschema_rs(schemas: Schemas, cases: Iterable[Case]) -> list[bool]:
    """Which messages jsonschema-rs accepts: Rust, and what verac itself uses."""
    made = {
        name: jsonschema_rs.Draft202012Validator(s, validate_formats=True)
        for name, s in schemas.items()
    }
    return [made[case.schema].is_valid(case.message) for case in cases]


def by_ajv(schemas: Schemas, cases: Iterable[Case]) -> tuple[list[bool], list[str]]:
    """Which messages ajv accepts, and what its strict mode says of the schemas: JavaScript, in one process."""
    given = {"schemas": schemas, "messages": [[case.schema, case.message] for case in cases]}
    found = json.loads(node("validate.mjs", given=json.dumps(given)))
    return found["valid"], found["warnings"]


# -- Node.js -----------------------------------------------------------------------------------------------------------


def node(script: str, *arguments: object, given: str = "") -> str:
    """What `script` of tests/outside/consumers prints, with `given` on its standard input."""
    command = ["node", NODE / script, *map(str, arguments)]
    ended = subprocess.run(
        command, input=given, capture_output=True, encoding="utf-8", timeout=300, check=False
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


def need_node() -> None:
    """Without the packages of tests/outside/consumers/package.json a test is skipped; on CI it fails."""
    if (NODE / "node_modules" / "ready").is_file():
        return
    reason = "tests/outside/consumers/node_modules is not there: install Node.js with npm, then `make test`"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def program_of_others(command: str, environment: str = "") -> str:
    """The path of a program of others: what a variable of the environment names, or what PATH has.

    Where it is missing the test is skipped, and on CI it fails.
    """
    named = shutil.which(os.environ.get(environment, "")) if environment else None
    found = named or shutil.which(command)
    if found:
        return found
    reason = f"{command} is not installed"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def typescript_errors(folder: Path, files: Mapping[str, bytes], *clients: Path) -> list[str]:
    """What tsc --strict says of the types of OpenAPI documents, and of the programs of `clients` that use them."""
    paths = [folder / Path(path).name for path in files]
    for path, content in zip(paths, files.values(), strict=True):
        path.write_bytes(content)
    names = node("types.mjs", folder, *paths).split()
    assert names == [path.with_suffix(".ts").name for path in paths]
    for path in clients:
        (folder / path.name).write_bytes(path.read_bytes())
    options = (
        "--noEmit",
        "--strict",
        "--pretty",
        "false",
        "--module",
        "nodenext",
        "--target",
        "es2022",
    )
    command = [
        "node",
        NODE / "node_modules/typescript/bin/tsc",
        *options,
        *sorted(folder.glob("*.ts")),
    ]
    ended = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=300, check=False)
    assert (ended.returncode != 0) == bool(ended.stdout), ended.stderr
    return ended.stdout.splitlines()


# -- Python models -----------------------------------------------------------------------------------------------------


def python_models(schema: Path, module: Path, options: Sequence[str] = ()) -> ModuleType:
    """What datamodel-code-generator makes of `schema`, imported. It runs here, not in a process of its own.

    The options are those of docs/consumers.md; `options` come after them.
    """
    from datamodel_code_generator.__main__ import Exit, main

    given = ["--input", str(schema), "--output", str(module), *GENERATOR, *options]
    with warnings.catch_warnings():
        # A moment, a day, a duration and an address become values, not texts, so their patterns cannot be kept.
        warnings.filterwarnings(
            "ignore", r"Pydantic does not take pattern on (AwareDatetime|date|timedelta|AnyUrl)\b"
        )
        ended = main(given)
    assert ended is Exit.OK, given
    spec = importlib.util.spec_from_file_location(module.stem, module)
    assert spec
    assert spec.loader
    made = importlib.util.module_from_spec(spec)
    sys.modules[module.stem] = made  # pydantic looks for names there
    try:
        spec.loader.exec_module(made)
    finally:
        del sys.modules[module.stem]
    return made


def models_of(
    folder: Path, names: str, generated: Sequence[str] = (), options: SchemaOptions = USUAL
) -> Iterator[tuple[str, Mapping[str, Any], ModuleType]]:
    """The name of each schema that `names` fits, the schema, and what is `generated` of it in `folder`."""
    for path, content in artefacts(options).items():
        name = name_of(path)
        if re.fullmatch(names, name):
            file = folder / (re.sub(r"\W", "_", name) + ".json")
            file.write_bytes(content)
            yield name, json.loads(content), python_models(file, file.with_suffix(".py"), generated)


def held(model: type[BaseModel], value: Any) -> Any:
    """What a model makes of `value`, as JSON again; what it does not know is lost on the way."""
    return model.model_validate(value).model_dump(mode="json", by_alias=True, exclude_unset=True)


GENERATOR = (
    "--input-file-type",
    "jsonschema",
    "--output-model-type",
    "pydantic_v2.BaseModel",
    "--target-python-version",
    "3.11",
    "--use-annotated",
    "--enum-field-as-literal",
    "all",
    "--formatters",
    "builtin",
)
