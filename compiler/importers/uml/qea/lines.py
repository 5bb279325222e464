"""The connectors of Enterprise Architect's database: associations, generalisations, realisations, dependencies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from compiler.base.source import Span
from compiler.base.wording import Text, as_it_is, say
from compiler.importers.uml.drawing import (
    Aggregation,
    DrawnAssociation,
    DrawnEnd,
    DrawnGeneralisation,
)
from compiler.importers.uml.ea.collecting import Collected
from compiler.importers.uml.ea.conventions import (
    Tags,
    aggregation_of,
    guid_of,
    navigable_end,
    plain_text,
    stereotypes_of,
    tag_value,
    tags_in_order,
)
from compiler.importers.uml.qea.rows import TableRow, TablesByName, number, place, row_key

ASSOCIATIONS = frozenset({"Association", "Aggregation"})
GENERALISATIONS = frozenset({"Generalization", "Generalisation"})
REALISATIONS = frozenset(
    {"Realisation", "Realization", "InterfaceRealization", "Substitution", "ComponentRealization"}
)
DEPENDENCIES = frozenset({"Dependency", "Usage", "Abstraction", "Trace"})
_SIDES = (
    ("Source", "Start_Object_ID", "ASSOCIATION_SOURCE", "connectorSrcEnd property"),
    ("Dest", "End_Object_ID", "ASSOCIATION_TARGET", "connectorDestEnd property"),
)


class ConnectorReader:
    """Reads the connectors of one file into `collected`."""

    def __init__(
        self,
        tables: TablesByName,
        collected: Collected,
        objects: Mapping[str, TableRow],
        described: Mapping[str, str],
    ) -> None:
        self.rows = tables["t_connector"]
        self.collected = collected
        self.objects = objects
        self.described = described
        self.tags: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for row in tables["t_connectortag"]:
            self.tags[row["ElementID"]].append(
                (row["Property"], tag_value(row["VALUE"], row["NOTES"]))
            )
        self.end_tags: defaultdict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
        for row in tables["t_taggedvalue"]:
            owner = (guid_of(row["ElementID"]), row["BaseClass"])
            self.end_tags[owner].append((row["TagValue"], tag_value(row["Notes"])))

    def attached_notes(self) -> Mapping[str, list[str]]:
        """The keys of what each note is attached to, by the number of the note."""
        attached: defaultdict[str, list[str]] = defaultdict(list)
        for row in self.rows:
            if row["Connector_Type"] == "NoteLink":
                for own, other in (
                    (row["Start_Object_ID"], row["End_Object_ID"]),
                    (row["End_Object_ID"], row["Start_Object_ID"]),
                ):
                    if other in self.objects:
                        attached[own].append(row_key(self.objects[other], "t_object", "Object_ID"))
        return attached

    def read(self, order: Sequence[str]) -> None:
        """Read all of them, each behind the first of its objects; `order` is that of the objects, by their number."""
        positions = {identity: position for position, identity in enumerate(order)}

        def position(row: TableRow) -> tuple[int, str, int]:
            ends = [positions[row[side]] for _, side, _, _ in _SIDES if row[side] in positions]
            return (
                min(ends, default=len(positions)),
                row["ea_guid"].casefold(),
                number(row["Connector_ID"]),
            )

        for row in sorted(self.rows, key=position):
            self._connector(row)

    def _connector(self, row: TableRow) -> None:
        kind = row["Connector_Type"]
        span = place(self.collected.path, "t_connector", row["Connector_ID"])
        known = (*ASSOCIATIONS, *GENERALISATIONS, *REALISATIONS, *DEPENDENCIES)
        targets = (
            [self._target(row, side, span) for _, side, _, _ in _SIDES] if kind in known else []
        )
        if not targets or not all(targets):
            self.collected.pass_over(_CALLED.get(kind, kind.lower()), row["Name"], span)
        elif kind in ASSOCIATIONS:
            self._association(row, targets, span)
        elif kind in DEPENDENCIES:
            self._add(
                row, [DrawnEnd(target=each, span=span) for each in targets], span, dependency=True
            )
        else:
            self._inherits(row, targets, span, realisation=kind in REALISATIONS)

    def _target(self, row: TableRow, side: str, span: Span) -> str:
        """The key of the class at a `side`, empty where none stands there."""
        found = self.objects.get(row[side])
        key = row_key(found, "t_object", "Object_ID") if found else f"t_object:{row[side]}"
        return self.collected.end_of(key, span, self._called(row))

    def _called(self, row: TableRow) -> Text:
        return as_it_is(f'"{row["Name"]}"') if row["Name"] else say("a line without a name")

    def _inherits(
        self, row: TableRow, targets: Sequence[str], span: Span, *, realisation: bool
    ) -> None:
        key, stereotypes, tags, text = self._common(row)
        drawn = DrawnGeneralisation(
            key=key,
            name=row["Name"],
            span=span,
            guid=guid_of(key),
            text=text,
            stereotypes=stereotypes,
            tags=tags,
            child=targets[0],
            parent=targets[1],
            realisation=realisation,
        )
        if self.collected.claim(drawn):
            self.collected.generalisations.append(drawn)

    def _association(self, row: TableRow, targets: Sequence[str], span: Span) -> None:
        ends = [
            self._end(row, side, target, span) for side, target in zip(_SIDES, targets, strict=True)
        ]
        self._add(row, ends, span)

    def _end(
        self, row: TableRow, side: tuple[str, str, str, str], target: str, span: Span
    ) -> DrawnEnd:
        prefix, _, tagged, property_ = side
        guid = guid_of(row["ea_guid"])
        is_source = prefix == "Source"
        aggregation = aggregation_of(row[f"{prefix}IsAggregate"])
        if row["Connector_Type"] == "Aggregation" and not is_source and self._says_no_diamond(row):
            aggregation = (
                Aggregation.COMPOSITE if row["SubType"] == "Strong" else Aggregation.SHARED
            )
        return DrawnEnd(
            target=target,
            role=row[f"{prefix}Role"],
            multiplicity=self.collected.multiplicity(row[f"{prefix}Card"], span, self._called(row)),
            navigable=navigable_end(row["Direction"], row[f"{prefix}Style"], source=is_source),
            aggregation=aggregation,
            text=plain_text(row[f"{prefix}RoleNote"]),
            stereotypes=stereotypes_of(
                row[f"{prefix}Stereotype"], self.described.get(f"{guid}/{property_}", "")
            ),
            tags=tags_in_order(self.end_tags[guid, tagged]),
            span=span,
        )

    def _says_no_diamond(self, row: TableRow) -> bool:
        return not any(number(row[f"{prefix}IsAggregate"]) for prefix, _, _, _ in _SIDES)

    def _add(
        self, row: TableRow, ends: Sequence[DrawnEnd], span: Span, *, dependency: bool = False
    ) -> None:
        key, stereotypes, tags, text = self._common(row)
        carrier = self.objects.get(row["PDATA1"]) if row["SubType"] == "Class" else None
        drawn = DrawnAssociation(
            key=key,
            name=row["Name"],
            span=span,
            guid=guid_of(key),
            text=text,
            stereotypes=stereotypes,
            tags=tags,
            source=ends[0],
            target=ends[1],
            carrier=row_key(carrier, "t_object", "Object_ID") if carrier else "",
            dependency=dependency,
        )
        if self.collected.claim(drawn):
            self.collected.associations.append(drawn)

    def _common(self, row: TableRow) -> tuple[str, tuple[str, ...], Tags, str]:
        """What every line has: key, stereotypes, tagged values and text."""
        key = row_key(row, "t_connector", "Connector_ID")
        stereotypes = stereotypes_of(row["Stereotype"], self.described.get(key, ""))
        tags = tags_in_order(self.tags[row["Connector_ID"]])
        return key, stereotypes, tags, self.collected.text_of(key, plain_text(row["Notes"]))


_CALLED: Mapping[str, str] = {"NoteLink": "note link"}
