"""Lines between the classes of a text diagram: they become associations, generalisations and association classes."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from compiler.base.source import Span
from compiler.base.wording import say
from compiler.importers.uml.drawing import (
    Aggregation,
    DrawnAssociation,
    DrawnEnd,
    DrawnGeneralisation,
)
from compiler.importers.uml.text_diagrams.arrows import Arrow, Head, Mark
from compiler.importers.uml.text_diagrams.builder import DrawingBuilder, WrittenEnd, WrittenRelation
from compiler.importers.uml.text_diagrams.findings import error, warning
from compiler.importers.uml.text_diagrams.markup import plain_name, without_markup
from compiler.importers.uml.text_diagrams.members import STEREOTYPE, stereotypes_in
from compiler.importers.uml.text_diagrams.multiplicities import end_label
from compiler.importers.uml.text_diagrams.names import ClassDraft, Draft, OtherDraft
from compiler.importers.uml.text_diagrams.references import Meant, References

_BACKWARDS = ("direction", "<")
"""The tag of an association whose label is read from target to source."""
_NOTHING = Arrow(Mark(), Mark())


@dataclass(slots=True)
class _Association:
    """An association, to which an association class may still come."""

    key: str
    name: str
    source: DrawnEnd
    target: DrawnEnd
    span: Span
    dependency: bool
    stereotypes: tuple[str, ...]
    tags: tuple[tuple[str, str], ...]
    notes: list[str]
    carrier: str = ""


class Lines:
    """The lines between classes so far."""

    def __init__(self, builder: DrawingBuilder, references: References) -> None:
        self._builder, self._references = builder, references
        self.generalisations: list[DrawnGeneralisation] = []
        self._associations: list[_Association] = []
        self._between: defaultdict[frozenset[str], list[_Association]] = defaultdict(list)
        self._couples: list[WrittenRelation] = []
        self._keys: Counter[str] = Counter()
        self._derived: set[tuple[str, str]] = set()
        self._seen: dict[tuple[object, ...], int] = {}

    def associations(self) -> tuple[DrawnAssociation, ...]:
        """The associations, in the order drawn."""
        return tuple(
            DrawnAssociation(
                key=each.key,
                name=each.name,
                span=each.span,
                text="\n\n".join(each.notes),
                stereotypes=each.stereotypes,
                tags=each.tags,
                source=each.source,
                target=each.target,
                carrier=each.carrier,
                dependency=each.dependency,
            )
            for each in self._associations
        )

    def take(self, relation: WrittenRelation) -> None:
        """A line between two classes, or between one and something else."""
        if len(relation.left.names) > 1 or len(relation.right.names) > 1:
            self._couples.append(relation)
            return
        left, right = self._meant(relation.left, relation), self._meant(relation.right, relation)
        if relation.arrow.hidden:
            self._builder.pass_over("layout", _shown(relation), relation.span)
        elif isinstance(left.draft, ClassDraft) and isinstance(right.draft, ClassDraft):
            self._join(relation, left, left.draft, right, right.draft)
        else:
            self._join_others(relation, left.draft, right.draft)

    def _meant(self, end: WrittenEnd, relation: WrittenRelation) -> Meant:
        return (
            Meant(end.draft)
            if end.draft
            else self._references.meant(end.names[0], relation.package)
        )

    def _join(
        self,
        relation: WrittenRelation,
        left: Meant,
        one: ClassDraft,
        right: Meant,
        other: ClassDraft,
    ) -> None:
        arrow = relation.arrow
        triangles = [mark.head is Head.TRIANGLE for mark in (arrow.left, arrow.right)]
        lollipops = [mark.head is Head.LOLLIPOP for mark in (arrow.left, arrow.right)]
        if any(triangles) or any(lollipops):
            if triangles[1] or lollipops[1]:
                self.derive(one, other, relation, realisation=arrow.dashed or lollipops[1])
            if triangles[0] or lollipops[0]:
                self.derive(other, one, relation, realisation=arrow.dashed or lollipops[0])
            rest = [
                mark
                for mark in (arrow.left, arrow.right)
                if mark.head not in (Head.TRIANGLE, Head.LOLLIPOP, Head.NONE)
            ]
            if not rest:
                return
        self._associate(relation, left, one, right, other)

    def derive(
        self, child: ClassDraft, parent: ClassDraft, relation: WrittenRelation, *, realisation: bool
    ) -> None:
        """`child` is a kind of `parent`."""
        if (child.key, parent.key) in self._derived:
            self._builder.pass_over("repeated line", _shown(relation), relation.span)
            return
        self._derived.add((child.key, parent.key))
        self.generalisations.append(
            DrawnGeneralisation(
                key=f"{child.key}--|>{parent.key}",
                name=plain_name(relation.label),
                span=relation.span,
                text="\n\n".join(relation.notes),
                stereotypes=tuple(relation.stereotypes),
                child=child.key,
                parent=parent.key,
                realisation=realisation,
            )
        )

    def _associate(
        self,
        relation: WrittenRelation,
        left: Meant,
        one: ClassDraft,
        right: Meant,
        other: ClassDraft,
    ) -> None:
        arrow = relation.arrow
        source = self._end(one.key, relation.left, arrow.left, left.member)
        target = self._end(other.key, relation.right, arrow.right, right.member)
        name, tags = _label(relation.label)
        labelled = stereotypes_in(relation.label)
        signature = (_bare(source), _bare(target), name, arrow)
        if self._seen.setdefault(signature, relation.diagram) != relation.diagram:
            self._builder.pass_over("repeated line", _shown(relation), relation.span)
            return
        has_ends = any(
            each.multiplicity or each.role or each.aggregation is not Aggregation.NONE
            for each in (source, target)
        )
        sockets = Head.SOCKET in (arrow.left.head, arrow.right.head)
        nested = ("nested",) if Head.NESTED in (arrow.left.head, arrow.right.head) else ()
        self._keep(
            _Association(
                key=self._key(f"{one.key}--{other.key}" + (f":{name}" if name else "")),
                name=name,
                source=source,
                target=target,
                span=relation.span,
                dependency=(arrow.dashed or sockets) and not has_ends,
                stereotypes=(*relation.stereotypes, *labelled, *nested),
                tags=tags,
                notes=relation.notes,
            )
        )

    def _end(self, key: str, end: WrittenEnd, mark: Mark, member: str) -> DrawnEnd:
        label = end_label(without_markup(end.label)) if end.label else end_label("")
        tags = [("attribute", member)] if member else []
        tags += [("qualifier", end.qualifier)] if end.qualifier else []
        return DrawnEnd(
            target=key,
            role=label.role,
            multiplicity=label.multiplicity or mark.multiplicity,
            navigable=mark.navigable,
            aggregation=mark.aggregation,
            text=label.text,
            tags=tuple(tags),
            span=end.label_span if end.label else end.names[0].span,
        )

    def _keep(self, association: _Association) -> None:
        self._associations.append(association)
        ends = frozenset((association.source.target, association.target.target))
        self._between[ends].append(association)

    def _key(self, key: str) -> str:
        self._keys[key] += 1
        return key if self._keys[key] == 1 else f"{key}#{self._keys[key]}"

    def _join_others(self, relation: WrittenRelation, one: Draft, other: Draft) -> None:
        """A line of which an end is no class: a note is beside the other end, anything else leads nowhere."""
        for note, beside in ((one, other), (other, one)):
            if isinstance(note, OtherDraft) and note.kind == "note":
                if isinstance(beside, OtherDraft) and beside.kind == "note":
                    self._builder.pass_over("layout", _shown(relation), relation.span)
                else:
                    note.used = True
                    beside.notes.extend(note.notes)
                return
        self._builder.pass_over("line", _shown(relation), relation.span)
        ends = ((one, relation.left), (other, relation.right))
        draft, end = next(each for each in ends if not isinstance(each[0], ClassDraft))
        message = say(
            'the line leads to "{name}", which is no class ({kind}), and is not taken',
            name=end.names[0].code,
            kind=draft.kind if isinstance(draft, OtherDraft) else "package",
        )
        hint = say("draw it between two classes, if it says something of them")
        self._builder.diagnostics.append(warning("UML06", relation.span, message, hint))

    def take_association_classes(self) -> None:
        """The lines from a couple of classes: what they lead to is the class of the association between these."""
        for relation in self._couples:
            ends = (relation.left, relation.right)
            couples = [end for end in ends if len(end.names) > 1]
            carriers = [end for end in ends if len(end.names) == 1]
            if not carriers:
                message = say("a line between two associations is not read")
                hint = say("draw it between the classes")
                self._builder.diagnostics.append(error("UML06", relation.span, message, hint))
                continue
            self._hang(relation, couples[0], carriers[0])

    def _hang(self, relation: WrittenRelation, couple: WrittenEnd, carrier: WrittenEnd) -> None:
        meant = [
            self._references.meant(each, relation.package)
            for each in (*couple.names, *carrier.names)
        ]
        one, other, what = (each.draft for each in meant)
        if not (isinstance(one, ClassDraft) and isinstance(other, ClassDraft)):
            self._join_others(
                relation, *([one, what] if not isinstance(one, ClassDraft) else [other, what])
            )
            return
        between = self._between[frozenset((one.key, other.key))]
        if isinstance(what, OtherDraft) and what.kind == "note" and between:
            what.used = True
            between[-1].notes.extend(what.notes)
            return
        if not isinstance(what, ClassDraft):
            self._join_others(relation, one, what)
            return
        free = next((each for each in reversed(between) if not each.carrier), None)
        if free is None:
            message = say('there is no line from "{one}" to "{other}" that "{name}" could belong to',
                one=one.name, other=other.name, name=what.name)  # fmt: skip
            hint = say("draw that line too, with its multiplicities")
            self._builder.diagnostics.append(warning("UML06", relation.span, message, hint))
            bare = WrittenRelation(
                left=WrittenEnd(names=couple.names[:1]), right=WrittenEnd(names=couple.names[1:]),
                arrow=_NOTHING, span=relation.span, diagram=relation.diagram,
            )  # fmt: skip
            self._associate(bare, meant[0], one, meant[1], other)
            free = between[-1]
        free.carrier = what.key


def _label(text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The name of an association, and the tag that says how it is read."""
    text = STEREOTYPE.sub(" ", text).strip()
    backwards = False
    for sign in "<>":
        if text.startswith(sign + " ") or text.endswith(" " + sign) or text == sign:
            text = text.removeprefix(sign).removesuffix(sign).strip()
            backwards = sign == "<"
            break
    return plain_name(text), (_BACKWARDS,) if backwards else ()


def _bare(end: DrawnEnd) -> tuple[object, ...]:
    return (end.target, end.role, end.multiplicity, end.text, end.tags)


def _shown(relation: WrittenRelation) -> str:
    ends = [", ".join(each.code for each in end.names) for end in (relation.left, relation.right)]
    return f"{ends[0]} – {ends[1]}"
