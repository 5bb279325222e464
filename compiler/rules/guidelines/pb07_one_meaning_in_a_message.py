"""PB07: a name has one meaning in a message."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.base.source import Name
from compiler.base.wording import say
from compiler.model.document_builder import documents_of
from compiler.model.documents import DocumentContents
from compiler.model.holding import ShownAttribute
from compiler.model.model import Entity, Model
from compiler.model.projection_lines import written_type
from compiler.rules.rule import Finding, rule


@rule("PB07")
def one_meaning_in_a_message(model: Model) -> Iterator[Finding]:
    r"""An attribute of the envelope has no other type than one of an entity with its name.

    A message is its entity and the envelope in one object. Where both have an attribute of one name, one value stands
    for both: what the one takes the other refuses, and no message can be right. Of the same type they may meet.

    Bad:
        domein A {
            entiteit Order (meervoud Orders) { afzender : decimal }  //! PB07 @40 "string in the envelope"
        }
        envelop Bericht { afzender : string }

    Good:
        domein A {
            entiteit Order (meervoud Orders) { afzender : string }
        }
        envelop Bericht { afzender : string, verzonden : dateTime }
    """
    envelope = model.envelope
    if envelope is None:
        return
    found: dict[Name, Finding] = {}
    for contents in documents_of(model):
        for entity, shown, carried in _meetings(contents):
            attribute = shown.attribute
            known = model.named_attributes[entity.key].get(attribute.name.text)
            place = attribute.name if attribute.own or known is None else known.name
            message = say(
                '"{attribute}" is {carried} in the envelope and {shown} in "{entity}": in a message they are one',
                attribute=attribute.name,
                carried=written_type(carried.attribute, model),
                entity=entity.name,
                shown=written_type(attribute, model),
            )
            hint = say(
                "rename one of them; that of the envelope stands at {file}:{line}",
                file=carried.attribute.name.file,
                line=carried.attribute.name.line,
            )
            reasons = (known or attribute).suppressions + carried.attribute.suppressions
            found.setdefault(place, Finding(place, message, hint, reasons))
    yield from found.values()


def _meetings(
    contents: DocumentContents,
) -> Iterator[tuple[Entity, ShownAttribute, ShownAttribute]]:
    """An entity, an attribute of it, and the one of the envelope that it cannot be one with."""
    if contents.envelope is None:
        return
    carried = {each.attribute.name.text: each for each in contents.envelope.attributes}
    for resource in contents.resources:
        key = resource.entity.key
        group = resource.group
        for part in (*group.chain(key), *group.descendants(key)):
            for shown in part.attributes:
                other = carried.get(shown.attribute.name.text)
                if other is not None and _differ(shown, other):
                    yield part.entity, shown, other


def _differ(shown: ShownAttribute, other: ShownAttribute) -> bool:
    return not shown.attribute.same_type(other.attribute) or shown.holding is not other.holding
