"""RD03: the parent of a value exists."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.base.diagnostics import nearest
from compiler.base.wording import say
from compiler.model.model import Code, CodeList, Model
from compiler.rules.rule import Finding, rule


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
    parents: dict[tuple[str, str], tuple[str, str]] = {}
    for name, codelist in model.codelists.items():
        for code in codelist.codes:
            if code.parent is None:
                continue
            list_, value = code.parent
            list_at, value_at = code.parent_at or (code.code, code.code)
            reasons = (*code.suppressions, *codelist.suppressions)
            if list_ not in known:
                message = say(
                    'the parent of "{code}" is {list}.{value}, and there is no list "{list}"',
                    code=code.code,
                    list=list_,
                    value=value,
                )
                yield Finding(
                    list_at,
                    message,
                    nearest(list_, known) or say("mend it or leave it out"),
                    reasons,
                )
            elif known[list_] and value not in known[list_]:
                message = say(
                    'the parent of "{code}" is "{value}", and "{list}" has no such value',
                    code=code.code,
                    value=value,
                    list=list_,
                )
                yield Finding(
                    value_at,
                    message,
                    nearest(value, known[list_]) or say("mend it or leave it out"),
                    reasons,
                )
            else:
                parents.setdefault((name, code.code.text), code.parent)
    yield from _circles(parents, model)


def _circles(parents: dict[tuple[str, str], tuple[str, str]], model: Model) -> Iterator[Finding]:
    """Each circle once, at the value of it that stands first."""
    parents = {code: parent for code, parent in parents.items() if parent in parents}
    settled: set[tuple[str, str]] = set()
    for start in parents:
        path: dict[tuple[str, str], None] = {}
        at = start
        while at in parents and at not in settled and at not in path:
            path[at] = None
            at = parents[at]
        if at in path:
            circle = [*path][[*path].index(at) :]
            codelist, code = _first(circle, model)
            names = [".".join(each) for each in (*circle, circle[0])]
            message = say(
                'the parent of "{code}" leads back to itself: {names}',
                code=code.code,
                names=", ".join(names),
            )
            yield Finding(
                code.code,
                message,
                say("take one of them away"),
                (*code.suppressions, *codelist.suppressions),
            )
        settled |= path.keys()


def _first(circle: list[tuple[str, str]], model: Model) -> tuple[CodeList, Code]:
    name, value = circle[0]
    codelist = model.codelists[name]
    return codelist, next(code for code in codelist.codes if code.code.text == value)
