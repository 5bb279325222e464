"""A small model, written as Enterprise Architect writes it: XMI 2.1 with its extension, XMI 1.1, and a .qea."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID
from xml.sax.saxutils import quoteattr

NO_OBJECT = "0"


@dataclass
class Feature:
    """An attribute: its number makes its GUID. `classifier` is the number of a class, 0 for a type of a language."""

    number: int
    name: str
    type_name: str = "AN20"
    classifier: int = 0
    lower: str = "1"
    upper: str = "1"
    default: str = ""
    notes: str = ""
    stereotype: str = ""
    literal: bool = False
    tags: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class Thing:
    """A class, data type or enumeration."""

    number: int
    name: str
    kind: str = "Class"
    notes: str = ""
    stereotype: str = ""
    abstract: bool = False
    features: list[Feature] = field(default_factory=list)
    tags: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class Connector:
    """A line between two things, by their numbers; `ends` are card, role and aggregation of source and target."""

    number: int
    kind: str
    source: int
    target: int
    name: str = ""
    direction: str = "Source -> Destination"
    cards: tuple[str, str] = ("", "")
    roles: tuple[str, str] = ("", "")
    wholes: tuple[int, int] = (0, 0)
    carrier: int = 0
    notes: str = ""
    stereotype: str = ""


@dataclass
class Group:
    """A package."""

    number: int
    name: str
    things: list[Thing] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    notes: str = ""
    stereotype: str = ""


@dataclass
class Written:
    """A whole model."""

    top: Group
    connectors: list[Connector] = field(default_factory=list)

    def groups(self) -> list[tuple[Group, Group | None]]:
        found, waiting = [], [(self.top, None)]
        while waiting:
            group, parent = waiting.pop(0)
            found.append((group, parent))
            waiting = [(each, group) for each in group.groups] + waiting
        return found

    def things(self) -> dict[int, Thing]:
        return {thing.number: thing for group, _ in self.groups() for thing in group.things}


def guid(number: int) -> str:
    return "{" + str(UUID(int=0xA000_0000_0000_4000_8000_0000_0000_0000 + number)).upper() + "}"


def _id(number: int, prefix: str = "EAID") -> str:
    return f"{prefix}_" + guid(number).strip("{}").replace("-", "_")


def _q(**attributes: object) -> str:
    named = {name.replace("__", ":"): str(value) for name, value in attributes.items()}
    return "".join(
        f" {name}={quoteattr(value, {chr(10): '&#10;'})}" for name, value in named.items() if value
    )


# -- XMI 2.1 ----------------------------------------------------------------------------------------------------------


def xmi_new(written: Written, encoding: str = "windows-1252") -> bytes:
    out = [f"<?xml version='1.0' encoding='{encoding}' ?>"]
    out.append(
        '<xmi:XMI xmlns:xmi="http://schema.omg.org/spec/XMI/2.1" xmi:version="2.1"'
        ' xmlns:uml="http://schema.omg.org/spec/UML/2.1">'
    )
    out.append('<uml:Model xmi:type="uml:Model" name="EA_Model">')
    out.extend(_new_group(written.top, written))
    out.append(
        '</uml:Model><xmi:Extension extender="Enterprise Architect" extenderID="6.5"><elements>'
    )
    for group, _ in written.groups():
        out.append(
            f"<element{_q(xmi__idref=_id(group.number, 'EAPK'), xmi__type='uml:Package', name=group.name)}>"
        )
        out.append(
            f"<properties{_q(documentation=group.notes, stereotype=group.stereotype)}/></element>"
        )
        for thing in group.things:
            out.extend(_new_element(thing))
    out.append("</elements><connectors>")
    for connector in written.connectors:
        out.extend(_new_connector(connector, written))
    out.append("</connectors><primitivetypes/><profiles/><diagrams/></xmi:Extension></xmi:XMI>")
    return "\n".join(out).encode(encoding, "xmlcharrefreplace")


def _new_group(group: Group, written: Written) -> list[str]:
    out = [
        f"<packagedElement{_q(xmi__type='uml:Package', xmi__id=_id(group.number, 'EAPK'), name=group.name)}>"
    ]
    for thing in group.things:
        said = _q(
            xmi__type="uml:" + thing.kind,
            xmi__id=_id(thing.number),
            name=thing.name,
            isAbstract="true" if thing.abstract else "",
        )
        out.append(f"<packagedElement{said}>")
        for feature in thing.features:
            if feature.literal:
                out.append(f"<ownedLiteral{_q(xmi__id=_id(feature.number), name=feature.name)}/>")
                continue
            type_ = _id(feature.classifier) if feature.classifier else f"EAJava_{feature.type_name}"
            out.append(
                f"<ownedAttribute{_q(xmi__type='uml:Property', xmi__id=_id(feature.number), name=feature.name)}>"
                f"<type{_q(xmi__idref=type_)}/></ownedAttribute>"
            )
        out.extend(
            f"<generalization{_q(xmi__id=_id(each.number), general=_id(each.target))}/>"
            for each in written.connectors
            if each.kind == "Generalization" and each.source == thing.number
        )
        out.append("</packagedElement>")
    out.extend(
        f"<packagedElement{_q(xmi__type='uml:Association', xmi__id=_id(each.number), name=each.name)}/>"
        for each in written.connectors
        if each.kind == "Association" and each.source in {thing.number for thing in group.things}
    )
    for each in group.groups:
        out.extend(_new_group(each, written))
    return [*out, "</packagedElement>"]


def _new_element(thing: Thing) -> list[str]:
    out = [
        f"<element{_q(xmi__idref=_id(thing.number), xmi__type='uml:' + thing.kind, name=thing.name)}>"
    ]
    out.append(f"<properties{_q(documentation=thing.notes, stereotype=thing.stereotype)}/>")
    out.append(
        "<tags>"
        + "".join(f"<tag{_q(name=n, value=v)}/>" for n, v in thing.tags)
        + "</tags><attributes>"
    )
    for feature in thing.features:
        out.append(f"<attribute{_q(xmi__idref=_id(feature.number), name=feature.name)}>")
        out.append(f"<initial{_q(body=feature.default)}/><documentation{_q(value=feature.notes)}/>")
        out.append(
            f"<properties{_q(type=feature.type_name)}/><stereotype{_q(stereotype=feature.stereotype)}/>"
        )
        out.append(f"<bounds{_q(lower=feature.lower, upper=feature.upper)}/>")
        out.append(f"<styleex{_q(value='IsLiteral=1;' if feature.literal else '')}/>")
        tags = "".join(f"<tag{_q(name=n, value=v)}/>" for n, v in feature.tags)
        out.append(f"<tags>{tags}</tags></attribute>")
    return [*out, "</attributes></element>"]


def _new_connector(connector: Connector, written: Written) -> list[str]:
    things = written.things()
    out = [f"<connector{_q(xmi__idref=_id(connector.number), name=connector.name)}>"]
    ends = (("source", connector.source), ("target", connector.target))
    for (tag, number), card, role, whole in zip(
        ends, connector.cards, connector.roles, connector.wholes, strict=True
    ):
        out.append(f"<{tag}{_q(xmi__idref=_id(number))}>")
        if number in things:
            out.append(f"<model{_q(type=things[number].kind, name=things[number].name)}/>")
        aggregation = ("none", "shared", "composite")[whole]
        out.append(f"<role{_q(name=role)}/><type{_q(multiplicity=card, aggregation=aggregation)}/>")
        out.append(f'<style value="Union=0;Navigable=Unspecified;"/></{tag}>')
    out.append(
        f"<properties{_q(ea_type=connector.kind, direction=connector.direction, stereotype=connector.stereotype)}/>"
    )
    carrier = _id(connector.carrier) if connector.carrier else ""
    out.append(
        f"<documentation{_q(value=connector.notes)}/><extendedProperties{_q(associationclass=carrier)}/>"
    )
    return [*out, "</connector>"]


# -- XMI 1.1 ----------------------------------------------------------------------------------------------------------


def xmi_old(written: Written, encoding: str = "windows-1252") -> bytes:
    out = [f'<?xml version="1.0" encoding="{encoding}"?>']
    out.append('<XMI xmi.version="1.1" xmlns:UML="omg.org/UML1.3"><XMI.header><XMI.documentation>')
    out.append(
        "<XMI.exporter>Enterprise Architect</XMI.exporter></XMI.documentation></XMI.header><XMI.content>"
    )
    out.append('<UML:Model name="EA Model" xmi.id="MX_EAID_1"><UML:Namespace.ownedElement>')
    out.append('<UML:Class name="EARootClass" xmi.id="EAID_11111111_5487_4080_A7F4_41526CB0AA00"/>')
    languages = sorted(
        {f.type_name for t in written.things().values() for f in t.features if not f.classifier}
    )
    ids = {name: f"eaxmiid{place}" for place, name in enumerate(languages)}
    out.extend(_old_group(written.top, written, ids))
    out.extend(
        f"<UML:DataType{_old(xmi_id=identity, name=name)}/>" for name, identity in ids.items()
    )
    out.append("</UML:Namespace.ownedElement></UML:Model>")
    for thing in written.things().values():
        out.extend(
            f"<UML:TaggedValue{_old(tag=n, xmi_id='EAID_T', value=v, modelElement=_id(thing.number))}/>"
            for n, v in thing.tags
        )
    out.append(
        '</XMI.content><XMI.difference/><XMI.extensions xmi.extender="Enterprise Architect 2.5"/></XMI>'
    )
    return "\n".join(out).encode(encoding, "xmlcharrefreplace")


def _old(**attributes: str) -> str:
    return _q(**attributes).replace("xmi_id", "xmi.id")


def _old_tags(own: dict[str, str], tags: list[tuple[str, str]]) -> str:
    inner = "".join(
        f"<UML:TaggedValue{_old(tag=name, value=value)}/>" for name, value in own.items() if value
    )
    inner += "".join(f"<UML:TaggedValue{_old(tag=n, value=v, xmi_id='EAID_U')}/>" for n, v in tags)
    return f"<UML:ModelElement.taggedValue>{inner}</UML:ModelElement.taggedValue>"


def _old_group(group: Group, written: Written, ids: dict[str, str]) -> list[str]:
    out = [f"<UML:Package{_old(name=group.name, xmi_id=_id(group.number, 'EAPK'))}>"]
    out.append(_old_tags({"documentation": group.notes, "stereotype": group.stereotype}, []))
    out.append("<UML:Namespace.ownedElement>")
    for thing in group.things:
        abstract = "true" if thing.abstract else "false"
        out.append(
            f"<UML:Class{_old(name=thing.name, xmi_id=_id(thing.number), isAbstract=abstract)}>"
        )
        own = {"documentation": thing.notes, "stereotype": thing.stereotype, "ea_stype": thing.kind}
        out.append(_old_tags(own, []))
        out.append("<UML:Classifier.feature>")
        for feature in thing.features:
            type_ = _id(feature.classifier) if feature.classifier else ids[feature.type_name]
            out.append(f"<UML:Attribute{_old(name=feature.name)}><UML:Attribute.initialValue>")
            out.append(
                f"<UML:Expression{_old(body=feature.default)}/></UML:Attribute.initialValue>"
            )
            out.append(
                "<UML:StructuralFeature.type><UML:Classifier xmi.idref=" + quoteattr(type_) + "/>"
            )
            out.append("</UML:StructuralFeature.type>")
            own = {
                "description": feature.notes,
                "type": feature.type_name,
                "stereotype": feature.stereotype,
                "lowerBound": feature.lower,
                "upperBound": feature.upper,
                "ea_guid": guid(feature.number),
                "styleex": "IsLiteral=1;" if feature.literal else "",
            }
            out.append(_old_tags(own, feature.tags) + "</UML:Attribute>")
        out.append("</UML:Classifier.feature></UML:Class>")
    for each in written.connectors:
        if each.source in {thing.number for thing in group.things}:
            out.extend(_old_connector(each, written))
    for each in group.groups:
        out.extend(_old_group(each, written, ids))
    return [*out, "</UML:Namespace.ownedElement></UML:Package>"]


def _old_connector(connector: Connector, written: Written) -> list[str]:
    things = written.things()
    own = {
        "documentation": connector.notes,
        "stereotype": connector.stereotype,
        "ea_type": connector.kind,
        "direction": connector.direction,
        "associationclass": _id(connector.carrier) if connector.carrier else "",
    }
    for side, number in (("source", connector.source), ("target", connector.target)):
        if number in things:
            own[f"ea_{side}Name"], own[f"ea_{side}Type"] = things[number].name, things[number].kind
    tags = _old_tags(own, [])
    identity, source, target = _id(connector.number), _id(connector.source), _id(connector.target)
    if connector.kind == "Generalization":
        return [
            f"<UML:Generalization{_old(subtype=source, supertype=target, xmi_id=identity)}>{tags}</UML:Generalization>"
        ]
    if connector.kind != "Association":
        said = _old(client=source, supplier=target, name=connector.name, xmi_id=identity)
        return [f"<UML:Dependency{said}>{tags}</UML:Dependency>"]
    out = [
        f"<UML:Association{_old(name=connector.name, xmi_id=identity)}>{tags}<UML:Association.connection>"
    ]
    sides = (("source", source), ("target", target))
    for (side, end), card, role, whole in zip(
        sides, connector.cards, connector.roles, connector.wholes, strict=True
    ):
        aggregation = ("none", "shared", "composite")[whole]
        out.append(
            f"<UML:AssociationEnd{_old(multiplicity=card, name=role, aggregation=aggregation, type=end)}>"
        )
        out.append(_old_tags({"ea_end": side}, []) + "</UML:AssociationEnd>")
    return [*out, "</UML:Association.connection></UML:Association>"]
