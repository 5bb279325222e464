"""GN01: names are singular."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.base.diagnostics import Severity
from compiler.base.dutch.naming import is_plural, unaccepted_words
from compiler.base.dutch.phrases import propose_singular
from compiler.base.dutch.words import Words, words_of, words_with
from compiler.base.wording import say
from compiler.model.elements import Attribute, Entity, TypeKind
from compiler.model.model import Model
from compiler.rules.parts import WrittenAttributes
from compiler.rules.proposals import rename, type_of, write_type
from compiler.rules.rule import Finding, rule

NUMBERS = frozenset({"integer", "decimal", "duration"})


@rule("GN01", of=(Entity, WrittenAttributes))
def singular_name(element: Entity | WrittenAttributes, model: Model) -> Iterator[Finding]:
    """The name of an entity, and of an attribute that is no collection, is singular.

    GN01: a name tells what one of it is. The name of a collection is the exception, and has a rule of its own (GN07).
    The number of a name is that of the noun it ends in. Nothing is said of what has no singular (`kosten`), and of
    words that are not known; of one that may as well be a verb (`oogsten`) it is a hint, unless it holds a yes or a no.
    A number may tell how many of something there are (`punten`): a hint, for `puntenaantal` says so.

    Bad:
        domein A {
            entiteit Gebouwen  //! GN01 @14 "Gebouwen"
            entiteit Publicatie { gebruiksrechten : string }  //! GN01 @27 "gebruiksrechten"
        }

    Good:
        domein A {
            entiteit Gebouw
            entiteit Publicatie { gebruiksrecht : string, gebouwen : Gebouw[], kosten : decimal }
        }
    """
    words = words_with(model.standard.words)
    if isinstance(element, Entity):
        if is_plural(element.name.text, words, may_be_verb=False):
            message = say(
                '"{entity}" is a plural, and an entity is one of its kind', entity=element.name
            )
            yield Finding(
                element.name,
                message,
                say("write the singular"),
                element.suppressions,
                proposals=rename(element.name, _singular(element.name.text, words)),
            )
        return
    for each in element:
        if not each.attribute.many and words.answer(_may_be_plural, each.text):
            is_sure = words.answer(is_plural, each.text)
            if is_sure or each.attribute.target != "boolean":  # a verb asks for a yes or a no
                yield _finding(each.attribute, None if is_sure else Severity.HINT, model, words)


def _may_be_plural(name: str, words: Words) -> bool:
    """Whether `name` is a plural; one word may be spelled as a verb is."""
    return is_plural(name, words, may_be_verb=len(words_of(name)) > 1)


def _singular(name: str, words: Words) -> str:
    """The singular of `name`; empty where nobody knows it."""
    singular = propose_singular(name)
    is_known = singular != name and not is_plural(singular, words)
    return singular if is_known and not unaccepted_words(singular, words) else ""


def _finding(
    attribute: Attribute, severity: Severity | None, model: Model, words: Words
) -> Finding:
    name = attribute.name
    message = say('"{name}" is a plural, and holds one', name=name)
    is_number = attribute.kind is TypeKind.PRIMITIVE and attribute.target in NUMBERS
    if is_number:
        hint = say("where it is how many there are, let the name say so: …aantal")
        return Finding(
            name,
            message,
            hint,
            attribute.suppressions,
            severity=Severity.HINT,
            proposals=rename(name, f"{name}aantal"),
        )
    hint = say(
        "write the singular, or {name} : {type_name}[] for a collection",
        name=name,
        type_name=attribute.type_name or attribute.target,
    )
    return Finding(
        name,
        message,
        hint,
        attribute.suppressions,
        severity=severity,
        proposals=(
            *rename(name, _singular(name.text, words)),
            *write_type(attribute, f"{type_of(attribute, model)}[]"),
        ),
    )
