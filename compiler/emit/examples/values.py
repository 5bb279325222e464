"""Values of examples: the samples of the manifest where they fit, else something plausible of the right type."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from compiler.emit.examples.patterns import matching
from compiler.emit.examples.samples import (
    NUMBER,
    UNFIT,
    SamplePlace,
    Samples,
    SampleValue,
    Unfit,
    read_samples,
    words_in,
)
from compiler.emit.jsonschema.plan import SchemaProperty
from compiler.model.model import Code, Model
from compiler.model.reference_data import valid_on

DAY = date(2026, 1, 1)
LIST = "x-reference-data"


def list_of(prop: SchemaProperty) -> str:
    """The reference data list that `prop` has a value of; empty for none."""
    return dict(prop.annotations).get(LIST, "")


class Values:
    """Makes the values of examples of `model`, as they hold on `day`: DAY, and codes without an end, where None."""

    def __init__(self, model: Model, day: date | None = None) -> None:
        self._model = model
        self._day = day
        self._key = model.standard.interface.source_key
        self._codes: dict[str, tuple[Code, ...]] = {}
        self.samples = Samples(model.standard.examples)

    # -- values --------------------------------------------------------------------------------------------------------

    def value(self, prop: SchemaProperty, place: SamplePlace) -> SampleValue:
        """A value of `prop`, which is no reference; None where nothing fits."""
        number = str(1000 + place.number(9000, prop.name))
        for values in self.samples.all_for(prop.name, place.owners):
            made = (read_samples(text.replace(NUMBER, number), prop) for text in values)
            fitting = [value for value in made if not isinstance(value, Unfit)]
            if fitting:
                return fitting[place.rank(len(fitting))]
        for text in self._plausible(prop, place, number):
            value = read_samples(text, prop)
            if not isinstance(value, Unfit):
                return value
        return None

    def _plausible(self, prop: SchemaProperty, place: SamplePlace, number: str) -> Iterator[str]:
        """Texts to try where no sample fits."""
        day = self._day or DAY
        if "x-end" in dict(prop.annotations):
            day += timedelta(days=364)
        small = 1 + place.number(9, prop.name)
        match prop.types[:1]:
            case ("integer",):
                yield from (str(small), "1", "0", "10", "100", "2000")
            case ("number",):
                yield from (str(12.5 * small), "1", "0", "100")
            case ("boolean",):
                yield "true"
        if prop.format.startswith("date"):
            yield from (day.isoformat(), f"{day}T09:00:00Z")
        if prop.format.startswith("uri"):
            yield f"https://example.org/{re.sub('[^A-Za-z0-9]', '', prop.name).lower()}"
        if prop.encoding:
            yield base64.b64encode(prop.name.encode("utf-8", "replace")).decode()
        if prop.name == self._key:
            yield number
        yield _spelled(prop.name)
        yield from ("P1M", "PT1H", "09:00:00", f"{day}T09:00:00Z", day.isoformat(), number)
        found = matching(prop.pattern) if prop.pattern else None
        if found is not None:
            yield found

    def sampled(self, prop: SchemaProperty, place: SamplePlace) -> int | None:
        """Where in the manifest the sample stands that `prop` has by its whole name; None where none fits."""
        name = list_of(prop)
        if prop.ref and not name:
            return None
        known = {code.code.text for code in self.codes(name)} if name else ()
        for owner in (*place.owners, ""):
            for values in self.samples.exactly(prop.name, (owner,)):
                fit = (
                    t in known if name else read_samples(t.replace(NUMBER, "1"), prop) is not UNFIT
                    for t in values
                )
                if any(fit):
                    return self.samples.position(owner, prop.name)
        return None

    # -- reference data ------------------------------------------------------------------------------------------------

    def codes(self, name: str) -> tuple[Code, ...]:
        """The values of the list `name` that hold; of a code that stands there twice the first."""
        if name not in self._codes:
            known = self._model.codelists.get(name)
            found: Iterable[Code] = () if known is None else known.codes
            if known is not None and self._day is not None:
                found = valid_on(known, self._day)
            first: dict[str, Code] = {}
            for code in found:
                if self._day is not None or not code.end:
                    first.setdefault(code.code.text, code)
            self._codes[name] = tuple(first.values())
        return self._codes[name]

    def sampled_codes(self, name: str, attribute: str, place: SamplePlace) -> tuple[str, ...]:
        """The codes that the manifest gives for `attribute` of the list `name`, the most particular first.

        In a list without known values they are taken as they are, where an entity or the list is named.
        """
        codelist = self._model.codelists.get(name)
        kept_elsewhere = codelist is None or not codelist.codes
        known = {code.code.text for code in self.codes(name)}
        found = [
            *self.samples.exactly(attribute, place.owners),
            *self.samples.exactly(name),
            *(() if kept_elsewhere else self.samples.exactly(attribute)),
        ]
        for values in found:
            fitting = tuple(text for text in values if kept_elsewhere or text in known)
            if fitting:
                first = place.rank(len(fitting))
                return fitting[first:] + fitting[:first]
        return ()

    def code_among(
        self, codes: Iterable[str], prop: SchemaProperty, place: SamplePlace
    ) -> str | None:
        """One of `codes` that holds in the list of `prop`: one of a sample, else the first; None where none holds."""
        allowed = [
            code
            for code in codes
            if any(code == known.code.text for known in self.codes(list_of(prop)))
        ]
        sampled = self.sampled_codes(list_of(prop), prop.name, place)
        return next((code for code in (*sampled, *allowed) if code in allowed), None)

    def code(
        self, prop: SchemaProperty, place: SamplePlace, lists: Mapping[str, str]
    ) -> tuple[str, Code | None]:
        """A code of the list of `prop`, with its value where that is known; an empty one where there is none.

        `lists` are the codes by list that the object has already: a code goes with its parent.
        """
        known = self.codes(list_of(prop))
        sampled = self.sampled_codes(list_of(prop), prop.name, place)
        if not known:
            codelist = self._model.codelists.get(list_of(prop))
            return (sampled[0] if sampled and not (codelist and codelist.codes) else "", None)
        fitting = [
            code
            for code in known
            if code.parent is None or lists.get(code.parent[0]) in (None, code.parent[1])
        ]
        wanted = [code for code in fitting if code.code.text == lists.get(list_of(prop))] or fitting
        wanted.sort(
            key=lambda code: (
                code.code.text not in sampled[:1],
                code.parent is None and bool(lists),
            )
        )
        return (wanted[0].code.text, wanted[0]) if wanted else ("", None)


def _spelled(name: str) -> str:
    """The words of a name, as a text.

    >>> _spelled("externFactuurnummer")
    'Extern factuurnummer'
    """
    text = " ".join(word.lower().rstrip("-_ ") for word in words_in(name))
    return text[:1].upper() + text[1:]
