"""YAML that this compiler wrote itself: read back and written again.

Owns yaml, with the importer that reads documents of others.
PyYAML is loaded only where it is needed: it costs more than a small build.
"""

from __future__ import annotations

from typing import Any


class DoubleKeyError(ValueError):
    """A mapping holds one key twice."""


def read_own_yaml(text: bytes | str, *, unique_keys: bool = False) -> Any:
    """The value of a document that this compiler wrote.

    Raises:
        DoubleKeyError: where keys are asked to be `unique_keys`, and one is not.
        ValueError: where it is no YAML.
    """
    import yaml  # noqa: PLC0415 - see above

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    if unique_keys:
        loader = _with_unique_keys(loader)
    try:
        return yaml.load(text, Loader=loader)  # noqa: S506 - a safe loader
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from error


def _with_unique_keys(loader: Any) -> Any:
    """A loader like `loader` that refuses a mapping with one key twice."""
    import yaml  # noqa: PLC0415 - see above

    def mapping(made: Any, node: Any) -> dict[Any, Any]:
        found: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            key = made.construct_object(key_node, deep=True)
            if key in found:
                raise DoubleKeyError(key)
            found[key] = made.construct_object(value_node, deep=True)
        return found

    strict: Any = type("LoaderOfUniqueKeys", (loader,), {})
    strict.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, mapping)
    return strict


def write_own_yaml(value: Any) -> str:
    """`value` as YAML, its keys in the order that they have; a text stays in one line."""
    import yaml  # noqa: PLC0415 - see above

    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    made: str = yaml.dump(value, Dumper=dumper, sort_keys=False, allow_unicode=True, width=1000)
    return made
