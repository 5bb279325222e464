"""Resource → its seven operations, in the published shape."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count

from compiler.base.pointers import PING
from compiler.emit.openapi.operations import (
    Body,
    Content,
    Header,
    Operation,
    Parameter,
    Response,
)
from compiler.emit.openapi.plan import Resource
from compiler.emit.openapi.plan_terms import Terms
from compiler.emit.openapi.planning_security import READING, WRITING, scoped
from compiler.emit.openapi.planning_shared import FAILED, OK, REFUSED
from compiler.model.documents import ShownResource
from compiler.model.wire import Shape

_WRONG = Response("400", description="Onjuist bericht")
_MISSING = Response("404", description="Niet gevonden")
_LOCATION = Header(
    "Location", shape=Shape(type="string", format="uri"), description="Adres van wat is toegevoegd."
)
_FOUND = (REFUSED, FAILED)
_CHANGED = (OK, REFUSED, _MISSING, FAILED)
_CHECKED = (OK, _WRONG, REFUSED, _MISSING, FAILED)


def plan_operations(resource: Resource, terms: Terms) -> tuple[Operation, ...]:
    """The seven operations of `resource`: four on all of them, three on one by its key."""
    planner = _ResourcePlanner(resource, terms)
    return (
        planner.search(),
        planner.add(),
        planner.replace(),
        planner.update(),
        planner.read_one(),
        planner.replace_one(),
        planner.update_one(),
    )


def operation_words(resources: Sequence[ShownResource]) -> list[str]:
    """The word in the operation ids of each of `resources`: the name of its entity, where no other id is made of that.

    Of several messages about one entity, the one that is called by its plural has it, else the first; the others have
    their own name.
    """
    words: dict[int, str] = {}
    taken = {PING.removeprefix("/")} | {f"list{resource.name}" for resource in resources}
    order = sorted(
        range(len(resources)), key=lambda at: resources[at].name != resources[at].entity.plural
    )
    for at in order:
        word = next(each for each in _words_for(resources[at]) if taken.isdisjoint(_ids_of(each)))
        taken.update(_ids_of(word))
        words[at] = word
    return [words[at] for at in range(len(resources))]


def _words_for(resource: ShownResource) -> Iterator[str]:
    yield from (resource.entity.name.text, resource.name)
    yield from (f"{resource.name}{number}" for number in count(2))


def _ids_of(word: str) -> set[str]:
    """The ids of operations that are made of `word`."""
    on_all = {f"{action}{word}" for action in ("create", "replace", "update")}
    return on_all | {f"{action}{word}ById" for action in ("read", "replace", "update")}


class _ResourcePlanner:
    """Plans the operations of one resource."""

    def __init__(self, resource: Resource, terms: Terms) -> None:
        self._entity = resource.entity
        self._word = resource.word
        self._examples = resource.examples
        self._terms = terms
        self._tag = resource.tag
        self._all = f"/{resource.path}"
        self._one = f"/{resource.path}/{{id}}"
        self._message = Shape(ref=resource.schema)
        self._to_read = scoped(terms, resource.tag, READING) or None
        self._to_write = scoped(terms, resource.tag, WRITING) or None

    def search(self) -> Operation:
        """GET on all: those that a filter finds."""
        filters = Parameter("params", place="query", exploded=True, shape=self._message)
        return self._reading(
            path=self._all,
            id_=f"list{self._tag}",
            summary=f"Zoekt {self._tag}",
            parameters=(filters, *self._terms.search),
            responses=(self._page(), *_FOUND),
        )

    def add(self) -> Operation:
        """POST on all: one more."""
        added = Response(
            "201", description="Toegevoegd", contents=self._shown(), headers=(_LOCATION,)
        )
        return self._writing(
            path=self._all,
            method="post",
            id_=f"create{self._word}",
            summary=f"Voegt een {self._entity} toe",
            example=self._examples.post,
            responses=(added, *_FOUND),
        )

    def replace(self) -> Operation:
        """PUT on all: the one with the keys in the message, as a whole."""
        return self._writing(
            path=self._all,
            method="put",
            id_=f"replace{self._word}",
            summary=f"Vervangt een {self._entity} met de sleutels uit het bericht",
            example=self._examples.put,
            responses=_CHECKED,
        )

    def update(self) -> Operation:
        """PATCH on all: some attributes of the one with the keys in the message."""
        return self._writing(
            path=self._all,
            method="patch",
            id_=f"update{self._word}",
            summary=f"Wijzigt attributen van een {self._entity} met de sleutels uit het bericht",
            example=self._examples.patch,
            responses=_CHECKED,
        )

    def read_one(self) -> Operation:
        """GET on one."""
        return self._reading(
            path=self._one,
            id_=f"read{self._word}ById",
            summary=f"Geeft de {self._entity} met deze sleutel",
            parameters=(self._id("wordt gevraagd"), *self._terms.others),
            responses=(OK._replace(contents=self._shown()), REFUSED, _MISSING, FAILED),
        )

    def replace_one(self) -> Operation:
        """PUT on one."""
        return self._writing(
            path=self._one,
            method="put",
            id_=f"replace{self._word}ById",
            summary=f"De {self._entity} met deze sleutel wordt vervangen",
            example=self._examples.put,
            responses=_CHANGED,
            by_id=self._id("wordt vervangen"),
        )

    def update_one(self) -> Operation:
        """PATCH on one; its key was published as a number."""
        return self._writing(
            path=self._one,
            method="patch",
            id_=f"update{self._word}ById",
            summary=f"De {self._entity} met deze sleutel wordt gewijzigd",
            example=self._examples.patch,
            responses=_CHANGED,
            by_id=self._id("wordt gewijzigd", "integer"),
        )

    # -- what they have in common ----------------------------------------------------------------------------------

    def _reading(
        self,
        *,
        path: str,
        id_: str,
        summary: str,
        parameters: tuple[Parameter, ...],
        responses: tuple[Response, ...],
    ) -> Operation:
        return Operation(
            path=path,
            method="get",
            id=id_,
            summary=summary,
            entity=self._entity,
            tags=(self._tag,),
            parameters=parameters,
            responses=responses,
            security=self._to_read,
        )

    def _writing(
        self,
        *,
        path: str,
        method: str,
        id_: str,
        summary: str,
        example: str,
        responses: tuple[Response, ...],
        by_id: Parameter | None = None,
    ) -> Operation:
        return Operation(
            path=path,
            method=method,
            id=id_,
            summary=summary,
            entity=self._entity,
            tags=(self._tag,),
            parameters=(by_id, *self._terms.others) if by_id else self._terms.others,
            body=Body(self._entity, (Content(self._message, example=example),)),
            responses=responses,
            security=self._to_write,
        )

    def _shown(self) -> tuple[Content, ...]:
        return (Content(self._message, example=self._examples.get),)

    def _page(self) -> Response:
        many = self._message._replace(many=True)
        content = Content(many, limit=self._terms.page_limit, example=self._examples.get)
        return OK._replace(contents=(content,), headers=self._terms.page_headers)

    def _id(self, action: str, type_: str = "string") -> Parameter:
        return Parameter(
            "id",
            place="path",
            shape=Shape(type=type_),
            description=f"Sleutel van de {self._entity} die {action}",
            required=True,
        )
