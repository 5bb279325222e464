"""Makes the parse tables and the templates ready, as compileall does with bytecode: `python -m compiler.cli.prepare`.

They lie beside the bytecode, under a key of all they are made of. A run that finds none makes its own, and keeps them
there where it may write, as Python does with bytecode.
"""

from __future__ import annotations

import shutil

from compiler.base.context import Context
from compiler.base.resources import templates_path
from compiler.emit.rendering.templating import environment
from compiler.language.parser import Parser
from compiler.workspace.cache import prepared_folder
from compiler.workspace.folder_store import FolderStore


def prepare() -> None:
    """Prepare everything anew."""
    shutil.rmtree(prepared_folder(), ignore_errors=True)
    store = FolderStore(prepared_folder())
    Parser(store)
    for family in sorted(path.name for path in templates_path().iterdir() if path.is_dir()):
        made = environment(family, Context(store))
        for name in made.list_templates():
            made.get_template(name)


if __name__ == "__main__":
    prepare()
