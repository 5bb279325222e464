"""XMI that other tools write: the same things in other words."""

from __future__ import annotations

from typing import Any

import pytest

from compiler.importers.uml.drawing import Aggregation, Drawing, DrawnKind, Multiplicity
from compiler.importers.uml.xmi.reader import read_xmi

ECLIPSE = 'xmlns:xmi="http://www.omg.org/XMI" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:uml="http://www.eclipse.org/uml2/5.0.0/UML"'
OMG = 'xmlns:xmi="http://www.omg.org/spec/XMI/20131001" xmlns:uml="http://www.omg.org/spec/UML/20131001"'
PAPYRUS = f"""<?xml version="1.0" encoding="UTF-8"?>
<xmi:XMI xmi:version="20131001" {ECLIPSE} xmlns:MIM="http://example.org/MIM">
<uml:Model xmi:id="_m" name="Vastgoed">
  <packagedElement xsi:type="uml:Package" xmi:id="_p" name="Panden">
    <packagedElement xsi:type="uml:Class" xmi:id="_a" name="Pand">
      <ownedComment xmi:id="_c"><body>Een gebouw.</body></ownedComment>
      <generalization xmi:id="_g" general="_b"/>
      <generalization xmi:id="_h"><general href="elders.uml#_Ding"/></generalization>
      <ownedAttribute xmi:id="_1" name="naam" isID="true">
        <type xsi:type="uml:PrimitiveType" href="pathmap://UML_LIBRARIES/UMLPrimitiveTypes.library.uml#String"/>
        <lowerValue xsi:type="uml:LiteralInteger" xmi:id="_2"/>
        <upperValue xsi:type="uml:LiteralUnlimitedNatural" xmi:id="_3" value="*"/>
        <defaultValue xsi:type="uml:InstanceValue" xmi:id="_4" instance="_x1"/>
      </ownedAttribute>
      <ownedAttribute xmi:id="_5" name="soort" type="_e" isDerived="true" isStatic="true"/>
      <ownedAttribute xmi:id="_6" name="delen" type="_b" aggregation="composite" association="_as"/>
      <ownedOperation xmi:id="_7" name="sloop"/>
      <nestedClassifier xsi:type="uml:DataType" xmi:id="_n" name="Binnen"/>
    </packagedElement>
    <packagedElement xsi:type="uml:Class" xmi:id="_b" name="Deel" isAbstract="true"/>
    <packagedElement xsi:type="uml:Association" xmi:id="_as" memberEnd="_6 _8">
      <ownedEnd xmi:id="_8" name="pand" type="_a" association="_as"/>
    </packagedElement>
    <packagedElement xsi:type="uml:Enumeration" xmi:id="_e" name="Soort">
      <ownedLiteral xmi:id="_x1" name="huis"><specification xsi:type="uml:LiteralString" value="H"/></ownedLiteral>
    </packagedElement>
    <packagedElement xsi:type="uml:Actor" xmi:id="_u" name="Mens"/>
    <packagedElement xsi:type="uml:Dependency" xmi:id="_d" client="_a" supplier="_b _e"/>
    <packagedElement xsi:type="uml:Usage" xmi:id="_w" client="_a" supplier="_u"/>
  </packagedElement>
</uml:Model>
<MIM:Objecttype xmi:id="_s" base_Class="_a" herkomst="BAG"/>
</xmi:XMI>"""


def test_eclipse():
    drawing = read_xmi(PAPYRUS.encode(), "m.uml")
    assert not drawing.diagnostics
    pand, binnen, deel, soort, ding = sorted(
        drawing.classes,
        key=lambda each: ["Pand", "Binnen", "Deel", "Soort", "_Ding"].index(each.name),
    )
    assert (drawing.title, pand.package, pand.text) == ("Vastgoed", "_p", "Een gebouw.")
    assert (pand.stereotypes, pand.tags, pand.guid) == (("Objecttype",), (("herkomst", "BAG"),), "")
    naam, is_soort = pand.attributes
    assert (naam.type_name, naam.type_key, naam.identifying, naam.default) == (
        "String",
        "",
        True,
        "huis",
    )
    assert naam.multiplicity == Multiplicity(lower=0, upper=-1)
    assert (is_soort.type_name, is_soort.type_key, is_soort.multiplicity) == ("Soort", "_e", None)
    assert (is_soort.derived, is_soort.static) == (True, True)
    assert [(v.name, v.code) for v in soort.values] == [("huis", "H")]
    assert (binnen.kind, deel.abstract, ding.external, ding.package) == (
        DrawnKind.DATA_TYPE,
        True,
        True,
        "",
    )
    assert [(g.child, g.parent) for g in drawing.generalisations] == [
        ("_a", "_b"),
        ("_a", ding.key),
    ]
    line, *others = drawing.associations
    ends = {end.target: end for end in (line.source, line.target)}
    assert (ends["_b"].role, ends["_b"].navigable, ends["_a"].navigable) == ("delen", True, None)
    assert (ends["_a"].aggregation, ends["_b"].aggregation) == (
        Aggregation.COMPOSITE,
        Aggregation.NONE,
    )
    assert [(o.source.target, o.target.target, o.dependency) for o in others] == [
        ("_a", "_b", True),
        ("_a", "_e", True),
    ]
    assert [(p.kind, p.name) for p in drawing.passed_over] == [
        ("method", "sloop"),
        ("actor", "Mens"),
        ("usage", ""),
    ]


def test_a_model_without_an_envelope_and_a_prefix_of_its_own():
    declared = OMG.replace("xmlns:uml", "xmlns:u").replace("xmlns:xmi", "xmlns:x")
    inside = '<packagedElement x:type="u:Class" x:id="c" name="C"/>'
    content = f'<u:Package {declared} x:id="p" name="P">{inside}</u:Package>'
    drawing = read_xmi(content.encode(), "m.xmi")
    assert [(p.name, p.key) for p in drawing.packages] == [("P", "p")]
    assert [(c.name, c.package) for c in drawing.classes] == [("C", "p")]


def test_an_association_class_is_a_class_and_an_association():
    content = f"""<xmi:XMI {OMG}><uml:Model name="M">
    <packagedElement xmi:type="uml:Class" xmi:id="a" name="A"/>
    <packagedElement xmi:type="uml:Class" xmi:id="b" name="B"/>
    <packagedElement xmi:type="uml:AssociationClass" xmi:id="ac" name="AB">
      <memberEnd xmi:idref="x"/><memberEnd xmi:idref="y"/>
      <ownedAttribute xmi:type="uml:Property" xmi:id="z" name="sinds"/>
      <ownedEnd xmi:id="x" type="a"/><ownedEnd xmi:id="y" type="b"/></packagedElement></uml:Model></xmi:XMI>"""
    drawing = read_xmi(content.encode(), "m.xmi")
    assert [(c.name, len(c.attributes)) for c in drawing.classes] == [("A", 0), ("B", 0), ("AB", 1)]
    (line,) = drawing.associations
    assert (line.source.target, line.target.target, line.carrier) == ("a", "b", "ac")
    assert not drawing.diagnostics


NOTES = """<XMI xmlns:UML="href://org.omg/UML/1.3" xmi.version="1.1"><XMI.content>
<UML:Model name="{model}" xmi.id="m"><UML:Namespace.ownedElement>
 <UML:Class name="Lid" xmi.id="a"><UML:Classifier.feature/></UML:Class>
 <UML:Association xmi.id="n"><UML:Association.connection>
  <UML:AssociationEnd type="a" xmi.id="e1"/><UML:AssociationEnd type="gone" xmi.id="e2"/>
 </UML:Association.connection></UML:Association>
</UML:Namespace.ownedElement></UML:Model></XMI.content></XMI>"""


@pytest.mark.parametrize(("model", "told"), [("PlantUML", []), ("Bibliotheek", ["UML25"])])
def test_plantuml_writes_the_lines_to_notes_and_not_the_notes(model: str, told: list[str]):
    drawing = read_xmi(NOTES.format(model=model).encode(), "m.xmi")
    assert [each.name for each in drawing.classes] == ["Lid"]
    assert [each.id for each in drawing.diagnostics] == told
    kind = "association" if told else "note link"
    assert [each.kind for each in drawing.passed_over] == [kind]


ARGO = """<?xml version="1.0"?><XMI xmi.version="1.2" xmlns:UML="org.omg.xmi.namespace.UML">
  <XMI.content>
<UML:Model xmi.id="m" name="Bibliotheek"><UML:Namespace.ownedElement>
 <UML:Package xmi.id="p" name="Boeken"><UML:Namespace.ownedElement>
  <UML:Class xmi.id="a" name="Boek" isAbstract="false"><UML:ModelElement.stereotype>
  <UML:Stereotype xmi.idref="s"/></UML:ModelElement.stereotype>
   <UML:ModelElement.taggedValue><UML:TaggedValue xmi.id="t">
  <UML:TaggedValue.dataValue>Iets om te lezen.</UML:TaggedValue.dataValue>
     <UML:TaggedValue.type><UML:TagDefinition xmi.idref="d"/></UML:TaggedValue.type>
  </UML:TaggedValue></UML:ModelElement.taggedValue>
   <UML:Classifier.feature>
    <UML:Attribute xmi.id="a1" name="titel" ownerScope="classifier">
     <UML:StructuralFeature.multiplicity><UML:Multiplicity><UML:Multiplicity.range>
  <UML:MultiplicityRange lower="0" upper="-1"/></UML:Multiplicity.range></UML:Multiplicity>
  </UML:StructuralFeature.multiplicity>
     <UML:Attribute.initialValue><UML:Expression language="" body="leeg"/>
  </UML:Attribute.initialValue>
     <UML:StructuralFeature.type><UML:DataType xmi.idref="st"/></UML:StructuralFeature.type>
  </UML:Attribute>
    <UML:Attribute xmi.id="a2" name="jaar : int [0..1] = 1900"/>
    <UML:Operation xmi.id="o" name="lees"/></UML:Classifier.feature></UML:Class>
  <UML:Class xmi.id="b" name="Werk"/>
  <UML:Interface xmi.id="i" name="Leesbaar"/>
  <UML:Enumeration xmi.id="e" name="Soort"><UML:Enumeration.literal>
  <UML:EnumerationLiteral xmi.id="e1" name="roman"/></UML:Enumeration.literal></UML:Enumeration>
  <UML:Generalization xmi.id="g"><UML:Generalization.child><UML:Class xmi.idref="a"/>
  </UML:Generalization.child><UML:Generalization.parent><UML:Class xmi.idref="b"/>
  </UML:Generalization.parent></UML:Generalization>
  <UML:Abstraction xmi.id="r"><UML:ModelElement.stereotype><UML:Stereotype name="realize"/>
  </UML:ModelElement.stereotype>
   <UML:Dependency.client><UML:Class xmi.idref="a"/></UML:Dependency.client>
  <UML:Dependency.supplier><UML:Interface xmi.idref="i"/></UML:Dependency.supplier>
  </UML:Abstraction>
  <UML:Association xmi.id="as" name="bevat"><UML:Association.connection>
   <UML:AssociationEnd xmi.id="x" isNavigable="false" aggregation="aggregate">
  <UML:AssociationEnd.participant><UML:Class xmi.idref="b"/></UML:AssociationEnd.participant>
  </UML:AssociationEnd>
   <UML:AssociationEnd xmi.id="y" isNavigable="true" name="boeken">
  <UML:AssociationEnd.multiplicity><UML:Multiplicity><UML:Multiplicity.range>
  <UML:MultiplicityRange lower="1" upper="5"/></UML:Multiplicity.range></UML:Multiplicity>
  </UML:AssociationEnd.multiplicity>
    <UML:AssociationEnd.participant><UML:Class xmi.idref="a"/></UML:AssociationEnd.participant>
  </UML:AssociationEnd></UML:Association.connection></UML:Association>
  <UML:Comment xmi.id="c" body="Let op"><UML:Comment.annotatedElement><UML:Class xmi.idref="b"/>
  </UML:Comment.annotatedElement></UML:Comment>
  <UML:Comment xmi.id="c2" body="Los"/><UML:UseCase xmi.id="u" name="Lezen"/>
 </UML:Namespace.ownedElement></UML:Package>
 <UML:DataType xmi.id="st" name="String"/><UML:Stereotype xmi.id="s" name="Objecttype"/>
  <UML:TagDefinition xmi.id="d" name="documentation"/>
</UML:Namespace.ownedElement></UML:Model></XMI.content></XMI>"""


def test_uml_of_before_2():
    drawing = read_xmi(ARGO.encode(), "m.xmi")
    assert not drawing.diagnostics
    boek, werk, leesbaar, soort, text = drawing.classes
    assert (drawing.title, boek.text, boek.stereotypes, boek.package) == (
        "Bibliotheek",
        "Iets om te lezen.",
        ("Objecttype",),
        "p",
    )
    titel, jaar = boek.attributes
    assert (titel.type_name, titel.type_key, titel.default, titel.static) == (
        "String",
        "st",
        "leeg",
        True,
    )
    assert titel.multiplicity == Multiplicity(lower=0, upper=-1)
    assert (jaar.name, jaar.type_name, jaar.default, jaar.multiplicity) == (
        "jaar",
        "int",
        "1900",
        Multiplicity(lower=0, upper=1),
    )
    assert (werk.text, leesbaar.kind, text.kind) == (
        "Let op",
        DrawnKind.INTERFACE,
        DrawnKind.DATA_TYPE,
    )
    assert [(v.name, soort.kind) for v in soort.values] == [("roman", DrawnKind.ENUMERATION)]
    assert [(g.child, g.parent, g.realisation) for g in drawing.generalisations] == [
        ("a", "b", False),
        ("a", "i", True),
    ]
    (line,) = drawing.associations
    assert (line.source.target, line.source.aggregation, line.source.navigable) == (
        "b",
        Aggregation.SHARED,
        False,
    )
    assert (line.target.role, line.target.multiplicity, line.target.navigable) == (
        "boeken",
        Multiplicity(lower=1, upper=5),
        True,
    )
    assert sorted((p.kind, p.name) for p in drawing.passed_over) == [
        ("method", "lees"),
        ("note", "Los"),
        ("usecase", "Lezen"),
    ]


def test_labels_that_are_a_multiplicity_with_a_role_and_packages_that_are_only_named():
    content = """<XMI xmlns:UML="href://org.omg/UML/1.3" xmi.version="1.1"><XMI.content>
    <UML:Model name="M" xmi.id="m"><UML:Namespace.ownedElement>
    <UML:Class name="A" namespace="Een pakket" xmi.id="a"/><UML:Class name="B" namespace="m" xmi.id="b"/>
    <UML:Association xmi.id="x"><UML:Association.connection><UML:AssociationEnd name="1" type="a"/>
    <UML:AssociationEnd name="0..* delen" type="b"/>
    </UML:Association.connection></UML:Association></UML:Namespace.ownedElement></UML:Model></XMI.content></XMI>"""
    drawing = read_xmi(content.encode(), "m.xmi")
    (package,) = drawing.packages
    assert (package.name, [c.package for c in drawing.classes]) == ("Een pakket", [package.key, ""])
    (line,) = drawing.associations
    assert (line.source.role, line.source.multiplicity) == ("", Multiplicity(lower=1, upper=1))
    assert (line.target.role, line.target.multiplicity) == (
        "delen",
        Multiplicity(lower=0, upper=-1),
    )


def names(drawing: Drawing) -> list[Any]:
    return [each.name for each in drawing.classes]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252", "iso-8859-1"])
def test_encodings(encoding: str):
    said = encoding.removesuffix("-sig")
    inside = '<packagedElement xmi:type="uml:Class" xmi:id="c" name="Café ë"/>'
    head = f'<?xml version="1.0" encoding="{said}"?>'
    content = f"{head}<xmi:XMI {OMG}><uml:Model>{inside}</uml:Model></xmi:XMI>"
    drawing = read_xmi(content.encode(encoding), "m.xmi")
    assert names(drawing) == ["Café ë"]
    assert not drawing.diagnostics
