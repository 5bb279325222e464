"""GN11: what comes from an external registration says so in its name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from compiler.base.diagnostics import Severity, nearest
from compiler.base.wording import say
from compiler.language.formatted_names import format_name
from compiler.model.elements import TypeKind, WrittenAttribute
from compiler.model.model import Model
from compiler.rules.parts import WrittenAttributes
from compiler.rules.proposals import as_hinted, rename, write_behind
from compiler.rules.rule import Finding, rule


@rule("GN11", of=(WrittenAttributes,))
def registration_prefix(written: WrittenAttributes, model: Model) -> Iterator[Finding]:
    """The name of an attribute from an external registration begins with the prefix of that registration.

    GN11: what comes from the BAG, the WOZ and the like is prefixed, so that everybody sees that it is theirs and means
    what they mean by it. `registraties` in the manifest has the registrations with their prefixes, `bron` behind an
    attribute says that it comes from one. Without the prefix that is an error. A name with a prefix and without a
    `bron` is a warning. What refers to an entity is exempt from that, for it has the name of that entity (GN08).

    Bad:
        standaard A { versie "1.0.0", registraties { BAG, BRP gba } }
        domein A {
            entiteit Adres {
                identificatie : string bron BAG  //! GN11 @9 "identificatie" "bagIdentificatie"
                gbaNaam : string  //! GN11 @9 "gbaNaam" "bron BRP"
            }
        }

    Good:
        standaard A { versie "1.0.0", ernst { GM11 uit }, registraties { BAG, BRP gba } }
        domein A {
            entiteit Adres {
                bagIdentificatie : string bron BAG
                naam : string bron BRP negeer GN11 "staat ook in andere bronnen"
                bagAdres : BagAdres
            }
            entiteit BagAdres
        }
    """
    prefixes = dict(model.standard.registrations)
    beginnings = tuple(prefixes.values())
    for each in written:
        attribute = each.attribute
        if attribute.source.text:
            yield from _declared(each, prefixes)
            continue
        if not each.text.startswith(beginnings):
            continue
        source = _registration(each.text, prefixes)
        if source and attribute.kind is not TypeKind.ENTITY:
            message = say(
                '"{text}" has the prefix of {source}, and does not say that it comes from there',
                text=each.text,
                source=source,
            )
            hint = say("write bron {source} behind it, or take another name", source=source)
            yield Finding(
                attribute.name,
                message,
                hint,
                attribute.suppressions,
                severity=Severity.WARNING,
                proposals=write_behind(attribute.name, f"bron {format_name(source)}"),
            )


def _registration(name: str, prefixes: Mapping[str, str]) -> str:
    """The registration whose prefix `name` has; empty for none."""
    for registration, prefix in prefixes.items():
        if _begins(name, prefix):
            return registration
    return ""


def _declared(each: WrittenAttribute, prefixes: Mapping[str, str]) -> Iterator[Finding]:
    name, source = each.attribute.name, each.attribute.source
    prefix = prefixes.get(source.text)
    if prefix is None:
        message = say('"{source}" is no registration of the manifest', source=source)
        hint = nearest(source.text, prefixes) or say(
            "add it: registraties {{ {source} }}", source=source
        )
        yield Finding(
            source, message, hint, each.attribute.suppressions, proposals=as_hinted(source, hint)
        )
    elif not _begins(name.text, prefix):
        message = say(
            '"{name}" comes from {source}, and does not begin with "{prefix}"',
            name=name,
            source=source,
            prefix=prefix,
        )
        mended = f"{prefix}{name.text[0].upper()}{name.text[1:]}"
        hint = say('write "{mended}"', mended=mended)
        yield Finding(
            name, message, hint, each.attribute.suppressions, proposals=rename(name, mended)
        )


def _begins(name: str, prefix: str) -> bool:
    """Whether `prefix` is the first word of `name`, or all of it."""
    rest = name[len(prefix) :]
    return name.startswith(prefix) and (not rest or not rest[0].islower())
