"""RD03: the parent of a value exists."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TypeAlias

from compiler.base.diagnostics import nearest
from compiler.base.wording import say
from compiler.model.elements import Code, CodeList
from compiler.model.model import Model
from compiler.rules.proposals import as_hinted
from compiler.rules.rule import Finding, rule

_Value: TypeAlias = tuple[str, str]  # a list and a code of it


@rule("RD03", of_lists=True)
def parent_exists(model: Model) -> Iterator[Finding]:
    r"""The parent of a value is a value that exists.

    RD03: a value has at most one parent, written `LIST.CODE`. It leads from the finer kind to the coarser one, so
    it stands in the model, and going up ends somewhere. A list without values is kept elsewhere: what it holds is
    not known here.

    Bad:
        referentiedata SOORT { WON "Woning" }
        referentiedata DETAIL {
            ZOL "Zolder" ouder SOORT.WOM  //! RD03 @30 "\"WOM\", and \"SOORT\" has no such value" "WON"
            KEL "Kelder" ouder SORT.WON  //! RD03 @24 "no list \"SORT\"" "SOORT"
        }

    Bad:
        referentiedata SOORT {
            WON "Woning" ouder SOORT.HUI  //! RD03 @5 "leads back to itself: SOORT.WON, SOORT.HUI, SOORT.WON"
            HUI "Huis" ouder SOORT.WON
        }

    Good:
        referentiedata SOORT { WON "Woning" }
        referentiedata DETAIL { ZOL "Zolder" ouder SOORT.WON }
    """
    known = {
        name: {code.code.text for code in codelist.codes}
        for name, codelist in model.codelists.items()
    }
    parents: dict[_Value, _Value] = {}
    for name, codelist in model.codelists.items():
        for code in codelist.codes:
            if code.parent is None:
                continue
            finding = _unknown_parent(code, code.parent, codelist, known)
            if finding is not None:
                yield finding
            else:
                parents.setdefault((name, code.code.text), code.parent)
    yield from _circles(parents, model)


def _unknown_parent(
    code: Code, parent: _Value, codelist: CodeList, known: Mapping[str, Collection[str]]
) -> Finding | None:
    """That the parent of `code` is none of the values `known` by list; None where it is one, or may be."""
    parent_list, value = parent
    list_place, value_place = code.parent_at or (code.code, code.code)
    if parent_list not in known:
        place = list_place
        message = say(
            'the parent of "{code}" is {list}.{value}, and there is no list "{list}"',
            code=code.code,
            list=parent_list,
            value=value,
        )
        near = nearest(parent_list, known)
    elif known[parent_list] and value not in known[parent_list]:
        place = value_place
        message = say(
            'the parent of "{code}" is "{value}", and "{list}" has no such value',
            code=code.code,
            value=value,
            list=parent_list,
        )
        near = nearest(value, known[parent_list])
    else:
        return None
    hint = near or say("mend it or leave it out")
    reasons = (*code.suppressions, *codelist.suppressions)
    return Finding(place, message, hint, reasons, proposals=as_hinted(place, near))


def _circles(parents: Mapping[_Value, _Value], model: Model) -> Iterator[Finding]:
    """Each circle once, at the value of it that stands first."""
    parents = {code: parent for code, parent in parents.items() if parent in parents}
    settled: set[_Value] = set()
    for start in parents:
        path: dict[_Value, None] = {}
        value = start
        while value in parents and value not in settled and value not in path:
            path[value] = None
            value = parents[value]
        if value in path:
            values = [*path]
            yield _circle(values[values.index(value) :], model)
        settled |= path.keys()


def _circle(circle: list[_Value], model: Model) -> Finding:
    codelist, code = _first(circle, model)
    names = [".".join(value) for value in (*circle, circle[0])]
    message = say(
        'the parent of "{code}" leads back to itself: {names}',
        code=code.code,
        names=", ".join(names),
    )
    reasons = (*code.suppressions, *codelist.suppressions)
    return Finding(code.code, message, say("take one of them away"), reasons)


def _first(circle: list[_Value], model: Model) -> tuple[CodeList, Code]:
    name, value = circle[0]
    codelist = model.codelists[name]
    return codelist, next(code for code in codelist.codes if code.code.text == value)
