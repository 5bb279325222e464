"""YAML that this compiler wrote itself: read back and written again.

Owns yaml, with the importer that reads documents of others.
PyYAML is loaded only where it is needed: it costs more than a small build.
"""

from __future__ import annotations

from typing import Any


def read_own_yaml(text: bytes | str) -> Any:
    """The value of a document that this compiler wrote."""
    import yaml  # noqa: PLC0415 - see above

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(text, Loader=loader)  # noqa: S506 - a safe loader


def write_own_yaml(value: Any) -> str:
    """`value` as YAML, its keys in the order that they have; a text stays in one line."""
    import yaml  # noqa: PLC0415 - see above

    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    made: str = yaml.dump(value, Dumper=dumper, sort_keys=False, allow_unicode=True, width=1000)
    return made
