"""Plurals and addresses of entities: where those that are proposed meet, or are none, others are written."""

from __future__ import annotations

import re

from compiler.base.accents import without_accents
from compiler.base.dutch.plurals import propose_plural
from compiler.importers.uml.taking.plan import Plan
from compiler.model.elements import path_of

_OTHER_SIGNS = re.compile(r"[^a-z0-9]+")
# What documents keep for themselves: the address that tries a service, and the scope of all resources.
_KEPT_PATHS, _KEPT_PLURALS = ("ping",), ("All",)


def part_addresses(plan: Plan) -> None:
    """Give each entity of a domain a plural and an address of its own, as tags say or by its name."""
    plurals: dict[str, set[str]] = {}
    paths: dict[str, set[str]] = {}
    for entity in plan.entities:
        taken_plurals = plurals.setdefault(entity.domain, {*_KEPT_PLURALS})
        taken_paths = paths.setdefault(entity.domain, {*_KEPT_PATHS})
        told = dict(entity.drawn.tags)
        proposed = propose_plural(entity.name)
        plural = _free(told.get("meervoud", "").strip() or proposed, taken_plurals)
        by_plural = path_of(plural)
        wanted = told.get("pad", "") or by_plural
        plain = _OTHER_SIGNS.sub("-", without_accents(wanted).lower()).strip("-")
        path = _free(plain or "zonder-naam", taken_paths)
        taken_plurals.add(plural)
        taken_paths.add(path)
        entity.plural = plural if plural != proposed else ""
        entity.path = path if path != by_plural else ""


def _free(name: str, taken: set[str]) -> str:
    one, number = name, 2
    while one in taken:
        one, number = f"{name}{number}", number + 1
    return one
