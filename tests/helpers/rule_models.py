"""The manifest that examples of rules get where they have none: with all identifiers that GM11 asks for."""

from __future__ import annotations

from compiler.rules.guidelines.gm11_standard_identifiers import IDENTIFIERS

_IDS = " ".join(f"kern {name} : string," for name in IDENTIFIERS)
MANIFEST = f'standaard Voorbeeld {{ versie "1.0.0", ids {{ {_IDS} }} }}'
