"""What a build leaves beside its artefacts is read again as it was."""

import json
from pathlib import Path

import pytest

from compiler.base.diagnostics import Diagnostic, Severity
from compiler.base.mends import Mend, written_over
from compiler.base.source import Span
from compiler.base.wording import joined, say
from compiler.workspace.build_writing import STATE, read_state, write_build

FOUND = Diagnostic(
    id="GN02",
    severity=Severity.WARNING,
    span=Span(file="a.vera", line=3, column=14, end_column=20),
    message=say('"{name}" {what}', name="Eenheid", what=say("is no folder")),
    hint=joined((say("error"), "b"), ", "),
    suppressed="zo gepubliceerd",
    pointer="/a/0",
    element="Eenheid",
    accepted="baseline.json",
)


def test_a_build_does_not_keep_mends(tmp_path: Path) -> None:
    mend = Mend(say("x"), (written_over(FOUND.span, "y"),))
    write_build(tmp_path, {"openapi/A.yaml": b"a"}, "key", (FOUND._replace(mends=(mend,)),))
    assert read_state(tmp_path, "key").diagnostics == (FOUND,)


def test_all_that_a_diagnostic_says_comes_back(tmp_path: Path) -> None:
    assert all(FOUND[:-1]), "a field without a value of its own would tell nothing here"
    write_build(tmp_path, {"openapi/A.yaml": b"a"}, "key", (FOUND,), complete=False)
    state = read_state(tmp_path, "key")
    assert state == ("key", state.outputs, (FOUND,), False)
    (read,) = state.diagnostics
    assert (read.message.template, read.message.values["what"].template) == (
        '"{name}" {what}',
        "is no folder",
    )
    assert (read.hint.template, read.hint.values["part0"].template) == ("{part0}, {part1}", "error")
    assert (type(read.severity), type(read.span)) == (Severity, Span)


@pytest.mark.parametrize("at", range(len(Diagnostic._fields) - 1))
def test_a_state_that_lacks_a_field_counts_as_none(tmp_path: Path, at: int) -> None:
    write_build(tmp_path, {"openapi/A.yaml": b"a"}, "key", (FOUND,))
    kept = json.loads((tmp_path / STATE).read_text(encoding="utf-8"))
    del kept["diagnostics"][0][at]
    (tmp_path / STATE).write_text(json.dumps(kept), encoding="utf-8")
    assert read_state(tmp_path, "key") is None
