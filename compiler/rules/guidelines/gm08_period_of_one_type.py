"""GM08: begin and end of a period are of one type."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from compiler.base.wording import say
from compiler.language.declarations import Suppression
from compiler.model.model import Attribute, Model
from compiler.rules.rule import Finding, rule

MOMENTS = ("date", "dateTime", "time")
_BEGIN = re.compile(r"begin|Begin|start|Start")


@rule("GM08")
def period_of_one_type(model: Model) -> Iterator[Finding]:
    r"""Begin and end of a period are of one type.

    GM08: an end that is a date counts itself, up to and including that day; one that is a dateTime does not. A begin of
    the other type leaves in doubt whether the last day belongs to the period. The meaning of an end goes out with
    it, in the descriptions of the JSON Schemas.

    Bad:
        domein A {
            entiteit Contract {
                begindatum : dateTime
                einddatum  : date  //! GM08 @9 "\"begindatum\" is a dateTime and \"einddatum\" a date" "one of the two"
            }
        }

    Good:
        domein A { entiteit Contract { begindatum : date, einddatum : date } }
    """
    for key, entity in model.entities.items():
        yield from _mixed(entity.attributes, model.named_attributes[key], entity.suppressions)
    for projection in {id(projection): projection for _, projection, _ in model.added}.values():
        own = [attribute for attribute in projection.attributes if attribute.own]
        yield from _mixed(
            own, {attribute.name.text: attribute for attribute in projection.attributes}, ()
        )


def _mixed(
    written: Iterable[Attribute],
    together: Mapping[str, Attribute],
    reasons: tuple[Suppression, ...],
) -> Iterator[Finding]:
    """The periods of `together` with two types, of which one end is among those that are `written` here."""
    here = {attribute.name.text for attribute in written}
    for name, begin in together.items():
        if begin.target not in MOMENTS or not _BEGIN.search(name):
            continue
        for end in (together[other] for other in _ends(name) if other in together):
            if (
                end.target in MOMENTS
                and end.target != begin.target
                and not here.isdisjoint((name, end.name.text))
            ):
                place = end.name if end.name.text in here else begin.name
                message = say(
                    '"{begin}" is a {target} and "{end}" a {target2}',
                    begin=begin.name,
                    target=begin.target,
                    end=end.name,
                    target2=end.target,
                )
                hint = say(
                    "take one of the two: a date counts itself as the end, a dateTime does not"
                )
                yield Finding(
                    place, message, hint, (*begin.suppressions, *end.suppressions, *reasons)
                )


def _ends(begin: str) -> Iterator[str]:
    """What the end of a period that begins with `begin` may be called."""
    for found in _BEGIN.finditer(begin):
        for end in ("eind", "einde"):
            yield (
                begin[: found.start()]
                + (end.capitalize() if found[0][0].isupper() else end)
                + begin[found.end() :]
            )
