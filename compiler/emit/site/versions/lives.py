"""Which element of one version is which one of another, over all versions of a site; and where their pages are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from compiler.emit.site.planned import PlannedSite
from compiler.emit.site.versions.told import ToldComparison


class Lost(NamedTuple):
    """An element that a version does not have: `at` is the number of the first version without it, or that has it.

    `came` says which: it is not there yet, or no more.
    """

    at: int
    came: bool


class Lives:
    """The elements of all versions: `plans` are those of each, oldest first, `steps` are what changed between them."""

    def __init__(self, plans: Sequence[PlannedSite], steps: Sequence[ToldComparison]) -> None:
        self._plans = plans
        self._before: list[dict[str, str]] = [{}]
        self._after: list[dict[str, str]] = []
        for number, step in enumerate(steps, 1):
            changed = {f"{each.kind} {each.name}": each for each in step.carried}
            before = {}
            for key in plans[number].places:
                each = changed.get(key)
                was = key if each is None else each.was and f"{each.kind} {each.was}"
                if was and was in plans[number - 1].places:
                    before[key] = was
            self._before.append(before)
            self._after.append({was: key for key, was in before.items()})
        self._after.append({})

    # -- elements ------------------------------------------------------------------------------------------------------

    def before(self, number: int, key: str) -> str:
        """What the element `key` of version `number` was in the version before; empty for one that is new."""
        return self._before[number].get(key, "")

    def after(self, number: int, key: str) -> str:
        """What the element `key` of version `number` is in the next; empty for one that is no more."""
        return self._after[number].get(key, "")

    def followed(self, number: int, key: str, target: int) -> str | Lost:
        """What the element `key` of version `number` is in version `target`."""
        while number != target:
            back = target < number
            found = self.before(number, key) if back else self.after(number, key)
            if not found:
                return Lost(number if back else number + 1, came=back)
            key, number = found, number - 1 if back else number + 1
        return key

    @cached_property
    def since(self) -> tuple[Mapping[str, str], ...]:
        """For each version by element the version that it was new in; empty for what the first version had already."""
        found: list[dict[str, str]] = []
        for number, plan in enumerate(self._plans):
            found.append({})
            for key in plan.places:
                was = self.before(number, key)
                since = found[number - 1][was] if was else plan.version.partition("+")[0]
                found[number][key] = since if number else ""
        return tuple(found)

    # -- pages ---------------------------------------------------------------------------------------------------------

    @cached_property
    def folders(self) -> tuple[Mapping[str, str], ...]:
        """For each version the folders of its pages, with what readers call them."""
        return tuple({page.folder: page.name for page in plan.pages} for plan in self._plans)

    @cached_property
    def owners(self) -> tuple[Mapping[str, str], ...]:
        """For each version by folder the element whose page stands there."""
        return tuple(
            {folder: key for key, (folder, anchor) in plan.places.items() if not anchor}
            for plan in self._plans
        )

    def owner(self, number: int, folder: str) -> tuple[str, str]:
        """The element that the page at `folder` is about, empty for none, and what stands behind its own folder."""
        whole = folder
        while folder:
            if folder in self.owners[number]:
                return self.owners[number][folder], whole[len(folder) :]
            folder = folder.rpartition("/")[0]
        return "", whole

    def page_in(self, number: int, folder: str, target: int) -> str | Lost | None:
        """The folder in version `target` of the page at `folder` in version `number`.

        Of a page that is about no element, and that the version does not have, that is None.
        """
        key, part = self.owner(number, folder)
        if not key:
            return folder if folder in self.folders[target] else None
        found = self.followed(number, key, target)
        if isinstance(found, Lost):
            return found
        whole, _ = self._plans[target].places[found]
        return f"{whole}{part}" if f"{whole}{part}" in self.folders[target] else whole
