"""RR02: the role of someone is told by the role, not by the name of an attribute."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.base.diagnostics import Severity
from compiler.base.dutch.phrases import propose_singular
from compiler.base.dutch.plurals import propose_plural
from compiler.base.dutch.roles import is_party, is_role
from compiler.base.dutch.words import Words, words_with
from compiler.base.wording import say
from compiler.model.elements import TypeKind, WrittenAttribute
from compiler.model.model import Model
from compiler.rules.parts import WrittenAttributes
from compiler.rules.rule import Finding, rule


@rule("RR02", severity=Severity.HINT, of=(WrittenAttributes,))
def no_role_as_attribute(written: WrittenAttributes, model: Model) -> Iterator[Finding]:
    r"""An attribute that refers to someone is not named after a role.

    Relaties, soorten en rollen: who owns, rents or asks is told by the role that stands with the one referred to, so
    that a role more asks for no attribute more. An attribute of a general type (`Relatie`, or what stands second under
    `inPlaatsVan` in the manifest) that is named after a role is found; what has a type of its own (`debiteur :
    Debiteur`) is not. A hint, for people can tell whether others will ever have that role.

    Bad:
        domein A {
            entiteit Relatie
            entiteit Eenheid { eigenaar : Relatie.sleutels }  //! RR02 @24 "is a role" "relaties : Relatie.sleutels[]"
        }

    Good:
        domein A {
            entiteit Relatie { rol : RELATIEROL }
            entiteit Eenheid { relaties : Relatie[] }
        }
        referentiedata RELATIEROL (domein A) { EIG "Eigenaar" }
    """
    words = words_with(model.standard.words)
    general = {taken.text for _, taken in model.standard.instead}
    for each in written:
        if _refers_to_a_party(each, general, model) and (
            words.answer(is_role, each.text) or words.answer(_are_roles, each.text)
        ):
            yield _finding(each, model)


def _refers_to_a_party(each: WrittenAttribute, general: set[str], model: Model) -> bool:
    """Whether it refers to an entity that anyone may be, and is not named after that entity."""
    if each.attribute.kind is not TypeKind.ENTITY:
        return False
    target = model.entities[each.attribute.target].name.text
    is_general = target in general or is_party(target)
    return is_general and target.casefold() not in each.text.casefold()


def _are_roles(name: str, words: Words) -> bool:
    """Whether `name` is the plural of a role."""
    return is_role(propose_singular(name), words)


def _finding(each: WrittenAttribute, model: Model) -> Finding:
    attribute = each.attribute
    target = model.entities[attribute.target].name.text
    message = say('"{name}" of "{entity}" is a role', name=each.text, entity=each.entity.name)
    plural = propose_plural(target[0].lower() + target[1:], model.standard.words)
    type_ = f"{target}{'.sleutels' * attribute.keys}[]"
    hint = say(
        "write {plural} : {type}, and let a role tell what each is there for",
        plural=plural,
        type=type_,
    )
    return Finding(attribute.name, message, hint, each.reasons)
