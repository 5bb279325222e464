"""OA06: what held before, and will hold later, can be asked for wherever something is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from compiler.emit.openapi.correction import ClientEffect, Part, correction
from compiler.emit.openapi.operations import Operation, Parameter
from compiler.emit.openapi.plan import Document, TextSchema
from compiler.emit.openapi.schemas import Schemas
from compiler.model.manifest import SharedParameter
from compiler.model.meaning import END_TEXTS

# GM01 speaks of peildatums and peilperiodes; a manifest may speak of the day or the moment instead.
_MOMENT = re.compile(r"(?i)(p)eil(?:datum|dag|moment|tijdstip|tijd)")
_PERIOD = re.compile(r"(?i)peilperiode")
_BEGINS, _ENDS = {"begindatum", "begintijdstip"}, {"einddatum", "eindtijdstip"}  # GM06
_COUNTED = {"date": "inclusive", "date-time": "exclusive"}  # GM08, by format
_BEGIN_TEXT = "Begin van de periode waarin de gegevens gelden; leeg is zonder begin."
_END_TEXT = "Einde van de periode waarin de gegevens gelden; leeg is zonder einde."


class PeriodParameters(NamedTuple):
    """The two parameters that ask for a period, each with its name among the components."""

    begin: tuple[str, Parameter]
    end: tuple[str, Parameter]


@correction("OA06", Part.DOCUMENT, ClientEffect.ADDITIVE)
def history_by_reference_date(document: Document) -> Document:
    """GET by id takes the reference date that a search takes; a search of what has a begin and an end takes a period.

    The model says what holds at one moment, and by GM01 what holds at another one is asked for by a reference date
    (peildatum) or a reference period (peilperiode). As published, only a search takes the date: what is read by its id
    shows as it is now. GET by id has it from here on. A period finds several things that held one after another, so it
    is for a search, and only of messages that tell when each of them holds: those with a `begindatum` and an
    `einddatum` (GM06). Its begin and end are called after the date, are of its type, and stand where it stands; whether
    the end counts itself follows GM08.

    The date is each parameter that the manifest gives to a search (`zoeken`) and that has peildatum, peildag,
    peilmoment, peiltijd or peiltijdstip in its name. Where a search takes a peilperiode already, none is added.

    Model:
        standaard S {
            versie "1.0.0"
            koppelvlak {
                typen { Datum string date }
                parameters {
                    /// De dag waarop de gegevens gelden; leeg is vandaag.
                    query peildatum Datum
                }
                bewerkingen { zoeken peildatum }
            }
        }
        domein A { entiteit Eenheid (meervoud Eenheden) }

    At: openapi/Informatiedomeinen/A #/paths/~1eenheden~1{id}/get/parameters

    Before:
        - name: id
          in: path
          description: Sleutel van de Eenheid die wordt gevraagd
          required: true
          schema:
            type: string

    After:
        - name: id
          in: path
          description: Sleutel van de Eenheid die wordt gevraagd
          required: true
          schema:
            type: string
        - $ref: '#/components/parameters/Peildatum'
    """
    history = _History(document)
    return history.document.with_operations(history.asked)


class _History:
    """What the operations of a document take to ask for another moment; `document` has the components of periods."""

    def __init__(self, document: Document) -> None:
        self._shared = dict(document.components.parameters)
        self._schemas = Schemas(document.schemas)
        self._formats = {s.name: s.format for s in document.schemas if isinstance(s, TextSchema)}
        searches = {each.path: each for each in document.operations if _is_search(each)}
        self._moments = {path: tuple(self._moments_of(each)) for path, each in searches.items()}
        self._periods: dict[str, PeriodParameters] = {}
        self._added = {path: tuple(self._periods_of(each)) for path, each in searches.items()}
        used = {each.ref for added in self._added.values() for each in added}
        made = [part for period in self._periods.values() for part in period if part[0] in used]
        parameters = (*document.components.parameters, *made)
        self.document = document._replace(
            components=document.components._replace(parameters=parameters)
        )

    def asked(self, operation: Operation) -> Operation:
        """`operation` with what it takes of the reference date and the period."""
        if operation.method != "get":
            return operation
        of_all = operation.path.removesuffix("/{id}")
        added = (self._added if of_all == operation.path else self._moments).get(of_all, ())
        new = tuple(each for each in added if each not in operation.parameters)
        return operation._replace(parameters=(*operation.parameters, *new)) if new else operation

    def _seen(self, parameter: Parameter) -> Parameter:
        """The parameter itself, also where it stands among the components."""
        return self._shared.get(parameter.ref, parameter)

    def _moments_of(self, search: Operation) -> Iterator[Parameter]:
        for each in search.parameters:
            if _MOMENT.search(self._seen(each).name):
                yield each

    def _periods_of(self, search: Operation) -> Iterator[Parameter]:
        """Both parameters of each period that `search` should take and does not; their names are new to it."""
        attributes = {name for each in search.parameters for name in self._attributes_of(each)}
        if not (attributes & _BEGINS and attributes & _ENDS):
            return
        names = {self._seen(each).name.lower() for each in search.parameters}
        if any(_PERIOD.search(name) for name in names):
            return
        for moment in self._moments[search.path]:
            period = self._period_beside(moment)
            in_query = self._seen(moment).place == "query"
            taken = names | {name.lower() for name in attributes if in_query}
            if taken.isdisjoint(parameter.name.lower() for _, parameter in period):
                names |= {parameter.name.lower() for _, parameter in period}
                yield from (Parameter(ref=key) for key, _ in period)

    def _attributes_of(self, parameter: Parameter) -> Iterator[str]:
        if parameter.exploded:
            yield from self._schemas.properties_of(parameter.shape.ref)

    def _period_beside(self, moment: Parameter) -> PeriodParameters:
        """The period that is called after the reference date `moment`; the same in every search."""
        seen = self._seen(moment)
        if seen.name not in self._periods:
            stem = _MOMENT.sub(r"\g<1>eilperiode", seen.name, count=1)
            counted = END_TEXTS.get(_COUNTED.get(self._formats.get(seen.shape.ref, ""), ""), "")
            begin = f"{_BEGIN_TEXT} Met een periode telt {seen.name} niet."
            end = f"{_END_TEXT} {counted}".strip()
            self._periods[seen.name] = PeriodParameters(
                self._named(seen, f"{stem}Begin", begin), self._named(seen, f"{stem}Eind", end)
            )
        return self._periods[seen.name]

    def _named(self, moment: Parameter, name: str, description: str) -> tuple[str, Parameter]:
        """A parameter like `moment`, under a name that no component has."""
        key = SharedParameter(moment.place, name, "").key
        while key in self._shared:
            key = f"{key}2"
        made = moment._replace(name=name, description=description)
        self._shared[key] = made
        return key, made


def _is_search(operation: Operation) -> bool:
    return operation.method == "get" and any(each.exploded for each in operation.parameters)
