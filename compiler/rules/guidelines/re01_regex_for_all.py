"""RE01: a regular expression is one that every validator takes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from compiler.base.regex.portable import problem_of
from compiler.base.source import Name
from compiler.base.wording import say
from compiler.language.declarations import AttributeDecl, Suppression
from compiler.model.elements import Attribute
from compiler.model.model import Model
from compiler.rules.rule import Finding, rule

_SPECIFICATION = "https://json-schema.org/draft/2020-12/json-schema-core#section-6.4"

_WrittenPattern: TypeAlias = tuple[Name, str, tuple[Suppression, ...]]


@rule("RE01", url=_SPECIFICATION)
def regex_for_all(model: Model) -> Iterator[Finding]:
    r"""A regular expression is one that every validator takes, and that no text keeps busy.

    A regular expression goes out as the `pattern` of a JSON Schema, and is run by whatever validator the receiver of a
    message has: in a browser, in Java, in Python. So it keeps to what they have in common, which is ECMA-262 with the
    flag u without named groups, `\b`, `\p{…}` and references back; much that differs is not refused but read otherwise.
    Most of them try every way to read a text before they refuse it. In `(\d+,?)+` these double with every digit: forty
    take hours, and whoever sends those stops the receiver. In `^.*,.*$`, of which either half takes commas too, and in
    `\s+$`, which is tried from each blank on, they grow as the square: a long text takes minutes. So the next character
    says how to go on in what is repeated without a highest count; and of two such repeats that take the same, what
    stands between is no part of the first, as in `^[^,]*,.*$`. A regular expression is searched for, so `^` and `$`
    stand around what is to match as a whole.

    Bad:
        domein A { entiteit Adres { postcode : string patroon /^\d{4}\h?[A-Z]{2}$/ } }  //! RE01 @29 "\h"

    Bad:
        domein A {
            entiteit Adres {
                huisnummerreeks : string patroon /^(\d+,?)+$/  //! RE01 @9 "in many ways" "begin each round"
            }
        }

    Bad:
        domein A { entiteit Adres { regel : string patroon /^.*, .*$/ } }  //! RE01 @29 "can begin wherever" "[^,]*,.*"

    Good:
        domein A {
            entiteit Adres {
                postcode    : string patroon /^\d{4} ?[A-Z]{2}$/
                huisnummerreeks : string patroon /^\d+(,\d+)*$/
                regel       : string patroon /^[^,]*, .*$/
            }
        }
    """
    for name, pattern, suppressions in dict.fromkeys(_written(model)):
        if found := problem_of(pattern):
            message = say(
                'the regular expression of "{name}" cannot be published: {message}',
                name=name,
                message=found.message,
            )
            yield Finding(name, message, found.hint, suppressions)
    interface = model.standard.interface
    if interface.duration_pattern and (found := problem_of(interface.duration_pattern)):
        message = say(
            "the regular expression of durations cannot be published: {message}",
            message=found.message,
        )
        yield Finding(model.standard.duration_place, message, found.hint)


def _written(model: Model) -> Iterator[_WrittenPattern]:
    """The regular expressions where they are written: a message takes over those of the entity."""
    attributes: list[Attribute | AttributeDecl] = [*model.standard.ids]
    attributes += [
        attribute for entity in model.entities.values() for attribute in entity.attributes
    ]
    attributes += model.own_attributes()
    for each in attributes:
        if each.pattern:
            yield each.name, each.pattern, each.suppressions
