"""GM07 in a message: the code of an attribute lies below that of the attribute that it refines (RD03)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from compiler.messages.json_tokens import Path
from compiler.messages.outline import OutlineNode
from compiler.messages.parents import Parents
from compiler.model.meaning import LIST_ANNOTATION

_DETAIL = re.compile("detail", re.IGNORECASE)


class Mismatch(NamedTuple):
    """A code of `detail` that does not lie below those of `refined`, in one object.

    `parents` are the codes of the list `above` that it lies below, `others` those that stand there. `place` leads to
    the detail, `about` to all that this is about.
    """

    detail: str
    code: str
    refined: str
    above: str
    parents: tuple[str, ...]
    others: tuple[str, ...]
    place: Path
    about: tuple[Path, ...]


class Refinement:
    """An attribute `detail` with codes of `list`, and by list the attribute with the codes above those.

    `fitting` tells by code of the detail that has others above it: the attribute with the nearest of these, and the
    codes. Where that holds there are no mismatches; where it does not there may be.
    """

    def __init__(
        self, detail: str, list_: str, refined: Mapping[str, str], parents: Parents
    ) -> None:
        self.detail = detail
        self.list = list_
        self._refined = refined
        self._parents = parents
        self.fitting = dict(self._made_fitting())

    def _made_fitting(self) -> Iterator[tuple[str, tuple[str, frozenset[str]]]]:
        for code, above in self._parents.codes_below_others(self.list):
            for list_, codes in above.items():
                if list_ in self._refined:
                    yield code, (self._refined[list_], codes)
                    break

    def mismatches(self, held: Mapping[str, Any]) -> Iterator[Mismatch]:
        """The codes of the detail in the object `held` that lie below others than stand there.

        Where the list of the nearest codes above has no attribute that tells a known code, the next one counts.
        """
        for place, code in _codes(held, self.detail):
            for above, parents in self._parents.above(self.list, code).items():
                refined = self._refined.get(above)
                others = _codes(held, refined) if refined else []
                if not others or not all(self._parents.knows(above, other) for _, other in others):
                    continue
                codes = tuple(dict.fromkeys(other for _, other in others))
                if parents.isdisjoint(codes):
                    places = (place, *(at for at, _ in others))
                    yield Mismatch(
                        detail=self.detail,
                        code=code,
                        refined=str(refined),
                        above=above,
                        parents=tuple(sorted(parents)),
                        others=codes,
                        place=place,
                        about=(
                            (self.detail,),
                            (str(refined),),
                            *places,
                            *((*at, "code") for at in places),
                        ),
                    )
                break


def refinements_of(node: OutlineNode, parents: Parents) -> Iterator[Refinement]:
    """The attributes of an object of which codes lie below those of another one of it."""
    lists = {name: list_ for name in sorted(node.names) if (list_ := _list_of(node, name))}
    for detail, list_ in lists.items():
        refined = {}
        for above in sorted(parents.lists_above(list_)):
            found = _refined(
                detail, [name for name in lists if lists[name] == above], list_ == above
            )
            if found:
                refined[above] = found
        if refined:
            yield Refinement(detail, list_, refined, parents)


def _refined(detail: str, names: list[str], of_one_list: bool) -> str:
    """The one of `names` that `detail` refines; empty where that cannot be told.

    It is called so (GM07), it is the only one, or its name alone is part of that of `detail`. Two attributes of one
    list are told by the guideline's names only: the codes of a tree may stand side by side.
    """
    meant = _DETAIL.sub("", detail, count=1).casefold()
    others = [name for name in names if name != detail]
    called = [name for name in others if name.casefold() == meant]
    if called or of_one_list:
        return called[0] if called else ""
    within = [name for name in others if name.casefold() in meant]
    likely = others if len(others) == 1 else within
    return likely[0] if len(likely) == 1 else ""


def _list_of(node: OutlineNode, name: str) -> str:
    attribute = node.attribute(name)
    found = attribute.annotation(LIST_ANNOTATION) or attribute.item.annotation(LIST_ANNOTATION)
    return found if isinstance(found, str) else ""


def _codes(held: Mapping[str, Any], name: str) -> list[tuple[Path, str]]:
    """The codes of the attribute `name` in the object `held`, with the way to what has them."""
    value = held.get(name)
    each = (
        [((name, at), item) for at, item in enumerate(value)]
        if isinstance(value, list)
        else [((name,), value)]
    )
    return [
        (path, item["code"])
        for path, item in each
        if isinstance(item, dict) and isinstance(item.get("code"), str)
    ]
