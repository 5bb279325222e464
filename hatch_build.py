"""Puts the parse tables of the grammar into the wheel: hatchling runs this when it builds one.

Who installs that wheel needs lark's inside for nothing. An editable install is a checkout, for which
compiler/cli/prepare.py makes them.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ParseTables(BuildHookInterface):  # type: ignore[type-arg]
    """Makes the file that compiler/language/parser.py looks for beside the grammar."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the tables, and have the wheel of this `version` take them along."""
        self._folder = Path(tempfile.mkdtemp())
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from compiler.language.grammar_tables import tables_of  # noqa: PLC0415 - the path is known now
        from compiler.language.tables_file import tables_to_bytes  # noqa: PLC0415 - same

        grammar = Path(self.root, "grammar", "vera.lark").read_text(encoding="utf-8")
        made = self._folder / "vera.tables"
        made.write_bytes(tables_to_bytes(tables_of(grammar), grammar))
        build_data["force_include"][str(made)] = "compiler/grammar/vera.tables"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002 - hatchling's signature
        """Take away what was made for the wheel."""
        shutil.rmtree(self._folder, ignore_errors=True)
