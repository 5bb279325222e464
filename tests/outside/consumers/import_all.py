"""Import every module of a package in the working folder: python import_all.py PACKAGE.  What fails is printed."""

import importlib
import pkgutil
import sys

sys.path.insert(0, "")
package = importlib.import_module(sys.argv[1])
failed = 0
for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
    try:
        importlib.import_module(found.name)
    except Exception as error:  # noqa: BLE001 - whatever the code of others raises
        failed += 1
        print(f"{found.name}: {type(error).__name__}: {error}".replace("\n", " ")[:500])
sys.exit(failed > 0)
