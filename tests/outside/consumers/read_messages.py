"""What Python clients of openapi-generator make of messages: python read_messages.py, in the folder of their packages.

In, on standard input: [[package, operation, message], …], an operation by its operationId.  Out: a list with a text per
message: what went wrong, or nothing.
"""

import importlib
import inspect
import json
import re
import sys
import typing
from datetime import datetime


def main():
    """Read the messages and write them again."""
    print(json.dumps([problem(*given) for given in json.load(sys.stdin)]))


def problem(package, operation, message):
    """What goes wrong with a message: it is not read, or what is written back is something else."""
    try:
        model = model_of(package, operation)
        read = model.from_json(json.dumps(message))
        written = json.loads(read.to_json())
    except Exception as error:  # noqa: BLE001 - whatever the code of others raises
        return f"{type(error).__name__}: {' '.join(str(error).split())}"[:600]
    return difference(message, written)


def model_of(package, operation):
    """The class that a client takes for an operation, or answers it with."""
    hints = methods_of(package)[re.sub(r"\W|_", "", operation).lower()]
    classes = [
        found for name, hint in hints.items() if name != "return" for found in models_in(hint)
    ]
    return next(iter(classes or models_in(hints["return"])))


def methods_of(package, kept={}):  # noqa: B006 - kept between calls on purpose
    """The type hints of a client's methods, by operation."""
    if package not in kept:
        sys.path.insert(0, package)
        api = importlib.import_module(f"{package_name(package)}.api")
        classes = [each for _, each in inspect.getmembers(api, inspect.isclass)]
        kept[package] = {
            name.replace("_", ""): typing.get_type_hints(method)
            for each in classes
            for name, method in inspect.getmembers(each, inspect.isfunction)
        }
    return kept[package]


def package_name(package):
    """The package in the folder of a client."""
    return f"client_{package.lower()}"


def models_in(hint):
    """The classes of models in a type hint, also in a union or a list."""
    if hasattr(hint, "from_json"):
        return [hint]
    return [found for part in typing.get_args(hint) for found in models_in(part)]


def difference(told, written, place="$"):
    """The first difference between two messages; two texts for one moment are none.

    Neither is null for what was left out: `from_json` sets every attribute, so that whatever may be null is written.
    """
    if isinstance(told, dict) and isinstance(written, dict):
        written = {
            name: value for name, value in written.items() if value is not None or name in told
        }
        if told.keys() != written.keys():
            return f"{place}: lost {sorted(told.keys() - written.keys())}, new {sorted(written.keys() - told.keys())}"
        pairs = [(told[name], written[name], f"{place}.{name}") for name in told]
    elif isinstance(told, list) and isinstance(written, list) and len(told) == len(written):
        pairs = [
            (*both, f"{place}[{number}]")
            for number, both in enumerate(zip(told, written, strict=True))
        ]
    else:
        return "" if same(told, written) else f"{place}: {told!r} became {written!r}"
    return next(filter(None, (difference(*pair) for pair in pairs)), "")


def same(told, written):
    """Whether two values are one."""
    if told == written and isinstance(told, bool) == isinstance(written, bool):
        return True
    try:
        return datetime.fromisoformat(told) == datetime.fromisoformat(written)
    except (TypeError, ValueError):
        return False


main()
