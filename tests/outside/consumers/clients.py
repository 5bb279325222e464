"""Generators of clients: what they leave out, and whether their code compiles or imports."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping
from importlib import resources
from pathlib import Path

from tests.helpers import outside
from tests.outside.consumers.documents import Documents, Findings, Outcome, need, operations, run
from tests.outside.consumers.messages import messages
from tests.outside.consumers.samples import names_alike

ALIKE = "names that differ in capitals only"
IMPORT_ALL = outside.NODE / "import_all.py"


def openapi_typescript(documents: Documents) -> Outcome:
    """Whether TypeScript types compile under `--strict`, and a program that uses those of BRG."""
    outside.need_node()
    files = {path.name: path.read_bytes() for path in documents.paths.values()}
    programs = [outside.NODE / "use.ts"] if "BRG" in documents.paths else []
    findings = Findings()
    for error in outside.typescript_errors(documents.room("typescript"), files, *programs):
        findings.add(documents.of(error.partition("(")[0]), error)
    return Outcome("documents", len(files), findings)


def datamodel_code_generator(documents: Documents) -> Outcome:
    """Whether Python models of the schemas of a document can be imported."""
    room = documents.room("models")
    findings = Findings()
    for name, path in documents.paths.items():
        try:
            outside.python_models(path, room / f"{name}.py", ("--input-file-type", "openapi"))
        except Exception as error:  # noqa: BLE001 - whatever the generator or its code raises is a finding
            findings.add(name, f"{type(error).__name__}: {error}"[:1000])
    return Outcome("documents", len(documents.paths), findings)


def openapi_python_client(documents: Documents) -> Outcome:
    """Which operations a client has a module for, and whether all its modules can be imported."""
    room = documents.room("openapi-python-client")
    config = room / "config.yaml"
    config.write_text("post_hooks: []\n", encoding="utf-8")
    tool = Path(sys.executable).with_name("openapi-python-client")
    findings, tried = Findings(), 0
    for name, path in documents.paths.items():
        package = package_of(name)
        options = (
            "--path",
            path,
            "--output-path",
            room / package,
            "--meta",
            "none",
            "--config",
            config,
        )
        said = run([tool, "generate", *options], room, accepted=(0, 1), errors=True)
        warnings = re.split(r"(?m)^(?=WARNING|ERROR)", said)[1:]
        for warning in warnings:
            text = " ".join(warning.split())[:500]
            dropped = re.match(r"WARNING parsing (\w+) (\S+) within", warning)
            findings.add(f"{name} {dropped[1]} {dropped[2]}" if dropped else name, text)
        asked = [operation for operation in operations(documents) if operation.document == name]
        tried += len(asked)
        made = {_words(file.stem) for file in room.glob(f"{package}/api/*/*.py")} - {
            _words("__init__")
        }
        for operation in asked:
            if (
                _words(operation.content["operationId"]) not in made
                and operation.name not in findings
            ):
                findings.add(operation.name, "no module for this operation")
        if made:
            findings.add(name, *imported(room, package))
    return Outcome("operations", tried, findings)


def _words(name: str) -> str:
    """A name without what generators change: `listContactmomenten` and `list_contactmomenten` are one."""
    return re.sub(r"\W|_", "", name).lower()


def imported(folder: Path, package: str) -> list[str]:
    """What goes wrong when all modules of a package in `folder` are imported, in a process of their own."""
    return run([sys.executable, IMPORT_ALL, package], folder, accepted=(0, 1)).splitlines()


def generated(
    documents: Documents,
    generator: str,
    library: str = "",
    options: Mapping[str, object] | None = None,
) -> Path:
    """What openapi-generator makes of all documents, in one process: a folder for each, by its name."""
    java = need("java")
    room = documents.room(f"openapi-generator-{generator}")
    configs = []
    for name, path in documents.paths.items():
        config = {
            "generatorName": generator,
            "inputSpec": str(path),
            "outputDir": str(room / name),
            "packageName": package_of(name),
            "globalProperties": dict.fromkeys(
                ("apiTests", "modelTests", "apiDocs", "modelDocs"), "false"
            ),
            "additionalProperties": dict(options or {}),
        } | ({"library": library} if library else {})
        file = room / f"{name}.json"
        file.write_text(json.dumps(config), encoding="utf-8")
        configs.append(file)
    run(
        [java, "-Xmx2g", "-jar", generator_jar(), "batch", "--threads", 2, "--fail-fast", *configs],
        room,
    )
    return room


def package_of(name: str) -> str:
    """The package of the client for a document."""
    return f"client_{name.lower()}"


def generator_jar() -> Path:
    """Where openapi-generator is; it also holds the libraries that its Java clients are compiled with."""
    return Path(str(resources.files("openapi_generator_cli"))) / "openapi-generator.jar"


def openapi_generator_java(documents: Documents) -> Outcome:
    """Whether Java clients compile, and have a method for every operation."""
    javac = need("javac")
    room = generated(
        documents, "java", "native", {"openApiNullable": "false", "hideGenerationTimestamp": "true"}
    )
    options = (
        "-J-Xmx2g",
        "-proc:none",
        "-nowarn",
        "-Xmaxerrs",
        20,
        "-encoding",
        "utf-8",
        "-cp",
        generator_jar(),
    )
    findings = Findings()
    for name in documents.paths:
        sources = [*(room / name).rglob("*.java"), *(outside.NODE / "java").rglob("*.java")]
        arguments = room / f"{name}.sources"
        arguments.write_text("\n".join(f'"{path}"' for path in sources), encoding="utf-8")
        said = run(
            [javac, *options, "-d", room / name / "classes", f"@{arguments}"],
            room,
            accepted=(0, 1),
            errors=True,
        )
        findings.add(
            name,
            *(line.replace(f"{room}/", "") for line in said.splitlines() if " error: " in line),
        )
    _tell_apart(documents, findings)
    return Outcome("documents", len(documents.paths), findings)


def openapi_generator_python(documents: Documents) -> Outcome:
    """Which messages Python clients read and write back without loss, and whether all their modules can be imported."""
    room = generated(documents, "python")
    findings = Findings()
    for name in documents.paths:
        findings.add(name, *imported(room / name, package_of(name)))
    tried = messages(documents)
    given = [[m.operation.document, m.operation.content["operationId"], m.value] for m in tried]
    said = run([sys.executable, outside.NODE / "read_messages.py"], room, given=json.dumps(given))
    for message, problem in zip(tried, json.loads(said), strict=True):
        findings.add(message.name, *filter(None, [problem]))
    _tell_apart(documents, findings)
    return Outcome("messages", len(tried), findings)


def _tell_apart(documents: Documents, findings: Findings) -> None:
    """Say of findings that the document has names that differ in capitals only: for generators these are one name."""
    for name, document in documents.read():
        if alike := names_alike(document):
            for thing in [thing for thing in findings if thing.split()[0] == name]:
                findings[thing] = [
                    f"{ALIKE} ({'; '.join(alike)}): {text}" for text in findings[thing]
                ]
