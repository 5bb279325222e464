"""The language that the arguments of a run ask for; read before anything else is loaded, also while a run ends."""

from __future__ import annotations

from collections.abc import Sequence


def asked_language(arguments: Sequence[str]) -> str:
    """What stands behind --lang, wherever that stands; empty where nothing does, of which click complains."""
    for number, argument in enumerate(arguments):
        if argument.startswith("--lang="):
            return argument.partition("=")[2]
        if argument == "--lang" and number + 1 < len(arguments):
            return arguments[number + 1]
    return ""
